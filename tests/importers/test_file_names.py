"""Files of an import get names under which a site shows them, and no two get one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.importers.file_names import names_in_journal


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("img/a-b_c.1.png", "img/a-b_c.1.png"),
        ("Pasted image 20251127.png", "Pasted-image-20251127.png"),
        ("my files/Fig (1).png", "my-files/Fig-1.png"),
        ("100%.png", "100.png"),
        ("  .png", "file.png"),
        ("그림.png", "2220cb74.png"),
    ],
)
def test_what_cannot_be_shown_is_renamed(path: str, name: str) -> None:
    assert names_in_journal(frozenset({path}))[path] == name


def test_no_file_takes_the_name_of_another() -> None:
    """Those that may keep their names do; case does not tell files apart everywhere."""
    names = names_in_journal(frozenset({"a b.png", "a(b.png", "A-b.png"}))
    assert names == {"A-b.png": "A-b.png", "a b.png": "a-b-2.png", "a(b.png": "a-b-3.png"}


@given(st.frozensets(st.text(min_size=1, max_size=12).filter(lambda name: "/" not in name)))
def test_all_names_can_be_shown_and_are_apart(files: frozenset[str]) -> None:
    """Whatever a file is called; those that are only dots name no file."""
    named = {path: name for path, name in names_in_journal(files).items() if path.strip(".")}
    assert all(re.fullmatch(r"[!-~]+", name) for name in named.values())
    assert not any(set(name) & set(" ()<>\"'%#?") for name in named.values())
    folded = [name.casefold() for name in named.values()]
    renamed = [name.casefold() for path, name in named.items() if name != path]
    assert [name for name in renamed if folded.count(name) > 1] == []
