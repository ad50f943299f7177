"""What a browser would do with a page: where its links lead, what it runs, what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

_RUNNING = re.compile(r"(?:javascript|vbscript|data):", re.IGNORECASE)
_UNSEEN = re.compile(r"^[\x00-\x20]+|[\t\n\r]+")
"""What a browser takes out of an address before it looks at the scheme (WHATWG URL, 4.4)."""

_LEADING = frozenset({"href", "src", "action", "formaction", "xlink:href", "data", "poster"})

_IN_TEX = re.compile(r"\\(?:href|style|require|input|write18|cssId|class|unicode|def)\b")

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


class Page(HTMLParser):
    """Reads a page, and keeps what may run in it and all that it says."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.said: list[str] = []
        """Texts and attributes, unescaped."""
        self._open: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes of an element."""
        for name, value in attrs:
            self.said.append(value or "")
            self.faults += self._faults(name, value or "")
        if tag not in _VOID:
            self._open.append((tag, dict(attrs).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        """Close all that is open within."""
        places = [at for at, (name, _) in enumerate(self._open) if name == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        """Look at a text, and where it stands."""
        self.said.append(data)
        tag, classes = self._open[-1] if self._open else ("", "")
        if tag in ("script", "style") and "fuzz" in data:
            self.faults.append(f"<{tag}> with {data[:80]!r}")
        if "math" in classes.split() and _IN_TEX.search(data):
            self.faults.append(f"a formula with {data[:80]!r}")

    def _faults(self, name: str, value: str) -> Iterator[str]:
        address = _UNSEEN.sub("", value)
        if name in _LEADING and _RUNNING.match(address) and "fuzz" in value:
            yield f"{name}={value[:80]!r}"
        if (name.startswith("on") or name == "srcdoc") and "fuzz" in value:
            yield f"{name}={value[:80]!r}"
        if name == "style" and ("url(" in value or "expression" in value):
            yield f"{name}={value[:80]!r}"
