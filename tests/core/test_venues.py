"""Two files may write one venue in two ways; two venues are still two."""

from __future__ import annotations

import pytest

from sphinx_paperreview.core.venues import may_be_one_venue

ONE = [
    ("ICLR 2026", "ICLR 2026 (Oral)"),
    ("ICLR'26", "iclr 2026"),
    ("ICLR", "International Conference on Learning Representations, 2026"),
    ("NeurIPS 2017", "Advances in Neural Information Processing Systems"),
    ("NIPS", "NeurIPS 2017"),
    ("CVPR", "2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"),
    ("ACL 2020", "58th Annual Meeting of the Association for Computational Linguistics"),
    ("Nat. Mach. Intell.", "Nature Machine Intelligence"),
    ("Phys. Rev. D 60, 013009 (1999)", "Physical Review D"),
    ("Zeitschrift für Beispiele", "Z. Beisp."),
    ("정보과학회", "한국정보과학회 2024"),
    ("12 (3)", "anything"),
]
TWO = [
    ("ICLR 2025", "ICLR 2026"),
    ("ICLR 2026", "CVPR 2026"),
    ("ICLR", "International Conference on Computer Vision"),
    ("CHI", "Machine Learning"),
    ("Nature", "Science"),
    ("한국통신학회", "정보과학회"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_venue_may_be_written_in_two_ways(one: str, other: str) -> None:
    assert may_be_one_venue(one, other)
    assert may_be_one_venue(other, one)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_venues_are_two(one: str, other: str) -> None:
    assert not may_be_one_venue(one, other)
    assert not may_be_one_venue(other, one)


def test_a_long_text_takes_no_longer_than_it_is_long() -> None:
    assert not may_be_one_venue("A" * 500 + "B", "A" * 1000)
