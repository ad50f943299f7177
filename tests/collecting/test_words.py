"""Words: what of a title or a sentence readers see as such, wherever it is shown."""

from __future__ import annotations

import re

import pytest

from sphinx_paperreview.core.runs import Run, plain
from tests.conftest import MakeSite
from tests.site import Built, Site, review_page

PAPER = "2511.00001"
EXTENSIONS = "myst_enable_extensions = ['strikethrough']\n"

MARKUP = {
    "unknown role": ("The {nosuch}`thing` title", "The title"),
    "strike": ("The ~~old~~ new title", "The old new title"),
    "strike within emphasis": ("The *very ~~old~~* title", "The very old title"),
    "strike around code": ("The ~~`old` one~~ title", "The old one title"),
    "strike within strike": ("~~The ~~old~~ one~~ title", "The old one title"),
    "footnote": ("A title[^1] with a note", "A title with a note"),
    "raw HTML": ("The <s>old</s> & <b>title</b>", "The <s>old</s> & <b>title</b>"),
    "a lone mark": ("The <s> token", "The <s> token"),
    "comment": ("The <!-- no --> title", "The <!– no –> title"),
    "index entry": ("The {index}`indexed` title", "The indexed title"),
    "abbreviation": ("The {abbr}`AB (a b)` title", "The AB title"),
    "picture": ("The ![old](x.png) title", "The old title"),
    "picture alone": ("![](x.png)", f"arXiv {PAPER}"),
    "unknown role alone": ("{nosuch}`thing`", f"arXiv {PAPER}"),
}
"""Markup in a title, and the words that it shows."""

HEADED = MARKUP | {
    "raw HTML": ("The <s>old</s> & <b>title</b>", "The old & title"),
    "comment": ("The <!-- no --> title", "The title"),
    "picture": ("The ![old](x.png) title", "The title"),
    "footnote at the end": ("A title[^1]", "A title"),
}
"""The same in a heading, which is Markdown as everywhere."""
for alone in ("picture alone", "unknown role alone", "a lone mark"):
    del HEADED[alone]

LISTINGS = "# I\n\n```{paper:list}\n```\n\n```{paper:list}\n:style: cards\n```\n\n"


def _noted(page: str) -> str:
    return page + ("\n\n[^1]: A note.\n" if "[^1]" in page else "")


def _titled(title: str, paper: str = PAPER) -> str:
    return _noted(review_page(f":::{{paper}} {paper}", f":title: {title}", "", "Text.", ":::"))


def _headed(title: str, paper: str = PAPER) -> str:
    return _noted(review_page(f"## {title}", "", f":::{{paper}} {paper}", ":::", "", "Text."))


def _of(built: Built) -> Built:
    """Check that a build warned of what its pages ask for alone."""
    kinds = {match for line in built.warnings for match in re.findall(r"\[[\w.]+\]$", line)}
    assert kinds <= {"[myst.strikethrough]", "[myst.role_unknown]", "[image.not_readable]"}
    return built


CASES = [("title", name) for name in MARKUP] + [("heading", name) for name in HEADED]


def _paper(case: tuple[str, str]) -> str:
    return f"2511.{CASES.index(case) + 1:05}"


@pytest.fixture(scope="module")
def titles(tmp_path_factory: pytest.TempPathFactory) -> Built:
    pages = {"index.md": LISTINGS + "```{toctree}\n:glob:\n:hidden:\n\np/*\n```\n"}
    for case in CASES:
        place, name = case
        write, (text, _words) = (
            (_titled, MARKUP[name]) if place == "title" else (_headed, HEADED[name])
        )
        pages[f"p/{_paper(case)}.md"] = write(text, _paper(case))
    return _of(Site(tmp_path_factory.mktemp("titles") / "source", pages, EXTENSIONS).build())


