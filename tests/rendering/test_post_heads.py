"""The head of a post: its date, how many papers, whose; and drafts, which are out of everything."""

from __future__ import annotations

import json

import pytest
from sphinx.util.inventory import InventoryFile

from tests.conftest import MakeSite
from tests.outputs import text_output
from tests.site import Built, review_page

TOCTREE = "# Index\n\n```{toctree}\n:glob:\n\n**\n```\n\n```{paper:list}\n```\n"


def _review(number: int, *options: str) -> list[str]:
    opening = f":::{{paper}} 2511.{number:05d}"
    return [opening, f":title: Paper {number}", *options, "", "Text.", ":::", ""]


def _head(built: Built, docname: str) -> list[str]:
    """Give the words of a post's head, part by part."""
    (head,) = built.select(".paper-post", docname)
    return [" ".join(text.split()) for text in head.stripped_strings]


def _page(heading: str, *lines: str, front: str = "") -> str:
    matter = f"---\n{front}\n---\n" if front else ""
    return "\n".join([f"{matter}# {heading}", "", *lines, ""])


# What it says ------------------------------------------------------------------------------------


def test_a_head_counts_papers_and_names_their_organisations(make_site: MakeSite) -> None:
    """Below the heading, above all text: the date, the number, the organisations."""
    post = review_page(
        "An introduction.", "", *_review(1, ":org: NVIDIA"), *_review(2, ":org: Tencent"),
        *_review(3, ":org: Tencent; KAIST"),
    )  # fmt: skip
    built = make_site({"index.md": post}).build()
    assert built.warnings == ()
    assert _head(built, "index") == ["Nov 27, 2025", "3 papers", "Tencent", "NVIDIA", "KAIST"]
    (head,) = built.select(".paper-post")
    heading = head.find_previous_sibling()
    assert heading
    assert heading.name == "h1"


def test_one_paper_is_one_paper(make_site: MakeSite) -> None:
    """In the singular; with a section of its own beside it, so that the page is a post."""
    built = make_site({"index.md": review_page(*_review(1))}).build()
    assert _head(built, "index") == ["Nov 27, 2025", "1 paper"]


def test_a_head_names_at_most_six_organisations(make_site: MakeSite) -> None:
    """Those with most papers first, the others in their order on the page."""
    names = ["NVIDIA", "KAIST", "Google", "Meta", "Microsoft", "Apple", "Tencent", "Amazon"]
    lines = [
        line for number, name in enumerate(names) for line in _review(number + 1, f":org: {name}")
    ]
    lines += _review(99, ":org: Amazon")
    built = make_site({"index.md": review_page(*lines)}).build()
    orgs = [review.paper.orgs[0] for review in built.reviews]
    expected = [orgs[-1], *(name for name in orgs[:7] if name != orgs[-1])][:6]
    assert _head(built, "index") == ["Nov 27, 2025", "9 papers", *expected]


def test_a_date_that_the_heading_shows_is_not_said_twice(make_site: MakeSite) -> None:
    """The usual post is called by its date."""
    post = review_page(*_review(1), title="# 2025-11-27 papers review")
    assert _head(make_site({"index.md": post}).build(), "index") == ["1 paper"]


def test_a_post_without_a_date_says_none(make_site: MakeSite) -> None:
    """Nothing is taken from the clock."""
    built = make_site({"index.md": _page("Notes", *_review(1))}).build()
    assert _head(built, "index") == ["1 paper"]
    assert built.reviews[0].date == ""


def test_reviews_that_nothing_indexes_are_not_counted(make_site: MakeSite) -> None:
    """``no-index`` draws a review, and collects nothing."""
    built = make_site({"index.md": review_page(*_review(1), *_review(2, ":no-index:"))}).build()
    assert _head(built, "index")[1] == "1 paper"


PAGES_WITHOUT_HEAD = {
    "no review": _page("Notes", "Text."),
    "only no-index": review_page(*_review(1, ":no-index:")),
}


