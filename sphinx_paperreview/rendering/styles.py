"""The style sheets: ours, and one that holds the colours of the site's organisations."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_paperreview.core.orgs import OrgTable
from sphinx_paperreview.core.slugs import slug
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SHEETS = ("paperreview.css", "paperreview-orgs.css")


def add_styles(app: Sphinx) -> None:
    """Write both style sheets where HTML builders link them (``builder-inited``).

    Colours stand in a file, with a class for each organisation, and never in a ``style``
    attribute: pages work under the Content-Security-Policy ``default-src 'self'``.
    """
    if app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    ours = resources.files("sphinx_paperreview") / "static" / SHEETS[0]
    texts = (ours.read_text(encoding="utf-8"), org_colours(site_of(app.config).orgs))
    for name, text in zip(SHEETS, texts, strict=True):
        path = static / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
        app.add_css_file(name)


def org_colours(orgs: OrgTable) -> str:
    """Write the rule of each organisation that has a colour, in the order of their keys."""
    coloured = sorted((slug(org.key), org.color) for org in orgs if org.color)
    rules = (f".paper-org-{key} {{ --paper-org-color: {color}; }}" for key, color in coloured)
    return "\n".join(rules) + "\n"
