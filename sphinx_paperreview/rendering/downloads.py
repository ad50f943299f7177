"""Links to files of the papers that a listing lists, and where these files stand."""

from __future__ import annotations

import re
from urllib.parse import quote

from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_paperreview.core.query import EXPORTS, Listing
from sphinx_paperreview.messages import _
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.place import Place

JOURNAL = "papers"
"""What the files of all papers are called, at the top of the output."""

SUFFIXES = {"json": ".json", "bib": ".bib", "csl": ".csl.json"}
"""By the format of a file."""

_NUMBERED = re.compile(r".*\.\d+")


def file_of(docname: str, number: int, kind: str) -> str:
    """Name the file of a listing, relative to the output folder: ``notes/2025.bib``.

    No two listings have one name, nor has any the name of the journal's own file.

    Args:
        docname: The page.
        number: Of the listing on its page, from 1.
        kind: One of `EXPORTS`.
    """
    is_plain = number == 1 and docname != JOURNAL and not _NUMBERED.fullmatch(docname)
    return f"{docname if is_plain else f'{docname}.{number}'}{SUFFIXES[kind]}"


def download_links(place: Place, listing: Listing) -> list[nodes.Node]:
    """Link to the files of a listing, in the outputs that have them."""
    if not (listing.export and place.medium.pages):
        return []
    links = ([_link(place, listing, kind)] for kind in listing.export)
    row = parts.row("paper-files", parts.icon("download"), *parts.joined(links, parts.SEPARATOR))
    row["classes"].append(parts.NO_SEARCH)
    return [row]


def _link(place: Place, listing: Listing, kind: str) -> nodes.reference:
    path = quote(file_of(place.docname, listing.number, kind))
    uri = relative_uri(place.builder.get_target_uri(place.docname), path)
    link = nodes.reference("", EXPORTS[kind], refuri=uri, internal=True)
    link["reftitle"] = _("These papers as %s") % EXPORTS[kind]
    return link
