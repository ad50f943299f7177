"""A review whose author has yet to write it: it builds as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sphinx_paperreview.cli.parameters import one_line
from sphinx_paperreview.core.identifiers import PaperId

if TYPE_CHECKING:
    from sphinx_paperreview.fetch.gather import Told

_PROMPT = "What it is about, and what you think of it."

EXAMPLE = f"""\
% A paper, by its id or its address:
%
% :::{{paper}} https://huggingface.co/papers/2511.21579
% :title:
% :org:
%
% {_PROMPT}
% :::
"""


def review_of(paper: PaperId | str, texts: Sequence[str], told: Told | None = None) -> str:
    """Write a review: its options are empty, its text is a comment.

    Args:
        paper: Its id, or the title of one that has no link.
        texts: What names it in the directive.
        told: What services say: what a card takes from there need not be typed.
    """
    if isinstance(paper, str):
        return _block("", [f":title: {paper}", ":org:", ":tags:"], [_PROMPT])
    record = told.record if told else None
    if told is None or record is None:
        return _block(" ".join(texts), [":title:", ":org:", ":tags:"], [_PROMPT])
    options = [":tags:"] if record.org else [":org:", ":tags:"]
    return _block(" ".join(texts), options, [record.whole_title, *_questions(told), "", _PROMPT])


def _questions(told: Told) -> Iterator[str]:
    """Write down the organisations that nobody is sure of: their author decides."""
    for name, near in told.unsure:
        hint = f"is that {near}?" if near else "no table of organisations has it."
        yield f"The organisation, as a service calls it: {name}; {hint}"


def _block(argument: str, options: Sequence[str], comment: Sequence[str]) -> str:
    lines = [f":::{{paper}} {argument}".rstrip(), *options, ""]
    lines += (f"% {one_line(text)}".rstrip() for text in comment)
    return "\n".join([*lines, ":::", ""])
