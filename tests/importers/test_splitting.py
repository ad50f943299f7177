"""Long pages, cut by their dated headings into a post of each week or month."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.dated_headings import read_span
from sphinx_paperreview.importers.splitting import Period, Piece, split_page

DAYS = {
    "2025-11-27": "2025-11-27",
    "2025.11.27 papers": "2025-11-27",
    "📅 **2025/11**": "2025-11-01",
    "Nov 27, 2025": "2025-11-27",
    "27 November 2025": "2025-11-27",
    "March 2025": "2025-03-01",
    "Week 48, 2025": "2025-11-24",
    "2025-W48": "2025-11-24",
    "2025년 11월": "2025-11-01",
    "2025年11月27日": "2025-11-27",
}


@pytest.mark.parametrize(("heading", "day"), DAYS.items(), ids=DAYS)
def test_headings_say_a_time(heading: str, day: str) -> None:
    span = read_span(heading)
    assert span is not None
    assert str(span.first) == day


@pytest.mark.parametrize(
    "heading",
    [
        "Lamps",
        "A lamp that won the challenge of 2012 and all others",
        "2025",
        "March",
        "Week 3",
        "",
    ],
)
def test_other_headings_say_none_alone(heading: str) -> None:
    span = read_span(heading)
    assert span is None or span.first is None


PAGE = """\
# Every week

Intro, see [November](#2025-11-27), [Quiet](#quiet) and [setup](#setup).

## 2025-11-27

Lamp, after [the day before](#2025-11-26), by [code][c].[^1]

## 2025-11-26

Night.

## 2025-11-20

### Quiet

# 2024

## December

### 2nd week

Dusk.

### 1st week

Dawn.

# Setup

Text.

[c]: https://github.com/a/b
[^1]: A note.
"""


def _texts(period: Period) -> dict[str, str]:
    return {piece.path: piece.data.decode() for piece in _pieces(period)}


def _pieces(period: Period) -> tuple[Piece, ...]:
    return split_page(PAGE.encode(), "notes/README.md", period)


def test_each_week_is_a_post() -> None:
    texts = _texts(Period.WEEK)
    assert list(texts) == [
        "notes/README.md",
        "notes/2025-w48.md",
        "notes/2025-w47.md",
        "notes/2024-12-w2.md",
        "notes/2024-12-w1.md",
    ]
    assert texts["notes/2024-12-w1.md"] == (
        "---\ndate: 2024-12-01\n---\n### 1st week (December 2024)\n\nDawn.\n"
    )
    assert texts["notes/2025-w48.md"].startswith("---\ndate: 2025-11-27\ntitle: 2025-w48\n---\n")


def test_each_month_is_a_post() -> None:
    texts = _texts(Period.MONTH)
    assert list(texts) == ["notes/README.md", "notes/2025-11.md", "notes/2024-12.md"]
    assert "Dusk." in texts["notes/2024-12.md"]
    assert "### 1st week\n" in texts["notes/2024-12.md"]


@pytest.mark.parametrize("period", Period)
def test_all_words_are_in_one_piece(period: Period) -> None:
    texts = "".join(_texts(period).values())
    for line in ("Intro", "Lamp,", "Night.", "### Quiet", "Dusk.", "Dawn.", "# Setup", "# 2024"):
        assert texts.count(f"\n{line}") == 1


def test_links_lead_to_the_pieces() -> None:
    """And what a piece links to by a name, and its footnotes, are defined in it."""
    texts = _texts(Period.WEEK)
    intro = "[November](2025-w48.md), [Quiet](2025-w47.md#quiet) and [setup](#setup)"
    assert intro in texts["notes/README.md"]
    assert "[the day before](#2025-11-26)" in texts["notes/2025-w48.md"]
    assert texts["notes/2025-w48.md"].endswith("\n[c]: https://github.com/a/b\n[^1]: A note.\n")
    assert "github" not in texts["notes/2025-w47.md"]


def test_lines_are_those_of_the_page() -> None:
    lines = PAGE.split("\n")
    for piece in _pieces(Period.WEEK)[1:]:
        written = piece.data.decode().split("\n")
        number = next(i for i, line in enumerate(written, 1) if line.startswith("#"))
        assert written[number - 1].startswith(lines[piece.line(number) - 1])


def test_a_page_without_several_times_stays_whole() -> None:
    data = b"# Notes\n\n## 2025-11-27\n\nText.\n"
    (piece,) = split_page(data, "a.md", Period.WEEK)
    assert (piece.path, piece.data) == ("a.md", data)


def test_no_piece_takes_the_name_of_a_file() -> None:
    data = b"## 2025-11-27\n\nA\n\n## 2025-10-27\n\nB\n\n## 2025-11-26\n\nC\n"
    pieces = split_page(data, "a.md", Period.MONTH, taken=frozenset(["a-2025-10.md"]))
    names = [piece.path for piece in pieces]
    assert names == ["a.md", "a-2025-11.md", "a-2025-10-2.md", "a-2025-11-2.md"]
