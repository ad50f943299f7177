"""Globs of docnames match what they match in a ``toctree``, and never take long."""

from __future__ import annotations

import re
import warnings
from collections.abc import Set

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from sphinx.util.matching import patmatch

from sphinx_paperreview.core import globs
from sphinx_paperreview.core.globs import matches_glob


@pytest.mark.parametrize(
    ("glob", "docname", "matches"),
    [
        ("journal/*", "journal/a", True),
        ("journal/*", "journal/2025/a", False),
        ("journal/**", "journal/2025/a", True),
        ("**/a", "journal/2025/a", True),
        ("**/a", "a", False),
        ("2025-1?", "2025-11", True),
        ("2025-1?", "2025-1/", False),
        ("a.b", "axb", False),
        ("p[12]", "p1", True),
        ("p[12]", "p3", False),
        ("p[12]", "p[12]", False),
        ("2025-1[0-2]-*", "2025-11-27", True),
        ("2025-0[!1-3]", "2025-04", True),
        ("2025-0[!1-3]", "2025-0/", False),
        ("p[]x]", "p]", True),
        ("p[!]x]", "p]", False),
        ("p[^1]", "p^", True),
        ("p[1", "p[1", True),
        ("p[", "p[", True),
        ("p[]", "p[]", True),
        ("p[3-1]", "p2", False),
        ("방법/*", "방법/가", True),
        ("", "", True),
        ("", "a", False),
    ],
)
def test_a_glob_matches_docnames(glob: str, docname: str, *, matches: bool) -> None:
    """``*`` and ``?`` stay within a folder, ``**`` crosses them, brackets choose a character."""
    assert matches_glob(docname, glob) is matches


@given(st.text("ab/*?[]!-^.", max_size=9), st.text("ab/-^.", max_size=7))
@example("a*b**/[!a]?", "axb/c/b/ab")
def test_it_is_as_sphinx_matches(glob: str, docname: str) -> None:
    """But for what is an error there, or an accident: ``[!-a]`` is no range from ``/``."""
    assume("[!-" not in glob)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a set within a set
            expected = patmatch(docname, glob)
    except (re.error, FutureWarning):
        return
    assert matches_glob(docname, glob) is bool(expected)


@pytest.mark.parametrize("glob", ["**a" * 10 + "**c", "*a" * 10 + "*c", "a?*" * 10 + "c", "*" * 50])
def test_the_work_grows_with_the_lengths(glob: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each piece of a glob looks once at each place in a docname."""
    looked: list[int] = []

    def counted(step: globs.Step) -> globs.Step:
        def look(name: str, starts: Set[int]) -> Set[int]:
            looked.append(len(starts))
            return step(name, starts)

        return look

    steps = globs._steps(glob)
    monkeypatch.setattr(globs, "_steps", lambda _glob: tuple(map(counted, steps)))
    name = "a" * 400
    matches_glob(name, glob)
    assert sum(looked) <= len(glob) * (len(name) + 1)
