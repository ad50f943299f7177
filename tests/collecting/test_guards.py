"""What an output leaves out is in nothing that it shows, and it is in what another shows."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from tests.conftest import MakeSite
from tests.outputs import unzip
from tests.site import Built, Site, build, review_page

CONF = """\
extensions += ["sphinx.ext.ifconfig", "sphinx.ext.todo"]
html_theme = "basic"
html_copy_source = False
version, copyright = "1", "me"
exclude_patterns = ["out*"]
latex_elements = {"fontpkg": ""}


def setup(app):
    app.add_config_value("level", "public", "")
"""
WORD = "quagga"
"""Stands in all that is hidden, and nowhere else."""

MARKDOWN = {
    "only": ("{only} internal",),
    "ifconfig": ("{ifconfig} level == 'internal'",),
    "ifconfig of a builder": ("{ifconfig} builder == 'internal' or level == 'internal'",),
    "todo": ("{todo}",),
    "only within only": ("{only} internal", "{only} html or not html"),
    "only around only": ("{only} html or not html", "{only} internal"),
    "only in a note": ("{note}", "{only} internal"),
    "ifconfig around only": ("{ifconfig} level == 'internal'", "{only} html or not html"),
}
"""Opening lines around a review, a mention and a listing, from the outside inwards."""

RST = {
    "only": ("only:: internal",),
    "ifconfig": ("ifconfig:: level == 'internal'",),
    "todo": ("todo::",),
}


def _guarded(openings: tuple[str, ...], number: int) -> str:
    """Write a page with a hidden review, a hidden mention and a hidden listing."""
    paper = [
        f":::{{paper}} 2511.0000{number}",
        f":title: The {WORD} paper",
        f":org: {WORD.title()} Lab",
        f":tags: {WORD}",
        f":name: {WORD}-{number}",
        "",
        f"The {WORD} text, see {{paper}}`2511.00091`.",
        ":::",
        "",
        f"This {WORD} sentence mentions {{paper}}`2511.00090` and <https://arxiv.org/abs/2511.00092>.",
        "",
        ":::{paper:list}",
        f":empty: No {WORD}",
        ":org: Nobody",
        ":::",
    ]
    fences = [":" * (9 - depth) for depth in range(len(openings))]
    opened = [fence + opening for fence, opening in zip(fences, openings, strict=True)]
    return review_page(*opened, "", *paper, *reversed(fences))


def _guarded_rst(openings: tuple[str, ...], number: int) -> str:
    (opening,) = openings
    return f"""\
Post
====

.. {opening}

   .. paper:: 2511.0000{number}
      :title: The {WORD} paper
      :org: {WORD.title()} Lab
      :tags: {WORD}
      :name: {WORD}-{number}

      The {WORD} text, see :paper:`2511.00091`.

   This {WORD} sentence mentions :paper:`2511.00090` and https://arxiv.org/abs/2511.00092.
