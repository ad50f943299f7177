"""The reading list: what it holds, its options, its looks, its links, in every output."""

from __future__ import annotations

import json
import re

import pytest

from sphinx_paperreview.authoring import mentions
from tests.conftest import MakeSite
from tests.outputs import text_output
from tests.site import Built, Site, review_page

TOCTREE = "\n```{toctree}\n:glob:\n:hidden:\n\nnotes/*\nposts/*\n```\n"
PAGES = {
    "notes/new.md": (
        "---\ndate: 2025-12-01\n---\n# New notes\n\n## Part & more\n\n"
        "One. We want [Nine: a title <b>](https://arxiv.org/pdf/2511.00009v2) and $x<y$.\n\n"
        "{paper}`10.1145/3485132` too, [this](https://aclanthology.org/P18-1023/) as well.\n"
    ),
    "notes/old.md": (
        "---\ndate: 2025-01-01\n---\n# Old notes\n\n"
        "See {paper}`2511.00009` or {paper}`2511.00008`.\n"
    ),
    "posts/post.md": review_page(
        ":::{paper} 2511.00001", ":title: Harmony", "",
        "It builds on [Nine](https://arxiv.org/abs/2511.00009), and on {paper}`2511.00001`.", ":::",
    ),
}  # fmt: skip
ARXIV, ANOTHER = "Nine: a title", "arXiv 2511.00008"
DOI, ACL = "DOI 10.1145/3485132", "ACL Anthology P18-1023"


def _site(make_site: MakeSite, *options: str, conf: str = "", **pages: str) -> Site:
    directive = "\n".join(["# Home", "", "```{paper:mentions}", *options, "```", ""])
    more = {f"{name.replace('__', '/')}.md": text for name, text in pages.items()}
    return make_site({"index.md": directive + TOCTREE, **PAGES, **more}, conf)


def _titles(built: Built) -> list[str]:
    return built.texts(".paper-reading-list .paper-item .paper-title")


def _list(make_site: MakeSite, *options: str) -> list[str]:
    built = _site(make_site, *options).build()
    assert built.warnings == ()
    return _titles(built)


OPTIONS: dict[str, tuple[list[str], list[str]]] = {
    "none": ([], [ARXIV, ACL, DOI, ANOTHER]),
    "source": ([":source: arxiv"], [ARXIV, ANOTHER]),
    "source, by its label": ([":source: ACL Anthology"], [ACL]),
    "sources": ([":source: acl, DOI"], [ACL, DOI]),
    "not a source": ([":source: !arxiv"], [ACL, DOI]),
    "few mentions first": ([":sort: mentions"], [ACL, DOI, ANOTHER, ARXIV]),
    "mentioned last": ([":sort: -date"], [ACL, ARXIV, DOI, ANOTHER]),
    "mentioned first": ([":sort: date"], [ANOTHER, ACL, ARXIV, DOI]),
    "by title": ([":sort: title"], [ACL, ANOTHER, DOI, ARXIV]),
    "by title, backwards": ([":sort: -title", ":limit: 1"], [ARXIV]),
    "limit": ([":limit: 2"], [ARXIV, ACL]),
    "limit that all are within": ([":limit: 4"], [ARXIV, ACL, DOI, ANOTHER]),
}


@pytest.mark.parametrize("name", OPTIONS)
def test_options_select_and_sort(make_site: MakeSite, name: str) -> None:
    options, expected = OPTIONS[name]
    assert _list(make_site, *options) == expected


def test_every_option_has_a_case() -> None:
    used = {option.split(":")[1] for options, _expected in OPTIONS.values() for option in options}
    elsewhere = {"empty", "name"}  # below, and in test_listing_names.py
    assert used | elsewhere == set(mentions.OPTIONS)


def test_a_limit_says_how_many_more_there_are(make_site: MakeSite) -> None:
    built = _site(make_site, ":limit: 1").build()
    assert built.texts(".paper-rest") == ["and 3 more"]


def test_nothing_to_read_says_so(make_site: MakeSite) -> None:
    """In the author's words, where there are any."""
    assert _site(make_site, ":source: iacr").build().texts(".paper-empty") == [
        "Nothing to read yet."
    ]
    site = _site(make_site, ":source: iacr", ":empty: All *read*!")
    (empty,) = site.build(out=site.source.parent / "again").select(".paper-empty")
    assert empty.decode_contents() == "All <em>read</em>!"


MISTAKES = {
    ":source: nowhere": "paper.value",
    ":source: !": "paper.value",
    ":sort: colour": "paper.value",
    ":sort: rating": "paper.value",
    ":limit: few": "paper.value",
    ":limit: 0": "paper.value",
    ":tag: audio": "paper.option",
    "words": "paper.option",
}


@pytest.mark.parametrize("line", MISTAKES)
def test_a_mistake_gets_one_warning_with_its_place(make_site: MakeSite, line: str) -> None:
    """And leaves the list; a source that can be none leaves it empty, not full."""
    built = _site(make_site, line).build()
    (warning,) = built.warnings
    assert re.search(rf"index\.md:4: WARNING: .*\[{MISTAKES[line]}\]$", warning)
    assert _titles(built) == ([] if "source" in line else [ARXIV, ACL, DOI, ANOTHER])


