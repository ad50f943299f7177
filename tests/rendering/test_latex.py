"""How a PDF draws reviews: words by their names, which a package of ours defines."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import MakeSite
from tests.site import review_page

PAGES: dict[str, str | bytes] = {
    "index.md": "# Home\n\n```{paper:list}\n```\n\n```{toctree}\none\ntwo\n```\n",
    "one.md": review_page(
        ":::{paper} 2511.00001", ":title: 하모니", ":subtitle: A subtitle", ":org: nvidia",
        ":venue: CVPR 2026", ":summary: Short.", "", "See {paper}`2511.00002`.", ":::",
    ),
    "two.md": review_page(":::{paper} 2511.00002", ":title: Waves", ":::"),
}  # fmt: skip

PACKAGE = Path(__file__).parents[2] / "sphinx_paperreview/static/paperreview.sty"


def test_each_name_is_defined_where_it_is_used(make_site: MakeSite) -> None:
    built = make_site(PAGES).build("latex")
    assert built.warnings == ()
    (book,) = built.out.glob("*.tex")
    text = book.read_text(encoding="utf-8")
    defined = set(re.findall(r"\\@namedef\{DUrole(paper-[\w-]+)\}", PACKAGE.read_text("utf-8")))
    used = set(re.findall(r"\\DUrole\{(paper-[\w-]+)\}", text))
    assert r"\usepackage{paperreview}" in text
    assert (built.out / "paperreview.sty").read_bytes() == PACKAGE.read_bytes()
    assert defined - used == set()


def test_other_books_have_no_such_names(make_site: MakeSite) -> None:
    for builder in ("text", "man", "texinfo"):
        built = make_site(PAGES).build(builder)
        assert built.warnings == ()
        assert not list(built.out.glob("*.sty"))
