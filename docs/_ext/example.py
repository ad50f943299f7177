"""The ``example`` directive: a file of ``docs/examples``, as source and as result.

The file is parsed as if it were typed there, headings included. Its reviews are real ones,
except that no listing and no index of the demo journal shows them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from sphinx_paperreview.authoring.nodes import paper_head

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

EXAMPLES = Path(__file__).parents[1] / "examples"
LANGUAGES = {".md": "markdown", ".rst": "rst"}
RESULT = "docs-result"


class ExampleDirective(SphinxDirective):
    """Show a file of ``docs/examples`` beside what it gives."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Read the file, show it, and parse it."""
        path = EXAMPLES / self.arguments[0]
        self.env.note_dependency(str(path))
        text = path.read_text(encoding="utf-8")
        source = nodes.literal_block(text, text.rstrip(), language=LANGUAGES[path.suffix])
        source["classes"] = ["docs-source"]
        self.set_source_info(source)
        result = nodes.container("", *self._parse(path, text), classes=[RESULT], is_div=True)
        return [nodes.container("", source, result, classes=["docs-example"], is_div=True)]

    def _parse(self, path: Path, text: str) -> list[nodes.Node]:
        lines = text.splitlines()
        if path.suffix == ".rst":
            lines = ["`````{eval-rst}", *lines, "`````"]
        root = nodes.section()
        self.state.nested_parse(StringList(lines, str(path)), 0, root, match_titles=True)
        for head in root.findall(paper_head):
            head["review"] = replace(head["review"], indexed=False)
        return root.children


class FlattenResults(SphinxPostTransform):
    """Outside HTML: set a result apart, and keep its headings out of the table of contents."""

    default_priority = 20
    """After cards are drawn (9) and references resolved (10)."""

    def run(self, **kwargs: object) -> None:
        """Turn each result into a quotation without sections."""
        del kwargs
        if self.app.builder.format == "html":
            return
        for result in list(self.document.findall(nodes.container)):
            if RESULT in result["classes"]:
                result.replace_self(nodes.block_quote("", *_flat(result.children)))


def _flat(children: list[nodes.Node]) -> list[nodes.Node]:
    flat: list[nodes.Node] = []
    for child in children:
        if isinstance(child, nodes.section):
            title, *rest = child.children
            strong = nodes.strong("", "", *cast("nodes.Element", title).children)
            flat += [nodes.target("", "", ids=child["ids"]), nodes.paragraph("", "", strong)]
            flat += _flat(rest)
        else:
            flat.append(child)
    return flat


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("example", ExampleDirective)
    app.add_post_transform(FlattenResults)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
