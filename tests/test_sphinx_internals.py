"""Private parts of Sphinx, docutils and MyST-Parser: that they are there, and what is without them.

A part that a new version has changed fails here, by its name; a site goes on with one warning.
"""

from __future__ import annotations

import ast
import inspect
import json
import logging
import os
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.cli.journal import read_all
from sphinx_paperreview.rendering import search as rendered_search
from sphinx_paperreview.sphinx_internals import (
    Part,
    epub,
    html,
    inventories,
    log,
    myst,
    rst,
    search,
)
from tests.conftest import MakeSite
from tests.site import Built, Site

TITLE = ':title: A <img alt="word" src="x.png"> of $x$'

MARKDOWN = f"""# Post

[](#arxiv-2511-00001-method)

:::{{paper}} 2511.00001
{TITLE}
:tags: video

### Method

How.
:::

## Method

The page's **own 확산**은.
"""

SITE = {"index.md": MARKDOWN}

RST = """Post
====

.. paper:: 2511.00001
   :title: A ``literal

   Method
   ------

   How.

Method
------

The page's own.
"""


@dataclass(frozen=True)
class Case:
    """A part, and what shows that it does its work."""

    lost: tuple[object, str, object]
    """What takes the part away: a module of ours, and what to set there."""
    works: Callable[[Built], bool] | None = None
    """Whether the output shows what the part gives; None where it but takes less time."""
    conf: str = ""
    builder: str = "html"
    builds: int = 1
    """Of which the last is looked at: some parts matter to later builds only."""
    left: Callable[[Built], bool] = lambda _built: True
    """Whether a page without the part is right in what it still shows."""


def _title(built: Built) -> str:
    return built.texts(".paper-review h2, .paper-review h3")[0]


def _ids(built: Built) -> list[str]:
    return [str(tag["id"]) for tag in built.select("section[id]")]


def _own_heading(built: Built) -> str:
    return [str(tag["id"]) for tag in built.select("section[id]")][-1]


def _has_contents(built: Built) -> bool:
    """Whether a generated page is there, with its listing and the tables of contents around it."""
    links = built.select("a", "papers/tag/video")
    return {"../../index.html", "../../index.html#arxiv-2511-00001"} <= {
        str(link.get("href")) for link in links
    }


def _has_index(built: Built) -> bool:
    return "#video" not in built.texts("a", "paper-tags") and bool(built.select("a", "paper-tags"))


CASES = {
    Part.RENDERER: Case(
        lost=(myst, "_RENDERER", "_gone"),
        works=lambda built: "<img alt=" in _title(built),
        conf='myst_enable_extensions = ["html_image"]\n',
        left=lambda built: "<img" not in str(built.select(".paper-review h2")[0]),
    ),
    Part.SLUGS: Case(
        lost=(myst, "_HEADING_SLUGS", "_gone"),
        works=lambda built: built.texts("p > a.reference")[0] == "Method",
        left=lambda built: "arxiv-2511-00001-method" in _ids(built),
    ),
    Part.CONFIG: Case(
        lost=(myst, "_CONFIG", "_gone"),
        works=lambda built: len(built.reviews) == 1,
        left=lambda built: ":::{paper}" in built.page().get_text(),
    ),
    Part.HEADINGS: Case(
        lost=(rst, "_NOTE", "_gone"),
        works=lambda built: _own_heading(built) == "method",
        left=lambda built: len(built.texts(".paper-review h3")) == 1,
    ),
    Part.TOCTREE: Case(lost=(html, "_TOCTREE", "_gone"), left=_has_contents),
    Part.PAGE_STATE: Case(
        lost=(html, "_PAGE_STATE", ("gone", "fignumbers", "imgpath", "current_docname")),
        left=_has_contents,
    ),
    Part.EQUATIONS: Case(lost=(html, "_EQUATIONS", "gone"), left=_has_contents),
    Part.INDICES: Case(lost=(html, "_INDICES", "gone"), left=_has_index),
    Part.DIGEST: Case(lost=(html, "_DIGEST", "gone"), left=_has_contents),
    Part.TEMPLATES: Case(lost=(html, "_NEWEST_TEMPLATE", "gone"), builds=2, left=_has_contents),
    Part.SEARCH_TITLES: Case(
        lost=(search, "_TITLES", "gone"),
        works=lambda built: "A &lt;img" in built.text("searchindex.js"),
        left=lambda built: "A <img" not in built.text("searchindex.js"),
    ),
    Part.SEARCH_PAGES: Case(
        lost=(search, "_PRUNE", "gone"),
        works=lambda built: "papers/tag/video" in built.text("searchindex.js"),
        left=_has_contents,
    ),
    Part.SEARCH_WORDS: Case(
        lost=(search, "_FEED", "gone"),
        works=lambda built: json.dumps("확산은") in built.text("searchindex.js"),
        left=lambda built: json.dumps("확산") in built.text("searchindex.js"),
    ),
    Part.MANIFEST: Case(
        lost=(epub, "_PAGE", re.compile("(?P<start>gone)(?P<href>)")),
        works=lambda built: 'properties="mathml"' in built.text("content.opf"),
        conf='paperreview_math = "mathml"\n',
        builder="epub",
        left=lambda built: "index.xhtml" in built.text("content.opf"),
    ),
    Part.INVENTORIES: Case(
        lost=(inventories, "_LOADED", "gone"),
        conf="""extensions += ["sphinx.ext.intersphinx"]
intersphinx_mapping = {"other": ("https://other.example/", "missing.inv")}
""",
        left=_has_contents,
    ),
}
"""Each part; a test demands that none is missing."""


