"""By hand, with the cards of sphinx-design above each review."""

from __future__ import annotations

from benchmarks.journal import Journal
from benchmarks.systems.handwritten import IndexPages
from benchmarks.systems.plain import post_text
from benchmarks.systems.system import path_of, site


class Cards:
    """As plain MyST; what a card shows stands in a ``card``."""

    name = "cards"
    shown = "sphinx-design cards"
    packages: tuple[str, ...] = ("sphinx-design",)
    conf = (
        'extensions = ["myst_parser", "sphinx_design"]\n'
        'myst_enable_extensions = ["colon_fence", "dollarmath"]\n'
    )
    pages = "by hand"

    def files(self, journal: Journal) -> dict[str, str]:
        """Write the posts and the index pages."""
        indexes = IndexPages(journal)
        box = ":::{card}\n%s\n:::".replace
        posts = {
            path_of(post): post_text(post, journal, indexes, box=lambda card: box("%s", card))
            for post in journal.posts
        }
        return dict(site(journal)) | posts | dict(indexes.files())
