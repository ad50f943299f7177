"""Bring one post after the other into a journal, and keep record of each."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from sphinx_paperreview.cli.contents import entry_of
from sphinx_paperreview.cli.failures import Failure
from sphinx_paperreview.cli.first_links import FirstLink, first_link
from sphinx_paperreview.cli.folders import own_pages
from sphinx_paperreview.cli.imported_folder import ImportedFolder
from sphinx_paperreview.cli.spool import Spool
from sphinx_paperreview.cli.writing import UNFINISHED, FolderWriter, Outcome
from sphinx_paperreview.importers.convert import Imported, Recognised, convert, unconverted
from sphinx_paperreview.importers.dialects import MYST, Dialect
from sphinx_paperreview.importers.file_names import names_in_journal, textual_name
from sphinx_paperreview.importers.learning import learn
from sphinx_paperreview.importers.linking import LinkIndex
from sphinx_paperreview.importers.passes import ImportedSite
from sphinx_paperreview.importers.scripts import bears_script
from sphinx_paperreview.importers.splitting import Piece
from sphinx_paperreview.importers.verify.compare import Difference, verify
from sphinx_paperreview.importers.verify.kept import verify_kept
from sphinx_paperreview.recognising.evidence import Considered, Mode
from sphinx_paperreview.recognising.weighing import Note


@dataclass(frozen=True)
class Copied:
    """What has become of a file that a post shows or links to."""

    path: str
    """Relative to the imported folder."""
    outcome: Outcome
    target: str = ""
    """Relative to the folder that is written."""
    why: str = ""
    """Why it has failed."""


@dataclass(frozen=True)
class Brought:
    """What has become of one post."""

    path: str
    """Relative to the imported folder."""
    target: str = ""
    """Relative to the folder that is written."""
    outcome: Outcome = Outcome.FAILED
    dialect: str = ""
    date: str = ""
    papers: tuple[Recognised, ...] = ()
    considered: tuple[Considered, ...] = ()
    """Where a paper might have been introduced, in no order."""
    notes: tuple[Note, ...] = ()
    assets: tuple[Copied, ...] = ()
    entry: str = ""
    """How a table of contents names it; ``""`` where listings of posts lead to it."""
    first_link: FirstLink | None = None
    """Of a post without a review."""
    differences: tuple[Difference, ...] = ()
    """What a comparison with its source has found, where one was asked for."""
    failure: Failure | None = None
    """What nobody has expected; all else goes on."""

    @property
    def outcomes(self) -> frozenset[Outcome]:
        """What has become of the post and its files."""
        return frozenset((self.outcome, *(asset.outcome for asset in self.assets)))

    @property
    def is_finished(self) -> bool:
        """Whether the journal holds now what it should."""
        return not (self.differences or self.failure or self.outcomes & UNFINISHED)


@dataclass
class Importer:
    """Imports the posts of one source, which it goes over twice.

    Only when all have been read is it clear where they introduce papers, and where the links
    between them lead.
    """

    source: ImportedFolder
    writer: FolderWriter
    imported_site: ImportedSite
    texts: Spool
    """Where posts wait between the two times."""
    dialect: Dialect | None = None
    mode: Mode = Mode.CAREFUL
    verify: bool = False
    """Whether each result is compared with its source."""
    pieces: Mapping[str, Piece] = field(default_factory=dict)
    """What long pages are cut into, by the paths of posts."""
    _read: dict[str, Imported] = field(default_factory=dict)
    """What the first time has shown of each post, without its text."""
    _unread: dict[str, Brought] = field(default_factory=dict)
    _failures: dict[str, Failure] = field(default_factory=dict)
    _taken: dict[str, str] = field(default_factory=dict)
    """What each target comes from, by its name as a careless file system sees it."""
    _renamed: dict[str, tuple[Note]] = field(default_factory=dict)
    _copied: dict[str, Copied] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Leave the pages alone that a journal leads its readers with."""
        own = own_pages(self.writer.folder)
        self._taken.update(dict.fromkeys(map(str.casefold, own), "the journal itself"))

    def read(self, path: str) -> None:
        """Convert a post for the first time; all are read before any is written."""
        try:
            post = self._convert(path)
        except OSError as error:
            why = f"cannot be read: {error.strerror or error}"
            self._unread[path] = Brought(path, notes=(Note(0, why),))
            return
        except Exception as error:
            self._fail(path, error)
            post = self._unconverted(path)
        target = self._free_target(post)
        places = replace(post.places, target=target)
        self.texts.keep(path, post.text)
        self._read[path] = replace(post, text="", target=target, places=places)

    def learn(self) -> None:
        """Learn where posts introduce papers, and read those again that it changes."""
        learnt = learn({path: post.considered for path, post in self._read.items()})
        self.imported_site = replace(self.imported_site, learnt=learnt)
        for path, post in list(self._read.items()):
            if path not in self._failures and learnt.changes(path, post.considered):
                self.read(path)

    def write(self, path: str) -> Brought:
        """Write a post, and copy its files.

        :raises OSError: One of them cannot be written; nor can the others, as it seems.
        """
        if path in self._unread:
            return self._unread[path]
        target, renamed = self._read[path].target, self._renamed.get(path, ())
        post = self._linked(path)
        differences = self._differences(path, post) if self.verify else ()
        piece = self.pieces.get(path)
        post = _placed(post, piece) if piece else post
        return Brought(
            path=piece.page if piece else path,
            target=target,
            outcome=self.writer.write(target, post.text.encode(errors="replace")),
            dialect=post.dialect,
            date=post.date,
            papers=post.papers,
            considered=post.considered,
            notes=(*renamed, *post.notes),
            assets=tuple(map(self._copy, post.assets)),
            first_link=None if post.papers else first_link(post.text),
            entry="" if post.is_post else entry_of(target, post.text),
            differences=differences,
            failure=self._failures.get(path),
        )

    def _linked(self, path: str) -> Imported:
        """Give a post whose links to others lead to what becomes of them."""
        post = replace(self._read[path], text=self.texts.text(path))
        if path in self._failures or not self._index.touches(path):
            return post
        try:
            return self._convert(path, self._index)
        except Exception as error:
            self._fail(path, error)
            why = "links to other posts could not be followed; they stay as they were"
            return replace(post, notes=(*post.notes, Note(0, why)))

    def _unconverted(self, path: str) -> Imported:
        why = "could not be converted; it stays as it was, shown as code, in a draft"
        return replace(unconverted(self._data(path), path), notes=(Note(0, why),))

    def _differences(self, path: str, post: Imported) -> tuple[Difference, ...]:
        if path in self._failures:
            return ()
        try:
            compare = verify_kept if post.dialect == MYST.name else verify
            found = compare(self._data(path), post.text)
        except Exception as error:
            self._fail(path, error)
            return (Difference(0, "could not be compared with its source"),)
        piece = self.pieces.get(path)
        return tuple(replace(d, line=piece.line(d.line)) for d in found) if piece else found

    def _fail(self, path: str, error: Exception) -> None:
        """Go on with all others: what is wrong with one post is its own."""
        self._failures[path] = Failure.of(error)

    @cached_property
    def _index(self) -> LinkIndex:
        return LinkIndex(post.places for post in self._read.values())

    def _data(self, path: str) -> bytes:
        if path in self.pieces:
            return self.pieces[path].data
        return (self.source.folder / path).read_bytes()

    def _convert(self, path: str, index: LinkIndex | None = None) -> Imported:
        return convert(
            self._data(path),
            path,
            imported_site=self.imported_site,
            dialect=self.dialect,
            mode=self.mode,
            index=index,
        )

    def _free_target(self, post: Imported) -> str:
        """Find a name for a post that no other has, whatever a file system tells apart."""
        typed = PurePosixPath(_within(post.target))
        wanted = name = PurePosixPath(textual_name(str(typed)))
        first = self._taken.setdefault(_careless(wanted), post.path)
        number = 1
        while self._taken.setdefault(_careless(name), post.path) != post.path:
            number += 1
            name = wanted.with_stem(f"{wanted.stem}-{number}")
        if first != post.path:
            why = f"{first} has the name {wanted} already; this becomes {name}"
            self._renamed[post.path] = (Note(0, why),)
        elif name != typed:
            why = f"Sphinx could not read a page of this name; it becomes {name}"
            self._renamed[post.path] = (Note(0, why),)
        return str(name)

    def _copy(self, path: str) -> Copied:
        """Copy a file, once, whatever the number of posts that show it."""
        if path not in self._copied:
            self._copied[path] = self._copied_now(path)
        return self._copied[path]

    def _copied_now(self, path: str) -> Copied:
        place = self.source.folder / path
        root = os.path.realpath(self.source.folder)
        if not Path(os.path.realpath(place)).is_relative_to(root):
            return Copied(path, Outcome.FAILED, why="outside of the imported folder")
        try:
            data = place.read_bytes()
        except OSError as error:
            return Copied(path, Outcome.FAILED, why=f"cannot be read: {error.strerror or error}")
        if place.suffix.lower() == ".svg" and bears_script(data):
            return Copied(path, Outcome.FAILED, why="a picture that bears a script; not copied")
        target = _within(names_in_journal(self.imported_site.files)[path])
        return Copied(path, self.writer.write(target, data), target)


def _placed(post: Imported, piece: Piece) -> Imported:
    """Give lines of the page for those of a piece of it."""
    notes = tuple(replace(note, line=piece.line(note.line)) for note in post.notes)
    papers = tuple(replace(paper, line=piece.line(paper.line)) for paper in post.papers)
    considered = tuple(replace(one, line=piece.line(one.line)) for one in post.considered)
    return replace(post, notes=notes, papers=papers, considered=considered)


def _within(target: str) -> str:
    """Take from a path all that would lead out of the folder that is written."""
    parts = (part for part in PurePosixPath(target).parts if part not in {"/", "..", "."})
    return str(PurePosixPath(*parts))


def _careless(path: PurePosixPath) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()
