"""A new post builds as it is, and no post is ever lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.library import papers_json
from tests.site import build

DATE = ("--date", "2025-11-28")
POST = "posts/2025-11-28.md"


@pytest.fixture
def journal(run: Run, tmp_path: Path) -> Path:
    """A journal with its first post."""
    run("init", ".", "--date", "2025-11-27")
    return tmp_path


PAPERS = (
    "2511.21579v2",
    "https://openreview.net/forum?id=Vota6rFhBQ",
    "10.1145/3485132",
    "https://huggingface.co/papers/2511.21692",
    "acl:P18-1023",
    "url:https://example.org/paper",
)


def test_a_new_post_builds_without_a_warning(run: Run, journal: Path) -> None:
    assert run("new", *DATE, *PAPERS).stdout == f"{POST}\n"
    built = build(journal, journal / "_build/html", "html", overrides={"nitpicky": True})
    assert built.warnings == ()
    reviews = [review for review in built.reviews if review.docname == "posts/2025-11-28"]
    assert [str(review.paper.ids[0]) for review in reviews] == [
        "arxiv:2511.21579",
        "openreview:Vota6rFhBQ",
        "doi:10.1145/3485132",
        "arxiv:2511.21692",
        "acl:P18-1023",
        "url:https://example.org/paper",
    ]
    assert built.texts(".paper-posts .paper-title")[0] == "2025-11-28"


def test_one_paper_is_a_section_of_its_own(run: Run, journal: Path) -> None:
    """A review without any text would take the page's heading for its own."""
    run("new", *DATE, "2511.21579")
    built = build(journal, journal / "_build/html", "html")
    assert built.texts("h1", "posts/2025-11-28")[0].startswith("2025-11-28")
    assert built.select("h1 + * ~ section.paper-review", "posts/2025-11-28")


def test_a_post_without_papers_builds_and_shows_how(run: Run, journal: Path) -> None:
    run("new", *DATE)
    assert "% :::{paper} https://" in (journal / POST).read_text()
    built = build(journal, journal / "_build/html", "html", overrides={"nitpicky": True})
    assert built.warnings == ()


def test_the_date_is_today_unless_given(run: Run, journal: Path) -> None:
    days = {date.today(), (run("new"), date.today())[1]}  # the test may run at midnight
    assert any((journal / f"posts/{day}.md").is_file() for day in days)


def test_the_heading_is_the_date_unless_given(run: Run, journal: Path) -> None:
    run("new", *DATE, "--title", "C#  and\n*more*", "2511.21579")
    assert (journal / POST).read_text().startswith("# C# and *more*\n\n:::{paper} 2511.21579\n")


def test_several_addresses_of_one_paper_are_one_review(run: Run, journal: Path) -> None:
    same = ("2511.21579", "https://arxiv.org/pdf/2511.21579v2", "arXiv:2511.21579")
    run("new", *DATE, *same)
    opening = ":::{paper} 2511.21579 https://arxiv.org/pdf/2511.21579v2\n"
    assert (journal / POST).read_text().count(":::{paper}") == 1
    assert opening in (journal / POST).read_text()


def test_bad_ids_are_one_clear_line_and_nothing_is_written(run: Run, journal: Path) -> None:
    result = run("new", *DATE, "2511.21579", "2513.00001", "foo", code=1)
    (line,) = result.stderr.splitlines()
    assert "not an arXiv id: '2513.00001' (month 13" in line
    assert "no paper id: 'foo'" in line
    assert not (journal / POST).exists()


def test_a_citation_key_names_a_paper(run: Run, journal: Path) -> None:
    """As a directive takes it; what a card shows comes from the file."""
    record = {"ids": ["arxiv:2511.21579"], "key": "park2025", "title": "Harmony"}
    (journal / "papers.json").write_text(papers_json(record))
    run("new", *DATE, "park2025")
    assert ":::{paper} park2025\n:title:\n:org:\n" in (journal / POST).read_text()
    built = build(journal, journal / "_build/html", "html", overrides={"nitpicky": True})
    assert built.warnings == ()
    assert "Harmony" in [review.title for review in built.reviews]


