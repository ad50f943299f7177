"""Who reviewed, in words: ``Reviewed by Ada Park and Jisoo Kim``."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_paperreview.core.people import known_people, parse_people
from sphinx_paperreview.core.post_query import reviewers_of
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.place import Place


def reviewed_by(
    names: Sequence[str], place: Place, *, when: nodes.Node | None = None
) -> list[nodes.Node]:
    """Say who reviewed, and when; each name leads to all that this person reviewed.

    Args:
        names: Who did; at least one.
        place: Where it is said.
        when: The day, where it is worth saying.
    """
    people = parts.enumerated([[place.reviewer(name)] for name in names], place.language)
    if when is None:
        return parts.filled(_("Reviewed by %(names)s"), names=people)
    return parts.filled(_("Reviewed %(date)s by %(names)s"), date=[when], names=people)


def named_in_head(place: Place, docname: str) -> tuple[str, ...]:
    """Name those whom the head of a post names.

    Nobody where all of it is of the site's own authors: every page of the site says who they are.
    """
    post = place.library.posts.get(docname)
    names = reviewers_of(post) if post else ()
    return () if names == site_authors(place) else names


def site_authors(place: Place) -> tuple[str, ...]:
    """Name the authors of the site, as ``author`` in ``conf.py`` does."""
    return known_people(parse_people(place.site_author))
