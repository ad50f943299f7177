from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.tex import harmless_commands
from sphinx_paperreview.rendering.mathml import NAMESPACE, Undrawable, mathml
from tests.core.test_tex import HARMFUL, HARMLESS

PAPERS = [
    *HARMLESS,
    r"\mathcal{L}_{\text{CE}} = -\sum_{i=1}^N y_i \log \hat{y}_i",
    r"\operatorname{softmax}\!\left(\frac{QK^\top}{\sqrt{d_k}}\right)V",
    r"\mathop{\mathrm{argmax}}\limits_{\theta} \pi_{\theta_{\text{old}}}(a_t \mid s_t)",
    r"D_{\mathrm{KL}}(P \,\|\, Q), \bm{x}, \boldsymbol{\theta}, \mathbf{1}",
    r"\sum_{\substack{i<j \\ k}} x, \underset{x}{\min}, \stackrel{\text{def}}{=}",
    r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}^{\top}",
    r"\begin{array}{|c|r|} \hline a & b \\ \hline \end{array}",
    r"\text{if $x > 0$ and $y < 1$}",
    r"\color{red} x, \textcolor{blue}{y}, \boxed{z}, \cancel{w}, \textsf{v}",
    r"f'(x) \to \infty, a := b, a \coloneqq b, \dots, x^*",
    r"\big( \Big[ \left. \frac{df}{dx} \right|_{x=0} \Big] \big)",
    r"P(\text{토큰} \mid 문맥) < 1 > 0",
]
"""Formulas as papers and posts have them."""

BLOCKS = [
    r"a &= b \\ c &= d",
    r"\begin{align} a &= b \\ c &= d \end{align}",
    r"\begin{align*} a &= b \end{align*}",
    r"\begin{alignat}{2} a &= b & c &= d \end{alignat}",
    r"\begin{equation} E = mc^2 \label{eq:e} \end{equation}",
    r"\begin{gather} a \\ b \end{gather}",
    r"\begin{split} a &= b \\ &= c \end{split}",
    "a = b\n\nc = d",
    r"a = b \tag{7}",
    "a = b % a comment\n",
    *PAPERS,
]
"""Formulas that stand by themselves."""

UNDRAWABLE = {
    r"\unknown{x}": r"\unknown",
    r"\href{javascript:alert(1)}{x}": r"\href",
    r"\style{color:red}{x}": r"\style",
    r"\frac{1}{": "}",
    r"\left( x": r"\right",
    r"a & b": "&",
    r"\eqref{x}": "refers",
    "{" * 20_000 + "x" + "}" * 20_000: "deep",
    r"\sqrt" * 20_000 + "x": "deep",
    r"\def\x{\x\x}\x": "expansions",
}


def _check(markup: str) -> ET.Element:
    """Make sure that a page and an EPUB take it, under the strictest policy for content."""
    root = ET.fromstring(markup)
    assert root.tag == f"{{{NAMESPACE}}}math"
    assert set(re.findall(r"&(\w+);", markup)) <= {"lt", "gt", "amp", "quot"}
    for element in root.iter():
        assert not {
            name for name in element.attrib if name in {"style", "href", "id"} or name[:2] == "on"
        }
    return root


@pytest.mark.parametrize("source", PAPERS)
def test_formulas_of_papers(source: str) -> None:
    """What papers hold is drawn, in well-formed XML without entities, styles or links."""
    root = _check(mathml(source))
    assert root.get("alttext") == " ".join(source.split())
    assert "\\" not in "".join(root.itertext())


@pytest.mark.parametrize("source", BLOCKS)
def test_displayed_formulas(source: str) -> None:
    """Lines are aligned as Sphinx aligns them for MathJax, and no environment numbers itself."""
    root = _check(mathml(source, is_block=True))
    assert root.get("display") == "block"
    assert "(1)" not in "".join(root.itertext())


@pytest.mark.parametrize("source", UNDRAWABLE, ids=lambda source: source[:12])
def test_what_cannot_be_drawn_is_said(source: str) -> None:
    """Nothing is left out in silence, and no formula ends the process."""
    with pytest.raises(Undrawable) as caught:
        mathml(source)
    assert UNDRAWABLE[source] in str(caught.value)


@pytest.mark.parametrize("name", HARMFUL)
def test_nothing_harmful_gets_through(name: str) -> None:
    try:
        markup = mathml(HARMFUL[name])
    except Undrawable:
        return
    assert "javascript" not in "".join(_check(markup).itertext())
    assert "evil" not in re.sub('alttext="[^"]*"', "", markup)


COMMANDS = [rf"\{name}" for _group, names in harmless_commands() for name in names]
TEX = st.lists(
    st.sampled_from(
        [*COMMANDS, *"{}{}{}()[]^_&%#$ab<>\"'", "한", "\x0b", "\\begin{cases}", "\\end{cases}"]
    )
)


@given(TEX.map(" ".join), st.booleans())
def test_any_formula_is_drawn_or_said_not_to_be(source: str, is_block: bool) -> None:
    """Whatever is typed makes well-formed XML, or is shown as it was typed."""
    try:
        markup = mathml(source, is_block=is_block)
    except Undrawable:
        return
    _check(markup)


SIMPLE = {"greek", "letters", "operators", "relations", "arrows", "dots", "space", "large"}


@pytest.mark.parametrize("group", sorted(SIMPLE))
def test_commands_of_fields_are_drawn(group: str) -> None:
    """Nearly all commands that titles may hold are known to MathML."""
    names = dict(harmless_commands())[group]
    missing = []
    for name in names:
        try:
            mathml(rf"\{name}{{x}}" if name.startswith("x") and name != "xi" else rf"a \{name} b")
        except Undrawable:
            missing.append(name)
    assert missing == []
