"""Who asks: services want to know whom to write to when a program misbehaves."""

from __future__ import annotations

from pathlib import Path

import click

from sphinx_paperreview import __version__
from sphinx_paperreview.atomic import write_changed
from sphinx_paperreview.cli.console import has_terminal, note, shown
from sphinx_paperreview.fetch.services import InvalidAddress, user_agent

_ADVICE = (
    "services ask who is asking; name a mail address, or the address of a page that tells one, "
    "by --contact, PAPERREVIEW_CONTACT, or paperreview_contact in conf.py"
)


def agent_of(given: str, configured: str) -> str:
    """Write the User-Agent; ask its author once for a contact, and remember it.

    Args:
        given: On the command line, or in the environment.
        configured: In the journal.

    :raises click.UsageError: There is none, and nobody to ask for it.
    """
    contact = given or configured or _remembered()
    if contact:
        return _checked(contact)
    if not has_terminal():
        raise click.UsageError(f"no contact: {_ADVICE}")
    click.echo(
        "Services ask who is asking. It is sent to them, and kept on this machine.", err=True
    )
    question = "Your mail address, or the address of your page"
    contact = click.prompt(question, value_proc=_acceptable, err=True)
    _remember(contact)
    return _checked(contact)


def _acceptable(contact: str) -> str:
    """Give what is typed, or have it asked for again."""
    try:
        user_agent(contact, version=__version__)
    except InvalidAddress as error:
        raise click.BadParameter(str(error)) from None
    return contact


def _checked(contact: str) -> str:
    try:
        return user_agent(contact, version=__version__)
    except InvalidAddress as error:
        raise click.UsageError(str(error)) from None


def _place() -> Path:
    return Path(click.get_app_dir("sphinx-paperreview"), "contact")


def _remembered() -> str:
    try:
        return _place().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _remember(contact: str) -> None:
    try:
        write_changed(_place(), f"{contact.strip()}\n".encode())
    except OSError:
        return
    note(f"kept in {shown(_place())}")
