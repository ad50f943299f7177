"""The documentation: nothing is left out of it, and all that it shows works."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from bs4 import Tag
from house import SHARED

from sphinx_paperreview.authoring import chart, listing, mentions, overview, posts, reading
from sphinx_paperreview.collecting.indices import INDICES
from sphinx_paperreview.config import PREFIX, Settings
from sphinx_paperreview.core import query
from sphinx_paperreview.core.fields import FIELD
from sphinx_paperreview.core.identifiers import SCHEMES
from sphinx_paperreview.core.orgs import builtin_orgs
from sphinx_paperreview.core.sources import builtin_kinds, builtin_sources
from sphinx_paperreview.importers.dialects import DIALECTS
from sphinx_paperreview.messages import WarningType
from tests.conftest import MakeSite
from tests.feeds import addresses, faults, read
from tests.library import papers_schema
from tests.links import dead_addresses
from tests.site import Built, Site, build

DOCS = Path(__file__).parents[1] / "docs"
EXAMPLES = DOCS / "examples"
PACKAGE = DOCS.parent / "sphinx_paperreview"
PAGES = [path for path in DOCS.rglob("*.md") if EXAMPLES not in path.parents]

ROOT = "https://docs.example/demo/"
"""Where the documentation stands, as far as its feeds know."""

SHOWN = re.compile(
    r"^```\{(?:example|literalinclude)\} (?:(?:\.\./)*examples/)?(\S+)$", re.MULTILINE
)


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The documentation as HTML, built as ``sphinx-build -n`` does."""
    out = tmp_path_factory.mktemp("docs") / "html"
    told = {"nitpicky": True, "paperreview_base_url": ROOT}
    return build(DOCS, out, "html", overrides=told)


def test_the_documentation_builds_without_a_warning(docs: Built) -> None:
    assert docs.warnings == ()


def test_its_feeds_are_right_and_lead_to_what_is_there(docs: Built) -> None:
    """Every address in every entry is whole, and each of ours is that of a file and an anchor."""
    feeds = {path.relative_to(docs.out).as_posix(): path for path in docs.out.rglob("*.xml")}
    assert {"feed.xml", "digest.xml", "papers/org/google.xml"} <= feeds.keys()
    ours = 0
    for name, path in feeds.items():
        text = path.read_text("utf-8")
        assert faults(text) == [], name
        assert read(text).entries, name
        found = addresses(text)
        assert dead_addresses(docs, ROOT, found) == [], name
        ours += sum(address.startswith(ROOT) for address in found)
    # Many: a feed that tells nothing leads nowhere wrong.
    assert ours > 500


def test_tables_can_be_read_as_plain_text(make_site: MakeSite) -> None:
    """A column holds some words in a line, and no single letters."""
    conf = f"import sys\nsys.path.insert(0, {str(DOCS / '_ext')!r})\nextensions += ['reference']\n"
    page = "# Options\n\n```{reference} list-options\n```\n"
    text = make_site({"index.md": page}, conf).build("text").text("index.txt")
    assert "organisations by any of" in text


# Complete -------------------------------------------------------------------------------------


def _cells(docs: Built, page: str, table: str, column: int) -> list[str]:
    return docs.texts(f"table.docs-{table} tbody td:nth-child({column})", page)


@pytest.mark.parametrize(
    ("page", "options"),
    [
        ("directive", reading.OPTIONS),
        ("listing", listing.OPTIONS),
        ("posts", posts.OPTIONS),
        ("pages", overview.OPTIONS),
        ("mentions", mentions.OPTIONS),
        ("charts", chart.OPTIONS),
    ],
)
def test_every_option_is_explained_and_has_an_example(
    docs: Built, page: str, options: Iterable[str]
) -> None:
    page = f"reference/{page}"
    assert _cells(docs, page, "options", 1) == list(options)
    assert all(_cells(docs, page, "options", 2))
    examples = _cells(docs, page, "options", 3)
    for option, example in zip(options, examples, strict=True):
        assert example.startswith(f":{option}:"), option


def test_every_way_to_ask_for_a_field_is_listed(docs: Built) -> None:
    """What listings take as conditions, groups, orders and columns, and the menus of filters."""
    shown = [set(filter(None, _cells(docs, "reference/listing", "fields", n))) for n in range(1, 6)]
    menus = {FIELD[key].label for key in query.FACET_KEYS}
    keys = (query.CONDITION_KEYS, query.GROUP_KEYS, query.SORT_KEYS, query.COLUMNS, menus)
    assert shown == list(map(set, keys))


def test_every_configuration_value_is_explained(docs: Built) -> None:
    """Each stands with its default, its meaning, and what a change of it rebuilds."""
    values = docs.select("dl.confval", "reference/configuration")
    names = [PREFIX + field.name for field in dataclasses.fields(Settings)]
    assert [_text(value.select_one("dt .descname")) for value in values] == names
    for field, value in zip(dataclasses.fields(Settings), values, strict=True):
        assert _text(value.select_one("dl.field-list code")) == _plain(
            repr(field.metadata["default"])
        )
        meaning, rebuild = value.select(":scope > dd > p")
        assert _text(meaning)
        assert "page again" in _text(rebuild)


