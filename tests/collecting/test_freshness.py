"""Which pages a build writes: those that were edited, and those that show what was edited."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ExtensionError

from sphinx_paperreview.collecting.output_record import FILE
from tests.conftest import MakeSite
from tests.kinds import KINDS
from tests.site import Built, Site, build, review_page

CONF = "html_theme = 'basic'\nhtml_domain_indices = False\nhtml_use_index = False\n"


def _post(paper: str, title: str, *options: str, date: str = "2025-11-27", text: str = "T.") -> str:
    lines = [f":::{{paper}} {paper}", f":title: {title}", *options, "", text, ":::"]
    return review_page(*lines, date=date)


PAGES = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n",
    "all.md": "# All\n\n```{paper:list}\n```\n",
    "audio.md": "# Audio\n\n```{paper:list}\n:tag: audio\n```\n",
    "posts.md": "# Posts\n\n```{paper:posts}\n```\n",
    "role.md": "# Role\n\n{paper}`2511.00001`\n",
    "text.md": "# Text\n\n{paper}`my own words <2511.00001>`\n",
    "badge.md": "# Badge\n\n{paper:org}`NVIDIA`\n",
    "a.md": _post("2511.00001", "Paper A", ":org: NVIDIA", date="2025-10-01"),
    "b.md": _post("2511.00002", "Paper B", ":tags: audio", date="2025-10-02"),
    "c.md": _post("2511.00001", "Paper A", date="2025-10-03"),
    "d.md": _post("2511.00003", "Work C", date="2025-10-04"),
    "plain.md": "# Plain\n\nNothing of ours.\n",
}


def _written(site: Site, builder: str = "html") -> set[str]:
    """Build, and tell which pages were written, theirs and ours."""
    out = site.source.parent / f"out-{builder}"
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    assert site.build(builder).warnings == ()
    written = (path for path in out.rglob("*.html") if before.get(path) != path.stat().st_mtime_ns)
    names = {path.relative_to(out).as_posix().removesuffix(".html") for path in written}
    # Sphinx itself writes the search at every build, and a table of contents with its pages.
    return names - {"search", "index"}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    made = make_site(PAGES, CONF)
    made.build()
    return made


def test_a_build_of_nothing_new_writes_nothing(site: Site) -> None:
    assert _written(site) == set()


def test_the_body_of_a_review_concerns_its_page_alone(site: Site) -> None:
    """Also when what follows on the page has moved by some lines."""
    site.write(
        "b.md", _post("2511.00002", "Paper B", ":tags: audio", date="2025-10-02", text="More.")
    )
    assert _written(site) == {"b"}


def test_a_title_concerns_all_that_show_it(site: Site) -> None:
    """Listings and references; one with a text of its own shows the title as a hint."""
    site.write("b.md", _post("2511.00002", "Paper B, renamed", ":tags: audio", date="2025-10-02"))
    assert _written(site) == {
        "b", "all", "audio", "posts", "papers/tag/audio", "papers/month/2025-10",
        "papers/source/arxiv",
    }  # fmt: skip
    site.write("a.md", _post("2511.00001", "Paper A2", ":org: NVIDIA", date="2025-10-01"))
    site.write("c.md", _post("2511.00001", "Paper A2", date="2025-10-03"))
    assert _written(site) == {
        "a", "c", "all", "posts", "role", "text", "papers/org/nvidia", "papers/month/2025-10",
        "papers/source/arxiv",
    }  # fmt: skip


def test_another_review_of_a_paper_concerns_its_cards(site: Site) -> None:
    """ "Also reviewed in" stands on every review of the paper; the neighbours by date change."""
    site.write("d.md", _post("2511.00002", "Paper B", date="2025-10-04"))
    written = _written(site)
    assert {"d", "b", "all", "posts", "papers/month/2025-10"} <= written
    assert written.isdisjoint({"a", "c", "role", "text", "badge", "plain", "papers/org/nvidia"})


def test_an_organisation_that_goes_takes_its_links_along(site: Site) -> None:
    """Its badge leads nowhere any more, and its page is gone."""
    site.write("a.md", _post("2511.00001", "Paper A", date="2025-10-01"))
    assert site.build(nitpicky=False).out.joinpath("papers/org").exists() is False
    assert site.build(nitpicky=False).select("a.paper-org", "badge") == []


def test_a_card_names_the_other_review_as_it_is_called_now(site: Site) -> None:
    """In the hint of "also reviewed in", too."""
    site.write("a.md", _post("2511.00001", "Paper A, renamed", date="2025-10-01"))
    assert "c" in _written(site)


def test_an_overview_follows_where_there_are_no_pages(make_site: MakeSite) -> None:
    """It lists what the site wants pages of, also in an output that has none."""
    pages = {"index.md": "# Home\n\n```{toctree}\na\nb\n```\n", "a.md": PAGES["a.md"]}
    site = make_site({**pages, "b.md": "# Overview\n\n```{paper:overview}\n```\n"}, CONF)
    assert "NVIDIA" in site.build("text").text("b.txt")
    site.write("a.md", PAGES["a.md"].replace("NVIDIA", "Zeta"))
    assert "Zeta" in site.build("text").text("b.txt")
    assert "Zeta" not in site.build("text", paperreview_page_kinds=["month"]).text("b.txt")


def test_an_own_page_gets_the_anchor_of_what_has_appeared(make_site: MakeSite) -> None:
    """By its address: ``papers/org/meta/index`` is ``papers/org/meta`` in dirhtml."""
    own = "---\norphan: true\n---\n# Meta\n\n```{paper:list}\n```\n"
    site = make_site({**PAGES, "papers/org/meta/index.md": own}, CONF)
    name = "papers/org/meta/index"
    assert site.build("dirhtml").select("#paper-page", name) == []
    site.write("d.md", _post("2511.00003", "Work C", ":org: Meta", date="2025-10-04"))
    assert len(site.build("dirhtml").select("#paper-page", name)) == 1


def test_a_deleted_post_leaves_no_trace(site: Site) -> None:
    """In listings, and between its neighbours."""
    (site.source / "b.md").unlink()
    written = _written(site)
    assert {"all", "audio", "posts", "a", "c", "papers/month/2025-10"} <= written
    assert written.isdisjoint({"d", "role", "text", "badge", "plain"})


def test_two_outputs_of_one_environment_are_both_fresh(make_site: MakeSite, tmp_path: Path) -> None:
    """The record belongs to the output: what one build has written, the other has not."""
    site = make_site(PAGES, CONF)

    def run(builder: str) -> Built:
        return build(site.source, tmp_path / builder, builder, doctrees=tmp_path / "doctrees")

    run("html")
    run("dirhtml")
    site.write("b.md", _post("2511.00002", "Renamed", ":tags: audio", date="2025-10-02"))
    run("html")
    assert "Renamed" in run("dirhtml").texts("ul.paper-list .paper-title", "all/index")


@pytest.mark.parametrize("text", ["", "{", '{"version": 1, "views": {"all": "', '{"version": 0}'])
def test_without_a_record_every_page_is_written(site: Site, text: str) -> None:
    """One that is empty, truncated or of another version."""
    (site.source.parent / "out-html" / FILE).write_text(text, encoding="ascii")
    written = _written(site)
    assert {path.removesuffix(".md") for path in PAGES} - {"index"} <= written
    assert "papers/org/nvidia" in written


def test_where_the_record_is_missing_every_page_is_written(site: Site) -> None:
    (site.source.parent / "out-html" / FILE).unlink()
    assert {path.removesuffix(".md") for path in PAGES} - {"index"} <= _written(site)


@pytest.mark.parametrize("new", ["a", "d"])
def test_a_review_that_moves_to_another_post_is_followed(site: Site, new: str) -> None:
    """In one build it leaves one page and comes to another, which is read before or after."""
    review = PAGES["b.md"].partition("# Post\n")[2]
    assert "Paper B" in review
    site.write("b.md", "# Post\n\nNothing is left.\n")
    site.write(f"{new}.md", PAGES[f"{new}.md"] + review)
    built = site.build()
    assert built.warnings == ()
    links = {str(link["href"]) for link in built.select("a[href$='#arxiv-2511-00002']", "audio")}
    assert links == {f"{new}.html#arxiv-2511-00002"}
    assert built.texts(".paper-heading, h2", "b") == []


def test_a_build_that_was_killed_is_made_good(site: Site) -> None:
    """While pages are written the record trusts none: any may be left half-written."""
    out = site.source.parent / "out-html"
    content = json.loads((out / FILE).read_text("ascii"))
    (out / FILE).write_text(json.dumps(content | {"views": {}, "stamp": ""}), encoding="ascii")
    (out / "plain.html").write_text("<html>half", encoding="utf-8")
    assert "plain" in _written(site)
    assert site.build().texts("h1", "plain") == ["Plain¶"]


DYING = (
    CONF
    + """
