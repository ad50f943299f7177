"""Reviews without a text in a list: many on a page, each of them a line or two."""

from __future__ import annotations

from tests.conftest import MakeSite
from tests.site import review_page

ITEMS = (
    *(
        "- :::{paper} 2511.00001",
        "  :title: Harmony",
        "  :org: MIT",
        "  :authors: Ada Park",
        "  :::",
    ),
    *("- :::{paper} 2511.00002", "  :title: Quiet", "  :org: MIT", "  :::"),
    *("- :::{paper} 2511.00003", "  :title: Lamp", "", "  It glows.", "  :::"),
)


def test_a_review_without_a_text_in_a_list_is_brief(make_site: MakeSite) -> None:
    """It is a review like all others, but shows no BibTeX, no icons and no foot."""
    site = make_site({"index.md": review_page(*ITEMS, date="2025-11-01")}, "html_theme = 'basic'\n")
    built = site.build()
    assert built.warnings == ()
    brief = built.select("li > .paper-card.paper-brief")
    assert [card["id"] for card in brief] == ["arxiv-2511-00001", "arxiv-2511-00002"]
    titles = built.texts(".paper-brief > .paper-title")
    assert [title.rstrip("¶") for title in titles] == ["Harmony", "Quiet"]
    assert "Ada Park" in brief[0].get_text()
    assert [card.select(".paper-org, a.paper-link") != [] for card in brief] == [True, True]
    assert [card.select("svg, .paper-cite, .paper-foot") for card in brief] == [[], []]
    assert len(built.select(".paper-card:not(.paper-brief) .paper-cite")) == 1


def test_they_cost_a_page_little(make_site: MakeSite) -> None:
    items = [f"- :::{{paper}} 2511.{n:05}\n  :title: Lamp {n}\n  :::" for n in range(1, 101)]
    site = make_site({"index.md": review_page(*items, date="2025-11-01")}, "html_theme = 'basic'\n")
    assert len(site.build().text("index.html")) < 100 * 2_000
