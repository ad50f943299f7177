"""Lines that say more than that they lead to the paper."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.convert import convert
from sphinx_paperreview.importers.passes import ImportedSite
from tests.importers.faithful import run, titles

LAMP = "https://arxiv.org/abs/2503.01002"
WICK = "https://arxiv.org/abs/2503.01003"
FILE = "https://people.example.edu/~lund/lamp.pdf"
READ = f"Burn less.\n\nThe paper is [Lamps at Night]({LAMP})."
BODY = "\n\n## Oil\n\nIt burns slowly, and that is all there is to say of it here."

TOLD = [
    "> Mira Lund, Oskar Bay. Journal of Lamps 12, 1996. [PDF]({url})",
    "Mira Lund et al. · WICK 2020 · [paper]({url}) · [code](https://github.com/lund/lamp)",
    "<small>Mira Lund et al. · WICK 2020 · [paper]({url})</small>",
    "**In short**: burn less.\n\n**Paper**: [Lamps at Night]({url}) (Lund, Bay; WICK 2020)",
    '!!! abstract "Paper"\n    Mira Lund. WICK 2020.\n\n    [:material-file: Paper]({url})',
    "The paper is [Lamps at Night]({url}).",
    "논문: [Lamps at Night]({url}) (WICK 2020)",
]

NOT_TOLD = [
    "Our paper [Lamps at Night]({url}) was accepted at WICK.",
    "In their [paper]({url}) they burn less, as I did.",
    "I read it in the [paper]({url}).",
    "Related papers: [Lamps at Night]({url}) and [Wicks]({other}).",
    "Light is dim ([Lund et al.]({url})).",
    "Mira Lund. [PDF]({url})\n\nOskar Bay. [PDF]({other})",
    "**Wicks**, by Mira Lund ([paper]({url})).",
    "- `raw/lamp.pdf`: [arXiv]({url})\n- bread",
]


@pytest.mark.parametrize("line", TOLD)
@pytest.mark.parametrize("url", [LAMP, FILE])
def test_a_line_at_the_top_that_says_so_leads_to_the_paper(line: str, url: str) -> None:
    """By the label of a link that stands apart, or by the words before the last one of the line."""
    found = convert(f"# A Lamp\n\n{line.format(url=url)}{BODY}".encode(), "post.md")
    assert len(found.papers) == 1
    assert f"{{paper}} {url}\n" in found.text


@pytest.mark.parametrize("line", NOT_TOLD)
def test_a_sentence_about_papers_does_not(line: str) -> None:
    assert titles(f"# My Week\n\n{line.format(url=LAMP, other=WICK)}{BODY}") == []


def test_a_line_below_a_heading_leads_to_its_paper() -> None:
    """Where it is one of several such lines, it is none of the heading's."""
    line = "Mira Lund, Oskar Bay · WICK 2020 · [paper]({})"
    text = f"# Week\n\n## 1. Lamps at Night\n\n{line.format(LAMP)}\n\nDim.\n\n"
    text += f"## 2. Wicks\n\n{line.format(FILE)}\n"
    assert titles(text) == ["Lamps at Night", "Wicks"]
    assert titles(f"# Week\n\n## Monday\n\n{line.format(LAMP)}\n\n{line.format(WICK)}\n") == []


@pytest.mark.parametrize(
    ("page", "link", "title"),
    [
        ("Less oil", "Lamps at Night", "Less oil"),
        ("Lamps at Night", "Lamps at Night: How to Burn Less", "Lamps at Night: How to Burn Less"),
        ("Lamps at Night: How to Burn Less", "Lamps at Night", "Lamps at Night: How to Burn Less"),
        ("Lamps at Night", "the PDF", "Lamps at Night"),
    ],
)
def test_the_paper_is_called_as_its_link(page: str, link: str, title: str) -> None:
    """Where that says more than the heading does, or the heading stays above it."""
    assert titles(f"# {page}\n\nThe paper is [{link}]({LAMP}).{BODY}") == [title]


