"""The program: its commands, and how it fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from sphinx_paperreview import __version__
from sphinx_paperreview.cli.check import check
from sphinx_paperreview.cli.completion import completion, completion_variable
from sphinx_paperreview.cli.console import visible
from sphinx_paperreview.cli.fetching import fetch
from sphinx_paperreview.cli.importing import import_posts
from sphinx_paperreview.cli.init import init
from sphinx_paperreview.cli.listing import list_reviews
from sphinx_paperreview.cli.new import new
from sphinx_paperreview.cli.process import drop_broken_request, leave_tidily, settle_streams
from sphinx_paperreview.cli.relate import relate

PROGRAM = "sphinx-paperreview"


class Program(click.Group):
    """Turns what the operating system refuses into one line."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line: already that may write, as ``--help`` does."""
        with _refusals_on_one_line():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a file that cannot be read or written is no reason for a traceback."""
        with _refusals_on_one_line():
            return super().invoke(ctx)


@contextmanager
def _refusals_on_one_line() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.EPIPE:  # `… | head`: click ends quietly
            raise
        raise click.ClickException(visible(_line_of(error))) from error
    except click.ClickException as error:  # names of files stand in it, which a terminal would obey
        vars(error)["message"] = visible(error.message, kept="\n")
        raise


def _line_of(error: OSError) -> str:
    name = f"{error.filename}: " if error.filename is not None else ""
    return f"{name}{error.strerror or error}"


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name=PROGRAM)
@click.pass_context
def program(context: click.Context) -> None:
    """Keep a paper-reading journal: start it, add posts, look into it, bring old posts along.

    \b
    A first journal:
      sphinx-paperreview init my-journal
      cd my-journal
      sphinx-build . _build/html
      sphinx-paperreview new 2511.21579
    """  # noqa: D301 - click reads \b: it keeps the lines of the paragraph
    if os.environ.get("NO_COLOR"):  # https://no-color.org
        context.color = False


program.add_command(init)
program.add_command(new)
program.add_command(fetch)
program.add_command(list_reviews)
program.add_command(check)
program.add_command(relate)
program.add_command(import_posts)
program.add_command(completion)


def main() -> None:
    """Run the program with the arguments of the process, and leave."""
    settle_streams()
    leave_tidily()
    drop_broken_request(completion_variable(PROGRAM), os.environ)
    program(prog_name=PROGRAM)
