"""Links between the posts of an import, and to the files beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from sphinx_paperreview.importers.convert import Imported, convert
from sphinx_paperreview.importers.dialects import DIALECTS
from sphinx_paperreview.importers.linking import LinkIndex, address_of, addresses_of
from sphinx_paperreview.importers.passes import ImportedSite
from sphinx_paperreview.importers.places import anchors_of, github_slug

OCTOBER = """# 2025-10-21 papers review

## 1. [Distractors in Long Thoughts](https://arxiv.org/abs/2510.16259) `amazon`
### Where Reasoning Goes Astray

Text.

### Method

Text.

## 2. A Paper without a Link `meta`

Text.

## Odds and ends

Text.
"""


def import_all(
    posts: Mapping[str, str],
    *,
    dialect: str = "docusaurus",
    files: tuple[str, ...] = (),
    site: Mapping[str, object] | None = None,
) -> dict[str, Imported]:
    """Import some posts as the command line does it: twice."""
    imported_site = ImportedSite(frozenset({*posts, *files}), site or {})

    def run(path: str, index: LinkIndex | None = None) -> Imported:
        data = posts[path].encode()
        return convert(
            data, path, imported_site=imported_site, dialect=DIALECTS[dialect], index=index
        )

    first = {path: run(path) for path in posts}
    index = LinkIndex(post.places for post in first.values())
    return {path: run(path, index) if index.touches(path) else first[path] for path in posts}


def linked(link: str, *, at: str = "y2025/oct/20251027.md") -> tuple[str, list[str]]:
    """Import a link beside the post above; give what it becomes, and the notes."""
    posts = {"y2025/oct/20251021.md": OCTOBER, at: f"# Post\n\n{link}\n"}
    imported = import_all(posts)[at]
    return imported.text.split("# Post\n\n")[1].rstrip("\n"), [n.message for n in imported.notes]


FIRST = "1-distractors-in-long-thoughts-amazon"
LINKS = [
    (f"[this](/docs/papers/y2025/oct/20251021#{FIRST})", "{paper}`this <2510.16259>`"),
    (f"[this](/docs/papers/y2025/oct/20251021.md#{FIRST})", "{paper}`this <2510.16259>`"),
    (f"[this](./20251021.md#{FIRST})", "{paper}`this <2510.16259>`"),
    (f"[this](20251021#{FIRST})", "{paper}`this <2510.16259>`"),
    (f"[this](../oct/20251021/#{FIRST})", "{paper}`this <2510.16259>`"),
    ("[sub](20251021#where-reasoning-goes-astray)", "{paper}`sub <2510.16259>`"),
    (f"[**bold** `code`](20251021#{FIRST})", "[**bold** `code`](#arxiv-2510-16259)"),
    (f"[two\nlines](20251021#{FIRST})", "[two\nlines](#arxiv-2510-16259)"),
    ("[x](20251021#2-a-paper-without-a-link-meta)", "{paper}`x <A Paper without a Link>`"),
    ("[post](20251021)", "[post](20251021.md)"),
    ("[post](/docs/papers/y2025/oct/20251021/)", "[post](20251021.md)"),
    ("[part](20251021#odds-and-ends)", "[part](#y2025-oct-20251021-odds-and-ends)"),
    ("[its part](20251021#method)", "[its part](#y2025-oct-20251021-method)"),
    ("[ref]\n\n[ref]: 20251021.md", "[ref]\n\n[ref]: 20251021.md"),
    ("[web](https://example.org/20251021)", "[web](https://example.org/20251021)"),
]  # fmt: skip


@pytest.mark.parametrize(("link", "expected"), LINKS)
def test_a_link_leads_to_the_same_place(link: str, expected: str) -> None:
    assert linked(link) == (expected, [])


def test_from_another_folder_the_path_is_another() -> None:
    assert (
        linked("[post](/oct/20251021)", at="other/post.md")[0] == "[post](../y2025/oct/20251021.md)"
    )


@pytest.mark.parametrize(
    "link", ["[x](/docs/20240101#a)", "[x](./gone.md)", "[x](#gone)", "[x](a/b.pdf)"]
)
def test_a_link_out_of_the_import_stays_with_a_note(link: str) -> None:
    text, notes = linked(link)
    assert text == link
    assert notes == [f"leads to nothing in the import: {link[4:-1]!r}"]


def test_a_missing_heading_is_noted() -> None:
    text, notes = linked("[x](20251021#gone)")
    assert text == "[x](20251021.md)"
    assert notes == ["the post has no heading 'gone': '20251021#gone'"]


@pytest.mark.parametrize(
    "heading", ['## Lamps <a name="lamps2023"></a>', "<a id='lamps2023'></a>\n\n## Lamps"]
)
def test_a_mark_in_html_leads_to_its_heading(heading: str) -> None:
    """As in many a README with a table of contents made by hand."""
    text = f"# All\n\n- [2023](#lamps2023)\n\n## Nights\n\nText.\n\n{heading}\n\nText.\n"
    imported = import_all({"README.md": text}, dialect="markdown")["README.md"]
    assert [note.message for note in imported.notes] == []
    label = re.search(r"\(([^()]+)\)=\n## Lamps", imported.text)
    assert label is not None
    assert f"[2023](#{label[1]})" in imported.text


def test_headings_that_links_lead_to_get_labels() -> None:
    posts = {"a.md": OCTOBER, "b.md": "# B\n\n[x](a.md#odds-and-ends) [y](a.md#method)\n"}
    text = import_all(posts)["a.md"].text
    assert "\n(a-odds-and-ends)=\n## Odds and ends\n" in text
    assert "\n(a-method)=\n## Method\n" in text
    assert text.count(")=") == 2


def test_contents_of_a_page_lead_to_its_reviews() -> None:
    posts = {"a.md": OCTOBER.replace("\n\n", f"\n\n- [First](#{FIRST})\n\n", 1)}
    assert "- {paper}`First <2510.16259>`" in import_all(posts)["a.md"].text


def test_of_two_posts_with_one_address_none_is_taken() -> None:
    posts = {"a/x.md": "# A\n", "b/x.md": "# B\n", "c.md": "[x](/x)"}
    imported = import_all(posts)["c.md"]
    assert "[x](/x)" in imported.text
    assert len(imported.notes) == 1


def test_the_address_of_the_own_site_is_left_out() -> None:
    posts = {
        "_posts/2025-03-14-lamp.md": "# A\n",
        "_posts/2025-03-15-x.md": "[x](https://me.org/2025/03/14/lamp.html)",
    }
    imported = import_all(posts, dialect="jekyll", site={"url": "https://me.org"})
    assert "[x](2025-03-14-lamp.md)" in imported["_posts/2025-03-15-x.md"].text


# Addresses and anchors ----------------------------------------------------------------------------

ADDRESSES = [
    ("docs/a/index.md", {}, "/docs/a/"),
    ("_posts/2025-03-14-lamp.md", {}, "/2025/03/14/lamp.html"),
    ("_posts/2025-03-14-lamp.md", {}, "/posts/lamp/"),
    ("blog/2025-03-14-lamp/index.md", {}, "/blog/2025/03/14/lamp"),
    ("docs/01-intro/02-lamp.md", {}, "/docs/intro/lamp"),
    ("docs/a.md", {"slug": "b"}, "/docs/b"),
    ("docs/a.md", {"slug": "/c/d"}, "/c/d"),
    ("a.md", {"permalink": "/lamp.html"}, "/lamp"),
    ("a.md", {"aliases": ["/old/lamp/"]}, "/old/lamp/"),
    ("a.md", {"redirect_from": "/older"}, "/older"),
    ("글/논문.md", {}, "/글/논문"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "fields", "address"), ADDRESSES)
def test_a_post_has_the_addresses_that_its_generator_gives(
    path: str, fields: Mapping[str, object], address: str
) -> None:
    wanted = address_of(address)
    ends = [found[-len(wanted) :] for found in addresses_of(path, fields)]
    wider = [wanted[-len(found) :] == found for found in addresses_of(path, fields)]
    assert wanted in ends or any(wider)


SLUGS = [
    ("1. Lamp: Light & More! `mit`", "1-lamp-light--more-mit"),
    ("한국어 제목 (요약)", "한국어-제목-요약"),
    ("a_b - c", "a_b---c"),
    ("🔥 Hot", "-hot"),
]


@pytest.mark.parametrize(("text", "expected"), SLUGS)
def test_an_anchor_is_that_of_github(text: str, expected: str) -> None:
    """As github-slugger makes them of a heading's plain text, where backticks are none."""
    assert github_slug(text.replace("`", "")) == expected


