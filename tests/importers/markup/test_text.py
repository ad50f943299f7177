"""A text of which stretches are replaced."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.importers.markup.flow import BREAK, NEWLINE, block, settle
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.text import Change, Text

Wanted = list[tuple[int, int, str]]
CHANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.sampled_from("x\ny")))
LINES = st.lists(st.sampled_from(["", "a", "bc", "- d", "> e", "  f"]), min_size=1, max_size=6)


def page(*texts: str) -> list[Line]:
    return [Line(text, number) for number, text in enumerate(texts, start=1)]


@given(LINES, CHANGES)
def test_changes_replace_what_they_name(texts: list[str], wanted: Wanted) -> None:
    """What is outside of all changes stays, and each line keeps its number."""
    text = Text.of(page(*texts))
    size = len(text.text)
    changes = [Change(min(a, size), min(a + b, size), t) for a, b, t in wanted]
    result = text.changed(changes)
    touched = {i for change in changes for i in range(change.start, change.end)}
    kept = "".join(c for i, c in enumerate(text.text) if i not in touched and c.isalpha())
    left = iter("".join(line.text for line in result))
    assert all(letter in left for letter in kept)
    assert [line.number for line in result] == sorted(line.number for line in result)


@given(LINES)
def test_nothing_changes_without_a_change(texts: list[str]) -> None:
    lines = page(*texts)
    assert Text.of(lines).changed([]) == lines
    assert settle(lines) == lines


def test_the_longer_one_of_two_changes_at_one_place_wins() -> None:
    changes = [Change(0, 1, "x"), Change(0, 3, "y"), Change(1, 2, "z")]
    assert [line.text for line in Text.of(page("abcd")).changed(changes)] == ["yd"]


def settled(*texts: str) -> list[str]:
    return [line.text for line in settle(page(*texts))]


def test_a_block_stands_between_blank_lines() -> None:
    assert settled(f"a{block(['b', 'c'])}d", "e") == ["a", "", "b", "c", "", "d", "e"]


def test_one_blank_line_is_enough() -> None:
    assert settled("a", "", block(["b"]), "", "", "c", BREAK) == ["a", "", "b", "", "c"]


def test_blank_lines_within_a_block_stay() -> None:
    assert settled(block(["```", "a", "", "  b", "```"])) == ["```", "a", "", "  b", "```"]


def test_blocks_stand_in_the_lists_and_quotes_that_they_are_in() -> None:
    assert settled(f"> - a{block(['```', 'b', '```'])}") == ["> - a", ">   ```", ">   b", ">   ```"]
    assert settled(f"1. {block(['b', 'c'])}d") == ["1. b", "   c", "", "   d"]


def test_a_fence_does_not_spread_a_list() -> None:
    """A blank line would put space between all items of a list."""
    assert settled(f"- a{block(['```', '```'])}", "- b") == ["- a", "  ```", "  ```", "- b"]
    assert settled(f"- a{block(['```', '```'])}", "", "- b") == ["- a", "  ```", "  ```", "", "- b"]


def test_a_line_can_go_on_below() -> None:
    assert settled(f"- a{NEWLINE}b") == ["- a", "  b"]
