from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.application import Sphinx

from sphinx_paperreview.front_matter import FrontValue, front_matter_of, remember_front_matter


def read(source: str) -> Mapping[str, FrontValue]:
    """Read a page's front matter as a build does."""
    env: Any = SimpleNamespace(temp_data={}, metadata={}, docname="page")
    remember_front_matter(cast("Sphinx", SimpleNamespace(env=env)), "page", [source])
    return front_matter_of(env)


def texts(yaml: str) -> dict[str, str]:
    return {key: field.text for key, field in read(f"---\n{yaml}\n---\n# Post\n").items()}


@pytest.mark.parametrize(
    "typed", ["NO", "no", "on", "null", "~", "1.0", "007", "0x10", "2025", "2025-11-27", "1_000"]
)
def test_values_are_kept_as_typed(typed: str) -> None:
    """YAML makes False of ``NO`` and 1 of ``1.0``; an author's word stays as it is."""
    fields = read(f"---\norg: {typed}\ntags: [{typed}, x]\n---\n")
    assert fields["org"].values == (typed,)
    assert fields["tags"].values == (typed, "x")


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("title: A", {"title": "A"}),
        ('title: "A: b"', {"title": "A: b"}),
        ("tags: [a, b]", {"tags": "a, b"}),
        ("tags:\n- a\n- b", {"tags": "a, b"}),
        ("tags: [a, [b], {c: d}]", {"tags": "a"}),
        ("title:", {"title": ""}),
        ("title: {a: b}", {"title": ""}),
        ("1: a", {"1": "a"}),
        ("? [a]\n: b", {}),
        ("- a\n- b", {}),
        ("just text", {}),
        ("", {}),
        ("title: [", {}),
        ("title: *nothing", {}),
        ("title: 'open", {}),
    ],
)
def test_shapes_of_front_matter(yaml: str, expected: dict[str, str]) -> None:
    """Scalars and lists are read; anything else, and malformed YAML, holds nothing."""
    assert texts(yaml) == expected


@pytest.mark.parametrize(
    "source",
    [
        "",
        "# Post\n",
        "--- \n",
        "---\ndate: 2025-11-27\n",
        "text\n---\na: b\n---\n",
        "\n---\na: b\n---\n",
    ],
)
def test_a_page_without_front_matter(source: str) -> None:
    """Only lines between two ``---`` at the very top count."""
    assert read(source) == {}


def test_a_field_knows_its_line() -> None:
    """Lines count from the top of the page, as an editor shows them."""
    fields = read("---\ndate: 2025-11-27\n\ntags:\n  - a\nauthor: B\n---\n")
    assert {key: field.line for key, field in fields.items()} == {"date": 2, "tags": 4, "author": 6}


def test_lines_of_windows() -> None:
    """CR LF ends a line as LF does."""
    assert texts("date: 2025-11-27\r\ntags: [a]\r") == {"date": "2025-11-27", "tags": "a"}


def test_front_matter_may_end_in_dots() -> None:
    """``...`` closes a YAML document too."""
    assert read("---\ndate: 2025-11-27\n...\n# Post\n")["date"].text == "2025-11-27"


@pytest.mark.parametrize(
    ("typed", "number"), [("2511.20640", "2511.2064"), ("1e3", ""), ('"2511.20640"', ""), ("x", "")]
)
def test_a_number_with_a_fraction_is_noticed(typed: str, number: str) -> None:
    """``2511.20640`` is a number to YAML, and keeps its zero here."""
    field = read(f"---\nother: {typed}\n---\n")["other"]
    assert field.text == typed.strip('"')
    assert field.number == number


@pytest.mark.parametrize("typed", ['!!float "["', "!!float x", '!!float ""'])
def test_a_number_that_is_none_is_a_text(typed: str) -> None:
    """Whatever a tag says of it."""
    assert read(f"---\nother: {typed}\n---\n")["other"].number == ""


def test_a_rest_page_has_fields() -> None:
    """In reST, a field list at the top says what front matter says; Sphinx keeps its texts."""
    env: Any = SimpleNamespace(
        temp_data={}, metadata={"page": {"date": "2025-11-27", "tocdepth": 2}}, docname="page"
    )
    assert {key: field.text for key, field in front_matter_of(env).items()} == {
        "date": "2025-11-27",
        "tocdepth": "2",
    }


@given(st.text())
def test_nothing_makes_it_fail(text: str) -> None:
    """Whatever stands between the lines, a build goes on."""
    for field in read(f"---\n{text}\n---\n").values():
        assert all(isinstance(value, str) for value in field.values)
