"""Pages that belong to a site or to its repository, and are none of its author's posts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from sphinx_paperreview.core.values import find_date
from sphinx_paperreview.recognising.facts import paper_of

_PAPERS = 3
"""A page that links to so many papers is its author's, whatever it is called."""

_LARGEST_TEMPLATE = 8_000
"""Of a page that holds nothing but code, in bytes."""

_JEKYLL = frozenset({"_config.yml", "_config.yaml", "_config.toml"})
_HUGO = frozenset({"hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "config.yaml"})
_OTHERS = re.compile(
    r"(?:docusaurus|astro|gatsby-?|next|vite|nuxt)\.?config\.\w+|mkdocs\.ya?ml|book\.toml"
)
"""Files at the top that say how a site is built of which all pages stand in folders."""

_CONTENT = frozenset({"_posts", "blog", "content", "docs", "pages", "posts", "src"})

_TEMPLATE_FOLDERS = frozenset({"_includes", "_layouts", "_sass", "_plugins"})
_HUGO_FOLDERS = frozenset({"archetypes", "layouts", "themes"})
_LISTING_FOLDERS = frozenset({"_authors", "_featured_categories", "_featured_tags"})
_HEXO_FOLDERS = frozenset({"scaffolds", "themes"})
_BOOKS = frozenset({"book.toml", "book.json"})
_LISTING_NAMES = frozenset({"_coverpage", "_footer", "_header", "_navbar", "_sidebar"})
"""Of Docsify, and of GitHub's wikis."""
_PACKAGE_FOLDERS = frozenset({"bower_components", "jspm_packages", "vendor"})
_GUIDES = frozenset({"build", "config", "configuration", "customization", "install", "upgrade"})
"""What pages are called that only the documentation of a theme has."""

_LICENCE = re.compile(r"(?:un)?licen[cs]e|copying|notice")
_REPOSITORY = re.compile(
    r"change-?log|contributing|code-of-conduct|security|maintainers|(?:pull-request|issue)-template"
)
_AGENTS = frozenset({"AGENTS", "CLAUDE", "GEMINI", "SKILL"})

_FRONT = re.compile(r"\A\s*---[ \t]*\n(?P<fields>.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_LAYOUT = re.compile(r"^(?:layout|type):[ \t]*['\"]?(?!posts?\b)\w", re.MULTILINE)
_TAGS = re.compile(r"^\[TAGS\][ \t]*$|<!--\s*material/\w+.*?-->", re.MULTILINE)
"""Where Material for MkDocs lists what there is."""
_LIQUID = re.compile(r"(\{%.*?%\})", re.DOTALL)
_BLOCK = re.compile(r"\{%-?\s*(?P<end>end)?(?:for|capture|comment|tablerow)\b")
_CODE = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|<!--.*?-->|<h\d[^<>]*>.*?</h\d>|</?[a-zA-Z][^<>]*>"
    r"|^(?:import|export|#{1,6})\s[^\n]*$|^\{:[^\n]*\}$",
    re.DOTALL | re.MULTILINE,
)
_COMPONENT = re.compile(r"^<[A-Z]\w*(?:\s[^<>]*)?/?>", re.MULTILINE)
_MEDIA = re.compile(r"<(?:a|audio|embed|iframe|img|object|video)\b", re.IGNORECASE)
_WORD = re.compile(r"\w")
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"']+")


def machinery_of(folder: Path, files: Collection[str], pages: Sequence[str]) -> Mapping[str, str]:
    """Tell the pages that are no posts, and of which kind each is; of no page all of its posts.

    Args:
        folder: What is imported.
        files: All files in it, as POSIX paths relative to it.
        pages: Those that may be posts.
    """
    site = _Site(folder, frozenset(files), pages)
    found = {path: kind for path in pages if (kind := site.kind_of(path))}
    return found if len(found) < len(pages) else {}


@dataclass(frozen=True)
class _Site:
    """What stands around a page."""

    folder: Path
    files: frozenset[str]
    pages: Sequence[str]

    def kind_of(self, path: str) -> str:
        """Name what a page is; ``""`` where it may be a post."""
        kind = next((kind for kind, test in _KINDS.items() if test(self, PurePosixPath(path))), "")
        return "" if kind and self._has_papers(path) else kind

    def text(self, path: str) -> str:
        """Read a page; ``""`` where that cannot be done."""
        with suppress(OSError):
            return (self.folder / path).read_text(encoding="utf-8-sig", errors="replace")
        return ""

    def is_small(self, path: str) -> bool:
        """Tell whether a page may be a template."""
        with suppress(OSError):
            return (self.folder / path).stat().st_size <= _LARGEST_TEMPLATE
        return False

    def _has_papers(self, path: str) -> bool:
        if not _TEMPLATE_FOLDERS.isdisjoint(path.split("/")):
            return False
        addresses = (found[0].rstrip(".,;") for found in _ADDRESS.finditer(self.text(path)))
        return len(set(filter(None, map(paper_of, addresses)))) >= _PAPERS

    @cached_property
    def is_jekyll(self) -> bool:
        """Whether it is a blog of Jekyll: many a repository has a configuration alone."""
        return not _JEKYLL.isdisjoint(self.files) and any(
            "_posts" in path.split("/") for path in self.pages
        )

    @cached_property
    def is_hugo(self) -> bool:
        """Whether it is a site of Hugo."""
        return not _HUGO.isdisjoint(self.files) and "content" in self.folders

    @cached_property
    def is_of_folders(self) -> bool:
        """Whether no page of the site stands at its top."""
        is_other = any(_OTHERS.fullmatch(path) for path in self.files if "/" not in path)
        return self.is_hugo or (is_other and not _CONTENT.isdisjoint(self.folders))

    @cached_property
    def folders(self) -> frozenset[str]:
        """The folders at the top that hold pages."""
        return frozenset(path.partition("/")[0] for path in self.pages if "/" in path)

    @cached_property
    def guides(self) -> frozenset[str]:
        """The folders at the top that hold the documentation of a theme."""
        if not (self.is_jekyll or self.is_hugo):
            return frozenset()
        pages = map(PurePosixPath, self.pages)
        named = {page.parts[0] for page in pages if page.stem.lower() in _GUIDES}
        return frozenset(named & {"docs", "doc", "documentation"})


def _is_template(site: _Site, page: PurePosixPath) -> bool:
    in_hugo = site.is_hugo and page.parts[0] in _HUGO_FOLDERS
    in_hexo = site.is_jekyll and page.parts[0] in _HEXO_FOLDERS
    return in_hugo or in_hexo or not _TEMPLATE_FOLDERS.isdisjoint(page.parts[:-1])


def _is_listing(site: _Site, page: PurePosixPath) -> bool:
    """Tell a page that only code fills, or the values of its front matter."""
    is_summary = page.stem == "SUMMARY" and not _BOOKS.isdisjoint(site.files)
    in_listings = site.is_jekyll and page.parts[0] in _LISTING_FOLDERS
    if is_summary or in_listings or page.stem.lower() in _LISTING_NAMES:
        return True
    path = str(page)
    if find_date(path) or "_posts" in page.parts or not site.is_small(path):
        return False
    text = site.text(path)
    return is_code_alone(text) or (page.stem == "_index" and not _body(text)[1].strip())


def _is_package(_site: _Site, page: PurePosixPath) -> bool:
    return not _PACKAGE_FOLDERS.isdisjoint(page.parts[:-1])


def _is_guide(site: _Site, page: PurePosixPath) -> bool:
    return page.parts[0] in site.guides


def _is_licence(_site: _Site, page: PurePosixPath) -> bool:
    return bool(_LICENCE.fullmatch(page.stem.lower())) or page.parent.name in (
        "licenses",
        "licences",
    )


def _is_for_agents(_site: _Site, page: PurePosixPath) -> bool:
    return page.stem in _AGENTS


def _is_error_page(_site: _Site, page: PurePosixPath) -> bool:
    return page.stem in {"404", "500"}


def _is_of_repository(site: _Site, page: PurePosixPath) -> bool:
    name = re.sub("[_ ]", "-", page.stem.lower())
    if len(page.parts) > 1:
        return False
    is_read_me = name == "readme" and site.is_jekyll
    return is_read_me or site.is_of_folders or bool(_REPOSITORY.fullmatch(name))


_KINDS: Mapping[str, Callable[[_Site, PurePosixPath], bool]] = {
    "templates": _is_template,
    "packages": _is_package,
    "licences": _is_licence,
    "error pages": _is_error_page,
    "instructions for agents": _is_for_agents,
    "documentation of a theme": _is_guide,
    "listings": _is_listing,
    "files of the repository": _is_of_repository,
}
"""What belongs to a site, by what the summary calls it; the first that is right counts."""


def is_code_alone(text: str) -> bool:
    """Tell a page that has no words of its own: loops over posts, or a layout that fills it."""
    fields, body = _body(text)
    if not body.strip():
        return bool(_LAYOUT.search(fields)) and "://" not in fields
    outside = _outside_blocks(body)
    rest, tags = _TAGS.subn("", outside)
    is_code = tags or len(outside) < len(body) or _COMPONENT.search(body)
    return bool(is_code) and not (_MEDIA.search(rest) or _WORD.search(_CODE.sub("", rest)))


def _body(text: str) -> tuple[str, str]:
    """Part the front matter of a page from what follows."""
    front = _FRONT.match(text)
    return (front["fields"] or "", text[front.end() :]) if front else ("", text)


def _outside_blocks(body: str) -> str:
    """Give what stands outside of loops; all of it, where one is never closed."""
    depth, pieces = 0, []
    for piece in _LIQUID.split(body):
        block = _BLOCK.match(piece)
        if block:
            depth = max(0, depth - 1) if block["end"] else depth + 1
        elif not depth:
            pieces.append(piece)
    return body if depth else "".join(pieces)
