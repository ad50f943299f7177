"""Charts for LaTeX, of rules alone: they need no package that Sphinx does not load."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
    return "\n\n".join(_year(year, months, counted) for year, months in counted.years)


def _year(year: str, months: Sequence[Month], counted: Counted) -> str:
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
    start = (month.first - first.first).days
    papers = {day.label: day.papers for day in month.days}
    for day in range(1, month.length + 1):
        column, row = first.cell(start + day)
        if day == 1:
            yield rf"\put({column},7.4){{\tiny {int(month.label[5:])}}}"
        shade = _SHADES[counted.level(papers.get(f"{month.label}-{day:02}", 0))]
        square = rf"\textcolor[HTML]{{{shade}}}{{\rule{{0.85\unitlength}}{{0.85\unitlength}}}}"
        yield rf"\put({column},{6 - row}){{{square}}}"