"""


def _pages() -> dict[str, str | bytes]:
    found: dict[str, str | bytes] = {
        f"md{number}.md": _guarded(openings, number)
        for number, openings in enumerate(MARKDOWN.values(), start=1)
    }
    for number, openings in enumerate(RST.values(), start=1):
        found[f"rst{number}.rst"] = _guarded_rst(openings, number)
    return found


PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n\n"
    "```{paper:list}\n:style: cards\n```\n\n```{paper:list}\n:group-by: org\n:filter:\n```\n",
    "lists.md": "# Lists\n\n```{paper:posts}\n```\n\n```{paper:mentions}\n```\n\n"
    "```{paper:overview}\n```\n",
    "refs.md": "# References\n\n{paper}`2511.00001`, {any}`2511.00002`,\n"
    "[words](https://arxiv.org/abs/2511.00003).\n",
    "open.md": review_page(
        ":::{paper} 2511.00090", ":title: Open", ":org: NVIDIA", "", "Text.", ":::"
    ),
    **_pages(),
}


def _texts(built: Built, builder: str) -> dict[str, str]:
    """Read all that a build has left; the inventory is compressed."""
    if builder == "epub":
        return {
            name: content.decode(errors="replace") for name, content in unzip(built.out).items()
        }
    paths = [path for path in built.out.rglob("*") if path.is_file()]
    ours = [path for path in paths if "_static" not in path.parts and path.suffix != ".pickle"]
    return {path.relative_to(built.out).as_posix(): _text(path) for path in ours}


def _text(path: Path) -> str:
    content = path.read_bytes()
    if path.name == "objects.inv":
        content = zlib.decompress(content.split(b"\n", 4)[4])
    return content.decode(errors="replace")


BUILDERS = (
    "html",
    "dirhtml",
    "singlehtml",
    "epub",
    "latex",
    "text",
    "man",
    "texinfo",
    "xml",
    "json",
)


@pytest.mark.parametrize("builder", BUILDERS)
def test_nothing_tells_of_what_is_hidden(make_site: MakeSite, builder: str) -> None:
    """Neither listings nor cards, indices, pages, searches, inventories and the page itself."""
    built = make_site(PAGES, CONF).build(builder)
    assert built.warnings == ()
    texts = _texts(built, builder)
    assert any("Open" in text for text in texts.values())
    assert [name for name, text in texts.items() if WORD in text.lower()] == []
    assert [review.title for review in built.library] == ["Open"]
    assert built.library.mentioning.keys() == {"refs"}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site for those who may see all."""
    site = Site(tmp_path_factory.mktemp("shown") / "source", PAGES, CONF)
    return site.build(tags=["internal"], level="internal", todo_include_todos=True)


@pytest.mark.parametrize("docname", sorted(Path(name).stem for name in _pages()))
def test_what_is_shown_is_collected(shown: Built, docname: str) -> None:
    """By the same site with other tags and another configuration."""
    assert shown.warnings == ()
    (review,) = shown.library.posts[docname].reviews
    assert shown.select(f"[id='{review.anchor}']", docname)
    targets = {mention.reference.target for mention in shown.library.mentioning[docname].mentions}
    assert targets == {"arxiv:2511.00091", "arxiv:2511.00090", "arxiv:2511.00092"}
    links = {str(link["href"]) for link in shown.select(".paper-list a")}
    assert f"{docname}.html#{review.anchor}" in links


def test_a_hidden_paper_is_as_one_that_nobody_reviewed(make_site: MakeSite) -> None:
    """References lead to its source, and ordinary links gain none to a review."""
    built = make_site(PAGES, CONF).build()
    assert [str(link["href"]) for link in built.select("section a.external", "refs")] == [
        "https://arxiv.org/abs/2511.00001",
        "https://arxiv.org/abs/2511.00002",
        "https://arxiv.org/abs/2511.00003",
    ]


# Conditions --------------------------------------------------------------------------------------


def _site(make_site: MakeSite, opening: str, *around: str, conf: str = "") -> Site:
    paper = [":::{paper} 2511.00001", ":title: One", ":name: one", "", "Text.", ":::"]
    page = review_page(*around, "", f"::::{opening}", *paper, "::::")
    index = "# Home\n\n```{toctree}\npost\n```\n\n```{paper:list}\n```\n"
    return make_site({"index.md": index, "post.md": page}, CONF + conf)


@pytest.mark.parametrize(
    ("builder", "condition", "is_shown"),
    [
        ("html", "html", True),
        ("html", "latex", False),
        ("dirhtml", "html", True),
        ("dirhtml", "builder_html", False),
        ("text", "format_text and not html", True),
        ("latex", "latex", True),
        ("epub", "epub or latex", True),
        ("singlehtml", "singlehtml", True),
        ("xml", "html", False),
        ("gettext", "latex", True),
    ],
)
def test_a_format_is_a_condition(
    make_site: MakeSite, builder: str, condition: str, *, is_shown: bool
) -> None:
    """As Sphinx has it: by format, by builder; translators get all texts."""
    built = _site(make_site, f"{{only}} {condition}").build(builder)
    assert built.warnings == ()
    assert [review.title for review in built.library] == ["One"] * is_shown


