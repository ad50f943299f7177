"""Files of our own in an output folder that no build would make any more."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.collecting.links import index_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def remove_stale_pages(app: Sphinx, exception: Exception | None, freshness: Freshness) -> None:
    """Remove the pages and indices that a clean build would not make (``build-finished``)."""
    domain = PaperDomain.of(app.env)
    if exception is not None or not domain.is_paged:
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    outdir = Path(builder.outdir)
    ours = {f"{domain.name}-{index.name}" for index in domain.indices}
    for name in sorted(index_pages(builder) & ours):
        freshness.is_fresh(output_file(builder, name), str)  # Sphinx writes indices at every build
    own = (output_file(builder, docname) for docname in app.env.found_docs)
    # What is now a page of the author's own stays.
    for path in freshness.gone(own):
        _remove(outdir / path, outdir)


def output_file(builder: StandaloneHTMLBuilder, docname: str) -> str:
    """Name the file of a page, relative to the output folder, POSIX."""
    path = Path(builder.get_outfilename(docname))
    return path.relative_to(builder.outdir).as_posix()


def _remove(path: Path, outdir: Path) -> None:
    """Remove a file within the output folder, and the folders that it leaves empty.

    What lies elsewhere is not ours, even where a broken record or a link leads there.
    """
    with suppress(OSError, ValueError):
        folder = path.parent.resolve(strict=True)
        if not folder.is_relative_to(outdir.resolve()):
            return
        path.unlink()
        while folder != outdir.resolve():
            folder.rmdir()  # fails where anything is left
            folder = folder.parent
