"""Plain headings that are reviews: ``## 2. [Lamps](https://arxiv.org/abs/2503.01002) `nvidia` ``.

What the heading and the lines right below it say is read from the text of the page, before it is
parsed, and taken out of it line by line: no other line moves. A role of ours is all that is left of
the heading; where the parser comes by, it makes the review as the directive does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxRole

from sphinx_paperreview.authoring.nodes import (
    paper_head,
    plain_heading,
)
from sphinx_paperreview.authoring.options import DirectiveBlock, Option
from sphinx_paperreview.authoring.paper import PaperDirective
from sphinx_paperreview.authoring.plain_sections import begin_reading, settle_sections
from sphinx_paperreview.core.values import clean_text
from sphinx_paperreview.front_matter import (
    FrontValue,
    front_matter_end,
    front_matter_of,
    is_false,
    is_true,
)
from sphinx_paperreview.messages import WarningType, warn
from sphinx_paperreview.recognising.as_typed import arguments_of, options_of
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.plain import Introduction, introductions, says_code
from sphinx_paperreview.site import site_of
from sphinx_paperreview.sphinx_internals.myst import (
    RoleState,
    heading_slugs,
    reads_roles,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_KEY = "paperreview"
_FOUND = "paperreview_plain"
_ROLE = "paper:heading"
_MARKDOWN = ("markdown", "myst-nb")
_VALUES = ("headings", "all-orgs", "directives")


def find_plain_headings(app: Sphinx, docname: str, source: list[str]) -> None:
    """Find the plain headings of a page, and leave the role in their place (``source-read``)."""
    path = Path(app.env.doc2path(docname))
    kind = app.registry.source_suffix.get(path.suffix)
    wanted = _wanted(app.env) if kind in _MARKDOWN and path.suffix != ".ipynb" else False
    if not wanted or not reads_roles(app) or _is_plain_markdown(app.env):
        return
    orgs = site_of(app.config).orgs

    def is_known(text: str) -> bool:
        return all(orgs.find(name) for name in orgs.split(text))

    lines = source[0].split("\n")
    body = [Line(text, n) for n, text in enumerate(lines, 1)][front_matter_end(source[0]) :]
    says = None if wanted == "all-orgs" else lambda text: says_code(text, is_known)
    mark = f"{{{_ROLE}}}`"
    while mark in source[0]:
        mark += "-"
    found = {f"{mark}{one.number}`": one for one in introductions(body, says)}
    for text, one in found.items():
        first = one.number - 1
        lines[first : first + len(one.lines)] = _left(one, text)
    app.env.temp_data[_FOUND] = found
    source[0] = "\n".join(lines)


def _is_plain_markdown(env: BuildEnvironment) -> bool:
    """Tell whether the front matter may forbid roles: then there is nothing to parse ours."""
    said = front_matter_of(env).get("myst", FrontValue(())).typed
    return any(key in said for key in ("disable_syntax", "commonmark_only", "gfm_only"))


def _wanted(env: BuildEnvironment) -> bool | str:
    """Tell whether plain headings are reviews on the page that is being read, and how."""
    setting = site_of(env.config).settings.headings
    fields = front_matter_of(env)
    wanted = are_reviews(setting, fields)
    if wanted is not None:
        return wanted
    said = fields[_KEY]
    message = f"{_KEY}: {said.typed}: expected one of {', '.join(_VALUES)}"
    warn(WarningType.FRONT_MATTER, message, location=(env.docname, said.line))
    return setting


def are_reviews(setting: bool | str, fields: Mapping[str, FrontValue]) -> bool | str | None:
    """Tell whether plain headings of a page are reviews; None where its front matter is wrong.

    Args:
        setting: What ``conf.py`` says: `Settings.headings`.
        fields: The page's front matter.
    """
    said = fields.get(_KEY)
    if said is None or said.text == "all-orgs":
        return setting if said is None else said.text
    if said.text == "headings" or is_true(said):
        return setting or True
    return False if said.text == "directives" or is_false(said) else None


def _left(one: Introduction, mark: str) -> Sequence[str]:
    """Give as many lines as were taken: the heading, and below it what is kept of the others."""
    heading = f"{'#' * one.level} {mark}"
    kept = [line.text for line in one.kept]
    while kept and not kept[-1].strip():
        kept.pop()
    room = len(one.lines) - 1
    if len(kept) > room:  # parted by blank lines: then nothing goes
        kept = [line.text for line in one.lines[1:]]
    return [heading, *[""] * (room - len(kept)), *kept]


class HeadingRole(SphinxRole):
    """Makes the review of a plain heading, where the parser comes by its title."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave the review in the title; an author who types this role gets his text."""
        found = cast("dict[str, Introduction]", self.env.temp_data.get(_FOUND, {}))
        one = found.pop(f"{{{_ROLE}}}`{self.text}`", None)
        if one is None:
            return [nodes.literal(self.rawtext, self.rawtext)], []
        state = RoleState(self.inliner)
        if not isinstance(self.inliner.parent, nodes.title):  # within something, as MyST reads it
            return state.inline_text(_typed(one), one.number)
        begin_reading(self.env, state.document, heading_slugs(state))
        arguments: Any = ("paper", [], {}, StringList(), one.number, 0, "", state, state)
        directive = _Heading(*arguments)
        return [plain_heading(review=directive.section_of(one))], []


class _Heading(PaperDirective):
    """A directive that is typed as a heading."""

    def section_of(self, one: Introduction) -> nodes.section:
        """Make the section of a review without its text."""
        arguments = [Line(text, one.number) for text in arguments_of(one.facts.urls)]
        typed = {**options_of(one.facts), "name": one.facts.name}
        options = [
            Option(name, clean_text(text), one.line_of(text))
            for name, text in typed.items()
            if text
        ]
        section = nodes.section()
        self.fill(section, DirectiveBlock(tuple(arguments), tuple(options), ()))
        for head in section.findall(paper_head):
            head.attributes.pop("attach")
        self._hint_at_org(section.children[0].children[-1:], one.number)
        return section

    def _hint_at_org(self, ending: Sequence[nodes.Node], line: int) -> None:
        """Ask about code at the end of a title that is nearly called as an organisation."""
        site = site_of(self.config)
        for code in ending if site.settings.unknown_orgs != "ignore" else ():
            name = code.astext()
            near = site.orgs.suggest(name) if isinstance(code, nodes.literal) else ""
            if near:
                message = (
                    f"unknown organisation {name!r} stays in the title; did you mean {near!r}?"
                )
                self.warn(WarningType.ORG, message, line)


def put_back(env: BuildEnvironment, document: nodes.document) -> None:
    """Show what was typed where a parser takes the place of a heading for something else."""
    left = cast("dict[str, Introduction]", env.temp_data.pop(_FOUND, {}))
    for mark, one in left.items():
        for text in [text for text in document.findall(nodes.Text) if mark in text]:
            text.parent.replace(text, type(text)(text.replace(mark, _typed(one))))


def _typed(one: Introduction) -> str:
    return "\n".join(line.text for line in one.lines).lstrip("# ")


def settle_plain_headings(env: BuildEnvironment, document: nodes.document) -> None:
    """Make of each plain heading of a parsed page the section that the directive makes."""
    put_back(env, document)
    settle_sections(env, document)


class SettlePlainHeadings(SphinxTransform):
    """Make of each plain heading the section that the directive makes."""

    default_priority = 4
    """Before `AttachReviews` (5), which makes cards of reviews where no section may stand."""

    def apply(self, **kwargs: object) -> None:
        """Settle those of the page."""
        del kwargs
        settle_plain_headings(self.env, self.document)
