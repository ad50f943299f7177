"""The day and the paper of a post."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.convert import Imported, convert
from sphinx_paperreview.importers.dialects import DIALECTS
from sphinx_paperreview.importers.front import plain_title
from sphinx_paperreview.recognising.tokens import read_inline


def run(
    front: str, *, path: str = "post.md", body: str = "Text.", dialect: str = "jekyll"
) -> Imported:
    text = f"---\n{front}\n---\n{body}\n" if front else body
    return convert(text.encode(), path, dialect=DIALECTS[dialect])


DATES = [
    ("date: 2025-03-14", "a.md", "# 2025-01-01", "2025-03-14"),
    ("date: 2025-03-14 08:15:00 +0900", "a.md", "", "2025-03-14"),
    ("date: 2025/03/14", "a.md", "", "2025-03-14"),
    ("date: March 14, 2025", "a.md", "", "2025-03-14"),
    ("pubDate: 2025-03-14", "a.md", "", "2025-03-14"),
    ("date: 2025-03-14 9:05 PM", "a.md", "", "2025-03-14"),
    ("", "_posts/2025-03-14-a.md", "# 2025-01-01", "2025-03-14"),
    ("", "2024-01-01/20250314.md", "", "2025-03-14"),
    ("", "posts/2025/03/14/index.md", "# 2025-01-01", "2025-03-14"),
    ("", "march.md", "# Papers of 2025.03.14", "2025-03-14"),
    ("date: someday", "2025-03-14.md", "", "2025-03-14"),
    ("", "a.md", "## 2025-03-14\n\n## 2025-03-15", ""),
]


@pytest.mark.parametrize(("front", "path", "body", "expected"), DATES)
def test_the_day_is_that_of_front_matter_file_folder_heading(
    front: str, path: str, body: str, expected: str
) -> None:
    """In this order; the result says it in its front matter, as Sphinx reads it."""
    imported = run(front, path=path, body=body)
    assert imported.date == expected
    dates = [line for line in imported.text.splitlines() if line.startswith("date:")]
    assert [line[: len("date: 2025-03-14")] for line in dates] == (
        [f"date: {expected}"] if expected else []
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2025-03-14 9:05 PM", "2025-03-14 21:05"),
        ("March 14, 2025 12:00 a.m.", "2025-03-14 00:00"),
        ("2025/03/14 8:15:30", "2025-03-14 08:15:30"),
        ("2025-03-14 9:05 pm +0900", "2025-03-14 21:05+09:00"),
        ("2025-03-14 25:00", "2025-03-14"),
    ],
)
def test_a_time_of_day_is_kept(typed: str, written: str) -> None:
    """Of twice twelve hours or of 24; one that is none is left out."""
    assert f"date: {written}\n" in run(f"date: {typed}").text


LAMP, LAMP_CODE = "https://arxiv.org/abs/2503.01002", "https://github.com/lamp/lamp"
NESTED = [
    f"resource:\n  pdf: raw/lamp.pdf\n  arXiv: {LAMP}\n  github: {LAMP_CODE}",
    f"links:\n  - name: Paper\n    url: {LAMP}\n  - name: Code\n    url: {LAMP_CODE}",
    f"links:\n  - {{label: PDF, href: {LAMP}}}\n  - {{label: GitHub, href: {LAMP_CODE}}}",
    f"links:\n  - paper: {LAMP}\n  - code: {LAMP_CODE}",
    f"urls: [{LAMP}, {LAMP_CODE}]",
    f"paper:\n  url: {LAMP}\n  code: {LAMP_CODE}",
    f"paper_links:\n  arxiv_url: {LAMP}\n  code-url: {LAMP_CODE}",
]


@pytest.mark.parametrize("front", NESTED)
def test_mappings_and_lists_of_links_name_the_paper(front: str) -> None:
    """With whatever names; what else they lead to are links of the paper."""
    assert f":::{{paper}} {LAMP}\n:code: {LAMP_CODE}\n" in run(front, dialect="markdown").text


def test_a_mapping_says_more_of_the_paper() -> None:
    front = "title: March\npaper:\n  title: Lamp\n  arxiv: '2503.01002'\n  venue: NeurIPS 2024"
    assert "arxiv:2503.01002\n:title: Lamp\n:venue: NeurIPS 2024\n" in run(front).text


KEYS = [
    ("paperTitle: Lamp", ":title: Lamp"),
    ("paper-authors: [Ada Park, Jo Kim]", ":authors: Ada Park; Jo Kim"),
    ("학회: NeurIPS 2024", ":venue: NeurIPS 2024"),
    ("conf: NeurIPS 2024", ":venue: NeurIPS 2024"),
    ("repositoryUrl: https://github.com/lamp/lamp", f":code: {LAMP_CODE}"),
    ("githubURL: https://github.com/lamp/lamp", f":code: {LAMP_CODE}"),
    ("별점: 4", ":rating: 4"),
]


@pytest.mark.parametrize(("front", "option"), KEYS)
def test_keys_are_read_as_the_labels_of_lines_are(front: str, option: str) -> None:
    assert f"{option}\n" in run(f"title: March\narxivId: '2503.01002'\n{front}").text


@pytest.mark.parametrize("front", ["publishedAt: 2025-03-14T09:00:00Z", "author: Ada Park"])
def test_what_is_said_of_the_post_is_not_of_its_paper(front: str) -> None:
    text = run(f"title: March\narxivId: '2503.01002'\n{front}").text
    assert ":::{paper} arxiv:2503.01002\n:::\n" in text


@pytest.mark.parametrize(
    "front",
    [
        "links:\n  - name: Home\n    url: https://example.org",
        "links: {a: }",
        "paper: {a: [1, {b: 2}], url: null}",
        "urls: []",
        f"menu:\n  - name: Paper\n    url: {LAMP}",
    ],
)
def test_other_mappings_and_lists_name_no_paper(front: str) -> None:
    assert run(front).papers == ()


def test_a_date_that_is_none_is_kept_as_a_comment() -> None:
    imported = run("date: someday")
    assert "# date: someday" in imported.text
    assert [note.message for note in imported.notes] == ["no date: 'someday'"]


def test_jekyll_splits_tags_at_blanks() -> None:
    assert "tags: [papers, slow]" in run("tags: papers slow").text
    assert "tags: papers slow" in run("tags: papers slow", dialect="docusaurus").text


@pytest.mark.parametrize("front", ["published: false", "unlisted: true"])
def test_a_hidden_post_is_a_draft(front: str) -> None:
    assert f"{front}\ndraft: true\n" in run(front).text


PAPERS = [
    ("arxiv: 2503.01000", ":::{paper} arxiv:2503.01000"),
    ('link: "https://arxiv.org/abs/2503.01000"', ":::{paper} https://arxiv.org/abs/2503.01000"),
    ("paper_url: https://example.org/a.pdf", ":::{paper} https://example.org/a.pdf"),
    ("doi: 10.1145/3485132", ":::{paper} doi:10.1145/3485132"),
    ("links:\n  paper: https://arxiv.org/abs/2503.01000\n  x: https://example.org",
     ":::{paper} https://arxiv.org/abs/2503.01000"),
]  # fmt: skip


@pytest.mark.parametrize(("front", "expected"), PAPERS)
def test_front_matter_names_the_paper_of_the_page(front: str, expected: str) -> None:
    """The page is the review: its heading is the title, its text the text."""
    imported = run(f"title: Lamp\n{front}", body="## 1. Method\n\nLight.")
    assert f"# Lamp\n\n{expected}\n:::\n\n## 1. Method\n\nLight.\n" in imported.text
    assert front in imported.text


@pytest.mark.parametrize("front", ["link: https://example.org", "url: /a/b/", "arxiv: soon"])
def test_other_links_name_none(front: str) -> None:
    assert "{paper}" not in run(front).text


def test_a_page_with_several_papers_is_not_one_review() -> None:
    body = "\n".join(f"## [P{n}](https://arxiv.org/abs/2503.0100{n})\n\nText.\n" for n in range(3))
    imported = run("link: https://arxiv.org/abs/2503.01009", body=body)
    assert [paper.title for paper in imported.papers] == ["P0", "P1", "P2"]


@pytest.mark.parametrize(
    "title", ["A *b* `c`", "C:\\new", "<b>", "[x](y)", "$5 and $6", "a_b_c", "R&D"]
)
def test_a_title_is_plain_text(title: str) -> None:
    """Its marks are no markup."""
    assert read_inline(plain_title(title)).plain == title


POSTS = [
    ("date: 2025-03-14", "a.md", "Text.", True),
    ("date: 2025-03-14", "index.md", "Text.", True),
    ("", "_posts/2025-03-14-a.md", "Text.", True),
    ("", "2025/03/14/index.md", "Text.", True),
    ("", "a.md", "# Papers of 2025-03-14", True),
    ("draft: true", "a.md", "Text.", True),
    ("published: false", "a.md", "Text.", True),
    ("date: 2025-03-14\npost: false", "a.md", "Text.", False),
    ("date: 2025-03-14", "about.md", "Text.", False),
    ("date: 2025-03-14", "notes/_index.md", "Text.", False),
    ("", "README.md", "# Notes of 2025-03-14", False),
    ("draft: false", "a.md", "Text.", False),
    ("title: Wiki", "a.md", "Text.", False),
]


@pytest.mark.parametrize(("front", "path", "body", "expected"), POSTS)
def test_a_post_without_a_review_says_that_it_is_one(
    front: str, path: str, body: str, expected: bool
) -> None:
    """One with a day, or a draft; what is about a site or a folder is none."""
    imported = run(front, path=path, body=body)
    assert imported.is_post == expected
    assert imported.text.count("\npost: true\n") == expected


def test_a_post_with_a_review_need_not_say_so() -> None:
    imported = run("date: 2025-03-14", body="## [Kites](https://arxiv.org/abs/2511.21579)\n\nText.")
    assert imported.is_post
    assert "post:" not in imported.text
