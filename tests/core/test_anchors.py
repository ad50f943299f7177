"""Ids of places: one for each paper, and such as every reader of ids takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_paperreview.core.anchors import (
    anchor_of,
    anchor_of_id,
    anchor_of_label,
    dotted_anchor,
)
from sphinx_paperreview.core.identifiers import SCHEMES, PaperId, parse_id

# https://www.w3.org/TR/CSS22/syndata.html#tokenization, without escapes
CSS_IDENTIFIER = re.compile(r"-?[_a-zA-Z\u00a0-\U0010ffff][_a-zA-Z0-9\u00a0-\U0010ffff-]*")

PATHS = st.lists(st.sampled_from("01.-_/:+A"), max_size=12).map("".join)
"""Values that differ in little more than their marks."""


@pytest.mark.parametrize(
    ("paper", "anchor", "dotted"),
    [
        ("arxiv:2511.21579", "arxiv-2511-21579", "arxiv-2511.21579"),
        ("arxiv:0704.0001", "arxiv-0704-0001", "arxiv-0704.0001"),
        ("openreview:_VjQlMeSB_J", "openreview-_VjQlMeSB_J", "openreview-_VjQlMeSB_J"),
        ("acl:2020.acl-main.12", "acl-2020-acl-main-12", "acl-2020.acl-main.12"),
        ("acl:P18-1023", "acl-P18-1023", "acl-P18-1023"),
        ("pmid:29456894", "pmid-29456894", "pmid-29456894"),
    ],
)
def test_anchor_of_a_plain_id_is_the_id(paper: str, anchor: str, dotted: str) -> None:
    """Letters, digits, ``_`` and ``-`` stay in an anchor, and so does their case; dots do not."""
    paper_id = parse_id(paper)
    assert anchor_of([paper_id], "") == anchor
    assert dotted_anchor([paper_id], f"{anchor}-method-2") == f"{dotted}-method-2"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("arxiv", "2511.00002"), ("arxiv", "2511-00002")),
        (("acl", "2020.acl-main.12"), ("acl", "2020-acl-main-12")),
        (("acl", "2020.acl-main.12"), ("acl", "2020.acl.main.12")),
        (("cvf", "A.B_CVPR_2016"), ("cvf", "A-B_CVPR_2016")),
        (("doi", "10.1000/a.b"), ("doi", "10.1000/a-b")),
        (("doi", "10.1000/a/b"), ("doi", "10.1000/a-b")),
    ],
)
def test_ids_that_differ_in_a_mark_have_different_anchors(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    """Where a dash might have been another mark, a hash tells."""
    assert anchor_of_id(PaperId(*one)) != anchor_of_id(PaperId(*other))


def test_what_else_is_in_an_id_becomes_a_dash_and_a_hash() -> None:
    """So is a DOI; the older form has the same hash."""
    paper = parse_id("10.1145/3394486.3403376")
    found = re.fullmatch(r"doi-10-1145-3394486-3403376(-[0-9a-f]{8})", anchor_of_id(paper))
    assert found
    assert dotted_anchor([paper], found[0]) == f"doi-10.1145-3394486.3403376{found[1]}"


@given(st.sampled_from(SCHEMES), PATHS | st.text(max_size=200), PATHS | st.text(max_size=200))
@example("arxiv", "2511.00002", "2511-00002")
@example("acl", "2020.a-b.1", "2020-a-b.1")
@example("url", "https://example.org/" + "x" * 100, "https://example.org/" + "x" * 101)
def test_anchors_of_papers_differ(scheme: str, one: str, other: str) -> None:
    """An anchor is a short ASCII word that CSS takes; no two papers share one, in either form."""
    ids = [PaperId(scheme, value) for value in {one, other}]
    anchors = [anchor_of_id(paper_id) for paper_id in ids]
    older = {dotted_anchor([paper_id], anchor_of_id(paper_id)) for paper_id in ids}
    assert all(CSS_IDENTIFIER.fullmatch(a) and a.isascii() and len(a) <= 73 for a in anchors)
    assert len(set(anchors)) == len(older) == len(ids)


@given(st.text(max_size=200), st.text(max_size=200))
@example("C", "C#")
@example("a b", "a-b")
@example("arXiv", "arxiv")
@example("1.2", "1-2")
def test_anchors_of_labels_differ(one: str, other: str) -> None:
    """What a person named, in any script, gives an id that CSS takes, and its own."""
    labels = {one, other}
    anchors = {f"cap-{anchor_of_label(label)}" for label in labels}
    assert all(map(CSS_IDENTIFIER.fullmatch, anchors))
    assert len(anchors) == len(labels)


@given(st.text(max_size=100))
def test_a_title_gives_an_anchor_too(title: str) -> None:
    """A paper without id is named by its title, which CSS takes as well."""
    assert CSS_IDENTIFIER.fullmatch(anchor_of([], title))


def test_an_id_goes_before_a_bare_url() -> None:
    """Whichever the author typed first."""
    ids = [parse_id("https://example.org/x"), parse_id("2511.21579")]
    assert anchor_of(ids, "T") == "arxiv-2511-21579"
