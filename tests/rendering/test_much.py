"""What a review has much of: a row and a card show some, and lead to all of it."""

from __future__ import annotations

import pytest
from bs4 import Tag

from tests.conftest import MakeSite
from tests.outputs import text_output
from tests.site import Built, Site, review_page

KINDS = {"orgs": "org", "tags": "tags", "authors": "authors", "links": "links"}
SELECTORS = {"orgs": ".paper-org", "tags": ".paper-tag", "links": ".paper-link"}


def _names(kind: str, count: int) -> list[str]:
    return [f"{kind} {number}" for number in range(count)]


def _site(make_site: MakeSite, count: int, listing: str, conf: str = "") -> Site:
    options = {key: "; ".join(_names(kind, count)) for kind, key in KINDS.items()}
    options["links"] = "; ".join(
        f"{name} <https://example.org/{number}>"
        for number, name in enumerate(_names("links", count))
    )
    lines = [f":{key}: {value}" for key, value in options.items()]
    post = review_page(":::{paper}", ":title: Much", *lines, "", "Text.", ":::")
    index = f"# Journal\n\n```{{toctree}}\npost\n```\n\n```{{paper:list}}\n{listing}\n```\n"
    return make_site({"index.md": index, "post.md": post}, conf)


TABLE = ":style: table\n:columns: title org tags authors links"


def _row(built: Built) -> Tag:
    (row,) = built.select(".paper-list li, tr:has(td), .paper-cards .paper-card")
    return row


def _more(row: Tag) -> list[tuple[str, object]]:
    return [(a.get_text(), a["href"]) for a in row.select("a:has(> .paper-more)")]


REVIEW = "post.html#paper-much"

SHOWN = [
    ("list", ":style: list", {"orgs": 4, "tags": 3, "links": 6}),
    ("table", TABLE, {"orgs": 5, "tags": 10, "links": 12}),
    ("cards", ":style: cards", {"orgs": 2, "tags": 2, "links": 6}),
]


@pytest.mark.parametrize(("style", "listing", "shown"), SHOWN)
def test_a_listing_shows_some(
    make_site: MakeSite, style: str, listing: str, shown: dict[str, int]
) -> None:
    """Of 60 each: what there is room for, and a link to the review behind it."""
    built = _site(make_site, 60, listing).build()
    assert built.warnings == ()
    row = _row(built)
    for kind, count in shown.items():
        names = [tag.get_text().lstrip("#").strip() for tag in row.select(SELECTORS[kind])]
        assert names == _names(kind, count)
    expected = [(f"and {60 - count} more", REVIEW) for count in shown.values()]
    authors = {"table": [("and 40 more", REVIEW)]}
    assert sorted(_more(row)) == sorted(expected + authors.get(style, []))


@pytest.mark.parametrize(("style", "listing", "shown"), SHOWN)
def test_a_listing_shows_all_where_that_is_not_much(
    make_site: MakeSite, style: str, listing: str, shown: dict[str, int]
) -> None:
    """One more than there is room for is no longer than the words for it."""
    count = min(shown.values()) + 1
    row = _row(_site(make_site, count, listing).build())
    assert _more(row) == []
    for kind in shown:
        assert len(row.select(SELECTORS[kind])) == count


def test_a_card_folds_the_rest(make_site: MakeSite) -> None:
    """Where the review stands, all of it stands, without JavaScript."""
    built = _site(make_site, 60, "").build()
    (head,) = built.select(".paper-head", "post")
    for kind, selector in SELECTORS.items():
        names = [tag.get_text().lstrip("#").strip() for tag in head.select(selector)]
        assert names == _names(kind, 60)
        assert len(head.select(f"details {selector}")) == 48
    assert [tag.get_text() for tag in head.select("summary .paper-more")] == [
        *("and 48 more", "and 57 more", "and 48 more", "and 48 more")
    ]


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "epub", "singlehtml"])
@pytest.mark.parametrize("listing", [":style: list", TABLE, ":style: cards"])
def test_other_outputs_lose_nothing(make_site: MakeSite, builder: str, listing: str) -> None:
    """Each name stands at the review, and the listing says how many more there are."""
    conf = "copyright = '2025'\nversion = '1'\n"
    built = _site(make_site, 60, listing, conf).build(builder)
    assert built.warnings == ()
    text = " ".join(text_output(built.out, builder).split())
    for kind in KINDS:
        assert f"{kind} 59" in text
    shown = {":style: list": 4, ":style: cards": 2}.get(listing, 12)
    assert f"and {60 - shown} more" in text


def test_a_filter_knows_as_many_as_one_can_look_for(make_site: MakeSite) -> None:
    """Fifty of each, so that the pages of a thousand organisations do not hold a million."""
    text = str(_site(make_site, 60, ":filter:").build().select(".paper-filter script")[0])
    assert "authors 49" in text
    assert "authors 50" not in text