@pytest.mark.parametrize("case", CASES, ids=" of ".join)
def test_a_title_shows_its_words(titles: Built, case: tuple[str, str]) -> None:
    """In the library, and in listings: never a message, markup, or the number of a note."""
    place, name = case
    _text, words = (MARKUP if place == "title" else HEADED)[name]
    words = words.replace(PAPER, _paper(case))
    (review,) = (one for one in titles.reviews if str(one.paper.ids[0]) == f"arxiv:{_paper(case)}")
    assert review.title == words
    for selector in ("ul.paper-list", ".paper-cards"):
        assert words in titles.texts(f"{selector} a[href^='p/{_paper(case)}.html#']")


def test_no_listing_shows_a_path_of_the_machine(titles: Built) -> None:
    for docname in ("index", "papers/month/2025-11"):
        listings = titles.select(".paper-list, .paper-cards", docname)
        assert listings
        assert "role_unknown" not in str(listings)
        assert str(titles.out.parent) not in str(listings)


def test_struck_text_is_struck_wherever_its_heading_is(make_site: MakeSite) -> None:
    pages = {
        "index.md": LISTINGS + "{paper}`2511.00001`\n\n```{toctree}\npost\n```\n",
        "post.md": _titled("The ~~old~~ new title"),
    }
    built = _of(make_site(pages, EXTENSIONS).build("html"))
    runs = (Run("The "), Run("old", "strike"), Run(" new title"))
    assert built.reviews[0].paper.title == runs
    assert [tag.get_text() for tag in built.select("h2 s", "post")] == ["old"]
    for selector in ("ul.paper-list", ".paper-cards", "p > a.reference"):
        assert {tag.get_text() for tag in built.select(f"{selector} s")} == {"old"}


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "xml", "epub"])
def test_what_no_output_shows_is_in_none(make_site: MakeSite, builder: str) -> None:
    pages = {"index.md": _titled("The ~~old~~ {nosuch}`x` title[^1]").replace("# Post", LISTINGS)}
    built = _of(make_site(pages, EXTENSIONS).build(builder))
    texts = [path.read_text(errors="replace") for path in built.out.rglob("*.*") if path.is_file()]
    assert any("old" in text for text in texts)
    assert not [text for text in texts if ("<s>" in text and builder != "epub") or "nosuch" in text]


SENTENCES = {
    "unknown role": ("A {nosuch}`q` on", "A on it."),
    "strike": ("An ~~old~~ view on", "An old view on it."),
    "footnote": ("A view[^1] on", "A view on it."),
    "raw HTML": ("A <b>view</b> on", "A view on it."),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_shows_its_words(make_site: MakeSite, name: str) -> None:
    text, words = SENTENCES[name]
    page = _noted(f"# I\n\nOne. {text} {{paper}}`it <2511.00001>`. Three.") + "\n\n"
    pages = {"index.md": page + "```{toctree}\npost\n```\n", "post.md": _titled("T")}
    built = _of(make_site(pages, EXTENSIONS).build())
    (backlink,) = built.mentions.of(built.reviews[0])
    assert plain(backlink.mention.sentence) == words


def test_the_text_of_an_inline_target_is_seen(make_site: MakeSite) -> None:
    """Docutils counts targets among what is invisible; those in a line have a text."""
    page = "I\n=\n\nA _`marked` view on :paper:`it <2511.00001>`.\n\n.. toctree::\n\n   post\n"
    built = make_site({"index.rst": page, "post.md": _titled("T")}).build()
    (backlink,) = built.mentions.of(built.reviews[0])
    assert plain(backlink.mention.sentence) == "A marked view on it."


def test_a_subtitle_and_a_summary_show_their_words(make_site: MakeSite) -> None:
    text = "On ~~old~~ {nosuch}`x` things[^1]"
    options = f":subtitle: {text}", f":summary: {text}"
    page = _noted(review_page(f":::{{paper}} {PAPER}", *options, "", "T.", ":::"))
    pages = {"index.md": LISTINGS + "```{toctree}\npost\n```\n", "post.md": page}
    built = _of(make_site(pages, EXTENSIONS).build())
    (review,) = built.reviews
    assert {plain(review.paper.subtitle), plain(review.summary)} == {"On old things"}
    assert [tag.get_text() for tag in built.select(".paper-head s", "post")] == ["old", "old"]
