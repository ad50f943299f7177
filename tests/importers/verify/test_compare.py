"""Whatever an import loses or adds is told, with the line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_paperreview.importers.verify.compare import Difference, verify
from tests.importers.test_cases import CASES, Case
from tests.work import is_linear

SOURCE = """---
layout: post
title: "March"
---

Before all.

# 1. [Lamp](https://arxiv.org/abs/2503.01002) `tencent`
## Light for All Videos

> [Alphaxiv](https://www.alphaxiv.org/ko/overview/2503.01002) [Code](https://github.com/lamp/lamp)

One two three, with [a link](https://example.org/a) and ![a picture](img/a.png).

- four *five*
- $x_1$ six

# 2. [Quiet](https://arxiv.org/abs/2503.01001)

Seven eight nine.

# Afterwards

Ten eleven.
"""

RESULT = """---
date: 2025-03-14
layout: post
title: "March"
---
# March

Before all.

:::{paper} https://arxiv.org/abs/2503.01002 https://www.alphaxiv.org/ko/overview/2503.01002
:title: Lamp
:subtitle: Light for All Videos
:org: tencent
:code: https://github.com/lamp/lamp

One two three, with [a link](https://example.org/a) and ![a picture](img/a.png).

- four *five*
- $x_1$ six
:::

:::{paper} https://arxiv.org/abs/2503.01001
:title: Quiet

Seven eight nine.
:::

## Afterwards

Ten eleven.
"""


def run(*changes: tuple[str, str]) -> tuple[Difference, ...]:
    """Compare with a result in which something is otherwise."""
    result = RESULT
    for old, new in changes:
        assert old in result
        result = result.replace(old, new, 1)
    return verify(SOURCE.encode(), result)


def test_a_faithful_result_has_no_difference() -> None:
    assert run() == ()


CHANGES = [
    ("title: Lamp", "title: Lump", 8, "title is not in the source: 'lump'"),
    ("Light for All Videos", "Light for All", 9, "lost: 'videos'"),
    (":org: tencent\n", "", 8, "lost: 'tencent'"),
    (":org: tencent", ":org: nvidia", 8, "org is not in the source: 'nvidia'"),
    (":code: https://github.com/lamp/lamp\n", "", 11, "lost link: https://github.com/lamp/lamp"),
    ("abs/2503.01001", "abs/2503.01009", 18, "added link: https://arxiv.org/abs/2503.01009"),
    ("](https://example.org/a)", "](https://example.org/b)", 13, "lost link: https://example.org/a"),
    ("img/a.png", "img/b.png", 13, "lost picture: a.png"),
    ("two ", "", 13, "lost: 'two'"),
    ("two three", "three two", 13, "lost: 'three'"),
    ("two", "two maybe more", 13, "added: 'maybe more'"),
    ("- four *five*\n", "", 15, "lost: 'four five'"),
    ("Seven eight nine.\n", "", 20, "lost: 'seven eight nine'"),
    ("Before all.", "", 6, "lost: 'before all'"),
    ("Ten eleven.", "Ten.", 24, "lost: 'eleven'"),
    ("## Afterwards\n", "", 22, "lost: 'afterwards'"),
    ("layout: post\n", "", 2, "lost from the front matter: 'layout'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "message"), CHANGES)
def test_a_difference_is_told(old: str, new: str, line: int, message: str) -> None:
    assert Difference(line, message) in run((old, new))


def test_a_review_that_is_gone_is_told() -> None:
    begin = RESULT.index(":::{paper} https://arxiv.org/abs/2503.01001")
    end = RESULT.index("## Afterwards")
    differences = verify(SOURCE.encode(), RESULT[:begin] + RESULT[end:])
    assert any("quiet" in difference.message for difference in differences)


def test_text_that_has_left_its_review_is_no_loss_of_words() -> None:
    """Where a text stands is a matter of its order, which is the same here."""
    assert run(("- $x_1$ six\n:::\n", ":::\n\n- $x_1$ six\n")) == ()


def test_text_that_changes_places_is_told() -> None:
    assert run(("Ten eleven.", ""), ("Before all.", "Before all. Ten eleven.")) != ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_is_faithful(case: Case) -> None:
    """The expected results of all cases have all that their sources say."""
    source = (case.folder / "in.md").read_bytes()
    assert verify(source, case.text("out.md"), known=case.site) == ()


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("## 1. [Lamp]({url})\n### Light from an Org of arXiv", "Lamp|Light from an Org of arXiv|"),
        ("## 1. [Lamp]({url})\nRating: ⭐⭐⭐⭐½", "Lamp||:rating: 4.5"),
        ("- [Paper 4: Lamp]({url})", "Lamp||"),
        ("- 4 [Lamp]({url})", "Lamp||"),
        ("- [Paper 4]({url})", "Paper 4||"),
        ("- **[Paper 4: Lamp]({url})**", "Lamp||"),
        (
            "| Title | Date |\n|---|---|\n| [Lamp]({url}) | 2024-01-24 |",
            "Lamp||:published: 2024-01-24",
        ),
        ("## 1. [Lamp]({url}) (ICLR'25)", "Lamp||:venue: ICLR 2025"),
        ("- [arXiv250314] [Lamp]({url})", "Lamp||:published: 2025-03-14"),
        ("- [x] [Lamp]({url})", "Lamp||"),
        ("## 1. [Lamp]({url})\nTags: [wick], [oil, wick]", "Lamp||:tags: wick, oil"),
        ("## 1. [Lamp]({url})\nDate: May 8, 2025", "Lamp||:published: 2025-05-08"),
        ("## 1. [Lamp]({url})\n日期：2025年5月8日", "Lamp||:published: 2025-05-08"),
    ],
)
def test_fields_in_other_words_are_no_difference(source: str, fields: str) -> None:
    """Numbers, stars, dates may take another form in a field; addresses stand for no word."""
    url = "https://arxiv.org/abs/2503.01002"
    title, subtitle, more = fields.split("|")
    options = [f":title: {title}", *([f":subtitle: {subtitle}"] if subtitle else []), more]
    head = "\n".join(option for option in options if option)
    post = f"# March\n\n{source.format(url=url)}\n\nOne two three.\n"
    result = f"# March\n\n:::{{paper}} {url}\n{head}\n\nOne two three.\n:::\n"
    assert verify(post.encode(), result) == ()


def test_numbers_of_other_reviews_are_not_used_up() -> None:
    """Numbers before titles, and those in addresses, stand for no year of a review below."""
    items, reviews = [], []
    for number in (23, 24, 25):
        url = f"https://aclanthology.org/2024.acl-long.{number}/"
        items.append(f"- [Paper {number}: Lamp]({url}) (ICLR 2024) `Org{number + 1}`\n")
        options = f":title: Lamp\n:org: Org{number + 1}\n:venue: ICLR 2024"
        reviews.append(f":::{{paper}} {url}\n{options}\n:::\n")
    post, result = "# March\n\n" + "".join(items), "# March\n\n" + "\n".join(reviews)
    assert verify(post.encode(), result) == ()


def test_a_picture_that_a_template_shows_is_told() -> None:
    """Whatever the template calls the file; where its link leads is no picture."""
    source = b'# Lamps\n\n{% include shown.html\n  img="/img/a.png"\n  url="/img/b.png"\n%}\n'
    assert verify(source, "# Lamps\n\n![](../img/a.png)\n") == ()
    assert verify(source, "# Lamps\n") == (Difference(4, "lost picture: a.png"),)


def test_a_name_that_is_listed_twice_may_stand_once() -> None:
    """Also where the first one stands right behind the name of the field."""
    url = "https://arxiv.org/abs/2503.01002"
    source = f"# Lamps\n\n- **[Lamp]({url})**\n  - **institution:** Univ. of Lamps, Attic; "
    result = (
        f"# Lamps\n\n:::{{paper}} {url}\n:title: Lamp\n:org: Univ. of Lamps, Attic, Cellar\n:::\n"
    )
    assert verify(f"{source}Univ. of Lamps, Cellar\n".encode(), result) == ()


def test_the_line_of_the_next_review_is_asked_last() -> None:
    """What stands before both titles, such as where they were found, is that of each."""
    posts, reviews = [], []
    for number, title in enumerate(["Quiet Lamps", "Loud Wicks"], 1):
        url = f"https://arxiv.org/pdf/2503.0100{number}"
        posts.append(f"- **[arXiv250319] {title}**\n  - **tags:** [{title.lower()}]\n  - {url}\n")
        options = f":title: {title}\n:published: 2025-03-19\n:tags: {title.lower()}"
        reviews.append(f":::{{paper}} {url}\n{options}\n\nWe found {title}.\n:::\n")
        posts.append(f"  - We found {title}.\n")
    source = "# March\n\n" + "".join(posts)
    assert verify(source.encode(), "# March\n\n" + "\n".join(reviews)) == ()


@pytest.mark.parametrize(
    "hidden", ["<!-- one two -->", "<?one script>", "<!one script>", "<?one <script>"]
)
def test_what_no_reader_sees_may_be_missing(hidden: str) -> None:
    assert verify(f"Seen. {hidden}\n".encode(), "Seen.\n") == ()


@pytest.mark.parametrize("shape", ["markup", "sentences", "reviews"])
def test_the_time_grows_with_both_sides(shape: str) -> None:
    """Where nothing tells which words belong together, and where there are many reviews."""

    def run(size: int) -> Callable[[], object]:
        source, result = _sides(shape, size)
        return lambda: verify(source.encode(), result)

    assert is_linear(run, 200)


def _sides(shape: str, size: int) -> tuple[str, str]:
    if shape == "markup":
        source = "<div>\n\n" * size + "kept\n"
        return source, "div\n\n" * size + "other words that are nowhere\n" + "div\n" * size
    if shape == "sentences":
        return "One two three.\n" * size, "One two three.\n" * (size // 2) + "Two one.\n" * size
    urls = [f"https://arxiv.org/abs/2503.{number:05}" for number in range(size)]
    source = "".join(f"- [Lamp]({url}) `Attic` (ICLR 2024)\n" for url in urls)
    head = ":title: Lamp\n:org: Attic\n:venue: ICLR 2024\n:::\n\n"
    return source, "".join(f":::{{paper}} {url}\n{head}" for url in urls)


@pytest.mark.parametrize("shape", ["markup", "sentences"])
def test_texts_that_nobody_can_lay_side_by_side_are_told(shape: str) -> None:
    source, result = _sides(shape, 1000)
    assert verify(source.encode(), result) != ()
