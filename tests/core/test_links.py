"""The links of a card: what ids give and what the author typed, in one order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.identifiers import parse, parse_id
from sphinx_paperreview.core.links import label_of, links_for
from sphinx_paperreview.core.model import Link, Paper
from sphinx_paperreview.core.sources import builtin_sources

SHOWN = ("arxiv", "pdf", "huggingface", "alphaxiv")
SOURCES = builtin_sources()


def _paper(*ids: str, links: tuple[Link, ...] = ()) -> Paper:
    """Describe a paper as the directive does: URLs among the ids are links too."""
    located = [parse(text) for text in ids]
    typed = tuple(Link(found.source or "link", found.url) for found in located if found.url)
    return Paper(ids=tuple(found.id for found in located), links=typed + links)


def _urls(paper: Paper, *, shown: tuple[str, ...] = SHOWN, language: str = "") -> list[str]:
    return [link.url for link in links_for(paper, SOURCES, shown=shown, language=language)]


def test_one_id_gives_all_sources_in_the_sites_order() -> None:
    """An arXiv id alone: its page, the PDF, and who else shows it."""
    assert _urls(_paper("2511.21579")) == [
        "https://arxiv.org/abs/2511.21579",
        "https://arxiv.org/pdf/2511.21579",
        "https://huggingface.co/papers/2511.21579",
        "https://www.alphaxiv.org/overview/2511.21579",
    ]


def test_the_site_chooses_sources_and_language() -> None:
    """Only those that it shows, in its order; the id's own home comes in any case."""
    paper = _paper("2511.21579")
    assert _urls(paper, shown=("alphaxiv", "huggingface"), language="ko") == [
        "https://www.alphaxiv.org/ko/overview/2511.21579",
        "https://huggingface.co/papers/2511.21579",
        "https://arxiv.org/abs/2511.21579",
    ]


def test_what_the_author_typed_stands_in_place_of_what_an_id_gives() -> None:
    """With its version, in the place of its source, once."""
    paper = _paper("https://arxiv.org/pdf/2511.21579v2")
    links = links_for(paper, SOURCES, shown=SHOWN)
    assert [(link.url, link.typed) for link in links][:2] == [
        ("https://arxiv.org/abs/2511.21579", False),
        ("https://arxiv.org/pdf/2511.21579v2", True),
    ]
    assert len(links) == 4


def test_every_id_leads_home() -> None:
    """A second id of another site gives that site's page, after the sources that are shown."""
    urls = _urls(_paper("2511.21579", "openreview:AbCdEfGhIj"))
    assert urls[-1] == "https://openreview.net/forum?id=AbCdEfGhIj"


def test_the_authors_other_links_come_last_in_their_order() -> None:
    """Code, project and the rest, each URL once."""
    others = (
        Link("code", "https://example.org/code"),
        Link("link", "https://example.org/talk", "Talk"),
        Link("link", "https://example.org/code", "Again"),
    )
    urls = _urls(_paper("2511.21579", links=others))
    assert urls[-2:] == ["https://example.org/code", "https://example.org/talk"]


def test_a_paper_without_anything_has_no_links() -> None:
    """A review with only a title is normal."""
    assert _urls(Paper()) == []


@given(
    st.lists(
        st.sampled_from(
            ["2511.21579", "https://huggingface.co/papers/2511.21579", "10.1145/3485132",
             "https://arxiv.org/pdf/2511.21579v2", "openreview:AbCdEfGhIj",
             "https://example.org/a", "ISBN 9780262033848"]
        ),
        unique=True,
    ),
    st.lists(st.sampled_from(SHOWN), unique=True).map(tuple),
)  # fmt: skip
def test_each_url_stands_once_and_no_typed_one_is_lost(
    ids: list[str], shown: tuple[str, ...]
) -> None:
    """Whatever ids, and whatever the site shows; but a second URL of one kind may give way."""
    paper = _paper(*ids)
    urls = _urls(paper, shown=shown)
    assert len(urls) == len(set(urls))
    assert {link.url for link in paper.links} <= set(urls)


@pytest.mark.parametrize(
    ("link", "label"),
    [
        (Link("code", "https://example.org/code"), "Code"),
        (Link("code", "https://example.org/code", "Repository"), "Repository"),
        (Link("link", "https://www.example.org/x"), "example.org"),
        (Link("link", "https://example.org:8080/x"), "example.org"),
    ],
)
def test_a_link_is_named_by_author_kind_or_host(link: Link, label: str) -> None:
    """In this order."""
    assert label_of(link, {"code": "Code"}) == label


def test_ids_are_those_of_the_paper() -> None:
    """The table's helper reads URLs as the directive does."""
    assert _paper("https://arxiv.org/pdf/2511.21579v2").ids == (parse_id("2511.21579"),)
