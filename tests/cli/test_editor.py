"""What VS Code gets: snippets that become journals, schemas that say what the package says."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sphinx_paperreview.cli.editor import ORGS_SCHEMA, editor_files
from tests.cli.conftest import Run
from tests.conftest import MakeSite
from tests.site import build

FILES = dict(editor_files())
SNIPPETS: dict[str, dict[str, Any]] = json.loads(FILES[".vscode/paperreview.code-snippets"])

NOW = {"CURRENT_YEAR": "2025", "CURRENT_MONTH": "11", "CURRENT_DATE": "27"}
"""What the editor knows, of a day that stays."""


def _typed(snippet: dict[str, Any]) -> str:
    """Write what stands there when an author presses Tab until the end."""
    text = "\n".join(snippet["body"])
    text = re.sub(r"\$\{\d:([^}]*)\}", r"\1", text)
    text = re.sub(r"\$\{\d\|([^,|]*)[^}]*\|\}", r"\1", text)
    for name, value in NOW.items():
        text = text.replace(f"${name}", value)
    assert "${" not in text
    return text.replace("$0", "")


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_builds_as_it_is(make_site: MakeSite, name: str) -> None:
    text = _typed(SNIPPETS[name])
    page = text if text.startswith("---") else f"# Page\n\n{text}\n"
    built = make_site({"index.md": page}).build()
    assert built.warnings == ()
    drawn = ".paper-review, .paper-list, .paper-posts, .paper-empty, a[href*='arxiv.org']"
    assert built.select(drawn)


def test_each_choice_of_a_snippet_builds(make_site: MakeSite) -> None:
    """Not only the first one."""
    (choices,) = re.findall(
        r":group-by: \$\{1\|(.*)\|\}", "\n".join(SNIPPETS["A listing of papers"]["body"])
    )
    pages = [f"```{{paper:list}}\n:group-by: {choice}\n```\n" for choice in choices.split(",")]
    built = make_site({"index.md": "# Page\n\n" + "\n".join(pages)}).build()
    assert built.warnings == ()


def test_the_guide_names_all_prefixes() -> None:
    guide = (Path(__file__).parents[2] / "docs/how-to/editors.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", guide, re.MULTILINE)
    named = re.findall(r"`([\w-]+)`", "".join(rows))
    assert named == [snippet["prefix"] for snippet in SNIPPETS.values()]


def test_prefixes_are_told_apart() -> None:
    prefixes = [snippet["prefix"] for snippet in SNIPPETS.values()]
    assert len(prefixes) == len({*prefixes})
    assert all(snippet["scope"] == "markdown" for snippet in SNIPPETS.values())


def test_a_journal_has_none_of_it_unless_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    run("init", "plain")
    run("init", "edited", "--vscode")
    assert not (tmp_path / "plain/.vscode").exists()
    written = {path.name: path for path in (tmp_path / "edited/.vscode").iterdir()}
    assert len(written) == len(FILES)
    orgs = (tmp_path / "edited/orgs.toml").read_text(encoding="utf-8")
    assert orgs.startswith(f"#:schema ./{ORGS_SCHEMA}\n")
    assert (tmp_path / "edited" / ORGS_SCHEMA).is_file()
    assert tomllib.loads(orgs) == {}
    plain = (tmp_path / "plain/orgs.toml").read_text(encoding="utf-8")
    assert orgs.partition("\n")[2] == plain
    (mapped,) = json.loads(written["settings.json"].read_text(encoding="utf-8"))["json.schemas"]
    assert (tmp_path / "edited" / mapped["url"]).is_file()


def test_such_a_journal_builds_without_a_warning(run: Run, tmp_path: Path) -> None:
    run("init", ".", "--vscode")
    assert build(tmp_path, tmp_path / "_build", "html").warnings == ()


def test_a_site_that_is_there_gets_these_files_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("extensions = []\n")
    (tmp_path / ".vscode").mkdir()
    (tmp_path / ".vscode/settings.json").write_text("{}\n")
    done = run("init", "--vscode", code=1)
    assert "kept 1 of your files" in done.stderr
    assert (tmp_path / ".vscode/settings.json").read_text() == "{}\n"
    found = {
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    }
    assert found == {*FILES, "conf.py"}
