from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_paperreview.core.runs import plain
from tests.conftest import MakeSite
from tests.outputs import text_output
from tests.site import Built, Site, review_page

GRID = [
    "::::::{grid} 2", ":::::{grid-item-card}", "::::{paper} 2511.21579", ":title: Harmony", "",
    "Body words.", "", "## Method", "", "How.", "::::", ":::::", "::::::",
]  # fmt: skip
PICTURE = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\x1b\xb6\xeeV\x00\x00\x00\x00IEND\xaeB`\x82"
)

Write = Callable[..., tuple[str, str]]


def markdown(argument: str, *options: str, body: str = "Body words.") -> tuple[str, str]:
    return "index.md", review_page(f":::{{paper}} {argument}", *options, "", body, ":::")


def restructured(argument: str, *options: str, body: str = "Body words.") -> tuple[str, str]:
    lines = [":date: 2025-11-27", "", "Post", "====", "", f".. paper:: {argument}"]
    lines += [f"   {line}" for line in (*options, "", body)]
    return "index.rst", "\n".join(lines) + "\n"


both = pytest.mark.parametrize("write", [markdown, restructured])


def build(make_site: MakeSite, page: tuple[str, str], conf: str = "") -> Built:
    built = make_site({page[0]: page[1], "thumb.png": PICTURE}, conf).build("html")
    assert built.warnings == ()
    return built


# Options -------------------------------------------------------------------------------------

DRAWN: dict[str, tuple[str, str, str]] = {
    "title": (":title: Harmony", "section.paper-review > h2", "Harmony¶"),
    "subtitle": (":subtitle: Sound and *vision*", ".paper-subtitle", "Sound and vision"),
    "org": (":org: tencent, Quokka Lab", ".paper-orgs", "Tencent Quokka Lab"),
    "tags": (":tags: video, #audio", ".paper-tags", "#video #audio"),
    "authors": (":authors: Ada A; Bob B", ".paper-authors", "Ada A, Bob B"),
    "venue": (":venue: ICLR 2026", ".paper-venue-name", "ICLR 2026"),
    "award": (":award: Oral", ".paper-award", "Oral"),
    "published": (":published: 2024", ".paper-date", "2024"),
    "summary": (":summary: One **line**.", "p.paper-summary", "TL;DR One line."),
    "code": (":code: https://e.org/c", ".paper-link-code[href='https://e.org/c']", "Code"),
    "video": (":video: https://e.org/v", ".paper-link-video[href='https://e.org/v']", "Video"),
    "links": (":links: Poster session <https://e.org/p>", ".paper-link-link", "Poster session"),
    "status": (":status: to-read", ".paper-status", "To read"),
    "class": (":class: wide", "section.paper-review.wide > h2", "arXiv 2511.21579¶"),
}  # fmt: skip


@both
@pytest.mark.parametrize("name", DRAWN)
def test_an_option_is_drawn(make_site: MakeSite, write: Write, name: str) -> None:
    """Each option shows on the card, in both languages."""
    option, selector, text = DRAWN[name]
    assert build(make_site, write("2511.21579", option)).texts(selector) == [text]


EPUB = 'copyright = "us"\nversion = "1"\n'
"""Without these Sphinx complains of a book."""


@pytest.mark.parametrize("builder", ["html", "text", "latex", "epub"])
def test_an_isbn_shows(make_site: MakeSite, builder: str) -> None:
    """No site is linked to for it, so the card says it, unless it stands for the title."""
    name, text = markdown("ISBN 0-262-03384-4", ":title: Algorithms")
    untitled = ":::{paper} ISBN 978-0-14-044926-6\n\nBody.\n:::\n"
    built = make_site({name: f"{text}\n{untitled}"}, EPUB).build(builder)
    assert built.warnings == ()
    assert text_output(built.out, builder).count("ISBN 9780262033848") == 1
    if builder == "html":
        assert built.texts(".paper-id") == ["ISBN 9780262033848"]


@both
def test_other_options_change_the_record(make_site: MakeSite, write: Write) -> None:
    """``rating``, ``date`` and ``name`` are kept; ``no-index`` collects nothing for listings."""
    options = (":rating: 4.5", ":date: 2024-02-29 08:15", ":name: My Label", ":no-index:")
    built = build(make_site, write("2511.21579", *options))
    (review,) = built.reviews
    assert (review.rating, review.date, review.time) == (4.5, "2024-02-29", "08:15:00")
    assert review.name == "My Label"
    assert built.library.reviews() == ()
    assert built.select("section.paper-review")


@both
def test_without_a_date_the_post_tells(make_site: MakeSite, write: Write) -> None:
    """A review is of its post's day, unless it says otherwise."""
    (review,) = build(make_site, write("2511.21579")).reviews
    assert review.date == "2025-11-27"


@both
def test_a_thumbnail_is_collected(make_site: MakeSite, write: Write) -> None:
    """``image`` is a local path; the picture is copied as others are."""
    built = build(make_site, write("2511.21579", ":image: thumb.png"))
    (picture,) = built.select(".paper-head img")
    assert picture["src"] == "_images/thumb.png"
    assert (built.out / "_images" / "thumb.png").is_file()


def test_a_missing_thumbnail_is_told_with_its_line(make_site: MakeSite) -> None:
    """Sphinx's own warning of a missing file names the line of the option."""
    pages = dict([markdown("2511.21579", ":title: A", ":image: none.png")])
    (warning,) = make_site(pages).build("html").warnings
    assert "index.md:8: WARNING: image file not readable: none.png" in warning


@both
@pytest.mark.parametrize(
    ("argument", "anchor"),
    [
        ("2511.21579", "arxiv-2511-21579"),
        ("https://openreview.net/forum?id=Vota6rFhBQ 2511.21579", "openreview-Vota6rFhBQ"),
        ("https://example.org/x 2511.21579", "arxiv-2511-21579"),
    ],
)
def test_the_anchor_is_made_from_the_paper_id(
    make_site: MakeSite, write: Write, argument: str, anchor: str
) -> None:
    """A review's place is named by the first id of its paper, rather by one that is no bare URL."""
    built = build(make_site, write(argument, ":title: Harmony"))
    assert built.reviews[0].anchor == anchor
    assert built.texts(f"section.paper-review[id='{anchor}'] > h2") == ["Harmony¶"]


@both
@pytest.mark.parametrize(
    ("title", "anchor"),
    [("Ab: c!", "paper-ab-c"), ("방법 하나", "paper-방법-하나"), ("!", "paper")],
)
def test_without_an_id_the_title_names_the_anchor(
    make_site: MakeSite, write: Write, title: str, anchor: str
) -> None:
    """A paper without id is a normal one: its anchor is made from its title, in any script."""
    built = build(make_site, write("", f":title: {title}"))
    assert built.reviews[0].anchor == anchor
    assert built.select(f"[id='{anchor}'].paper-review")


@both
@pytest.mark.parametrize(
    ("argument", "title"),
    [("2511.20478", "arXiv 2511.20478"), ("https://e.org/p", "e.org/p"), ("", "Untitled paper")],
)
def test_a_review_without_a_title(
    make_site: MakeSite, write: Write, argument: str, title: str
) -> None:
    """The first id is the title where no one gives one; a review may have neither."""
    built = build(make_site, write(argument))
    assert built.reviews[0].title == title
    assert built.texts("section.paper-review > p") == ["Body words."]


@both
def test_ids_may_stand_on_lines_of_their_own(make_site: MakeSite, write: Write) -> None:
    """Ids and URLs may go on below the opening line, before the options."""
    page = write("2511.21579", "https://openreview.net/forum?id=Vota6rFhBQ", ":title: Harmony")
    (review,) = build(make_site, page).reviews
    assert [str(paper_id) for paper_id in review.paper.ids] == [
        "arxiv:2511.21579",
        "openreview:Vota6rFhBQ",
    ]
    assert review.title == "Harmony"


def test_a_fence_of_backticks(make_site: MakeSite) -> None:
    """```` ```{paper} ```` works as ``:::{paper}`` does."""
    page = review_page("```{paper} 2511.21579", ":title: Harmony", "", "Body words.", "```")
    built = build(make_site, ("index.md", page))
    assert built.reviews[0].title == "Harmony"
    assert built.texts("section.paper-review > p") == ["Body words."]


def test_options_as_yaml(make_site: MakeSite) -> None:
    """MyST's other form of options, between ``---`` lines, means the same."""
    lines = ["---", 'title: "Harmony: one"', "org: NO", "tags: [a, b]", "rating: 4", "---"]
    page = review_page(":::{paper} 2511.21579", *lines, "", "Body words.", ":::")
    (review,) = build(make_site, ("index.md", page)).reviews
    assert (review.title, review.paper.orgs, review.tags) == ("Harmony: one", ("NO",), ("a", "b"))
    assert review.rating == 4


