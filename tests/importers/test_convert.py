"""Whatever a post holds, it becomes a post that can be built."""

from __future__ import annotations

import pytest
import yaml

from sphinx_paperreview.importers.convert import convert, unconverted
from sphinx_paperreview.importers.dialects import DIALECTS, Dialect
from sphinx_paperreview.importers.linking import LinkIndex
from sphinx_paperreview.importers.passes import ImportedSite
from sphinx_paperreview.importers.verify.compare import verify

MANY = "9" * 5_000
"""Digits of a number that Python refuses to read."""

NUMBERS = {
    "start of a list": f'<ol start="{MANY}"><li>kept</li></ol>',
    "number of an item": f"{MANY}. kept",
    "lines of Docusaurus": f"```python {{{MANY}}}\nkept\n```",
    "lines from and to": f"```python {{1-{MANY}}} startLine={MANY}\nkept\n```",
    "lines of Hugo": f'```python {{hl_lines="1 {MANY}-{MANY}",linenostart={MANY}}}\nkept\n```',
    "shortcode": f'{{{{< highlight go "hl_lines={MANY}" >}}}}\nkept\n{{{{< /highlight >}}}}',
    "Liquid": f'{{% highlight ruby hl_lines="{MANY}" %}}\nkept\n{{% endhighlight %}}',
    "width": f'kept <img src="a.png" width="{MANY}" style="zoom: {MANY}; width: {MANY}%">',
    "columns": f'<table><tr><td colspan="{MANY}" rowspan="{MANY}">kept</td></tr></table>',
    "entity": f"kept &#{MANY}; &#x{MANY};",
    "rating": f"## [kept](https://arxiv.org/abs/2511.21579)\n\nRating: {MANY}/{MANY}",
    "year": f"## [kept](https://arxiv.org/abs/2511.21579)\n\nVenue: ICLR {MANY}",
    "number of a paper": f"## {MANY}. [kept](https://arxiv.org/abs/2511.{MANY})",
    "heading": f"## {MANY}-{MANY}-{MANY}\n\nkept",
}

DEEP = {
    "details": "<details>\n<summary>s</summary>\n\n" * 250 + "kept\n\n" + "</details>\n\n" * 250,
    "boxes": "<div>\n\n" * 1_000 + "kept\n\n" + "</div>\n\n" * 1_000,
    "quotes": ">" * 2_000 + "kept",
    "items": "\n".join("  " * depth + "- kept" for depth in range(200)),
    "brackets": "[" * 2_000 + "kept" + "]" * 2_000,
    "braces": "{" * 2_000 + "kept" + "}" * 2_000,
    "notes": "{{\n" + ":::e\n" * 30 + "kept\n" + ":::\n" * 30,
    "cells": "<table><tr><td>" * 500 + "kept" + "</td></tr></table>" * 500,
    "lists": "<ul><li>" * 500 + "kept" + "</li></ul>" * 500,
    "admonitions": "\n".join(":" * (300 - depth) + "note" for depth in range(290)) + "\n\nkept\n",
}

each_dialect = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)


HEX = "0123456789abcdef" * 2
TOLD = [
    ("a.qmd", "Text.", "", "quarto"),
    ("a.md", "::: {.callout-note}\nText.\n:::", "", "quarto"),
    ("a.md", "Text.", "_quarto.yml", "quarto"),
    ("a.md", "Text.", "mkdocs.yml", "mkdocs"),
    ("a.md", "!!! note\n    Text.", "", "mkdocs"),
    ("a.md", '=== "One"\n\n    Text.', "", "mkdocs"),
    ("a.md", "Good news!!! See this.", "", "markdown"),
    (f"A page {HEX}.md", "Text.", "", "notion"),
    (f"{HEX}.md", "Text.", "", "markdown"),
    (f"A page {HEX}.md", "Text.", "mkdocs.yml", "mkdocs"),
    ("a.md", "* TOC\n{:toc}\n", "", "jekyll"),
    ("a.md", "Text\n{: .notice}\n", "", "jekyll"),
]


@pytest.mark.parametrize(("path", "text", "file", "dialect"), TOLD)
def test_a_dialect_is_told(path: str, text: str, file: str, dialect: str) -> None:
    """By the files of the site, the name of the page, and its markup."""
    site = ImportedSite(frozenset({path, file}))
    assert convert(text.encode(), path, imported_site=site).dialect == dialect


