"""Words that readers see, in every language that has a catalogue."""

from __future__ import annotations

import ast
import gettext
import re

import pytest
from babel.messages.catalog import Message

from sphinx_paperreview.messages import CATALOG, LOCALES
from tests.catalogs import (
    PACKAGE,
    TEMPLATE,
    languages,
    messages,
    path_of,
    read,
    said,
    template,
    translated,
    written,
)
from tests.conftest import MakeSite
from tests.site import review_page

LANGUAGES = languages()
LINKS = re.compile(r"\]\((\S+?)\)")
PLACES = re.compile(r"%(?:\([a-z]+\))?[ds]")


def test_korean_japanese_and_chinese_are_there() -> None:
    assert {"ja", "ko", "zh_CN"} <= set(LANGUAGES)


def test_the_template_holds_all_messages() -> None:
    """If this fails: ``python -m tests.catalogs``, then translate what is new."""
    assert TEMPLATE.read_bytes() == written(template())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_up_to_date(language: str) -> None:
    """If this fails: ``python -m tests.catalogs``, then translate what is new."""
    assert path_of(language).read_bytes() == written(translated(language, read(TEMPLATE)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_complete(language: str) -> None:
    missing = [
        message.id for message in messages(read(path_of(language))) if not _is_translated(message)
    ]
    assert missing == []


def _is_translated(message: Message) -> bool:
    return all(said(message.string)) and not message.fuzzy


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_places_of_their_messages(language: str) -> None:
    """A translation that asks for another value would stop a build."""
    for message in messages(read(path_of(language))):
        meant = said(message.id)[-1]
        for text in said(message.string):
            assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(meant)), text
            assert LINKS.findall(text) == LINKS.findall(meant)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_installed_is_what_translators_wrote(language: str) -> None:
    """If this fails: ``pip install -e .`` compiles the catalogues."""
    installed = gettext.translation(CATALOG, LOCALES, [language])
    for message in messages(read(path_of(language))):
        if isinstance(message.id, str):
            assert installed.gettext(message.id) == message.string


def test_no_message_is_hidden_from_the_template() -> None:
    """Within an f-string, only some versions of Python let tools find a message."""
    hidden = [
        f"{path.name}:{part.lineno}"
        for path in PACKAGE.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for part in ast.walk(text)
        if isinstance(part, ast.Call) and getattr(part.func, "id", "") in {"_", "lazy", "plural"}
    ]
    assert hidden == []


def test_a_site_speaks_its_language_whatever_was_built_before(make_site: MakeSite) -> None:
    """Sphinx keeps the catalogues of a process; German has none."""
    site = make_site({"index.md": review_page(":::{paper} 2511.21579", ":summary: Short.", ":::")})
    shown = [site.build(language=code).texts(".paper-label") for code in ("ko", "en", "ja", "de")]
    assert shown == [["한 줄 요약"], ["TL;DR"], ["要約"], ["TL;DR"]]


def test_a_number_has_the_form_of_its_language(make_site: MakeSite) -> None:
    lists = "```{paper:posts}\n```\n\n```{toctree}\n2025-11-27\n```\n"
    pages = {"index.md": lists, "2025-11-27.md": review_page(":::{paper} 2511.21579", ":::")}
    site = make_site(pages)
    for language, text in {"en": "1 paper", "ko": "논문 1편", "zh_CN": "1 篇论文"}.items():
        assert text in " ".join(site.build(language=language).texts(".paper-post-facts"))
