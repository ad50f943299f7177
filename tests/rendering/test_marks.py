"""Buttons with which readers mark papers as read: where they stand, and of which paper each is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sphinx_paperreview.core.feeds import POSTS
from sphinx_paperreview.rendering.assets import MARKS_SCRIPT
from sphinx_paperreview.rendering.marks import MARK_CLASS, mark_words
from tests.conftest import MakeSite
from tests.site import Built, review_page

SCRIPT = f"script[src*='{MARKS_SCRIPT}']"
MARK = f"button.{MARK_CLASS}"
LISTINGS = "\n".join(
    f"```{{paper:list}}\n:style: {style}\n:filter:\n```\n" for style in ("list", "table", "cards")
)
POST = review_page(
    *(":::{paper} 2511.00001 openreview:Vota6rFhBQ", ":title: Harmony", "", "T.", ":::", ""),
    *(":::{paper}", ":title: Fugue & Co.", "", "T.", ":::", ""),
    *(":::{paper} 2511.00003", ":title: Secret", ":no-index:", "", "T.", ":::"),
)
PAGES = {"index.md": "# Home\n\n```{toctree}\nposts/a\nlists\n```\n", "posts/a.md": POST}
PAGES |= {"lists.md": f"# Lists\n\n{LISTINGS}", "plain.md": "---\norphan: true\n---\n# Plain\n"}
ON = "paperreview_reading_marks = True\n"
KEYS = ["arxiv:2511.00001 openreview:Vota6rFhBQ", "title:fugue-co"]


def _keys(built: Built, page: str) -> list[str]:
    return [str(button["data-paper"]) for button in built.select(MARK, page)]


def test_each_card_and_row_has_a_button(make_site: MakeSite) -> None:
    """Hidden, without a word: whoever has no JavaScript sees none. No preview holds one."""
    built = make_site(PAGES, ON).build()
    assert built.warnings == ()
    assert _keys(built, "posts/a") == KEYS
    assert _keys(built, "lists") == KEYS * 3
    assert _keys(built, "papers/month/2025-11") == KEYS
    for page in ("posts/a", "lists"):
        assert len(built.select(f"{MARK}[hidden]:empty", page)) == len(built.select(MARK, page))
    assert MARK_CLASS not in built.text("posts/a.previews.json")


def test_the_script_is_where_buttons_are_and_knows_its_words(make_site: MakeSite) -> None:
    """In the language of the site."""
    built = make_site(PAGES, f"{ON}language = 'ko'\n").build()
    (script,) = built.select(f"{SCRIPT}[defer]", "lists")
    words: dict[str, Any] = json.loads(str(script["data-words"]))
    assert words.keys() == mark_words().keys()
    assert words["hide"] == "읽은 논문 숨기기"
    assert built.select(f"{SCRIPT}, {MARK}", "plain") == []
    scripts = [str(one["src"]) for one in built.select("script[src*='paperreview-']", "lists")]
    names = [src.rpartition("/")[2].partition("?")[0] for src in scripts]
    assert names.index(MARKS_SCRIPT) < names.index("paperreview-filter.js")


def test_a_filter_knows_the_papers(make_site: MakeSite) -> None:
    """In the page, and in the file of all rows."""
    built = make_site(PAGES, f"{ON}paperreview_rows = 1\n").build()
    blocks = [json.loads(one.get_text()) for one in built.select(".paper-filter script", "lists")]
    assert {key for block in blocks for key in block["papers"]} <= set(KEYS)
    rows = json.loads(built.text("papers/list/lists.rows.json"))
    assert rows["papers"] == KEYS


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub", "text"])
def test_off_and_elsewhere_there_is_none(make_site: MakeSite, builder: str) -> None:
    """It is off unless a site asks for it; and other outputs have no buttons."""
    site = make_site(PAGES, "" if builder == "html" else ON)
    built = site.build(builder)
    for path in built.out.rglob("*"):
        if path.suffix in {".html", ".xhtml", ".txt", ".json"} and "_sources" not in path.parts:
            assert MARK_CLASS not in path.read_text("utf-8"), path


def test_turned_on_and_off_all_pages_follow(make_site: MakeSite) -> None:
    site = make_site(PAGES)
    assert _keys(site.build(paperreview_reading_marks=True), "lists")
    assert _keys(site.build(), "lists") == []


def test_an_id_from_another_review_marks_the_paper_too(make_site: MakeSite) -> None:
    """When that comes, the pages that show the paper are written again, as a clean build does."""
    site = make_site(PAGES, ON)
    site.build()
    other = review_page(":::{paper} 2511.00001 10.1145/3485132", ":title: H", "", "T.", ":::")
    site.write("posts/b.md", other.replace("date: 2025", "orphan: true\ndate: 2024"))
    built = site.build()
    clean = site.build(out=site.source.parent / "clean", fresh=True)
    ids = "arxiv:2511.00001 doi:10.1145/3485132 openreview:Vota6rFhBQ"
    for page in ("posts/a", "posts/b", "lists", "papers/source/arxiv"):
        assert ids in _keys(built, page)
        assert _keys(built, page) == _keys(clean, page)


def test_a_title_stays_a_value(make_site: MakeSite) -> None:
    post = review_page(":::{paper}", ':title: "><script>alert(1)</script>', "", "T.", ":::")
    built = make_site({"index.md": post}, ON).build()
    (key,) = _keys(built, "index")
    assert key == "title:script-alert-1-script"


def test_a_feed_has_no_button(make_site: MakeSite) -> None:
    conf = f"{ON}paperreview_base_url = 'https://e.org/'\n"
    built = make_site(PAGES, conf).build()
    assert "<button" not in built.text(POSTS).replace("&lt;", "<")
