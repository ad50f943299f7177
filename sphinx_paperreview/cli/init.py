"""``init``: a new journal that builds."""

from __future__ import annotations

import gettext
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import click

from sphinx_paperreview.cli.console import note, say_outcome, shown
from sphinx_paperreview.cli.editor import ORGS_SCHEMA, editor_files
from sphinx_paperreview.cli.folders import POSTS
from sphinx_paperreview.cli.origin import requirement
from sphinx_paperreview.cli.parameters import day, one_line, today
from sphinx_paperreview.cli.publishing import (
    ADVICE,
    REQUIREMENTS,
    put_into,
    require,
    say_before_publishing,
)
from sphinx_paperreview.cli.writing import FolderWriter, Outcome

_PAGES = {
    "conf.py": "conf.py",
    "index.md": "index.md",
    "posts.md": f"{POSTS}/index.md",
    "papers.md": "papers/index.md",
    "year.md": "papers/year.md",
    "orgs.toml": "orgs.toml",
    REQUIREMENTS: REQUIREMENTS,
    "gitignore": ".gitignore",
}
"""Templates of a journal, and the names of what is made of them."""

_HOSTING = {"readthedocs.yaml": ".readthedocs.yaml", "pages.yml": ".github/workflows/pages.yml"}
"""Templates of what services read that build the journal, only at the top of a repository."""

# Not named by its date: the first post that `new` starts may be of the same day.
_POST = {"post.md": f"{POSTS}/welcome.md"}

_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,8})?")


def heading(text: str) -> str:
    """Read a text that is not empty."""
    line = one_line(text)
    if not line:
        raise click.BadParameter("expected some text")
    return line


def language_code(text: str) -> str:
    """Read the code of a language, as Sphinx takes it."""
    code = text.replace("-", "_")
    if not _LANGUAGE.fullmatch(code):
        raise click.BadParameter(f"{text!r}: expected a code such as en, ko or zh_CN")
    return code


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option(
    "--title",
    type=heading,
    metavar="TEXT",
    show_default="Paper journal, in its language",
    help="What it is called.",
)
@click.option("--author", type=one_line, metavar="TEXT", default="", help="Who writes it.")
@click.option(
    "--language",
    type=language_code,
    metavar="CODE",
    default="en",
    show_default=True,
    help="The language of its pages: ko, zh_CN …",
)
@click.option(
    "--date",
    "first_day",
    type=day,
    metavar="DATE",
    help="The date of the first post (default: today).",
)
@click.option(
    "--vendor",
    is_flag=True,
    help="Put this package into the journal, where any host can install it.",
)
@click.option(
    "--vscode",
    is_flag=True,
    help="Add snippets for VS Code, and schemas of orgs.toml and papers.json.",
)
@click.option("--force", is_flag=True, help="Replace files that are there and differ.")
def init(
    folder: Path,
    *,
    title: str | None,
    author: str,
    language: str,
    first_day: str | None,
    vendor: bool,
    vscode: bool,
    force: bool,
) -> None:
    """Start a journal in FOLDER, or here: a site that builds, with a first post.

    You get conf.py, a home page, a first post, a table for organisations of your own, and what Read
    the Docs and GitHub Pages need. A file that is there and differs is kept, and the exit code is
    1; with --force it is replaced.

    With --vendor in a site that is there already, nothing is written but the package and the line
    of requirements.txt that installs it; with --vscode, nothing but the files in .vscode.

    \b
    Examples:
      sphinx-paperreview init my-journal
      sphinx-paperreview init --title "논문 일지" --author "Ada Park" --language ko
      sphinx-paperreview init --vendor
    """  # noqa: D301 - click takes \b for a mark: the paragraph keeps its lines
    words = _words(language)
    name = title or words.gettext("Paper journal")
    values = {
        "title": repr(name),
        "heading": _escaped(name),
        "author": repr(author),
        "language": repr(language),
        "date": first_day or today(),
        "orgs_schema": ORGS_SCHEMA if vscode else "",
    }
    writer = FolderWriter(folder, force=force)
    for_editor = editor_files() if vscode else ()
    is_new = force or not (folder / "conf.py").exists()
    required = put_into(folder) if vendor else requirement()
    _warn_of_repository(folder)
    if not is_new and (vendor or vscode):
        if vendor:
            require(folder, required)
        _say_kept(_write(writer, for_editor))
        return
    values["requirement"] = required or ADVICE
    pages = _files(_names(folder), values, words)
    kept = _write(writer, (*pages, *for_editor))
    if not kept:
        _say_what_is_next(folder)
    if not required:
        say_before_publishing()
    _say_kept(kept)


