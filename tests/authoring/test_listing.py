from __future__ import annotations

import pytest

from tests.conftest import MakeSite
from tests.site import Built

REVIEW = "# Post\n\n:::{paper} 2511.21579\n:title: Harmony\n:org: tencent\n\nText.\n:::\n\n"


def markdown(*lines: str) -> dict[str, str]:
    return {"index.md": REVIEW + "\n".join(["```{paper:list}", *lines, "```", ""])}


def restructured(*lines: str) -> dict[str, str]:
    text = "\n".join([".. paper:list::", *(f"   {line}" for line in lines), ""])
    return {"index.rst": f"Post\n====\n\n{text}", "other.md": f"---\norphan: true\n---\n{REVIEW}"}


def build(make_site: MakeSite, pages: dict[str, str], *messages: str) -> Built:
    built = make_site(pages).build("html")
    assert len(built.warnings) == len(messages)
    for warning, message in zip(built.warnings, messages, strict=True):
        assert message in warning
    return built


@pytest.mark.parametrize("pages", [markdown(), restructured()])
def test_a_listing_needs_no_option(make_site: MakeSite, pages: dict[str, str]) -> None:
    """Without options, all reviews are listed."""
    assert build(make_site, pages).texts(".paper-list .paper-title") == ["Harmony"]


@pytest.mark.parametrize("write", [markdown, restructured])
def test_a_listing_is_grouped(make_site: MakeSite, write: object) -> None:
    """``group-by`` takes a word."""
    assert callable(write)
    built = build(make_site, write(":group-by: org", ":style: list"))
    assert built.texts(".paper-group") == ["Tencent"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            ":group-by: planet",
            "index.md:11: WARNING: group-by: 'planet': 'planet' is none of org, tag",
        ),
        (
            ":style: fancy",
            "index.md:11: WARNING: style: 'fancy': expected one of list, table, cards",
        ),
        (":grupe: org", "index.md:11: WARNING: unknown option 'grupe' of 'paper:list'"),
    ],
)
def test_a_mistake_leaves_the_listing(make_site: MakeSite, line: str, message: str) -> None:
    """An option that cannot be read warns in its line; the listing is drawn without it."""
    built = build(make_site, markdown(line), message)
    assert built.texts(".paper-list .paper-title") == ["Harmony"]


@pytest.mark.parametrize(
    ("directive", "line", "message"),
    [
        ("list", ":year: twenty", "year: 'twenty': expected a year such as 2025"),
        ("list", ":venue: !", "venue: '!': expected a name behind '!'"),
        ("list", ":author: !", "author: '!': expected a name behind '!'"),
        ("list", ":tag: #", "tag: '#': expected a name behind '#'"),
        ("list", ":tag: !#", "tag: '!#': expected a name behind '#'"),
        ("list", ":org: ?", "org: '?': expected the name of an organisation"),
        ("list", ":source: nowhere", "source: 'nowhere': expected a source"),
        ("list", ":status: lost", "status: 'lost': expected one of to-read"),
        ("posts", ":tag: !", "tag: '!': expected a name behind '!'"),
        ("mentions", ":source: !", "source: '!': expected a name behind '!'"),
    ],
)
def test_what_asks_for_nothing_that_can_be_lists_nothing(
    make_site: MakeSite, directive: str, line: str, message: str
) -> None:
    """Least of all what has nothing of the kind: no date, no venue, no tag."""
    post = "# Post\n\n:::{paper}\n:title: Harmony\n\nOn {paper}`2511.00001`.\n:::\n\n"
    listing = f"```{{paper:{directive}}}\n{line}\n```\n"
    built = build(make_site, {"index.md": post + listing}, message)
    assert len(built.select(".paper-empty")) == 1


@pytest.mark.parametrize(
    ("pages", "place"),
    [
        (markdown("Stray words."), "index.md:11"),
        (markdown(":style: list", "", "Stray words."), "index.md:13"),
        (restructured("", "Stray words."), "index.rst:6"),
        (restructured(":style: list", "", "Stray words."), "index.rst:7"),
    ],
)
def test_text_in_a_listing_is_not_lost(
    make_site: MakeSite, pages: dict[str, str], place: str
) -> None:
    """A listing takes no text; what stands there warns with its line, and is shown."""
    message = f"{place}: WARNING: 'paper:list' takes no text, but found 'Stray words.'"
    built = build(make_site, pages, message)
    assert "Stray words." in built.texts("section > p")
    assert built.texts(".paper-list .paper-title") == ["Harmony"]
