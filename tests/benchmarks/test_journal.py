"""The made-up journals that builds are measured with."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.edits import SCENARIOS, steps
from benchmarks.journal import FEWEST, MOST, NEVER_NAMED, make_journal, make_post
from benchmarks.systems import SYSTEMS
from benchmarks.systems.system import System


def test_same_on_every_run() -> None:
    """Nothing depends on the hash seed, on earlier chance, or on how long the journal is."""
    program = "from benchmarks.journal import make_journal; print(make_journal(12))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ".", "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in ("0", "1")
    }
    random.seed(3)
    assert printed == {f"{make_journal(12)}\n"}
    assert make_journal(40).posts[:12] == make_journal(12).posts


def test_shapes() -> None:
    """Five to ten papers a post, each with its own name; some are reviewed again."""
    posts = make_journal(60).posts
    assert {len(post.papers) for post in posts} == set(range(FEWEST, MOST + 1))
    papers = [paper for post in posts for paper in post.papers]
    assert len({paper.label for paper in papers}) == len(papers)
    assert [paper.again for paper in papers].count(True) == 6
    again = [paper for paper in papers if paper.again]
    titles = {paper.arxiv: paper.title for paper in papers if not paper.again}
    assert [titles[paper.arxiv] for paper in again] == [paper.title for paper in again]


def test_names_only_earlier_papers_that_stay() -> None:
    posts = make_journal(80).posts
    homes = make_journal(80).homes
    for number, post in enumerate(posts):
        for paper in post.papers:
            for named in re.findall("⟦(.+?)⟧", paper.body):
                place = posts.index(homes[named])
                assert place < number
                assert place % NEVER_NAMED != NEVER_NAMED - 1


@pytest.mark.parametrize("system", SYSTEMS.values(), ids=SYSTEMS.keys())
def test_all_systems_write_all_papers(system: System) -> None:
    """The same posts, titles and texts, whatever the markup around them."""
    journal = make_journal(12)
    files = system.files(journal)
    for post in journal.posts:
        text = files[f"{post.docname}.md"]
        for paper in post.papers:
            assert paper.subtitle in text
            assert paper.body.split("⟦")[0] in text
            for author in paper.authors:
                assert author in "".join(files.values())
    assert files == system.files(make_journal(12))


def test_plain_has_the_pages_that_ours_makes(tmp_path: Path) -> None:
    """What is compared are the same pages: those written by hand are those generated."""
    made = {}
    for name in ("plain", "ours"):
        system = SYSTEMS[name]
        source = tmp_path / name
        for path, text in {**system.files(make_journal(12)), "conf.py": system.conf}.items():
            (source / path).parent.mkdir(parents=True, exist_ok=True)
            (source / path).write_text(text, encoding="utf-8")
        out = tmp_path / f"{name}-out"
        command = [sys.executable, "-m", "sphinx", "-q", "-W", str(source), str(out)]
        subprocess.run(command, check=True)
        made[name] = {path.relative_to(out) for path in out.rglob("*.html")}
    assert made["plain"] == made["ours"]


def test_edits() -> None:
    """Each edit touches what an author would touch, and no two repetitions the same post."""
    before = SYSTEMS["ours"].files(make_journal(40))
    by_hand = SYSTEMS["plain"].files(make_journal(40))
    edited: set[str] = set()
    for step in steps(40, 2, SCENARIOS):
        files, hand = SYSTEMS["ours"].files(step.journal), SYSTEMS["plain"].files(step.journal)
        changed = {path for path in files | before if files.get(path) != before.get(path)}
        upkeep = {path for path in hand | by_hand if hand.get(path) != by_hand.get(path)}
        alone = step.scenario in {"no-op", "clean"}
        assert len(changed) == (0 if alone else 1)
        # In plain MyST whoever changes more than a text keeps the index pages too.
        assert (
            len(upkeep) > 10 if step.scenario in {"title", "delete", "add"} else upkeep == changed
        )
        assert not changed & edited
        edited |= changed
        before, by_hand = files, hand
    assert [step.scenario for step in steps(40, 1, SCENARIOS)] == list(SCENARIOS)


def test_added_posts_are_new() -> None:
    last = list(steps(40, 2, SCENARIOS))[-1].journal
    assert last.posts[-2:] == (make_post(40), make_post(41))
    assert len(last.posts) == 40


def test_what_is_not_measured_is_not_done() -> None:
    found = list(steps(40, 2, ("body", "no-op")))
    assert [(s.repetition, s.scenario) for s in found] == [
        (1, "no-op"), (1, "body"), (2, "no-op"), (2, "body"),
    ]  # fmt: skip
    assert [len(step.journal.posts) for step in found] == [40] * 4
    assert found[1].journal != found[0].journal == make_journal(40)
