"""The top of a page: links that say what it is about, and links that do not."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.convert import Imported, convert
from sphinx_paperreview.importers.verify.compare import verify
from sphinx_paperreview.recognising.evidence import PAGE, Sign
from sphinx_paperreview.recognising.told import are_alike

LAMP = "https://arxiv.org/abs/2503.01002"
TALK = "https://video.example.org/watch?v=1"
LONG = "빛은 밤에 사람을 돕는다. 등불은 그 빛을 아낀다. " * 20


def run(text: str, path: str = "A Lamp for the Whole Night.md") -> Imported:
    """Import a post of which nothing gets lost."""
    imported = convert(text.encode(), path)
    assert verify(text.encode(), imported.text) == ()
    return imported


def signs(text: str, path: str = "A Lamp for the Whole Night.md") -> frozenset[Sign]:
    """Give the evidence for the page itself."""
    (found,) = (place for place in run(text, path).considered if place.shape == PAGE)
    return found.signs


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("A Lamp for the Night", "a lamp for the night", True),
        ("[2503.01002] A Lamp for the Night", "A Lamp for the Night", True),
        ("A Lamp for the Night: Light", "A Lamp for the Night", True),
        ("A Lamp for the Night | Journal", "A Lamp for a Night", True),
        ("등불", "등불", True),
        ("Lamps", "Lamps and Nights", False),
        ("A Day without Lamps", "A Lamp for the Night", False),
        ("", "", False),
    ],
)
def test_titles_are_alike_that_share_their_words(one: str, other: str, *, alike: bool) -> None:
    assert are_alike(one, other) is alike
    assert are_alike(other, one) is alike


def test_a_link_that_is_called_as_the_page_leads_to_its_paper() -> None:
    """Whatever else is linked beside it, as notes of Obsidian do."""
    lamp = f"[[2503.01002] A Lamp for the Whole Night: Light]({LAMP})"
    found = run(f"[A talk]({TALK})\n{lamp}\n\n{LONG}")
    (paper,) = found.papers
    assert paper.title == "A Lamp for the Whole Night: Light"
    assert [str(one) for one in paper.ids] == ["arxiv:2503.01002"]
    assert "[A talk]" in found.text


def test_the_only_paper_among_links_alone_in_their_lines_is_the_one() -> None:
    (paper,) = run(f"[A talk]({TALK})\n[Light | Press]({LAMP})\n\n{LONG}").papers
    assert [str(one) for one in paper.ids] == ["arxiv:2503.01002"]


def test_of_two_nobody_knows() -> None:
    text = f"[One]({LAMP})\n[Two](https://arxiv.org/abs/2503.01003)\n\n{LONG}"
    assert run(text).papers == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Some slides](https://example.org/a.pdf)\n", {Sign.ALONE, Sign.FILE}),
        (f"[A talk]({TALK})\n", {Sign.ALONE, Sign.STUB}),
        (f"Seen in [a talk]({TALK}), which is long.\n", {Sign.STUB}),
        (f"- [A talk]({TALK})\n- no link\n", {Sign.STUB}),
        (f"[A Lamp for the Whole Night]({TALK})\n", {Sign.RESEMBLES, Sign.STUB}),
        (LONG, {Sign.BODY, Sign.NAMED}),
        ("Text. " * 30, set()),
        ("Text.\n", {Sign.STUB}),
    ],
)
def test_each_sign_is_seen(text: str, expected: set[Sign]) -> None:
    assert signs(text) == expected


@pytest.mark.parametrize(
    ("front", "path"),
    [
        ("tags: [paper, light]", "post.md"),
        ("title: 논문 리뷰", "post.md"),
        ("categories: Review", "post.md"),
        ("layout: post", "paper-summaries/post.md"),
    ],
)
def test_a_page_calls_itself_a_review(front: str, path: str) -> None:
    assert Sign.REVIEW in signs(f"---\n{front}\n---\nText.\n", path)


def test_a_file_under_a_title_is_a_paper_where_the_page_is_a_review() -> None:
    """Though its host is not known; the words of the link stay."""
    text = f"---\ntitle: Lamps\ntags: [paper]\n---\n[Lamp, 2004](https://lab.example.org/l.pdf)\n\n{LONG}"
    found = run(text)
    assert [paper.title for paper in found.papers] == ["Lamps"]
    assert ":::{paper} https://lab.example.org/l.pdf\n" in found.text
    assert "Lamp, 2004" in found.text


@pytest.mark.parametrize(
    "line",
    [
        "**Paper Link**: [Some Press](https://doi.org/10.1145/3600001) | [GitHub](https://github.com/a/b)",
        "Paper: [The site of lamps](https://lamps.example.org/)",
        "Paper: [here](https://lamps.example.org/a.pdf)",
    ],
)
def test_a_label_with_links_of_any_name_tells_the_paper(line: str) -> None:
    found = run(f"# Lamps for All\n\n**Authors**: Ada Lamp\n{line}\n\n## Light\n\nText.\n")
    assert [paper.title for paper in found.papers] == ["Lamps for All"]


def test_a_heading_that_cites_introduces_nothing() -> None:
    text = f"# Notes\n\n## LAMP [[7]({LAMP})]\n\nText.\n\n## Lamps [Ada et al., 2017]({LAMP})\n"
    assert run(text, "notes.md").papers == ()
