"""The recipes of the contributor's guide: each of their examples works as it is printed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sphinx_paperreview.cli import listing
from sphinx_paperreview.core import fields, site_readers
from sphinx_paperreview.core.field import Field
from sphinx_paperreview.core.identifiers import parse_id
from sphinx_paperreview.core.sources import parse_definition
from sphinx_paperreview.importers import dialects
from sphinx_paperreview.importers.convert import convert
from sphinx_paperreview.importers.markup import hugo_codes
from tests.conftest import MakeSite
from tests.site import review_page

GUIDE = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^( *)```(python|toml)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def _examples(recipe: str, language: str = "python") -> list[str]:
    """Give the code in a section of the guide."""
    section = GUIDE.partition(f"\n### {recipe}")[2].partition("\n### ")[0]
    found = BLOCK.findall(section)
    return [re.sub(f"(?m)^{indent}", "", code) for indent, kind, code in found if kind == language]


def _run(code: str, *neighbours: object) -> dict[str, Any]:
    """Run an example with the imports, and all other names, of the modules where it belongs."""
    names = {name: value for module in neighbours for name, value in vars(module).items()}
    exec(compile(code, "CONTRIBUTING.md", "exec"), names)
    return names


def test_each_example_belongs_to_a_recipe_that_is_tried() -> None:
    recipes = ("A source", "A dialect", "Add an option", "A command")
    tried = [
        code for name in recipes for kind in ("python", "toml") for code in _examples(name, kind)
    ]
    assert len(tried) == len(BLOCK.findall(GUIDE)) == 6


def test_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    (table,), (reader,) = _examples("A source", "toml"), _examples("A source")
    ((key, definition),) = tomllib.loads(table)["sources"].items()
    names = _run(reader, site_readers)
    monkeypatch.setitem(site_readers.READERS, f"{key}.com", names[f"_{key}"])
    address = "https://scirate.com/arxiv/2511.21579"
    assert parse_definition(key, definition).url_for(parse_id(address)) == address


def test_a_dialect(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told by the line that it marks, and its own pass is applied."""
    dialect, own_pass = _examples("A dialect")
    zola = _run(own_pass + dialect, hugo_codes, dialects)["ZOLA"]
    monkeypatch.setitem(dialects.DIALECTS, zola.name, zola)
    post = convert(b'# Post\n\n{{ youtube(id="x") }} and `{{ a() }}`\n', "post.md")
    assert post.dialect == zola.name
    assert post.text.endswith('`{{ youtube(id="x") }}` and `{{ a() }}`\n')


def test_an_option() -> None:
    (code,) = _examples("Add an option")
    row = _run(code.replace("\nField(", "\nROW = Field("), fields)["ROW"]
    assert isinstance(row, Field)
    assert row.wanted is not None
    assert row.wanted.read is not None
    assert row.wanted.read("Easy") == "easy"


def test_a_command(make_site: MakeSite) -> None:
    (code,) = _examples("A command")
    site = make_site({"index.md": review_page("```{paper} 2511.21579", "```")})
    done = CliRunner().invoke(_run(code, listing)["size"], ["--journal", str(site.source)])
    assert (done.exit_code, done.stdout) == (0, "1\n"), done.output
