"""The ``example`` directive: a file of ``docs/examples``, as source and as result.

The file is parsed as a page of its own, front matter and headings included. Its reviews are
real ones, except that no listing and no index of the demo journal shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import Parser as RSTParser
from docutils.parsers.rst import directives
from docutils.utils import new_document
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from sphinx_paperreview.authoring.nodes import paper_head
from sphinx_paperreview.authoring.plain_headings import (
    find_plain_headings,
    settle_plain_headings,
)
from sphinx_paperreview.collecting.posts import read_post
from sphinx_paperreview.front_matter import remember_front_matter
from sphinx_paperreview.rendering.place import place_of
from sphinx_paperreview.rendering.posts import post_head

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

EXAMPLES = Path(__file__).parents[1] / "examples"
LANGUAGES = {".md": "markdown", ".rst": "rst"}
RESULT = "docs-result"


class example_post(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """The place of a post's head in a result; holds the `Post`."""


class ExampleDirective(SphinxDirective):
    """Show a file of ``docs/examples`` beside what it gives."""

    required_arguments = 1
    option_spec: ClassVar = {"caption": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Read the file, show it, and parse it."""
        path = EXAMPLES / self.arguments[0]
        self.env.note_dependency(str(path))
        text = path.read_text(encoding="utf-8")
        code = text.rstrip()
        source = nodes.literal_block(code, code, language=LANGUAGES[path.suffix])
        self.set_source_info(source)
        caption = self._caption()
        result = _box(RESULT, *self._parse(path, text))
        return [
            _box("docs-example", _box("docs-pair", _box("docs-source", *caption, source), result))
        ]

    def _caption(self) -> list[nodes.Node]:
        """Name the file as the reader is to call it."""
        if "caption" not in self.options:
            return []
        name = nodes.literal("", self.options["caption"])
        return [nodes.paragraph("", "", name, classes=["docs-caption"])]

    def _parse(self, path: Path, text: str) -> list[nodes.Node]:
        """Parse a file as a document of its own, whose parts then belong to this page."""
        page = self.state.document
        parsed = new_document(str(path), page.settings)
        parsed.ids.update(page.ids)  # taken: several results on one page may show one paper
        parser = MystParser() if path.suffix == ".md" else RSTParser()
        with _page_of_its_own(self.env):
            remember_front_matter(self.env.app, self.env.docname, [text])
            left = [text]
            if path.suffix == ".md":
                find_plain_headings(self.env.app, self.env.docname, left)
            parser.parse(left[0], parsed)
            settle_plain_headings(self.env, parsed)
            self._add_post_head(parsed)
        for head in parsed.findall(paper_head):
            head["review"] = replace(head["review"], indexed=False)
        for fields in list(parsed.findall(nodes.field_list)):
            if fields.parent is parsed:
                parsed.remove(fields)  # the front matter, as Sphinx does with a page's
        for element in parsed.findall(nodes.Element):
            if any(parsed.nametypes.get(name) for name in element["names"]):
                page.note_explicit_target(element, element)
        page.ids.update(parsed.ids)
        return parsed.children

    def _add_post_head(self, parsed: nodes.document) -> None:
        """Keep a place below the heading of a page with reviews, as a post has it."""
        section = next(parsed.findall(nodes.section), None)
        reviews = tuple(head["review"] for head in parsed.findall(paper_head))
        if section is not None and reviews and "paper-review" not in section["classes"]:
            title = cast("nodes.title", section[0]).astext()
            post = replace(read_post(self.env, parsed), title=title, reviews=reviews)
            section.insert(1, example_post(post=post))


@contextmanager
def _page_of_its_own(env: BuildEnvironment) -> Iterator[None]:
    """Set aside what the extension remembers of a page while it is read."""
    names = [name for name in env.temp_data if str(name).startswith("paperreview_")]
    kept = [(name, env.temp_data.pop(name)) for name in names]
    try:
        yield
    finally:
        for name in [name for name in env.temp_data if str(name).startswith("paperreview_")]:
            del env.temp_data[name]
        env.temp_data.update(kept)


def _box(name: str, *children: nodes.Node) -> nodes.container:
    return nodes.container("", *children, classes=[name], is_div=True)


class DrawExamplePosts(SphinxPostTransform):
    """Draw the head of a post that stands in a result."""

    default_priority = 8
    """With the heads of pages, before references are resolved (10)."""

    def run(self, **kwargs: object) -> None:
        """Replace each place of a head."""
        del kwargs
        for place in list(self.document.findall(example_post)):
            where = place_of(self.app.builder, self.env, self.env.docname)
            head = None if where.medium.only_texts else post_head(place["post"], where)
            place.replace_self([head] if head else [])


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
    app.add_node(example_post)
    app.add_directive("example", ExampleDirective)
    app.add_post_transform(DrawExamplePosts)
    app.add_post_transform(FlattenResults)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
