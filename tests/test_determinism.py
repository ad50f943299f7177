"""Parallel equals serial, and two builds of the same tree are the same, byte for byte."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.outputs import unzip
from tests.site import CONF, review_page

ROOT = Path(__file__).parents[1]

BUILDERS = ("html", "dirhtml", "singlehtml", "text", "xml")

EPOCH = "1764201600"
"""The time that books carry, in seconds since 1970."""

RUNS: Mapping[str, tuple[int, str]] = {"serial": (1, "0"), "parallel": (4, "1")}
"""Jobs and hash seed of each run; a set or a dictionary must not show in what is written."""

POSTS = 24
"""Sphinx divides the reading among workers from six pages on."""


@pytest.fixture(scope="module", params=["demo", "generated"])
def source(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the demo journal, or a journal made to be hard on the order of things."""
    folder = tmp_path_factory.mktemp(request.param) / "source"
    if request.param == "demo":
        shutil.copytree(ROOT / "docs", folder, ignore=shutil.ignore_patterns("_build"))
    else:
        _write_journal(folder)
    return folder


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_run_writes_the_same_bytes(source: Path, tmp_path: Path, builder: str) -> None:
    serial, parallel = (
        _files(_run(source, tmp_path / name, builder, jobs=jobs, seed=seed))
        for name, (jobs, seed) in RUNS.items()
    )
    assert parallel.keys() == serial.keys()
    assert [name for name in serial if serial[name] != parallel[name]] == []


def test_every_run_binds_the_same_book(source: Path, tmp_path: Path) -> None:
    """Compare what the archives hold: they themselves carry the times of their files."""
    serial, parallel = (
        unzip(_run(source, tmp_path / name, "epub", jobs=jobs, seed=seed))
        for name, (jobs, seed) in RUNS.items()
    )
    assert parallel.keys() == serial.keys()
    assert [name for name in serial if serial[name] != parallel[name]] == []


def _run(source: Path, place: Path, builder: str, *, jobs: int, seed: str) -> Path:
    """Run Sphinx in a process of its own, which must not warn; give its output folder."""
    out = place / builder
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", "-b", builder]
    # Doctrees are pickles, which no reader gets: they stay outside.
    command += ["-j", str(jobs), "-d", str(place / "doctrees"), str(source), str(out)]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    known = {"PYTHONPATH": path, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": EPOCH}
    done = subprocess.run(
        command, env=os.environ | known, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return out


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


# A journal that is hard on the order of things -----------------------------------------------


def _write_journal(folder: Path) -> None:
    """Write posts that share papers, dates, organisations and tags, and point at each other."""
    folder.mkdir()
    (folder / "conf.py").write_text(CONF + _MORE_CONF, encoding="utf-8")
    names = [f"post-{number:02d}" for number in range(POSTS)]
    for number, name in enumerate(names):
        (folder / f"{name}.md").write_text(_post(number), encoding="utf-8")
        # Each has a name of its own: Sphinx numbers same-named pictures in reading order.
        (folder / f"{name}.png").write_bytes(_picture(number))
    for number in range(0, POSTS, 4):
        names.append(f"plain-{number:02d}")
        (folder / f"{names[-1]}.md").write_text(_plain_post(number), encoding="utf-8")
    listings = [f"```{{paper:list}}\n:group-by: {key}\n```\n" for key in _GROUPS]
    toctree = ["```{toctree}", *names, "```\n"]
    listings.append("```{paper:mentions}\n```\n")
    listings.append("```{paper:list}\n:style: cards\n:sort: -mentions\n:limit: 9\n```\n")
    listings.append("```{paper:posts}\n:group-by: month\n```\n")
    index = "\n".join(["# Journal", "", *toctree, "```{paper:list}\n```\n", *listings])
    (folder / "index.md").write_text(index, encoding="utf-8")


_MORE_CONF = """\
project = "Journal"
author = copyright = "2025, its author"
release = version = "1"
"""

_GROUPS = ("org", "tag", "source", "venue", "author", "year", "month", "day", "post", "status")

_ORGS = ("google, meta", "NVIDIA", "Lab Ä, Lab B; Lab C", "tencent, 네이버", "")


def _plain_post(number: int) -> str:
    """Write a post of plain headings."""
    shared = f"https://arxiv.org/abs/2412.{number % 7 + 1:05d}"
    front = ["---", f"date: 2025-03-{number + 1:02d}", "paperreview: headings", "---"]
    heads = [f"## 1. [Shared, as plain post {number} names it]({shared}) `meta`", "Words.",
             f"## 2. Nothing {number} Links Here `google`", "### Method", "Words."]  # fmt: skip
    return "\n".join(front) + "\n\n".join([f"\n# Plain post {number}", *heads, ""])


def _post(number: int) -> str:
    """Write three reviews: of a paper of its own, of one of seven, and of one without id."""
    own, earlier, shared = number + 1, (number * 5) % POSTS + 1, number % 7 + 1
    return review_page(
        f":::{{paper}} 2501.{own:05d}v{number % 3 + 1} 10.1234/own.{number}",
        f":title: Paper {number} of $n^{{{number}}}$",
        f":org: {_ORGS[number % len(_ORGS)]}",
        f":tags: t{number % 4}, t{number % 3}, own{number}",
        ":authors: A One; B Two; C Three; D Four; E Five",
        f":venue: V {2020 + number % 4}",
        f":image: post-{number:02d}.png",
        "",
        f"Text about {{paper}}`2501.{earlier:05d}` and {{paper}}`2412.{shared:05d}`.",
        f"[A link](https://arxiv.org/pdf/2501.{earlier:05d}v2) says more, of paper {number}.",
        f"To read: [Called {number}](https://arxiv.org/abs/2405.{number % 5 + 1:05d}).",
        "",
        "## Method",
        "Words.",
        ":::",
        "",
        f":::{{paper}} https://arxiv.org/abs/2412.{shared:05d}",
        f":title: Shared {shared}, as post {number} names it",
        ":org: microsoft",
        ":rating: 3.5",
        ":::",
        "",
        "- A card in a list:",
        "",
        "  :::{paper}",
        f"  :title: Without id {number % 2}",
        "  :status: reading",
        "",
        "  Text.",
        "  :::",
        title=f"# Post {number}",
        date=f"2025-{number % 3 + 1:02d}-{number % 5 + 1:02d}",
    )


def _picture(shade: int) -> bytes:
    """Draw a PNG of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(bytes([0, shade]))
    chunks = chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
