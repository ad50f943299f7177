"""The seven domain indices: in HTML as pages, in LaTeX as chapters, elsewhere by name."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from bs4 import BeautifulSoup
from sphinx.domains import Index
from sphinx.locale import translators

from sphinx_paperreview.collecting.indices import INDICES
from tests.conftest import MakeSite
from tests.outputs import unzip
from tests.programs import LATEX_CONF, typeset
from tests.site import Built, review_page

NAMES = {
    "paper-papers": "Papers",
    "paper-orgs": "Organisations",
    "paper-tags": "Tags",
    "paper-sources": "Sources",
    "paper-venues": "Venues",
    "paper-authors": "Authors",
    "paper-reviewers": "Reviewers",
    "paper-months": "Months",
}

CONF = 'project = author = copyright = version = "Journal"\npaperreview_unknown_orgs = "ignore"\n'

SCRIPT = "<script>alert(1)</script>"

REFERENCES = "".join(f"* {{ref}}`{name}`\n" for name in NAMES)

TOCTREE = "\n```{toctree}\nold\nnew\n```\n"

PAGES = {
    "index.md": f"# Index\n\n{REFERENCES}* {{ref}}`own words <paper-orgs>`\n* [](#paper-orgs)\n"
    f"* [own *link*](#paper-orgs)\n{TOCTREE}",
    "old.md": review_page(
        ":::{paper} 2511.21579", ":title: Harmony", ":org: Kim & Sons", ":tags: video, a b",
        ":authors: Lee; Park", ":venue: ICLR 2026", ":reviewer: Ada Park; <b>김지수", "",
        "Text.", ":::", "",
        ":::{paper}", ":title: 확산 모델", f":org: {SCRIPT}; 한빛 연구소", "", "Text.", ":::", "",
        ":::{paper}", ":title: 42 ways", ":tags: video;", "", "Text.", ":::",
        date="2025-10-20",
    ),
    "new.md": review_page(
        ":::{paper} openreview:AbCdEfGhIj 2511.21579", ":title: Harmony, again", ":org: Kim & Sons",
        "", "Text.", ":::", "", ":::{paper}", ":title: hidden", ":org: Nobody", ":no-index:", "",
        "Text.", ":::",
    ),
}  # fmt: skip


@pytest.fixture
def built(make_site: MakeSite) -> Built:
    """Build the site in HTML."""
    return make_site(PAGES, CONF).build()


def _groups(page: BeautifulSoup) -> dict[str, list[str]]:
    """Read an index page: the entries below each heading."""
    groups: dict[str, list[str]] = {}
    for row in page.select("table.indextable tr, table.domainindex-table tr"):
        if "cap" in row.get_attribute_list("class"):
            heading = " ".join(row.get_text().split())
            groups[heading] = []
        elif row.select("code"):
            groups[heading].append(" ".join(row.get_text().split()))
    return groups


EXPECTED = {
    "paper-papers": {
        "#": ["42 ways (2025-10-20)"],
        "H": ["Harmony, again (2025-11-27) Kim & Sons"],
        "ㅎ": [f"확산 모델 (2025-10-20) {SCRIPT}, 한빛 연구소"],
    },
    "paper-orgs": {
        SCRIPT: [f"확산 모델 (2025-10-20) {SCRIPT}, 한빛 연구소"],
        "Kim & Sons": [
            "Harmony, again (2025-11-27) Kim & Sons",
            "Harmony (2025-10-20) Kim & Sons",
        ],
        "한빛 연구소": [f"확산 모델 (2025-10-20) {SCRIPT}, 한빛 연구소"],
    },
    "paper-tags": {
        "a b": ["Harmony (2025-10-20) Kim & Sons"],
        "video": ["Harmony (2025-10-20) Kim & Sons", "42 ways (2025-10-20)"],
    },
    "paper-sources": {
        "arXiv": ["Harmony, again (2025-11-27) Kim & Sons", "Harmony (2025-10-20) Kim & Sons"],
        "OpenReview": ["Harmony, again (2025-11-27) Kim & Sons"],
    },
    "paper-venues": {"ICLR 2026": ["Harmony (2025-10-20) Kim & Sons"]},
    "paper-authors": {
        "Lee": ["Harmony (2025-10-20) Kim & Sons"],
        "Park": ["Harmony (2025-10-20) Kim & Sons"],
    },
    "paper-reviewers": {
        "<b>김지수": ["Harmony (2025-10-20) Kim & Sons"],
        "Ada Park": ["Harmony (2025-10-20) Kim & Sons"],
    },
    "paper-months": {
        "2025-11": ["Harmony, again (2025-11-27) Kim & Sons"],
        "2025-10": [
            "Harmony (2025-10-20) Kim & Sons",
            f"확산 모델 (2025-10-20) {SCRIPT}, 한빛 연구소",
            "42 ways (2025-10-20)",
        ],
    },
}


def test_every_index_lists_its_reviews(built: Built) -> None:
    """Papers once, by initial; reviews by org, tag, source, venue, author, reviewer and month."""
    assert built.warnings == ()
    assert set(EXPECTED) == set(NAMES) == {f"paper-{index.name}" for index in INDICES}
    for name, groups in EXPECTED.items():
        found = _groups(built.page(name))
        assert found == groups, name
        assert list(found) == list(groups), name


@pytest.mark.parametrize("theme", ["alabaster", "furo", "classic", "sphinx_rtd_theme"])
def test_every_entry_and_every_letter_leads_somewhere(make_site: MakeSite, theme: str) -> None:
    """Entries lead to reviews; the jump box to groups, whatever is in their names."""
    built = make_site(PAGES, CONF).build(html_theme=theme)
    for name in NAMES:
        page = built.page(name)
        ids = {str(tag["id"]) for tag in page.select("[id]")}
        jumps = [str(tag["href"]) for tag in page.select("[class$='-jumpbox'] a")]
        assert len(jumps) == len(EXPECTED[name])
        assert {jump.removeprefix("#") for jump in jumps} <= ids
        for link in page.select("td a"):
            docname, _, anchor = str(link["href"]).partition("#")
            assert built.select(f"[id='{anchor}'].paper-review", docname.removesuffix(".html"))


@pytest.mark.parametrize("theme", ["alabaster", "furo", "classic", "sphinx_rtd_theme"])
def test_no_name_ever_becomes_markup(make_site: MakeSite, theme: str) -> None:
    """An org called like a script is text in each theme, on each page."""
    built = make_site(PAGES, CONF).build(html_theme=theme)
    for path in built.out.rglob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert not [tag for tag in page.select("script") if "alert(1)" in tag.get_text()]
    assert SCRIPT in " ".join(built.texts("table", "paper-orgs"))
    assert SCRIPT in built.texts(".paper-orgs .paper-org", "old")


def test_references_to_indices_are_links_in_html(built: Built) -> None:
    """By the index's name, or by the author's words."""
    links = built.select("li a[href^='paper-']")
    assert [(str(link["href"]), link.get_text()) for link in links] == [
        *((f"{name}.html", text) for name, text in NAMES.items()),
        ("paper-orgs.html", "own words"),
        ("paper-orgs.html", "Organisations"),
        ("paper-orgs.html", "own link"),
    ]


def test_indices_are_pages_of_an_epub(make_site: MakeSite) -> None:
    """Listed in the book, well-formed, and led to by links."""
    built = make_site(PAGES, CONF).build("epub")
    assert built.warnings == ()
    files = unzip(built.out)
    for name, groups in EXPECTED.items():
        (path,) = (path for path in files if path.endswith(f"{name}.xhtml"))
        text = files[path].decode()
        assert BeautifulSoup(text, "html.parser").find("h1")
        _assert_well_formed(text)
        assert f'href="{name}.xhtml"' in files[path.replace(name, "index")].decode()
        assert len(_groups(BeautifulSoup(text, "html.parser"))) == len(groups)


def _assert_well_formed(text: str) -> None:
    from xml.etree import ElementTree  # noqa: PLC0415 - only here

    ElementTree.fromstring(text.replace("&#160;", " "))


@pytest.mark.parametrize("builder", ["singlehtml", "latex", "text"])
def test_elsewhere_a_reference_is_the_name_of_the_index(make_site: MakeSite, builder: str) -> None:
    """Text, without a link to a page that is not there, and without a warning."""
    built = make_site(PAGES, CONF).build(builder)
    assert built.warnings == ()
    expected = [*NAMES.values(), "own words", "Organisations", "own link"]
    if builder == "singlehtml":
        assert built.texts("section > ul.simple > li") == expected
        assert not built.select("a[href*='paper-orgs'], a[href*='paper-papers']")
    elif builder == "text":
        items = re.findall(r"^\* (.+)$", built.text("index.txt"), re.MULTILINE)
        assert [item.replace("*", "") for item in items][: len(expected)] == expected
    else:
        (path,) = built.out.glob("*.tex")
        items = re.findall(r"\\item \{\}\s*\\sphinxAtStartPar\s*(.*)", path.read_text("utf-8"))
        assert items[:7] == expected[:7]


CATALOGUE = """\
def setup(app):
    app.add_message_catalog("sphinx_paperreview", str(__import__("pathlib").Path(__file__).parent))
