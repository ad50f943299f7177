"""Tiny sites, built in this process: options of directives, and values of ``conf.py``."""

from __future__ import annotations

import dataclasses
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random

from benchmarks.fuzz.author import OWN_WORD
from benchmarks.fuzz.browsing import Page
from benchmarks.fuzz.pages import LISTINGS, Reviewer
from benchmarks.fuzz.settings import Configurator
from benchmarks.fuzz.target import Input, Problem, Target
from sphinx_paperreview.config import PREFIX, Settings
from sphinx_paperreview.importers.verify.units import fold
from tests.site import Built, Site

CONF, BUILDER = "conf.py", "builder"

_BUILDERS = (
    *("html",) * 12,
    *("dirhtml", "singlehtml", "text", "latex", "epub", "xml", "man", "texinfo", "json", "gettext"),
)
_CALM = 'html_theme = "basic"\nversion = "1"\ncopyright = "me"\n'

_TYPED = re.compile(r"\[[\w-]+(?:\.[\w-]+)*\]$")
_RUNS = re.compile(r"(?<!\\textbackslash)\\(?:input\{/etc|write18)")

_POST = """---
date: 2025-11-27
---
# Post

:::{paper} 2511.21579
:title: Harmony
:org: nvidia, mine
:tags: one, two
:venue: ICLR 2026
:authors: A A; B B; C C; D D
:code: https://github.com/a/b

Text, with $x^2$ and a link to [another](https://arxiv.org/abs/2503.01002).
:::
"""


_PLAIN = 'extensions = ["myst_parser"]\n'
"""What takes our extension away again."""


def problems(given: Input, look: Callable[[Built], Iterable[Problem]]) -> Problem | None:
    """Build a site and look at it.

    What ends a build without our extension too is no fault of ours: MyST, for one, reads front
    matter whose values are not what their tags say.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            built = build(given, Path(folder))
        except Exception as error:
            if _ends_alike(given, error):
                return None
            raise
        return next(iter(look(built)), None)


def _ends_alike(given: Input, error: Exception) -> bool:
    plain = {**given, CONF: given[CONF] + f"\n{_PLAIN}".encode()}
    try:
        with tempfile.TemporaryDirectory() as folder:
            build(plain, Path(folder))
    except Exception as other:  # the same, as far as one can tell
        return type(other) is type(error)
    return False


def build(given: Input, folder: Path) -> Built:
    """Build a site of an input."""
    files = {name: data for name, data in given.items() if name not in (CONF, BUILDER)}
    conf = _CALM + given[CONF].decode("utf-8", "surrogateescape")
    site = Site(folder / "source", files, conf)
    return site.build(given[BUILDER].decode() or "html", nitpicky=False)


def _check_site(given: Input) -> Problem | None:
    return problems(given, lambda built: [*_untyped(built), *_dangers(built)])


def _untyped(built: Built) -> Iterator[Problem]:
    for line in built.warnings:
        if "conf.py" in line and not _TYPED.search(line):
            yield Problem("a warning without a type", line[:300])


def _dangers(built: Built) -> Iterator[Problem]:
    for path in sorted(built.out.rglob("*.html")):
        faults = Page(path.read_text(encoding="utf-8")).faults
        yield from (Problem("may run", f"{path.name}: {fault}") for fault in faults)
    for path in sorted(built.out.rglob("*.tex")):
        if found := _RUNS.search(path.read_text(encoding="utf-8")):
            yield Problem("may run in TeX", f"{path.name}: {found[0]}")


# Options ------------------------------------------------------------------------------------------


def _make_page(random: Random) -> Input:
    reviewer = Reviewer(random)
    name, text = (
        ("page.rst", reviewer.page_in_rst())
        if random.random() < 0.25
        else ("page.md", reviewer.page())
    )
    return {
        "index.md": b"# Journal\n\n```{toctree}\n:glob:\n*\n```\n",
        "post.md": _POST.encode(),
        name: text.encode("utf-8", "surrogatepass"),
        CONF: random.choice((b"", b"", b'paperreview_math = "mathml"\n')),
        BUILDER: random.choice(_BUILDERS).encode(),
    }


def _check_page(given: Input) -> Problem | None:
    def look(built: Built) -> Iterator[Problem]:
        yield from _dangers(built)
        if given[BUILDER] in (b"html", b""):
            yield from _losses(given, built)

    return problems(given, look)


_NO_TEXT = re.compile(
    r"""
      \A---\n.*?\n---\n                                # front matter
    | ^```\{paper:.*?^```                              # listings: they ask, and say nothing
    | ^\.\.\ paper:\w+::[^\n]*(?:\n[ ]{3}[^\n]*)*
    | ^[ ]*:?(?:name|class|no-index|image):[^\n]*
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
"""What is no text: nobody promises to show it."""


def _losses(given: Input, built: Built) -> Iterator[Problem]:
    """Find words of reviews that stand neither on a page nor in a warning."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(built.out.rglob("*.html"))]
    said = fold("\n".join([*(text for page in pages for text in Page(page).said), *built.warnings]))
    for name in ("page.md", "page.rst"):
        text = _NO_TEXT.sub(" ", given.get(name, b"").decode("utf-8", "replace"))
        lost = [word for word in OWN_WORD.findall(fold(text)) if word not in said]
        if lost:
            yield Problem("loses words", " ".join(lost[:8]))


OPTIONS = Target("options", _make_page, _check_page, 60, 200)


# Configuration ------------------------------------------------------------------------------------


def _make_configuration(random: Random) -> Input:
    configurator = Configurator(random)
    names = [PREFIX + field.name for field in dataclasses.fields(Settings)]
    chosen = random.sample(names, random.randint(1, 4))
    conf = "".join(f"{name} = {configurator.expression()}\n" for name in chosen)
    lists = "".join(f"```{{{name}}}\n```\n\n" for name in LISTINGS)
    return {
        "index.md": f"# Journal\n\n{lists}".encode(),
        "post.md": b"---\norphan: true\n" + _POST.encode()[4:],
        "orgs.toml": configurator.orgs().encode("utf-8", "surrogatepass"),
        CONF: conf.encode(),
        BUILDER: random.choice(_BUILDERS).encode(),
    }


CONFIGURATION = Target("configuration", _make_configuration, _check_site, 60, 150)
