"""A page is a post that says so, also without a review."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite
from tests.site import Built

LISTING = "# Home\n\n```{paper:posts}\n```\n"
REVIEWED = "---\ndate: 2025-11-26\n---\n# Older\n\n:::{paper} 2511.21579\n:title: Harmony\n:::\n"


def essay(*lines: str, body: str = "What I think of it.") -> str:
    return "\n".join(["---", *lines, "---", "# Essay", "", body, ""])


def build(make_site: MakeSite, page: str, builder: str = "html", conf: str = "") -> Built:
    pages = {"index.md": LISTING, "posts/a.md": REVIEWED, "posts/essay.md": page}
    return make_site(pages, conf).build(builder)


DECLARED = essay("post: true", "date: 2025-11-27", "tags: [video]", "author: Ada Park")


def test_it_is_listed_without_a_count_of_papers(make_site: MakeSite) -> None:
    built = build(make_site, DECLARED)
    assert built.texts(".paper-posts .paper-title") == ["Essay", "Older"]
    facts = built.texts(".paper-post-facts")
    assert facts == ["Nov 27, 2025 · Ada Park", "Nov 26, 2025 · 1 paper"]
    assert built.texts(".paper-excerpt")[0] == "What I think of it."


def test_posts_need_no_place_in_a_table_of_contents(make_site: MakeSite) -> None:
    """Listings lead to them; any other page needs one, as ever."""
    assert build(make_site, DECLARED).warnings == ()
    (warning,) = build(make_site, essay("date: 2025-11-27")).warnings
    assert "essay.md: WARNING: document isn't included in any toctree" in warning


def test_its_head_tells_its_date_and_tags(make_site: MakeSite) -> None:
    built = build(make_site, DECLARED)
    assert built.texts(".paper-post", "posts/essay") == ["Nov 27, 2025 #video"]


def test_readers_go_on_from_it(make_site: MakeSite) -> None:
    built = build(make_site, DECLARED, conf="paperreview_post_bar = True\n")
    assert built.texts(".paper-older .paper-title", "posts/essay") == ["Older"]
    assert built.texts(".paper-newer .paper-title", "posts/a") == ["Essay"]


def test_feeds_have_it(make_site: MakeSite) -> None:
    conf = 'paperreview_base_url = "https://journal.example/"\n'
    feed = build(make_site, DECLARED, conf=conf).text("feed.xml")
    assert "<title>Essay</title>" in feed
    assert "<name>Ada Park</name>" in feed
    assert "What I think of it." in feed


def test_it_is_written_in_the_markdown_of_posts(make_site: MakeSite) -> None:
    body = ":::{note}\nAbout $x^2$.\n:::"
    built = build(make_site, essay("post: true", "date: 2025-11-27", body=body))
    assert built.select(".admonition.note .math", "posts/essay")


@pytest.mark.parametrize("line", ["post: false", "post:", "post: https://e.org", "x: 1"])
def test_other_pages_are_none(make_site: MakeSite, line: str) -> None:
    assert "posts/essay" not in build(make_site, essay(line)).library.posts


def test_a_draft_stays_one(make_site: MakeSite) -> None:
    built = build(make_site, essay("post: true", "draft: true"))
    assert built.texts(".paper-posts .paper-title") == ["Older"]
    assert built.warnings == ()


def test_a_page_that_says_so_no_longer_leaves_the_listing(make_site: MakeSite) -> None:
    """And the other way round: just the pages that show it are written again."""
    site = make_site({"index.md": LISTING, "posts/a.md": REVIEWED, "posts/essay.md": DECLARED})
    site.build("html")
    site.write("posts/essay.md", DECLARED.replace("post: true", "orphan: true"))
    assert site.build("html").texts(".paper-posts .paper-title") == ["Older"]
    site.write("posts/essay.md", DECLARED)
    assert site.build("html").texts(".paper-posts .paper-title") == ["Essay", "Older"]


@pytest.mark.parametrize("builder", ["text", "singlehtml", "latex", "epub"])
def test_every_output_has_it(make_site: MakeSite, builder: str) -> None:
    assert not [one for one in build(make_site, DECLARED, builder).warnings if "essay" in one]


def test_in_rest_the_field_list_says_so(make_site: MakeSite) -> None:
    page = ":post: true\n:date: 2025-11-27\n\nEssay\n=====\n\nText.\n"
    built = make_site({"index.md": LISTING, "essay.rst": page}).build("html")
    assert built.texts(".paper-posts .paper-title") == ["Essay"]
