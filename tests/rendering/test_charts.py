"""``paper:chart``: counts as pictures, in every output."""

from __future__ import annotations

import re

import pytest

from tests.conftest import MakeSite
from tests.site import Built, review_page


def _review(number: int, *options: str) -> list[str]:
    return [f":::{{paper}} 2511.0000{number}", f":title: Paper {number}", *options, "", "T.", ":::"]


POSTS = {
    "old.md": review_page(
        *_review(1, ":org: NVIDIA; Apple", ":tags: b"), "",
        *_review(2, ":org: NVIDIA", ":tags: b, a"), date="2025-09-20",
    ),
    "new.md": review_page(*_review(3, ":org: 방법 <b> & Söhne"), "", *_review(4)),
    "undated.md": "# Undated\n\n" + "\n".join(_review(5, ":org: Apple")) + "\n",
}  # fmt: skip


def _built(make_site: MakeSite, *lines: str, builder: str = "html", conf: str = "") -> Built:
    chart = "\n".join(["# Year", "", ":::{paper:chart}", *lines, ":::", ""])
    toctree = "\n```{toctree}\n:hidden:\n\nold\nnew\nundated\n```\n"
    return make_site({"index.md": chart + toctree, **POSTS}, conf).build(builder)


def test_a_calendar_shows_each_day_and_leads_to_its_month(make_site: MakeSite) -> None:
    """Days without a paper are drawn at once; a month without one is no link."""
    built = _built(make_site)
    assert built.warnings == ()
    assert built.texts(".paper-chart-title") == ["Papers by day"]
    assert built.texts(".paper-year") == ["2025"]
    months = built.select("ul.paper-months > li")
    assert len(months) == 12
    links = [month.select_one("a") for month in months]
    assert [link["href"] for link in links if link] == [
        "papers/month/2025-09.html", "papers/month/2025-11.html",
    ]  # fmt: skip
    titles = built.texts(".paper-days rect title")
    assert titles == ["Sep 20, 2025: 2 papers", "Nov 27, 2025: 2 papers"]
    assert built.texts(".paper-said")[8] == "September 2025: 2 papers"
    assert built.texts(".paper-said")[9] == "October 2025: 0 papers"
    assert built.texts(".paper-chart-said") == ["5 papers; most: September 20, 2025 (2)"]
    assert built.texts(".paper-rest") == ["1 paper without a date"]


def test_the_numbers_stand_in_a_table_that_unfolds(make_site: MakeSite) -> None:
    built = _built(make_site)
    assert built.texts("details > summary") == ["As a table"]
    assert built.texts("details th") == ["Month", "Papers"]
    assert built.texts("details td") == ["September 2025", "2", "November 2025", "2"]


def test_months_are_bars_from_left_to_right(make_site: MakeSite) -> None:
    """One without a paper has its place, and the year stands below where it begins."""
    built = _built(make_site, ":kind: months", ":title: When & what")
    assert built.texts(".paper-chart-title") == ["When & what"]
    (group,) = built.select(".paper-chart > [role=group]")
    assert group["aria-label"] == "When & what"
    assert built.texts(".paper-mark-name") == ["Sep 2025", "Oct", "Nov"]
    assert built.texts(".paper-bar-count") == ["2", "", "2"]
    heights = [rect["height"] for rect in built.select(".paper-column rect")]
    assert heights == ["100", "0", "100"]


def test_organisations_are_bars_behind_their_badges(make_site: MakeSite) -> None:
    built = _built(make_site, ":kind: orgs", ":limit: 2")
    assert built.texts("ul.paper-bars > li") == ["Apple 2", "NVIDIA 2"]
    hrefs = [tag["href"] for tag in built.select("ul.paper-bars a")]
    assert hrefs == ["papers/org/apple.html", "papers/org/nvidia.html"]
    assert built.texts(".paper-rest") == ["and 1 more", "1 paper without an organisation"]


def test_tags_lead_to_their_pages(make_site: MakeSite) -> None:
    built = _built(make_site, ":kind: tags")
    assert built.texts("ul.paper-bars > li") == ["#b 2", "#a 1"]
    widths = [rect["width"] for rect in built.select(".paper-beam rect")]
    assert widths == ["100", "50"]


def test_a_selection_is_counted_alone(make_site: MakeSite) -> None:
    """The options are those of a listing; what is wrong in them warns as there."""
    built = _built(make_site, ":kind: months", ":org: nvidia", ":until: 2025-10", ":year: twenty")
    assert len(built.warnings) == 1
    assert "year: 'twenty'" in built.warnings[0]
    assert built.texts(".paper-empty") == ["No papers yet."]
    built = _built(make_site, ":kind: months", ":org: nvidia", ":until: 2025-10")
    assert built.texts(".paper-chart-said") == ["2 papers"]


def test_a_chart_of_nothing_says_so(make_site: MakeSite) -> None:
    built = _built(make_site, ":tag: nothing", ":empty: *None* yet.")
    assert built.texts("p.paper-empty em") == ["None"]
    assert not built.select(".paper-chart")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (":kind: heatmaps", "did you mean 'heatmap'"),
        (":limit: 0", "expected a number of at least 1"),
        (":style: table", "style"),
        (":post: nowhere/*", "matches no page with reviews"),
        (":since: 2026", "after until"),
    ],
)
def test_what_is_wrong_warns_once(make_site: MakeSite, line: str, said: str) -> None:
    built = _built(make_site, line, *([":until: 2025"] if "since" in line else []))
    (warning,) = built.warnings
    assert said in warning
    assert re.search(r"index\.md:\d+: WARNING", warning)


def test_without_pages_marks_lead_to_the_indices(make_site: MakeSite) -> None:
    built = _built(make_site, ":kind: months", conf="paperreview_pages = ''\n")
    hrefs = [tag["href"] for tag in built.select("ul.paper-bars a")]
    assert hrefs == ["paper-months.html#cap-2025-09", "paper-months.html#cap-2025-11"]


@pytest.mark.parametrize("kind", ["heatmap", "months", "orgs", "tags"])
def test_text_has_a_small_table(make_site: MakeSite, kind: str) -> None:
    text = _built(make_site, f":kind: {kind}", builder="text").text("index.txt")
    row = {"orgs": r"Apple +\| +2", "tags": r"#b +\| +2"}.get(kind, r"September 2025 +\| +2")
    assert re.search(row, text), text
    assert "most" in text


def _tex(built: Built) -> str:
    (path,) = built.out.glob("*.tex")
    return path.read_text("utf-8")


def test_a_book_has_a_picture_of_rules(make_site: MakeSite) -> None:
    tex = _tex(_built(make_site, builder="latex"))
    assert tex.count(r"\put(") == 365 + 12
    assert tex.count(r"{1F4E94}") == 0
    assert tex.count(r"{8FB4E3}") == 2
    tex = _tex(_built(make_site, ":kind: tags", builder="latex"))
    assert r"\rule{4.00cm}{1.5ex}" in tex
    assert r"\rule{2.00cm}{1.5ex}" in tex


def test_it_is_in_the_language_of_the_site(make_site: MakeSite) -> None:
    built = _built(make_site, ":kind: months", conf="language = 'ko'\n")
    assert built.texts(".paper-mark-name")[0] == "9월 2025년"
