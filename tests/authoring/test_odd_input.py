"""Input that once ended a build, lost text, or was misread."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.conftest import MakeSite

REVIEW = ":::{paper} 2511.21579\n:title: Harmony\n\nText.\n:::\n"
CARD = (
    "1. item\n\n   :::{paper} 2511.21579\n   :title: Harmony\n   :name: inlist\n\n   Text\n   :::\n"
)


def test_a_label_follows_an_attached_review_to_its_heading(make_site: MakeSite) -> None:
    """A ``:name:`` on a review that its heading names leads there."""
    page = "# Post\n\n## My heading\n\n:::{paper}\n:name: foo\n:org: nvidia\n:::\n\n{ref}`foo`\n"
    built = make_site({"index.md": page}).build("html")
    assert built.warnings == ()
    (link,) = built.select("section p a.internal:not(.paper-org)")
    assert link.get_text() == "My heading"
    assert built.select(str(link["href"]))


@pytest.mark.parametrize("role", ["{ref}`inlist`", "{paper}`inlist`", "[](#inlist)"])
def test_a_label_of_a_compact_card_works(make_site: MakeSite, role: str) -> None:
    """A card has no heading, and can be referred to all the same."""
    built = make_site({"index.md": f"# Post\n\n{CARD}\nSee {role}.\n"}).build("html")
    assert built.warnings == ()
    links = built.select("section > p a")
    assert [(link.get_text(), link["href"]) for link in links] == [("Harmony", "#arxiv-2511-21579")]


@pytest.mark.parametrize("builder", ["html", "text", "latex", "epub", "xml", "man", "texinfo"])
def test_what_no_file_may_hold_stops_no_build(make_site: MakeSite, builder: str) -> None:
    """Control characters and lone surrogates become U+FFFD."""
    page = (
        "# Post\n\n:::{paper} 2511.21579\n---\n"
        'title: "sur\\uD800 nul\\0"\norg: "or\\uD800g"\nimage: "a\\0b.png"\n---\n\nText.\n:::\n'
    )
    site = make_site({"index.md": page}, 'copyright = "x"\nversion = "1"\n')
    built = site.build(builder)
    assert [line for line in built.warnings if "image.not_readable" not in line] == []
    assert built.reviews[0].title == "sur\N{REPLACEMENT CHARACTER} nul\N{REPLACEMENT CHARACTER}"
    for path in built.out.rglob("*.xhtml"):
        ElementTree.parse(path)


@pytest.mark.parametrize("between", ["% a comment", "(label)=", "```{toctree}\n:hidden:\n```"])
def test_no_line_is_drawn_where_nothing_follows(make_site: MakeSite, between: str) -> None:
    """What a reader does not see is not set apart from a review."""
    page = f"# Post\n\n{REVIEW}\n{between}\n\n## Next\n\nMore.\n"
    text = make_site({"index.md": page}).build("text").text("index.txt")
    assert "======" not in text.split("Text.")[1].split("Next")[0]


def test_a_line_sets_apart_what_follows(make_site: MakeSite) -> None:
    """Text behind a review stands outside it, and looks so."""
    text = (
        make_site({"index.md": f"# Post\n\n{REVIEW}\nOutside.\n"}).build("text").text("index.txt")
    )
    assert "====" in text.split("Text.")[1].split("Outside.")[0]


@pytest.mark.parametrize(
    ("argument", "unread", "ids"),
    [
        ("Attention is all you need", "Attention is all you need", []),
        ('2511.21579 "Title in the argument"', '"Title in the argument"', ["arxiv:2511.21579"]),
        ("[Harmony](https://arxiv.org/abs/2511.21579)", "Harmony", ["arxiv:2511.21579"]),
    ],
)
def test_words_in_the_argument_warn_once(
    make_site: MakeSite, argument: str, unread: str, ids: list[str]
) -> None:
    """A title typed where ids stand is one mistake, and stays in one piece."""
    built = make_site({"index.md": f"# Post\n\n:::{{paper}} {argument}\n:::\n"}).build("html")
    (warning,) = built.warnings
    assert "index.md:3: WARNING: " in warning
    assert warning.endswith("[paper.id]")
    assert list(map(str, built.reviews[0].paper.ids)) == ids
    assert built.texts(".paper-unread") == [unread]


@pytest.mark.parametrize(
    ("conf", "permalink"),
    [
        ("", "¶"),
        ("html_permalinks = False\n", None),
        ('html_permalinks_icon = "§"\n', "§"),
        ('html_permalinks_icon = "<i class=\\"icon\\">§</i>"\n', "§"),
    ],
)
def test_a_card_has_the_permanent_link_of_headings(
    make_site: MakeSite, conf: str, permalink: str | None
) -> None:
    """Cards follow the site's setting."""
    built = make_site({"index.md": f"# Post\n\n{CARD}"}, conf).build("html")
    assert built.texts(".paper-card .headerlink") == ([permalink] if permalink else [])
    # HTML in it is HTML, as in headings.
    assert len(built.select(".paper-card .headerlink > i")) == conf.count("<i ")


