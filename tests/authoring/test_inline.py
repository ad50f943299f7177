"""Texts of options that need no parser of markup are what the parser would have made of them."""

from __future__ import annotations

import random
import re

import pytest

from sphinx_paperreview.authoring import inline
from tests.conftest import MakeSite
from tests.site import review_page

CONF = """
myst_enable_extensions = [
    "amsmath", "attrs_inline", "deflist", "dollarmath", "fieldlist", "html_admonition",
    "html_image", "replacements", "smartquotes", "strikethrough", "substitution", "tasklist",
]
"""
WORDS = ["Mamba", "a", "27", "3.5", "확산", "モデル", "rl2", "q", "é"]
JOINTS = [" ", " ", " ", "-", ", ", ": "]
TRAPS = [
    "--", "---", "  ", "x.com", ":", ",", ".", "...", "(c)", "1. ", "http://", "_", "_a_", "it's",
    "+-", "#", "*b*", "`c`", "e\u0301", "&amp;", "<b>", "!", "!!!!", "??", "$x$", "{x}", "~~d~~",
]  # fmt: skip


def _texts() -> list[str]:
    """Join words, each second time with something between them that may be markup."""
    dice = random.Random(0)
    texts = []
    for number in range(400):
        words = dice.choices(WORDS, k=dice.randint(2, 5))
        joints = dice.choices(JOINTS, k=len(words) - 1)
        if number % 2:
            joints[dice.randrange(len(joints))] = dice.choice(TRAPS)
        texts.append("".join(map("".join, zip(words, [*joints, ""], strict=True))))
    return texts


def test_plain_texts_are_what_a_parser_makes_of_them(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With each extension that changes text: no word, mark or blank differs."""
    texts = _texts()
    plain = [text for text in texts if inline._PLAIN.fullmatch(text)]
    assert 150 < len(plain) < 250
    cards = [line for text in texts for line in (":::{paper}", f":subtitle: {text}", ":::", "")]
    page = {"index.md": review_page(*cards)}
    quickly = make_site(page, CONF).build("pseudoxml", fresh=True).text("index.pseudoxml")
    monkeypatch.setattr(inline, "_PLAIN", re.compile("(?!)"))
    parsed = make_site(page, CONF).build("pseudoxml", fresh=True).text("index.pseudoxml")
    assert quickly == parsed
