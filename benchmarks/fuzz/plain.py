"""Pages whose headings are taken for reviews: no word is lost by that."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.fuzz.author import OWN_WORD
from benchmarks.fuzz.browsing import Page
from benchmarks.fuzz.pages import Reviewer
from benchmarks.fuzz.sites import BUILDER, CONF, build, problems
from benchmarks.fuzz.target import Input, Problem, Target
from sphinx_paperreview.importers.verify.units import fold
from tests.site import Built

_PAGE = "page.md"
_CONF = "myst_enable_extensions = ['colon_fence', 'dollarmath']\npaperreview_headings = {}\n"
"""As a page of ours is read, so that reviews are all that differs."""


def _make(random: Random) -> Input:
    """Write a foreign post, with headings in the shape of reviews."""
    reviewer = Reviewer(random)
    text = "\n\n".join([reviewer.post(), *(reviewer.plain() for _ in range(3)), reviewer.post()])
    said = random.choice(("True", "'all-orgs'"))
    return {
        "index.md": b"# Journal\n\n```{toctree}\n:glob:\n*\n```\n",
        _PAGE: text.encode("utf-8", "surrogatepass"),
        CONF: _CONF.format(said).encode(),
        BUILDER: b"html",
    }


def _check(given: Input) -> Problem | None:
    def look(built: Built) -> Iterator[Problem]:
        off, said = _said_without(given), _said(built)
        text = fold(given[_PAGE].decode("utf-8", "replace"))
        lost = [word for word in OWN_WORD.findall(text) if word in off and word not in said]
        if lost:
            yield Problem("loses words", " ".join(lost[:8]))
        if "paper:heading" in said:
            yield Problem("shows what is ours", "paper:heading")

    return problems(given, look)


def _said_without(given: Input) -> str:
    """Give what the page says without reviews; nothing where that build ends.

    Then there is nothing to compare with: whatever ended it is for the targets that look for it.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            return _said(build({**given, CONF: _CONF.format(False).encode()}, Path(folder)))
        except Exception:  # any: it is another's finding, such as a download in a title
            return ""


def _said(built: Built) -> str:
    page = built.out / "page.html"
    said = Page(page.read_text(encoding="utf-8")).said if page.is_file() else ()
    return fold("\n".join([*said, *built.warnings]))


PLAIN = Target("plain", _make, _check, 60, 150)
