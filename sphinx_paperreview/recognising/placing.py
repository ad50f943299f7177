"""Inline markup that knows where it stands, which markdown-it-py does not tell."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

SPAN = "span"
"""Key of a token's ``meta``: where its markup begins and ends in the text."""

_LABEL = "label"


def placing(parser: MarkdownIt) -> MarkdownIt:
    """Let a parser note where inline markup is."""
    inline = _PlacedInline()
    inline.ruler, inline.ruler2 = parser.inline.ruler, parser.inline.ruler2
    parser.inline = inline
    return parser


def _append(state: StateInline, text: str) -> None:
    state.pending += text


# markdown-it-py 3 has no `append_pending`; with 4, `+=` takes quadratic time.
_append_text: Callable[[StateInline, str], None] = getattr(StateInline, "append_pending", _append)


class _PlacedState(StateInline):
    label = (0, 0)
    """The stretch that has been parsed last: of a link that ends now, its text."""


class _PlacedInline(ParserInline):
    """Notes in the ``meta`` of each token but text where its markup begins and ends."""

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        deepest, begin, end = state.md.options["maxNesting"], state.pos, state.posMax
        while state.pos < end:
            start, known = state.pos, len(state.tokens)
            if state.level < deepest and any(rule(state, False) for rule in rules):
                self._note(state, start, known)
            else:
                _append_text(state, state.src[start])
                state.pos += 1
        if state.pending:
            state.pushPending()
        if isinstance(state, _PlacedState):
            state.label = (begin, end)

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def _note(self, state: StateInline, start: int, known: int) -> None:
        for token in state.tokens[known:]:
            token.meta.setdefault(SPAN, (start, state.pos))
        opening = next((t for t in state.tokens[known:] if t.type == "link_open"), None)
        if opening and _LABEL not in opening.meta:
            is_auto = opening.markup == "autolink"
            label = (start + 1, state.pos - 1) if is_auto else getattr(state, "label", (0, 0))
            opening.meta[_LABEL] = label
