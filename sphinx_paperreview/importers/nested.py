"""A page of MyST, and the pages within it: what its directives hold, as MyST reads that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from docutils.parsers.rst import Directive as DirectiveClass
from docutils.parsers.rst.states import MarkupError
from markdown_it.token import Token
from myst_parser.parsers.directives import parse_directive_text

from sphinx_paperreview.importers.harmless import kind_of_directive
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.tokens import Edit

_CUTS = re.compile(r"(?:\^{3,}|\+{3,})\s*")


class Unplaced(ValueError):
    """Text whose place in the page nobody can tell."""


@dataclass(frozen=True, slots=True)
class View:
    """Text that MyST reads as a page."""

    lines: tuple[Line, ...]
    places: tuple[tuple[int, int], ...]
    """For each line, where it begins in the whole page: the index of the line, and the column."""
    depth: int = 0
    """How many directives are around it; some count for more."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> View:
        """Make the view of a whole page."""
        return cls(tuple(lines), tuple((row, 0) for row in range(len(lines))))

    @property
    def text(self) -> str:
        """The lines, joined by line ends."""
        return "\n".join(line.text for line in self.lines)

    def placed(self, edit: Edit) -> Edit:
        """Give what an edit of the view is in the whole page."""
        row, column = self.places[edit.line]
        return Edit(row, max(0, edit.start + column), max(0, edit.end + column), edit.text)

    def piece(self, pieces: Sequence[tuple[int, int, str]], deeper: int = 1) -> View:
        """Give a view of stretches of this one: the index of a line, the column, the text."""
        lines = tuple(Line(text, self.lines[row].number) for row, _, text in pieces)
        places = tuple(
            (self.places[row][0], self.places[row][1] + column) for row, column, _ in pieces
        )
        return View(lines, places, self.depth + deeper)


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive, told from the fence that makes it."""

    name: str
    kind: str
    """See `kind_of_directive`."""
    argument: str
    """What follows the name."""
    options: Mapping[str, str]
    texts: tuple[View, ...]
    """What follows the name, and the options whose values stand in a line each."""
    views: tuple[View, ...]
    """What it reads as a page; of several, one or the other."""


def has_name(token: Token) -> bool:
    """Tell whether a fence makes a directive."""
    name = _name(token)
    return name.startswith("{") and name.endswith("}")


def _name(token: Token) -> str:
    return token.info.split(maxsplit=1)[0] if token.info.strip() else ""


def read_directive(view: View, token: Token) -> Directive:
    """Read a directive.

    Args:
        view: Where it stands.
        token: The fence that makes it.

    :raises Unplaced: Nobody can tell which lines its text begins in.
    """
    name = _name(token)[1:-1]
    argument = token.info.strip().removeprefix(_name(token)).strip()
    kind = kind_of_directive(name)
    taking: type[DirectiveClass] = _Body if kind == "body" else _Titled
    pieces = list(_content(view, token))
    content = "\n".join(text for _, _, text in pieces)
    if token.markup.startswith(":") and content.startswith(":::"):
        content = f"\n{content}"
    try:
        found = parse_directive_text(taking, argument, content)
    except MarkupError as error:
        raise Unplaced(str(error)) from error
    is_joined = kind == "body" and bool(argument)
    body = found.body[1:] if is_joined else found.body
    inner = _aligned(pieces, body)
    first = _first(view, token, argument)
    options = {str(key): str(value or "") for key, value in found.options.items()}
    texts = [first, *_values(pieces, options)]
    return Directive(
        name,
        kind,
        argument,
        options,
        tuple(view.piece([text]) for text in texts),
        tuple(_views(view, [first, *inner] if is_joined else inner, kind)),
    )


def content_of(view: View, token: Token) -> View:
    """Give what stands between the marks of a fence."""
    return view.piece(list(_content(view, token)))


def _content(view: View, token: Token) -> Iterator[tuple[int, int, str]]:
    """Give the lines of a fence, each with its place in the view."""
    first = token.map[0] + 1 if token.map else 0
    lines = token.content.removesuffix("\n").split("\n") if token.content else []
    for row, text in enumerate(lines, first):
        yield row, len(view.lines[row].text) - len(text), text


def _aligned(pieces: list[tuple[int, int, str]], body: Sequence[str]) -> list[tuple[int, int, str]]:
    """Give the lines of a fence in which the text of its directive stands: the last ones."""
    last = len(pieces)
    while last and not pieces[last - 1][2].strip():
        last -= 1
    written = list(body)
    while written and not written[-1].strip():
        written.pop()
    found = pieces[last - len(written) : last] if written else []
    for place, ((row, column, text), line) in enumerate(zip(found, written, strict=True)):
        if not text.endswith(line):
            raise Unplaced(line)
        found[place] = (row, column + len(text) - len(line), line)
    return found


def _values(
    pieces: list[tuple[int, int, str]], options: Mapping[str, str]
) -> Iterator[tuple[int, int, str]]:
    """Find the values of options that are written in one line."""
    for row, column, text in pieces:
        name, _, value = text.strip().removeprefix(":").partition(":")
        if value.strip() and options.get(name) == value.strip():
            yield row, column + text.rfind(value.strip()), value.strip()


def _first(view: View, token: Token, argument: str) -> tuple[int, int, str]:
    row = token.map[0] if token.map else 0
    return row, view.lines[row].text.rfind(argument), argument


def _views(view: View, inner: list[tuple[int, int, str]], kind: str) -> Iterator[View]:
    if kind == "literal":
        return
    cuts = [i for i, (_, _, text) in enumerate(inner) if _CUTS.fullmatch(text)]
    if kind != "cut" or not cuts:
        yield view.piece(inner)
        return
    yield view.piece(inner, _CUT_COUNTS)
    for start, end in zip([0, *(i + 1 for i in cuts)], [*cuts, len(inner)], strict=True):
        yield view.piece(inner[start:end], _CUT_COUNTS)


_CUT_COUNTS = 6
"""What is read twice may not be deep."""


class _AnyOption(dict[str, Callable[[str], Any]]):
    """Takes every option as it is."""

    def __missing__(self, key: str) -> Callable[[str], Any]:
        return self["name"]


class _Body(DirectiveClass):
    has_content = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]] | None] = _AnyOption(
        name=lambda value: value
    )


class _Titled(_Body):
    optional_arguments = 1
    final_argument_whitespace = True
