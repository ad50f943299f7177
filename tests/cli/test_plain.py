"""Commands that read posts know the reviews of plain headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.site import Site

LAMP = "https://arxiv.org/abs/2503.01002"
POST = "# {day}\n\n## 1. [Lamps at Dusk]({url}) `nvidia`\n\nWords.\n\n## 2. [Fog]({fog}) `{org}`\n"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal of two posts that share a paper."""
    posts = {
        f"2025-03-0{day}.md": POST.format(
            day=f"2025-03-0{day}", url=LAMP, fog=f"https://arxiv.org/abs/2503.0200{day}", org=org
        )
        for day, org in ((8, "meta"), (9, "shaomi"))
    }
    conf = 'paperreview_headings = True\nsuppress_warnings = ["toc.not_included"]\n'
    Site(tmp_path, {"index.md": "# Home\n", **posts}, conf)
    return tmp_path


def test_list_shows_them(run: Run, journal: Path) -> None:
    shown = run("list", "--columns", "date title").stdout
    assert [line.split(maxsplit=1)[1] for line in shown.splitlines() if "2025-03-08" in line] == [
        *("Lamps at Dusk", "Fog")
    ]


def test_check_names_the_line_of_the_heading(run: Run, journal: Path) -> None:
    shown = run("check", code=1).stdout
    assert "2025-03-09.md:7: warning: unknown organisation 'shaomi' stays in the title" in shown
    assert "2025-03-09.md:3: remark: 'Lamps at Dusk' is reviewed in 2025-03-08 too" in shown


def test_new_says_where_a_paper_is_named(run: Run, journal: Path) -> None:
    said = run("new", "--date", "2025-03-10", LAMP).stderr
    assert "2025-03-08.md:3" in said
