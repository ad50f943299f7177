from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest

from sphinx_paperreview.config import Settings
from tests.conftest import MakeSite
from tests.site import Built, review_page

PAGE = review_page(
    ":::{paper} 2511.21579",
    ":title: Harmony",
    ":org: tencent, Quokka Lab",
    ":authors: A A; B B; C C; D D; E E; F F",
    ":tags: anything",
    ":venue: Anywhere 2026",
    "",
    "Text.",
    ":::",
)


def build(make_site: MakeSite, conf: str, **pages: str) -> Built:
    return make_site({"index.md": PAGE, **pages}, conf).build("html")


def chips(built: Built) -> list[str]:
    return built.texts("a.paper-link")


WRONG: dict[str, list[Any]] = {
    "sources": ["arxiv", None, 1, [1], {"arxiv": 1}, True],
    "source_definitions": [
        None,
        "x",
        [],
        {"mine": "https://example.org/{value}"},
        {"mine": {"label": "Mine"}},
        {"mine": {"label": "Mine", "urls": {"arxiv": "javascript:{value}"}}},
        {"mine": {"label": "Mine", "urls": {"nothing": "https://example.org/{value}"}}},
        {"mine": {"label": "Mine", "urls": {"arxiv": "https://example.org/"}}},
        {"mine": {"label": "Mine", "icon": "no-icon", "urls": {"arxiv": "https://e.org/{value}"}}},
        {1: {"label": "Mine", "urls": {"arxiv": "https://example.org/{value}"}}, "A B": {}},
    ],
    "alphaxiv_language": [1, ["ko"], "../ko", "ko/x", "한국어"],
    "orgs": [None, 1, ["orgs.toml"], True, "a\x00b", "\ud800.toml", "line\nbreak"],
    "unknown_orgs": ["loud", None, True, 1, ["warn"]],
    "tags": ["video", 1, [1], True, {}],
    "venues": ["ICLR", 1, [None], False],
    "pages": [
        None,
        1,
        ["papers"],
        True,
        "../papers",
        "a/../b",
        "/etc//x",
        "_static",
        ".",
        "a\\b",
        "index.html",
        "objects.inv",
        "genindex",
        "Search",
        "py-modindex",
        "paper-orgs",
        "searchindex.js/x",
    ],
    "page_kinds": ["org", None, ["org", "author"], [1], {"org": True}, ["orgs"]],
    "files": ["bib", None, [1], ["bib", "xml"], {"bib": True}],
    "rows": [-1, "200", None, True, 2.5],
    "page_files": ["bib", None, [1], ["json"], True],
    "cite": [1, "yes", None],
    "cite_posts": [1, "yes", None],
    "base_url": [None, 1, ["https://example.org/"], True],
    "feeds": ["posts", None, [1], ["posts", "months"], {"posts": True}],
    "feed_limit": [0, -1, "50", None, True, 2.5],
    "feed_id": [
        *(None, 1, ["example.org,2025"], "example.org", "example.org,25", "tag:example.org,2025"),
        *("https://example.org,2025", "a b,2025", "-a.org,2025", "example.org,2025\n", "a@,2025"),
    ],
    "headings": [1, "yes", None, ["all-orgs"]],
    "link_mentions": [1, "yes", None],
    "related": [-1, "5", None, True, 2.5],
    "thumbnails": ["some", None, True, 1, ["most"]],
    "post_bar": ["ours", None, True, ["auto"]],
    "previews": [1, "yes", None],
    "reading_marks": [1, "yes", None],
    "search_parts": [1, "yes", None],
    "authors_shown": [0, -1, "3", None, True, 2.5],
    "metadata": ["papers.json", None, [1], True, {}, ["a\x00b"]],
    "metadata_fields": ["title", None, [1], ["title", "abstract"], {"title": True}],
    "contact": [None, 1, ["ada@example.org"], True],
    "fetch": [None, 1, "yes", []],
    "show_fate": [None, 1, "withdrawn", True, ["withdrawn", "price"], [1]],
    "math": ["mathjax", None, True, ["mathml"]],
    "myst_extensions": [1, "yes", None, []],
}