from pathlib import Path

def setup(app):
    app.connect("build-finished", lambda app, failed: Path(app.srcdir, "well").read_bytes())
"""
)


@pytest.mark.parametrize("builder", ["html", "text"])
def test_edits_around_a_build_that_dies_may_undo_each_other(
    make_site: MakeSite, builder: str
) -> None:
    """All that it wrote shows the first edit, and the second takes its source back."""
    site = make_site({**PAGES, "well": ""}, DYING)
    before = _pages(site.build(builder))
    site.write("a.md", PAGES["a.md"].replace("Paper A", "Paper Z"))
    (site.source / "well").unlink()
    with pytest.raises(ExtensionError):
        site.build(builder)
    site.write("a.md", PAGES["a.md"])
    site.write("well", "")
    assert _pages(site.build(builder)) == before


def _pages(built: Built) -> dict[str, str]:
    """Read what authors' pages and generated pages show."""
    paths = sorted([*built.out.rglob("*.html"), *built.out.rglob("*.txt")])
    return {path.relative_to(built.out).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.mark.parametrize("conf", ["", "paperreview_pages = ''\n"], ids=["pages", "indices"])
def test_all_that_shows_what_goes_and_comes_back_is_written(make_site: MakeSite, conf: str) -> None:
    """Each kind of listing by each key, each reference, also to the index of a kind.

    The post that goes has the only venue, the only author, the only organisation of the site,
    and all but one of its months; the page that stays is of a month that only its review names.
    """
    going = _post(
        *("2511.00001", "Paper A", ":org: NVIDIA", ":tags: b", ":venue: ICLR 2026"),
        *(":authors: Ann", ":name: label-a", ":code: https://e.org/b"),
    )
    staying = _post("10.1145/3485132", "Paper D", ":date: 2025-08-09", date="2025-11-03")
    pages = {f"{name}.md": f"# Page\n\n{text}\n" for name, text in KINDS.items()}
    pages |= {"index.md": PAGES["index.md"], "one.md": going, "three.md": staying}
    conf += "html_theme = 'basic'\nextensions += ['sphinx.ext.intersphinx']\n"
    site = make_site(pages, conf)
    site.build(nitpicky=False)
    for text in ("# Nothing\n\n(arxiv-2511.00001)=\n\n(label-a)=\n", going):
        site.write("one.md", text)
        later = site.build(nitpicky=False).out
        clean = site.build(nitpicky=False, fresh=True, out=site.source.parent / "clean").out
        assert [name for name in KINDS if _body(later, name) != _body(clean, name)] == []


def _body(out: Path, name: str) -> str:
    page = BeautifulSoup((out / f"{name}.html").read_text("utf-8"), "html.parser")
    return str(page.select_one(".body"))


# Mentions ----------------------------------------------------------------------------------------

MENTIONING = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n",
    "a.md": _post("2511.00001", "Paper A", date="2025-10-01"),
    "b.md": _post("2511.00002", "Paper B", ":tags: audio", date="2025-10-02"),
    "c.md": _post("2511.00003", "Work C", date="2025-10-03", text="See {paper}`2511.00002`."),
    "d.md": _post("2511.00004", "Paper D", ":tags: audio", date="2025-10-04"),
    "read.md": "# To read\n\n```{paper:mentions}\n```\n",
    "short.md": "# Last read\n\n```{paper:mentions}\n:sort: -date\n:limit: 1\n:source: doi\n```\n",
    "most.md": "# Most\n\n```{paper:list}\n:sort: -mentions\n```\n",
    "count.md": "# Count\n\n```{paper:list}\n:style: table\n:columns: title, mentions\n```\n",
    "cards.md": "# Cards\n\n```{paper:list}\n:style: cards\n:tag: audio\n```\n",
    "list.md": "# List\n\n```{paper:list}\n```\n",
    "link.md": "# Link\n\n[a](https://arxiv.org/abs/2511.00009)\n",
    "note.md": "# Note\n\nWords.\n",
    "plain.md": "# Plain\n\nNothing of ours.\n",
}
NO_PAGES = CONF + "paperreview_pages = ''\n"


