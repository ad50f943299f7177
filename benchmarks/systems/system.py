"""What the runner asks of a way to write a journal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from benchmarks.journal import Journal, Paper, Post
from sphinx_paperreview.core.pages import Plan

INDEX = "index.md"
ORPHAN = "---\norphan: true\n---\n"
NAMES = {"org": "Organisations", "tag": "Tags", "venue": "Venues", "source": "Sources"}
NAMES |= {"month": "Months", "author": "Authors"}
"""The headings of overviews and indices, by kind."""


class System(Protocol):
    """One way to write a journal."""

    name: str
    """What the command line calls it."""
    shown: str
    """What the report calls it."""
    packages: tuple[str, ...]
    """What its environment needs beside Sphinx and MyST-Parser, as pip takes it."""
    conf: str
    """Its part of ``conf.py``: at least its extensions."""
    pages: str
    """What stands for the index pages, in the words of the report."""

    def files(self, journal: Journal) -> dict[str, str]:
        """Write a journal: text by path, relative to the source folder."""


def site(journal: Journal) -> Iterator[tuple[str, str]]:
    """Yield what all systems share: a home page, and a table of contents for each month."""
    months = sorted({post.docname.rpartition("/")[0] for post in journal.posts}, reverse=True)
    yield INDEX, "# Journal\n\n" + toctree(*(f"{month}/index" for month in months))
    for month in months:
        yield f"{month}/{INDEX}", f"# {month.rpartition('/')[2]}\n\n" + toctree("*", glob=True)


def toctree(*entries: str, glob: bool = False) -> str:
    """Write a table of contents."""
    options = [":maxdepth: 1", *((":glob:", ":reversed:") if glob else ())]
    return "\n".join(["```{toctree}", *options, "", *entries, "```", ""])


def kind_overviews(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield overviews for systems that cannot make them: links to the page of each value."""
    for kind, name in plan.overviews():
        names = [label for one, label in plan.names if one == kind] if kind else list(plan.groups)
        pages = (plan.names[kind, one] if kind else plan.overview(one) for one in names)
        links = (f"- [{one}](/{page}.md)" for one, page in zip(names, pages, strict=True))
        yield f"{name}.md", "\n".join([ORPHAN, f"# {NAMES.get(kind, 'Papers')}", "", *links, ""])


def front_matter(**fields: str) -> str:
    """Write the fields at the head of a page."""
    return "\n".join(["---", *(f"{key}: {value}" for key, value in fields.items()), "---", "", ""])


def links(paper: Paper) -> list[tuple[str, str]]:
    """List the links of a paper: their labels and addresses."""
    found = [
        ("arXiv", f"https://arxiv.org/abs/{paper.arxiv}"),
        ("PDF", f"https://arxiv.org/pdf/{paper.arxiv}"),
        ("Hugging Face", f"https://huggingface.co/papers/{paper.arxiv}"),
        ("alphaXiv", f"https://www.alphaxiv.org/abs/{paper.arxiv}"),
    ]
    return [*found, ("Code", paper.code)] if paper.code else found


def path_of(post: Post) -> str:
    """Name the file of a post."""
    return f"{post.docname}.md"
