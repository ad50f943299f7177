"""What the shortcodes stand for that Hugo and its themes have."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from sphinx_paperreview.importers.markup import admonitions, videos
from sphinx_paperreview.importers.markup.figures import figure, is_picture
from sphinx_paperreview.importers.markup.flow import BREAK, block, rewrite
from sphinx_paperreview.importers.markup.html_blocks import fenced
from sphinx_paperreview.importers.markup.named_files import find_file
from sphinx_paperreview.importers.markup.shortcodes import Shortcode, shortcodes
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.shield import shield
from sphinx_paperreview.recognising.tags import kinds
from sphinx_paperreview.recognising.text import Change, Text

Parts = tuple[str, str]
"""What stands in place of a shortcode, and in place of what closes it."""

Rule = Callable[[Shortcode, Context], Parts | None]
"""Says what a shortcode stands for; None where it cannot."""

_BOXES = frozenset(("admonition", "alert", "callout", "hint", "notice", "box", "block"))
_FOLDS = frozenset(("accordion", "collapse", "details", "expand", "fold", "spoiler"))
_SIDENOTES = frozenset(("aside", "marginnote", "sidenote"))
_FORMULAS = frozenset(("katex", "latex", "math", "mathjax"))
_FORMULA = re.compile(r"\s*(?:\$|\\[(\[]|\\begin)")
_BOOLEANS = frozenset(("true", "false"))


def convert_shortcodes(lines: Sequence[Line], context: Context) -> list[Line]:
    """Put in place of shortcodes what they stand for; those of unknown themes stay."""
    return rewrite(lines, lambda text: _changes(text, context), "{{<", "{{%")


def _changes(text: Text, context: Context) -> Iterator[Change]:
    guard, done = shield(text), 0
    for code in shortcodes(text.text):
        if code.start < done:
            continue
        if code.is_escaped:
            yield Change(code.start, code.end, _example(text.text[code.start : code.end]))
        elif guard.covers(code.start) or code.is_close:
            continue
        elif code.name in ("highlight", "mermaid") and code.close:
            done = code.close.end
            yield Change(code.start, done, _code(text, code, code.close))
        else:
            parts = _parts(text, code, context)
            if parts is None:
                context.note(text.number(code.start), _unknown(code))
                continue
            yield Change(code.start, code.end, parts[0])
            if code.close:
                yield Change(code.close.start, code.close.end, parts[1])


def _unknown(code: Shortcode) -> str:
    if code.name in ("ref", "relref"):
        return f"no page of the import is called {code.first!r}; the link is kept: mend it"
    return f"the shortcode {code.name!r} is kept as text; write in Markdown what it shows"


def _example(written: str) -> str:
    """Give the shortcode that an escaped one shows."""
    before, _, after = written.replace("/*", "", 1).rpartition("*/")
    return before.rstrip() + " " + after


def _code(text: Text, code: Shortcode, close: Shortcode) -> str:
    language = code.first if code.name == "highlight" else ""
    content = text.text[code.end : close.start].strip("\n")
    depth = text.depth(code.start)
    return fenced(content, language, depth=depth, numbered="linenos" in code.content)


def _parts(text: Text, code: Shortcode, context: Context) -> Parts | None:
    name = code.name.rpartition("/")[2].lower()
    rule = _RULES.get(name)
    if name in _FORMULAS:
        return _formula(text, code)
    if rule:
        return rule(code, context)
    if name in _FOLDS and code.close:
        title = code.get("title", "summary", "label", "text") or code.first or "Details"
        return block(["<details>", f"<summary>{title}</summary>"]), block(["</details>"])
    if (name in _BOXES or admonitions.is_kind(name)) and code.close:
        return _admonition(code, name)
    if name in _SIDENOTES and code.close:
        return _sidenote(text, code)
    return _picture(code) or _unmarked(text, code, context)


def _sidenote(text: Text, code: Shortcode) -> Parts:
    """Show a note beside the text as a box; within a line, in parentheses behind its label."""
    label = code.get("label", "title", "text") or code.first
    if text.is_first(code.start) and text.is_last(code.end):
        opening = admonitions.opening("note", label) if label else admonitions.untitled("note")
        return opening, admonitions.CLOSING
    gap = " " if label or text.before(code.start)[-1:].strip() else ""
    return f"{html.unescape(label)}{gap}(", ")"


def _unmarked(text: Text, code: Shortcode, context: Context) -> Parts | None:
    """Leave what an unknown shortcode holds, where it says nothing itself."""
    if code.close is None or code.content:
        return None
    context.note(
        text.number(code.start), f"the shortcode {code.name!r} is not known; what it holds stays"
    )
    mark = BREAK if text.is_first(code.start) and text.is_last(code.end) else ""
    return mark, mark


def _admonition(code: Shortcode, name: str) -> Parts:
    words = [word for word in code.words if word.lower() not in _BOOLEANS]
    kind = code.get("type", "kind", "style") or (name if name not in _BOXES else "")
    if not kind and words and admonitions.is_kind(words[0]):
        kind, words = words[0], words[1:]
    title = code.get("title", "text") or " ".join(words[:1])
    return admonitions.opening(kind or "note", html.unescape(title)), admonitions.CLOSING


def _picture(code: Shortcode) -> Parts | None:
    values = dict(code.values)
    pictures = [word for word in code.words if is_picture(word)]
    if pictures:
        values.setdefault("src", pictures[0])
        rest = [word for word in code.words if not is_picture(word)]
        values.setdefault("caption", " ".join(rest[:1]))
    if code.name == "figure" and code.get("title"):
        values["caption"] = f"**{values.pop('title')}** {values.get('caption', '')}".strip()
    shown = figure(values)
    return (shown, "") if shown else None


def _film(maker: Callable[[str], str]) -> Rule:
    def rule(code: Shortcode, _: Context) -> Parts | None:
        video = code.get("id", "src", "url") or code.first
        address = video if "/" in video else maker(video)
        return (videos.link(address, code.get("title")), "") if video else None

    return rule


def _film_elsewhere(code: Shortcode, context: Context) -> Parts | None:
    """Link to a film of another site; one of the journal's own stays."""
    return _film(str)(code, context) if "://" in (code.first or code.get("src", "url")) else None


