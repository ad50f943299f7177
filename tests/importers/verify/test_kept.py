"""A post that was MyST already is compared word by word."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.verify.kept import verify_kept

CASES = [
    ("One two.", "One two.", []),
    ("```{raw} html\nOne\n```", "```text\n{raw} html\nOne\n```", []),
    ("One text two", "One two", [(1, "lost: 'text'")]),
    ("One\n\ntwo three", "One\n\nthree", [(3, "lost: 'two'")]),
    ("One", "One more", [(1, "added: 'more'")]),
    ("<b onclick='x()'>One</b>", "<b>One</b>", []),
    ("One two", "two One", [(1, "lost: 'One'"), (1, "added: 'One'")]),
]


@pytest.mark.parametrize(("source", "result", "found"), CASES)
def test_what_is_lost_or_added_is_told(
    source: str, result: str, found: list[tuple[int, str]]
) -> None:
    """Only the language of code that shows markup may be added, only words of tags be lost."""
    differences = verify_kept(source.encode(), result)
    assert [(difference.line, difference.message) for difference in differences] == found
