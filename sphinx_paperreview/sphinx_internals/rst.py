"""What docutils does for a whole document, done otherwise for a part of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from docutils.utils import Reporter

from sphinx_paperreview.sphinx_internals import Part, report_lost

_NOTE = "note_implicit_target"

_LOCATE = "get_source_and_line"

_NEVER = 5
"""Above docutils' highest level of a message, SEVERE (4)."""


@contextmanager
def quiet(state: RSTState) -> Iterator[None]:
    """Let messages on what is parsed reach nobody but its parser.

    docutils asks the document for its reporter, and before version 0.22 what the states of its
    parser share: both are given another one. What the parser notes in the document stays noted.
    """
    before = state.document.reporter
    reporter = Reporter(before.source, _NEVER, _NEVER, stream=False)
    # The parser of reST gives it to the reporter, and roles ask it where they stand.
    if locate := getattr(before, _LOCATE, None):
        setattr(reporter, _LOCATE, locate)
    state.document.reporter = state.memo.reporter = reporter
    try:
        yield
    finally:
        state.document.reporter = state.memo.reporter = before


class _Taking:
    """Stands for the document's own method, and knows whether a part is being parsed."""

    def __init__(
        self, register: Callable[..., None], take: Callable[[nodes.Element], bool], *, of_part: bool
    ) -> None:
        self.register, self.take, self.of_part = register, take, of_part

    def __call__(self, target: nodes.Element, msgnode: nodes.Element | None = None) -> None:
        """Give a heading away; a named link of reST, which may be used again, stays."""
        if isinstance(target, nodes.target) or not self.take(target):
            self.register(target, msgnode)


@contextmanager
def headings_taken(
    document: nodes.document, take: Callable[[nodes.Element], bool], *, of_part: bool = True
) -> Iterator[None]:
    """While something is parsed, give each heading to somebody else than the document.

    The parsers register a heading by this method, and nothing else knows of one so early: renamed
    after parsing, it would have taken names and ids from the labels behind it, and from the
    numbers of footnotes.

    Args:
        document: The page.
        take: Takes a heading, or says that it stays the document's.
        of_part: Whether it is for a part of the page, and all in there is within something.
    """
    register = getattr(document, _NOTE, None)
    if register is None:
        report_lost(Part.HEADINGS)
        yield
        return
    outer = document.__dict__.get(_NOTE)
    setattr(document, _NOTE, _Taking(register, take, of_part=of_part))
    try:
        yield
    finally:
        if outer is None:
            delattr(document, _NOTE)
        else:
            setattr(document, _NOTE, outer)


def are_headings_taken(document: nodes.document) -> bool:
    """Whether a part of a page is being parsed whose headings are taken."""
    found = document.__dict__.get(_NOTE)
    return isinstance(found, _Taking) and found.of_part


def check_taken(document: nodes.document, headings: Iterable[nodes.Element]) -> None:
    """Say so where a heading was registered in the document, by another way than we know.

    Args:
        document: The page.
        headings: Those of what has been parsed while headings were taken.
    """
    names = (name for heading in headings for name in heading["names"])
    if any(document.nametypes.get(name) is False for name in names):
        report_lost(Part.HEADINGS)