def test_every_value_is_tested() -> None:
    """The table of wrong values knows each field of the settings."""
    assert set(WRONG) == {field.name for field in dataclasses.fields(Settings)}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_warns_once_and_gives_way_to_its_default(
    make_site: MakeSite, name: str
) -> None:
    """A value of a wrong type or content: one warning with its line; the build uses the default."""
    plain = build(make_site, "")
    default = plain.select("section.paper-review")
    assert plain.warnings == ()
    for value in WRONG[name]:
        built = build(make_site, f"\npaperreview_{name} = {value!r}\n")
        (found,) = built.warnings
        pattern = rf".*/conf\.py:3: WARNING: paperreview_{name} = {re.escape(repr(value))}: .+"
        assert re.fullmatch(pattern + r"; using the default .* \[paper\.config\]", found), found
        assert built.select("section.paper-review") == default


ODD = {
    "ten to the 5,000": "10**5000",
    "with a key of 5,000 digits": "{10**5000: {}}",
    "with a view of memory": "[memoryview(b'x')]",
    "with a class of its own": "{'mine': {'label': type('S', (str,), {})('x')}}",
    "a string of its own": "type('S', (str,), {})('')",
    "strings of their own": "[type('S', (str,), {})('x')]",
    "a number of its own": "type('I', (int,), {})(3)",
    "nested very deep": "__import__('functools').reduce(lambda a, _: [a], range(5000), [])",
    "in itself": "(lambda a: (a.append(a), a)[1])([])",
}


@pytest.mark.parametrize("value", ODD.values(), ids=ODD)
def test_what_nobody_can_write_down_or_store_stops_no_build(
    make_site: MakeSite, value: str
) -> None:
    """Sphinx stores the configuration, and ends where an object in it cannot be stored."""
    conf = "".join(f"paperreview_{name} = {value}\n" for name in WRONG)
    site = make_site({"index.md": PAGE}, conf)
    for _ in range(2):
        found = (
            re.search(r"paperreview_(\w+)\b.*\[paper\.config\]$", line)
            for line in site.build().warnings
        )
        names = [match[1] for match in found if match]
        assert len(names) == len(set(names)) > 9


def test_sources_choose_and_order_the_chips(make_site: MakeSite) -> None:
    """``paperreview_sources`` selects the generated links, in its order, each once."""
    built = build(make_site, "paperreview_sources = ['alphaxiv', 'arxiv', 'alphaxiv']\n")
    assert built.warnings == ()
    assert chips(built) == ["alphaXiv", "arXiv"]


def test_an_unknown_source_is_left_out(make_site: MakeSite) -> None:
    """A key that no source has is asked about; the others are shown."""
    built = build(make_site, "paperreview_sources = ['arxiv', 'huggingfase']\n")
    (found,) = built.warnings
    assert re.search(
        r"conf\.py:2: WARNING: paperreview_sources: left out, unknown source 'huggingfase'; "
        r"did you mean 'huggingface'\? \[paper\.config\]",
        found,
    )
    assert chips(built) == ["arXiv"]


def test_a_site_has_sources_of_its_own(make_site: MakeSite) -> None:
    """A definition adds a source; one of a built-in key takes that one's place."""
    conf = """
paperreview_sources = ["mine", "arxiv"]
paperreview_source_definitions = {
    "mine": {"label": "Mine", "urls": {"arxiv": "https://example.org/{value}"}},
    "arxiv": {"label": "Mirror", "icon": "book", "urls": {"arxiv": "https://m.example.org/{value}"}},
}
"""
    built = build(make_site, conf)
    assert built.warnings == ()
    links = [(link.get_text().strip(), link["href"]) for link in built.select("a.paper-link")]
    assert links == [
        ("Mine", "https://example.org/2511.21579"),
        ("Mirror", "https://m.example.org/2511.21579"),
    ]


