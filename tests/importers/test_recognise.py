"""Where a paper is introduced, and where it is only mentioned: what no case file shows."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.convert import Imported, convert
from sphinx_paperreview.importers.dialects import DIALECTS
from sphinx_paperreview.recognising.evidence import Mode

LAMP = "https://arxiv.org/abs/2503.01002"
QUIET = "https://arxiv.org/abs/2503.01001"


def run(text: str, mode: Mode = Mode.CAREFUL) -> Imported:
    return convert(text.encode(), "post.md", dialect=DIALECTS["markdown"], mode=mode)


def titles(text: str, mode: Mode = Mode.CAREFUL) -> list[str]:
    return [paper.title for paper in run(text, mode).papers]


@pytest.mark.parametrize("level", range(1, 7))
def test_a_heading_of_any_level_introduces(level: int) -> None:
    text = f"# Day\n\n{'#' * level} [Lamp]({LAMP})\n\nText.\n"
    assert titles(text) == ["Lamp"]


def test_deeper_headings_belong_to_the_review() -> None:
    """Even one with a link to another paper: it is a part of what is said of the first."""
    text = f"## [Lamp]({LAMP})\n\n### Compared with [Quiet]({QUIET})\n\nText.\n"
    assert titles(text) == ["Lamp"]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.usenix.org/conference/osdi20/presentation/lamp",
        "https://www.jmlr.org/papers/v3/lamp03a.html",
        "http://papers.nips.cc/paper/4824-lamp.pdf",
        "https://ieeexplore.ieee.org/document/8977999",
        "https://research.google/pubs/lamp/",
    ],
)
def test_a_page_of_papers_introduces_though_only_its_address_names_the_paper(url: str) -> None:
    found = run(f"# Day\n\nText.\n\n## Lamp\n\n[Paper]({url})\n\nText.\n")
    assert [paper.title for paper in found.papers] == ["Lamp"]
    assert f"{{paper}} {url}" in found.text


def test_several_addresses_may_be_of_one_paper() -> None:
    """Unlike several ids of one kind, which name different papers."""
    page = "https://www.usenix.org/conference/osdi20/presentation/lamp"
    file = "https://www.usenix.org/system/files/osdi20-lamp.pdf"
    found = run(f"# Day\n\n## [Lamp]({page}) [[paper]({file})]\n\nText.\n")
    assert [len(paper.ids) for paper in found.papers] == [2]


def test_a_list_of_papers_elsewhere_introduces_none() -> None:
    urls = ("https://research.google/pubs/", "https://www.jmlr.org/papers/v3/")
    assert titles("".join(f"## Lamp\n\n[Paper]({url})\n\nText.\n\n" for url in urls)) == []


def test_a_setext_heading_introduces() -> None:
    assert titles(f"[Lamp]({LAMP})\n------\n\nText.") == ["Lamp"]


def test_a_heading_in_a_fence_or_a_quote_introduces_none() -> None:
    assert (
        titles(f"```\n# [Lamp]({LAMP})\n```\n\n> # [Lamp]({LAMP})\n\n:::note\n# [Q]({QUIET})\n:::")
        == []
    )


def test_references_are_mentions() -> None:
    text = f"# Thoughts\n\nText.\n\n## References\n\n- [Lamp]({LAMP})\n- [Quiet]({QUIET})\n"
    assert titles(text) == []
    assert titles(text, Mode.AGGRESSIVE) == []


def test_numbered_parts_of_one_paper_are_no_papers() -> None:
    text = f"# [Lamp]({LAMP})\n\n## 1. Introduction\n\nText.\n\n## 2. How It Works\n\nText."
    assert titles(text) == titles(text, Mode.AGGRESSIVE) == ["Lamp"]


def test_the_same_heading_twice_is_two_reviews() -> None:
    assert titles(f"## [Lamp]({LAMP})\n\nA\n\n## [Lamp]({LAMP})\n\nB") == ["Lamp", "Lamp"]


def test_a_review_ends_where_another_heading_of_its_level_begins() -> None:
    text = run(f"## [Lamp]({LAMP})\n\nInside.\n\n## Afterwards\n\nOutside.").text
    assert "Inside.\n:::\n\n## Afterwards\n\nOutside.\n" in text


def test_links_below_that_name_another_paper_stay_text() -> None:
    """Two arXiv ids are two papers."""
    imported = run(
        f"## [Lamp]({LAMP})\n\n> [Alphaxiv](https://alphaxiv.org/abs/2503.01001)\n\nText."
    )
    (paper,) = imported.papers
    assert [str(paper_id) for paper_id in paper.ids] == ["arxiv:2503.01002"]
    assert "> [Alphaxiv]" in imported.text


MODES = [
    (f"- [Lamp]({LAMP})\n- buses\n- trains", [], ["Lamp"]),
    (f"## 1. [Lamp]({LAMP})\n\n## 2. Alone\n", ["Lamp", "Alone"], ["Lamp", "Alone"]),
    ("## 1. Alone\n\n## 2. Together\n", [], ["Alone", "Together"]),
    ("## Alone `meta`\n\nText.", [], ["Alone"]),
    (f"## [Lamp]({LAMP})\n\n## [Else](https://example.org)", ["Lamp"], ["Lamp", "Else"]),
    (f"| Paper | Year |\n|---|---|\n| [Lamp]({LAMP}) | 2025 |\n| B | 2024 |", [], ["Lamp", "B"]),
    (f"# Day\n\n- [Quiet]({QUIET})\n\n## [Lamp]({LAMP})\n", ["Lamp"], ["Quiet", "Lamp"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "careful", "aggressive"), MODES)
def test_what_is_a_matter_of_taste(text: str, careful: list[str], aggressive: list[str]) -> None:
    assert titles(text, Mode.CAREFUL) == careful
    assert titles(text, Mode.AGGRESSIVE) == aggressive


SUBTITLES = [
    ("Light without Electricity", True),
    ("SCALING UP", True),
    ("Does It Scale?", True),
    ("It's Not So Easy", True),
    ("빛에 대하여", False),
    ("I did not like this one.", False),
    ("what a paper", False),
    ("Method", False),
    ("3. Results", False),
    (f"[Quiet]({QUIET})", False),
]


@pytest.mark.parametrize(("text", "is_subtitle"), SUBTITLES)
def test_a_subtitle_reads_like_a_title(text: str, is_subtitle: bool) -> None:
    """All else in its place stays text."""
    imported = run(f"## [Lamp]({LAMP})\n### {text}\n\nText.")
    assert (f":subtitle: {text}\n" in imported.text) is is_subtitle
    assert (f"## {text}\n" in imported.text) is not is_subtitle


def test_under_a_title_in_hangul_a_subtitle_may_be_in_hangul() -> None:
    assert ":subtitle: 빛에 대하여\n" in run(f"## [램프]({LAMP})\n### 빛에 대하여\n\nText.").text


def test_a_log_gives_each_review_its_day() -> None:
    text = (
        f"# Log\n\n## 2025-03-15\n\n### [Lamp]({LAMP})\n\n## 2025-03-14\n\n### [Quiet]({QUIET})\n"
    )
    lines = run(text).text.splitlines()
    assert [line for line in lines if line.startswith(":date:")] == [
        ":date: 2025-03-15",
        ":date: 2025-03-14",
    ]


def test_a_fold_within_a_review_is_a_dropdown() -> None:
    text = run(
        f"# Day\n\n## [Lamp]({LAMP})\n\n<details><summary>[Quiet]({QUIET})</summary>\n\nT\n\n"
        "</details>"
    ).text
    assert f"\n\n:::{{dropdown}} [Quiet]({QUIET})\n\nT\n:::\n::::\n" in text


def test_fences_are_longer_than_what_they_hold() -> None:
    """Also than colons in code, which would close them."""
    text = run(f"# Day\n\n## [Lamp]({LAMP})\n\n```\n:::::\n```").text
    assert "::::::{paper}" in text
    assert text.endswith("\n::::::\n")


def test_papers_know_their_lines() -> None:
    papers = run(f"---\ndate: 2025-03-14\n---\n\n## [Lamp]({LAMP})\n\n## [Quiet]({QUIET})").papers
    assert [paper.line for paper in papers] == [5, 7]


def test_an_item_that_is_a_sentence_introduces_none() -> None:
    sentence = f"- They use the method that was described in that long report [paper]({LAMP})\n"
    assert titles(sentence) == []
    assert titles(f"- Lamps for All Videos [paper]({LAMP})\n") == ["Lamps for All Videos"]
