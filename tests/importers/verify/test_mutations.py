"""What is taken from a result, whatever it is, is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from sphinx_paperreview.importers.convert import convert
from sphinx_paperreview.importers.dialects import DIALECTS
from sphinx_paperreview.importers.verify.compare import verify
from tests.seeds import cases_folder, seeds_folder

URL = "https://arxiv.org/abs/2503.0100"

HEADINGS = f"""# March

Before all of it stands a remark.

## 1. [Lamps for the Night]({URL}1) `tencent`
### A remark about light

> [Code](https://github.com/lamp/lamp) [Project](https://lamp.github.io)

First sentence, with [a link](https://example.org/first) and `code`.

![One](img/one.png)

### Method

- apples *and* pears
- plums, see [the other one](#second)

| Model | Score |
|---|---|
| Wick | 12.5 |
| Flame | 14.7 |

## 2. [Second Thoughts on Wicks]({URL}2)

Authors: Ada Lovelace, Bo Peep
Venue: NeurIPS 2024

Last sentence goes here, as [Peep says](https://example.org/peep).

```python
lamps = 3
for wick in lamps:
    burn(wick)
```

# Afterwards

Goodbye.
"""

LIST = f"""# Papers of a year

## Light

- [Attic] [Lamps for the Night]({URL}1) [[code](https://github.com/lamp/lamp)] brief remark
- [Cellar] [Second Thoughts on Wicks]({URL}2) (ICLR 2024)
- Candles in Drafts [[Paper]({URL}3)] [[Video](https://youtu.be/abcdefghijk)]

## Other things

1. kept item, with [a link](https://example.org/kept)
2. last item
"""

TABLE = f"""# Papers

| Title | Venue | Remark |
|---|---|---|
| [Lamps for the Night]({URL}1) | ICLR 2024 | bright |
| [Second Thoughts on Wicks]({URL}2) | ACL 2023 | dim light |

| Word | Meaning |
|---|---|
| wick | thread |
| flame | fire |

Goodbye.
"""

FIELDS = f"""# Paper

* **Title**: Lamps for the Night
* **Authors**: Ada Lovelace, Bo Peep
* **Link**: {URL}1
* **Year**: 2025

# Summary

* What is it about?
    * Burning oil, slowly ![Oil](img/oil.png "Oil in a lamp")
* 結果 is better: $x_{{low}} < \\frac{{1}}{{2}}$

<details><summary>Folded away</summary>

Hidden sentence.

</details>
"""

CHINESE = f"""---
title: 灯的报告
date: 2025-03-14
resource:
  arxiv: {URL}1
---

# 灯的报告

## 来源

- 标题：Lamps for the Night
- 团队：Attic，与朋友们
- 代码：<https://github.com/lamp/lamp>

## 核心结论

这是 **一盏** 灯，见 [概念](../concepts/lamp.md)。

> 引用 论文 图

![图](https://example.org/lamp.png)
"""

VAULT = """# A vault

- [[#Wicks]]
- [[#Lamps in a row]]

[[Slides](slides.pdf)] of the talk, and [[#Wicks|what burns]].

![[the big lamp.png]]

## Wicks

Burn them.

## Lamps in a row

They glow.
"""

SHAPES = {
    "headings": HEADINGS,
    "list": LIST,
    "table": TABLE,
    "fields": FIELDS,
    "chinese": CHINESE,
    "vault": VAULT,
}

_MARKUP = re.compile(
    r"""
      !\[[^\]]*\](?:\([^()]*\))? | \]\([^()]*\) | https?://[^\s>]+ | ^\([^()]+\)=$
    | \A---\n(?:.*\n)*?---\n | ^[ ]*[:`]{3,}.*$
    | ^\s*:[a-z]+: | \{[^{}]*\}(?=`)             # names of options, of roles
    | ^\s*(?:[-*]\s+)?\d+[.)]\s | ^\#\#?[ ]\d+   # numbers
    | <[^<>]*> | \[\[[^\]]*\|
    | ^\*\*[^*]+:\*\*                             # a column, which each of its cells names
    | ^\#[ ].*$                                  # the name of the file, if nothing else is there
    """,
    re.VERBOSE | re.MULTILINE,
)
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+|[^\W\d_A-Za-zÀ-ɏ]+|\d+")
_LINK = re.compile(r"(?<![!\]])\[([^\[\]]+)\]\([^()\s]+\)")
_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]+\)")
_CELL = re.compile(r"(?<=\|)[ ]*\w[^|\n]*(?=\|)")
_HEADING = re.compile(r"^#{2,6} .*$", re.MULTILINE)
_CODE = re.compile(r"(?<=\n)[^\n`]*\w[^\n`]*\n(?=(?:[^`]*\n)?```\n)")


def mutations(text: str) -> Iterator[tuple[str, str]]:
    """Give what is taken out, and the text without it."""
    body = text.index("\n---\n", 4) if text.startswith("---\n") else 0
    markup = [found.span() for found in _MARKUP.finditer(text)]
    for found in _WORD.finditer(text, body):
        if not any(start <= found.start() < end for start, end in markup):
            yield f"word {found[0]!r} at {found.start()}", cut(text, found)
    for found in _LINK.finditer(text, body):
        yield f"link {found[0]!r}", cut(text, found, found[1])
    for pattern in (_PICTURE, _CELL, _HEADING, _CODE):
        for found in pattern.finditer(text, body):
            yield f"all of {found[0]!r}", cut(text, found)


def cut(text: str, found: re.Match[str], instead: str = "") -> str:
    return text[: found.start()] + instead + text[found.end() :]


@pytest.mark.parametrize("name", SHAPES)
def test_whatever_is_taken_from_a_post_is_told(name: str) -> None:
    """Each word, link, picture, cell, heading and line of code, one at a time."""
    source = SHAPES[name].encode()
    result = convert(source, "post.md", dialect=DIALECTS["markdown"]).text
    assert verify(source, result) == ()
    tried = [*mutations(result)]
    assert len(tried) > 15
    assert [what for what, mutated in tried if not verify(source, mutated)] == []


def _told(posts: Iterable[tuple[bytes, str]], *, every: int) -> tuple[int, list[str]]:
    """Count what is tried, one of so many, and give what is not told."""
    tried = 0
    untold = []
    for source, result in posts:
        for what, mutated in [*mutations(result)][::every]:
            tried += 1
            if not verify(source, mutated):
                untold.append(what)
    return tried, untold


def _read(paths: Iterable[Path]) -> Iterator[tuple[bytes, str]]:
    for path in paths:
        if path.suffix in (".md", ".txt", ".mdx"):
            source = path.read_bytes()
            yield source, convert(source, path.name).text


def test_nearly_all_that_is_taken_from_real_posts_is_told() -> None:
    tried, untold = _told(_read(sorted(seeds_folder().glob("*.txt"))), every=7)
    assert len(untold) <= 0.01 * tried, untold


def test_nearly_all_that_is_taken_from_shapes_met_is_told() -> None:
    """But for what the front matter says still, and for the names that an import gives to links."""
    paths = sorted(cases_folder("moving-in").rglob("*.md"))
    posts = _read(path for path in paths if path.name != "README.md")
    tried, untold = _told((post for post in posts if not post[0].startswith(b"---")), every=1)
    assert len(untold) <= 0.04 * tried, untold


def test_what_values_fill_in_is_told_too() -> None:
    source = "![]({{ site.baseurl }}/img/lamp.png) [{{ page.who }}](https://example.org/lamp)\n"
    result = "![](../img/lamp.png) [Park](https://example.org/lamp)\n"
    for part in ("![](../img/lamp.png)", "(https://example.org/lamp)"):
        assert verify(source.encode(), result.replace(part, "")) != ()
