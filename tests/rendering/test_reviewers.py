"""Who reviewed: heads, cards and rows name them, listings ask for them, and each has a page."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest

from tests.conftest import MakeSite
from tests.library import papers_schema
from tests.site import Built, Site, review_page

CONF = "html_theme = 'basic'\n"


def _review(number: int, *options: str) -> list[str]:
    return [f":::{{paper}} 2511.0000{number}", f":title: Paper {number}", *options, ":::", ""]


def _post(*lines: str, author: str = "", title: str = "# Post", date: str = "2025-11-27") -> str:
    page = review_page(*lines, title=title, date=date)
    return page.replace("---\n", f"---\nauthor: {author}\n", 1) if author else page


BOTH = _post(*_review(1), *_review(2, ":reviewer: Sam"), author="[Ada Park, 김지수]")
ADA = _post(*_review(3), author="Ada Park", title="# Alone", date="2025-11-20")
NOBODY = _post(*_review(4), title="# Unsigned", date="2025-11-10")
LIST = (
    "# List\n\n```{paper:list}\n:filter:\n```\n\n"
    "```{paper:list}\n:style: table\n:columns: title reviewer\n:reviewer: ADA  park\n```\n\n"
    "```{paper:list}\n:group-by: reviewer\n:sort: reviewer\n```\n\n"
    "```{paper:posts}\n:reviewer: !Sam\n```\n\n"
    "```{paper:overview}\n:kind: reviewer\n```\n"
)
PAGES = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n",
    "both.md": BOTH,
    "ada.md": ADA,
    "nobody.md": NOBODY,
    "list.md": LIST,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Site(tmp_path_factory.mktemp("reviewers") / "source", PAGES, CONF).build()


def test_the_head_of_a_post_names_all_behind_its_date(built: Built) -> None:
    assert built.warnings == ()
    (head,) = built.texts("p.paper-post", "both")
    assert head == "Nov 27, 2025 Reviewed by Ada Park, 김지수, and Sam 2 papers"
    assert built.texts(".paper-by", "ada") == ["Reviewed by Ada Park"]
    assert built.texts(".paper-by", "nobody") == []


def test_a_card_names_others_than_the_head(built: Built) -> None:
    assert built.texts(".paper-reviewed", "both") == [
        "Reviewed by Ada Park and 김지수",
        "Reviewed by Sam",
    ]
    assert built.texts(".paper-reviewed", "ada") == []


def test_a_card_says_when_and_by_whom(make_site: MakeSite) -> None:
    lines = [*_review(1, ":date: 2025-10-02", ":reviewer: Sam"), *_review(2, ":date: 2025-10-03")]
    site = make_site({"index.md": _post(*lines, author="Ada")})
    assert site.build().texts(".paper-reviewed") == [
        "Reviewed Oct 2, 2025 by Sam",
        "Reviewed Oct 3, 2025 by Ada",
    ]


def test_names_stand_as_a_language_enumerates(make_site: MakeSite) -> None:
    site = make_site({"index.md": _post(*_review(1), author="[A, B, C]")})
    told = {
        "en": "Reviewed by A, B, and C",
        "ko": "A, B 및 C 리뷰",
        "ja": "A、B、Cがレビュー",
    }
    for language, head_text in told.items():
        (head,) = site.build(language=language).texts(".paper-by")
        assert head == head_text


def test_the_authors_of_the_site_need_no_name(make_site: MakeSite) -> None:
    """In a journal of one person; others than those are named."""
    lines = [*_review(1), *_review(2, ":reviewer: Sam")]
    alone = make_site({"index.md": _post(*_review(1), author="Ada Park")}, "author = 'Ada Park'\n")
    assert alone.build().texts(".paper-by, .paper-reviewed") == []
    alone.write("index.md", _post(*lines, author="Ada Park"))
    assert alone.build().texts(".paper-by, .paper-reviewed") == [
        "Reviewed by Ada Park and Sam",
        "Reviewed by Ada Park",
        "Reviewed by Sam",
    ]
    alone.write("index.md", _post(*_review(1)))
    assert alone.build().reviews[0].reviewers == ()


def test_a_page_of_several_reviews_without_a_heading_names_them_on_cards(
    make_site: MakeSite,
) -> None:
    page = "---\nauthor: Ada\n---\n" + "\n".join([*_review(1), *_review(2)])
    built = make_site({"index.md": page}).build()
    assert built.texts("p.paper-post") == []
    assert built.texts(".paper-reviewed") == ["Reviewed by Ada"] * 2


def test_rows_name_reviewers_where_these_differ(built: Built) -> None:
    filtered = built.select(".paper-listing .paper-entry", "list")
    texts = [" ".join(row.get_text(" ").split()) for row in filtered]
    assert [text.partition("Reviewed by ")[2].partition(" arXiv")[0] for text in texts] == [
        "Ada Park and 김지수",
        "Sam",
        "Ada Park",
        "",
    ]
    assert built.texts(".paper-entry-reviewer", "papers/reviewer/sam") == []
    assert built.texts(".paper-entry-reviewer", "papers/reviewer/ada-park") == [
        "Reviewed by Ada Park and 김지수"
    ]


def test_listings_select_group_and_show(built: Built) -> None:
    cells = [
        [cell.get_text() for cell in row.select("td")]
        for row in built.select("table.paper-table tbody tr", "list")
    ]
    assert cells == [["Paper 1", "Ada Park, 김지수"], ["Paper 3", "Ada Park"]]
    assert built.texts("table.paper-table th", "list") == ["Title", "Reviewed by"]
    assert built.texts(".paper-group", "list") == ["Ada Park", "Sam", "김지수", "Others"]
    facts = built.texts(".paper-post-facts", "list")
    assert facts == ["Nov 20, 2025 · 1 paper · Ada Park", "Nov 10, 2025 · 1 paper"]
    groups = built.texts(".paper-groups .paper-item", "list")
    assert groups == ["Ada Park 2", "Sam 1", "김지수 1"]


def test_a_filter_has_a_menu_of_them(built: Built) -> None:
    (block,) = built.select(".paper-filter script", "list")
    data = json.loads(block.get_text())
    (facet,) = [one for one in data["facets"] if one["key"] == "reviewer"]
    assert facet["label"] == "Reviewer"
    assert [label for _value, label, _searched in facet["values"]] == ["Ada Park", "Sam", "김지수"]
    assert ["reviewer", "Reviewer"] in [[key, name] for key, name, _order in data["sorts"]]


def test_each_has_a_page_and_names_lead_there(built: Built) -> None:
    titles = built.texts(".paper-entry-title", "papers/reviewer/ada-park")
    assert titles == ["Paper 1", "Paper 3"]
    links = [unquote(str(link["href"])) for link in built.select(".paper-by a", "both")]
    assert links == [f"papers/reviewer/{name}.html" for name in ("ada-park", "김지수", "sam")]
    assert built.texts("h2", "papers/index")[-1] == "Reviewers¶"
    assert built.page("paper-reviewers").select("table.indextable")


@pytest.mark.parametrize("other", ["", "Ada Park"])
def test_a_journal_of_one_person_has_no_such_page(make_site: MakeSite, other: str) -> None:
    draft = _post("draft", *_review(2), author="Sam").replace("---\n", "---\ndraft: true\n", 1)
    pages = {
        "index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n",
        "one.md": _post(*_review(1), author="Ada Park"),
        "two.md": _post(*_review(3), author=other, title="# Two"),
        "draft.md": draft,
        "all.md": "# All\n\n```{paper:overview}\n```\n",
    }
    built = make_site(pages, CONF).build()
    assert built.warnings == ()
    assert not (built.out / "papers/reviewer").exists()
    assert not (built.out / "paper-reviewers.html").exists()
    assert "Reviewers" not in built.text("all.html")
    assert built.texts(".paper-by", "one") == ["Reviewed by Ada Park"]
    assert built.texts(".paper-by", "draft") == ["Reviewed by Sam"]


def test_two_spellings_ask_to_be_one(make_site: MakeSite) -> None:
    site = make_site({"index.md": _post(*_review(1), author="[Jisoo Kim, J. Kim, JISOO KIM]")})
    (warning,) = site.build().warnings
    assert "reviewer 'Jisoo Kim' is nearly 'JISOO KIM'" in warning


@pytest.mark.parametrize("builder", ["text", "latex", "man", "singlehtml", "epub", "gettext"])
def test_every_output_names_them(make_site: MakeSite, builder: str) -> None:
    conf = "man_pages = [('index', 'x', 'x', [], 1)]\nversion = copyright = '1'\n"
    pages = {"index.md": "# Home\n\n```{toctree}\nboth\nada\nlist\n```\n"}
    built = make_site({**PAGES, **pages, "nobody.md": "---\norphan: true\n---\n# X\n"}, conf).build(
        builder
    )
    assert built.warnings == ()
    if builder == "gettext":
        return
    names = {"text": "both.txt", "man": "x.1", "singlehtml": "index.html", "epub": "both.xhtml"}
    path = next(built.out.glob("*.tex")) if builder == "latex" else built.out / names[builder]
    text = path.read_text("utf-8")
    assert "Reviewed by" in text
    assert all(name in text for name in ("Ada Park", "김지수", "Sam"))


HARD = (
    "<script>alert(1)</script>",
    "and",
    "Smith, Jones and Sons",
    "עדה <b>",
    "🦊 %(names)s {x}",
    r"\input{x} $x^2$",
    'A "quoted" & name',
    "300% _of_ *me* `code` ]]>",
)


@pytest.mark.parametrize("name", HARD)
def test_nothing_in_a_name_does_anything(make_site: MakeSite, name: str) -> None:
    typed = json.dumps([name, "Other"], ensure_ascii=False)
    pages = {
        "index.md": _post(*_review(1), author=typed),
        "list.md": "---\norphan: true\n---\n" + LIST,
        "more.md": "---\norphan: true\n---\n# More\n\n" + "\n".join(_review(2)),
    }
    built = make_site(pages, CONF).build()
    assert built.warnings == ()
    assert built.texts(".paper-reviewer") == [name, "Other"]
    page = built.domain and built.domain.plan.names["reviewer", name]
    assert built.texts("h1", str(page)) == [f"{name}¶"]
    assert f"Reviewed by {name} and Other" in built.texts(".paper-entry-reviewer", "list")
    assert not built.select(".body :is(b, em, code, script)", str(page))


def test_an_option_that_names_nobody_warns_and_stays(make_site: MakeSite) -> None:
    site = make_site({"index.md": _post(*_review(1, ":reviewer: {"))})
    built = site.build()
    (warning,) = built.warnings
    assert "reviewer: '{': expected names of people" in warning
    assert warning.endswith("[paper.value]")
    assert built.texts(".paper-unread") == ["reviewer: {"]


@pytest.mark.parametrize("directive", ["paper:list", "paper:posts"])
def test_a_near_miss_is_asked_about(make_site: MakeSite, directive: str) -> None:
    """Somebody who has not reviewed anything yet may be asked for."""
    asked = f"# List\n\n```{{{directive}}}\n:limit: 3\n:reviewer: Ada Prak; !Zoe\n```\n"
    site = make_site({"index.md": BOTH, "list.md": f"---\norphan: true\n---\n{asked}"})
    (warning,) = site.build().warnings
    assert "list.md:8: WARNING: reviewer: nobody goes by the name 'Ada Prak'" in warning
    assert "did you mean 'Ada Park'?" in warning


def test_the_file_of_papers_names_them(built: Built) -> None:
    data = json.loads(built.text("papers.json"))
    papers_schema().validate(data)
    found = {paper["title"]: paper["reviews"][0].get("reviewers") for paper in data["papers"]}
    assert found == {
        "Paper 1": ["Ada Park", "김지수"],
        "Paper 2": ["Sam"],
        "Paper 3": ["Ada Park"],
        "Paper 4": None,
    }


REST = """\
:author: Ada Park
:date: 2025-11-27

Post
====

.. paper:: 2511.00001
   :title: Harmony

   Text.
"""


@pytest.mark.parametrize(
    ("field", "names"),
    [
        (":author: Ada Park", ("Ada Park",)),
        (":authors: Ada Park; Sam", ("Ada Park", "Sam")),
        (":author: Ada\n:authors: - Sam\n          - Bo", ("Ada", "Sam", "Bo")),
    ],
)
def test_a_page_of_rest_has_authors(
    make_site: MakeSite, field: str, names: tuple[str, ...]
) -> None:
    text = REST.replace(":author: Ada Park", field)
    built = make_site({"index.rst": text}).build()
    assert built.warnings == ()
    assert built.reviews[0].reviewers == names
