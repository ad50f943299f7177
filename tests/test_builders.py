"""The demo journal in every format: silent, complete, and private."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from sphinx_paperreview.core.model import Review
from tests.conftest import MakeSite
from tests.outputs import raw_output, text_output, unzip
from tests.posts import Written, letters, read_posts
from tests.site import Built, build, review_page

DOCS = Path(__file__).parents[1] / "docs"

PAGED = ("html", "dirhtml", "singlehtml")
READABLE = (*PAGED, "epub", "latex", "text", "man", "texinfo", "xml", "pseudoxml")
BUILDERS = (*READABLE, "gettext", "json", "htmlhelp", "qthelp", "devhelp", "dummy")
"""Every builder but linkcheck, which needs a network."""

BuildDemo = Callable[[str], Built]

JOURNAL = read_posts(DOCS, "journal/20*.md")


@pytest.fixture(scope="module")
def build_demo(tmp_path_factory: pytest.TempPathFactory) -> BuildDemo:
    """Build the demo journal, once for each builder."""
    folder = tmp_path_factory.mktemp("demo")
    done: dict[str, Built] = {}

    def run(builder: str) -> Built:
        if builder not in done:
            out = folder / builder
            done[builder] = build(DOCS, out, builder, overrides={"nitpicky": True})
        return done[builder]

    return run


@pytest.mark.parametrize("builder", BUILDERS)
def test_the_demo_journal_builds_without_a_warning(build_demo: BuildDemo, builder: str) -> None:
    assert build_demo(builder).warnings == ()


# Complete -------------------------------------------------------------------------------------


def test_the_demo_journal_has_reviews(build_demo: BuildDemo) -> None:
    """What the next tests compare with is all that the journal holds."""
    reviews = _journal(build_demo("html"))
    assert [review.docname for review in reviews] == [review.docname for review in JOURNAL]
    assert len(reviews) > 50


@pytest.mark.parametrize("builder", READABLE)
def test_every_review_is_told_in_every_format(build_demo: BuildDemo, builder: str) -> None:
    """A review's title, its organisations and its text, in this order, review after review."""
    built = build_demo(builder)
    output = letters(text_output(built.out, builder))
    orgs = [[letters(org) for org in review.paper.orgs] for review in _journal(built)]
    for docname in dict.fromkeys(review.docname for review in JOURNAL):
        on_page = [
            (review, names)
            for review, names in zip(JOURNAL, orgs, strict=True)
            if review.docname == docname
        ]
        position = _beginning(output, [review for review, _names in on_page])
        for review, names in on_page:
            title = _follow(output, position, letters(review.title))
            if review.marker:
                # What stands above may name the paper too, and quote its review: one of its titles
                # is its heading, one of the places of these words its text.
                headings = [title, *_ends(output, review.title, title)]
                texts = _ends(output, review.marker, title)
                position = next(
                    (text for text in texts if _is_told(output, names, headings, text)), -1
                )
                assert position > 0, review.argument
            else:
                position = max([title, *(_follow(output, title, name) for name in names)])


def _journal(built: Built) -> list[Review]:
    """List the reviews of the journal; other pages of the documentation show examples."""
    return [review for review in built.reviews if review.docname.startswith("journal/")]


def _ends(output: str, text: str, start: int) -> list[int]:
    """Tell where a text ends, each time that it stands behind a place of an output."""
    return [start + found.end() for found in re.finditer(letters(text), output[start:])]


def _is_told(output: str, names: list[str], headings: list[int], end: int) -> bool:
    """Tell whether names stand between one of some headings and a place."""
    return any(
        all(output.find(name, heading, end) >= 0 for name in names)
        for heading in headings
        if heading < end
    )


def _beginning(output: str, reviews: list[Written]) -> int:
    """Find the heading of a page: its last mention before the text of a review."""
    text = output.find(next(letters(review.marker) for review in reviews if review.marker))
    return output.rfind(letters(reviews[0].page_title), 0, text)


def _follow(output: str, position: int, text: str) -> int:
    """Find a text behind a position; give the place behind it."""
    found = output.find(text, position)
    assert found >= 0, text
    return found + len(text)


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text", "man", "texinfo", "xml"])
def test_the_links_of_every_review_are_real_links(build_demo: BuildDemo, builder: str) -> None:
    """Every URL that an author typed is one that a reader can follow, or read and copy."""
    targets = set(_targets(build_demo(builder).out, builder))
    typed = {url for review in JOURNAL for url in review.urls}
    assert len(typed) > 50
    assert typed - targets == set()


def _targets(out: Path, builder: str) -> Iterator[str]:
    """Yield the URLs that an output leads to."""
    raw = raw_output(out, builder)
    if builder in {"html", "epub"}:
        yield from map(html.unescape, re.findall(r'<a [^>]*\bhref="([^"]+)"', raw))
    elif builder == "latex":
        for url in re.findall(r"\\sphinxhref\{([^}]*)\}", raw):
            yield re.sub(r"\\(.)", r"\1", url)
    elif builder == "texinfo":
        for url in re.findall(r"@(?:footnote|indicateurl|uref)\{([^,}]*)[,}]", raw):
            yield url.replace("@@", "@")
    elif builder == "man":
        # docutils 0.21 writes links for terminals that can open them, others for readers.
        for url in re.findall(r"(?:<|tty: link )(https?:.*?)[>']", re.sub(r"\\[:%]", "", raw)):
            yield url.replace(r"\-", "-")
    elif builder == "xml":
        yield from map(html.unescape, re.findall(r'refuri="([^"]+)"', raw))
    else:
        yield from re.findall(r"https?://\S+", raw)


