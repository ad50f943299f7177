"""Ids of feeds and entries: they stay when a site moves."""

from __future__ import annotations

import pytest

from sphinx_paperreview.checks import tagging_entity
from sphinx_paperreview.exports.tag_uris import tag_prefix, tag_uri

ADDRESSES = {
    "https://me.readthedocs.io/en/latest/": "tag:me.readthedocs.io,2026:",
    "https://me.readthedocs.io/ko/stable/": "tag:me.readthedocs.io,2026:",
    "https://me.readthedocs.io/zh-cn/v1.2/": "tag:me.readthedocs.io,2026:",
    "https://me.github.io/journal/": "tag:me.github.io,2026:journal/",
    "https://me.github.io/other/en/main/": "tag:me.github.io,2026:other/",
    "https://example.org:8000/": "tag:example.org,2026:",
    "https://example.org/a%20b/": "tag:example.org,2026:a%20b/",
    "https://xn--bj0bj06e.kr/": "tag:xn--bj0bj06e.kr,2026:",
    "https://example.org/~me/%EA%B8%B8+(1)/": "tag:example.org,2026:~me/%EA%B8%B8+(1)/",
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_address_gives_ids_without_language_and_version(address: str) -> None:
    assert tag_prefix("", address) == ADDRESSES[address]


@pytest.mark.parametrize("entity", ["e.org,2025", "ada@e.org,2025-01-02", "e.org,2025:journal"])
def test_a_setting_gives_ids_that_stay_anywhere(entity: str) -> None:
    ids = {tag_uri(tag_prefix(entity, address), "posts/one") for address in ADDRESSES}
    assert len(ids) == 1
    assert ids.pop() == f"tag:{entity}{'/' if ':journal' in entity else ':'}posts/one"


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("is_cut", [False, True])
def test_what_ids_begin_with_can_be_written_down(address: str, is_cut: bool) -> None:
    """As it stands in a feed, with its last ``:`` or ``/`` or without: a reader loses no entry."""
    prefix = tag_prefix("", address)
    entity = prefix.removeprefix("tag:")
    entity = entity[:-1] if is_cut else entity
    assert tag_prefix(tagging_entity(entity), "https://elsewhere.example/") == prefix


@pytest.mark.parametrize(
    ("name", "fragment", "expected"),
    [
        ("posts/one", "", "posts/one"),
        ("notes/한글 제목", "", "notes/%ED%95%9C%EA%B8%80%20%EC%A0%9C%EB%AA%A9"),
        ("a#b%", "c d", "a%23b%25#c%20d"),
    ],
)
def test_names_are_quoted(name: str, fragment: str, expected: str) -> None:
    assert tag_uri("tag:e.org,2025:", name, fragment) == f"tag:e.org,2025:{expected}"
