"""The file of all rows holds the very rows that the pages of a listing show."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup, Tag

from sphinx_paperreview.core.tokens import unpack_texts
from tests.conftest import MakeSite
from tests.rendering.test_listing_pages import CONF, ORPHAN, POSTS, TITLES
from tests.site import Built

STYLES = ("list", "table", "cards")
SCRIPT = "<script>alert(1)</script>"


def _pages(**options: str) -> dict[str, str]:
    listings = {
        f"{style}.md": f"{ORPHAN}# All\n\n```{{paper:list}}\n:style: {style}\n:filter:\n"
        f"{options.get(style, '')}```\n"
        for style in STYLES
    }
    return {"index.md": "# Home\n", **listings, **POSTS}


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


def _rows(content: dict[str, Any], path: str) -> list[str]:
    """Draw the rows of a file as its script does: with their addresses in full."""
    drawn = unpack_texts((content["paperreview-rows"], content["rows"]))
    base = urljoin(f"https://e.org/{path}", content["base"])
    return [_in_full(BeautifulSoup(row, "html.parser"), base) for row in drawn]


def _in_full(row: Tag, base: str) -> str:
    for link in row.select("[href]"):
        link["href"] = urljoin(base, str(link["href"]))
    for stripe in row.select("tr"):
        del stripe["class"]
    return str(row).strip()


def _on_pages(built: Built, names: list[str]) -> Iterator[str]:
    rows = "ul.paper-list > li, table.paper-table > tbody > tr, .paper-cards > .paper-card"
    for name in names:
        base = f"https://e.org/{name}.html"
        for row in built.select(rows, name):
            if row.name == "tr":
                del row["class"]
            for link in row.select("[href]"):
                link["href"] = urljoin(base, str(link["href"]))
            yield str(row).strip()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("style", STYLES)
def test_a_file_holds_the_rows_of_all_pages(make_site: MakeSite, builder: str, style: str) -> None:
    """To the letter, with addresses that lead to the same places."""
    built = make_site(_pages(), CONF).build(builder)
    end = "" if builder == "html" else "/index"
    names = [f"{name}{end}" for name in (style, f"papers/list/{style}/2", f"papers/list/{style}/1")]
    path = f"papers/list/{style}.rows.json"
    rows = _rows(_read(built.out / path), path)
    assert len(rows) == len(TITLES)
    shown = [row.replace("/index.html", "/") for row in _on_pages(built, names)]
    assert [row.replace("/index.html", "/") for row in rows] == shown


def test_the_page_of_a_value_has_one_for_all_its_years(make_site: MakeSite) -> None:
    """And one that is not split has none."""
    old = POSTS["posts/1.md"].replace("2025-01-05", "2023-01-05")
    built = make_site(_pages() | {"posts/1.md": old}, CONF).build()
    assert len(_read(built.out / "papers/tag/x.rows.json")["rows"]) == len(TITLES)
    assert not list((built.out / "papers/tag/x").rglob("*.rows.json"))
    assert not (built.out / "papers/month/2023-01.rows.json").exists()
    for page in ("papers/tag/x", "papers/tag/x/2023", "papers/tag/x/2025/1"):
        data = json.loads(built.select(".paper-filter script", page)[0].get_text())
        uri = urljoin(f"https://e.org/{page}.html", data["all"]["uri"])
        assert uri == "https://e.org/papers/tag/x.rows.json"


def test_what_is_searched_is_folded_already(make_site: MakeSite) -> None:
    """Titles, days, ids: what a row says, and what else it is found by."""
    built = make_site(_pages(), CONF).build()
    (first, *_others) = _read(built.out / "papers/list/list.rows.json")["texts"]
    assert "PAPER 09" in first
    assert "2025-05-05" in first
    assert "ARXIV:2511.00009" in first


def test_files_come_and_go_with_their_listings(make_site: MakeSite) -> None:
    """A listing that fits on a page, or has no filter, leaves none."""
    site = make_site(_pages(), CONF)
    path = site.build().out / "papers/list/list.rows.json"
    before = path.stat().st_mtime_ns
    site.write("index.md", "# Home again\n")
    site.build()
    assert path.stat().st_mtime_ns == before
    path.unlink()
    site.build()
    assert path.is_file()
    site.write("list.md", f"{ORPHAN}# All\n\n```{{paper:list}}\n```\n")
    site.build()
    assert not path.exists()


def test_a_title_stays_text(make_site: MakeSite) -> None:
    """In the file as in a page: what a script draws from it is what a page shows."""
    hostile = POSTS["posts/5.md"].replace("Paper 09", f"Paper 09 {SCRIPT}")
    built = make_site(_pages() | {"posts/5.md": hostile}, CONF).build()
    for style in STYLES:
        path = f"papers/list/{style}.rows.json"
        for row in _rows(_read(built.out / path), path):
            assert BeautifulSoup(row, "html.parser").select("script") == []
