"""Listings of posts as they are drawn, in each output."""

from __future__ import annotations

import pytest
from bs4 import Tag

from tests.conftest import MakeSite
from tests.outputs import text_output
from tests.site import Built


def post(title: str, *lines: str, papers: tuple[str, ...] = ("Paper",), options: str = "") -> str:
    """Write a post: lines of front matter, and reviews of papers."""
    reviews = [f":::{{paper}}\n:title: {name}\n{options}\nText.\n:::\n" for name in papers]
    return "\n".join(["---", *lines, "---", f"# {title}", "", *reviews])


PAGES = {
    "posts/a.md": post(
        "Sounds", "date: 2025-11-27", "tags: [audio]", "author: Ada", "excerpt: On sounds."
    ),
    "posts/b.md": post(
        "2025-11-03 papers", "tags: []", papers=("Harmony: A long name", "B", "C", "D", "E", "F")
    ),
    "posts/c.md": post("Pictures", "date: 2024-12-31", options=":tags: Video\n"),
    "posts/d.md": post("Undated", "tags: [audio]"),
    "posts/draft.md": post("Draft", "date: 2025-12-01", "draft: true", "tags: [audio]"),
    "posts/hidden.md": post("Hidden", "date: 2025-12-02", options=":no-index:\n"),
    "posts/none.md": "---\ndate: 2025-12-03\n---\n# No review\n\nText.\n",
}
TOCTREE = "\n```{toctree}\n:glob:\n:hidden:\n\nposts/*\n```\n"


def listing(make_site: MakeSite, *options: str, builder: str = "html", conf: str = "") -> Built:
    directive = "\n".join(["# Home", "", "```{paper:posts}", *options, "```", ""])
    built = make_site({"index.md": directive + TOCTREE, **PAGES}, conf).build(builder)
    assert built.warnings == ()
    return built


def items(built: Built) -> list[Tag]:
    return built.select(".paper-posts > li")


ALL = ["Sounds", "2025-11-03 papers", "Pictures", "Undated"]


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        ([], ALL),
        ([":tag: audio"], ["Sounds", "Undated"]),
        ([":tag: #AUDIO, video"], ["Sounds", "Pictures", "Undated"]),
        ([":tag: !audio"], ["2025-11-03 papers", "Pictures"]),
        ([":tag: video; !audio"], ["Pictures"]),
        ([":limit: 2"], ALL[:2]),
        ([":limit: 4"], ALL),
    ],
)
def test_posts_are_listed_newest_first(
    make_site: MakeSite, options: list[str], titles: list[str]
) -> None:
    """Those without a date last; no drafts, and none of which nothing is indexed."""
    assert listing(make_site, *options).texts(".paper-posts .paper-title") == titles


def test_a_limit_says_how_many_more_there_are(make_site: MakeSite) -> None:
    """And says nothing where there are none."""
    assert listing(make_site, ":limit: 3").texts(".paper-rest") == ["and 1 more"]
    assert listing(make_site, ":limit: 4").texts(".paper-rest") == []


@pytest.mark.parametrize(
    ("key", "headings"),
    [
        ("year", ["2025", "2024", "Others"]),
        ("month", ["November 2025", "December 2024", "Others"]),
    ],
)
def test_posts_are_grouped(make_site: MakeSite, key: str, headings: list[str]) -> None:
    """Under headings as those of other listings, the newest first."""
    built = listing(make_site, f":group-by: {key}")
    assert built.texts("p.rubric.paper-group.paper-group-1") == headings
    assert [len(group.select("li")) for group in built.select(".paper-posts")] == [2, 1, 1]
    assert built.texts(".paper-posts .paper-title") == ALL


def test_an_item_says_what_the_post_is(make_site: MakeSite) -> None:
    """A link by its title; date, number of papers, author; and an excerpt."""
    sounds, november, pictures, undated = items(listing(make_site))
    (link,) = sounds.select("p.paper-post-title > a")
    assert link["href"] == "posts/a.html"
    facts = [item.select_one(".paper-post-facts") for item in (sounds, november, pictures, undated)]
    assert [fact.get_text() for fact in facts if fact] == [
        "Nov 27, 2025 · 1 paper · Ada",
        "6 papers",
        "Dec 31, 2024 · 1 paper",
        "1 paper",
    ]
    excerpts = [item.get_text() for item in listing(make_site).select(".paper-excerpt")]
    assert excerpts == ["On sounds.", "Harmony · B · C · D and 2 more", "Paper", "Paper"]


def test_a_listing_is_in_the_language_of_the_site(make_site: MakeSite) -> None:
    """Dates are written as its readers write them."""
    sounds, *_rest = items(listing(make_site, conf='language = "ko"\n'))
    assert "2025년 11월 27일" in sounds.get_text()


