"""Imports and conversions take as long as there is to read: the inputs of `benchmarks`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks.shapes import CONVERT, IMPORT, shapes
from sphinx_paperreview.cli.main import program
from sphinx_paperreview.importers.convert import convert
from sphinx_paperreview.importers.escape import escape
from sphinx_paperreview.importers.linking import LinkIndex, Places
from sphinx_paperreview.recognising.facts import Facts, Gathering
from sphinx_paperreview.recognising.lines import Line
from tests.work import is_linear

SHAPES = shapes()
CONVERTED = [name for name, shape in SHAPES.items() if shape.run == CONVERT]
IMPORTED = [name for name, shape in SHAPES.items() if shape.run == IMPORT]


@pytest.mark.parametrize("name", CONVERTED)
def test_conversions_grow_with_their_post(name: str) -> None:
    """Roles, code, links, fields: none looks at all the others."""

    def run(size: int) -> Callable[[], object]:
        data = SHAPES[name].write(size)["post.md"].encode()
        return lambda: convert(data, "post.md")

    assert is_linear(run, 60)


@pytest.mark.parametrize("name", IMPORTED)
def test_imports_grow_with_their_posts(name: str, tmp_path: Path) -> None:
    """No link looks at all posts."""

    def run(size: int) -> Callable[[], object]:
        source = tmp_path / str(size)
        for path, text in SHAPES[name].write(size).items():
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_text(text)
        arguments = ["import", str(source), str(tmp_path / "out"), "--dry-run"]
        return lambda: CliRunner().invoke(program, arguments, catch_exceptions=False)

    assert is_linear(run, 20)


def test_facts_are_gathered_at_the_cost_of_each() -> None:
    """What is added is compared with what it might be, not put together with all before it."""
    hashed = 0

    class Name(str):
        __slots__ = ()

        def __hash__(self) -> int:
            nonlocal hashed
            hashed += 1
            return super().__hash__()

    def count(size: int) -> int:
        nonlocal hashed
        gathering, hashed = Gathering(), 0
        for i in range(size):
            assert gathering.add(Facts(orgs=(Name(f"Org {i}"),)))
        assert len(gathering.facts.orgs) == size
        return hashed

    assert count(400) <= 4 * count(100)


def test_roles_of_a_line_are_looked_up_in_it_once() -> None:
    """The source of a line is read once for all its roles."""
    read = 0

    class Source(dict[int, str]):
        def get(self, key: int, default: Any = None) -> Any:
            nonlocal read
            read += len(self[key])
            return self[key]

    def count(size: int) -> int:
        nonlocal read
        text = " ".join(f"{{role{i}}}`a`" for i in range(size))
        read = 0
        (escaped,) = escape([Line(text, 1)], Source({1: text}))
        assert escaped.text.count("\\{role") == size
        return read // len(text)

    assert count(400) <= count(100)


def test_links_between_posts_of_one_name() -> None:
    """A link looks at the pieces of its own address, not at all posts that end as it does."""

    def run(size: int) -> Callable[[], object]:
        posts = [
            Places(f"{i}/review.md", f"{i}/review.md", ((str(i), "review"),)) for i in range(size)
        ]
        index = LinkIndex(posts)
        return lambda: [index.find("/elsewhere/review/", post.path) for post in posts]

    assert is_linear(run, 20)


STARRED = f"# Post\n\n## [Paper](https://arxiv.org/abs/2511.00001) {'★☆' * 100_000}and more\n"


def test_many_stars_are_read_once() -> None:
    """Those that end nothing: the test ends."""
    assert "and more" in convert(STARRED.encode(), "post.md").text


BLANKS = " " * 200_000
"""So many that their square would take minutes, of a regular expression that begins with each."""


@pytest.mark.parametrize(
    "post",
    [
        "# Post\n\n## a{}b\n",
        "# Post\n\n## [Paper](https://arxiv.org/abs/2511.00001){}(ICLR{}b\n",
        "# Post\n\n## `a{}b` [Paper](https://arxiv.org/abs/2511.00001)\n",
        "# Post\n\n## [Paper](https://arxiv.org/abs/2511.00001)\n\nOrg: a{}b\n",
        "# Post\n\n## [Paper](https://arxiv.org/abs/2511.00001)\n\nTags: a{}b\n",
        "# Post\n\n## [Paper](https://arxiv.org/abs/2511.00001)\n\nVenue: NeurIPS{}b\n",
        "# Post\n\n## [Paper](https://arxiv.org/abs/2511.00001)\n\nRating: 4{}b\n",
        "# Post\n\n![a](b.png){}c\n",
        "---\ntitle: a\ndate: 2025-11-27{}b\n---\n\ntext\n",
        "---\na{}b\n---\n\ntext\n",
        "---\na: b{}c\n---\n\ntext\n",
        "---\na: [b{}c\n---\n\ntext\n",
        "---\na{}b: [c\n---\n\ntext\n",
        "# Post\n\n```{{image}} a{}b\n```\n",
        "# Post\n\n- a{}b\n",
        "# Post\n\n| a{}b |\n|---|\n| c{}d |\n",
        "# Post\n\na{}b\n",
    ],
)
def test_many_blanks_are_read_once(post: str) -> None:
    """Front matter, headings, fields, tables: the test ends."""
    assert convert(post.replace("{}", BLANKS).replace("{{", "{").encode(), "post.md").text
