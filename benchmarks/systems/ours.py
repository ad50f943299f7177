"""With this extension: the posts are all that an author writes."""

from __future__ import annotations

from benchmarks.journal import Journal, Paper, Post
from benchmarks.prose import with_references
from benchmarks.systems.system import front_matter, path_of, site


class Ours:
    """A ``paper`` directive for each review."""

    name = "ours"
    shown = "sphinx-paperreview"
    packages: tuple[str, ...] = (".",)
    # The others have one page for each value, however long: what is compared are the same pages.
    conf = 'extensions = ["myst_parser", "sphinx_paperreview"]\npaperreview_rows = 0\n'
    pages = "generated"

    def files(self, journal: Journal) -> dict[str, str]:
        """Write the posts."""
        return dict(site(journal)) | {path_of(post): _post(post) for post in journal.posts}


def _post(post: Post) -> str:
    heading = f"# {post.title}\n\n"
    return front_matter(date=str(post.day)) + heading + "\n".join(map(_review, post.papers))


def _review(paper: Paper) -> str:
    options = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "org": "; ".join(paper.orgs),
        "authors": "; ".join(paper.authors),
        "venue": paper.venue,
        "tags": ", ".join(paper.tags),
        "rating": paper.rating,
        "code": paper.code,
    }
    head = [f":{key}: {value}" for key, value in options.items() if value]
    text = with_references(paper.body, lambda paper_id: f"{{paper}}`{paper_id}`")
    return "\n".join([f":::{{paper}} {paper.arxiv}", *head, "", f"{text}:::", ""])
