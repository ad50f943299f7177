from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from sphinx_paperreview.messages import WarningType
from tests.conftest import MakeSite
from tests.site import Built, Site, review_page

CONF = 'paperreview_tags = ["video"]\npaperreview_venues = ["ICLR"]\n'
INDEX = "# Index\n\n```{toctree}\n:glob:\n\npages/*\n```\n"
GOOD = "2511.21579"


@dataclass(frozen=True)
class Case:
    """One mistake of an author, in a review with the title Harmony and the text Body words."""

    kind: WarningType
    message: str
    """A pattern for the message."""
    argument: str = GOOD
    options: tuple[str, ...] = ()
    line: int = 1
    """Of the mistake: 0 is the directive's opening line, 1 the first of the options."""
    kept: tuple[str, ...] = ()
    """What a reader must find on the page."""


CASES = {
    # options
    "unknown-option": Case(
        WarningType.OPTION, "unknown option 'titel' of 'paper'; did you mean 'title'",
        options=(":titel: Typo",), kept=("titel: Typo",),
    ),
    "flag-of-another-directive": Case(
        WarningType.OPTION, "unknown option 'nowrap'", options=(":nowrap:",), kept=("nowrap",)
    ),
    "option-twice": Case(
        WarningType.OPTION, "option 'org' of 'paper' stands twice",
        options=(":org: Google", ":org: Microsoft"), line=2, kept=("Google", "org: Microsoft"),
    ),
    # values
    "rating-too-high": Case(
        WarningType.VALUE, "rating: '7': expected a number from 0 to 5", options=(":rating: 7",),
        kept=("rating: 7",),
    ),
    "rating-no-half": Case(
        WarningType.VALUE, "rating: '4.3'", options=(":rating: 4.3",), kept=("rating: 4.3",)
    ),
    "date-impossible": Case(
        WarningType.VALUE, "date: '2025-13-40': expected a date", options=(":date: 2025-13-40",),
        kept=("date: 2025-13-40",),
    ),
    "status-unknown": Case(
        WarningType.VALUE, "status: 'maybe': expected one of to-read, reading, read",
        options=(":status: maybe",), kept=("status: maybe",),
    ),
    "published-no-date": Case(
        WarningType.VALUE, "published: 'soon': expected a date", options=(":published: soon",),
        kept=("published: soon",),
    ),
    "published-impossible": Case(
        WarningType.VALUE, "published: '2025-13'", options=(":published: 2025-13",),
        kept=("published: 2025-13",),
    ),
    "class-no-name": Case(WarningType.VALUE, "class: '1 2'", options=(":class: 1 2",)),
    # ids
    "arxiv-too-short": Case(
        WarningType.ID, "not an arXiv id: '1501.0001'", argument="1501.0001", line=0,
        kept=("1501.0001",),
    ),
    "arxiv-too-long": Case(
        WarningType.ID, "not an arXiv id: '2511.999999'", argument="2511.999999", line=0,
        kept=("2511.999999",),
    ),
    "arxiv-month-13": Case(
        WarningType.ID, "not an arXiv id: '2513.00001' .*month 13", argument="2513.00001", line=0,
        kept=("2513.00001",),
    ),
    "argument-empty-url": Case(
        WarningType.ID, "'https://'", argument="https://", line=0, kept=("https://",)
    ),
    "argument-ttp": Case(
        WarningType.ID, "'ttp://x'", argument="ttp://x", line=0, kept=("ttp://x",)
    ),
    "argument-javascript": Case(
        WarningType.ID, "javascript", argument="javascript:alert(1)", line=0,
        kept=("javascript:alert(1)",),
    ),
    "argument-data": Case(
        WarningType.ID, "data", argument="data:text/html,hi", line=0, kept=("data:text/html,hi",)
    ),
    "argument-word": Case(WarningType.ID, "'harmony'", argument="harmony", line=0),
    "second-of-two-ids": Case(
        WarningType.ID, "'1501.0001'", argument=f"{GOOD} 1501.0001", line=0, kept=("1501.0001",)
    ),
    "page-of-papers": Case(
        WarningType.ID, "'https://huggingface.co/papers/trending' shows no paper",
        argument="https://huggingface.co/papers/trending", line=0, kept=("huggingface.co",),
    ),
    # links
    "code-empty": Case(WarningType.LINK, "code: not an http", options=(":code:",)),
    "code-ttp": Case(
        WarningType.LINK, "code: .*'ttp://x'", options=(":code: ttp://x",), kept=("code: ttp://x",)
    ),
    "code-javascript": Case(
        WarningType.LINK, "code: .*javascript", options=(":code: javascript:alert(1)",),
        kept=("code: javascript:alert(1)",),
    ),
    "code-data": Case(
        WarningType.LINK, "code: .*data", options=(":code: data:text/html,hi",),
        kept=("code: data:text/html,hi",),
    ),
    "links-empty": Case(WarningType.LINK, "links: not an http", options=(":links:",)),
    "links-empty-url": Case(
        WarningType.LINK, "links: not an http", options=(":links: Poster <>",), kept=("Poster",)
    ),
    "links-javascript": Case(
        WarningType.LINK, "links: .*javascript", options=(":links: Click <javascript:alert(1)>",),
        kept=("Click: javascript:alert(1)",),
    ),
    "links-data": Case(
        WarningType.LINK, "links: .*data", options=(":links: data:text/html,hi",),
        kept=("data:text/html,hi",),
    ),
    "links-ttp": Case(
        WarningType.LINK, "links: .*'ttp://x'", options=(":links: Site <ttp://x>",),
        kept=("Site: ttp://x",),
    ),
    "image-remote": Case(
        WarningType.LINK, "image: .*expected a local path",
        options=(":image: https://example.org/a.png",), kept=("https://example.org/a.png",),
    ),
    "image-without-scheme": Case(
        WarningType.LINK, "image: .*expected a local path",
        options=(":image: //example.org/a.png",), kept=("//example.org/a.png",),
    ),
    "image-data": Case(
        WarningType.LINK, "image: .*expected a local path", options=(":image: data:image/png,x",),
        kept=("data:image/png,x",),
    ),
    # formulas
    "formula-harmful": Case(
        WarningType.TEX, r"the formula '\\style\{x\}\{y\}' is shown as text: it holds",
        options=(r":summary: So $\style{x}{y}$ :math:`\style{x}{y}`",),
        kept=(r"\style{x}{y}",),
    ),
    # names
    "org-near-another": Case(
        WarningType.ORG, "unknown organisation 'Tencennt'; did you mean 'Tencent'",
        options=(":title: Harmony", ":org: Tencennt"), line=2, kept=("Tencennt",),
    ),
    "tag-not-allowed": Case(
        WarningType.TAG, "tag 'audio' is not one of video", options=(":tags: video, audio",),
        kept=("#audio", "#video"),
    ),
    "venue-not-allowed": Case(
        WarningType.VENUE, "venue 'ICML 2020' is not one of ICLR", options=(":venue: ICML 2020",),
        kept=("ICML 2020",),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Page:
    """A page with one mistake."""

    name: str
    text: str
    line: int
    case: Case


def _options(case: Case) -> tuple[str, ...]:
    has_title = any(option.startswith(":title:") for option in case.options)
    return case.options if has_title else (*case.options, ":title: Harmony")


def _pages_of(name: str, case: Case) -> Iterator[Page]:
    """Write a case in both languages; the review opens in line 6 and in line 4."""
    options = _options(case)
    opening = f":::{{paper}} {case.argument}"
    markdown = review_page(opening, *options, "", "Body words.", ":::")
    yield Page(f"pages/{name}-md.md", markdown, 6 + case.line, case)
    lines = ["Post", "====", "", f".. paper:: {case.argument}"]
    lines += [f"   {line}" for line in (*options, "", "Body words.")]
    yield Page(f"pages/{name}-rst.rst", "\n".join(lines) + "\n", 4 + case.line, case)


def _markdown(name: str, text: str, line: int, case: Case) -> Page:
    return Page(f"pages/{name}.md", text, line, case)


WHOLE_PAGES = [
    _markdown(
        "paper-twice",
        review_page(
            ":::{paper} 2511.21579", ":title: Harmony", "", "First.", ":::", "",
            ":::{paper} https://arxiv.org/pdf/2511.21579v2", ":title: Harmony again", "",
            "Body words.", ":::",
        ),
        12,
        Case(
            WarningType.DUPLICATE, "arxiv:2511.21579 is reviewed on this page already, in line 6",
            kept=("First.", "Harmony again"),
        ),
    ),
    _markdown(
        "note-closes-review",
        review_page(
            ":::{paper} 2511.21579", ":title: Harmony", "", "Body words.", "", ":::{note}",
            "Inside.", ":::", "", "After the note.", ":::",
        ),
        11,
        Case(WarningType.FENCE, "':::{note}' .*'::::{paper}'", kept=("Inside.", "After the note.")),
    ),
    _markdown(
        "arxiv-unquoted",
        "---\ndate: 2025-11-27\narxiv: 2511.20640\n---\n# Post\n\n"
        ":::{paper}\n:title: Harmony\n\nBody words.\n:::\n",
        3,
        Case(WarningType.FRONT_MATTER, "'arxiv: 2511.20640' .*2511.2064 .*quotes"),
    ),
    _markdown(
        "date-unreadable",
        "---\ndate: yesterday\n---\n# Post\n\n:::{paper}\n:title: Harmony\n\nBody words.\n:::\n",
        2,
        Case(WarningType.FRONT_MATTER, "'date: yesterday': expected a date"),
    ),
    _markdown(
        "another-title",
        review_page(":::{paper} 2401.00001", ":title: Harmony", "", "Body words.", ":::"),
        6,
        Case(WarningType.TITLE, "arxiv:2401.00001 is 'Harmony' here and 'Something new' in"),
    ),
    _markdown(
        "two-of-one-title",
        review_page(
            ":::{paper} 2511.21579", ":title: Harmony", "", "Body words.", ":::", "",
            ":::{paper}", ":title: Harmony", "", "Other words.", ":::", "",
            ":::{paper} 2511.20641", ":title: Third", "", "See {paper}`Harmony`.", ":::",
        ),
        21,
        Case(WarningType.AMBIGUOUS, "2 papers go by the name 'Harmony'"),
    ),
]  # fmt: skip

SILENT = {
    "pages/new-title.md": review_page(
        ":::{paper} 2401.00001", ":title: Something new", "", "Text.", ":::", date="2026-01-01"
    )
}
"""Pages without a mistake, which the others need."""

PAGES = {
    page.name: page
    for page in [
        *(page for name, case in CASES.items() for page in _pages_of(name, case)),
        *WHOLE_PAGES,
    ]
}
each_page = pytest.mark.parametrize("name", PAGES)


def _site(source: MakeSite, pages: dict[str, Page]) -> Site:
    texts = {page.name: page.text for page in pages.values()}
    return source({"index.md": INDEX, **SILENT, **texts}, CONF)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One site of all pages with a mistake."""
    folder = tmp_path_factory.mktemp("warnings") / "source"
    return _site(lambda pages, conf: Site(folder, pages, conf), PAGES)


@pytest.fixture(scope="module")
def html(site: Site) -> Built:
    return site.build("html")


@pytest.fixture(scope="module")
def text(site: Site) -> Built:
    return site.build("text")


def _docname(name: str) -> str:
    return name.rpartition(".")[0]


@each_page
def test_a_mistake_gives_one_typed_warning_with_its_place(name: str, html: Built) -> None:
    """Bad input gives exactly one warning, with the file, the line and a type."""
    page = PAGES[name]
    found = [line for line in html.warnings if f"/{name}" in line]
    assert len(found) == 1, found
    expected = rf".*/{re.escape(name)}:{page.line}: WARNING: .*{page.case.message}.*"
    assert re.fullmatch(rf"{expected} \[paper\.{page.case.kind.value}\]", found[0]), found[0]


def test_no_warning_is_without_a_page(html: Built, text: Built) -> None:
    """Every warning belongs to a page, and every builder finds the same ones."""
    assert len(html.warnings) == len(PAGES)
    assert text.warnings == html.warnings


@each_page
def test_nothing_typed_is_lost(name: str, html: Built, text: Built) -> None:
    """What could not be understood, the title and the text all stand on the page."""
    expected = ("Harmony", "Body words.", *PAGES[name].case.kept)
    in_html = " ".join(html.texts("[role=main]", _docname(name)))
    in_text = " ".join(text.text(f"{_docname(name)}.txt").split())
    for typed in expected:
        assert typed in in_html
        assert typed in in_text


@each_page
def test_a_mistake_never_becomes_a_dangerous_link(name: str, html: Built) -> None:
    """Only http, https and addresses within the site are ever links or pictures."""
    page = html.page(_docname(name))
    addresses = [str(tag[key]) for key in ("href", "src") for tag in page.select(f"body [{key}]")]
    assert addresses
    schemes = {address.partition(":")[0] for address in addresses if ":" in address}
    assert schemes <= {"https"}, schemes
    assert not [str(tag) for tag in page.select("img")]


@each_page
def test_a_page_with_a_mistake_still_has_its_review(name: str, html: Built) -> None:
    """The build goes on, and the library holds the review."""
    reviews = [review for review in html.reviews if review.docname == _docname(name)]
    assert reviews[0].title == "Harmony"
    assert html.select(f"section.paper-review[id='{reviews[0].anchor}']", _docname(name))


@pytest.mark.parametrize("kind", sorted({page.case.kind for page in PAGES.values()}, key=str))
def test_each_type_can_be_suppressed(make_site: MakeSite, kind: WarningType) -> None:
    """``suppress_warnings`` takes ``paper.<type>``, and then the pages build silently."""
    pages = {name: page for name, page in PAGES.items() if page.case.kind == kind}
    built = _site(make_site, pages).build("dummy", suppress_warnings=[f"paper.{kind.value}"])
    assert built.warnings == ()


def test_a_page_of_papers_becomes_a_plain_link(html: Built) -> None:
    """``/papers/trending`` is no paper: it gives no id and no generated links, only itself."""
    docname = "pages/page-of-papers-md"
    (review,) = [review for review in html.reviews if review.docname == docname]
    assert review.paper.ids == ()
    (link,) = html.select("a.paper-link", docname)
    assert link["href"] == "https://huggingface.co/papers/trending"


def test_the_second_review_of_a_paper_has_an_anchor_of_its_own(html: Built) -> None:
    """Two reviews of one paper on a page keep different anchors: ``…-2``."""
    anchors = [review.anchor for review in html.reviews if review.docname == "pages/paper-twice"]
    assert anchors == ["arxiv-2511-21579", "arxiv-2511-21579-2"]


def test_an_unquoted_id_is_read_as_typed(html: Built) -> None:
    """``arxiv: 2511.20640`` keeps its last zero, though YAML drops it."""
    (review,) = [review for review in html.reviews if review.docname == "pages/arxiv-unquoted"]
    assert str(review.paper.ids[0]) == "arxiv:2511.20640"


# Mistakes of a whole site --------------------------------------------------------------------

REVIEW = review_page(
    ":::{paper} 2511.21579", ":title: Harmony", ":org: Tencent", "", "Text.", ":::"
)

SITES = {
    "config": ("paperreview_sources = 'arxiv'\n", {}, r"conf\.py:2: WARNING: .*expected a list"),
    "page": (
        "",
        {"papers/org/tencent.md": "---\norphan: true\n---\n\n# Somebody's own page\n"},
        r"tencent\.md: WARNING: .*in the place of a generated one \('papers/org/tencent'\)",
    ),
    "math": (
        'paperreview_math = "mathml"\n',
        {"other.md": "---\norphan: true\n---\n\nA formula: {math}`\\unknown{x}`.\n"},
        r"other\.md:5: WARNING: the formula '\\unknown\{x\}' is shown as TeX: Unknown command",
    ),
    "orgs_file": (
        "",
        {"orgs.toml": "[tencent\n"},
        r"orgs\.toml:1: WARNING: not valid TOML: .*line 1",
    ),
    "metadata": (
        "",
        {"papers.json": '{"version": 1,\n"papers": [}'},
        r"papers\.json:2: WARNING: no JSON",
    ),
    "metadata_conflict": (
        "paperreview_metadata = ['a.bib', 'b.bib']\n",
        {
            "a.bib": "@misc{a, eprint={2511.21579}, archiveprefix={arXiv}, year={2025}}\n",
            "b.bib": "@misc{b, eprint={2511.21579}, archiveprefix={arXiv}, year={2021}}\n",
        },
        r"a\.bib:+ WARNING: a\.bib and b\.bib disagree",
    ),
    "related": (
        "",
        {"related.json": '{"version": 1,\n"papers": [}'},
        r"related\.json:2: WARNING: no JSON: .* \(sphinx-paperreview relate writes this file\)",
    ),
}


@pytest.mark.parametrize("kind", SITES)
def test_a_mistake_of_the_site_gives_one_typed_warning(make_site: MakeSite, kind: str) -> None:
    """A wrong configuration warns once, builds the pages, and can be silenced."""
    conf, files, message = SITES[kind]
    site = make_site({"index.md": REVIEW, **files}, conf)
    built = site.build("html")
    (found,) = built.warnings
    assert re.fullmatch(rf"(.*/)?{message}.* \[paper\.{kind}\]", found)
    assert built.texts(".paper-review .paper-org") == ["Tencent"]
    silent = site.build("text", suppress_warnings=[f"paper.{kind}"])
    assert silent.warnings == ()


def test_every_type_is_tested() -> None:
    """Each member of the enum is raised by a test: of this file, or of the one that is named."""
    tested = {page.case.kind for page in PAGES.values()} | {
        WarningType[kind.upper()] for kind in SITES
    }
    by_changed_versions = {WarningType.INTERNALS}  # in test_sphinx_internals.py
    assert tested | by_changed_versions == set(WarningType)


TWICE = """
from docutils.parsers.rst import Directive
class Twice(Directive):
    has_content = True
    def run(self):
        from docutils import nodes
        for box in (nodes.container(), nodes.container()):
            self.state.nested_parse(self.content, self.content_offset, box)
        return [box]
def setup(app):
    app.add_directive("twice", Twice)
"""
"""What sphinx-tabs does in other outputs than HTML: it reads a text twice, and shows it once."""


def test_what_is_read_twice_and_shown_once_is_one_review(make_site: MakeSite) -> None:
    page = "# Post\n\n````{twice}\n:::{paper} 2511.21579\n:title: One\n:::\n````\n"
    built = make_site({"index.md": page}, TWICE).build()
    assert built.warnings == ()
    assert [review.title for review in built.reviews] == ["One"]
