"""``new``: a post about what its author has just read."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from sphinx_paperreview.atomic import write_whole
from sphinx_paperreview.cli.console import note, shown
from sphinx_paperreview.cli.folders import journal_option, path_of_post, texts_of
from sphinx_paperreview.cli.parameters import day, one_line, today
from sphinx_paperreview.cli.writing import Outcome, Writer
from sphinx_paperreview.core.identifiers import InvalidPaperId, Locator, PaperId, parse

_REVIEW = """\
:::{{paper}}{paper}
:title:{title}
:org:
:tags:

% What it is about, and what you think of it.
:::
"""
"""A review whose author has yet to write it. It builds: the options are empty, the text is a
comment, and the card is called by its id."""

_EXAMPLE = """\
% A paper, by its id or its address:
%
% :::{paper} https://huggingface.co/papers/2511.21579
% :title:
% :org:
%
% What it is about, and what you think of it.
% :::
"""

_NAMES = {"arxiv", "doi", "isbn", "isbn-10", "isbn-13", "pmcid", "pmid"}
"""What people write before an id, with a blank behind it: then it is no title."""

_ID = re.compile(r"\w+://|[a-z0-9]+:\S|10\.\d{4,}/|\d{4}\.\d{4,5}", re.IGNORECASE)
"""How an id begins: what follows it in one argument is a mistake."""

_BARE = {"arxiv", "doi"}
"""The schemes whose ids are read without their names."""


@click.command()
@click.argument("papers", nargs=-1, metavar="[ID]...")
@click.option("--date", "moment", type=day, metavar="DATE", help="Its date (default: today).")
@click.option("--title", type=one_line, metavar="TEXT", help="Its heading (default: the date).")
@click.option("--append", is_flag=True, help="Add the papers to the post of that day, if any.")
@journal_option
def new(
    papers: tuple[str, ...], *, moment: str | None, title: str | None, append: bool, journal: Path
) -> None:
    """Start a post with a review of each ID, and print its path.

    An ID is anything that names a paper: an arXiv id, a DOI, the address of its page or PDF; of a
    paper without any link, its title, where that has several words. The post is named like the
    newest one of the journal, and stands beside it. Fill in the titles; a post builds without them,
    too. A post that is there is never overwritten.

    \b
    Examples:
      sphinx-paperreview new
      sphinx-paperreview new 2511.21579 https://openreview.net/forum?id=Vota6rFhBQ
      sphinx-paperreview new --append 10.1145/3485132
      sphinx-paperreview new "A paper without a link"
      $EDITOR $(sphinx-paperreview new --date 2025-11-27 2511.21579)
    """  # noqa: D301 - click takes \b for a mark
    named = _read(papers)
    moment = moment or today()
    path = path_of_post(journal, moment)
    for paper, place in _named_before(named, journal):
        note(f"{paper} is named in {place}")
    reviews = "\n".join(_review(paper, texts) for paper, texts in named.items())
    if append and path.exists():
        _append(path, reviews.encode())
    else:
        _create(path, f"# {title or moment}\n\n{reviews or _EXAMPLE}")
    # For a program the path as it is, whatever it holds: $EDITOR $(… new).
    click.echo(shown(path) if sys.stdout.isatty() else os.fsencode(path))


def _append(path: Path, reviews: bytes) -> None:
    if reviews:
        write_whole(path, path.read_bytes().rstrip() + b"\n\n" + reviews)


def _create(path: Path, text: str) -> None:
    if Writer(path.parent).write(path.name, text.encode()) is Outcome.KEPT:
        raise click.ClickException(
            f"{shown(path)} is there already; --append adds papers to it, --date starts another"
        )


def _review(paper: PaperId | str, texts: Sequence[str]) -> str:
    """Write a review that its author has yet to fill in."""
    if isinstance(paper, str):
        return _REVIEW.format(paper="", title=f" {paper}")
    return _REVIEW.format(paper=" " + " ".join(texts), title="")


def _read(papers: Iterable[str]) -> Mapping[PaperId | str, Sequence[str]]:
    """Read what names papers, as a directive shall show it; several may name one paper.

    A paper without a link goes by its title.
    """
    found: dict[PaperId | str, list[str]] = {}
    wrong: list[str] = []
    for text in papers:
        if _is_title(text):
            found[one_line(text)] = []
            continue
        try:
            locator = parse(text)
        except InvalidPaperId as error:
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


def _named_before(
    papers: Iterable[PaperId | str], journal: Path
) -> Iterator[tuple[PaperId | str, str]]:
    """Yield papers that a page names already, and where: a quick look, without a build."""
    patterns = {
        paper: re.compile(rf"(?<![\w.]){re.escape(_value(paper))}(?![0-9])", re.IGNORECASE)
        for paper in papers
    }
    for page in texts_of(journal) if patterns else ():
        text = page.read_text(encoding="utf-8", errors="replace")
        for paper, pattern in patterns.items():
            if place := pattern.search(text):
                line = text.count("\n", 0, place.start()) + 1
                yield paper, f"{shown(page)}:{line}"


def _value(paper: PaperId | str) -> str:
    return paper if isinstance(paper, str) else paper.value
