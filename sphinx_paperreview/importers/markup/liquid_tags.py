"""What the tags of Liquid stand for that Jekyll and its themes have."""

from __future__ import annotations

import re

from sphinx_paperreview.importers.markup import videos
from sphinx_paperreview.importers.markup.figures import figure, is_picture
from sphinx_paperreview.importers.markup.flow import BREAK
from sphinx_paperreview.importers.markup.liquid_includes import expand
from sphinx_paperreview.importers.markup.liquid_items import Item
from sphinx_paperreview.importers.markup.liquid_values import is_cut, parameters, resolve
from sphinx_paperreview.importers.markup.named_files import find_file
from sphinx_paperreview.importers.passes import Context

_INCLUDES = ("include", "include_cached", "include_relative")
_SHOWN_ELSEWHERE = ("gist", "tweet", "twitter", "video", "vimeo", "youtube")
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'|(\S+)")


def written(item: Item, context: Context) -> str | None:
    """Give what a tag stands for; None where that is not known."""
    return None if is_cut(item.content) else _written(item, context)


def _written(item: Item, context: Context) -> str | None:
    if item.name in ("post_url", "link"):
        return find_file(resolve(item.content, context), context) or None
    if item.name in _INCLUDES and item.content:
        return _included(item, context)
    if item.name == "toc":
        return BREAK
    words = [next(filter(None, word)) for word in _QUOTED.findall(item.content) if any(word)]
    values = {key: resolve(value, context) for key, value in parameters(item.content).items()}
    if item.name in _SHOWN_ELSEWHERE and words:
        return _shown_elsewhere(item.name, values.get("id") or values.get("url") or words[0])
    pictures = [word for word in words if is_picture(word)]
    if "=" not in item.content and len(pictures) == 1:
        rest = " ".join(word for word in words if not is_picture(word) and not word.isdecimal())
        return figure({"src": pictures[0], "caption" if rest else "alt": rest})
    return figure(values) or None


def _included(item: Item, context: Context) -> str | None:
    name, *others = item.content.split(maxsplit=1)
    rest = "".join(others)
    values = {key: resolve(value, context) for key, value in parameters(rest).items()}
    stem = name.rpartition("/")[2].partition(".")[0].lower()
    if stem in ("toc", "base_path"):
        return BREAK
    template = context.imported_site.includes.get(name)
    expanded = None if template is None else expand(template, values, context)
    if expanded is not None:
        return expanded or BREAK
    address = values.get("id") or values.get("url") or values.get("src", "")
    if ("youtube" in stem or "video" in stem or "vimeo" in stem) and address:
        kind = values.get("provider") or ("vimeo" if "vimeo" in stem else "youtube")
        return _shown_elsewhere(kind.lower(), address, values.get("title", ""))
    return figure(values) or None


def _shown_elsewhere(kind: str, name: str, title: str = "") -> str | None:
    """Write a link to what another site shows."""
    if "/" in name and kind != "gist":
        return videos.link(name, title)
    makers = {
        "youtube": videos.youtube,
        "vimeo": videos.vimeo,
        "gist": "https://gist.github.com/{}".format,
    }
    return videos.link(makers[kind](name), title) if kind in makers else None
