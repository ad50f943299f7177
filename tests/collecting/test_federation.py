"""Two journals that know of each other: "also reviewed at", from inventories."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from sphinx_paperreview.collecting.federation import reviews_elsewhere
from sphinx_paperreview.core.identifiers import PaperId, parse_id
from tests.conftest import MakeSite
from tests.outputs import text_output
from tests.site import Built, Site, review_page

ARXIV, FORUM = "2511.00001", "https://openreview.net/forum?id=AbCdEfGhIj"
TOCTREE = "\n```{toctree}\n:glob:\n\n**\n```\n"


def _post(ids: str, title: str) -> str:
    return review_page(f":::{{paper}} {ids}", f":title: {title}", "", "Text.", ":::")


OURS = {
    "index.md": "# Ours\n" + TOCTREE,
    "posts/one.md": _post(f"{ARXIV} {FORUM}", "Harmony, ours"),
    "posts/two.md": _post("2511.00002", "Second, ours"),
    "role.md": f"# Role\n\n{{external+theirs:paper}}`{ARXIV}`, {{paper}}`2511.00003`\n",
}
THEIRS = {
    "index.md": "# Theirs\n" + TOCTREE,
    "deep/er/post.md": _post(ARXIV, "Harmony, <theirs> & more"),
    "third.md": _post("2511.00003", "Third, theirs"),
    # By another of its ids, and older: the first of our ids that they have is asked for.
    "forum.md": _post(FORUM, "Harmony at a forum").replace("2025-11-27", "2025-11-01"),
}


class Journals:
    """Two sites, each of which has the inventory of the other."""

    def __init__(self, folder: Path, *, target: str, builder: str = "html") -> None:
        self.folder, self.builder = folder, builder
        self.sites = {
            "ours": self._site("ours", "theirs", OURS, target),
            "theirs": self._site("theirs", "ours", THEIRS, target),
        }

    def _site(self, name: str, other: str, pages: dict[str, str], target: str) -> Site:
        inventory = str(self.out(other) / "objects.inv")
        mapping = {other: (target.format(other), inventory)}
        conf = f'extensions += ["sphinx.ext.intersphinx"]\nintersphinx_mapping = {mapping!r}\n'
        return Site(
            self.folder / "sources" / name,
            pages,
            f"project = 'The {name} journal'\nhtml_theme = 'basic'\nversion = '1'\n{conf}",
        )

    def out(self, name: str) -> Path:
        return self.folder / "www" / name

    def build(self, name: str, builder: str = "", **conf: Any) -> Built:
        builder = builder or self.builder
        out = self.out(name) if builder == self.builder else self.folder / f"{name}-{builder}"
        return self.sites[name].build(builder, out=out, **conf)


@pytest.fixture
def journals(tmp_path: Path) -> Journals:
    """Build both: the first one before there is another, as it is with real ones."""
    made = Journals(tmp_path, target="https://{}.example/")
    made.build("ours", intersphinx_mapping={}, nitpicky=False)
    assert made.build("theirs").warnings == ()
    return made


def _elsewhere(built: Built, docname: str) -> list[tuple[str, str, str]]:
    links = built.select(".paper-sites a", docname)
    return [(link.get_text(), str(link["href"]), str(link["title"])) for link in links]


ANY = {
    "id": "{any}`2511.00003`",
    "canonical id": "{any}`arxiv:2511.00003`",
    "URL": "{any}`https://arxiv.org/pdf/2511.00003v2`",
    "words": "{any}`words <2511.00003>`",
}


@pytest.mark.parametrize("link", ANY.values(), ids=ANY)
def test_any_finds_a_review_elsewhere(journals: Journals, link: str) -> None:
    """As the role does: sooner than the paper's source, and under its title there."""
    journals.sites["ours"].write("any.md", f"# Any\n\nSee {link}.\n")
    built = journals.build("ours")
    assert built.warnings == ()
    (found,) = built.select("section > p a", "any")
    assert found["href"] == "https://theirs.example/third.html#arxiv-2511-00003"
    assert found.get_text() == ("words" if "words" in link else "Third, theirs")


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("{any}`2511.00001`", "posts/one.html#arxiv-2511-00001"),
        ("{any}`2511.00004`", "https://arxiv.org/abs/2511.00004"),
        ("{any}`10.1000/3`", "#label"),
    ],
)
def test_any_finds_what_is_here_first(journals: Journals, link: str, target: str) -> None:
    """A review, or whatever goes by that name; what nobody reviewed has its source."""
    page = f"# Any\n\n(10.1000/3)=\n## Label\n\nSee {link}.\n"
    journals.sites["ours"].write("any.md", page)
    journals.sites["theirs"].write("more.md", _post("10.1000/3", "More, theirs"))
    journals.build("theirs")
    built = journals.build("ours")
    assert built.warnings == ()
    (found,) = built.select("section section > p a", "any")
    assert str(found["href"]).startswith(target) or "label" in target


