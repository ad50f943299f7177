"""The ``paper:list`` directive: checked options, and a place for the listing."""

from __future__ import annotations

from docutils import nodes

from sphinx_paperreview.authoring.directive import RawDirective
from sphinx_paperreview.authoring.nodes import paper_listing
from sphinx_paperreview.authoring.options import Line, Option
from sphinx_paperreview.core.query import GROUP_KEYS, Listing
from sphinx_paperreview.messages import WarningType

STYLES = ("list",)

OPTIONS = {
    "group-by": "one of " + ", ".join(f"`{key}`" for key in GROUP_KEYS),
    "style": "`list` (the default)",
}
"""Every option of the ``paper:list`` directive, and what it takes."""


class PaperList(RawDirective):
    """List all reviews of the site, newest first."""

    known_options = OPTIONS

    def run(self) -> list[nodes.Node]:
        """Leave a placeholder: what it shows is known when every page has been read."""
        block = self.read_block()
        options, _left_over = self.take_options(block)
        listing = Listing(group_by=self._choice(options.get("group-by"), GROUP_KEYS))
        self._choice(options.get("style"), STYLES)
        node = paper_listing(listing=listing)
        self.set_source_info(node)
        return [*self._text([*block.arguments, *block.body]), node]

    def _text(self, lines: list[Line]) -> list[nodes.Node]:
        """Keep text that nobody expects here, above the listing."""
        if not self.is_myst:
            first = self.content_offset + 1
            lines += [Line(text, first + i) for i, text in enumerate(self.content)]
        text = " ".join(" ".join(line.text for line in lines).split())
        if not text:
            return []
        message = f"{self.name!r} takes no text, but found {text!r}; its options begin with ':'"
        self.warn(WarningType.OPTION, message, lines[0].number)
        paragraph = nodes.paragraph(text, text)
        self.located(paragraph, lines[0].number)
        return [paragraph]

    def _choice(self, option: Option | None, choices: tuple[str, ...]) -> str:
        """Read one of several words; anything else warns and is left out."""
        if option is None or option.value in choices:
            return option.value if option else ""
        message = f"{option.name}: {option.value!r}: expected one of {', '.join(choices)}"
        self.warn(WarningType.VALUE, message, option.line)
        return ""
