"""Feeds: what RFC 4287 asks, and that any text comes out of them as it went in."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.exports.atom import Entry, Feed, contents_of, format_entry, format_feed
from tests.exports.papers import HARD
from tests.feeds import faults, read

FEED = Feed(
    id="tag:e.org,2025:feed.xml",
    title="Journal",
    url="https://e.org/feed.xml",
    page="https://e.org/index.html",
    author="Ada",
    language="ko",
)
ENTRY = Entry(
    id="tag:e.org,2025:posts/one",
    title="One",
    url="https://e.org/posts/one.html",
    published="2025-11-27T00:00:00Z",
    updated="2025-11-28T08:15:00Z",
    authors=("Ada", "최지우"),
    categories=("a", "b", "a"),
    summary="About one.",
    content='<p>A <a href="https://e.org/?a=1&amp;b">link</a> &lt; 2</p>',
)


def _feed(*entries: Entry) -> str:
    return format_feed(FEED, [(entry.updated, format_entry(entry)) for entry in entries])


def test_a_feed_is_as_the_rfc_wants_it() -> None:
    text = _feed(ENTRY, replace(ENTRY, id="tag:e.org,2025:posts/two", authors=(), content=""))
    assert faults(text) == []
    found = read(text)
    assert found.feed.title == "Journal"
    assert found.feed.updated == "2025-11-28T08:15:00Z"
    assert found.feed.language == "ko"
    first = found.entries[0]
    assert [author.name for author in first.authors] == ["Ada", "최지우"]
    assert [tag.term for tag in first.tags] == ["a", "b"]
    assert first.summary == "About one."
    assert first.content[0].value == ENTRY.content
    assert first.content[0].type == "text/html"


def test_what_is_wrong_is_found() -> None:
    """The tests of feeds are only as good as this."""
    text = _feed(ENTRY, ENTRY)
    assert faults(text) == ["4.2.6: two things have one id"]
    for old, new in {
        "<updated>2025-11-28T08:15:00Z</updated>": "",
        "2025-11-28T08:15:00Z": "2025-11-28",
        "<author><name>Ada</name></author>": "<author/>",
        'href="https://e.org/posts/one.html"': 'href="posts/one.html"',
        "<id>tag:e.org,2025:posts/one</id>": "<id>posts/one</id>",
        'term="a"': "",
        'rel="self"': 'rel="alternate"',
        "<summary>": "<dc><summary/></dc><summary>",
        'content type="html"': 'content type="xhtml"',
    }.items():
        changed = _feed(ENTRY).replace(old, new)
        assert changed != _feed(ENTRY)
        assert faults(changed), old


def test_a_feed_is_as_new_as_its_newest_entry() -> None:
    later = replace(ENTRY, id="tag:e.org,2025:b", updated="2026-01-01T00:00:00Z")
    assert read(_feed(ENTRY, later)).feed.updated == "2026-01-01T00:00:00Z"


def test_hard_texts_are_told_as_they_are() -> None:
    for text in HARD:
        entry = replace(ENTRY, title=text, summary=text, authors=(text,), categories=(text,))
        found = read(_feed(entry))
        assert faults(_feed(entry)) == []
        assert found.entries[0].title == text
        assert found.entries[0].tags[0].term == text


@given(st.text(), st.text())
def test_any_text_makes_a_feed(title: str, content: str) -> None:
    """Also one with characters that XML has not: they alone are left out."""
    entry = replace(ENTRY, title=title, summary=title, categories=(f"a{title}",), content=content)
    text = _feed(entry)
    assert faults(text.encode("utf-8").decode()) == []


@given(st.lists(st.text(alphabet="<>&;\"'/ \nabcé]", min_size=1), max_size=4))
def test_contents_are_read_as_they_were_written(contents: list[str]) -> None:
    entries = [
        replace(ENTRY, id=f"tag:e.org,2025:{number}", content=content)
        for number, content in enumerate(contents)
    ]
    text = _feed(*entries, replace(ENTRY, content=""))
    assert contents_of(text) == {entry.id: entry.content for entry in entries}


def test_ten_thousand_entries_are_one_feed() -> None:
    text = _feed(*(replace(ENTRY, id=f"tag:e.org,2025:{n}") for n in range(10_000)))
    assert len(read(text).entries) == 10_000
    assert faults(text) == []
