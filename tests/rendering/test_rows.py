"""The rows of a listing: what each shows, and what its author can choose."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.conftest import MakeSite
from tests.outputs import text_output
from tests.site import Built, review_page

PICTURE = b"a picture, to Sphinx"

FULL = (
    ":::{paper} 2511.00001",
    ":title: Full",
    r":subtitle: A $\pi_0$ with `code` and *emphasis*",
    ":summary: It costs $O(n)$.",
    ":org: google, nvidia",
    ":authors: Ada Lovelace; Grace Hopper; Mary Jackson; Katherine Johnson; Emmy Noether",
    ":venue: ICLR 2026",
    ":award: Oral",
    ":tags: video",
    ":rating: 3.5",
    ":status: reading",
    ":code: https://example.org/code",
    ":image: a.png",
    "",
    "T.",
    ":::",
    "",
)
SHORT = (":::{paper} 2511.00002", ":title: Short", ":summary: It costs $O(n)$.", ":::", "")
BARE = (":::{paper}", ":title: Bare", ":::", "")
TOCTREE = "\n```{toctree}\n:hidden:\n\npost\n```\n"


def listed(
    make_site: MakeSite,
    *options: str,
    reviews: tuple[str, ...] = (*FULL, *SHORT, *BARE),
    builder: str = "html",
    conf: str = "",
) -> Built:
    """Build a site whose first page lists some reviews."""
    directive = "\n".join(
        ["# Home", "", "```{paper:list}", *options, "```", "", "See {paper}`Full`."]
    )
    pages: Mapping[str, str | bytes] = {
        "index.md": directive + TOCTREE,
        "post.md": review_page(*reviews),
        "a.png": PICTURE,
        "b.png": PICTURE,
    }
    shared = 'version = "1"\ncopyright = "2026"\nhtml_math_renderer = "mathjax"\n'
    return make_site(dict(pages), shared + conf).build(builder)


def lines(built: Built, number: int, docname: str = "index") -> list[tuple[str, str]]:
    """List the lines of a row, by their classes."""
    row = built.select("ul.paper-list > li", docname)[number]
    return [(" ".join(p["class"]), " ".join(p.get_text().split())) for p in row.select("p")]


def test_a_row_has_three_lines_and_a_date(make_site: MakeSite) -> None:
    """Title; subtitle; what is known of it."""
    built = listed(make_site)
    assert built.warnings == ()
    known = (
        "Google NVIDIA ICLR 2026 · Oral ★★★☆☆ Reading #video arXiv PDF Hugging Face alphaXiv Code"
    )
    assert lines(built, 0) == [
        ("paper-entry-title", "Full"),
        ("paper-subtitle", r"A \(\pi_0\) with code and emphasis"),
        ("paper-entry-facts", known),
        ("paper-date", "2025-11-27"),
    ]


def test_formulas_code_and_emphasis_are_drawn(make_site: MakeSite) -> None:
    """In a subtitle as in a title; and the page asks for what draws formulas."""
    built = listed(make_site)
    (subtitle,) = built.select("p.paper-subtitle")
    assert [tag.name for tag in subtitle.select("span.math, code, em")] == ["span", "code", "em"]
    for page in ("index", "papers/org/google"):
        assert built.select("script[src*=mathjax]", page), page


def test_a_summary_takes_the_place_of_a_subtitle(make_site: MakeSite) -> None:
    """Where there is none; and of neither there is no line."""
    built = listed(make_site)
    assert lines(built, 1)[1] == ("paper-summary", r"It costs \(O(n)\).")
    assert [name for name, _text in lines(built, 2)] == ["paper-entry-title", "paper-date"]


@pytest.mark.parametrize(
    ("options", "gone", "there"),
    [
        ([":hide: subtitle"], ["A \\(\\pi_0\\)"], ["It costs"]),
        ([":hide: subtitle summary"], ["A \\(\\pi_0\\)", "It costs"], ["Google"]),
        ([":hide: org, venue"], ["Google", "ICLR"], ["#video", "Reading"]),
        ([":hide: tags links rating status"], ["#video", "arXiv", "★", "Reading"], ["Google"]),
        ([":hide: date"], ["2025-11-27"], ["Google"]),
        ([":show: summary"], [], ["A \\(\\pi_0\\)", "It costs"]),
        ([":show: published mentions"], [], ["Published: 2025-11", "Mentions: 1"]),
        ([":show: authors"], ["Emmy"], ["Ada Lovelace, Grace Hopper, Mary Jackson, and 2 more"]),
    ],
)
def test_an_author_chooses_what_a_row_shows(
    make_site: MakeSite, options: list[str], gone: list[str], there: list[str]
) -> None:
    """`show` adds what is not usual; `hide` leaves out."""
    built = listed(make_site, *options, reviews=FULL)
    assert built.warnings == ()
    text = " ".join(text for _name, text in lines(built, 0))
    assert [word for word in gone if word in text] == []
    assert [word for word in there if word not in text] == []


def test_a_row_of_a_book_is_one_line(make_site: MakeSite) -> None:
    """Without tags and links, unless they are asked for."""
    built = listed(make_site, reviews=FULL, builder="text")
    assert built.warnings == ()
    text = " ".join(text_output(built.out, "text").split())
    assert "Google, NVIDIA · ICLR 2026 · Oral · Rating 3.5/5 · Reading · 2025-11-27" in text
    more = listed(make_site, ":show: tags links", reviews=FULL, builder="text")
    assert "#video · arXiv · PDF" in " ".join(text_output(more.out, "text").split())


# What is wrong -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "line", "message"),
    [
        ([":show: tag"], 4, "show: 'tag': 'tag' is none of subtitle, summary, org"),
        ([":hide: star"], 4, "hide: 'star': 'star' is none of subtitle, summary, org"),
        ([":show: date", ":hide: date org"], 5, "hide: 'date' stands in 'show' too; it is hidden"),
        ([":style: table", ":show: date"], 5, "show: a table shows its 'columns' alone"),
    ],
)
def test_a_wrong_word_warns(
    make_site: MakeSite, options: list[str], line: int, message: str
) -> None:
    (warning,) = listed(make_site, *options).warnings
    assert f"index.md:{line}: WARNING: {message}" in warning
    assert warning.endswith("[paper.value]")


def test_a_near_miss_is_named(make_site: MakeSite) -> None:
    (warning,) = listed(make_site, ":show: tag").warnings
    assert "did you mean 'tags'?" in warning


# Organisations -----------------------------------------------------------------------------------


def test_no_row_repeats_the_organisation_of_its_page(make_site: MakeSite) -> None:
    """Nor that of the group it stands in; others it does name."""
    built = listed(make_site, ":group-by: org", reviews=FULL)
    assert built.texts("ul.paper-list .paper-org") == ["NVIDIA", "Google"]
    assert built.texts("ul.paper-list .paper-org", "papers/org/google") == ["NVIDIA"]
    assert built.texts("ul.paper-list .paper-org", "papers/org/nvidia") == ["Google"]
    assert built.texts("ul.paper-list .paper-org", "papers/tag/video") == ["Google", "NVIDIA"]


# Pictures ----------------------------------------------------------------------------------------

MANY = (*FULL, *(line.replace("a.png", "b.png") for line in FULL), *BARE)


@pytest.mark.parametrize(
    ("reviews", "options", "conf", "pictures"),
    [
        (MANY, [], "", 2),
        ((*FULL, *BARE), [], "", 0),
        ((*FULL, *BARE), [], "paperreview_thumbnails = 'always'\n", 1),
        (MANY, [], "paperreview_thumbnails = 'never'\n", 0),
        ((*FULL, *BARE), [":show: image"], "paperreview_thumbnails = 'never'\n", 1),
        (MANY, [":hide: image"], "paperreview_thumbnails = 'always'\n", 0),
        (MANY, [":limit: 1"], "", 1),
    ],
)
def test_pictures_stand_where_most_rows_have_one(
    make_site: MakeSite, reviews: tuple[str, ...], options: list[str], conf: str, pictures: int
) -> None:
    """Or always, or never; what a listing says itself wins."""
    built = listed(make_site, *options, reviews=reviews, conf=conf + NO_WARNING)
    assert built.warnings == ()
    shown = built.select("ul.paper-list img.paper-picture")
    assert len(shown) == pictures
    for image in shown:
        assert (image["alt"], image["loading"]) == ("", "lazy")
        assert (built.out / str(image["src"])).read_bytes() == PICTURE


NO_WARNING = "suppress_warnings = ['paper.duplicate']\n"


def test_generated_pages_have_pictures_too(make_site: MakeSite) -> None:
    """Their addresses are right at any depth, also where nothing else of the build shows them."""
    built = listed(make_site, reviews=FULL)
    (image,) = built.select("ul.paper-list img", "papers/org/google")
    assert (built.out / "papers/org" / str(image["src"])).resolve().read_bytes() == PICTURE


def test_a_picture_that_is_not_there_is_left_out(make_site: MakeSite) -> None:
    """Its own page says so."""
    reviews = tuple(line.replace("a.png", "gone.png") for line in FULL)
    built = listed(make_site, ":show: image", reviews=reviews)
    (warning,) = built.warnings
    assert "image file not readable: gone.png" in warning
    assert built.select("ul.paper-list img") == []
