"""Write files below a folder, and never over something that differs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from sphinx_paperreview.atomic import write_whole


class Outcome(Enum):
    """What has become of one file."""

    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """A file that differs stands in its place, and nobody allowed to replace it."""
    FAILED = "failed"
    """There was nothing to write: its source could not be read."""


UNFINISHED = {Outcome.KEPT, Outcome.FAILED}
"""What leaves a file otherwise than it was asked for."""


@dataclass(frozen=True)
class FolderWriter:
    """Writes files below one folder."""

    folder: Path
    force: bool = False
    """Whether it may replace files that differ."""
    dry_run: bool = False
    """Whether it only says what it would do."""

    def write(self, name: str, data: bytes) -> Outcome:
        """Write a file, and the folders above it.

        Args:
            name: A POSIX path relative to the folder.
            data: All that the file shall hold.

        :raises OSError: Nothing has been written then.
        """
        path = self.folder / name
        outcome = self._outcome(path, data)
        if outcome in {Outcome.NEW, Outcome.REPLACED} and not self.dry_run:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, data)
        return outcome

    def _outcome(self, path: Path, data: bytes) -> Outcome:
        if not path.exists():
            return Outcome.KEPT if path.is_symlink() else Outcome.NEW
        if not path.is_file() and not path.is_dir():  # reading a pipe would never end
            return Outcome.KEPT
        if path.read_bytes() == data:
            return Outcome.UNCHANGED
        return Outcome.REPLACED if self.force else Outcome.KEPT
