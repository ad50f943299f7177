"""The output folder: what is not made any more goes, and what is not ours stays."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from sphinx_paperreview.collecting.output_record import FILE, VERSION
from tests.conftest import MakeSite
from tests.rendering.test_pages import CONF, NEW, OLD, OWN_LIST, PAGES, TOCTREE
from tests.site import Built, Site

Change = Callable[[Site], None]


def _files(built: Built) -> dict[str, bytes]:
    """Read the generated pages, the files of papers, and the record of them."""
    files = (path for kind in ("*.html", "*.bib", "*.json") for path in built.out.rglob(kind))
    paths = [*files, built.out / FILE]
    names = {path.relative_to(built.out).as_posix(): path for path in paths if path.is_file()}
    return {name: path.read_bytes() for name, path in sorted(names.items())}


def _drawn(built: Built) -> dict[str, str]:
    """Read what we draw on generated pages: a theme's navigation may be stale, as in Sphinx."""
    return {
        path.relative_to(built.out).as_posix(): str(found)
        for path in sorted((built.out / "papers").rglob("*.html"))
        for found in BeautifulSoup(path.read_bytes(), "html.parser").select("#paper-page")
    }


def _folders(built: Built) -> list[str]:
    """Name the empty folders of an output."""
    folders = (path for path in built.out.rglob("*") if path.is_dir() and not any(path.iterdir()))
    return sorted(path.relative_to(built.out).as_posix() for path in folders)


# A second build ----------------------------------------------------------------------------------


def test_a_build_of_nothing_new_changes_nothing(make_site: MakeSite) -> None:
    """Neither pages nor the search index, and there is nothing to warn of."""
    site = make_site(PAGES, CONF)
    first = site.build()
    before = _files(first) | {"searchindex.js": (first.out / "searchindex.js").read_bytes()}
    second = site.build()
    assert second.warnings == ()
    assert (
        _files(second) | {"searchindex.js": (second.out / "searchindex.js").read_bytes()} == before
    )


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_two_builds_are_equal(make_site: MakeSite, tmp_path: Path, builder: str) -> None:
    """Also when one of them has several workers."""
    posts = {f"posts/more-{number}.md": OLD for number in range(8)}
    site = make_site(PAGES | posts, CONF)
    one = site.build(builder, out=tmp_path / "one")
    other = site.build(builder, out=tmp_path / "other", parallel=2)
    assert _files(one) == _files(other)
    index = "searchindex.js"
    assert one.text(index) == other.text(index)


def test_the_record_names_every_generated_page(make_site: MakeSite) -> None:
    """And the indices, and no page of the author's own."""
    built = make_site(PAGES | {"papers/org/google.md": OWN_LIST}, CONF).build()
    names = list(json.loads(built.text(FILE))["pages"])
    is_ours = re.compile(r"paper|.*\.previews\.json")
    on_disk = [name for name in _files(built) if is_ours.match(name)]
    assert names == sorted(names)
    assert sorted([*names, "papers/org/google.html"]) == on_disk


# What goes ---------------------------------------------------------------------------------------


def _without_a_review(site: Site) -> None:
    site.write("posts/new.md", "# Nothing any more\n")


def _without_a_post(site: Site) -> None:
    (site.source / "posts/new.md").unlink()


def _now_a_draft(site: Site) -> None:
    site.write("posts/new.md", NEW.replace("---\n", "---\ndraft: true\n", 1))


def _conf(line: str) -> Change:
    def change(site: Site) -> None:
        site.write("conf.py", (site.source / "conf.py").read_text("utf-8") + line)

    return change


def _own_page(site: Site) -> None:
    site.write("papers/tag/video.md", OWN_LIST)


def _no_reviews(site: Site) -> None:
    for path in sorted(site.source.glob("posts/*.md")):
        site.write(f"posts/{path.name}", f"# {path.stem}\n")


CHANGES: dict[str, Change] = {
    "review gone": _without_a_review,
    "post gone": _without_a_post,
    "post is a draft": _now_a_draft,
    "kind turned off": _conf("paperreview_page_kinds = ['tag']\n"),
    "folder renamed": _conf("paperreview_pages = 'all/papers'\n"),
    "pages turned off": _conf("paperreview_pages = ''\n"),
    "own page instead": _own_page,
    "no reviews left": _no_reviews,
}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_later_build_leaves_the_pages_of_a_clean_one(
    make_site: MakeSite, tmp_path: Path, change: str, builder: str
) -> None:
    """Whatever has changed: stale pages go, and the folders that they leave empty."""
    site = make_site(PAGES, CONF)
    before = set(_files(site.build(builder, out=tmp_path / "later")))
    CHANGES[change](site)
    later = site.build(builder, out=tmp_path / "later")
    clean = site.build(builder, out=tmp_path / "clean")
    assert later.warnings == ()
    ours, expected = (_drawn(one) for one in (later, clean))
    assert ours.keys() == expected.keys()
    assert [name for name in ours if ours[name] != expected[name]] == []
    assert before != set(_files(later)) or change == "own page instead"
    assert _folders(later) == _folders(clean)


def test_a_page_comes_back_with_its_review(make_site: MakeSite) -> None:
    """What was removed is written again."""
    site = make_site(PAGES, CONF)
    site.build()
    site.write("posts/new.md", "# Nothing\n")
    gone = site.build()
    assert not (gone.out / "papers/venue").exists()
    site.write("posts/new.md", NEW)
    assert (site.build().out / "papers/venue/iclr-2026.html").is_file()


# What stays --------------------------------------------------------------------------------------


