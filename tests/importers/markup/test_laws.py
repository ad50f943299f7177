"""What holds for all passes, whatever the text."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_paperreview.importers.dialects import DIALECTS
from sphinx_paperreview.importers.passes import Context, ImportedSite
from sphinx_paperreview.recognising.lines import Line

PIECES: Mapping[str, Sequence[str]] = {
    "docusaurus": (
        *("import a from './a.png';\n", "export const x = 1\n", "{/*", "*/}", "{x}", "{'", "'}"),
        *("<img src={a} style={{width: 500}} />", "<div style={{textAlign: 'center'}}>", "</div>"),
        *(":::note", ":::tip T\n", ":::\n", "::::info[", "]\n", ":::note:::\n", "<Tabs>", "{{"),
        *("</Tabs>", "<TabItem value='a'>", "</TabItem>", "<Foo ", "/>", "<>", "</>", "className="),
    ),
    "jekyll": (
        *("{% raw %}", "{% endraw %}", "{% include image.html url='a.png' caption='", "' %}", "{%"),
        *("%}", "{{", "}}", "{{ page.title }}", "{% highlight js %}", "{% endhighlight %}", "{:"),
        *("{: .prompt-tip }\n", "{:toc}\n", "* TOC\n", "![a](b.png){: w='1'}", "{::comment}"),
        *("{:/}", "{:/comment}", "\n: ", r"\\(", r"\\)", r"\\[", r"\\]", "$$", "$", r"\_"),
        *("{% comment %}", "{% endcomment %}", "\\begin{align}", "\\end{align}", "{% post_url "),
    ),
    "hugo": (
        *(
            "{{<",
            ">}}",
            "{{%",
            "%}}",
            "{{< figure src='a.png' caption='",
            "' >}}",
            "{{</*",
            "*/>}}",
        ),
        *("{{< highlight js >}}", "{{< /highlight >}}", "{{% notice tip %}}", "{{% /notice %}}"),
        *("{{< tabs >}}", "{{< tab 'a' >}}", "{{< /tab >}}", "{{< /tabs >}}", r"`\(", r"\)`"),
        *(r"\(", r"\)", r"\[", r"\]", "{{< katex >}}", "{{< /katex >}}", "{{< details >}}"),
    ),
    "mkdocs": (
        *("!!! note\n", '??? tip "T"\n', "???+ bug\n", '!!! note ""\n', '=== "A"\n', "===! "),
        *("\n    ", "\n        ", "{ .a width=3 }", "[x]{", "{: ", ":material-a-b:", "++ctrl+a++"),
        *("[TOC]\n", "==", "![a](b.png){ width=3 }", "$$", "\n: "),
    ),
    "quarto": (
        *("::: {.callout-note}\n", ":::\n", "::::\n", "::: {.panel-tabset}\n", "## A {#b .c}\n"),
        *(":::{.callout-tip title='T' collapse=true}\n", "```{python}\n", "::: aside\n", "{#a}"),
        *("![a](b.png){#f width=3}", "[a]{.b}", "$$ {#eq}", "{{< video", ">}}", "@fig-a"),
    ),
    "notion": ("# T\n\n", "A: b\n", "Date: May 1, 2024\n", "Tags: a, b\n", "URL: https://a.b/\n"),
    "markdown": (
        *(":star:", ":+1:", ":", "**", "**(a)**", "를", "[a]()", "[[a]()]", "]()"),
        *("[[", "]]", "![[", "|", "[[a|", "> [!note]", "> [!tip]- ", "> ", "==", "~~", "%%", "%% "),
    ),
}
"""What has a meaning in each dialect."""

HTML = (
    *("<b>", "</b>", "<i>", "</i>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>"),
    *("<br>", "<a href='u'>", "</a>", "<figure>", "</figure>", "<figcaption>", "</figcaption>"),
    *("<img src='a.png' width=3>", "<ul>", "<li>", "</ul>", "<pre>", "</pre>", "<h2>", "</h2>"),
    *("<!--", "-->", "<script>", "</script>", "<think>", "<center>", "</center>", "<p>", "<sub>"),
    *("</sub>", "<code>", "</code>", "<video>", "<dl>", "<dt>", "<dd>", "</dl>", "<blockquote>"),
    *("</blockquote>", "<div align='center'>", "</div>", "https://a.b/", "<kbd>", "</kbd>"),
)
MARKDOWN = ("```", "~~~", "`", "``", "$", "$$", "- ", "1. ", "> ", "# ", "    ", "\t", "|", "\\")
BLANKS = ("\n", "\n\n", " ", "\n  ", "\n    ")
WORDS = (*(f"word{number}" for number in range(9)), "한국어", "論文")


def pages(dialect: str) -> st.SearchStrategy[str]:
    """Draw pages that are mostly made of what means something in a dialect."""
    own = PIECES.get(dialect, ())
    pieces = st.sampled_from((*own, *own, *HTML, *MARKDOWN, *BLANKS * 6, *WORDS * 4))
    characters = st.characters(exclude_characters="\n\r\f\v", exclude_categories=["Cs", "Cc"])
    return st.lists(pieces | st.text(characters, max_size=3), max_size=40).map("".join)


def run(dialect: str, text: str) -> tuple[str, Context]:
    """Apply all passes of a dialect."""
    context = Context(
        "post.md", {"title": "T"}, ImportedSite(frozenset({"post.md", "a.md", "a.png"}))
    )
    lines = [Line(line, number) for number, line in enumerate(text.split("\n"), start=1)]
    for step in DIALECTS[dialect].passes:
        lines = step(lines, context)
    return "\n".join(line.text for line in lines), context


each_dialect = pytest.mark.parametrize("dialect", DIALECTS)

_UNSEEN = re.compile(
    r"<[A-Za-z/!][^<>]*>?|\{[%{:/<*][^{}]*|\{[^{}]*\}|^(?:import|export)\b.*|!?\[\[[^\[\]]*|"
    r"</?\w*\s+[^>]*|```.*|~~~.*|href=.*|url=.*|:::.*|%%.*",
    re.MULTILINE,
)
"""Where a word may be that no reader sees: in tags, shortcodes, imports, first lines of code."""


@each_dialect
@given(data=st.data())
def test_no_text_is_too_odd(dialect: str, data: st.DataObject) -> None:
    """A pass never raises, and each line keeps a number of the page."""
    text = data.draw(pages(dialect))
    _, context = run(dialect, text)
    assert all(0 < note.line <= text.count("\n") + 1 for note in context.notes)


@each_dialect
@given(data=st.data())
def test_no_word_that_a_reader_sees_is_lost(dialect: str, data: st.DataObject) -> None:
    text = data.draw(pages(dialect))
    result, _ = run(dialect, text)
    seen = _UNSEEN.sub(" ", text)
    lost = [word for word in WORDS if seen.count(word) > 0 and word not in result]
    assert lost == []


PLAIN = (*WORDS, ". ", ", ", "(", ")", "! ", " - ", "\n", "\n\n", "- ", "**b** ", "`c` ", "# ")


@each_dialect
@given(st.lists(st.sampled_from(PLAIN), max_size=30).map("".join))
@example("A day.\n\n- one\n- two\n\n```py\nx = 1\n```\n\n| a |\n|---|\n| b |")
def test_plain_markdown_stays_as_it_is(dialect: str, text: str) -> None:
    result, context = run(dialect, text)
    assert (result, context.notes) == (text, [])


LONG = {
    "one line": "word <b>x</b> `c` $y$ {z} {{< a >}} " * 14_000,
    "one word": "x" * 500_000,
    "shortcodes": "{{< figure src=" * 10_000,
    "Liquid": "{% include x " * 10_000,
    "outputs": "{{ x " * 10_000,
    "colons": ":::note\n" * 10_000,
    "colons and their ends": ":::note\n" * 5_000 + ":::\n" * 5_000,
    "boxes": "<div align=center>\n" * 10_000,
    "boxes and their ends": "<div align=center>\n" * 5_000 + "</div>\n" * 5_000,
    "boxes on one line": "<div align=center><p>" * 5_000 + "</p></div>" * 5_000,
    "tags": "<b <b <b <b " * 10_000,
    "strings": "<a b='<a b=\"" * 10_000,
    "values": "<a b={" * 10_000,
    "values and their ends": "<a b={" * 5_000 + "}>" * 5_000,
    "ends of tags": "</b></i></p></div>" * 10_000,
    "breaks": "a<br>" * 20_000,
    "pictures": "<img src=a width=3> " * 10_000,
    "tables": "<table><tr><td>" * 10_000,
    "tables and their ends": "<table><tr><td>" * 2_000 + "</td></tr></table>" * 2_000,
    "cells": "<table><tr>" + "<td>a</td>" * 10_000 + "</tr></table>",
    "items": "<ul>" + "<li>a</li>" * 10_000 + "</ul>",
    "lists": "<ul><li>" * 5_000 + "</li></ul>" * 5_000,
    "dollars": "$$ a\n" * 10_001,
    "single dollars": "$a " * 50_001,
    "backticks": "".join("`" * (i % 50 + 1) + "a" for i in range(10_000)),
    "comments": "<!-- " * 20_000,
    "percent signs": "%% a " * 20_001,
    "wikilinks": "[[a|" * 20_000,
    "callouts": "> [!note]\n" * 10_000,
    "nested callouts": "> " * 2_000 + "[!note]",
    "highlights": "==a " * 20_001,
    "struck": "~~a " * 20_001,
    "attributes": "![a](b){: x " * 10_000,
    "notices": "a\n{: .prompt-tip }\n" * 10_000,
    "addresses": "https://a.b/c) " * 10_000,
    "brackets of addresses": "https://a.b/" + ")" * 100_000,
    "terms": "a\n: b\n" * 10_000,
    "formulas": r"\\( a " * 10_000,
    "environments": "\\begin{align}\n" * 10_000,
    "imports": "import {a\n" * 10_000,
    "exports": "export const a = 1\n" * 10_000,
    "fences": "```a b=c {1}\n" * 10_001,
    "braces": "{" * 100_000,
    "expressions": "{a}" * 20_000,
    "comments of MDX": "{/* a " * 20_000,
    "quotes": "{'" * 50_000,
    "indented": "\n\n    a" * 10_000,
}
"""Pages that are long, and nested deep or closed nowhere."""


@each_dialect
@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_long_pages_take_seconds(dialect: str, text: str) -> None:
    """Time grows with length, not with its square: that would take minutes here."""
    start = time.process_time()
    run(dialect, text)
    assert time.process_time() - start < 10


@pytest.mark.parametrize("rest", ["caption='}}word0%}", "caption='word0%}", "}}word0 %}"])
def test_an_include_that_nobody_can_read_stays(rest: str) -> None:
    """With a note: a quote that nobody closes may hold anything."""
    text = f"{{% include image.html url='a.png' {rest}"
    result, context = run("jekyll", text)
    assert result == text
    assert [note.line for note in context.notes] == [1]
