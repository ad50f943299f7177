"""Parts of Korean, Chinese and Japanese words in Sphinx's own search, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, Route

from sphinx_paperreview.rendering.assets import SEARCH_SCRIPT
from tests.browser.conftest import Visit, serve, visiting
from tests.conftest import MakeSite
from tests.site import Built, Site, review_page

KOREAN = {
    "index": "모래언덕을 건너는 낙타, 그리고 transformer 이야기.",
    "one": "**물결**은 천천히 [바닷가](https://example.org/)까지 갔다. AI 시대의 transformer.",
    "two": "물결무늬와 강물결 사이에서 `나침반`으로 길을 찾는다.",
    "three": normalize("NFD", "바위틈의 이끼"),
    "four": "A transformer walks. Transformers of 나침 alone.",
}
JAPANESE = {
    "index": "砂丘を渡る駱駝の物語。",
    "one": "強化学習の応用と、その**課題**について。",
    "two": normalize("NFD", "ガラス細工") + "の作り方。猫。",
}
CHINESE = {
    "index": "骆驼穿过沙丘的故事。",
    "one": "我们提出一种新的方法，用于**扩散**模型的微调。",
    "two": "图 1 展示了结果，其中LoRA微调更快。",
}


def _site(folder: Path, texts: dict[str, str], language: str) -> Site:
    pages: dict[str, str | bytes] = {
        f"{name}.md": f"---\norphan: true\n---\n# Page {name}\n\n{text}\n"
        for name, text in texts.items()
    }
    return Site(folder / "source", pages, f"language = {language!r}\n")


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def korean(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the Korean pages."""
    site = _site(tmp_path_factory.mktemp("korean"), KOREAN, "ko")
    return site.build(request.param, html_theme="furo")


@pytest.fixture
def visit(browser: Browser, korean: Built) -> Iterator[Visit]:
    """Open an empty page of the Korean site."""
    with serve(korean.out) as address, visiting(browser, address) as opened:
        yield opened
    assert opened.errors == []


def _results(page: Page) -> set[str]:
    """Wait for the results on a page of a search, and name the pages that are found."""
    page.wait_for_function("Search.title?.childElementCount === 0")  # the dots are gone
    links = page.locator("#search-results ul.search a")
    hrefs = links.evaluate_all("all => all.map(link => link.getAttribute('href'))")
    paths = (href.partition("#")[0].removesuffix(".html").strip("./") for href in hrefs)
    return {path or "index" for path in paths}


def _search_page(built: Built) -> str:
    return "search.html" if (built.out / "search.html").is_file() else "search/"


def _found(visit: Visit, built: Built, query: str) -> set[str]:
    return _results(visit.go(f"{_search_page(built)}?{urlencode({'q': query})}"))


QUERIES: dict[str, set[str]] = {
    "모래": {"index"},  # the first syllables of a word
    "래언": {"index"},  # inner ones
    "덕": {"index"},  # one
    "물결": {"one", "two"},  # a word of one page, and parts of words of another
    "물결은": {"one"},  # a word that markup parts
    "닷가까": {"one"},
    "침반으": {"two"},
    "나침": {"two", "four"},
    "바위": {"three"},  # a page whose letters are stored in pieces
    normalize("NFD", "물결무"): {"two"},
    "물결 나침반": {"two"},  # all words, also short ones
    "낙타 물결": set(),
    "transformer 물결": {"one"},
    "AI 물결": {"one"},
    "ㅁ": set(),  # no syllable yet
    "무ㄹ": set(),
    "물\u1100": set(),
    "!? 「」 --": set(),
    "모래" * 1000: set(),
    "모래 " * 600: {"index"},
}


def test_each_part_of_a_word_is_found_and_nothing_else(visit: Visit, korean: Built) -> None:
    assert {query: _found(visit, korean, query) for query in QUERIES} == QUERIES


def test_words_of_other_scripts_are_left_to_sphinx(
    browser: Browser, tmp_path: Path, visit: Visit, korean: Built
) -> None:
    site = _site(tmp_path, KOREAN, "ko")
    built = site.build(html_theme="furo", paperreview_search_parts=False)
    assert not built.select(f"script[src*='{SEARCH_SCRIPT}']", "search")
    with serve(built.out) as address, visiting(browser, address) as plain:
        for query in ("transformer", "transformers", "transf", "walk", "AI", "al"):
            assert _found(visit, korean, query) == _found(plain, built, query)
        assert _found(plain, built, "래언") == set()


