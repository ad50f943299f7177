"""What our directives share: options read from the raw lines, in MyST and in reST."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective

from sphinx_paperreview.authoring.fences import note_block
from sphinx_paperreview.authoring.options import DirectiveBlock, Option, split_block
from sphinx_paperreview.core.near_misses import near_or_all
from sphinx_paperreview.messages import WarningType, warn
from sphinx_paperreview.recognising.lines import Line


class RawDirective(SphinxDirective):
    """A directive whose options no parser can lose: see `sphinx_paperreview.authoring.options`."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[Any] = None
    """Nothing: so both parsers hand over the option lines untouched."""
    known_options: ClassVar[Mapping[str, str]] = {}
    """Every option, and what it takes."""

    @property
    def is_myst(self) -> bool:
        """Whether the page is Markdown."""
        return not isinstance(self.state, RSTState)

    def warn(self, kind: WarningType, message: str, line: int) -> None:
        """Warn of something in a line of the page."""
        warn(kind, message, location=f"{self.get_source_info()[0]}:{line}")

    def read_block(self) -> DirectiveBlock:
        """Tell the arguments, the options and the body apart.

        In reST the body stays with docutils, in `content`.
        """
        opening_line = self.get_source_info()[1]
        typed = self.arguments[0].splitlines() if self.arguments else []
        if self.is_myst:
            first = opening_line + self.content_offset + 1
            path, last = self.get_source_info()[0], first + len(self.content) - 1
            note_block(self.env, path, opening_line, last)
            lines = [Line(text, first + i) for i, text in enumerate(self.content)]
            block = split_block(lines, self.known_options)
            opening = (Line(text, opening_line) for text in typed)
            return DirectiveBlock((*opening, *block.arguments), block.options, block.body)
        return self._rst_block(typed, opening_line)

    def _rst_block(self, typed: Sequence[str], opening_line: int) -> DirectiveBlock:
        """Split a reST argument, which holds the options too.

        docutils does not say whether the argument begins on the opening line or below it.
        """
        on_opening_line = bool(typed) and typed[0] in self.block_text.partition("\n")[0]
        first = opening_line + (0 if on_opening_line else 1)
        lines = [Line(text, first + i) for i, text in enumerate(typed)]
        opening, below = lines[:on_opening_line], lines[on_opening_line:]
        block = split_block(below, self.known_options)
        return DirectiveBlock((*opening, *block.arguments, *block.body), block.options, ())

    def take_options(self, block: DirectiveBlock) -> tuple[dict[str, Option], list[Option]]:
        """Take the options that the directive has, each once; warn of the others.

        Returns:
            The options by name, and what was left over.
        """
        options: dict[str, Option] = {}
        left_over: list[Option] = []
        for option in block.options:
            if option.name not in self.known_options:
                known = near_or_all(option.name, sorted(self.known_options))
                message = f"unknown option {option.name!r} of {self.name!r}{known}"
            elif option.name in options:
                message = f"option {option.name!r} of {self.name!r} stands twice; the first counts"
            else:
                options[option.name] = option
                continue
            left_over.append(option)
            self.warn(WarningType.OPTION, message, option.line)
        return options, left_over

    def located(self, node: nodes.Element, line: int) -> None:
        """Say where in the page a node comes from, for warnings and translations."""
        node.source, node.line = self.get_source_info()[0], line
