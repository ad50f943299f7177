"""``new``: a post about what its author has just read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sphinx_paperreview.atomic import write_whole
from sphinx_paperreview.cli.console import note, shown
from sphinx_paperreview.cli.folders import journal_option, path_of_post
from sphinx_paperreview.cli.naming import Paper, named_before, read_papers
from sphinx_paperreview.cli.parameters import contact_option, day, iso_week, one_line, today
from sphinx_paperreview.cli.writing import FolderWriter, Outcome
from sphinx_paperreview.core.identifiers import PaperId

if TYPE_CHECKING:
    from sphinx_paperreview.fetch.gather import Told

SOURCES = ("hf-daily",)
"""Lists of papers to pick from: Hugging Face's daily papers."""

_OF_A_LIST = ("week", "trending", "pick", "min_upvotes")
"""Parameters that say something of a list."""

_PROMPT = "What it is about, and what you think of it."

_EXAMPLE = f"""\
% A paper, by its id or its address:
%
% :::{{paper}} https://huggingface.co/papers/2511.21579
% :title:
% :org:
%
% {_PROMPT}
% :::
"""
"""A post that names no paper yet."""


@click.command()
@click.argument("papers", nargs=-1, metavar="[ID]...")
@click.option("--date", "moment", type=day, metavar="DATE", help="Its date (default: today).")
@click.option("--title", type=one_line, metavar="TEXT", help="Its heading (default: the date).")
@click.option("--append", is_flag=True, help="Add the papers to the post of that day, if any.")
@click.option("--from", "origin", type=click.Choice(SOURCES),
              help="Pick from the papers that Hugging Face lists for that day.")  # fmt: skip
@click.option(
    "--week", type=iso_week, metavar="WEEK", help="Instead of a day: of a week, 2025-W48."
)
@click.option("--trending", is_flag=True, help="Instead of a day: what is read at the moment.")
@click.option("--pick", type=one_line, metavar="NUMBERS", help="Take these: 1,3-5 or all.")
@click.option("--min-upvotes", type=click.IntRange(min=0), metavar="N",
              help="Take those that as many people liked.")  # fmt: skip
@click.option("--fetch/--no-fetch", "fetches", default=None,
              help="Ask for titles and more (default: paperreview_fetch).")  # fmt: skip
@contact_option
@journal_option
@click.pass_context
def new(
    context: click.Context,
    papers: tuple[str, ...],
    *,
    moment: str | None,
    title: str | None,
    append: bool,
    origin: str | None,
    week: str | None,
    trending: bool,
    pick: str | None,
    min_upvotes: int | None,
    fetches: bool | None,
    contact: str,
    journal: Path,
) -> None:
    """Start a post with a review of each ID, and print its path.

    An ID is anything that names a paper: an arXiv id, a DOI, the address of its page or PDF, a
    citation key; of a paper without any link, its title, where that has several words. The post
    is named like the newest one of the journal, and stands beside it. Fill in the titles, or let
    them be fetched; a post builds without them, too. A post that is there is never overwritten.

    With --from hf-daily the papers of the day are listed, and you pick.

    \b
    Examples:
      sphinx-paperreview new
      sphinx-paperreview new 2511.21579 https://openreview.net/forum?id=Vota6rFhBQ
      sphinx-paperreview new --append 10.1145/3485132
      sphinx-paperreview new "A paper without a link"
      sphinx-paperreview new --fetch 2511.21579
      sphinx-paperreview new --from hf-daily --pick 1,3-5
      $EDITOR $(sphinx-paperreview new --date 2025-11-27 2511.21579)
    """  # noqa: D301 - click takes \b for a mark
    _refuse_contradictions(context.params)
    moment = moment or today()
    told: Mapping[PaperId, Told] = {}
    named: Mapping[Paper, Sequence[str]]
    if origin:
        from sphinx_paperreview.cli.daily import Choice, pick_papers  # noqa: PLC0415 - it asks

        listed = {"week": week} if week else {"sort": "trending"} if trending else {"date": moment}
        told = pick_papers(journal, listed, Choice(pick or "", min_upvotes), contact)
        if not told:
            return
        named = {paper_id: [paper_id.value] for paper_id in told}
    else:
        named = read_papers(papers, partial(_ids_of, journal))
        for paper, place in named_before(named, journal):
            note(f"{paper} is named in {place}")
        if _shall_fetch(journal, fetches=fetches):
            from sphinx_paperreview.cli.services import tell_of  # noqa: PLC0415 - it asks

            told = tell_of(journal, named, contact)
    path = path_of_post(journal, moment)
    level = _level_of(path, journal) if append else 0
    reviews = "\n".join(
        _review_of(one, texts, _of(one, told), level=level) for one, texts in named.items()
    )
    if append and path.exists():
        _append(path, reviews.encode())
    else:
        _create(path, f"# {title or moment}\n\n{reviews or _EXAMPLE}")
    # For a program the path as it is, whatever it holds: $EDITOR $(… new).
    click.echo(shown(path) if sys.stdout.isatty() else os.fsencode(path))


