"""With sphinx-needs: papers are its needs, and index pages filter them."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.journal import Journal, Paper, Post
from benchmarks.prose import with_references
from benchmarks.systems.catalogue import plan_of, tables_of
from benchmarks.systems.system import (
    ORPHAN,
    front_matter,
    kind_overviews,
    links,
    path_of,
    site,
)
from sphinx_paperreview.core.group_pages import GroupPage

_TYPES = [
    {"directive": "paper", "title": "Paper", "prefix": "P_", "color": "#BFD8D2", "style": "node"}
]
_TEXT: dict[str, object] = {"schema": {"type": "string"}}
_LIST: dict[str, object] = {"schema": {"type": "array", "items": {"type": "string"}}}
_FIELDS = dict.fromkeys(("subtitle", "venue", "month", "date", "rating"), _TEXT)
_FIELDS |= dict.fromkeys(("orgs", "authors"), _LIST)

_FILTERS = {
    "org": '"{}" in orgs',
    "tag": '"{}" in tags',
    "venue": 'venue == "{}"',
    "month": 'month == "{}"',
}
"""What selects the papers of a page; that of the one source lists all."""


class Needs:
    """A need for each paper, and pages with a list of needs or, for all papers, a table."""

    name = "needs"
    shown = "sphinx-needs"
    packages: tuple[str, ...] = ("sphinx-needs",)
    conf = (
        'extensions = ["myst_parser", "sphinx_needs"]\n'
        'myst_enable_extensions = ["colon_fence", "dollarmath"]\n'
        f"needs_types = {_TYPES}\n"
        f"needs_fields = {_FIELDS}\n"
    )
    pages = "a directive each, one table for the seven indices"

    def files(self, journal: Journal) -> dict[str, str]:
        """Write the posts and the pages that list them."""
        posts = {path_of(post): _post(post) for post in journal.posts}
        return dict(site(journal)) | posts | dict(_pages(journal))


def _post(post: Post) -> str:
    heading = f"# {post.title}\n\n"
    papers = "\n".join(_need(paper, post) for paper in post.papers)
    return front_matter(date=str(post.day)) + heading + papers


def _need(paper: Paper, post: Post) -> str:
    options = {
        "id": _id(paper.label),
        "subtitle": paper.subtitle,
        "orgs": "; ".join(paper.orgs),
        "authors": "; ".join(paper.authors),
        "venue": paper.venue,
        "tags": "; ".join(paper.tags),
        "rating": paper.rating,
        "month": f"{post.day:%Y-%m}",
        "date": str(post.day),
    }
    head = [f":{key}: {value}" for key, value in options.items() if value]
    where = " · ".join(f"[{label}]({url})" for label, url in links(paper))
    text = with_references(paper.body, lambda paper_id: f"{{need}}`{_id(f'arxiv-{paper_id}')}`")
    return "\n".join([f":::{{paper}} {paper.title}", *head, "", where, "", f"{text}:::", ""])


def _id(label: str) -> str:
    return label.upper().replace("-", "_").replace(".", "_")


def _pages(journal: Journal) -> Iterator[tuple[str, str]]:
    plan = plan_of(tables_of(journal))
    yield from kind_overviews(plan)
    for page in plan.pages:
        if page.is_first:  # a filter has no years
            yield f"{page.name}.md", f"{ORPHAN}\n# {page.label}\n\n{_list(page)}"
    columns = "title, orgs, tags, venue, authors, date"
    table = f"```{{needtable}}\n:types: paper\n:columns: {columns}\n:sort: title\n```\n"
    yield "paper-papers.md", f"{ORPHAN}\n# Papers\n\n{table}"


def _list(page: GroupPage) -> str:
    template = _FILTERS.get(page.kind)
    lines = [f":filter: '{template.format(page.label)}'"] if template else [":types: paper"]
    return "\n".join(["```{needlist}", *lines, "```", ""])
