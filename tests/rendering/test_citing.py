"""How a reader cites a paper: what a card unfolds, where, and when it is drawn again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from sphinx_paperreview.core.model import Review
from sphinx_paperreview.exports import bibliography
from sphinx_paperreview.exports.gathering import Entry, gather
from tests.conftest import MakeSite
from tests.exports.papers import HARD
from tests.exports.zotero import Item, read_coins
from tests.outputs import raw_output
from tests.site import Built, Site, review_page

CONF = "html_theme = 'basic'\n"
HARMONY = (
    *(":::{paper} 2511.00001", ":title: Harmony", ":authors: Ada Lovelace", "", "Text.", ":::"),
)
INDEX = "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n"
PAGES = {
    "index.md": INDEX,
    "one.md": review_page(*HARMONY, date="2025-11-01"),
    "two.md": review_page(
        *(":::{paper} 2511.00002", ":title: Other", "", "Text, {paper}`2511.00001`.", ":::"),
        date="2025-11-02",
    ),
    "list.md": "# List\n\n```{paper:list}\n:style: cards\n```\n",
}
SCRIPT = "script[src*='paperreview-cite.js']"


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site(PAGES, CONF)


def _bibtex(built: Built, docname: str) -> list[str]:
    return [block.get_text() for block in built.select(".paper-bibtex", docname)]


def _entries(built: Built) -> list[str]:
    """Take the file of all papers apart."""
    _head, *entries = built.text("papers.bib").split("\n\n")
    return [entry.strip() for entry in entries]


def test_a_card_shows_what_the_file_of_papers_has(site: Site) -> None:
    built = site.build()
    assert built.warnings == ()
    assert [*_bibtex(built, "one"), *_bibtex(built, "two")] == _entries(built)
    assert "lovelace2025harmony" in _bibtex(built, "one")[0]


def test_what_lists_papers_shows_none(site: Site) -> None:
    """Files do that; and only a page with BibTeX asks for the script that copies it."""
    built = site.build()
    names = ["list", "papers/month/2025-11", "index"]
    assert [name for name in names if _bibtex(built, name) or built.select(SCRIPT, name)] == []
    assert len(built.select(SCRIPT, "one")) == 1


def test_a_setting_leaves_it_out(site: Site) -> None:
    built = site.build(paperreview_cite=False)
    assert not built.select(f".paper-cite, {SCRIPT}", "one")


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text", "latex", "man", "xml"])
def test_other_outputs_have_none(site: Site, builder: str) -> None:
    text = raw_output(site.build(builder).out, builder)
    assert "Harmony" in text
    assert "lovelace2025" not in text
    assert "paper-cite" not in text


def test_what_no_index_holds_is_in_no_file_and_shows_none(make_site: MakeSite) -> None:
    post = review_page(*HARMONY)
    pages = {
        "index.md": INDEX,
        "draft.md": post.replace("---\n", "---\ndraft: true\n", 1),
        "hidden.md": post.replace("2511.00001\n", "2511.00003\n:no-index:\n"),
    }
    built = make_site(pages, CONF).build()
    assert _bibtex(built, "draft") == _bibtex(built, "hidden") == []


def test_the_search_does_not_find_its_words(site: Site) -> None:
    index = site.build().text("searchindex.js")
    assert "lovelac" in index
    assert "archiveprefix" not in index


def test_no_text_breaks_it(make_site: MakeSite) -> None:
    lines = [
        line
        for text in (*HARD, "?!…")
        for line in (":::{paper}", f":title: '{text}'", f":authors: {text}", "", "T.", ":::", "")
    ]
    lines += [":::{paper} https://example.org/a_b%20c", "", "T.", ":::"]
    post = "---\norphan: true\n---\n# Post\n\n" + "\n".join(lines)
    built = make_site({"index.md": post}, CONF).build(paperreview_unknown_orgs="ignore")
    assert sorted(_bibtex(built, "index")) == sorted(_entries(built))
    assert not built.select("main script, .body script")


UNDATED = review_page(*HARMONY, date="")
"""No bar leads from it to posts beside it."""
MARK = "<!-- as it was -->"


def _add(make_site: MakeSite, name: str, *lines: str) -> tuple[Built, bool]:
    """Add a post to a journal of one; tell whether the other was written again."""
    site = make_site({"index.md": INDEX, "one.md": UNDATED}, CONF)
    page = site.build().out / "one.html"
    page.write_text(page.read_text("utf-8") + MARK, "utf-8")
    site.write(f"{name}.md", review_page(*lines, date=""))
    built = site.build()
    clean = site.build(out=built.out.with_name("clean"), fresh=True)
    assert _bibtex(clean, "one") == _bibtex(built, "one")
    return built, MARK not in page.read_text("utf-8")


def test_a_card_is_drawn_again_when_its_key_changes(make_site: MakeSite) -> None:
    """A review that comes first asks for the same key, and has it then."""
    lines = [line.replace("2511.00001", "2511.00009") for line in HARMONY]
    built, is_written = _add(make_site, "earlier", *lines)
    assert is_written
    keys = [_bibtex(built, name)[0].splitlines()[0] for name in ("earlier", "one")]
    assert keys == ["@misc{lovelace2025harmony,", "@misc{lovelace2025harmonya,"]


def test_a_card_is_not_drawn_again_for_a_paper_that_shifts_no_key(make_site: MakeSite) -> None:
    lines = [line.replace("2511.00001", "2511.00009") for line in HARMONY]
    built, is_written = _add(make_site, "zzz", *lines)
    assert not is_written
    assert "harmonya," in _bibtex(built, "zzz")[0]


def test_one_edit_of_a_text_looks_at_no_other_paper(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the key of each depends on all others: the record of the output tells them."""
    gathered = []

    def note(papers: Iterable[Sequence[Review]], *args: Any, **options: Any) -> list[Entry]:
        papers = list(papers)
        gathered.append(len(papers))
        return gather(papers, *args, **options)

    monkeypatch.setattr(bibliography, "gather", note)
    before = _bibtex(site.build(), "one")
    for _ in range(2):
        page = site.source / "one.md"
        page.write_text(page.read_text("utf-8") + "\nMore.\n", "utf-8")
        built = site.build()
        assert _bibtex(built, "one") == before
    assert gathered == [2, 1, 1]


