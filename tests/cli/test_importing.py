"""Posts are imported whole, once, and over nothing."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from sphinx_paperreview.cli import bringing
from sphinx_paperreview.cli.bringing import Importer
from sphinx_paperreview.importers.convert import Imported, convert
from tests.cli.conftest import Run
from tests.site import Site

PNG = bytes.fromhex("89504e470d0a1a0a")

POST = """\
---
date: 2025-11-27
---
# 2025-11-27 papers

## 1. [Harmony](https://arxiv.org/abs/2511.21579) `tencent`

Text about it.
"""


def _write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _files(folder: Path) -> dict[str, bytes]:
    """Read all files but the table of contents."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != "contents.md")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder of two posts."""
    _write(tmp_path / "old", a=POST, y2025__b="# Other\n\nText.\n")
    return tmp_path / "old"


def test_posts_keep_their_places(run: Run, old: Path, tmp_path: Path) -> None:
    result = run("import", "old", "posts")
    assert result.stdout.splitlines() == [
        "      new  posts/a.md  1 paper",
        "      new  posts/y2025/b.md  0 papers",
        "      new  posts/contents.md  leads to 1 page that no listing of posts shows",
        "2 posts (2 new), 1 paper, 0 notes",
    ]
    written = _files(tmp_path / "posts")
    assert set(written) == {"a.md", "y2025/b.md"}
    assert b":::{paper} https://arxiv.org/abs/2511.21579" in written["a.md"]


def test_a_second_run_changes_nothing(run: Run, old: Path, tmp_path: Path) -> None:
    run("import", "old", "posts")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "posts").rglob("*")}
    for arguments in ([], ["--force"]):
        result = run("import", "old", "posts", *arguments)
        assert result.stdout == "2 posts (2 unchanged), 1 paper, 0 notes\n"
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "posts").rglob("*")} == before


def test_each_place_is_explained(run: Run, tmp_path: Path) -> None:
    """Whether it was taken or not."""
    _write(tmp_path / "old", a=POST, c="# Day\n\n## Abstract\n\nText.\n\n## 3. Alone\n")
    told = run("import", "old", "posts", "--explain", "--report", "report.json").stdout
    lines = [line.strip() for line in told.splitlines() if "of 6:" in line]
    assert [line.partition(" of 6")[0] for line in lines] == [
        "left  old/a.md:4: '2025-11-27 papers' (the page itself), -9",
        "taken  old/a.md:6: 'Harmony' (a numbered heading of level 2), 11",
        "left  old/c.md:1: 'Day' (the page itself), -4",
        "left  old/c.md:3: 'Abstract' (a heading of level 2), -10",
        "left  old/c.md:7: 'Alone' (a numbered heading of level 2), 4",
    ]
    assert lines[3].endswith(": -10 is called as a part of a review")
    report = json.loads((tmp_path / "report.json").read_text())
    assert [place["taken"] for place in report["posts"][0]["considered"]] == [False, True]


LINKS = "- [Lamp](https://arxiv.org/abs/2503.01002)\n- [Night](https://arxiv.org/abs/2503.01003)\n"


LAMP = "https://arxiv.org/abs/2503.01002"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (LINKS, "6 of 6: +6 most of its entries are papers"),
        ("- a\n- b\n- c\n" + LINKS, "0 of 6: no sign"),
        (f"## Related work\n\n{LINKS}", "-10 of 6: -10 stands below a heading for other papers"),
        (f"{LINKS}\n## [Lamp]({LAMP})\n", "-10 of 6: -10 headings of the page link to papers"),
        (f"Paper: {LAMP}\n\nText.\n\n{LINKS}", "-10 of 6: -10 the page names its own paper"),
    ],
)
def test_lists_are_explained(run: Run, tmp_path: Path, text: str, why: str) -> None:
    _write(tmp_path / "old", a=f"# Day\n\n{text}")
    told = run("import", "old", "posts", "--explain").stdout
    (line,) = (line for line in told.splitlines() if "(a list)" in line)
    assert line.endswith(f"'2 links to papers' (a list), {why}")


