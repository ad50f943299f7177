"""Records filed by page: unpacked when first asked for, packed again only where they changed."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar, cast

T = TypeVar("T")

_FAST = 1
"""Level of packing: higher ones take longer than they save."""

_SHARE = 8
"""Changes are kept beside the packed records until they are of one page in so many."""


class Filed(Mapping[str, T], Generic[T]):
    """The records of pages, by docname.

    Sphinx reads and writes its environment as a whole, at each build, and sends it from each
    worker. To make and to pickle tens of thousands of records takes as long as the rest of a
    build that edits one page. So they are packed, and stay packed: beside them stand those of
    the pages that have changed since.
    """

    __slots__ = ("_all", "_changed", "_count", "_packed")

    def __init__(self) -> None:
        self._packed = b""
        self._count = 0
        """How many pages are packed."""
        self._changed: dict[str, T | None] = {}
        """What is not as it was packed; None of a page that is gone."""
        self._all: dict[str, T] | None = {}
        """All records, where any was asked for."""

    def __getstate__(self) -> tuple[bytes, int, bytes]:
        """Give what is stored."""
        if len(self._changed) * _SHARE > self._count:
            records = self._records
            self._packed, self._count, self._changed = _pack(records), len(records), {}
        return self._packed, self._count, _pack(self._changed) if self._changed else b""

    def __setstate__(self, state: tuple[bytes, int, bytes]) -> None:
        """Take what was stored, without unpacking more than the changes."""
        self._packed, self._count, changed = state
        self._changed = cast("dict[str, T | None]", _unpack(changed))
        self._all = None

    def release(self) -> None:
        """Let go of what was unpacked; it is unpacked again when it is asked for."""
        if self._packed:
            self._all = None

    def amended(self, changes: Mapping[str, T | None]) -> Filed[T]:
        """Give the same records, but for some; None of a page leaves it out."""
        other: Filed[T] = Filed()
        for docname, record in {**self._records, **changes}.items():
            if record is not None:
                other.put(docname, record)
        return other

    @property
    def _records(self) -> dict[str, T]:
        if self._all is None:
            self._all = cast("dict[str, T]", _unpack(self._packed))
            for docname, record in self._changed.items():
                self._all.pop(docname, None)
                if record is not None:
                    self._all[docname] = record
        return self._all

    def __getitem__(self, docname: str) -> T:
        return self._records[docname]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, docname: object) -> bool:
        return docname in self._records

    def put(self, docname: str, record: T) -> None:
        """File a page's record, in place of what was known of it."""
        self._changed[docname] = record
        if self._all is not None:
            self._all[docname] = record

    def forget(self, docname: str) -> None:
        """Forget a page, whether or not it was known."""
        self._changed[docname] = None
        if self._all is not None:
            self._all.pop(docname, None)


def _pack(records: object) -> bytes:
    return zlib.compress(pickle.dumps(records), _FAST)


def _unpack(packed: bytes) -> dict[str, object]:
    return pickle.loads(zlib.decompress(packed)) if packed else {}  # noqa: S301 - our own