def _ids_of(journal: Path, key: str) -> tuple[PaperId, ...] | None:
    """Look for a citation key; a journal whose ids are all of them ids is not run for it."""
    from sphinx_paperreview.cli.journal import read_site  # noqa: PLC0415 - it loads Sphinx

    return read_site(journal).knowledge.ids_of(key)


def _of(paper: Paper, told: Mapping[PaperId, Told]) -> Told | None:
    return told.get(paper) if isinstance(paper, PaperId) else None


def _refuse_contradictions(given: Mapping[str, object]) -> None:
    """Refuse options that would be left aside."""
    if given["origin"] and given["papers"]:
        raise click.UsageError("--from lists papers to pick from: give no ID with it")
    if given["origin"] and given["fetches"] is False:
        raise click.UsageError("--from asks services: --no-fetch contradicts it")
    for name in _OF_A_LIST:
        if not (given["origin"] or given[name] is None or given[name] is False):
            raise click.UsageError(f"--{name.replace('_', '-')} needs --from hf-daily")
    if given["week"] and given["trending"]:
        raise click.UsageError("--week and --trending contradict each other")


def _shall_fetch(journal: Path, *, fetches: bool | None) -> bool:
    """Tell whether services are to be asked; a journal that does not say so is not run for it."""
    conf = (journal / "conf.py").read_bytes()
    if fetches is not None or b"paperreview_fetch" not in conf:
        return bool(fetches)
    from sphinx_paperreview.cli.journal import read_site  # noqa: PLC0415 - it loads Sphinx

    return read_site(journal).settings.fetch


def _level_of(post: Path, journal: Path) -> int:
    """Give the level of the headings that are reviews in a post; 0 where none is."""
    if not post.exists():
        return 0
    from sphinx_paperreview.cli.plain import plain_level  # noqa: PLC0415 - it reads Markdown

    return plain_level(post, journal)


def _append(path: Path, reviews: bytes) -> None:
    if reviews:
        write_whole(path, path.read_bytes().rstrip() + b"\n\n" + reviews)


def _create(path: Path, text: str) -> None:
    if FolderWriter(path.parent).write(path.name, text.encode()) is Outcome.KEPT:
        raise click.ClickException(
            f"{shown(path)} is there already; --append adds papers to it, --date starts another"
        )


def _review_of(
    paper: PaperId | str, texts: Sequence[str], told: Told | None = None, *, level: int = 0
) -> str:
    """Write a review that its author has yet to write: its options are empty, its text a comment.

    Args:
        paper: Its id, or the title of one that has no link.
        texts: What names it in the directive.
        told: What services say: what a card takes from there need not be typed.
        level: Of a heading above it; 0 for none.
    """
    if isinstance(paper, str):
        return _block("", [f":title: {paper}", ":org:", ":tags:"], [_PROMPT], paper, level=level)
    record = told.record if told else None
    argument = " ".join(texts)
    if told is None or record is None:
        options = [":title:", ":org:", ":tags:"]
        return _block(argument, options, [_PROMPT], argument, level=level)
    options = [":tags:"] if record.org else [":org:", ":tags:"]
    comment = [record.whole_title, *_questions(told), "", _PROMPT]
    return _block(argument, options, comment, record.whole_title or argument, level=level)


def _questions(told: Told) -> Iterator[str]:
    """Write down the organisations that nobody is sure of: their author decides."""
    for name, near in told.unsure:
        hint = f"is that {near}?" if near else "no table of organisations has it."
        yield f"The organisation, as a service calls it: {name}; {hint}"


def _block(
    argument: str, options: Sequence[str], comment: Sequence[str], heading: str, *, level: int
) -> str:
    """Write a directive; below a heading of its own, one that takes the section it stands in."""
    above = [f"{'#' * level} {one_line(heading)}", ""] if level else []
    lines = [*above, f":::{{paper}} {argument}".rstrip(), *options]
    text = [f"% {one_line(line)}".rstrip() for line in comment]
    return "\n".join([*lines, *([":::", "", *text] if level else ["", *text, ":::"]), ""])
