"""The dialects that posts are written in, a module for each, and how to tell one from another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

from sphinx_paperreview.importers.dialects.dialect import Dialect
from sphinx_paperreview.importers.dialects.docusaurus import DOCUSAURUS
from sphinx_paperreview.importers.dialects.hugo import HUGO
from sphinx_paperreview.importers.dialects.jekyll import JEKYLL
from sphinx_paperreview.importers.dialects.markdown import MARKDOWN
from sphinx_paperreview.importers.dialects.mkdocs import MKDOCS
from sphinx_paperreview.importers.dialects.notion import NOTION
from sphinx_paperreview.importers.dialects.quarto import QUARTO
from sphinx_paperreview.importers.matter import FrontMatter
from sphinx_paperreview.importers.passes import ImportedSite, Line

MYST = Dialect("myst", ())
"""What an import makes, and leaves as it is: it is never asked for by name."""

_MYST_MARK = re.compile(
    r"[\s>]*(?:[-*+] +)?(?:`{3,}|:{3,}|~{3,})\{(?:paper(?::\w+)?|image|figure|math|code-block"
    r"|list-table|admonition|attention|caution|danger|error|hint|important|note|tip|warning|seealso|dropdown"
    r"|tab-set|div|toctree)\}"
    r"|.*\{(?:paper(?::\w+)?|sub|sup|kbd)\}`"
)

DIALECTS: Mapping[str, Dialect] = {
    dialect.name: dialect
    for dialect in (QUARTO, DOCUSAURUS, JEKYLL, HUGO, MKDOCS, NOTION, MARKDOWN)
}
"""By name; where two fit a page alike, the first one does."""


def detect(
    path: str, lines: Sequence[Line], *, matter: FrontMatter, imported_site: ImportedSite
) -> Dialect:
    """Tell the dialect of a page: by its site's files, its name, front matter, markup.

    Args:
        path: The page, relative to the imported folder.
        lines: What stands behind the front matter.
        matter: The front matter.
        imported_site: What the site of the page consists of.
    """
    if any(_MYST_MARK.match(line.text) for line in lines):
        return MYST
    tells: tuple[Callable[[Dialect], bool], ...] = (
        lambda one: any(name in imported_site.files for name in one.site_files),
        lambda one: bool(one.suffix) and path.endswith(one.suffix),
        lambda one: one.name_of(path) != PurePosixPath(path).stem,
        lambda one: one.has_toml and matter.is_toml,
        lambda one: any(one.marks.match(line.text) for line in lines if one.marks),
        lambda one: one.key in matter.fields,
    )
    found = (one for tell in tells for one in DIALECTS.values() if tell(one))
    return next(found, MARKDOWN)
