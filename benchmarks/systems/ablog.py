"""With ABlog: its archives list posts, which have the tags and organisations of their papers."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.journal import Journal, Post
from benchmarks.systems.plain import post_text
from benchmarks.systems.system import path_of, site


class ABlog:
    """Posts as in plain MyST; organisations are ABlog's categories."""

    name = "ablog"
    shown = "ABlog"
    packages: tuple[str, ...] = ("ablog",)
    conf = (
        'extensions = ["myst_parser", "ablog"]\n'
        'myst_enable_extensions = ["dollarmath"]\n'
        'post_date_format = "%Y-%m-%d"\n'
    )
    pages = "generated, of posts: by tag, category and year"

    def files(self, journal: Journal) -> dict[str, str]:
        """Write the posts."""
        return dict(site(journal)) | {path_of(post): _post(post, journal) for post in journal.posts}


def _post(post: Post, journal: Journal) -> str:
    tags = _each_once(tag for paper in post.papers for tag in paper.tags)
    orgs = _each_once(org for paper in post.papers for org in paper.orgs)
    return post_text(post, journal, blogpost="true", tags=tags, category=orgs)


def _each_once(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names)))
