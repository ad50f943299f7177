"""The importer: what it makes of a post, and how it compares the two."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from benchmarks.fuzz.author import OWN_WORD, Author
from benchmarks.fuzz.mutations import mutate
from benchmarks.fuzz.target import Input, Problem, Target
from sphinx_paperreview.importers.convert import Imported, convert
from sphinx_paperreview.importers.dialects import DIALECTS
from sphinx_paperreview.importers.verify.compare import verify
from sphinx_paperreview.importers.verify.source import read_source
from sphinx_paperreview.importers.verify.units import fold

POST, DIALECT, RESULT = "post.md", "dialect", "result.md"

_TIMES, _MORE = 5, 10_000
"""So many times as long as a post, and so many characters more, may be what becomes of it."""


def _post(random: Random) -> bytes:
    """Write a post; half of them are damaged."""
    data = Author(random).post().encode("utf-8", "surrogatepass")
    return mutate(data, random) if random.random() < 0.5 else data


# Conversion ---------------------------------------------------------------------------------------


def _make_post(random: Random) -> Input:
    return {POST: _post(random), DIALECT: random.choice(["", *DIALECTS]).encode()}


def _check_conversion(given: Input) -> Problem | None:
    data, dialect = given[POST], DIALECTS.get(given[DIALECT].decode())
    imported = convert(data, POST, dialect=dialect)
    result = imported.text
    if len(result) > _TIMES * len(data) + _MORE:
        return Problem("grows", f"{len(data)} bytes have become {len(result)} characters")
    differences = verify(data, result)
    lost = sorted(set(_lost(data, imported))) if differences else []
    if lost:
        told = "; ".join(f"{item.line}: {item.message[:200]}" for item in differences[:3])
        return Problem("loses words", f"{' '.join(lost[:8])}: {told}")
    return None


def _lost(data: bytes, imported: Imported) -> Iterator[str]:
    """Give the author's words that the comparison misses, and that nobody tells of.

    In text that nobody can make sense of it also misses words that have changed places: those are
    not counted. A word may stand in a note, such as the language of code that nobody knows.
    """
    said = "\n".join([imported.text, *(note.message for note in imported.notes)])
    source, there = read_source(data), f"{fold(said)}\n{said.casefold()}"
    for unit in (*source.front, *source.units):
        if not unit.optional and OWN_WORD.fullmatch(unit.text) and unit.text not in there:
            yield unit.text


def _repeat(given: Input, times: int) -> Input:
    return {**given, POST: b"\n\n".join([given[POST]] * times)}


CONVERT = Target("convert", _make_post, _check_conversion, 5, 1_500, _repeat)


# Comparison ---------------------------------------------------------------------------------------


def _make_pair(random: Random) -> Input:
    """Begin with a line of plain words, of which a check may take one away."""
    author = Author(random)
    plain = " ".join(author.word() for _ in range(random.randint(2, 8)))
    data = author.post().encode("utf-8", "surrogatepass")
    data = mutate(data, random) if random.random() < 0.5 else data
    other = mutate(data, random) if random.random() < 0.5 else _post(random)
    return {POST: plain.encode() + b"\n\n" + data, RESULT: other}


def _check_comparison(given: Input) -> Problem | None:
    data, other = given[POST], given[RESULT].decode("utf-8", "surrogateescape")
    verify(data, other)
    text = "\n".join(read_source(data).lines)
    if differences := verify(data, text):
        return Problem("differs from itself", differences[0].message[:200])
    plain, _, rest = text.partition("\n")
    words = plain.split()
    word = words[len(rest) % len(words)] if words else ""
    without = " ".join(other for other in words if other != word)
    if (
        OWN_WORD.fullmatch(word)
        and word not in fold(rest)
        and not verify(data, f"{without}\n{rest}")
    ):
        return Problem("misses a loss", f"{word} is gone, and nobody says so")
    return None


VERIFY = Target("verify", _make_pair, _check_comparison, 5, 300, _repeat)
