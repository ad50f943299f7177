"""By hand: plain MyST, and every index page that this extension would generate."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.journal import Journal, Paper, Post
from benchmarks.prose import with_references
from benchmarks.systems.handwritten import IndexPages
from benchmarks.systems.system import front_matter, links, path_of, site


class Plain:
    """The posts, and all index pages: an author of such a journal keeps them by hand."""

    name = "plain"
    shown = "plain MyST"
    packages: tuple[str, ...] = ()
    conf = 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["dollarmath"]\n'
    pages = "by hand"

    def files(self, journal: Journal) -> dict[str, str]:
        """Write the posts and the index pages."""
        indexes = IndexPages(journal)
        return (
            dict(site(journal))
            | {path_of(post): post_text(post, journal, indexes) for post in journal.posts}
            | dict(indexes.files())
        )


class Bare:
    """The posts without any index page: what the rest is built upon."""

    name = "bare"
    shown = "plain MyST without index pages"
    packages: tuple[str, ...] = ()
    conf = Plain.conf
    pages = "none"

    def files(self, journal: Journal) -> dict[str, str]:
        """Write the posts alone."""
        return dict(site(journal)) | {
            path_of(post): post_text(post, journal) for post in journal.posts
        }


def post_text(
    post: Post,
    journal: Journal,
    indexes: IndexPages | None = None,
    *,
    box: Callable[[str], str] = str,
    **fields: str,
) -> str:
    """Write a post with a heading for each paper.

    Args:
        post: The post.
        journal: The journal, with the papers that the post names.
        indexes: The pages that organisations and tags lead to, where there are such pages.
        box: Puts into a box what a card shows.
        fields: Further fields of the front matter.
    """
    head = front_matter(date=str(post.day), **fields) + f"# {post.title}\n"
    return "\n".join([head, *(review(paper, journal, indexes, box) for paper in post.papers)])


def review(
    paper: Paper, journal: Journal, indexes: IndexPages | None, box: Callable[[str], str]
) -> str:
    """Write a review as a section: what a card shows, in lines of text."""
    text = with_references(paper.body, lambda paper_id: reference(paper_id, journal))
    return "\n".join(
        [f"({paper.label})=", f"## {paper.title}", "", box(card(paper, indexes)), "", text]
    )


def card(paper: Paper, indexes: IndexPages | None) -> str:
    """Write what a card shows."""
    orgs = [indexes.link("org", org) if indexes else org for org in paper.orgs]
    tags = [indexes.link("tag", tag) if indexes else f"#{tag}" for tag in paper.tags]
    who = [*orgs, paper.venue, paper.published, ", ".join(paper.authors)]
    where = [*(f"[{label}]({url})" for label, url in links(paper)), paper.rating, *tags]
    lines = (f"*{paper.subtitle}*", " · ".join(filter(None, who)), " · ".join(filter(None, where)))
    return "\n\n".join(lines)


def reference(paper_id: str, journal: Journal) -> str:
    """Refer to the first review of a paper; Sphinx shows its heading."""
    return f"[](/{path_of(journal.homes[paper_id])}#arxiv-{paper_id})"
