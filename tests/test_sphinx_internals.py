"""Private parts of Sphinx, docutils and MyST-Parser: that they are there, and what is without them.

A part that a new version has changed fails here, by its name; a site goes on with one warning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

from sphinx_paperreview.sphinx_internals import Part, myst, rst
from tests.conftest import MakeSite
from tests.site import Built, Site

TITLE = ':title: A <img alt="word" src="x.png"> of $x$'

MARKDOWN = f"""# Post

[](#arxiv-2511-00001-method)

:::{{paper}} 2511.00001
{TITLE}

### Method

How.
:::

## Method

The page's own.
"""

SITE = {"index.md": MARKDOWN}

RST = """Post
====

.. paper:: 2511.00001
   :title: A ``literal

   Method
   ------

   How.

Method
------

The page's own.
"""


@dataclass(frozen=True)
class Case:
    """A part, and what shows that it does its work."""

    works: Callable[[Built], bool]
    """Whether a page shows what the part gives."""
    lost: tuple[tuple[object, str, object], ...]
    """What to set to take the part away: each an object, its attribute and a value."""
    pages: Mapping[str, str] | None = None
    conf: str = ""
    left: Callable[[Built], bool] = lambda _built: True
    """Whether a page without the part is right in what it still shows."""


def _title(built: Built) -> str:
    return built.texts(".paper-review h2, .paper-review h3")[0]


def _ids(built: Built) -> list[str]:
    return [str(tag["id"]) for tag in built.select("section[id]")]


def _own_heading(built: Built) -> str:
    return [str(tag["id"]) for tag in built.select("section[id]")][-1]


CASES = {
    Part.RENDERER: Case(
        works=lambda built: "<img alt=" in _title(built),
        lost=((myst, "_RENDERER", "_gone"),),
        conf='myst_enable_extensions = ["html_image"]\n',
        left=lambda built: "<img" not in str(built.select(".paper-review h2")[0]),
    ),
    Part.SLUGS: Case(
        works=lambda built: built.texts("p > a.reference")[0] == "Method",
        lost=((myst, "_HEADING_SLUGS", "_gone"),),
        left=lambda built: "arxiv-2511-00001-method" in _ids(built),
    ),
    Part.CONFIG: Case(
        works=lambda built: len(built.reviews) == 1,
        lost=((myst, "_CONFIG", "_gone"),),
        left=lambda built: ":::{paper}" in built.page().get_text(),
    ),
    Part.HEADINGS: Case(
        works=lambda built: _own_heading(built) == "method",
        lost=((rst, "_NOTE", "_gone"),),
        left=lambda built: len(built.texts(".paper-review h3")) == 1,
    ),
}
"""Each part; a test demands that none is missing."""


def test_each_part_has_a_case() -> None:
    assert set(CASES) == set(Part)


def _built(make_site: MakeSite, case: Case) -> Built:
    return make_site(case.pages or SITE, case.conf).build(nitpicky=False)


def _lost(built: Built) -> list[str]:
    return [warning for warning in built.warnings if "[paper.internals]" in warning]


each_part = pytest.mark.parametrize("part", Part, ids=lambda part: part.name)


@each_part
def test_the_installed_versions_have_the_part(make_site: MakeSite, part: Part) -> None:
    built = _built(make_site, CASES[part])
    message = f"{part.value} has changed; without it {part.meaning}: mend sphinx_internals"
    assert _lost(built) == [], message
    assert CASES[part].works(built), message


@each_part
def test_without_the_part_a_build_says_so_once_and_does_less(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, part: Part
) -> None:
    case = CASES[part]
    for owner, name, value in case.lost:
        monkeypatch.setattr(owner, name, value)
    built = _built(make_site, case)
    (warning,) = _lost(built)
    assert part.value in warning
    assert part.meaning in warning
    assert not case.works(built)
    assert case.left(built)


@pytest.mark.parametrize("page", [{"index.md": MARKDOWN}, {"index.rst": RST}], ids=["md", "rst"])
def test_headings_that_parsers_register_in_another_way_are_noticed(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, page: Mapping[str, str]
) -> None:
    """The method may stay, and nobody ask it."""
    monkeypatch.setattr(rst, "_NOTE", "note_refid")
    built = make_site(page).build(nitpicky=False)
    (warning,) = _lost(built)
    assert Part.HEADINGS.value in warning


def test_a_heading_taken_is_no_loss_where_reviews_stand_in_reviews(make_site: MakeSite) -> None:
    inner = ":::{paper} 2511.00002\n:title: Inner\n\n### Method\n\nIn.\n:::\n"
    outer = "# Post\n\n::::{paper} 2511.00001\n:title: Outer\n\n### Method\n\n" + inner + "::::\n"
    built = make_site({"index.md": outer}).build()
    assert built.warnings == ()


def test_a_parse_that_is_quiet_leaves_the_page_its_own_reporter(make_site: MakeSite) -> None:
    """What is wrong in an option is text; what is wrong behind it is said."""
    site: Site = make_site({"index.rst": RST + "\nA ``literal without end.\n"})
    built = site.build()
    assert built.texts(".paper-review h2") == ["A ``literal¶"]
    (warning,) = built.warnings
    assert ":17: WARNING: Inline literal start-string without end-string" in warning
