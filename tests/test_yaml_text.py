"""YAML is read, or it is said that it cannot be."""

from __future__ import annotations

import pytest

from sphinx_paperreview.yaml_text import InvalidYaml, read_yaml

UNREADABLE = [
    '!!timestamp "x"',
    '!!int ""',
    "!!int x",
    "!!bool z",
    "!!float [",
    "!!float ''",
    "!!binary é",
    "!!python/name:os.system x",
    "2025-99-99",
    "9" * 5_000,
    "0x" + "f" * 5_000,
    "[" * 3_000 + "]" * 3_000,
    "[",
    "a: b: c",
    "\x00",
    "*nobody",
    "{[]: a}",
    "a\n---\nb",
]


@pytest.mark.parametrize("text", UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_cannot_be_read_is_one_error(text: str) -> None:
    """PyYAML raises whatever it comes across where a value is not what its tag says."""
    with pytest.raises(InvalidYaml):
        read_yaml(text)


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("a: 1", True, {"a": 1}),
        ("a: 1", False, {"a": "1"}),
        ("a: 0x1F", True, {"a": 31}),
        ("", True, None),
        ("a: !!int 1", False, {"a": "1"}),
        ("a: !!bool z", False, {"a": "z"}),
    ],
)
def test_what_can_be_read_has_the_types_that_are_asked_for(
    text: str, typed: bool, expected: object
) -> None:
    assert read_yaml(text, typed=typed) == expected