"""


@pytest.fixture
def _own_messages() -> Iterator[None]:
    """Forget the catalogues that a test adds: Sphinx keeps them for the whole process."""
    before = dict(translators)
    yield
    translators.clear()
    translators.update(before)


@pytest.mark.usefixtures("_own_messages")
@pytest.mark.parametrize("builder", ["html", "latex", "singlehtml"])
def test_names_of_indices_are_in_the_language_of_the_site(
    make_site: MakeSite, builder: str
) -> None:
    """A reference says what Sphinx puts above the index, translated."""
    messages = Catalog(locale="de")
    messages.add("Organisations", "Einrichtungen")
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    catalogue = {"de/LC_MESSAGES/sphinx_paperreview.mo": compiled.getvalue()}
    pages = PAGES | catalogue | {"index.md": "# I\n\nSee {ref}`paper-orgs`.\n" + TOCTREE}
    built = make_site(pages, CONF + 'language = "de"\n' + CATALOGUE).build(builder)
    assert built.warnings == ()
    if builder == "latex":
        (path,) = built.out.glob("*.tex")
        assert "See Einrichtungen." in path.read_text("utf-8")
    else:
        assert "See Einrichtungen." in built.texts("section > p")


def test_a_site_without_indices_names_them(make_site: MakeSite) -> None:
    """``html_domain_indices = False``: no pages, no dead links, badges without a link."""
    site = make_site(PAGES, CONF)
    built = site.build(html_domain_indices=False, paperreview_pages="")
    assert built.warnings == ()
    assert not list(built.out.glob("paper-*.html"))
    assert built.texts("section > ul.simple > li")[: len(NAMES)] == list(NAMES.values())
    assert not built.select("a[href^='paper-']")
    assert not built.select("a[href^='paper-']", "old")
    assert "Kim & Sons" in built.texts("span.paper-org", "old")


def test_one_chosen_index_is_the_only_page(make_site: MakeSite) -> None:
    """``html_domain_indices`` may list names: the others are text."""
    site = make_site(PAGES, CONF)
    built = site.build(html_domain_indices=["paper-orgs"], paperreview_pages="")
    assert built.warnings == ()
    assert [path.stem for path in built.out.glob("paper-*.html")] == ["paper-orgs"]
    badge, *_ = built.select("a.paper-org[href*='#cap-Kim---Sons-']", "old")
    assert built.select(str(badge["href"]).removeprefix("paper-orgs.html"), "paper-orgs")
    assert built.select("span.paper-tag", "old")


def test_an_empty_index_is_no_page(make_site: MakeSite) -> None:
    """Where no review has a venue, a reference to the venues is their name."""
    pages = {"index.md": "# Index\n\nSee {ref}`paper-venues` and {ref}`paper-papers`.\n"}
    built = make_site(pages, CONF).build()
    assert built.warnings == ()
    assert built.texts("section > p") == ["See Venues and Papers."]
    assert not list(built.out.glob("paper-*.html"))


def test_a_page_that_is_read_again_changes_the_indices(make_site: MakeSite) -> None:
    """An index that has just become empty is no target any more."""
    site = make_site({"index.md": PAGES["new.md"]}, CONF)
    assert "paper-orgs" in {path.stem for path in site.build().out.glob("paper-*.html")}
    site.write("index.md", "# Index\n\n{ref}`paper-orgs`\n")
    built = site.build()
    assert built.warnings == ()
    assert built.texts("section > p") == ["Organisations"]


# LaTeX -------------------------------------------------------------------------------------------


def test_a_pdf_has_the_indices(make_site: MakeSite) -> None:
    """Each as a chapter, with nothing in a name that LaTeX would obey."""
    pages = PAGES | {
        "new.md": review_page(
            ":::{paper} 2511.00001", ":title: 50% of $x$ & {all} #1 ~ ^ \\_",
            ":org: A_B & {C} 100%", ":tags: c#", "", "Text.", ":::",
        )
    }  # fmt: skip
    built = make_site(pages, CONF).build("latex")
    assert built.warnings == ()
    (path,) = built.out.glob("*.tex")
    indices = path.read_text("utf-8").partition(r"\begin{sphinxtheindex}")
    text = indices[1] + indices[2]
    assert text.count(r"\begin{sphinxtheindex}") == text.count(r"\end{sphinxtheindex}")
    assert text.count(r"\end{sphinxtheindex}") == len(NAMES)
    assert r"\bigletter{A\_B \& \{C\} 100\%}" in text
    targets = re.findall(r"\\sphinxstyleindexpageref\{(.*?)\}", text)
    assert targets
    for target in targets:
        plain = re.sub(r"\\detokenize\{(.*)", r"\1", target)
        assert rf"\label{{\detokenize{{{plain}}}}}" in indices[0], target


def test_a_pdf_is_typeset(make_site: MakeSite) -> None:
    """LaTeX itself takes the indices: no error, and no reference that it does not know."""
    built = make_site(PAGES, CONF + LATEX_CONF).build("latex")
    log = typeset(built.out, runs=2).with_suffix(".log").read_text("utf-8", errors="replace")
    assert not re.findall(r"Reference `[^']*' on page", log)


@pytest.mark.parametrize("index", INDICES, ids=lambda index: index.name)
def test_what_is_made_late_is_a_sequence_however_it_is_looked_at(
    built: Built, index: type[Index]
) -> None:
    """Extensions slice, count and reverse what Sphinx itself only walks through."""
    assert built.domain is not None
    content, _collapse = index(built.domain).generate()
    groups = list(content)
    assert groups
    assert content[:] == groups
    assert content[1:] == groups[1:]
    assert (content[0], content[-1]) == (groups[0], groups[-1])
    assert list(reversed(content)) == groups[::-1]
    assert len(content) == len(groups)
    assert groups[0] in content
