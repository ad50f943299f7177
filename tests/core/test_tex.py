from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.tex import (
    DEEPEST,
    HarmfulFormula,
    check_formula,
    depth,
    harmless_commands,
    harmless_environments,
)

HARMLESS = [
    r"n^2",
    r"\mathcal{O}(n \log n)",
    r"\hat{y}_i = \sigma(Wx + b)",
    r"\mathbb{E}_{x \sim p_\theta}\left[\log p(x)\right]",
    r"\operatorname*{argmin}_\theta f(\theta)",
    r"P_{non\text{-}embed} \approx 5\%",
    r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}",
    r"\left\{ a \middle| b \right\}",
    r"\sqrt[3]{x}, \frac{1}{2}, \tfrac12, \binom{n}{k}",
    r"\overset{iid}{\sim}, \underbrace{a+b}_{n}, a \, b \; c \quad d \ e",
    r"방법_{i}",
    r"",
]
"""What titles of papers hold."""

HARMFUL = {
    "script": r"\href{javascript:window.PWN=1}{n^2}",
    "other-host": r"\style{background:url(https://evil.example/t.png)}{x}",
    "box": r"\bbox[background:url(https://evil.example/t.png)]{x}",
    "id": r"\cssId{search}{x}",
    "class": r"\class{headerlink}{x}",
    "extension": r"\require{html}x",
    "definition": r"\def\x{\x\x}\x",
    "redefinition": r"\let\alpha\input",
    "file-in-text": r"\text{\input{/etc/hostname}}",
    "file": r"\input{/etc/hostname}",
    "file-of-primitives": r"\newread\f \openin\f=/etc/hostname",
    "shell": r"\write18{id}",
    "catcode": r"\catcode`\%=12",
    "by-name": r"\csname input\endcsname{/etc/hostname}",
    "by-code": r"^^5cinput{/etc/hostname}",
    "picture": r"\includegraphics{/etc/x.png}",
    "huge": r"\rule{100em}{100em}",
    "comment": r"a%",
    "parameter": r"a#1",
    "end-of-formula": r"a$\href{javascript:x}{b}$c",
    "end-by-parenthesis": r"a\) b",
    "column": r"a & b",
    "line": r"a \\ b",
    "environment": r"\begin{filecontents}{x}\end{filecontents}",
    "environment-of-text": r"\begin{verbatim}x\end{verbatim}",
    "group-closed": r"a}b",
    "group-open": r"\frac{a",
    "crossed": r"{\left( x} \right)",
    "fence-open": r"\left( x",
    "environment-open": r"\begin{cases} x",
    "environment-crossed": r"\begin{cases} x \end{matrix}",
    "begin-alone": r"\begin",
    "ends-in-backslash": "a\\",
    "deep": "{" * 200 + "x" + "}" * 200,
    "deep-without-groups": r"\sqrt" * 200 + "x",
    "long": "x" * 5000,
    "unknown": r"\unknown{x}",
    "unicode": r"\unicode{x3C}",
}


@pytest.mark.parametrize("source", HARMLESS)
def test_formulas_of_titles_are_harmless(source: str) -> None:
    check_formula(source)


@pytest.mark.parametrize("name", HARMFUL)
def test_all_else_is_not(name: str) -> None:
    """A command that nobody has listed, and whatever breaks out of the formula."""
    with pytest.raises(HarmfulFormula):
        check_formula(HARMFUL[name])


@given(st.text("\\{}%#$&^a b*|()" + "begindcaslrth_", max_size=40))
def test_what_is_harmless_ends_where_it_ends(source: str) -> None:
    """A formula that passes passes as a group, and within an environment, too."""
    try:
        check_formula(source)
    except HarmfulFormula:
        return
    check_formula("{" + source + "}")
    check_formula(rf"\begin{{cases}}{source}\end{{cases}}")
    assert depth(source) <= DEEPEST


def test_no_command_is_listed_twice_or_defines_anything() -> None:
    """The table says of each command once what it is for."""
    names = [name for _group, names in harmless_commands() for name in names]
    assert len(names) == len(set(names))
    assert not {"href", "style", "input", "def", "begin", "end", "require", "newcommand"} & {*names}
    assert "aligned" in harmless_environments()


@pytest.mark.parametrize(
    ("source", "expected"),
    [("x", 0), ("{x}", 1), (r"\frac{{a}}{b}", 3), (r"\sqrt\sqrt x", 2), (r"\left(x\right)", 2)],
)
def test_depth(source: str, expected: int) -> None:
    assert depth(source) == expected
