"""Short remarks behind a title."""

from __future__ import annotations

import pytest

from sphinx_paperreview.recognising.asides import is_range, read_aside, read_published, read_rating
from sphinx_paperreview.recognising.facts import Facts

REMARKS = [
    ("ICLR 2026", Facts(venue="ICLR 2026")),
    ("ICLR2023", Facts(venue="ICLR 2023")),
    ("ICLR'24 Oral", Facts(venue="ICLR 2024", award="Oral")),
    ("NeurIPS 2023 (Spotlight)", Facts(venue="NeurIPS 2023", award="Spotlight")),
    ("ACL 2024 Findings", Facts(venue="ACL 2024 Findings")),
    ("Findings of EMNLP 2023", Facts(venue="Findings of EMNLP 2023")),
    ("Best Paper Award", Facts(award="Best Paper Award")),
    ("2025", Facts(published="2025")),
    ("2024.05", Facts(published="2024-05")),
    ("May 2024", Facts(published="2024-05")),
    ("May 8, 2024", Facts(published="2024-05-08")),
    ("⭐⭐⭐", Facts(rating="3")),
    ("★★★☆☆", Facts(rating="3")),
    ("⭐️⭐️", Facts(rating="2")),
    ("Google, 2023", Facts(orgs=("Google",), published="2023")),
    ("ICLR 2024, Google DeepMind, ⭐⭐",
     Facts(venue="ICLR 2024", orgs=("Google DeepMind",), rating="2")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REMARKS)
def test_a_remark_is_read(text: str, expected: Facts) -> None:
    assert read_aside(text) == expected


@pytest.mark.parametrize("text", ["", "nice", "a survey", "Nature of Things", "2024, 2025", "13.5"])
def test_anything_else_is_no_remark(text: str) -> None:
    assert read_aside(text) is None


RATINGS = [
    ("⭐⭐⭐", "3"), ("4.5", "4.5"), ("3.5 - 4", "3.5"), ("9/10", "4.5"), ("4.5/5", "4.5"),
    ("80/100", "4"), ("4점", "4"), ("7.3/10", ""), ("6", ""), ("good", ""), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RATINGS)
def test_a_rating_has_five_stars_in_halves(text: str, expected: str) -> None:
    assert read_rating(text) == expected


def test_a_range_is_told() -> None:
    assert is_range("3.5 - 4")
    assert not is_range("4")


@pytest.mark.parametrize("text", ["2024-13", "2024.05.32", "Foo 2024", "24"])
def test_what_is_no_date_is_not_published(text: str) -> None:
    assert read_published(text) == ""
