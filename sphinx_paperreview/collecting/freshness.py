"""Which pages show something that has changed elsewhere, and must be written again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.fingerprints import fingerprint
from sphinx_paperreview.collecting.listing_views import ListingView
from sphinx_paperreview.collecting.output_record import OutputRecord
from sphinx_paperreview.collecting.state import state_of
from sphinx_paperreview.collecting.views import Views
from sphinx_paperreview.site import site_of
from sphinx_paperreview.sphinx_internals.html import configuration_digests

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

INCREMENTAL = frozenset({"html", "dirhtml", "json", "pickle", "text", "xml", "pseudoxml"})
"""The builders that write only some pages; the others write all, at every build."""


class Freshness:
    """What one build knows of the pages that earlier builds have left in its output folder.

    The record belongs to the output folder, not to the environment: two builders may share one
    environment, and a build may write one page only. A build that stops half-way leaves a
    record that trusts no page.
    """

    def __init__(self, version: str, listings: Mapping[type, ListingView]) -> None:
        self.version = version
        self.listings = listings
        self.stamp = ""
        self.state = ""
        self.old = OutputRecord()
        self.is_unchanged = False
        self.views: dict[str, str] = {}
        self.written: set[str] = set()
        self.pages: dict[str, str] = {}
        self._views: Views | None = None

    def find_stale(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """List the pages to be written again (``env-get-updated``)."""
        if app.builder.name not in INCREMENTAL:
            return []
        self.written, self.pages, self._views = set(), {}, None  # one application may build twice
        self.stamp = _stamp(app, self.version)
        old = OutputRecord.read(Path(app.outdir))
        # What was made with anything else is no longer to be trusted; but it is still ours.
        is_same = self.stamp and old.stamp == self.stamp
        self.old = old if is_same else OutputRecord(pages=dict.fromkeys(old.pages, ""))
        self.state = state_of(env)
        self.is_unchanged = self.old.state == self.state
        if (
            self.is_unchanged
        ):  # the text of a page may have changed, but nothing of it shows elsewhere
            self.views = dict(self.old.views)
            if self.old.keys:
                PaperDomain.of(env).bibliography.recall(self.old.keys.split())
            return []
        all_views = self.all_views(app)
        self.views = {docname: all_views.of_page(docname) for docname in sorted(env.found_docs)}
        return [name for name, view in self.views.items() if self.old.views.get(name) != view]

    def all_views(self, app: Sphinx) -> Views:
        """Give the views of this build, which look at each review once."""
        if self._views is None:
            self._views = Views(app.env, app.builder, PaperDomain.of(app.env), self.listings)
        return self._views

    def distrust(self, app: Sphinx, builder: Builder) -> None:
        """Note that pages are being written (``write-started``): any may be left half-written."""
        if builder.name in INCREMENTAL:
            OutputRecord(pages=self.old.pages).write(Path(app.outdir))

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note a page that is written (``doctree-resolved``, in the main process)."""
        del app, doctree
        self.written.add(docname)

    def is_fresh(self, path: str, view: Callable[[], str], pages: Iterable[str] = ()) -> bool:
        """Tell whether a generated file shows what it should; note that it will.

        Args:
            path: The file, relative to the output folder.
            view: Takes the fingerprint of what it should show.
            pages: Those of which it shows the very text.
        """
        known = self.old.pages.get(path)
        is_unchanged = self.is_unchanged and self.written.isdisjoint(pages)
        self.pages[path] = known if is_unchanged and known is not None else view()
        return known == self.pages[path]

    def gone(self, kept: Iterable[str]) -> set[str]:
        """List the generated files that no build would make any more."""
        gone = self.old.pages.keys() - self.pages.keys()
        return gone - set(kept) if gone else gone  # hardly ever: naming what is kept takes long

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the record of a build that has gone well (``build-finished``)."""
        if exception is not None or app.builder.name not in INCREMENTAL:
            return
        views = {name: self._view_in_output(name, view) for name, view in self.views.items()}
        state = self.state if views == self.views else ""
        domain = PaperDomain.of(app.env)
        keys = " ".join(domain.bibliography.keys) if state and domain.is_paged else ""
        OutputRecord(self.stamp, state, views, self.pages, keys).write(Path(app.outdir))

    def _view_in_output(self, docname: str, view: str) -> str:
        """Give the view of a page as it now lies in the output folder."""
        return view if docname in self.written else self.old.views.get(docname, "")


def _stamp(app: Sphinx, version: str) -> str:
    """Take the fingerprint of what shapes all pages: versions, configuration, address.

    ``""`` where nobody knows it: no record has that.
    """
    digests = configuration_digests(app.builder)
    if digests is None:
        return ""
    site = site_of(app.config)
    settings = sorted(vars(site.settings).items())
    made_with = (settings, site.orgs_digest, site.base)
    return fingerprint([version, sphinx.__version__, *digests, *made_with])