def test_a_title_that_links_to_itself_is_a_plain_one(run: Run, tmp_path: Path) -> None:
    """Links between posts are followed when all have been read; this one leads nowhere else."""
    page = "# [Night {0} (2009)](https://doi.org/10.1145/123.{0})\n\n" + "Text. " * 80
    posts = {str(n): page.format(n) for n in range(4)}
    posts["lamps"] = "# [Lamps for All (2009)](#lamps-for-all-2009)\n\n" + "Text. " * 80
    _write(tmp_path / "old", **posts)
    run("import", "old", "posts", "--verify")
    written = (tmp_path / "posts" / "lamps.md").read_text()
    assert written.startswith("# Lamps for All\n\n:::{paper}\n:published: 2009\n:::\n")


def test_it_is_told_what_posts_have_in_common(run: Run, tmp_path: Path) -> None:
    """And a post without a link is read as the others are."""
    bare = "# Day\n\n## 1. Lamps without Light\n\nText.\n"
    _write(tmp_path / "old", **{f"2025-11-2{n}": POST for n in range(3)}, z=bare)
    result = run("import", "old", "posts", "--mode", "careful")
    assert "posts/z.md  1 paper" in result.stdout
    told = "3 of 4 times, a numbered heading of level 2 introduces a paper"
    assert f"learnt from old: {told}" in result.output


def test_a_file_that_differs_is_kept(run: Run, old: Path, tmp_path: Path) -> None:
    _write(tmp_path / "posts", a="# Mine\n")
    result = run("import", "old", "posts", code=1)
    assert "     kept  posts/a.md  1 paper\n" in result.stdout
    assert result.stderr == "Error: 1 post not imported whole, see above; --force replaces files\n"
    assert (tmp_path / "posts/a.md").read_text() == "# Mine\n"
    assert (tmp_path / "posts/y2025/b.md").is_file()
    assert "replaced  posts/a.md" in run("import", "old", "posts", "--force").stdout
    assert "Harmony" in (tmp_path / "posts/a.md").read_text()


def test_the_files_that_posts_show_are_copied(run: Run, tmp_path: Path) -> None:
    """Once, however many posts show them; none that nobody shows."""
    _write(tmp_path / "old", a="# A\n\n![x](img/x.png)\n", b="# B\n\n![x](img/x.png)\n")
    (tmp_path / "old/img").mkdir()
    for name in ("x.png", "y.png"):
        (tmp_path / "old/img" / name).write_bytes(PICTURE)
    result = run("import", "old", "posts", "--report", "report.json")
    assert result.stdout.splitlines()[-1] == "2 posts (2 new), 1 file (1 new), 0 papers, 0 notes"
    assert set(_files(tmp_path / "posts")) == {"a.md", "b.md", "img/x.png"}
    assert (tmp_path / "posts/img/x.png").read_bytes() == PICTURE
    report = json.loads((tmp_path / "report.json").read_text())
    for post in report["posts"]:
        assert post["assets"] == [
            {"path": "img/x.png", "target": "img/x.png", "outcome": "new", "why": ""}
        ]
    again = run("import", "old", "posts")
    assert "1 file (1 unchanged)" in again.stdout


def test_a_picture_that_differs_is_kept(run: Run, tmp_path: Path) -> None:
    _write(tmp_path / "old", a="# A\n\n![x](x.png)\n")
    for folder, data in (("old", PICTURE), ("posts", b"mine")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "x.png").write_bytes(data)
    result = run("import", "old", "posts", code=1)
    assert "     kept  posts/x.png" in result.stdout
    assert (tmp_path / "posts/x.png").read_bytes() == b"mine"
    run("import", "old", "posts", "--force")
    assert (tmp_path / "posts/x.png").read_bytes() == PICTURE


