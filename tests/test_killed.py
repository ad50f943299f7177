"""A build that is killed at any moment: the next one leaves what a clean build makes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import MakeSite
from tests.site import build, review_page
from tests.test_incremental import CONF, PAGES, drawn

KILLS = int(os.environ.get("PAPERREVIEW_KILLS", "3"))
"""At how many moments a build is killed."""


def _post(number: int, title: str) -> str:
    paper = f"2511.{number:05}"
    lines = [f":::{{paper}} {paper}", f":title: {title} {number}", ":org: NVIDIA", "", "T.", ":::"]
    return review_page(*lines, title=f"# Post {number}", date=f"2025-11-{number + 1:02}")


def test_the_build_after_a_killed_one_is_as_a_clean_one(
    make_site: MakeSite, tmp_path: Path
) -> None:
    """Each time one post is edited, and a build of that is killed at another moment."""
    posts = {f"posts/{number}.md": _post(number, "Paper") for number in range(12)}
    conf = f"{CONF}suppress_warnings = ['paper']\n"
    site = make_site({**PAGES, **posts}, conf)
    out, doctrees = tmp_path / "out", tmp_path / "doctrees"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(doctrees)]
    command += [str(site.source), str(out)]
    started = time.monotonic()
    subprocess.run(command, check=True)
    longest = time.monotonic() - started
    moments = random.Random(20251127)
    killed = 0
    for number in range(KILLS):
        site.write(f"posts/{number % 12}.md", _post(number % 12, f"Edited {number}"))
        process = subprocess.Popen(command)
        try:
            process.wait(moments.uniform(0.3, 1) * longest)
        except subprocess.TimeoutExpired:
            process.kill()
            killed += process.wait() != 0
        later = build(site.source, out, "html", doctrees=doctrees)
        clean = build(site.source, tmp_path / f"clean-{number}", "html")
        assert drawn(later) == drawn(clean), number
    assert killed


@pytest.mark.parametrize("left", [0, 200])
def test_half_a_doctree_is_not_taken_for_a_whole_one(make_site: MakeSite, left: int) -> None:
    """As a build leaves it that is killed while it reads a page which nobody has edited."""
    site = make_site({"index.md": _post(1, "Paper")}, CONF)
    first = site.build()
    doctree = site.source.parent / f"doctrees-{first.out.name}" / "index.doctree"
    doctree.write_bytes(doctree.read_bytes()[:left])
    (first.out / "index.html").unlink()
    assert site.build().select("section.paper-review")
