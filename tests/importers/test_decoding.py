"""Bytes of a post, whatever wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.importers.decoding import decode
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.weighing import Note


def run(data: bytes) -> tuple[list[str], list[Note]]:
    notes: list[Note] = []
    lines = decode(data, lambda line, message: notes.append(Note(line, message)))
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    return [line.text for line in lines], notes


FINE = [
    (b"a\nb", ["a", "b"]),
    (b"\xef\xbb\xbfa", ["a"]),
    (b"a\r\nb\rc\n", ["a", "b", "c", ""]),
    ("a\u00a0b\u2028c".encode(), ["a\u00a0b\u2028c"]),
    (b"", [""]),
]


@pytest.mark.parametrize(("data", "expected"), FINE)
def test_what_is_fine_needs_no_note(data: bytes, expected: list[str]) -> None:
    assert run(data) == (expected, [])


NOTED = [
    (b"a\nna\xefve\nb", ["a", "naïve", "b"], [2]),
    (b"smart \x93quotes\x94", ["smart “quotes”"], [1]),
    (b"\x81\xe9", ["\ufffdé"], [1, 1]),
    (b"a\x00b", ["a\ufffdb"], [1]),
    (b"ok\nlone \xed\xa0\x80", ["ok", "lone \ufffd"], [2]),
    ("é\nb".encode("utf-16"), ["é", "b"], [0]),
]


@pytest.mark.parametrize(("data", "expected", "lines"), NOTED)
def test_what_is_not_is_read_all_the_same(
    data: bytes, expected: list[str], lines: list[int]
) -> None:
    """A note says in which line."""
    texts, notes = run(data)
    assert texts == expected
    assert [note.line for note in notes] == lines


@given(st.binary())
def test_any_bytes_are_lines_that_utf_8_can_hold(data: bytes) -> None:
    for text in run(data)[0]:
        text.encode()
        assert "\x00" not in text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_text_in_utf_8_comes_back(text: str) -> None:
    data = text.encode().removeprefix(b"\xef\xbb\xbf")
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert "\n".join(line.text for line in decode(data, lambda _, __: None)) == data.decode()


def test_lines_know_their_numbers() -> None:
    assert decode(b"a\nb", lambda _, __: None) == [Line("a", 1), Line("b", 2)]
