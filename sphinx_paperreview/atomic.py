"""The one way to write a file: whole or not at all, whoever else writes it."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it, also where the disk is full.

    Two writers of one file do not meet: that of the last stays, whole. A link stays, and what it
    leads to is written. A file keeps its mode. What is no regular file, such as a pipe or
    ``/dev/stdout``, is written into.

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


def write_changed(path: Path, data: bytes) -> None:
    """Write a file unless it has this content: tools look at the time of the last change.

    The folders above it are made.

    :raises OSError: The file is as it was before.
    """
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
