"""The small link behind an ordinary link to a paper that is reviewed on the site."""

from __future__ import annotations

import re

import pytest
from bs4 import Tag

from tests.conftest import MakeSite
from tests.outputs import raw_output, text_output
from tests.site import Built, Site, review_page

LINK = "[it](https://arxiv.org/pdf/2511.00001v2)"
TOCTREE = "\n```{toctree}\n:glob:\n:hidden:\n\n**\n```\n"
POST = review_page(
    ":::{paper} 2511.00001",
    ":title: Harmony of $n$ & <b>",
    ":code: https://example.org/code",
    ":links: Board <https://example.org/board>",
    "",
    "Text with {paper}`2511.00002`.",
    ":::",
    "",
    ":::{paper} 2511.00002",
    ":title: Second",
    ":links: Board <https://example.org/board>",
    "",
    "Text.",
    ":::",
)


def _site(make_site: MakeSite, page: str, conf: str = "", **more: str) -> Site:
    posts = {f"posts/{name}.md": text for name, text in more.items()}
    pages = {"index.md": "# I\n" + TOCTREE, "posts/post.md": POST, "notes/page.md": page}
    return make_site({"a.png": b"\x89PNG\r\n\x1a\n", **pages, **posts}, conf)


def _added(built: Built, docname: str = "notes/page") -> list[Tag]:
    return built.select("a:has(> .paper-review-link)", docname)


def _targets(built: Built, docname: str = "notes/page") -> list[str]:
    return [str(link["href"]) for link in _added(built, docname)]


REVIEW = "../posts/post.html#arxiv-2511-00001"

PLACES = {
    "paragraph": f"We know {LINK}.",
    "list": f"- {LINK}",
    "table cell": f"| A |\n|---|\n| {LINK} |",
    "quote": f"> {LINK}",
    "admonition": f":::{{note}}\n{LINK}\n:::",
    "footnote": f"Text[^n].\n\n[^n]: {LINK}",
    "emphasis": f"**{LINK}**",
    "heading": f"## On {LINK}",
    "page heading": f"# On {LINK}",
    "around a picture": "In text [![it](/a.png)](https://arxiv.org/abs/2511.00001).",
    "button": "```{button-link} https://arxiv.org/abs/2511.00001\nIt\n```",
    "autolink": "<https://huggingface.co/papers/2511.00001>",
    "reference": "[it][r]\n\n[r]: https://doi.org/10.48550/arXiv.2511.00001",
    "code of the paper": "[its code](https://example.org/code)",
    "another review": f":::{{paper}} 2511.00003\n:title: Third\n\n{LINK}\n:::",
    "summary of another review": f":::{{paper}} 2511.00004\n:title: T\n:summary: {LINK}\n\nX.\n:::",
    "title of another review": f":::{{paper}} 2511.00005\n:title: On {LINK}\n\nX.\n:::",
    "compact card": f"- Item\n\n  :::{{paper}} 2511.00006\n  :title: Third\n\n  {LINK}\n  :::",
}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Built:
    pages = {
        f"notes/n{number:02d}.md": f"{text}\n" if text[:4] == "# On" else f"# Page\n\n{text}\n"
        for number, text in enumerate(PLACES.values())
    }
    folder = tmp_path_factory.mktemp("places") / "source"
    posts: dict[str, str | bytes] = {"posts/post.md": POST, "a.png": b"\x89PNG\r\n\x1a\n"}
    built = Site(folder, {"index.md": "# I\n" + TOCTREE, **posts, **pages}).build()
    assert built.warnings == ()
    return built


@pytest.mark.parametrize("place", PLACES)
def test_a_link_gets_one_to_the_review_wherever_it_stands(places: Built, place: str) -> None:
    """Right behind it; the author's own link leads where it did."""
    docname = f"notes/n{list(PLACES).index(place):02d}"
    (added,) = _added(places, docname)
    assert added["href"] == REVIEW
    own = added.find_previous_sibling()
    assert isinstance(own, Tag)
    assert own.name == "a"
    assert str(own["href"]).startswith("https://")
    assert str(own.next_sibling) == " "


def test_it_says_where_it_leads(places: Built) -> None:
    """To those who see it by an icon and a hint, to those who hear it by its text."""
    (added,) = _added(places, "notes/n00")
    assert added.get_text() == "Review: Harmony of n & <b>"
    assert added["title"] == "Harmony of n & <b>"
    (icon,) = added.select("svg")
    assert icon["aria-hidden"] == "true"


def test_a_table_of_contents_shows_no_second_link(places: Built) -> None:
    """Headings are as their author wrote them, everywhere but in the page itself."""
    docname = f"notes/n{list(PLACES).index('heading'):02d}"
    assert places.select("[role=navigation] .paper-review-link", docname) == []
    assert places.select("title", docname)[0].get_text().startswith("Page")
    docname = f"notes/n{list(PLACES).index('page heading'):02d}"
    assert places.select("title", docname)[0].get_text().startswith("On it —")


