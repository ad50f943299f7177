"""The domain: objects for search and for other sites, and references between two sites."""

from __future__ import annotations

import json
import posixpath
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from sphinx.util.inventory import InventoryFile

from tests.conftest import MakeSite
from tests.site import Built, Site, build, review_page

DOCS = Path(__file__).parents[2] / "docs"

NASTY_TITLES = {
    "2511.00001": "GPT-4.1 vs. Llama 3.2: v1.0",
    "2511.00002": "\"Why Should I Trust You?\" Isn't 'it'",
    "2511.00003": "a < b & c > d <script>alert(1)</script>",
    "2511.00004": "방법: 확산 모델",
    "2511.00005": "$O(n^2)$ *is* `all` 🎉",
    "openreview:_VjQlMeSB_J": "Capitals",
    "10.1002/(SICI)1097-0258(1)2": "A DOI with brackets",
    "https://example.org/a%20b?c=d&e=f": "A page",
}
NO_IDS = ["Harmony", "방법", "...", "Untitled. No. Id", "paper", "🎉"]
ORGS = [
    "Kim & Sons", "한빛 연구소", "a b  c", "A.B.", "AT&copy", "100% <b>", 'The "Lab"', "50%25",
    "A/B",
]  # fmt: skip
TAGS = ["a/b", "c#", "100%", "🎉", "a b", "x.y", "<i>", "한글 태그"]

CONF = """\
project = author = copyright = version = "Nasty"
paperreview_unknown_orgs = "ignore"
"""

BuildSite = Callable[[str, str], Built]


def _nasty_pages() -> dict[str, str]:
    with_ids = [
        line
        for number, (paper_id, title) in enumerate(NASTY_TITLES.items())
        for line in (f":::{{paper}} {paper_id}", f":title: {title}",
                     f":org: {ORGS[number]}", f":tags: {TAGS[number]};", "", "Text.", ":::", "")
    ]  # fmt: skip
    without = [
        line
        for title in NO_IDS
        for line in (":::{paper}", f":title: {title}", f":org: {ORGS[-1]};", "", "Text.", ":::", "")
    ]
    return {
        "index.md": "# Index\n\n```{toctree}\nposts/a-b\nposts/c.d\n```\n",
        "posts/a-b.md": review_page(*with_ids, *without, date="2025-11-26"),
        "posts/c.d.md": review_page(*without, *with_ids[:8], title="# Two. Dots"),
    }


@pytest.fixture(scope="module")
def build_site(tmp_path_factory: pytest.TempPathFactory) -> BuildSite:
    """Build the demo journal or a nasty site, once for each builder."""
    folder = tmp_path_factory.mktemp("domain")
    nasty = Site(folder / "nasty", _nasty_pages(), conf=CONF)
    done: dict[tuple[str, str], Built] = {}

    def run(name: str, builder: str) -> Built:
        key = name, builder
        if key not in done:
            source = DOCS if name == "docs" else nasty.source
            out = folder / f"{name}-{builder}"
            done[key] = build(source, out, builder, overrides={"nitpicky": True})
        return done[key]

    return run


def _inventory(built: Built) -> dict[str, dict[str, tuple[str, str]]]:
    """Read objects.inv: type → name → address, text."""
    raw = InventoryFile.loads((built.out / "objects.inv").read_bytes(), uri="")
    return {
        kind: {name: (item.uri, item.display_name) for name, item in items.items()}
        for kind, items in raw.data.items()
    }


def _stands(built: Built, uri: str) -> bool:
    """Whether a page has the anchor of an address, as a browser looks for it."""
    path, _, anchor = uri.partition("#")
    name = unquote(path)
    name = posixpath.join(name, "index.html") if name.endswith("/") or not name else name
    ids = _ids(built.out / name)
    return not anchor or anchor in ids or unquote(anchor) in ids


_KNOWN: dict[Path, set[str]] = {}


def _ids(path: Path) -> set[str]:
    if path not in _KNOWN:
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        _KNOWN[path] = {str(tag["id"]) for tag in page.select("[id]")}
    return _KNOWN[path]


SITES = [(name, builder) for name in ("docs", "nasty") for builder in ("html", "dirhtml")]


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub", "latex", "text"])
def test_the_nasty_site_builds_without_a_warning(build_site: BuildSite, builder: str) -> None:
    """Titles, orgs and tags with anything in them are nobody's mistake, if they stay apart."""
    warnings = build_site("nasty", builder).warnings
    asked = (
        ["org 'A/B' is nearly 'A.B.'", "tag 'a/b' is nearly 'a b'"]
        if builder in {"html", "dirhtml"}
        else []
    )
    assert len(warnings) == len(asked), warnings
    for warning, text in zip(warnings, asked, strict=True):
        assert text in warning


