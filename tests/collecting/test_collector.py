from __future__ import annotations

import pickle

import pytest

from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.runs import Run
from tests.conftest import MakeSite
from tests.site import Built, review_page

INDEX = "# Index\n\n```{toctree}\n:glob:\n\nposts/*\n```\n"


def review(paper_id: str, title: str, *lines: str) -> list[str]:
    return [f":::{{paper}} {paper_id}", f":title: {title}", *lines, "", "Text.", ":::", ""]


PAGES = {
    "index.md": INDEX,
    "posts/one.md": review_page(*review("2511.21579", "Harmony"), *review("2511.20640", "Second")),
    "posts/two.md": review_page(*review("2511.21579", "Harmony again"), date="2025-12-01"),
    "posts/none.md": "# Nothing to see\n",
}


def titles(built: Built) -> dict[str, list[str]]:
    posts = built.library.posts
    return {name: [review.title for review in posts[name].reviews] for name in sorted(posts)}


ALL = {"posts/one": ["Harmony", "Second"], "posts/two": ["Harmony again"]}


@pytest.mark.parametrize("parallel", [1, 2])
def test_reviews_are_filed_by_page(make_site: MakeSite, parallel: int) -> None:
    """Each page with reviews is a post in the library, also when workers read the pages."""
    more = {f"posts/p{n}.md": f"# P{n}\n" for n in range(10)}
    built = make_site(PAGES | more).build("html", parallel=parallel)
    assert built.warnings == ()
    assert titles(built) == ALL


def test_a_page_that_goes_takes_its_reviews_along(make_site: MakeSite) -> None:
    """Removing a page, or its last review, removes what was filed of it."""
    site = make_site(PAGES)
    site.build("html")
    (site.source / "posts" / "two.md").unlink()
    assert titles(site.build("html")) == {"posts/one": ALL["posts/one"]}
    site.write("posts/one.md", "# Nothing left\n")
    assert titles(site.build("html")) == {}


def test_an_edit_replaces_what_was_filed(make_site: MakeSite) -> None:
    """A page that is read again is filed again; the others stay."""
    site = make_site(PAGES)
    site.build("html")
    site.write("posts/two.md", review_page(*review("2511.20641", "New")))
    assert titles(site.build("html")) == {**ALL, "posts/two": ["New"]}


def test_a_record_says_where_it_stands(make_site: MakeSite) -> None:
    """Page, position, anchor and day are known when a page has been read."""
    found = make_site(PAGES).build("html").library.posts["posts/one"].reviews
    assert [(r.docname, r.position, r.anchor, r.date) for r in found] == [
        ("posts/one", 0, "arxiv-2511-21579", "2025-11-27"),
        ("posts/one", 1, "arxiv-2511-20640", "2025-11-27"),
    ]


@pytest.mark.parametrize(
    ("options", "date", "time"),
    [
        ([], "2025-11-27", "08:15:00"),
        ([":date: 2024-01-02"], "2024-01-02", ""),
        ([":date: 2024-01-02 10:00"], "2024-01-02", "10:00:00"),
        ([":date: 2025-11-27"], "2025-11-27", ""),
    ],
)
def test_a_day_of_its_own_has_a_time_of_its_own(
    make_site: MakeSite, options: list[str], date: str, time: str
) -> None:
    """A review's own date does not borrow the time of day of its post."""
    page = review_page(*review("2511.21579", "A", *options), date="2025-11-27 08:15")
    (found,) = make_site({"index.md": page}).build("html").reviews
    assert (found.date, found.time) == (date, time)


def test_records_hold_texts_as_the_page_shows_them(make_site: MakeSite) -> None:
    """Subtitle and summary are runs, as titles are: after smart quotes, with their markup."""
    options = (':subtitle: The *"best"* $x^2$', ":summary: So `it` *goes*...")
    page = review_page(*review("2511.21579", "A", *options))
    (found,) = make_site({"index.md": page}).build("html").reviews
    best, goes = Run("“best”", "emphasis"), Run("goes", "emphasis")
    assert found.paper.subtitle == (Run("The "), best, Run(" "), Run("x^2", "math"))
    assert found.summary == (Run("So "), Run("it", "code"), Run(" "), goes, Run("…"))


def test_records_are_plain_data(make_site: MakeSite) -> None:
    """What is stored travels to workers and into the environment: no nodes, and few bytes."""
    for found in make_site(PAGES).build("html").reviews:
        stored = pickle.dumps(found)
        assert b"docutils" not in stored
        assert pickle.loads(stored) == found
        assert isinstance(found, Review)


def test_drafts_are_built_and_not_collected(make_site: MakeSite) -> None:
    """A draft is a page like any other, but its reviews are in no listing."""
    draft = "---\ndraft: true\n---\n# Draft\n\n" + "\n".join(review("2511.20641", "Draft paper"))
    listing = INDEX + "\n```{paper:list}\n```\n"
    built = make_site(PAGES | {"index.md": listing, "posts/draft.md": draft}).build("html")
    assert built.warnings == ()
    assert built.texts("section.paper-review > h2", "posts/draft") == ["Draft paper¶"]
    shown = built.texts(".paper-list .paper-title")
    assert sorted(shown) == ["Harmony", "Harmony again", "Second"]


def test_no_index_is_drawn_and_not_collected(make_site: MakeSite) -> None:
    """``no-index`` hides one review of a page from listings, not the others."""
    page = review_page(*review("2511.21579", "Seen"), *review("2511.20640", "Hidden", ":no-index:"))
    listing = INDEX + "\n```{paper:list}\n```\n"
    built = make_site({"index.md": listing, "posts/a.md": page}).build("html")
    assert built.texts("section.paper-review > h2", "posts/a") == ["Seen¶", "Hidden¶"]
    assert built.texts(".paper-list .paper-title") == ["Seen"]


def test_a_page_of_nothing_but_text_is_no_post(make_site: MakeSite) -> None:
    """Only pages with reviews are filed."""
    assert "posts/none" not in make_site(PAGES).build("html").library.posts
