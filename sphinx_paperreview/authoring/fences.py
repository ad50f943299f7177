"""Fences that a page loses without a word: never closed, or text within HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from markdown_it.renderer import RendererHTML
from sphinx.transforms import SphinxTransform

from sphinx_paperreview.authoring.options import FENCE_OPENING
from sphinx_paperreview.messages import WarningType, warn
from sphinx_paperreview.recognising.lines import Line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_TEXT = "paperreview_page_text"
_BLOCKS = "paperreview_open_blocks"

_MARKER = re.compile(r"[^\s>:`~]+")
"""What begins a list item: the lines below have blanks in its place."""

_CELL = 10_000
"""MyST-NB numbers the lines of a notebook's cells from 10,000, 20,000 … on."""

_VERBATIM = {"code", "pre", "script", "style", "template", "textarea"}
"""Elements of HTML whose text shows how something is written, or is no text."""


def remember_text(app: Sphinx, docname: str, source: list[str]) -> None:
    """Keep a page's text while the page is read (``source-read``)."""
    del docname
    app.env.temp_data[_TEXT] = source[0].split("\n")


def note_block(env: BuildEnvironment, path: str, opening: int, last: int) -> None:
    """Note a directive of ours, unless its page clearly closes it.

    Args:
        env: Knows the page that is being read.
        path: The file in which the directive stands.
        opening: Its first line, from 1.
        last: The last line of what it holds.
    """
    is_page = path == str(env.doc2path(env.docname))
    lines = cast("list[str]", env.temp_data.get(_TEXT, []) if is_page else [])
    if not _is_closed(lines, opening, last):
        blocks = cast("set[tuple[str, int]]", env.temp_data.setdefault(_BLOCKS, set()))
        blocks.add((path, opening))


def _is_closed(lines: list[str], opening: int, last: int) -> bool:
    """Tell whether a fence is clearly closed, as nearly all are: by its own marks below it."""
    if not 0 < opening <= len(lines):
        return False
    marks = lines[opening - 1].partition("{")[0].rstrip()
    below = (lines[row].rstrip() for row in range(last, len(lines)))
    return next(filter(None, below), "") == _MARKER.sub(_blank, marks)


def _blank(marker: re.Match[str]) -> str:
    return " " * len(marker[0])


class CheckFences(SphinxTransform):
    """Warn of what an author has typed as a directive of ours, and no reader finds as one."""

    default_priority = 4
    """Before reviews move into the sections that they stand in."""

    def apply(self, **kwargs: object) -> None:
        """Look at what the page's directives have noted, and at its raw HTML."""
        del kwargs
        blocks = cast("set[tuple[str, int]]", self.env.temp_data.pop(_BLOCKS, set()))
        for path, found in groupby(sorted(blocks), key=itemgetter(0)):
            self._check_closed(path, [line for _path, line in found])
        for raw in self.document.findall(nodes.raw):
            if "html" in raw.get("format", "").split():
                self._check_html(raw)

    def _check_closed(self, path: str, openings: Iterable[int]) -> None:
        is_page = path == str(self.env.doc2path(self.env.docname))
        text = "\n".join(self.env.temp_data[_TEXT]) if is_page else _read(path)
        last = dict(unclosed_in(text, self._parser()))
        for opening in openings:
            # MyST counts one line too many in a block that begins with another block.
            line = next((each for each in (opening, opening - 1) if each in last), 0)
            if line:
                message = (
                    f"this block is never closed, and takes all up to line {last[line]}; expected "
                    "a line with its marks alone, in the same list item, quote or notebook cell "
                    "(a block around it needs more marks than it has)"
                )
                warn(WarningType.FENCE, message, location=f"{path}:{line}")

    def _parser(self) -> MarkdownIt:
        """Make a parser that finds the same blocks as MyST does, and looks into none of them."""
        from myst_parser.parsers.mdit import create_md_parser  # noqa: PLC0415 - Markdown pages only

        parser = create_md_parser(vars(self.env)["myst_config"], RendererHTML)
        rules = parser.core.ruler.get_active_rules()
        parser.core.ruler.enableOnly(rules[: rules.index("inline")])
        return parser

    def _check_html(self, raw: nodes.raw) -> None:
        for line in _TextLines(raw.astext()).lines:
            fence = FENCE_OPENING.match(line.text)
            if fence and fence["info"].lstrip().startswith(("{paper}", "{paper:")):
                message = (
                    f"{line.text.strip()!r} is text of the HTML above it, and shown as it stands; "
                    "put a blank line in between"
                )
                place = f"{raw.source}:{(raw.line or 1) + line.number}"
                warn(WarningType.FENCE, message, location=place)


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def unclosed_in(text: str, parser: MarkdownIt) -> Iterator[tuple[int, int]]:
    """Yield where blocks of a file open that nothing closes, and the last line of each.

    Args:
        text: A Markdown file, or a notebook.
        parser: Finds blocks.
    """
    cells = list(_cells(text)) or [(1, text)]
    if len(cells) > 1 or cells[0][0] > 1:
        parser.disable("front_matter")  # a notebook has it elsewhere
    for start, part in cells:
        yield from _unclosed(part, parser, start)


def _cells(text: str) -> Iterator[tuple[int, str]]:
    """Yield the Markdown cells of a notebook, and the number of the first line of each."""
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, TypeError, KeyError):
        return
    for number, cell in enumerate(cells, 1):
        if cell["cell_type"] == "markdown":
            yield number * _CELL + 1, "".join(cell["source"])


def _unclosed(text: str, parser: MarkdownIt, start: int) -> Iterator[tuple[int, int]]:
    for token in parser.parse(text):
        if token.type not in {"fence", "colon_fence"} or token.map is None:
            continue
        opening = start + token.map[0]
        # The last line of a file may have no end.
        lines = len(token.content.removesuffix("\n").split("\n")) if token.content else 0
        if token.map[1] - token.map[0] == lines + 1:
            yield opening, opening + lines
        # What a review holds unclosed, the review says itself.
        if not token.info.lstrip().startswith("{paper}"):
            yield from _unclosed(token.content, parser, opening + 1)


class _TextLines(HTMLParser):
    """Finds the lines of a piece of HTML that are text, but for what shows code."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[Line] = []
        """Numbered from 0."""
        self._verbatim = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._verbatim += tag in _VERBATIM

    def handle_endtag(self, tag: str) -> None:
        self._verbatim -= tag in _VERBATIM and self._verbatim > 0

    def handle_data(self, data: str) -> None:
        line, column = self.getpos()
        if not self._verbatim:
            texts = enumerate(data.split("\n"), line - 1)
            self.lines += [Line(text, number) for number, text in texts][column > 0 :]
