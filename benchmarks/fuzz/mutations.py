"""Damage to bytes that were well written."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.fuzz import pieces

Mutation = Callable[[bytes, Random], bytes]

_HOSTILE = tuple(
    piece.encode("utf-8", "surrogatepass")
    for piece in (
        *(*pieces.CHARACTERS, *pieces.MARKDOWN, *pieces.HTML, *pieces.YAML, *pieces.DIALECTS),
        *("\ud800", "\udfff", "\r", "\r\n", "\n", "\n\n"),
    )
)
_BROKEN = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x80", b"\xc3", b"\xf5\x80", b"\xb0\xa1")


def mutate(data: bytes, random: Random) -> bytes:
    """Damage some bytes once to four times."""
    for _ in range(random.randint(1, 4)):
        data = random.choice(_MUTATIONS)(data, random)
    return data


def _flip(data: bytes, random: Random) -> bytes:
    """Flip a bit."""
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << random.randrange(8))]) + data[at + 1 :]


def _insert(data: bytes, random: Random) -> bytes:
    """Put in something hostile."""
    at = random.randint(0, len(data))
    return data[:at] + random.choice((*_HOSTILE, *_BROKEN)) + data[at:]


def _cut(data: bytes, random: Random) -> bytes:
    """Take out a stretch."""
    start, end = _stretch(data, random)
    return data[:start] + data[end:]


def _splice(data: bytes, random: Random) -> bytes:
    """Copy a stretch to another place."""
    start, end = _stretch(data, random)
    at = random.randint(0, len(data))
    return data[:at] + data[start:end] + data[at:]


def _repeat(data: bytes, random: Random) -> bytes:
    """Repeat a short stretch, up to about ten thousand bytes."""
    start, end = _stretch(data, random)
    end = min(end, start + 40)
    times = random.choice((2, 3, 10, 200))
    return data[:end] + data[start:end] * times + data[end:]


def _swap_lines(data: bytes, random: Random) -> bytes:
    """Bring two lines into each other's place."""
    lines = data.split(b"\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _other_ends(data: bytes, random: Random) -> bytes:
    """End all lines otherwise."""
    return data.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\r", b"\n\n")))


def _indent(data: bytes, random: Random) -> bytes:
    """Indent all lines of a stretch."""
    start, end = _stretch(data, random)
    mark = random.choice((b"\n  ", b"\n    ", b"\n\t", b"\n> "))
    return data[:start] + data[start:end].replace(b"\n", mark) + data[end:]


_MUTATIONS: tuple[Mutation, ...] = (
    *(_flip, _insert, _insert, _cut, _splice, _repeat, _swap_lines, _other_ends, _indent),
)


def _stretch(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.choice((1, 4, 20, 100, 1_000)))