@pytest.mark.parametrize("builder", ["html", "epub", "text"])
@pytest.mark.parametrize("own", [True, False])
def test_a_download_in_a_title_is_its_words(make_site: MakeSite, builder: str, own: bool) -> None:
    """Sphinx itself ends in an error there; the words stay, and a warning says why."""
    title = "A {download}`file <a.txt>` of mine"
    lines = [f":title: {title}", "", "Text."] if own else [":org: Google"]
    heading = "" if own else f"## {title}\n\n"
    page = "\n".join(["# Post", "", f"{heading}:::{{paper}} 2511.21579", *lines, ":::", ""])
    conf = 'version = "1"\ncopyright = "me"\n'
    built = make_site({"index.md": page, "a.txt": "Text"}, conf).build(builder)
    (warning,) = built.warnings
    assert "'a.txt' is no download here" in warning
    assert warning.endswith("[paper.link]")
    assert [review.title for review in built.reviews] == ["A file of mine"]


@pytest.mark.parametrize("place", ["- item\n\n  {}", "> {}", ":::::{{note}}\n{}\n:::::"])
def test_eval_rst_hides_no_place_where_no_section_may_stand(
    make_site: MakeSite, place: str
) -> None:
    """A review in `eval-rst` within a list, a quote or a note is a compact card."""
    prefix = "> " if place.startswith(">") else "  " if place.startswith("-") else ""
    rst = "```{eval-rst}\n.. paper:: 2511.21579\n   :title: Harmony\n\n   Text.\n```"
    page = "# Post\n\n" + place.format(rst.replace("\n", f"\n{prefix}")) + "\n"
    built = make_site({"index.md": page}).build("html")
    assert built.warnings == ()
    assert built.select("section.paper-review") == []
    (card,) = built.select(".paper-card")
    assert card["id"] == "arxiv-2511-21579"
    assert "Text." in card.get_text()


@pytest.mark.parametrize(
    "path",
    ["https://x.org/a.png", "//x.org/a.png", "/\\\\x.org/a.png", "DATA:image/png,x", "http:x"],
)
def test_a_thumbnail_is_never_of_another_site(make_site: MakeSite, path: str) -> None:
    """Whatever a browser would take for an address is refused."""
    page = f"# Post\n\n:::{{paper}} 2511.21579\n:image: {path}\n:::\n"
    built = make_site({"index.md": page}).build("html")
    (warning,) = built.warnings
    assert warning.endswith("[paper.link]")
    assert built.select("img.paper-thumbnail") == []


@pytest.mark.parametrize(("value", "indexed"), [("false", True), ("yes", False)])
def test_a_flag_takes_no_value(make_site: MakeSite, value: str, *, indexed: bool) -> None:
    """``:no-index: false`` does not mean the opposite of what it says."""
    page = f"# Post\n\n:::{{paper}} 2511.21579\n:title: Harmony\n:no-index: {value}\n:::\n"
    built = make_site({"index.md": page}).build("html")
    (warning,) = built.warnings
    assert "no-index: " in warning
    assert built.reviews[0].indexed is indexed


def test_a_card_names_each_other_page_once(make_site: MakeSite) -> None:
    """Several reviews on one page are one place where the paper was reviewed, not its own."""
    twice = f"# Twice\n\n{REVIEW}\n{REVIEW}"
    pages = {"index.md": f"# Post\n\n{REVIEW}\n[](twice.md)\n", "twice.md": twice}
    conf = 'suppress_warnings = ["paper.duplicate", "toc.not_included"]\n'
    built = make_site(pages, conf).build("html")
    assert built.texts(".paper-elsewhere a") == ["Twice"]
    assert built.texts(".paper-elsewhere a", "twice") == ["Post", "Post"]


def test_a_changed_orgs_file_reaches_every_page(make_site: MakeSite) -> None:
    """A page without reviews may name an organisation too."""
    site = make_site({"index.md": "# Home\n\n{paper:org}`zorg`\n"})
    assert site.build("html").texts("section p") == ["zorg"]
    site.write("orgs.toml", '[zorg]\nname = "Zorg Labs"\n')
    assert site.build("html").texts("section p") == ["Zorg Labs"]
