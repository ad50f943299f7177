"""Bring one post after the other into a journal, and keep record of each."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sphinx_paperreview.cli.sources import Source
from sphinx_paperreview.cli.writing import UNFINISHED, Outcome, Writer
from sphinx_paperreview.importers.convert import Asset, Imported, Recognised, convert
from sphinx_paperreview.importers.dialects import Dialect
from sphinx_paperreview.importers.page import Journal, Mode, Note


@dataclass(frozen=True)
class Copied:
    """What has become of a file that a post shows or links to."""

    source: str
    """Relative to the imported folder."""
    target: str
    """Relative to the folder that is written."""
    outcome: Outcome
    why: str = ""
    """Why it has failed."""


@dataclass(frozen=True)
class Record:
    """What has become of one post."""

    path: str
    """Relative to the imported folder."""
    target: str = ""
    """Relative to the folder that is written."""
    outcome: Outcome = Outcome.FAILED
    dialect: str = ""
    date: str = ""
    papers: tuple[Recognised, ...] = ()
    notes: tuple[Note, ...] = ()
    assets: tuple[Copied, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Whether the journal holds now what it should."""
        return not UNFINISHED.intersection([self.outcome, *(one.outcome for one in self.assets)])


@dataclass
class Importer:
    """Imports posts of one source."""

    source: Source
    writer: Writer
    journal: Journal
    dialect: Dialect | None = None
    mode: Mode = Mode.CAREFUL
    _taken: dict[str, str] = field(default_factory=dict)
    """What each target comes from, by its name as a careless file system sees it."""
    _copied: dict[str, Copied] = field(default_factory=dict)

    def run(self) -> Iterator[Record]:
        """Import all posts, one at a time, and yield what has become of each.

        :raises OSError: Nothing can be written any more.
        """
        for path in self.source.posts:
            yield self._bring(path)

    def _bring(self, path: str) -> Record:
        try:
            data = (self.source.folder / path).read_bytes()
        except OSError as error:
            return Record(path, notes=(Note(0, f"cannot be read: {error.strerror or error}"),))
        post = convert(data, path, journal=self.journal, dialect=self.dialect, mode=self.mode)
        target, notes = self._claim(post)
        outcome = self.writer.write(target, post.text.encode(errors="replace"))
        return Record(
            path=path,
            target=target,
            outcome=outcome,
            dialect=post.dialect,
            date=post.date,
            papers=post.papers,
            notes=(*notes, *post.notes),
            assets=tuple(self._copy(asset) for asset in post.assets),
        )

    def _claim(self, post: Imported) -> tuple[str, list[Note]]:
        """Find a name for a post that no other post has, whatever a file system tells apart."""
        path = PurePosixPath(_within(post.target))
        name, number = path, 1
        while self._taken.setdefault(_careless(name), post.path) != post.path:
            number += 1
            name = path.with_stem(f"{path.stem}-{number}")
        if name == path:
            return str(path), []
        other = self._taken[_careless(path)]
        return str(name), [Note(0, f"{other} has the name {path} already; this is {name}")]

    def _copy(self, asset: Asset) -> Copied:
        """Copy a file, once, whatever the number of posts that show it."""
        name = _careless(PurePosixPath(_within(asset.target)))
        if name not in self._copied:
            self._copied[name] = self._copied_now(asset)
        first = self._copied[name]
        if first.source == asset.source:
            return first
        why = f"{first.source} is called {first.target} already"
        return Copied(asset.source, asset.target, Outcome.FAILED, why)

    def _copied_now(self, asset: Asset) -> Copied:
        place, target = self.source.folder / asset.source, _within(asset.target)
        root = os.path.realpath(self.source.folder)
        if not Path(os.path.realpath(place)).is_relative_to(root):
            return Copied(asset.source, target, Outcome.FAILED, "outside of the imported folder")
        try:
            data = place.read_bytes()
        except OSError as error:
            return Copied(asset.source, target, Outcome.FAILED, f"cannot be read: {error.strerror}")
        return Copied(asset.source, target, self.writer.write(target, data))


def _within(target: str) -> str:
    """Take from a path all that would lead out of the folder that is written."""
    parts = (part for part in PurePosixPath(target).parts if part not in {"/", "..", "."})
    return str(PurePosixPath(*parts))


def _careless(path: PurePosixPath) -> str:
    return unicodedata.normalize("NFC", str(path)).casefold()