def test_only_indexed_papers_are_counted_and_named(make_site: MakeSite) -> None:
    """``no-index`` collects nothing, here neither."""
    page = post("Post", papers=("Seen",)) + post("", papers=("Unseen",), options=":no-index:\n")[9:]
    built = make_site({"index.md": page + "\n```{paper:posts}\n```\n"}).build()
    assert built.texts(".paper-post-facts") == ["1 paper"]
    assert built.texts(".paper-excerpt") == ["Seen"]


LONG = "A sentence of words. " * 40


@pytest.mark.parametrize("line", [f"excerpt: {LONG}", f'excerpt: "{"深度学习的残差网络" * 40}"'])
def test_a_long_excerpt_is_cut(make_site: MakeSite, line: str) -> None:
    """After some 200 characters."""
    pages = {"index.md": "```{paper:posts}\n```\n" + TOCTREE, "posts/a.md": post("A", line)}
    (excerpt,) = make_site(pages).build().texts(".paper-excerpt")
    assert excerpt.endswith("…")
    assert 160 < len(excerpt) <= 201


def test_a_draft_lists_posts_as_any_page_does(make_site: MakeSite) -> None:
    """Itself left out."""
    draft = post("Draft", "draft: true") + "\n```{paper:posts}\n```\n"
    pages = {"index.md": draft + TOCTREE, "posts/a.md": PAGES["posts/a.md"]}
    built = make_site(pages).build()
    assert built.warnings == ()
    assert built.texts(".paper-posts .paper-title") == ["Sounds"]


def test_markup_of_others_stays_text(make_site: MakeSite) -> None:
    """Titles, authors and excerpts cannot inject anything."""
    page = post("T", 'title: "<b>T</b>"', 'author: "<i>A</i>"', 'excerpt: "<script>x</script>"')
    built = make_site({"index.md": page + "\n```{paper:posts}\n```\n"}).build()
    (item,) = items(built)
    assert not item.select("b, i, script")
    assert "<script>x</script>" in item.get_text()


# Every output ------------------------------------------------------------------------------------

BUILDERS = [
    *("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo"),
    *("xml", "pseudoxml", "gettext", "linkcheck", "json"),
]
BOOK = 'project = "Home"\ncopyright = "2025"\nversion = "1"\n'


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_output_is_silent(make_site: MakeSite, builder: str) -> None:
    """With groups, a limit, and nothing at all."""
    more = "\n```{paper:posts}\n:tag: nothing\n```\n"
    directive = "# Home\n\n```{paper:posts}\n:group-by: month\n:limit: 3\n```\n"
    pages = {"index.md": directive + more + TOCTREE, **PAGES}
    assert make_site(pages, BOOK).build(builder).warnings == ()


def test_a_listing_as_text(make_site: MakeSite) -> None:
    """A plain list: a line of facts, then what the post says."""
    lines = listing(make_site, ":limit: 2", builder="text").text("index.txt").splitlines()
    assert [line for line in lines[3:] if line] == [
        "* Sounds · Nov 27, 2025 · 1 paper · Ada",
        "  On sounds.",
        "* 2025-11-03 papers · 6 papers",
        "  Harmony · B · C · D and 2 more",
        "and 2 more",
    ]


def test_a_listing_in_a_pdf_leads_to_its_posts(make_site: MakeSite) -> None:
    """As links within the document."""
    built = listing(make_site, builder="latex", conf=BOOK)
    tex = next(path.read_text("utf-8") for path in built.out.glob("*.tex"))
    for docname in ("a", "b", "c", "d"):
        assert f"{{\\hyperref[\\detokenize{{posts/{docname}::doc}}]" in tex


def test_a_post_outside_a_pdf_is_named_as_text(make_site: MakeSite) -> None:
    """Pages in no table of contents are not in it."""
    orphan = PAGES["posts/a.md"].replace("---\n", "---\norphan: true\n", 1)
    pages = {"index.md": "# Home\n\n```{paper:posts}\n```\n", "away.md": orphan}
    for builder in ("latex", "singlehtml"):
        built = make_site(pages, BOOK).build(builder)
        assert built.warnings == ()
        assert "Sounds" in text_output(built.out, builder)
    assert not built.select(".paper-posts a")


def test_one_page_for_all_leads_to_its_posts(make_site: MakeSite) -> None:
    """In singlehtml, every link leads somewhere."""
    built = listing(make_site, builder="singlehtml")
    links = [str(link["href"]) for link in built.select(".paper-posts a")]
    assert links == [f"#document-posts/{name}" for name in "abcd"]
    assert all(built.page().find(id=link[1:]) for link in links)


def test_one_page_for_all_leads_to_itself(make_site: MakeSite) -> None:
    """Where the first page of all is a post, the link leads to the top."""
    page = post("Sounds", "date: 2025-11-27") + "\n```{paper:posts}\n```\n"
    (link,) = make_site({"index.md": page}).build("singlehtml").select(".paper-posts a")
    assert link["href"] == "#"
