"""What posts without a review begin with: it shows their author why none was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

_MOST = 3
"""How many shapes are worth showing."""

_LONGEST = 40
"""Of what is called a label, in characters."""

_COMMENT = "%"

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]{0,200})\]\(<?(?P<url>https?://[^\s<>()]+)|(?P<bare>https?://[^\s<>()\]]+)"
)
_MARKS = re.compile(r"^[\s#>*+\-\d.)]+|[*_`<\[\]]+|[\s(]+$")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class FirstLink:
    """The first link of a post."""

    before: str
    """The words before it, on its line."""
    text: str
    """What it shows; ``""`` where that is its address."""
    host: str


def first_link(text: str) -> FirstLink | None:
    """Find the first link of a post; None where it has none."""
    front = _FRONT.match(text)
    for line in text[front.end() if front else 0 :].splitlines():
        found = None if line.startswith(_COMMENT) else _LINK.search(line)
        if found:
            host = _host(found["url"] or found["bare"])
            return FirstLink(_label(line[: found.start()]), _label(found["text"] or ""), host)
    return None


def shapes_of(links: Sequence[FirstLink | None]) -> Mapping[str, int]:
    """Give the commonest shapes of the first links of posts, and in how many posts each is.

    Words that no other post has are of that post, and no part of a shape.
    """
    known = [link for link in links if link]
    befores, texts = Counter(link.before for link in known), Counter(link.text for link in known)
    shapes = Counter("no link" for link in links if link is None)
    for link in known:
        before = f"{link.before} " if link.before and befores[link.before] > 1 else ""
        text = link.text if texts[link.text] > 1 else "…"
        address = f"https://{link.host}/…"
        shapes[f"{before}[{text}]({address})" if link.text else f"{before}<{address}>"] += 1
    return dict(sorted(shapes.items(), key=lambda one: (-one[1], one[0]))[:_MOST])


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # `https://[x`
        return ""


def _label(text: str) -> str:
    if len(text) > 5 * _LONGEST:
        return ""
    words = _SPACES.sub(" ", _MARKS.sub("", text)).strip()
    return words if len(words) <= _LONGEST else ""
