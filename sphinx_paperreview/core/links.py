"""The links of a card: what its ids give, and what its author typed, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from sphinx_paperreview.core.model import Link, Paper
from sphinx_paperreview.core.sources import SourceTable


def links_for(
    paper: Paper, sources: SourceTable, *, shown: Iterable[str], language: str = ""
) -> tuple[Link, ...]:
    """List the links of a paper's card, each URL once.

    First the sources that the site shows, in the site's order (the URL that the author
    typed, where there is one); then the home of every id that no link leads to yet; then
    the author's other links: further sources, resources such as code, and the rest.

    Args:
        paper: The paper as its review describes it.
        sources: The site's sources.
        shown: Keys of the sources that ids give chips for, in order.
        language: Language of generated alphaXiv links, or ``""``.
    """
    links = {link.url: link for link in _from_sources(paper, sources, shown, language)}
    kinds = {link.kind for link in (*links.values(), *paper.links)}
    for paper_id in paper.ids:
        home = sources.home(paper_id)
        url = home.url_for(paper_id) if home else ""
        if home and url and home.key not in kinds:
            links.setdefault(url, Link(home.key, url, typed=False))
    for link in paper.links:
        links.setdefault(link.url, link)
    return tuple(links.values())


def label_of(link: Link, labels: Mapping[str, str]) -> str:
    """Name a link: as its author does, else by its kind, else by the host of its URL."""
    return link.label or labels.get(link.kind) or _host(link.url)


def _from_sources(
    paper: Paper, sources: SourceTable, shown: Iterable[str], language: str
) -> Iterator[Link]:
    typed: dict[str, Link] = {}
    for link in paper.links:
        typed.setdefault(link.kind, link)
    for key in shown:
        urls = (sources[key].url_for(paper_id, language=language) for paper_id in paper.ids)
        url = next(filter(None, urls), "")
        if key in typed:
            yield typed[key]
        elif url:
            yield Link(key, url, typed=False)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")