@pytest.mark.parametrize(
    ("language", "texts", "queries"),
    [
        ("ja", JAPANESE, {
            "強化": {"one"},
            "化学": {"one"},
            "習の応": {"one"},
            "の課題に": {"one"},
            normalize("NFD", "ガラ"): {"two"},
            "ラス細": {"two"},
            "猫": {"two"},
            "の": {"index", "one", "two"},
        }),
        ("zh", CHINESE, {
            "沙丘": {"index"},
            "出一": {"one"},
            "扩散模型": {"one"},
            "微调": {"one", "two"},
            "lora微": {"two"},
            "图": {"two"},
            "沙丘 微调": set(),
        }),
        ("en", KOREAN | CHINESE, {"出一": {"one"}, "扩散模": {"one"}}),
    ],
)  # fmt: skip
def test_so_it_is_in_other_languages(
    browser: Browser,
    tmp_path: Path,
    language: str,
    texts: dict[str, str],
    queries: dict[str, set[str]],
) -> None:
    """Also where the words of a language are cut by a dictionary, or where there is none."""
    built = _site(tmp_path, texts, language).build()
    with serve(built.out) as address, visiting(browser, address) as visit:
        assert {query: _found(visit, built, query) for query in queries} == queries
    # Sphinx 9.0 says so at each search in Chinese.
    assert [error for error in visit.errors if error != "ChineseStemmer is not defined"] == []


@pytest.mark.parametrize("theme", ["alabaster", "furo", "sphinx_rtd_theme", "sphinx_book_theme"])
def test_themes_load_the_script_in_time_also_from_a_disk(
    browser: Browser, tmp_path: Path, theme: str
) -> None:
    built = _site(tmp_path, KOREAN, "ko").build(html_theme=theme)
    page = browser.new_page()
    page.goto(f"{(built.out / 'search.html').as_uri()}?q=래언")
    assert _results(page) == {"index"}
    page.close()


def test_an_organisation_is_found_by_a_part_of_any_of_its_names(
    browser: Browser, make_site: MakeSite
) -> None:
    post = review_page(":::{paper} 2511.00001", ":title: Alpha", ":org: kaist", "", "T.", ":::")
    built = make_site({"index.md": post}, 'language = "ko"\n').build()
    with serve(built.out) as address, visiting(browser, address) as visit:
        for query in ("카이스트", "카이", "이스"):
            assert _found(visit, built, query) == {"papers/org/kaist"}


ABLE = """
Search.performTermsSearch = window.own = (words) => {
  const { terms, docnames } = Search._index;
  const filesOf = (word) => Object.keys(terms).filter((term) => term.includes(word))
    .flatMap((term) => terms[term]);
  const lists = [...words].map(filesOf);
  const isInAll = (file) => lists.every((list) => list.includes(file));
  const files = [...new Set(lists.flat())].filter(isInAll);
  return files.map((file) => [docnames[file], "", "", null, 1, "", "text"]);
};
"""


def _open_with(visit: Visit, built: Built, script: str) -> Page:
    """Open the search page of a Sphinx that ends with a script."""

    def fulfil(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text() + script)

    visit.page.route(re.compile(r"searchtools\.js"), fulfil)
    return visit.go(_search_page(built))


def test_a_sphinx_that_finds_parts_by_itself_keeps_its_search(visit: Visit, korean: Built) -> None:
    page = _open_with(visit, korean, ABLE)
    assert page.evaluate("Search.performTermsSearch === window.own")
    page = _open_with(visit, korean, "window.own = Search.performTermsSearch;")
    assert not page.evaluate("Search.performTermsSearch === window.own"), "ours is not in force"


def test_a_sphinx_that_is_not_known_keeps_its_search(visit: Visit, korean: Built) -> None:
    said: list[str] = []
    visit.page.on("console", lambda message: said.append(message.text))
    page = _open_with(visit, korean, "delete Search.performTermsSearch;")
    assert page.evaluate("Search.performTermsSearch === undefined")
    assert [line for line in said if SEARCH_SCRIPT in line]
