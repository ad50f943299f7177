"""In real posts, one paper is one paper, whatever URL each post came by."""

from __future__ import annotations

import posixpath

import pytest
from bs4 import Tag

from sphinx_paperreview.core.identifiers import parse_id
from tests.posts import Written
from tests.site import Built
from tests.test_seeds import BuildSeeds, build_seeds, source, written

__all__ = ["build_seeds", "source", "written"]  # fixtures

TWICE = ("2511.21579", "2511.21692", "2511.20478")


@pytest.fixture
def built(build_seeds: BuildSeeds) -> Built:
    """Build the posts in HTML."""
    return build_seeds("html")


def test_the_posts_review_thirty_papers(built: Built) -> None:
    """Thirty-three reviews, three papers twice."""
    papers = built.library.tables.papers
    assert (len(built.reviews), len(papers)) == (33, 30)
    twice = {str(paper[0].paper.ids[0]) for paper in papers if len(paper) == 2}
    assert twice == {f"arxiv:{number}" for number in TWICE}
    assert {len(paper) for paper in papers} == {1, 2}


@pytest.mark.parametrize("number", TWICE)
def test_a_paper_in_two_posts_was_reached_by_different_urls(built: Built, number: str) -> None:
    """The posts have no URL in common, and still review one paper."""
    one, two = built.library.tables.by_id[parse_id(number)]
    assert one.docname != two.docname
    urls = [{link.url for link in review.paper.links} for review in (one, two)]
    assert all(urls)
    assert not urls[0] & urls[1]


@pytest.mark.parametrize("number", TWICE)
def test_its_reviews_name_each_other(built: Built, number: str) -> None:
    """At the foot of each, a link to the very place of the other."""
    reviews = built.library.tables.by_id[parse_id(number)]
    for review, other in (reviews, reviews[::-1]):
        (foot,) = built.select(f"section[id='{review.anchor}'] > .paper-foot", review.docname)
        (link,) = foot.select(".paper-also a")
        assert link["href"] == f"{posixpath.basename(other.docname)}.html#{other.anchor}"
        assert built.select(f"section.paper-review[id='{other.anchor}']", other.docname)


def test_the_role_leads_to_arxiv(
    built: Built,
    written: list[Written],
) -> None:
    """Nobody reviewed there what the post of 2025-10-27 points to: its source has it."""
    (review,) = (review for review in written if "{paper}`" in review.body)
    assert review.docname == "2025-10-27"
    target = review.body.partition("{paper}`")[2].partition("`")[0]
    number = target.rpartition("<")[2].rstrip(">") if "<" in target else target
    paper_id = parse_id(number)
    assert paper_id not in built.library.tables.by_id
    links = [
        link
        for link in built.select("p a", review.docname)
        if link.get("href") == f"https://arxiv.org/abs/{paper_id.value}"
        and "paper-link" not in link.get_attribute_list("class")
    ]
    (link,) = links
    assert isinstance(link, Tag)
    assert link.get_text()