def test_anchors_of_several_generators_are_known_and_numbered() -> None:
    headings = [
        ("1. Lamp", "1. [Lamp](https://x.org/a)"),
        ("Method", "Method"),
        ("Method", "Method"),
    ]
    first, second, third = (list(anchors) for anchors in anchors_of(headings))
    assert first[0] == "1-lamp"
    assert "lamp" in first  # kramdown leaves out what is no letter at the beginning
    assert "lamphttpsxorga" in first  # and takes a heading as it is written
    assert (second[0], third[0]) == ("method", "method-1")


# Files --------------------------------------------------------------------------------------------

FILES = ("posts/img/a.png", "static/img/b.png", "posts/img/c d.png", "files/e.pdf")
TARGETS = [
    ("![a](./img/a.png)", "![a](img/a.png)", "posts/img/a.png"),
    ("![b](/img/b.png)", "![b](../static/img/b.png)", "static/img/b.png"),
    ("![b](/base/img/b.png)", "![b](../static/img/b.png)", "static/img/b.png"),
    ("![b](@site/static/img/b.png)", "![b](../static/img/b.png)", "static/img/b.png"),
    ("![c](<./img/c d.png>)", "![c](img/c-d.png)", "posts/img/c d.png"),
    ('![c](img/c%20d.png "T")', '![c](img/c-d.png "T")', "posts/img/c d.png"),
    ("[e](/files/e.pdf)", "[e](../files/e.pdf)", "files/e.pdf"),
    ("[e]\n\n[e]: /files/e.pdf", "[e]\n\n[e]: ../files/e.pdf", "files/e.pdf"),
    ("[![a](img/a.png)](/files/e.pdf)", "[![a](img/a.png)](../files/e.pdf)", "files/e.pdf"),
    ("| ![a](./img/a.png) |\n|---|", "| ![a](img/a.png) |\n|---|", "posts/img/a.png"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "file"), TARGETS)
