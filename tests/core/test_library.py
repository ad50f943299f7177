"""The library: what needs every page, whatever the order in which pages came."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.folding import fold_text
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Paper, Partial, Post, Review
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.tables import newest_first
from sphinx_paperreview.core.titles import fold_label, fold_title, short_title

IDS = [PaperId("arxiv", f"2511.0000{number}") for number in range(1, 7)]
DATES = ["", "2024-02-29", "2025-11-26", "2025-11-27"]

drawn_reviews = st.builds(
    Review,
    paper=st.builds(
        Paper,
        ids=st.lists(st.sampled_from(IDS), max_size=3, unique=True).map(tuple),
        title=st.sampled_from(["Harmony", "Harmony: again", "Other"]).map(
            lambda text: (Run(text),)
        ),
        orgs=st.lists(st.sampled_from(["Tencent", "NVIDIA", "KAIST"]), unique=True).map(tuple),
    ),
    date=st.sampled_from(DATES),
    time=st.sampled_from(["", "08:15:00", "23:00:00"]),
    indexed=st.booleans(),
    anchor=st.sampled_from(["arxiv-1", "arxiv-2"]),
    name=st.sampled_from(["", "mine", "Mine", "your  label"]),
)


@st.composite
def drawn_posts(draw: st.DrawFn) -> list[Post]:
    """Draw some pages, each with its reviews filed as the collector files them."""
    pages = draw(st.lists(st.lists(drawn_reviews, max_size=4), max_size=5))
    return [_post(f"post-{number}", *reviews) for number, reviews in enumerate(pages)]


def _post(docname: str, *reviews: Review) -> Post:
    placed = (replace(r, docname=docname, position=i) for i, r in enumerate(reviews))
    return Post(docname, reviews=tuple(placed))


def _library(*posts: Post) -> Library:
    library = Library()
    for post in posts:
        library.add(post)
    return library


def _review(*ids: PaperId, title: str = "T", **values: object) -> Review:
    return replace(Review(Paper(ids=ids, title=(Run(title),))), **values)  # type: ignore[arg-type]  # a test's shorthand


# Order -------------------------------------------------------------------------------------------


@given(drawn_posts(), st.randoms())
def test_the_order_of_reading_never_matters(posts: list[Post], random: object) -> None:
    """All tables are the same, whichever page was read first."""
    shuffled = list(posts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert _library(*shuffled).tables == _library(*posts).tables


@given(drawn_posts(), st.data())
def test_the_order_of_merging_never_matters(posts: list[Post], data: st.DataObject) -> None:
    """Workers that have read some pages each, merged in any order, give what one reader has."""
    workers: dict[int, list[Post]] = {0: [], 1: [], 2: []}
    for post in posts:
        workers[data.draw(st.integers(0, 2))].append(post)
    merged = Library()
    for number in data.draw(st.permutations(list(workers))):
        part = _library(*workers[number])
        merged.merge(part, {post.docname for post in workers[number]})
    assert merged == _library(*posts)
    assert merged.tables == _library(*posts).tables


def test_merging_takes_over_nothing_but_the_pages_of_a_worker() -> None:
    """What a worker knew of other pages, from the build before, is old."""
    old, new = _post("a", _review(IDS[0])), _post("a", _review(IDS[1]))
    library = _library(new)
    library.merge(_library(old, _post("b", _review(IDS[2]))), {"b", "without-reviews"})
    assert [str(review.paper.ids[0]) for review in library.page_reviews("a")] == [str(IDS[1])]
    assert set(library.posts) == {"a", "b"}


@given(st.lists(drawn_reviews, max_size=8), st.randoms())
def test_newest_first_is_a_total_order(reviews: list[Review], random: object) -> None:
    """No two reviews tie, so that sorting gives one order, whatever came in."""
    placed = list(_post("a", *reviews).reviews + _post("b", *reviews).reviews)
    keys = {newest_first(review) for review in placed}
    assert len(keys) == len(placed)
    shuffled = list(placed)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert sorted(shuffled, key=newest_first) == sorted(placed, key=newest_first)


def test_newest_first_by_date_time_page_and_position() -> None:
    """The later date, then the later time, then the page's name, then the place on the page."""
    rows = [
        ("2025-11-27", "10:00:00", "b", 0), ("2025-11-27", "08:00:00", "a", 0),
        ("2025-11-27", "", "a", 1), ("2025-11-27", "", "a", 2), ("2025-11-27", "", "b", 0),
        ("2025-11-26", "23:00:00", "a", 3), ("", "", "a", 4),
    ]  # fmt: skip
    reviews = [
        _review(date=date, time=time, docname=docname, position=position)
        for date, time, docname, position in reversed(rows)
    ]
    found = sorted(reviews, key=newest_first)
    assert [(r.date, r.time, r.docname, r.position) for r in found] == rows


# Identity ----------------------------------------------------------------------------------------


def _naive_papers(reviews: list[Review]) -> set[frozenset[int]]:
    """Join groups as long as any two share an id: slow, and plainly right."""
    groups = [({index}, set(review.paper.ids)) for index, review in enumerate(reviews)]
    joined = True
    while joined:
        joined = False
        for one in groups:
            for other in groups:
                if one is not other and one[1] & other[1]:
                    one[0].update(other[0])
                    one[1].update(other[1])
                    groups.remove(other)
                    joined = True
                    break
            if joined:
                break
    return {frozenset(members) for members, _ids in groups}


