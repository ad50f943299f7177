"""Fields hold what comes from elsewhere: nothing in them does more than it shows."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite
from tests.core.test_tex import HARMFUL
from tests.site import Site

FIELDS = ("title", "subtitle", "summary")

FORMULAS = [HARMFUL[name] for name in ("script", "other-host", "file-in-text", "column")]

ADDRESSES = {
    "inline": ("`click <{}>`_", ""),
    "anonymous": ("`click <{}>`__", ""),
    "bare": ("click {}", ""),
    "named-below": ("click_", ".. _click: {}"),
    "embedded-alias": ("`click <hop_>`_", ".. _hop: {}"),
    "substituted": ("|click|", ".. |click| replace:: `x <{}>`__"),
    "download": (":download:`click <javascript://x%0awindow.PWN=1>`", ""),
}
"""How reST links, in a field and with what below it."""

PROGRAMS = (
    "javascript:window.PWN=1",
    "JavaScript:window.PWN=1",
    "java\\script:window.PWN=1",
    "data:text/html,<script>window.PWN=1</script>",
    "vbscript:x",
    "file:///etc/hostname",
)


def _markdown(value: str) -> str:
    options = "".join(f":{name}: A {value} b\n" for name in FIELDS)
    return (
        f"# Post\n\n:::{{paper}} 2511.21579\n{options}\nBody.\n:::\n\n"
        f"- :::{{paper}} 2511.20640\n  :title: C {value} d\n  :::\n\n"
        f"```{{paper:list}}\n:tag: none\n:empty: E {value} f\n```\n"
    )


def _rst(value: str, below: str = "") -> str:
    options = "".join(f"   :{name}: A {value} b\n" for name in FIELDS)
    return (
        f"Post\n====\n\n.. paper:: 2511.21579\n{options}\n   Body.\n\n"
        f".. paper:list::\n   :tag: none\n   :empty: E {value} f\n\n{below}\n"
    )


@pytest.fixture(scope="module")
def formulas(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Harmful formulas in every field, in both languages."""
    pages: dict[str, str | bytes] = {"index.md": "# Home\n\n```{toctree}\n:glob:\n\nf*\n```\n"}
    for number, source in enumerate(FORMULAS):
        pages[f"f{number}-md.md"] = _markdown(f"${source}$")
        pages[f"f{number}-rst.rst"] = _rst(f":math:`{source}`")
    conf = 'suppress_warnings = ["paper.title"]\nversion = copyright = "1"\n'
    return Site(tmp_path_factory.mktemp("formulas") / "source", pages, conf)


@pytest.mark.parametrize("builder", ["html", "epub", "text"])
def test_a_harmful_formula_is_text(formulas: Site, builder: str) -> None:
    """It stands in each field as it was typed, and nowhere as a formula; each warns once."""
    built = formulas.build(builder, fresh=True)
    assert [line for line in built.warnings if not line.endswith("[paper.tex]")] == []
    for number in range(len(FORMULAS)):
        for name, fields in ((f"f{number}-md.md", 5), (f"f{number}-rst.rst", 4)):
            lines = [line for line in built.warnings if f"/{name}:" in line]
            assert len(lines) == fields, lines
    if builder == "html":
        names = [path.relative_to(built.out).with_suffix("") for path in built.out.rglob("*.html")]
        assert len(names) > 10
        for page in names:
            assert built.select(".math", str(page)) == []
        for source in FORMULAS:
            codes = built.texts("code", f"f{FORMULAS.index(source)}-md")
            assert codes.count(source) >= 5


def test_no_harmful_formula_reaches_latex(formulas: Site) -> None:
    """No command of a field stands in the file that TeX reads."""
    built = formulas.build("latex")
    (tex,) = built.out.glob("*.tex")
    source = tex.read_text(encoding="utf-8")
    for command in (r"\input{/etc", r"\href{javascript", r"\style", r"\(a & b"):
        assert command not in source


def test_harmless_formulas_stay_formulas(make_site: MakeSite) -> None:
    pages: dict[str, str | bytes] = {"index.md": _markdown(r"$\mathcal{O}(n^2)$")}
    built = make_site(pages).build("html")
    assert built.warnings == ()
    assert len(built.select(".math")) >= 5


@pytest.fixture(scope="module")
def links(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Links that are programs, in every field of reST."""
    pages: dict[str, str | bytes] = {"index.md": "# Home\n\n```{toctree}\n:glob:\n\nr*\n```\n"}
    for number, address in enumerate(PROGRAMS):
        for name, (field, below) in ADDRESSES.items():
            pages[f"r{number}-{name}.rst"] = _rst(field.format(address), below.format(address))
        pages[f"r{number}-md.md"] = _markdown(f"[click]({address})")
    return Site(tmp_path_factory.mktemp("links") / "source", pages)


def test_no_field_links_to_a_program(links: Site) -> None:
    """Only http, https, mailto, ftp and the site itself: in both languages, by any way to link."""
    built = links.build("html", nitpicky=False)
    pages = [str(path.relative_to(built.out))[:-5] for path in built.out.rglob("*.html")]
    assert len(pages) > len(PROGRAMS) * len(ADDRESSES)
    for page in pages:
        for link in built.select("body [href]", page):
            bare = "".join(str(link["href"]).split()).lower()
            assert not bare.startswith(("javascript:", "data:", "vbscript:", "file:")), page


def test_what_was_typed_stays(links: Site) -> None:
    """A link that is none is text: its words and its address; one typed warning says so."""
    built = links.build("html", nitpicky=False, fresh=True)
    shown = built.texts("section.paper-review", "r0-inline")[0]
    assert "A `click <javascript:window.PWN=1>`_ b" in shown
    found = [line for line in built.warnings if "/r0-inline.rst:" in line]
    assert len(found) == 4
    assert all(line.endswith("[paper.link]") for line in found)


GOOD = ("https://example.org/a", "mailto:a@example.org", "ftp://example.org/", "other.html#a")


@pytest.mark.parametrize("address", GOOD)
def test_links_to_pages_stay_links(make_site: MakeSite, address: str) -> None:
    built = make_site({"index.rst": _rst(f"`click <{address}>`__")}).build("html")
    # docutils hides the sign `@` from who gathers addresses.
    found = [link for link in built.select("section a") if link.get_text() == "click"]
    assert len(found) == 4
    assert built.warnings == ()


DELIMITED = (r"\(x\)", r"\[x\]", "$$x$$", r"\begin{align}x\end{align}", r"\ref{x}")


@pytest.mark.parametrize("typed", DELIMITED)
def test_mathjax_finds_no_formula_in_a_text(make_site: MakeSite, typed: str) -> None:
    """Words that look like TeX begin with code, which MathJax skips, also in a menu."""
    escaped = typed.replace("\\", "\\\\").replace("$", "\\$")
    built = make_site({"index.md": _markdown(escaped)}).build("html")
    assert f"A {typed} b" in " ".join(built.texts("section.paper-review")[0].split())
    assert built.select("section.paper-review h2 code")
    assert built.warnings == ()
