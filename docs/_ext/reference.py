"""Directives for the reference: tables made from the code, so that they cannot differ from it.

``{reference} settings`` and the like; what can be named is in `TABLES`.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
from docutils import nodes
from schemes import SCHEME_NOTES
from sphinx.util.docutils import SphinxDirective

from sphinx_paperreview import config, messages
from sphinx_paperreview.authoring import reading
from sphinx_paperreview.cli import remarks
from sphinx_paperreview.cli.main import program
from sphinx_paperreview.collecting import indices
from sphinx_paperreview.core import fields, orgs, site_pages, site_readers, sources, tex
from sphinx_paperreview.core.anchors import anchor_of_id
from sphinx_paperreview.core.badges import org_class
from sphinx_paperreview.core.identifiers import SCHEMES, parse_id
from sphinx_paperreview.metadata import papers_json
from sphinx_paperreview.rendering.listing_kinds import LISTING_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

EXAMPLES = Path(__file__).parents[1] / "examples"

_OPTION = re.compile(r"\s*:(?P<name>[a-z-]+):(?P<value>.*)")
_OPENING = re.compile(r"(?:[:`]{3,}\{(?P<myst>[a-z:]+)\}|\.\. (?P<rst>[a-z:]+)::)")

Row = Sequence[Sequence[nodes.Node]]


# Parts ----------------------------------------------------------------------------------------


def literal(text: str) -> nodes.literal:
    """Make a text in the style of code."""
    return nodes.literal("", text)


def paragraph(*children: nodes.Node) -> nodes.paragraph:
    """Make a paragraph."""
    return nodes.paragraph("", "", *children)


def lines(parts: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Make one line of each node."""
    return [nodes.line_block("", *(nodes.line("", "", part) for part in parts))]


_LINE = 78
"""Characters in a line of a plain text, where columns are as wide as they say."""


def table(heads: Sequence[str], rows: Iterable[Row], name: str) -> nodes.table:
    """Make a table."""
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=_LINE // len(heads)) for _ in heads]
    titles = [[paragraph(nodes.Text(head))] for head in heads]
    group += [nodes.thead("", _row(titles)), nodes.tbody("", *map(_row, rows))]
    return nodes.table("", group, classes=["docs-table", f"docs-{name}"])


def _row(cells: Row) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *cell) for cell in cells))


def definitions(
    items: Iterable[tuple[str, Sequence[nodes.Node], Sequence[nodes.Node]]], name: str
) -> nodes.definition_list:
    """Make a definition list from ids, terms and definitions."""
    entries = [
        nodes.definition_list_item(
            "", nodes.term("", "", *term, ids=[anchor]), nodes.definition("", *definition)
        )
        for anchor, term, definition in items
    ]
    return nodes.definition_list("", *entries, classes=[f"docs-{name}"])


# Examples of options --------------------------------------------------------------------------


@cache
def option_examples() -> Mapping[tuple[str, str], str]:
    """Find for each directive and option the first line of our examples that uses it."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted(EXAMPLES.glob("*.*")):
        directive = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            opening = _OPENING.search(line)
            if opening is not None:
                directive = opening["myst"] or opening["rst"]
            option = _OPTION.fullmatch(line)
            if option is not None:
                found.setdefault((directive, option["name"]), line.strip())
    return found


# What the pages ask for -----------------------------------------------------------------------


class ReferenceDirective(SphinxDirective):
    """Write one of `TABLES`."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Write the table, which depends on the code that it is made from."""
        modules, write = TABLES[self.arguments[0]]
        for module in (*modules, sys.modules[__name__]):
            self.env.note_dependency(str(module.__file__))
        return list(write(self))

    def markup(self, text: str) -> list[nodes.Node]:
        """Parse the inline markup of a line of help."""
        return list(self.parse_inline(text)[0])


def _options(
    name: str, known: Mapping[str, str]
) -> Callable[[ReferenceDirective], list[nodes.Node]]:
    def write(directive: ReferenceDirective) -> list[nodes.Node]:
        examples = option_examples()
        rows = []
        for option, meaning in known.items():
            example = examples.get((name, option), "")
            cells = [literal(option)], directive.markup(meaning), [literal(example)] * bool(example)
            rows.append([[paragraph(*cell)] for cell in cells])
        return [table(["Option", "Takes", "For example"], rows, "options")]

    return write


