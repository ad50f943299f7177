"""The options of ``paper:posts``: in MyST and in reST, right and wrong."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite
from tests.site import Built

POST = """---
orphan: true
date: 2025-11-27
tags: [video]
---
# Post

:::{paper} 2511.21579
:title: Harmony

Text.
:::
"""


def markdown(*lines: str) -> dict[str, str]:
    page = "\n".join(["# Home", "", "```{paper:posts}", *lines, "```", ""])
    return {"index.md": page, "post.md": POST}


def restructured(*lines: str) -> dict[str, str]:
    directive = "\n".join([".. paper:posts::", *(f"   {line}" for line in lines), ""])
    return {"index.rst": f"Home\n====\n\n{directive}", "post.md": POST}


def build(make_site: MakeSite, pages: dict[str, str], *messages: str) -> Built:
    built = make_site(pages).build("html")
    assert len(built.warnings) == len(messages), built.warnings
    for warning, message in zip(built.warnings, messages, strict=True):
        assert message in warning
    return built


@pytest.mark.parametrize("write", [markdown, restructured])
def test_options_are_read(make_site: MakeSite, write: object) -> None:
    """In either language."""
    assert callable(write)
    built = build(make_site, write(":tag: #Video; !audio", ":group-by: year", ":limit: 1"))
    assert built.texts(".paper-group") == ["2025"]
    assert built.texts(".paper-posts .paper-title") == ["Post"]


@pytest.mark.parametrize(
    ("line", "message", "kind"),
    [
        (":group-by: org", "group-by: 'org': expected one of year, month", "value"),
        (":group-by: year month", "group-by: 'year month': expected one of year, month", "value"),
        (":limit: 0", "limit: '0': expected a number of at least 1", "value"),
        (":limit: many", "limit: 'many': expected a number of at least 1", "value"),
        (":org: google", "unknown option 'org' of 'paper:posts' (known: empty, group-", "option"),
    ],
)
def test_a_mistake_leaves_the_listing(
    make_site: MakeSite, line: str, message: str, kind: str
) -> None:
    """What cannot be read warns once, in its line, and the listing is drawn without it."""
    built = build(make_site, markdown(line), f"index.md:4: WARNING: {message}")
    assert built.warnings[0].endswith(f"[paper.{kind}]")
    assert built.texts(".paper-posts .paper-title") == ["Post"]


def test_a_sign_without_a_name_warns(make_site: MakeSite) -> None:
    """What cannot be lists nothing."""
    message = "index.md:4: WARNING: tag: '!': expected a name behind '!'"
    assert build(make_site, markdown(":tag: !"), message).select(".paper-posts") == []


def test_an_option_that_stands_twice_warns(make_site: MakeSite) -> None:
    """The first counts."""
    message = "index.md:5: WARNING: option 'tag' of 'paper:posts' stands twice"
    built = build(make_site, markdown(":tag: video", ":tag: audio"), message)
    assert built.texts(".paper-posts .paper-title") == ["Post"]


@pytest.mark.parametrize(
    ("pages", "place"),
    [
        (markdown("Stray words."), "index.md:4"),
        (restructured(":limit: 3", "", "Stray words."), "index.rst:7"),
    ],
)
def test_text_in_a_listing_is_not_lost(
    make_site: MakeSite, pages: dict[str, str], place: str
) -> None:
    """A listing takes no text; what stands there warns with its line, and is shown."""
    message = f"{place}: WARNING: 'paper:posts' takes no text, but found 'Stray words.'"
    built = build(make_site, pages, message)
    assert "Stray words." in built.texts("section > p")
    assert built.texts(".paper-posts .paper-title") == ["Post"]


def test_an_empty_listing_shows_what_its_author_says(make_site: MakeSite) -> None:
    """With inline markup; and something of ours where nothing is said."""
    built = build(make_site, markdown(":tag: none", ":empty: Nothing *yet*."))
    assert built.texts(".paper-empty em") == ["yet"]
    assert not built.select(".paper-posts")
    assert build(make_site, markdown(":tag: none")).texts(".paper-empty") == ["No posts yet."]


@pytest.mark.parametrize("name", ["list", "posts"])
def test_translators_get_what_an_author_wrote(make_site: MakeSite, name: str) -> None:
    """The text of an empty listing is translated like any other; what we write is not theirs."""
    page = f"# Home\n\n```{{paper:{name}}}\n:empty: Nothing *yet*.\n```\n"
    built = make_site({"index.md": page}).build("gettext")
    assert built.warnings == ()
    catalogue = built.text("index.pot")
    assert 'msgid "Nothing *yet*."' in catalogue
    assert "index.md:4" in catalogue
