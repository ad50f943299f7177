"""The marks of a reader: a button on each card and row, which a script puts to use.

What a reader has read stays in the browser; the build says of which paper each button is.
"""

from __future__ import annotations

from html import escape

from docutils import nodes

from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.slugs import slug
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.place import Place

MARK_CLASS = "paper-read-mark"
"""Class of the button; the script of marks knows it, too."""


def mark_button(place: Place, review: Review) -> list[nodes.Node]:
    """Draw the button of a review: hidden, and without a word, until there is a script."""
    key = mark_key(place, review)
    told = f'class="{MARK_CLASS}" type="button" data-paper="{escape(key)}" hidden'
    return [parts.raw(f"<button {told}></button>")] if key else []


def mark_key(place: Place, review: Review) -> str:
    """Name a paper for the reader's marks: all its ids, with blanks between.

    One without ids goes by its title. ``""`` where nobody can mark it.
    """
    is_on = place.medium.pages and place.site.settings.reading_marks
    if not (is_on and review.indexed):
        return ""
    ids = place.library.tables.ids_of(review)
    title = slug(review.title)
    return " ".join(map(str, ids)) or (f"title:{title}" if title else "")


def mark_words() -> dict[str, str]:
    """Give the words of the script; it fills in numbers."""
    return {
        "add": _("Add marks from a file …"),
        "added": _("Marked as read by the file: %(count)d."),
        "close": _("Close"),
        "count": _("Marked as read: %(count)d"),
        "hide": _("Hide read"),
        "local": _("They are kept in this browser alone."),
        "menu": _("Marks"),
        "read": _("Read"),
        "save": _("Save marks to a file"),
        "unkept": _("This browser keeps no marks: they last until you leave the page."),
        "wrong": _("The file holds no marks that can be read."),
    }
