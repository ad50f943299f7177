"""Files are written below a folder, and never over something that differs."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_paperreview.atomic import write_whole
from sphinx_paperreview.cli.writing import FolderWriter, Outcome


def test_a_new_file_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    assert FolderWriter(tmp_path / "a").write("b/c.md", b"text") is Outcome.NEW
    assert (tmp_path / "a/b/c.md").read_bytes() == b"text"


def test_an_identical_file_is_left_alone(tmp_path: Path) -> None:
    """Not even its time changes: the next build need not read it again."""
    path = tmp_path / "a.md"
    path.write_bytes(b"text")
    os.utime(path, (1, 1))
    assert FolderWriter(tmp_path, force=True).write("a.md", b"text") is Outcome.UNCHANGED
    assert path.stat().st_mtime == 1


@pytest.mark.parametrize(
    ("force", "outcome", "left"),
    [(False, Outcome.KEPT, b"theirs"), (True, Outcome.REPLACED, b"ours")],
)
def test_a_differing_file_is_replaced_only_by_force(
    tmp_path: Path, force: bool, outcome: Outcome, left: bytes
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"theirs")
    assert FolderWriter(tmp_path, force=force).write("a.md", b"ours") is outcome
    assert path.read_bytes() == left


def test_a_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "elsewhere.md")
    assert FolderWriter(tmp_path).write("a.md", b"text") is Outcome.KEPT
    assert not (tmp_path / "elsewhere.md").exists()


@pytest.mark.parametrize(
    "write",
    [
        lambda path: FolderWriter(path.parent, force=True).write(path.name, b"ours"),
        lambda path: write_whole(path, b"ours"),
    ],
)
def test_a_link_stays_and_what_it_leads_to_is_written(
    tmp_path: Path, write: Callable[[Path], None]
) -> None:
    """Whoever keeps a post elsewhere, and links to it, means that post."""
    (tmp_path / "far").mkdir()
    other = tmp_path / "far/other.md"
    other.write_bytes(b"theirs")
    (tmp_path / "between.md").symlink_to("far/other.md")
    (tmp_path / "a.md").symlink_to("between.md")
    write(tmp_path / "a.md")
    assert other.read_bytes() == b"ours"
    assert (tmp_path / "a.md").readlink() == Path("between.md")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "between.md", "far"]
    assert [path.name for path in (tmp_path / "far").iterdir()] == ["other.md"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    """A private post stays private."""
    path = tmp_path / "a.md"
    path.write_bytes(b"theirs")
    path.chmod(mode)
    FolderWriter(tmp_path, force=True).write("a.md", b"ours")
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_bytes() == b"ours"


def test_what_is_no_file_is_kept_and_not_read(tmp_path: Path) -> None:
    """Reading a pipe, to compare it, would never end."""
    os.mkfifo(tmp_path / "a.md")
    assert FolderWriter(tmp_path, force=True).write("a.md", b"text") is Outcome.KEPT
    assert stat.S_ISFIFO((tmp_path / "a.md").stat().st_mode)


@pytest.mark.parametrize("present", [None, b"theirs"])
def test_a_dry_run_writes_nothing(tmp_path: Path, present: bytes | None) -> None:
    folder = tmp_path / "a"
    if present:
        folder.mkdir()
        (folder / "a.md").write_bytes(present)
    outcome = FolderWriter(folder, force=True, dry_run=True).write("a.md", b"ours")
    assert outcome is (Outcome.REPLACED if present else Outcome.NEW)
    assert [path.read_bytes() for path in folder.rglob("*")] == ([present] if present else [])


def test_files_are_readable_for_whom_the_umask_lets(tmp_path: Path) -> None:
    """A temporary file for its maker's eyes alone would leave a site that no server can read."""
    FolderWriter(tmp_path).write("a.md", b"text")
    (tmp_path / "plain").write_bytes(b"")
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("present", [None, b"theirs"])
def test_a_full_disk_leaves_no_half_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, present: bytes | None
) -> None:
    if present:
        (tmp_path / "a.md").write_bytes(present)

    def fail(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space left"):
        FolderWriter(tmp_path, force=True).write("a.md", b"ours")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([present] if present else [])


def test_a_name_of_the_greatest_length_can_be_written(tmp_path: Path) -> None:
    name = "가" * 84 + ".md"  # 255 bytes
    assert FolderWriter(tmp_path).write(name, b"text") is Outcome.NEW
