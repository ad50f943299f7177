"""A foreign post becomes a MyST post."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.importers.code import as_code
from sphinx_paperreview.importers.confine import confine, may_do_more
from sphinx_paperreview.importers.content import Part, ReviewPart, walk
from sphinx_paperreview.importers.days import dated
from sphinx_paperreview.importers.decoding import decode
from sphinx_paperreview.importers.dialects import MYST, Dialect, detect
from sphinx_paperreview.importers.disarm import disarm
from sphinx_paperreview.importers.dollars import mend_dollars
from sphinx_paperreview.importers.emit import emit
from sphinx_paperreview.importers.escape import escape
from sphinx_paperreview.importers.file_names import FOLDER_PAGES
from sphinx_paperreview.importers.front import (
    declared,
    facts_of,
    find_moment,
    front_lines,
    plain_title,
    says_post,
)
from sphinx_paperreview.importers.hoisting import definitions_of, hoisted
from sphinx_paperreview.importers.linking import LinkIndex, Places, addresses_of
from sphinx_paperreview.importers.matter import FrontMatter, split
from sphinx_paperreview.importers.nested import Unplaced
from sphinx_paperreview.importers.outline import outline
from sphinx_paperreview.importers.passes import Context, ImportedSite
from sphinx_paperreview.importers.places import labelled, landings_of
from sphinx_paperreview.importers.recognise import recognise
from sphinx_paperreview.importers.settings import without_settings
from sphinx_paperreview.importers.targets import Targets, mend_targets
from sphinx_paperreview.recognising.evidence import Considered, Mode
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.vocabulary import without_announcement
from sphinx_paperreview.recognising.weighing import Note

_UNKNOWN = Dialect("", ())


@dataclass(frozen=True, slots=True)
class Recognised:
    """A paper that a post introduces."""

    title: str
    """Inline Markdown."""
    line: int
    """In the source file, from 1."""
    ids: tuple[PaperId, ...] = ()


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
    places: Places = field(repr=False)
    """What links may lead to in it: for a `LinkIndex` of all posts."""
    date: str = ""
    """ISO 8601 date, or ``""``."""
    is_post: bool = False
    """Whether listings of posts know it: by a review, or by its front matter."""
    papers: tuple[Recognised, ...] = ()
    """In the order of the post."""
    considered: tuple[Considered, ...] = ()
    """Places that might introduce a paper, in no order, and why each was taken or not."""
    notes: tuple[Note, ...] = ()
    """Ordered by line."""
    assets: tuple[str, ...] = ()
    """Files that it shows or links to, relative to the imported folder and to the written one."""


def convert(
    data: bytes,
    path: str,
    *,
    imported_site: ImportedSite | None = None,
    dialect: Dialect | None = None,
    mode: Mode = Mode.CAREFUL,
    index: LinkIndex | None = None,
) -> Imported:
    """Make a MyST post of a foreign one; never raises, whatever the bytes.

    An import goes over its posts twice: first without an index; then those that the index of all
    posts `touches`, with it.

    Args:
        data: The file as it is.
        path: The post, as a POSIX path relative to the imported folder.
        imported_site: What all posts of the import have in common.
        dialect: What the post is written in; told from the post and the import by default.
        mode: What to do where it is a matter of taste.
        index: All posts of the import; without it, links between posts stay as they are.
    """
    context = Context(path, imported_site=imported_site or ImportedSite(), mode=mode)
    decoded = decode(data, context.note)
    matter, lines = split(decoded, context.note)
    context.fields = matter.fields
    dialect = dialect or detect(path, lines, matter=matter, imported_site=context.imported_site)
    try:
        if dialect is MYST:
            whole = decoded if lines == decoded[-len(lines) :] else lines
            return _confined(context, matter, whole)
        return _converted(context, matter, dialect, decoded, lines, index)
    except Unplaced:
        why = "may do more than show itself; it is shown as code, in a draft"
        return replace(unconverted(data, path), notes=(Note(0, why),))


def _converted(
    context: Context,
    matter: FrontMatter,
    dialect: Dialect,
    decoded: Sequence[Line],
    lines: list[Line],
    index: LinkIndex | None,
) -> Imported:
    path = context.path
    if dialect.properties:
        matter = matter.with_texts(dialect.properties(lines))
    for step in dialect.passes:
        lines = step(lines, context)
    targets = mend_targets(lines, context, index)
    source = {line.number: line.text for line in decoded}
    safe = disarm(escape(mend_dollars(targets.lines), source), context)
    facts = facts_of(matter)
    front_title = plain_title(matter.fields.get("title")) or facts.title
    name = _name_of(path, dialect)
    parts = dated(recognise(safe, context, facts, title=front_title, name=name))
    post = outline(
        hoisted(labelled(parts, index.wanted(path) if index else {}), definitions_of(safe)),
        front_title=front_title,
        fallback=name,
    )
    moment = find_moment(matter, path, post.title.text) or context.imported_site.days.get(path, "")
    front = front_lines(matter, moment, dialect=dialect, note=context.note)
    papers = tuple(_papers(parts, post.title.text))
    if not papers:
        front = declared(front, matter, path, moment)
    written = [*front, *emit(post)]
    if may_do_more(written):
        written = confine(written, context)
    imported = _imported(context, matter, dialect, written, targets)
    landings = landings_of(safe, parts)
    return replace(
        imported,
        date=moment[: len("2025-11-27")],
        papers=papers,
        is_post=bool(papers) or says_post(front),
        considered=tuple(context.considered),
        places=replace(imported.places, landings=landings, links=tuple(targets.links)),
    )


def _confined(context: Context, matter: FrontMatter, lines: Sequence[Line]) -> Imported:
    """Leave a post as it is that is in MyST already, but for what would run."""
    context.note(0, "is in MyST already; it stays as it is")
    safe = confine(lines, context)
    _, body = split(safe, lambda _line, _message: None)
    page = _imported(context, matter, MYST, safe, mend_targets(body, context, None))
    return replace(page, is_post=matter.fields.get("post") is True or "{paper}" in page.text)


def unconverted(data: bytes, path: str) -> Imported:
    """Make a page that shows a post as it is: what `convert` is there for when it has failed.

    As code, for it may hold scripts, or front matter that ends a build; and as a draft, for nobody
    knows whether it was to be seen.
    """
    lines = as_code(decode(data, lambda _line, _message: None), "text")
    text = [Line(f"---\ndraft: true\npost: true\n---\n# {_name_of(path, _UNKNOWN)}\n", 0), *lines]
    page = _imported(Context(path), FrontMatter(), _UNKNOWN, text, Targets([]))
    return replace(page, is_post=True)


def _imported(
    context: Context, matter: FrontMatter, dialect: Dialect, lines: list[Line], targets: Targets
) -> Imported:
    path = PurePosixPath(context.path)
    target = str(path.with_name(f"{dialect.name_of(context.path)}.md"))
    kept = without_settings(lines, context.note, dialect.settings)
    return Imported(
        context.path,
        target,
        "\n".join(line.text for line in kept).rstrip("\n") + "\n",
        dialect.name,
        notes=tuple(sorted(set(context.notes))),
        assets=tuple(sorted(targets.files)),
        places=Places(context.path, target, addresses_of(context.path, matter.fields)),
    )


def _name_of(path: str, dialect: Dialect) -> str:
    """Name a post that has no title by its file, or by the folder that it is the index of."""
    pure = PurePosixPath(path)
    stem = pure.parent.name if pure.stem.lower() in FOLDER_PAGES else dialect.name_of(path)
    return plain_title(stem or pure.stem)


def _papers(parts: Iterable[Part], page_title: str) -> Iterator[Recognised]:
    for part in walk(parts):
        if isinstance(part, ReviewPart):
            title = part.facts.title or without_announcement(page_title)
            yield Recognised(title, part.number, part.facts.ids)
