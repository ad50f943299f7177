"""Files of our own in an output folder: which there are, and which are there no more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.links import index_pages, own_pages

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MANIFEST = ".paperreview.json"
"""Record of the generated files, at the top of the output folder."""


def remove_stale_pages(app: Sphinx, exception: Exception | None) -> None:
    """Remove the pages and indices that a clean build would not make (``build-finished``)."""
    domain = PaperDomain.of(app.env)
    if exception is not None or not domain.is_paged:
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    outdir = Path(builder.outdir)
    planned = domain.plan.all_names()
    own = own_pages(builder, app.env.found_docs, planned)
    indices = index_pages(builder) & {f"{domain.name}-{index.name}" for index in domain.indices}
    written = _outputs(builder, [*(name for name in planned if name not in own), *indices])
    stale = set(_read(outdir / MANIFEST)) - set(written)
    # What is now a page of the author's own stays.
    for name in stale - set(_outputs(builder, app.env.found_docs)) if stale else ():
        _remove(outdir / name, outdir)
    _write(outdir / MANIFEST, written)


def _outputs(builder: StandaloneHTMLBuilder, docnames: Iterable[str]) -> list[str]:
    """Name the files of some pages, relative to the output folder."""
    outdir = Path(builder.outdir)
    paths = (Path(builder.get_outfilename(docname)) for docname in docnames)
    return sorted(path.relative_to(outdir).as_posix() for path in paths)


def _read(path: Path) -> Iterator[str]:
    """Read a manifest; one that is missing or broken names nothing.

    Only names that a build writes count: ``papers/../index.html`` is a page of the author's.
    """
    with suppress(OSError, ValueError, RecursionError):
        content = json.loads(path.read_text(encoding="utf-8"))
        names = content.get("pages", []) if isinstance(content, dict) else []
        for name in names if isinstance(names, list) else []:
            if isinstance(name, str) and not {"", ".", ".."} & set(name.split("/")):
                yield name


def _write(path: Path, names: Sequence[str]) -> None:
    """Write a manifest; a build without generated pages leaves none."""
    if names:
        content = json.dumps({"pages": names}, ensure_ascii=False, indent=0) + "\n"
        path.write_text(content, encoding="utf-8")
    else:
        path.unlink(missing_ok=True)


def _remove(path: Path, outdir: Path) -> None:
    """Remove a file within the output folder, and the folders that it leaves empty.

    What lies elsewhere is not ours, even where a broken manifest or a link leads there.
    """
    with suppress(OSError, ValueError):
        folder = path.parent.resolve(strict=True)
        if not folder.is_relative_to(outdir.resolve()):
            return
        path.unlink()
        while folder != outdir.resolve():
            folder.rmdir()  # fails where anything is left
            folder = folder.parent
