"""A post that is MyST already runs nothing, shows no file from outside, and loses no word."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent

import pytest
from bs4 import BeautifulSoup
from myst_parser.config.main import read_topmatter

from sphinx_paperreview.importers.convert import Imported, convert
from sphinx_paperreview.importers.verify.kept import verify_kept
from tests.site import Site

RAW = "{raw} html\n<script>PWN()</script>\nkept"

HOSTILE = {
    "raw": f"```{RAW}\n```",
    "raw-colons": f":::{RAW}\n:::",
    "raw-tildes": f"~~~{RAW}\n~~~",
    "raw-open": f"```{RAW}",
    "raw-upper": "```{RAW} html\n<script>PWN()</script>\nkept\n```",
    "raw-latex": "```{raw} latex\n\\input{CANARY} kept\n```",
    "raw-file": "```{raw} html\n:file: CANARY\n\nkept\n```",
    "eval-rst": "```{eval-rst}\n.. raw:: html\n\n   <script>PWN()</script>\n\nkept\n```",
    "eval-rst-colons": ":::{eval-rst}\n.. include:: CANARY\n\nkept\n:::",
    "include": "```{include} CANARY\nkept\n```",
    "literalinclude": "kept\n\n```{literalinclude} CANARY\n```",
    "literalinclude-diff": "kept\n\n```{literalinclude} index.md\n:diff: CANARY\n```",
    "literalinclude-yaml": 'kept\n\n```{literalinclude} index.md\n---\ndiff: "CANARY"\n---\n```',
    "csv-file": "```{csv-table} kept\n:file: CANARY\n```",
    "csv-quotes": '```{csv-table}\n"```{raw} html\n<script>PWN()</script>\n```", kept\n```',
    "figure": "```{figure} CANARY.png\nkept\n```",
    "figure-target": "```{figure} x.png\n:target: javascript:PWN()\n\nkept\n```",
    "image": "kept\n\n```{image} CANARY.png\n```",
    "image-entity": "kept\n\n```{image} x.png\n:target: java&#115;cript:PWN()\n```",
    "download": "kept {download}`x <CANARY>`",
    "link": "kept [x](CANARY)",
    "link-reference": "kept [x][y]\n\n[y]: CANARY",
    "link-angle": "kept <path:CANARY>",
    "link-encoded": "kept [x](CANARYENCODED)",
    "picture": "kept ![x](CANARY.png)",
    "template": "kept {{ PWN() }}",
    "template-block": "{{ PWN() }}\n\nkept",
    "template-title": ":::{admonition} {{ PWN() }}\nkept\n:::",
    "template-option": "```{paper} 2511.21579\n:title: kept {{ PWN() }}\n```",
    "template-yaml": '```{paper} 2511.21579\n---\ntitle: "\\x7b\\x7b PWN() }} kept"\n---\n```',
    "template-formula": "kept ${{ PWN() }}$\n\n$$\n{{ PWN() }}\n$$",
    "template-amsmath": "\\begin{equation}\n{{ PWN() }}\n\\end{equation}\n\nkept",
    "in-note": f"````{{note}}\n```{RAW}\n```\n````",
    "in-note-colons": f"::::{{note}}\n:::{RAW}\n:::\n::::",
    "in-note-first-line": ":::{note} ```{raw} html\n<script>PWN()</script>\n```\nkept\n:::",
    "in-note-first-line-tildes": ":::{note} ~~~{raw} html\n<script>PWN()</script>\n~~~\nkept\n:::",
    "in-note-ends": "```{note}\nkept\u2028~~~{raw} html\u2028<script>PWN()</script>\u2028~~~\n```",
    "in-note-html": "```{note}\n<svg onload='PWN()'><text>kept</text></svg>\n```",
    "in-three": f":::::{{note}}\n::::{{tip}}\n~~~{RAW}\n~~~\n::::\n:::::",
    "in-div": f"::::box\n```{RAW}\n```\n::::",
    "in-cut-card": f":::::{{card}} T\n~~~text\n^^^\n~~~{RAW}\n~~~\n+++\nfoot\n:::::",
    "in-review": f"::::{{paper}} 2511.21579\n:title: T\n\n```{RAW}\n```\n::::",
    "in-footnote": f"kept[^1]\n\n[^1]: x\n\n{indent(f'```{RAW}', ' ' * 4)}\n    ```",
    "in-definition": f"Term\n: ```{RAW.replace(chr(10), chr(10) + '  ')}\n  ```",
    "in-equation": f"\\begin{{equation}}\n```{RAW}\n```\n\\end{{equation}}",
    "toctree": "kept\n\n```{toctree}\nx <javascript://%0aPWN()>\n```",
    "button": "kept\n\n```{button-link} javascript:PWN()\nx\n```",
    "badge": "kept {bdg-link-primary}`x <javascript:PWN()>`",
    "role": "```{role} html(raw)\n:format: html\n```\n\nkept {html}`<script>PWN()</script>`",
    "code-cell": "```{code-cell} python\nPWN()\nkept\n```",
    "program-output": "kept\n\n```{program-output} touch PWN\n```",
    "unknown-role": "kept {eval}`PWN()`",
    "meta": "kept\n\n```{meta}\n:http-equiv=refresh: 0;url=javascript:PWN()\n```",
    "tabularcolumns": "kept\n\n```{tabularcolumns} >{\\input{CANARY}}l\n```",
    "attributes": "{class=external}\n[kept](javascript:PWN())",
}
"""All that would run says ``PWN``; files from outside are ``CANARY``; what stays is ``kept``."""

HTML_ELSEWHERE = {
    *("in-note-html", "in-note-ends", "in-note-first-line", "in-note-first-line-tildes"),
    "in-definition",
}
"""Where a journal without definitions or colons reads HTML: its scripts go, with a note."""

AROUND = {
    "plain": ("", "", ""),
    "quote": ("> ", "> ", ""),
    "item": ("- ", "  ", ""),
    "box": ("", "", "::::::::note\n"),
}

FRONTS = {
    "myst": "myst:\n  enable_extensions: [substitution]\n  substitutions:\n    x: '{{ PWN }}'",
    "flow": "{myst: {enable_extensions: [substitution]}, title: T}",
    "quoted": '"myst": {html_meta: {refresh: PWN}}',
    "merged": "<<: {myst: {html_meta: {refresh: PWN}}}",
    "notebook": "file_format: mystnb\nkernelspec:\n  name: python3",
}

START = ":::{note}\nOwn words.\n:::\n\n"
"""Tells that the post is MyST."""


def _text(name: str, around: str) -> str:
    first, rest, box = AROUND[around]
    hostile = HOSTILE[name].replace("CANARYENCODED", "%2e%2e/%2e%2e/canary.txt")
    hostile = hostile.replace("CANARY", "../../canary.txt")
    lines = hostile.split("\n")
    marked = [(first if row == 0 else rest) + line for row, line in enumerate(lines)]
    body = "\n".join(marked)
    return f"{START}{box}{body}\n{box and '::::::::'}\n\nAfter.\n"


def _imported(text: str) -> Imported:
    return convert(text.encode(), "posts/a.md")


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("around", AROUND)
def test_no_word_is_lost(name: str, around: str) -> None:
    """Nor does a second import find anything; the comparison with the source agrees."""
    source = _text(name, around)
    found = _imported(source)
    may_go = {"script", "PWN", "onload"} if name in HTML_ELSEWHERE else set()
    before, after = (
        [word for word in re.findall(r"\w+", text) if word not in {*may_go, "text"}]
        for text in (source, found.text)
    )
    assert before == after
    assert found.notes
    assert _imported(found.text).text == found.text
    if not may_go:
        assert verify_kept(source.encode(), found.text) == ()


EXTENSIONS = {
    "none": (),
    "templates": ("substitution",),
    "colons": ("colon_fence", "substitution"),
    "dollars": ("colon_fence", "substitution", "dollarmath"),
    "all": (
        *("amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath"),
        *("fieldlist", "substitution", "tasklist"),
    ),
}
"""What a journal may have enabled."""


@pytest.mark.parametrize(
    ("builder", "extensions"),
    [*(("html", names) for names in EXTENSIONS.values()), ("latex", EXTENSIONS["all"])],
    ids=[*EXTENSIONS, "latex"],
)
def test_nothing_runs_in_a_build(tmp_path: Path, builder: str, extensions: tuple[str, ...]) -> None:
    """No script, no template and no file from outside gets into what is built."""
    posts = {
        f"posts/{name}-{around}.md": _imported(_text(name, around)).text
        for name in HOSTILE
        for around in ("plain", "item")
    }
    (tmp_path / "canary.txt").write_text(SECRET)
    (tmp_path / "canary.txt.png").write_text(SECRET)
    toctree = "# Posts\n\n```{toctree}\n:glob:\n\nposts/*\n```\n"
    conf = f"myst_enable_extensions = {list(extensions)}\n"
    built = Site(tmp_path / "journal", {"index.md": toctree, **posts}, conf).build(builder)
    assert [text for text in built.warnings if "ubstitution" in text] == []
    files = [path for path in built.out.rglob("*") if path.is_file()]
    assert [path for path in files if SECRET.encode() in path.read_bytes()] == []
    assert [found for path in files for found in _running(path)] == []


SECRET = "the content of a file outside"

DATA = ("application/ld+json",)
"""The types of scripts that no browser runs, and that may say the words of a post."""


def _running(path: Path) -> list[str]:
    """Find what runs in a page, or in a book."""
    if path.suffix == ".tex":
        text = re.sub(r"(?s)\\begin{sphinxVerbatim}.*?\\end{sphinxVerbatim}", "", path.read_text())
        return re.findall(r"\\input\{[^{}]*canary[^{}]*\}", text)
    if path.suffix != ".html":
        return []
    page = BeautifulSoup(path.read_text(), "html.parser")
    return [
        str(tag)
        for tag in page.find_all(True)
        if (tag.name == "script" and tag.get("type") not in DATA and "PWN" in tag.get_text())
        or any(
            name.startswith("on") or str(value).lower().startswith("javascript:")
            for name, value in tag.attrs.items()
        )
        or "refresh" in str(tag.get("http-equiv"))
    ]


@pytest.mark.parametrize("front", FRONTS.values(), ids=FRONTS)
@pytest.mark.parametrize("start", [START, ""], ids=["myst", "markdown"])
def test_front_matter_configures_nothing(front: str, start: str) -> None:
    found = _imported(f"---\n{front}\n---\n{start}# T\n\nText.\n")
    settings = read_topmatter(found.text) or {}
    assert settings.keys() <= {"title", "date"}
    assert not start or any("would configure a build" in note.message for note in found.notes)


OWN = """\
---
title: Mine
---
# Mine

:::{note}
A **note** with {paper}`2511.21579` and {sub}`2`, `{raw}` and ${{\\bf x}}$.
:::

::::{paper} 2511.21579
:title: A *title*

```{figure} pictures/one.png
:alt: one

Caption.
```
::::

```{code-block} markdown
:caption: An example

```{raw} html
```

![one](pictures/one.png) and [two](../other.md).

:::{dropdown} More
- item

  ```{math}
  x^2
  ```
:::

```{paper:list}
:year: 2025
```
"""


def test_what_is_harmless_stays_as_it_is() -> None:
    """The author's own journal keeps working."""
    own = OWN.replace("${{", "${ {")
    found = _imported(own)
    assert found.text == own
    assert [note.message for note in found.notes] == ["is in MyST already; it stays as it is"]
