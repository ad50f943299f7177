"""Who wrote a paper, and where, said below its title without a label."""

from __future__ import annotations

import pytest

from tests.importers.faithful import run

LAMP = "https://arxiv.org/abs/2503.01002"
DOI = "10.1038/s41586-023-09991-1"


CREDITS = [
    (f"*Mira Lund, Oskar Bay*, ICLR 2024 [[arXiv]({LAMP})]", "Mira Lund, Oskar Bay"),
    (f"Mira Lund, Oskar Bay [paper]({LAMP})", "Mira Lund, Oskar Bay"),
    (f"*Mira Lund, Oskar Bay (KTH)* -- [arXiv]({LAMP})", "Mira Lund, Oskar Bay"),
    (f"*Lund, Bay* - [arXiv]({LAMP})", "Lund, Bay"),
    (f"[paper]({LAMP}) -- Mira Lund, Oskar Bay", "Mira Lund, Oskar Bay"),
    (f"Mira Lund, Oskar Bay\n\n[paper]({LAMP})", "Mira Lund, Oskar Bay"),
    (f"J. Ito, K. Park\n{LAMP}", "J. Ito, K. Park"),
]


@pytest.mark.parametrize(("line", "authors"), CREDITS)
def test_authors_need_no_label(line: str, authors: str) -> None:
    found = run(f"# Day\n\n### Knots on Rings\n\n{line}\n\nThey diffuse.\n")
    assert [str(paper.ids[0]) for paper in found.papers] == ["arxiv:2503.01002"]
    assert f":authors: {authors}\n" in found.text


@pytest.mark.parametrize(
    "line",
    [
        f"Lind A., Moreau P. *Nature* (2023). doi:{DOI}",
        f"Lind A., Moreau P. Ice. *Nature* 612, 1-9 (2023). <https://doi.org/{DOI}>",
        f"Lind A. et al. [Nature (2023)](https://doi.org/{DOI})",
    ],
)
def test_a_reference_below_a_title_tells_the_paper_and_stays(line: str) -> None:
    found = run(f"# Memory of Ice\n\n{line}\n\nIce remembers.\n")
    assert [[str(one) for one in paper.ids] for paper in found.papers] == [[f"doi:{DOI}"]]
    assert line in found.text


@pytest.mark.parametrize(
    "line",
    [
        f"We discuss <{LAMP}> and doi:{DOI}, 2023.",  # of two nobody knows
        f"Lamps (2023) are what [this]({LAMP}) and [that](https://doi.org/{DOI}) say.",
        f"[Lund et al. 2023]({LAMP}) has told so.",
        "Mira Lund, Oskar Bay",
    ],
)
def test_other_lines_tell_none(line: str) -> None:
    found = run(f"# Memory of Ice\n\n{line}\n\nIce remembers.\n")
    assert found.papers == ()
    assert line in found.text


def test_a_doi_that_is_called_by_itself_is_a_link() -> None:
    text = f"# Ice\n\n- DOI: [{DOI}](https://doi.org/{DOI})\n\nText.\n"
    assert f":::{{paper}} https://doi.org/{DOI}\n" in run(text).text


@pytest.mark.parametrize("bar", [" | ", " ｜ "])
def test_fields_may_share_a_line(bar: str) -> None:
    text = f"# Day\n\n## Lamps\n\n> 会议：CVPR 2022{bar}链接：{LAMP}\n\nText.\n"
    lines = run(text).text.splitlines()
    assert f":::{{paper}} {LAMP}" in lines
    assert ":venue: CVPR 2022" in lines


@pytest.mark.parametrize("heading", ["Introduction", "はじめに", "들어가며"])
@pytest.mark.parametrize("line", [LAMP, f"論文: {LAMP}", f"Paper: <{LAMP}>"])
def test_a_page_may_name_its_paper_in_its_introduction(heading: str, line: str) -> None:
    """And nothing of the introduction is lost."""
    text = f"# [Paper Review] Lamps\n\n## {heading}\n\nHello.\n\n{line}\n\n## Method\n\nText.\n"
    found = run(text)
    assert [paper.title for paper in found.papers] == ["Lamps"]
    assert [str(one) for one in found.papers[0].ids] == ["arxiv:2503.01002"]
    assert f"## {heading}\n\nHello.\n" in found.text


@pytest.mark.parametrize(
    "title", ["《Rice Fields》", "「Rice Fields」", "论文笔记：《Rice Fields》"]
)
def test_a_title_is_no_bracket(title: str) -> None:
    found = run(f"# {title}\n\nPaper: {LAMP}\n\n## Idea\n\nText.\n")
    assert [paper.title for paper in found.papers] == ["Rice Fields"]
