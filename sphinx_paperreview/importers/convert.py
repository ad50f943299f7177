"""A foreign post becomes a MyST post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.importers.decoding import decode
from sphinx_paperreview.importers.dialects import Dialect, detect
from sphinx_paperreview.importers.emit import emit
from sphinx_paperreview.importers.facts import Facts
from sphinx_paperreview.importers.matter import split
from sphinx_paperreview.importers.outline import outline
from sphinx_paperreview.importers.page import Context, Journal, Line, Mode, Note
from sphinx_paperreview.importers.parts import Fold, Part, Review
from sphinx_paperreview.importers.recognise import recognise


@dataclass(frozen=True, slots=True)
class Recognised:
    """A paper that a post introduces."""

    title: str
    line: int
    """In the source file, from 1."""
    ids: tuple[PaperId, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Asset:
    """A file that a post shows or links to."""

    source: str
    """Relative to the imported folder; one of `Journal.files`."""
    target: str
    """Where the post expects it, relative to the folder that is written."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A post in MyST, and what there is to say of it."""

    path: str
    """Of the source, relative to the imported folder."""
    target: str
    """Where it belongs, relative to the folder that is written."""
    text: str
    """With one line end, ``\\n``, at each line's end."""
    dialect: str
    date: str = ""
    """ISO 8601 date, or ``""``."""
    papers: tuple[Recognised, ...] = ()
    notes: tuple[Note, ...] = ()
    """Ordered by line."""
    assets: tuple[Asset, ...] = ()
    """Ordered, each once."""


def convert(
    data: bytes,
    path: str,
    *,
    journal: Journal | None = None,
    dialect: Dialect | None = None,
    mode: Mode = Mode.CAREFUL,
) -> Imported:
    """Make a MyST post of a foreign one; never raises, whatever the bytes.

    Args:
        data: The file as it is.
        path: The post, as a POSIX path relative to the imported folder.
        journal: What all posts of the import have in common.
        dialect: What the post is written in; told from the post and the journal by default.
        mode: What to do where it is a matter of taste.
    """
    context = Context(path, journal=journal or Journal(), mode=mode)
    matter, lines = split(decode(data, context.note), context.note)
    context.fields = matter.fields
    dialect = dialect or detect(path, lines, fields=matter.fields, journal=context.journal)
    for step in dialect.passes:
        lines = step(lines, context)
    parts = recognise(lines, context, Facts())
    title = str(matter.fields.get("title") or "")
    post = outline(parts, front_title=title, fallback=PurePosixPath(path).stem)
    front = [Line("---", 1), *matter.lines, Line("---", 1)] if matter.lines else []
    return Imported(
        path,
        str(PurePosixPath(path).with_suffix(".md")),
        _join([*front, *emit(post)]),
        dialect.name,
        papers=tuple(_papers(parts)),
        notes=tuple(sorted(set(context.notes))),
    )


def _papers(parts: Iterable[Part]) -> Iterator[Recognised]:
    for part in parts:
        if isinstance(part, Review):
            yield Recognised(part.facts.title, part.number, part.facts.ids)
        if isinstance(part, (Review, Fold)):
            yield from _papers(part.body)


def _join(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines).rstrip("\n") + "\n"
