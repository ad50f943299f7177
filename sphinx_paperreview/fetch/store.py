"""The ``papers.json`` of a journal: what is fetched goes in, and nothing that it has gets lost."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sphinx_paperreview.atomic import write_changed
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.fetch.merging import renewed
from sphinx_paperreview.metadata.paper_record import PaperRecord
from sphinx_paperreview.metadata.papers_json import format_papers, parse_papers
from sphinx_paperreview.metadata.parsed import InvalidFile


@dataclass(frozen=True)
class Store:
    """A file of papers; it may be missing."""

    path: Path

    def read(self) -> tuple[PaperRecord, ...]:
        """Give its records.

        :raises InvalidFile: Something in it would be lost if it were written again.
        :raises OSError: It cannot be read.
        """
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            return ()
        except UnicodeDecodeError:
            raise InvalidFile("no UTF-8") from None
        parsed = parse_papers(text)
        for problem in parsed.problems:
            if not (problem.line and _is_kept(problem.message)):
                raise InvalidFile(problem.message, line=problem.line)
        return parsed.records

    def check(self) -> None:
        """Find out whether it can be written, before anybody is asked for anything.

        :raises InvalidFile: See `read`.
        :raises OSError: It cannot be read, or its folder takes no file.
        """
        self.read()
        if not os.access(self.path.parent, os.W_OK | os.X_OK):
            raise PermissionError(
                13, "no file can be written in this folder", str(self.path.parent)
            )

    def put(self, told: Iterable[PaperRecord], day: str) -> int:
        """Put in what services have told, and count the records that have changed.

        A record without a source is its author's: it stays as it is, and in front.
        The file is read anew: somebody may have changed it meanwhile.

        Args:
            told: One record for each paper.
            day: Of today, an ISO 8601 date.

        :raises InvalidFile: See `read`; the file is as it was.
        :raises OSError: The file is as it was.
        """
        records = list(self.read())
        fetched = [(i, one) for i, one in enumerate(records) if one.source]
        places = {paper_id: i for i, one in reversed(fetched) for paper_id in one.ids}
        changed = 0
        for record in told:
            place = _place(record.ids, places)
            if place is None:
                places |= dict.fromkeys(record.ids, len(records))
                records.append(replace(record, day=day))
                changed += 1
            elif (new := renewed(records[place], record, day)) != records[place]:
                records[place] = new
                changed += 1
        if changed:
            write_changed(self.path, format_papers(records).encode())
        return changed


def _is_kept(message: str) -> bool:
    """Tell whether what is wrong is written again as it is: an odd field, an odd formula."""
    return message.startswith("unknown field") or "is shown as text" in message


def _place(ids: Sequence[PaperId], places: dict[PaperId, int]) -> int | None:
    return next((places[paper_id] for paper_id in ids if paper_id in places), None)
