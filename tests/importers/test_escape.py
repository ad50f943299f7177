"""What MyST reads is what the author's generator read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from sphinx_paperreview.importers.dollars import mend_dollars
from sphinx_paperreview.importers.escape import escape
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.tokens import read

MYST = (
    MarkdownIt("commonmark")
    .enable("table")
    .use(myst_block_plugin)
    .use(myst_role_plugin)
    .use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    .use(dollarmath_plugin)
    .use(colon_fence_plugin)
)
"""As MyST-Parser sets it up for the extensions of this project."""

MARKUP = {"myst_role", "myst_target", "myst_line_comment", "myst_block_break", "colon_fence"}


def page(text: str) -> list[Line]:
    return [Line(line, number) for number, line in enumerate(text.split("\n"), start=1)]


def safe(text: str) -> str:
    lines = page(text)
    escaped = escape(mend_dollars(lines), {line.number: line.text for line in lines})
    return "\n".join(line.text for line in escaped)


def tokens_of(text: str) -> list[Token]:
    """Read a text as MyST does."""
    blocks = MYST.parse(text + "\n\nend")
    return [token for block in blocks for token in (block, *(block.children or ()))]


def words_of(text: str) -> str:
    return "".join(token.content for token in tokens_of(text) if token.type == "text")


TEXTS = [
    ("A {note}`role`.", r"A \{note}`role`."),
    ("A {note}``ro`le``.", r"A \{note}``ro`le``."),
    ("`{note}` and {name} stay.", "`{note}` and {name} stay."),
    (r"A \{note}`role`.", r"A \{note}`role`."),
    ("% text", r"\% text"),
    ("a\n% text", "a\n\\% text"),
    ("- % text", "- \\% text"),
    ("> +++ x", "> \\+++ x"),
    ("+ + +\n", "+ + +\n"),
    ("(label)=", r"\(label)="),
    (":::note\nx\n:::", "\\:::note\nx\n\\:::"),
    (":::", r"\:::"),
    ("```{r}\nx\n```", "```r\nx\n```"),
    ("```{python, echo=FALSE}\nx\n```", "```python echo=FALSE\nx\n```"),
    ("```\n{note}`x`\n```", "```\n{note}`x`\n```"),
    ("    % code", "    % code"),
    ("[^1] alone", r"\[^1] alone"),
    ("[^1]\n\n[^1]: note", "[^1]\n\n[^1]: note"),
    ("x\n\n[^1]: note", "x\n\n\\[^1]: note"),
    ("$5 and $6", r"\$5 and \$6"),
    ("a $5 bill", "a $5 bill"),
    ("$x$ and $y$", "$x$ and $y$"),
    ("$ a_b $ and $5", r"$ a_b $ and \$5"),
    (r"\$5 and \$6", r"\$5 and \$6"),
    ("`$5` and `$6`", "`$5` and `$6`"),
    ("from $5-$10", r"from \$5-\$10"),
    ("in $$x$$ line", "in $x$ line"),
    ("$$ x $$ here", "$x$ here"),
    ("$$\nx\n$$", "$$\nx\n$$"),
    ("a\n$$\nx\n$$\nb", "a\n\n$$\nx\n$$\n\nb"),
    ("> a\n> $$\n> x\n> $$", "> a\n>\n> $$\n> x\n> $$"),
    ("| $5 | $6 $7 |\n|---|---|", "| $5 | \\$6 \\$7 |\n|---|---|"),
    (r"| a \| {b}`c` |" + "\n|---|", r"| a \| \{b}`c` |" + "\n|---|"),
    ("<https://x.org/$a$b> $5 $6", r"<https://x.org/$a$b> \$5 \$6"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_text_becomes_safe(text: str, expected: str) -> None:
    assert safe(text) == expected


@pytest.mark.parametrize(("text", "_"), TEXTS)
def test_making_safe_twice_changes_nothing(text: str, _: str) -> None:
    assert safe(safe(text)) == safe(text)


def test_what_a_pass_has_made_stays() -> None:
    """It does not stand in the source line of its number."""
    source = {
        1: ":::note Title",
        2: "H<sub>2</sub>O",
        3: ":::",
        4: "{/* gone */}",
        5: "<Fig x='y'/>",
    }
    made = [
        Line(":::{note} Title", 1),
        Line("H{sub}`2`O", 2),
        Line(":::", 3),
        Line("% gone", 4),
        Line("```{image} y", 5),
        Line("```", 5),
    ]
    assert escape(made, source) == made


PIECES = st.sampled_from(
    [
        *("{a}`b`", "{a}", "`", "``", "%", "+++", "(l)=", ":::", ":::x", "[^1]", "[^2]: y", "|"),
        *(
            "$",
            "$$",
            "$5",
            "\\",
            "# ",
            "> ",
            "- ",
            "1. ",
            "    ",
            "```",
            "```{r}",
            "~~~",
            "*",
            "**",
        ),
        *("[x](y)", "<b>", "<https://x.org/{a}>", "word", "x_1", "1", ".", " ", "\n", "\n\n"),
        "| a |\n|---|\n",
    ]
)
DOCUMENTS = st.lists(PIECES, max_size=25).map("".join)


@given(DOCUMENTS)
def test_nothing_that_was_text_is_markup_of_myst(text: str) -> None:
    """But for formulas, which are markup to the generators too."""
    tokens = tokens_of(safe(text))
    assert {token.type for token in tokens} & MARKUP == set()
    infos = [token.info.lstrip() for token in tokens if token.type == "fence"]
    assert [info for info in infos if info.startswith("{")] == []


@given(DOCUMENTS)
def test_footnotes_have_what_they_refer_to(text: str) -> None:
    tokens = tokens_of(safe(text))
    used = {token.meta["label"] for token in tokens if token.type == "footnote_ref"}
    defined = {t.meta["label"] for t in tokens if t.type == "footnote_reference_open"}
    assert used == defined


@given(DOCUMENTS)
def test_only_marks_are_added(text: str) -> None:
    """No letter, digit or bracket is lost, moved or added."""
    marks = str.maketrans("", "", "\\$ \n>{}")
    assert safe(text).translate(marks) == text.translate(marks)


@given(
    st.lists(
        st.sampled_from(["$5", "$6", "costs", "and", "x", "`$`", "US$", "$", "it's"]), max_size=9
    )
)
def test_prices_are_no_formulas(words: list[str]) -> None:
    text = " ".join(words)
    formulas = [token.content for token in tokens_of(safe(text)) if token.type == "math_inline"]
    children = [token for inline in read(page(text)).inlines for token in inline.children]
    assert formulas == [token.content for token in children if token.type == "math_inline"]


@pytest.mark.parametrize(
    "text",
    ["% see https://x.org", "+++ https://x.org", "- % https://x.org", ":::what https://x.org"],
)
def test_a_line_that_a_pass_has_changed_is_safe_all_the_same(text: str) -> None:
    """An address has become a link; the beginning of the line is the author's."""
    made = [Line(text.replace("https://x.org", "<https://x.org>"), 1)]
    (line,) = escape(made, {1: text})
    assert "\\" in line.text