def _gist(code: Shortcode, _: Context) -> Parts | None:
    if len(code.words) < 2:
        return None
    return videos.link(f"https://gist.github.com/{code.words[0]}/{code.words[1]}"), ""


def _tweet(code: Shortcode, _: Context) -> Parts | None:
    user, number = code.get("user"), code.get("id") or code.first
    if not number.isdecimal():
        return None
    return videos.link(f"https://x.com/{user or 'i'}/status/{number}"), ""


def _reference(code: Shortcode, context: Context) -> Parts | None:
    path, mark, anchor = (code.get("path") or code.first).partition("#")
    found = find_file(path.removesuffix("/_index.md"), context) if path else ""
    return (found + mark + anchor, "") if found or (not path and anchor) else None


def _formula(text: Text, code: Shortcode) -> Parts:
    """Take marks of formulas away; those of some themes stand for dollars."""
    if code.close is None:
        return "", ""
    if _FORMULA.match(text.text, code.end, code.close.start):
        is_apart = text.is_first(code.start) and text.is_last(code.end)
        return (BREAK, BREAK) if is_apart else ("", "")
    mark = "$$" if "display" in code.content else "$"
    return mark, mark


def _html(opening: str, closing: str) -> Rule:
    def rule(_: Shortcode, __: Context) -> Parts | None:
        return opening, closing

    return rule


def _tab(code: Shortcode, _: Context) -> Parts | None:
    label = code.get("title", "label", "name", "tabName") or code.first or "Tab"
    return block([f'<TabItem label="{html.escape(label)}">']), block(["</TabItem>"])


def _button(code: Shortcode, _: Context) -> Parts | None:
    address = code.get("href", "url", "link", "relref") or code.first
    return (f'<a href="{html.escape(address)}">', "</a>") if address and code.close else None


def _parameter(code: Shortcode, context: Context) -> Parts | None:
    value = context.fields.get(code.first, context.site.get(code.first))
    return (str(value), "") if isinstance(value, (str, int, float)) else None


_RULES: Mapping[str, Rule] = {
    "br": _html("<br>", ""),
    "button": _button,
    "center": _html("<center>", "</center>"),
    "gist": _gist,
    "param": _parameter,
    "tab": _tab,
    "tabs": _html("<Tabs>", "</Tabs>"),
    "video": _film_elsewhere,
    "vimeo": _film(videos.vimeo),
    "youtube": _film(videos.youtube),
    **dict.fromkeys(("ref", "relref"), _reference),
    **dict.fromkeys(("tweet", "twitter", "x"), _tweet),
    **dict.fromkeys(
        kinds("column columns gallery html pagebreak rawhtml row toc"), _html(BREAK, BREAK)
    ),
}
"""By name; those of figures and boxes are told by what they hold."""
