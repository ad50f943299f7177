"""Read a journal as a build would, and leave nothing behind in it."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_paperreview.cli.console import progress
from sphinx_paperreview.cli.findings import Finding, warning_at
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.guards import Output
from sphinx_paperreview.collecting.memory import given_back
from sphinx_paperreview.collecting.texts import texts_of
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.site import Site, site_of
from sphinx_paperreview.sphinx_internals.log import Logged, WatchedSphinx

_BUILDS = ("_build", "build", "../_build", "../build")
"""Where authors keep what they have built, from the folder of ``conf.py``."""

_ENVIRONMENTS = ("environment.pickle", "*/environment.pickle", "*/.doctrees/environment.pickle")
"""Where in there Sphinx keeps what it has read."""


@dataclass(frozen=True)
class ReadJournal:
    """What a build knows of a journal."""

    library: Library
    site: Site
    paths: Mapping[str, str]
    """The absolute path of each post, by its docname."""
    warnings: tuple[Finding, ...] = ()
    """In the order in which the build gave them."""
    suppressed: tuple[str, ...] = ()
    """Types of warnings that nobody wants to see: ``suppress_warnings`` of ``conf.py``."""


def read_reviews(journal: Path) -> ReadJournal:
    """Read the reviews of a journal; what its last build has read is not read again."""
    with _read(journal) as app:
        return _reading(app)


def read_texts(journal: Path) -> tuple[ReadJournal, dict[tuple[str, int], str]]:
    """Read the reviews of a journal, and what each says, by its page and position."""
    with _read(journal) as app:
        reading = _reading(app)
        with progress("Comparing", len(reading.library.posts)) as bar:
            texts: dict[tuple[str, int], str] = {}
            for docname in sorted(reading.library.posts):
                said = texts_of(app.env.get_doctree(docname))
                texts |= {(docname, position): text for position, text in enumerate(said)}
                bar.update(1)
        return reading, texts


@contextmanager
def _read(journal: Path) -> Iterator[Sphinx]:
    with _started(journal, "dummy", reuse=True) as (app, _warnings):
        # What readers of the journal's web pages meet.
        PaperDomain.of(app.env).note_output(Output.web(app))
        app.builder.read()
        yield app


def read_site(journal: Path) -> Site:
    """Read what ``conf.py`` says, and no page."""
    with _started(journal, "dummy", reuse=False) as (app, _warnings):
        return site_of(app.config)


def read_all(journal: Path, builder: str) -> ReadJournal:
    """Build a journal in a place apart, and keep all that the build complains about."""
    with _started(journal, builder, reuse=False) as (app, warnings):
        app.build()
        return _reading(app, warnings)


def _reading(app: Sphinx, warnings: _Warnings | None = None) -> ReadJournal:
    library = PaperDomain.of(app.env).library
    return ReadJournal(
        library=library,
        site=site_of(app.config),
        paths={docname: str(app.env.doc2path(docname)) for docname in library.posts},
        warnings=tuple(warnings.found if warnings else ()),
        suppressed=tuple(app.config.suppress_warnings),
    )


class _Warnings(io.StringIO):
    """Keeps what a build complains about."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Finding] = []

    def take(self, warning: Logged) -> None:
        """Keep a warning."""
        self.found.append(warning_at(warning.place, warning.kind, warning.message))

    def write(self, text: str) -> int:
        """Keep what is written: what conf.py logs, before anybody can take it."""
        if text.strip():
            message = click.unstyle(text).removeprefix("WARNING: ")
            self.found.append(warning_at("", "", message))
        return len(text)


@contextmanager
def _started(journal: Path, builder: str, *, reuse: bool) -> Iterator[tuple[Sphinx, _Warnings]]:
    """Start Sphinx on a journal; whatever fails is one line for the author."""
    with ExitStack() as stack:
        work = Path(stack.enter_context(TemporaryDirectory(prefix="paperreview-")))
        doctrees = _last_doctrees(journal) if reuse else None
        if doctrees is not None:
            shutil.copytree(doctrees, work / "doctrees")
        stack.enter_context(_failures_on_one_line())
        stack.enter_context(given_back())
        stack.enter_context(patch_docutils(journal))
        stack.enter_context(docutils_namespace())
        # What conf.py and extensions print is no part of a result.
        stack.enter_context(redirect_stdout(sys.stderr))
        warnings = _Warnings()
        app = WatchedSphinx(
            warnings.take,
            srcdir=journal,
            confdir=journal,
            outdir=work / "out",
            doctreedir=work / "doctrees",
            buildername=builder,
            status=None,
            warning=warnings,
        )
        if "sphinx_paperreview" not in app.extensions:
            raise click.ClickException("conf.py does not load 'sphinx_paperreview'")
        _show_progress(app, stack)
        yield app, warnings


def _last_doctrees(journal: Path) -> Path | None:
    """Find what the last build of a journal has read."""
    found = [
        path
        for build in _BUILDS
        for pattern in _ENVIRONMENTS
        for path in (journal / build).glob(pattern)
    ]
    return max(found, key=lambda path: path.stat().st_mtime).parent if found else None


def _show_progress(app: Sphinx, stack: ExitStack) -> None:
    """Show how far Sphinx is with reading, then with writing."""

    def count(label: str, length: int, event: str) -> None:
        bar = stack.enter_context(progress(label, length))
        app.connect(event, lambda *_arguments: bar.update(1))

    app.connect(
        "env-before-read-docs",
        lambda _app, _env, names: count("Reading", len(names), "source-read"),
    )
    app.connect(
        "write-started",
        lambda app, _builder: count("Writing", len(app.env.all_docs), "doctree-resolved"),
    )


@contextmanager
def _failures_on_one_line() -> Iterator[None]:
    """Turn what an author's conf.py, a theme or an extension raises into a message."""
    try:
        yield
    except click.ClickException:
        raise
    except Exception as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        # A traceback may stand between the first line and the last.
        text = " ".join(dict.fromkeys([*lines[:1], *lines[-1:]]))
        name = "" if isinstance(error, SphinxError) else f"{type(error).__name__}: "
        raise click.ClickException(f"Sphinx cannot read the journal: {name}{text}") from error
