"""Lists of papers: which of their items introduce one, and what becomes of those in others."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.convert import Imported, convert
from sphinx_paperreview.importers.dialects import DIALECTS
from sphinx_paperreview.importers.verify.compare import verify

LAMP = "https://arxiv.org/abs/2503.01002"
QUIET = "https://arxiv.org/abs/2503.01001"
NIGHT = "https://arxiv.org/abs/2503.01003"
OWN = "https://people.example.edu/~park/"


def run(text: str) -> Imported:
    return convert(text.encode(), "post.md", dialect=DIALECTS["markdown"])


def titles(text: str) -> list[str]:
    return [paper.title for paper in run(text).papers]


def test_papers_stand_in_lists_below_others_and_below_topics() -> None:
    """Below a paper all are papers; what is said of it stays with it."""
    text = f"""# Reading

1. **Lamp. [Park (1970)]({LAMP}).**
    \\
    <sub>Light</sub>
    * Quiet. [Kim, Park (1972)]({OWN}quiet.pdf).
    * Night. [Park et al (1974)]({OWN}night.html).
2. **Attic. [Kim (1980)]({OWN}attic.pdf).**

- Topic
  - [Dusk]({QUIET})
  - [Dawn]({NIGHT})
"""
    found = run(text)
    titles = ["Lamp", "Quiet", "Night", "Attic", "Dusk", "Dawn"]
    assert [paper.title for paper in found.papers] == titles
    assert found.text.index("Light") < found.text.index(":title: Quiet")
    assert "- Topic\n\n- :::{paper}" in found.text
    assert ":authors: Kim, Park\n  :published: 1972\n" in found.text


def test_notes_below_a_paper_are_its_text() -> None:
    text = f"# Day\n\n- [Lamp]({LAMP})\n  - It glows, as in [Quiet]({QUIET}).\n  - Read twice.\n"
    found = run(text)
    assert [paper.title for paper in found.papers] == ["Lamp"]
    assert "\n- It glows, as in" in found.text


def test_a_short_day_is_kept_as_a_date() -> None:
    text = f"# Day\n\n- [arXiv250305] Lamp [link]({LAMP})\n"
    imported = run(text)
    assert ":published: 2025-03-05\n" in imported.text
    assert verify(text.encode(), imported.text) == ()


def test_fields_of_a_paper_stand_in_a_list_below_its_title() -> None:
    text = f"""# Day

- **[arXiv250305] Lamp**
  - **tags:** [light], [night, attic]
  - **authors:** Ada Park, Jo Kim
  - **institution:** Attic Univ. (Town, Country), Night Lab
  - **link:** {LAMP}
  - **In short:** It glows.

