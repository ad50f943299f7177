"""Inline HTML shows the same text as Markdown as it did as HTML."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_paperreview.importers.markup.html_pass import convert_html
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line

MARKDOWN = MarkdownIt("commonmark")
LETTERS = ("a", "1", "한", "論", "é")
MARKS = (".", "(", ")", "!", "_", "“", "。", "+", "→", "`", "[", "]", "~")
INNER = (*MARKS[:3], *MARKS[5:9])
NEIGHBOURS = st.sampled_from((*LETTERS, *MARKS, " "))
ELEMENTS = ("b", "strong", "i", "em", "code", "a href='u'")


def convert(text: str) -> str:
    lines = [Line(line, number) for number, line in enumerate(text.split("\n"), start=1)]
    return "\n".join(line.text for line in convert_html(lines, Context("post.md")))


def shown(markdown: str) -> str:
    """Give the text that a reader sees, white space folded."""
    text = html.unescape(re.sub(r"<[^<>]*>", "", MARKDOWN.render(markdown)))
    return " ".join(text.split())


@given(
    before=st.text(NEIGHBOURS, max_size=3),
    element=st.sampled_from(ELEMENTS),
    content=st.text(st.sampled_from((*LETTERS, *INNER, " ")), min_size=1, max_size=4),
    after=st.text(NEIGHBOURS, max_size=3),
)
def test_no_mark_becomes_visible(before: str, element: str, content: str, after: str) -> None:
    """Stars that Markdown would not read as emphasis are never written: the element stays."""
    name = element.split(maxsplit=1)[0]
    text = f"x{before}<{element}>{content}</{name}>{after}x"
    assert shown(convert(text)) == shown(text)


@pytest.mark.parametrize(
    ("text", "result"),
    {
        "<b>a</b><b>b</b>": "<b>a</b><b>b</b>",
        "<b><i>a</i></b>": "***a***",
        "<b> a </b>b": " **a** b",
        "<b>한국어(言語)</b>는": "<b>한국어(言語)</b>는",
        "<b>한국어</b>는": "**한국어**는",
        "**a** <i>b</i>": "**a** *b*",
        "2*a <i>b</i>": "2*a <i>b</i>",
        "<b></b>a": "a",
        "a<b": "a<b",
        "a<b and c>d": r"a\<b and c>d",
        "<font color='red'>a": "a",
        "<code>a `b` &lt;</code>": "``a `b` <``",
        "<code><b>a</b></code>": "<code>**a**</code>",
        "<a href='https://a.b/c d'>e</a>": "[e](<https://a.b/c d>)",
        "<a href='u'>[e</a>": "<a href='u'>[e</a>",
        "<a id='x'></a>e": "<a id='x'></a>e",
        "<sub>a*b</sub>": "<sub>a*b</sub>",
        "<span class='x'>a</span>": "a",
        "<span style='color: red'>a</span>": "<span style='color: red'>a</span>",
        r"\<b>a\</b>": r"\<b>a\</b>",
        "<https://a.b> <a@b.c>": "<https://a.b> <a@b.c>",
    }.items(),
)
def test_elements_become_markdown_where_it_says_the_same(text: str, result: str) -> None:
    assert convert(text) == result
