"""Long pages of an import, cut into a post of each week or month."""

from __future__ import annotations

from dataclasses import replace

from sphinx_paperreview.cli.imported_folder import ImportedFolder
from sphinx_paperreview.importers.splitting import Period, Piece, split_page


def cut_pages(found: ImportedFolder, period: Period) -> tuple[ImportedFolder, dict[str, Piece]]:
    """Give a folder as if its dated pages had been many, and their pieces by the paths of posts."""
    pieces: dict[str, Piece] = {}
    posts = []
    for path in found.posts:
        cut = _cut(found, path, period)
        if len(cut) > 1:
            pieces.update({piece.path: piece for piece in cut})
        posts += [piece.path for piece in cut] or [path]
    return replace(found, posts=tuple(posts), files=found.files.union(pieces)), pieces


def _cut(found: ImportedFolder, path: str, period: Period) -> tuple[Piece, ...]:
    try:
        data = (found.folder / path).read_bytes()
    except OSError:  # told where it is read for its text
        return ()
    return split_page(data, path, period, taken=found.files)