def test_a_card_says_where_else_the_paper_is_reviewed(journals: Journals) -> None:
    """The other site by its own name, with the title that the paper has there; both ways."""
    ours = journals.build("ours")
    assert ours.warnings == ()
    assert _elsewhere(ours, "posts/one") == [
        (
            "The theirs journal",
            "https://theirs.example/deep/er/post.html#arxiv-2511-00001",
            "Harmony, <theirs> & more",
        )
    ]
    assert _elsewhere(ours, "posts/two") == []
    uri = "https://ours.example/posts/one.html#arxiv-2511-00001"
    expected = [("The ours journal", uri, "Harmony, ours")]
    theirs = journals.build("theirs")
    assert _elsewhere(theirs, "deep/er/post") == expected
    # By any of its ids.
    assert _elsewhere(theirs, "forum") == expected
    assert _elsewhere(theirs, "third") == []


def test_references_find_reviews_on_the_other_site(journals: Journals) -> None:
    """Those who ask for it, and as a last resort; neither is a mention that is to be read."""
    ours = journals.build("ours")
    links = {a.get_text(): str(a["href"]) for a in ours.select(".body p a", "role")}
    assert links == {
        "Harmony, <theirs> & more": "https://theirs.example/deep/er/post.html#arxiv-2511-00001",
        "Third, theirs": "https://theirs.example/third.html#arxiv-2511-00003",
    }


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "man", "texinfo", "xml"])
def test_every_output_says_so(journals: Journals, builder: str) -> None:
    built = journals.build("ours", builder, copyright="2025")
    assert built.warnings == ()
    output = " ".join(text_output(built.out, builder).split())
    assert output.count("Also reviewed at") == 1
    assert "The theirs journal" in output


def test_links_of_ours_are_not_checked(journals: Journals) -> None:
    built = journals.build("ours", "linkcheck", linkcheck_ignore=[".*"])
    # What the role leads to is the author's own; the card's link to the same page is not.
    assert built.text("output.json").count("theirs.example/deep") == 1
    journals.sites["ours"].write("role.md", "# Nothing\n")
    built = journals.build("ours", "linkcheck", linkcheck_ignore=[".*"])
    assert "theirs.example" not in built.text("output.json")


# Side by side ------------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_sites_beside_each_other_link_by_relative_addresses(tmp_path: Path, builder: str) -> None:
    """From a page in a folder too; the link leads to the review, in the file that is there."""
    made = Journals(tmp_path, target="../{}", builder=builder)
    made.build("theirs", intersphinx_mapping={}, nitpicky=False)
    assert made.build("ours").warnings == ()
    page = {"html": "posts/one.html", "dirhtml": "posts/one/index.html"}.get(builder, "index.html")
    (link,) = Built(made.out("ours"), (), made.build("ours").library).select(
        ".paper-sites a", page.removesuffix(".html")
    )
    path, _, anchor = str(link["href"]).partition("#")
    target = posixpath.normpath(posixpath.join("ours", posixpath.dirname(page), path))
    target = f"{target}/index.html" if path.endswith("/") else target
    theirs = Built(made.out("theirs"), (), made.build("ours").library)
    assert target.startswith("theirs/")
    if builder != "singlehtml":  # of which Sphinx's inventory is not right
        place = theirs.select(f"[id='{anchor}']", target.removeprefix("theirs/")[: -len(".html")])
        assert [tag.name for tag in place] == ["section"]


@pytest.mark.parametrize("builder", ["epub", "latex", "text"])
def test_a_book_cannot_link_to_what_stands_beside_a_site(tmp_path: Path, builder: str) -> None:
    made = Journals(tmp_path, target="../{}")
    made.build("theirs", intersphinx_mapping={}, nitpicky=False)
    made.sites["ours"].write("role.md", "# Nothing\n")
    built = made.build("ours", builder, copyright="2025")
    assert built.warnings == ()
    output = text_output(built.out, builder)
    assert "The theirs journal" in " ".join(output.split())
    assert "../theirs" not in output


# Changes -----------------------------------------------------------------------------------------


