"""What is known of a paper, as its author would type it for a ``paper`` directive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sphinx_paperreview.core.identifiers import parse
from sphinx_paperreview.core.sources import builtin_kinds
from sphinx_paperreview.recognising.facts import Facts, Resource, paper_of


def arguments_of(urls: Sequence[str]) -> Iterator[str]:
    """Give ids and URLs; a bare id only where no URL has it."""
    linked = {paper_of(url) for url in urls if "://" in url}
    for url in urls:
        if "://" in url:
            yield url
        elif paper_of(url) not in linked:
            found = parse(url)
            yield f"{found.id}{found.version}"


def options_of(facts: Facts) -> dict[str, str]:
    """Give the options that hold anything, in the order in which they are written."""
    texts = {
        "title": facts.title,
        "subtitle": facts.subtitle,
        "org": _names(facts.orgs),
        "authors": facts.authors,
        "venue": facts.venue,
        "award": facts.award,
        "published": facts.published,
        "date": facts.date,
        "summary": facts.summary,
        **_resources(facts.resources),
        "rating": facts.rating,
        "tags": _names(facts.tags),
    }
    return {name: text for name, text in texts.items() if text}


def _names(names: Sequence[str]) -> str:
    """Join names; one with a comma needs semicolons around it, and so all."""
    if any("," in name for name in names):
        return "; ".join(names) + (";" if len(names) == 1 else "")
    return ", ".join(names)


def _resources(resources: Iterable[Resource]) -> dict[str, str]:
    """Give each kind its first link; all others stand with their labels in ``links``."""
    kinds, options, others = builtin_kinds(), dict[str, str](), []
    for link in resources:
        if link.kind in kinds and link.kind not in (*options, "link") and not link.label:
            options[link.kind] = link.url
        else:
            label = link.label or (kinds[link.kind].label if link.kind != "link" else "")
            others.append(f"{label} <{link.url}>".lstrip())
    ordered = {kind: options[kind] for kind in kinds if kind in options}
    return ordered | ({"links": "; ".join(others)} if others else {})
