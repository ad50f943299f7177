"""Warnings become findings, whatever Sphinx knows of their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.cli.findings import Finding, warning_at


@pytest.mark.parametrize(
    ("place", "path", "line"),
    [
        ("/a/b.md:12", "/a/b.md", 12),
        ("/a/b.md", "/a/b.md", 0),
        ("/a/b.md:", "/a/b.md", 0),
        ("/a/b.md:<string>", "/a/b.md", 0),
        ("C:\\a\\b.md:3", "C:\\a\\b.md", 3),
        ("C:\\a\\b.md", "C:\\a\\b.md", 0),
        ("<unknown>:1", "<unknown>", 1),
        ("/a/b.md:<autosummary>:1", "/a/b.md:<autosummary>", 1),
        ("", "", 0),
    ],
)
def test_a_place_is_a_file_and_a_line(place: str, path: str, line: int) -> None:
    assert warning_at(place, "a.b", "text") == Finding(path, line, "a.b", "text")


def test_a_message_is_on_one_line_and_without_colours() -> None:
    message = "\x1b[31mBad:\n\n  code [1]\x1b[39;49;00m"
    assert warning_at("a.md:1", "", message) == Finding("a.md", 1, "", "Bad: code [1]")


@given(st.text(), st.text())
def test_anything_can_be_a_warning(place: str, message: str) -> None:
    assert "\n" not in warning_at(place, "", message).message
