"""Reviews by name: the work for many references on a page of many reviews."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Link, Paper, Post, Reference, Review
from sphinx_paperreview.core.references import find_referred
from sphinx_paperreview.core.runs import Run
from tests.work import is_linear

WAYS: dict[str, Callable[[int], Reference]] = {
    "id": lambda i: Reference("paper", f"2511.{i + 1:05}"),
    "external id": lambda i: Reference("external", f"arxiv:2511.{i + 1:05}"),
    "label": lambda i: Reference("paper", f"Label {i}"),
    "title": lambda i: Reference("paper", f"Paper {i}: what it does"),
    "short title": lambda i: Reference("paper", f"paper {i}"),
    "anchor": lambda i: Reference("paper", f"arxiv-2511.{i + 1:05}"),
    "nothing": lambda i: Reference("paper", f"unknown {i}"),
    "ref": lambda i: Reference("label", f"label {i}"),
    "place": lambda i: Reference("place", f"page#arxiv-2511.{i + 1:05}"),
    "link": lambda i: Reference("link", f"arxiv:2511.{i + 1:05}"),
    "link to the code": lambda i: Reference("link", f"url:https://example.org/{i}"),
    "link to shared code": lambda i: Reference("link", "url:https://example.org/shared"),
    "one paper": lambda i: Reference("paper", "2511.00001"),
}


def _review(number: int, position: int, docname: str) -> Review:
    ids = (PaperId("arxiv", f"2511.{number + 1:05}"),)
    links = tuple(Link("code", f"https://example.org/{end}") for end in (number, "shared"))
    title = (Run(f"Paper {number}: what it does"),)
    return Review(
        Paper(ids, title, links=links),
        docname,
        anchor=f"arxiv-2511.{number + 1:05}",
        position=position,
        name=f"label {number}",
    )


def _one_page(size: int) -> Library:
    library = Library()
    library.add(Post("page", reviews=tuple(_review(i, i, "page") for i in range(size))))
    return library


def _one_paper(size: int) -> Library:
    """Make a library of one paper, reviewed on one page and on many others."""
    library = Library()
    library.add(Post("page", reviews=tuple(_review(0, i, "page") for i in range(size))))
    for i in range(size):
        library.add(Post(f"page-{i}", reviews=(_review(0, 0, f"page-{i}"),)))
    return library


@pytest.mark.parametrize("make", [_one_page, _one_paper])
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("docname", ["page", "elsewhere"])
def test_many_references_cost_as_many_steps(
    make: Callable[[int], Library], way: str, docname: str
) -> None:
    """By whatever name a page refers to papers, no reference looks at all reviews."""

    def run(size: int) -> Callable[[], object]:
        library = make(size)
        references = [WAYS[way](i) for i in range(size)]
        return lambda: [find_referred(library, one, docname) for one in references]

    assert is_linear(run, 20)
