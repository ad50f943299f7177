"""A made-up author, who writes from a random generator alone: so a seed writes the same again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from benchmarks.fuzz import pieces

_SYLLABLES = ("ba", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "za", "dri")
_HANGUL = ("가", "나", "람", "봄", "숲", "강", "달", "별", "논", "문")

OWN_WORD = re.compile(rf"(?:{'|'.join(_SYLLABLES)}){{4}}|[{''.join(_HANGUL)}]{{3}}")
"""A word of an author's own, folded."""

ANY = (*pieces.HTML, *pieces.MARKDOWN, *pieces.DIALECTS, *pieces.CHARACTERS)

Write = Callable[[], str]


class Author:
    """Writes words that stand nowhere else in its text, among what is hostile."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._words = 0

    # Words ------------------------------------------------------------------------------------

    def word(self) -> str:
        """Write a word that nobody has written before: four syllables, or three of Hangul."""
        self._words += 1
        syllables, count = (_HANGUL, 3) if self.random.random() < 0.2 else (_SYLLABLES, 4)
        return _number_in(syllables, self._words, count)

    def words(self, most: int = 6) -> str:
        """Write some words."""
        return " ".join(self.word() for _ in range(self.random.randint(1, most)))

    def one_of(self, choices: Sequence[str]) -> str:
        """Choose."""
        return self.random.choice(choices)

    def maybe(self, chance: float) -> bool:
        """Throw dice."""
        return self.random.random() < chance

    def any_of(self, *ways: Write) -> str:
        """Write in one of these ways."""
        return self.random.choice(ways)()

    def mixed(self, hostile: Sequence[str], most: int = 8) -> str:
        """Write words and hostile pieces, in any order, with and without blanks between."""
        parts = []
        for _ in range(self.random.randint(1, most)):
            parts.append(self.word() if self.maybe(0.5) else self.one_of(hostile))
            parts.append(self.one_of((" ", " ", " ", "")))
        return "".join(parts).strip()

    # Posts ------------------------------------------------------------------------------------

    def post(self) -> str:
        """Write a post, as people and attackers do."""
        blocks = [self.block() for _ in range(self.random.randint(0, 10))]
        body = "".join(block + self.one_of(("\n\n", "\n\n", "\n\n", "\n")) for block in blocks)
        return (self.front_matter() if self.maybe(0.4) else "") + body

    def block(self) -> str:
        """Write a block of Markdown or of one of its dialects."""
        return self.any_of(
            self.paragraph,
            self.paragraph,
            self.heading,
            self.review,
            self.fields,
            self.items,
            self.table,
            self.code,
            self.nested,
            self.around,
            self.formula,
        )

    def paragraph(self) -> str:
        """Write lines of text, some of them hostile."""
        lines = [
            self.any_of(self.words, lambda: self.mixed(ANY), self.link)
            for _ in range(self.random.randint(1, 4))
        ]
        return "\n".join(lines)

    def heading(self) -> str:
        """Write a heading, in either form."""
        text = self.any_of(self.words, self.link, lambda: self.mixed(ANY))
        if self.maybe(0.1):
            return f"{text}\n==="
        return f"{'#' * self.random.randint(1, 7)} {self.one_of(('', '1. ', '12) '))}{text}"

    def link(self) -> str:
        """Write a link, a picture or a bare address."""
        address = self.one_of((*pieces.IDS, *pieces.ADDRESSES))
        title = self.one_of(("", "", f' "{self.word()}"'))
        forms = (
            f"[{self.words(3)}]({address}{title})",
            f"![{self.word()}]({address})",
            f"<{address}>",
            f"{self.word()} {address}",
            f"[{self.one_of(pieces.LABELS)}](<{address}>)",
            f"<a href='{address}'>{self.word()}</a>",
            f"[{self.word()}][{self.word()}]",
        )
        return self.one_of(forms)

    def review(self) -> str:
        """Write a section on a paper, as journals have it before an import."""
        number = self.one_of(("", "1. ", "Paper 3: "))
        head = f"## {number}[{self.words(4)}]({self.one_of(pieces.IDS)})"
        parts = [head, self.fields() if self.maybe(0.5) else "", self.paragraph()]
        return self.one_of(("\n\n", "\n")).join(filter(None, parts))

    def fields(self) -> str:
        """Write lines of ``label: value``."""

        def line() -> str:
            value = self.any_of(
                self.words, self.link, lambda: self.mixed((*pieces.NUMBERS, *pieces.IDS))
            )
            mark = self.one_of(("", "- ", "> ", "**"))
            return f"{mark}{self.one_of(pieces.LABELS)}{'**' if mark == '**' else ''}: {value}"

        return "\n".join(line() for _ in range(self.random.randint(1, 4)))

    def items(self) -> str:
        """Write a list, nested anyhow."""
        return "\n".join(
            "  " * self.random.randint(0, 4)
            + self.one_of(("- ", "* ", "1. ", f"{self.one_of(pieces.NUMBERS)}. ", "- [ ] "))
            + self.any_of(self.words, self.link, lambda: self.mixed(ANY, 4))
            for _ in range(self.random.randint(1, 6))
        )

    def table(self) -> str:
        """Write a table whose rows need not be alike."""

        def row() -> str:
            cells = (self.any_of(self.word, self.link) for _ in range(self.random.randint(1, 4)))
            return "| " + " | ".join(cells) + self.one_of((" |", ""))

        rows = [row() for _ in range(self.random.randint(1, 4))]
        return "\n".join([row(), self.one_of(("| --- | --- |", "|:-:|", "---|---|---")), *rows])

    def code(self) -> str:
        """Write a fence, which may be closed or not."""
        mark = self.one_of(("```", "````", "~~~", ":::", "::::"))
        info = self.one_of(
            ("", "python", "js {1,3-9}", f"py {{{pieces.DIGITS}}}", "{note}", "note")
        )
        closing = self.one_of((mark, mark, mark[:-1], mark + mark[0], ""))
        return f"{mark}{info}\n{self.mixed(ANY)}\n{closing}"

    def nested(self) -> str:
        """Nest one thing in itself, a few times or very often."""
        opening, closing = self.random.choice(
            (
                *(("<details>\n<summary>s</summary>\n\n", "\n\n</details>\n"), ("> ", "")),
                *(("<ul><li>", "</li></ul>"), ("<table><tr><td>", "</td></tr></table>")),
                *(("<div>\n\n", "\n\n</div>"), ("[", "]"), ("{", "}"), ("(", ")"), ("<b>", "</b>")),
                *(("{{< x >}}", "{{< /x >}}"), (":::note\n", "\n:::"), ("**", "**"), ("$", "$")),
                *(("\\{", "\\}"), ("![[", "]]"), ("<!-- ", " -->"), ("- ", ""), ("`", "`")),
            )
        )
        times = self.random.choice((2, 3, 5, 12, 60, 300))
        return (
            opening * times + self.words(3) + closing * max(0, times + self.random.randint(-1, 1))
        )

    def around(self) -> str:
        """Put a block between two pieces that may open and close something."""
        return f"{self.one_of(ANY)}\n{self.paragraph()}\n{self.one_of(ANY)}"

    def formula(self) -> str:
        """Write a formula, of TeX that draws or does more."""
        left, right = self.random.choice(
            (
                ("$", "$"),
                ("$$\n", "\n$$"),
                ("\\(", "\\)"),
                ("$$", ""),
                ("\\[", "\\]"),
                ("`\\(", "\\)`"),
            )
        )
        return f"{self.word()} {left}{self.mixed(pieces.TEX)}{right} {self.word()}"

    def front_matter(self) -> str:
        """Write YAML or TOML that nobody checked."""
        if self.maybe(0.2):
            lines = [f"{self.one_of(pieces.KEYS)} = {self.value()}" for _ in range(3)]
            return "\n".join(["+++", *lines, "+++", ""])
        lines = [
            f"{self.one_of(pieces.KEYS)}: {self.value()}" for _ in range(self.random.randint(0, 5))
        ]
        closing = self.one_of(("---\n", "---\n", "---\n", "...\n", ""))
        return "\n".join(["---", *lines, closing])

    def value(self) -> str:
        """Write a value of front matter."""
        return self.any_of(
            self.words,
            lambda: f'"{self.words()}"',
            lambda: self.mixed(pieces.YAML, 4),
            lambda: self.mixed((*pieces.CHARACTERS, *pieces.NUMBERS), 4),
            lambda: f"\n  - {self.word()}\n  - {self.mixed(pieces.YAML, 2)}",
        )


def _number_in(digits: Sequence[str], number: int, length: int) -> str:
    """Write a number with syllables for digits, the last one first."""
    written = ""
    for _ in range(length):
        number, digit = divmod(number, len(digits))
        written += digits[digit]
    return written
