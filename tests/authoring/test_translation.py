"""Translations: each text that a reader sees goes to translators, and their words come back."""

from __future__ import annotations

import os
import re

import pytest

from sphinx_paperreview.core.runs import plain
from tests.conftest import MakeSite
from tests.site import Site, review_page

TEXTS = {
    "title": "Harmony *of* sound",
    "subtitle": "The subtitle",
    "summary": "The `short` one",
    "heading": "The heading",
    "body": "Body words.",
}
OPTIONS = (f":title: {TEXTS['title']}", f":subtitle: {TEXTS['subtitle']}",
           f":summary: {TEXTS['summary']}")  # fmt: skip
OPENING = (":::{paper} 2511.00001", *OPTIONS, "")
CARD = (*OPENING, TEXTS["body"], ":::")
HEADING = f"## {TEXTS['heading']}"
FORMS = {
    "section": review_page(*OPENING, TEXTS["body"], "", HEADING, ":::"),
    "card in a quote": review_page(*(f"> {line}" for line in CARD), "", HEADING),
    "card in a list": review_page("- 1", "", *(f"  {line}" for line in CARD), "", HEADING),
    "attached": review_page(HEADING, "", *OPENING, ":::", "", TEXTS["body"]),
}
CONF = "locale_dirs = ['locale']\ngettext_compact = False\nlanguage = 'de'\n"
PO = "locale/de/LC_MESSAGES/index.po"
LIST = "\n\n# List\n\n```{paper:list}\n:style: cards\n```\n"

forms = pytest.mark.parametrize("form", FORMS)


def _catalogue(prefix: str) -> str:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n'
    return head + "".join(
        f'\nmsgid "{text}"\nmsgstr "{prefix} {text}"\n' for text in TEXTS.values()
    )


@forms
def test_each_text_goes_to_translators_once(make_site: MakeSite, form: str) -> None:
    built = make_site({"index.md": FORMS[form]}, "gettext_compact = False\n").build("gettext")
    assert built.warnings == ()
    messages = re.findall('^msgid "(.+)"$', built.text("index.pot"), re.MULTILINE)
    assert [messages.count(text) for text in TEXTS.values()] == [1] * len(TEXTS)


@forms
def test_translations_come_back(
    make_site: MakeSite, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In records and on the page; and a new translation comes in place of the old one."""
    site = make_site({"index.md": FORMS[form] + LIST, PO: _catalogue("DE")}, CONF)
    _check(site, "DE", monkeypatch)
    site.write(PO, _catalogue("NEU"))
    os.utime((site.source / PO).with_suffix(".mo"), (1, 1))
    _check(site, "NEU", monkeypatch)


def _check(site: Site, prefix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Sphinx and Python keep catalogues for good.
    monkeypatch.setattr("sphinx.locale.translators", {})
    monkeypatch.setattr("gettext._translations", {})
    built = site.build()
    assert built.warnings == ()
    (review,) = built.reviews
    assert review.title == f"{prefix} Harmony of sound"
    assert (plain(review.paper.subtitle), plain(review.summary)) == (
        f"{prefix} The subtitle", f"{prefix} The short one",
    )  # fmt: skip
    text = " ".join(built.uncited().select(".body")[0].get_text().split())
    for shown in (
        "Harmony of sound",
        "The subtitle",
        "The short one",
        "The heading",
        "Body words.",
    ):
        assert text.count(shown) == text.count(f"{prefix} {shown}") > 0


@forms
def test_a_paper_goes_by_its_original_title(
    make_site: MakeSite, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """References need no translation; each shows the title as it is now, by the same id."""
    monkeypatch.setattr("sphinx.locale.translators", {})
    monkeypatch.setattr("gettext._translations", {})
    typed = TEXTS["title"].replace("*", "")
    page = FORMS[form] + f"\n\n## See\n\nAs in {{paper}}`{typed}`.\n"
    conf = CONF.replace("'de'", "{!r}")
    original = make_site({"index.md": page}, conf.format("en")).build(fresh=True)
    built = make_site({"index.md": page, PO: _catalogue("DE")}, conf.format("de")).build(fresh=True)
    assert original.warnings == built.warnings == ()
    (one,), (other,) = original.reviews, built.reviews
    assert other.title == f"DE {one.title}"
    assert (one.anchor, one.anchors) == (other.anchor, other.anchors)
    assert f"As in DE {one.title}." in " ".join(built.texts("p"))


def test_a_title_that_only_listings_show_is_no_text_of_the_page(make_site: MakeSite) -> None:
    """That of an attached review: neither drawn, nor a place that mentions a paper."""
    page = review_page(
        "## Heading", "", ":::{paper} 2511.00001", ":title: Own of {paper}`2511.00002`", ":::", "",
        "Text.", "", "## Other", "", ":::{paper} 2511.00002", ":title: Second", ":::",
    )  # fmt: skip
    for builder in ("html", "text", "xml", "latex"):
        built = make_site({"index.md": page}).build(builder)
        assert built.warnings == ()
        assert [review.title for review in built.reviews] == ["Own of Second", "Second"]
        assert not any(map(built.mentions.of, built.reviews))
    (body,) = make_site({"index.md": page}).build().uncited().select(".body")
    assert "Own of" not in body.get_text()
