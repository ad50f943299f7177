"""A new journal builds, and nothing of an author's own is lost."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml

from sphinx_paperreview.core.orgs import parse_orgs
from tests.cli.conftest import Run
from tests.site import Built, build

DATE = ("--date", "2025-11-27")


def _build(folder: Path, theme: str = "furo", builder: str = "html") -> Built:
    overrides = {"nitpicky": True, "html_theme": theme}
    return build(folder, folder / "_build" / theme, builder, overrides=overrides)


@pytest.fixture(params=["furo", "alabaster"])
def theme(request: pytest.FixtureRequest) -> str:
    """The theme of the requirements, and the one that Sphinx brings."""
    return str(request.param)


def test_a_new_journal_builds_without_a_warning(run: Run, tmp_path: Path, theme: str) -> None:
    run("init", "journal", *DATE)
    built = _build(tmp_path / "journal", theme)
    assert built.warnings == ()
    assert built.texts("h1")[0].startswith("Paper journal")
    assert built.texts(".paper-posts .paper-title") == ["Welcome"]
    assert built.texts(".paper-list .paper-date") == ["2025-11-27"]
    assert built.texts(".paper-list .paper-title") == ["Attention Is All You Need"]
    assert built.select(".paper-card, .paper-head", "posts/welcome")
    assert built.texts(".paper-posts .paper-title", "posts/index") == ["Welcome"]
    assert "Google" in built.texts(".paper-org", "papers/index")


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "latex", "text"])
def test_it_builds_for_every_output(run: Run, tmp_path: Path, builder: str) -> None:
    run("init", ".", *DATE)
    assert _build(tmp_path, builder=builder).warnings == ()


def test_it_builds_before_there_is_any_post(run: Run, tmp_path: Path) -> None:
    """An author may delete the first post and write the next one tomorrow."""
    run("init", ".", *DATE)
    (tmp_path / "posts/welcome.md").unlink()
    built = _build(tmp_path)
    assert built.warnings == ()
    assert built.texts(".paper-empty")


def test_what_it_says_is_next_works(run: Run, tmp_path: Path) -> None:
    """On the same day, too."""
    steps = run("init", ".").stdout.partition("Next:")[2]
    (command,) = [line.split("#")[0].split() for line in steps.splitlines() if " new " in line]
    run(*command[1:])
    built = _build(tmp_path)
    assert built.warnings == ()
    assert len(built.texts(".paper-posts .paper-title")) == 2


def test_later_posts_are_found_newest_first(run: Run, tmp_path: Path) -> None:
    run("init", ".", *DATE)
    for name in ("2025-11-28", "2026/2026-01-02"):
        path = tmp_path / f"posts/{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# {path.stem}\n\n:::{{paper}} 2511.21579\n:title: T\n\nText.\n:::\n")
    built = _build(tmp_path)
    assert built.warnings == ()
    titles = ["2026-01-02", "2025-11-28", "Welcome"]
    assert built.texts(".paper-posts .paper-title") == titles
    assert built.texts(".paper-posts .paper-title", "posts/index") == titles


TITLES = [
    "논문 일지",
    "論文ノート",
    'C# & *all* "that" `x` <b> $5 {y} [z](u) \\n 100% O\'Neil',
    "  two   lines\n",
    "1. May",
    "- x",
    "=",
]


def test_no_page_holds_a_table_of_all_posts(run: Run, tmp_path: Path) -> None:
    """Drawn on every page, it would make the build's time grow with the square of the posts."""
    run("init", ".", *DATE)
    assert _build(tmp_path).texts(".sidebar-tree a") == ["All posts", "Papers by …"]


@pytest.mark.parametrize("title", TITLES)
def test_any_title_and_author_can_be_given(run: Run, tmp_path: Path, title: str) -> None:
    run("init", ".", "--title", title, "--author", title, *DATE)
    built = _build(tmp_path)
    assert built.warnings == ()
    heading = built.page().select_one("h1")
    assert heading is not None
    shown = heading.get_text().removesuffix("¶").removesuffix("#")
    assert shown.translate(str.maketrans("“”’", '""\'')).strip() == " ".join(title.split())


@pytest.mark.parametrize("language", ["ko", "ja", "zh_CN", "zh-TW", "de", "pt_BR"])
def test_a_journal_may_be_in_another_language(run: Run, tmp_path: Path, language: str) -> None:
    run("init", ".", "--language", language, *DATE)
    built = _build(tmp_path)
    assert built.warnings == ()
    html = built.page().select_one("html")
    assert html is not None
    assert html["lang"] == language.replace("_", "-")


@pytest.mark.parametrize(
    "arguments",
    [["--language", "x"], ["--language", "../ko"], ["--date", "2025-13-01"], ["--title", " "]],
)
def test_a_value_that_cannot_be_is_a_usage_error(
    run: Run, tmp_path: Path, arguments: list[str]
) -> None:
    result = run("init", ".", *arguments, code=2)
    assert f"Invalid value for '{arguments[0]}'" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_second_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    """Not on a later day either: there is a first post already."""
    run("init", ".", *DATE)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    result = run("init", ".", "--date", "2025-11-28")
    assert {line.split()[0] for line in result.stdout.split("\n\n")[0].splitlines()} == {
        "unchanged"
    }
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_files_of_an_author_are_kept(run: Run, tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("extensions = []\n")
    result = run("init", ".", *DATE, code=1)
    assert "kept  conf.py" in result.stdout
    assert result.stderr == "Error: kept 1 of your files that differ; --force replaces them\n"
    assert (tmp_path / "conf.py").read_text() == "extensions = []\n"
    assert (tmp_path / "index.md").is_file()
    result = run("init", ".", "--force", *DATE)
    assert "replaced  conf.py" in result.stdout
    assert "sphinx_paperreview" in (tmp_path / "conf.py").read_text()


def test_what_services_read_is_well_formed(run: Run, tmp_path: Path) -> None:
    run("init", ".", *DATE)
    hosting = yaml.safe_load((tmp_path / ".readthedocs.yaml").read_text())
    assert (tmp_path / hosting["sphinx"]["configuration"]).is_file()
    (install,) = hosting["python"]["install"]
    assert "sphinx-paperreview" in (tmp_path / install["requirements"]).read_text()
    workflow = yaml.safe_load((tmp_path / ".github/workflows/pages.yml").read_text())
    commands = [step["run"] for step in workflow["jobs"]["publish"]["steps"] if "run" in step]
    assert "sphinx-build . _build/html" in commands
    assert "${{ steps.deployment.outputs.page_url }}" in str(workflow)
    assert parse_orgs((tmp_path / "orgs.toml").read_text()) == ([], [])


def test_the_example_in_orgs_toml_works(run: Run, tmp_path: Path) -> None:
    """An author takes the signs off it, and has an organisation."""
    run("init", ".", *DATE)
    lines = (tmp_path / "orgs.toml").read_text().splitlines()
    example = "\n".join(line.removeprefix("#").strip() for line in lines[2:])
    assert tomllib.loads(example)
    orgs, problems = parse_orgs(example)
    assert [org.name for org in orgs] == ["Lighthouse Lab"]
    assert problems == []


def test_a_journal_within_a_repository_says_where_services_look(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert "top of the repository" in run("init", "docs/journal", *DATE).stderr
    assert run("init", ".", *DATE).stderr == ""


def test_a_folder_in_which_nobody_may_write_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("init", "file/journal", code=1)
    assert len(result.stderr.splitlines()) == 1
    assert "Not a directory" in result.stderr
