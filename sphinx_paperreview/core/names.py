"""What a paper is called where nobody gives its title."""

from __future__ import annotations

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.sources import SourceTable


def name_of(paper_id: PaperId, sources: SourceTable) -> str:
    """Name a paper by its id: ``arXiv 2511.20478``; by its address where that is its id."""
    if paper_id.scheme == "url":
        return paper_id.value.partition("://")[2] or paper_id.value
    home = sources.home(paper_id)
    return f"{home.label if home else paper_id.scheme.upper()} {paper_id.value}"
