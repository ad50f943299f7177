"""A post that is MyST already shows what it holds, and does no more.

What runs, reads files from outside, writes HTML or LaTeX as it is, or is not known to do none of
that, is shown as text.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinx_paperreview.importers.code import fence_around
from sphinx_paperreview.importers.disarm import block_edits, disarmed, inline_edits
from sphinx_paperreview.importers.harmless import (
    is_harmless_role,
    kind_of_directive,
    leads_out,
)
from sphinx_paperreview.importers.nested import (
    Directive,
    Unplaced,
    View,
    content_of,
    has_name,
    read_directive,
)
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.importers.scripts import runs_as_address
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.placing import placing
from sphinx_paperreview.recognising.tokens import (
    Edit,
    Inline,
    Span,
    apply,
    read_inline,
    read_with,
)

_WAYS = (
    (
        *("amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath"),
        *("fieldlist", "strikethrough", "substitution", "tasklist"),
    ),
    ("colon_fence", "substitution"),
    ("substitution",),
    (),
)
"""Extensions of MyST that a journal may have enabled: what one of them hides, another shows."""

_BRACES = re.compile(r"\{(?=\{)")
_ROUNDS = 6
"""What is shown as text may have hidden something; no page that people write needs more."""

_LINE_ENDS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What ends a line for Python, which splits what directives hold; CommonMark knows none of it."""

_NO_QUOTE = re.compile(r"[^>\s]")
_DEEPEST = 20
_ADMONITION = re.compile(r"\badmonition\b.*(?:\{|:::|```|~~~)", re.DOTALL)
"""HTML that MyST may read as a directive, with markup in it."""


_FENCE = re.compile(r"(?:`{3,}|~{3,}|:{3,})[ \t]*\{([^{}\s]*)\}")
_CLOSING = re.compile(r"[ \t>]*(?P<mark>:{3,})[ \t]*")
_INLINE = re.compile(r"\{\{|\}`|path:")


def may_do_more(lines: Sequence[Line]) -> bool:
    """Tell, at a glance, whether `confine` may have anything to do with what an import has made."""
    texts = (line.text for line in lines)
    return any(
        _INLINE.search(text) or not all(map(kind_of_directive, _FENCE.findall(text)))
        for text in texts
    )


def confine(lines: Sequence[Line], context: Context) -> list[Line]:
    """Show as text what does more in a page of MyST than to show itself.

    Args:
        lines: A whole page, front matter and all.
        context: Where the page stands, and where notes go.

    :raises Unplaced: It cannot be done: the page must not become a page of MyST.
    """
    safe = [replace(line, text=_LINE_ENDS.sub(" ", line.text)) for line in lines]
    for _ in range(_ROUNDS):
        found = (apply(safe, list(_Reader(way, safe, context).edits())) for way in _WAYS)
        changed = next((lines for lines in found if lines != safe), None)
        if changed is None:
            return safe
        safe = changed
    raise Unplaced("markup that hides markup")


@cache
def _parser(extensions: tuple[str, ...]) -> MarkdownIt:
    config = MdParserConfig(enable_extensions={*extensions})
    return placing(create_md_parser(config, RendererHTML))