NONE = {
    "a picture": "```{image} /a.png\n:target: https://arxiv.org/abs/2511.00001\n```",
    "a figure": "```{figure} /a.png\n:target: https://arxiv.org/abs/2511.00001\nWords.\n```",
    "a card": ":::{card} Title\n:link: https://arxiv.org/abs/2511.00001\nText.\n:::",
    "a role": "{paper}`2511.00001` and {paper}`it <2511.00001>`",
    "a link to the review": "[](#arxiv-2511-00001), [it](../posts/post.md#arxiv-2511-00001)",
    "its own review": f":::{{paper}} 2511.00001\n:title: Again\n\n{LINK}\n\n## H\n{LINK}\n:::",
    "a paper that nobody reviewed": "[it](https://arxiv.org/abs/2511.00009)",
    "what several papers link to": "[it](https://example.org/board)",
    "a listing of papers": "[it](https://arxiv.org/list/cs.CV)",
    "another page": "[it](https://example.org/)",
}
QUIET = "suppress_warnings = ['paper.title']\n"


@pytest.mark.parametrize("name", NONE)
def test_nothing_else_gets_a_link(make_site: MakeSite, name: str) -> None:
    built = _site(make_site, f"# Page\n\n{NONE[name]}\n", QUIET).build()
    assert built.warnings == ()
    assert _added(built) == []


def test_the_chips_of_a_card_get_none(places: Built) -> None:
    assert places.select(".paper-links a", "posts/post")
    assert _added(places, "posts/post") == []


def test_a_review_on_the_same_page_comes_first(make_site: MakeSite) -> None:
    """The text around a review links down to it, though a newer one stands elsewhere."""
    page = f"# Page\n\n{LINK}\n\n:::{{paper}} 2511.00001\n:title: Harmony\n\nText.\n:::\n"
    assert _targets(_site(make_site, page, QUIET).build()) == ["#arxiv-2511-00001"]


def test_of_several_reviews_it_leads_to_the_newest(make_site: MakeSite) -> None:
    newer = POST.replace("2025-11-27", "2025-12-27")
    built = _site(make_site, f"# Page\n\n{LINK}\n", newer=newer).build()
    assert _targets(built) == ["../posts/newer.html#arxiv-2511-00001"]


@pytest.mark.parametrize("hidden", ["draft: true", "no-index"])
def test_a_review_that_nothing_lists_is_not_linked(make_site: MakeSite, hidden: str) -> None:
    """Readers do not find it; on its own page it is there to be seen."""
    lines = [":::{paper} 2511.00005", ":title: Hidden", "", "Text.", ":::", "",
             "[it](https://arxiv.org/abs/2511.00005)"]  # fmt: skip
    if hidden == "no-index":
        lines.insert(2, ":no-index:")
    post = review_page(*lines)
    post = post.replace("---\n#", f"{hidden}\n---\n#") if hidden != "no-index" else post
    page = "# Page\n\n[it](https://arxiv.org/abs/2511.00005)\n"
    built = _site(make_site, page, hidden=post).build()
    assert built.warnings == ()
    assert _added(built) == []
    assert _targets(built, "posts/hidden") == ["#arxiv-2511-00005"]


def test_a_site_may_do_without(make_site: MakeSite) -> None:
    """The paper is mentioned all the same; turned on again, every page has it."""
    site = _site(make_site, f"# Page\n\n{LINK}\n")
    built = site.build(paperreview_link_mentions=False)
    assert _added(built) == []
    assert built.texts(".paper-mention .paper-title", "posts/post")[0] == "Page"
    assert _targets(site.build()) == [REVIEW]


@pytest.mark.parametrize(
    ("builder", "said"), [("epub", "[review]"), ("latex", "{[}review{]}"), ("texinfo", "[review]")]
)
def test_books_say_it_in_words(make_site: MakeSite, builder: str, said: str) -> None:
    conf = "copyright = '2025'\nversion = '1'\n"
    page = f"# Page\n\n{LINK}\n\n## On {LINK}\n"
    built = _site(make_site, page, conf).build(builder)
    assert built.warnings == ()
    # A book's table of contents would repeat what its headings hold.
    expected = 2 if builder == "epub" else 1
    assert raw_output(built.out, builder).count(said) == expected


@pytest.mark.parametrize("builder", ["text", "man", "xml", "gettext"])
def test_where_no_link_can_be_followed_there_is_none(make_site: MakeSite, builder: str) -> None:
    built = _site(make_site, f"# Page\n\nWe know {LINK}.\n").build(builder)
    assert built.warnings == ()
    output = re.sub(r"\s+", " ", text_output(built.out, builder))
    assert "We know" in output
    assert "review]" not in output
    assert "Review:" not in output


def test_one_page_for_all_leads_to_the_review(make_site: MakeSite) -> None:
    """To the one that stands on the author's page, where two have the same id."""
    newer = POST.replace("2025-11-27", "2025-12-27")
    built = _site(make_site, f"# Page\n\n{LINK}\n", newer=newer).build("singlehtml")
    (target,) = _targets(built, "index")
    assert len(built.select(f"[id='{target[1:]}']")) == 1


def test_an_orphan_that_the_one_page_does_not_hold_is_not_linked(make_site: MakeSite) -> None:
    """Neither there nor in a PDF: the words would lead nowhere."""
    orphan = "---\norphan: true\n---\n# Orphan\n\n:::{paper} 2511.00005\n:title: T\n\nX.\n:::\n"
    page = "# Page\n\nWe know [it](https://arxiv.org/abs/2511.00005).\n\n```{toctree}\n```\n"
    site = make_site({"index.md": page, "lost.md": orphan})
    assert _targets(site.build(), "index") == ["lost.html#arxiv-2511-00005"]
    for builder in ("singlehtml", "latex"):
        built = site.build(builder)
        assert built.warnings == ()
        assert "eview" not in text_output(built.out, builder).partition("We know")[2][:60]
