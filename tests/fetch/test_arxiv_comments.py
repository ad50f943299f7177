"""Comments tell of withdrawals and venues in many ways; what is no such news stays none."""

from __future__ import annotations

import pytest

from sphinx_paperreview.fetch.arxiv_comments import is_withdrawn, venue_of


@pytest.mark.parametrize(
    "comment",
    [
        "This paper has been withdrawn by the author due to an error in Lemma 2",
        "Withdrawn",
        "withdrawn: see the new version elsewhere",
        "Paper withdrawn",
        "12 pages. This submission has been withdrawn by arXiv administrators",
        "arXiv admin note: This article was withdrawn",
        "The manuscript is now withdrawn",
        "This work has been retracted.",
        "This paper has now\n been withdrawn",
    ],
)
def test_a_withdrawal_is_told(comment: str) -> None:
    assert is_withdrawn(comment)


@pytest.mark.parametrize(
    "comment",
    [
        "",
        "Replaces the withdrawn arXiv:2401.00002",
        "Extends a paper that was withdrawn",
        "We study withdrawn drugs",
        "Withdrawn from ICLR 2026",
        "A study of retracted papers",
        "12 pages, Withdrawal symptoms",
    ],
)
def test_other_words_are_no_withdrawal(comment: str) -> None:
    assert not is_withdrawn(comment)


@pytest.mark.parametrize(
    ("comment", "venue"),
    [
        ("Accepted to ICLR 2026", "ICLR 2026"),
        ("Accepted to ICLR 2026 (Oral)", "ICLR 2026"),
        ("Accepted at NeurIPS 2025, spotlight", "NeurIPS 2025"),
        ("accepted by CVPR 2026; code at https://example.org", "CVPR 2026"),
        ("20 pages. Accepted for publication in IEEE Transactions on Image Processing",
         "IEEE Transactions on Image Processing"),
        ("To appear in ACL 2026 Findings", "ACL 2026 Findings"),
        ("Accepted as a poster at ICML 2025", "ICML 2025"),
        ("Published in TMLR", "TMLR"),
        ("Accepted to the AAAI 2026", "AAAI 2026"),
        ("Accepted by ICCV 2025 as an Oral", "ICCV 2025"),
        ("12 pages, CVPR 2026", "CVPR 2026"),
        ("EMNLP'25", "EMNLP'25"),
        ("NeurIPS 2025. 30 pages, 12 figures", "NeurIPS 2025"),
        ("SIGGRAPH Asia 2025", "SIGGRAPH Asia 2025"),
    ],
)  # fmt: skip
def test_a_venue_is_told(comment: str, venue: str) -> None:
    assert venue_of(comment) == venue


@pytest.mark.parametrize(
    "comment",
    [
        "",
        "12 pages, 5 figures",
        "Submitted to ICLR 2026",
        "Under review at ICML 2026",
        "In submission, CVPR 2026",
        "June 2025",
        "Draft 2025",
        "Project page: https://example.org",
        "Accepted",
        "This paper has been withdrawn; it was accepted to ICLR 2026",
        "We accepted by default",
        "Rejected from NeurIPS 2025",
        "v2: fixed typos",
    ],
)
def test_other_words_are_no_venue(comment: str) -> None:
    assert venue_of(comment) == ""