class _Reader:
    """Reads a page in one way that MyST might read it."""

    def __init__(self, way: tuple[str, ...], lines: Sequence[Line], context: Context) -> None:
        self._parser = _parser(way)
        self._lines = lines
        self._context = context
        self._leads_out = partial(leads_out, folder=posixpath.dirname(context.path))

    def edits(self) -> Iterator[Edit]:
        """Give what changes in the page."""
        return self._look(View.of(self._lines))

    def _look(self, view: View) -> Iterator[Edit]:
        reading = read_with(self._parser, view.text)
        if any(self._is_harmful(text) for text in reading.unplaced):
            raise Unplaced("markup in an odd place")
        for inline in reading.inlines:
            yield from map(view.placed, self._inline(inline, view))
        for token in reading.tokens:
            yield from self._block(token, view)

    def _block(self, token: Token, view: View) -> Iterator[Edit]:
        row = token.map[0] if token.map else 0
        if token.type == "html_block":
            if _ADMONITION.search(token.content):
                raise Unplaced("markup within HTML")
            edits = block_edits(row, token.content, view.lines, self._context)
            yield from map(view.placed, edits)
        elif token.type == "substitution_block":
            column = view.lines[row].text.find("{{")
            self._note(view.lines[row], "{{ }} would run as a template; it is kept as text")
            yield view.placed(Edit(row, column, column, "\\"))
        elif token.type in ("math_block", "math_block_label", "amsmath"):
            yield from map(view.placed, _spaced(token, view))
        elif token.type in ("fence", "colon_fence"):
            yield from self._fence(token, view)

    # Directives ---------------------------------------------------------------------------------

    def _fence(self, token: Token, view: View) -> Iterator[Edit]:
        if not has_name(token):
            if token.type == "colon_fence":
                yield from self._look(content_of(view, token))
            return
        directive = read_directive(view, token)
        why = self._harm(directive, token)
        if view.depth > _DEEPEST:
            why = "stands too deep in others"
        edits = [edit for text in directive.texts for edit in self._text(text)]
        if edits and not why:
            yield from edits
        elif why or any(map(self._is_harmful, directive.options.values())):
            why = why or "holds what would run"
            row = token.map[0] if token.map else 0
            self._note(view.lines[row], f"{{{directive.name}}} {why}; it is shown as code")
            yield from map(view.placed, self._as_code(token, view))
        else:
            if directive.name == "math":
                yield from map(view.placed, _spaced(token, view))
            for inner in directive.views:
                yield from self._look(inner)

    def _harm(self, directive: Directive, token: Token) -> str:
        """Say what stands against a directive; ``""`` if nothing does."""
        if not directive.kind:
            return "is not known to be harmless"
        said = [directive.argument, *directive.options.values()]
        if any(map(self._leads_out, said)):
            return "leads to a file outside of the journal"
        addresses = [*said, token.content] if directive.kind == "literal" else said
        if directive.name != "code-block" and any(map(runs_as_address, addresses)):
            return "holds an address that would run"
        return ""

    def _text(self, view: View) -> Iterator[Edit]:
        """Read the title of a directive, or one of its options."""
        inline = read_inline(view.text, self._parser)
        return map(view.placed, self._inline(inline, view))

    def _as_code(self, token: Token, view: View) -> Iterator[Edit]:
        """Turn a directive into code, its first line included."""
        first, end = token.map or [0, 0]
        text, info = view.lines[first].text, token.info.strip()
        start = text.rfind(token.markup, 0, text.rfind(info))
        if start < 0:
            raise Unplaced(info)
        is_colons = token.type == "colon_fence"
        fence = fence_around(token.content) if is_colons else token.markup
        row, column = view.places[first]
        prefix = _NO_QUOTE.sub(" ", self._lines[row].text[: column + start])
        yield Edit(first, start, len(text), f"{fence}text\n{prefix}{info}")
        last = view.lines[end - 1].text
        closing = _CLOSING.fullmatch(last) if is_colons else None
        if closing and len(closing["mark"]) >= len(token.markup):
            yield Edit(end - 1, closing.start("mark"), len(last), fence)

    # Inline markup ------------------------------------------------------------------------------

    def _inline(self, inline: Inline, view: View) -> Iterator[Edit]:
        yield from inline_edits(inline, view.lines, self._context)
        if not any(mark in inline.content for mark in "{]<"):
            return
        for span in inline.spans("math_inline", "math_inline_double"):
            start, end = span.token.meta["span"]
            for found in _BRACES.finditer(inline.content, start, end):
                yield _space(*inline.place(found.end()))
        for span in inline.spans("myst_role", "substitution_inline", "link_open", "image"):
            why = self._harm_inline(span.token)
            if why:
                self._note(view.lines[span.line], f"{why}; it is kept as text")
                yield _escaped(span)

    def _is_harmful(self, text: str) -> bool:
        """Tell whether a text has inline markup that does more than to show itself."""
        return any(map(self._harm_inline, read_inline(text, self._parser).children))

    def _harm_inline(self, token: Token) -> str:
        if token.type == "html_inline" and disarmed(token.content)[0] not in (None, token.content):
            return "HTML that would run"
        if token.type == "myst_role":
            return self._harm_of_role(token)
        if token.type == "substitution_inline":
            return "{{ }} would run as a template"
        target = str(token.attrs.get("href" if token.type == "link_open" else "src", ""))
        if token.type in ("link_open", "image") and self._leads_out(target):
            return f"leads to a file outside of the journal: {target!r}"
        return ""

    def _harm_of_role(self, token: Token) -> str:
        name, target = token.meta["name"], _target(token.content)
        if not is_harmless_role(name):
            return f"{{{name}}} is not known to be harmless"
        if name.lower() == "download" and self._leads_out(target):
            return f"{{{name}}} leads to a file outside of the journal: {target!r}"
        if runs_as_address(target):
            return f"{{{name}}} leads to an address that would run"
        return ""

    def _note(self, line: Line, message: str) -> None:
        self._context.note(line.number, message)


def _spaced(token: Token, view: View) -> Iterator[Edit]:
    """Put blanks between the braces of a formula: without them, it may be a template elsewhere."""
    for row in range(*(token.map or [0, 0])):
        for found in _BRACES.finditer(view.lines[row].text):
            yield _space(row, found.end())


def _space(row: int, column: int) -> Edit:
    return Edit(row, column, column, " ")


def _escaped(span: Span) -> Edit:
    """Put a backslash before markup: of an image, behind its exclamation mark."""
    start = span.start + (span.token.type == "image")
    return Edit(span.line, start, start, "\\")


def _target(text: str) -> str:
    """Give what a role leads to: ``text <target>``, or ``target``."""
    bare = text.strip()
    return bare[bare.rfind("<") + 1 : -1] if bare.endswith(">") and "<" in bare else bare