def test_every_warning_is_explained(docs: Built) -> None:
    """Each has its type, its meaning, and an anchor that other pages link to."""
    listed = "dl.docs-warnings >"
    types = [f"paper.{kind.value}" for kind in WarningType]
    assert docs.texts(f"{listed} dt code", "reference/warnings") == types
    assert all(docs.texts(f"{listed} dd", "reference/warnings"))
    anchors = [tag["id"] for tag in docs.select(f"{listed} dt", "reference/warnings")]
    assert anchors == [f"warning-{kind.value}" for kind in WarningType]


def test_every_scheme_is_explained(docs: Built) -> None:
    """Each has its name, an id in it, and forms in which people write that id."""
    terms = docs.select("dl.docs-schemes > dt", "reference/ids")
    assert [_text(term.select_one("code")) for term in terms] == list(SCHEMES)
    definitions = docs.select("dl.docs-schemes > dd", "reference/ids")
    for scheme, definition in zip(SCHEMES, definitions, strict=True):
        assert _text(definition.select_one("p > code")).startswith(f"{scheme}:")
        assert definition.select("li code")


def test_every_source_is_listed(docs: Built) -> None:
    sources = builtin_sources()
    assert _cells(docs, "reference/ids", "sources", 1) == [source.key for source in sources]
    assert _cells(docs, "reference/ids", "sources", 2) == [source.label for source in sources]
    urls = {
        _text(tag)
        for tag in docs.select("table.docs-sources td:nth-child(4) code", "reference/ids")
    }
    assert urls == {url for source in sources for url in source.urls.values()}


def test_every_kind_of_link_is_listed(docs: Built) -> None:
    kinds = [kind for kind in builtin_kinds().values() if kind.key in reading.RESOURCES]
    assert _cells(docs, "reference/directive", "kinds", 1) == [kind.key for kind in kinds]
    assert _cells(docs, "reference/directive", "kinds", 2) == [kind.label for kind in kinds]


def test_every_organisation_is_listed(docs: Built) -> None:
    orgs = list(builtin_orgs())
    assert docs.texts("table.docs-orgs .paper-org", "reference/orgs") == [org.name for org in orgs]
    assert _cells(docs, "reference/orgs", "orgs", 2) == [org.key for org in orgs]


def test_every_dialect_is_explained() -> None:
    page = (DOCS / "reference" / "importing.md").read_text(encoding="utf-8")
    dialects = page.partition("\n## Dialects\n")[2].partition("\n## ")[0]
    assert re.findall(r"^- `(\w+)`: ", dialects, re.MULTILINE) == list(DIALECTS)


def test_every_index_is_listed_and_leads_to_its_page(docs: Built) -> None:
    names = [f"paper-{index.name}" for index in INDICES]
    assert _cells(docs, "reference/roles", "indices", 1) == names
    links = docs.select("table.docs-indices td:nth-child(2) a", "reference/roles")
    assert [link["href"] for link in links] == [f"../{name}.html" for name in names]


def _text(tag: Tag | None) -> str:
    assert tag is not None
    return _plain(tag.get_text())


def _plain(text: str) -> str:
    return " ".join(text.split())


# Examples -------------------------------------------------------------------------------------


def _example_names() -> list[str]:
    return sorted(path.name for path in EXAMPLES.glob("*.*") if path.suffix in {".md", ".rst"})


def _shown() -> set[str]:
    return {name for page in PAGES for name in SHOWN.findall(page.read_text(encoding="utf-8"))}


def test_every_example_is_shown() -> None:
    """No file lies about that no page shows, and no page shows what is not tested."""
    files = {
        path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.rglob("*") if path.is_file()
    }
    assert _shown() == files


POST = "---\norphan: true\n---\n\n# Post\n\n:::{paper}\n:title: Any paper\n:::\n"


def _build_alone(make_site: MakeSite, name: str) -> tuple[Built, str]:
    """Build an example beside one post, and the pictures of the journal.

    What files say of papers is known to it as it is to the pages of the documentation."""
    pages = {f"examples/{name}": (EXAMPLES / name).read_bytes(), "journal/post.md": POST}
    known = {
        f"examples/metadata/{path.name}": path.read_bytes()
        for path in sorted(EXAMPLES.joinpath("metadata").iterdir())
    }
    site: Site = make_site(pages | known, f"paperreview_metadata = {list(known)}\n")
    shutil.copytree(DOCS / "journal/img", site.source / "journal/img")
    docname = f"examples/{name.partition('.')[0]}"
    return site.build(root_doc=docname), docname


