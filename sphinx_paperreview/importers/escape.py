r"""The last step of all: text that MyST alone takes for markup is made safe.

Roles, targets, templates, comments, block breaks, colon fences and directives that stand verbatim
in the source are text to its author; those that stand there no more, a pass has made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.tokens import Edit, Inline, Reading, apply, is_escaped, read

_ROLE = re.compile(r"\{[A-Za-z0-9_+:-]+\}(?=`)")
_TEMPLATE = re.compile(r"\{\{")
_FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]")
_ROW_STARTS = re.compile(r"%.?|\+(?:[ \t]*\+){2}|\(.+\)=\s*$")
_COMMENT = re.compile(r"[ \t>]*%")
_COLONS = re.compile(r"(:{3,})[ \t]*(?:\{[^{}]*\}|\S*)")
_CONTAINERS = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t]|\|)+")
_DIRECTIVE_FENCE = re.compile(r"(?P<marks>`{3,}|~{3,})\s*(?P<info>\{.*)$")
_MENDED = re.compile(r"\\?\$|\s")
_ROUNDS = 4
"""What is escaped may lay bare what it enclosed; no page that people write needs more rounds."""

_RAW = ("code_inline", "html_inline", "math_inline", "autolink")


def escape(lines: Sequence[Line], source: Mapping[int, str]) -> list[Line]:
    """Give lines that MyST reads as their author's generator read them.

    Args:
        lines: A page after all passes.
        source: The lines of the source file, by number.
    """
    safe = list(lines)
    for _ in range(_ROUNDS):
        escaper = _Escaper(safe, read(safe), source)
        edits = [*escaper.inline(), *escaper.colons(), *escaper.fences(), *escaper.notes()]
        if not edits:
            break
        safe = apply(safe, edits)
    return safe


class _Escaper:
    def __init__(self, lines: Sequence[Line], reading: Reading, source: Mapping[int, str]) -> None:
        self.lines = lines
        self.reading = reading
        self.source = source
        self.roles: dict[int, frozenset[str]] = {}
        footnotes = reading.env.get("footnotes", {}).get("refs", {})
        self.footnotes = {label.removeprefix(":") for label in footnotes}

    def _is_written(self, row: int, text: str) -> bool:
        """Tell whether a text stands in the source line."""
        return _MENDED.sub("", text.strip()) in self._mended(row)

    def _mended(self, row: int) -> str:
        return _MENDED.sub("", self.source.get(self.lines[row].number, ""))

    def _roles(self, row: int) -> frozenset[str]:
        """Give the roles that stand in the source line."""
        number = self.lines[row].number
        if number not in self.roles:
            self.roles[number] = frozenset(_ROLE.findall(self._mended(row)))
        return self.roles[number]

    def inline(self) -> Iterator[Edit]:
        """Escape roles, footnotes that nobody defines, and what begins a block."""
        for inline in self.reading.inlines:
            if "{" in inline.content or "[^" in inline.content:
                yield from self._markup(inline)
            for row, column, text in self._starts(inline):
                found = _ROW_STARTS.match(text)
                if found and (self._begins(row, found[0]) or self._is_written(row, text)):
                    yield Edit(row, column, column, "\\")

    def _begins(self, row: int, mark: str) -> bool:
        """Tell whether the source line begins with a mark, behind those of lists and quotes."""
        source = self.source.get(self.lines[row].number, "")
        containers = _CONTAINERS.match(source)
        return source.startswith(mark, containers.end() if containers else 0)

    def _starts(self, inline: Inline) -> Iterator[tuple[int, int, str]]:
        """Give the places where MyST may see a block begin: lines of paragraphs and tables.

        Those of a heading too, where a line below it, not marks before it, makes it one.
        """
        marked = "#" in self.lines[inline.line].text[: inline.columns[0]]
        if inline.kind == "paragraph_open" or (inline.kind == "heading_open" and not marked):
            yield from inline.rows
        elif inline.kind in ("th_open", "td_open"):
            (column,), line = inline.columns, self.lines[inline.line].text
            if not line[:column].strip(" >"):
                yield inline.line, column, line[column:]

    def _markup(self, inline: Inline) -> Iterator[Edit]:
        raw = inline.stretches(*_RAW)
        for pattern in (_ROLE, _FOOTNOTE, _TEMPLATE):
            for found in raw.matches(pattern, inline.content):
                start = found.start()
                if is_escaped(inline.content, start):
                    continue
                row, column = inline.place(start)
                if pattern is _TEMPLATE and _COMMENT.match(self.lines[row].text):
                    continue
                is_footnote = pattern is _FOOTNOTE
                if is_footnote and found[1] in self.footnotes:
                    continue
                if pattern is not _ROLE or found[0] in self._roles(row):
                    yield Edit(row, column, column, "\\")

    def notes(self) -> Iterator[Edit]:
        """Make text of footnotes to which nothing refers: Sphinx warns of them."""
        used = {
            token.meta["label"]
            for inline in (self.reading.inlines if self.footnotes else ())
            for token in (inline.children if "[^" in inline.content else ())
            if token.type == "footnote_ref"
        }
        for token in self.reading.tokens:
            if token.type == "footnote_reference_open" and token.map:
                text = self.lines[token.map[0]].text
                column = text.find("[^")
                if column >= 0 and token.meta["label"] not in used:
                    yield Edit(token.map[0], column, column, "\\")

    def colons(self) -> Iterator[Edit]:
        """Escape the colons of blocks that no pass has made."""
        open_fences: list[bool] = []
        for inline in self.reading.inlines:
            for row, column, text in self._starts(inline) if ":::" in inline.content else ():
                found = _COLONS.match(text)
                if found is None:
                    continue
                made = not self._is_written(row, found[0])
                if text[len(found[1]) :].strip():
                    open_fences.append(made)
                else:
                    made = (open_fences.pop() if open_fences else False) or made
                if not made:
                    yield Edit(row, column, column, "\\")

    def fences(self) -> Iterator[Edit]:
        """Make code of fences that MyST would take for directives: ``{r}`` is a language."""
        for token in self.reading.tokens:
            if token.type != "fence" or not token.info.lstrip().startswith("{") or not token.map:
                continue
            row = token.map[0]
            text = self.lines[row].text
            found = _DIRECTIVE_FENCE.search(text)
            if found and self._is_written(row, found[0]):
                info = " ".join(re.sub(r"[{},]", " ", found["info"]).split())
                yield Edit(row, found.start(), len(text), f"{found['marks']}{info}")
