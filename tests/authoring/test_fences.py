"""Fences that a page would lose without a word: within HTML, never closed, split over cells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from sphinx_paperreview.authoring.fences import unclosed_in
from tests.conftest import MakeSite
from tests.site import Built

REVIEW = ":::{paper} 2511.00001\n:title: Harmony\n\nBody words.\n:::\n"
OPEN = REVIEW.removesuffix(":::\n")
LIST = "```{paper:list}\n```\n"


def _fences(built: Built, name: str = "index.md") -> list[tuple[int, str]]:
    """List line and message of each warning of a fence; there may be no others."""
    found = []
    for warning in built.warnings:
        place, _, message = warning.partition(": WARNING: ")
        path, _, line = place.rpartition(":")
        assert message.endswith(" [paper.fence]"), warning
        assert Path(path).name == name
        found.append((int(line), message))
    return found


WITHIN_HTML = {
    "br": ("<br />\n" + REVIEW, [4]),
    "div": ("<div>\n" + REVIEW + "</div>\n", [4]),
    "two": ("<div>\n" + REVIEW.replace("\n\n", "\n") * 2 + "</div>\n", [4, 8]),
    "details": ("<details><summary>T</summary>\n" + REVIEW + "</details>\n", [4]),
    "indented": ("<br />\n" + REVIEW.replace(":::{", "   :::{"), [4]),
    "space": ("<br />\n" + REVIEW.replace(":::{", "::: {"), [4]),
    "backticks": ("<br />\n" + REVIEW.replace(":::", "```"), [4]),
    "tildes": ("<br />\n" + REVIEW.replace(":::", "~~~~"), [4]),
    "listing": ("<br />\n" + LIST, [4]),
    "in a quote": ("> <br />\n> :::{paper} 2511.00001\n> :::\n", [4]),
    "in a list": ("- Item\n\n  <br />\n  :::{paper} 2511.00001\n  :::\n", [6]),
    "in a block": ("::::{note}\nText.\n\n<br />\n:::{paper} 2511.00001\n:::\n::::\n", [7]),
    # what is right, or is shown as text on purpose
    "blank line": ("<br />\n\n" + REVIEW, []),
    "anchor": ('<a id="x"></a>\n' + REVIEW, []),
    "paragraph": ("Text <br />\n" + REVIEW + "More.\n", []),
    "table": ("| a |\n|---|\n| b |\n" + REVIEW, []),
    "item": ("- item\n" + REVIEW, []),
    "quote": ("> quote\n" + REVIEW, []),
    "details with blank lines": ("<details>\n\n" + REVIEW + "\n</details>\n", []),
    "heading": ("Heading\n---\n" + REVIEW, []),
    "other block": ("<br />\n:::{note}\nText.\n:::\n", []),
    "comment": ("<!--\n" + REVIEW + "-->\n", []),
    "comment on one line": ("<!-- Old -->\n<!--\n:::{paper} 2511.00001\n:::\n-->\n", []),
    "MyST's comment": ("".join(f"% {line}\n" for line in REVIEW.splitlines()), []),
    "pre": ("<pre>\n" + REVIEW + "</pre>\n", []),
    "pre and code": ("<div><pre><code>\n:::{paper} 1\n:::\n</code></pre></div>\n", []),
    "script": ("<script>\n" + REVIEW + "</script>\n", []),
    "code block": ("````md\n<br />\n" + REVIEW + "````\n", []),
    "code-block": ("````{code-block} md\n<br />\n" + REVIEW + "````\n", []),
    "indented code": ("".join(f"    {line}\n" for line in ("<br />\n" + OPEN).splitlines()), []),
    "literalinclude": ("```{literalinclude} lost.txt\n```\n", []),
    "not at the start": ("<div>:::{paper} 2511.00001\n:::</div>\n", []),
}


@pytest.mark.parametrize("name", WITHIN_HTML)
def test_a_fence_within_html_is_told(name: str, make_site: MakeSite) -> None:
    """A fence right below HTML belongs to the HTML; where code is shown it is meant to."""
    text, lines = WITHIN_HTML[name]
    pages = {"index.md": "# Post\n\n" + text, "lost.txt": "<br />\n" + REVIEW + OPEN}
    found = _fences(make_site(pages).build("dummy"))
    assert [line for line, _message in found] == lines
    for _line, message in found:
        assert "{paper" in message
        assert "blank line" in message


UNCLOSED = {
    "page": (OPEN, [3]),
    "page without an end of line": (OPEN.removesuffix("\n"), [3]),
    "page with blank lines": (OPEN + "\n\n\n", [3]),
    "nothing in it": (":::{paper} 2511.00001", [3]),
    "too few colons": (REVIEW.replace(":::{", "::::{"), [3]),
    "backticks": (OPEN.replace(":::", "```"), [3]),
    "marks of another kind": (OPEN + "```\n", [3]),
    "item": ("- " + OPEN.replace("\n", "\n  ") + "\n\nText.\n", [3]),
    "item, closed outside": ("- " + OPEN.replace("\n", "\n  ") + "\n:::\n", [3]),
    "quote": ("> " + OPEN.replace("\n", "\n> ") + "\n\nText.\n", [3]),
    "within a block": ("::::{note}\n" + OPEN + "::::\n", [4]),
    "within a block of backticks": ("```{note}\n" + OPEN + "```\n\nText.\n", [4]),
    "after a review": (REVIEW + "\n" + OPEN.replace("00001", "00002"), [9]),
    "around a review": ("::::{paper} 2511.00002\n:title: T\n\n" + REVIEW + "\nText.\n", [3]),
    "listing": (LIST.removesuffix("```\n"), [3]),
    # what is closed
    "longer marks": (REVIEW.removesuffix("\n") + ":::\n", []),
    "indented marks": (OPEN + "  :::\n", []),
    "blank lines before the end": (OPEN + "\n\n:::\n", []),
    "empty": (":::{paper} 2511.00001\n:::\n", []),
    "end of the file": (REVIEW.removesuffix("\n"), []),
    "in an item": ("- " + REVIEW.replace("\n", "\n  ").rstrip() + "\n- Item\n", []),
    "in a quote": ("> " + REVIEW.replace("\n", "\n> ").removesuffix("> "), []),
    "in a block": ("::::{note}\n" + REVIEW + "::::\n", []),
    "options between rules": (":::{paper} 2511.00001\n---\ntitle: Harmony\n---\nText.\n:::\n", []),
    "front matter": (REVIEW, []),
    "code block": ("````md\n" + OPEN + "````\n", []),
    "code-block": ("````{code-block} md\n" + OPEN + "````\n", []),
    "code-block, unclosed": ("````{code-block} md\n" + OPEN, []),
    "comment": ("<!--\n" + OPEN + "-->\n", []),
}


@pytest.mark.parametrize("name", UNCLOSED)
def test_a_fence_that_is_never_closed_is_told(name: str, make_site: MakeSite) -> None:
    """It takes the rest of the page, or of the item, quote or block that it stands in."""
    text, lines = UNCLOSED[name]
    found = _fences(make_site({"index.md": "# Post\n\n" + text}).build("dummy"))
    assert [line for line, _message in found] == lines
    assert all("never closed" in message for _line, message in found)


def test_the_last_line_is_named(make_site: MakeSite) -> None:
    """So that an author sees how much the review has taken."""
    site = make_site({"index.md": "---\ndate: 2025-11-27\n---\n# Post\n\n" + OPEN + "\nText.\n"})
    ((line, message),) = _fences(site.build("dummy"))
    assert line == 6
    assert "up to line 11" in message


def test_an_included_file_has_its_own_lines(make_site: MakeSite) -> None:
    """A warning names the file in which the fence stands."""
    pages = {
        "index.md": "# Post\n\nText.\n\n```{include} part.inc\n```\n",
        "part.inc": "<br />\n:::{paper} 2511.00002\n\n" + OPEN,
    }
    found = _fences(make_site(pages).build("dummy"), "part.inc")
    assert sorted(line for line, _message in found) == [2, 4]


def test_lines_are_those_that_other_extensions_leave(make_site: MakeSite) -> None:
    """A page may be a template that another extension fills in."""
    conf = (
        "def fill(app, docname, source):\n    source[0] = source[0].replace('@', 'a\\n\\nb')\n\n"
        "def setup(app):\n    app.connect('source-read', fill)\n"
    )
    pages = {"index.md": "# Post\n\n@\n\n" + REVIEW + "\n" + OPEN.replace("00001", "00002")}
    assert [line for line, _ in _fences(make_site(pages, conf).build("dummy"))] == [13]


def test_rest_pages_are_left_alone(make_site: MakeSite) -> None:
    """They have no fences."""
    page = "Post\n====\n\n.. paper:: 2511.00001\n   :title: Harmony\n\n   Body words.\n"
    assert make_site({"index.rst": page}).build("dummy").warnings == ()


def _notebook(*cells: str) -> str:
    kinds = [("markdown", cell) for cell in cells]
    kinds.insert(1, ("code", "1 + 1"))
    made = [
        {"cell_type": kind, "source": source.splitlines(keepends=True)} for kind, source in kinds
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4})


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (("# Post\n\n" + OPEN, "More.\n"), {10_003: 10_006}),
        (("# Post\n\n" + REVIEW, OPEN), {30_001: 30_004}),
        (("---\n\n---\n" + REVIEW, REVIEW), {}),
    ],
)
def test_a_review_ends_at_its_notebook_cell(cells: tuple[str, ...], lines: dict[int, int]) -> None:
    """Lines are counted as MyST-NB does: from 10,001 on in the first cell, and so on."""
    parser = MarkdownIt("commonmark").use(colon_fence_plugin).use(front_matter_plugin)
    assert dict(unclosed_in(_notebook(*cells), parser)) == lines