@pytest.mark.parametrize("name", _example_names())
def test_every_example_builds_by_itself(make_site: MakeSite, name: str) -> None:
    """Without a warning, and with something of ours on it."""
    built, docname = _build_alone(make_site, name)
    assert built.warnings == ()
    names = ("review", "card", "org", "list", "table", "posts", "empty")
    drawn = ", ".join(f".paper-{name}" for name in names)
    assert built.select(drawn, docname)


TITLES = ".paper-review > :is(h1, h2, h3, h4, h5), .paper-card > .paper-title"


@pytest.mark.parametrize("name", _example_names())
def test_a_result_is_what_the_example_gives(docs: Built, make_site: MakeSite, name: str) -> None:
    """Beside each example stand the reviews that it has when it is built by itself."""
    alone, docname = _build_alone(make_site, name)
    texts = [(page, page.read_text(encoding="utf-8")) for page in PAGES]
    shown_on = next(page for page, text in texts if f"{{example}} {name}\n" in text)
    page = shown_on.relative_to(DOCS).with_suffix("").as_posix()
    results = docs.select(".docs-result", page)
    found = [[_text(tag) for tag in result.select(TITLES)] for result in results]
    assert alone.texts(TITLES, docname) in found


def test_no_example_stands_in_a_listing_or_an_index(docs: Built) -> None:
    examples = [review for review in docs.reviews if not review.docname.startswith("journal/")]
    assert len(examples) > 10
    assert not any(review.indexed for review in examples)


def test_the_example_of_orgs_is_valid(make_site: MakeSite) -> None:
    """The file that the page on organisations shows is read without a warning."""
    page = ":::{paper} 2511.21579\n:title: T\n:org: 등대 연구소; z.ai\n\nText.\n:::\n"
    orgs = (EXAMPLES / "orgs.toml").read_bytes()
    logo = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    site = make_site({"index.md": page, "orgs.toml": orgs, "img/lighthouse.svg": logo})
    built = site.build()
    assert built.warnings == ()
    assert built.texts(".paper-org") == ["Lighthouse Lab", "Z.ai"]


def test_the_files_of_metadata_make_a_whole_card(make_site: MakeSite) -> None:
    """Together they fill all that the example leaves out; our own one is what the schema says."""
    files = {name: (EXAMPLES / "metadata" / name).read_bytes() for name in METADATA}
    page = (EXAMPLES / "known.md").read_text(encoding="utf-8")
    site = make_site(
        {"index.md": f"# Page\n\n{page}\n\n{{paper}}`ronneberger2015`\n", **files},
        f"paperreview_metadata = {list(METADATA)}\n",
    )
    built = site.build()
    assert built.warnings == ()
    paper = built.reviews[0].paper
    assert built.reviews[0].title.startswith("U-Net: ")
    assert (paper.venue, paper.orgs) == ("MICCAI 2015", ("University of Freiburg",))
    assert (len(paper.authors), [link.kind for link in paper.links]) == (3, ["project"])
    papers_schema().validate(json.loads(files["papers.json"]))


METADATA = ("library.bib", "papers.json")


def _conf_examples() -> list[str]:
    text = (DOCS / "reference/configuration.md").read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_examples_of_the_configuration_work(make_site: MakeSite) -> None:
    page = ":::{paper} 2511.21579\n:title: T\n\nText.\n:::\n"
    site = make_site({"index.md": page})
    site.write("conf.py", "".join(_conf_examples()))
    built = site.build()
    assert built.warnings == ()
    assert built.texts(".paper-link") == ["arXiv", "PDF", "Google Scholar"]


# The map --------------------------------------------------------------------------------------


def test_the_map_shows_every_part_of_the_package_with_all_its_modules(docs: Built) -> None:
    parts = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    parts -= {*SHARED}  # all of them are one box
    drawn = docs.texts("svg.docs-floors .docs-floor", "explanation/architecture")
    assert parts <= set(drawn)
    counts = docs.texts("table.docs-parts tbody td:nth-child(3)", "explanation/architecture")
    handing_over = {PACKAGE / "__init__.py", PACKAGE / "__main__.py"}
    assert sum(map(int, counts)) == len({*PACKAGE.rglob("*.py")} - handing_over)


MAPS = [DOCS.parent / "CONTRIBUTING.md", DOCS / "explanation" / "architecture.md"]


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_the_map_names_only_what_there_is(path: Path) -> None:
    named = re.findall(r"`((?:[\w.]+/)+[\w.]*|\w+\.py)`", path.read_text(encoding="utf-8"))
    assert named
    there = {*DOCS.parent.rglob("*.py")}
    missing = [
        name
        for name in named
        if not (DOCS.parent / name).exists()
        and not (PACKAGE / name).exists()
        and not any(found.name == name for found in there)
    ]
    assert missing == ["tests/cases/zola/"] * (path.name == "CONTRIBUTING.md")
