"""HTML as a tree: read as the library reads it, in whatever way it is written."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.exports.html_tree import Element, parse

_Part = str | tuple[str, dict[str, str]]

PIECES = (
    "<p>", "</p>", "<p >", "</p >", "<p/>", "<br>", "<br />", "<P>", "</P>", '<p class="a b">',
    "<p class='a'>", "<p class=a>", "<p hidden>", '<p  id="a">', '<p id="a"title="b">',
    '<p title="a &amp; b">', '<p title="a > b">', '<p title="a\nb" >', '<p id="a" id="b">',
    '<svg viewBox="0 0 1 1">', '<h2 id="a2">', "<h2>", "</h2>", "<a1-b>", "<p", '<p id="',
    "</", "</p", "<script>", '<script src="a">', "</script>", "<style>", "</style>", "<title>",
    "</title>", "<textarea>", "</textarea>", "<iframe>", "</iframe>", "<noscript>", "</noscript>",
    "<xmp>", "<plaintext>", "<!-- a -->", "<!--", "-->", "<!doctype html>", "<?a?>",
    "<![CDATA[a]]>", "&amp;", "&", "&#1;", "<", ">", '"', "a", " ", "\n",
)  # fmt: skip


class _Library(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[_Part] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _parts(element: Element) -> Iterator[_Part]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield child.tag, child.attributes
            yield from _parts(child)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_all_is_read_as_the_library_reads_it(html: str) -> None:
    library = _Library()
    library.feed(html)
    library.close()
    assert list(_parts(parse(html))) == library.parts


def test_what_is_closed_holds_nothing_more() -> None:
    root = parse('<div id="a"><p>b</p >c</div><p >d</p>e')
    assert [child if isinstance(child, str) else child.text() for child in root.children] == [
        "bc",
        "d",
        "e",
    ]
