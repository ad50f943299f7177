"""The files that pages ask for: style sheets, the colours of organisations, scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_paperreview.atomic import write_changed
from sphinx_paperreview.core.badges import HUES
from sphinx_paperreview.core.orgs import OrgTable
from sphinx_paperreview.core.slugs import slug
from sphinx_paperreview.messages import WarningType, place_in, warn
from sphinx_paperreview.rendering.marks import MARK_CLASS, mark_words
from sphinx_paperreview.site import Site, site_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

SHEET, ORGS_SHEET = "paperreview.css", "paperreview-orgs.css"
BOOK_SHEET = "paperreview-epub.css"
"""In place of `SHEET`: what EPUB allows, and reading systems know."""
PREVIEWING, FILTERED, CITED = (f"paperreview_{name}" for name in ("previewing", "filter", "cited"))
"""Marks of a document, or of the context of a page without one: that it holds links to reviews, a
filter, or BibTeX to be copied."""
SCRIPTS = {
    PREVIEWING: "paperreview-preview.js",
    FILTERED: "paperreview-filter.js",
    CITED: "paperreview-cite.js",
}
"""What each of these pages asks for. The first takes the key Escape before the others."""
MARKS_SCRIPT = "paperreview-marks.js"
"""What a page asks for that holds buttons for marks, before the filter, which asks it."""
SEARCH_SCRIPT = "paperreview-search.js"
"""What the search page asks for."""
PACKAGE = "paperreview.sty"
"""What draws cards and listings in a PDF."""
LOGOS = "paperreview-orgs"
"""Folder of the organisations' logos, beside the style sheets."""

_BOOK_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif")
_PICTURES = (*_BOOK_PICTURES, ".webp", ".avif")


def add_assets(app: Sphinx) -> None:
    """Write the files where HTML builders look for them, link the sheets (``builder-inited``).

    Colours stand in a file, with a class for each organisation, and never in a ``style``
    attribute: pages work under the Content-Security-Policy ``default-src 'self'``.
    """
    if app.builder.format == "latex":
        package = resources.files("sphinx_paperreview") / "static" / PACKAGE
        write_changed(Path(app.outdir) / PACKAGE, package.read_bytes())
    if app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    is_book = app.builder.name == "epub"
    site, confdir = site_of(app.config), Path(app.confdir)
    logos = dict(_logos(site, confdir, _BOOK_PICTURES if is_book else _PICTURES))
    ours = resources.files("sphinx_paperreview") / "static"
    sheet = BOOK_SHEET if is_book else SHEET
    for name in (sheet,) if is_book else (sheet, MARKS_SCRIPT, *SCRIPTS.values(), SEARCH_SCRIPT):
        write_changed(static / name, (ours / name).read_bytes())
    write_changed(static / ORGS_SHEET, org_rules(site.orgs, logos).encode())
    for name, path in logos.items():
        write_changed(static / LOGOS / name, path.read_bytes())
    for name in (sheet, ORGS_SHEET):
        app.add_css_file(name)


def add_scripts(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load each script on the pages that need it, and on no other (``html-page-context``)."""
    del pagename, templatename
    if f'class="{MARK_CLASS}"' in str(context.get("body")):
        words = json.dumps(mark_words(), ensure_ascii=False, sort_keys=True)
        attributes: dict[str, Any] = {"data-words": words}
        app.add_js_file(MARKS_SCRIPT, loading_method="defer", **attributes)
    for mark, script in SCRIPTS.items():
        if context.get(mark) or (doctree is not None and doctree.get(mark)):
            app.add_js_file(script, loading_method="defer")


def org_rules(orgs: OrgTable, logos: Iterable[str] = ()) -> str:
    """Write the rules of organisations: hues for any, then colours and logos by their keys.

    Args:
        orgs: The site's organisations.
        logos: Names of the logos' files in `LOGOS`: ``<slug of the key>.<suffix>``.
    """
    coloured = sorted((slug(org.key), org.color) for org in orgs if org.color)
    hues = ((f"hue-{number}", f"hsl({360 * number // HUES}, 60%, 50%)") for number in range(HUES))
    looks = [*hues, *((f"org-{key}", color) for key, color in coloured)]
    rules = [f".paper-{name} {{ --paper-org-color: {color}; }}" for name, color in looks]
    for name in sorted(logos):
        image = f'background: url("{LOGOS}/{name}") center / contain no-repeat'
        key = name.rpartition(".")[0]
        rules.append(f".paper-org-{key}::before {{ {image}; border-radius: 0; box-shadow: none; }}")
    return "\n".join(rules) + "\n"


def _logos(site: Site, confdir: Path, shown: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """Find the picture of each organisation that has one; warn of those that are not there.

    Args:
        site: Its organisations.
        confdir: To which the paths are relative.
        shown: Endings of the pictures that the output can show.
    """
    for org in site.orgs:
        path = confdir / org.logo
        suffix = path.suffix.lower()
        if org.logo and (not path.is_file() or suffix not in _PICTURES):
            message = f"{org.key}: logo {org.logo!r}: expected a picture ({', '.join(_PICTURES)})"
            place = place_in(confdir / site.settings.orgs, f"[{org.key}]")
            warn(WarningType.ORGS_FILE, message, location=place)
        elif org.logo and suffix in shown:
            yield f"{slug(org.key)}{suffix}", path
