"""Texts that wait on the disk, so that there may be any number of them."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Self


class Spool:
    """Keeps texts by name, within a ``with`` statement."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed by `__exit__`
        self._places: dict[str, tuple[int, int]] = {}

    def keep(self, name: str, text: str) -> None:
        """Put a text aside."""
        data = text.encode(errors="surrogatepass")
        self._places[name] = self._file.seek(0, 2), len(data)
        self._file.write(data)

    def text(self, name: str) -> str:
        """Give a text back."""
        start, length = self._places[name]
        self._file.seek(start)
        return self._file.read(length).decode(errors="surrogatepass")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        self._file.close()
