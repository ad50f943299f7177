"""How values are written for messages: whatever a file holds, on one short line."""

from __future__ import annotations

import pytest

from sphinx_paperreview.core.paper_id import shown


def _nested(depth: int) -> list[object]:
    value: list[object] = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2511.2, "2511.2"),
        ({"a": [1]}, "{'a': [1]}"),
        (10**5000, "<int>"),  # Python refuses to write it
        (_nested(100_000), "<list>"),
        ("x" * 81, f"'{'x' * 80}…'"),
        ("x" * 80, f"'{'x' * 80}'"),
        ([0] * 100, f"[{'0, ' * 26}0…"),
    ],
    ids=["number", "mapping", "long number", "deep list", "long text", "text", "long list"],
)
def test_any_value_is_shown_on_a_line(value: object, text: str) -> None:
    """Where it is cut, or cannot be written at all, that is seen."""
    assert shown(value) == text