@each_dialect
@pytest.mark.parametrize("text", [*NUMBERS.values(), *DEEP.values()], ids=[*NUMBERS, *DEEP])
def test_no_text_stops_an_import(dialect: Dialect, text: str) -> None:
    """Neither numbers that are too long for Python, nor what is nested too deep for it."""
    source = f"# Title\n\n{text}\n".encode()
    result = convert(source, "a.md", dialect=dialect)
    assert "kept" in result.text
    verify(source, result.text)


TAGGED = [
    '!!timestamp "x"',
    '!!int ""',
    "!!int x",
    "!!bool z",
    '!!float "["',
    "!!float ''",
    "!!binary é",
    "!!omap [x]",
    "!!set x",
    "!!python/name:os.system x",
    "!unknown x",
    "2025-99-99",
    MANY,
    f"0x{MANY}",
    "1e99999",
    f"{':59' * 3_000}".lstrip(":"),
    "&a [*a]",
    "[" * 1_000,
]


@pytest.mark.parametrize("value", TAGGED, ids=range(len(TAGGED)))
@pytest.mark.parametrize("key", ["title", "date", "tags", "other"])
def test_front_matter_that_nobody_can_read_is_mended(key: str, value: str) -> None:
    """A value that is not what its tag says becomes text: MyST cannot read it either."""
    source = f"---\n{key}: {value}\n---\n# Title\n\nText.\n".encode()
    result = convert(source, "a.md").text
    front = result.partition("---\n")[2].partition("\n---\n")[0] if result[:3] == "---" else ""
    assert isinstance(yaml.safe_load(front) or {}, dict)
    assert "Text." in result
    verify(source, result)


@pytest.mark.parametrize("front", ["+++\nkept\n+++", "\n---\nt: a\n kept:\n---"])
def test_front_matter_of_myst_that_nobody_can_read_becomes_code(front: str) -> None:
    """All of it, and nothing of the text that follows gets into it."""
    result = convert(f"{front}\n```{{note}}\nText.\n```\n".encode(), "a.md").text
    inner = front.split("\n", 2 if front.startswith("\n") else 1)[-1].rpartition("\n")[0]
    assert result == f"```yaml\n{inner}\n```\n\n```{{note}}\nText.\n```\n"


@pytest.mark.parametrize("front", ["", "---\n---\n", "---\na: 1\n---\n", "\n\n---\na: 1\n...\n"])
def test_myst_stays_as_it_is(front: str) -> None:
    text = f"{front}# Title\n\n```{{note}}\n<b>Text</b>\n```\n"
    assert convert(text.encode(), "a.md").text == text


@pytest.mark.parametrize(
    "value", [MANY, f"0x{'f' * 5_000}", "07:32:00", "1979-05-27T07:32:00Z", "inf", "[" * 1_000]
)
def test_toml_that_yaml_cannot_say_stays_as_code(value: str) -> None:
    """YAML has no times of day."""
    result = convert(f"+++\na = {value}\n+++\nText.\n".encode(), "a.md").text
    assert result.startswith("---\n") or f"a = {value}" in result
    assert "Text." in result


@pytest.mark.parametrize("link", ["http://[a/b.md", "//[a", "x%3A//[a", "http://[::1", "#[", "?"])
def test_an_address_that_is_none_stays(link: str) -> None:
    """Brackets begin an address of IPv6, which Python checks; it raises where they hold none."""
    source = f"# Title\n\n[text]({link}) ![text]({link})\n".encode()
    imported_site = ImportedSite(frozenset({"a.md"}), {"url": "http://["})
    post = convert(source, "a.md", imported_site=imported_site)
    index = LinkIndex([post.places])
    assert link in convert(source, "a.md", imported_site=imported_site, index=index).text


def test_what_stands_too_deep_in_folds_stays_html() -> None:
    text = "<details>\n<summary>s</summary>\n\n" * 15 + "kept\n\n" + "</details>\n\n" * 15
    result = convert(f"# Title\n\n{text}".encode(), "a.md").text
    assert result.count("{dropdown}") == 10
    assert result.count("<details>") == result.count("</details>") == 5


def test_what_cannot_be_converted_is_shown_as_code() -> None:
    """None of it acts: no script, no directive, no front matter; and no list of posts shows it."""
    source = "---\na: !!bool z\n---\n# T\n\n```{include} x\n```\n<script>x</script>\n"
    text = unconverted(source.encode(), "2025-11-27-day.md").text
    assert text == (
        f"---\ndraft: true\npost: true\n---\n# 2025-11-27-day\n\n````text\n{source}\n````\n"
    )