def test_it_works_in_restructuredtext(make_site: MakeSite) -> None:
    home = "Home\n====\n\n.. paper:mentions::\n   :source: arxiv\n   :limit: 1\n"
    toctree = "\n.. toctree::\n   :glob:\n\n   notes/*\n   posts/*\n"
    built = make_site({"index.rst": home + toctree, **PAGES}).build()
    assert built.warnings == ()
    assert _titles(built) == [ARXIV]


def test_a_paper_leads_to_its_source_and_its_mentions_to_their_places(make_site: MakeSite) -> None:
    """Each page that mentions it, newest first, with the sentence; the id behind a title."""
    built = _site(make_site).build()
    first, second, *_rest = built.select(".paper-reading-list > li")
    (link,) = first.select(".paper-item a")
    assert link["href"] == "https://arxiv.org/abs/2511.00009"
    assert [tag.get_text() for tag in first.select(".paper-name")] == ["arXiv 2511.00009"]
    assert second.select(".paper-name") == []
    places = [(a.get_text(), a["href"]) for a in first.select(".paper-mention a")]
    assert places == [
        ("New notes", "notes/new.html#part-more"),
        ("Post", "posts/post.html#arxiv-2511-00001"),
        ("Old notes", "notes/old.html"),
    ]
    sentences = [tag.get_text() for tag in first.select(".paper-sentence")]
    assert sentences[1] == "“It builds on Nine, and on Harmony.”"


def test_a_paper_of_which_no_site_shows_pages_is_text(make_site: MakeSite) -> None:
    """An ISBN names a book, and no address."""
    page = "# Books\n\nSee {paper}`ISBN 9780262033848`.\n"
    conf = 'suppress_warnings = ["ref.paper"]\n'  # the role itself leads nowhere
    built = _site(make_site, ":source: !arxiv, !doi, !acl", conf=conf, notes__book=page).build()
    assert built.warnings == ()
    (item,) = built.select(".paper-reading-list .paper-item")
    assert item.get_text() == "ISBN 9780262033848"
    assert item.select("a") == []


def test_a_title_cannot_be_markup(make_site: MakeSite) -> None:
    """What an author calls a paper is text, whatever it looks like."""
    page = "# N\n\nSee [`<b>` \\<script> & *Title*](https://arxiv.org/abs/2511.00007).\n"
    built = _site(make_site, notes__n=page).build()
    assert "<b> <script> & Title" in _titles(built)
    assert built.select(".paper-reading-list :is(b, script)") == []


BUILDERS = (
    *("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml"),
    *("pseudoxml", "json"),
)


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_output_has_it_without_a_warning(make_site: MakeSite, builder: str) -> None:
    conf = "copyright = '2025'\nversion = '1'\n"
    built = _site(make_site, conf=conf).build(builder)
    assert built.warnings == ()
    if builder == "json":
        output = json.loads(built.text("index.fjson"))["body"]
    else:
        output = text_output(built.out, builder)
    output = " ".join(output.replace(r"\-", "-").split())
    # The list and the page itself.
    assert output.count("It builds on") == 2 if builder != "json" else 1
    assert ARXIV in output


@pytest.mark.parametrize("builder", ["gettext", "linkcheck"])
def test_translators_and_link_checkers_get_what_authors_wrote(
    make_site: MakeSite, builder: str
) -> None:
    site = _site(make_site, ":empty: All read!")
    built = site.build(builder, linkcheck_ignore=[".*"])
    assert built.warnings == ()
    if builder == "gettext":
        assert text_output(built.out, builder).count("It builds on") == 1
        assert "All read!" in text_output(built.out, builder)
    else:
        uris = [json.loads(line)["uri"] for line in built.text("output.json").splitlines()]
        assert "https://arxiv.org/pdf/2511.00009v2" in uris
        typed = {uri for uri in uris if "P18-1023" in uri}
        assert typed == {"https://aclanthology.org/P18-1023/"}


def test_the_search_does_not_find_it_by_the_words_of_another_page(make_site: MakeSite) -> None:
    text = _site(make_site).build().text("searchindex.js")
    index = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    number = index["terms"]["build"]
    assert index["docnames"][number] == "posts/post"


# Listings of reviews -----------------------------------------------------------------------------


LISTED = {
    "notes/one.md": "# One\n\n{paper}`2511.00001`, {paper}`2511.00002`\n",
    "notes/two.md": "# Two\n\n[it](https://arxiv.org/abs/2511.00002)\n",
    "posts/post.md": review_page(
        *(
            line
            for number, title in enumerate(("A", "B", "C"), 1)
            for line in (f":::{{paper}} 2511.0000{number}", f":title: {title}", "", "X.", ":::", "")
        )
    ),
}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([":sort: -mentions"], [("B", "2"), ("A", "1"), ("C", "")]),
        # Those without any stand last in either direction.
        ([":sort: mentions"], [("A", "1"), ("B", "2"), ("C", "")]),
    ],
)
def test_a_listing_of_reviews_counts_the_pages_that_mention_them(
    make_site: MakeSite, options: list[str], expected: list[tuple[str, str]]
) -> None:
    lines = ["# Home", "", "```{paper:list}", ":style: table", ":columns: title, mentions"]
    index = "\n".join([*lines, *options, "```", TOCTREE])
    built = make_site({"index.md": index, **LISTED}).build()
    assert built.warnings == ()
    cells = built.texts(".paper-table td")
    assert list(zip(cells[::2], cells[1::2], strict=True)) == expected
    assert built.texts(".paper-table th") == ["Title", "Mentions"]
