"""Generated pages in Sphinx's search, and as objects for other sites."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

import pytest
import sphinx
from bs4 import BeautifulSoup
from sphinx.util.inventory import InventoryFile

from tests.conftest import MakeSite
from tests.rendering.test_pages import CONF, OWN_LIST, PAGES, TOCTREE
from tests.site import Built, Site, review_page

PAGE_ANCHOR = "paper-page"


def _index(built: Built) -> dict[str, Any]:
    text = built.text("searchindex.js")
    found: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return found


def _objects(built: Built, kind: str) -> dict[str, tuple[str, str]]:
    """List the objects of a kind: name → page, anchor."""
    index = _index(built)
    return {
        f"{prefix}.{rest}".lstrip("."): (index["docnames"][document], anchor)
        for prefix, rows in index["objects"].items()
        for document, number, _priority, anchor, rest in rows
        if index["objtypes"][str(number)] == f"paper:{kind}"
    }


def _pages_with(built: Built, word: str) -> set[str]:
    """Find the pages that hold a word, as the index knows them."""
    index = _index(built)
    found: set[str] = set()
    for table in ("terms", "titleterms"):
        documents = index[table].get(word, [])
        numbers = documents if isinstance(documents, list) else [documents]
        found |= {index["docnames"][number] for number in numbers}
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site in html."""
    return Site(tmp_path_factory.mktemp("search") / "source", PAGES, CONF).build()


def test_a_result_says_what_it_is_in_one_word(built: Built) -> None:
    """The search page writes "Title (paper, in Post)"."""
    shown = {name for _domain, _kind, name in _index(built)["objnames"].values()}
    assert shown == {"paper", "organisation", "tag"}


def test_organisations_and_tags_are_found_on_their_pages(built: Built) -> None:
    """And no others: neither those of drafts nor what has no page."""
    assert _objects(built, "org") == {
        "Google": ("papers/org/google", PAGE_ANCHOR),
        "한빛 연구소": ("papers/org/한빛-연구소", PAGE_ANCHOR),
        "测试实验室": ("papers/org/测试实验室", PAGE_ANCHOR),
    }
    assert _objects(built, "tag") == {
        "video": ("papers/tag/video", PAGE_ANCHOR),
        "방법": ("papers/tag/방법", PAGE_ANCHOR),
    }


def test_every_page_of_a_value_is_known_by_its_title(built: Built) -> None:
    """As plain text."""
    index = _index(built)
    titles = dict(zip(index["docnames"], index["titles"], strict=True))
    assert {name: title for name, title in titles.items() if name.startswith("papers/")} == {
        "papers/org/google": "Google",
        "papers/org/한빛-연구소": "한빛 연구소",
        "papers/org/测试实验室": "测试实验室",
        "papers/tag/video": "#video",
        "papers/tag/방법": "#방법",
        "papers/venue/iclr-2026": "ICLR 2026",
        "papers/source/arxiv": "arXiv",
        "papers/month/2025-11": "November 2025",
        "papers/month/2025-10": "October 2025",
    }


@pytest.mark.parametrize("word", ["구글", "deepmind"])
def test_an_alias_leads_to_the_organisation(make_site: MakeSite, word: str) -> None:
    """Nobody has typed it in a post: the table of organisations knows it."""
    orgs = '[google]\nname = "Google"\naliases = ["구글", "Deepmind"]\n'
    assert _pages_with(make_site(PAGES | {"orgs.toml": orgs}, CONF).build(), word) == {
        "papers/org/google"
    }


def test_listed_papers_are_found_on_their_own_pages(built: Built) -> None:
    """A page that lists a paper is no second result for it."""
    assert _pages_with(built, "gamma") == {"posts/old"}


def test_what_nothing_indexes_is_not_found(built: Built) -> None:
    """Neither the organisation nor the tags of drafts are objects."""
    assert _pages_with(built, "secret") <= {"posts/quiet"}
    assert not {"NVIDIA", "Meta"} & _objects(built, "org").keys()


def _draft(*, is_draft: bool) -> str:
    head = f"---\ndraft: {str(is_draft).lower()}\n---\n# Zebras\n\nQuaggas.\n\n"
    return head + ":::{paper} 2511.00001\n:title: Okapis\n\n## Gnus\nElands.\n:::\n"


@pytest.mark.parametrize("first", [True, False])
def test_the_text_of_a_draft_is_not_found(make_site: MakeSite, *, first: bool) -> None:
    """Its words, its headings, its title; from when it is one, until it is published."""
    index = "# Home\n\n```{toctree}\npost\n```\n"
    site = make_site({"index.md": index, "post.md": _draft(is_draft=first)})
    for is_draft in (first, not first, first):
        site.write("post.md", _draft(is_draft=is_draft))
        built = site.build()
        assert built.warnings == ()
        assert "Elands" in built.text("post.html")
        found = [word for word in ("zebra", "quagga", "okapi", "gnu", "eland")
                 if "post" in _pages_with(built, word)]  # fmt: skip
        assert (found == []) == is_draft
        assert ("Zebras" in _index(built)["titles"]) != is_draft
        assert bool(_objects(built, "paper")) != is_draft


