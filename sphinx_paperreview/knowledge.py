"""What a site's files know of papers: read when it is asked for, and kept for the next build."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from sphinx_paperreview.atomic import write_changed
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.orgs import OrgTable
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.messages import WarningType, place_in, warn
from sphinx_paperreview.metadata.conflicts import Conflict, conflict_among
from sphinx_paperreview.metadata.formats import parse_file
from sphinx_paperreview.metadata.known import Filled, Known, Plain
from sphinx_paperreview.metadata.paper_record import TAKEN, write_record
from sphinx_paperreview.metadata.parsed import InvalidFile, Problem
from sphinx_paperreview.metadata.titles import title_runs

DEFAULT = ("papers.json",)
"""The file that `fetch` writes; it may be missing."""

CACHE = "paperreview-metadata"
"""Folder of what is kept of the files, beside what Sphinx keeps of pages."""

RULES = 3
"""Raised whenever a file says something else to this code than to that before."""

_SHOWN = 20
"""How many problems of one file are told one by one."""


class Knowledge:
    """The files of a site that know papers.

    Args:
        folder: To which their names are relative: that of ``conf.py``.
        names: Of two files that disagree, the first counts.
        fields: What a review may take from them, out of `TAKEN`.
        cache: A folder that keeps what was read of them; it may be missing.
    """

    def __init__(
        self,
        folder: Path,
        names: Sequence[str] = (),
        fields: Sequence[str] = TAKEN,
        cache: Path | None = None,
    ) -> None:
        self.folder, self.names, self.fields, self.cache = folder, tuple(names), fields, cache

    @cached_property
    def _contents(self) -> list[tuple[str, bytes, str]]:
        """The files that can be read, each with its content and a fingerprint of that."""
        contents = ((name, self._content(name)) for name in dict.fromkeys(self.names))
        return [
            (name, content, _digest(name, content))
            for name, content in contents
            if content is not None
        ]

    def _content(self, name: str) -> bytes | None:
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            if not (isinstance(error, FileNotFoundError) and self.names == DEFAULT):
                message = f"paperreview_metadata: cannot read {name!r}: {error.strerror}"
                place = place_in(self.folder / "conf.py", "paperreview_metadata")
                warn(WarningType.METADATA, message, location=place)
            return None

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all that the files say and of how it is read; ``""`` without files."""
        if not self._contents:
            return ""
        contents = [(name, digest) for name, _content, digest in self._contents]
        return blake2b(repr([contents, self.fields]).encode(), digest_size=12).hexdigest()

    @cached_property
    def _files(self) -> list[tuple[str, Sequence[Plain], Sequence[Problem]]]:
        return [
            (name, *self._load(name, content, digest)) for name, content, digest in self._contents
        ]

    @cached_property
    def known(self) -> Known:
        """What the files say."""
        return Known([(name, records) for name, records, _problems in self._files])

    def report(self) -> None:
        """Warn of what is wrong in the files."""
        for name, _records, problems in self._files:
            path = self.folder / name
            for problem in islice(problems, _SHOWN):
                place = f"{path}:{problem.line or ''}"
                warn(WarningType.METADATA, problem.message, location=place)
            if len(problems) > _SHOWN:
                message = f"{len(problems) - _SHOWN} more problems of this file are not listed"
                warn(WarningType.METADATA, message, location=f"{path}:")

    def load(self) -> None:
        """Read the files now."""
        self.known.fill(["arxiv:"], TAKEN)

    # What is asked -------------------------------------------------------------------------------

    def ids_of(self, key: str) -> tuple[PaperId, ...] | None:
        """Give the ids of the paper that has a citation key; None where no paper has it."""
        return self.known.ids_of(key) if self._contents else None

    def key_of(self, ids: Iterable[PaperId]) -> str:
        """Give the citation key of a paper; ``""`` where the files tell none."""
        known = self.fill(map(str, ids), ["key"])
        return str(known["key"].value) if known else ""

    def fill(self, names: Iterable[str], fields: Iterable[str]) -> dict[str, Filled]:
        """Give what is known of some fields of a paper: see `Known`."""
        return self.known.fill(names, fields) if self._contents else {}

    def title_of(self, paper_id: PaperId) -> tuple[Run, ...]:
        """Give the title of a paper that nobody reviewed; nothing where none is known."""
        title = self.fill([str(paper_id)], ["title"]) if "title" in self.fields else {}
        return title_runs(title["title"].value) if title else ()

    # What is kept --------------------------------------------------------------------------------

    def _load(
        self, name: str, content: bytes, digest: str
    ) -> tuple[Sequence[Plain], Sequence[Problem]]:
        """Give what a file says, and what is wrong in it: from the cache, where that knows it."""
        kept = self.cache / f"{digest}.json" if self.cache else None
        loaded = _read_kept(kept) if kept else None
        if loaded is None:
            loaded = _parse(name, content)
            if kept:
                _keep(loaded, kept)
        return loaded

    def conflict(
        self, names: Iterable[str], fields: Iterable[str], orgs: OrgTable
    ) -> Conflict | None:
        """Find what two files say differently of a paper."""
        return conflict_among(self.known.about(names), fields, orgs) if self._contents else None

    def forget(self) -> None:
        """Read the files anew when they are asked for the next time."""
        for name in ("_contents", "digest", "_files", "known"):
            self.__dict__.pop(name, None)

    def release(self) -> None:
        """Let go of all, and remove what is kept of files as they were before."""
        if self.cache and "_files" in self.__dict__:
            self._prune(self.cache)
        self.forget()

    def _prune(self, cache: Path) -> None:
        current = {f"{digest}.json" for _name, _content, digest in self._contents}
        for path in cache.glob("*.json"):
            if path.name not in current:
                with suppress(OSError):
                    path.unlink()


Loaded = tuple[Sequence[Plain], Sequence[Problem]]


def _digest(name: str, content: bytes) -> str:
    kind = name.rpartition(".")[2].lower()
    return blake2b(f"{RULES} {kind}\n".encode() + content, digest_size=16).hexdigest()


def _parse(name: str, content: bytes) -> Loaded:
    try:
        parsed = parse_file(name, content)
    except InvalidFile as error:
        return [], [Problem(error.line, str(error))]
    return list(map(write_record, parsed.records)), parsed.problems


def _read_kept(path: Path) -> Loaded | None:
    """Read what `_keep` has written: JSON, since a pickle from elsewhere could run anything."""
    try:
        checksum, _, written = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if checksum != _checksum(written):
        return None
    records, problems = json.loads(written)
    return records, [Problem(*problem) for problem in problems]


def _checksum(written: bytes) -> bytes:
    return blake2b(written, digest_size=16).hexdigest().encode()


def _keep(loaded: Loaded, path: Path) -> None:
    """Keep what was read of a file for the next build, where that may be written."""
    with suppress(OSError):
        written = json.dumps(loaded, ensure_ascii=False).encode()
        write_changed(path, _checksum(written) + b"\n" + written)
