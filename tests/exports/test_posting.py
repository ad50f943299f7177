"""A post, as others cite it: whatever its texts are, they are data."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from sphinx_paperreview.exports.posting import (
    Posting,
    posting_bibtex,
    posting_json_ld,
    posting_key,
)
from sphinx_paperreview.metadata.bibtex import parse_bibtex
from tests.exports.papers import FORMULAS, HARD

POST = Posting(
    docname="journal/2025-11-27",
    title="2025-11-27 papers review",
    authors=("Ada Park", "Acme, Inc."),
    published="2025-11-27T08:15:00",
    updated="2025-11-28",
    language="ko",
    url="https://example.org/journal/2025-11-27.html",
    image="https://example.org/_images/a.png",
    about=("https://arxiv.org/abs/2511.21579",),
)


def test_an_entry_has_these_fields() -> None:
    assert posting_bibtex(POST) == (
        "@misc{park-journal-2025-11-27,\n"
        "  author = {Ada Park and {Acme, Inc.}},\n"
        "  title = {2025-11-27 papers review},\n"
        "  year = {2025},\n"
        "  month = nov,\n"
        "  day = {27},\n"
        "  url = {https://example.org/journal/2025-11-27.html},\n"
        "}\n"
    )


def test_nothing_is_invented() -> None:
    assert posting_bibtex(Posting("index", "A")) == "@misc{index,\n  title = {A},\n}\n"
    assert json.loads(posting_json_ld(Posting("index", "A"))) == {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": "A",
    }


def test_json_ld_has_these_properties() -> None:
    assert json.loads(posting_json_ld(POST)) == {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": "2025-11-27 papers review",
        "author": [
            {"@type": "Person", "name": "Ada Park"},
            {"@type": "Person", "name": "Acme, Inc."},
        ],
        "datePublished": "2025-11-27T08:15:00",
        "dateModified": "2025-11-28",
        "inLanguage": "ko",
        "image": "https://example.org/_images/a.png",
        "url": "https://example.org/journal/2025-11-27.html",
        "mainEntityOfPage": "https://example.org/journal/2025-11-27.html",
        "about": [{"@type": "ScholarlyArticle", "url": "https://arxiv.org/abs/2511.21579"}],
    }


@pytest.mark.parametrize("text", [*HARD, *FORMULAS, "<!--<script>"])
def test_hard_texts_come_back_as_they_were(text: str) -> None:
    post = replace(POST, title=f"On {text} it", authors=(text, f"Ada {text}"))
    page = f"<head><script type='application/ld+json'>{posting_json_ld(post)}</script></head>"
    soup = BeautifulSoup(page, "html.parser")
    (block,) = soup.select("script")
    told = json.loads(block.get_text())
    assert told["headline"] == post.title
    assert tuple(one["name"] for one in told["author"]) == post.authors
    assert str(soup).count("</script") == 1
    parsed = parse_bibtex(posting_bibtex(post))
    assert parsed.problems == ()
    (record,) = parsed.records
    assert record.authors == post.authors


KEYS = {
    "journal/2025-11-27": "journal-2025-11-27",
    "2025/11/27": "2025-11-27",
    "index": "index",
}


@pytest.mark.parametrize("docname", KEYS)
def test_a_page_names_a_post(docname: str) -> None:
    assert posting_key(Posting(docname, "A")) == KEYS[docname]


def test_no_two_posts_have_one_key() -> None:
    names = ["a b", "a/b", "a_b", "한글", "한국", "2025-11-27 논문", "2025-11-27 리뷰", "a--b"]
    assert len({posting_key(Posting(name, "A")).lower() for name in names}) == len(names)
