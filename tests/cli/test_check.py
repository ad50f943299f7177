"""All that a build complains about is listed, and what an author may want to know of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_paperreview.cli.remarks import CERTAIN, Check
from tests.cli.conftest import Run
from tests.site import Site, review_page

QUIET = 'suppress_warnings = ["toc.not_included"]\n'


def _review(paper: str, *options: str) -> tuple[str, ...]:
    return (f":::{{paper}} {paper}", *options, "", "Text.", ":::", "")


OF_FATES = {Check.WITHDRAWN, Check.PUBLISHED, Check.VERSION}
"""Remarks that need a fetched record: tried apart, at the end."""

GOOD = _review("2511.21579", ":title: Harmony", ":org: tencent")


def _write(
    tmp_path: Path, *pages: tuple[str, ...], conf: str = "", date: str = "2025-11-27"
) -> None:
    """Write a journal of some posts, ``post0.md`` and so on."""
    posts = {f"post{i}.md": review_page(*page, date=date) for i, page in enumerate(pages)}
    Site(tmp_path, {"index.md": "# Home\n", **posts}, QUIET + conf)


def test_a_journal_without_a_fault_passes(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, GOOD)
    result = run("check", "--strict")
    assert result.stdout == ""
    assert result.stderr == "0 warnings and 0 remarks on 1 review\n"


def test_a_new_journal_passes(run: Run) -> None:
    run("init", ".", "--date", "2025-11-27")
    assert run("check", "--strict").stdout == ""


def test_a_fence_that_a_build_loses_is_listed(run: Run, tmp_path: Path) -> None:
    """Within HTML, and never closed: ``dummy`` sees both as well."""
    _write(tmp_path, ("<br />", *GOOD), (*GOOD[:-2], ""))
    result = run("check", "--builder", "dummy", code=1)
    lines = [line for line in result.stdout.splitlines() if ": warning: " in line]
    assert [(line.split(": ")[0], line.rpartition(" ")[2]) for line in lines] == [
        ("post0.md:7", "[paper.fence]"),
        ("post1.md:6", "[paper.fence]"),
    ]


def test_every_warning_of_a_build_is_listed_with_its_place(run: Run, tmp_path: Path) -> None:
    """Those of reading, of what pages have in common, of references, and of generated pages."""
    _write(
        tmp_path,
        _review("2513.00001", ":title: A", ":org: shaomi", ":no-such: x"),
        (*_review("2511.21692", ":title: B", ":tags: a b"), "{paper}`nothing`"),
        _review("2511.21693", ":title: C", ":tags: a-b"),
    )
    result = run("check", code=1)
    lines = [line for line in result.stdout.splitlines() if ": warning: " in line]
    assert [(line.split(": ")[0], line.rpartition(" ")[2]) for line in lines] == [
        ("post0.md:6", "[paper.id]"),
        ("post0.md:8", "[paper.org]"),
        ("post0.md:9", "[paper.option]"),
        ("post1.md:13", "[ref.paper]"),
        ("post2.md:6", "[paper.page]"),
    ]
    assert result.stderr.startswith("5 warnings and ")


def test_a_quick_check_does_not_see_what_only_html_has(run: Run, tmp_path: Path) -> None:
    _write(
        tmp_path,
        _review("2511.21692", ":title: B", ":tags: a b"),
        _review("2511.21693", ":title: C", ":tags: a-b"),
    )
    assert "[paper.page]" in run("check", code=1).stdout
    assert run("check", "--builder", "dummy").stdout == ""


REMARKS: list[tuple[Check, tuple[tuple[str, ...], ...], str]] = [
    (Check.FUTURE, (_review("2512.00001", ":title: T"),), "post0.md:6"),
    (Check.FUTURE, (_review("2511.00001", ":title: T", ":date: 2025-10-30"),), "post0.md:6"),
    (Check.NUMBER, (_review("2511.90001", ":title: T"),), "post0.md:6"),
    (Check.DUPLICATE, (GOOD, GOOD), "post0.md:6"),
    (
        Check.SAME_TITLE,
        (GOOD, _review("", ":title: harmony", ":code: https://a.org")),
        "post0.md:6",
    ),
    (
        Check.ORG,
        (
            _review("2511.00001", ":title: A", ":org: Lighthouse Lab"),
            _review("2511.00002", ":title: B", ":org: Lighthouse Lab. Inc."),
        ),
        "post1.md:6",
    ),
    (
        Check.ORG,
        (
            _review("2511.00001", ":title: A", ":org: Ligthhouse Lab"),
            _review("2511.00002", ":title: B", ":org: Lighthouse Lab"),
            _review("2511.00003", ":title: C", ":org: Lighthouse Lab"),
        ),
        "post0.md:6",
    ),
    (Check.LINK, (_review("", ":title: T"),), "post0.md:6"),
    (Check.TITLE, (_review("2511.00001"),), "post0.md:6"),
]


@pytest.mark.parametrize(("kind", "pages", "place"), REMARKS)
def test_something_is_noted_once_and_in_its_place(
    run: Run, tmp_path: Path, kind: Check, pages: tuple[tuple[str, ...], ...], place: str
) -> None:
    _write(tmp_path, *pages)
    result = run("check", code=kind in CERTAIN)
    (line,) = result.stdout.splitlines()
    level = "warning" if kind in CERTAIN else "remark"
    assert line.startswith(f"{place}: {level}: ")
    assert line.endswith(f" [check.{kind.value}]")


def test_a_post_without_a_date_is_noted(run: Run, tmp_path: Path) -> None:
    Site(tmp_path, {"index.md": "# Home\n", "post.md": "# Post\n\n" + "\n".join(GOOD)}, QUIET)
    assert "[check.date]" in run("check").stdout


def test_every_kind_of_remark_is_tried() -> None:
    assert {kind for kind, _pages, _place in REMARKS} == set(Check) - {Check.DATE, *OF_FATES}


FINE: list[tuple[tuple[str, ...], ...]] = [
    (_review("2512.00001", ":title: T", ":date: 2025-11-30"),),
    (_review("cs/9901001", ":title: T"),),
    (_review("2511.49999", ":title: T"),),
    (_review("", ":title: T", ":pdf: https://example.org/a.pdf"),),
    (_review("", ":title: T", ":no-index:"),),
    (
        _review("2511.00001", ":title: A", ":org: York University"),
        _review("2511.00002", ":title: B", ":org: Cork University"),
    ),
    (
        _review("2511.00001", ":title: A", ":org: Lab 1"),
        _review("2511.00002", ":title: B", ":org: Lab 2"),
    ),
]


@pytest.mark.parametrize("pages", FINE)
def test_what_is_well_as_it_is_is_not_noted(
    run: Run, tmp_path: Path, pages: tuple[tuple[str, ...], ...]
) -> None:
    _write(tmp_path, *pages)
    assert run("check").stdout == ""


def test_near_names_are_noted_where_the_build_does_not_say_so(run: Run, tmp_path: Path) -> None:
    page = _review("2511.00001", ":title: A", ":org: shaomi")
    _write(tmp_path, page, conf='paperreview_unknown_orgs = "ignore"\n')
    assert "'shaomi' is nearly 'Xiaomi'" in run("check").stdout


@pytest.mark.parametrize("strict", [False, True])
def test_remarks_count_only_when_asked_to(run: Run, tmp_path: Path, strict: bool) -> None:
    _write(tmp_path, GOOD, GOOD)
    run("check", *["--strict"] * strict, code=int(strict))


@pytest.mark.parametrize("suppressed", ["check", "check.*", "check.duplicate"])
def test_conf_py_silences_remarks_as_it_does_warnings(
    run: Run, tmp_path: Path, suppressed: str
) -> None:
    conf = f'suppress_warnings = ["toc.not_included", "{suppressed}"]\n'
    _write(tmp_path, GOOD, GOOD, conf=conf)
    assert run("check", "--strict").stdout == ""


def test_json_is_for_programs(run: Run, tmp_path: Path) -> None:
    _write(
        tmp_path, _review("2511.00001", ":title: 하모니", ":org: shaomi"), _review("", ":title: T")
    )
    found = json.loads(run("check", "--format", "json", code=1).stdout)
    assert [(one["path"], one["line"], one["kind"], one["is_remark"]) for one in found] == [
        ("post0.md", 8, "paper.org", False),
        ("post1.md", 6, "check.link", True),
    ]
    assert found[0]["message"] == "unknown organisation 'shaomi'; did you mean 'Xiaomi'?"


def test_github_shows_findings_where_they_are(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its paths are relative to the repository, where a workflow runs."""
    _write(
        tmp_path / "docs", _review("2511.00001", ":title: A", ":org: shaomi"),
        _review("", ":title: 100%, a: b"),
    )  # fmt: skip
    result = run("check", "--format", "github", code=1)
    assert result.stdout.splitlines() == [
        (
            "::error file=docs/post0.md,line=8,title=paper.org::"
            "unknown organisation 'shaomi'; did you mean 'Xiaomi'?"
        ),
        (
            "::notice file=docs/post1.md,line=6,title=check.link::"
            "'100%25, a: b' has neither an id nor a link"
        ),
    ]


