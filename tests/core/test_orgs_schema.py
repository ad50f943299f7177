"""The schema of ``orgs.toml``, which editors take: as strict as the reader, field by field.

What the reader refuses, the schema refuses too: `tests/core/test_orgs.py`.
"""

from __future__ import annotations

import dataclasses
import json
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.orgs import Org, parse_orgs
from tests.library import orgs_schema

ROOT = Path(__file__).parents[2]
RIGHT = [ROOT / "sphinx_paperreview/data/orgs.toml", ROOT / "docs/examples/orgs.toml"]

SCHEMA = orgs_schema()


@pytest.mark.parametrize("path", RIGHT, ids=["built in", "example"])
def test_it_takes_what_is_right(path: Path) -> None:
    assert [*SCHEMA.iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))] == []


def test_it_knows_all_fields() -> None:
    described = SCHEMA.schema["additionalProperties"]["properties"]  # type: ignore[index]
    assert list(described) == [field.name for field in dataclasses.fields(Org)][1:]
    assert all(field["description"] for field in described.values())


FIELDS = st.dictionaries(
    st.sampled_from(["name", "aliases", "color", "url", "logo", "colour"]),
    st.one_of(
        st.text('aB #/:.\\\\"한', max_size=6),
        st.sampled_from(["#FF6900", "https://a.org/b", "img/a.svg", "//x", "C:x", "https://"]),
        st.lists(st.text("aB ", max_size=2), max_size=2),
        st.booleans(),
    ),
)


@given(FIELDS)
def test_what_it_takes_is_no_problem(fields: dict[str, object]) -> None:
    values = "".join(f"{name} = {json.dumps(value)}\n" for name, value in fields.items())
    text = f"[own]\n{values}"
    if SCHEMA.is_valid(tomllib.loads(text)):
        assert parse_orgs(text)[1] == []
