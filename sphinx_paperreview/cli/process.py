"""What a process may find around it: closed streams, signals, a shell that asks for words."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import MutableMapping
from types import FrameType
from typing import NoReturn

from click.shell_completion import get_completion_class


def settle_streams() -> None:
    """Let every command write, whatever the streams are.

    Python has none for one that is closed (``>&-``); what is said there goes nowhere, as `print`
    has it.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - a device, for the whole process
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal may not have a letter, and a file's name may be of bytes that are no text.
        sys.stdout.reconfigure(errors="backslashreplace")


def leave_tidily() -> None:
    """Unwind when somebody ends the process, so that temporary folders go."""
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        signal.signal(number, _leave)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    del frame
    sys.exit(128 + number)  # as a shell tells of a process that a signal has ended


def drop_broken_request(variable: str, environment: MutableMapping[str, str]) -> None:
    """Forget a shell's question for completions that no shell asks so: the program runs instead.

    Args:
        variable: The variable that holds the question, such as ``bash_complete``.
        environment: The process's variables.
    """
    shell, _, question = environment.get(variable, "").partition("_")
    word = environment.get("COMP_CWORD")  # its number; fish gives the word itself
    has_word = word is not None and (word.isdecimal() or shell == "fish")
    is_answerable = "COMP_WORDS" in environment and has_word
    is_sound = question == "source" or (question == "complete" and is_answerable)
    if get_completion_class(shell) is None or not is_sound:
        environment.pop(variable, None)
