"""Small templates of a Jekyll site, filled in: what ``{% include image.html %}`` stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sphinx_paperreview.importers.markup.liquid_items import Item, items
from sphinx_paperreview.importers.markup.liquid_values import evaluate
from sphinx_paperreview.importers.passes import Context

_PROGRAM = re.compile(r"<(?:script|style|link|meta|form|input|button)\b|\{%|\{\{", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_MARKDOWN = re.compile(r"(?:[-*+#>|]|\d+[.)])\s")
_COMPARED = re.compile(r"(?P<left>.+?)\s*(?P<sign>==|!=)\s*(?P<right>.+)")
_NOTHING = frozenset(("blank", "empty", "false", "nil", "null"))


def expand(template: str, values: Mapping[str, str], context: Context) -> str | None:
    """Fill in a template; None where it asks for more than its values, or holds a program.

    Args:
        template: HTML with outputs and conditions of Liquid.
        values: What the include says.
        context: The page that includes it.
    """
    filler = _Filler(values, context)
    done = 0
    for item in items(template):
        filler.add(template[done : item.start])
        done = item.end
        if not filler.take(item):
            return None
    filler.add(template[done:])
    text = "".join(filler.written)
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    # Words of its own would be nowhere in the post: they belong to the look of the old site.
    has_words = re.search(r"\w", _TAG.sub("", "".join(filler.own))) is not None
    if filler.cases or has_words or _PROGRAM.search(text) or any(map(_MARKDOWN.match, lines)):
        return None
    return " ".join(lines)


@dataclass(slots=True)
class _Filler:
    """Fills in a template, from its beginning to its end."""

    values: Mapping[str, str]
    context: Context
    written: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    """What of it is of the template itself."""
    cases: list[_Case] = field(default_factory=list)
    """The conditions that are open."""

    def add(self, text: str) -> None:
        """Add text of the template."""
        if self._is_shown:
            self.written.append(text)
            self.own.append(text)

    def take(self, item: Item) -> bool:
        """Take a tag or an output; False where nobody knows what it stands for."""
        if not item.name:
            value = evaluate(item.content, self.context, self.values) if self._is_shown else ""
            self.written.append(value or "")
            return value is not None
        if item.name in ("if", "unless"):
            self.cases.append(_Case(item.name, is_met=self._holds(item)))
            return True
        if item.name.startswith("end"):
            return bool(self.cases) and item.name == f"end{self.cases.pop().name}"
        if item.name in ("else", "elsif") and self.cases:
            self.cases[-1].turn(to=item.name == "else" or self._holds(item))
            return True
        return False

    @property
    def _is_shown(self) -> bool:
        return all(case.is_met for case in self.cases)

    def _holds(self, item: Item) -> bool:
        compared = _COMPARED.fullmatch(item.content)
        left, sign, right = compared.groups() if compared else (item.content, "!=", "nil")
        is_same = self._side(left) == self._side(right)
        return (is_same == (sign == "==")) == (item.name != "unless")

    def _side(self, code: str) -> str:
        return "" if code in _NOTHING else evaluate(code, self.context, self.values) or ""


class _Case:
    """A condition that is open."""

    def __init__(self, name: str, *, is_met: bool) -> None:
        self.name = name
        self.is_met = is_met
        self._was_met = is_met

    def turn(self, *, to: bool) -> None:
        """Go on to ``else`` or ``elsif``: it counts where nothing before it did."""
        self.is_met = to and not self._was_met
        self._was_met |= self.is_met