def _say_kept(kept: int) -> None:
    if kept:
        raise click.ClickException(f"kept {kept} of your files that differ; --force replaces them")


def _words(language: str) -> gettext.NullTranslations:
    """Give the words of a journal in its language, in English where nobody has translated them."""
    folder = Path(str(files("sphinx_paperreview"))) / "locale"
    return gettext.translation("sphinx_paperreview", folder, [language], fallback=True)


def _names(folder: Path) -> dict[str, str]:
    """Name the templates of a journal, and what is made of them."""
    has_posts = any((folder / POSTS).rglob("*.md"))
    return _PAGES | _HOSTING | ({} if has_posts else _POST)


def _write(writer: FolderWriter, written: Iterable[tuple[str, str]]) -> int:
    """Write files of a journal, and count those of the author's that were in the way."""
    outcomes = []
    for name, text in written:
        outcomes.append(writer.write(name, text.encode()))
        say_outcome(outcomes[-1], writer.folder / name)
    return outcomes.count(Outcome.KEPT)


def _files(
    names: Mapping[str, str], values: Mapping[str, str], words: gettext.NullTranslations
) -> Iterator[tuple[str, str]]:
    """Yield the files of a journal: names and texts."""
    from jinja2 import Environment, StrictUndefined, select_autoescape  # noqa: PLC0415

    templates = files("sphinx_paperreview") / "templates/journal"
    environment = Environment(
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=select_autoescape(default_for_string=False),
    )
    environment.install_gettext_translations(words)  # type: ignore[attr-defined]  # the extension adds it
    for template, name in names.items():
        text = (templates / f"{template}.template").read_text(encoding="utf-8")
        # The workflow has a `${{ … }}` of its own.
        yield name, text if template in _HOSTING else environment.from_string(text).render(values)


def _escaped(text: str) -> str:
    """Write a text so that Markdown shows it as it is."""
    return re.sub(r"([\\`*_{}\[\]<>$&#~])", r"\\\1", text)


def _warn_of_repository(folder: Path) -> None:
    """Tell an author whose journal is a part of a repository where services look."""
    above = folder.resolve().parents
    repository = next((parent for parent in above if (parent / ".git").exists()), None)
    if repository is not None and not (folder / ".git").exists():
        note(
            f"Read the Docs and GitHub look for their files at the top of the repository, "
            f"{shown(repository)}: move {' and '.join(_HOSTING.values())} there, and mend the "
            f"paths in them, and the path of the package in {REQUIREMENTS} where there is one"
        )


def _say_what_is_next(folder: Path) -> None:
    steps = [] if folder == Path() else [(f"cd {shlex.quote(shown(folder))}", "")]
    if find_spec("furo") is None:
        steps.append(("pip install -r requirements.txt", "the theme, furo"))
    steps += [
        ("sphinx-build . _build/html", "then open _build/html/index.html"),
        ("sphinx-paperreview new 2511.21579", "a post about what you read next"),
    ]
    click.echo("\nThe journal is ready. Next:\n")
    for command, meaning in steps:
        click.echo(f"  {command:<34} # {meaning}" if meaning else f"  {command}")
