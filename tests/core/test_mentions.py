"""Who mentions a paper, asked of a library alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.anchors import anchor_of
from sphinx_paperreview.core.identifiers import PaperId, parse_id
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.mentions import Backlink, Mentions
from sphinx_paperreview.core.model import (
    Link,
    Mention,
    Mentioning,
    Paper,
    Post,
    Reference,
    Review,
)
from sphinx_paperreview.core.pending import Pending, Show
from sphinx_paperreview.core.runs import Run, pack, plain, unpack
from sphinx_paperreview.core.sources import builtin_sources

HARMONY, SECOND, NOBODYS = map(parse_id, ("2511.00001", "2511.00002", "2511.00009"))
SOURCES = builtin_sources()


def _review(*ids: PaperId, title: str = "T", **values: object) -> Review:
    review = Review(Paper(ids=ids, title=(Run(title),)), anchor=anchor_of(ids, title))
    return replace(review, **values)  # type: ignore[arg-type]  # a test's shorthand


def _post(docname: str, *reviews: Review, draft: bool = False, date: str = "") -> Post:
    placed = (
        replace(r, docname=docname, position=i, date=date, indexed=r.indexed and not draft)
        for i, r in enumerate(reviews)
    )
    return Post(docname, f"Page {docname}", date=date, draft=draft, reviews=tuple(placed))


def _mention(target: str, kind: str = "paper", **values: object) -> Mention:
    return replace(Mention(Reference(kind, target)), **values)  # type: ignore[arg-type]  # a test's shorthand


def _page(library: Library, post: Post, *mentions: Mention) -> None:
    """File a page as the collector does."""
    if post.reviews:
        library.add(post)
    if mentions:
        library.add_mentions(Mentioning.of(replace(post, reviews=()), mentions))


Page = tuple[Post, *tuple[Mention, ...]]


def _mentions(*pages: Page) -> Mentions:
    library = Library()
    for post, *mentions in pages:
        _page(library, post, *mentions)
    return Mentions(library, SOURCES)


def _pages_of(mentions: Mentions, paper_id: PaperId) -> list[str]:
    """Name the pages that mention a paper, as its newest review says."""
    newest = mentions.library.tables.by_id[paper_id][0]
    assert mentions.count(newest) == len(mentions.of(newest))
    return [backlink.post.docname for backlink in mentions.of(newest)]


JOURNAL = _post("journal", _review(HARMONY, title="Harmony: of all"), _review(SECOND))

WAYS = {
    "id": _mention("2511.00001"),
    "URL": _mention("https://huggingface.co/papers/2511.00001"),
    "title": _mention("Harmony: of all"),
    "short title": _mention("harmony"),
    "anchor": _mention("arxiv-2511-00001"),
    "label, id": _mention("arxiv:2511.00001", "label"),
    "label, anchor": _mention("arxiv-2511-00001", "label"),
    "place": _mention("journal#arxiv-2511-00001", "place"),
    "link": _mention("arxiv:2511.00001", "link"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_paper_is_mentioned_by_any_of_its_names(way: str) -> None:
    mentions = _mentions((JOURNAL,), (_post("notes"), WAYS[way]))
    assert _pages_of(mentions, HARMONY) == ["notes"]
    assert _pages_of(mentions, SECOND) == []
    assert mentions.unreviewed() == ()


def test_pages_stand_newest_first_and_each_once() -> None:
    """However often a page mentions a paper: its first mention counts."""
    twice = _mention("2511.00001", anchor="one"), _mention("arxiv:2511.00001", "link", anchor="two")
    mentions = _mentions(
        (JOURNAL,),
        (_post("old", date="2025-01-01"), *twice),
        (_post("undated"), _mention("2511.00001")),
        (_post("new", date="2025-12-01"), _mention("2511.00001")),
    )
    assert _pages_of(mentions, HARMONY) == ["new", "old", "undated"]
    assert mentions.of(JOURNAL.reviews[0])[1].mention.anchor == "one"


def test_all_reviews_of_a_paper_have_its_mentions() -> None:
    """By whichever id it is mentioned, also through a third review."""
    forum = PaperId("openreview", "AbCdEfGhIj")
    posts = (
        _post("a", _review(HARMONY)),
        _post("b", _review(HARMONY, forum)),
        _post("c", _review(forum)),
    )
    mentions = _mentions(*((post,) for post in posts), (_post("notes"), _mention(str(forum))))
    for post in posts:
        assert [one.post.docname for one in mentions.of(post.reviews[0])] == ["notes"]


NONE: dict[str, tuple[Post, Mention]] = {
    "a paper mentions itself": (
        _post("own", _review(HARMONY)),
        _mention("2511.00001", review=0),
    ),
    "through another review of the same paper": (
        _post("own", _review(HARMONY)),
        _mention("journal#arxiv-2511-00001", "place", review=0),
    ),
    "the text around a review of the paper": (
        _post("own", _review(HARMONY)),
        _mention("2511.00001"),
    ),
    "a draft": (_post("own", draft=True), _mention("2511.00001")),
    "a review in a draft": (
        _post("own", _review(SECOND), draft=True),
        _mention("2511.00001", review=0),
    ),
    "a review that nothing indexes": (
        _post("own", _review(SECOND, indexed=False)),
        _mention("2511.00001", review=0),
    ),
    "what names no paper": (_post("own"), _mention("some label", "label")),
    "another anchor on the page of a review": (_post("own"), _mention("journal#text", "place")),
    "an organisation": (_post("own"), _mention("2511.00001", "org")),
}  # fmt: skip


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_mention_counts_nowhere(name: str) -> None:
    mentions = _mentions((JOURNAL,), NONE[name])
    assert _pages_of(mentions, HARMONY) == []
    assert mentions.unreviewed() == ()


def test_reviews_on_one_page_mention_each_other() -> None:
    """Both directions: a cycle is two mentions, and each paper is related to the other."""
    to_second, to_harmony = _mention("2511.00002", review=0), _mention("2511.00001", review=1)
    mentions = _mentions((JOURNAL, to_second, to_harmony))
    assert _pages_of(mentions, HARMONY) == _pages_of(mentions, SECOND) == ["journal"]
    one, other = ("journal", 0), ("journal", 1)
    assert set(mentions.pairs) == {(one, other), (other, one)}


def test_the_text_around_a_review_mentions_other_papers() -> None:
    """But makes nothing related: it is no review's."""
    mentions = _mentions((JOURNAL,), (_post("own", _review(NOBODYS)), _mention("2511.00001")))
    assert _pages_of(mentions, HARMONY) == ["own"]
    assert mentions.pairs == []


