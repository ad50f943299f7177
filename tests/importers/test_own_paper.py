"""A post about one paper: how it says so, and what then belongs to it."""

from __future__ import annotations

import pytest

from tests.importers.faithful import run

LAMP = "https://arxiv.org/abs/2503.01002"
QUIET = "https://arxiv.org/abs/2503.01001"

FRONT = "---\ntitle: A lamp for the night\n---\n"


def ids(text: str) -> list[str]:
    return [str(paper.ids[0]) for paper in run(text).papers]


LABELS = [
    "Paper", "Link to the paper", "The paper and its code", "논문 및 그림 출처",
    "📄 **Paper link**", "이 글의 논문", "읽은 논문", "论文 链接",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_label_says_that_a_page_has_a_paper(label: str) -> None:
    assert ids(f"{FRONT}\n{label}: <{LAMP}>\n\n# Abstract\n\nText.\n") == ["arxiv:2503.01002"]


@pytest.mark.parametrize(
    "label",
    [
        "Related paper",
        "Other papers",
        "A paper to compare with",
        "관련 논문",
        "이전 논문",
        "참고 논문",
    ],
)
def test_a_label_of_other_papers_does_not(label: str) -> None:
    assert ids(f"{FRONT}\n{label}: <{LAMP}>\n\n# Abstract\n\nText.\n") == []


def test_a_page_with_a_paper_only_mentions_others() -> None:
    """Whatever its headings link to."""
    text = (
        f"{FRONT}\nPaper: <{LAMP}>\n\n# Method\n\n## [Quiet]({QUIET})\n\nText.\n\n"
        "## [Still](https://arxiv.org/abs/2503.01003)\n\nText.\n"
    )
    assert ids(text) == ["arxiv:2503.01002"]


def test_a_head_is_read_line_by_line() -> None:
    """What it says beside stays, where it stood."""
    text = (
        f"# 밤의 등불\n\n> **Paper**: *A Lamp for the Night*\n>\n> **Authors**: Ada, Bo\n>\n"
        f"> **Mood**: calm\n>\n> **Published**: 2025 年 03 月（arXiv 2503.01002）\n>\n"
        f"> 🔗 [arXiv]({LAMP}) | [PDF](https://arxiv.org/pdf/2503.01002)\n>\n"
        "> **Tags**: `light` `long night`\n\n---\n\n## Idea\n\nText.\n"
    )
    lines = run(text).text.splitlines()
    assert lines[0] == "# 밤의 등불"
    assert ":subtitle: A Lamp for the Night" in lines
    assert ":authors: Ada, Bo" in lines
    assert ":published: 2025-03" in lines
    assert ":tags: light, long night" in lines
    assert "> **Mood**: calm" in lines


def test_a_quote_of_the_paper_is_no_head() -> None:
    text = f"# [Lamp]({LAMP})\n\n> We propose a lamp.\n>\n> Year: 2025\n\nText.\n"
    assert "> We propose a lamp.\n>\n> Year: 2025" in run(text).text


@pytest.mark.parametrize(
    ("line", "option"),
    [
        ("CVPR 2021", ":venue: CVPR 2021"),
        ("**NeurIPS 2023 Oral**", ":award: Oral"),
        ("⭐⭐⭐", ":rating: 3"),
        ("Ranking: ⭐ ⭐ ⭐ ⭐", ":rating: 4"),
    ],
)
def test_a_line_of_a_venue_or_stars_needs_no_label(line: str, option: str) -> None:
    assert option in run(f"# Day\n\n## [Lamp]({LAMP})\n{line}\n\nText.\n").text


@pytest.mark.parametrize("line", ["2025", "Google", "The lamp is at CVPR 2021."])
def test_another_line_is_text(line: str) -> None:
    assert f"\n{line}\n" in run(f"# Day\n\n## [Lamp]({LAMP})\n{line}\n\nText.\n").text


@pytest.mark.parametrize("style", ["paper_title", "paper-title", "paperTitle", "PaperTitle"])
def test_front_matter_may_name_the_paper_in_any_style(style: str) -> None:
    url = style.lower().replace("title", "Url")
    text = f"---\n{style}: Lamp\n{url}: {LAMP}\npublishedAt: 2026-02-15\n---\n\n## Idea\n\nText.\n"
    found = run(text)
    assert (
        found.text.count("Lamp\n") == 2
    )  # in the front matter and as the title, and no third time
    assert "\n# Lamp\n" in found.text
    assert found.date == "2026-02-15"
    assert [str(paper.ids[0]) for paper in found.papers] == ["arxiv:2503.01002"]


def test_a_link_alone_at_the_top_is_what_the_page_is_about() -> None:
    text = (
        f"{FRONT}\n## Paper Review\n\n[Lamp]({LAMP})\n\n### Idea\n\nText.\n\n## Related Works\n\n"
    )
    text += f"1. [Quiet]({QUIET})\n2. [Still](https://arxiv.org/abs/2503.01003)\n"
    assert ids(text) == ["arxiv:2503.01002"]


def test_links_in_a_row_are_not() -> None:
    assert ids(f"{FRONT}\n[Lamp]({LAMP})\n\n[Quiet]({QUIET})\n\nText.\n") == []


@pytest.mark.parametrize(
    "heading", ["References", "Related Work", "Suggested readings", "관련 연구"]
)
def test_papers_below_such_a_heading_are_mentioned(heading: str) -> None:
    """Also below further headings of it."""
    items = f"- [Lamp]({LAMP})\n- [Quiet]({QUIET})\n"
    assert ids(f"{FRONT}\nText.\n\n## {heading}\n\n{items}") == []
    assert ids(f"{FRONT}\nText.\n\n## {heading}\n\n### 2020\n\n{items}") == []
    assert len(ids(f"{FRONT}\nText.\n\n## {heading}\n\nText.\n\n## Today\n\n{items}")) == 2


def test_a_bibliography_introduces_nothing() -> None:
    text = (
        f"{FRONT}\nText.\n\n## Light\n\n"
        f"- Ada Author. “A Lamp”. In: CoRR abs/2503.01002 (2025). URL: {LAMP}.\n"
        f"- B. Writer et al., A Quiet Night, arXiv preprint, 2025. {QUIET}\n"
    )
    assert ids(text) == []


PARTS = "## Introduction\n\nText.\n\n## Idea\n\nText.\n"


def test_the_only_paper_has_all_of_the_post() -> None:
    """At whatever level its parts are."""
    written = run(f"# Day\n\n## [Lamp]({LAMP})\n\n{PARTS}").text
    assert written.rstrip().endswith("Text.\n:::")


def test_two_papers_have_their_own() -> None:
    two = f"# Day\n\n## [Lamp]({LAMP})\n\n{PARTS}\n## [Quiet]({QUIET})\n\nText.\n"
    assert run(two).text.count(":::\n\n## Introduction") == 1


@pytest.mark.parametrize("heading", ["What else I did", "References", "Related Work"])
def test_what_is_no_part_of_it_stays_outside(heading: str) -> None:
    text = f"# Day\n\n## [Lamp]({LAMP})\n\nText.\n\n## {heading}\n\nText.\n"
    assert f":::\n\n## {heading}" in run(text).text


def test_a_title_is_said_once() -> None:
    """The page is called as its one paper is."""
    assert run(f"## [Lamp]({LAMP})\n\nText.\n").text.count("Lamp") == 1


def test_a_table_of_names_and_values_is_a_head() -> None:
    """Also behind a remark; a row that says nothing known stays in the table."""
    text = (
        "# Lamp\n\n> **Draft**: not read to the end.\n\n| Item | Value |\n| --- | --- |\n"
        f"| Room | Attic |\n| arXiv | [{LAMP}]({LAMP}) |\n| Authors | Ada, Bo |\n\n"
        "## Idea\n\nText.\n"
    )
    found = run(text)
    assert [str(paper.ids[0]) for paper in found.papers] == ["arxiv:2503.01002"]
    assert ":authors: Ada, Bo\n" in found.text
    assert (
        "> **Draft**: not read to the end.\n\n| Item | Value |\n| --- | --- |\n| Room" in found.text
    )


def test_a_table_of_something_else_is_none() -> None:
    text = "# Lamp\n\nText.\n\n| Model | Score |\n| --- | --- |\n| Lamp | 3 |\n\n## Idea\n\nText.\n"
    assert ids(text) == []


SECTION = f"""# Lamp

---
Sources

All pictures are of the paper.

---

## 📌 Metadata
---
분류
- Light
- Night

---
url:
- [paper]({LAMP}) (NeurIPS 2024)
- [github](https://github.com/example/lamp)

---
- **Authors**: Ada, Bo
- **Venue**: NeurIPS 2024

## Idea

Text.
"""


def test_a_section_of_metadata_is_a_head() -> None:
    lines = run(SECTION).text.splitlines()
    assert lines[:8] == [
        "# Lamp",
        "",
        f":::{{paper}} {LAMP}",
        ":authors: Ada, Bo",
        ":venue: NeurIPS 2024",
        ":code: https://github.com/example/lamp",
        ":tags: Light, Night",
        ":::",
    ]
    assert "All pictures are of the paper." in lines


@pytest.mark.parametrize(
    ("item", "link"),
    [
        (f"[Some Press (Lamps)]({LAMP})", "Some Press (Lamps)"),
        (f"[paper]({LAMP}) (Some Press 2025)", "Some Press 2025"),
    ],
)
def test_where_a_paper_has_appeared_is_what_its_link_is_called(item: str, link: str) -> None:
    """It is neither a title nor a subtitle, and need not be the venue."""
    text = SECTION.replace(f"[paper]({LAMP}) (NeurIPS 2024)", item)
    lines = run(text).text.splitlines()
    assert lines[0] == "# Lamp"
    assert f":links: {link} <{LAMP}>" in lines
    assert ":venue: NeurIPS 2024" in lines


ANNOUNCED = [
    "[논문 리뷰] Lamps",
    "[Paper Review] Lamps",
    "【论文笔记】Lamps",
    "Paper: Lamps",
    "Paper of the day: Lamps",
    "[오늘의 논문] Lamps",
    "논문 리뷰: Lamps",
    "Lamps | Paper Review",
    "Lamps (논문 리뷰)",
    "Lamps 논문 정리",
]


@pytest.mark.parametrize("title", ANNOUNCED)
@pytest.mark.parametrize("page", ["# {}\n", "---\ntitle: '{}'\n---\n"])
def test_a_paper_is_not_called_by_what_announces_it(page: str, title: str) -> None:
    """The page is."""
    found = run(f"{page.format(title)}\nPaper: {LAMP}\n\n## Idea\n\nText.\n")
    assert [paper.title for paper in found.papers] == ["Lamps"]
    assert f"# {title}\n\n:::{{paper}} {LAMP}\n:title: Lamps\n:::\n" in found.text


@pytest.mark.parametrize("title", ["BERT: Light", "[NLP] Lamps", "Review of Lamps", "Papers: 2025"])
def test_other_words_are_of_the_title(title: str) -> None:
    found = run(f"---\ntitle: '{title}'\n---\nPaper: {LAMP}\n\n## Idea\n\nText.\n")
    assert [paper.title for paper in found.papers] == [title]


def test_a_short_quote_with_a_link_to_the_paper_is_a_head() -> None:
    """What else it says stays."""
    links = f"[Paper]({LAMP}) | [Code](https://github.com/a/b)"
    text = f"# Lamps\n\n> Ada et al., at home\n{links}\n\n## Idea\n"
    lines = run(text).text.splitlines()
    assert lines[2:4] == [f":::{{paper}} {LAMP}", ":code: https://github.com/a/b"]
    assert "> Ada et al., at home" in lines


def test_properties_of_an_outline_are_fields() -> None:
    lines = run(f"title:: Lamps\nurl:: {LAMP}\ntags:: light, night\n\n- Text.\n").text.splitlines()
    assert f":::{{paper}} {LAMP}" in lines
    assert ":title: Lamps" in lines
    assert ":tags: light, night" in lines


def test_a_page_that_says_authors_and_a_venue_needs_no_link() -> None:
    text = "# Lamps\n\n**Authors:** Ada Lamp, Bo Night\n**Venue:** VLDB 2021\n\n## Idea\n\nText.\n"
    found = run(text)
    assert [paper.title for paper in found.papers] == ["Lamps"]
    assert ":venue: VLDB 2021" in found.text
    assert run("# Lamps\n\n**Authors:** Ada Lamp, Bo Night\n\n## Idea\n\nText.\n").papers == ()


def test_a_page_with_two_papers_at_its_top_is_about_neither() -> None:
    text = f"# Day\n\nText.\n\nPaper: {LAMP}\n\nText.\n\nPaper: {QUIET}\n\n## Idea\n\nText.\n"
    assert ids(text) == []


def test_a_title_that_is_a_link_with_a_year_is_a_paper() -> None:
    """On whatever page it is: many have none but a search for them."""
    text = "# [Lamp (2013)](https://scholar.google.com/scholar?cluster=12345)\n\nText.\n"
    found = run(text)
    assert [paper.title for paper in found.papers] == ["Lamp"]
    assert "\n:published: 2013\n" in found.text
    assert run("# [Notes](https://example.org/notes)\n\nText.\n").papers == ()


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://scholar.google.com/scholar?cluster=12345", "Google Scholar"),
        ("https://scholar.google.co.kr/scholar?q=lamp", "Google Scholar"),
        ("https://www.semanticscholar.org/search?q=lamp", "Semantic Scholar"),
        ("https://dblp.org/search?q=lamp", "DBLP"),
    ],
)
def test_a_search_for_a_paper_is_one_of_its_links(url: str, label: str) -> None:
    """It is no address of the paper; and there is nothing to say of it in each of many posts."""
    found = run(f"# [Lamp (2013)]({url})\n\nText.\n")
    assert [(paper.title, paper.ids) for paper in found.papers] == [("Lamp", ())]
    assert f":::{{paper}}\n:published: 2013\n:links: {label} <{url}>\n" in found.text
    assert found.notes == ()
    other = run("# [Lamp (2013)](https://example.org/lamp)\n\nText.\n")
    assert "no site of papers" in other.notes[0].message