@given(drawn_posts())
def test_papers_are_the_groups_that_share_ids_also_through_others(posts: list[Post]) -> None:
    """The relation "shares an id", closed under going on; a review without ids stands alone."""
    library = _library(*posts)
    reviews = list(library.reviews())
    papers = {
        frozenset(reviews.index(review) for review in paper) for paper in library.tables.papers
    }
    assert papers == _naive_papers(reviews)


@given(drawn_posts())
def test_every_review_of_a_paper_knows_the_same_pages(posts: list[Post]) -> None:
    """From each side: every page that reviews it, by its newest review there, newest first."""
    tables = _library(*posts).tables
    for paper in tables.papers:
        newest = {review.docname: review for review in reversed(paper)}
        pages = tuple(sorted(newest.values(), key=newest_first))
        assert all(tables.pages_of(review) == pages for review in paper)


def test_a_third_review_joins_two() -> None:
    """arXiv here, OpenReview there, and one that has both: three reviews of one paper."""
    forum = PaperId("openreview", "AbCdEfGhIj")
    one, two = _post("a", _review(IDS[0])), _post("b", _review(forum))
    assert len(_library(one, two).tables.papers) == 2
    (paper,) = _library(one, two, _post("c", _review(forum, IDS[0]))).tables.papers
    assert [review.docname for review in paper] == ["a", "b", "c"]


def test_papers_without_an_id_are_never_one() -> None:
    """The same title says nothing: two papers may share it."""
    library = _library(_post("a", _review(title="Same"), _review(title="Same")))
    assert [len(paper) for paper in library.tables.papers] == [1, 1]


def test_what_is_not_indexed_is_in_no_table() -> None:
    """Drafts and ``no-index`` stay out, and known to their own page."""
    library = _library(_post("a", _review(IDS[0], indexed=False, name="mine")))
    assert library.reviews() == ()
    assert library.tables.papers == ()
    assert not library.tables.by_id
    assert library.tables.lookup.find("label", "mine") is None
    assert [review.name for review in library.page_reviews("a")] == ["mine"]
    assert len(list(library)) == 1


# Being stored ------------------------------------------------------------------------------------


@given(drawn_posts())
def test_a_pickle_holds_posts_and_no_tables(posts: list[Post]) -> None:
    """Tables are made anew: the stored size does not depend on what was asked before."""
    library, asked = _library(*posts), _library(*posts)
    asked.tables.groups("org")
    assert pickle.dumps(asked) == pickle.dumps(library)
    loaded = pickle.loads(pickle.dumps(asked))
    assert loaded == library
    assert loaded.tables == library.tables


def test_a_change_is_seen_by_the_tables() -> None:
    """Adding, replacing and clearing a page all make the tables anew."""
    library = _library(_post("a", _review(IDS[0])))
    assert len(library.reviews()) == 1
    library.add(_post("b", _review(IDS[1])))
    assert len(library.reviews()) == 2
    library.add(_post("a", _review(IDS[0]), _review(IDS[2])))
    assert len(library.reviews()) == 3
    library.clear("a")
    library.clear("never there")
    assert [review.docname for review in library.reviews()] == ["b"]
    assert library.page_reviews("a") == ()


# Names -------------------------------------------------------------------------------------------

TITLES = [
    ("  A   B\n", "a b"),
    ("$O(n^2)$ *fast* `code`", "O(n^2) fast code"),
    ("`` `a` ``", "a"),
    ("＄n＄", "n"),
    ("One -- *two*", "One – two"),
]


@pytest.mark.parametrize(("title", "folded"), TITLES)
def test_a_title_as_typed_folds_to_the_title_as_shown(title: str, folded: str) -> None:
    """Beside what every text is folded by, marks of math, emphasis and code."""
    assert fold_title(title) == fold_title(folded) == fold_text(folded)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """A folded title is what other titles are compared with."""
    assert fold_title(fold_title(text)) == fold_title(text)
    assert fold_label(fold_label(text)) == fold_label(text)


@pytest.mark.parametrize(
    ("title", "short"),
    [("Harmony: audio", "Harmony"), ("A: b: c", "A"), ("BLEU", ""), (": odd", "")],
)
def test_a_short_title_ends_at_the_colon(title: str, short: str) -> None:
    """A title without a colon has no short form."""
    assert short_title(_review(title=title)) == short


def test_groups_leave_out_reviews_that_have_nothing_of_the_kind() -> None:
    """An index has no entry without a heading."""
    with_org = replace(_review(IDS[0]), paper=Paper(ids=(IDS[0],), orgs=("NVIDIA",)))
    tables = _library(_post("a", with_org, _review(IDS[1]))).tables
    assert [(found.label, len(found.reviews)) for found in tables.groups("org")] == [("NVIDIA", 1)]
    assert tables.labels("org") == {"NVIDIA"}
    assert tables.labels("venue") == frozenset()


@given(st.builds(Post, docname=st.text(), title=st.text(), date=st.text(), draft=st.booleans()))
def test_a_record_survives_its_pickle(post: Post) -> None:
    """As all of its fields, those too that are as they are by default."""
    review = Review(Paper(title=(Run(post.title),), published=Partial(2025)), docname=post.docname)
    full = replace(post, reviews=(review,))
    again = pickle.loads(pickle.dumps(full))
    assert again == full
    assert again.reviews == full.reviews
    assert copy.deepcopy(full) == full