def test_each_part_has_a_case() -> None:
    assert set(CASES) == set(Part) - {Part.WARNINGS}  # for which there is a test below


@pytest.fixture(autouse=True)
def as_in_sphinx_8(monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape the titles in the search, as for versions that take them for HTML."""
    monkeypatch.setattr(rendered_search, "TITLES_ARE_HTML", True)


def _built(make_site: MakeSite, case: Case) -> Built:
    site = make_site(SITE, case.conf)
    for number in range(1, case.builds):
        site.build(case.builder, nitpicky=False)
        site.write("index.md", MARKDOWN + f"\nEdit {number}.\n")
    return site.build(case.builder, nitpicky=False)


def _lost(built: Built) -> list[str]:
    return [warning for warning in built.warnings if "[paper.internals]" in warning]


each_part = pytest.mark.parametrize("part", CASES, ids=lambda part: part.name)


@each_part
def test_the_installed_versions_have_the_part(make_site: MakeSite, part: Part) -> None:
    built = _built(make_site, CASES[part])
    message = f"{part.value} has changed; without it {part.meaning}: mend sphinx_internals"
    assert _lost(built) == [], message
    works = CASES[part].works
    assert works is None or works(built), message


@each_part
def test_without_the_part_a_build_says_so_once_and_does_less(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, part: Part
) -> None:
    case = CASES[part]
    owner, name, value = case.lost
    monkeypatch.setattr(owner, name, value)
    built = _built(make_site, case)
    (warning,) = _lost(built)
    assert part.value in warning
    assert part.meaning in warning
    assert case.works is None or not case.works(built)
    assert case.left(built)


@pytest.mark.parametrize("page", [{"index.md": MARKDOWN}, {"index.rst": RST}], ids=["md", "rst"])
def test_headings_that_parsers_register_in_another_way_are_noticed(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, page: Mapping[str, str]
) -> None:
    """The method may stay, and nobody ask it."""
    monkeypatch.setattr(rst, "_NOTE", "note_refid")
    built = make_site(page).build(nitpicky=False)
    (warning,) = _lost(built)
    assert Part.HEADINGS.value in warning


def test_a_heading_taken_is_no_loss_where_reviews_stand_in_reviews(make_site: MakeSite) -> None:
    inner = ":::{paper} 2511.00002\n:title: Inner\n\n### Method\n\nIn.\n:::\n"
    outer = "# Post\n\n::::{paper} 2511.00001\n:title: Outer\n\n### Method\n\n" + inner + "::::\n"
    built = make_site({"index.md": outer}).build()
    assert built.warnings == ()


def test_a_parse_that_is_quiet_leaves_the_page_its_own_reporter(make_site: MakeSite) -> None:
    """What is wrong in an option is text; what is wrong behind it is said."""
    site: Site = make_site({"index.rst": RST + "\nA ``literal without end.\n"})
    built = site.build()
    assert built.texts(".paper-review h2") == ["A ``literal¶"]
    (warning,) = built.warnings
    assert ":17: WARNING: Inline literal start-string without end-string" in warning


@pytest.mark.parametrize("is_there", [True, False])
def test_check_lists_warnings_with_and_without_a_handler(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    conf = """import sphinx.util.logging
sphinx.util.logging.getLogger("conf").warning("said by conf.py")
"""
    site = make_site({"index.md": MARKDOWN.replace("video", "video\n:rating: 9")}, conf)
    if not is_there:
        monkeypatch.setattr(log, "WarningStreamHandler", logging.NullHandler)
    found = read_all(site.source, "html").warnings
    path = str(site.source / "index.md")
    early, *places, last = [(one.path, one.line, one.kind) for one in found]
    assert early == ("", 0, "")
    assert found[0].message == "said by conf.py"
    if is_there:
        assert (places, last) == ([], (path, 8, "paper.value")), f"{Part.WARNINGS.value}: changed"
    else:
        assert (places, last) == ([("", 0, "")], ("", 0, ""))
        assert Part.WARNINGS.meaning in found[1].message
        assert f"{path}:8: WARNING: rating: '9'" in found[2].message


def test_an_index_stays_where_nobody_chooses_which_are_written(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An earlier build has noted it as ours; this one does not, and leaves it."""
    site = make_site(SITE)
    assert site.build(nitpicky=False).select("a", "paper-tags")
    monkeypatch.setattr(html, "_INDICES", "gone")
    site.write("index.md", MARKDOWN.replace("How.", "How and why."))
    assert site.build(nitpicky=False).select("a", "paper-tags")


def test_without_digests_each_build_writes_all_pages(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({**SITE, "other.md": "---\norphan: true\n---\n# Other\n"})
    site.build(nitpicky=False)
    monkeypatch.setattr(html, "_DIGEST", "gone")
    site.build(nitpicky=False)
    page = site.build(nitpicky=False).out / "other.html"
    os.utime(page, (1, 1))
    site.build(nitpicky=False)
    assert page.stat().st_mtime > 1


def test_the_builder_sets_for_each_page_what_we_set(make_site: MakeSite) -> None:
    """And paths of downloads, which no generated page has."""
    source = ast.parse(textwrap.dedent(inspect.getsource(StandaloneHTMLBuilder.write_doc)))
    assigned = (node.targets[0] for node in ast.walk(source) if isinstance(node, ast.Assign))
    names = {
        target.attr
        for target in assigned
        if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "self"
    }
    assert names == {*html._PAGE_STATE, "dlpath"}, f"{Part.PAGE_STATE.value} has changed"


def test_indices_are_whole_again_after_a_failure(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks at the builder of a build that died finds all its indices."""
    builders: list[StandaloneHTMLBuilder] = []

    def fail(self: StandaloneHTMLBuilder) -> None:
        builders.append(self)
        message = "as the test asks"
        raise ValueError(message)

    site = make_site(SITE)
    site.build(nitpicky=False)
    monkeypatch.setattr(StandaloneHTMLBuilder, "write_domain_indices", fail)
    site.write("index.md", MARKDOWN.replace("How.", "How and why."))
    with pytest.raises(Exception, match="as the test asks"):
        site.build(nitpicky=False)
    assert "paper-papers" in [name for name, *_rest in builders[0].domain_indices]


def test_pages_find_slugs_on_each_other_where_we_add_ours(make_site: MakeSite) -> None:
    """On pages of reST, too, for which MyST keeps none itself."""
    links = "[](index.md#arxiv-2511-00001-method)\n\n[](other.rst#arxiv-2511-00002)\n"
    other = "Other\n=====\n\n.. paper:: 2511.00002\n   :title: In reST\n"
    site = make_site({**SITE, "links.md": f"# Links\n\n{links}", "other.rst": other})
    built = site.build(nitpicky=False)
    message = f"{Part.SLUGS.value}, kept in BuildEnvironment.metadata, has changed"
    assert built.texts("section > p > a", "links") == ["Method", "In reST"], message


SEARCH_CALLS = (
    "performTermsSearch: (searchTerms, excludedTerms) => {",
    "Search.performTermsSearch(searchTerms, excludedTerms)",
    "  query: (query) => {",
    "Search.query(query)",
    "const terms = Search._index.terms;",
    "const titleTerms = Search._index.titleterms;",
    "const docNames = Search._index.docnames;",
    'results.push([ docNames[file], titles[file], "", null, score,',
    "title: 15, partialTitle: 7,",
    "term: 5, partialTerm: 2,",
    "// as search terms with length < 3 are discarded",
)
"""What `paperreview-search.js` builds on, as `searchtools.js` has it."""


@pytest.mark.parametrize("call", SEARCH_CALLS)
def test_the_search_has_the_functions_that_our_script_wraps(call: str) -> None:
    """The script looks at what they do, too, and leaves alone what it does not know."""
    path = Path(sphinx.__file__).parent / "themes/basic/static/searchtools.js"
    text = re.sub(r"//( query found| and).*", "", path.read_text(encoding="utf-8"))
    found = " ".join(call.split()) in " ".join(text.split())
    assert found, f"{call!r} has changed: see tests/browser/test_search_parts.py"
