"""What reviews say, as text."""

from __future__ import annotations

import pytest

from sphinx_paperreview.collecting.texts import texts_of
from sphinx_paperreview.core.similar import terms_of
from tests.conftest import MakeSite
from tests.site import review_page

PAGE = review_page(
    "Around it.", "", "::::{paper} 2511.00001", ":title: Of *titles* and $xformula$",
    ":subtitle: Undertitle", ":summary: Insum", ":org: NVIDIA", ":tags: sometag", "",
    "Words **strong**, `xcode` and $xmath$, see {paper}`2511.00002`",
    "and {paper}`mine <2511.00002>`.",
    "[link](https://e.org/xlinked) <https://e.org/xauto> https://e.org/xbare [^1]", "",
    "```python", "xblock = 1", "```", "", "$$", "xdisplay", "$$", "", "<b>inhtml</b>", "",
    "<div>xraw</div>", "", "% xcomment", "", "- item", "", "| cell |", "|---|", "| row |", "",
    "### Heading", "",
    ":::{only} html", "xonly", ":::", "",
    "![xalt](https://e.org/x.png)", "",
    "::::", "", ":::{paper} 2511.00002", ":title: Second", "", "Other.", ":::", "",
    "[^1]: Note",
)  # fmt: skip


def test_words_that_a_reader_sees_are_the_text(make_site: MakeSite) -> None:
    site = make_site({"index.md": PAGE}, "myst_enable_extensions = ['colon_fence', 'dollarmath']\n")
    built = site.build("pseudoxml", suppress_warnings=["image.not_readable"])
    assert built.domain is not None
    first, second = texts_of(built.domain.env.get_doctree("index"))
    assert sorted(terms_of(first)) == [
        "AND", "AND", "AND", "CELL", "HEADING", "INHTML", "INSUM", "ITEM", "LINK", "MINE", "OF",
        "ROW", "SEE", "STRONG", "TITLES", "UNDERTITLE", "WORDS",
    ]  # fmt: skip
    assert list(terms_of(second)) == ["SECOND", "OTHER"]


@pytest.mark.parametrize("place", ["> ", "- "])
def test_a_card_within_a_review_is_a_text_of_its_own(make_site: MakeSite, place: str) -> None:
    inner = [f"{place}:::{{paper}} 2511.00002", ":title: Inner", "", "Within.", ":::"]
    lines = [inner[0], *(f"{place.replace('-', ' ')}{line}" for line in inner[1:])]
    page = review_page("::::{paper} 2511.00001", ":title: Outer", "", "Words.", "", *lines, "::::")
    built = make_site({"index.md": page}).build("pseudoxml")
    assert built.domain is not None
    texts = texts_of(built.domain.env.get_doctree("index"))
    assert [list(terms_of(text)) for text in texts] == [["OUTER", "WORDS"], ["INNER", "WITHIN"]]
