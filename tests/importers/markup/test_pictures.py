"""Pictures as MyST writes them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from myst_parser.parsers.options import options_to_items

from sphinx_paperreview.importers.markup.pictures import Picture, escape_start, length, option

TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from(":#\"'\\[]{}")
)


@given(TEXTS)
@example('A: "b" #c')
@example("- a")
def test_myst_reads_an_option_as_it_was_meant(text: str) -> None:
    """Whatever the text: neither YAML nor a comment is found in it."""
    folded = " ".join(text.split())
    items, state = options_to_items(f"alt: {option(text)}\nwidth: 3px")
    assert (items, state.has_comments) == ([("alt", folded), ("width", "3px")], False)


@pytest.mark.parametrize(
    ("value", "result"),
    {
        "500": "500px",
        "500px": "500px",
        "50%": "50%",
        "12.5em": "12.5em",
        " 3 px ": "3px",
        "auto": "",
        "calc(50% - 3px)": "",
        "0": "",
        "-3px": "",
        "": "",
    }.items(),
)
def test_lengths(value: str, result: str) -> None:
    assert length(value) == result


@pytest.mark.parametrize(
    ("text", "result"),
    {
        "- a": r"\- a",
        "1. a": r"1\. a",
        "# a": r"\# a",
        "> a": r"\> a",
        "---": r"\---",
        "% a": r"\% a",
        "```": r"\```",
        "-a": "-a",
        "1.5": "1.5",
        "**a**": "**a**",
        "#a": "#a",
    }.items(),
)
def test_a_caption_begins_a_paragraph(text: str, result: str) -> None:
    assert escape_start(text) == result


def test_no_click_runs_code() -> None:
    assert ":target:" not in "\n".join(Picture("a.png", target="JavaScript:alert(1)").lines())
