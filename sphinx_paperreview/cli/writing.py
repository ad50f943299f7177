"""Write files whole or not at all, and never over something that differs."""

from __future__ import annotations

import os
import secrets
import stat
from dataclasses import dataclass
from enum import Enum
from pathlib import Path


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
class Writer:
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


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it, also where the disk is full.

    A link stays, and what it leads to is written. A file keeps its mode. What is no regular file,
    such as a pipe or ``/dev/stdout``, is written into.

    :raises OSError: The file is as it was before.
    """
    try:
        mode = path.stat().st_mode if path.exists() else None
        is_stream = mode is not None and not stat.S_ISREG(mode)
        if is_stream or path.absolute().is_relative_to("/dev"):  # it may lead to a regular file
            with path.open("wb") as stream:
                stream.write(data)
        else:
            _replace(Path(os.path.realpath(path)), data, mode)
    except OSError as error:
        # Named by the file that was asked for: nobody knows the temporary one.
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(path: Path, data: bytes, mode: int | None) -> None:
    # Short, so that it fits where the file's own name does.
    temporary = path.with_name(f".paper-{secrets.token_hex(6)}")
    try:
        with temporary.open("xb") as file:
            if mode is not None:
                temporary.chmod(stat.S_IMODE(mode))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