def test_a_wrong_definition_leaves_the_others(make_site: MakeSite) -> None:
    """One warning names each that cannot be used; the others are sources."""
    conf = """
paperreview_sources = ["mine", "arxiv"]
paperreview_source_definitions = {
    "one": {"label": "One"},
    "mine": {"label": "Mine", "urls": {"arxiv": "https://example.org/{value}"}},
    "two": {"label": "Two", "icon": "no-icon", "urls": {"arxiv": "https://e.org/{value}"}},
}
"""
    built = build(make_site, conf)
    (found,) = built.warnings
    assert re.search(
        r"conf\.py:4: WARNING: paperreview_source_definitions: source 'one': .*; "
        r"source 'two': .*'no-icon'; left out \[paper\.config\]$",
        found,
    ), found
    assert chips(built) == ["Mine", "arXiv"]


def test_alphaxiv_speaks_a_language(make_site: MakeSite) -> None:
    """``paperreview_alphaxiv_language = "ko"`` gives ``/ko/overview/``."""
    conf = "paperreview_alphaxiv_language = 'ko'\npaperreview_sources = ['alphaxiv']\n"
    link = build(make_site, conf).select("a.paper-link")[0]
    assert link["href"] == "https://www.alphaxiv.org/ko/overview/2511.21579"


@pytest.mark.parametrize(
    ("conf", "path"),
    [
        ("language = 'ko'", "ko/overview"),
        ("language = 'zh_CN'", "zh/overview"),
        ("language = 'ko'\npaperreview_alphaxiv_language = ''", "overview"),
        ("language = 'ko'\npaperreview_alphaxiv_language = 'fr'", "fr/overview"),
        ("language = 'cs'", "overview"),
    ],
)
def test_alphaxiv_speaks_as_the_site_does(make_site: MakeSite, conf: str, path: str) -> None:
    built = build(make_site, f"{conf}\npaperreview_sources = ['alphaxiv']\n")
    link = built.select("a.paper-link")[0]
    assert link["href"] == f"https://www.alphaxiv.org/{path}/2511.21579"


def test_authors_shown(make_site: MakeSite) -> None:
    """So many authors stand before the fold."""
    built = build(make_site, "paperreview_authors_shown = 2\n")
    (summary,) = built.uncited().select("summary")
    assert " ".join(summary.get_text().split()) == "A A, B B and 4 more"


@pytest.mark.parametrize(("mode", "count"), [("ignore", 0), ("suggest", 0), ("warn", 1)])
def test_unknown_orgs(make_site: MakeSite, mode: str, count: int) -> None:
    """Only ``warn`` tells of a name that is near no other one."""
    built = build(make_site, f"paperreview_unknown_orgs = {mode!r}\n")
    assert len(built.warnings) == count
    assert built.texts(".paper-review .paper-org") == ["Tencent", "Quokka Lab"]


@pytest.mark.parametrize(("name", "kind"), [("tags", "tag"), ("venues", "venue")])
def test_an_empty_list_allows_nothing(make_site: MakeSite, name: str, kind: str) -> None:
    """``[]`` is a list of allowed names without any, other than ``None``."""
    (found,) = build(make_site, f"paperreview_{name} = []\n").warnings
    assert found.endswith(f"[paper.{kind}]")
    assert build(make_site, f"paperreview_{name} = None\n").warnings == ()


def test_myst_extensions(make_site: MakeSite) -> None:
    """By default ``:::`` and ``$…$`` work, beside a site's own extensions, unless turned off."""
    both = build(make_site, "myst_enable_extensions = ['deflist']\n")
    assert both.texts("section.paper-review > h2")
    without = build(make_site, "paperreview_myst_extensions = False\n")
    assert without.warnings == ()
    assert without.reviews == ()


# orgs.toml -----------------------------------------------------------------------------------


def orgs(make_site: MakeSite, text: str | bytes, conf: str = "") -> Built:
    return make_site({"index.md": PAGE, "orgs.toml": text}, conf).build("html")