@pytest.mark.parametrize(
    "title",
    [
        "A talk without a link",
        "  GPT 4:\n a report ",
        '"Why" *not* $x$?',
        "방법 하나",
        "Attention Is All",
    ],
)
def test_a_paper_without_a_link_goes_by_its_title(run: Run, journal: Path, title: str) -> None:
    run("new", *DATE, title, "2511.21579")
    built = build(journal, journal / "_build/html", "html", overrides={"smartquotes": False})
    assert built.warnings == ()
    text = (journal / POST).read_text()
    assert f":::{{paper}}\n:title: {' '.join(title.split())}\n:org:\n" in text
    assert ":::{paper} 2511.21579\n:title:\n" in text
    assert len([review for review in built.reviews if review.docname == "posts/2025-11-28"]) == 2


def test_a_title_that_a_page_names_already_is_noted(run: Run, journal: Path) -> None:
    result = run("new", *DATE, "attention is all you need")
    assert result.stderr.startswith("Note: attention is all you need is named in posts/welcome.md:")


@pytest.mark.parametrize(
    "text", ["arXiv 2513.00001", "doi: 10.x", "2511.21579 2511.21692", "https://a.example/x y"]
)
def test_a_mistaken_id_is_no_title(run: Run, journal: Path, text: str) -> None:
    run("new", *DATE, text, code=1)
    assert not (journal / POST).exists()


def test_a_post_that_is_there_is_never_overwritten(run: Run, journal: Path) -> None:
    (journal / POST).write_text("# Mine\n")
    result = run("new", *DATE, "2511.21579", code=1)
    assert "is there already" in result.stderr
    assert (journal / POST).read_text() == "# Mine\n"


def test_papers_can_be_added_to_the_post_of_the_day(run: Run, journal: Path) -> None:
    run("new", *DATE, "--append", "2511.21579")
    before = (journal / POST).read_text()
    run("new", *DATE, "--append", "2511.21692")
    after = (journal / POST).read_text()
    assert after.startswith(before)
    assert after.count(":::{paper}") == 2
    built = build(journal, journal / "_build/html", "html", overrides={"nitpicky": True})
    assert built.warnings == ()


def test_adding_nothing_changes_nothing(run: Run, journal: Path) -> None:
    run("new", *DATE, "2511.21579")
    before = (journal / POST).read_bytes()
    run("new", *DATE, "--append")
    assert (journal / POST).read_bytes() == before


def test_a_paper_that_a_page_names_already_is_noted(run: Run, journal: Path) -> None:
    """Did I read this one before? It may be by another address."""
    result = run("new", *DATE, "https://www.alphaxiv.org/abs/1706.03762", "2511.21579")
    assert result.stderr == "Note: arxiv:1706.03762 is named in posts/welcome.md:8\n"
    assert result.stdout == f"{POST}\n"


def test_longer_numbers_are_other_papers(run: Run, journal: Path) -> None:
    (journal / "posts/2025-11-26.md").write_text("# 12511.21579 and 2511.215790\n")
    assert run("new", *DATE, "2511.21579").stderr == ""


PLAIN = """\
---
paperreview: headings
---
# Friday

## 1. [Lamps](https://arxiv.org/abs/2503.01002) `nvidia`

Words.
"""


@pytest.mark.parametrize("said", ["front matter", "conf.py"])
def test_papers_are_added_behind_plain_headings(run: Run, journal: Path, said: str) -> None:
    """And not to the last review."""
    (journal / POST).write_text(PLAIN if said == "front matter" else PLAIN[PLAIN.index("#") :])
    if said == "conf.py":
        with (journal / "conf.py").open("a") as conf:
            conf.write("\npaperreview_headings = True\n")
    run("new", *DATE, "--append", "2511.21579", "A talk without a link")
    built = build(journal, journal / "_build/html", "html", overrides={"nitpicky": True})
    assert built.warnings == ()
    reviews = [review for review in built.reviews if review.docname == "posts/2025-11-28"]
    assert [str(review.title) for review in reviews] == [
        *("Lamps", "2511.21579", "A talk without a link")
    ]
    assert len(built.select("h1 ~ section.paper-review", "posts/2025-11-28")) == 3
    assert "What it is about" not in built.page("posts/2025-11-28").get_text()


def test_papers_are_added_as_ever_where_headings_are_no_reviews(run: Run, journal: Path) -> None:
    (journal / POST).write_text(PLAIN.replace("headings", "directives"))
    run("new", *DATE, "--append", "2511.21579")
    assert (
        (journal / POST)
        .read_text()
        .endswith("% What it is about, and what you think of it.\n:::\n")
    )
