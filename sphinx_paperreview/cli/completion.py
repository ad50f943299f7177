"""``completion``: what a shell needs to complete our commands and options."""

from __future__ import annotations

import os
from pathlib import PurePath

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS), required=False)
@click.pass_context
def completion(context: click.Context, shell: str | None) -> None:
    """Print the script with which SHELL completes commands and options.

    Without SHELL, it is for the one that you use.

    \b
    Examples:
      sphinx-paperreview completion bash >> ~/.bashrc
      sphinx-paperreview completion zsh >> ~/.zshrc
      sphinx-paperreview completion fish > ~/.config/fish/completions/sphinx-paperreview.fish
    """  # noqa: D301 - click takes \b for a mark
    name = shell or PurePath(os.environ.get("SHELL", "")).name
    script = get_completion_class(name) if name in SHELLS else None
    if script is None:
        raise click.UsageError(f"which shell? Expected one of {', '.join(SHELLS)}")
    root = context.find_root()
    program = str(root.info_name)
    click.echo(script(root.command, {}, program, completion_variable(program)).source())


def completion_variable(program: str) -> str:
    """Name the variable in which a shell asks a program for completions, as click does."""
    return f"_{program}_COMPLETE".replace("-", "_").upper()