- **Quiet**
  - Ada Park, Jo Kim
  - ICML 2025
  - [paper]({QUIET}) | [code](https://github.com/night/quiet)
"""
    found = run(text)
    assert [(paper.title, bool(paper.ids)) for paper in found.papers] == [
        ("Lamp", True),
        ("Quiet", True),
    ]
    for option in (
        "published: 2025-03-05",
        "tags: light, night, attic",
        "org: Attic Univ. (Town, Country); Night Lab",
        "venue: ICML 2025",
        "code: https://github.com/night/quiet",
    ):
        assert f"\n:{option}\n" in found.text
    assert found.text.count(":authors: Ada Park, Jo Kim\n") == 2
    assert "\n- **In short:** It glows.\n" in found.text


def test_fields_of_a_paper_stand_in_further_lines_of_its_item() -> None:
    text = f"- **Paper:** [Lamp]({LAMP})\n  **Authors:** Ada Park, Jo Kim\n  **Notes:** It glows.\n"
    found = run(f"# Day\n\n{text}")
    assert [paper.title for paper in found.papers] == ["Lamp"]
    assert ":authors: Ada Park, Jo Kim\n" in found.text
    assert "\n**Notes:** It glows.\n" in found.text


def test_strokes_part_what_is_said() -> None:
    found = run(f"# Day\n\n- 2025-11-27 | [Lamp]({LAMP}) | ⭐⭐⭐ | it glows\n")
    assert ":rating: 3\n" in found.text
    assert "\nit glows\n" in found.text


def test_items_that_begin_with_a_file_are_none() -> None:
    assert (
        titles(f"# Log\n\n- `raw/lamp.pdf` (arXiv:2503.01002) — read\n- `a.pdf` [arXiv]({LAMP})\n")
        == []
    )


def test_siblings_may_link_to_unknown_pages() -> None:
    """To a PDF, behind a label of a paper, or anywhere in the place where a paper would be."""
    text = f"""# Day

- Lamp [[arXiv]({LAMP})]
- Quiet [[arXiv]({QUIET})]
- Night [[arXiv]({NIGHT})]
- Attic [[paper]({OWN}attic)] [[code](https://github.com/night/attic)]
- Dusk [[Science](https://science.example.org/dusk)]
- Dawn [[Research at Night](https://night.example.org/dawn)]
- Toolkit [[code](https://github.com/night/toolkit)]
"""
    assert titles(text) == ["Lamp", "Quiet", "Night", "Attic", "Dusk", "Dawn"]


def test_a_page_with_a_date_is_a_paper_among_nothing_else() -> None:
    papers = [
        f"* ⭐ 0{n}/2025: [Lamp {n}](https://arxiv.org/abs/2503.0100{n})\n" for n in range(1, 8)
    ]
    article = "* 📰 03/2025: [Dusk](https://night.example.org/dusk)\n"
    other = "* [Our blog](https://night.example.org/blog)\n"
    found = titles(f"# Day\n\n{''.join(papers)}{article}{other}")
    assert found == [*(f"Lamp {n}" for n in range(1, 8)), "Dusk"]
    assert "Dusk" not in titles(f"# Day\n\n{''.join(papers[:2])}{article}")


def test_sentences_that_begin_with_a_link_make_no_list_of_papers() -> None:
    text = f"# Day\n\n- [Lamp]({LAMP}) is what we build on\n- [Quiet]({QUIET}) came too late\n"
    assert titles(text) == []


def test_a_list_may_be_of_papers_on_unknown_sites_alone() -> None:
    items = [f"- Lamp {n}. Ada Park, Jo Kim. [pdf]({OWN}lamp{n}.pdf)\n" for n in (1, 2)]
    assert titles(f"# Day\n\n{''.join(items)}") == ["Lamp 1", "Lamp 2"]
    slides = [f"- [Lecture {n}]({OWN}lecture{n}.pdf)\n" for n in (1, 2)]
    assert titles(f"# Day\n\n{''.join(slides)}") == []


def test_works_that_a_text_speaks_of_make_no_list_of_papers() -> None:
    works = [
        f"- **Lamp** ([Park et al., 2020]({LAMP})) uses light.\n",
        f"- **Quiet** ([Kim, 2021]({QUIET})) waits.\n",
    ]
    assert titles(f"# Day\n\nOthers:\n\n{''.join(works)}") == []


def test_lists_that_lead_elsewhere_stay() -> None:
    text = "# Day\n\n- [Lamp](lamp.md) - light (ICML 2025)\n- [Club](https://papers.example.org/)\n"
    assert titles(text) == []


def test_lists_far_within_others_cost_no_more_than_they_hold() -> None:
    deep = "".join(f"{'  ' * depth}- [Lamp {depth}]({LAMP})\n" for depth in range(200))
    assert titles(f"# Day\n\n{deep}")[0] == "Lamp 0"


def test_papers_without_a_text_stay_a_list() -> None:
    """One with a text, too, where most have none; and all are reviews where most have one."""
    short = "".join(f"- [Lamp {n}](https://arxiv.org/abs/2503.0100{n})\n" for n in (1, 2))
    long = f"- [Quiet]({QUIET})\n\n  It glows.\n"
    assert run(f"# Day\n\n{short}{long}").text.endswith(
        """
- :::{paper} https://arxiv.org/abs/2503.01001
  :title: Lamp 1
  :::
- :::{paper} https://arxiv.org/abs/2503.01002
  :title: Lamp 2
  :::
- :::{paper} https://arxiv.org/abs/2503.01001
  :title: Quiet

  It glows.
  :::
"""
    )
    assert "\n- :::" not in run(f"# Day\n\n- [Night]({NIGHT})\n{long}").text


QUORUM = 'Zhou and Kerr, "The Case for Lamps", HotOS 2019. https://doi.org/10.1145/3317550.1'
GOSSIP = 'Kerr, "Quiet Lamps at Night", PODC 2017. https://doi.org/10.1145/3317550.2'


@pytest.mark.parametrize("mark", ["- [x] ", "- ", "1. [ ] "])
def test_a_log_of_what_was_read_may_cite(mark: str) -> None:
    found = run(f"# Log\n\n{mark}{QUORUM}\n{mark}{GOSSIP}\n- [ ] mail the advisor\n")
    assert [paper.title for paper in found.papers] == ["The Case for Lamps", "Quiet Lamps at Night"]
    assert ":authors: Zhou and Kerr\n" in found.text
    assert ":venue: HotOS 2019\n" in found.text


@pytest.mark.parametrize("mark", ["1. ", "- [1] "])
def test_a_numbered_bibliography_is_none(mark: str) -> None:
    assert titles(f"# Log\n\nText.\n\n{mark}{QUORUM}\n{mark}{GOSSIP}\n") == []
    assert titles(f"# Log\n\n## References\n\n- {QUORUM}\n- {GOSSIP}\n") == []


def test_papers_may_lie_beside_the_post() -> None:
    one = '- [x] Park, "Lamps in the Attic", SOSP 2017. [pdf](papers/lamp.pdf)\n'
    two = '- [x] Kim, "Quiet Nights", OSDI 2020. [pdf](papers/quiet.pdf)\n'
    found = run(f"# Log\n\n{one}{two}- [ ] mail the advisor\n")
    assert [paper.title for paper in found.papers] == ["Lamps in the Attic", "Quiet Nights"]
    assert "[pdf](papers/lamp.pdf)" in found.text
    linked = f'- Jo, "Night", SOSP 2017. [pdf]({LAMP})\n'
    assert titles(f"# Log\n\n{linked}{one}") == ["Night", "Lamps in the Attic"]
    assert titles("# Log\n\n- Minutes. [pdf](may.pdf)\n- Plans. [pdf](june.pdf)\n") == []


def test_titles_that_link_to_files_with_a_venue_are_papers() -> None:
    items = f"- [Lamps]({OWN}lamps.pdf), SOSP 2017\n- [Quiet Nights]({OWN}quiet.pdf), OSDI 2020\n"
    assert titles(f"# Log\n\n{items}") == ["Lamps", "Quiet Nights"]
