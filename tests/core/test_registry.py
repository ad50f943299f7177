from __future__ import annotations

import dataclasses
import pickle
from dataclasses import dataclass

import pytest

from sphinx_paperreview.core.registry import Registry


@dataclass(frozen=True, slots=True)
class Thing:
    key: str
    name: str
    aliases: tuple[str, ...] = ()


def first_word(name: str) -> str:
    return name.casefold().split("(")[0].strip()


def table(*things: Thing) -> Registry[Thing]:
    return Registry(things, (str.casefold, first_word))


ARXIV = Thing("arxiv", "arXiv", ("ArXiv.org",))
MIRROR = Thing("mirror", "arXiv (mirror)")


@pytest.mark.parametrize("name", ["arXiv", "ARXIV.ORG", "arxiv", "Arxiv (any)"])
def test_finds_by_name_alias_and_key(name: str) -> None:
    """Any name of an entry, in any spelling that folds to the same, finds it."""
    assert table(ARXIV).find(name) is ARXIV


@pytest.mark.parametrize("name", ["", "arxi", "arxivorg"])
def test_finds_nothing_else(name: str) -> None:
    """A part of a name, or no name, is not a name."""
    assert table(ARXIV, Thing("x", "", ("",))).find(name) is None


def test_get_takes_the_exact_key_only() -> None:
    """A key is looked up as it is written; folding is for what people type."""
    assert table(ARXIV).get("arxiv") is ARXIV
    assert table(ARXIV).get("arXiv") is None


def test_a_stricter_folding_wins() -> None:
    """An entry's own exact name is found before one that only folds to the same."""
    for things in [(ARXIV, MIRROR), (MIRROR, ARXIV)]:
        assert table(*things).find("arXiv (Mirror)") is MIRROR
        assert table(*things).find("arXiv") is ARXIV


def test_the_earlier_entry_wins() -> None:
    """A claimed name belongs to the first who claims it; a second entry of one key is no entry."""
    other = Thing("other", "arxiv", ("Other",))
    again = Thing("arxiv", "Second")
    found = table(ARXIV, other, again)
    assert found.find("arXiv") is ARXIV
    assert found.find("Other") is other
    assert found.find("Second") is None
    assert tuple(found) == (ARXIV, other)
    assert len(found) == 2


def test_conflicts_name_winner_and_loser() -> None:
    """A name that two entries claim is reported once, with both."""
    other = Thing("other", "Other", ("ARXIV.org",))
    assert list(table(ARXIV, other).conflicts()) == [("ARXIV.org", ARXIV, other)]


def test_no_conflict_within_an_entry_or_under_a_looser_folding() -> None:
    """An alias equal to the own name is harmless, and so is what only a looser folding merges."""
    assert not list(table(Thing("a", "A", ("a", "A")), ARXIV, MIRROR).conflicts())


@pytest.mark.parametrize(
    "slip",
    [
        "openrevew",  # a letter too few
        "openreviiew",  # one too many
        "openrevoew",  # a wrong one
        "openreveiw",  # two that changed places
        "OPENREVEIW",
        "Semantic Schollar",
        "Semantci Scholar",
    ],
)
def test_nearest_finds_one_slip(slip: str) -> None:
    """One slip in one long word is recognised."""
    entry = Thing("x", "OpenReview", ("Semantic Scholar",))
    assert table(ARXIV, entry).nearest(slip) is entry


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("OpenReview", "OpenReview"),  # known
        ("OpenReview", "openreview (2)"),  # known by a looser folding
        ("OpenReview", "openrvew"),  # two slips
        ("OpenReview", "xpenreview"),  # the first letter
        ("Semantic Scholar", "Semantoc Scholer"),  # two words
        ("Semantic Scholar", "Semantic"),  # a word less
        ("Semantic Scholar", "Semantic Schollar (old)"),  # more, which only a looser folding drops
        ("Nature", "Mature"),
        ("Nature", "Natura"),  # a short word
        ("Version10", "Version11"),  # a digit
        ("南洋理工大学学报", "南京理工大学学报"),
        ("한국과학기술연구원", "한국과학기슬연구원"),
        ("OpenReview", ""),
        ("OpenReview", "   "),
    ],
)
def test_nearest_is_silent_when_in_doubt(name: str, other: str) -> None:
    """What may be another real name is not taken for a slip."""
    assert table(Thing("x", name)).nearest(other) is None


def test_nearest_is_silent_between_two() -> None:
    """Equally near to two entries is near to none; two names of one entry are no two."""
    one, two = Thing("a", "Database"), Thing("b", "Databasa")
    assert table(one, two).nearest("Databas") is None
    assert table(dataclasses.replace(one, aliases=("Databasa",))).nearest("Databas") is not None


def test_is_a_value() -> None:
    """A registry cannot be changed, equals its like, and survives pickling (parallel builds)."""
    registry = table(ARXIV, MIRROR)
    with pytest.raises(dataclasses.FrozenInstanceError):
        registry.entries = ()  # type: ignore[misc]  # that is the point
    again = pickle.loads(pickle.dumps(registry))
    assert again == registry == table(ARXIV, MIRROR)
    assert again.find("arxiv.org") == ARXIV