@pytest.mark.parametrize("name", PAGES_WITHOUT_HEAD)
def test_a_page_that_is_no_post_has_no_head(make_site: MakeSite, name: str) -> None:
    built = make_site({"index.md": PAGES_WITHOUT_HEAD[name]}).build()
    assert built.warnings == ()
    assert built.select("h1")
    assert not built.select(".paper-post")


ALONE = [":::{paper} 2511.00001", ":org: NVIDIA", ":tags: kernels", ":::", "", "Text."]
"""A page that is wholly about one paper."""


def test_a_page_about_one_paper_says_when_it_was_written(make_site: MakeSite) -> None:
    """And its tags; the card says the rest. The paper's own date would be taken for the post's."""
    pages = {
        "index.md": _page("2025-11-27 papers", *ALONE),
        "a.md": review_page(*ALONE),
        "b.md": _page("B", *ALONE, front="date: 2025-11-27\ntags: [systems, gpu]"),
    }
    built = make_site(pages).build(suppress_warnings=["toc.not_included", "paper.title"])
    assert built.warnings == ()
    assert not built.select(".paper-post")
    assert _head(built, "a") == ["Nov 27, 2025"]
    assert _head(built, "b") == ["Nov 27, 2025", "#systems", "#gpu"]
    (head,) = built.select("h1 + .paper-post + .paper-head", "b")
    assert head.select(".paper-org")


def test_a_date_can_be_read_by_machines(make_site: MakeSite) -> None:
    built = make_site({"index.md": review_page(*_review(1))}).build()
    (time,) = built.select(".paper-post time")
    assert (time["datetime"], time.get_text()) == ("2025-11-27", "Nov 27, 2025")


def test_a_head_shows_the_tags_of_its_page(make_site: MakeSite) -> None:
    """Each leads to its page; of very many, some are shown."""
    names = [f"t{number:02}" for number in range(20)]
    page = _page("Post", *_review(1, ":tags: own"), front=f"tags: [{', '.join(names)}]")
    built = make_site({"index.md": page}).build()
    assert built.warnings == ()
    assert _head(built, "index") == ["1 paper", *(f"#{name}" for name in names[:12]), "and 8 more"]
    tags = built.select(".paper-post a.paper-tag")
    assert [tag["href"] for tag in tags[:1]] == ["papers/tag/t00.html"]


def test_a_review_of_another_day_says_so(make_site: MakeSite) -> None:
    """On its card, in every output."""
    lines = [*_review(1, ":date: 2025-08-09"), *_review(2), *_review(3, ":date: 2025-11-27")]
    site = make_site({"index.md": review_page(*lines)})
    built = site.build()
    shown = built.texts(".paper-post time, .paper-reviewed time")
    assert shown == ["Nov 27, 2025", "Reviewed Aug 9, 2025"]
    assert built.select(".paper-head time[datetime='2025-08-09']")
    assert site.build("text").text("index.txt").count("Reviewed Aug 9, 2025") == 1


@pytest.mark.parametrize("builder", ["singlehtml", "latex", "text", "man"])
def test_every_format_has_a_head_for_each_post(make_site: MakeSite, builder: str) -> None:
    """Also where several posts are put into one file."""
    pages = {
        "index.md": "# Index\n\n```{toctree}\na\nb\n```\n",
        "a.md": review_page(*_review(1), *_review(2)),
        "b.md": review_page(*_review(3), *_review(4), *_review(5)),
    }
    built = make_site(pages).build(builder)
    assert built.warnings == ()
    text = " ".join(text_output(built.out, builder).split())
    assert (text.count("2 papers"), text.count("3 papers")) == (1, 1)


def test_a_head_in_the_language_of_the_site(make_site: MakeSite) -> None:
    """Dates are written as its readers write them."""
    built = make_site({"index.md": review_page(*_review(1))}, 'language = "ko"\n').build()
    assert _head(built, "index")[0] == "2025년 11월 27일"


# Whence its date ---------------------------------------------------------------------------------

