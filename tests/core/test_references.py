"""Which review a reference means, asked of a library alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.anchors import anchor_of
from sphinx_paperreview.core.identifiers import PaperId, parse_id
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Paper, Post, Review
from sphinx_paperreview.core.references import find_anchor, find_review, id_of
from sphinx_paperreview.core.runs import Run

ARXIV = parse_id("2511.21579")
FORUM = PaperId("openreview", "AbCdEfGhIj")
OTHER = parse_id("2511.20478")


def _review(*ids: PaperId, title: str = "T", **values: object) -> Review:
    review = Review(Paper(ids=ids, title=(Run(title),)), anchor=anchor_of(ids, title))
    return replace(review, **values)  # type: ignore[arg-type]  # a test's shorthand


def _library(**pages: list[Review]) -> Library:
    library = Library()
    for docname, reviews in pages.items():
        placed = (replace(r, docname=docname, position=i) for i, r in enumerate(reviews))
        library.add(Post(docname, reviews=tuple(placed)))
    return library


JOURNAL = _library(
    old=[_review(ARXIV, title="Harmony: of old", date="2025-11-20", name="First Label")],
    new=[
        _review(ARXIV, FORUM, title="Harmony: of late", date="2025-11-27", name="second"),
        _review(OTHER, title="“Why” isn’t $n$ – it", date="2025-11-27"),
        _review(title="No id", anchor="paper-no-id", date="2025-11-27"),
    ],
    forum=[_review(FORUM, title="Seen at a forum", date="2025-11-10")],
    hidden=[_review(parse_id("2511.00001"), title="Hidden", name="hid", indexed=False)],
)

# target, page with the reference → page and position of the review, papers of that name
FOUND = [
    ("2511.21579", "elsewhere", "new", 0, 1),
    ("2511.21579v9", "elsewhere", "new", 0, 1),
    ("https://huggingface.co/papers/2511.21579", "elsewhere", "new", 0, 1),
    ("10.48550/arXiv.2511.21579", "elsewhere", "new", 0, 1),
    ("2511.21579", "old", "old", 0, 1),
    ("2511.21579", "new", "new", 0, 1),
    # through a third review: the page that reviews the paper by its other id
    ("2511.21579", "forum", "forum", 0, 1),
    ("openreview:AbCdEfGhIj", "elsewhere", "new", 0, 1),
    ("https://openreview.net/forum?id=AbCdEfGhIj", "old", "old", 0, 1),
    # labels, as {ref} folds them
    ("First Label", "elsewhere", "old", 0, 1),
    ("first   label", "new", "old", 0, 1),
    ("SECOND", "elsewhere", "new", 0, 1),
    # anchors
    ("arxiv-2511-21579", "elsewhere", "new", 0, 1),
    ("arxiv-2511-21579", "old", "old", 0, 1),
    ("openreview-AbCdEfGhIj", "elsewhere", "forum", 0, 1),
    ("paper-no-id", "elsewhere", "new", 2, 1),
    # titles
    ("harmony", "elsewhere", "new", 0, 1),
    ("HARMONY: of old", "elsewhere", "old", 0, 1),
    ("harmony", "old", "old", 0, 1),
    ('"Why" isn\'t n -- it', "elsewhere", "new", 1, 1),
    ("no id", "elsewhere", "new", 2, 1),
    # what is in no index is known to its own page
    ("2511.00001", "hidden", "hidden", 0, 1),
    ("hid", "hidden", "hidden", 0, 1),
    ("hidden", "hidden", "hidden", 0, 1),
]


@pytest.mark.parametrize(("target", "docname", "page", "position", "papers"), FOUND)
def test_a_name_leads_to_one_review(
    target: str, docname: str, page: str, position: int, papers: int
) -> None:
    """One on the same page, else the newest; by id, label, anchor, title, in this order."""
    found = find_review(JOURNAL, target, docname)
    assert found
    assert (found.review.docname, found.review.position, found.papers) == (page, position, papers)


@pytest.mark.parametrize(
    "target", ["nonsense", "", " ", "2511.99999", "2511.00001", "hid", "Hidden", "arxiv-nowhere"]
)
def test_what_nobody_indexed_is_not_found_from_elsewhere(target: str) -> None:
    """Nonsense, nothing, an unknown id; a draft, by whatever name."""
    assert find_review(JOURNAL, target, "elsewhere") is None


def test_a_label_wins_over_a_title() -> None:
    """What an author made up for a review is meant, not a paper that happens to be called so."""
    library = _library(
        a=[_review(ARXIV, title="Mine", date="2025-11-27")],
        b=[_review(OTHER, title="Other", name="mine", date="2025-11-20")],
    )
    found = find_review(library, "mine", "elsewhere")
    assert found
    assert found.review.docname == "b"


def test_two_papers_of_one_name_are_counted() -> None:
    """The newest is chosen; that there are two is for the caller to say."""
    library = _library(
        a=[_review(ARXIV, title="Same: one", date="2025-11-27")],
        b=[_review(OTHER, title="Same: two", date="2025-11-20")],
        c=[_review(ARXIV, title="Same: three", date="2025-11-19")],
    )
    found = find_review(library, "same", "elsewhere")
    assert found
    assert (found.review.docname, found.papers) == ("a", 2)
    on_page = find_review(library, "same", "b")
    assert on_page
    assert (on_page.review.docname, on_page.papers) == ("b", 1)


def test_reviews_in_no_index_are_one_paper_by_their_id() -> None:
    """Two ``no-index`` reviews of one paper on a page do not make its title ambiguous."""
    hidden = _review(ARXIV, title="Same", indexed=False)
    found = find_review(_library(a=[hidden, hidden]), "same", "a")
    assert found
    assert found.papers == 1


def test_an_anchor_is_exact() -> None:
    """Ids in HTML keep their case, and so does the search for them."""
    assert find_anchor(JOURNAL, "openreview-AbCdEfGhIj", "elsewhere")
    assert find_anchor(JOURNAL, "openreview-abcdefghij", "elsewhere") is None
    assert find_anchor(JOURNAL, "", "new") is None


@given(st.text(max_size=30))
def test_any_text_is_a_target(text: str) -> None:
    """Whatever an author types, the search ends without an exception."""
    find_review(JOURNAL, text, "new")
    assert id_of(text) is None or isinstance(id_of(text), PaperId)
