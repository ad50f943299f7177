"""The index pages that this extension generates, written by hand in Markdown.

They hold the same rows in the same order; what a script adds to a listing (its filter) is left
out, and groups of an index stand under bold words, which cost Sphinx less than headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.journal import Journal
from benchmarks.systems.catalogue import plan_of, tables_of
from benchmarks.systems.system import NAMES, ORPHAN
from sphinx_paperreview.collecting.indices import index_page
from sphinx_paperreview.core.alphabet import initial
from sphinx_paperreview.core.group_pages import GroupPage
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.pages import by_size
from sphinx_paperreview.core.query import Group, gather, group
from sphinx_paperreview.core.runs import plain
from sphinx_paperreview.core.titles import fold_title

SHOWN_OF_EACH = 24
"""How many values of each kind the overview of all kinds names."""


class IndexPages:
    """The index pages of a journal."""

    def __init__(self, journal: Journal) -> None:
        self.tables = tables_of(journal)
        self.plan = plan_of(self.tables)
        self.titles = {post.docname: post.title for post in journal.posts}

    def link(self, kind: str, label: str) -> str:
        """Link to the page of a value, from anywhere."""
        shown = f"#{label}" if kind == "tag" else label
        return f"[{shown}](/{self.plan.names[kind, label]}.md)"

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield each page: its path and its text."""
        for kind, name in self.plan.overviews():
            yield f"{name}.md", self._overview(kind)
        for page in self.plan.pages:
            yield f"{page.name}.md", "\n".join([ORPHAN, *self._group_page(page)])
        yield "paper-papers.md", self._index("Papers", self._by_initial())
        for kind in NAMES:
            yield f"{index_page(kind)}.md", self._index(NAMES[kind], self.tables.groups(kind))

    # Pages of values -----------------------------------------------------------------------------

    def _overview(self, kind: str) -> str:
        if kind:
            return "\n".join([ORPHAN, f"# {NAMES[kind]}", "", *self._values(kind, 0), ""])
        parts = [ORPHAN, "# Papers", ""]
        for one in self.plan.groups:
            heading = f"## [{NAMES[one]}](/{self.plan.overview(one)}.md)"
            parts += [heading, "", *self._values(one, SHOWN_OF_EACH), ""]
        return "\n".join(parts)

    def _values(self, kind: str, limit: int) -> Iterator[str]:
        found = by_size(kind, self.tables)
        for one in found[: limit or None]:
            yield f"- {self.link(kind, one.label)} {self.tables.count_papers(one.reviews)}"
        if limit and len(found) > limit:
            yield f"\nand {len(found) - limit} more"

    def _group_page(self, page: GroupPage) -> Iterator[str]:
        yield f"# {page.label} {page.year}\n"
        up = f"[{NAMES[page.kind]}](/{self.plan.overview(page.kind)}.md)"
        yield f"{up} · {self.tables.count_papers(page.total)} papers\n"
        if page.years:
            years = (f"[{year}](/{name}.md) {count}" for year, name, count in page.years)
            yield " · ".join(years) + "\n"
        if page.kind != "month":
            yield from self._rows(page.reviews)
            return
        for post in group(page.reviews, "post"):
            yield f"\n**[{self.titles[post.label]}](/{post.label}.md)**\n"
            yield from self._rows(post.reviews)

    def _rows(self, reviews: Iterable[Review]) -> Iterator[str]:
        for review in reviews:
            orgs = " ".join(self.link("org", org) for org in review.paper.orgs)
            yield f"- {_title(review)} {plain(review.paper.subtitle)} {orgs} {review.date}"

    # Indices -------------------------------------------------------------------------------------

    def _by_initial(self) -> list[Group]:
        newest = sorted((paper[0] for paper in self.tables.papers), key=_by_title)
        letters = gather(newest, lambda review: [initial(review.title)])
        return [Group(letter, tuple(reviews)) for letter, reviews in sorted(letters.items())]

    def _index(self, title: str, groups: Iterable[Group]) -> str:
        lines = [ORPHAN, f"# {title}", ""]
        for found in groups:
            lines += [f"**{found.label}**", ""]
            lines += [
                f"- {_title(review)} ({review.date}): *{', '.join(review.paper.orgs)}*"
                for review in found.reviews
            ]
            lines.append("")
        return "\n".join(lines)


def _title(review: Review) -> str:
    return f"[{review.title}](/{review.docname}.md#{review.anchor})"


def _by_title(review: Review) -> tuple[str, str, int]:
    return fold_title(review.title), review.docname, review.position