def _fields(directive: ReferenceDirective) -> Iterator[nodes.Node]:
    """Say which fields of a review listings know, and for what."""
    del directive
    rows = []
    for field in fields.FIELDS:
        names = (
            field.key if field.wanted else "",
            field.key if field.group else "",
            field.key if field.sort else "",
            field.column.name if field.column else "",
        )
        menu = nodes.Text(field.label if field.facet else "")
        if any(names) or field.facet:
            cells = [[paragraph(*([literal(name)] if name else []))] for name in names]
            rows.append([*cells, [paragraph(menu)]])
    yield table(["Select by", "Group by", "Sort by", "Column", "Menu of a filter"], rows, "fields")


REBUILDS = {
    "env": "A change reads every page again.",
    "html": "A change writes every page again.",
    "": "A change by itself needs no page again.",
}


def _settings(directive: ReferenceDirective) -> Iterator[nodes.Node]:
    """Describe each value as Sphinx does its own, so that ``{confval}`` can refer to it."""
    for field in dataclasses.fields(config.Settings):
        name = config.PREFIX + field.name
        default, meaning = repr(field.metadata["default"]), field.metadata["help"]
        lines_ = [
            f"````{{confval}} {name}",
            f":default: '`{default}`'" if "'" not in default else f':default: "`{default}`"',
            "",
            meaning,
            "",
            REBUILDS[field.metadata["rebuild"]],
            "````",
        ]
        yield from directive.parse_text_to_nodes("\n".join(lines_))


def _name_terms(directive: ReferenceDirective, listed: nodes.definition_list) -> None:
    """Let ``[text](#id)`` lead to each term, from any page."""
    for term in listed.findall(nodes.term):
        term["names"] = list(term["ids"])
        directive.state.document.note_explicit_target(term, term)


def _explained(
    kinds: type[messages.Explained], group: str, anchor: str
) -> Callable[[ReferenceDirective], Iterator[nodes.Node]]:
    """List types of messages, each with its meaning, and an anchor that pages link to."""

    def write(directive: ReferenceDirective) -> Iterator[nodes.Node]:
        items = []
        for kind in kinds:
            meaning = directive.markup(kind.meaning)
            name = f"{group}.{kind.value}"
            items.append((f"{anchor}-{kind.value}", [literal(name)], [paragraph(*meaning)]))
        listed = definitions(items, f"{anchor}s")
        _name_terms(directive, listed)
        yield listed

    return write


def _command(name: str) -> Callable[[ReferenceDirective], Iterator[nodes.Node]]:
    """List the options of a command of the command line."""

    def write(directive: ReferenceDirective) -> Iterator[nodes.Node]:
        del directive
        command = program.commands[name]
        rows = []
        with click.Context(command) as context:
            for parameter in command.get_params(context):
                if isinstance(parameter, click.Option):
                    option, meaning = parameter.get_help_record(context) or ("", "")
                    rows.append([[paragraph(literal(option))], [paragraph(nodes.Text(meaning))]])
        yield table(["Option", "Meaning"], rows, f"command-{name}")

    return write


def _sources(directive: ReferenceDirective) -> Iterator[nodes.Node]:
    del directive
    rows = []
    for source in sources.builtin_sources():
        schemes = lines(literal(scheme) for scheme in source.urls)
        urls = lines(literal(url) for url in source.urls.values())
        rows.append(
            ([paragraph(literal(source.key))], [paragraph(nodes.Text(source.label))], schemes, urls)
        )
    yield table(["Key", "Chip", "From", "URL"], rows, "sources")


def _kinds(directive: ReferenceDirective) -> Iterator[nodes.Node]:
    del directive
    kinds = [kind for kind in sources.builtin_kinds().values() if kind.key in reading.RESOURCES]
    rows = [([paragraph(literal(kind.key))], [paragraph(nodes.Text(kind.label))]) for kind in kinds]
    yield table(["Option", "Chip"], rows, "kinds")


