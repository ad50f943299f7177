"""HTML that stays HTML loses what would run in a reader's browser."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html.parser import HTMLParser

from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.importers.scripts import is_harmless, runs
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.tokens import Edit, Inline, Span, apply, read, read_inline

_SUSPECT = re.compile(
    r"on\w+\s*=|srcdoc|script|data\s*[:&]|&#|<[\s/]*(?:applet|embed|frame|handler|iframe|object)",
    re.IGNORECASE,
)
"""What all that runs has in its source; where nothing of it stands, nobody need look closer."""

_OPENING = re.compile(r"<(?=[A-Za-z/!?])")

_FENCE = re.compile(r"(?P<prefix>[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*):{3,}")
_COMMENT = re.compile(r"[ \t>]*%")
_OPTION = re.compile(r"[ \t>]*:[\w-]+:")


def disarm(lines: Sequence[Line], context: Context) -> list[Line]:
    """Take away what runs from the HTML that MyST would hand on to a page.

    Args:
        lines: A page in MyST.
        context: Where notes go.
    """
    if not any("<" in line.text for line in lines):
        return list(lines)
    reading = read(list(_opened(lines)))
    edits = [edit for inline in reading.inlines for edit in inline_edits(inline, lines, context)]
    for row, line in enumerate(lines):
        if "<" in line.text and _FENCE.match(line.text):
            title = replace(read_inline(line.text), line=row)
            edits += inline_edits(title, lines, context)
    for token in reading.tokens:
        if token.type == "html_block" and token.map:
            edits += block_edits(token.map[0], token.content, lines, context)
    return apply(lines, edits)


def _opened(lines: Sequence[Line]) -> Iterator[Line]:
    """Blank comments, and the fences of colon blocks with their options: MyST reads on behind."""
    is_head = False
    for line in lines:
        fence = _FENCE.match(line.text)
        is_head = fence is not None or (is_head and _OPTION.match(line.text) is not None)
        is_blank = is_head or _COMMENT.match(line.text)
        yield Line(fence["prefix"] if fence else "" if is_blank else line.text, line.number)


def inline_edits(inline: Inline, lines: Sequence[Line], context: Context) -> Iterator[Edit]:
    """Give what takes away what runs from the tags of a text."""
    if "<" in inline.content:
        for span in inline.spans("html_inline"):
            changed = _disarmed(span.token.content, lines[span.line].number, context)
            if changed is not None:
                yield from _replaced(span, lines, changed)


def _replaced(span: Span, lines: Sequence[Line], text: str) -> Iterator[Edit]:
    """Put a text where a tag begins, and take the rest of the tag away, line by line."""
    for row in range(span.line, span.end_line + 1):
        start = span.start if row == span.line else 0
        end = span.end if row == span.end_line else len(lines[row].text)
        yield Edit(row, start, end, text if row == span.line else "")


def block_edits(
    first: int, content: str, lines: Sequence[Line], context: Context
) -> Iterator[Edit]:
    """Give what writes a block of HTML anew, behind the marks of lists and quotes around it."""
    changed = _disarmed(content, lines[first].number, context)
    if changed is None:
        return
    written = content.removesuffix("\n").split("\n")
    kept = changed.removesuffix("\n").split("\n")
    if all(map(str.strip, written)):  # then a line that is left blank would end the block
        kept = [line for line in kept if line.strip()]
    for offset, line in enumerate(written):
        whole = lines[first + offset].text
        start = len(whole) - len(line) if whole.endswith(line) else 0
        is_last = offset == len(written) - 1
        new = " ".join(kept[offset:]) if is_last else "".join(kept[offset : offset + 1])
        yield Edit(first + offset, start, len(whole), new)


def _disarmed(source: str, number: int, context: Context) -> str | None:
    changed, lost = disarmed(source)
    if lost:
        context.note(number, f"left out of HTML, as it would run: {', '.join(lost)}")
    return changed


def disarmed(source: str) -> tuple[str | None, tuple[str, ...]]:
    """Give a piece of HTML without what runs, None where nothing of it may; and what that was."""
    if not _SUSPECT.search(source):
        return None, ()
    rewriter = _Rewriter(source)
    return "".join(rewriter.parts), tuple(rewriter.lost)


class _Rewriter(HTMLParser):
    """Writes HTML anew so that every browser reads it as it is read here."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.lost: dict[str, None] = {}
        """What was left out."""
        end = source.rfind(">") + 1
        self.feed(source[:end])
        self.close()
        # No tag ends in the rest; one that begins there would take what follows for its own.
        self.parts.append(_OPENING.sub("&lt;", source[end:]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if runs(tag):
            self.lost[f"<{tag}>"] = None
            return
        written = ""
        for name, value in attrs:
            if is_harmless(name, value):
                written += _attribute(name, value)
            else:
                self.lost[name] = None
        end = "/>" if (self.get_starttag_text() or "").endswith("/>") else ">"
        self.parts.append(f"<{tag}{written}{end}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if runs(tag):
            self.lost[f"<{tag}>"] = None
        else:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            return
        is_raw = self.cdata_elem == "style"
        self.parts.append(data if is_raw else html.escape(data, quote=False))

    def unknown_decl(self, data: str) -> None:
        self.handle_data(data.removeprefix("CDATA["))

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!--{data.replace('>', '&gt;')}-->")


def _attribute(name: str, value: str | None) -> str:
    return f" {name}" if value is None else f' {name}="{html.escape(value)}"'