def test_files_are_found_where_generators_find_them(text: str, expected: str, file: str) -> None:
    posts = {"posts/post.md": f"# Post\n\n{text}\n"}
    imported = import_all(posts, files=FILES, site={"baseurl": "/base"})["posts/post.md"]
    assert imported.text == f"# Post\n\n{expected}\n"
    assert file in imported.assets
    assert imported.notes == ()


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("img/gone.png", "img/gone.png"),
        ("../../etc/passwd", "..%2F..%2Fetc%2Fpasswd"),
        ("%2e%2e/../etc/passwd", "%2e%2e%2F..%2Fetc%2Fpasswd"),
        ("/../etc/passwd", "%2F..%2Fetc%2Fpasswd"),
        ("/etc/passwd", "/etc/passwd"),
        ("../img/a.png", "../img/a.png"),
    ],
)
def test_other_files_are_not_taken(target: str, written: str) -> None:
    """What lies outside of the import is never copied, nor shown by Sphinx; one note says so."""
    imported = import_all({"posts/post.md": f"![x]({target})"}, files=FILES)["posts/post.md"]
    assert f"![x]({written})" in imported.text
    assert imported.assets == ()
    (note,) = imported.notes
    why = "no such file in the import" if target == written else "leads to a file outside"
    assert note.message.startswith(why)
    assert note.message.endswith(repr(target))