def test_nothing_is_written_into_the_journal(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, GOOD)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    run("check")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_builder_that_does_not_exist_is_one_line(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, GOOD)
    (line,) = run("check", "--builder", "nope", code=1).stderr.splitlines()
    assert "nope" in line


# What became of papers ------------------------------------------------------------------------

FATES = """{"version": 1, "papers": [{"ids": ["arxiv:2511.21579"], "title": "Harmony", %s}]}"""


def _fate(tmp_path: Path, said: str, *options: str, paper: str = "2511.21579") -> None:
    _write(tmp_path, _review(paper, ":title: Harmony", ":org: tencent", *options))
    (tmp_path / "papers.json").write_text(FATES % said)


@pytest.mark.parametrize(
    ("said", "options", "paper", "message"),
    [
        ('"fate": {"withdrawn": true, "comment": "Withdrawn: an error"}', (), "2511.21579",
         "'Harmony' was withdrawn: 'Withdrawn: an error' [check.withdrawn]"),
        ('"venue": "ICLR 2026"', (":venue: a preprint",), "2511.21579",
         "'Harmony' shows 'a preprint': it is in 'ICLR 2026' [check.published]"),
        ('"venue": "ICLR 2026"', (":venue: -",), "2511.21579",
         "'Harmony' shows no venue: it is in 'ICLR 2026' [check.published]"),
        ('"fate": {"versions": 3}', (), "https://arxiv.org/abs/2511.21579v2",
         "https://arxiv.org/abs/2511.21579v2 is of an older version: there is v3 [check.version]"),
    ],
)  # fmt: skip
def test_what_became_of_a_paper_is_listed(
    run: Run, tmp_path: Path, said: str, options: tuple[str, ...], paper: str, message: str
) -> None:
    _fate(tmp_path, said, *options, paper=paper)
    (line,) = run("check").stdout.splitlines()
    assert line.endswith(f"remark: {message}")


@pytest.mark.parametrize(
    ("said", "options", "paper"),
    [
        ('"fate": {"comment": "12 pages"}', (), "2511.21579"),
        ('"venue": "ICLR 2026"', (), "2511.21579"),
        ('"venue": "ICLR 2026"', (":venue: iclr 2026",), "2511.21579"),
        ('"fate": {"versions": 3}', (), "https://arxiv.org/abs/2511.21579v3"),
        ('"fate": {"versions": 3}', (), "https://arxiv.org/abs/2511.21579"),
    ],
)
def test_what_its_author_knows_is_not_listed(
    run: Run, tmp_path: Path, said: str, options: tuple[str, ...], paper: str
) -> None:
    _fate(tmp_path, said, *options, paper=paper)
    assert run("check", "--strict").stdout == ""
