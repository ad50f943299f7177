"""The line that introduces a paper."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from sphinx_paperreview.recognising.entries import Entry
from sphinx_paperreview.recognising.facts import Facts, Resource
from sphinx_paperreview.recognising.headings import read_heading
from sphinx_paperreview.recognising.pieces import pieces_in
from sphinx_paperreview.recognising.trailing import read_remark, said_by_code

LAMP = "https://arxiv.org/abs/2503.01002"
OTHER = "https://arxiv.org/abs/2106.09685"
CODE = "https://github.com/lamp/lamp"


def said(facts: Facts) -> dict[str, Any]:
    """Give the facts that are not empty."""
    values = {field.name: getattr(facts, field.name) for field in fields(facts)}
    return {name: value for name, value in values.items() if value}


def heading(text: str) -> Entry:
    return read_heading(pieces_in(text))


HEADINGS: list[tuple[str, dict[str, Any]]] = [
    (f"[Lamp]({LAMP})", {"title": "Lamp"}),
    (f"2. [Lamp]({LAMP}) `tencent`", {"title": "Lamp", "orgs": ("tencent",)}),
    (f"2.[Lamp]({LAMP})`tencent`", {"title": "Lamp", "orgs": ("tencent",)}),
    (f"(3) [Lamp]({LAMP})", {"title": "Lamp"}),
    (f"#4 [Lamp]({LAMP})", {"title": "Lamp"}),
    (f"Paper 5: [Lamp]({LAMP})", {"title": "Lamp"}),
    (f"8 [Lamp]({LAMP})", {"title": "Lamp"}),
    (f"2024 [Lamp]({LAMP})", {"title": "Lamp", "published": "2024"}),
    (f"**6. [Lamp]({LAMP})**", {"title": "Lamp"}),
    (f"**6.** [Lamp]({LAMP})", {"title": "Lamp"}),
    (f"[7. Lamp]({LAMP})", {"title": "Lamp"}),
    (f"[**Lamp**]({LAMP})", {"title": "Lamp"}),
    (f"`nvidia` [Lamp]({LAMP}) `MIT`", {"title": "Lamp", "orgs": ("nvidia", "MIT")}),
    (f"[Lamp]({LAMP}) `Google, MIT`", {"title": "Lamp", "orgs": ("Google", "MIT")}),
    (f"[Lamp]({LAMP}) - Google", {"title": "Lamp", "orgs": ("Google",)}),
    (f"[Lamp]({LAMP}): Light for All `mit`", {"title": "Lamp: Light for All", "orgs": ("mit",)}),
    (f"🔥 [Lamp]({LAMP})", {"title": "Lamp"}),
    (f"Paper: [Lamp]({LAMP})", {"title": "Lamp"}),
    (f"[x] Lamp [paper]({LAMP})", {"title": "Lamp"}),
    (f"TODO [Lamp]({LAMP})", {"title": "Lamp", "tags": ("TODO",)}),
    (f"DONE [#A] Lamp [paper]({LAMP})", {"title": "Lamp", "tags": ("DONE", "A")}),
    (f"[Lamp]({LAMP}) by Ada Park", {"title": "Lamp", "authors": "Ada Park"}),
    (f'**"Lamp"**, Ada Park. [paper]({LAMP})', {"title": "Lamp", "authors": "Ada Park"}),
    (f"[Lamp]({LAMP}) (ICLR 2024 Oral)", {"title": "Lamp", "venue": "ICLR 2024", "award": "Oral"}),
    (f"[ICLR 2024] [Lamp]({LAMP})", {"title": "Lamp", "venue": "ICLR 2024"}),
    (f"[Lamp]({LAMP}) *CVPR 2024*", {"title": "Lamp", "venue": "CVPR 2024"}),
    (f"[Lamp]({LAMP}) ⭐⭐⭐", {"title": "Lamp", "rating": "3"}),
    (f"[Lamp]({LAMP}) `2025`", {"title": "Lamp", "published": "2025"}),
    (f"[Lamp]({LAMP}) `#video #light`", {"title": "Lamp", "tags": ("video", "light")}),
    (f"[Lamp]({LAMP}) {{#lamp}}", {"title": "Lamp", "name": "lamp"}),
    (f"[Lamp `v2` and $x$]({LAMP})", {"title": "Lamp `v2` and $x$"}),
    (rf"[\[Draft\] Lamp]({LAMP})", {"title": r"\[Draft\] Lamp"}),
    (f"Lamp: Light [[Paper]({LAMP})] [[Code]({CODE})]",
     {"title": "Lamp: Light", "resources": (Resource("code", CODE),)}),
    (f"[Lamp]({LAMP}) | [Code]({CODE})", {"title": "Lamp", "resources": (Resource("code", CODE),)}),
    (f"[Lamp]({LAMP}) vs. [LoRA]({OTHER})",
     {"title": "Lamp vs. LoRA", "resources": (Resource("link", OTHER, "LoRA"),)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HEADINGS, ids=lambda value: str(value)[:40])
def test_a_heading_with_a_link(text: str, expected: dict[str, Any]) -> None:
    headline = heading(text)
    assert headline.linked
    assert said(headline.facts) == {"urls": (LAMP,), **expected}


PLAIN = [
    ("3.   Does It Scale? `meta`", {"title": "Does It Scale?", "orgs": ("meta",)}, True),
    ("Fast `attention` kernels", {"title": "Fast `attention` kernels"}, False),
    ("3D Gaussians", {"title": "3D Gaussians"}, False),
    ("1.5 Bits are Enough", {"title": "1.5 Bits are Enough"}, False),
    ("2025-03-14", {"title": "2025-03-14"}, False),
    ("Google", {"title": "Google"}, False),
    ("12", {"title": "12"}, False),
]


@pytest.mark.parametrize(("text", "expected", "numbered"), PLAIN)
def test_a_heading_without_a_link(text: str, expected: dict[str, Any], numbered: bool) -> None:
    headline = heading(text)
    assert (headline.linked, headline.numbered) == (False, numbered)
    assert said(headline.facts) == expected


def test_an_id_in_brackets_is_a_link() -> None:
    headline = heading("Lamp (arXiv:2503.01002)")
    assert headline.linked
    assert said(headline.facts) == {"urls": ("arXiv:2503.01002",), "title": "Lamp"}


def test_a_link_to_a_page_of_no_paper_is_none() -> None:
    assert not heading("[Daily papers](https://huggingface.co/papers/date/2025-03-14)").linked


@pytest.mark.parametrize(
    ("told", "urls", "published"),
    [
        ("arXiv:2503.01002，2025-03", ("arXiv:2503.01002",), "2025-03"),
        ("2503.01002, 2025", ("2503.01002",), "2025"),
        ("doi:10.1234/lamp; March 2025", ("doi:10.1234/lamp",), "2025-03"),
    ],
)
def test_remarks_that_stand_together_are_all_read(
    told: str, urls: tuple[str, ...], published: str
) -> None:
    """An id that something stands behind is one of them, not all of it."""
    found = read_remark(told)
    assert found == Facts(urls=urls, published=published)


def test_an_id_among_words_is_no_remark() -> None:
    assert read_remark("arXiv:2503.01002, of which more below") is None


def test_a_file_in_code_is_no_organisation() -> None:
    assert said_by_code("raw/Park - 2025 - Lamp.pdf") is None
    assert said_by_code("Attic.ai") == Facts(orgs=("Attic.ai",))
