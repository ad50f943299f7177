"""The terminal lists what the directive lists, by the same words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from sphinx_paperreview.authoring.listing import OPTIONS
from sphinx_paperreview.cli.again import days_before
from sphinx_paperreview.cli.table import width
from sphinx_paperreview.core.query import COLUMNS, SORT_KEYS
from tests.cli.conftest import Run
from tests.site import Site, build, review_page

PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n{paper}`2509.00012` and {paper}`2511.21579`.\n",
    "2025-11-27.md": review_page(
        ":::{paper} 2511.21579",
        ":title: 하모니: 소리와 영상",
        ":org: tencent; nvidia",
        ":tags: video",
        ":code: https://example.org/code",
        ":rating: 4.5",
        "",
        "Text.",
        ":::",
        "",
        ":::{paper}",
        ":title: Without a link",
        ":reviewer: Ada Park",
        ":venue: ICLR 2026",
        ":award: Oral",
        "",
        "Builds on {paper}`2509.00012`.",
        ":::",
    ),
    "2025-10-02.md": review_page(
        ":::{paper} 2509.00012",
        ":title: Older",
        ":org: nvidia",
        ":reviewer: Jisoo Kim; Ada Park",
        ":status: to-read",
        "",
        "Text.",
        ":::",
        date="2025-10-02",
    ),
}


@pytest.fixture
def journal(run: Run, tmp_path: Path) -> Site:
    """Three reviews in two posts, where the program runs."""
    return Site(tmp_path, {**PAGES}, 'suppress_warnings = ["toc.not_included"]\n')


def _titles(result: Result) -> list[str]:
    return [record["title"] for record in json.loads(result.stdout)]


def test_it_lists_all_newest_first_in_columns(run: Run, journal: Site) -> None:
    assert run("list").stdout.splitlines() == [
        "TITLE                ORG              VENUE             DATE",
        "하모니: 소리와 영상  Tencent, NVIDIA                    2025-11-27",
        "Without a link                        ICLR 2026 · Oral  2025-11-27",
        "Older                NVIDIA                             2025-10-02",
    ]


ALL = ["하모니: 소리와 영상", "Without a link", "Older"]
NEW, BARE, OLD = ALL

QUERIES: list[tuple[list[str], list[str]]] = [
    (["--org", "엔비디아"], [NEW, OLD]),
    (["--org", "!tencent"], [BARE, OLD]),
    (["--org", "tencent", "--org", "NVIDIA"], [NEW, OLD]),
    (["--org", "tencent; nvidia"], [NEW, OLD]),
    (["--org", "nvidia", "--tag", "video"], [NEW]),
    (["--tag", "#video"], [NEW]),
    (["--source", "arXiv"], [NEW, OLD]),
    (["--venue", "iclr"], [BARE]),
    (["--author", "Nobody"], []),
    (["--reviewer", "ada park"], [BARE, OLD]),
    (["--reviewer", "!Jisoo  Kim"], [NEW, BARE]),
    (["--status", "to-read"], [OLD]),
    (["--year", "2024"], []),
    (["--since", "2025-11"], [NEW, BARE]),
    (["--until", "2025-10-02"], [OLD]),
    (["--post", "2025-10-*"], [OLD]),
    (["--has", "code"], [NEW]),
    (["--has", "!code"], [BARE, OLD]),
    (["--papers", "2509.00012 https://arxiv.org/abs/2511.21579v3"], [OLD, NEW]),
    (["--papers", "2509.00012", "--papers", "2511.21579"], [OLD, NEW]),
    (["--sort", "title"], [OLD, BARE, NEW]),
    (["--sort", "date"], [OLD, NEW, BARE]),
    (["--limit", "1"], [NEW]),
    (["--group-by", "org"], [NEW, OLD, NEW, BARE]),
    (["--columns", "date"], ALL),
]


ORDERS = {
    "date": (OLD, NEW),
    "title": (OLD, NEW),
    "published": (OLD, NEW),
    "rating": (NEW, NEW),
    "org": (OLD, NEW),
    "reviewer": (BARE, OLD),
    "mentions": (NEW, OLD),
}
"""What stands first in each order, upwards and downwards."""


@pytest.mark.parametrize(("query", "titles"), QUERIES, ids=lambda value: " ".join(value)[:30])
def test_a_query_selects(run: Run, journal: Site, query: list[str], titles: list[str]) -> None:
    assert _titles(run("list", "--format", "json", *query)) == titles


def test_every_option_of_the_directive_is_there_and_tried() -> None:
    """All but those that say how a page looks."""
    tried = {query[0].removeprefix("--") for query, _titles in QUERIES}
    assert tried == set(OPTIONS) - {"style", "show", "hide", "filter", "export", "empty", "name"}


@pytest.mark.parametrize(("condition", "titles"), [("internal", []), ("html", ["Hidden"])])
def test_it_lists_what_the_web_shows(
    run: Run, journal: Site, condition: str, titles: list[str]
) -> None:
    """Of what outputs leave out: the command line has no output of its own."""
    paper = [":::{paper} 2511.00009", ":title: Hidden", ":tags: guarded", ":::"]
    journal.write("guarded.md", review_page(f"::::{{only}} {condition}", *paper, "::::"))
    assert _titles(run("list", "--format", "json", "--tag", "guarded")) == titles


def test_groups_stand_under_headings(run: Run, journal: Site) -> None:
    result = run("list", "--group-by", "year month", "--columns", "title status")
    assert result.stdout.splitlines() == [
        "TITLE                STATUS",
        "",
        "2025",
        "  2025-11",
        "하모니: 소리와 영상  read",
        "Without a link       read",
        "",
        "  2025-10",
        "Older                to-read",
    ]


def test_those_without_a_group_come_last(run: Run, journal: Site) -> None:
    lines = run("list", "--group-by", "org", "--columns", "title").stdout.splitlines()
    assert lines[-2:] == ["(others)", "Without a link"]


@pytest.mark.parametrize("column", COLUMNS)
def test_each_column_of_the_directive_can_be_shown(run: Run, journal: Site, column: str) -> None:
    header, *rows = run("list", "--columns", column).stdout.splitlines()
    assert header == column.upper()
    assert len(rows) == 3
    assert any(row.strip() for row in rows) is (column != "authors")


@pytest.mark.parametrize("key", SORT_KEYS)
def test_each_order_of_the_directive_is_one_here(run: Run, journal: Site, key: str) -> None:
    found = (run("list", "--format", "json", "--sort", sort) for sort in (key, f"-{key}"))
    assert tuple(_titles(result)[0] for result in found) == ORDERS[key]


def test_mentions_are_counted(run: Run, journal: Site) -> None:
    lines = run("list", "--columns", "mentions title", "--sort", "-mentions").stdout.splitlines()
    assert [line.split(maxsplit=1) for line in lines[1:3]] == [["2", OLD], ["1", NEW]]
    records = json.loads(run("list", "--format", "json").stdout)
    assert [record["mentions"] for record in records] == [1, 0, 2]


def test_columns_are_what_the_directive_can_show(run: Run, journal: Site) -> None:
    columns = "title org authors venue published date rating status tags links"
    header, row, *_rest = run("list", "--columns", columns).stdout.splitlines()
    assert header.lower().split() == columns.split()
    assert "4.5" in row
    assert "#video" in row
    assert "2025-11 " in row
    assert row.endswith("https://example.org/code")


def test_the_number_of_others_is_no_part_of_the_result(run: Run, journal: Site) -> None:
    result = run("list", "--limit", "2")
    assert len(result.stdout.splitlines()) == 3
    assert result.stderr == "Note: and 1 more\n"


def test_nothing_that_matches_is_no_failure(run: Run, journal: Site) -> None:
    result = run("list", "--year", "1999")
    assert (result.stdout, result.stderr) == ("", "Note: no review matches\n")
    assert run("list", "--year", "1999", "--format", "json").stdout == "[]\n"


def test_json_holds_all_that_is_known(run: Run, journal: Site) -> None:
    (record,) = json.loads(run("list", "--format", "json", "--limit", "1").stdout)
    assert record["ids"] == ["arxiv:2511.21579"]
    assert record["orgs"] == ["Tencent", "NVIDIA"]
    assert record["date"] == "2025-11-27"
    assert record["rating"] == 4.5
    assert {"label": "code", "url": "https://example.org/code"} in record["links"]
    assert (record["post"], record["line"], record["anchor"]) == (
        "2025-11-27",
        6,
        "arxiv-2511-21579",
    )


def test_json_says_in_which_groups_a_review_stands(run: Run, journal: Site) -> None:
    records = json.loads(run("list", "--format", "json", "--group-by", "org year").stdout)
    assert [record["group"] for record in records] == [
        ["NVIDIA", "2025"],
        ["NVIDIA", "2025"],
        ["Tencent", "2025"],
        ["", "2025"],
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--since", "2025-13"], "--since: '2025-13': no such date"),
        (["--sort", "size"], "--sort: 'size': expected one of date"),
        (["--limit", "0"], "--limit: '0': expected a number"),
        (["--limit", "1", "--limit", "2"], "--limit: '1, 2': expected a number"),
        (["--source", "x"], "--source: 'x': expected a source"),
        (["--papers", "foo"], "--papers: no paper id: 'foo'"),
        (["--columns", "size"], "--columns: 'size': 'size' is none of title"),
        (["--since", "2025", "--until", "2024"], "--since: '2025' is after until"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--style", "cards"], "No such option"),
        (["--again", "--day", "2025-02-29"], "'2025-02-29': expected a date"),
        (["--again", "--day", "gestern"], "'gestern': expected a date"),
        (["--again", "--day", ""], "'': expected a date"),
        (["--day", "2025-11-27"], "--day goes with --again"),
        (["--again", "--group-by", "org"], "--again groups by itself"),
    ],
)
def test_a_wrong_value_is_a_usage_error(
    run: Run, journal: Site, arguments: list[str], message: str
) -> None:
    result = run("list", *arguments, code=2)
    assert message in result.stderr.splitlines()[-1]
    assert result.stdout == ""


def test_what_conf_py_prints_is_no_part_of_the_result(run: Run, journal: Site) -> None:
    journal.write("conf.py", (journal.source / "conf.py").read_text() + 'print("hello")\n')
    assert _titles(run("list", "--format", "json")) == ALL


def test_nothing_is_written_into_the_journal(run: Run, journal: Site) -> None:
    before = sorted(journal.source.rglob("*"))
    run("list")
    assert sorted(journal.source.rglob("*")) == before


TELLS_WHAT_IT_READS = """
def setup(app):
    app.connect("source-read", _say)


