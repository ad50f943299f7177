"""Listings as they are drawn: selected, sorted, grouped, in each style and output."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite
from tests.site import Built

POST = """---
date: {date}
tags: [{tags}]
---
# Post of {date}

:::{{paper}} {arxiv}
:title: {title}
:org: {org}
:venue: {venue}
:code: https://example.org/{title}
:rating: {rating}

Text.
:::
"""

PAGES = {
    "posts/one.md": POST.format(
        date="2025-11-27",
        tags="video",
        arxiv="2511.21579",
        title="Alpha",
        org="nvidia",
        venue="ICLR 2026",
        rating="3.5",
    ),
    "posts/two.md": POST.format(
        date="2025-10-20",
        tags="audio",
        arxiv="2510.18212",
        title="Beta",
        org="google, nvidia",
        venue="CVPR 2025",
        rating="5",
    ),
    "posts/three.md": POST.format(
        date="2024-12-31",
        tags="",
        arxiv="2412.00001",
        title="Gamma",
        org="",
        venue="",
        rating="",
    ).replace(":code: https://example.org/Gamma\n", ""),
}
TOCTREE = "\n```{toctree}\n:glob:\n:hidden:\n\nposts/*\n```\n"


def listing(make_site: MakeSite, *options: str, builder: str = "html") -> Built:
    directive = "\n".join(["# Home", "", "```{paper:list}", *options, "```", ""])
    return make_site({"index.md": directive + TOCTREE, **PAGES}).build(builder)


def titles(built: Built) -> list[str]:
    return built.texts("article .paper-title, [role=main] .paper-title")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["Alpha", "Beta", "Gamma"]),
        ([":org: google"], ["Beta"]),
        ([":org: 엔비디아"], ["Alpha", "Beta"]),
        ([":org: !google"], ["Alpha", "Gamma"]),
        ([":org: nvidia", ":tag: video"], ["Alpha"]),
        ([":tag: #audio, video"], ["Alpha", "Beta"]),
        ([":venue: iclr"], ["Alpha"]),
        ([":venue: CVPR 2025"], ["Beta"]),
        ([":source: arXiv"], ["Alpha", "Beta", "Gamma"]),
        ([":year: 2025"], ["Alpha", "Beta"]),
        ([":status: read"], ["Alpha", "Beta", "Gamma"]),
        ([":status: to-read"], []),
        ([":since: 2025-10-20"], ["Alpha", "Beta"]),
        ([":until: 2025-10"], ["Beta", "Gamma"]),
        ([":post: posts/t*"], ["Beta", "Gamma"]),
        ([":has: code"], ["Alpha", "Beta"]),
        ([":has: !code"], ["Gamma"]),
        ([":papers: 2412.00001 https://arxiv.org/abs/2511.21579"], ["Gamma", "Alpha"]),
        ([":sort: date"], ["Gamma", "Beta", "Alpha"]),
        ([":sort: -rating"], ["Beta", "Alpha", "Gamma"]),
        ([":sort: rating"], ["Alpha", "Beta", "Gamma"]),
        ([":sort: -title"], ["Gamma", "Beta", "Alpha"]),
        ([":sort: org"], ["Beta", "Alpha", "Gamma"]),
        ([":sort: published"], ["Gamma", "Beta", "Alpha"]),
        ([":limit: 2"], ["Alpha", "Beta"]),
    ],
)
def test_options_select_and_sort(
    make_site: MakeSite, options: list[str], expected: list[str]
) -> None:
    """Each option selects or orders as its documentation says; several mean AND."""
    built = listing(make_site, *options, builder="html")
    assert built.warnings == ()
    assert titles(built) == expected


def test_a_limit_says_how_many_more_there_are(make_site: MakeSite) -> None:
    """What a limit leaves out is counted."""
    assert listing(make_site, ":limit: 1").texts(".paper-rest") == ["and 2 more"]


def test_a_listing_of_nothing_says_so(make_site: MakeSite) -> None:
    """The author says what an empty listing shows, with markup."""
    built = listing(make_site, ":org: meta", ":empty: Nothing *yet*.")
    assert built.texts(".paper-empty") == ["Nothing yet."]
    assert built.texts(".paper-empty em") == ["yet"]


def test_groups_stand_within_groups(make_site: MakeSite) -> None:
    """Two keys give two levels of headings, the newest first."""
    built = listing(make_site, ":group-by: year month")
    assert built.texts(".paper-group-1") == ["2025", "2024"]
    assert built.texts(".paper-group-2") == ["November 2025", "October 2025", "December 2024"]
    headings = built.select(".paper-group > [role=heading]")
    assert [tag["aria-level"] for tag in headings] == ["2", "3", "3", "2", "3"]


def test_a_rating_is_the_same_stars_everywhere(make_site: MakeSite) -> None:
    """In a table as on a card, and said to those who hear the page."""
    built = listing(make_site, ":style: table", ":columns: rating")
    stars = built.select("td .paper-rating[role=img]")
    assert sorted(tag["aria-label"] for tag in stars) == ["3.5/5", "5/5"]
    assert {tag.get_text() for tag in stars} == {"★★★☆☆", "★★★★★"}


def test_a_table_has_the_columns_asked_for(make_site: MakeSite) -> None:
    """A row for each review, a column for each name, in order; titles link to their reviews."""
    columns = "title org authors venue published date rating status tags links"
    built = listing(make_site, ":style: table", f":columns: {columns}", ":year: 2024")
    assert built.texts(".paper-table th") == [
        *("Title", "Organisations", "Authors", "Venue", "Published"),
        *("Reviewed", "Rating", "Status", "Tags", "Links"),
    ]
    cells = built.texts(".paper-table td")
    assert cells[:1] + cells[4:8] == ["Gamma", "2024-12", "2024-12-31", "", "Read"]
    (link,) = built.select(".paper-table td:first-child a")
    assert link["href"] == "posts/three.html#arxiv-2412-00001"


def test_cards_stand_side_by_side(make_site: MakeSite) -> None:
    """A card shows what a row shows, below a picture or the room for one where others have some."""
    built = listing(make_site, ":style: cards", ":org: google")
    (card,) = built.select(".paper-cards > .paper-card")
    assert "Text." not in card.get_text()
    assert [tag.get_text() for tag in card.select(".paper-org")] == ["Google", "NVIDIA"]
    assert card.select(".paper-elsewhere, .paper-mentioned, .paper-no-picture") == []


@pytest.mark.parametrize(
    ("option", "page"),
    [
        (":sort: date", "papers/index.html"),
        (":org: nvidia", "papers/org/nvidia.html"),
        (":year: 2025", "papers/index.html"),
    ],
)
def test_what_a_limit_leaves_out_is_led_to(make_site: MakeSite, option: str, page: str) -> None:
    """To the page of what is asked for, where there is one; else to that of all papers."""
    built = listing(make_site, option, ":limit: 1")
    (link,) = built.select("p.paper-rest a")
    assert link["href"] == page
    assert (built.out / page).is_file()


@pytest.mark.parametrize("style", ["list", "table", "cards"])
@pytest.mark.parametrize(
    "builder",
    ["dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "gettext"],
)
def test_every_style_works_in_every_output(make_site: MakeSite, builder: str, style: str) -> None:
    """No style needs HTML."""
    pages = {"index.md": f"# Home\n\n```{{paper:list}}\n:style: {style}\n```\n{TOCTREE}", **PAGES}
    site = make_site(pages, 'project = "Home"\ncopyright = "2025"\nversion = "1"\n')
    assert site.build(builder).warnings == ()


def test_a_table_is_readable_as_text(make_site: MakeSite) -> None:
    """A table keeps whole words in plain text, within a line's width."""
    lines = listing(make_site, ":style: table", builder="text").text("index.txt").splitlines()
    assert any("| Alpha " in line and " NVIDIA " in line and "ICLR 2026" in line for line in lines)
    assert max(map(len, lines)) <= 90


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (":limit: -1", "limit: '-1': expected a number of at least 1"),
        (":limit: many", "limit: 'many': expected a number of at least 1"),
        (":group-by: planet", "group-by: 'planet': 'planet' is none of org, tag"),
        (":group-by: org tag year", "group-by: 'org tag year': expected one key or two"),
        (":columns: title foo", "columns: 'title foo': 'foo' is none of title, org"),
        (":sort: size", "sort: 'size': expected one of date, title"),
        (":has: magic", "has: 'magic': 'magic' is none of code, project"),
        (":since: yesterday", "since: 'yesterday': expected a date such as 2025"),
        (":papers: 2513.00001", "papers: "),
    ],
)
def test_a_wrong_value_is_left_out(make_site: MakeSite, option: str, message: str) -> None:
    """A value that is none warns once, with its line, and the listing is drawn without it."""
    built = listing(make_site, option)
    (warning,) = built.warnings
    assert f"index.md:4: WARNING: {message}" in warning
    assert warning.endswith("[paper.value]")
    assert titles(built) == ["Alpha", "Beta", "Gamma"]


@pytest.mark.parametrize(
    ("options", "line", "message"),
    [
        ([":style: list", ":post: nothing/*"], 5, "post: 'nothing/*' matches no page with reviews"),
        ([":org: !!!"], 4, "org: '!!!': expected the name of an organisation"),
        ([":source: nowhere"], 4, "source: 'nowhere': expected a source (arxiv"),
        ([":status: maybe"], 4, "status: 'maybe': expected one of to-read"),
        ([":year: 25"], 4, "year: '25': expected a year such as 2025"),
        ([":since: 2025-12", ":until: 2025-11"], 4, "since: '2025-12' is after until: '2025-11'"),
    ],
)
def test_what_cannot_match_lists_nothing(
    make_site: MakeSite, options: list[str], line: int, message: str
) -> None:
    """Whoever asks for what cannot be gets an empty listing and a warning, not all reviews."""
    built = listing(make_site, *options)
    (warning,) = built.warnings
    assert f"index.md:{line}: WARNING: {message}" in warning
    assert warning.endswith("[paper.value]")
    assert titles(built) == []
