"""What the files of papers hold: all of the journal, those of a generated page, of a listing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, cast

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.collecting.addresses import own_pages
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.query import Listing, select
from sphinx_paperreview.core.tables import PaperKey
from sphinx_paperreview.exports.bibtex import format_bibtex, format_entry
from sphinx_paperreview.exports.csl_json import format_csl, format_item
from sphinx_paperreview.exports.gathering import Entry, gather
from sphinx_paperreview.metadata.paper_record import REVIEWS, PaperRecord
from sphinx_paperreview.metadata.papers_json import format_papers
from sphinx_paperreview.rendering.downloads import JOURNAL, SUFFIXES, file_of
from sphinx_paperreview.rendering.files import GeneratedFiles
from sphinx_paperreview.site import Site, site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FileText = tuple[str, Callable[[], str]]
"""The name of a file, and what gives its text."""

_FORMATS: Mapping[str, tuple[Callable[[Entry], str], Callable[[Iterable[str]], str]]] = {
    "bib": (format_entry, format_bibtex),
    "csl": (format_item, format_csl),
}
"""For each of `EXPORTS`: what writes a paper, and what makes a file of several."""


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
    _written: dict[tuple[str, PaperKey], str] = field(default_factory=dict)
    """Papers as they stand in files: one is in many, and the same in all."""

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
            if page.name not in own:
                for kind in kinds:
                    yield file_of(page.name, 1, kind), partial(self._some, kind, page.reviews)

    def _listings(self) -> Iterator[FileText]:
        for docname, listings in sorted(self.domain.exports.items()):
            for listing in listings:
                for kind in listing.export:
                    text = partial(self._listed, kind, listing)
                    yield file_of(docname, listing.number, kind), text

    # What they hold ------------------------------------------------------------------------------

    @cached_property
    def _entries(self) -> Mapping[PaperKey, Entry]:
        tables = self.domain.library.tables
        entries = gather(tables.papers, self.site.sources, self.site.knowledge.key_of)
        return {tables.paper_key(entry.reviews[0]): entry for entry in entries}

    def _papers_json(self) -> str:
        return format_papers(map(self._with_reviews, self._entries.values()))

    def _with_reviews(self, entry: Entry) -> PaperRecord:
        reviews = [self._reviewed(review) for review in entry.reviews]
        return replace(entry.record, extra={REVIEWS: reviews})

    def _reviewed(self, review: Review) -> Mapping[str, str]:
        """Tell where a paper was reviewed."""
        base = self.builder.config.html_baseurl
        uri = f"{self.builder.get_target_uri(review.docname)}#{review.anchor}"
        told = {
            "url": f"{base.rstrip('/')}/{uri}" if base else uri,
            "post": self.domain.library.posts[review.docname].title,
            "date": review.date,
        }
        return {name: text for name, text in told.items() if text or name == "post"}

    def _all(self, kind: str) -> str:
        """Write all papers, by their keys: so a new one changes nothing else."""
        _write, combine = _FORMATS[kind]
        keys = sorted(self._entries, key=lambda key: self._entries[key].record.key)
        return combine(self._paper(kind, key) for key in keys)

    def _listed(self, kind: str, listing: Listing) -> str:
        count = self.domain.mentions.count
        reviews = select(self.domain.library.reviews(), listing.query, mentions=count)
        return self._some(kind, reviews[: listing.limit or None])

    def _some(self, kind: str, reviews: Iterable[Review]) -> str:
        """Write the papers of some reviews, each once, in their order."""
        _write, combine = _FORMATS[kind]
        keys = dict.fromkeys(map(self.domain.library.tables.paper_key, reviews))
        return combine(self._paper(kind, key) for key in keys)

    def _paper(self, kind: str, key: PaperKey) -> str:
        if (kind, key) not in self._written:
            write, _combine = _FORMATS[kind]
            self._written[kind, key] = write(self._entries[key])
        return self._written[kind, key]
