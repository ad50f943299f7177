"""What an import has done, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sphinx_paperreview.cli.console import count, note, say_outcome, shown, visible
from sphinx_paperreview.cli.imported_folder import ImportedFolder, passed_over
from sphinx_paperreview.cli.unreviewed import Unreviewed
from sphinx_paperreview.cli.writing import Outcome

if TYPE_CHECKING:
    from sphinx_paperreview.cli.bringing import Brought
    from sphinx_paperreview.cli.contents import Contents
    from sphinx_paperreview.importers.learning import Learnt
    from sphinx_paperreview.recognising.evidence import Considered


_MOST_SHAPES = 5
"""So many of the shapes that an import has learnt are told."""


def say(
    folder: Path,
    source: ImportedFolder,
    records: Sequence[Brought],
    contents: Contents | None,
    missing: Unreviewed | None,
    learnt: Learnt,
    *,
    dry_run: bool,
    verified: bool,
    explained: bool,
) -> None:
    """Say what has become of each post that is not as it was, and sum up.

    :raises click.ClickException: A post is not what it should be.
    """
    for path, why in source.left_out:
        note(f"{path}: {why}")
    for record in records:
        outcomes = {record.outcome, *(asset.outcome for asset in record.assets)}
        if outcomes != {Outcome.UNCHANGED} or not record.is_finished:
            _say_record(folder, record, source.folder)
        if explained:
            _explain(record, source.folder)
    if contents and contents.outcome is not Outcome.UNCHANGED:
        pages = f"leads to {count(contents.pages, 'page')} that no listing of posts shows"
        say_outcome(contents.outcome, folder / contents.target, pages)
    click.echo(_summary(records, verified=verified))
    for shape in learnt.usual[:_MOST_SHAPES]:
        place = shown(source.folder / shape.folder)
        told = f"{shape.papers} of {shape.places} times, {shape.name} introduces a paper"
        note(f"learnt from {place}: {told}")
    if missing:
        _say_missing(missing)
    _say_passed_over(source)
    if dry_run:
        note("nothing was written (--dry-run)")
    if unfinished := [record for record in records if not record.is_finished]:
        hint = "; --force replaces files" * any(Outcome.KEPT in r.outcomes for r in unfinished)
        message = f"{count(len(unfinished), 'post')} not imported whole, see above{hint}"
        raise click.ClickException(message)


def _say_missing(missing: Unreviewed) -> None:
    posts = f"{missing.posts} of {count(missing.of, 'post')} have no review"
    note(f"{posts}; their first links look like this:")
    for shape, number in missing.first_links.items():
        click.echo(f"{'':>6}{count(number, 'post')}: {visible(shape)}", err=True)
    for index, hint in enumerate(missing.hints):
        click.echo(f"{'':>6}{'or' if index else 'try'} {hint}", err=True)


def _say_passed_over(source: ImportedFolder) -> None:
    if kinds := passed_over(source):
        told = ", ".join(f"{number} {ending}" for ending, number in kinds.items())
        note(f"passed over, as they are no Markdown: {told}")
    if source.machinery:
        kinds = Counter(source.machinery.values())
        told = ", ".join(f"{kind} ({number})" for kind, number in sorted(kinds.items()))
        note(f"passed over, as they belong to the site; --all imports them, too: {told}")


def _explain(record: Brought, source: Path) -> None:
    """Say of each place that might introduce a paper what speaks for it, and against it."""
    for place in sorted(record.considered, key=_by_line):
        told = "taken" if place.taken else "left"
        points = f"{place.points} of {place.enough}"
        where = f"{shown(source / record.path)}:{place.line}"
        click.echo(
            f"{told:>9}  {where}: {visible(place.title)!r} ({place.shape}), {points}: {place.why}"
        )


def _say_record(folder: Path, record: Brought, source: Path) -> None:
    """Say what has become of a post and its files, and what there is to note of the old one."""
    old = shown(source / record.path)
    path = folder / record.target if record.target else Path(record.path)
    say_outcome(record.outcome, path, count(len(record.papers), "paper") if record.target else "")
    for found in record.notes:
        place = f"{old}:{found.line}" if found.line else old
        click.echo(f"{'':>9}  {place}: {visible(found.message)}")
    if record.failure:
        failure = visible(str(record.failure))
        click.secho(f"{'':>9}  please report this to us: {failure}", fg="red")
    for difference in record.differences:
        message = visible(difference.message)
        click.secho(f"{'':>9}  {old}:{difference.line}: {message}", fg="red")
    for asset in record.assets:
        if asset.outcome is Outcome.FAILED:
            click.echo(f"{'':>9}  {visible(f'{source / asset.path}: {asset.why}')}")
        elif asset.outcome is not Outcome.UNCHANGED:
            say_outcome(asset.outcome, folder / asset.target)


def _summary(records: Sequence[Brought], *, verified: bool) -> str:
    assets = {asset.path: asset.outcome for record in records for asset in record.assets}
    papers = count(sum(len(record.papers) for record in records), "paper")
    notes = count(sum(len(record.notes) for record in records), "note")
    posts = f"{count(len(records), 'post')} ({_outcomes(record.outcome for record in records)})"
    files = f"{count(len(assets), 'file')} ({_outcomes(assets.values())})"
    differences = count(sum(len(record.differences) for record in records), "difference")
    return ", ".join([posts, *[files] * bool(assets), papers, notes, *[differences] * verified])


def _outcomes(outcomes: Iterable[Outcome]) -> str:
    found = Counter(outcomes)
    return ", ".join(f"{found[outcome]} {outcome.value}" for outcome in Outcome if found[outcome])


def as_json(
    source: ImportedFolder,
    records: Sequence[Brought],
    contents: Contents | None,
    missing: Unreviewed | None,
    *,
    dry_run: bool,
) -> bytes:
    """Write down all that was done."""
    report = {
        "dry_run": dry_run,
        "posts": [_record(record) for record in records],
        "contents": contents and {**asdict(contents), "outcome": contents.outcome.value},
        "without_review": missing and asdict(missing),
        "passed_over": passed_over(source),
        "machinery": [{"path": path, "kind": kind} for path, kind in source.machinery.items()],
        "left_out": [{"path": path, "why": why} for path, why in source.left_out],
    }
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    # A file's name may be of bytes that are no text.
    return text.encode(errors="backslashreplace")


def _record(record: Brought) -> dict[str, Any]:
    return {
        "path": record.path,
        "target": record.target,
        "outcome": record.outcome.value,
        "dialect": record.dialect,
        "date": record.date,
        "papers": [
            {"title": paper.title, "ids": list(map(str, paper.ids)), "line": paper.line}
            for paper in record.papers
        ],
        "considered": [_place(place) for place in sorted(record.considered, key=_by_line)],
        "notes": [asdict(found) for found in record.notes],
        "differences": [asdict(difference) for difference in record.differences],
        "failure": asdict(record.failure) if record.failure else None,
        "assets": [{**asdict(asset), "outcome": asset.outcome.value} for asset in record.assets],
    }


def _by_line(place: Considered) -> tuple[int, str]:
    return place.line, place.shape


def _place(place: Considered) -> dict[str, Any]:
    return {
        "line": place.line,
        "shape": place.shape,
        "title": place.title,
        "taken": place.taken,
        "points": place.points,
        "signs": {sign.says: sign.weight for sign in place.ordered},
    }
