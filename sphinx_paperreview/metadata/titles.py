"""Titles from files: text, in which dollars enclose formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_paperreview.core.paper_id import shorten
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.tex import HarmfulFormula, check_formula, split_tex

_FORMULA = re.compile(r"(?<![\\$])\$(?![\s$])((?:[^$\\]|\\.)+)(?<!\s)\$(?![\d$])")
"""As Pandoc has it: ``$5 and $6`` are prices (https://pandoc.org/MANUAL.html#math)."""


def harmful_formulas(title: str) -> Iterator[str]:
    """Say of each formula in a title that is shown as text why that is so."""
    for source in _FORMULA.findall(title):
        try:
            check_formula(source)
        except HarmfulFormula as error:
            yield f"the formula {shorten(source)} is shown as text: {error}"


def without_harmful(title: str) -> str:
    """Write the formulas of a title as text that would be shown as text: nobody can mend them."""
    return _FORMULA.sub(
        lambda found: rf"\${found[1]}\$" if _is_harmful(found[1]) else found[0], title
    )


def _is_harmful(source: str) -> bool:
    try:
        check_formula(source)
    except HarmfulFormula:
        return True
    return False


def title_runs(title: str) -> tuple[Run, ...]:
    """Tell the formulas in a title from its text; one that may do more than draw is text too.

    So is what MathJax would read as TeX, were it not marked as code.
    """
    return tuple(_runs(title))


def title_text(runs: Iterable[Run]) -> str:
    """Write a title as `title_runs` reads it: formulas between dollars, other dollars escaped."""
    return " ".join("".join(map(_written, runs)).split())


def _written(run: Run) -> str:
    formula = f"${run.text.strip()}$"
    is_formula = run.kind == "math" and _FORMULA.fullmatch(formula)
    return formula if is_formula else run.text.replace("$", r"\$")


def _runs(title: str) -> Iterator[Run]:
    # Every other piece is what the pattern's group has found.
    for number, piece in enumerate(_FORMULA.split(title)):
        if number % 2:
            yield _formula(piece)
        else:
            yield from _text(piece.replace(r"\$", "$"))


def _formula(source: str) -> Run:
    return Run(source, "code" if _is_harmful(source) else "math")


def _text(text: str) -> Iterator[Run]:
    for piece, is_tex in split_tex(text):
        yield Run(piece, "code" if is_tex else "text")
