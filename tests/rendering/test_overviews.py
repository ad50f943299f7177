"""``paper:overview``: what there is of a kind, with counts, in every output."""

from __future__ import annotations

import re

import pytest

from tests.conftest import MakeSite
from tests.site import Built, review_page


def _review(number: int, *options: str) -> list[str]:
    return [f":::{{paper}} 2511.0000{number}", f":title: Paper {number}", *options, "", "T.", ":::"]


POSTS = {
    "old.md": review_page(
        *_review(1, ":org: NVIDIA; Apple", ":tags: b", ":venue: CVPR 2026"), "",
        *_review(2, ":org: NVIDIA", ":tags: b, a", ":authors: Ann One"), date="2025-10-20",
    ),
    "new.md": review_page(
        *_review(1, ":org: NVIDIA", ":tags: c"), "", *_review(3, ":org: 방법 연구소"),
    ),
}  # fmt: skip


def _built(make_site: MakeSite, *lines: str, builder: str = "html", conf: str = "") -> Built:
    overview = "\n".join(["# Index", "", ":::{paper:overview}", *lines, ":::", ""])
    toctree = "\n```{toctree}\n:hidden:\n\nold\nnew\n```\n"
    return make_site({"index.md": overview + toctree, **POSTS}, conf).build(builder)


def test_values_stand_with_the_number_of_their_papers(make_site: MakeSite) -> None:
    """Those with most papers first; a paper that was reviewed twice counts once."""
    built = _built(make_site, ":kind: org")
    assert built.warnings == ()
    assert built.texts("ul.paper-groups > li") == ["NVIDIA 2", "Apple 1", "방법 연구소 1"]
    hrefs = [tag["href"] for tag in built.select("ul.paper-groups a")]
    assert hrefs[:2] == ["papers/org/nvidia.html", "papers/org/apple.html"]
    assert not built.select(".paper-group")


def test_without_a_kind_all_that_have_pages_stand_under_headings(make_site: MakeSite) -> None:
    """The headings lead to the overviews; a kind of which there is nothing has none."""
    built = _built(make_site, conf="paperreview_page_kinds = ['month', 'tag', 'venue']\n")
    assert built.texts(".paper-group") == ["Months", "Tags", "Venues"]
    hrefs = [tag["href"] for tag in built.select(".paper-group a")]
    assert hrefs == [f"papers/{kind}/index.html" for kind in ("month", "tag", "venue")]
    months, tags, venues = built.select("ul.paper-groups")
    assert [li.get_text() for li in months.select("li")] == ["November 2025 2", "October 2025 2"]
    assert [li.get_text() for li in tags.select("li")] == ["#b 2", "#a 1", "#c 1"]
    assert [li.get_text() for li in venues.select("li")] == ["CVPR 2026 1"]


def test_a_limit_says_how_many_more_there_are(make_site: MakeSite) -> None:
    """And leads to them."""
    built = _built(make_site, ":kind: org", ":limit: 2")
    assert built.texts("ul.paper-groups > li") == ["NVIDIA 2", "Apple 1"]
    assert built.texts("p.paper-rest") == ["and 1 more"]
    (link,) = built.select("p.paper-rest a")
    assert link["href"] == "papers/org/index.html"


def test_without_pages_it_leads_to_the_indices(make_site: MakeSite) -> None:
    built = _built(make_site, ":kind: org author", conf="paperreview_pages = ''\n")
    assert built.warnings == ()
    hrefs = [tag["href"] for tag in built.select(".paper-group a")]
    assert hrefs == ["paper-orgs.html", "paper-authors.html"]
    entry = built.select("ul.paper-groups a.paper-org")[0]
    assert entry["href"] == "paper-orgs.html#cap-NVIDIA"
    assert "Ann One 1" in built.texts("ul.paper-groups > li")


def test_nothing_of_a_kind_says_so(make_site: MakeSite) -> None:
    pages = {"index.md": "# Index\n\n:::{paper:overview}\n:kind: venue\n:empty: *None* yet.\n:::\n"}
    built = make_site(pages).build()
    assert built.warnings == ()
    assert built.texts("p.paper-empty") == ["None yet."]
    assert built.texts("p.paper-empty em") == ["None"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (":kind: org planet", "kind: 'org planet': 'planet' is none of org, tag, venue, source"),
        (":limit: -1", "limit: '-1': expected a number of at least 1"),
        (":kinds: org", "unknown option 'kinds' of 'paper:overview'"),
    ],
)
def test_a_wrong_option_warns_and_the_rest_holds(
    make_site: MakeSite, line: str, message: str
) -> None:
    """One warning, with its line; the overview is drawn."""
    built = _built(make_site, line)
    (warning,) = built.warnings
    assert "/index.md:4: WARNING: " in warning
    assert message in warning
    assert "NVIDIA 2" in built.texts("ul.paper-groups > li")


MARKUP = re.compile(r"<[^>]*>|\\DUrole\{[^}]*\}|\\(?:[A-Za-z@]+|.)|@[a-z]+|\{[^{}]*:[^{}]*\}|[{}%]")
"""What stands between the words of a page, in any format."""


@pytest.mark.parametrize(
    "builder", ["text", "latex", "man", "epub", "singlehtml", "texinfo", "xml"]
)
def test_every_output_has_the_counts(make_site: MakeSite, builder: str) -> None:
    conf = "copyright = 'Somebody'\nversion = '1'\n"  # an epub needs both
    built = _built(make_site, ":kind: org", builder=builder, conf=conf)
    assert built.warnings == ()
    texts = [
        " ".join(MARKUP.sub(" ", path.read_text(encoding="utf-8")).split())
        for path in built.out.rglob("*")
        if path.suffix in {".txt", ".tex", ".1", ".xhtml", ".html", ".texi", ".xml"}
    ]
    # The cards name organisations too, without a count.
    assert any("NVIDIA 2" in text and "Apple 1" in text for text in texts)
