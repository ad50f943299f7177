"""What the files of papers hold: all of the journal, those of a generated page, of a listing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.collecting.addresses import own_pages
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import Listing, select
from sphinx_paperreview.exports.bibliography import Bibliography
from sphinx_paperreview.exports.bibtex import format_bibtex
from sphinx_paperreview.exports.csl_json import format_csl
from sphinx_paperreview.exports.gathering import Entry
from sphinx_paperreview.metadata.paper_record import REVIEWS, PaperRecord
from sphinx_paperreview.metadata.papers_json import format_papers
from sphinx_paperreview.rendering.downloads import JOURNAL, SUFFIXES, file_of
from sphinx_paperreview.rendering.files import GeneratedFiles
from sphinx_paperreview.site import Site, site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FileText = tuple[str, Callable[[], str]]
"""The name of a file, and what gives its text."""

_FORMATS: Mapping[str, Callable[[Iterable[str]], str]] = {"bib": format_bibtex, "csl": format_csl}
"""What makes a file of papers, for each of `EXPORTS`."""


def write_files(app: Sphinx, exception: Exception | None, freshness: Freshness) -> None:
    """Write the files of papers that have changed (``build-finished``)."""
    if exception is not None or not PaperDomain.of(app.env).is_paged:
        return
    builder = cast("StandaloneHTMLBuilder", app.builder)
    files = GeneratedFiles(builder, freshness)
    for path, text in PaperFiles(builder, PaperDomain.of(app.env), site_of(app.config)):
        files.write(path, text)


@dataclass
class PaperFiles:
    """The files of a build, with what they hold."""

    builder: StandaloneHTMLBuilder
    domain: PaperDomain
    site: Site

    def __iter__(self) -> Iterator[FileText]:
        """Yield each file; nothing is drawn before its text is asked for."""
        if self.domain.library.reviews():
            yield from self._journal()
            yield from self._pages()
            yield from self._listings()

    def _journal(self) -> Iterator[FileText]:
        for kind in self.site.settings.files:
            text = self._papers_json if kind == "json" else partial(self._all, kind)
            yield f"{JOURNAL}{SUFFIXES[kind]}", text

    def _pages(self) -> Iterator[FileText]:
        plan, kinds = self.domain.plan, self.site.settings.page_files
        own = own_pages(self.builder, self.domain.env.found_docs, plan.all_names())
        for page in plan.pages if kinds else ():
            if page.is_head and page.name not in own:
                for kind in kinds:
                    yield file_of(page.name, 1, kind), partial(self._some, kind, page.of_year)

    def _listings(self) -> Iterator[FileText]:
        for docname, listings in sorted(self.domain.exports.items()):
            for listing in listings:
                for kind in listing.export:
                    text = partial(self._listed, kind, listing)
                    yield file_of(docname, listing.number, kind), text

    # What they hold ------------------------------------------------------------------------------

    @property
    def _papers(self) -> Bibliography:
        return self.domain.bibliography

    def _papers_json(self) -> str:
        return format_papers(map(self._with_reviews, self._papers.entries.values()))

    def _with_reviews(self, entry: Entry) -> PaperRecord:
        reviews = [self._reviewed(review) for review in entry.reviews]
        return replace(entry.record, extra={REVIEWS: reviews})

    def _reviewed(self, review: Review) -> Mapping[str, object]:
        """Tell where a paper was reviewed."""
        uri = f"{self.builder.get_target_uri(review.docname)}#{review.anchor}"
        told = {
            "url": self.site.base.url + uri,
            "post": self.domain.library.posts[review.docname].title,
            "date": review.date,
            "reviewers": list(review.reviewers),
        }
        return {name: said for name, said in told.items() if said or name == "post"}

    def _all(self, kind: str) -> str:
        """Write all papers, by their keys: so a new one changes nothing else."""
        entries = self._papers.entries
        keys = sorted(entries, key=lambda key: entries[key].record.key)
        return _FORMATS[kind](self._papers.write(kind, key) for key in keys)

    def _listed(self, kind: str, listing: Listing) -> str:
        count = self.domain.mentions.count
        reviews = select(self.domain.library.reviews(), listing.query, mentions=count)
        return self._some(kind, reviews[: listing.limit or None])

    def _some(self, kind: str, reviews: Iterable[Review]) -> str:
        """Write the papers of some reviews, each once, in their order."""
        keys = dict.fromkeys(map(self.domain.library.tables.paper_key, reviews))
        return _FORMATS[kind](self._papers.write(kind, key) for key in keys)
