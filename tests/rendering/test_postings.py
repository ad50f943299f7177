"""What others take of a post: how to cite it, and what programs read in its page."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import Tag

from sphinx_paperreview.metadata.bibtex import parse_bibtex
from tests.conftest import MakeSite
from tests.exports.papers import HARD
from tests.outputs import raw_output
from tests.site import Built, Site, review_page

BASE = "https://example.org/journal/"
CONF = "html_theme = 'basic'\nlanguage = 'en'\n"
POST = review_page(
    *(":::{paper} 2511.00001", ":title: Harmony", ":image: a.png", "", "Text.", ":::", ""),
    *(":::{paper} https://example.org/b", ":title: Other", "", "Text.", ":::", ""),
    *(":::{paper} 2511.00003", ":title: Hidden", ":no-index:", "", "Text.", ":::"),
    title="# The *post*",
).replace("---\n", "---\nauthor: Ada Park; 최지우\nupdated: 2025-12-01\n", 1)
PAGES = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\n**\n```\n",
    "posts/one.md": POST,
    "posts/a.png": b"a picture, to Sphinx",
    "draft.md": POST.replace("---\n", "---\ndraft: true\n", 1).replace(":image: a.png\n", ""),
}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site(PAGES, CONF)


def _told(built: Built, docname: str = "posts/one") -> dict[str, Any]:
    (block,) = built.select("head script[type='application/ld+json']", docname)
    told = json.loads(block.get_text())
    assert isinstance(told, dict)
    return told


# JSON-LD -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_post_tells_what_it_is(site: Site, builder: str) -> None:
    built = site.build(builder, paperreview_base_url=BASE)
    assert built.warnings == ()
    name = "posts/one/index" if builder == "dirhtml" else "posts/one"
    url = f"{BASE}posts/one/" if builder == "dirhtml" else f"{BASE}posts/one.html"
    assert _told(built, name) == {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": "The post",
        "author": [{"@type": "Person", "name": one} for one in ("Ada Park", "최지우")],
        "datePublished": "2025-11-27",
        "dateModified": "2025-12-01",
        "inLanguage": "en",
        "image": f"{BASE}_images/a.png",
        "url": url,
        "mainEntityOfPage": url,
        "about": [
            {"@type": "ScholarlyArticle", "url": one}
            for one in ("https://arxiv.org/abs/2511.00001", "https://example.org/b")
        ],
    }


def test_no_address_is_invented(site: Site) -> None:
    """Nor an author: Sphinx has words for a site that names none."""
    told = _told(site.build(paperreview_cite_posts=True))
    assert {"url", "image", "mainEntityOfPage"}.isdisjoint(told)
    site.write("posts/one.md", POST.replace("author: Ada Park; 최지우\n", ""))
    built = site.build(paperreview_cite_posts=True)
    assert "author" not in _told(built)
    (cited,) = built.select(".paper-cite-post .paper-bibtex", "posts/one")
    (record,) = parse_bibtex(cited.get_text()).records
    assert record.authors == ()


def test_the_author_of_the_site_wrote_what_names_nobody(site: Site) -> None:
    site.write("posts/one.md", POST.replace("author: Ada Park; 최지우\n", ""))
    told = _told(site.build(author="Jisoo Kim"))
    assert told["author"] == [{"@type": "Person", "name": "Jisoo Kim"}]


def test_other_pages_tell_nothing(site: Site) -> None:
    built = site.build(paperreview_cite_posts=True)
    found = "script[type='application/ld+json'], .h-entry, .paper-cite-post, .u-url"
    names = ("index", "draft", "papers/month/2025-11", "papers/index")
    assert [name for name in names if built.select(found, name)] == []


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text", "latex", "man"])
def test_other_outputs_have_none(site: Site, builder: str) -> None:
    text = raw_output(site.build(builder, paperreview_cite_posts=True).out, builder)
    assert "Harmony" in text
    for part in ("ld+json", "h-entry", "p-name", "posts-one,", "Cite this post"):
        assert part not in text


def test_no_text_ends_it(make_site: MakeSite) -> None:
    pages = {
        f"p{number}.md": review_page(
            *(":::{paper}", ":title: A", "", "T.", ":::"), title=f"# Post {number}"
        ).replace(
            "---\n",
            "---\n" + f"title: {json.dumps(f'On {text}', ensure_ascii=False)}\norphan: true\n",
            1,
        )
        for number, text in enumerate([*HARD, "?!…"])
    }
    site = make_site({"index.md": "# Home\n", **pages}, CONF)
    built = site.build(paperreview_cite_posts=True)
    assert built.warnings == ()
    for number, text in enumerate([*HARD, "?!…"]):
        assert _told(built, f"p{number}")["headline"] == f"On {text}"
        (cited,) = built.select(".paper-cite-post .paper-bibtex", f"p{number}")
        assert parse_bibtex(cited.get_text()).problems == ()


def test_a_post_without_a_date_has_none(make_site: MakeSite) -> None:
    post = review_page(":::{paper} 2511.00001", ":title: A", "", "T.", ":::", date="")
    built = make_site({"index.md": post}, CONF).build(paperreview_cite_posts=True)
    assert "datePublished" not in _told(built, "index")
    assert not built.select(".dt-published")


# BibTeX ------------------------------------------------------------------------------------------


def test_a_post_is_cited_at_its_foot_where_its_author_wants_it(site: Site) -> None:
    assert not site.build().select(".paper-cite-post", "posts/one")
    built = site.build(paperreview_cite_posts=True, paperreview_base_url=BASE)
    (cited,) = built.select(".paper-cite-post .paper-bibtex", "posts/one")
    assert cited.get_text() == (
        "@misc{park-posts-one,\n"
        "  author = {Ada Park and 최지우},\n"
        "  title = {The post},\n"
        "  year = {2025},\n"
        "  month = nov,\n"
        "  day = {27},\n"
        f"  url = {{{BASE}posts/one.html}},\n"
        "}"
    )
    assert built.select("script[src*='paperreview-cite.js']", "posts/one")


def test_a_proposal_has_no_address(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Read the Docs it stands at one for some days."""
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", BASE)
    assert _told(site.build())["url"] == f"{BASE}posts/one.html"
    monkeypatch.setenv("READTHEDOCS_VERSION_TYPE", "external")
    assert "url" not in _told(site.build(fresh=True))


