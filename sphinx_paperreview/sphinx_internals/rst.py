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


@contextmanager
def headings_taken(
    document: nodes.document, take: Callable[[nodes.Element], None]
) -> Iterator[None]:
    """While something is parsed, give each heading to somebody else than the document.

    The parsers register a heading by this method, and nothing else knows of one so early: renamed
    after parsing, it would have taken names and ids from the labels behind it, and from the
    numbers of footnotes. Named links of reST, which may be used again, stay the document's.
    """
    register = getattr(document, _NOTE, None)
    if register is None:
        report_lost(Part.HEADINGS)
        yield
        return

    def note(target: nodes.Element, msgnode: nodes.Element | None = None) -> None:
        if isinstance(target, nodes.target):
            register(target, msgnode)
        else:
            take(target)

    outer = document.__dict__.get(_NOTE)
    setattr(document, _NOTE, note)
    try:
        yield
    finally:
        if outer is None:
            delattr(document, _NOTE)
        else:
            setattr(document, _NOTE, outer)


def are_headings_taken(document: nodes.document) -> bool:
    """Whether something is being parsed whose headings are taken."""
    return _NOTE in document.__dict__


def check_taken(document: nodes.document, headings: Iterable[nodes.Element]) -> None:
    """Say so where a heading was registered in the document, by another way than we know.

    Args:
        document: The page.
        headings: Those of what has been parsed while headings were taken.
    """
    names = (name for heading in headings for name in heading["names"])
    if any(document.nametypes.get(name) is False for name in names):
        report_lost(Part.HEADINGS)
