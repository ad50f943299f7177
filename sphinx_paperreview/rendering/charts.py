"""Counts become a chart: SVG in HTML, rules in LaTeX, and in every output a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from docutils import nodes

from sphinx_paperreview.core.charts import CHARTS, LEVELS, Bar, Chart, Counted, Month, count
from sphinx_paperreview.core.query import select
from sphinx_paperreview.core.values import parse_published
from sphinx_paperreview.messages import _, lazy
from sphinx_paperreview.rendering import latex_charts, parts
from sphinx_paperreview.rendering.place import Place

_TITLES = {
    "heatmap": lazy("Papers by day"),
    "months": lazy("Papers by month"),
    "orgs": lazy("Papers by organisation"),
    "tags": lazy("Papers by tag"),
}

_HEADS = {"org": lazy("Organisation"), "tag": lazy("Tag"), "month": lazy("Month")}

_STEP = 10
"""From a day to the next, in units of the picture."""

_SIDE = 8
"""Of the square of a day."""

_WEEKS = 6
"""The most weeks that a month has a part of."""


@dataclass(frozen=True)
class ChartWriter:
    """Draws charts."""

    place: Place

    def draw(self, chart: Chart, empty: Sequence[nodes.Node] = ()) -> list[nodes.Node]:
        """Give the nodes that take the place of a chart.

        Args:
            chart: What its author asks for.
            empty: What to show when there is nothing to count.
        """
        tables = self.place.library.tables
        reviews = select(self.place.library.reviews(), chart.query)
        counted = count(reviews, chart, tables.count_papers)
        if not counted.bars:
            return parts.nothing(empty, _("No papers yet."))
        title = chart.title or str(_TITLES[chart.kind])
        said = parts.row("paper-chart-said", nodes.Text(self._said(chart, counted)))
        left_out = [parts.row("paper-rest", nodes.Text(line)) for line in _left_out(chart, counted)]
        if not self.place.medium.icons:
            head = parts.row("paper-chart-title", nodes.strong("", title))
            return [head, said, *self._printed(chart, counted), *left_out]
        head = parts.row("paper-chart-title", nodes.Text(title))
        opening = f'<div role="group" aria-label="{escape(title)}">'
        table = parts.fold([nodes.Text(_("As a table"))], self._table(chart, counted))
        drawn = [*self._drawn(chart, counted), *left_out, table]
        chart_box = parts.box("paper-chart", parts.raw(opening), head, said, *drawn)
        chart_box += parts.raw("</div>")
        chart_box["classes"] += [f"paper-chart-{chart.kind}", parts.NO_SEARCH]
        return [chart_box]

    def _said(self, chart: Chart, counted: Counted) -> str:
        """Say what the chart shows, to those who do not see it as well."""
        papers = parts.papers_text(counted.papers)
        most = counted.most
        if most is None or len(counted.bars) == 1:
            return papers
        key = "day" if chart.kind == "heatmap" else CHARTS[chart.kind]
        top = self.place.group_label(key, most.label)
        words = {"papers": papers, "top": top, "most": most.papers}
        return _("%(papers)s; most: %(top)s (%(most)d)") % words

    # In a browser ----------------------------------------------------------------------------

    def _drawn(self, chart: Chart, counted: Counted) -> Iterator[nodes.Node]:
        if chart.kind == "heatmap":
            for year, months in counted.years:
                yield from self._year(year, months, counted)
            yield _legend()
            return
        drawn = self._bar if chart.kind in ("orgs", "tags") else self._column
        items = [nodes.list_item("", drawn(bar, counted, chart)) for bar in counted.bars]
        yield nodes.bullet_list("", *items, classes=["paper-bars"])

    def _year(self, year: str, months: Sequence[Month], counted: Counted) -> Iterator[nodes.Node]:
        yield parts.row("paper-year", nodes.Text(self.place.group_label("year", year)))
        items = [nodes.list_item("", self._month(month, counted)) for month in months]
        yield nodes.bullet_list("", *items, classes=["paper-months"])

    def _month(self, month: Month, counted: Counted) -> nodes.paragraph:
        """Draw the days of a month; all of them lead to its page."""
        drawn, name = self._days(month, counted), self._month_name(month.label)
        return parts.row("paper-month", self._mark(drawn, name, month))

    def _days(self, month: Month, counted: Counted) -> str:
        papers = {bar.label: bar.papers for bar in month.days}
        free, marked = [], []
        for day in range(1, month.length + 1):
            label = f"{month.label}-{day:02}"
            column, row = month.cell(day)
            x, y = column * _STEP, row * _STEP
            if label not in papers:
                # One path for all of them: a year has hundreds.
                free.append(f"M{x} {y}h{_SIDE}v{_SIDE}h-{_SIDE}z")
                continue
            said = f"{self._date(label)}: {parts.papers_text(papers[label])}"
            marked.append(
                f'<rect class="paper-level-{counted.level(papers[label])}" x="{x}" y="{y}" '
                f'width="{_SIDE}" height="{_SIDE}" rx="1.5"><title>{escape(said)}</title></rect>'
            )
        width, height = _WEEKS * _STEP, 7 * _STEP
        path = f'<path class="paper-level-0" d="{"".join(free)}"/>' if free else ""
        return f"{_svg(width, height, 'paper-days')}{path}{''.join(marked)}</svg>"

    def _column(self, bar: Bar, counted: Counted, chart: Chart) -> nodes.paragraph:
        """Draw a month as an upright bar; below it stands the year where that begins."""
        del chart
        share = _share(bar, counted)
        picture = (
            f"{_svg(10, 100, 'paper-column', stretched=True)}"
            f'<rect x="0" y="{100 - share:g}" width="10" height="{share:g}"/></svg>'
        )
        begins = bar is counted.bars[0] or bar.label.endswith("-01")
        year = self.place.group_label("year", bar.label[:4]) if begins else ""
        name = f"{self._month_name(bar.label)}\n{year}".rstrip()
        number = f'<span class="paper-bar-count" aria-hidden="true">{bar.papers or ""}</span>'
        return parts.row("paper-bar", self._mark(number + picture, name, bar))

    def _mark(self, picture: str, name: str, month: Bar | Month) -> nodes.Element:
        """Put a picture of a month above its short name; it leads to the papers, if there are any.

        Those who hear the page hear the name in full, and the number.
        """
        said = f"{self.place.group_label('month', month.label)}: {parts.papers_text(month.papers)}"
        html = (
            f'{picture}<span class="paper-mark-name" aria-hidden="true">{escape(name)}</span>'
            f'<span class="paper-said">{escape(said)}</span>'
        )
        mark = nodes.inline("", "", parts.raw(html), classes=["paper-mark"])
        return self.place.link_to_group("month", month.label, mark) if month.papers else mark

    def _bar(self, bar: Bar, counted: Counted, chart: Chart) -> nodes.paragraph:
        """Draw an organisation or a tag beside a lying bar."""
        width = f"{_share(bar, counted):g}"
        picture = (
            f"{_svg(100, 10, 'paper-beam', stretched=True)}"
            f'<rect x="0" y="0" width="{width}" height="10"/></svg>'
        )
        number = parts.span(str(bar.papers), "paper-count")
        row = parts.row("paper-bar", self.place.named(CHARTS[chart.kind], bar.label))
        row += [nodes.Text(" "), parts.raw(picture), nodes.Text(" "), number]
        return row

    # Everywhere ------------------------------------------------------------------------------

    def _printed(self, chart: Chart, counted: Counted) -> Iterator[nodes.Node]:
        """Draw what needs no browser: a table, in LaTeX with a picture."""
        is_latex = self.place.builder.format == "latex"
        if is_latex and counted.months:
            yield nodes.raw("", latex_charts.calendar(counted), format="latex")
        yield self._table(chart, counted, has_bars=is_latex and not counted.months)

    def _table(self, chart: Chart, counted: Counted, *, has_bars: bool = False) -> nodes.table:
        """Write the numbers; of a calendar, those of each month that has papers."""
        kind = CHARTS[chart.kind]
        bars = [Bar(one.label, one.papers) for one in counted.months if one.papers] or counted.bars
        heads = [str(_HEADS[kind]), _("Papers"), *([""] * has_bars)]
        rows: list[list[list[nodes.Node]]] = []
        for bar in bars:
            cells: list[list[nodes.Node]] = [
                [self.place.named(kind, bar.label)],
                [nodes.Text(str(bar.papers))],
            ]
            if has_bars:
                drawn = latex_charts.bar(_share(bar, counted))
                cells.append([nodes.raw("", drawn, format="latex")])
            rows.append(cells)
        table = parts.table(heads, rows, [30, 10, 30] if has_bars else [40, 10])
        table["classes"] += ["paper-chart-table", "colwidths-auto"]
        return table

    def _date(self, day: str) -> str:
        return parts.date_text(parse_published(day), self.place.language)

    def _month_name(self, label: str) -> str:
        return parts.month_name(int(label[5:]), self.place.language)


def _left_out(chart: Chart, counted: Counted) -> Iterator[str]:
    """Say what the chart does not show."""
    if counted.more:
        yield parts.more_text(counted.more)
    if counted.others:
        without = {"org": _("without an organisation"), "tag": _("without a tag")}
        what = without.get(CHARTS[chart.kind]) or _("without a date")
        yield f"{parts.papers_text(counted.others)} {what}"


def _share(bar: Bar, counted: Counted) -> float:
    """Give how long a bar is, in percent of the longest."""
    most = counted.most.papers if counted.most else 1
    return round(100 * bar.papers / most, 1)


def _svg(width: int, height: int, name: str, *, stretched: bool = False) -> str:
    """Begin a picture, which those who hear the page do not meet."""
    ratio = ' preserveAspectRatio="none"' if stretched else ""
    return f'<svg class="{name}" viewBox="0 0 {width} {height}"{ratio} aria-hidden="true">'


def _legend() -> nodes.paragraph:
    """Explain the shades."""
    squares = "".join(
        f'<rect class="paper-level-{level}" x="{level * _STEP}" y="0" width="{_SIDE}" '
        f'height="{_SIDE}" rx="1.5"/>'
        for level in range(LEVELS + 1)
    )
    svg = parts.raw(f"{_svg((LEVELS + 1) * _STEP, _SIDE, 'paper-shades')}{squares}</svg>")
    shown = [nodes.Text(_("Fewer")), svg, nodes.Text(_("More"))]
    return parts.row("paper-legend", *shown)
