"""A line that names a paper: its title, and what stands around it."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_paperreview.recognising.entries import Entry, read_entry
from sphinx_paperreview.recognising.facts import Resource
from sphinx_paperreview.recognising.pieces import pieces_in
from tests.recognising.test_headings import CODE, LAMP, OTHER, said

BADGE = "![arXiv](https://img.shields.io/badge/arXiv-2503.01002-b31b1b)"
STARS = "![Stars](https://img.shields.io/github/stars/lamp/lamp)"
PDF = "https://people.example.edu/~park/lamp.pdf"
PEOPLE = "Ada Park, Jo Kim"


def entry(text: str) -> Entry:
    found = read_entry(pieces_in(text))
    assert found is not None
    return found


LINES: list[tuple[str, dict[str, Any]]] = [
    # marks, numbers, dates and venues before the title
    (f"⭐ 01/2025: [Night Lamp]({LAMP})", {"published": "2025-01"}),
    (f"📄 **2025-03-05** — *Night Lamp* — [arXiv:2503.01002]({LAMP})", {"published": "2025-03-05"}),
    (f"[2025/03] **Night Lamp** [[paper]({LAMP})]", {"published": "2025-03"}),
    (f"🔥 [Mar 2025] **\"Night Lamp\"** [[paper]({LAMP})]", {"published": "2025-03"}),
    (f"[arXiv250305] Night Lamp [link]({LAMP})", {"published": "2025-03-05"}),
    (f"2025.03 | Night Lamp | ICML | [paper]({LAMP})", {"published": "2025-03", "venue": "ICML"}),
    (f"(ICML'25) Night Lamp [paper]({LAMP})", {"venue": "ICML 2025"}),
    (f"**[ICML 2025]** [Night Lamp]({LAMP})", {"venue": "ICML 2025"}),
    (f"`ICML 2025` [Night Lamp]({LAMP})", {"venue": "ICML 2025"}),
    (f"[x] [Night Lamp]({LAMP})", {}),
    (f"[LAMP] Night Lamp [[paper]({LAMP})]", {"tags": ("LAMP",)}),
    (f"**[LAMP]** Night Lamp, *arXiv*, 2025.03. [[Paper]({LAMP})]",
     {"tags": ("LAMP",), "venue": "arXiv", "published": "2025-03"}),
    (f"[{BADGE}]({LAMP}) [{STARS}]({CODE}) **Night Lamp**",
     {"resources": (Resource("code", CODE),)}),
    # authors and venues behind it
    (f"**[Night Lamp]({LAMP})** - {PEOPLE}, *ICML 2025* [[code]]({CODE})",
     {"authors": PEOPLE, "venue": "ICML 2025", "resources": (Resource("code", CODE),)}),
    (f"Night Lamp. {PEOPLE}. ICML, 2025. [[pdf]]({LAMP})",
     {"authors": PEOPLE, "venue": "ICML", "published": "2025"}),
    (f"Night Lamp. Ada Park. [[pdf]]({LAMP})", {"authors": "Ada Park"}),
    (f"Night Lamp, Park et al., ICML 2025 [pdf]({LAMP})",
     {"authors": "Park et al.", "venue": "ICML 2025"}),
    (f"**Night Lamp** *{PEOPLE}*. ICML 2025 [paper]({LAMP})",
     {"authors": PEOPLE, "venue": "ICML 2025"}),
    (f"**Night Lamp**\\ {PEOPLE}\\ *ICML 2025*\\ [paper]({LAMP})",
     {"authors": PEOPLE, "venue": "ICML 2025"}),
    (f"[Night Lamp]({LAMP}) (ICML 2025) - 박아다, 김지우",
     {"authors": "박아다, 김지우", "venue": "ICML 2025"}),
    (f"[Night Lamp, ICML 2025]({LAMP})", {"venue": "ICML 2025"}),
    (f"[Night Lamp - van der Kim, Park, Lee]({LAMP})", {"authors": "van der Kim, Park, Lee"}),
    (f"[Night Lamp]({LAMP}) 清华大学，[代码]({CODE})",
     {"orgs": ("清华大学",), "resources": (Resource("code", CODE),)}),
    # authors before it, or in the link
    (f"{PEOPLE}. \"Night Lamp.\" ICML 2025. [paper]({LAMP})",
     {"authors": PEOPLE, "venue": "ICML 2025"}),
    (f"{PEOPLE}. [**Night Lamp**]({LAMP}). ICML 2025", {"authors": PEOPLE, "venue": "ICML 2025"}),
    (f"Night Lamp. [Park, Kim (2025)]({LAMP}).", {"authors": "Park, Kim", "published": "2025"}),
    (f"**Night Lamp. [Park (2025)]({LAMP}).**", {"authors": "Park", "published": "2025"}),
    (f"**[Night Lamp]({LAMP})** by Ada Park", {"authors": "Ada Park"}),
    (f'**"Night Lamp"**, Ada Park. [paper]({LAMP})', {"authors": "Ada Park"}),
    (f"TODO [#A] [Night Lamp]({LAMP})", {"tags": ("TODO", "A")}),
    # labels, and a link to elsewhere
    (f"Paper: [Night Lamp]({LAMP})", {}),
    (f"**Title**: Night Lamp [paper]({LAMP})", {}),
    (f"[Night Lamp](https://blog.example.org/lamp) ([Paper]({LAMP}))",
     {"resources": (Resource("link", "https://blog.example.org/lamp", "blog.example.org"),)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LINES, ids=[text[:40] for text, _ in LINES])
def test_a_line_is_read_in_any_form(text: str, expected: dict[str, Any]) -> None:
    found = entry(text)
    assert said(found.facts) == {"urls": (LAMP,), "title": "Night Lamp", **expected}
    assert found.linked
    assert found.rest == ""


@pytest.mark.parametrize("text", ["LAMP: [Night Lamp]({})", "**LAMP** [Night Lamp]({})"])
def test_a_short_name_before_a_title_belongs_to_it(text: str) -> None:
    assert entry(text.format(LAMP)).facts.title == "LAMP: Night Lamp"


GOES_ON = {
    f"**[Lamp]({LAMP})** (ICLR 2026), as [LoRA]({OTHER})": f", as [LoRA]({OTHER})",
    f"[Lamp]({LAMP}): see the [code]({CODE}) of `lamp`": f": see the [code]({CODE}) of `lamp`",
    f"Lamp [[paper]({LAMP})] (ICLR 2024), good": ", good",
    f"[Lamp](lamp.md) — seen twice — [arXiv]({LAMP})": "— seen twice",
    f"**[Lamp]({LAMP})** by Ada Park. It glows.": ". It glows.",
    f"Lamp - a light that glows in the dark [paper]({LAMP})": "a light that glows in the dark",
}


@pytest.mark.parametrize(("text", "rest"), GOES_ON.items(), ids=GOES_ON)
def test_what_else_it_says_stays(text: str, rest: str) -> None:
    assert entry(text).rest == rest


SENTENCES = [
    f"see also [Lamp]({LAMP})",
    f"We build on [Lamp]({LAMP}), and more",
    f"[Park et al. (2020)]({LAMP})",
    f"[paper]({LAMP})",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_names_none(text: str) -> None:
    assert read_entry(pieces_in(text)) is None


LIKELY = {
    f"Lamp [pdf]({PDF})": True,
    f"[Lamp]({PDF})": True,
    "Lamp [[Research at Night](https://night.example.org/p/7)]": True,
    "[Lamp](https://night.example.org/research/lamp)": True,
    "[Lamp](https://blog.example.org/lamp)": False,
    f"Lamp [[code]({CODE})]": False,
}


@pytest.mark.parametrize(("text", "is_likely"), LIKELY.items(), ids=LIKELY)
def test_an_unknown_page_may_be_a_paper(text: str, is_likely: bool) -> None:
    """By its label, by its path, or since it stands where a paper would."""
    found = entry(text)
    assert (found.likely, found.linked) == (is_likely, False)
    assert bool(found.facts.urls) or not is_likely


def test_nothing_is_lost_where_two_dates_clash() -> None:
    found = entry(f"[2024/01] Lamp, ICML, 2025 [paper]({LAMP})")
    assert found.facts.published == "2024-01"
    assert "2025" in found.facts.title


WHOLE = [
    "Lamps of the Night: Motivation, Definition, Techniques, and Case Studies",
    "On Night’s “Most Influential Lamps”",
    "Why Lamps? A Story of Light",
]


@pytest.mark.parametrize("title", WHOLE)
@pytest.mark.parametrize("link", ["[Park (1995)]({})", "[[paper]({})]"])
def test_a_title_stays_whole(title: str, link: str) -> None:
    found = entry(f"{title} {link.format(LAMP)}.")
    assert (found.facts.title, found.rest.strip(".")) == (title, "")
