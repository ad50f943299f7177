"""Ids in the output: such as CSS selectors take, beside those that older pages link to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import MakeSite
from tests.core.test_anchors import CSS_IDENTIFIER
from tests.outputs import unzip
from tests.site import Built, Site, review_page

OLDER = {
    "2511.00001": "arxiv-2511.00001",
    "https://aclanthology.org/2020.acl-main.12/": "acl-2020.acl-main.12",
    "https://www.biorxiv.org/content/10.1101/2020.05.01.072975v1":
        "doi-10.1101-2020.05.01.072975-0658d8c8",
    "10.1145/3394486.3403376": "doi-10.1145-3394486.3403376-c666827c",
    "cvf:A.B_Deep_CVPR_2016": "cvf-A.B_Deep_CVPR_2016",
    "https://openreview.net/forum?id=-a_Bcd-efG": "openreview--a_Bcd-efG",
    "cs/0501001": "arxiv-cs-0501001-53ab1419",
    "https://example.org/some.page/1.html": "url-https---example.org-some.page-1.html-1c452a9a",
}  # fmt: skip
"""The anchor of each of these before anchors lost their dots."""

UNNAMED = ["1.2 reasons", "방법 ①: x²", "C++ & C#", "!?"]
"""Titles of papers without id."""

BODY = ["", "Text.", "", "## 1.2 How (C++)?", "", "So.", "", "## 방법", "", "So."]


def _reviews() -> Iterator[str]:
    for paper in (*OLDER, next(iter(OLDER))):
        yield from [f"::::{{paper}} {paper}", f":title: Of {paper}", *BODY, "::::", ""]
    for title in UNNAMED:
        yield from [f"::::{{paper}}\n:title: {title}", *BODY, "::::", ""]
    yield from ["- :::{paper} 2511.00009", "  :title: Card", "", "  Text.", "  :::", ""]


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """Write a journal that reviews the same papers on two pages, and one of them twice on each."""
    index = "# Journal\n\n```{toctree}\none\ntwo\n```\n"
    pages = {name: review_page(*_reviews(), title=f"# {name}") for name in ("one", "two")}
    conf = 'suppress_warnings = ["paper.duplicate"]\nversion = "1"\ncopyright = "me"\n'
    return make_site({"index.md": index} | {f"{n}.md": text for n, text in pages.items()}, conf)


def _pages(built: Built, builder: str) -> list[BeautifulSoup]:
    if builder == "epub":
        files = unzip(built.out)
        texts = [files[name] for name in ("one.xhtml", "two.xhtml")]
    else:
        names = ["index"] if builder == "singlehtml" else ["one", "two"]
        texts = [built.text(f"{name}.html").encode() for name in names]
    return [BeautifulSoup(text, "html.parser") for text in texts]


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub"])
def test_every_id_is_a_css_identifier_and_the_older_ones_stay(site: Site, builder: str) -> None:
    """Sections and cards have ids that a selector takes; the form with dots leads there too."""
    built = site.build(builder)
    assert built.warnings == ()
    for page in _pages(built, builder):
        places = page.select(".paper-review, .paper-review section, .paper-review .rubric[id]")
        assert len(places) > 3 * len(OLDER)
        assert [p["id"] for p in places if not CSS_IDENTIFIER.fullmatch(str(p["id"]))] == []
        ids = Counter(str(tag["id"]) for tag in page.select("[id]"))
        assert [name for name, count in ids.items() if count > 1] == []
        for name in (*OLDER.values(), "arxiv-2511.00001-2"):
            review = _led_to_by(page, name)
            assert "paper-review" in review["class"]
            for heading in ("1-2-how-c-plus-plus", "방법"):
                assert review in _led_to_by(page, f"{name}-{heading}").parents


def _led_to_by(page: BeautifulSoup, name: str) -> Tag:
    """Find the section that a link with a fragment leads to."""
    (found,) = page.select(f"section[id='{name}'], section:has(> span[id='{name}'])")
    return found


def test_search_leads_to_css_identifiers(site: Site) -> None:
    """Sphinx's search puts them into selectors as they stand in its index."""
    index = json.loads(site.build().text("searchindex.js").removeprefix("Search.setIndex(")[:-1])
    titles = [anchor for places in index["alltitles"].values() for _page, anchor in places]
    objects = [entry[3] for entries in index["objects"].values() for entry in entries]
    anchors = [str(anchor) for anchor in (*titles, *objects) if anchor]
    assert len(anchors) > 4 * len(OLDER)
    assert [anchor for anchor in anchors if not CSS_IDENTIFIER.fullmatch(anchor)] == []


OVERVIEW = """\
# Journal

```{toctree}
post
```

```{paper:overview}
:kind: org tag venue source author month
```

```{paper:list}
:style: cards
```
"""

GROUPED = review_page(
    ":::{paper} 2511.00001 https://openreview.net/forum?id=abcdEFGHij", ":title: 1 & <b>",
    ":org: NVIDIA, Kim & Sons, 한빛 연구소", ":tags: a tag, a-tag, C, C#, C++, #, 4.5, <i>, 🔥",
    ":authors: Ann Bee; Łukasz Żak", ":venue: ICLR 2026", "", "Text.", ":::",
)  # fmt: skip


@pytest.mark.parametrize("theme", ["furo", "basic", "sphinx_rtd_theme"])
def test_every_link_to_a_group_finds_it(make_site: MakeSite, theme: str) -> None:
    """Where there are no pages of groups, links lead to entries of indices: one for each label."""
    keys = ("org", "tag", "venue", "source", "author", "month")
    lists = [f"```{{paper:list}}\n:group-by: {key}\n```\n" for key in keys]
    pages = {"index.md": "\n".join([OVERVIEW, *lists]), "post.md": GROUPED}
    conf = 'paperreview_pages = ""\npaperreview_unknown_orgs = "ignore"\n'
    built = make_site(pages, conf).build(html_theme=theme)
    assert built.warnings == ()
    hrefs = {str(a["href"]) for name in ("index", "post") for a in built.select("a[href]", name)}
    places = sorted(href for href in hrefs if href.startswith("paper-") and "#" in href)
    assert len(places) == 3 + 9 + 1 + 2 + 2 + 1
    for page, _, anchor in (place.partition("#") for place in places):
        assert CSS_IDENTIFIER.fullmatch(anchor)
        (found,) = built.select(f"#{anchor}", page.removesuffix(".html"))
        assert found.name == "tr"
