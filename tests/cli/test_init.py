"""A new journal builds, and nothing of an author's own is lost."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from sphinx_paperreview.cli import init
from sphinx_paperreview.core.orgs import parse_orgs
from tests.cli.conftest import Run
from tests.site import Built, build

DATE = ("--date", "2025-11-27")


FURO = "furo>=2024.8.6"
REPOSITORY = Path(__file__).parents[2]


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
    assert _build(tmp_path).texts(".sidebar-tree a") == [
        "All posts",
        "Browse papers",
        "The year in papers",
    ]


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
    assert FURO in (tmp_path / install["requirements"]).read_text().splitlines()
    workflow = (tmp_path / ".github/workflows/pages.yml").read_text()
    assert "${{ steps.deployment.outputs.page_url }}" in str(yaml.safe_load(workflow))
    assert f"pip install -r {install['requirements']}" in _commands(workflow)
    assert parse_orgs((tmp_path / "orgs.toml").read_text()) == ([], [])


def _commands(workflow: str) -> list[str]:
    steps = yaml.safe_load(workflow)["jobs"]["publish"]["steps"]
    return [step["run"] for step in steps if "run" in step]


def _canonical(built: Built) -> list[str]:
    return [str(link["href"]) for link in built.select("link[rel=canonical]", "posts/welcome")]


ADDRESS = "https://journal.example/en/latest/"


def test_a_page_names_its_address_on_read_the_docs(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere nobody knows it, and no page names a wrong one."""
    run("init", ".", *DATE)
    monkeypatch.delenv("READTHEDOCS_CANONICAL_URL", raising=False)
    assert _canonical(_build(tmp_path)) == []
    assert not (tmp_path / "_build/furo/feed.xml").exists()
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", ADDRESS)
    built = _build(tmp_path)
    assert _canonical(built) == [f"{ADDRESS}posts/welcome.html"]
    assert f'href="{ADDRESS}posts/welcome.html"' in built.text("feed.xml")


@pytest.mark.parametrize("address", [ADDRESS, ADDRESS.rstrip("/")])
def test_a_page_names_its_address_on_github_pages(run: Run, tmp_path: Path, address: str) -> None:
    """With or without a slash at its end: both have been seen."""
    run("init", ".", *DATE)
    steps = yaml.safe_load((tmp_path / ".github/workflows/pages.yml").read_text())
    steps = steps["jobs"]["publish"]["steps"]
    (configure,) = [n for n, step in enumerate(steps) if "configure-pages@" in step.get("uses", "")]
    (made,) = [n for n, step in enumerate(steps) if "sphinx-build" in step.get("run", "")]
    assert configure < made
    ((name, value),) = steps[made]["env"].items()
    assert value == f"${{{{ steps.{steps[configure]['id']}.outputs.base_url }}}}"
    program, *arguments = steps[made]["run"].replace(f"${name}", address).split()
    assert (program, arguments[-2:]) == ("sphinx-build", [".", "_build/html"])
    out = tmp_path / "_build/html"
    values = dict(argument.strip('"').split("=", 1) for argument in arguments if "=" in argument)
    values = {key: value.strip('"') for key, value in values.items()}
    built = build(tmp_path, out, "html", overrides=values)
    assert _canonical(built) == [f"{ADDRESS}posts/welcome.html"]
    assert f'href="{ADDRESS}posts/welcome.html"' in built.text("feed.xml")


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


# Installing it elsewhere ----------------------------------------------------------------------

GIT = "sphinx-paperreview @ git+https://git.example/x@0123"