def test_a_condition_that_nobody_can_read_hides_nothing(make_site: MakeSite) -> None:
    """Sphinx warns of it, and shows what stands there."""
    built = _site(make_site, "{only} not (valid").build()
    assert "only directive expression" in built.warnings[0]
    assert built.select("[id^=arxiv]", "post")
    assert built.texts(".paper-list .paper-title") == ["One"]


def test_a_configuration_that_fails_hides(make_site: MakeSite) -> None:
    """Sphinx puts an error in its place."""
    built = _site(make_site, "{ifconfig} 1 / 0").build()
    assert any("division by zero" in warning for warning in built.warnings)
    assert built.select(".system-message", "post")
    assert list(built.library) == []


def test_a_heading_may_be_hidden(make_site: MakeSite) -> None:
    """With the directive that describes it, in reST, where sections may stand in ``only``."""
    page = "Post\n====\n\n.. only:: internal\n\n   Hidden\n   ------\n\n   .. paper:: 2511.00001\n"
    site = make_site({"index.md": "# Home\n\n```{toctree}\npost\n```\n", "post.rst": page}, CONF)
    assert list(site.build().library) == []
    built = site.build(tags=["internal"])
    assert [review.title for review in built.library] == ["Hidden"]
    assert built.select("section[id^=arxiv] h2", "post")


def test_a_page_opens_with_what_every_output_shows(make_site: MakeSite) -> None:
    """A hidden paragraph is no excerpt, and a hidden review does not end the search for one."""
    page = review_page(
        "::::{only} internal", "Hidden words.", "", ":::{paper} 2511.00001", ":::", "::::", "",
        "Open words.", "", ":::{paper} 2511.00002", ":::",
    )  # fmt: skip
    built = make_site({"index.md": page}, CONF).build()
    assert built.library.posts["index"].excerpt == "Open words."
    assert built.texts(".paper-post .paper-count") == ["1 paper"]


def test_mentions_find_their_review_behind_a_hidden_one(make_site: MakeSite) -> None:
    """A review is known by its place on the page, whichever others are shown."""
    page = review_page(
        "::::{only} internal", ":::{paper} 2511.00001", ":::", "::::", "",
        ":::{paper} 2511.00002", ":title: Two", "", "See {paper}`2511.00003`.", ":::", "",
        ":::{paper} 2511.00003", ":title: Three", ":::",
    )  # fmt: skip
    built = make_site({"index.md": page}, CONF).build()
    assert built.warnings == ()
    assert built.texts("[id='arxiv-2511-00003'] .paper-mentions a") == ["Two"]


# Names -------------------------------------------------------------------------------------------

LINKS = {
    "MyST, the title": "[](#arxiv-2511-00001)",
    "MyST, words": "[words](#arxiv-2511-00001)",
    "MyST, a name": "[words](#one)",
    "role": "{paper}`2511.00001`",
    "any": "{any}`2511.00001`",
}


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_a_link_within_a_page_follows_the_output(make_site: MakeSite, link: str) -> None:
    """To the review where that is shown, else to the paper's source."""
    site = _site(make_site, "{only} internal", f"See {link}.")
    for tags, target in (
        ([], "https://arxiv.org/abs/2511.00001"),
        (["internal"], "#arxiv-2511-00001"),
    ):
        built = site.build(tags=tags)
        assert built.warnings == ()
        (found,) = built.select("section > p a", "post")
        assert found["href"] == target
        assert ("words" in found.get_text()) == ("words" in link)


def test_a_link_in_rst_follows_the_output(make_site: MakeSite) -> None:
    """By the name that the author gave the review."""
    page = "Post\n====\n\nSee `My one`_.\n\n.. only:: internal\n\n   .. paper:: 2511.00001\n"
    page += "      :name: My one\n\n      Text.\n"
    site = make_site({"index.rst": page}, CONF)
    for tags, target in (
        ([], "https://arxiv.org/abs/2511.00001"),
        (["internal"], "#arxiv-2511-00001"),
    ):
        built = site.build(tags=tags)
        assert built.warnings == ()
        (found,) = built.select("section > p a.reference:first-child")[:1]
        assert (found["href"], found.get_text()) == (target, "My one")


