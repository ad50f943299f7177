"""The names of listings: references lead to them, in every output."""

from __future__ import annotations

import re

import pytest

from sphinx_paperreview.rendering.listing_kinds import LISTING_KINDS
from tests.conftest import MakeSite
from tests.site import Site, review_page

POST = review_page(
    *(":::{paper} 2511.21579", ":title: Harmony", ":org: nvidia", ""),
    *("Like {paper}`2511.00001`.", ":::"),
)
REFERENCES = "{ref}`to it <my-shelf>` and [there](#my-shelf)"
NAMED = ":name: My-Shelf\n"

each_kind = pytest.mark.parametrize("kind", [kind.name for kind in LISTING_KINDS])


def _index(kind: str, options: str = NAMED) -> str:
    tree = "```{toctree}\npost\nother\n```\n"
    return f"# Index\n\n```{{paper:{kind}}}\n{options}```\n\n{REFERENCES}\n\n{tree}"


def _site(make_site: MakeSite, kind: str) -> Site:
    """Make a site of a named listing, and of two pages that refer to it."""
    other = f"# Other\n\n{REFERENCES.replace('(#', '(project:#')}\n"
    pages = {"index.md": _index(kind), "post.md": POST, "other.md": other}
    return make_site(pages, 'copyright = "Nobody"\nversion = "1"\n')


@each_kind
@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub"])
def test_references_lead_to_a_listing(make_site: MakeSite, kind: str, builder: str) -> None:
    """It stands right behind what they lead to."""
    built = _site(make_site, kind).build(builder)
    assert built.warnings == ()
    suffix = "xhtml" if builder == "epub" else "html"
    page = built.text(f"index.{suffix}")
    (place,) = re.findall(r'<span[^>]* id="my-shelf"></span>\s*<(\w+)', page)
    assert place in {"ul", "div", "p"}
    assert page.count('href="#my-shelf"') >= 2
    if builder != "singlehtml":
        assert built.text(f"other.{suffix}").count(f'href="index.{suffix}#my-shelf"') == 2


@each_kind
def test_a_name_leads_to_a_listing_in_print(make_site: MakeSite, kind: str) -> None:
    """Also where a page holds no ids but those that LaTeX is told of."""
    built = _site(make_site, kind).build("latex")
    assert built.warnings == ()
    (path,) = built.out.glob("*.tex")
    text = path.read_text(encoding="utf-8")
    assert text.count(r"\label{\detokenize{index:my-shelf}}") == 1
    assert text.count(r"\hyperref[\detokenize{index:my-shelf}]") == 4


@each_kind
def test_a_name_adds_nothing_to_plain_text(make_site: MakeSite, kind: str) -> None:
    """What is listed, and the words of references, stand as they do without."""
    site = _site(make_site, kind)
    named = site.build("text")
    assert named.warnings == ()
    site.write("index.md", _index(kind, ""))
    plain = site.build("text", out=site.source.parent / "plain", nitpicky=False)
    assert plain.text("index.txt").startswith(named.text("index.txt").partition("to it and")[0])
    assert "to it and there" in named.text("index.txt")


@each_kind
def test_a_name_that_is_taken_warns(make_site: MakeSite, kind: str) -> None:
    """As any other target of a page does; in reST too."""
    listing = f".. paper:{kind}::\n   :name: shelf\n   :empty: None.\n\n"
    built = make_site({"index.rst": f"Index\n=====\n\n{listing}{listing}"}).build()
    assert len(built.warnings) == 1
    assert "shelf" in built.warnings[0]
    assert len(built.select("#shelf")) == 1


@each_kind
def test_translators_meet_no_name(make_site: MakeSite, kind: str) -> None:
    """A catalogue holds words."""
    built = _site(make_site, kind).build("gettext")
    assert built.warnings == ()
    assert "to it <my-shelf>" in built.text("index.pot")
    assert "My-Shelf" not in built.text("index.pot")
