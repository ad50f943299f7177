"""Records that are quick to pickle, and small."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any


class Record:
    """A record that is pickled as its fields, up to the last one that is not as it is by default.

    Python's own way for frozen dataclasses takes several times as long, for each of the ten
    thousands of records that Sphinx reads at the beginning of a build.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Give the class and its arguments."""
        names, defaults = _shape(type(self))  # type: ignore[arg-type]  # a class is hashable
        values = [getattr(self, name) for name in names]
        while values and values[-1] is defaults[len(values) - 1]:
            values.pop()
        return type(self), tuple(values)


@cache
def _shape(kind: type[Any]) -> tuple[tuple[str, ...], tuple[object, ...]]:
    """Give the names of a record's fields, and their defaults."""
    known = fields(kind)
    return tuple(field.name for field in known), tuple(field.default for field in known)
