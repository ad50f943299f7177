"""What Sphinx writes into the manifest of a book, where it asks nobody."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote

from sphinx_paperreview.sphinx_internals import Part, report_lost

_PAGE = re.compile(
    r'(?P<start><item [^>]*href="(?P<href>[^"]+)" media-type="application/xhtml\+xml") ?/>'
)
"""A page in the manifest, without properties."""


def declare_mathml(manifest: str, holds: Callable[[str], bool]) -> str:
    """Say of pages in a manifest that they hold MathML, as EPUB 3.3 wants (3.4.2).

    Sphinx gives no properties to pages. Where the pages of a manifest are written in another way,
    it stays as it is: reading systems show formulas all the same, and checkers complain.

    Args:
        manifest: The text of ``content.opf``.
        holds: Tells whether a page has MathML; takes its path within the book.
    """

    def declared(page: re.Match[str]) -> str:
        path = unquote(unescape(page["href"]))
        return f'{page["start"]} properties="mathml" />' if holds(path) else page[0]

    written, count = _PAGE.subn(declared, manifest)
    if not count:
        report_lost(Part.MANIFEST)
    return written