NEVER = [
    *("conf.py", "sub/conf.py", "CONF.PY", "evil.py", "run.sh", "Makefile", "make.bat", "a.exe"),
    *("requirements.txt", "requirements-dev.txt", "constraints.txt", "orgs.toml", "setup.cfg"),
    *("layout.html", "page.htm", "page.xhtml", "x.js", "x.mjs", "x.css", "x.wasm", "a.ipynb"),
    *(
        "a.rst",
        "x.yml",
        "x.yaml",
        "x.ini",
        "docutils.conf",
        "x.mo",
        "x.po",
        "x.pkl",
        "package.json",
    ),
    *("x.svgz", "x.php", "plain", "x.png.py", "objects.inv", "package.json"),
]
OFFERED = [
    "x.png",
    "X.PNG",
    "x.svg",
    "x.pdf",
    "x.csv",
    "x.json",
    "x.mp4",
    "x.zip",
    "x.tar.gz",
    "x.txt",
]


@pytest.mark.parametrize("form", ["[x]({})", "![x]({})", '<a href="{}">x</a>', "[x]: {}\n\n[x]"])
def test_only_what_a_page_shows_or_offers_is_copied(run: Run, tmp_path: Path, form: str) -> None:
    """What configures a site or runs never is: the next build would run foreign code."""
    old, posts = tmp_path / "old", tmp_path / "posts"
    for number, name in enumerate([*NEVER, *OFFERED]):
        (old / name).parent.mkdir(parents=True, exist_ok=True)
        (old / name).write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
        (old / f"{number}.md").write_text(f"# P\n\n{form.format(name)}\n")
    posts.mkdir()
    for name in ("conf.py", "requirements.txt"):
        (posts / name).write_text("mine")
    result = run("import", "old", "posts", "--force")
    written = {name: data for name, data in _files(posts).items() if not name.endswith(".md")}
    assert set(written) == {"conf.py", "requirements.txt", *OFFERED}
    assert written["conf.py"] == written["requirements.txt"] == b"mine"
    for name in NEVER:
        if not name.endswith((".html", ".htm")):
            assert f"not copied, as no page shows or offers it: '{name}'" in result.stdout


def test_every_file_that_is_replaced_is_told(run: Run, tmp_path: Path) -> None:
    """Also where the post that shows it has not changed."""
    _write(tmp_path / "old", a="# A\n\n![x](x.png)\n")
    (tmp_path / "old/x.png").write_bytes(PICTURE)
    run("import", "old", "posts")
    (tmp_path / "posts/x.png").write_bytes(b"mine")
    result = run("import", "old", "posts", "--force")
    assert "replaced  posts/x.png" in result.stdout


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    ("data", "copied"),
    [
        (SVG.format("<circle r='1'/>"), True),
        (SVG.format("<a href='https://a.example/on=1'><text>on = 1, script</text></a>"), True),
        ("<?xml version='1.0'?>\n<!DOCTYPE svg>\n" + SVG.format("<style>a{}</style>"), True),
        (SVG.format("<script>evil()</script>"), False),
        (SVG.format("<s:script xmlns:s='http://www.w3.org/2000/svg'/>"), False),
        (SVG.format("<circle onload='evil()'/>"), False),
        (SVG.format("<a xlink:href='java&#115;cript:evil()'/>"), False),
        (SVG.format("<a href=' \tjavascript:evil()'/>"), False),
        (SVG.format("<set attributeName='href' to='javascript:evil()'/>"), False),
        (
            SVG.format(
                "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>"
            ),
            False,
        ),
        (SVG.format("<script>evil()</script>") + "broken", False),
        ("<!DOCTYPE svg [<!ENTITY e '<script>evil()</script>'>]>" + SVG.format("&e;"), False),
        (SVG.format("<script>evil()</script>").encode("utf-16"), False),
        ("no XML at all", True),
    ],
)
def test_a_picture_that_bears_a_script_is_not_copied(
    run: Run, tmp_path: Path, data: str | bytes, copied: bool
) -> None:
    """Opened by its own address it would run as a page of the site."""
    _write(tmp_path / "old", a="# A\n\n![x](x.svg)\n")
    (tmp_path / "old/x.svg").write_bytes(data.encode() if isinstance(data, str) else data)
    result = run("import", "old", "posts", code=0 if copied else 1)
    assert (tmp_path / "posts/x.svg").exists() == copied
    assert ("bears a script" in result.stdout) != copied


