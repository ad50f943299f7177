"""reST: names that links in a review's text have, for themselves and for its headings."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite
from tests.site import Built

BODIES = {
    "named link": (
        "See `the docs <https://example.org/docs>`_ and `the docs`_ again.",
        ["https://example.org/docs"] * 2,
    ),
    "named link, used first": (
        "See `the docs`_ and `the docs <https://example.org/docs>`_.",
        ["https://example.org/docs"] * 2,
    ),
    "link and its target": (
        "See docs_ and docs_.\n\n   .. _docs: https://example.org/docs",
        ["https://example.org/docs"] * 2,
    ),
    "alias": (
        "See `this <docs_>`_ and this_.\n\n   .. _docs: https://example.org/docs",
        ["https://example.org/docs"] * 2,
    ),
    "target in the line": ("See _`here` and here_.", ["#here"]),
    "heading": (
        "See Method_.\n\n   Method\n   ------\n\n   How.",
        ["#{review}-method"],
    ),
}
"""Text of a review, and where its links lead."""


def _built(make_site: MakeSite, body: str, around: str = "") -> Built:
    page = f"Post\n====\n\n.. paper:: 2511.00001\n   :title: T\n\n   {body}\n\n{around}"
    return make_site({"index.rst": page}).build()


def _placed(place: str, built: Built) -> str:
    return place.format(review=built.reviews[0].anchor)


@pytest.mark.parametrize("name", BODIES)
def test_a_link_has_its_name_in_a_review_as_everywhere(make_site: MakeSite, name: str) -> None:
    body, expected = BODIES[name]
    built = _built(make_site, body)
    assert built.warnings == ()
    links = built.select("section.paper-review p:not([class]) a.reference")
    assert [link["href"] for link in links] == [_placed(place, built) for place in expected]


def test_a_named_link_may_be_used_outside_of_its_review(make_site: MakeSite) -> None:
    outside = "Later\n-----\n\nSee `the docs`_.\n"
    built = _built(make_site, "See `the docs <https://example.org/docs>`_.", outside)
    assert built.warnings == ()
    (link,) = built.select("#later a.reference")
    assert link["href"] == "https://example.org/docs"


def test_headings_of_a_review_and_of_its_page_keep_apart(make_site: MakeSite) -> None:
    """By name too: within the review it is the review's, outside it is the page's."""
    outside = "Method\n------\n\nSee Method_ outside.\n"
    built = _built(make_site, BODIES["heading"][0], outside)
    assert built.warnings == ()
    inside, after = (link["href"] for link in built.select("p:not([class]) a.reference"))
    assert (inside, after) == (_placed(BODIES["heading"][1][0], built), "#method")
