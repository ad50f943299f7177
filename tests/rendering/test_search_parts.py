"""What Sphinx's search index holds of Korean, Chinese and Japanese words."""

from __future__ import annotations

import json
from unicodedata import normalize

import pytest
from docutils import nodes

from sphinx_paperreview.rendering.assets import SEARCH_SCRIPT
from sphinx_paperreview.rendering.search_parts import joined_words
from tests.conftest import MakeSite
from tests.site import Built, review_page


def _terms(built: Built) -> set[str]:
    text = built.text("searchindex.js")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    tables = (index["terms"], index["titleterms"])
    # Sphinx keeps words that no page has any more, with an empty list.
    return {term for table in tables for term, pages in table.items() if pages != []}


STRONG, LINK = nodes.strong("", "확산"), nodes.reference("", "", nodes.literal("", "모델"))


@pytest.mark.parametrize(
    ("children", "words"),
    [
        ((STRONG, nodes.Text("은 좋다")), ["확산은"]),
        ((STRONG, nodes.Text(" 은 좋다")), []),
        ((nodes.Text("새 역"), STRONG, nodes.Text("은")), ["역확산은"]),
        ((nodes.Text("큰"), LINK, nodes.Text("과")), ["큰모델과"]),
        ((STRONG, LINK), []),  # badges
        ((STRONG, nodes.Text(""), LINK), []),
        ((nodes.Text("말"), nodes.footnote_reference("", "1"), nodes.Text("은")), []),
        ((nodes.Text("말"), nodes.image(), nodes.Text("은")), []),
        ((nodes.Text("말"), nodes.raw("", "<br>", format="html"), nodes.Text("은")), []),
        ((nodes.Text("말"), nodes.inline("", "안", classes=["no-search"]), nodes.Text("은")), []),
        ((nodes.emphasis("", "plain"), nodes.Text("ly")), []),
        ((nodes.emphasis("", "LoRA"), nodes.Text("를")), ["LoRA를"]),
        ((nodes.strong("", normalize("NFD", "확산")), nodes.Text("은")), ["확산은"]),
        ((nodes.Text("확산은"), nodes.Text(" 한 번")), []),
        ((nodes.strong("", "", nodes.Text("확"), nodes.emphasis("", "산")),), ["확산"]),
        ((nodes.Text("확산은 "), STRONG, nodes.Text("은")), []),
    ],
)
def test_words_that_markup_parts_are_whole(children: list[nodes.Node], words: list[str]) -> None:
    """As a reader sees them, and no word over a gap."""
    line = nodes.paragraph("", "", *(child.deepcopy() for child in children))
    assert joined_words(nodes.section("", line)) == words


PAGES = {
    "index.md": "# 첫 화면\n\n**확산**은\n",
    "post.md": review_page(":::{paper} 2511.00001", ":title: 제목", "", "`모델`의 설명", ":::"),
}


def test_a_page_says_no_more_than_before(make_site: MakeSite) -> None:
    """What is added is for the index alone."""
    site = make_site(PAGES, 'language = "ko"\n')
    built = site.build()
    assert built.warnings == ()
    assert {"확산은", "모델의"} <= _terms(built)
    assert [tag for tag in built.select("meta") if tag.get("name") == "keywords"] == []
    assert [tag["src"] for tag in built.select(f"script[src*='{SEARCH_SCRIPT}']")] == []
    assert len(built.select(f"script[src*='{SEARCH_SCRIPT}'][defer]", "search")) == 1


def test_turned_off_the_index_is_sphinxs_own(make_site: MakeSite) -> None:
    """Also right after it was on; and turned on again, it is whole again."""
    site = make_site(PAGES, 'language = "ko"\n')
    first = _terms(site.build())
    off = site.build(paperreview_search_parts=False)
    assert not {"확산은", "모델의"} & _terms(off)
    assert off.select(f"script[src*='{SEARCH_SCRIPT}']", "search") == []
    assert _terms(site.build()) == first


def test_parallel_and_later_builds_have_the_same_words(make_site: MakeSite) -> None:
    site = make_site(PAGES, 'language = "ja"\n')
    first = _terms(site.build())
    assert _terms(site.build(out=site.source.parent / "parallel", parallel=2)) == first
    site.write("index.md", "# 첫 화면\n\nText.\n")
    assert "확산은" not in _terms(site.build())
    site.write("index.md", PAGES["index.md"])
    assert _terms(site.build()) == first


def test_a_page_without_search_adds_nothing(make_site: MakeSite) -> None:
    page = "---\norphan: true\nnosearch: true\n---\n# A\n\n**비밀**은\n"
    assert "비밀은" not in _terms(make_site(PAGES | {"quiet.md": page}).build())


@pytest.mark.parametrize("language", ["ja", "zh"])
def test_clauses_that_a_dictionary_cuts_are_there_whole(make_site: MakeSite, language: str) -> None:
    text = "# 標題語\n\n強化学習の応用、猫。<span>生文</span>\n\n<p>内側の文</p>\n"
    built = make_site({"index.md": text}, f"language = {language!r}\n").build()
    assert {"標題語", "強化学習の応用", "猫 ", "生文", "内側の文"} <= _terms(built)
