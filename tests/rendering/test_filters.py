"""The filter of a listing, as pages hold it: a box, its data, and a script where it is needed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import Tag

from tests.conftest import MakeSite
from tests.site import Built, review_page

POSTS = {
    "posts/one.md": review_page(
        ":::{paper} 2511.00001",
        ":title: Alpha",
        ":org: KAIST; NVIDIA",
        ":authors: Ada Lovelace",
        ":venue: ICLR 2026",
        ":tags: video",
        ":rating: 2",
        ":code: https://example.org/code",
        ":::",
        "",
        ":::{paper} 2511.00002",
        ":title: Beta",
        ":org: NVIDIA",
        ":status: to-read",
        ":video: https://example.org/video",
        ":links: Notes <https://example.org/notes>",
        ":::",
    ),
    "posts/two.md": review_page(
        ":::{paper} 2401.00003",
        ":title: Gamma",
        ":org: NVIDIA",
        ":rating: 4",
        ":::",
        title="# Older",
        date="2024-05-01",
    ),
}
TOCTREE = "\n```{toctree}\n:hidden:\n:glob:\n\nposts/*\nplain\n```\n"
PLAIN = "# Plain\n\n```{paper:list}\n```\n"


def listed(
    make_site: MakeSite, *options: str, builder: str = "html", posts: dict[str, str] | None = None
) -> Built:
    """Build a site whose first page holds a listing with a filter."""
    directive = "\n".join(["# Home", "", "```{paper:list}", ":filter:", *options, "```", ""])
    pages = {"index.md": directive + TOCTREE, "plain.md": PLAIN, **(posts or POSTS)}
    return make_site(dict(pages), 'version = "1"\ncopyright = "2026"\n').build(builder)


def data_of(built: Built) -> dict[str, Any]:
    """Read the data of the only filter."""
    (script,) = built.select(".paper-listing > .paper-filter > script[type='application/json']")
    data = json.loads(script.get_text())
    assert isinstance(data, dict)
    return data


def facet(data: dict[str, Any], key: str) -> dict[str, Any]:
    """Find a facet."""
    return next(found for found in data["facets"] if found["key"] == key)


def test_a_listing_stands_in_a_box_with_its_filter(make_site: MakeSite) -> None:
    """First the empty, hidden filter, then the rows as they are without it."""
    built = listed(make_site)
    assert built.warnings == ()
    (box,) = built.select(".paper-listing")
    first, *rest = [child for child in box.children if isinstance(child, Tag)]
    assert (first["class"], first.has_attr("hidden")) == (["paper-filter"], True)
    assert [child.name for child in first.find_all(True)] == ["script"]
    assert [child.name for child in rest] == ["ul"]
    assert built.texts(".paper-listing .paper-title") == ["Alpha", "Beta", "Gamma"]


def test_facets_hold_values_and_which_review_has_which(make_site: MakeSite) -> None:
    """Each value has the key of the address, what readers call it, and what they may search."""
    data = data_of(listed(make_site))
    orgs = facet(data, "org")
    assert [value[:2] for value in orgs["values"]] == [["NVIDIA", "NVIDIA"], ["KAIST", "KAIST"]]
    assert "카이스트" in orgs["values"][1][2].split()
    assert orgs["of"] == [[1, 0], [0], [0]]
    assert facet(data, "status")["values"] == [["read", "Read", ""], ["to-read", "To read", ""]]
    assert facet(data, "year")["values"] == [["2025", "2025", ""], ["2024", "2024", ""]]


def test_has_names_the_kinds_of_typed_links(make_site: MakeSite) -> None:
    """Code and video can be chosen; a link of no certain kind cannot."""
    has = facet(data_of(listed(make_site)), "has")
    assert has["values"] == [["code", "Code", ""], ["video", "Video", ""]]
    assert has["of"] == [[0], [1], []]


def test_what_rows_do_not_show_is_searched(make_site: MakeSite) -> None:
    """Authors and ids stand in the data."""
    texts = data_of(listed(make_site))["texts"]
    assert texts == ["Ada Lovelace arxiv:2511.00001", "arxiv:2511.00002", "arxiv:2401.00003"]


def test_facets_that_set_nothing_apart_are_left_out(make_site: MakeSite) -> None:
    """All of one year, one venue and one organisation: these need no menu, but are searched."""
    data = data_of(listed(make_site, ":year: 2024"))
    assert data["facets"] == []
    assert {"NVIDIA", "엔비디아"} <= set(data["shared"].split())
    keys = {found["key"] for found in data_of(listed(make_site))["facets"]}
    assert keys == {"org", "tag", "venue", "year", "status", "has"}


@pytest.mark.parametrize(
    ("key", "searched"),
    [
        ("org", {"NVIDIA": "엔비디아", "KAIST": "카이스트"}),
        ("tag", {"video": "#video"}),
        ("venue", {"ICLR 2026": "ICLR 2026"}),
        ("has", {"code": "", "video": ""}),
        ("year", {"2025": "", "2024": ""}),
    ],
)
def test_values_are_searched_that_a_text_may_name(
    make_site: MakeSite, key: str, searched: dict[str, str]
) -> None:
    """By all their names; what a number or a kind of link is called says too little."""
    values = facet(data_of(listed(make_site)), key)["values"]
    texts = {value: text for value, _label, text in values}
    assert texts.keys() == searched.keys()
    for value, text in searched.items():
        assert text in texts[value]
        assert bool(text) == bool(texts[value])


def test_sorts_are_those_that_some_review_has_a_value_for(make_site: MakeSite) -> None:
    """Ratings are sorted as `paper:list` does it: what has none comes last."""
    data = data_of(listed(make_site))
    orders = {key: order for key, _label, order in data["sorts"]}
    assert list(orders) == ["-date", "date", "title", "-published", "-rating", "org"]
    assert (data["sort"], orders["-date"]) == ("-date", [])
    assert orders["date"] == [2, 0, 1]
    assert orders["-rating"] == [2, 0, 1]
    unrated = data_of(listed(make_site, ":papers: 2511.00002 2511.00001"))
    assert (unrated["sort"], unrated["sorts"][0]) == ("", ["", "As listed", []])
    alone = data_of(listed(make_site, ":status: to-read"))
    assert "-rating" not in {key for key, _label, _order in alone["sorts"]}


@pytest.mark.parametrize("options", [[":group-by: org"], [":group-by: org year"]])
def test_a_review_may_stand_in_several_rows(make_site: MakeSite, options: list[str]) -> None:
    """Rows are numbered by review in the order in which groups draw them."""
    built = listed(make_site, *options)
    data = data_of(built)
    titles = built.texts(".paper-listing .paper-title")
    assert titles == ["Alpha", "Alpha", "Beta", "Gamma"]
    assert data["rows"] == [0, 0, 1, 2]
    assert len(data["texts"]) == 3


def test_a_long_list_is_drawn_in_parts(make_site: MakeSite) -> None:
    """Full parts are marked for the style sheet; together they hold every row in order."""
    papers = [f":::{{paper}} 2511.{n:05}\n:title: Paper {n}\n:::\n" for n in range(1, 61)]
    built = listed(make_site, posts={"posts/many.md": review_page(*papers)})
    parts = built.select(".paper-listing > ul.paper-list")
    assert [len(part.select(":scope > li")) for part in parts] == [25, 25, 10]
    assert ["paper-part" in part["class"] for part in parts] == [True, True, False]
    expected = [f"Paper {n}" for n in range(1, 61)]
    assert built.texts(".paper-listing .paper-title") == expected
    assert len(built.select("ul.paper-list", "plain")) == 1


def test_no_text_can_end_the_data(make_site: MakeSite) -> None:
    """Whatever a title, an author or a tag holds, the block stays one block."""
    evil = "</script><script>alert(1)</script><!--"
    post = review_page(
        ":::{paper} 2511.00001",
        ":title: Alpha",
        f":authors: {evil} &",
        f":tags: {evil}",
        ":::",
        ":::{paper} 2511.00002",
        ":title: Beta",
        ":::",
    )
    built = listed(make_site, posts={"posts/one.md": post})
    raw = built.text("index.html")
    block = raw[raw.index('<script type="application/json">') :].partition("</script>")[0]
    assert not set(block.partition(">")[2]) & set("<>&\u2028\u2029")
    data = data_of(built)
    assert evil in data["texts"][0]
    assert facet(data, "tag")["values"][0][0] == evil


def test_the_script_is_loaded_only_where_there_is_a_filter(make_site: MakeSite) -> None:
    """One deferred script, after the page, on the page with a filter alone."""
    built = listed(make_site)
    (script,) = built.select("script[src*='paperreview-filter']")
    assert script.has_attr("defer")
    assert built.select("script[src*='paperreview-filter']", "plain") == []
    assert built.select("script[src*='paperreview-filter']", "posts/one") == []
    assert (built.out / "_static/paperreview-filter.js").is_file()


def test_an_empty_listing_needs_no_filter(make_site: MakeSite) -> None:
    built = listed(make_site, ":org: meta")
    assert built.texts(".paper-empty") == ["No papers yet."]
    assert built.select(".paper-filter, script[src*='paperreview-filter']") == []


@pytest.mark.parametrize("style", ["list", "table", "cards"])
@pytest.mark.parametrize(
    "builder", ["singlehtml", "epub", "latex", "text", "man", "xml", "gettext"]
)
def test_other_outputs_do_not_change(make_site: MakeSite, builder: str, style: str) -> None:
    """Where no script runs, the flag changes nothing."""
    built = listed(make_site, f":style: {style}", builder=builder)
    assert built.warnings == ()
    for path in built.out.rglob("*.*html"):
        assert "paper-filter" not in path.read_text(encoding="utf-8")


def test_dirhtml_has_filters_too(make_site: MakeSite) -> None:
    built = listed(make_site, builder="dirhtml")
    assert len(built.select(".paper-filter")) == 1
    assert len(built.select("script[src*='paperreview-filter']")) == 1


@pytest.mark.parametrize(("value", "filters"), [("yes", 1), ("false", 0)])
def test_the_flag_takes_no_value(make_site: MakeSite, value: str, filters: int) -> None:
    """A value warns once, in its line; one that says no is understood."""
    page = f"# Home\n\n```{{paper:list}}\n:style: list\n:filter: {value}\n```\n"
    built = make_site({"index.md": page + TOCTREE, "plain.md": PLAIN, **POSTS}).build()
    (warning,) = built.warnings
    assert f"index.md:5: WARNING: filter: '{value}': this option takes no value" in warning
    assert warning.endswith("[paper.value]")
    assert len(built.select(".paper-filter")) == filters
    assert built.texts(".paper-list .paper-title") == ["Alpha", "Beta", "Gamma"]


@pytest.mark.parametrize("builder", ["html", "singlehtml", "text", "gettext"])
def test_a_glob_that_matches_no_post_warns_once(make_site: MakeSite, builder: str) -> None:
    """Known only when all pages are read: one warning in each build that writes the page."""
    site = make_site(
        {
            "index.md": f"# Home\n\n```{{paper:list}}\n:post: posts/*, pots/*\n```\n{TOCTREE}",
            "plain.md": PLAIN,
            **POSTS,
        }
    )
    (warning,) = site.build(builder).warnings
    assert "index.md:4: WARNING: post: 'pots/*' matches no page with reviews" in warning
    assert warning.endswith("[paper.value]")
