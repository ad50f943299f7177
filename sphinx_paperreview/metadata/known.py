"""What files know, asked by the names of papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.metadata.paper_record import PaperRecord, read_record

Plain = Mapping[str, Any]
"""A record as `write_record` gives it: thousands are loaded, of which a build reads few."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one file says of a paper."""

    file: str
    """As the site names it."""
    record: PaperRecord


@dataclass(frozen=True, slots=True)
class Filled:
    """A field's value, and the file that it comes from."""

    value: Any
    """As the field of a `PaperRecord`."""
    file: str
    record: PaperRecord = field(repr=False)


def name_of_key(key: str) -> str:
    """Give the name under which a citation key is asked for; no id begins so."""
    return f"@{key}"


@dataclass(frozen=True)
class Known:
    """The records of a site's files.

    A paper goes by its ids and by citation keys, ``@smith2025``. Records are of one paper where
    they share an id, also through a third record, as reviews are.
    """

    files: Sequence[tuple[str, Sequence[Plain]]] = ()
    """The names of the files, and what each says; of two that disagree, the first counts."""
    _read: dict[int, Said] = field(default_factory=dict, repr=False)

    def about(self, names: Iterable[str]) -> list[Said]:
        """List what is said of the paper that goes by some names, in the order of the files."""
        found: set[int] = set()
        asked = list(names)
        seen = set(asked)
        while asked:
            new = [number for number in self._by_name.get(asked.pop(), ()) if number not in found]
            found.update(new)
            ids = {paper_id for number in new for paper_id in self._plain(number).get("ids", ())}
            asked += ids - seen
            seen |= ids
        return list(map(self._said, sorted(found)))

    def fill(self, names: Iterable[str], fields: Iterable[str]) -> dict[str, Filled]:
        """Give what is known of some fields of a paper."""
        said = self.about(names)
        filled = {name: value for name in fields if (value := _first(said, name))}
        # Of a title and a subtitle of two records, one would often say the other again.
        title, subtitle = filled.get("title"), filled.get("subtitle")
        if title and subtitle and title.record is not subtitle.record:
            del filled["subtitle"]
        return filled

    def ids_of(self, key: str) -> tuple[PaperId, ...] | None:
        """Give the ids of the paper that has a citation key; None where no paper has it."""
        numbers = self._by_name.get(name_of_key(key))
        return self._said(numbers[0]).record.ids if numbers else None

    @cached_property
    def _rows(self) -> list[tuple[str, Plain]]:
        return [(file, plain) for file, records in self.files for plain in records]

    @cached_property
    def _by_name(self) -> Mapping[str, list[int]]:
        table: dict[str, list[int]] = {}
        for number, (_file, plain) in enumerate(self._rows):
            for name in _names(plain):
                table.setdefault(name, []).append(number)
        return table

    def _plain(self, number: int) -> Plain:
        return self._rows[number][1]

    def _said(self, number: int) -> Said:
        if number not in self._read:
            file, plain = self._rows[number]
            self._read[number] = Said(file, read_record(plain)[0])
        return self._read[number]


def _names(plain: Plain) -> Iterator[str]:
    yield from plain.get("ids", ())
    if "key" in plain:
        yield name_of_key(plain["key"])


def _first(said: Iterable[Said], name: str) -> Filled | None:
    values = ((getattr(one.record, name), one) for one in said)
    return next((Filled(value, one.file, one.record) for value, one in values if value), None)
