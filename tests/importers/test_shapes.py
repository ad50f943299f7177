"""Papers in lists and tables: what is their title, and what is said of them."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.convert import convert
from sphinx_paperreview.importers.dialects import DIALECTS
from tests.importers.faithful import run, titles

LAMP = "https://arxiv.org/abs/2503.01002"
QUIET = "https://arxiv.org/abs/2503.01001"


def test_brackets_before_a_linked_title_are_its_organisations() -> None:
    """Whether anybody knows them or not; and no mark before them is in the title."""
    found = run(f"# Day\n\n- 📜 [Attic Univ., Night Lab] [Lamp]({LAMP})\n    - It glows.\n")
    assert [paper.title for paper in found.papers] == ["Lamp"]
    assert "\n:org: Attic Univ., Night Lab\n" in found.text


def test_a_paper_in_a_list_of_tasks_is_one_whether_it_is_done_or_not() -> None:
    assert titles(f"# Day\n\n- [x] [Lamp]({LAMP})\n- [ ] [Quiet]({QUIET})\n") == ["Lamp", "Quiet"]


def test_brackets_without_a_word_are_none() -> None:
    assert ":org:" not in run(f"# Day\n\n- [2025] [Lamp]({LAMP})\n").text


def test_an_item_of_a_list_of_papers_may_be_called_as_it_likes() -> None:
    others = f"- Lamp [[arXiv]({LAMP})]\n- Night [[arXiv](https://arxiv.org/abs/2503.01003)]\n"
    item = f"- why are lamps so quiet? [[arXiv]({QUIET})]\n"
    assert titles(f"# Notes\n\n{others}{item}") == ["Lamp", "Night", "why are lamps so quiet?"]
    assert titles(f"# Notes\n\n{item}") == []


def test_a_title_that_is_a_link_is_its_text() -> None:
    """Where else it leads to is kept."""
    text = f"# Notes\n\n1. [Lamp](https://blog.example.com/lamp) ([Paper]({LAMP})) `Night` `2021`\n"
    found = run(text)
    assert [paper.title for paper in found.papers] == ["Lamp"]
    assert ":links: blog.example.com <https://blog.example.com/lamp>" in found.text


def test_a_local_address_says_nothing_of_the_title() -> None:
    found = titles(f"# Notes\n\n- [The Lamp](notes/some-long-lower-words.md) [[arXiv]({LAMP})]\n")
    assert found == ["[The Lamp](notes/some-long-lower-words.md)"]


CELLS = {
    "**Lamp** - glows in the dark, and more.": ("Lamp", "glows in the dark, and more."),
    "**Lamp** glows.": ("Lamp", "glows."),
    "1) Lamp  Introduces light. <br> It glows.": ("Lamp", "Introduces light. <br> It glows."),
    "Lamp – a light that glows in the dark": ("Lamp", "a light that glows in the dark"),
    "Lamps - Again": ("Lamps - Again", ""),
    "Lamp-In-The-Dark": ("Lamp-In-The-Dark", ""),
    "**Lamp in the Night**": ("Lamp in the Night", ""),
}


@pytest.mark.parametrize(("cell", "divided"), CELLS.items(), ids=CELLS)
def test_the_title_in_a_cell_is_what_stands_out(cell: str, divided: tuple[str, str]) -> None:
    found = run(f"# Day\n\n| Paper | Links |\n|---|---|\n| {cell} | [Paper]({LAMP}) |\n")
    title, rest = divided
    assert [paper.title for paper in found.papers] == [title]
    assert not rest or f"\n{rest}\n:::" in found.text


def test_links_of_any_kind_may_stand_beside_that_to_the_paper() -> None:
    row = f"| Lamp | [Paper]({LAMP}), [Tweet](https://x.com/a/status/1) |"
    found = run(f"# Day\n\n| **Paper** | **Links** |\n|---|---|\n{row}\n")
    assert f"{{paper}} {LAMP}" in found.text
    assert ":links: Tweet <https://x.com/a/status/1>" in found.text


TABLES = {
    "by what is in it": ("Method | Work", "LampNet | [Night Lamp]({LAMP})", "**Method:** LampNet"),
    "beside links": ("Model | Links", "Night Lamp | [Paper]({LAMP}), [Code]({CODE})", ":code:"),
    "with authors": ("Title & Authors", "[Night Lamp]({LAMP}) <br> Ada Park, Jo Kim", ":authors:"),
    "beside its links": (
        "Paper | Date",
        "**Night Lamp** [[arXiv]]({LAMP}) | 2025.03",
        ":published:",
    ),
    "in Chinese": ("标题 | 链接", "Night Lamp | [论文]({LAMP})", ""),
}


@pytest.mark.parametrize("name", TABLES)
def test_the_column_of_titles_is_found(name: str) -> None:
    """By its name, or by what is in it."""
    head, row, told = TABLES[name]
    rule = "|".join("-" for _ in head.split("|"))
    row = row.format(LAMP=LAMP, CODE="https://github.com/night/lamp")
    text = f"# Day\n\n| {head} |\n|{rule}|\n| {row} |\n"
    found = convert(text.encode(), "post.md", dialect=DIALECTS["markdown"])
    assert [(paper.title, bool(paper.ids)) for paper in found.papers] == [("Night Lamp", True)]
    assert told in found.text


def test_a_row_of_one_text_parts_the_others() -> None:
    rows = f"| [Lamp]({LAMP}) | 2025 |\n| **Older** | |\n| [Quiet]({QUIET}) | 2024 |\n"
    found = run(f"# Day\n\n| Paper | Year |\n|---|---|\n{rows}")
    assert [paper.title for paper in found.papers] == ["Lamp", "Quiet"]
    assert ":::\n\n**Older**\n\n- :::{paper}" in found.text


def test_a_table_of_results_stays() -> None:
    """Unless a column says that it holds papers."""
    rows = f"| [Lamp]({LAMP}) | 81.2 | 12M |\n| [Quiet]({QUIET}) | **83.5%** | 30M |\n"
    table = f"| {{}} | Top-1 | Size |\n|---|---|---|\n{rows}"

    def found(name: str) -> list[str]:
        text = f"# Day\n\n{table.format(name)}"
        imported = convert(text.encode(), "post.md", dialect=DIALECTS["markdown"])
        return [paper.title for paper in imported.papers]

    assert found("Model") == []
    assert found("Paper") == ["Lamp", "Quiet"]


@pytest.mark.parametrize(
    ("before", "tag"),
    [
        ("Read ", "Read"),
        ("read: ", "read"),
        ("DONE ", "DONE"),
        ("[x] Skimmed ", "Skimmed"),
        ("To read: ", "To read"),
        ("**Read** ", "Read"),
        ("읽음: ", "읽음"),
        ("已读：", "已读"),
    ],
)
@pytest.mark.parametrize("title", ["[Lamp]({url})", "**[Lamp]({url})**", "**Lamp** [pdf]({url})"])
def test_how_far_one_is_with_a_paper_is_a_tag(before: str, tag: str, title: str) -> None:
    found = run(f"# Day\n\n- {before}{title.format(url=LAMP)}\n    - It glows.\n")
    assert [paper.title for paper in found.papers] == ["Lamp"]
    assert f"\n:tags: {tag}\n" in found.text


def test_capitals_tell_a_task_from_its_title() -> None:
    """And links that say nothing tell that a word is the title itself."""
    found = f"# Day\n\n- TODO Lamps Glow [pdf]({LAMP})\n- Reading Lamps [pdf]({QUIET})\n"
    assert titles(found) == ["Lamps Glow", "Reading Lamps"]
    found = f"# Day\n\n- Later [pdf]({LAMP})\n- **Now** [pdf]({QUIET})\n"
    assert titles(found) == ["Later", "Now"]


def test_a_sentence_on_what_was_read_is_none() -> None:
    assert titles(f"# Day\n\n- Read [Lamp]({LAMP}) before the class\n") == []


ROWS = {
    "before the title": ("Who | Paper", f"Ada Park | [Night Lamp]({LAMP})", "**Who:** Ada Park"),
    "on both sides": ("Held | Paper | Who", f"1/2 | [Night Lamp]({LAMP}) | Ada", "**Who:** Ada"),
    "before a bare address": ("Date | Who | Paper | Link", f"1/2 | Ada | Night Lamp | {LAMP}", ""),
    "called as a column": (
        "Paper | Who | Slides",
        f"[Night Lamp]({LAMP}) | Ada | [slides](slides/lamp.pdf)",
        "**Slides:** [slides](",
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_nothing_of_a_row_is_lost_where_the_title_moves_to_the_front(name: str) -> None:
    head, row, told = ROWS[name]
    rule = "|".join("-" for _ in head.split("|"))
    other = row.replace("Night Lamp", "Quiet Rooms").replace(LAMP, QUIET).replace("1/2", "2/3")
    found = run(f"# Day\n\n| {head} |\n|{rule}|\n| {row} |\n| {other.replace('Ada', 'Jo')} |\n")
    assert [paper.title for paper in found.papers] == ["Night Lamp", "Quiet Rooms"]
    assert told in found.text


@pytest.mark.parametrize(
    "names", ["Date | Speaker", "날짜 | 발표자", "When | Led by", "日期 | 报告人"]
)
def test_the_day_in_a_schedule_is_that_of_the_meeting(names: str) -> None:
    """Beside who presents; a day without a year stays text."""
    row = f"| 2025-03-14 | Ada | [Lamp]({LAMP}) |\n| 3/21 | Jo | [Quiet]({QUIET}) |\n"
    found = run(f"# Club\n\n| {names} | Paper |\n|---|---|---|\n{row}")
    assert "\n:title: Lamp\n:date: 2025-03-14\n" in found.text
    assert ":published:" not in found.text
    assert f"\n**{names.partition(' |')[0]}:** 3/21\n" in found.text


def test_the_year_of_a_paper_is_its_own_in_a_schedule_too() -> None:
    text = f"| Year | Presenter | Paper |\n|---|---|---|\n| 2025 | Ada | [Lamp]({LAMP}) |\n"
    assert "\n:published: 2025\n" in run(f"# Club\n\n{text}").text


def test_a_row_of_a_schedule_without_a_paper_stays_text() -> None:
    """In its place; a paper that has no link is one where somebody presents it."""
    rows = [
        f"| 2025-03-14 | Ada | [Lamp]({LAMP}) |",
        "| 2025-03-21 | -- | no meeting |",
        "| 2025-03-28 | Jo | TBD |",
        f"| 2025-04-04 | Jo | [Quiet]({QUIET}) |",
        "| 2025-04-11 | Ada | Night Rooms |",
        "| 2025-04-18 | Jo | |",
    ]
    table = "| Date | Presenter | Paper |\n|---|---|---|\n" + "\n".join(rows)
    found = run(f"# Club\n\n{table}\n")
    assert [paper.title for paper in found.papers] == ["Lamp", "Quiet", "Night Rooms"]
    told = ["Lamp", "2025-03-21 · no meeting", "2025-03-28 · Jo · TBD", "Quiet", "2025-04-18 · Jo"]
    assert sorted(told, key=found.text.index) == told


BARE_IDS = ["Lamps, arXiv:2503.01002", "Lamps (arXiv:2503.01002)", "Lamps – 2503.01002"]


@pytest.mark.parametrize("named", BARE_IDS)
def test_an_id_behind_a_title_is_that_of_the_paper(named: str) -> None:
    """In a cell and in an item, beside others that link to theirs."""
    table = f"| Paper | Who |\n|---|---|\n| [Quiet]({QUIET}) | Jo |\n| {named} | Ada |\n"
    for papers in (table, f"- [Quiet]({QUIET})\n- {named}\n"):
        found = run(f"# Day\n\n{papers}")
        assert [paper.title for paper in found.papers] == ["Quiet", "Lamps"]
        assert [str(paper.ids[0].value) for paper in found.papers] == ["2503.01001", "2503.01002"]