def _say(app, docname, source):
    print("reading", docname, flush=True)
"""


def test_what_the_last_build_has_read_is_not_read_again(
    run: Run, journal: Site, tmp_path: Path
) -> None:
    """Nor is it changed: the next build still warns of what it finds."""
    out = tmp_path / "_build/html"
    build(tmp_path, out, "html", doctrees=out / ".doctrees")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    conf = (tmp_path / "conf.py").read_text()
    journal.write("conf.py", f"{conf}{TELLS_WHAT_IT_READS}")
    journal.write("2025-10-02.md", str(PAGES["2025-10-02.md"]).replace("Older", "Changed"))
    result = run("list", "--format", "json")
    assert result.stderr.splitlines() == ["reading 2025-10-02"]
    assert _titles(result) == [NEW, BARE, "Changed"]
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("conf", "message"),
    [
        ("x = (\n", "Sphinx cannot read the journal: There is a syntax error"),
        ("1 / 0\n", "ZeroDivisionError: division by zero"),
        ("import sys; sys.exit(3)\n", "called sys.exit()"),
        ('extensions = ["no_such_thing"]\n', "Could not import extension no_such_thing"),
        ('extensions = ["myst_parser"]\n', "conf.py does not load 'sphinx_paperreview'"),
        ('root_doc = "nothing"\n', "Sphinx cannot read the journal: "),
        ("def setup(app):\n    app.connect('source-read', lambda *a: 1 / 0)\n", "division by zero"),
    ],
)
def test_a_journal_that_cannot_be_read_is_one_line(
    run: Run, journal: Site, conf: str, message: str
) -> None:
    text = conf if "extensions" in conf else (journal.source / "conf.py").read_text() + conf
    journal.write("conf.py", text)
    result = run("list", code=1)
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert message in line


def test_a_terminal_gets_lines_that_fit(
    run: Run, journal: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _stream: True)
    lines = run("list").stdout.splitlines()
    assert max(map(width, lines)) == 40
    assert "…" in lines[1]


def test_a_reviewer_of_nearly_that_name_is_asked_about(run: Run, journal: Site) -> None:
    result = run("list", "--format", "json", "--reviewer", "Ada Prak")
    assert _titles(result) == []
    assert result.stderr == (
        "Note: --reviewer: nobody goes by the name 'Ada Prak'; did you mean 'Ada Park'?\n"
    )


def test_records_name_the_reviewers(run: Run, journal: Site) -> None:
    records = json.loads(run("list", "--format", "json").stdout)
    assert [one["reviewers"] for one in records] == [[], ["Ada Park"], ["Jisoo Kim", "Ada Park"]]


# A look back --------------------------------------------------------------------------------------

REVIEWED = {
    "Yesterday": "2025-11-27",
    "A week ago": "2025-11-21",
    "Eight days ago": "2025-11-20",
    "A month ago": "2025-10-29",
    "A quarter ago": "2025-08-30",
    "Last year": "2024-11-28",
    "That day": "2025-11-28",
    "Later": "2025-12-05",
}


@pytest.fixture
def diary(run: Run, tmp_path: Path) -> Site:
    """A post a day, and one that nobody dated, where the program runs."""
    posts: dict[str, str | bytes] = {
        f"{day}.md": review_page(":::{paper}", f":title: {title}", "", "T.", ":::", date=day)
        for title, day in REVIEWED.items()
    }
    undated = "---\norphan: true\n---\n# Page\n\n:::{paper}\n:title: Undated\n:::\n"
    return Site(tmp_path, {"index.md": "# Home\n", "page.md": undated, **posts})


def test_a_look_back_is_grouped_by_how_long_ago(run: Run, diary: Site) -> None:
    result = run("list", "--again", "--day", "2025-11-28", "--columns", "title")
    assert result.stdout.split("\n\n") == [
        "TITLE",
        "1 day ago\nYesterday",
        "7 days ago\nA week ago",
        "30 days ago\nA month ago",
        "90 days ago\nA quarter ago",
        "365 days ago\nLast year\n",
    ]
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "groups"),
    [
        (["--limit", "1"], {"Yesterday": ["1 day ago"]}),
        (["--since", "2025-11", "--sort", "date"],
         {"Yesterday": ["1 day ago"], "A week ago": ["7 days ago"]}),
        (["--until", "2024"], {"Last year": ["365 days ago"]}),
        (["--org", "nobody"], {}),
    ],
)  # fmt: skip
def test_a_look_back_selects_as_any_list(
    run: Run, diary: Site, arguments: list[str], groups: dict[str, list[str]]
) -> None:
    result = run("list", "--again", "--day", "2025-11-28", "--format", "json", *arguments)
    assert {one["title"]: one["group"] for one in json.loads(result.stdout)} == groups


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2025-12-06", ["Later"]),
        ("2025-11-29", ["That day"]),
        ("2025-03-01", []),
        ("9999-12-31", []),
        ("0001-01-01", []),
        ("0001-01-08", []),
    ],
)
def test_any_day_can_be_looked_back_from(run: Run, diary: Site, day: str, found: list[str]) -> None:
    assert _titles(run("list", "--again", "--day", day, "--format", "json"))[:1] == found


def test_an_empty_journal_has_nothing_to_look_back_at(run: Run, tmp_path: Path) -> None:
    Site(tmp_path, {"index.md": "# Home\n"})
    result = run("list", "--again", "--day", "2025-11-28")
    assert (result.stdout, result.stderr) == ("", "Note: no review matches\n")
    assert _titles(run("list", "--again", "--format", "json")) == []


@pytest.mark.parametrize(
    ("day", "days"),
    [
        ("2024-03-01", ["2024-02-29", "2024-02-23", "2024-01-31", "2023-12-02", "2023-03-02"]),
        ("2025-03-01", ["2025-02-28", "2025-02-22", "2025-01-30", "2024-12-01", "2024-03-01"]),
        ("2024-02-29", ["2024-02-28", "2024-02-22", "2024-01-30", "2023-12-01", "2023-03-01"]),
        ("0001-01-09", ["0001-01-08", "0001-01-02"]),
    ],
)
def test_days_are_counted_over_leap_days(day: str, days: list[str]) -> None:
    assert list(days_before(day)) == days