def _schemes(directive: ReferenceDirective) -> Iterator[nodes.Node]:
    """List the schemes; every form shown is parsed, and must name the paper it stands for."""
    if tuple(SCHEME_NOTES) != SCHEMES:
        raise directive.error("schemes.py: expected every scheme, in order")
    items = []
    for scheme, (label, canonical, forms) in SCHEME_NOTES.items():
        paper_id = parse_id(canonical)
        wrong = [form for form in forms if parse_id(form) != paper_id]
        if str(paper_id) != canonical or wrong:
            raise directive.error(f"schemes.py: not {canonical}: {', '.join(wrong)}")
        term = [literal(scheme), nodes.Text(f" {label}")]
        head = paragraph(
            nodes.Text("Id "),
            literal(canonical),
            nodes.Text(", anchor "),
            literal(f"#{anchor_of_id(paper_id)}"),
        )
        typed = nodes.bullet_list(
            "", *(nodes.list_item("", paragraph(literal(form))) for form in forms)
        )
        items.append((f"scheme-{scheme}", term, [head, typed]))
    listed = definitions(items, "schemes")
    _name_terms(directive, listed)
    yield listed


def _hosts(directive: ReferenceDirective) -> Iterator[nodes.Node]:
    del directive
    parts: list[nodes.Node] = []
    for host in sorted({*site_readers.READERS, *site_pages.PAGES}):
        parts += [nodes.Text(", "), literal(host)] if parts else [literal(host)]
    yield paragraph(*parts, nodes.Text("."))


def _orgs(directive: ReferenceDirective) -> Iterator[nodes.Node]:
    del directive
    known = orgs.builtin_orgs()
    rows = []
    for org in known:
        badge = nodes.inline("", org.name, classes=["paper-org", org_class(org.name, known)])
        parent = known.get(org.parent)
        texts = nodes.Text(", ".join(org.aliases)), nodes.Text(parent.name if parent else "")
        rows.append([[paragraph(part)] for part in (badge, literal(org.key), *texts)])
    yield table(["Badge", "Key", "Also known as", "Part of"], rows, "orgs")


def _indices(directive: ReferenceDirective) -> Iterator[nodes.Node]:
    rows = []
    for index in indices.INDICES:
        name = f"paper-{index.name}"
        holds = nodes.Text(str(index.__doc__).splitlines()[0])
        (reference,) = directive.parse_text_to_nodes(f"{{ref}}`{name}`")
        rows.append(([paragraph(literal(name))], [reference], [paragraph(holds)]))
    yield table(["Name", "Here", "Holds"], rows, "indices")


def _tex(directive: ReferenceDirective) -> Iterator[nodes.Node]:
    """List what formulas in fields may hold."""
    del directive
    groups = [
        *((group, [f"\\{name}" for name in names]) for group, names in tex.harmless_commands()),
        ("environments", tex.harmless_environments()),
    ]
    rows = [
        [[paragraph(nodes.Text(group))], [paragraph(literal(" ".join(names)))]]
        for group, names in groups
    ]
    yield table(["For", "TeX"], rows, "tex")


def _papers_schema(directive: ReferenceDirective) -> Iterable[nodes.Node]:
    """Show the file as the installed package has it."""
    path = Path(papers_json.__file__).parents[1] / "data" / "papers.schema.json"
    directive.env.note_dependency(str(path))
    text = path.read_text(encoding="utf-8").rstrip()
    yield nodes.literal_block(text, text, language="json")


TABLES: Mapping[
    str, tuple[Sequence[ModuleType], Callable[[ReferenceDirective], Iterable[nodes.Node]]]
] = {
    "paper-options": ([fields, reading], _options("paper", reading.OPTIONS)),
    **{
        f"{kind.name}-options": (
            [fields, sys.modules[kind.directive.__module__]],
            _options(f"paper:{kind.name}", kind.directive.known_options),
        )
        for kind in LISTING_KINDS
    },
    "fields": ([fields], _fields),
    "settings": ([config], _settings),
    "warnings": ([messages], _explained(messages.WarningType, "paper", "warning")),
    "checks": ([remarks], _explained(remarks.Check, "check", "check")),
    "sources": ([sources], _sources),
    "kinds": ([sources], _kinds),
    "schemes": ([sys.modules["schemes"]], _schemes),
    "hosts": ([site_pages, site_readers], _hosts),
    "orgs": ([orgs], _orgs),
    "indices": ([indices], _indices),
    "tex": ([tex], _tex),
    "papers-schema": ([papers_json], _papers_schema),
    **{
        f"command-{name}": ([sys.modules[str(command.callback.__module__)]], _command(name))
        for name, command in program.commands.items()
    },
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("reference", ReferenceDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
