"""Charts for LaTeX, of rules alone: they need no package that Sphinx does not load."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sphinx_paperreview.core.charts import Counted, Month

_SHADES = ("EBEDF0", "C6D9F2", "8FB4E3", "4F84C9", "1F4E94")
"""Of days with no, few, and most papers."""

_WEEKS = 54
"""The most that a year has a part of."""


def bar(share: float) -> str:
    """Draw a bar.

    Args:
        share: Its length, in percent of the longest.
    """
    return rf"\textcolor[HTML]{{{_SHADES[3]}}}{{\rule{{{share / 100 * 4:.2f}cm}}{{1.5ex}}}}"


def calendar(counted: Counted) -> str:
    """Draw the days of some years, each year as a block of weeks from the left to the right."""
    years = groupby(counted.months, key=lambda month: month.label[:4])
    return "\n\n".join(_year(year, list(months), counted) for year, months in years)


def _year(year: str, months: list[Month], counted: Counted) -> str:
    marks = "\n".join(mark for month in months for mark in _marks(month, months[0], counted))
    # A unit is a week; numbers stand above the months, which need no language.
    return (
        rf"\noindent\textbf{{{year}}}\par\nopagebreak"
        "\n"
        rf"{{\setlength{{\unitlength}}{{0.0175\textwidth}}\begin{{picture}}({_WEEKS},8.5)"
        f"\n{marks}\n"
        r"\end{picture}\par}"
    )


def _marks(month: Month, first: Month, counted: Counted) -> Iterator[str]:
    start = sum(_lengths(first, month))
    papers = {day.label: day.papers for day in month.days}
    for day in range(1, month.length + 1):
        column, row = first.cell(start + day)
        if day == 1:
            yield rf"\put({column},7.4){{\tiny {int(month.label[5:])}}}"
        shade = _SHADES[counted.level(papers.get(f"{month.label}-{day:02}", 0))]
        square = rf"\textcolor[HTML]{{{shade}}}{{\rule{{0.85\unitlength}}{{0.85\unitlength}}}}"
        yield rf"\put({column},{6 - row}){{{square}}}"


def _lengths(first: Month, month: Month) -> Iterator[int]:
    """Yield the days of the months before one, from January."""
    for number in range(1, int(month.label[5:])):
        yield Month(f"{first.label[:4]}-{number:02}", 0).length
