"""Pictures, as MyST writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sphinx_paperreview.importers.markup.flow import NEWLINE, block

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(px|%|em|rem|ex|cm|mm|in|pt|pc|vw)?", re.IGNORECASE)
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_PLAIN = re.compile(r"[^\W_][^:#\"'\n\\]*", re.UNICODE)
_TARGET = re.compile(r"[\s<>()\\]")
_CODE = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_ALIGNS = {"left": "left", "right": "right", "center": "center", "middle": "center"}
_AT_START = re.compile(
    r"\s*(?:(?P<number>\d{1,9})(?=[.)](?:\s|$))"
    r"|(?=[-+*](?:\s|$)|#{1,6}(?:\s|$)|>|~~~|```|:::|%|\+\+\+|(?:[-*_][ \t]*){3,}$))"
)
"""What makes a line of text more than text: a list, a heading, a quote, a rule, code, a comment."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, and how it is shown."""

    source: str
    """As written: a path or an address."""
    alt: str = ""
    width: str = ""
    """With its unit, ``500px`` or ``50%``."""
    height: str = ""
    scale: str = ""
    """In percent of its own size, without a unit."""
    align: str = ""
    """``left``, ``center`` or ``right``."""
    target: str = ""
    """Where a click on it leads."""
    caption: str = ""
    """Inline Markdown, on one line."""
    is_below: bool = False
    """Whether it stands below another picture, beside which browsers would show it."""

    @property
    def is_sized(self) -> bool:
        """Whether anything is said of its size."""
        return bool(self.width or self.height or self.scale)

    def block(self) -> str:
        """Write it as a block of its own, with the marks of `flow`."""
        return block(self.lines())

    def lines(self) -> list[str]:
        """Write it as the lines of a directive."""
        options = {
            "alt": option(self.alt),
            "width": self.width,
            "height": self.height,
            "scale": self.scale,
            "align": self.align,
            "class": "sd-d-block" if self.is_below else "",
            "target": "" if _CODE.match(self.target) else _argument(self.target),
        }
        name = "figure" if self.caption else "image"
        lines = [f"```{{{name}}} {_argument(self.source)}"]
        lines += [f":{key}: {value}" for key, value in options.items() if value]
        if self.caption:
            lines += ["", escape_start(self.caption)]
        return [*lines, "```"]

    def inline(self) -> str:
        """Write it within a line, where MyST knows no size."""
        shown = f"![{escape_brackets(self.alt)}]({target(self.source)})"
        return f"[{shown}]({target(self.target)})" if self.target else shown


def length(value: str) -> str:
    """Read a length of HTML or CSS, ``500`` or ``50%``, as docutils takes it; ``""`` if it cannot.

    A number alone counts pixels.
    """
    found = _LENGTH.fullmatch(value.strip())
    if found is None or not float(found[1]):
        return ""
    return found[1] + (found[2] or "px").lower()


Style = Mapping[str, str]
"""CSS properties and their values."""


def declarations(style: str) -> Style:
    """Read the content of a ``style`` attribute."""
    return {key.lower(): value.strip() for key, value in _DECLARATION.findall(style)}


def alignment(*values: str) -> str:
    """Give the first of some values that says left, center or right."""
    return next((_ALIGNS[value.lower()] for value in values if value.lower() in _ALIGNS), "")


def scale(value: str) -> str:
    """Read a ``zoom`` of CSS, ``50%`` or ``0.5``, in percent; ``""`` where it is none."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(%?)", value.strip())
    if found is None:
        return ""
    percent = float(found[1]) * (1 if found[2] else 100)
    is_scale = 0.5 < percent <= 1000 and round(percent) != 100
    return str(round(percent)) if is_scale else ""


def target(address: str) -> str:
    """Write the target of a Markdown link."""
    if not _TARGET.search(address):
        return address
    return "<" + re.sub(r"[<>\n]", lambda found: f"%{ord(found[0]):02X}", address) + ">"


def escape_brackets(text: str) -> str:
    """Make text the text of a Markdown link or picture."""
    return re.sub(r"([\[\]\\])", r"\\\1", " ".join(text.split()))


def place_of_escape(text: str) -> int | None:
    """Tell where a line of text needs a backslash to begin a paragraph; None: nowhere.

    Without, it would begin a list, a heading, a quote, code or a comment.
    """
    found = _AT_START.match(text)
    return found.end() if found else None


def escape_start(text: str) -> str:
    """Make sure that a line of text begins a paragraph."""
    place = place_of_escape(text)
    return text if place is None else f"{text[:place]}\\{text[place:]}"


def _argument(source: str) -> str:
    """Write the argument of a directive: docutils drops white space from it."""
    return re.sub(r"\s", "%20", source)


def option(text: str) -> str:
    """Write the value of an option, quoted where MyST would read it as YAML."""
    folded = " ".join(text.replace(NEWLINE, " ").split())
    if not folded or (_PLAIN.fullmatch(folded) and not folded.endswith(" ")):
        return folded
    return '"' + folded.replace("\\", "\\\\").replace('"', '\\"') + '"'
