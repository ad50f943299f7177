from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.slugs import slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Diffusion Models", "diffusion-models"),
        ("  video -- generation  ", "video-generation"),
        ("방법", "방법"),
        ("강화 학습 (RL)", "강화-학습-rl"),
        ("扩散模型", "扩散模型"),
        ("ディフュージョン", "ディフュージョン"),
        ("ETH Zürich", "eth-zürich"),
        ("Обучение", "обучение"),
        ("İstanbul Üniversitesi", "istanbul-üniversitesi"),
        ("हिन्दी", "हिन्दी"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C++20", "c-plus-plus20"),
        ("F# and C++", "f-sharp-and-c-plus-plus"),
        ("1+1", "1-1"),
        ("#1 things", "1-things"),
        ("Z.ai", "z-ai"),
        ("R&D / 50%", "r-d-50"),
        ("a_b", "a-b"),
        (".", ""),
        ("..", ""),
        ("../../etc", "etc"),
        ("!!!", ""),
        ("❤️", ""),
        ("", ""),
        ("\ud800x\0", "x"),
    ],
)
def test_slugs(name: str, expected: str) -> None:
    """Letters and digits of every script stay; all else becomes one dash."""
    assert slug(name) == expected


def test_composed_and_decomposed_are_one() -> None:
    """Macs decompose Hangul and accents in file names: both forms give one slug."""
    assert slug(unicodedata.normalize("NFD", "방법 Zürich")) == slug("방법 Zürich")


@pytest.mark.parametrize("letter", ["a", "방", "𠀀"])
def test_long_names_are_cut_and_told_apart(letter: str) -> None:
    """A slug fits into a file name, and two long names that begin alike keep different ones."""
    one, other = slug(letter * 200 + " x"), slug(letter * 200 + " y")
    assert one != other
    assert one[:40] == other[:40]
    assert max(len(one), len(other)) <= 80
    assert len(one.encode()) <= 240


def test_80_characters_are_not_cut() -> None:
    """The bound itself is allowed."""
    assert slug("a" * 80) == "a" * 80


@given(st.text())
def test_slugging_twice_is_slugging_once(name: str) -> None:
    """A slug is its own slug, also when it was cut."""
    assert slug(slug(name)) == slug(name)
    assert slug(slug(name * 30)) == slug(name * 30)


@given(st.text(st.characters()) | st.text("./%#+ -aC가", max_size=12))
def test_a_slug_is_a_safe_file_name(name: str) -> None:
    """No dots, slashes, signs of addresses, spaces or capitals; no dash at either end."""
    made = slug(name)
    assert not set(made) & set("./\\%#?&+:\0 \"'<>")
    assert made == made.strip("-") == unicodedata.normalize("NFC", made)
    assert "--" not in made
    assert len(made) <= 80
