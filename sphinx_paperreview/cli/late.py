"""Commands that take options from code which is slow to load."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click


def late(options: Callable[[], Iterable[click.Option]]) -> type[click.Command]:
    """Make a class of commands that have further options, once somebody asks for them.

    They stand before the options that a command is declared with. So the help of the whole program
    need not wait for Sphinx.
    """

    class LateCommand(click.Command):
        is_complete = False

        def get_params(self, ctx: click.Context) -> list[click.Parameter]:
            if not self.is_complete:
                declared = [one for one in self.params if isinstance(one, click.Option)]
                start = self.params.index(declared[0]) if declared else len(self.params)
                self.params[start:start] = options()
                self.is_complete = True
            return super().get_params(ctx)

    return LateCommand
