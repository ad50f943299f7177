"""With sphinxcontrib-bibtex: papers stand in a bibliography, and index pages filter it."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.journal import Journal, Paper, Post
from benchmarks.prose import with_references
from benchmarks.systems.catalogue import key_of, plan_of, tables_of
from benchmarks.systems.system import (
    ORPHAN,
    front_matter,
    kind_overviews,
    links,
    path_of,
    site,
)
from sphinx_paperreview.core.slugs import slug

BIBLIOGRAPHY = "papers.bib"


class Bibtex:
    """Reviews cite their papers; pages list the entries with a keyword."""

    name = "bibtex"
    shown = "sphinxcontrib-bibtex"
    packages: tuple[str, ...] = ("sphinxcontrib-bibtex",)
    conf = (
        'extensions = ["myst_parser", "sphinxcontrib.bibtex"]\n'
        'myst_enable_extensions = ["dollarmath"]\n'
        f'bibtex_bibfiles = ["{BIBLIOGRAPHY}"]\n'
    )
    pages = "a directive each, one bibliography for the seven indices"

    def files(self, journal: Journal) -> dict[str, str]:
        """Write the posts, the bibliography, and the pages that list its entries."""
        posts = {path_of(post): _post(post) for post in journal.posts}
        entries = "\n".join(
            _entry(paper, post)
            for post in journal.posts
            for paper in post.papers
            if not paper.again
        )
        return dict(site(journal)) | posts | {BIBLIOGRAPHY: entries} | dict(_pages(journal))


def _post(post: Post) -> str:
    papers = "\n".join(map(_review, post.papers))
    return front_matter(date=str(post.day)) + f"# {post.title}\n\n{papers}"


def _review(paper: Paper) -> str:
    text = with_references(paper.body, _cite)
    facts = [f"[{label}]({url})" for label, url in links(paper)]
    facts += [paper.rating, *(f"#{tag}" for tag in paper.tags)]
    where = " · ".join(filter(None, facts))
    head = [f"## {paper.title}", "", f"{_cite(paper.arxiv)} *{paper.subtitle}*", "", where]
    return "\n".join([*head, "", text])


def _cite(paper_id: str) -> str:
    return f"{{cite:t}}`{paper_id}`"


def _entry(paper: Paper, post: Post) -> str:
    values = [
        *(("org", org) for org in paper.orgs),
        *(("tag", tag) for tag in paper.tags),
        *((("venue", paper.venue),) if paper.venue else ()),
        ("month", f"{post.day:%Y-%m}"),
    ]
    keywords = " ".join(f"{_keyword(kind, label)};" for kind, label in values)
    fields = {
        "title": f"{{{paper.title}}}",
        "author": " and ".join(paper.authors),
        "year": f"20{paper.arxiv[:2]}",
        "booktitle": paper.venue,
        "url": f"https://arxiv.org/abs/{paper.arxiv}",
        "keywords": keywords,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = "inproceedings" if paper.venue else "misc"
    return "\n".join([f"@{kind}{{{paper.arxiv},", *lines, "}", ""])


def _keyword(kind: str, label: str) -> str:
    return f"{kind}/{slug(key_of(kind, label))}"


def _pages(journal: Journal) -> Iterator[tuple[str, str]]:
    plan = plan_of(tables_of(journal))
    yield from kind_overviews(plan)
    for page in plan.pages:
        if page.is_first:  # a filter has no years
            keyword = _keyword(page.kind, page.label)
            chosen = ":all:" if page.kind == "source" else f':filter: keywords % "{keyword};"'
            listing = f"```{{bibliography}}\n:list: bullet\n{chosen}\n```\n"
            yield f"{page.name}.md", f"{ORPHAN}\n# {page.label}\n\n{listing}"
    yield "paper-papers.md", f"{ORPHAN}\n# Papers\n\n```{{bibliography}}\n:all:\n```\n"
