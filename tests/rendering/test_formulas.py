"""Formulas as MathML in a site: asked for by one setting, in every kind of page."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from zipfile import ZipFile

import pytest

from tests.conftest import MakeSite
from tests.outputs import book_faults
from tests.rendering.test_mathml import BLOCKS, PAPERS

MATHML = 'paperreview_math = "mathml"\nversion = copyright = author = "1"\n'

PAGE = r"""# Formulas

Inline $a \log b < c$, and {eq}`sum`.

```{math}
:label: sum

a &= b \\
c &= d
```

$$
e = f
$$ (other)

:::{paper} 2511.21579
:title: Harmony of $n^2$

See {eq}`other`.
:::

```{paper:list}
```
"""

TITLE = "Formulas\n========\n"

HTML = ["html", "dirhtml", "singlehtml"]


@pytest.mark.parametrize("builder", HTML)
def test_pages_hold_mathml(make_site: MakeSite, builder: str) -> None:
    """No page loads a script for formulas; those with labels have numbers and places."""
    built = make_site({"index.md": PAGE}, MATHML).build(builder)
    assert built.warnings == ()
    assert built.select("script[src*=mathjax i]") == []
    assert len(built.select("span.math > math")) >= 3
    assert len(built.select("div.math > math[display=block]")) == 2
    assert built.texts("div.math .eqno")[0].startswith("(1)")
    assert built.select("div.math#equation-sum .headerlink")
    assert built.texts('a[href$="#equation-sum"]:not(.headerlink)') == ["(1)"]
    assert built.select("link[href*='paperreview-math.css']")
    assert built.select("math math, .math [style]") == []


def test_an_epub_is_well_formed(make_site: MakeSite) -> None:
    """Every page of it is XML, and says in the manifest that it holds MathML."""
    site = make_site({"index.md": PAGE, "plain.md": "---\norphan: true\n---\n# Plain\n"}, MATHML)
    built = site.build("epub")
    assert built.warnings == ()
    (book,) = built.out.glob("*.epub")
    with ZipFile(book) as zipped:
        assert zipped.namelist()[0] == "mimetype"
        for name in zipped.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx")):
                ET.fromstring(zipped.read(name))
        package = ET.fromstring(zipped.read("content.opf"))
    items = {item.get("href"): item.get("properties") for item in package[1]}
    assert items["index.xhtml"] == "mathml"
    assert items["plain.xhtml"] is None
    assert items["nav.xhtml"] == "nav"


def test_epubcheck_finds_no_fault_with_formulas(make_site: MakeSite) -> None:
    """The checker of the standard's authors says nothing of MathML."""
    blocks = [f".. math::\n   :nowrap:\n\n   {source}\n" for source in BLOCKS if "\n" not in source]
    page = "\n".join([TITLE, *blocks, *(f"- :math:`{source}`" for source in PAPERS)])
    built = make_site({"index.rst": page}, MATHML).build("epub")
    assert book_faults(built.out) == []


def test_what_cannot_be_drawn_is_shown_and_said_once(make_site: MakeSite) -> None:
    """Its TeX stands on the page, and one warning has its line; listings do not repeat it."""
    text = (
        "# Post\n\nWords $\\unknown{x}$.\n\n$$\n\\ce{H2O}\n$$\n\n"
        ":::{paper} 2511.21579\n:title: T $\\mathop{a}\\middle b$\n\nBody.\n:::\n\n"
        "```{paper:list}\n```\n"
    )
    built = make_site({"index.md": text}, MATHML).build("html")
    assert built.texts("p .math code.paper-tex")[0] == r"\unknown{x}"
    assert built.texts("div.math pre.paper-tex") == [r"\ce{H2O}"]
    assert built.texts("li .paper-tex") == [r"\mathop{a}\middle b"]
    places = [line.partition(": WARNING: ") for line in built.warnings]
    assert [place.rpartition(":")[2] for place, _mark, _message in places] == ["3", "5", "10"]
    assert all(message.endswith("[paper.math]") for _place, _mark, message in places)


@pytest.mark.parametrize("conf", ["", 'paperreview_math = ""\n'])
def test_nothing_changes_unasked(make_site: MakeSite, conf: str) -> None:
    """Sphinx would take a second renderer by itself: there is none unless it is asked for."""
    built = make_site({"index.md": PAGE}, conf).build("html")
    assert built.warnings == ()
    assert built.select("math") == []
    assert built.select("script[src*=mathjax i]")


def test_the_sites_own_renderer_wins(make_site: MakeSite) -> None:
    """``html_math_renderer`` is the author's word."""
    built = make_site({"index.md": PAGE}, f'{MATHML}html_math_renderer = "mathjax"\n').build("html")
    assert built.select("math") == []
    assert built.select("script[src*=mathjax i]")


def test_it_is_asked_for_among_many(make_site: MakeSite) -> None:
    """Beside another extension's renderer the setting decides."""
    conf = f'{MATHML}extensions.append("sphinx.ext.imgmath")\n'
    assert make_site({"index.md": PAGE}, conf).build("html").select("math")


def test_other_formats_draw_as_ever(make_site: MakeSite) -> None:
    site = make_site({"index.md": PAGE}, MATHML)
    for builder in ("latex", "text", "man"):
        assert site.build(builder).warnings == ()
