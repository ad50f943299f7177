"""What a paper is called where nobody gives its title."""

from __future__ import annotations

import pytest

from sphinx_paperreview.core.identifiers import parse_id
from sphinx_paperreview.core.names import name_of
from sphinx_paperreview.core.paper_id import PaperId
from sphinx_paperreview.core.schemes import SCHEMES
from sphinx_paperreview.core.sources import builtin_sources


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2511.20478", "arXiv 2511.20478"),
        ("https://huggingface.co/papers/2511.20478", "arXiv 2511.20478"),
        ("hep-th/9901001", "arXiv hep-th/9901001"),
        ("10.1145/3485132", "DOI 10.1145/3485132"),
        ("openreview:AbCdEfGhIj", "OpenReview AbCdEfGhIj"),
        ("ISBN 9780262033848", "ISBN 9780262033848"),  # no site owns it
        ("https://example.org/paper.html", "example.org/paper.html"),
    ],
)
def test_a_paper_without_title_is_named_by_its_site_and_id(text: str, name: str) -> None:
    """The label of the site that owns the id, then the id; of a bare URL, its address."""
    assert name_of(parse_id(text), builtin_sources()) == name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_gives_a_name_with_the_value(scheme: str) -> None:
    """No paper is nameless, and none is named by a scheme's key alone."""
    name = name_of(PaperId(scheme, "the-value"), builtin_sources())
    assert name.endswith("the-value")
    assert not name.startswith(":")