SOURCES = f"""# Lamp

## 来源

- **PDF**：`raw/2503.01002v1.pdf`（26 页）
- **标题**：A Lamp for the Night
- **arXiv**：[2503.01002]({LAMP})
- **团队**：Attic, with friends
- **代码**：<https://github.com/example/lamp>

## Idea

Text.
"""


def test_lines_among_others_are_read() -> None:
    """What they leave stays below its heading."""
    found = run(SOURCES)
    assert [str(paper.ids[0]) for paper in found.papers] == ["arxiv:2503.01002"]
    assert ":subtitle: A Lamp for the Night\n:code: https://github.com/example/lamp\n" in found.text
    kept = (
        "## 来源\n\n- **PDF**：`raw/2503.01002v1.pdf`（26 页）\n- **团队**：Attic, with friends\n"
    )
    assert kept in found.text


@pytest.mark.parametrize(
    "value",
    [
        "2503.01002v2（v2 since July；v1: 2503）",
        "2503.01002，Attic and others",
        "2503.01002 and more words",
    ],
)
def test_nothing_behind_an_id_gets_lost(value: str) -> None:
    found = run(f"# Lamp\n\n- **arXiv**：{value}\n\n## Idea\n\nText.\n")
    assert f"- **arXiv**：{value}\n" in found.text


