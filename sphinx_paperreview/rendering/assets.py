"""The files that pages ask for: style sheets, the colours of organisations, a script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_paperreview.core.orgs import OrgTable
from sphinx_paperreview.core.slugs import slug
from sphinx_paperreview.messages import WarningType, warn
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

SHEETS = ("paperreview.css", "paperreview-orgs.css")
SCRIPT = "paperreview-filter.js"
FILTERED = "paperreview_filter"
"""Marks a document, or the context of a page without one, that holds a filter."""
LOGOS = "paperreview-orgs"
"""Folder of the organisations' logos, beside the style sheets."""

_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")


def add_assets(app: Sphinx) -> None:
    """Write the files where HTML builders look for them, link the sheets (``builder-inited``).

    Colours stand in a file, with a class for each organisation, and never in a ``style``
    attribute: pages work under the Content-Security-Policy ``default-src 'self'``.
    """
    if app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    orgs = site_of(app.config).orgs
    logos = dict(_logos(orgs, Path(app.confdir)))
    ours = resources.files("sphinx_paperreview") / "static"
    for name in (SHEETS[0], SCRIPT):
        write(static / name, (ours / name).read_bytes())
    write(static / SHEETS[1], org_rules(orgs, logos).encode())
    for name, path in logos.items():
        write(static / LOGOS / name, path.read_bytes())
    for sheet in SHEETS:
        app.add_css_file(sheet)


def add_filter_script(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the script on a page that holds a filter, and on no other (``html-page-context``)."""
    del pagename, templatename
    if context.get(FILTERED) or (doctree is not None and doctree.get(FILTERED)):
        app.add_js_file(SCRIPT, loading_method="defer")


def org_rules(orgs: OrgTable, logos: Iterable[str] = ()) -> str:
    """Write the rules of organisations with a colour or a logo, in the order of their keys.

    Args:
        orgs: The site's organisations.
        logos: Names of the logos' files in `LOGOS`: ``<slug of the key>.<suffix>``.
    """
    coloured = sorted((slug(org.key), org.color) for org in orgs if org.color)
    rules = [f".paper-org-{key} {{ --paper-org-color: {color}; }}" for key, color in coloured]
    for name in sorted(logos):
        image = f'background: url("{LOGOS}/{name}") center / contain no-repeat'
        key = name.rpartition(".")[0]
        rules.append(f".paper-org-{key}::before {{ {image}; border-radius: 0; box-shadow: none; }}")
    return "\n".join(rules) + "\n"


def _logos(orgs: OrgTable, confdir: Path) -> Iterator[tuple[str, Path]]:
    """Find the picture of each organisation that has one; warn of those that are not there."""
    for org in orgs:
        path = confdir / org.logo
        suffix = path.suffix.lower()
        if org.logo and path.is_file() and suffix in _PICTURES:
            yield f"{slug(org.key)}{suffix}", path
        elif org.logo:
            message = f"{org.key}: logo {org.logo!r}: expected a picture ({', '.join(_PICTURES)})"
            warn(WarningType.ORGS_FILE, message, location=f"{confdir / 'orgs.toml'}:")


def write(path: Path, content: bytes) -> None:
    """Write a file unless it has this content: tools look at the time of the last change."""
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
