"""Make an input smaller while it shows the same fault."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.fuzz.target import Input

Fails = Callable[[Input], bool]


def reduce(given: Input, fails: Fails, trials: int) -> Input:
    """Leave out files, then lines, then bytes, as long as the fault stays.

    Args:
        given: An input that fails.
        fails: Tells whether another one fails alike.
        trials: How many inputs to try at the most.
    """
    return _Reduction(given, fails, trials).run()


class _Reduction:
    def __init__(self, given: Input, fails: Fails, trials: int) -> None:
        self.given = dict(given)
        self.fails = fails
        self.left = trials

    def run(self) -> Input:
        """Go through all files until nothing can be left out any more."""
        before = None
        while before != self.given and self.left:
            before = dict(self.given)
            for name in before:
                self._shrink(name, self.given[name].splitlines(keepends=True))
                data = self.given[name]
                self._shrink(name, [data[i : i + 1] for i in range(len(data))])
        return self.given

    def _shrink(self, name: str, parts: Sequence[bytes]) -> None:
        """Leave out stretches of parts: first half of them, at last single ones."""
        kept, size = list(parts), max(1, len(parts) // 2)
        while kept and size:
            at = 0
            while at < len(kept):
                fewer = kept[:at] + kept[at + size :]
                if self._try(name, b"".join(fewer)):
                    kept = fewer
                else:
                    at += size
            size //= 2

    def _try(self, name: str, data: bytes) -> bool:
        if not self.left:
            return False
        self.left -= 1
        smaller = {**self.given, name: data}
        if not self.fails(smaller):
            return False
        self.given = smaller
        return True
