"""What is imported lies below one folder: no link leads out of it, or round in circles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_paperreview.cli.imported_folder import (
    look_into,
    passed_over,
    read_configuration,
    read_includes,
)


def _make(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Post\n")


def test_posts_and_files_are_found(tmp_path: Path) -> None:
    _make(
        tmp_path, "b.md", "a/c.MDX", "a/d.markdown", "_posts/e.md", "a/img.png", "f.txt", "논문.md"
    )
    source = look_into(tmp_path, tmp_path / "out")
    assert source.posts == ("_posts/e.md", "a/c.MDX", "a/d.markdown", "b.md", "논문.md")
    assert source.files == {*source.posts, "a/img.png", "f.txt"}
    assert source.left_out == ()


@pytest.mark.parametrize("name", [".git", ".obsidian", "node_modules", "_site"])
def test_what_programs_keep_there_is_left_out(tmp_path: Path, name: str) -> None:
    _make(tmp_path, "a.md", f"{name}/b.md", ".hidden.md")
    source = look_into(tmp_path, tmp_path / "out")
    assert source.files == {"a.md"}


def test_a_destination_inside_is_left_out(tmp_path: Path) -> None:
    """Else a second run would import what the first has written."""
    _make(tmp_path, "a.md", "out/a.md", "other/out/a.md")
    assert look_into(tmp_path, tmp_path / "other/../out").posts == ("a.md", "other/out/a.md")


def test_a_lone_file_brings_what_lies_around_it(tmp_path: Path) -> None:
    """Not the posts beside it: nobody asked for them."""
    _make(tmp_path, "post.txt", "img/a.png", "other.md", "1/2/3/4/near", "1/2/3/4/5/far")
    source = look_into(tmp_path / "post.txt", tmp_path / "out")
    assert source.posts == ("post.txt",)
    assert source.files == {"post.txt", "img/a.png", "1/2/3/4/near"}


def test_a_lone_file_may_have_a_hidden_name(tmp_path: Path) -> None:
    _make(tmp_path, ".draft.md")
    source = look_into(tmp_path / ".draft.md", tmp_path / "out")
    assert (source.posts, source.files) == ((".draft.md",), frozenset([".draft.md"]))


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    _make(tmp_path, "outside/secret.md", "in/a.md")
    (tmp_path / "in/file.md").symlink_to(tmp_path / "outside/secret.md")
    (tmp_path / "in/folder").symlink_to(tmp_path / "outside")
    (tmp_path / "in/up").symlink_to("..")
    (tmp_path / "in/gone.md").symlink_to("nowhere.md")
    source = look_into(tmp_path / "in", tmp_path / "out")
    assert source.files == {"a.md"}
    assert dict(source.left_out) == {
        "file.md": "a link that leads out of the folder",
        "folder": "a link that leads out of the folder",
        "up": "a link that leads out of the folder",
        "gone.md": "a link that leads nowhere: No such file or directory",
    }


def test_links_within_the_folder_lead_to_files_only(tmp_path: Path) -> None:
    _make(tmp_path, "a.md", "b/c.md")
    (tmp_path / "link.md").symlink_to("a.md")
    (tmp_path / "again").symlink_to("b")
    (tmp_path / "b/loop").symlink_to("..")
    (tmp_path / "b/self").symlink_to("self")
    source = look_into(tmp_path, tmp_path / "out")
    assert source.posts == ("a.md", "b/c.md", "link.md")
    assert dict(source.left_out) == {
        "again": "a link to a folder, which is not followed",
        "b/loop": "a link to a folder, which is not followed",
        "b/self": "a link that leads nowhere: Too many levels of symbolic links",
    }


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    _make(tmp_path, "real/a.md")
    (tmp_path / "real/b.md").symlink_to("a.md")
    (tmp_path / "link").symlink_to("real")
    assert look_into(tmp_path / "link", tmp_path / "out").posts == ("a.md", "b.md")


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    """Reading a pipe would never end."""
    os.mkfifo(tmp_path / "pipe.md")
    source = look_into(tmp_path, tmp_path / "out")
    assert (source.files, source.left_out) == (frozenset(), (("pipe.md", "no regular file"),))


def test_a_folder_that_cannot_be_read_is_noted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(tmp_path, "a.md", "closed/b.md")
    scandir = os.scandir

    def refuse(path: Path) -> os._ScandirIterator[str]:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    source = look_into(tmp_path, tmp_path / "out")
    assert (source.posts, source.left_out) == (("a.md",), (("closed", "Permission denied"),))


def test_folders_may_be_very_deep(tmp_path: Path) -> None:
    deep = "/".join(["d"] * 400)
    _make(tmp_path, f"{deep}/a.md")
    assert look_into(tmp_path, tmp_path / "out").posts == (f"{deep}/a.md",)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("_config.yml", "baseurl: /blog\n1: x\n", {"baseurl": "/blog", "1": "x"}),
        ("hugo.toml", "baseURL = '/'\n", {"baseURL": "/"}),
        ("hugo.json", '{"baseURL": "/"}', {"baseURL": "/"}),
        ("_config.yml", "a: [\n", {}),
        ("_config.yml", "a: !!python/object:os.system x\n", {}),
        ("_config.yml", "- a\n", {}),
        ("hugo.toml", "=", {}),
        ("hugo.json", "[" * 100_000, {}),
        ("hugo.json", "", {}),
        ("other.yml", "a: b\n", {}),
    ],
)
def test_the_configuration_of_a_site_is_read(
    tmp_path: Path, name: str, text: str, found: dict[str, object]
) -> None:
    (tmp_path / name).write_text(text)
    assert read_configuration(look_into(tmp_path, tmp_path / "out")) == found


def test_templates_of_jekyll_are_read_and_are_no_posts(tmp_path: Path) -> None:
    _make(tmp_path, "_posts/a.md", "_includes/b.html", "_includes/in/c.md", "_layouts/d.md")
    (tmp_path / "_includes/raw").write_bytes(b"\xff")
    (tmp_path / "_includes/large.html").write_text("x" * 100_000)
    source = look_into(tmp_path, tmp_path / "out")
    assert source.posts == ("_posts/a.md",)
    assert read_includes(source) == {"b.html": "# Post\n", "in/c.md": "# Post\n"}


def test_what_may_be_a_post_and_is_no_markdown_is_counted(tmp_path: Path) -> None:
    """But for what belongs to a site: its templates, its list of packages."""
    _make(tmp_path, "a.md", "b.qmd", "c.ipynb", "d/e.ipynb", "f.rst", "g.HTML", "h.png", "i.py")
    _make(tmp_path, "_layouts/j.html", "themes/k/l.html", "requirements.txt", "index.html")
    source = look_into(tmp_path, tmp_path / "out")
    assert source.posts == ("a.md", "b.qmd")
    assert dict(passed_over(source)) == {".html": 1, ".ipynb": 2, ".rst": 1}
