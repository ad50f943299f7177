"""Bold lines with links, as newsletters have them instead of headings."""

from __future__ import annotations

import pytest

from tests.importers.faithful import run, titles

LAMP = "https://arxiv.org/abs/2503.01002"
QUIET = "https://arxiv.org/abs/2503.01001"


LEADS = [
    "**{title}** ([arXiv]({url}), Google)",
    "**{title}** [[paper]({url})] [[code](https://github.com/a/b)]",
    "**[{title}]({url})**",
    "**[{title}]({url})** (NeurIPS 2024)",
    "1️⃣ **{title}** - {url}",
    "📄 **{title}** | [arXiv]({url})",
    "**3. {title}** [arXiv]({url})",
    "**{title}** \\\n*Ada Lamp, Bo Night* \\\nCVPR 2024. [[Paper]({url})]",
    '**"{title}"**, Ada Lamp. [paper]({url})',
    "[x] **{title}** [paper]({url})",
    "DONE **[{title}]({url})** by Ada Lamp",
    "**{title}**  \nAda Lamp, Bo Night  \n[arXiv]({url}) | [Code](https://github.com/a/b)",
]


@pytest.mark.parametrize("lead", LEADS)
def test_bold_lines_with_links_introduce_papers(lead: str) -> None:
    one, two = (lead.format(title=t, url=u) for t, u in (("Lamps", LAMP), ("Quiet", QUIET)))
    found = run(f"# Week 48\n\nHello.\n\n{one}\n\nIt glows.\n\n{two}\n\nIt is quiet.\n")
    assert [paper.title for paper in found.papers] == ["Lamps", "Quiet"]
    assert "\n\nIt glows.\n:::\n" in found.text


ONE, TWO = f"**Lamps** [paper]({LAMP})", f"**Quiet** [paper]({QUIET})"


@pytest.mark.parametrize(
    "text",
    [
        f"# Week\n\n{ONE}\n\nText.\n",  # one alone may stand in any text
        f"# Week\n\n**Lamps** is a [paper]({LAMP}) that I like.\n\n**Quiet** is [too]({QUIET}).\n",
        f"# Week\n\n**Note**: [Lamps]({LAMP})\n\n**Note**: [Quiet]({QUIET})\n",
        f"# Week\n\n**Lamps** ([paper]({LAMP})) glow.\n\n**Quiet** ([paper]({QUIET})) waits.\n",
        f"# Week\n\n## References\n\n{ONE}. Light.\n\n{TWO}. Night.\n",
        f"# Week\n\n## References\n\n{ONE}\n\n{TWO}\n",
    ],
)
def test_others_stay_text(text: str) -> None:
    assert titles(text) == []


def test_in_the_text_about_a_paper_they_stay_text() -> None:
    text = f"# Night\n\nPaper: https://arxiv.org/abs/2503.01003\n\n## Idea\n\n{ONE}\n\n{TWO}\n"
    assert titles(text) == ["Night"]
    assert ONE in run(text).text


def test_where_headings_link_to_papers_they_stay_text() -> None:
    text = f"## [Night](https://arxiv.org/abs/2503.01003)\n\n{ONE}\n\n{TWO}\n"
    assert titles(text) == ["Night"]


def test_a_heading_below_others_only_mentions() -> None:
    """However it links."""
    text = f"# Week\n\n## Related work\n\n### [Lamps]({LAMP})\n\nText.\n\n## [Quiet]({QUIET})\n"
    assert titles(text) == ["Quiet"]


@pytest.mark.parametrize(
    "lead",
    [
        "**{title}** ([paper]({url})). It glows.",
        "**{title}** by Ana Lamp et al. ([paper]({url})). It glows.",
        '**"{title}"** by Ana Lamp et al. ([paper]({url})): It glows.',
        "**[{title}]({url})** by Ana Lamp. It glows.",
        "**[{title}]({url})** by Ana Lamp and Bo Night (2021). It glows.",
    ],
)
def test_the_text_may_begin_in_their_line(lead: str) -> None:
    one, two = (lead.format(title=t, url=u) for t, u in (("Lamps", LAMP), ("Quiet", QUIET)))
    found = run(f"# Week 48\n\n{one}\n\nMore.\n\n{two}\n")
    assert [paper.title for paper in found.papers] == ["Lamps", "Quiet"]
    assert "\n\nIt glows.\n\nMore.\n:::\n" in found.text
    assert found.text.endswith("\n\nIt glows.\n:::\n")
