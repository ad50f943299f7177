"""What kramdown, the Markdown of Jekyll, has beyond CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from sphinx_paperreview.importers.markup import admonitions
from sphinx_paperreview.importers.markup.comments import comment
from sphinx_paperreview.importers.markup.flow import BREAK, NEWLINE, rewrite
from sphinx_paperreview.importers.markup.liquid_values import parameters
from sphinx_paperreview.importers.markup.pictures import (
    Picture,
    alignment,
    declarations,
    length,
    option,
)
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import fences, shield
from sphinx_paperreview.recognising.text import Change, Text

_LIST = re.compile(
    r"\{::(?P<name>comment|nomarkdown|options)\b[^{}\n]*?(?P<empty>/?)\}|\{:\s?(?P<list>[^{}\n]*)\}"
)
_TOC = re.compile(r"[ \t]*(?:[-*+]|\d+\.)[ \t]+\S.*")
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\[\]]*)\]\(<?(?P<source>[^\s()<>]+)>?(?:\s+\"(?P<title>[^\"]*)\")?\)$"
)
_CAPTION = re.compile(r"\n[ \t>]*(?P<mark>[_*])(?P<text>[^_*\n]+)(?P=mark)[ \t]*$", re.MULTILINE)
_CLASS = re.compile(r"\.([\w-]+)")
_NOTICE = re.compile(r"(?:prompt|notice)-{1,2}(?P<kind>\w+)|notice")
_QUOTED = re.compile(r"[ \t]*>[ \t]?")
_LONGEST_IMAGE = 1000


def convert_kramdown(lines: Sequence[Line], context: Context) -> list[Line]:
    """Take the attribute lists of kramdown away, and make of them what MyST can say."""
    return rewrite(lines, lambda text: _Converter(text, context).changes(), "{:")


class _Converter:
    def __init__(self, text: Text, context: Context) -> None:
        self._text = text
        self._context = context
        self._code = {token.map[1]: token for token in fences(text) if token.map}
        """Fenced code, by the index of the line behind it."""

    def changes(self) -> Iterator[Change]:
        done = 0
        for found in shield(self._text).matches(_LIST, self._text.text):
            if found.start() < done:
                continue
            done = found.end()
            if found["name"]:
                changes = self._extension(found)
            elif self._text.is_first(found.start()) and self._text.is_last(found.end()):
                changes = self._of_block(found)
            else:
                changes = self._of_span(found)
            for change in changes:
                done = max(done, change.end)
                yield change

    def _extension(self, found: re.Match[str]) -> Iterator[Change]:
        """Read ``{::comment}`` … ``{:/}`` and its like."""
        source, name = self._text.text, found["name"]
        ends = (source.find(f"{{:/{end}}}", found.end()) for end in (name, ""))
        end = min((end for end in ends if end > 0), default=0)
        after = end and source.index("}", end) + 1
        if name == "options" or found["empty"]:
            yield Change(found.start(), found.end(), BREAK)
        elif name == "nomarkdown" and end:
            yield Change(found.start(), found.end())
            yield Change(end, after)
        elif end:
            content = source[found.end() : end]
            yield comment(self._text, found.start(), after, content=content, context=self._context)

    def _of_block(self, found: re.Match[str]) -> Iterator[Change]:
        """Read a list on a line of its own: it belongs to the block above it, or below."""
        row = self._text.row(found.start())
        above = self._text.lines[row - 1].text if row else ""
        start, end = found.start(), found.end()
        classes = _CLASS.findall(found["list"])
        kind = next((_kind(name) for name in classes if _NOTICE.fullmatch(name)), "")
        if "toc" in found["list"].split() and _TOC.fullmatch(above):
            start = self._text.starts[row - 1]
        elif _of_image(self._text, self._text.starts[row] - 1, found["list"]):
            yield from self._image(self._text.starts[row] - 1, end, found["list"])
            return
        elif kind and _is_text(above):
            yield from self._notice(row, kind)
            yield Change(start, end, BREAK)
            return
        elif row in self._code:
            yield from self._captioned(self._code[row], parameters(found["list"]).get("file", ""))
        yield Change(self._text.line_start(start), min(end + 1, len(self._text.text)))

    def _captioned(self, code: Token, file: str) -> Iterator[Change]:
        """Show the name of the file above code that is from it."""
        row = code.map[0] if code.map else 0
        language, end = code.info.strip(), self._text.starts[row + 1] - 1
        if file and not language.startswith("{"):
            options = (f"{{code-block}} {language}".rstrip(), f":caption: {option(file)}", "", "")
            start = self._text.text.index(code.markup, self._text.starts[row]) + len(code.markup)
            yield Change(start, end, NEWLINE.join(options))

    def _notice(self, row: int, kind: str) -> Iterator[Change]:
        """Make an admonition of the paragraph or quote above a line."""
        first = row
        while first and _is_text(self._text.lines[first - 1].text):
            first -= 1
        start = self._text.starts[first]
        yield Change(start, start, admonitions.untitled(kind))
        quoted = [_QUOTED.match(line.text) for line in self._text.lines[first:row]]
        if quoted[0]:
            for index, mark in enumerate(quoted, start=first):
                if mark:
                    yield Change(self._text.starts[index], self._text.starts[index] + mark.end())
        end = self._text.starts[row] - 1
        yield Change(end, end, admonitions.CLOSING)

    def _of_span(self, found: re.Match[str]) -> Iterator[Change]:
        """Read a list within a line: it belongs to what stands right before it."""
        if _of_image(self._text, found.start(), found["list"]):
            yield from self._image(found.start(), found.end(), found["list"])
        elif self._text.before(found.start())[-1:] in ("", " ") and not found["list"].strip():
            return
        else:
            yield Change(found.start(), found.end())

    def _image(self, end: int, after: int, attributes: str) -> Iterator[Change]:
        image = _of_image(self._text, end, attributes)
        if image is None:
            return
        start = end - len(image[0])
        caption = _CAPTION.match(self._text.text, after)
        shown = _picture(image, attributes, caption["text"] if caption else "")
        last = caption.end() if caption else after
        is_alone = self._text.is_first(start) and self._text.is_last(after)
        if is_alone and (shown.is_sized or shown.align or shown.caption):
            yield Change(start, last, shown.block())
        else:
            yield Change(end, after)


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not _LIST.fullmatch(line.strip())


def _kind(name: str) -> str:
    found = _NOTICE.fullmatch(name)
    return (found and found["kind"]) or "note"


def _of_image(text: Text, end: int, attributes: str) -> re.Match[str] | None:
    """Give the image that ends at an offset, if attributes say anything of it."""
    if end < 0 or not attributes.strip() or text.text[end - 1 : end] != ")":
        return None
    line_start = max(text.line_start(end), end - _LONGEST_IMAGE)
    start = text.text.rfind("![", line_start, end)
    found = _IMAGE.match(text.text[start:end]) if start >= 0 else None
    return found if found and found.end() == end - start else None


def _picture(image: re.Match[str], attributes: str, caption: str) -> Picture:
    values = parameters(attributes)
    style = declarations(values.get("style", ""))
    classes = set(_CLASS.findall(attributes)) | set(values.get("class", "").split())
    sides = [side for side in ("center", "left", "right") if classes & {side, f"align-{side}"}]
    return Picture(
        image["source"],
        image["alt"] or image["title"] or "",
        width=length(values.get("width") or values.get("w") or style.get("width", "")),
        height=length(values.get("height") or values.get("h") or style.get("height", "")),
        align=alignment(values.get("align", ""), style.get("float", ""), *sides),
        caption=caption,
    )