@pytest.fixture
def notes(make_site: MakeSite) -> Site:
    made = make_site(MENTIONING, NO_PAGES)
    assert made.build().warnings == ()
    return made


EDITS: dict[str, tuple[dict[str, str], set[str]]] = {
    "a mention more": (
        {"note.md": "# Note\n\nSee {paper}`2511.00001`.\n"},
        {"note", "a", "most", "count"},
    ),
    "a mention more, by a link": (
        {"note.md": "# Note\n\nSee [it](https://arxiv.org/pdf/2511.00002v3).\n"},
        {"note", "b", "most", "count"},
    ),
    "a mention more on the page that has one": (
        {"c.md": MENTIONING["c.md"].replace("See", "As {paper}`2511.00002`, see")},
        {"c", "b"},  # the sentence is another one
    ),
    "a mention less": (
        # Papers B and C are related no more, either.
        {"c.md": MENTIONING["c.md"].replace("{paper}`2511.00002`", "nothing")},
        {"c", "b", "most", "count"},
    ),
    "a review that mentions another": (
        {"d.md": MENTIONING["d.md"].replace("T.", "See {paper}`2511.00001`.")},
        {"d", "a", "most", "count"},
    ),
    "the words of a mention": (
        {"c.md": MENTIONING["c.md"].replace("See", "Read")},
        {"c", "b"},
    ),
    "words of no mention": (
        {"c.md": MENTIONING["c.md"].replace("See", "Other words.\n\nSee")},
        {"c"},
    ),
    "a heading that a mention stands under": (
        {"c.md": MENTIONING["c.md"].replace("See", "### Part\nSee")},
        {"c", "b"},  # it leads to the part now
    ),
    "the title of a paper that is mentioned": (
        {"b.md": MENTIONING["b.md"].replace("Paper B", "Paper B2")},
        # Its own card too shows the sentence with it; C shows it in its text, D as related.
        {"b", "c", "d", "most", "count", "cards", "list"},
    ),
    "the title of a page that mentions": (
        {"c.md": MENTIONING["c.md"].replace("# Post", "# Renamed")},
        {"c", "b", "d"},  # and D is the newer post
    ),
    "a tag more": (
        {"a.md": _post("2511.00001", "Paper A", ":tags: audio", date="2025-10-01")},
        # Also those listings that do not show it: a row is taken as a whole.
        {"a", "b", "d", "cards", "most", "count", "list"},
    ),
    "a paper to read": (
        {"note.md": "# Note\n\nSee {paper}`2511.00008`.\n"},
        {"note", "read"},
    ),
    "a paper to read, by another link": (
        {"note.md": "# Note\n\nSee [A title](https://arxiv.org/abs/2511.00009).\n"},
        {"note", "read"},
    ),
    "a paper of the other list": (
        {"note.md": "# Note\n\nSee {paper}`10.1145/3485132`.\n"},
        {"note", "read", "short"},
    ),
    "a review of a paper to read": (
        # The page that mentions it has a small link now, and is a mention on the new card.
        {"a.md": MENTIONING["a.md"].replace("2511.00001", "2511.00009")},
        {"a", "read", "link", "most", "count", "list"},
    ),
    "a draft that mentions": (
        {"note.md": "---\ndraft: true\n---\n# Note\n\n{paper}`2511.00001` {paper}`2511.00008`\n"},
        {"note"},
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_change_of_mentions_concerns_the_pages_that_show_it(notes: Site, name: str) -> None:
    """By name: these pages, and no others; back again, the same ones."""
    pages, expected = EDITS[name]
    for page, text in pages.items():
        notes.write(page, text)
    assert _written(notes) == expected
    for page in pages:
        notes.write(page, MENTIONING[page])
    assert _written(notes) == expected


def test_a_page_that_goes_takes_its_mentions_along(notes: Site) -> None:
    (notes.source / "c.md").unlink()
    assert _written(notes) == {"b", "d", "most", "count", "list"}
    assert notes.build().select(".paper-mentioned", "b") == []


def test_a_title_concerns_the_sentences_that_show_it(notes: Site) -> None:
    """On the card of another paper, too, which the same sentence mentions."""
    notes.write("note.md", "# Note\n\nSee {paper}`2511.00001` and {paper}`2511.00002`.\n")
    notes.build()
    notes.write("a.md", MENTIONING["a.md"].replace("Paper A", "Paper A2"))
    assert _written(notes) == {"a", "b", "note", "most", "count", "list"}
    sentences = notes.build().texts(".paper-sentence", "b")
    assert "“See Paper A2 and Paper B.”" in sentences


def test_text_shows_mentions_as_they_are_now(notes: Site) -> None:
    assert "“See Paper B.”" in notes.build("text").text("b.txt")
    notes.write("c.md", MENTIONING["c.md"].replace("See", "Read"))
    assert "“Read Paper B.”" in notes.build("text").text("b.txt")
