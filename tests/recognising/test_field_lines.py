"""Lines that do nothing but say something of a paper."""

from __future__ import annotations

import pytest

from sphinx_paperreview.recognising.facts import Facts, Resource
from sphinx_paperreview.recognising.field_lines import read_field
from sphinx_paperreview.recognising.pieces import pieces_in

LAMP = "https://arxiv.org/abs/2503.01002"
ALPHA = "https://www.alphaxiv.org/ko/overview/2503.01002"
CODE = "https://github.com/lamp/lamp"
PAGE = "https://lamp.github.io"

LINES = [
    (f"[Alphaxiv]({ALPHA})", Facts(urls=(ALPHA,))),
    (f"논문 출처 : <{LAMP}>", Facts(urls=(LAMP,))),
    (f"[Link to the paper]({LAMP})", Facts(urls=(LAMP,))),
    (f"Paper: {LAMP}", Facts(urls=(LAMP,))),
    ("arXiv: 2503.01002", Facts(urls=("2503.01002",))),
    (LAMP, Facts(urls=(LAMP,))),
    (f"[[Paper]({LAMP})] [[Code]({CODE})]",
     Facts(urls=(LAMP,), resources=(Resource("code", CODE),))),
    (f"**Links:** [paper]({LAMP}) | [website]({PAGE})",
     Facts(urls=(LAMP,), resources=(Resource("project", PAGE),))),
    (f"[![arXiv](https://img.shields.io/a)]({LAMP}) [![Code](https://img.shields.io/b)]({CODE})",
     Facts(urls=(LAMP,), resources=(Resource("code", CODE),))),
    (f"Code: [lamp/lamp]({CODE})", Facts(resources=(Resource("code", CODE),))),
    (f"Code: [with weights]({CODE})", Facts(resources=(Resource("code", CODE, "with weights"),))),
    (f"GitHub: {CODE}", Facts(resources=(Resource("code", CODE),))),
    ("**Authors:** Ada Lovelace, Alan Turing", Facts(authors="Ada Lovelace, Alan Turing")),
    ("저자 : 김철수", Facts(authors="김철수")),
    ("Venue: ICLR2023", Facts(venue="ICLR 2023")),
    ("*Journal*: Annals of Light", Facts(venue="Annals of Light")),
    ("Rating: ⭐⭐⭐", Facts(rating="3")),
    ("평점: 4.5", Facts(rating="4.5")),
    ("Tags: `video`, `audio`", Facts(tags=("video", "audio"))),
    ("Tags: #video #audio", Facts(tags=("video", "audio"))),
    ("Published: 2024-05-08", Facts(published="2024-05-08")),
    ("Reviewed on: 2025-03-14", Facts(date="2025-03-14")),
    ("**Affiliation**: Google, MIT", Facts(orgs=("Google", "MIT"))),
    ("TL;DR: Light is **good**.", Facts(summary="Light is **good**.")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LINES, ids=lambda value: str(value)[:40])
def test_a_line_is_read(text: str, expected: Facts) -> None:
    assert read_field(pieces_in(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"This is the [paper]({LAMP}) of the day.",
        f"The code: it is [here]({CODE}), and it works.",
        "Abstract: We do things.",
        "Authors: see [the page](https://example.org)",
        "Rating: 3.5 - 4",
        "Note: nothing.",
        "Code:",
        f"[Paper]({LAMP}) [Paper](https://arxiv.org/abs/2106.09685)",
        "Plain text.",
    ],
)
def test_a_line_that_says_more_stays_text(text: str) -> None:
    """Nothing that no option can hold is taken out of the text, and no two papers become one."""
    assert read_field(pieces_in(text)) is None