@pytest.fixture
def installed_as(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let `init` think that what it needs for another machine is this requirement."""

    def set_requirement(requirement: str) -> None:
        monkeypatch.setattr(init, "requirement", lambda: requirement)

    return set_requirement


def test_a_journal_asks_for_the_releases_that_the_package_asks_for(
    run: Run, tmp_path: Path
) -> None:
    """An older Sphinx would be installed, and then be refused by the package."""
    run("init", ".", *DATE)
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    ours = {*project["dependencies"], *project["optional-dependencies"]["docs"]}
    assert {line for line in _requirements(tmp_path) if ">=" in line} == {FURO, "sphinx>=8.2"}
    assert {FURO, "sphinx>=8.2"} <= ours


def _requirements(folder: Path) -> list[str]:
    lines = (folder / "requirements.txt").read_text().splitlines()
    return [line for line in lines if not line.startswith("#")]


def test_a_host_gets_the_package_from_its_repository(
    run: Run, tmp_path: Path, installed_as: Callable[[str], None]
) -> None:
    installed_as(GIT)
    result = run("init", ".", *DATE)
    assert _requirements(tmp_path) == [FURO, "sphinx>=8.2", GIT]
    assert "Before you publish" not in result.output


def test_no_journal_asks_for_a_package_that_only_its_author_has(
    run: Run, tmp_path: Path, installed_as: Callable[[str], None]
) -> None:
    """Whoever took the name at an index would be installed by every journal."""
    installed_as("")
    result = run("init", ".", *DATE)
    assert _requirements(tmp_path) == [FURO, "sphinx>=8.2"]
    assert "Before you publish: " in (tmp_path / "requirements.txt").read_text()
    assert "Before you publish: " in result.stdout
    assert str(tmp_path) not in (tmp_path / "requirements.txt").read_text()


def test_it_is_said_too_where_some_files_are_kept(
    run: Run, tmp_path: Path, installed_as: Callable[[str], None]
) -> None:
    installed_as("")
    (tmp_path / "index.md").write_text("# Mine\n")
    assert "Before you publish: " in run("init", ".", *DATE, code=1).stdout


WHEEL = "vendor/sphinx_paperreview-*.whl"


@pytest.mark.parametrize("requirement", ["", GIT])
def test_a_journal_may_bring_the_package_along(
    run: Run, tmp_path: Path, installed_as: Callable[[str], None], requirement: str
) -> None:
    installed_as(requirement)
    result = run("init", ".", "--vendor", *DATE)
    (wheel,) = tmp_path.glob(WHEEL)
    assert _requirements(tmp_path) == [FURO, "sphinx>=8.2", f"./vendor/{wheel.name}"]
    assert "Before you publish" not in result.output
    assert _build(tmp_path).warnings == ()


@pytest.mark.parametrize("requirement", ["", GIT])
def test_the_package_may_come_later(
    run: Run, tmp_path: Path, installed_as: Callable[[str], None], requirement: str
) -> None:
    """As the terminal says; nothing else is touched, and a second time nothing at all."""
    installed_as(requirement)
    run("init", ".", *DATE)
    (tmp_path / "index.md").write_text("# Mine\n")
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    result = run("init", "--vendor")
    (wheel,) = tmp_path.glob(WHEEL)
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == before | {wheel}
    assert (
        tmp_path / "requirements.txt"
    ).read_text() == f"{FURO}\nsphinx>=8.2\n./vendor/{wheel.name}\n"
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["new", "replaced"]
    again = run("init", "--vendor").stdout
    assert [line.split()[0] for line in again.splitlines()] == ["unchanged", "unchanged"]


def test_a_site_of_ones_own_may_bring_the_package_along(run: Run, tmp_path: Path) -> None:
    """It has a `conf.py`: nothing is made but what was asked for."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text("")
    run("init", "docs", "--vendor")
    (wheel,) = docs.glob(WHEEL)
    assert {path.name for path in docs.iterdir()} == {"conf.py", "requirements.txt", "vendor"}
    assert (docs / "requirements.txt").read_text() == f"./vendor/{wheel.name}\n"


def test_a_wheel_of_the_same_version_gives_way(run: Run, tmp_path: Path) -> None:
    run("init", ".", "--vendor", *DATE)
    (wheel,) = tmp_path.glob(WHEEL)
    made = wheel.read_bytes()
    wheel.write_bytes(b"of yesterday")
    run("init", "--vendor")
    assert wheel.read_bytes() == made


def test_a_folder_in_which_nobody_may_write_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("init", "file/journal", code=1)
    assert len(result.stderr.splitlines()) == 1
    assert "Not a directory" in result.stderr