def test_the_paper_is_called_as_its_link_where_the_page_keeps_its_title() -> None:
    text = f"---\ntitle: Less oil\n---\n\n{READ}{BODY}"
    assert titles(text) == ["Lamps at Night"]
    assert "# Less oil" in run(text).text


def test_an_index_that_is_alone_in_its_folder_is_a_post() -> None:
    """As the pages of Hugo and Quarto are, with their pictures beside them."""
    text = f"---\ntitle: Less Oil\n---\n\n{READ}{BODY}".encode()
    alone, others = "posts/lamp/index.md", "posts/lamp/more.md"
    files = [frozenset([alone, "posts/lamp/a.png", "posts/b.md"]), frozenset([alone, others])]
    found = [convert(text, alone, imported_site=ImportedSite(files=one)) for one in files]
    assert [len(one.papers) for one in found] == [1, 0]


def test_what_to_read_next_is_no_paper_of_the_post() -> None:
    text = f"# 論文情報\n\n- タイトル：Lamps at Night\n- URL：{LAMP}\n\n# 要点\n\n明るい。\n\n"
    text += f"# 次に読むべき論文は？\n\n[Wicks at Night]({WICK})\n"
    assert titles(text) == ["Lamps at Night"]
    assert WICK in run(text).text


@pytest.mark.parametrize(
    ("title", "authors", "venue"),
    [
        ("论文标题", "论文作者", "发表于"),
        ("논문 이름", "논문 저자", "게재지"),
        ("論文名", "著者", "掲載誌"),
    ],
)
def test_fields_are_known_by_longer_names(title: str, authors: str, venue: str) -> None:
    lines = [
        f"- {title}：Lamps at Night",
        f"- {authors}：Mira Lund, Oskar Bay",
        f"- {venue}：NeurIPS 2021",
        f"- URL：{LAMP}",
    ]
    found = run("---\ntitle: 灯\n---\n\n" + "\n".join(lines) + BODY)
    assert [paper.title for paper in found.papers] == ["Lamps at Night"]
    assert ":authors: Mira Lund, Oskar Bay\n:venue: NeurIPS 2021\n" in found.text


@pytest.mark.parametrize("page", ["Lamps: Light at Night", "[논문 리뷰] Lamps: Light at Night"])
def test_a_paper_has_all_of_its_title_where_its_link_has_a_name(page: str) -> None:
    assert titles(f'---\ntitle: "{page}"\n---\n\n> Paper: [Lamps]({LAMP}){BODY}') == [
        "Lamps: Light at Night"
    ]
    assert titles(f'---\ntitle: "{page}"\n---\n\n> Paper: [Lamps at Noon]({LAMP}){BODY}') == [
        "Lamps at Noon"
    ]


@pytest.mark.parametrize("said", ["Summary: {}", "[Notes] {}", "【笔记】{}", "[요약] {}"])
def test_notes_of_a_paper_are_called_as_it_is(said: str) -> None:
    text = f'---\ntitle: "{said.format("Lamps at Night")}"\nlink: {LAMP}\n---\n\nDim.{BODY}'
    assert titles(text) == ["Lamps at Night"]


ENTRY = """```bibtex
@inproceedings{{lund2025lamps,
  title={{Lamps at Night}},
  author={{Lund, Mira}},
  {field}={{{value}}},
}}
```"""


@pytest.mark.parametrize(
    ("field", "value"),
    [("eprint", "2503.01002"), ("doi", "10.1145/3458817.3476195"), ("url", LAMP)],
)
def test_an_entry_of_bibtex_at_the_top_names_the_paper(field: str, value: str) -> None:
    """The entry stays; below a heading it may be that of the post."""
    entry = ENTRY.format(field=field, value=value)
    found = run(f"---\ntitle: Less Oil\n---\n\n{entry}{BODY}")
    assert [paper.title for paper in found.papers] == ["Lamps at Night"]
    assert value in found.text.split("```bibtex")[0]
    assert "@inproceedings{lund2025lamps," in found.text
    assert titles(f"---\ntitle: Less Oil\n---\n\nText.\n\n## Cite me\n\n{entry}\n") == []
    assert titles(f"---\ntitle: Less Oil\n---\n\n{entry}\n\n{entry}{BODY}") == []
