"""Which reviews have to do with one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Paper, Post, Review
from sphinx_paperreview.core.related import Related, Similar, names_of
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.tables import PaperKey

ALL = 10_000


def _review(title: str, *, tags: str = "", orgs: str = "", **values: object) -> Review:
    paper = Paper(title=(Run(title),), orgs=tuple(orgs.split()))
    return replace(Review(paper, tags=tuple(tags.split())), **values)  # type: ignore[arg-type]  # a test's shorthand


def _library(reviews: Iterable[Review]) -> Library:
    """File each review on a page of its own, newest first by name."""
    library = Library()
    for number, review in enumerate(reviews):
        docname = f"p{number:05d}"
        library.add(Post(docname, reviews=(replace(review, docname=docname),)))
    return library


def _related(
    reviews: Iterable[Review],
    mentioned_by: Mapping[int, set[int]] | None = None,
    similar: Similar | None = None,
) -> Related:
    library = _library(reviews)
    keys: list[PaperKey] = [(docname, 0) for docname in sorted(library.posts)]
    pairs = [(keys[one], keys[n]) for one, by in (mentioned_by or {}).items() for n in sorted(by)]
    return Related(library.tables, pairs, similar or {})


def _titles(related: Related, title: str, limit: int = ALL) -> list[str]:
    (review,) = (review for review in related.tables.reviews if review.title == title)
    return [other.title for other in related.of(review, limit)]


def test_a_mention_counts_more_than_a_tag_and_a_tag_more_than_an_organisation() -> None:
    """In whichever direction the mention goes; what is nearest by date comes last here."""
    related = _related(
        [
            _review("it", tags="t u", orgs="o p"),
            _review("nothing"),
            _review("org", orgs="o"),
            _review("orgs", orgs="o p"),
            _review("tag", tags="t"),
            _review("tag and org", tags="t", orgs="o"),
            _review("mentioned"),
            _review("two tags and org", tags="t u", orgs="o"),
            _review("mentions, tag", tags="t"),
        ],
        {6: {0}, 0: {8}},
    )
    assert _titles(related, "it") == [
        "mentions, tag",  # 30
        "two tags and org",  # 25
        "mentioned",  # 20
        "tag and org",  # 15
        "orgs",  # 10, and nearer than the next
        "tag",
    ]
    assert _titles(related, "org") == []
    assert _titles(related, "nothing") == []


def test_of_equals_the_nearest_by_date_comes_first_and_the_newer_of_those() -> None:
    related = _related(_review(f"{number}", tags="t") for number in range(5))
    assert _titles(related, "2") == ["1", "3", "0", "4"]
    assert _titles(related, "2", limit=3) == ["1", "3", "0"]


def test_tags_of_the_post_count_as_those_of_the_review() -> None:
    by_post = _review("by its post", post_tags=("t",))
    assert _titles(_related([_review("it", tags="t"), by_post]), "it") == ["by its post"]


@pytest.mark.parametrize("between", [0, 40])
def test_tags_of_a_post_relate_its_papers_to_those_of_other_posts_only(between: int) -> None:
    """However many papers the post has: those of others are found beyond them."""
    library = Library()
    one, two = (_review(title, tags="own", post_tags=("t",)) for title in ("one", "two"))
    others = [_review(f"{n}", post_tags=("t",)) for n in range(between)]
    pages = {"a": [_review("before", tags="t")], "b": [one, *others, two], "c": [_review("last")]}
    pages["c"] += [_review("behind", post_tags=("t",))]
    for docname, reviews in pages.items():
        filed = (replace(r, docname=docname, position=n) for n, r in enumerate(reviews))
        library.add(Post(docname, reviews=tuple(filed)))
    related = Related(library.tables, ())
    assert set(_titles(related, "one")) == {"two", "before", "behind"}
    for title in map(str, range(between)):
        assert set(_titles(related, title)) == {"before", "behind"}


def test_no_review_is_related_where_none_is_wanted() -> None:
    assert _titles(_related([_review("it", tags="t"), _review("other", tags="t")]), "it", 0) == []


@pytest.mark.parametrize("hidden", ["it", "other"])
def test_what_nothing_indexes_is_not_related(hidden: str) -> None:
    reviews = [_review(title, tags="t", indexed=title != hidden) for title in ("it", "other")]
    library = _library(reviews)
    related = Related(library.tables, ())
    for review in library:
        assert related.of(review, ALL) == []


def test_a_paper_stands_once_at_its_newest_review() -> None:
    """Its reviews share what any of them has; it is not related to itself."""
    paper_id = PaperId("arxiv", "2511.00001")
    again = _review("again", tags="t")
    twice = [
        _review("newer", orgs="o p"),
        again,
        _review("by tag", tags="t"),
        _review("by org", orgs="o p"),
    ]
    reviews = [
        replace(r, paper=replace(r.paper, ids=(paper_id,))) if r.title in {"newer", "again"} else r
        for r in twice
    ]
    related = _related(reviews)
    assert _titles(related, "by tag") == _titles(related, "by org") == ["newer"]
    assert _titles(related, "again") == _titles(related, "newer") == ["by tag", "by org"]


# Similar texts -----------------------------------------------------------------------------------


def test_how_similar_texts_are_counts_in_percent() -> None:
    """A mention counts 20, a shared tag 10, a shared organisation 5."""
    related = _related(
        [
            _review("it", tags="t", orgs="o"),
            _review("org", orgs="o"),
            _review("tag", tags="t"),
            _review("twelve"),
            _review("mentioned"),
            _review("twenty-one"),
            _review("tag, twelve", tags="t"),
        ],
        {4: {0}},
        {
            "title:it": {"title:twelve": 12, "title:twenty-one": 21},
            "title:tag, twelve": {"title:it": 12},
        },
    )  # fmt: skip
    assert _titles(related, "it") == [*("tag, twelve", "twenty-one", "mentioned", "twelve", "tag")]
    assert _titles(related, "twelve") == _titles(related, "twenty-one") == ["it"]


def test_similar_papers_go_by_any_of_their_ids() -> None:
    """So it does not matter where they are reviewed; what is gone, or the paper itself, is not."""
    one, other, third = (PaperId("arxiv", f"2511.0000{number}") for number in (1, 2, 3))
    doi = PaperId("doi", "10.1145/3485132")
    reviews = [
        replace(r, paper=replace(r.paper, ids=ids))
        for r, ids in ((_review("a"), (one, doi)), (_review("b"), (other,)), (_review("c"), ()))
    ]
    similar = {
        str(doi): {str(other): 30, str(one): 99, str(third): 50, "nonsense": 80},
        str(other): {str(one): 20},
        str(third): {str(other): 90},
        "title:c": {str(doi): 40},
    }
    related = _related(reviews, {}, similar)
    assert _titles(related, "a") == ["c", "b"]
    assert _titles(related, "b") == ["a"]
    assert _titles(related, "c") == ["a"]


def test_a_paper_is_written_by_one_name() -> None:
    """That of an id, of whichever review; a title as it is typed on a keyboard."""
    ids = [PaperId("doi", "10.1145/3485132"), PaperId("arxiv", "2511.00001")]
    reviews = [replace(_review("A"), paper=Paper(ids=(one,))) for one in ids]
    assert names_of(reviews) == ["arxiv:2511.00001", "doi:10.1145/3485132"]
    assert names_of([_review("“Don’t”  Panic")]) == ['title:"don\'t" panic']


# Laws --------------------------------------------------------------------------------------------

drawn = st.lists(
    st.tuples(
        st.sets(st.sampled_from("abcdefghijkl"), max_size=10).map(sorted),
        st.sets(st.sampled_from("xyz")).map(sorted),
    ),
    max_size=20,
)


DrawnSite = tuple[list[Review], dict[int, set[int]], Similar]


@st.composite
def _sites(draw: st.DrawFn) -> DrawnSite:
    """Draw reviews, which of them mention which, and which are similar."""
    reviews = [
        _review(f"{number}", tags=" ".join(tags), orgs=" ".join(orgs))
        for number, (tags, orgs) in enumerate(draw(drawn))
    ]
    places = st.integers(0, max(0, len(reviews) - 1))
    pairs = draw(st.lists(st.tuples(places, places), max_size=8)) if reviews else []
    mentions: dict[int, set[int]] = {}
    for one, other in pairs:
        if one != other:
            mentions.setdefault(one, set()).add(other)
    names = st.integers(0, len(reviews) + 1).map("title:{}".format)  # some of papers that are gone
    similar = st.dictionaries(names, st.dictionaries(names, st.integers(1, 100), max_size=5))
    return reviews, mentions, draw(similar)


@given(_sites(), st.integers(0, 6))
def test_relations_go_both_ways_and_never_to_a_paper_itself(site: DrawnSite, limit: int) -> None:
    related = _related(*site)
    found = {r.title: _titles(related, r.title) for r in related.tables.reviews}
    for title, others in found.items():
        assert title not in others
        assert len(others) == len(set(others))
        assert all(title in found[other] for other in others)
        assert _titles(related, title, limit) == others[:limit]


@given(_sites(), st.randoms())
def test_the_order_of_reading_never_matters(site: DrawnSite, random: object) -> None:
    """Neither of pages, nor of what they mention."""
    reviews, mentions, similar = site
    one = _related(reviews, mentions, similar)
    pages = list(one.tables.posts)
    random.shuffle(pages)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    library = Library()
    for post in pages:
        library.add(post)
    backwards = {name: dict(list(similar[name].items())[::-1]) for name in list(similar)[::-1]}
    other = Related(library.tables, list(one.pairs)[::-1], backwards)
    for review in one.tables.reviews:
        assert one.of(review, ALL) == other.of(review, ALL)


# Cost --------------------------------------------------------------------------------------------


class Counting(Related):
    """Counts how many papers are looked at."""

    looked_at = 0

    def _candidates(self, rank: int) -> set[int]:
        found = super()._candidates(rank)
        self.looked_at += len(found)
        return found


@pytest.mark.parametrize("count", [50, 5_000])
def test_for_each_paper_as_many_others_are_looked_at_in_a_long_journal(count: int) -> None:
    """All share a tag and an organisation: for each of the two and for both, six on each side."""
    library = _library(_review(f"{number}", tags="t", orgs="o") for number in range(count))
    related = Counting(library.tables, ())
    for review in library.tables.reviews:
        assert len(related.of(review, 5)) == 5
    assert 5 * count <= related.looked_at <= 12 * count
