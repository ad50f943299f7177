"""What nobody has expected is one line that helps those who can mend it."""

from __future__ import annotations

from sphinx_paperreview import __version__
from sphinx_paperreview.cli.failures import Failure
from sphinx_paperreview.core.values import parse_names


def _failure(text: object) -> Failure:
    try:
        parse_names(text)  # type: ignore[arg-type] # that is what fails
    except Exception as error:
        return Failure.of(error)
    raise AssertionError


def test_a_failure_names_its_place_in_the_package() -> None:
    """And no folder of the machine on which it came about."""
    failure = _failure(3)
    assert failure.error.startswith("TypeError: argument of type 'int'")
    (step,) = failure.steps
    assert step.startswith("core/values.py:")
    assert str(failure) == f"{failure.error} [{step}, version {__version__}]"
    assert "/home" not in str(failure)


def test_a_failure_is_one_short_line() -> None:
    """Whatever the message quotes."""

    def fail(depth: int) -> None:
        if depth == 0:
            raise ValueError("a\n\x1b" + "b" * 5_000)
        fail(depth - 1)

    try:
        fail(50)
    except ValueError as error:
        failure = Failure.of(error)
    assert len(str(failure)) < 300
    assert str(failure).isprintable()
    assert failure.steps == ()
