"""What to say of an import in which many posts have no review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_paperreview.cli.console import count, shown
from sphinx_paperreview.cli.first_links import shapes_of

if TYPE_CHECKING:
    from sphinx_paperreview.cli.bringing import Brought

_FEWEST, _SHARE = 3, 3
"""So many posts without a review are worth a word, where they are one of so many."""


@dataclass(frozen=True)
class Unreviewed:
    """The posts of an import that have no review, where these are many."""

    posts: int
    of: int
    """The number of all posts."""
    first_links: Mapping[str, int]
    """The commonest shapes of their first links, and in how many posts each is."""
    hints: tuple[str, ...]
    """What their author may try, in words of help."""


def unreviewed(
    source: Path, records: Sequence[Brought], *, careful: bool, told: bool
) -> Unreviewed | None:
    """Sum up the posts without a review; None where nearly all have one.

    Args:
        source: What was imported.
        records: What has become of each post.
        careful: Whether no more was taken for a review than is sure.
        told: Whether it was told from the posts what they are written for.
    """
    without = [record for record in records if not record.papers]
    if len(without) < _FEWEST or len(without) * _SHARE < len(records):
        return None
    shapes = shapes_of([record.first_link for record in without])
    hints = list(_hints_of_options(without, careful=careful, told=told))
    return Unreviewed(
        len(without), len(records), shapes, (*hints, *_hints_of_folders(source, records))
    )


def _hints_of_options(without: Sequence[Brought], *, careful: bool, told: bool) -> Iterator[str]:
    if careful:
        yield "--mode aggressive, which takes more for a review; --explain says why not"
    if told:
        dialects = ", ".join(sorted({record.dialect for record in without if record.dialect}))
        yield f"--from, which says what they are written for, if that is not {dialects}"


def _hints_of_folders(source: Path, records: Sequence[Brought]) -> Iterator[str]:
    """Yield the folder in which most posts have a review, if there is one."""
    folders = Counter(_folder(record) for record in records)
    reviewed = Counter(_folder(record) for record in records if record.papers)
    folders.pop("", None)
    best = max(folders, key=lambda name: (reviewed[name], name), default="")
    if not best or folders[best] == len(records):
        return
    if reviewed[best] * 2 > folders[best]:
        posts = f"{reviewed[best]} of {count(folders[best], 'post')}"
        yield f"{shown(source / best)} alone: {posts} there have one"
    else:
        yield f"a folder further down, if {shown(source)} holds more than the posts"


def _folder(record: Brought) -> str:
    folder, mark, _ = record.path.partition("/")
    return folder if mark else ""