# docname, front matter, heading → date
DATES = [
    ("notes", "date: 2025-11-27", "2024-01-01 review", "2025-11-27"),
    ("2024-02-02", "date: 2025-11-27", "2024-01-01 review", "2025-11-27"),
    ("2024-02-02", "date: 2025-11-27 08:15", "Post", "2025-11-27"),
    ("2024-02-02", "date: 2025-11-27T08:15:00+09:00", "Post", "2025-11-27"),
    ("2024-02-02", 'date: "2025-11-27"', "Post", "2025-11-27"),
    ("2025-11-27", "", "2024-01-01 review", "2025-11-27"),
    ("2025-11-27-daily", "tags: [video]", "2024-01-01 review", "2025-11-27"),
    ("posts/20251127", "", "Post", "2025-11-27"),
    ("posts/2025/11/27", "", "Post", "2025-11-27"),
    ("posts/2025/11/27/notes", "", "Post", "2025-11-27"),
    ("posts/y2025/oct/20251021", "", "Post", "2025-10-21"),
    ("2024-01-01/2025-11-27", "", "Post", "2025-11-27"),
    ("notes", "", "2025-11-27 review", "2025-11-27"),
    ("notes", "", "20251127 review", "2025-11-27"),
    ("notes", "", "Papers of 2025/11/27", "2025-11-27"),
    ("notes", "", "2025년 11월 27일", "2025-11-27"),
    ("2005.14165", "", "On 2005.14165", ""),
    ("2025-02-30", "", "2025-11-27 review", "2025-11-27"),
    ("notes", "", "Post", ""),
]


def test_a_post_is_dated_by_front_matter_then_place_then_heading(make_site: MakeSite) -> None:
    """In this order, in every shape; what is no day of the calendar is passed over."""
    pages: dict[str, str] = {"index.md": TOCTREE}
    for number, (docname, front, heading, _date) in enumerate(DATES):
        pages[f"n{number}/{docname}.md"] = _page(heading, *_review(number + 1), front=front)
    built = make_site(pages).build()
    assert built.warnings == ()
    dates = {review.docname: review.date for review in built.reviews}
    for number, (docname, _front, _heading, date) in enumerate(DATES):
        assert dates[f"n{number}/{docname}"] == date, DATES[number]


@pytest.mark.parametrize("typed", ["soon", "2025-13-40", "27.11.2025", "[2025-11-27, x]"])
def test_a_bad_date_warns_and_gives_way_to_the_next(make_site: MakeSite, typed: str) -> None:
    """One warning with the line of the front matter; the file's name tells the date."""
    page = _page("2024-01-01 review", *_review(1), front=f"tags: [a]\ndate: {typed}")
    site = make_site({"index.md": TOCTREE, "2025-11-27.md": page})
    built = site.build()
    # MyST warns of 2025-13-40 too, without saying what is wrong.
    (warning,) = (text for text in built.warnings if "[paper." in text)
    assert f"{site.source}/2025-11-27.md:3: WARNING: front matter 'date: " in warning
    assert warning.endswith("[paper.front_matter]")
    assert built.reviews[0].date == "2025-11-27"


def test_a_review_may_be_of_another_day_than_its_post(make_site: MakeSite) -> None:
    """``:date:`` is of the review alone."""
    built = make_site(
        {"index.md": review_page(*_review(1, ":date: 2024-05-05"), *_review(2))}
    ).build()
    assert [review.date for review in built.reviews] == ["2024-05-05", "2025-11-27"]
    assert _head(built, "index")[0] == "Nov 27, 2025"


# Drafts ------------------------------------------------------------------------------------------

PUBLISHED = review_page(*_review(1, ":org: NVIDIA", ":tags: seen"), title="# Published")
DRAFT = _page(
    "Draft post",
    *_review(1, ":org: Tencent", ":tags: secret", ":venue: ICLR 2026", ":authors: Lee"),
    *_review(2, ":org: Tencent"),
    front="draft: true\ndate: 2025-11-28",
)


@pytest.fixture
def with_draft(make_site: MakeSite) -> Built:
    """Build a journal with a draft."""
    pages = {"index.md": TOCTREE, "published.md": PUBLISHED, "draft.md": DRAFT}
    built = make_site(pages).build()
    assert built.warnings == ()
    return built