@pytest.mark.parametrize(("name", "builder"), SITES)
def test_every_object_for_other_sites_stands_where_it_says(
    build_site: BuildSite, name: str, builder: str
) -> None:
    """Each paper, org and tag of objects.inv is an anchor in a page that exists."""
    built = build_site(name, builder)
    inventory = _inventory(built)
    for kind in ("paper:paper", "paper:org", "paper:tag"):
        assert inventory[kind]
        missing = [uri for uri, _text in inventory[kind].values() if not _stands(built, uri)]
        assert missing == []


@pytest.mark.parametrize(("name", "builder"), SITES)
def test_every_object_of_the_search_stands_where_it_says(
    build_site: BuildSite, name: str, builder: str
) -> None:
    """The anchor that Sphinx's search script puts together is in the page."""
    built = build_site(name, builder)
    text = built.text("searchindex.js")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    found = 0
    for prefix, objects in index["objects"].items():
        for document, kind, _priority, short, rest in objects:
            if index["objtypes"][str(kind)] != "paper:paper":
                continue
            # as sphinx/themes/basic/static/searchtools.js does
            full = f"{prefix}.{rest}" if prefix else rest
            anchor = full if short == "" else f"paper-{full}" if short == "-" else short
            docname = index["docnames"][document]
            page = {"html": f"{docname}.html", "dirhtml": f"{docname}/"}[builder]
            page = page.replace("index/", "") if docname.endswith("index") else page
            assert _stands(built, f"{page}#{anchor}")
            found += 1
    assert found >= len(_inventory(built)["paper:paper"]) > 10


def test_papers_are_named_by_their_ids(build_site: BuildSite) -> None:
    """``arxiv:2511.21579``, whatever was typed; one without id by its title."""
    papers = _inventory(build_site("nasty", "html"))["paper:paper"]
    assert set(papers) == {
        *(f"arxiv:2511.0000{number}" for number in range(1, 6)),
        "openreview:_VjQlMeSB_J",
        "doi:10.1002/(sici)1097-0258(1)2",
        "url:https://example.org/a%20b?c=d&e=f",
        *("title:harmony", "title:방법", "title:untitled-no-id", "title:paper"),
        *("title:…", "title:🎉"),
    }
    assert papers["arxiv:2511.00001"][1] == "GPT-4.1 vs. Llama 3.2: v1.0 (arxiv:2511.00001)"
    assert papers["title:harmony"][1] == "Harmony"


def test_a_paper_stands_at_its_newest_review(build_site: BuildSite) -> None:
    """Reviewed in two posts, it is led to the later one."""
    papers = _inventory(build_site("nasty", "html"))["paper:paper"]
    assert papers["arxiv:2511.00001"][0] == "posts/c.d.html#arxiv-2511-00001"
    assert papers["arxiv:2511.00002"][0] == "posts/a-b.html#arxiv-2511-00002"


def test_orgs_and_tags_are_named_as_their_badges(build_site: BuildSite) -> None:
    """Name for name, with every sign in them."""
    inventory = _inventory(build_site("nasty", "html"))
    assert set(inventory["paper:org"]) == {" ".join(org.split()) for org in ORGS}
    assert set(inventory["paper:tag"]) == set(TAGS)


def test_badges_lead_to_anchors_that_exist(build_site: BuildSite) -> None:
    """Whatever is in an org's name or a tag, its badge finds its place in the index."""
    built = build_site("nasty", "html")
    badges = built.select("a.paper-org, a.paper-tag", "posts/a-b")
    assert len(badges) > len(ORGS)
    for badge in badges:
        assert _stands(built, posixpath.normpath(f"posts/{badge['href']}")), badge
    assert {badge.get_text() for badge in badges} >= {*NASTY_ORGS_SHOWN, "#a/b", "#c#", "#🎉"}


NASTY_ORGS_SHOWN = {"Kim & Sons", "AT&copy", 'The "Lab"', "50%25"}


def test_a_site_without_indices_offers_no_place_in_them(make_site: MakeSite) -> None:
    """Without pages, ``html_domain_indices`` decides which orgs and tags others can link to."""
    post = review_page(
        ":::{paper} 2511.21579", ":title: T", ":org: NVIDIA", ":tags: v", "", "T.", ":::"
    )
    site = make_site({"index.md": post}, "paperreview_pages = ''\n")
    inventory = _inventory(site.build(html_domain_indices=False))
    assert "paper:org" not in inventory
    assert "paper:tag" not in inventory
    assert set(inventory["paper:paper"]) == {"arxiv:2511.21579"}
    one = _inventory(site.build(html_domain_indices=["paper-orgs"], fresh=True))
    assert set(one["paper:org"]) == {"NVIDIA"}
    assert "paper:tag" not in one


# Two sites -----------------------------------------------------------------------------------

OTHER = {
    "index.md": "# Other\n\n```{toctree}\npost\n```\n",
    "post.md": review_page(
        ":::{paper} 2511.21579", ":title: Harmony, there", ":org: NVIDIA", ":tags: a b", "", "T.",
        ":::", "", ":::{paper} openreview:AbCdEfGhIj", ":title: Capitals there", "", "T.", ":::",
    ),
}  # fmt: skip

