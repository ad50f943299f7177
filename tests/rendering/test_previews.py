"""What a link to a review shows before it is followed: which links do, and the files of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from sphinx_paperreview.rendering.assets import PREVIEWING, SCRIPTS
from tests.conftest import MakeSite
from tests.site import Built, review_page

SCRIPT = f"script[src*='{SCRIPTS[PREVIEWING]}']"
LINK = "a.paper-previewed"
HARMONY = (
    *(":::{paper} 2511.00001", ":title: Harmony of $x^2$ & <b>", ":subtitle: In two parts"),
    *(":org: Google", ":venue: ICLR 2026", ":award: Oral", ":summary: It *sings*.", ":name: song"),
    *(":tags: music", "", "Text.", ":::"),
)
POST = review_page(*HARMONY)
READER = """---
orphan: true
---
# Reader

A {paper}`2511.00001`, a [song](#song), {ref}`song`, [its place](post.md#arxiv-2511-00001), with
[dots](post.md#arxiv-2511.00001) and an ordinary [link](https://arxiv.org/abs/2511.00001).

No {paper}`2511.99999`, no [page](post.md), no {paper:org}`Google`.
"""
PAGES = {"index.md": "# Home\n\nNothing.\n", "post.md": POST, "reader.md": READER}


def _previews(built: Built, path: str = "post.previews.json") -> dict[str, str]:
    content: dict[str, Any] = json.loads(built.text(path))
    previews: dict[str, str] = content["paperreview-previews"]
    return previews


def _site(make_site: MakeSite, pages: dict[str, str] | None = None, conf: str = "") -> Any:
    orphans = {name: text.replace("date:", "orphan: true\ndate:") for name, text in PAGES.items()}
    return make_site(orphans | (pages or {}), f'paperreview_math = "mathml"\n{conf}')


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_link_to_a_review_has_a_preview(make_site: MakeSite, builder: str) -> None:
    """Made by us, by Sphinx or by MyST; and no other link."""
    built = _site(make_site).build(builder)
    assert built.warnings == ()
    page = "reader" if builder == "html" else "reader/index"
    previewed = built.select(LINK, page)
    assert len(previewed) == 6  # with the small link behind the ordinary one
    assert {str(link["href"]).partition("#")[2] for link in previewed} == {"arxiv-2511-00001"}
    stem = "post" if builder == "html" else "post/index"
    assert list(_previews(built, f"{stem}.previews.json")) == ["arxiv-2511-00001"]


def test_a_preview_says_what_there_is_without_links(make_site: MakeSite) -> None:
    (html,) = _previews(_site(make_site).build()).values()
    shown = BeautifulSoup(html, "html.parser")
    assert shown.select("a, [id], script, b") == []
    words = " ".join(shown.get_text(" ").split())
    for text in ("Harmony of", "& <b>", "In two parts", "Google", "ICLR 2026", "Oral"):
        assert text in words
    assert len(shown.select("math")) == len(shown.select("em")) == 1
    assert shown.select_one("time")["datetime"] == "2025-11-27"  # type: ignore[index]


def test_the_script_is_on_pages_with_such_links_alone(make_site: MakeSite) -> None:
    built = _site(make_site).build()
    assert len(built.select(f"{SCRIPT}[defer]", "reader")) == 1
    assert built.select(SCRIPT) == []
    assert len(built.select(SCRIPT, "papers/org/google")) == 1
    assert built.select(SCRIPT, "papers/org/index") == []
    assert built.select(SCRIPT, "search") == []


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text", "latex"])
def test_other_outputs_have_none(make_site: MakeSite, builder: str) -> None:
    built = _site(make_site).build(builder)
    assert list(built.out.rglob("*.previews.json")) == []
    if builder == "singlehtml":
        assert built.select(f"{LINK}, {SCRIPT}") == []


def test_turned_off_nothing_is_left(make_site: MakeSite) -> None:
    """Also of what an earlier build has written."""
    site = _site(make_site)
    assert _previews(site.build())
    built = site.build(paperreview_previews=False)
    assert built.select(f"{LINK}, {SCRIPT}", "reader") == []
    assert list(built.out.rglob("*.previews.json")) == []


def test_a_wrong_value_warns_once(make_site: MakeSite) -> None:
    built = _site(make_site, conf="paperreview_previews = 'maybe'\n").build()
    (warning,) = built.warnings
    assert "paperreview_previews = 'maybe'" in warning
    assert _previews(built)


def test_drafts_and_what_is_not_indexed_have_none(make_site: MakeSite) -> None:
    """Their words stand on their own pages alone; and a page tells when one becomes a draft."""
    site = _site(make_site)
    site.build()
    site.write("post.md", POST.replace("date:", "orphan: true\ndraft: true\ndate:"))
    built = site.build(nitpicky=False)
    assert built.select(LINK, "reader") == []
    assert not (built.out / "post.previews.json").exists()
    clean = site.build(nitpicky=False, out=site.source.parent / "clean", fresh=True)
    assert str(built.page("reader").select_one("[role=main]")) == str(
        clean.page("reader").select_one("[role=main]")
    )


def test_a_preview_changes_with_its_page_alone(make_site: MakeSite) -> None:
    """The page that links to it is not written again; the file of another post neither."""
    other = review_page(":::{paper} 2511.00002", ":title: Other", "", "T.", ":::")
    site = _site(make_site, {"other.md": other.replace("date:", "orphan: true\ndate:")})
    out: Path = site.build().out
    kept = [out / "reader.html", out / "other.previews.json"]
    times = [path.stat().st_mtime_ns for path in kept]
    site.write("post.md", (site.source / "post.md").read_text().replace("sings", "hums"))
    built = site.build()
    assert "hums" in _previews(built)["arxiv-2511-00001"]
    assert [path.stat().st_mtime_ns for path in kept] == times
    (out / "post.previews.json").unlink()
    assert _previews(site.build())


def test_a_file_of_the_authors_own_stays(make_site: MakeSite) -> None:
    site = _site(make_site, {"extra/post.previews.json": "{}"}, "html_extra_path = ['extra']\n")
    for _build in range(2):
        assert site.build().text("post.previews.json") == "{}"


def test_names_in_any_script_have_files(make_site: MakeSite) -> None:
    """Also with blanks and dots in them, in a folder, in both builders."""
    names = ["글/확산 2025.11.27", "b/index", "c.html"]
    posts = {f"{name}.md": POST.replace("date:", "orphan: true\ndate:") for name in names}
    links = "\n\n".join(f"[x](<{name}.md#arxiv-2511-00001>)" for name in names)
    pages = {"index.md": f"# Home\n\n{links}\n", **posts}
    for builder in ("html", "dirhtml"):
        built = make_site(pages, 'paperreview_math = "mathml"\n').build(builder, nitpicky=False)
        assert len(built.select(LINK)) == len(names)
    assert (built.out / "b/index.previews.json").is_file()
    assert (built.out / "글/확산 2025.11.27/index.previews.json").is_file()
    assert (built.out / "c.html/index.previews.json").is_file()