# microformats2 -----------------------------------------------------------------------------------


def _property(entry: Tag, name: str) -> list[str]:
    """Read a property as https://microformats.org/wiki/microformats2-parsing says."""
    found = entry.select(f".{name}")
    values = [str(one["value"]) if one.name == "data" else one.get_text() for one in found]
    return [urljoin(f"{BASE}posts/one.html", one) for one in values] if name[0] == "u" else values


@pytest.mark.parametrize("base", ["", BASE])
def test_a_post_is_an_entry(site: Site, base: str) -> None:
    built = site.build(paperreview_base_url=base)
    (entry,) = built.select(".h-entry", "posts/one")
    assert _property(entry, "p-name") == ["The post"]
    assert _property(entry, "u-url") == [f"{BASE}posts/one.html"]
    assert _property(entry, "dt-published") == ["2025-11-27"]
    assert _property(entry, "dt-updated") == ["2025-12-01"]
    assert _property(entry, "p-author") == ["Ada Park", "최지우"]


def test_no_page_poses_as_a_paper(site: Site) -> None:
    built = site.build()
    assert not built.select("meta[name^='citation_'], meta[name^='DC.']", "posts/one")


def test_a_feed_holds_nothing_of_it(site: Site) -> None:
    built = site.build(paperreview_base_url=BASE, paperreview_cite_posts=True)
    feeds = "".join(path.read_text("utf-8") for path in built.out.rglob("*.xml"))
    assert "Harmony" in feeds
    for part in ("ctx_ver", "@misc", "Cite"):
        assert part not in feeds