EXTERNAL = {
    "{paper}`2511.21579`": ("Harmony, there", "post.html#arxiv-2511-21579"),
    "{paper}`https://huggingface.co/papers/2511.21579`": (
        "Harmony, there", "post.html#arxiv-2511-21579"),
    "{paper}`words <2511.21579v2>`": ("words", "post.html#arxiv-2511-21579"),
    "{external+other:paper}`2511.21579`": (
        "Harmony, there", "post.html#arxiv-2511-21579"),
    "{external+other:paper}`https://arxiv.org/pdf/2511.21579v2`": (
        "Harmony, there", "post.html#arxiv-2511-21579"),
    "{external+other:paper}`words <2511.21579>`": ("words", "post.html#arxiv-2511-21579"),
    "{external:paper}`2511.21579`": (
        "Harmony, there", "post.html#arxiv-2511-21579"),
    "{external+other:paper:paper}`2511.21579`": (
        "Harmony, there", "post.html#arxiv-2511-21579"),
    "{external+other:paper}`openreview:AbCdEfGhIj`": (
        "Capitals there", "post.html#openreview-AbCdEfGhIj"),
    "{external+other:paper:org}`nvidia`": ("NVIDIA", "papers/org/nvidia.html#paper-page"),
    "{external+other:paper:tag}`#a b`": ("#a b", "papers/tag/a-b.html#paper-page"),
    "[words](inv:other#arxiv:2511.21579)": ("words", "post.html#arxiv-2511-21579"),
    "[](inv:other:paper:paper#arxiv:2511.21579)": (
        "Harmony, there (arxiv:2511.21579)", "post.html#arxiv-2511-21579"),
}  # fmt: skip


@pytest.fixture
def no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any attempt to reach a host fail the test."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a build opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def inventory(tmp_path: Path) -> Path:
    """Build the other site, and give its objects.inv."""
    built = Site(tmp_path / "other" / "source", OTHER).build()
    assert built.warnings == ()
    return built.out / "objects.inv"


def _conf(inventory: Path) -> str:
    mapping = f'{{"other": ("https://other.example/", {str(inventory)!r})}}'
    return f'extensions += ["sphinx.ext.intersphinx"]\nintersphinx_mapping = {mapping}\n'


@pytest.mark.usefixtures("no_connection")
def test_a_site_refers_to_the_reviews_of_another(make_site: MakeSite, inventory: Path) -> None:
    """By id or URL, asked for or as a last resort, without a connection."""
    lines = [f"W{number:02d}: {markup}." for number, markup in enumerate(EXTERNAL)]
    page = "# Index\n\n" + "\n\n".join(lines) + "\n"
    built = make_site({"index.md": page}, _conf(inventory)).build()
    assert built.warnings == ()
    found = {
        markup: next(p for p in built.select("p") if p.get_text().startswith(f"W{number:02d}"))
        for number, markup in enumerate(EXTERNAL)
    }
    for markup, (text, uri) in EXTERNAL.items():
        (link,) = found[markup].select("a")
        assert (link.get_text(), link["href"]) == (text, f"https://other.example/{uri}"), markup


@pytest.mark.usefixtures("no_connection")
def test_a_review_of_this_site_wins_over_one_of_another(
    make_site: MakeSite, inventory: Path
) -> None:
    """Only who says ``external`` is led away."""
    page = review_page(
        ":::{paper} 2511.21579", ":title: Harmony, here", "", "Text.", ":::", "", "## More", "",
        "W1: {paper}`2511.21579`.", "", "W2: {external+other:paper}`2511.21579`.",
    )  # fmt: skip
    built = make_site({"index.md": page}, _conf(inventory)).build()
    assert built.warnings == ()
    hrefs = [str(tag["href"]) for tag in built.select("p > a") if tag.get_text()[0] == "H"]
    assert hrefs[-2:] == ["#arxiv-2511-21579", "https://other.example/post.html#arxiv-2511-21579"]


@pytest.mark.usefixtures("no_connection")
def test_what_neither_site_reviewed_leads_to_the_source(
    make_site: MakeSite, inventory: Path
) -> None:
    """The other site is asked first, then the id tells where the paper is."""
    built = make_site({"index.md": "# I\n\n{paper}`2511.99999`\n"}, _conf(inventory)).build()
    assert built.warnings == ()
    (link,) = built.select("p > a[href='https://arxiv.org/abs/2511.99999']")
    assert link.get_text() == "arXiv 2511.99999"


@pytest.mark.usefixtures("no_connection")
def test_what_the_other_site_lacks_warns_when_asked_for(
    make_site: MakeSite, inventory: Path
) -> None:
    """``{external+other:paper}`` of a paper that is not there: one warning, with its place."""
    page = "# I\n\n{external+other:paper}`2511.99999`\n"
    built = make_site({"index.md": page}, _conf(inventory)).build()
    (warning,) = built.warnings
    assert "index.md:3: WARNING: " in warning
    assert "arxiv:2511.99999" in warning