def test_a_draft_that_is_no_post_is_its_authors_affair(make_site: MakeSite) -> None:
    """What the head of a page without reviews says is not for us."""
    page = "---\ndraft: true\n---\n# Zebras\n\nSee {paper}`2511.00001`.\n"
    assert _pages_with(make_site({"index.md": page}).build(), "zebra") == {"index"}


def test_headings_are_no_markup_for_sphinx_8(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its search writes them into results as they are: they are escaped, also by later builds."""
    monkeypatch.setattr("sphinx_paperreview.rendering.search.TITLES_ARE_HTML", True)
    title = "A &lt; <img src=x onerror=alert(1)>"
    page = f":::{{paper}} 2511.00001\n:title: {title}\n\n## <b> in *it*\n:::\n"
    site = make_site(
        {"index.md": "# Home\n", "post.md": f"---\norphan: true\n---\n# Post\n\n{page}"}
    )
    first = _index(site.build())
    assert [title for title in first["alltitles"] if "<" in title] == []
    assert "A &lt; &lt;img src=x onerror=alert(1)&gt;" in first["alltitles"]
    site.write("index.md", "# Home again\n")
    assert _index(site.build())["alltitles"].keys() - {"Home again"} == first[
        "alltitles"
    ].keys() - {"Home"}


def test_a_later_build_finds_the_same(make_site: MakeSite) -> None:
    """Sphinx keeps what it knows of pages that it does not write again."""
    site = make_site(PAGES, CONF)
    first = _index(site.build())
    site.write("index.md", f"# Home\n\n{TOCTREE}\n")
    assert _index(site.build()) == first


def test_what_is_gone_is_not_found(make_site: MakeSite) -> None:
    """The index forgets stale pages."""
    site = make_site(PAGES, CONF)
    site.build()
    site.write("posts/new.md", "# Nothing\n")
    built = site.build()
    assert set(_objects(built, "tag")) == {"video"}
    assert "papers/tag/방법" not in _index(built)["docnames"]


@pytest.mark.parametrize(
    "line", ["paperreview_pages = ''", "paperreview_page_kinds = ['month']"], ids=str
)
def test_without_pages_nothing_leads_there(make_site: MakeSite, line: str) -> None:
    """Sphinx's search knows no indices: it finds the posts alone."""
    built = make_site(PAGES, CONF + line).build()
    assert _objects(built, "org") == _objects(built, "tag") == {}
    assert _objects(built, "paper")


def test_a_site_without_search_is_built(make_site: MakeSite) -> None:
    """Where an extension has turned it off."""
    conf = CONF + "def setup(app):\n    app.connect('builder-inited', quiet)\n\n\n"
    conf += "def quiet(app):\n    app.builder.search = False\n"
    built = make_site(PAGES, conf).build()
    assert built.warnings == ()
    assert (built.out / "papers/org/google.html").is_file()
    assert not (built.out / "searchindex.js").exists()


def test_names_with_markup_are_text(make_site: MakeSite) -> None:
    """The search writes what it finds with its titles as text."""
    tag = "<img src=x onerror=alert(1)>"
    post = review_page(":::{paper} 2511.00001", ":title: T", f":tags: {tag}", "", "T.", ":::")
    index = _index(make_site({"index.md": post}).build())
    # Before Sphinx 9 the search takes titles for HTML.
    assert (f"#{tag}" if sphinx.version_info >= (9,) else escape(f"#{tag}")) in index["titles"]


# An author's own pages ---------------------------------------------------------------------------


def _targets(built: Built, kind: str) -> dict[str, str]:
    raw = InventoryFile.loads((built.out / "objects.inv").read_bytes(), uri="")
    return {name: item.uri for name, item in raw.data[f"paper:{kind}"].items()}


@pytest.mark.parametrize(
    ("builder", "path", "file", "address"),
    [
        ("html", "org/google.md", "org/google.html", "papers/org/google.html"),
        ("dirhtml", "org/google.md", "org/google/index.html", "papers/org/google/"),
        ("dirhtml", "org/google/index.md", "org/google/index.html", "papers/org/google/"),
    ],
)
def test_objects_lead_to_an_authors_own_page(
    make_site: MakeSite, builder: str, path: str, file: str, address: str
) -> None:
    """It has the anchor that generated pages have."""
    built = make_site(PAGES | {f"papers/{path}": OWN_LIST}, CONF).build(builder)
    assert built.warnings == ()
    assert _targets(built, "org")["Google"] == f"{address}#{PAGE_ANCHOR}"
    assert PAGE_ANCHOR in _ids(built.out / "papers" / file)
    assert PAGE_ANCHOR not in _ids(built.out / "index.html")


def _ids(path: Path) -> list[str]:
    page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
    return [str(tag["id"]) for tag in page.select("[id]")]


def test_objects_lead_to_generated_pages(make_site: MakeSite) -> None:
    """Each tag has a place that other sites can name."""
    assert _targets(make_site(PAGES, CONF).build("dirhtml"), "tag") == {
        "video": f"papers/tag/video/#{PAGE_ANCHOR}",
        "방법": f"papers/tag/방법/#{PAGE_ANCHOR}",
    }
