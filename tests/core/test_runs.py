"""Runs as one string."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.runs import Run, RunKind, pack, plain, unpack

texts = st.text(st.characters(exclude_categories=["Cc"]))
runs = st.builds(Run, texts, st.sampled_from(get_args(RunKind)))


@given(st.lists(runs).map(tuple))
def test_unpacks_what_was_packed(some: tuple[Run, ...]) -> None:
    assert unpack(pack(some)) == some


@given(st.text(), st.sampled_from(get_args(RunKind)))
def test_no_text_becomes_a_mark(text: str, kind: RunKind) -> None:
    """Control characters in a text are left out: no page can show them."""
    (run,) = unpack(pack([Run(text, kind)]))
    assert run.kind == kind
    assert run.text == "".join(character for character in text if not "\x01" <= character <= "\x07")


def test_plain_joins_texts_and_folds_blanks() -> None:
    assert plain((Run(" One\n"), Run("n^2", "math"), Run("  two "))) == "One n^2 two"
    assert plain((Run(" One\t run "),)) == "One run"
    assert plain(()) == ""