def test_a_list_of_todos_shows_their_reviews(make_site: MakeSite) -> None:
    """Sphinx copies what stands in them onto another page."""
    page = review_page("::::{todo}", ":::{paper} 2511.00001", ":title: One", ":::", "::::")
    todos = "# Home\n\n```{toctree}\npost\n```\n\n```{todolist}\n```\n"
    site = make_site({"index.md": todos, "post.md": page}, CONF)
    for wanted in (True, False):
        built = site.build(todo_include_todos=wanted)
        assert built.warnings == ()
        assert bool(built.select(".admonition-todo .paper-card")) == wanted


def test_a_link_beside_the_review_stays_as_it_is(make_site: MakeSite) -> None:
    """Within one condition."""
    page = review_page(
        "::::{only} internal", "See [](#arxiv-2511-00001).", "", ":::{paper} 2511.00001",
        ":title: One", ":::", "::::",
    )  # fmt: skip
    site = make_site({"index.md": page}, CONF)
    assert site.build().select("section p a") == []
    assert [str(link["href"]) for link in site.build(tags=["internal"]).select("p > a.reference")][
        :1
    ] == ["#arxiv-2511-00001"]


@pytest.mark.parametrize(
    "link", ["{ref}`one`", "{ref}`words <one>`", "[](#one)", "[](post.md#arxiv-2511-00001)"]
)
def test_a_name_is_known_where_its_review_is(make_site: MakeSite, link: str) -> None:
    """In whatever order outputs are built from one environment; else Sphinx or MyST warns."""
    site = _site(make_site, "{only} internal")
    site.write("other.md", f"---\norphan: true\n---\n# Other\n\nSee {link}.\n")
    for tags in ([], ["internal"], [], ["internal"]):
        built = site.build(tags=tags)
        # Where MyST finds a page, but no anchor, it leads to the page.
        found = [str(link["href"]) for link in built.select("p a", "other")]
        assert ("post.html#arxiv-2511-00001" in found) == bool(tags) or ".md" in link
        assert ("-2511-00001" in _text(built.out / "objects.inv")) == bool(tags)
        assert bool(built.warnings) != bool(tags)


# Builds ------------------------------------------------------------------------------------------


def _titles(built: Built, builder: str) -> bool:
    name = {"html": "index.html", "dirhtml": "index.html", "text": "index.txt"}[builder]
    return "One" in built.text(name)


def test_outputs_of_one_environment_show_their_own(make_site: MakeSite, tmp_path: Path) -> None:
    """Whichever has read the pages."""
    site = _site(make_site, "{only} dirhtml or text")
    for builder in ("html", "dirhtml", "text", "html", "dirhtml"):
        out = tmp_path / builder
        built = build(site.source, out, builder, doctrees=tmp_path / "doctrees")
        assert built.warnings == ()
        assert _titles(built, builder) == (builder != "html")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text"])
def test_other_tags_are_noticed(make_site: MakeSite, builder: str) -> None:
    """By the page itself, and by those that list it, though nothing is read again."""
    site = _site(make_site, "{only} internal")
    for tags in ([], ["internal"], []):
        built = site.build(builder, tags=tags)
        assert built.warnings == ()
        assert _titles(built, builder) == bool(tags)
        suffix = {"html": "post.html", "dirhtml": "post/index.html", "text": "post.txt"}[builder]
        assert ("One" in built.text(suffix)) == bool(tags)


@pytest.mark.parametrize("builder", ["html", "text"])
def test_another_configuration_is_noticed(make_site: MakeSite, builder: str) -> None:
    """Also one for which Sphinx reads and writes nothing again."""
    site = _site(make_site, "{ifconfig} level == 'internal'")
    for level in ("public", "internal", "public"):
        assert _titles(site.build(builder, level=level), builder) == (level == "internal")


def test_parallel_builds_know_of_it(make_site: MakeSite) -> None:
    """What a worker has read is filed with its conditions."""
    site = make_site(PAGES, CONF)
    serial = _texts(site.build(), "html")
    later = site.build(out=site.source.parent / "out-parallel", parallel=4)
    assert {name: text for name, text in _texts(later, "html").items() if ".json" not in name} == {
        name: text for name, text in serial.items() if ".json" not in name
    }