def test_a_site_has_orgs_of_its_own(make_site: MakeSite) -> None:
    """``orgs.toml`` adds organisations, and one of a built-in key wins over that one."""
    text = '[quokka]\nname = "Quokka!"\naliases = ["Quokka Lab"]\n[tencent]\nname = "Tencent AI"\n'
    built = orgs(make_site, text, "paperreview_unknown_orgs = 'warn'\n")
    assert built.warnings == ()
    assert built.texts(".paper-review .paper-org") == ["Tencent AI", "Quokka!"]


def test_orgs_may_lie_elsewhere(make_site: MakeSite) -> None:
    """``paperreview_orgs`` is a path relative to conf.py; an empty one means none."""
    pages = {"index.md": PAGE, "data/o.toml": '[tencent]\nname = "Elsewhere"\n'}
    built = make_site(pages, "paperreview_orgs = 'data/o.toml'\n").build("html")
    assert built.texts(".paper-review .paper-org") == ["Elsewhere", "Quokka Lab"]
    assert make_site(pages, "paperreview_orgs = ''\n").build("html").warnings == ()


def test_orgs_with_a_mark_of_byte_order(make_site: MakeSite) -> None:
    """Some editors begin a file with U+FEFF, and end lines with CR LF."""
    text = b'\xef\xbb\xbf[tencent]\r\nname = "Marked"\r\n'
    assert orgs(make_site, text).texts(".paper-review .paper-org") == ["Marked", "Quokka Lab"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[tencent\n", "1", "not valid TOML"),
        ('[a]\nname = "A"\n[b]\nname = \n', "4", "not valid TOML"),
        ("[샤오미]\n", "1", "such a key needs quotes"),
        (
            '[a]\nname = "A"\n\n[xiaomi]\nname = "Xiaomi"\ncolor = "red"\n',
            "4",
            "'red' is not usable",
        ),
        ("[xiaomi]\n", "1", "name: missing"),
        ('top = "x"\n', "", "not an organisation"),
        (b'[a]\nname = "\xff"\n', "", "cannot read it"),
    ],
)
def test_malformed_orgs(make_site: MakeSite, text: str | bytes, line: str, message: str) -> None:
    """What is wrong in ``orgs.toml`` warns once with its line; all else stays."""
    built = orgs(make_site, text)
    (found,) = built.warnings
    pattern = rf".*/orgs\.toml:{line}: WARNING: .*{re.escape(message)}.* \[paper\.orgs_file\]"
    assert re.fullmatch(pattern, found), found
    assert built.texts(".paper-review .paper-org") == ["Tencent", "Quokka Lab"]


def test_pages_are_read_again_when_orgs_change(make_site: MakeSite) -> None:
    """A badge follows a change of ``orgs.toml``, though no page was edited."""
    site = make_site({"index.md": PAGE, "orgs.toml": '[tencent]\nname = "Before"\n'})
    assert site.build("html").texts(".paper-review .paper-org")[0] == "Before"
    site.write("orgs.toml", '[tencent]\nname = "After"\n')
    assert site.build("html").texts(".paper-review .paper-org")[0] == "After"


NOTES_WHAT_IS_READ = """
def setup(app):
    app.connect("source-read", _note)


def _note(app, docname, source):
    with open(app.outdir / "read.txt", "a") as file:
        file.write(f"{docname} ")
"""

DRAWN: dict[str, Any] = {
    "paperreview_sources": ["pdf"],
    "paperreview_alphaxiv_language": "ko",
    "paperreview_authors_shown": 1,
}
"""Settings that drawing alone asks for."""


@pytest.mark.parametrize("name", DRAWN)
def test_what_only_drawing_asks_for_reads_no_page_again(make_site: MakeSite, name: str) -> None:
    page = review_page(":::{paper} 2511.00001", ":title: T", ":authors: A B; C D; E F", ":::")
    site = make_site({"index.md": page}, NOTES_WHAT_IS_READ)
    before = site.build()
    cards = str(before.select(".paper-review"))
    after = site.build(**{name: DRAWN[name]})
    assert after.text("read.txt") == "index "
    assert str(after.select(".paper-review")) != cards
    clean = site.build(out=site.source.parent / "clean", **{name: DRAWN[name]})
    assert str(after.select(".paper-review")) == str(clean.select(".paper-review"))
