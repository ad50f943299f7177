"""Values of ``conf.py`` that nobody expects, and files of organisations."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.fuzz import pieces
from benchmarks.fuzz.author import Author

_SIMPLE = (
    *("None", "True", "False", "...", "0", "-1", "1", "3", "10**30", "10**5000", "-0.0", "1e999"),
    *(
        "float('nan')",
        "1j",
        "''",
        "' '",
        "'papers'",
        "'ko'",
        "'mathml'",
        "b'x'",
        "bytearray(3)",
        "[]",
    ),
    *(
        "()",
        "{}",
        "set()",
        "frozenset({'org'})",
        "object()",
        "object",
        "len",
        "print",
        "range(10**9)",
    ),
    *(
        "iter([1])",
        "(x for x in 'ab')",
        "__import__('os')",
        "__import__('pathlib').Path('a')",
        "'a'*9999",
    ),
    *(
        "(lambda a: (a.append(a), a)[1])([])",
        "(lambda d: (d.update(d=d), d)[1])({})",
        "['org', 'tag']",
    ),
    *("__import__('sphinx.locale').locale._('papers')", "__import__('decimal').Decimal('sNaN')"),
    *(
        "type('S', (str,), {})('papers')",
        "type('I', (int,), {})(3)",
        "memoryview(b'x')",
        "NotImplemented",
    ),
    *("__import__('enum').Enum('E', 'A').A", "__import__('datetime').date(2025, 11, 27)", "[[]]*3"),
)

_KEYS = ("label", "icon", "urls", "mine", "arxiv", "huggingface", "doi", "x y", "")

_TEXTS = (
    *(
        "https://e.example/{value}",
        "https://e.example/{value}/{lang}",
        "https://{value}.example/",
        "{",
    ),
    *(
        "https://e.example/{value}{",
        "javascript:{value}",
        "https://e.example/{value.__class__}",
        "link",
    ),
    *(
        "//e.example/{value}",
        "https://e.example/{value!r:>9999}",
        "https://e.example/{0}",
        "}{",
        "ko",
    ),
    *(
        "../x",
        "a/b",
        "/",
        ".",
        "..",
        "_static",
        "index",
        "papers/index.html",
        "post",
        "page",
        "a b",
        "%41",
    ),
    *(
        "ignore",
        "warn",
        "suggest",
        "arxiv",
        "pdf",
        "alphaxiv",
        "org",
        "tag",
        "venue",
        "month",
        "source",
    ),
    *(*pieces.CHARACTERS, *pieces.ADDRESSES, *pieces.NUMBERS, *pieces.HTML, *pieces.TEX),
)


class Configurator(Author):
    """Writes configurations and files of organisations."""

    def expression(self, depth: int = 0) -> str:
        """Write a value in Python."""
        ways: tuple[Callable[[], str], ...] = (
            lambda: self.one_of(_SIMPLE),
            self._text,
            lambda: self._list(depth),
            lambda: self._mapping(depth),
            self._definitions,
        )
        return self.any_of(*ways[: 2 if depth > 2 else None])

    def _text(self) -> str:
        # Escaped: no file of Python may hold half a character.
        return ascii(self.one_of((self.one_of(_TEXTS), self.mixed(_TEXTS, 3))))

    def _list(self, depth: int) -> str:
        return f"[{self._items(lambda: self.expression(depth + 1))}]"

    def _mapping(self, depth: int) -> str:
        def pair() -> str:
            key = ascii(self.one_of(_KEYS)) if self.maybe(0.8) else self.one_of(_SIMPLE[:12])
            return f"{key}: {self.expression(depth + 1)}"

        return f"{{{self._items(pair)}}}"

    def _items(self, write: Callable[[], str]) -> str:
        return ", ".join(write() for _ in range(self.random.randint(0, 4)))

    def _definitions(self) -> str:
        """Write sources that are nearly right."""
        label, icon, url = (
            self._text() if self.maybe(0.4) else right
            for right in (repr(self.word()), "'link'", "'https://e.example/{value}'")
        )
        scheme = ascii(self.one_of(("arxiv", "doi", "url", "isbn", "nothing")))
        key = ascii(self.one_of(_KEYS))
        return f"{{{key}: {{'label': {label}, 'icon': {icon}, 'urls': {{{scheme}: {url}}}}}}}"

    def orgs(self) -> str:
        """Write a file of organisations."""
        return "\n".join(self._org() for _ in range(self.random.randint(0, 4)))

    def _org(self) -> str:
        key = self.one_of(
            ("mine", "nvidia", '"z.ai"', "a.b", '""', self.word(), '"' + "x" * 500 + '"')
        )
        fields = ("name", "aliases", "color", "url", "logo", "parent", "misspellings", "x")
        lines = [
            f"{self.one_of(fields)} = {self._toml()}" for _ in range(self.random.randint(0, 5))
        ]
        return "\n".join([f"[{key}]", f'name = "{self.word()}"', *lines])

    def _toml(self) -> str:
        text = self.one_of((self.word(), "#123456", "nvidia", "mine", self.one_of(_TEXTS)))
        quoted = f"'{text}'" if "'" not in text else f'"""{text}"""'
        return self.one_of(
            (quoted, quoted, f"[{quoted}]", "1", "true", "[]", "{a = 1}", "1979-05-27")
        )
