"""What a feed tells of a paper, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from sphinx_paperreview.core.runs import Run, RunKind
from sphinx_paperreview.exports.article import SEPARATOR

_TAGS: Mapping[RunKind, str] = {
    "text": "", "reference": "", "emphasis": "em", "strong": "strong", "code": "code",
    "math": "code", "strike": "s",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to tell of a paper."""

    title: tuple[Run, ...]
    subtitle: tuple[Run, ...] = ()
    summary: tuple[Run, ...] = ()
    facts: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Names and addresses."""
    url: str = ""
    """Where its review stands."""


def title_of(told: Told) -> str:
    """Write the title of a paper as plain text, its formulas between dollars.

    >>> title_of(Told((Run("Scaling "), Run("n^2", "math"))))
    'Scaling $n^2$'
    """
    text = "".join(f"${run.text}$" if run.kind == "math" else run.text for run in told.title)
    return " ".join(text.split())


def paper_html(told: Told, summary_label: str, *, has_title: bool = False) -> str:
    """Write what there is to tell of a paper.

    Args:
        told: What there is.
        summary_label: What stands before the summary, such as ``TL;DR``.
        has_title: Whether its title is told, too, as a heading that leads to its review.

    >>> paper_html(Told((), summary=(Run("Short."),), facts=("NVIDIA", "ICLR")), "TL;DR")
    '<p>NVIDIA · ICLR</p><p><strong>TL;DR</strong> Short.</p>'
    """
    return "".join(_blocks(told, summary_label, has_title=has_title))


def _blocks(told: Told, label: str, *, has_title: bool) -> Iterator[str]:
    if has_title:
        yield f"<h2>{_link(_html(told.title), told.url)}</h2>"
    if told.subtitle:
        yield f"<p><em>{_html(told.subtitle)}</em></p>"
    if told.facts:
        yield f"<p>{escape(SEPARATOR.join(told.facts), quote=False)}</p>"
    if told.summary:
        yield f"<p><strong>{escape(label, quote=False)}</strong> {_html(told.summary)}</p>"
    if told.links:
        links = (_link(escape(name, quote=False), url) for name, url in told.links)
        yield f"<p>{SEPARATOR.join(links)}</p>"


def _html(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text, tag = escape(run.text, quote=False), _TAGS[run.kind]
    return f"<{tag}>{text}</{tag}>" if tag else text


def _link(html: str, url: str) -> str:
    return f'<a href="{escape(url)}">{html}</a>'
