"""What listings of every kind share: the directive that leaves a place, and their options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from docutils import nodes

from sphinx_paperreview.authoring.directive import RawDirective
from sphinx_paperreview.authoring.inline import inline_nodes
from sphinx_paperreview.authoring.nodes import paper_listing
from sphinx_paperreview.authoring.options import Option, read_flag
from sphinx_paperreview.core.fields import FIELD
from sphinx_paperreview.core.near_misses import did_you_mean
from sphinx_paperreview.core.query import Condition
from sphinx_paperreview.core.values import (
    InvalidText,
    clean_text,
    parse_names,
    without_sign,
)
from sphinx_paperreview.messages import WarningType
from sphinx_paperreview.recognising.lines import Line

T = TypeVar("T")
Warn = Callable[[WarningType, str, int], None]

ANY_OF = "; several mean any of them, `!x` excludes"
EMPTY = "inline markup: what to show when nothing matches"
NAME = "a label of your own, to which `{ref}` and links lead"


def words(choices: Iterable[str]) -> str:
    """Write the values that an option takes, for its help."""
    return ", ".join(f"`{choice}`" for choice in choices)


class ListingDirective(RawDirective):
    """A directive for a listing, which is drawn when every page has been read."""

    def place(self, options: Mapping[str, Option]) -> paper_listing:
        """Make the placeholder of the listing that the options ask for: each directive its own."""
        raise NotImplementedError

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder, which holds what to show when nothing matches."""
        block = self.read_block()
        options, _left_over = self.take_options(block)
        node = self.place(options)
        self.set_source_info(node)
        self._label(node, options.get("name"))
        empty = options.get("empty")
        if empty and empty.value:
            children = inline_nodes(self, empty.value, empty.line)
            paragraph = nodes.paragraph(empty.value, "", *children, classes=["paper-empty"])
            self.located(paragraph, empty.line)
            node += paragraph
        return [*self._text([*block.arguments, *block.body]), node]

    def _label(self, node: paper_listing, name: Option | None) -> None:
        """Let references find the listing by its author's own label."""
        if name and name.value:
            node["names"].append(nodes.fully_normalize_name(name.value))
            self.state.document.note_explicit_target(node, node)

    def _text(self, lines: list[Line]) -> list[nodes.Node]:
        """Keep text that nobody expects here, above the listing."""
        if not self.is_myst:
            first = self.content_offset + 1
            lines += [Line(text, first + i) for i, text in enumerate(self.content)]
        text = clean_text(" ".join(" ".join(line.text for line in lines).split()))
        if not text:
            return []
        message = f"{self.name!r} takes no text, but found {text!r}; its options begin with ':'"
        self.warn(WarningType.OPTION, message, lines[0].number)
        paragraph = nodes.paragraph(text, text)
        self.located(paragraph, lines[0].number)
        return [paragraph]


class OptionReader:
    """Reads the options of one listing; what is wrong warns and is left out."""

    def __init__(self, options: Mapping[str, Option], warn: Warn) -> None:
        self.options = options
        self.warn = warn

    def value(self, name: str, read: Callable[[str], T]) -> T | None:
        """Read an option, if it is there and right."""
        option = self.options.get(name)
        if option is None or not option.value:
            return None
        try:
            return read(option.value)
        except ValueError as error:
            self.warn_of(name, f"{name}: {option.value!r}: {error}")
            return None

    def flag(self, name: str) -> bool:
        """Tell whether a flag is set; a value that it should not have warns."""
        return read_flag(self.options.get(name), lambda message: self.warn_of(name, message))

    def warn_of(self, name: str, message: str) -> None:
        """Warn of the value of an option."""
        self.warn(WarningType.VALUE, message, self.options[name].line)

    def condition(self, key: str) -> Condition | None:
        """Read what an option asks for and excludes."""
        names = self.names(key) if key in self.options else ()
        wanted: list[str] = []
        unwanted: list[str] = []
        for name in names:
            try:
                known = self.known(key, without_sign("!", name))
            except InvalidText as error:
                self.warn_of(key, f"{key}: {name!r}: {error}")
                continue
            (unwanted if name.startswith("!") else wanted).append(known)
        # Asked for something, but for nothing that can be: the listing is empty, not full.
        if names and not (wanted or unwanted):
            wanted = [""]
        return Condition(key, tuple(wanted), tuple(unwanted)) if names else None

    def names(self, key: str) -> tuple[str, ...]:
        """Split the values of a condition."""
        return parse_names(self.options[key].value)

    def known(self, key: str, name: str) -> str:
        """Give the name under which the library holds what an author asks for.

        :raises InvalidText: Where nothing can be of that name.
        """
        wanted = FIELD[key].wanted
        return wanted.read(name) if wanted and wanted.read else name


def lines_of(options: Mapping[str, Option]) -> dict[str, int]:
    """Give the lines of options, for what is found wrong only when all pages are known."""
    return {name: option.line for name, option in options.items()}


def one_of(choices: Iterable[str]) -> Callable[[str], str]:
    """Make a reader of one of some words."""
    known = tuple(choices)

    def read(text: str) -> str:
        if text not in known:
            raise InvalidText(f"expected one of {', '.join(known)}{did_you_mean(text, known)}")
        return text

    return read


def signed(keys: Iterable[str]) -> Callable[[str], str]:
    """Make a reader of what to sort by, with or without the ``-`` that reverses."""
    known = tuple(keys)
    return one_of((*known, *(f"-{key}" for key in known)))


def some_of(text: str, choices: tuple[str, ...]) -> tuple[str, ...]:
    """Read some of these words, each once."""
    found = tuple(dict.fromkeys(text.replace(",", " ").split()))
    unknown = next((word for word in found if word not in choices), None)
    if unknown is not None:
        question = did_you_mean(unknown, choices)
        raise InvalidText(f"{unknown!r} is none of {', '.join(choices)}{question}")
    return found


def number(text: str) -> int:
    """Read a number of at least 1."""
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise InvalidText("expected a number of at least 1")
    return int(text)
