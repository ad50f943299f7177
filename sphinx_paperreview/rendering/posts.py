"""The head of a post: its date, its reviewers, how many papers it reviews, whose, and its tags."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes

from sphinx_paperreview.core.model import Post, Review
from sphinx_paperreview.core.post_query import counted_reviews
from sphinx_paperreview.core.values import find_date, parse_published
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.drawing import Drawing
from sphinx_paperreview.rendering.mathjax import ignored
from sphinx_paperreview.rendering.place import Place, place_of
from sphinx_paperreview.rendering.reviewers import named_in_head, reviewed_by

_ORGS_SHOWN, _TAGS_SHOWN = 6, 12
"""How many organisations and tags a post's head names; of the former, those with most papers."""


class DrawPostHeads(Drawing):
    """Say below a post's heading when it was written and what it holds."""

    default_priority = 8
    """Before cards are drawn (9), and references resolved (10)."""

    def run(self, **kwargs: object) -> None:
        """Draw the head of each post in the document: several, where pages are put together."""
        del kwargs
        place = place_of(self.builder, self.env, self.env.docname)
        if place.medium.only_texts:
            return
        pages = [(self.env.docname, self.document), *_inlined_pages(self.document)]
        for docname, page in pages:
            post = place.library.posts.get(docname)
            section = headed_section(page, post) if post else None
            if post is None or section is None:
                continue
            head = post_head(post, place, is_review="paper-review" in section["classes"])
            if head is not None:
                ignored(self.builder, [head])
                section.insert(1, head)


def _inlined_pages(document: nodes.document) -> list[tuple[str, nodes.Element]]:
    return [(page["docname"], page) for page in document.findall(addnodes.start_of_file)]


def headed_section(page: nodes.Element, post: Post) -> nodes.section | None:
    """Give the section of a page whose heading is that of the post; None where none is.

    That is also a page's only review, but none of several.
    """
    section = next((c for c in page.children if isinstance(c, nodes.section)), None)
    if section is None or ("paper-review" in section["classes"] and len(post.reviews) > 1):
        return None
    return section


def post_head(post: Post, place: Place, *, is_review: bool = False) -> nodes.paragraph | None:
    """Write ``Nov 27, 2025 · Reviewed by Ada Park · 5 papers · Tencent · NVIDIA · #video``.

    Nothing for a page that is no post.

    Args:
        post: The page.
        place: Where it is drawn.
        is_review: Whether the page is one review, whose card counts and names for itself.
    """
    reviews = counted_reviews(post)
    if not (reviews or post.declared):
        return None
    day = day_text(post, place.language)
    facts: list[nodes.Node] = [place.moment(day, post.date)] if day else []
    names = named_in_head(place, post.docname) if reviews else ()
    if names:
        facts.append(nodes.inline("", "", *reviewed_by(names, place), classes=["paper-by"]))
    if reviews and not is_review:
        facts.append(parts.span(parts.papers_text(len(reviews)), "paper-count"))
    if post.draft:
        facts.append(parts.span(_("Draft"), "paper-status"))
    if not is_review:
        facts += [place.org_badge(name) for name in _orgs(reviews)]
    facts += _tags(post, place)
    if not facts:
        return None
    separator = " " if place.medium.boxes else parts.SEPARATOR
    return parts.row("paper-post", *parts.joined([[fact] for fact in facts], separator))


def _tags(post: Post, place: Place) -> list[nodes.Node]:
    shown, rest = parts.divided(post.tags, _TAGS_SHOWN)
    more: list[nodes.Node] = [nodes.Text(parts.more_text(len(rest)))] if rest else []
    return [*map(place.tag, shown), *more]


def day_text(post: Post, language: str) -> str:
    """Write the date of a post; ``""`` where it has none, or its title says it."""
    if not post.date or find_date(post.title):
        return ""
    return parts.date_text(parse_published(post.date), language)


def _orgs(reviews: Iterable[Review]) -> list[str]:
    """List the organisations of some papers: those with most papers first."""
    counts: dict[str, int] = {}
    for review in reviews:
        for name in review.paper.orgs:
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: -counts[name])[:_ORGS_SHOWN]
