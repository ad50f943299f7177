"""What `sphinxext-opengraph` says of a post."""

from __future__ import annotations

import pytest
from sphinxext import opengraph  # type: ignore[import-untyped]  # it has no types

from tests.conftest import MakeSite
from tests.site import Built

CONF = "extensions += ['sphinxext.opengraph']\nhtml_theme = 'basic'\n"
PAPER = (
    ":::{paper} 2511.00001\n:title: Harmony: a title\n:org: NVIDIA\n\nText of the review.\n:::\n"
)
HEAD = "---\ndate: 2025-11-27\n{}---\n# Post\n\n"


def _described(built: Built, docname: str = "index") -> list[str]:
    """Give what Open Graph and what search engines get."""
    selectors = ('meta[property="og:description"]', 'meta[name="description"]')
    return [str(tag["content"]) for one in selectors for tag in built.select(one, docname)]


POSTS = {
    "excerpt": (HEAD.format('excerpt: Two "papers" & <more>.\n') + PAPER, 'Two "papers" & <more>.'),
    "opening": (HEAD.format("") + "What I *read*.\n\n" + PAPER, "What I read."),
    "titles": (HEAD.format("") + PAPER, "Harmony"),
}


@pytest.mark.parametrize(("page", "description"), POSTS.values(), ids=POSTS)
def test_it_says_what_listings_say(make_site: MakeSite, page: str, description: str) -> None:
    """No chips and labels of cards."""
    built = make_site({"index.md": page}, CONF).build()
    assert built.warnings == ()
    assert _described(built) == [description, description]


def test_a_picture_is_drawn_from_the_text(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It draws with matplotlib, which is no part of the tests: what it would draw is noted."""
    drawn: list[str] = []

    def draw(*, description: str, **_: object) -> str:
        drawn.append(description)
        return "https://example.org/card.png"

    monkeypatch.setattr(opengraph, "create_social_card", draw)
    monkeypatch.setattr(opengraph, "social_card_for_page", draw)
    page = HEAD.format("tags: one, two\n") + "What I read.\n\n" + PAPER
    built = make_site({"index.md": page}, CONF).build(ogp_site_url="https://example.org")
    assert built.warnings == ()
    assert drawn == ["What I read. Harmony: a title: Text of the review."]
    (alt,) = built.select('meta[property="og:image:alt"]')
    assert alt["content"] == "What I read."


def test_a_number_of_paragraphs_is_no_excerpt(make_site: MakeSite) -> None:
    """ABlog wants one there."""
    page = HEAD.format("excerpt: 2\n") + "What I read.\n\n" + PAPER
    assert _described(make_site({"index.md": page}, CONF).build())[0] == "What I read."


def test_it_is_as_long_as_the_site_wants(make_site: MakeSite) -> None:
    """Whole words, as in listings."""
    page = HEAD.format(f"excerpt: {'word ' * 50}\n") + PAPER
    built = make_site({"index.md": page}, CONF).build(ogp_description_length=30)
    assert _described(built) == ["word word word word word word…"] * 2


def test_what_an_author_says_comes_first(make_site: MakeSite) -> None:
    """By the fields of that extension."""
    page = HEAD.format('excerpt: Ours.\n"og:description": Theirs.\n') + PAPER
    assert _described(make_site({"index.md": page}, CONF).build())[0] == "Theirs."


def test_a_page_that_is_no_post_is_left_to_it(make_site: MakeSite) -> None:
    """As it is without us."""
    built = make_site({"index.md": "# Home\n\nWords, {paper}`2511.00001`.\n"}, CONF).build()
    assert _described(built)[0].startswith("Words")


def test_without_it_nothing_is_described(make_site: MakeSite) -> None:
    """A page has the tags that its theme and its author give it."""
    assert _described(make_site({"index.md": POSTS["excerpt"][0]}).build()) == []
