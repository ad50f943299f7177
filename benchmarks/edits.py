"""What an author does to a journal between two builds."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace

from benchmarks.journal import NEVER_NAMED, Journal, Paper, make_journal, make_post

NO_OP, CLEAN = "no-op", "clean"


def fewest_posts(repetitions: int) -> int:
    """Tell how many posts a journal needs: each repetition deletes one of ten."""
    return NEVER_NAMED * (repetitions + 1)


@dataclass(frozen=True)
class Step:
    """A build to measure: what has been done before it, and the journal that it builds."""

    repetition: int
    """From 1."""
    scenario: str
    """One of `SCENARIOS`."""
    journal: Journal


def steps(posts: int, repetitions: int, scenarios: Container[str]) -> Iterator[Step]:
    """Yield the builds of all repetitions, in their order; each goes on from the one before.

    A repetition ends with a clean build, to which all that it has left is compared. Each
    repetition edits other posts than the one before. What is not to be measured is not done.
    """
    journal = make_journal(posts)
    for repetition in range(1, repetitions + 1):
        for scenario in filter(scenarios.__contains__, SCENARIOS):
            edit = _EDITS.get(scenario)
            journal = edit(journal, posts, repetition) if edit else journal
            yield Step(repetition, scenario, journal)


def _edit_body(journal: Journal, posts: int, repetition: int) -> Journal:
    """Add a sentence to the text of one review in the middle of the journal."""
    number = posts // 2 + repetition
    return _edit(journal, number, lambda paper: replace(paper, body=f"A thought.\n\n{paper.body}"))


def _edit_title(journal: Journal, posts: int, repetition: int) -> Journal:
    """Give one paper of an older post another title."""
    number = posts // 3 + repetition
    while number % NEVER_NAMED == 0:  # such a paper is reviewed again, under its title
        number += 1
    return _edit(journal, number, lambda paper: replace(paper, title=f"{paper.title}, revisited"))


def _delete(journal: Journal, posts: int, repetition: int) -> Journal:
    """Delete a post that no other post names."""
    del posts
    number = NEVER_NAMED * (repetition + 1) - 1
    return Journal(tuple(post for post in journal.posts if post != make_post(number)))


def _add(journal: Journal, posts: int, repetition: int) -> Journal:
    """Write the post of a new day."""
    return Journal((*journal.posts, make_post(posts + repetition - 1)))


_EDITS: dict[str, Callable[[Journal, int, int], Journal]] = {
    "body": _edit_body,
    "title": _edit_title,
    "delete": _delete,
    "add": _add,
}

SCENARIOS = (NO_OP, *_EDITS, CLEAN)
"""What is measured, in the order of a repetition."""


def _edit(journal: Journal, number: int, edit: Callable[[Paper], Paper]) -> Journal:
    """Change the first paper of a post."""
    day = make_post(number).day
    return Journal(
        tuple(
            replace(post, papers=(edit(post.papers[0]), *post.papers[1:]))
            if post.day == day
            else post
            for post in journal.posts
        )
    )