def _written(journals: Journals) -> set[str]:
    """Build our site, and tell which of the authors' pages were written."""
    out = journals.out("ours")
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    built = journals.build("ours")
    assert built.warnings == ()
    written = {p for p in out.rglob("*.html") if before.get(p) != p.stat().st_mtime_ns}
    names = {path.relative_to(out).as_posix().removesuffix(".html") for path in written}
    return names & set(built.library.posts) | names & {"role", "plain"}


def test_what_changes_there_is_written_here(journals: Journals) -> None:
    """A new title, a new review, one that goes: the pages that show it, and no others."""
    journals.sites["ours"].write("plain.md", "# Plain\n")
    journals.build("ours")
    assert _written(journals) == set()

    theirs = journals.sites["theirs"]
    theirs.write("deep/er/post.md", _post(ARXIV, "Harmony, renamed"))
    journals.build("theirs")
    assert _written(journals) == {"posts/one", "role"}
    assert _elsewhere(journals.build("ours"), "posts/one")[0][2] == "Harmony, renamed"

    theirs.write("new.md", _post("2511.00002", "Second, theirs"))
    journals.build("theirs")
    assert _written(journals) == {"posts/two"}
    assert _elsewhere(journals.build("ours"), "posts/two")[0][2] == "Second, theirs"

    (theirs.source / "new.md").unlink()
    journals.build("theirs")
    assert _written(journals) == {"posts/two"}
    assert _elsewhere(journals.build("ours"), "posts/two") == []


def test_a_site_that_is_no_longer_asked_for_is_forgotten(journals: Journals) -> None:
    """Though intersphinx still holds what it once loaded."""
    assert _elsewhere(journals.build("ours"), "posts/one")
    built = journals.build("ours", intersphinx_mapping={}, nitpicky=False)
    assert _elsewhere(built, "posts/one") == []


def test_an_inventory_that_is_missing_stops_nothing(make_site: MakeSite, tmp_path: Path) -> None:
    """Sphinx itself says so; the card is drawn without it."""
    mapping = {"theirs": ("https://theirs.example/", str(tmp_path / "objects.inv"))}
    conf = f'extensions += ["sphinx.ext.intersphinx"]\nintersphinx_mapping = {mapping!r}\n'
    built = make_site({"index.md": OURS["posts/one.md"]}, conf).build()
    (first, *_rest) = built.warnings
    assert "failed to reach any of the inventories" in first
    assert built.select("section.paper-review .paper-head")
    assert built.select(".paper-sites") == []


# Inventories -------------------------------------------------------------------------------------

PAPER = parse_id(ARXIV)


def _found(named: Mapping[str, object], *ids: PaperId) -> list[tuple[str, str, str]]:
    """Ask an environment that has some inventories."""
    config = SimpleNamespace(intersphinx_mapping=dict.fromkeys(named))
    env = SimpleNamespace(config=config, intersphinx_named_inventory=named)
    found = reviews_elsewhere(cast("Any", env), ids or (PAPER,))
    return [(one.site, one.title, one.uri) for one in found]


def _item(site: str, uri: str, shown: str) -> tuple[str, str, str, str]:
    """Make what an inventory holds before Sphinx 8.2."""
    return site, "1.0", uri, shown


def _inventory(site: str, name: str = f"arxiv:{ARXIV}") -> dict[str, object]:
    return {"paper:paper": {name: _item(site, f"https://{site}/x", f"T of {site} ({name})")}}


def test_inventories_of_older_releases_are_read() -> None:
    assert _found({"a": _inventory("A")}) == [("A", "T of A", "https://A/x")]


def test_sites_stand_by_their_names_in_the_configuration_each_once() -> None:
    """Whatever the order in which they answered; one that has nothing of ours is not named."""
    named = {"c": _inventory("A"), "a": _inventory("C"), "b": {"std:label": {}}}
    assert [site for site, _title, _uri in _found(named)] == ["C", "A"]
    both = _inventory("A") | {"paper:paper": _inventory("A")["paper:paper"]}
    assert len(_found({"a": both}, PAPER, PaperId("openreview", "AbCdEfGhIj"))) == 1


@pytest.mark.parametrize("unnamed", ["", "Project name not set"])
def test_a_site_without_a_name_goes_by_that_in_the_configuration(unnamed: str) -> None:
    named = {"theirs": {"paper:paper": {f"arxiv:{ARXIV}": _item(unnamed, "https://x/", "T")}}}
    assert _found(named) == [("theirs", "T", "https://x/")]


def test_a_site_without_intersphinx_has_none() -> None:
    env = SimpleNamespace(config=SimpleNamespace())
    assert reviews_elsewhere(cast("Any", env), [PAPER]) == []