def test_an_authors_new_page_of_a_stale_name_stays(make_site: MakeSite) -> None:
    """Its file has the name of a page that is made no more."""
    site = make_site(PAGES, CONF)
    site.build()
    site.write("posts/new.md", "# Nothing\n")
    site.write("papers/venue/iclr-2026.md", "# My own\n")
    site.write("index.md", f"# Home\n\n{TOCTREE}\n```{{toctree}}\npapers/venue/iclr-2026\n```\n")
    built = site.build()
    assert built.warnings == ()
    assert built.texts("section > h1", "papers/venue/iclr-2026") == ["My own¶"]


def test_what_somebody_else_has_put_there_stays(make_site: MakeSite) -> None:
    """Files that no record of ours names."""
    site = make_site(PAGES, CONF)
    out = site.build().out
    (out / "papers/org/theirs.html").write_text("theirs", encoding="utf-8")
    assert "paperreview_pages" not in (site.source / "conf.py").read_text("utf-8")
    site.build(paperreview_pages="")
    assert [path.name for path in (out / "papers").rglob("*")] == ["org", "theirs.html"]


def _extra_file(site: Site, name: str) -> None:
    """Let Sphinx copy a file to where a generated page stands."""
    site.write(f"extra/{name}", "theirs")
    site.write(
        "conf.py", (site.source / "conf.py").read_text("utf-8") + "html_extra_path = ['extra']\n"
    )


def _redirect(site: Site, name: str) -> None:
    """Let another extension write there when a build has finished, before us."""
    site.write(
        "conf.py",
        (site.source / "conf.py").read_text("utf-8")
        + "def redirect(app, exception):\n"
        + f"    path = app.outdir / {name!r}\n"
        + "    path.parent.mkdir(parents=True, exist_ok=True)\n"
        + "    path.write_text('theirs')\n\n\n"
        + "def setup(app):\n    app.connect('build-finished', redirect, priority=1)\n",
    )


STALE = ["papers/venue/iclr-2026.html", "paper-venues.html", "papers/org/google.html"]


@pytest.mark.parametrize("name", STALE)
@pytest.mark.parametrize("put", [_extra_file, _redirect])
def test_a_file_put_where_a_generated_page_was_stays(
    make_site: MakeSite, put: Callable[[Site, str], None], name: str
) -> None:
    """In the same build that would have removed the page, and in each later one."""
    site = make_site(PAGES, CONF)
    assert (site.build().out / name).is_file()
    for path in sorted(site.source.glob("posts/*.md")):
        site.write(f"posts/{path.name}", f"# {path.stem}\n")
    put(site, name)
    for _build in range(2):
        assert site.build().text(name) == "theirs"


def test_a_forged_record_removes_nothing_of_others(make_site: MakeSite) -> None:
    """Whatever it claims to have written: what is not of our making stays."""
    site = make_site(PAGES, CONF)
    out = site.build().out
    names = ["search.html", "searchindex.js", "_static/basic.css", "CNAME", "genindex.html"]
    (out / "CNAME").write_text("journal.example", encoding="utf-8")
    record = json.loads((out / FILE).read_text(encoding="utf-8"))
    record["pages"] |= dict.fromkeys(names, "x")
    (out / FILE).write_text(json.dumps(record), encoding="utf-8")
    site.build()
    assert [name for name in names if not (out / name).is_file()] == []


NAMES = ["../../x", "../outside.html", "/etc/x", "OUTSIDE", "C:\\x", "C:/x", "", ".", "..",
         "papers/../index.html", "./index.html", "papers//index.html", "index.html",
         "posts/new.html", "posts", "link/outside.html", "a\x00b", "\ud800",
         "x" * 5000]  # fmt: skip
RECORDS: dict[str, bytes] = {
    "hostile": json.dumps({"version": VERSION, "pages": dict.fromkeys(NAMES, "x")}).encode(),
    "other types": json.dumps({"version": VERSION, "pages": {"a": 1, "b": None}}).encode(),
    "another version": json.dumps({"version": 0, "pages": {"papers/index.html": "x"}}).encode(),
    "no JSON": b"{pages: ]",
    "no text": b"\xff\xfe\x00",
    "empty": b"",
    "truncated": b'{"version": 1, "views": {"ind',
    "a list": b'["index.html"]',
    "a number": b"1e999",
    "no dictionary": b'{"version": 1, "stamp": [], "views": 3, "pages": "index.html"}',
    "nothing": b'{"version": 1, "pages": null}',
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_broken_record_harms_nothing(make_site: MakeSite, tmp_path: Path, name: str) -> None:
    """Whatever it names, files elsewhere and pages of the author's stay; the build goes on."""
    site = make_site(PAGES, CONF)
    outside = tmp_path / "elsewhere" / "outside.html"
    outside.parent.mkdir()
    beside = tmp_path / "outside.html"
    for path in (outside, beside):
        path.write_text("theirs", encoding="utf-8")
    built = site.build()
    before = _files(built)
    (built.out / "link").symlink_to(outside.parent, target_is_directory=True)
    text = RECORDS[name].replace(b"OUTSIDE", outside.as_posix().encode())
    (built.out / FILE).write_bytes(text)
    again = site.build()
    assert again.warnings == ()
    assert _files(again) == before
    assert outside.is_file()
    assert beside.is_file()


def test_a_failed_build_removes_nothing(make_site: MakeSite) -> None:
    """Who knows what it has not written."""
    site = make_site(PAGES, CONF)
    before = _files(site.build())
    site.write("posts/new.md", "# Nothing\n")
    site.write(
        "conf.py",
        (site.source / "conf.py").read_text("utf-8")
        + "def fail(*args):\n    raise ValueError('broken')\n\n\n"
        "def setup(app):\n    app.connect('html-page-context', fail)\n",
    )
    with pytest.raises(Exception, match="broken"):
        site.build()
    out = site.source.parent / "out-html"
    assert set(before) <= {path.relative_to(out).as_posix() for path in out.rglob("*")}
