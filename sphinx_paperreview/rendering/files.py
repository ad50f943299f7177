"""Files of our own in an output folder: which there are, and which are there no more."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.collecting.domain import PaperDomain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

MANIFEST = ".paperreview.json"
"""Record of the generated files, at the top of the output folder."""


def remove_stale_pages(app: Sphinx, exception: Exception | None) -> None:
    """Remove the pages that a clean build would not make any more (``build-finished``)."""
    domain = PaperDomain.of(app.env)
    if exception is not None or not domain.is_paged:
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    outdir = Path(builder.outdir)
    ours = domain.plan.all_names()
    written = _outputs(builder, [name for name in ours if name not in app.env.found_docs])
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

    Only names within the output folder count: what is to be removed must be ours.
    """
    with suppress(OSError, ValueError):
        content = json.loads(path.read_text(encoding="utf-8"))
        names = content.get("pages", []) if isinstance(content, dict) else []
        for name in names if isinstance(names, list) else []:
            if isinstance(name, str) and not {"", ".", ".."} & set(name.split("/")):
                yield name


def _write(path: Path, names: Iterable[str]) -> None:
    content = json.dumps({"pages": list(names)}, ensure_ascii=False, indent=0) + "\n"
    if names or path.exists():
        path.write_text(content, encoding="utf-8")


def _remove(path: Path, outdir: Path) -> None:
    """Remove a file, and the folders that it leaves empty."""
    with suppress(OSError):
        path.unlink()
        for folder in path.parents:
            if folder == outdir:
                break
            folder.rmdir()  # fails where anything is left
