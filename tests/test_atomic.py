"""Files are written whole or not at all, whoever else writes them."""

from __future__ import annotations

import ast
import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sphinx_paperreview.atomic import write_changed, write_whole
from sphinx_paperreview.collecting.output_record import FILE, OutputRecord

PACKAGE = Path(__file__).parents[1] / "sphinx_paperreview"


@pytest.mark.parametrize(
    "write",
    [
        lambda folder, text: write_whole(folder / FILE, text.encode()),
        lambda folder, text: write_changed(folder / FILE, text.encode()),
        lambda folder, text: OutputRecord(stamp=text).write(folder),
    ],
    ids=["whole", "changed", "record"],
)
def test_two_writers_of_one_file_do_not_trip_over_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path, str], None]
) -> None:
    """One begins and ends while the other is between its writing and its renaming."""
    rename, others = Path.replace, ["second"]

    def interrupt(path: Path, target: Path) -> Path:
        if others:
            write(tmp_path, others.pop())
            assert "second" in (tmp_path / FILE).read_text()
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", interrupt)
    write(tmp_path, "first")
    assert others == []
    assert "first" in (tmp_path / FILE).read_text()
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_what_many_write_at_once_is_always_whole(tmp_path: Path) -> None:
    """Two builds in one output folder each read a record that somebody has written."""
    records = [OutputRecord(stamp=letter * 5000) for letter in "abcd"]

    def write_and_read(number: int) -> OutputRecord:
        records[number % 4].write(tmp_path)
        return OutputRecord.read(tmp_path)

    with ThreadPoolExecutor(4) as pool:
        assert all(record in records for record in pool.map(write_and_read, range(80)))
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_file_with_that_content_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a/b.css"
    write_changed(path, b"text")
    os.utime(path, (1, 1))
    write_changed(path, b"text")
    assert path.stat().st_mtime == 1
    write_changed(path, b"other")
    assert path.read_bytes() == b"other"


def test_a_dangling_link_leads_to_a_new_file(tmp_path: Path) -> None:
    """As a shell's ``>`` does it, where the file was named by the user."""
    (tmp_path / "report.json").symlink_to("there.json")
    write_whole(tmp_path / "report.json", b"text")
    assert (tmp_path / "there.json").read_bytes() == b"text"
    assert (tmp_path / "report.json").is_symlink()


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    """It stays a pipe: ``--report >(jq .)``."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_bytes)
        write_whole(pipe, b"x" * 200_000)
        assert read.result() == b"x" * 200_000
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_written_into(tmp_path: Path) -> None:
    """It stays one, also for root, who could replace it."""
    with pytest.raises(OSError, match="No space left") as caught:
        write_whole(Path("/dev/full"), b"text")
    assert "/dev/full" in str(caught.value)
    assert Path("/dev/full").is_char_device()
    (tmp_path / "null").symlink_to(os.devnull)
    write_whole(tmp_path / "null", b"text")
    assert (tmp_path / "null").is_symlink()


WRITING = {"write_bytes", "write_text"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.name)
def test_nothing_else_writes_files(path: Path) -> None:
    """The one way is used everywhere: a build that is killed leaves no half of a file."""
    calls = (
        node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)
    )
    names = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
    assert not names & WRITING
