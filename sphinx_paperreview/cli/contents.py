"""A table of contents of the imported pages to which no listing of posts leads."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sphinx_paperreview.cli.writing import FolderWriter, Outcome
from sphinx_paperreview.importers.front import plain_title

_NAME = "contents"

_MARK = "% `sphinx-paperreview import` adds what it brings to the tables below."
"""By this line an import knows its own page again, whatever its author has made of it."""

# It is a post itself, without a date: so any listing of posts leads to it, behind all others.
_HEAD = f"""\
---
post: true
excerpt: What came with an import, and is no post.
---
# Other pages

{_MARK}
"""

_LINK = "- ["
_OPENING, _CLOSING = "```{toctree}", "```"
_HEADED = re.compile(r"^(?:#{1,6}\s|=+\s*$|-+\s*$)", re.MULTILINE)
_PLAIN = re.compile(r"\w[\w /.-]*")


@dataclass(frozen=True)
class Contents:
    """What has become of the table of contents."""

    target: str
    """Relative to the folder that is written."""
    outcome: Outcome
    pages: int
    """How many of the import it holds."""


def entry_of(target: str, text: str) -> str:
    """Name a page as a table of contents does; with a link where it has no heading, in no table.

    Args:
        target: Its file, relative to the folder of the table.
        text: What it says.
    """
    name = unicodedata.normalize("NFC", target)
    # Sphinx's tables of contents lead to no page without a title, and warn of it.
    return name if _HEADED.search(text) else f"{_LINK}{plain_title(Path(name).stem)}](<{name}>)"


def write_contents(
    writer: FolderWriter, entries: Iterable[str], taken: Collection[str]
) -> Contents | None:
    """Write the table of contents, or add to it what it lacks; None where nothing needs one.

    Args:
        writer: Writes into the folder of the import.
        entries: What it is to hold.
        taken: The names of what was imported.

    :raises OSError: It cannot be written.
    """
    wanted = sorted(entries)
    if not wanted:
        return None
    folded = {name.casefold() for name in taken}
    numbers = itertools.chain([""], (f"-{number}" for number in itertools.count(2)))
    names = (f"{_NAME}{number}.md" for number in numbers)
    name, old = next(
        (name, text)
        for name in names
        if name not in folded and (text := _own(writer.folder / name)) is not None
    )
    data = _with_entries(old or _HEAD, wanted).encode(errors="replace")
    outcome = replace(writer, force=True).write(name, data)
    return Contents(name, outcome, len(wanted))


def _own(path: Path) -> str | None:
    """Read the page that an earlier import wrote; ``""`` without one, None where another stands."""
    if not path.exists() and not path.is_symlink():
        return ""
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return text if _MARK in text.splitlines() else None


def _with_entries(text: str, wanted: Sequence[str]) -> str:
    """Add what is missing, each to the table of its folder."""
    lines = text.splitlines()
    known = {line.strip() for line in lines}
    missing = [entry for entry in wanted if entry not in known]
    links = [entry for entry in missing if entry.startswith(_LINK)]
    lines += ["", *links] if links else []
    listed = sorted(set(missing).difference(links), key=_by_folder)
    ends, tables = _ends(lines), list[str]()
    additions: list[tuple[int, list[str]]] = []
    for folder, found in itertools.groupby(listed, key=_folder_of):
        entries, caption = list(found), _caption(folder)
        if caption in ends:
            additions.append((ends[caption], entries))
        else:
            head = filter(None, (caption, ":maxdepth: 1"))
            tables += ["", _OPENING, *head, "", *entries, _CLOSING]
    # From the last one, so that the others stay where they are.
    for place, entries in sorted(additions, reverse=True):
        lines[place:place] = entries
    return "\n".join([*lines, *tables]) + "\n"


def _by_folder(entry: str) -> tuple[str, str]:
    return _folder_of(entry), entry


def _folder_of(entry: str) -> str:
    return entry.rpartition("/")[0]


def _caption(folder: str) -> str:
    text = folder if _PLAIN.fullmatch(folder) else json.dumps(folder, ensure_ascii=False)
    return f":caption: {text}" if folder else ""


def _ends(lines: Sequence[str]) -> Mapping[str, int]:
    """Tell where the first table of each caption ends."""
    ends: dict[str, int] = {}
    caption: str | None = None
    for index, line in enumerate(lines):
        if line == _OPENING:
            caption = ""
        elif line == _CLOSING and caption is not None:
            ends.setdefault(caption, index)
            caption = None
        elif caption == "" and line.startswith(":caption:"):
            caption = line
    return ends