def test_a_review_that_nothing_indexes_has_no_mentions() -> None:
    hidden = _review(HARMONY, indexed=False)
    mentions = _mentions((_post("own", hidden),), (_post("notes"), _mention("2511.00001")))
    assert mentions.of(mentions.library.posts["own"].reviews[0]) == []


def test_a_page_that_several_reviews_link_to_is_no_paper() -> None:
    """One review's code is a way to name its paper; a leaderboard that two link to is none."""

    def linking(paper_id: PaperId, *urls: str) -> Review:
        links = tuple(Link("code", f"https://example.org/{url}") for url in urls)
        review = _review(paper_id)
        return replace(review, paper=replace(review.paper, links=links))

    journal = _post("journal", linking(HARMONY, "code", "board"), linking(SECOND, "board"))
    again = _post("again", linking(HARMONY, "code"))
    mentions = _mentions(
        (journal,),
        (again,),
        (_post("one"), _mention("url:https://example.org/code", "link")),
        (_post("two"), _mention("url:https://example.org/board", "link")),
        (_post("three"), _mention("url:https://example.org/else", "link")),
    )
    assert (_pages_of(mentions, HARMONY), _pages_of(mentions, SECOND)) == (["one"], [])
    assert mentions.unreviewed() == ()


# Not reviewed ------------------------------------------------------------------------------------


def test_a_paper_that_nobody_reviewed_is_gathered_from_all_pages() -> None:
    mentions = _mentions(
        (JOURNAL, _mention("2511.00009", review=0)),
        (_post("notes", date="2025-10-01"), _mention("arxiv:2511.00009", "link", text="Nine")),
        (_post("draft", draft=True), _mention("2511.00008")),
    )
    (paper,) = mentions.unreviewed()
    assert (paper.id, paper.name, paper.source) == (NOBODYS, "arXiv 2511.00009", "arxiv")
    assert [one.post.docname for one in paper.backlinks] == ["notes", "journal"]
    assert (paper.title, paper.date) == ("Nine", "2025-10-01")


