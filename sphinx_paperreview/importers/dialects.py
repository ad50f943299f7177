"""The dialects that posts are written in, and how to tell one from another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sphinx_paperreview.importers import docusaurus, hugo, jekyll, markdown
from sphinx_paperreview.importers.matter import FrontMatter
from sphinx_paperreview.importers.page import Journal, Line, Pass


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way in which sites write their posts."""

    name: str
    """As the command line takes it."""
    passes: tuple[Pass, ...]
    """From its markup to MyST, in order."""
    site_files: tuple[str, ...] = ()
    """Files at the top of a site that tell its generator."""
    marks: re.Pattern[str] | None = None
    """A line that hardly any other dialect has."""


DOCUSAURUS = Dialect(
    "docusaurus",
    docusaurus.PASSES,
    ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "sidebars.js"),
    re.compile(r"import\s.+\sfrom\s+['\"]|\s*:::[a-z]+\b|.*(?:style=\{\{|className=)"),
)
JEKYLL = Dialect(
    "jekyll",
    jekyll.PASSES,
    ("_config.yml", "_config.yaml", "_config.toml"),
    re.compile(r".*\{%-?\s*(?:include|raw|highlight|post_url|link)\b|.*\{\{-?\s*(?:site|page)\."),
)
HUGO = Dialect(
    "hugo",
    hugo.PASSES,
    ("hugo.toml", "hugo.yaml", "hugo.json", "config/_default/hugo.toml"),
    re.compile(r".*\{\{[<%]\s*/?[\w-]+"),
)
MARKDOWN = Dialect("markdown", markdown.PASSES)
MYST = Dialect("myst", ())
"""What an import makes, and leaves as it is: it is never asked for by name."""

_MYST_MARK = re.compile(
    r"[\s>]*(?:[-*+] +)?(?:`{3,}|:{3,}|~{3,})\{(?:paper(?::\w+)?|image|figure|math|code-block"
    r"|list-table|admonition|attention|caution|danger|error|hint|important|note|tip|warning|seealso|dropdown"
    r"|tab-set|div|toctree)\}"
    r"|.*\{(?:paper(?::\w+)?|sub|sup|kbd)\}`"
)

DIALECTS: Mapping[str, Dialect] = {
    dialect.name: dialect for dialect in (DOCUSAURUS, JEKYLL, HUGO, MARKDOWN)
}
"""By name; where two fit a page alike, the first one does."""


def detect(path: str, lines: Sequence[Line], *, matter: FrontMatter, journal: Journal) -> Dialect:
    """Tell the dialect of a page: by its site's files, its name, front matter, markup.

    Args:
        path: The page, relative to the imported folder.
        lines: What stands behind the front matter.
        matter: The front matter.
        journal: What the page's journal consists of.
    """
    if any(_MYST_MARK.match(line.text) for line in lines):
        return MYST
    for dialect in DIALECTS.values():
        if any(name in journal.files for name in dialect.site_files):
            return dialect
    if path.endswith(".mdx"):
        return DOCUSAURUS
    if matter.is_toml:
        return HUGO
    for dialect in DIALECTS.values():
        if dialect.marks and any(dialect.marks.match(line.text) for line in lines):
            return dialect
    return JEKYLL if "layout" in matter.fields else MARKDOWN
