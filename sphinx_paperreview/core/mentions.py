"""Who mentions a paper, and which papers are mentioned though nobody reviewed them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Mention, Mentioning, Post, Reference, Review
from sphinx_paperreview.core.pending import Show, as_typed, settle_runs
from sphinx_paperreview.core.references import find_referred, id_of, named_id
from sphinx_paperreview.core.runs import Run, pack, plain, unpack
from sphinx_paperreview.core.sources import SourceTable, name_of
from sphinx_paperreview.core.tables import PaperKey, newest_post_first

Place = tuple[str, int]
"""A page, and the number of mentions before one on it."""


@dataclass(frozen=True, slots=True)
class Backlink:
    """A page that mentions a paper."""

    post: Post
    """What the page says of itself, without its reviews."""
    mention: Mention
    """The first one there; its sentence shows papers by their titles."""

    def title_on(self, docname: str) -> tuple[Run, ...]:
        """Say what a link to it is called: by its page, or on that page by its section."""
        here = self.post.docname == docname
        return (unpack(self.mention.heading) if here else ()) or (Run(self.post.title),)


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """A paper that is mentioned, and that nobody reviewed."""

    id: PaperId
    name: str
    """What its id says: ``arXiv 2511.20478``."""
    source: str
    """Key of the site that owns the id."""
    called: tuple[Run, ...]
    """What files call it, else what authors do, where that may be a title; else nothing."""
    backlinks: tuple[Backlink, ...]
    """Newest first."""

    @property
    def title(self) -> str:
        """What it is called, as one line of plain text; ``""`` where nobody knows."""
        return plain(self.called)

    @property
    def date(self) -> str:
        """When it was mentioned last: ISO 8601, or ``""``."""
        return self.backlinks[0].post.date


@dataclass
class Mentions:
    """The mentions of all papers, asked for when every page is known.

    Drafts, and reviews that nothing indexes, mention nothing. A paper does not mention itself,
    nor does the text around its own review.
    """

    library: Library
    sources: SourceTable
    """The site's, which name papers of which nobody gives the title."""
    showing_on: Callable[[str], Show] = lambda _docname: as_typed
    """Gives, for a page, what tells what its references show."""
    title_of: Callable[[PaperId], tuple[Run, ...]] = lambda _paper_id: ()
    """Gives what files call a paper."""
    pairs: list[tuple[PaperKey, PaperKey]] = field(default_factory=list)
    """Papers, each with one in whose review it is mentioned."""
    _reviewed: dict[PaperKey, list[Place]] = field(default_factory=dict)
    _unreviewed: dict[PaperId, list[Place]] = field(default_factory=dict)
    _called: dict[PaperId, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        pages = self.library.mentioning.values()
        for page in sorted(pages, key=lambda page: newest_post_first(page.post)):
            if not page.post.draft:
                self._add(page)

    def of(self, review: Review, most: int | None = None) -> list[Backlink]:
        """List the pages that mention the paper of a review, newest first, each once.

        Args:
            review: A review of the paper.
            most: How many to list at the most; None: all.
        """
        return list(map(self._told, self._backlinks(review)[:most]))

    def beyond(self, review: Review, start: int) -> list[Backlink]:
        """List those from a number on, with their sentences as they were typed."""
        places = self._backlinks(review)[start:]
        pages = ((self.library.mentioning[docname], index) for docname, index in places)
        return [Backlink(page.post, page.mention(index)) for page, index in pages]

    def count(self, review: Review) -> int:
        """Count the pages that mention the paper of a review."""
        return len(self._backlinks(review))

    def _backlinks(self, review: Review) -> Sequence[Place]:
        key = self.library.tables.paper_key(review)
        return self._reviewed.get(key, ()) if review.indexed else ()

    def unreviewed(self) -> tuple[Unreviewed, ...]:
        """List the papers that nobody reviewed, by their ids."""
        return tuple(map(self._unreviewed_paper, sorted(self._unreviewed)))

    def _unreviewed_paper(self, paper_id: PaperId) -> Unreviewed:
        home = self.sources.home(paper_id)
        return Unreviewed(
            id=paper_id,
            name=name_of(paper_id, self.sources),
            source=home.key if home else paper_id.scheme,
            called=self.title_of(paper_id) or self._title(paper_id),
            backlinks=tuple(map(self._told, self._unreviewed[paper_id])),
        )

    # Gathering -----------------------------------------------------------------------------------

    def _add(self, page: Mentioning) -> None:
        docname = page.post.docname
        # By position: an output may leave out some.
        reviews = {review.position: review for review in self.library.page_reviews(docname)}
        key_of = self.library.tables.paper_key
        here = set(map(key_of, reviews.values()))
        seen: set[object] = set()
        for index, (kind, target, _anchor, _heading, review, text, *_) in enumerate(page.rows):
            host = reviews[review] if review >= 0 else None
            if host and not host.indexed:
                continue
            found = find_referred(self.library, Reference(kind, target), docname)
            if not found:
                self._add_unreviewed(kind, target, text, (docname, index), seen)
            elif found.review.indexed:
                key, own = key_of(found.review), key_of(host) if host else None
                if key == own or (own is None and key in here):
                    continue
                _note(self._reviewed.setdefault(key, []), (docname, index), seen, key)
                self.pairs += [(key, own)] if own else []

    def _add_unreviewed(
        self, kind: str, target: str, text: str, place: Place, seen: set[object]
    ) -> None:
        paper_id = named_id(kind, target)
        if paper_id and paper_id.scheme != "url":
            _note(self._unreviewed.setdefault(paper_id, []), place, seen, paper_id)
            self._called.setdefault(paper_id, []).append(text)

    # Texts ---------------------------------------------------------------------------------------

    def _told(self, place: Place) -> Backlink:
        """Give a mention with its whole sentence."""
        docname, index = place
        page = self.library.mentioning[docname]
        mention, show = page.mention(index), self.showing_on(docname)
        heading, sentence = (
            pack(settle_runs(unpack(packed), show)) for packed in (mention.heading, mention.packed)
        )
        return Backlink(page.post, replace(mention, heading=heading, packed=sentence))

    def _title(self, paper_id: PaperId) -> tuple[Run, ...]:
        """Choose what authors call a paper most like a title: the longest of their words."""
        called = dict.fromkeys(filter(_may_be_title, self._called[paper_id]))
        longest = max(called, key=lambda text: (len(text), text), default="")
        return (Run(longest),) if longest else ()


def _note(found: list[Place], place: Place, seen: set[object], paper: object) -> None:
    """Note the first mention of a paper on a page."""
    if paper not in seen:
        seen.add(paper)
        found.append(place)


def _may_be_title(text: str) -> bool:
    """Tell whether words may be a title: no address, no id, more than ``this paper``."""
    if not text or "://" in text or id_of(text) is not None:
        return False
    # A title has a capital; one in Korean or Chinese, which have none, has several words.
    return any(map(str.isupper, text)) or (text.lower() == text.upper() and len(text.split()) > 1)
