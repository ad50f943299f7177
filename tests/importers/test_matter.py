"""Front matter, told from the text and kept."""

from __future__ import annotations

import pytest
import yaml

from sphinx_paperreview.importers.matter import FrontMatter, split
from sphinx_paperreview.recognising.lines import Line


def run(text: str) -> tuple[FrontMatter, list[str], list[int]]:
    notes: list[int] = []
    lines = [Line(line, number) for number, line in enumerate(text.split("\n"), start=1)]
    matter, rest = split(lines, lambda line, _: notes.append(line))
    return matter, [line.text for line in rest], notes


def written(matter: FrontMatter) -> str:
    return "\n".join(line.text for line in matter.lines)


def test_yaml_stays_as_typed() -> None:
    """A number, a bare word and a comment are what their author typed."""
    matter, rest, notes = run("---\narxiv: 2503.01000 # why\nanswer: no\n---\nText.")
    assert written(matter) == "arxiv: 2503.01000 # why\nanswer: no"
    assert matter.fields["answer"] is False
    assert matter.texts == {"arxiv": ("2503.01000",), "answer": ("no",)}
    assert (rest, notes) == (["Text."], [])


def test_toml_becomes_yaml_of_the_same_values() -> None:
    matter, rest, notes = run('+++\ntitle = "A: b"\nn = [1, 2]\n[params]\nmath = true\n+++\nText.')
    assert matter.is_toml
    assert yaml.safe_load(written(matter)) == dict(matter.fields)
    assert matter.fields == {"title": "A: b", "n": [1, 2], "params": {"math": True}}
    assert (rest, notes) == (["Text."], [])


NO_FRONT_MATTER = [
    "Text.",
    "---\nnever closed",
    "---\nA sentence between two lines.\n---\nText.",
    "---\n- a\n- list\n---",
    "",
    "+++ not alone",
]


@pytest.mark.parametrize("text", NO_FRONT_MATTER)
def test_two_lines_around_prose_are_no_front_matter(text: str) -> None:
    matter, rest, _ = run(text)
    assert matter.fields == {}
    assert "\n".join(rest) == text


MENDED = [
    ("title: Foo: a colon", {"title": "Foo: a colon"}),
    ("title: a\n\tkey: b", {"title": "a", "key": "b"}),
    ("key:\tvalue", {"key": "value"}),
    (r'formula: "\ell_2"', {"formula": r"\ell_2"}),
    (r'formula: "\mathbb{R}"', {"formula": r"\mathbb{R}"}),
    ("title: @here", {"title": "@here"}),
    ("title: {", {"title": "{"}),
    ("title: *nobody", {"title": "*nobody"}),
    ("date: 2025-13-45", {"date": "2025-13-45"}),
    ("title: It's 'so' \"so\": so", {"title": "It's 'so' \"so\": so"}),
]


@pytest.mark.parametrize(("text", "expected"), MENDED)
def test_malformed_yaml_is_mended_with_a_note(text: str, expected: dict[str, object]) -> None:
    matter, rest, notes = run(f"---\n{text}\n---\nText.")
    assert matter.fields == expected
    assert yaml.safe_load(written(matter)) == expected
    assert rest == ["Text."]
    assert notes != []


@pytest.mark.parametrize(
    "text",
    [
        "date:\n  created: 2024-03-01\n  updated: 2024-04-02",
        "date:\n  updated: 2024-04-02\n  created: 2024-03-01",
        "date: {created: 2024-03-01, updated: 2024-04-02}",
    ],
)
def test_days_in_one_value_become_two(text: str) -> None:
    matter, _, _ = run(f"---\ntitle: a\n{text}\ntags: [x]\n---")
    assert written(matter) == "title: a\ndate: 2024-03-01\nupdated: 2024-04-02\ntags: [x]"
    assert matter.texts["date"] == ("2024-03-01",)


def test_of_two_lines_with_one_key_the_last_one_counts() -> None:
    matter, _, notes = run("---\ntitle: a\ntags: [x]\ntitle: b\n---")
    assert matter.fields["title"] == "b"
    assert written(matter) == "# title: a\ntags: [x]\ntitle: b"
    assert notes == [2]


@pytest.mark.parametrize(
    "text", ["title: [open\n - ```x", "a: 1\n - c\nb", "key: value\nprose below it"]
)
def test_what_nobody_can_read_stays_as_code(text: str) -> None:
    matter, rest, notes = run(f"---\n{text}\n---\nText.")
    assert matter == FrontMatter()
    assert text in "\n".join(rest)
    assert rest[0].startswith("```")
    assert rest[0].removesuffix("yaml") not in text
    assert notes != []
