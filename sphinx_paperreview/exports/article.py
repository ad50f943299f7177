"""The article of a built page, as feed readers take it: HTML that needs nothing around it.

Readers drop what they do not know, at best with its words: there are no scripts, frames, forms,
classes or styles, formulas stand as TeX, and every address is whole. MathML is not for feeds: where
a reader takes off its tags, 10⁻⁷ is read as 10−7.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import urljoin

from sphinx_paperreview.core.urls import is_plain_address
from sphinx_paperreview.exports.html_tree import Element, parse, write

SEPARATOR = " · "

_Children = list[Element | str]

_BARE = (
    "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "ins", "kbd", "mark", "p", "picture", "pre", "q", "rp", "rt", "ruby",
    "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "tfoot",
    "thead", "tr", "u", "ul", "var", "wbr",
)  # fmt: skip

_KEPT: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_BARE, ()),
    "a": ("href",),
    "audio": ("src", "controls"),
    "img": ("src", "alt", "width", "height"),
    "li": ("value",),
    "ol": ("start", "reversed", "type"),
    "source": ("src", "type"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
    "time": ("datetime",),
    "video": ("src", "controls", "poster", "width", "height"),
}
"""Elements that a feed may hold, and their attributes; of others the content is kept."""

_ANYWHERE = ("lang", "dir", "title")
"""Attributes that any element may have."""

_ADDRESSES = frozenset({"href", "src", "poster"})

_DROPPED = frozenset({
    "button", "canvas", "datalist", "embed", "form", "head", "input", "link", "meta", "nav",
    "noscript", "object", "script", "select", "style", "svg", "template", "textarea", "title",
})  # fmt: skip
"""Elements that go with all that they hold: what works in a page, or is no part of its text."""

_DROPPED_CLASSES = frozenset({
    "Z3988", "eqno", "headerlink", "linenos", "no-search", "paper-files", "paper-filter",
    "paper-foot", "paper-neighbours", "paper-post", "toctree-wrapper", "visually-hidden",
})  # fmt: skip
"""What is for a reader of the page alone; and what stands in the entry itself, as its date."""

_BLOCKS = frozenset({
    "blockquote", "details", "div", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol",
    "p", "pre", "table", "ul",
})  # fmt: skip

_DIVISIONS = frozenset({"article", "aside", "footer", "header", "label", "main", "section"})
"""Elements that are written as ``div``."""


_ICON = re.compile(r"<svg [^>]*\bsd-octicon\b[^>]*>.*?</svg>", re.DOTALL)
"""A third of a page of cards: it is left out before the page is read."""


def article(html: str, url: str, *, title: str = "") -> str:
    """Give the article of a built page as a feed holds it.

    Args:
        html: What a theme's template gets as the body of the page.
        url: Where the page stands, absolute.
        title: What the entry is called; a heading that says the same is left out.

    >>> article('<h1>A<a class="headerlink" href="#a">#</a></h1><p><a href="b">b</a></p>', "http://e/")
    '<h1>A</h1><p><a href="http://e/b">b</a></p>'
    """
    root = Element("", children=_clean(parse(_ICON.sub("", html)), url))
    headings = list(root.find("h1"))
    if len(headings) == 1 and _folded(headings[0].text()) == _folded(title):
        _remove(root, headings[0])
    return write(root).strip()


def _clean(parent: Element, url: str) -> _Children:
    """Give what is kept of all that stands in an element."""
    kept: _Children = []
    for child in parent.children:
        if isinstance(child, str):
            kept.append("\n" if "\n" in child and child.isspace() else child)
        else:
            kept += _kept(child, url)
    return kept


def _kept(element: Element, url: str) -> Sequence[Element | str]:
    """Give what stands in the place of an element."""
    names = element.classes
    is_hidden = element.attributes.get("aria-hidden") == "true"
    if element.tag in _DROPPED or is_hidden or not _DROPPED_CLASSES.isdisjoint(names):
        return []
    if not _REWRITTEN.keys().isdisjoint((element.tag, *names)):
        for name, rewrite in _REWRITTEN.items():
            if name == element.tag or name in names:
                return rewrite(element, url)
    return _plain(element, url, _clean(element, url))


def _plain(element: Element, url: str, children: _Children) -> Sequence[Element | str]:
    """Write an element with the attributes that it may have, where it may be at all."""
    tag = "div" if element.tag in _DIVISIONS else element.tag
    if tag not in _KEPT:
        return children
    attributes = _attributes(element, tag, url)
    if tag == "img":
        return [Element(tag, {"alt": "", **attributes})] if "src" in attributes else []
    is_bare = (tag == "a" and "href" not in attributes) or (tag == "span" and not attributes)
    if is_bare or (tag == "div" and not attributes and _is_divided(children)):
        return children
    if tag in ("p", "div") and not _says_something(children):
        return []
    return [Element(tag, attributes, children)]


def _attributes(element: Element, tag: str, url: str) -> dict[str, str]:
    known = element.attributes
    if not known:
        return {}
    kept = {name: known[name] for name in (*_KEPT[tag], *_ANYWHERE) if name in known}
    whole = {name: _absolute(kept[name], url) for name in kept if name in _ADDRESSES}
    return {name: text for name, text in (kept | whole).items() if text or name not in _ADDRESSES}


def _is_divided(children: _Children) -> bool:
    """Tell whether blocks alone stand side by side, which no ``div`` need hold together."""
    return all(
        child.tag in _BLOCKS if isinstance(child, Element) else not child.strip()
        for child in children
    )


def _says_something(children: _Children) -> bool:
    return any(isinstance(child, Element) or child.strip() for child in children)


def _absolute(address: str, url: str) -> str:
    """Give an address as it is from everywhere; ``""`` for one that is a program, or none."""
    try:
        whole = urljoin(url, address.strip())
    except ValueError:  # such as "http://[": the browser follows it as little
        return ""
    is_picture = whole.startswith("data:image/")
    return whole if is_picture or is_plain_address(whole) else ""


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _remove(parent: Element, gone: Element) -> bool:
    """Remove an element that stands somewhere in another; tell whether it was there."""
    left = [child for child in parent.children if child is not gone]
    is_found = len(left) < len(parent.children)
    parent.children = left
    return is_found or any(_remove(child, gone) for child in parent.elements)


# What is written otherwise ------------------------------------------------------------------------


def _formula(element: Element, url: str) -> Sequence[Element | str]:
    """Write a formula as TeX; one that is a picture stays one."""
    if next(element.find("img"), None) is not None:
        return _clean(element, url)
    drawn = next(element.find("math"), None)
    tex = element.text() if drawn is None else _tex_of(drawn)
    number = [child for child in element.elements if "eqno" in child.classes]
    if drawn is None and number:
        tex = tex.removeprefix(number[0].text())
    tex = tex.strip()
    for opening, closing in ((r"\(", r"\)"), (r"\[", r"\]")):
        if tex.startswith(opening) and tex.endswith(closing):
            tex = tex[2:-2].strip()
    is_block = element.tag == "div" or element.attributes.get("display") == "block"
    code = Element("code", {}, [tex])
    # No block of code, whose lines are not broken: many a formula is one long line.
    return [Element("p", {}, [code]) if is_block else code]


def _tex_of(drawn: Element) -> str:
    """Find the source of a formula that is drawn."""
    if "alttext" in drawn.attributes:
        return drawn.attributes["alttext"]
    notes = (note for note in drawn.find("annotation"))
    return next(
        (note.text() for note in notes if "tex" in note.attributes.get("encoding", "")),
        drawn.text(),
    )


def _row(element: Element, url: str) -> Sequence[Element | str]:
    """Write the row of a card as one line, with a mark between what stands in it."""
    items: list[_Children] = []
    for part in element.find("p"):
        texts = "".join(child for child in part.children if isinstance(child, str))
        is_list = not texts.strip(SEPARATOR) and part.elements
        for item in part.elements if is_list else [part]:
            kept = list(_kept(item, url)) if is_list else _clean(item, url)
            items += [kept] if _says_something(kept) else []
    line = [one for item in items for one in (SEPARATOR, *item)][1:]
    return [Element("p", {}, line)] if line else []


def _half_star(element: Element, url: str) -> Sequence[Element | str]:
    """Write the half of a star as one: a style sheet has drawn it."""
    del element, url
    return ["½"]


def _label(element: Element, url: str) -> Sequence[Element | str]:
    return [Element("strong", {}, _clean(element, url))]


def _label_line(element: Element, url: str) -> Sequence[Element | str]:
    return [Element("p", {}, [*_label(element, url)])]


def _admonition(element: Element, url: str) -> Sequence[Element | str]:
    return [Element("blockquote", {}, _clean(element, url))]


def _code(element: Element, url: str) -> Sequence[Element | str]:
    """Write a block of code without its colours and its numbers."""
    del url
    return [Element("pre", {}, [_code_text(block)]) for block in _code_blocks(element)]


def _code_blocks(element: Element) -> Iterator[Element]:
    if element.tag == "pre":
        yield element
    elif "linenos" not in element.classes:
        for child in element.elements:
            yield from _code_blocks(child)


def _code_text(block: Element) -> str:
    return "".join(
        child if isinstance(child, str) else "" if "linenos" in child.classes else _code_text(child)
        for child in block.children
    )


def _frame(element: Element, url: str) -> Sequence[Element | str]:
    """Lead to what a frame shows: a video, mostly."""
    address = _absolute(element.attributes.get("src", ""), url)
    shown = element.attributes.get("title") or address
    return [Element("p", {}, [Element("a", {"href": address}, [shown])])] if address else []


_REWRITTEN: Mapping[str, Callable[[Element, str], Sequence[Element | str]]] = {
    "math": _formula,
    "paper-row": _row,
    "paper-half-star": _half_star,
    "paper-label": _label,
    "admonition-title": _label_line,
    "sd-tab-label": _label_line,
    "admonition": _admonition,
    "highlight": _code,
    "highlighttable": _code,
    "iframe": _frame,
}
"""What is written otherwise, by its tag or its class."""
