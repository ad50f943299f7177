"""The fuzzer writes the same inputs for a seed, and finds what is wrong."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from benchmarks.fuzz import posts, sites
from benchmarks.fuzz.__main__ import TARGETS, main
from benchmarks.fuzz.browsing import Page
from benchmarks.fuzz.campaign import fuzz, inputs
from benchmarks.fuzz.growth import GROWS, grows
from benchmarks.fuzz.mutations import mutate
from benchmarks.fuzz.reduction import reduce
from benchmarks.fuzz.running import OUT_OF_TIME, run
from benchmarks.fuzz.target import Input, Problem, Target
from sphinx_paperreview.importers.convert import Imported, convert

each_target = pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)


@each_target
def test_a_seed_gives_the_same_inputs(target: Target) -> None:
    """Whatever the clock says, and however many were asked for."""
    first = list(islice(inputs(target, 7), 30))
    assert first == list(islice(inputs(target, 7), 30))
    assert first != list(islice(inputs(target, 8), 30))


@each_target
def test_cases_have_no_finding(target: Target) -> None:
    """And the run ends where it was told to."""
    report = fuzz(target, 1, count=20)
    assert (report.findings, report.cases) == ([], 20)


def test_a_planted_fault_is_found_and_made_small(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A finding is printed with its input; replayed, it is found again until it is mended."""

    def faulty(data: bytes, path: str, **options: object) -> Imported:
        if b"{%" in data:
            raise KeyError("planted")
        return convert(data, path)

    monkeypatch.setattr(posts, "convert", faulty)
    assert main(["convert", "--count", "2", "--save", str(tmp_path)]) == 1
    (saved,) = tmp_path.iterdir()
    assert json.loads(saved.read_text())["files"][posts.POST] == "{%"
    shown = capsys.readouterr().out
    assert "KeyError in test_fuzz.py:faulty" in shown
    assert saved.read_text() in shown
    assert main(["--replay", str(saved)]) == 1
    monkeypatch.undo()
    assert main(["--replay", str(saved)]) == 0


def test_a_word_that_is_lost_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(data: bytes, path: str, **options: object) -> Imported:
        return convert(data.partition(b"|")[0], path)

    monkeypatch.setattr(posts, "convert", forgetful)
    report = fuzz(posts.CONVERT, 0, count=40)
    assert "loses words" in report.kinds
    (finding, *_) = report.findings
    assert len(finding.given[posts.POST]) < 40


@pytest.mark.parametrize("kind", ["may run", "loses words"])
def test_a_fault_of_a_page_is_found(kind: str) -> None:
    """What an author of a page may write, nobody may write into a title."""
    page = {
        "may run": b"# Page\n\n<img src=x onerror=fuzz()>\n",
        "loses words": b"# Page\n\n% bakelimo\n",
    }[kind]
    given = {"index.md": b"# Journal\n", "page.md": page, sites.CONF: b"", sites.BUILDER: b"html"}
    problem, _ = run(sites.OPTIONS, given)
    assert problem is not None
    assert problem.kind == kind


def test_what_ends_every_build_is_no_fault_of_ours() -> None:
    given = {
        "index.md": b"---\na: !!bool z\n---\n# Journal\n",
        sites.CONF: b"",
        sites.BUILDER: b"html",
    }
    assert run(sites.OPTIONS, given)[0] is None
    assert run(sites.CONFIGURATION, {**given, sites.CONF: b"raise ValueError"})[0] is None


@pytest.mark.parametrize(
    ("page", "faults"),
    [
        ("<p>javascript:fuzz</p><a href='https://e.example/fuzz'>x</a>", 0),
        ("<a href=' java\tscript:fuzz'>x</a>", 1),
        ("<script>fuzz</script>", 1),
        ("<p style='background: url(x)'>x</p>", 1),
        (r"<span class='math notranslate'>\(\href{javascript:fuzz}{x}\)</span>", 1),
        (r"<span class='math'>\frac{a}{b}</span><code>\href{x}</code>", 0),
    ],
)
def test_what_a_page_may_run(page: str, faults: int) -> None:
    assert len(Page(page).faults) == faults


def test_an_input_that_takes_too_long_is_a_finding() -> None:
    """And ends, even where everything that is raised is caught."""

    def check(given: Input) -> Problem | None:
        while True:
            try:
                sum(range(1_000))
            except Exception:
                return None

    problem, _ = run(Target("endless", lambda random: {}, check, 0.05, 1), {})
    assert problem is not None
    assert problem.kind == OUT_OF_TIME


def test_work_that_grows_with_the_square_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {posts.POST: b"word\n" * 30, posts.DIALECT: b""}
    assert grows(posts.CONVERT, given) is None

    def slow(data: bytes, path: str, **options: object) -> Imported:
        for _ in data.split():
            convert(data, path)
        return convert(data, path)

    monkeypatch.setattr(posts, "convert", slow)
    problem = grows(posts.CONVERT, {**given, posts.POST: b"word\n" * 5})
    assert problem is not None
    assert problem.kind == GROWS


def test_reduction_keeps_what_fails() -> None:
    given = {"a": b"x\n" * 50 + b"one two\n" + b"y\n" * 50, "b": b"z" * 100}
    small = reduce(given, lambda tried: b"two" in tried["a"] and b"z" in tried["b"], 1_000)
    assert small == {"a": b"two", "b": b"z"}


def test_reduction_ends() -> None:
    """After so many trials, with what it has."""
    tried: list[Input] = []

    def fails(given: Input) -> bool:
        tried.append(given)
        return len(given["a"]) > 10

    small = reduce({"a": bytes(1_000)}, fails, 5)
    assert len(tried) == 5
    assert 10 < len(small["a"]) < 1_000


def test_damage_ends_nowhere() -> None:
    """Nothing is too short to be damaged."""
    for seed in range(200):
        assert len(mutate(b"", Random(seed))) < 200_000