def test_a_version_is_kept() -> None:
    assert "{paper} arxiv:2503.01002v2\n" in run("# Lamp\n\narXiv: 2503.01002v2\n\nText.\n").text


def test_a_sentence_with_an_id_is_no_label() -> None:
    """However few its blanks are."""
    sentence = "灯（arXiv:2503.01002，阁楼）与其他灯的差异在于三点，对应三个批评："
    text = f"# Day\n\n## 灯的定位\n\n{sentence}\n\nText.\n"
    assert ids(text) == []


@pytest.mark.parametrize("label", ["Ada, et al., 2017", "Ada, Bo, 2016"])
def test_a_reference_alone_at_the_top_names_the_paper_and_stays(label: str) -> None:
    found = run(f"{FRONT}\n---\n\n[{label}]({LAMP})\n\n## Idea\n\nText.\n")
    assert [str(paper.ids[0]) for paper in found.papers] == ["arxiv:2503.01002"]
    assert f"\n[{label}]({LAMP})\n" in found.text


def test_a_heading_that_only_announces_leaves_the_title_to_a_field() -> None:
    text = f"# Paper\n\n* **Title**: A Lamp\n* **Authors**: Ada, Bo\n* **Link**: {LAMP}\n\n"
    found = run(f"{text}# Summary\n\nText.\n")
    assert [paper.title for paper in found.papers] == ["A Lamp"]
    assert ":authors: Ada, Bo\n" in found.text
