"""Links, embeds and comments of Obsidian."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_paperreview.importers.markup.comments import comment
from sphinx_paperreview.importers.markup.figures import figure, is_picture
from sphinx_paperreview.importers.markup.flow import rewrite
from sphinx_paperreview.importers.markup.named_files import find_file
from sphinx_paperreview.importers.markup.pictures import escape_brackets, target
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.importers.places import github_slug
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.text import Change, Text

_LINK = re.compile(
    r"(?P<embed>!?)\[\[(?P<path>[^\[\]|#\n]*)(?P<anchor>#[^\[\]|\n]*)?(?P<text>\\?\|[^\[\]\n]*)?\]\]"
)
_SIZE = re.compile(r"(?P<width>\d+)(?:x(?P<height>\d+))?")
_ADDRESS = re.compile(r"https?://")


def convert_wikilinks(lines: Sequence[Line], context: Context) -> list[Line]:
    """Make Markdown links and pictures of ``[[Note]]`` and ``![[picture.png]]``."""
    return rewrite(lines, lambda text: _wikilinks(text, context), "[[")


def _wikilinks(text: Text, context: Context) -> Iterator[Change]:
    for found in shield(text).matches(_LINK, text.text):
        written = _embed(found, context) if found["embed"] else _link(found, context)
        if written:
            yield Change(found.start(), found.end(), written)
        elif not _is_chip(text.text, found):
            wanted = (found["path"].rstrip("\\") + (found["anchor"] or "")).strip()
            message = (
                f"no page of the import is called {wanted!r}; the link is kept as text: mend it"
            )
            context.note(text.number(found.start()), message)


def _is_chip(text: str, found: re.Match[str]) -> bool:
    """Tell a link in brackets, ``[[Paper](…)]``, from the link to a note."""
    return text.startswith("(", found.end()) or bool(_ADDRESS.match(found["path"]))


def _link(found: re.Match[str], context: Context) -> str:
    path, anchor = found["path"].strip(" \\"), (found["anchor"] or "").strip()
    file = find_file(path, context) if path else ""
    if not file and (path or not anchor):
        return ""
    shown = (found["text"] or "").lstrip("\\|").strip() or path or anchor[1:]
    return f"[{escape_brackets(shown)}]({target(file + _fragment(anchor))})"


def _fragment(anchor: str) -> str:
    """Give the fragment of an address for a heading, as GitHub makes it; blocks have none."""
    heading = anchor.rpartition("#")[2].strip().lower()
    if not heading or heading.startswith("^"):
        return ""
    return f"#{github_slug(heading)}"


def _embed(found: re.Match[str], context: Context) -> str:
    """Show a picture; a link takes the place of another page, a film or a document."""
    path = found["path"].strip(" \\")
    file = find_file(path, context)
    if not is_picture(path.replace(" ", "_")):
        return _link(found, context)
    *texts, last = (found["text"] or "").lstrip("\\|").split("|")
    size = _SIZE.fullmatch(last.strip())
    alt = " ".join(texts if size else [*texts, last]).strip()
    sizes = {"width": size["width"], "height": size["height"] or ""} if size else {}
    return figure({"src": file or path, "alt": alt, **sizes})


def convert_comments(lines: Sequence[Line], context: Context) -> list[Line]:
    """Make comments of ``%%…%%``."""
    return rewrite(lines, lambda text: _comments(text, context), "%%")


def _comments(text: Text, context: Context) -> Iterator[Change]:
    done = 0
    for found in shield(text).matches(re.compile(r"%%+"), text.text):
        start = found.start()
        end = text.text.find("%%", found.end())
        if start >= done and end > 0 and len(found[0]) == 2:
            done = end + 2
            content = text.text[found.end() : end]
            yield comment(text, start, done, content=content, context=context)