# Titles --------------------------------------------------------------------------------------

PLAIN_TITLES = [
    "<script>alert(1)</script>", "<b>bold</b> move", '"Why Should I Trust You?" Explaining',
    '"Both ends"', "'Both ends'", "'Tis one", "| pipe", "a | b", "> greater", "# hash",
    "Ten #1 things", "lone ` tick", "] close", "[ open", "x[y]", "{ brace", "{braces}", "* star",
    "a * b", "& and", "A & B", "% percent", "@ at", "! bang", ": colon", "one: two: three",
    "null", "NO", "2511.20640", "C++ and C#", "x" * 500, "한국어 논문 제목", "مقالة عن التعلم",
    "עברית", "50% <i>", "-- dash", "1. first", "- item", "+ plus", "= is",
]  # fmt: skip
PLAIN = {f"t{number:02}": title for number, title in enumerate(PLAIN_TITLES)}


@pytest.fixture(scope="module", params=["md", "rst"])
def titles(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One site with a page for each title, without smart quotes."""
    write = markdown if request.param == "md" else restructured
    pages = {
        f"{name}.{request.param}": write(
            f"2401.1{name[1:]:0>4}", f":title: {title}", ":org: tencent"
        )[1]
        for name, title in PLAIN.items()
    }
    index = "# Index\n\n```{toctree}\n:glob:\n*\n```\n"
    source = tmp_path_factory.mktemp("titles") / "source"
    return Site(source, {"index.md": index, **pages}, "smartquotes = False\n").build("html")


def test_ordinary_titles_give_no_warning(titles: Built) -> None:
    """Whatever stands in a title, no parser complains."""
    assert titles.warnings == ()


@pytest.mark.parametrize("name", PLAIN)
def test_an_ordinary_title_is_kept_to_the_letter(titles: Built, name: str) -> None:
    """A title reaches the heading and the record as typed, and costs no other option."""
    title = PLAIN[name]
    (review,) = [review for review in titles.reviews if review.docname == name]
    (heading,) = titles.select("section.paper-review > h2", name)
    assert review.title == title
    assert review.paper.orgs == ("Tencent",)
    assert heading.get_text().removesuffix("¶") == title
    assert [tag.name for tag in heading.find_all(name=True)] == ["a"]


def test_markup_in_a_title(make_site: MakeSite) -> None:
    """Math, emphasis and code are markup in a title, and runs of their own in the record."""
    page = markdown("2511.21579", ":title: On $x^2$, *well* and `code` **here**")
    built = build(make_site, page)
    (review,) = built.reviews
    kinds = [(run.kind, run.text) for run in review.paper.title if run.text.strip(" ,")]
    assert kinds == [
        ("text", "On "), ("math", "x^2"), ("emphasis", "well"), ("text", " and "),
        ("code", "code"), ("strong", "here"),
    ]  # fmt: skip
    assert built.texts("h2 .math") == [r"\(x^2\)"]
    assert built.texts("h2 em") == ["well"]


def test_a_backslash_in_a_rest_title(make_site: MakeSite) -> None:
    """What a reST escape leaves behind in the nodes does not reach the record."""
    (review,) = build(make_site, restructured("2511.21579", r":title: a\*b \| c")).reviews
    assert review.title == "a*b | c"


@both
def test_smart_quotes_reach_the_record(make_site: MakeSite, write: Write) -> None:
    """A listing shows the title that the heading shows."""
    built = build(make_site, write("2511.21579", ':title: "Why" -- it\'s', ':subtitle: "S"'))
    (review,) = built.reviews
    assert review.title == "“Why” – it’s"
    assert plain(review.paper.subtitle) == "“S”"
    assert built.texts("h2") == ["“Why” – it’s¶"]


@both
@pytest.mark.parametrize("second", ["  in two lines", "in two lines"])
def test_a_title_over_two_lines(make_site: MakeSite, write: Write, second: str) -> None:
    """A title may go on in a second line, indented or not, with further options behind it."""
    built = build(make_site, write("2511.21579", ":title: Harmony", second, ":org: tencent"))
    (review,) = built.reviews
    assert review.title == "Harmony in two lines"
    assert review.paper.orgs == ("Tencent",)
    assert built.texts("section.paper-review > p") == ["Body words."]


def test_markup_of_others_is_shown_as_text(make_site: MakeSite) -> None:
    """No option can put markup or a script into a page."""
    evil = "<script>alert(1)</script>"
    names = ("title", "subtitle", "org", "tags", "authors", "venue", "award", "summary")
    built = build(make_site, markdown("2511.21579", *(f":{name}: {evil}" for name in names)))
    (section,) = built.uncited().select("section.paper-review")
    assert built.select("section.paper-review script") == []
    assert section.get_text().count(evil) == len(names)


@pytest.mark.parametrize("write", [markdown, restructured])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_windows_files(make_site: MakeSite, write: Write, mark: bytes) -> None:
    """CR LF at the ends of lines, and a mark of byte order, change nothing."""
    name, text = write("2511.21579", ":title: Harmony", ":org: tencent")
    page = mark + text.replace("\n", "\r\n").encode()
    built = make_site({name: page}).build("html")
    assert built.warnings == ()
    (review,) = built.reviews
    assert (review.title, review.paper.orgs, review.date) == ("Harmony", ("Tencent",), "2025-11-27")
    assert built.texts("section.paper-review > p") == ["Body words."]


# Where a review may stand --------------------------------------------------------------------

MARKDOWN_PLACES = {
    "list item": ["- item", "", "  :::{paper} 2511.21579", "  :title: Harmony", "",
                  "  Body words.", "", "  ## Method", "", "  How.", "  :::"],
    "list table": ["::::{list-table}", "* - A", "  - :::{paper} 2511.21579",
                   "    :title: Harmony", "", "    Body words.", "", "    ## Method", "",
                   "    How.", "    :::", "::::"],
    "grid card": GRID,
    "footnote": ["Text.[^1]", "", "[^1]: Note", "", "    :::{paper} 2511.21579",
                 "    :title: Harmony", "", "    Body words.", "", "    ## Method", "",
                 "    How.", "    :::"],
    "admonition": ["::::{note}", ":::{paper} 2511.21579", ":title: Harmony", "", "Body words.",
                   "", "## Method", "", "How.", ":::", "::::"],
    "block quote": ["> :::{paper} 2511.21579", "> :title: Harmony", ">", "> Body words.", ">",
                    "> ## Method", ">", "> How.", "> :::"],
    "another review": ["::::{paper} 2511.20640", ":title: Outer", "", "Outer words.", "",
                       ":::{paper} 2511.21579", ":title: Harmony", "", "Body words.", "",
                       "## Method", "", "How.", ":::", "::::"],
}  # fmt: skip

RST_PAPER = [".. paper:: 2511.21579", "   :title: Harmony", "", "   Body words.", "",
             "   Method", "   ~~~~~~", "", "   How."]  # fmt: skip
RST_PLACES = {
    "list item": ["- item", "", *(f"  {line}" for line in RST_PAPER)],
    "list table": [".. list-table::", "", "   * - A", f"     - {RST_PAPER[0]}",
                   *(f"       {line}" for line in RST_PAPER[1:])],
    "admonition": [".. note::", "", *(f"   {line}" for line in RST_PAPER)],
    "block quote": ["Text.", "", *(f"   {line}" for line in RST_PAPER)],
    "another review": [".. paper:: 2511.20640", "   :title: Outer", "", "   Outer words.", "",
                       *(f"   {line}" for line in RST_PAPER)],
    "section of another review": [
        ".. paper:: 2511.20640", "   :title: Outer", "", "   Inside", "   ------", "",
        *(f"   {line}" for line in RST_PAPER)],
}  # fmt: skip


def _is_full_review(built: Built) -> None:
    assert built.warnings == ()
    review = next(review for review in built.reviews if review.title == "Harmony")
    assert review.anchor == "arxiv-2511-21579"
    assert review in built.library.reviews()
    (card,) = built.select("div.paper-card.paper-review[id='arxiv-2511-21579']")
    assert card.select(".paper-title")[0].get_text() == "Harmony¶"
    assert card.select(".paper-head a.paper-link-arxiv")
    text = card.get_text()
    assert "Body words." in text
    assert "How." in text
    assert [tag["id"] for tag in card.select("p.rubric")] == ["arxiv-2511-21579-method"]
    assert not built.select(".toctree-wrapper a[href*='2511.21579']", "toc")


@pytest.mark.parametrize("place", MARKDOWN_PLACES)
def test_a_compact_card_in_markdown(make_site: MakeSite, place: str) -> None:
    """Where no section may stand, a review is a full one without an entry in the contents."""
    toc = "# Contents\n\n```{toctree}\n:maxdepth: 9\nindex\n```\n"
    pages = {"index.md": review_page(*MARKDOWN_PLACES[place]), "toc.md": toc}
    _is_full_review(make_site(pages, "root_doc = 'toc'\n").build("html"))


@pytest.mark.parametrize("place", RST_PLACES)
def test_a_compact_card_in_rest(make_site: MakeSite, place: str) -> None:
    """The same in reST."""
    toc = "# Contents\n\n```{toctree}\n:maxdepth: 9\nindex\n```\n"
    page = "\n".join(["Post", "====", "", *RST_PLACES[place], ""])
    _is_full_review(
        make_site({"index.rst": page, "toc.md": toc}, "root_doc = 'toc'\n").build("html")
    )


def test_a_review_on_top_level_is_in_the_contents(make_site: MakeSite) -> None:
    """A review is a section: it and its headings stand in the table of contents."""
    toc = "# Contents\n\n```{toctree}\n:maxdepth: 9\nindex\n```\n"
    _name, page = markdown("2511.21579", ":title: Harmony", body="## Method\n\nHow.")
    built = make_site({"index.md": page, "toc.md": toc}, "root_doc = 'toc'\n").build("html")
    assert built.texts(".toctree-wrapper a", "toc") == ["Post", "Harmony", "Method"]
    links = [str(link["href"]) for link in built.select(".toctree-wrapper a", "toc")]
    assert links[1:] == ["index.html#arxiv-2511-21579", "index.html#arxiv-2511-21579-method"]


def test_text_behind_a_review_stands_outside_it(make_site: MakeSite) -> None:
    """What follows the closing ``:::`` is none of the review."""
    page = review_page(":::{paper} 2511.21579", ":title: A", "", "In.", ":::", "", "Outside.")
    built = build(make_site, ("index.md", page))
    assert built.texts("section.paper-review > p") == ["In."]
    assert built.texts("#post > section.paper-review + p") == ["Outside."]


# Names ---------------------------------------------------------------------------------------


@both
def test_a_name_is_a_label(make_site: MakeSite, write: Write) -> None:
    """``name`` works with ``{ref}`` and ``{paper}``, on this page and on others."""
    name, text = write("2511.21579", ":title: Harmony", ":name: my-harmony")
    pages = {
        name: text,
        "other.md": "---\norphan: true\n---\n# O\n\n{ref}`my-harmony` {paper}`my-harmony`\n",
    }
    built = make_site(pages).build("html")
    assert built.warnings == ()
    links = built.select("[role=main] p a", "other")
    assert [link["href"] for link in links] == ["index.html#arxiv-2511-21579"] * 2
    assert [link.get_text() for link in links] == ["Harmony", "Harmony"]


def test_a_name_on_a_compact_card(make_site: MakeSite) -> None:
    """A card has its label too."""
    lines = ["- :::{paper} 2511.21579", "  :title: Harmony", "  :name: card", "  :::", ""]
    page = review_page(*lines, "{paper}`card` and {ref}`text <card>`")
    built = build(make_site, ("index.md", page))
    links = built.select("section > p a.internal")
    assert [link["href"] for link in links] == ["#arxiv-2511-21579"] * 2


# Front matter, includes, size ----------------------------------------------------------------


def test_front_matter_names_the_first_paper_without_id(make_site: MakeSite) -> None:
    """``arxiv:`` and the like in a page's front matter are ids of one review, the first in need."""
    page = (
        '---\ndate: 2025-11-27\narxiv: "2511.20640"\ndoi: 10.1145/3485132\n---\n# Post\n\n'
        ":::{paper} 2511.21579\n:title: A\n\nx\n:::\n\n"
        ":::{paper}\n:title: B\n\nx\n:::\n\n:::{paper}\n:title: C\n\nx\n:::\n"
    )
    ids = [
        [str(i) for i in review.paper.ids]
        for review in build(make_site, ("index.md", page)).reviews
    ]
    assert ids == [["arxiv:2511.21579"], ["arxiv:2511.20640", "doi:10.1145/3485132"], []]


def test_a_warning_in_an_included_file_names_that_file(make_site: MakeSite) -> None:
    """A place is where the author has typed it."""
    part = "# Part\n\n:::{paper} 2511.21579\n:title: A\n:rating: 7\n\nx\n:::\n"
    built = make_site({"index.md": "# I\n\n```{include} part.txt\n```\n", "part.txt": part}).build()
    (warning,) = built.warnings
    assert "part.txt:5: WARNING: rating" in warning


def test_many_papers_on_one_page(make_site: MakeSite) -> None:
    """2,000 reviews on a page are 2,000 reviews, each with its anchor, in their order."""
    reviews = [
        f":::{{paper}}\n:title: Paper {n}\n\n## Method\n\nText {n}.\n:::\n" for n in range(2000)
    ]
    built = make_site({"index.md": "# Many\n\n" + "\n".join(reviews)}).build("dummy")
    assert built.warnings == ()
    assert [review.anchor for review in built.reviews] == [f"paper-paper-{n}" for n in range(2000)]


# Translations --------------------------------------------------------------------------------

CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Harmony of sound"
msgstr "소리의 조화"

msgid "The subtitle"
msgstr "부제목"

msgid "The summary"
msgstr "요약문"

msgid "Body words."
msgstr "본문."

msgid "Method"
msgstr "방법"
"""


@pytest.mark.parametrize("compact", [False, True])
def test_translated_texts_reach_heading_and_record(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, *, compact: bool
) -> None:
    """Titles, subtitles and summaries go through gettext; records hold what the page shows."""
    monkeypatch.setattr("sphinx.locale.translators", {})  # Sphinx keeps catalogues for good
    lines = [":::{paper} 2511.21579", ":title: Harmony of sound", ":subtitle: The subtitle",
             ":summary: The summary", "", "Body words.", "", "## Method", ":::"]  # fmt: skip
    if compact:
        lines = ["- item", "", *(f"  {line}" for line in lines)]
    pages = {"index.md": review_page(*lines), "locale/ko/LC_MESSAGES/index.po": CATALOGUE}
    conf = "locale_dirs = ['locale']\ngettext_compact = False\nlanguage = 'ko'\n"
    built = make_site(pages, conf).build("html")
    assert built.warnings == ()
    (review,) = built.reviews
    assert review.title == "소리의 조화"
    assert (plain(review.paper.subtitle), plain(review.summary)) == ("부제목", "요약문")
    (element,) = built.select(".paper-review")
    for text in ("소리의 조화", "부제목", "요약문", "본문.", "방법"):
        assert text in element.get_text()
    assert review.anchor == "arxiv-2511-21579"
    assert element.select("[id='arxiv-2511-21579-method']")


def test_a_source_file_is_never_changed(make_site: MakeSite, tmp_path: Path) -> None:
    """A build only reads what an author wrote."""
    name, text = markdown("2511.21579", ":title: A", ":rating: 7")
    make_site({name: text}).build("html")
    assert (tmp_path / "source" / name).read_text(encoding="utf-8") == text
