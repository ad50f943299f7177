from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sphinx_paperreview.authoring.options import DirectiveBlock, Option, split_block, unclosed_fence
from sphinx_paperreview.recognising.lines import Line

KNOWN = ("title", "org", "tags", "summary", "no-index")

LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
VALUES = st.text(LETTERS).map(lambda text: " ".join(text.split())).filter(bool)
BODY_LINES = st.text(LETTERS, max_size=20)


def lines_of(*texts: str, first: int = 2) -> list[Line]:
    return [Line(text, number) for number, text in enumerate(texts, first)]


def split(*texts: str) -> DirectiveBlock:
    return split_block(lines_of(*texts), KNOWN)


def values_of(*texts: str) -> dict[str, str]:
    return {option.name: option.value for option in split(*texts).options}


@pytest.mark.parametrize(
    "title",
    [
        '"Why Should I Trust You?" Explaining',
        '"Both ends"',
        "'Both ends'",
        "'Tis not",
        "| a pipe",
        "a | b",
        "> quote",
        "#1 things",
        "Ten #1 things",
        "`code` first",
        "]closing",
        "[opening",
        "{brace}",
        "* star",
        "& and",
        "! bang",
        "% percent",
        "@ at",
        "- dash",
        "$x^2$ models",
        "Colons: many: of them",
        ":leading colon",
        "<script>alert(1)</script>",
        "NO",
        "null",
        "2511.20640",
        "\\backslash",
        "한국어 논문",
        "مقالة",
        "x" * 500,
    ],
)
def test_a_value_is_kept_to_the_letter(title: str) -> None:
    """What stands behind ``:title:`` is the title; no YAML reads it, and no option is lost."""
    assert values_of(f":title: {title}", ":org: Tencent") == {"title": title, "org": "Tencent"}


@pytest.mark.parametrize(
    ("second", "why"),
    [("  further", "indented"), ("further", "an option follows"), ("\tfurther", "by a tab")],
)
def test_a_title_may_go_on_in_a_second_line(second: str, why: str) -> None:
    """A title over two lines, indented or not, takes no later option with it."""
    block = split(":title: One", second, ":org: Tencent", "", "Body.")
    assert block.options == (Option("title", "One further", 2), Option("org", "Tencent", 4)), why
    assert block.body == (Line("Body.", 6),)


def test_a_line_that_no_option_follows_begins_the_body() -> None:
    """Without an indent and without a later option, the line after a title is text."""
    block = split(":title: One", "Text of the review.", "More.")
    assert block.options == (Option("title", "One", 2),)
    assert [line.text for line in block.body] == ["Text of the review.", "More."]


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        ((":title: One", "  two", "  three"), "One two three"),
        ((":title:", "  One", "  two"), "One two"),
        ((":title: |", "  One", "  two"), "One two"),
        ((":title: >-", "  One", "  two"), "One two"),
        ((":title: |", ":org: Tencent"), "|"),
        ((":title:",), ""),
        ((":title:   wide   ",), "wide"),
    ],
)
def test_lines_of_a_value_join_with_spaces(texts: tuple[str, ...], value: str) -> None:
    """Lines of one value join; YAML's mark above further lines is none of its text."""
    assert values_of(*texts)["title"] == value


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        (":Title: One", "title", "One"),
        ("   :title: One", "title", "One"),
        (":no-index:", "no-index", ""),
        (":unknown: x", "unknown", "x"),
        (":a_b-c2: x", "a_b-c2", "x"),
    ],
)
def test_an_option_line(text: str, name: str, value: str) -> None:
    """A name between colons, in any case, with or without a value, known or not."""
    assert split(text).options == (Option(name, value, 2),)


@pytest.mark.parametrize(
    "text",
    [":title:One", ":2: x", "::: x", ":::{note}", "title: One", ": x", "{role}`x`", ":sub:`2` x"],
)
def test_what_is_no_option_line(text: str) -> None:
    """Roles, fences and prose are text of the review."""
    block = split(text)
    assert block.options == ()
    assert [line.text for line in (*block.arguments, *block.body)] == [text]


def test_an_unknown_name_in_the_body_is_text() -> None:
    """Below the first line of text, only options of known names are taken for options."""
    block = split(":title: One", "Text", ":field: of a list")
    assert [line.text for line in block.body] == ["Text", ":field: of a list"]


def test_options_end_at_a_blank_line() -> None:
    """An option line below a blank line is text."""
    block = split(":title: One", "", ":org: Tencent")
    assert block.options == (Option("title", "One", 2),)
    assert block.body == (Line(":org: Tencent", 4),)


def test_lines_before_the_first_option_are_arguments() -> None:
    """Further ids and URLs may stand below the opening line."""
    block = split("2511.21579", "https://example.org/x", ":title: One")
    assert [line.text for line in block.arguments] == ["2511.21579", "https://example.org/x"]
    assert block.options == (Option("title", "One", 4),)