# Private --------------------------------------------------------------------------------------

REQUESTED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
    "link": ("href",),
}
"""What a browser fetches on its own: elements and their attributes."""

NEVER_FETCHED = {"author", "canonical", "index", "next", "prev", "search", "top"}
"""Relations of ``<link>`` that only tell."""

OTHER_HOST = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)

STYLED_BY_US = "[class^='paper-'], [class*=' paper-']"


@pytest.mark.parametrize("builder", [*PAGED, "epub"])
def test_no_page_asks_another_host(build_demo: BuildDemo, builder: str) -> None:
    built = build_demo(builder)
    pages = _pages(built, builder)
    assert pages
    asked = [url for page in pages for url in _requested(page) if OTHER_HOST.match(url)]
    assert asked == []
    sheets = [path.read_text(encoding="utf-8") for path in built.out.rglob("*.css")]
    assert sheets
    for sheet in sheets:
        addresses = re.findall(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""", sheet)
        assert [url for url in addresses if OTHER_HOST.match(url)] == []


@pytest.mark.parametrize("builder", [*PAGED, "epub"])
def test_what_we_draw_obeys_a_strict_content_security_policy(
    build_demo: BuildDemo, builder: str
) -> None:
    """No ``style`` attribute, no handler, no script that runs: as under ``default-src 'self'``."""
    for page in _pages(build_demo(builder), builder):
        for drawn in page.select(STYLED_BY_US):
            if drawn.name == "section":
                continue  # holds the author's own text; its other parts are looked at too
            for tag in [drawn, *drawn.find_all(True)]:
                assert tag.name != "style"
                assert tag.name != "script" or tag["type"] == "application/json"
                assert not [name for name in tag.attrs if name == "style" or name.startswith("on")]


def test_we_add_no_inline_script_to_a_page(make_site: MakeSite, tmp_path: Path) -> None:
    """The scripts of a page are those that it would have without us."""
    post = review_page(":::{paper} 2511.21579", ":title: T", ":org: tencent", "", "Text.", ":::")
    listing = "```{paper:list}\n```\n"
    ours = make_site({"index.md": post + listing}).build()
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "conf.py").write_text('extensions = ["myst_parser", "sphinx_design"]\n')
    (plain / "index.md").write_text("# Post\n\n## T\n\nText.\n")
    # Without the extension, so without its domain: Sphinx is asked directly.
    theirs = _build_plain(plain, tmp_path / "out-plain")
    for pick in (_inline_scripts, _style_attributes):
        assert pick(ours.page()) == pick(theirs)


def _build_plain(source: Path, out: Path) -> BeautifulSoup:
    from sphinx.application import Sphinx  # noqa: PLC0415 - only here
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

    with patch_docutils(source), docutils_namespace():
        app = Sphinx(source, source, out, out / "doctrees", "html", status=None, warning=None)
        app.build()
    return BeautifulSoup((out / "index.html").read_text(encoding="utf-8"), "html.parser")


def _pages(built: Built, builder: str) -> list[BeautifulSoup]:
    if builder == "epub":
        files = unzip(built.out)
        texts = [files[name].decode() for name in sorted(files) if name.endswith(".xhtml")]
    else:
        texts = [path.read_text(encoding="utf-8") for path in sorted(built.out.rglob("*.html"))]
    return [BeautifulSoup(text, "html.parser") for text in texts]


def _requested(page: BeautifulSoup) -> Iterator[str]:
    for tag in page.find_all(list(REQUESTED)):
        relations = set(tag.get_attribute_list("rel")) if tag.name == "link" else {""}
        if relations - NEVER_FETCHED:
            for name in REQUESTED[tag.name]:
                yield from str(tag.get(name, "")).split(", ")


def _inline_scripts(page: BeautifulSoup) -> list[str]:
    """What a policy of a site's own scripts would stop: data is none."""
    scripts = page.find_all("script", type=lambda kind: kind != "application/ld+json")
    return [tag.get_text() for tag in scripts if not tag.get("src")]


def _style_attributes(page: BeautifulSoup) -> list[str]:
    return [str(tag["style"]) for tag in page.find_all(_has_style)]


def _has_style(tag: Tag) -> bool:
    return tag.has_attr("style")


# Polite ---------------------------------------------------------------------------------------


def test_linkcheck_asks_only_for_links_that_an_author_typed(make_site: MakeSite) -> None:
    """Generated links are left out: four requests for each paper would hammer the services."""
    page = review_page(
        ":::{paper} https://huggingface.co/papers/2511.21579 2511.20478",
        ":title: T",
        ":code: https://example.org/code",
        ":links: Talk <https://example.org/talk>",
        "",
        "See [this](https://example.org/this).",
        ":::",
    )
    built = make_site({"index.md": page}).build("linkcheck", linkcheck_ignore=[".*"])
    assert built.warnings == ()
    lines = built.text("output.json").splitlines()
    assert sorted(json.loads(line)["uri"] for line in lines) == [
        "https://example.org/code",
        "https://example.org/talk",
        "https://example.org/this",
        "https://huggingface.co/papers/2511.21579",
    ]
    assert {json.loads(line)["status"] for line in lines} == {"ignored"}
