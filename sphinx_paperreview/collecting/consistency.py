"""What no single page can tell: whether the pages agree."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinx_paperreview.authoring.nodes import paper_listing
from sphinx_paperreview.collecting.addresses import own_pages
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.runs import plain
from sphinx_paperreview.core.titles import fold_title, is_titled
from sphinx_paperreview.messages import WarningType, warn
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_WORD = re.compile(r"\w+")
_SHARED = 0.25
"""Titles are clearly different that share fewer of their words: a retitled paper keeps some."""


def check_titles(app: Sphinx, env: BuildEnvironment) -> None:
    """Note reviews that share an id but give it clearly different titles.

    The paper may have a new title, or a link may be wrong; either way each review keeps
    its own.
    """
    sources = site_of(app.config).sources
    for newest, *others in PaperDomain.of(env).library.tables.papers:
        for other in others:
            titled = all(is_titled(one, sources) for one in (newest, other))
            if titled and clearly_differ(newest, other):
                shared = min(set(newest.paper.ids) & set(other.paper.ids), default="the paper")
                message = (
                    f"{shared} is {other.title!r} here and {newest.title!r} in {newest.docname}; "
                    "has it a new title, or is one of the links wrong?"
                )
                warn(WarningType.TITLE, message, location=(other.docname, other.line))


def check_pages(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of values that ask for one generated page, and of pages that stand in its place."""
    plan = PaperDomain.of(env).plan
    for collision in plan.collisions:
        first, *others = collision.groups
        for other in others:
            review = other.reviews[0]
            message = (
                f"{collision.kind} {other.label!r} is nearly {first.label!r}: both ask for the "
                f"page {collision.name!r}; if they are one, write them alike"
            )
            warn(WarningType.PAGE, message, location=(review.docname, review.line))
    for name, docname in own_pages(app.builder, env.found_docs, plan.all_names()).items():
        if not _takes_over(env, docname):
            message = (
                f"this page stands in the place of a generated one ({name!r}); list papers on it "
                "with paper:list, rename it, or choose another folder with paperreview_pages"
            )
            warn(WarningType.PAGE, message, location=(docname, None))


def _takes_over(env: BuildEnvironment, docname: str) -> bool:
    """Tell whether an author has written a page in place of a generated one: it lists papers."""
    doctree = env.get_doctree(docname)
    return any(isinstance(node, paper_listing) for node in doctree.findall())


def clearly_differ(one: Review, other: Review) -> bool:
    """Whether two titles share hardly a word, written in the same script."""
    words, other_words = _words(one), _words(other)
    if not words or not other_words or _is_latin(one) != _is_latin(other):
        return False
    return len(words & other_words) < _SHARED * min(len(words), len(other_words))


def _words(review: Review) -> frozenset[str]:
    return frozenset(_WORD.findall(fold_title(f"{review.title} {plain(review.paper.subtitle)}")))


def _is_latin(review: Review) -> bool:
    letters = [character for character in review.title if character.isalpha()]
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
