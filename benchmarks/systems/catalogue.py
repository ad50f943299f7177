"""A made-up journal as this extension's core sees it: to write by hand the pages that it makes."""

from __future__ import annotations

from benchmarks.journal import Journal, Paper, Post
from sphinx_paperreview.core import model
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.orgs import builtin_orgs
from sphinx_paperreview.core.pages import KINDS, Plan, plan_pages
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.tables import Tables

FOLDER = "papers"


def tables_of(journal: Journal) -> Tables:
    """Sort a journal's reviews into groups."""
    library = Library()
    for post in journal.posts:
        library.add(_post(post))
    return library.tables


def plan_of(tables: Tables) -> Plan:
    """Plan the index pages that this extension would make."""
    return plan_pages(tables, FOLDER, KINDS, rows=0, key_of=key_of)


def key_of(kind: str, label: str) -> str:
    """Give what a page is named by: the key of an organisation, whatever it is called."""
    org = builtin_orgs().find(label) if kind == "org" else None
    return org.key if org else label


def _post(post: Post) -> model.Post:
    reviews = tuple(_review(paper, post, number) for number, paper in enumerate(post.papers))
    return model.Post(post.docname, post.title, str(post.day), reviews=reviews)


def _review(paper: Paper, post: Post, position: int) -> model.Review:
    return model.Review(
        model.Paper(
            ids=(PaperId("arxiv", paper.arxiv),),
            title=(Run(paper.title),),
            subtitle=(Run(paper.subtitle),),
            orgs=paper.orgs,
            authors=paper.authors,
            venue=paper.venue,
            sources=("arxiv",),
        ),
        docname=post.docname,
        anchor=paper.label,
        position=position,
        date=str(post.day),
        tags=paper.tags,
    )
