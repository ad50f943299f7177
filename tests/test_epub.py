"""Books that epubcheck finds nothing to say of: https://www.w3.org/publishing/epubcheck/."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import MakeSite
from tests.outputs import book_faults, unzip
from tests.site import build, review_page

DOCS = Path(__file__).parents[1] / "docs"

CONF = """\
version = "1"
copyright = "me"
paperreview_unknown_orgs = "ignore"
suppress_warnings = ["paper.duplicate"]
"""

ORGS = """\
[acme]
name = "ACME & <Sons>"
color = "#FF6900"
logo = "acme.svg"

[modern]
name = "Modern"
logo = "modern.webp"
"""

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'

INDEX = """\
# Journal

```{toctree}
post
```

```{paper:list}
:filter:
:group-by: tag year
```

```{paper:list}
:style: cards
```

```{paper:list}
:style: table
:columns: title org tags mentions rating
```

```{paper:posts}
```

```{paper:overview}
:kind: org tag venue source author month
```

```{paper:mentions}
```

{ref}`paper-orgs`, {paper}`2511.00001`, {paper}`2511.00077`, {paper:tag}`C#`, {paper:org}`acme`,
<https://arxiv.org/abs/2511.00001>.
"""

POST = review_page(
    ":::{paper} 2511.00001 10.1145/3394486.3403376", ":title: 3D \"One\" & <two> ]]> -- 'x'",
    ":subtitle: *Sub* `code`", ":org: acme, modern, 한빛 & Co", ":tags: C#, C++, C, #, a b, 4D, 🔥",
    ":authors: A; B; C; D; E; Łukasz Żak", ":venue: ICLR 2026", ":award: Oral", ":rating: 3.5",
    ":status: reading", ":code: https://github.com/x/y?a=1&b=2", ":image: acme.svg",
    ":summary: Short <b> & *sweet*", "", "Text.", "", "## 1.2 How (C++)?", "", "Text.", ":::", "",
    ":::{paper} 2511.00001", ":title: 3D again", "", "See {paper}`2511.00009`.", ":::", "",
    ":::{paper}", ":title: #1: C# & C++", ":tags: 4D", "", "Text.", "", "## Method", "", "x", ":::",
    "", ":::{paper} cs/0501001", ":title: Math $n^2$", "", "Text.", ":::", "",
    ":::{paper} https://example.org/a?b=1&c=2", ":title: '", ":org: \"<i>\"", "", "Text.", ":::",
    "", "- :::{paper} 2511.00009", "  :title: Card", "  :org: acme", "", "  Text.", "  :::",
)  # fmt: skip


def test_a_book_of_odd_names_is_valid(make_site: MakeSite) -> None:
    """Whatever stands in titles, tags and names: well-formed, its ids are ids, its links lead."""
    pages: dict[str, str | bytes] = {"index.md": INDEX, "post.md": POST, "orgs.toml": ORGS}
    pages |= {"acme.svg": DRAWING, "modern.webp": b"RIFF"}
    built = make_site(pages, CONF).build("epub")
    assert built.warnings == ()
    assert book_faults(built.out) == []
    names = unzip(built.out)
    assert "_static/paperreview-epub.css" in names
    assert not {"_static/paperreview.css", "_static/paperreview-filter.js"} & set(names)
    assert [name for name in names if "/paperreview-orgs/" in name] == [
        "_static/paperreview-orgs/acme.svg"
    ]


def test_what_no_book_may_hold_is_replaced(make_site: MakeSite) -> None:
    """Control characters in whatever a directive takes: XML has no way to write them."""
    options = [
        *("title", "subtitle", "org", "tags", "authors", "venue", "award", "summary", "rating"),
        *("date", "published", "links", "name", "status", "class", "color"),
    ]
    lines = [f":{name}: {name}\x01 \ufffe \x08x" for name in options]
    opening = ":::{paper} 2511.00001 not\x01an\x1bid\x08 https://example.org/\x02"
    listing = "```{paper:list}\n:empty: none\x01\n:org: \x02\n```\n"
    pages: dict[str, str | bytes] = {
        "index.md": review_page(opening, *lines, ":code: https://e.org/\x01a", ":::", "", listing)
    }
    built = make_site(pages, CONF).build("epub")
    assert built.reviews[0].unread
    assert book_faults(built.out) == []


def test_the_demo_is_a_valid_book(tmp_path: Path) -> None:
    """As everybody may build it."""
    built = build(DOCS, tmp_path / "epub", "epub")
    assert built.warnings == ()
    assert book_faults(built.out) == []
