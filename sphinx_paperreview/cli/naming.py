"""What people type to name papers, and where a journal names them already."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from sphinx_paperreview.cli.console import shown
from sphinx_paperreview.cli.folders import texts_of
from sphinx_paperreview.cli.parameters import one_line
from sphinx_paperreview.core.identifiers import InvalidPaperId, Locator, PaperId, parse

Paper = PaperId | str
"""A paper's id; of one without any link, its title."""

_NAMES = {"arxiv", "doi", "isbn", "isbn-10", "isbn-13", "pmcid", "pmid"}
"""What people write before an id, with a blank behind it: then it is no title."""

_ID = re.compile(r"\w+://|[a-z0-9]+:\S|10\.\d{4,}/|\d{4}\.\d{4,5}", re.IGNORECASE)
"""How an id begins: what follows it in one argument is a mistake."""

_BARE = {"arxiv", "doi"}
"""The schemes whose ids are read without their names."""


def read_papers(
    papers: Iterable[str], ids_of: Callable[[str], tuple[PaperId, ...] | None]
) -> Mapping[Paper, Sequence[str]]:
    """Read what names papers, as a directive shall show it; several may name one paper.

    Args:
        papers: Ids, URLs, titles, citation keys.
        ids_of: Gives the ids of the paper that has a citation key: asked of what is nothing else.

    :raises click.ClickException: Some name none.
    """
    found: dict[Paper, list[str]] = {}
    wrong: list[str] = []
    for text in papers:
        if _is_title(text):
            found[one_line(text)] = []
            continue
        try:
            locator = parse(text)
        except InvalidPaperId as error:
            ids = ids_of(text)
            if ids:
                found.setdefault(ids[0], []).append(text)
            else:
                wrong.append(str(error))
            continue
        typed = found.setdefault(locator.id, [])
        typed += [_typed(locator)] if _typed(locator) not in typed else []
    if wrong:
        raise click.ClickException("; ".join(wrong))
    return found


def _is_title(text: str) -> bool:
    """Tell a title from an id: it has several words, and begins with the name of no scheme."""
    first, *others = text.split() or [""]
    return bool(others) and first.rstrip(":").lower() not in _NAMES and not _ID.match(first)


def _typed(locator: Locator) -> str:
    if locator.url:
        return locator.url
    bare = locator.id.scheme in _BARE
    return f"{locator.id.value if bare else locator.id}{locator.version}"


def named_before(papers: Iterable[Paper], journal: Path) -> Iterator[tuple[Paper, str]]:
    """Yield papers that a page names already, and where: a quick look, without a build."""
    values = {_value(paper).casefold(): paper for paper in papers}
    if not values:
        return
    longest_first = sorted(values, key=len, reverse=True)
    choices = "|".join(map(re.escape, longest_first))
    pattern = re.compile(rf"(?<![\w.])(?:{choices})(?![0-9])", re.IGNORECASE)
    for page in texts_of(journal):
        text = page.read_text(encoding="utf-8", errors="replace")
        seen: set[Paper] = set()
        for place in pattern.finditer(text):
            paper = values.get(place[0].casefold())
            if paper is not None and paper not in seen:
                seen.add(paper)
                line = text.count("\n", 0, place.start()) + 1
                yield paper, f"{shown(page)}:{line}"


def _value(paper: Paper) -> str:
    return paper if isinstance(paper, str) else paper.value
