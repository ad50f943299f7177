"""Other people's habits: small sites in shapes met in the world, read from where they lie.

Each of them has inputs of the project's own beside the code that it is about; here the shapes
are built as they were met.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, expect

from tests.browser.conftest import serve, visiting
from tests.links import dead_links
from tests.outputs import book_faults
from tests.seeds import cases_folder
from tests.site import Built, build

BuildCase = Callable[..., Built]

DRAWN = ".paper-head, .paper-foot, .paper-list, .paper-posts, .paper-listing, #paper-page"
"""What we draw from titles and sentences: where an author typed them, Sphinx shows its warning."""

SITES = (
    "epub",
    "filter-apostrophe",
    "html-block-before",
    "only",
    "overview-without-pages",
    "strike-suppressed",
    "todo",
    "translations",
    "warning-in-title",
)


@pytest.fixture
def build_case(tmp_path: Path) -> BuildCase:
    """Build a site of the folder: ``build_case("only", "html", tags=("internal",))``."""

    def run(name: str, builder: str = "html", **overrides: object) -> Built:
        source = tmp_path / name
        if not source.exists():
            # The originals may be read-only, and so would be what Sphinx writes beside them.
            shutil.copytree(cases_folder("field") / name, source, copy_function=shutil.copyfile)
            for folder in (source, *(path for path in source.rglob("*") if path.is_dir())):
                folder.chmod(0o755)
        return build(source, tmp_path / f"{name}-{builder}", builder, overrides=overrides)

    return run


def _words(built: Built, pattern: str = "*") -> str:
    """Join all text files of an output, but copies of the sources and what Sphinx keeps."""
    return "\n".join(
        path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(built.out.rglob(pattern))
        if path.is_file() and not {"_sources", "_static"} & set(path.relative_to(built.out).parts)
    )


@pytest.mark.parametrize("name", SITES)
def test_every_link_leads_somewhere(build_case: BuildCase, name: str) -> None:
    """But those that Sphinx warns of itself: of what the author typed, nothing is there."""
    built = build_case(name)
    told = "\n".join(built.warnings)
    dead = {address for _page, address in dead_links(built) if address.lstrip("#") not in told}
    # docutils links what it cannot read to its message, which Sphinx takes out of the page.
    assert [address for address in dead if not re.fullmatch(r"#id\d+", address)] == []


def test_what_an_output_leaves_out_stands_nowhere(build_case: BuildCase) -> None:
    hidden = _words(build_case("only"))
    assert "Public paper" in hidden
    assert "ecret paper" not in hidden
    assert "secret sentence" not in hidden


def test_a_note_that_is_not_shown_is_quoted_nowhere(build_case: BuildCase) -> None:
    hidden = _words(build_case("todo"))
    assert "One" in hidden
    assert "rude" not in hidden
    assert "To be written later" not in hidden


def test_a_shown_note_is_quoted(build_case: BuildCase) -> None:
    shown = _words(build_case("todo", todo_include_todos=True), "*.html")
    assert "To be written later" in shown


def test_a_fence_that_no_parser_sees_warns(build_case: BuildCase) -> None:
    """Two of nine fences stand on the line after an HTML block and are literal text."""
    built = build_case("html-block-before")
    lost = [f"index.md:{line}: " for line in (4, 53)]
    assert [place for place in lost if not any(place in w for w in built.warnings)] == []
    assert len(built.warnings) == len(lost)
    assert len(built.reviews) == 9 - len(lost)


def test_struck_words_are_struck(build_case: BuildCase) -> None:
    words = _words(build_case("strike-suppressed"), "*.html")
    assert "&lt;s&gt;" not in words
    assert "<s>old</s> new title" in words


def test_a_warning_is_no_text(build_case: BuildCase, tmp_path: Path) -> None:
    """What nobody can read stays as typed; what was said of it is on no page."""
    built = build_case("warning-in-title")
    assert any("nosuch" in warning for warning in built.warnings)
    for page in sorted(built.out.rglob("*.html")):
        for drawn in BeautifulSoup(page.read_bytes(), "html.parser").select(DRAWN):
            assert "Unknown interpreted text role" not in drawn.get_text(), page
            assert tmp_path.as_posix() not in drawn.get_text(), page


def test_every_title_can_be_translated(build_case: BuildCase) -> None:
    messages = _words(build_case("translations", "gettext"), "*.pot")
    for title in ("Card title", "Card summary", "Harmony listed title", "Sub of harmony"):
        assert f'msgid "{title}"' in messages


def test_every_title_is_translated(build_case: BuildCase) -> None:
    words = _words(build_case("translations", language="de"), "*.html")
    catalogues = cases_folder("field") / "translations" / "locale" / "de" / "LC_MESSAGES"
    assert "DE " in (catalogues / "post.po").read_text(encoding="utf-8")
    assert "DE Reading day" in words


def test_a_book_is_valid(build_case: BuildCase) -> None:
    assert book_faults(build_case("epub", "epub").out) == []


def test_the_filter_finds_what_a_keyboard_types(build_case: BuildCase, browser: Browser) -> None:
    out = build_case("filter-apostrophe").out
    with serve(out) as address, visiting(browser, address) as visit:
        page = visit.go("index.html")
        for typed in ("don't", "don’t", '"why"', "“why”"):
            page.locator(".paper-filter input[type=search]").fill(typed)
            shown = page.locator(".paper-listing .paper-title:visible")
            expect(shown).to_have_count(1)
            expect(shown).to_contain_text("Stop Here")