@pytest.mark.parametrize("target", ["../secret.png", "link.png", "/etc/hostname", "folder/s.png"])
def test_what_lies_outside_is_never_copied(run: Run, tmp_path: Path, target: str) -> None:
    """Not by its path, and not through a link."""
    _write(tmp_path / "old", a=f"# A\n\n![x]({target})\n")
    (tmp_path / "secret.png").write_bytes(b"secret")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/s.png").write_bytes(b"secret")
    (tmp_path / "old/link.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "old/folder").symlink_to(tmp_path / "outside")
    run("import", "old", "posts")
    assert set(_files(tmp_path / "posts")) == {"a.md"}


def test_a_file_that_becomes_a_link_outwards_is_not_copied(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody may change the folder while it is imported."""
    _write(tmp_path / "old", a="# A\n\n![x](x.png)\n")
    (tmp_path / "secret.png").write_bytes(b"secret")
    picture = tmp_path / "old/x.png"
    picture.write_bytes(PICTURE)
    read = Importer.read

    def change(importer: Importer, path: str) -> None:
        read(importer, path)
        picture.unlink()
        picture.symlink_to(tmp_path / "secret.png")

    monkeypatch.setattr(Importer, "read", change)
    result = run("import", "old", "posts", code=1)
    assert "x.png: outside of the imported folder" in result.stdout
    assert set(_files(tmp_path / "posts")) == {"a.md"}


def test_links_between_posts_lead_to_what_becomes_of_them(run: Run, tmp_path: Path) -> None:
    _write(
        tmp_path / "old", a=POST, b="# B\n\n[see](a.mdx) and [this](./a.mdx#1-harmony-tencent)\n"
    )
    (tmp_path / "old/a.md").rename(tmp_path / "old/a.mdx")
    (tmp_path / "old/A.md").write_text("# Takes the name\n")
    run("import", "old", "posts")
    text = (tmp_path / "posts/b.md").read_text()
    assert "[see](a-2.md)" in text
    assert "{paper}`this <2511.21579>`" in text


def test_a_result_can_be_compared_with_its_source(run: Run, old: Path, tmp_path: Path) -> None:
    result = run("import", "old", "posts", "--verify", "--report", "report.json")
    assert result.stdout.splitlines()[-1].endswith(", 0 differences")
    assert json.loads((tmp_path / "report.json").read_text())["posts"][0]["differences"] == []


@pytest.mark.parametrize("arguments", [[], ["--dry-run"]])
def test_a_lost_word_is_shown_and_no_success(
    run: Run, old: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    def lose(data: bytes, path: str, **settings: Any) -> Imported:
        post = convert(data, path, **settings)
        return replace(post, text=post.text.replace("Text about it.", "Text."))

    monkeypatch.setattr("sphinx_paperreview.cli.bringing.convert", lose)
    run("import", "old", "posts", "--dry-run")
    result = run("import", "old", "posts", "--verify", *arguments, code=1)
    assert "           old/a.md:8: " in result.stdout
    assert ", 1 difference\n" in result.stdout


def test_a_dry_run_says_all_and_writes_nothing(run: Run, old: Path, tmp_path: Path) -> None:
    before = _files(tmp_path)
    result = run("import", "old", "posts", "--dry-run")
    assert _files(tmp_path) == before
    assert not (tmp_path / "posts").exists()
    assert result.stderr == "Note: nothing was written (--dry-run)\n"
    assert result.stdout == run("import", "old", "posts").stdout


def test_what_is_no_markdown_is_named(run: Run, old: Path, tmp_path: Path) -> None:
    for name in ("c.ipynb", "d.ipynb", "e.rst"):
        (old / name).write_text("text")
    result = run("import", "old", "posts", "--report", "report.json")
    assert result.stderr == "Note: passed over, as they are no Markdown: 2 .ipynb, 1 .rst\n"
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["passed_over"] == {".ipynb": 2, ".rst": 1}


def test_templates_of_the_site_are_filled_in(run: Run, tmp_path: Path) -> None:
    _write(tmp_path / "old", a='# A\n\n{% include image.html url="/x.png" width=60 %}\n')
    (tmp_path / "old/_includes").mkdir()
    template = '<img src="{{ include.url }}" width="{{ include.width }}%">'
    (tmp_path / "old/_includes/image.html").write_text(template)
    (tmp_path / "old/x.png").write_bytes(PICTURE)
    run("import", "old", "posts", "--from", "jekyll", "--verify")
    assert ":width: 60%" in (tmp_path / "posts/a.md").read_text()


def test_pages_of_notion_lose_their_ids_and_keep_their_links(run: Run, tmp_path: Path) -> None:
    one, other = "0" * 32, "a" * 32
    text = f"# One\n\nDate: March 3, 2024\n\n[Other](Other%20{other}.md)\n"
    _write(tmp_path / "old", **{f"One {one}": text, f"Other {other}": "# Other\n\nText.\n"})
    result = run("import", "old", "posts", "--verify")
    assert result.stdout.endswith("2 posts (2 new), 0 papers, 0 notes, 0 differences\n")
    assert set(_files(tmp_path / "posts")) == {"One.md", "Other.md"}
    written = (tmp_path / "posts/One.md").read_text()
    assert "date: 2024-03-03" in written
    assert "[Other](Other.md)" in written


def test_a_report_holds_all(run: Run, old: Path, tmp_path: Path) -> None:
    (old / "loop").symlink_to("..")
    run("import", "old", "posts", "--report", "report.json")
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["dry_run"] is False
    assert [post["path"] for post in report["posts"]] == ["a.md", "y2025/b.md"]
    first = report["posts"][0]
    assert (first["target"], first["outcome"]) == ("a.md", "new")
    assert first["papers"] == [{"title": "Harmony", "ids": ["arxiv:2511.21579"], "line": 6}]
    assert report["left_out"] == [{"path": "loop", "why": "a link that leads out of the folder"}]
    run("import", "old", "posts", "--report", "report.json")
    assert json.loads((tmp_path / "report.json").read_text())["posts"][0]["outcome"] == "unchanged"


def test_a_folder_of_text_files_says_what_to_do(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old/2025").mkdir(parents=True)
    for name in ("b.txt", "2025/a.txt", "x.png"):
        (tmp_path / "old" / name).write_text(POST)
    (line,) = run("import", "old", "posts", code=1).stderr.splitlines()
    assert line == (
        "Error: old holds no Markdown (.md, .mdx, .markdown, .mdown, .qmd, .rmd, .rmarkdown), but "
        "2 text files: rename those that are posts to .md, or import one at a time, "
        "whatever it is called: sphinx-paperreview import old/2025/a.txt DEST"
    )
    assert "1 paper" in run("import", "old/2025/a.txt", "posts").stdout


@pytest.mark.parametrize("name", ["post.txt", "post.md", "post.mdx", "post.markdown", "post"])
def test_a_lone_file_may_be_called_anything(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(POST)
    run("import", name, "posts")
    assert set(_files(tmp_path / "posts")) == {"post.md"}


def test_notes_say_where(run: Run, tmp_path: Path) -> None:
    _write(tmp_path / "old", a=f"{POST}\n## 2. A paper without a link `nvidia`\n\nText.\n")
    lines = run("import", "old", "posts").stdout.splitlines()
    assert lines[1].startswith("           old/a.md:10: ")


def test_posts_of_nearly_one_name_stand_beside_each_other(run: Run, tmp_path: Path) -> None:
    """A file system may not tell them apart, where the journal is copied to."""
    names = ["A.md", "a.md", "a.mdx", "a-2.md", "e\u0301.md", "\u00e9.md"]
    (tmp_path / "old").mkdir()
    for number, name in enumerate(names):
        (tmp_path / "old" / name).write_text(f"# Post {number}\n")
    result = run("import", "old", "posts")
    written = _files(tmp_path / "posts")
    assert len({name.casefold() for name in written}) == len(names)
    texts = "".join(text.decode() for text in written.values())
    assert all(f"Post {number}" in texts for number in range(len(names)))
    assert "A.md has the name a.md already" in result.stdout
    run("import", "old", "posts")
    assert _files(tmp_path / "posts") == written


def test_a_destination_inside_the_source_is_not_imported_again(run: Run, tmp_path: Path) -> None:
    _write(tmp_path, a=POST)
    run("import", ".", "new")
    run("import", ".", "new")
    assert set(_files(tmp_path / "new")) == {"a.md"}


@pytest.mark.parametrize("folder", [".", "../old", "link"])
def test_a_folder_is_not_imported_into_itself(
    run: Run, old: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.chdir(old)
    (old / "link").symlink_to(".")
    before = _files(old)
    result = run("import", ".", folder, "--force", code=2)
    assert "DEST is SRC" in result.stderr
    assert _files(old) == before


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["missing", "posts"], 2, "'missing' does not exist"),
        (["empty", "posts"], 1, "empty holds no Markdown"),
        (["old", "file"], 2, "'file' is a file"),
        (["old", "file/posts"], 1, "Not a directory"),
        (["old", "posts", "--from", "word"], 2, "'word' is not one of"),
        (["old", "posts", "--report", "none/report.json"], 1, "No such file or directory"),
    ],
)
def test_a_mistake_is_one_clear_line(
    run: Run, old: Path, tmp_path: Path, arguments: list[str], code: int, message: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("")
    lines = run("import", *arguments, code=code).stderr.splitlines()
    assert message in lines[-1]
    assert len(lines) == 1 or code == 2


def test_a_post_that_cannot_be_read_does_not_stop_the_others(
    run: Run, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == Path("old/a.md"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = run("import", "old", "posts", code=1)
    assert result.stdout.splitlines()[:2] == [
        "   failed  a.md",
        "           old/a.md: cannot be read: Permission denied",
    ]
    assert result.stderr == "Error: 1 post not imported whole, see above\n"
    assert set(_files(tmp_path / "posts")) == {"y2025/b.md"}


BROKEN = "---\ntitle: Broken\n---\n# Broken\n\n<script>x</script> [b](b.md)\n"


def _break(monkeypatch: pytest.MonkeyPatch, *, where: str, only_linked: bool = False) -> None:
    """Let something raise for posts that are called broken."""
    work = getattr(bringing, where)

    def raise_or_work(data: bytes, name: str, **settings: Any) -> Any:
        if b"# Broken" in data and (not only_linked or settings.get("index")):
            raise KeyError("no\nsuch \x1b thing")
        return work(data, name, **settings)

    monkeypatch.setattr(bringing, where, raise_or_work)


def test_a_post_that_cannot_be_converted_does_not_stop_the_others(
    run: Run, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays as it was, as code; a line says what those need to know who can mend it."""
    (old / "aa.md").write_text(BROKEN)
    _break(monkeypatch, where="convert")
    result = run("import", "old", "posts", "--verify", "--report", "report.json", code=1)
    assert set(_files(tmp_path / "posts")) == {"a.md", "aa.md", "y2025/b.md"}
    assert f"```text\n{BROKEN}\n```\n" in (tmp_path / "posts/aa.md").read_text()
    assert "could not be converted; it stays as it was" in result.stdout
    assert "please report this to us: KeyError: 'no\\nsuch \\x1b thing' [cli/" in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stderr == "Error: 1 post not imported whole, see above\n"
    posts = json.loads((tmp_path / "report.json").read_text())["posts"]
    assert [bool(post["failure"]) for post in posts] == [False, True, False]
    assert posts[1]["failure"]["steps"]
    built = Site(tmp_path / "posts", {"index.md": "# Posts\n\n```{toctree}\naa\n```\n"}).build()
    assert "<script>x" not in built.text("aa.html")
    assert not built.select("aside script, article script", "aa")


def test_a_post_whose_links_cannot_be_followed_keeps_them(
    run: Run, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old / "aa.md").write_text(BROKEN)
    _break(monkeypatch, where="convert", only_linked=True)
    result = run("import", "old", "posts", code=1)
    assert "links to other posts could not be followed" in result.stdout
    assert "[b](b.md)" in (tmp_path / "posts/aa.md").read_text()
    assert "please report this to us: KeyError" in result.stdout


def test_a_post_that_cannot_be_compared_is_no_success(
    run: Run, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old / "aa.md").write_text(BROKEN)
    _break(monkeypatch, where="verify")
    result = run("import", "old", "posts", "--verify", code=1)
    assert "could not be compared with its source" in result.stdout
    assert set(_files(tmp_path / "posts")) == {"a.md", "aa.md", "y2025/b.md"}


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", "\r\n", " \n"])
@pytest.mark.parametrize("start", ["", "\ufeff", "---\ntitle: T\n---\n"])
def test_a_post_that_is_myst_already_has_no_difference(
    run: Run, tmp_path: Path, start: str, end: str
) -> None:
    """It stays as it is, whatever ends its lines."""
    text = f"{start}# T\n\n:::{{paper}} 2511.21579\n:title: A | b\x0c c\u2028 d\n:::\n\nText.{end}"
    (tmp_path / "a.md").write_bytes(text.replace("\r\n", "\n").replace("\n", "\r\n").encode())
    (tmp_path / "b.md").write_bytes(text.encode())
    for name in ("a.md", "b.md"):
        assert ", 0 differences\n" in run("import", name, "posts", "--verify").stdout


def test_a_full_disk_leaves_whole_files_and_can_be_gone_on_with(
    run: Run, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = [1]

    def fill(_descriptor: int) -> None:
        if not room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        room.pop()

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fill)
        (line,) = run("import", "old", "posts", code=1).stderr.splitlines()
    assert line == "Error: posts/y2025/b.md: No space left on device"
    assert set(_files(tmp_path / "posts")) == {"a.md"}
    run("import", "old", "posts")
    assert set(_files(tmp_path / "posts")) == {"a.md", "y2025/b.md"}


BYTES = [
    b"",
    b"\xff\xfe\x00",
    b"\xef\xbb\xbf# T\r\n",
    b"caf\xe9\x00\n",
    b"---\n\ta: [\n---\n",
    b"x" * 500_000,
]


@pytest.mark.parametrize("data", BYTES, ids=range(len(BYTES)))
def test_any_bytes_can_be_imported(run: Run, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.md").write_bytes(data)
    run("import", "a.md", "posts", "--report", "report.json")
    assert (tmp_path / "posts/a.md").is_file()


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        (b"caf\xe9.md", "caf\u00e9.md"),
        (b"caf\xe9/a.md", "caf\u00e9/a.md"),
        (b"\x81.md", "-.md"),
        (b"a\x1b[31m\n.md", "a-[31m-.md"),
        ("가.md".encode(), "가.md"),
        ("가\udce9.md".encode(errors="surrogateescape"), "가\u00e9.md"),
    ],
)
def test_a_name_that_sphinx_cannot_write_is_another(
    run: Run, tmp_path: Path, name: bytes, becomes: str
) -> None:
    """Old file systems hold names in other encodings, of which a build dies."""
    path = tmp_path / "old" / os.fsdecode(name)
    path.parent.mkdir(parents=True)
    path.write_text(POST + "\n![x](x.png) [b](b.md)\n")
    (path.parent / "x.png").write_bytes(PICTURE)
    (path.parent / "b.md").write_text(
        f"# B\n\n[back](<{quote(os.fsencode(path.name), safe='')}>)\n"
    )
    result = run("import", "old", "posts", "--report", "report.json")
    report = json.loads((tmp_path / "report.json").read_text())
    post = next(post for post in report["posts"] if post["path"].endswith(path.name))
    assert post["target"] == becomes
    assert ("it becomes" in result.stdout) == (becomes.encode() != name)
    pages = {"index.md": "# I\n\n```{toctree}\n:glob:\n\n**\n```\n"}
    assert Site(tmp_path / "posts", pages).build("html").warnings == ()


@pytest.mark.parametrize("dialect", ["auto", "docusaurus", "jekyll", "hugo", "markdown"])
def test_a_dialect_can_be_named(run: Run, old: Path, tmp_path: Path, dialect: str) -> None:
    run("import", "old", "posts", "--from", dialect, "--report", "report.json")
    found = {post["dialect"] for post in json.loads(Path("report.json").read_text())["posts"]}
    assert found == {"markdown" if dialect == "auto" else dialect}


def test_pictures_get_names_under_which_a_site_shows_them(run: Run, tmp_path: Path) -> None:
    """Sphinx finds none with blanks or Hangul in its name: so the copy has another."""
    old = tmp_path / "old"
    (old / "img").mkdir(parents=True)
    shown = ["Pasted image 1.png", "img/그림.png", "img/plain.png"]
    for number, name in enumerate(shown):
        (old / name).write_bytes(PNG + bytes([number]))
    pictures = "\n\n".join(f"![](<{name}>)" for name in shown)
    (old / "a.md").write_text(f"# Note\n\n![[Pasted image 1.png]]\n\n{pictures}\n")
    assert "0 differences" in run("import", "old", "posts", "--verify").stdout
    built = Site(tmp_path / "posts", {"index.md": "# I\n\n```{toctree}\na\n```\n"}).build()
    assert built.warnings == ()
    images = {path.read_bytes()[-1] for path in (built.out / "_images").iterdir()}
    assert images == {0, 1, 2}


def test_a_long_page_becomes_a_post_of_each_month(run: Run, tmp_path: Path) -> None:
    """Its links and pictures work, nothing of it is lost, and lines are those of the page."""
    lamp = "[Lamp](https://arxiv.org/abs/2511.00001)"
    night = "[Night](https://arxiv.org/abs/2510.00001)"
    _write(
        tmp_path / "old",
        README=f"# Log\n\n[October](#2025-10)\n\n## 2025-11\n\n### {lamp}\n\n![a](img/a.png)\n\n"
        f"## 2025-10\n\n### {night}\n\nText.\n",
    )
    (tmp_path / "old/img").mkdir()
    (tmp_path / "old/img/a.png").write_bytes(PNG)
    result = run("import", "old", "posts", "--split", "month", "--verify", "--report", "r.json")
    assert result.exit_code == 0
    assert sorted(_files(tmp_path / "posts")) == [
        "2025-10.md",
        "2025-11.md",
        "README.md",
        "img/a.png",
    ]
    assert "date: 2025-11-01\n" in (tmp_path / "posts/2025-11.md").read_text()
    assert "[October](2025-10.md)" in (tmp_path / "posts/README.md").read_text()
    posts = json.loads((tmp_path / "r.json").read_text())["posts"]
    assert [paper["line"] for post in posts for paper in post["papers"]] == [7, 13]
    assert {post["path"] for post in posts} == {"README.md"}
