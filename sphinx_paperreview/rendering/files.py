"""Files of our own in an output folder: those to be written, those to be removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.atomic import write_changed
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.fingerprints import fingerprint
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.collecting.indices import INDEX_OF, index_page, indices_of
from sphinx_paperreview.collecting.objects import PAGE_ANCHOR
from sphinx_paperreview.exports.atom import GENERATOR
from sphinx_paperreview.exports.bibtex import HEAD as BIBTEX_HEAD
from sphinx_paperreview.rendering.filters import MARK, ROWS_SUFFIX
from sphinx_paperreview.rendering.previews import PREVIEWS, PREVIEWS_SUFFIX
from sphinx_paperreview.sphinx_internals.html import newest_template

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_PAGE_MARK, _INDEX_MARK = f'id="{PAGE_ANCHOR}"'.encode(), b'id="cap-'
"""Ids that stand on each generated page, and on each index of a domain, in any theme."""

_DATA_MARKS = {
    PREVIEWS_SUFFIX: f'"{PREVIEWS}":'.encode(),
    ROWS_SUFFIX: f'"{MARK}":'.encode(),
    ".bib": BIBTEX_HEAD.encode(),
    ".csl.json": b'"citation-key": ',
    ".json": b'"papers": [',
    ".xml": GENERATOR.encode(),
}
"""What stands in each of our files, by the end of its name; the first that fits counts."""


@dataclass
class GeneratedFiles:
    """The generated pages as they lie in an output folder."""

    builder: StandaloneHTMLBuilder
    freshness: Freshness
    """Knows what they show."""

    def left(self, path: str) -> str:
        """Give the text of a file as an earlier build has left it; ``""`` where nobody knows."""
        known, text = self.freshness.old.pages.get(path), ""
        with suppress(OSError, UnicodeDecodeError):
            text = Path(self.builder.outdir, path).read_text("utf-8") if known else ""
        return text if text and fingerprint(text) == known else ""

    def is_stale(self, name: str, view: Callable[[], str]) -> bool:
        """Tell whether a page has to be written: it shows something else, or the theme does.

        Args:
            name: Where it stands.
            view: Takes the fingerprint of what it should show.
        """
        path = output_file(self.builder, name)
        if not self.freshness.is_fresh(path, view):
            return True
        file = Path(self.builder.outdir, path)
        return not file.is_file() or file.stat().st_mtime < self._theme_mtime

    def are_left(self, *folders: str, suffix: str = "") -> bool:
        """Tell whether nothing has changed on the site, and all files in some folders are there.

        Then they are noted as they are: naming each page of long listings takes long.

        Args:
            folders: Relative to the output folder, with a slash at the end; ``""``: all of it.
            suffix: How the names of the files end.
        """
        if not self.freshness.is_unchanged:
            return False
        left = {
            path: one
            for path, one in self.freshness.old.pages.items()
            if path.startswith(folders) and path.endswith(suffix)
        }
        files = (Path(self.builder.outdir, path) for path in left)
        if any(not file.is_file() or file.stat().st_mtime < self._theme_mtime for file in files):
            return False
        self.freshness.pages |= left
        return True

    def write(self, path: str, text: Callable[[], str], pages: Iterable[str] = ()) -> None:
        """Write a file whose view is its text: where it holds something else than before.

        See `write_viewed`.
        """
        content = cache(text)
        self.write_viewed(path, lambda: fingerprint(content()), content, pages)

    def write_viewed(
        self,
        path: str,
        view: Callable[[], str],
        text: Callable[[], str],
        pages: Iterable[str] = (),
    ) -> None:
        """Write a file that no theme draws, where what it shows has changed.

        One that the author puts there (``html_extra_path``) stays.

        Args:
            path: Relative to the output folder.
            view: Takes the fingerprint of what it should show.
            text: Gives what it should hold; it takes long.
            pages: Those of which it shows the very text.
        """
        if is_own_file(self.builder, path):
            return
        file = Path(self.builder.outdir, path)
        if not self.freshness.is_fresh(path, view, pages) or not file.is_file():
            write_changed(file, text().encode())

    @cached_property
    def _theme_mtime(self) -> float:
        return newest_template(self.builder)


def remove_stale_pages(app: Sphinx, exception: Exception | None, freshness: Freshness) -> None:
    """Remove the pages and indices that a clean build would not make (``build-finished``)."""
    domain = PaperDomain.of(app.env)
    if exception is not None or not domain.is_paged:
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    outdir = Path(builder.outdir)
    # What is now a page of the author's own stays; so does an index, whoever has written it.
    gone = freshness.gone(output_file(builder, name) for name in _kept(domain))
    indices = {output_file(builder, index_page(kind)) for kind in INDEX_OF} if gone else set()
    for path in gone:
        if not is_own_file(builder, path):
            mark = _INDEX_MARK if path in indices else _mark_of(path)
            _remove(outdir / path, outdir, mark)


def _mark_of(path: str) -> bytes:
    marks = (mark for suffix, mark in _DATA_MARKS.items() if path.endswith(suffix))
    return next(marks, _PAGE_MARK)


def is_own_file(builder: StandaloneHTMLBuilder, path: str) -> bool:
    """Tell whether the author puts a file there, with ``html_extra_path``."""
    extra = (Path(builder.confdir, entry) for entry in builder.config.html_extra_path)
    return any((one / path).is_file() if one.is_dir() else one.name == path for one in extra)


def _kept(domain: PaperDomain) -> Iterator[str]:
    yield from domain.env.found_docs
    yield from indices_of(domain)


def output_file(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """Name the file of a page, relative to the output folder, POSIX."""
    path = Path(builder.get_outfilename(docname))
    return path.relative_to(builder.outdir).as_posix()


def _remove(path: Path, outdir: Path, mark: bytes) -> None:
    """Remove a file of ours from the output folder, and the folders that it leaves empty.

    What lies elsewhere is not ours, even where a broken record or a link leads there; nor is a
    file without the mark: somebody has put it where a page of ours was.
    """
    with suppress(OSError, ValueError):
        folder = path.parent.resolve(strict=True)
        if not folder.is_relative_to(outdir.resolve()) or mark not in path.read_bytes():
            return
        path.unlink()
        while folder != outdir.resolve():
            folder.rmdir()  # fails where anything is left
            folder = folder.parent