def test_yaml_between_dashes() -> None:
    """MyST's other form is YAML: quotes are its own, sequences are names, lines are known."""
    block = split("---", 'title: "One: two"', "org: NO", "tags: [a, b]", "---", "", "Body.")
    assert block.options == (
        Option("title", "One: two", 3),
        Option("org", "NO", 4),
        Option("tags", "a; b", 5),
    )
    assert block.body == (Line("Body.", 8),)


def test_yaml_that_is_none_is_read_by_lines() -> None:
    """A title that YAML cannot read loses nothing."""
    block = split("---", 'title: "Why" this: that', "org: Tencent", "---", "Body.")
    values = {option.name: option.value for option in block.options}
    assert values == {"title": '"Why" this: that', "org": "Tencent"}


@pytest.mark.parametrize(
    "texts", [["---", "title: One"], ["---", "One sentence.", "---"], ["---", "---"]]
)
def test_dashes_without_options_between_are_text(texts: list[str]) -> None:
    """A line, or text between two lines, is text of the review."""
    block = split(*texts)
    assert block.options == ()
    assert [line.text for line in block.body] == texts


LAUGHS = "[" + ", ".join(["*a"] * 9) + "]"
HOSTILE = {
    "a cycle": "&a [*a]",
    "a text of any length": f"[&a [ha, ha], &b {LAUGHS}]",
    "lists": "[" * 3000 + "]" * 3000,
    "mappings": "{a: " * 3000 + "}" * 3000,
}


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_yaml_that_no_author_types_is_text(value: str) -> None:
    """It is read by lines, to the letter; the options beside it stay."""
    block = split("---", f"title: {value}", "org: Tencent", "---", "Body.")
    assert [(option.name, option.value) for option in block.options] == [
        ("title", value),
        ("org", "Tencent"),
    ]


def test_braces_in_yaml_are_text() -> None:
    """A value that YAML takes for a mapping stays readable."""
    assert values_of("---", "title: {One}", "tags: {a: b}", "---") == {
        "title": "{One}",
        "tags": "{a: b}",
    }


@given(st.lists(st.tuples(st.sampled_from(KNOWN), VALUES), max_size=6), st.lists(BODY_LINES))
def test_options_and_body_come_back_as_they_were_written(
    options: list[tuple[str, str]], body: list[str]
) -> None:
    """Whatever the values are, each comes back; behind a blank line, all is body."""
    typed = [f":{name}: {value}" for name, value in options]
    block = split(*typed, "", *body)
    assert [(option.name, option.value) for option in block.options] == options
    assert [option.line for option in block.options] == list(range(2, 2 + len(options)))
    texts = [line.text for line in block.body]
    assert texts == body[len(body) - len(texts) :]
    assert not "".join(body[: len(body) - len(texts)]).strip()


@given(st.lists(st.one_of(BODY_LINES, st.sampled_from([":title: x", "---", ":x: y", "  z"]))))
def test_no_line_is_lost_and_none_is_twice(texts: list[str]) -> None:
    """Every visible character is in an argument, an option or the body (YAML has comments)."""
    assume(not texts or texts[0].rstrip() != "---")
    block = split(*texts)
    kept = [line.text for line in (*block.arguments, *block.body)]
    kept += [f":{option.name}: {option.value}" for option in block.options]
    before, after = sorted("".join(texts).lower()), sorted("".join(kept).lower())
    visible = [c for c in before if not c.isspace() and c not in ":-"]
    assert visible == [c for c in after if not c.isspace() and c not in ":-"]


# Fences --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["Text", ":::"],
        [":::{note}", "x", ":::"],
        ["::::{note}", ":::{tip}", "x", ":::", "::::"],
        ["```python", ":::{note}", "```"],
        ["````md", "```", ":::{note}", "````"],
        ["~~~", ":::{note}", "~~~"],
        ["- :::{note}", "  x", "  :::"],
        ["```", "code that nothing closes"],
        ["    :::{note}"],
    ],
)
def test_closed_fences(texts: list[str]) -> None:
    """Fences that are closed, in code, in lists or of code are no reason to warn."""
    assert unclosed_fence(lines_of(*texts)) is None


@pytest.mark.parametrize(
    ("texts", "line"),
    [
        ([":::{note}", "x"], 2),
        (["Text", "", ":::{note}", "x"], 4),
        ([":::{note}", "x", ":::", ":::{tip}"], 5),
        (["::::{note}", "x", ":::"], 2),
        (["   :::{note}", "x"], 2),
        (["```", "```", ":::{note}"], 4),
    ],
)
def test_a_fence_still_open_at_the_end(texts: list[str], line: int) -> None:
    """A ``:::`` block open where the body ends has lost its end to the review."""
    found = unclosed_fence(lines_of(*texts))
    assert found is not None
    assert found.number == line


@given(st.lists(st.sampled_from(["x", ":::", ":::{a}", "::::{b}", "::::", "```", "````", "~~~"])))
def test_an_unclosed_fence_is_one_of_the_lines(texts: list[str]) -> None:
    """What is found is an opening line of the body, never another one."""
    lines = lines_of(*texts)
    found = unclosed_fence(lines)
    assert found is None or (found in lines and "{" in found.text)