# COinS -------------------------------------------------------------------------------------------


def _items(built: Built, docname: str = "index") -> list[Item]:
    """Read a page as Zotero does."""
    return [read_coins(str(span["title"])) for span in built.select("span.Z3988", docname)]


def test_zotero_finds_each_paper_of_a_post_once(make_site: MakeSite) -> None:
    """Also one on a compact card, one without an id, and one that is reviewed twice there."""
    again = (":::{paper} arxiv:2511.00001", "", "Again.", ":::", "")
    compact = ("- item", "", "  ```{paper} 2511.00002", "  :title: Other", "  ```", "")
    bare = (":::{paper}", ":title: Without an id", "", "T.", ":::")
    post = review_page(*HARMONY, "", *again, *compact, *bare)
    site = make_site({"index.md": INDEX, "one.md": post}, CONF)
    built = site.build(suppress_warnings=["paper.duplicate"])
    assert built.warnings == ()
    titles = [item.title for item in _items(built, "one")]
    assert titles == ["Harmony", "Other", "Without an id"]


def test_what_lists_papers_tells_zotero_nothing(site: Site) -> None:
    """It has files; a post leads to what was saved of it."""
    built = site.build()
    assert [_items(built, name) for name in ("list", "index", "papers/month/2025-11")] == [[]] * 3


def test_one_hard_text_hides_no_paper_from_zotero(make_site: MakeSite) -> None:
    lines = [
        line
        for text in (*HARD, "?!…")
        for line in (":::{paper}", f":title: '{text}'", f":authors: {text}", "", "T.", ":::", "")
    ]
    post = "---\norphan: true\n---\n# Post\n\n" + "\n".join(lines)
    built = make_site({"index.md": post}, CONF).build()
    assert len(_items(built)) == len(built.reviews) == len(HARD) + 1


def test_what_zotero_finds_is_no_word_of_the_search(site: Site) -> None:
    assert "z3988" not in site.build().text("searchindex.js").lower()
