"""A change in a file that knows papers concerns the pages that show what has changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sphinx_paperreview.knowledge import CACHE, Knowledge
from tests.conftest import MakeSite
from tests.library import papers_json
from tests.site import Built, Site, build, review_page

CONF = (
    "html_theme = 'basic'\nhtml_domain_indices = False\nhtml_use_index = False\n"
    "paperreview_pages = ''\npaperreview_metadata = ['papers.json', 'other.json']\n"
)
A: dict[str, Any] = {"ids": ["arxiv:2511.00001"], "key": "a2025", "title": "Paper A"}
B: dict[str, Any] = {"ids": ["arxiv:2511.00002"], "title": "Paper B", "org": ["Nobody Known"]}
C: dict[str, Any] = {"ids": ["arxiv:2511.00003"], "title": "Paper C"}
D: dict[str, Any] = {"ids": ["arxiv:2511.00004"], "title": "Paper D"}

PAGES = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n",
    "a.md": review_page(":::{paper} 2511.00001\n\nText.\n:::"),
    "key.md": review_page(":::{paper} a2025\n\nText.\n:::", date="2025-10-01"),
    "b.md": review_page(":::{paper} 2511.00002\n:title: Mine\n\nText.\n:::", date="2025-10-02"),
    "role.md": "# Role\n\n{paper}`2511.00001`\n",
    "words.md": "# Words\n\n{paper}`words <2511.00001>`\n",
    "unreviewed.md": "# Not reviewed\n\n{paper}`2511.00003`\n",
    "any.md": "# Any\n\n{any}`arxiv:2511.00003`\n",
    "unknown.md": "# Not known\n\n{paper}`later <e2026>`\n",
    "all.md": "# All\n\n```{paper:list}\n```\n",
    "reading.md": "# To read\n\n```{paper:mentions}\n```\n",
    "plain.md": "# Plain\n\nNothing of ours.\n",
}
OTHER = papers_json({"ids": ["arxiv:2511.00009"], "title": "Nobody's"})


def _written(site: Site, **options: Any) -> set[str]:
    out = site.source.parent / "out-html"
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.html")}
    site.build(nitpicky=False, **options)
    written = (path for path in out.rglob("*.html") if before.get(path) != path.stat().st_mtime_ns)
    names = {path.relative_to(out).as_posix().removesuffix(".html") for path in written}
    return names - {"search", "index"}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    made = make_site({**PAGES, "papers.json": papers_json(A, B, C, D), "other.json": OTHER}, CONF)
    made.build(nitpicky=False)
    return made


HEADING = "section.paper-review > h2"

CHANGES: Mapping[str, tuple[tuple[dict[str, Any], ...], set[str]]] = {
    "nothing but the order": ((D, C, B, A), set()),
    "a record that nobody shows": ((A, B, C), set()),
    "a field that nobody shows": ((A, B, {**C, "venue": "ICLR"}, D), set()),
    "a field that the directive says": ((A, {**B, "title": "B!"}, C, D), set()),
    "a title": (
        ({**A, "title": "A!"}, B, C, D), {"a", "key", "role", "words", "all"}
    ),
    "an organisation": ((A, {**B, "org": ["Others"]}, C, D), {"b", "all"}),
    "a paper that nobody reviewed": (
        (A, B, {**C, "title": "C!"}, D), {"unreviewed", "any", "reading"}
    ),
    "a key that appears": ((A, B, C, {**D, "key": "e2026"}), {"unknown", "reading"}),
    "a key that goes": (
        ({name: value for name, value in A.items() if name != "key"}, B, C, D),
        {"key", "a", "all"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("parallel", [1, 2])
@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_record_concerns_the_pages_that_show_it(
    site: Site, change: str, parallel: int
) -> None:
    papers, pages = CHANGES[change]
    site.write("papers.json", papers_json(*papers))
    assert _written(site, parallel=parallel) == pages
    assert _written(site) == set()


def test_a_file_that_goes_takes_along_what_it_said(site: Site) -> None:
    """And back: what another file says in its place is read."""
    (site.source / "papers.json").unlink()
    assert {"a", "key", "b", "unreviewed"} <= _written(site)
    assert site.build(nitpicky=False).texts(HEADING, "a") == ["arXiv 2511.00001¶"]
    site.write("other.json", papers_json(A))
    assert {"a", "key"} <= _written(site)
    assert site.build(nitpicky=False).texts(HEADING, "a") == ["Paper A¶"]


def test_files_are_not_read_where_nothing_has_changed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are looked at, and no more; also after a change that concerns no page."""
    loaded: list[str] = []

    def load(_self: Knowledge, name: str, *_rest: object) -> tuple[list[Any], list[Any]]:
        loaded.append(name)
        return [], []

    monkeypatch.setattr(Knowledge, "_load", load)
    site.build(nitpicky=False)
    assert loaded == []
    site.write("other.json", papers_json())
    site.build(nitpicky=False)
    assert loaded == ["papers.json", "other.json"]


