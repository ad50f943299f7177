"""Warnings are read as Sphinx writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.cli.findings import Finding, read_warning


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "/a/b.md:12: WARNING: unknown organisation 'x' [paper.org]\n",
            Finding("/a/b.md", 12, "paper.org", "unknown organisation 'x'"),
        ),
        (
            "\x1b[31m/a/b.md:12: ERROR: no: 'y' [docutils]\x1b[39;49;00m\n",
            Finding("/a/b.md", 12, "docutils", "no: 'y'"),
        ),
        ("/a/b.md: WARNING: text [toc]\n", Finding("/a/b.md", 0, "toc", "text")),
        ("/a/b.md:: WARNING: text\n", Finding("/a/b.md", 0, "", "text")),
        ("C:\\a\\b.md:3: WARNING: text\n", Finding("C:\\a\\b.md", 3, "", "text")),
        ("<unknown>:1: WARNING: text", Finding("<unknown>", 1, "", "text")),
        ("/a/b.md:<autosummary>:1: WARNING: x", Finding("/a/b.md:<autosummary>", 1, "", "x")),
        (
            "WARNING: while setting up: text [a.b]\n",
            Finding("", 0, "a.b", "while setting up: text"),
        ),
        ("a.md:1: WARNING: Bad:\n\n  code [1]\n", Finding("a.md", 1, "", "Bad: code [1]")),
        ("a.md:1: WARNING: a: WARNING: b\n", Finding("a.md", 1, "", "a: WARNING: b")),
        ("something else\nin two lines\n", Finding("", 0, "", "something else in two lines")),
    ],
)
def test_a_warning_is_read(text: str, finding: Finding) -> None:
    assert read_warning(text) == finding


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert "\n" not in read_warning(text).message
