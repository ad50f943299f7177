"""The messages that readers see, and what translators have made of them.

``python -m tests.catalogs`` brings the template and all catalogues up to date; with the code of a
language, ``python -m tests.catalogs fr``, it starts a catalogue.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from sphinx_paperreview.core.fields import FIELDS
from sphinx_paperreview.core.sources import builtin_kinds
from sphinx_paperreview.messages import CATALOG, LOCALES

PACKAGE = LOCALES.parent
TEMPLATE = LOCALES / f"{CATALOG}.pot"

_METHODS = [("**.py", "python"), ("templates/journal/**.template", "jinja2.ext:babel_extract")]
_CALLS = {"_": None, "lazy": None, "plural": (1, 2), "gettext": None}


def path_of(language: str) -> Path:
    """Give the file of a language's catalogue."""
    return LOCALES / language / "LC_MESSAGES" / f"{CATALOG}.po"


def languages() -> list[str]:
    """Name the languages that have a catalogue."""
    return sorted(path.parents[1].name for path in LOCALES.glob(f"*/LC_MESSAGES/{CATALOG}.po"))


def template() -> Catalog:
    """Collect all messages: from calls in the code, from templates, and from tables in the core."""
    catalog = _empty()
    for module, _line, message, comments, _context in extract_from_dir(
        PACKAGE, _METHODS, keywords=_CALLS, comment_tags=["Translators:"], strip_comment_tags=True
    ):
        catalog.add(message, locations=[(module, 0)], auto_comments=comments)
    for table, text in _of_tables():
        catalog.add(text, locations=[(table, 0)])
    return catalog


def read(path: Path) -> Catalog:
    """Read a catalogue or the template."""
    with path.open("rb") as source:
        return read_po(source, locale=None if path == TEMPLATE else path.parents[1].name)


def written(catalog: Catalog) -> bytes:
    """Write a catalogue so that only a change of its messages changes it: without dates."""
    out = BytesIO()
    write_po(out, catalog, width=100, omit_header=False, sort_output=True, include_lineno=False)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_CHANGING)).encode()


_CHANGING = tuple(
    f'"{name}:'
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)


def translated(language: str, source: Catalog) -> Catalog:
    """Bring a language's catalogue, if it has one, up to date; what is new is left empty."""
    path = path_of(language)
    catalog = read(path) if path.exists() else _empty(language)
    catalog.update(source, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def said(texts: str | Collection[str] | None) -> list[str]:
    """Give what a message says, or its translation: one text, or one for each of its numbers."""
    return [texts or ""] if texts is None or isinstance(texts, str) else list(texts)


def messages(catalog: Catalog) -> list[Message]:
    """Give the messages of a catalogue, without its head."""
    return [message for message in catalog if message.id]


def _empty(language: str | None = None) -> Catalog:
    return Catalog(
        locale=language,
        domain=CATALOG,
        project="sphinx-paperreview",
        copyright_holder="The sphinx-paperreview developers",
        header_comment="# Messages of sphinx-paperreview.",
        fuzzy=False,
    )


def _of_tables() -> Iterator[tuple[str, str]]:
    """Yield the words of tables, which stand there in English."""
    for field in FIELDS:
        shown = [field.label if field.facet or field.column else ""]
        shown += [field.column.head if field.column else ""]
        shown += [field.mark.message if field.mark else ""]
        shown += field.words.values() if field.key != "has" else ()
        shown += field.sort.orders.values() if field.sort else ()
        yield from (("core/fields.py", text) for text in shown if text)
    for kind in builtin_kinds().values():
        yield "data/sources.toml", kind.label


def main(arguments: list[str]) -> None:
    """Write the template, and all catalogues."""
    source = template()
    TEMPLATE.write_bytes(written(source))
    for language in sorted({*languages(), *arguments}):
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(translated(language, source)))


if __name__ == "__main__":
    main(sys.argv[1:])