def test_a_file_is_parsed_once(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is read again: what is known comes from the cache."""

    def refuse(name: str, data: bytes) -> None:
        raise AssertionError(name)

    monkeypatch.setattr("sphinx_paperreview.knowledge.parse_file", refuse)
    site.write("a.md", PAGES["a.md"] + "More.\n")
    assert _written(site) == {"a"}
    assert site.build(nitpicky=False).texts(HEADING, "a") == ["Paper A¶"]


def test_the_cache_keeps_no_file_as_it_was_before(site: Site) -> None:
    cache = site.source.parent / "doctrees-out-html" / CACHE
    before = {path.name for path in cache.glob("*.json")}
    site.write("papers.json", papers_json({**A, "title": "A!"}))
    site.build(nitpicky=False)
    after = {path.name for path in cache.glob("*.json")}
    assert (len(before), len(after), len(before & after)) == (2, 2, 1)


@pytest.mark.parametrize("content", [b"", b"\x80", b"{}", b"[[1], []]", b"[" * 100_000])
def test_a_broken_cache_is_made_again(site: Site, content: bytes) -> None:
    """And nothing in it is ever run: it is no pickle."""
    cache = site.source.parent / "doctrees-out-html" / CACHE
    for path in cache.iterdir():
        path.write_bytes(content)
    site.write("a.md", PAGES["a.md"] + "More.\n")
    built = site.build(nitpicky=False)
    assert built.texts(HEADING, "a") == ["Paper A¶"]


def test_a_cache_that_may_not_be_written_stops_nothing(make_site: MakeSite, tmp_path: Path) -> None:
    doctrees = tmp_path / "doctrees-out-html"
    doctrees.mkdir()
    (doctrees / CACHE).write_text("a file where the folder would be")
    built = make_site({**PAGES, "papers.json": papers_json(A)}, CONF.replace(", 'other.json'", ""))
    assert built.build(nitpicky=False).texts(HEADING, "a") == ["Paper A¶"]


# Two files that disagree -------------------------------------------------------------------------


def _conflicts(site: Site, **options: Any) -> list[str]:
    warnings = site.build(nitpicky=False, **options).warnings
    return [one for one in warnings if "[paper.metadata_conflict]" in one]


@pytest.mark.parametrize("parallel", [1, 2])
def test_files_that_disagree_are_said_once_and_the_first_counts(site: Site, parallel: int) -> None:
    """Of a paper that two pages review; and again when a file changes."""
    site.write("other.json", papers_json({**A, "title": "Something else"}, {**B, "title": "B!"}))
    (warning,) = _conflicts(site, parallel=parallel)
    assert "papers.json" in warning
    assert "papers.json and other.json disagree on arxiv:2511.00001" in warning
    assert "title 'Paper A' and 'Something else'; the first counts" in warning
    assert _conflicts(site) == []
    assert site.build(nitpicky=False).texts(HEADING, "a") == ["Paper A¶"]


AGREEING = (
    {"title": "Paper: A"},
    {"title": "PAPER A."},
    {"published": "2024"},
    {"venue": "Conference on Things", "org": ["Elsewhere", "here, Inc."]},
    {"org": ["Google DeepMind", "구글"]},
    {"authors": ["J. Müller", "B B"]},
    {"code": "https://example.org/code/"},
)
FULL = {**A, "published": "2025-11", "venue": "CoT 2026", "authors": ["Jörg Müller"],
        "code": "https://example.org/code", "org": ["Here", "Google"]}  # fmt: skip


@pytest.mark.parametrize("said", AGREEING, ids=str)
def test_what_is_only_written_differently_is_no_conflict(site: Site, said: dict[str, Any]) -> None:
    site.write("papers.json", papers_json(FULL))
    site.write("other.json", papers_json({**A, **said}))
    assert _conflicts(site) == []


DISAGREEING = (
    {"title": "Paper B"},
    {"published": "2019"},
    {"authors": ["A Miller"]},
    {"code": "https://example.org/other"},
    {"venue": "CoT 2025"},
    {"org": ["Elsewhere", "NVIDIA"]},
)


@pytest.mark.parametrize("said", DISAGREEING, ids=str)
def test_what_may_be_wrong_is_a_conflict(site: Site, said: dict[str, Any]) -> None:
    site.write("papers.json", papers_json(FULL))
    site.write("other.json", papers_json({**A, **said}))
    (warning,) = _conflicts(site)
    assert f"{next(iter(said))} " in warning


def test_an_author_may_correct_what_was_fetched(site: Site) -> None:
    """In the same file: that is no conflict."""
    fetched = {**A, "title": "Fetched", "source": ["arxiv"]}
    site.write("papers.json", papers_json(A, fetched))
    assert _conflicts(site) == []
    assert site.build(nitpicky=False).texts(HEADING, "a") == ["Paper A¶"]


def test_another_output_of_the_same_environment_follows(
    make_site: MakeSite, tmp_path: Path
) -> None:
    """The page was read for one output; its source is no newer than the other's."""
    site = make_site({**PAGES, "papers.json": papers_json(A, B), "other.json": OTHER}, CONF)

    def run(builder: str) -> Built:
        return build(site.source, tmp_path / builder, builder, doctrees=tmp_path / "doctrees")

    for builder in ("html", "dirhtml", "text"):
        run(builder)
    site.write("papers.json", papers_json({**A, "code": "https://example.org/new"}, B))
    for builder, name in {"html": "a.html", "dirhtml": "a/index.html", "text": "a.txt"}.items():
        assert "https://example.org/new" in run(builder).text(name)
