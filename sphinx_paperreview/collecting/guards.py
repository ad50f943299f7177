"""What an output may leave out: parts of pages that are shown under a condition.

Such a part is in the page that Sphinx reads and keeps; it is left out when the page is written,
by one output and not by another. So what is collected of it is filed with its condition, and
looked at when it is known for which output.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeGuard

from docutils import nodes
from sphinx.util.tags import Tags

from sphinx_paperreview.authoring.nodes import ancestors
from sphinx_paperreview.core.model import Guard

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


@dataclass
class Output:
    """For what a build writes, and what of the pages it shows there."""

    builder: str
    """Its builder's name."""
    tags: Tags
    """Those of the command line and of ``conf.py``; the builder has added its own."""
    config: Config
    _known: dict[Guard, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, app: Sphinx) -> Output:
        """Describe the output of a build."""
        return cls(app.builder.name, app.tags, app.config)

    @classmethod
    def web(cls, app: Sphinx) -> Output:
        """Describe the output of ``sphinx-build -b html``, whatever the builder of a build."""
        return cls("html", Tags([*app.tags, "html", "format_html", "builder_html"]), app.config)

    def shows(self, guard: Guard) -> bool:
        """Tell whether it shows what stands in a guard; translators get all texts."""
        if guard not in self._known:
            kind, expression = guard
            is_shown = self.builder == "gettext" or _RULES[kind](self, expression)
            self._known[guard] = bool(is_shown)
        return self._known[guard]


def _is_tagged(output: Output, expression: str) -> bool:
    """Ask the tags, as ``only`` does; what it cannot read it shows, with a warning."""
    try:
        return output.tags.eval_condition(expression)
    except Exception:  # Sphinx catches all: its parser raises what it likes
        return True


def _is_configured(output: Output, expression: str) -> bool:
    """Ask the configuration, as ``ifconfig`` does; what fails it replaces by an error."""
    names: dict[str, Any] = {value.name: value.value for value in output.config}
    names |= {**vars(output.config), "builder": output.builder}
    try:
        return bool(eval(expression, names))  # noqa: S307 - the author's own, as Sphinx does
    except Exception:  # as Sphinx does
        return False


_RULES: Mapping[str, Callable[[Output, str], bool]] = {
    "only": _is_tagged,
    "ifconfig": _is_configured,
    "todo_node": lambda output, _expression: output.config.todo_include_todos,
}
"""Tells, by the names of the nodes' classes, whether an output shows what stands in them.

Nodes of another extension that are left out when pages are written need one line here.
"""


def is_guard(node: nodes.Node) -> TypeGuard[nodes.Element]:
    """Tell whether an output may leave out a node with all that stands in it."""
    return isinstance(node, nodes.Element) and node.tagname in _RULES


def guard_of(node: nodes.Element) -> Guard:
    """Tell on what it depends whether an output shows a node of which `is_guard` is true."""
    return node.tagname, node.get("expr", "")


def guards_of(node: nodes.Node) -> tuple[Guard, ...]:
    """List the guards around a node, from the nearest outwards."""
    return tuple(guard_of(at) for at in ancestors(node) if is_guard(at))


def all_guards(found: Iterable[nodes.Node]) -> set[Guard]:
    """List the guards around any of some nodes."""
    return {guard for node in found for guard in guards_of(node)}
