"""The dialects that posts are written in: what tells one from another, and its way to MyST."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from sphinx_paperreview.importers.markup.attributes import (
    convert_attributes,
    convert_captions,
    convert_icons,
)
from sphinx_paperreview.importers.markup.callouts import convert_callouts
from sphinx_paperreview.importers.markup.colons import convert_colons
from sphinx_paperreview.importers.markup.divs import convert_divs
from sphinx_paperreview.importers.markup.emoji import convert_emoji
from sphinx_paperreview.importers.markup.fences import convert_fences
from sphinx_paperreview.importers.markup.formulas import convert_environments
from sphinx_paperreview.importers.markup.html_pass import convert_html
from sphinx_paperreview.importers.markup.hugo_codes import convert_shortcodes
from sphinx_paperreview.importers.markup.indented_boxes import convert_indented_boxes
from sphinx_paperreview.importers.markup.kramdown import convert_kramdown
from sphinx_paperreview.importers.markup.latex import (
    DOUBLED,
    QUOTED,
    SINGLE,
    formulas_between,
    unescape_dollars,
)
from sphinx_paperreview.importers.markup.liquid import convert_liquid
from sphinx_paperreview.importers.markup.marks import (
    convert_addresses,
    convert_highlights,
    convert_struck,
)
from sphinx_paperreview.importers.markup.mdx import convert_mdx
from sphinx_paperreview.importers.markup.nesting import nest
from sphinx_paperreview.importers.markup.notion import convert_properties, properties
from sphinx_paperreview.importers.markup.obsidian import convert_comments, convert_wikilinks
from sphinx_paperreview.importers.markup.terms import convert_terms
from sphinx_paperreview.importers.markup.unread import convert_empty_links, convert_open_bold
from sphinx_paperreview.importers.matter import FrontMatter
from sphinx_paperreview.importers.passes import ImportedSite, Pass
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.tags import kinds


@dataclass(frozen=True, slots=True)
class Dialect:
    """A way in which sites write their posts."""

    name: str
    """As the command line takes it."""
    passes: tuple[Pass, ...]
    """From its markup to MyST, in order."""
    site_files: tuple[str, ...] = ()
    """Files at the top of a site that tell its generator."""
    suffixes: tuple[str, ...] = ()
    """An ending of names that hardly any other dialect's pages have."""
    named: re.Pattern[str] | None = None
    """How hardly any other dialect names its pages; the group ``name`` is what people call one."""
    has_toml: bool = False
    """Whether front matter in TOML tells it."""
    key: str = ""
    """A key of front matter that tells it where nothing else tells more."""
    marks: re.Pattern[str] | None = None
    """A line that hardly any other dialect has."""
    settings: frozenset[str] = frozenset()
    """Keys of front matter that say how its generator builds a page, and nothing to readers."""
    tags: str = "tags"
    """The key of front matter that holds a post's tags."""
    properties: Callable[[Sequence[Line]], Mapping[str, tuple[str, ...]]] | None = None
    """Reads what the text says in place of front matter, by key."""
    splits_tags: bool = False
    """Whether tags in one string are parted by blanks."""

    def name_of(self, path: str) -> str:
        """Give the name of a page's file, without what its tool has added."""
        stem = PurePosixPath(path).stem
        found = self.named.fullmatch(stem) if self.named else None
        return found["name"] if found else stem


COMMON: tuple[Pass, ...] = (
    convert_emoji,
    convert_empty_links,
    convert_open_bold,
    convert_callouts,
    convert_environments,
    convert_html,
    convert_struck,
    convert_addresses,
    nest,
)
"""With these the passes of every dialect end."""

QUARTO = Dialect(
    "quarto",
    (
        *(convert_fences, convert_divs, convert_shortcodes, convert_captions, convert_attributes),
        *(convert_kramdown, convert_terms, convert_colons, *COMMON),
    ),
    site_files=("_quarto.yml", "_quarto.yaml"),
    suffixes=(".qmd", ".rmd", ".rmarkdown"),
    marks=re.compile(r"[ \t]*:{3,}[ \t]*\{[^{}]*\.(?:callout-|panel-tabset)"),
    settings=kinds("editor engine execute filters format jupyter knitr params resources"),
    tags="categories",
)
"""Pandoc's Markdown, with code that can run; here it is shown."""

DOCUSAURUS = Dialect(
    "docusaurus",
    (convert_fences, convert_mdx, convert_colons, *COMMON),
    site_files=(
        *("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs"),
        "sidebars.js",
    ),
    suffixes=(".mdx",),
    marks=re.compile(r"import\s.+\sfrom\s+['\"]|\s*:::[a-z]+\b|.*(?:style=\{\{|className=)"),
)
"""MDX, which is JSX and Markdown."""

JEKYLL = Dialect(
    "jekyll",
    (
        *(convert_liquid, convert_fences, formulas_between(*DOUBLED), unescape_dollars),
        *(convert_kramdown, convert_terms, convert_colons, *COMMON),
    ),
    site_files=("_config.yml", "_config.yaml", "_config.toml"),
    key="layout",
    marks=re.compile(
        r".*\{%-?\s*(?:include|raw|highlight|post_url|link)\b|.*\{\{-?\s*(?:site|page)\."
        r"|[ \t]*\{:[ \t]?(?:toc|\.[\w-]+)[^{}]*\}[ \t]*$"
    ),
    splits_tags=True,
)
"""Jekyll reads Liquid before it reads kramdown."""

HUGO = Dialect(
    "hugo",
    (
        *(convert_fences, convert_shortcodes, formulas_between(*QUOTED, *DOUBLED, *SINGLE)),
        *(convert_terms, convert_colons, *COMMON),
    ),
    site_files=("hugo.toml", "hugo.yaml", "hugo.json", "config/_default/hugo.toml"),
    has_toml=True,
    marks=re.compile(r".*\{\{[<%]\s*/?[\w-]+"),
)
"""Goldmark, with shortcodes. Hardly anybody else has front matter in TOML."""

MKDOCS = Dialect(
    "mkdocs",
    (
        *(convert_indented_boxes, convert_fences, convert_attributes, convert_icons),
        *(convert_kramdown, convert_highlights, formulas_between(*DOUBLED)),
        *(convert_terms, convert_colons, *COMMON),
    ),
    site_files=("mkdocs.yml", "mkdocs.yaml"),
    marks=re.compile(
        r"[ \t]*(?:!!!|\?\?\?\+?)[ \t]+[a-z][\w-]*(?:[ \t]|$)|===[!+]?[ \t]+\"[^\"]+\""
    ),
)
"""Python-Markdown with the extensions that the theme Material has."""

NOTION = Dialect(
    "notion",
    (convert_properties, convert_fences, convert_colons, *COMMON),
    named=re.compile(r"(?P<name>.*\S) [0-9a-f]{32}"),
    properties=properties,
)
"""GitHub's Markdown, with properties below the title; every file has an id in its name."""

MARKDOWN = Dialect(
    "markdown",
    (
        *(convert_fences, convert_comments, convert_wikilinks, convert_highlights),
        *(formulas_between(*QUOTED), convert_colons, *COMMON),
    ),
)
"""As GitHub and Obsidian read it."""

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
        lambda one: path.lower().endswith(one.suffixes),
        lambda one: one.name_of(path) != PurePosixPath(path).stem,
        lambda one: one.has_toml and matter.is_toml,
        lambda one: any(one.marks.match(line.text) for line in lines if one.marks),
        lambda one: one.key in matter.fields,
    )
    found = (one for tell in tells for one in DIALECTS.values() if tell(one))
    return next(found, MARKDOWN)
