"""The records of a journal: papers, their links, reviews and posts.

Plain, frozen data: they travel from a parsed page into the environment's pickle, to
parallel workers and to every writer, so they hold text and numbers, never nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sphinx_paperreview.core.anchors import dotted_anchor
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.records import Record
from sphinx_paperreview.core.runs import Run, plain, unpack

Guard = tuple[str, str]
"""What stands around a part of a page that an output may leave out, such as ``only``: the name
of the node's class, and the condition that it carries, or ``""``."""


@dataclass(frozen=True, slots=True)
class Link(Record):
    """One URL of a paper, as the author typed it or as a source builds it."""

    kind: str
    """Key of a source (``arxiv``), of a link kind (``code``), or ``link`` for any other."""
    url: str
    """An http or https URL that is safe in an ``href``."""
    label: str = ""
    """What the author calls it; empty where the kind's own label serves."""
    typed: bool = True
    """Whether the author typed this URL (generated ones are left out of linkcheck)."""


@dataclass(frozen=True, slots=True)
class Partial(Record):
    """A date of which the month or the day may be unknown."""

    year: int
    month: int = 0
    day: int = 0

    def isoformat(self) -> str:
        """Format as ``2025``, ``2025-11`` or ``2025-11-27``."""
        known = [f"{self.year:04d}"]
        for part in (self.month, self.day):
            if not part:
                break
            known.append(f"{part:02d}")
        return "-".join(known)


@dataclass(frozen=True, slots=True)
class Paper(Record):
    """The work itself, as one review describes it."""

    ids: tuple[PaperId, ...] = ()
    title: tuple[Run, ...] = ()
    subtitle: tuple[Run, ...] = ()
    orgs: tuple[str, ...] = ()
    """Names as a badge shows them: the registry's, or as typed where it knows none."""
    authors: tuple[str, ...] = ()
    venue: str = ""
    award: str = ""
    published: Partial | None = None
    links: tuple[Link, ...] = ()
    """The links that the author typed; what ids give is added by `core.links`."""
    sources: tuple[str, ...] = ()
    """Keys of the sites that own its ids, or that its author linked to."""
    withdrawn: bool = False
    """Whether a file says that it was withdrawn."""


@dataclass(frozen=True, slots=True)
class Review(Record):
    """What one post says about one paper: one ``paper`` directive."""

    paper: Paper
    docname: str = ""
    anchor: str = ""
    """The HTML id of the review's section or card."""
    position: int = 0
    """Number of reviews before it on its page."""
    line: int = 0
    """Where its directive stands in its page, from 1."""
    date: str = ""
    """ISO 8601 date when it was reviewed; empty where nothing tells."""
    time: str = ""
    """ISO 8601 time of day (``08:15:00``), or empty."""
    tags: tuple[str, ...] = ()
    post_tags: tuple[str, ...] = ()
    """Tags of its post: they select the review, and are not drawn on its card."""
    reviewers: tuple[str, ...] = ()
    """Who reviewed it: as its directive says, else those who wrote its post."""
    summary: tuple[Run, ...] = ()
    """The TL;DR."""
    image: str = ""
    """Its thumbnail, a path relative to the site's root, POSIX; empty where it has none."""
    rating: float | None = None
    """0 to 5, in halves."""
    status: str = "read"
    name: str = ""
    """The author's own label."""
    typed_title: str = ""
    """The title as its author typed it, where a catalogue of the site translates it."""
    unread: tuple[str, ...] = ()
    """What the author typed and nobody could read, such as ``rating: 7``: shown as text."""
    indexed: bool = True
    """False with the option ``no-index``, and in drafts."""
    guards: tuple[Guard, ...] = ()
    """What it stands in that an output may leave out, from the nearest outwards."""

    @property
    def title(self) -> str:
        """The paper's title as one line of plain text."""
        return plain(self.paper.title)

    @property
    def anchors(self) -> tuple[str, str]:
        """The HTML id of its place, and the form of it that older pages link to."""
        return self.anchor, dotted_anchor(self.paper.ids, self.anchor)


@dataclass(frozen=True, slots=True)
class Post(Record):
    """A page that holds reviews, or says that it is a post."""

    docname: str
    title: str = ""
    date: str = ""
    """ISO 8601 date; empty where nothing tells."""
    time: str = ""
    """ISO 8601 time of day, or empty."""
    updated: str = ""
    """When it was last changed, where its author says so: ISO 8601, with a time of day or not."""
    tags: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    """Who wrote it, as the front matter says; see `post_query.reviewers_of`."""
    excerpt: str = ""
    """Plain text, of any length: the front matter's, else the paragraph that opens the page."""
    draft: bool = False
    declared: bool = False
    """Whether its front matter says that it is a post, whatever it holds."""
    reviews: tuple[Review, ...] = field(default=(), repr=False)
    """In the order of the page."""


@dataclass(frozen=True, slots=True, order=True)
class Reference(Record):
    """A reference as its author typed it."""

    kind: str
    """``paper`` (a role: by any name), ``external`` (one that asks other sites), ``label``
    (``{ref}``, ``{any}``: by id, anchor or label), ``place`` (page and anchor), ``link`` (an
    ordinary link), ``org`` or ``tag``."""
    target: str
    """What is named; of a place: ``docname#anchor``; of a link: the id that its URL gives."""


@dataclass(frozen=True, slots=True)
class Mention(Record):
    """A reference to what may be a paper, in the text of a page."""

    reference: Reference
    anchor: str = ""
    """The HTML id of the section or card that it stands in; ``""`` for the page as a whole."""
    heading: str = ""
    """The title of that section or card, as `runs.pack` writes it."""
    review: int = -1
    """Position of the review in whose text it stands; -1 outside of reviews."""
    text: str = ""
    """What the author calls the paper, plain text; ``""`` where its title is shown."""
    packed: str = ""
    """The sentence around it, as `runs.pack` writes it."""
    guards: tuple[Guard, ...] = ()
    """What it stands in that an output may leave out, from the nearest outwards."""

    @property
    def sentence(self) -> tuple[Run, ...]:
        """The sentence around it."""
        return unpack(self.packed)


Row = tuple[str, str, str, str, int, str, str, tuple[Guard, ...]]
"""A `Mention`: the two fields of its reference, then its others in their order."""


@dataclass(frozen=True, slots=True)
class Mentioning(Record):
    """A page that refers to papers."""

    post: Post
    """What the page says of itself, without its reviews."""
    rows: tuple[Row, ...] = ()
    """Its mentions, in the order of the page.

    As plain tuples: a long journal has tens of thousands, of which a build looks at few, while
    Python looks at every record time and again, to find garbage.
    """

    @classmethod
    def of(cls, post: Post, mentions: Iterable[Mention]) -> Mentioning:
        """Put the mentions of a page into rows."""
        return cls(post, tuple(map(_row, mentions)))

    @property
    def mentions(self) -> Iterator[Mention]:
        """Its mentions, in the order of the page."""
        return map(_mention, self.rows)

    def mention(self, index: int) -> Mention:
        """Give one of its mentions."""
        return _mention(self.rows[index])


def _row(mention: Mention) -> Row:
    kind, target = mention.reference.kind, mention.reference.target
    place = mention.anchor, mention.heading, mention.review
    return kind, target, *place, mention.text, mention.packed, mention.guards


def _mention(row: Row) -> Mention:
    return Mention(Reference(*row[:2]), *row[2:])
