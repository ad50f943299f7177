"""Tiny sites: write pages, build them, look at what came out."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.mentions import Mentions
from sphinx_paperreview.core.model import Review

_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")

CONF = 'extensions = ["myst_parser", "sphinx_paperreview"]\n'


@dataclass(frozen=True)
class Built:
    """What one run of Sphinx has left."""

    out: Path
    warnings: tuple[str, ...]
    library: Library
    suffix: str = ".html"
    domain: PaperDomain | None = None
    """None of a site without the extension."""

    @property
    def mentions(self) -> Mentions:
        """Who mentions which paper."""
        assert self.domain is not None
        return self.domain.mentions

    @property
    def reviews(self) -> tuple[Review, ...]:
        """All reviews, ordered by page and position."""
        return tuple(sorted(self.library, key=lambda review: (review.docname, review.position)))

    def text(self, name: str) -> str:
        """Read an output file."""
        return (self.out / name).read_text(encoding="utf-8")

    def page(self, docname: str = "index") -> BeautifulSoup:
        """Parse an HTML page."""
        return BeautifulSoup(self.text(f"{docname}.html"), "html.parser")

    def uncited(self, docname: str = "index") -> BeautifulSoup:
        """Parse a built page, without the BibTeX that its cards unfold: it says titles again."""
        page = self.page(docname)
        for fold in page.select(".paper-cite"):
            fold.decompose()
        return page

    def select(self, selector: str, docname: str = "index") -> list[Tag]:
        """Find elements of an HTML page by a CSS selector."""
        return self.page(docname).select(selector)

    def texts(self, selector: str, docname: str = "index") -> list[str]:
        """Give the texts of elements, white space folded."""
        return [" ".join(tag.get_text().split()) for tag in self.select(selector, docname)]


@dataclass
class Site:
    """A source folder in a temporary place."""

    source: Path
    pages: Mapping[str, str | bytes]
    conf: str = ""

    def __post_init__(self) -> None:
        self.source.mkdir(parents=True, exist_ok=True)
        self.write("conf.py", CONF + self.conf)
        for name, text in self.pages.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file of the site."""
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def build(
        self,
        builder: str = "html",
        *,
        out: Path | None = None,
        parallel: int = 1,
        fresh: bool = False,
        nitpicky: bool = True,
        tags: Sequence[str] = (),
        **overrides: Any,
    ) -> Built:
        """Run Sphinx as ``sphinx-build -n`` does and collect its warnings."""
        return build(
            self.source,
            out or self.source.parent / f"out-{builder}",
            builder,
            parallel=parallel,
            fresh=fresh,
            tags=tags,
            overrides={"nitpicky": nitpicky, **overrides},
        )


def build(
    source: Path,
    out: Path,
    builder: str,
    *,
    parallel: int = 1,
    fresh: bool = False,
    overrides: Mapping[str, Any] | None = None,
    confdir: Path | None = None,
    doctrees: Path | None = None,
    filenames: Sequence[Path] | None = None,
    tags: Sequence[str] = (),
) -> Built:
    """Run Sphinx on a source folder, or write some of its files only."""
    warnings = io.StringIO()
    with patch_docutils(confdir or source), docutils_namespace():
        app = Sphinx(
            srcdir=source,
            confdir=confdir or source,
            outdir=out,
            doctreedir=doctrees or out.parent / f"doctrees-{out.name}",
            buildername=builder,
            confoverrides=dict(overrides or {}),
            status=None,
            warning=warnings,
            freshenv=fresh,
            tags=tags,
            parallel=parallel,
        )
        app.build(filenames=list(filenames) if filenames else ())
        domain = PaperDomain.of(app.env) if app.registry.has_domain(PaperDomain.name) else None
    # pydata-sphinx-theme adds its own to the list that is the default of all later sites.
    Config.config_values["templates_path"].default.clear()
    lines = _ESCAPES.sub("", warnings.getvalue()).splitlines()
    library = domain.library if domain else Library()
    return Built(out, tuple(filter(str.strip, lines)), library, domain=domain)


def review_page(*lines: str, title: str = "# Post", date: str = "2025-11-27") -> str:
    """Write a post around some lines."""
    return "\n".join([f"---\ndate: {date}\n---", title, "", *lines, ""])
