"""The one way to warn, and the one way to translate."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sphinx.locale import get_translation, get_translator, translators
from sphinx.util import logging

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

CATALOG = "sphinx_paperreview"
"""Name of the message catalogue of all that a reader sees."""

LOCALES = Path(__file__).parent / "locale"
"""Where the catalogues of all languages are."""

lazy = get_translation(CATALOG)
"""Gives a message in the language of the site when it is first shown."""

_logger = logging.getLogger(__name__)


def _(message: str) -> str:
    """Give a message in the language of the site."""
    return str(lazy(message))


def load_catalog(app: Sphinx) -> None:
    """Load the messages in the language of a site."""
    # What another site of this process has loaded would go on standing before it.
    translators.pop(("general", CATALOG), None)
    app.add_message_catalog(CATALOG, LOCALES)


def plural(one: str, many: str, count: int) -> str:
    """Give the message for a number in the language of the site, which may have more than two."""
    return get_translator(CATALOG).ngettext(one, many, count)


class Explained(Enum):
    """Members whose second part is the line that the documentation shows."""

    def __new__(cls, value: str, meaning: str) -> Self:
        """Keep the value that users type apart from its explanation."""
        member = object.__new__(cls)
        member._value_ = value
        member.meaning = meaning
        return member

    meaning: str


class WarningType(Explained):
    """What can be wrong; ``suppress_warnings`` takes each as ``paper.<value>``."""

    CONFIG = "config", "a value in `conf.py` has a wrong type or names something unknown"
    ORGS_FILE = "orgs_file", "the site's `orgs.toml` cannot be read, or one of its entries is wrong"
    OPTION = "option", "an option does not exist, stands twice, or belongs elsewhere"
    VALUE = "value", "an option's value is not what the option takes; the value is left out"
    ID = "id", "an id or URL that names no paper, or is malformed"
    LINK = "link", "a link that cannot be shown: no http or https URL, or a remote thumbnail"
    MATH = "math", "a formula that MathML cannot draw (see `paperreview_math`); its TeX is shown"
    TEX = (
        "tex",
        "a formula in a title or another field that may do more than draw; it is shown as text",
    )
    ORG = "org", "an organisation that nobody knows (see `paperreview_unknown_orgs`)"
    TAG = "tag", "a tag that `paperreview_tags` does not list"
    VENUE = "venue", "a venue that `paperreview_venues` does not list"
    DUPLICATE = "duplicate", "one paper is reviewed twice on a page"
    TITLE = "title", "reviews of one paper give it clearly different titles"
    AMBIGUOUS = "ambiguous", "a reference names several papers; it leads to the newest review"
    FENCE = (
        "fence",
        "a fence inside a review closed it too early, is never closed, or is text of HTML above it",
    )
    METADATA = (
        "metadata",
        "a file of `paperreview_metadata` cannot be read, or one of its records is wrong",
    )
    METADATA_CONFLICT = (
        "metadata_conflict",
        "two files of `paperreview_metadata` disagree on a paper; the first counts",
    )
    RELATED = "related", "`related.json` cannot be read, or says something in another shape"
    PAGE = (
        "page",
        "two values ask for one generated page, or a page of yours stands in its place",
    )
    FRONT_MATTER = "front_matter", "a value in a page's front matter is not what its key takes"
    INTERNALS = (
        "internals",
        "the installed Sphinx, docutils or MyST-Parser has changed; the message says what is lost",
    )


def warn(
    kind: WarningType,
    message: str,
    *,
    location: nodes.Node | tuple[str, int | None] | str | None = None,
    once: bool = False,
) -> None:
    """Warn, with a type that ``suppress_warnings`` takes.

    Args:
        kind: What is wrong.
        message: What is wrong, what was found (quoted), and what is expected.
        location: A node, a docname with a line, or a path with a line as ``path:line``.
        once: Whether a build says this but once, however often it is found.
    """
    _logger.warning("%s", message, type="paper", subtype=kind.value, location=location, once=once)


def note(message: str) -> None:
    """Say what is no mistake, and may be asked for: no build stops at it."""
    _logger.info("%s", message)


def place_in(path: Path, start: str) -> str:
    """Say in which line of a file a text stands first, as ``path:line``; ``path:`` if in none.

    Args:
        path: A file that may be missing.
        start: What the line begins with, behind white space.
    """
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    numbers = (i for i, line in enumerate(lines, 1) if line.lstrip().startswith(start))
    return f"{path}:{next(numbers, '')}"