def test_a_paper_of_a_draft_is_one_that_nobody_reviewed_yet() -> None:
    """Readers cannot find that review; on the draft's own page the name leads to it."""
    draft = _post("draft", _review(NOBODYS), draft=True)
    mentions = _mentions((draft, _mention("2511.00009")), (_post("notes"), _mention("2511.00009")))
    (paper,) = mentions.unreviewed()
    assert [one.post.docname for one in paper.backlinks] == ["notes"]


TITLES = {
    ("this", "Harmony", "here"): "Harmony",
    ("Harmony", "Harmony: of all", ""): "Harmony: of all",
    ("this paper", "their recent paper"): "",
    ("2511.00009", "arXiv:2511.00009", "https://arxiv.org/abs/2511.00009"): "",
    ("이 논문", "여기"): "이 논문",
    ("여기",): "",
    ("和声",): "",
    ("Aa", "Bb"): "Bb",
    ("Bb", "Aa"): "Bb",
}


@pytest.mark.parametrize("called", TITLES)
def test_a_paper_goes_by_what_authors_call_it(called: tuple[str, ...]) -> None:
    """The longest of their words that may be a title, in whatever order they come."""
    given_names = (_mention("2511.00009", text=text) for text in called)
    (paper,) = _mentions((_post("notes"), *given_names)).unreviewed()
    assert paper.title == TITLES[called]


# What a card shows -------------------------------------------------------------------------------


def test_what_is_quoted_shows_what_references_show_on_its_page() -> None:
    """In the sentence, and in the heading; without anybody who knows, as it was typed."""
    reference = Run(str(Pending("std", "ref", "intro", typed="typed")), "reference")
    quoted = pack((Run("See "), reference, Run(".")))
    library = Library()
    _page(library, JOURNAL)
    _page(library, _post("notes"), _mention("2511.00002", packed=quoted, heading=quoted))

    def showing_on(docname: str) -> Show:
        return lambda pending: (Run(f"{pending.target} of {docname}", "emphasis"),)

    for mentions, shown in (
        (Mentions(library, SOURCES), "See typed."),
        (Mentions(library, SOURCES, showing_on), "See intro of notes."),
    ):
        (backlink,) = mentions.of(JOURNAL.reviews[1])
        assert plain(backlink.mention.sentence) == shown
        assert plain(unpack(backlink.mention.heading)) == shown


def test_a_page_is_called_by_its_section_on_the_page_itself() -> None:
    heading = (Run("Method"),)
    backlink = Backlink(Post("a", "A page"), _mention("x", heading=pack(heading)))
    assert backlink.title_on("a") == heading
    assert backlink.title_on("b") == (Run("A page"),)
    without = Backlink(Post("a", "A page"), _mention("x"))
    assert without.title_on("a") == (Run("A page"),)


# Order -------------------------------------------------------------------------------------------

ids = st.sampled_from([HARMONY, SECOND, NOBODYS])
drawn_mentions = st.builds(
    lambda paper_id, review, text: _mention(str(paper_id), review=review, text=text),
    ids, st.integers(-1, 1), st.sampled_from(["", "One", "The Other"]),
)  # fmt: skip
drawn_pages = st.lists(
    st.tuples(
        st.lists(st.builds(_review, ids), min_size=2, max_size=2),
        st.lists(drawn_mentions, max_size=4),
        st.booleans(),
        st.sampled_from(["", "2025-11-27", "2025-11-28"]),
    ),
    max_size=5,
)


@given(drawn_pages, st.randoms())
def test_the_order_of_reading_never_matters(
    drawn: list[tuple[list[Review], list[Mention], bool, str]], random: object
) -> None:
    pages: list[Page] = [
        (_post(f"p{number}", *reviews, draft=draft, date=date), *mentions)
        for number, (reviews, mentions, draft, date) in enumerate(drawn)
    ]
    shuffled = list(pages)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    one, other = _mentions(*pages), _mentions(*shuffled)
    assert one.unreviewed() == other.unreviewed()
    assert set(one.pairs) == set(other.pairs)
    for review in one.library:
        assert one.of(review) == other.of(review)
        docnames = [backlink.post.docname for backlink in one.of(review)]
        assert len(docnames) == len(set(docnames))
        assert not any(one.library.posts[docname].draft for docname in docnames)