def test_a_draft_has_its_page_and_says_what_it_is(with_draft: Built) -> None:
    """It looks as it will, with a mark; its badges lead nowhere yet."""
    assert _head(with_draft, "draft") == ["Nov 28, 2025", "2 papers", "Draft", "Tencent"]
    assert len(with_draft.select("section.paper-review", "draft")) == 2
    assert not with_draft.select("a.paper-org, a.paper-tag", "draft")


def test_a_draft_is_in_no_listing_and_in_no_index(with_draft: Built) -> None:
    """Neither its papers, nor what only it names."""
    assert with_draft.texts(".paper-list .paper-title") == ["Paper 1"]
    indices = {path.stem for path in with_draft.out.glob("paper-*.html")}
    assert indices == {"paper-papers", "paper-orgs", "paper-tags", "paper-sources", "paper-months"}
    for name in indices:
        (table,) = with_draft.select("table.indextable", name)
        entries = [link["href"] for link in table.select("td a")]
        assert entries == ["published.html#arxiv-2511-00001"], name
        for word in ("Tencent", "secret"):
            assert word not in table.get_text()


def test_a_draft_is_no_object_of_search_or_of_other_sites(with_draft: Built) -> None:
    """Its papers are found under the reviews that are published, or not at all."""
    inventory = InventoryFile.loads((with_draft.out / "objects.inv").read_bytes(), uri="").data
    papers = {name: item.uri for name, item in inventory["paper:paper"].items()}
    assert papers == {"arxiv:2511.00001": "published.html#arxiv-2511-00001"}
    assert set(inventory["paper:org"]) == {"NVIDIA"}
    assert set(inventory["paper:tag"]) == {"seen"}
    text = with_draft.text("searchindex.js")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    objects = {
        (f"{prefix}.{rest}", index["docnames"][document])
        for prefix, rows in index["objects"].items()
        for document, _kind, _priority, _anchor, rest in rows
    }
    assert objects == {
        ("Paper 1 (arxiv:2511.00001)", "published"),
        (".NVIDIA", "papers/org/nvidia"),
        (".seen", "papers/tag/seen"),
    }


def test_a_draft_is_not_named_by_other_reviews(with_draft: Built) -> None:
    """No card says that the paper was also reviewed there; the draft names nobody either."""
    assert not with_draft.select(".paper-elsewhere", "published")
    assert not with_draft.select(".paper-elsewhere", "draft")


@pytest.mark.parametrize("typed", ["true", "True", "yes", "on", '"true"'])
def test_a_draft_is_a_draft_however_it_is_typed(make_site: MakeSite, typed: str) -> None:
    """As YAML's own words for truth, quoted or not."""
    page = _page("D", *_review(1), front=f"draft: {typed}")
    assert not make_site({"index.md": page}).build().reviews[0].indexed


@pytest.mark.parametrize("typed", ["false", "no", "off", '""', "0"])
def test_a_post_that_is_no_draft_is_published(make_site: MakeSite, typed: str) -> None:
    """As are all that say nothing."""
    page = _page("D", *_review(1), front=f"draft: {typed}")
    assert make_site({"index.md": page}).build().reviews[0].indexed


def test_a_draft_that_is_published_is_in_everything(make_site: MakeSite) -> None:
    """One edit of its front matter, and an incremental build."""
    pages = {"index.md": TOCTREE, "published.md": PUBLISHED, "draft.md": DRAFT}
    site = make_site(pages)
    site.build()
    site.write("draft.md", DRAFT.replace("draft: true\n", ""))
    built = site.build()
    assert built.warnings == ()
    assert "2 papers" in _head(built, "draft")
    assert "Draft" not in _head(built, "draft")
    assert "Tencent" in built.text("paper-orgs.html")


def test_a_head_names_no_organisation_of_what_is_not_indexed(make_site: MakeSite) -> None:
    """The organisations of a post's head are those of the papers that it counts."""
    page = """# Post

:::{paper} 2511.21579
:title: One
:org: google

Text.
:::

:::{paper} 2511.21692
:title: Two
:org: meta
:no-index:

Text.
:::
"""
    built = make_site({"index.md": page}).build("html")
    assert built.texts("p.paper-post") == ["1 paper Google"]
