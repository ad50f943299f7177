"""Which texts are about the same."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core import similar
from sphinx_paperreview.core.similar import LEAST, nearest, terms_of

FILL = {
    f"z{number}": f"filler{number} padding{number} stuffing{number} wording{number}"
    for number in range(20)
}
"""Texts that have nothing to do with any other."""

TOPICS = {
    "english": (
        "Sparse attention reads long documents quickly.",
        "Long documents need an attention that is sparse.",
        "Robots fold laundry with two arms.",
    ),
    "korean": (
        "희소 어텐션은 긴 문서를 빠르게 읽는다.",
        "긴 문서에는 희소한 어텐션이 필요하다.",
        "로봇이 두 팔로 빨래를 갠다.",
    ),
    "chinese": (
        "稀疏注意力可以快速阅读长文档。",
        "长文档需要稀疏的注意力机制。",
        "机器人用双臂折叠衣物。",
    ),
    "japanese": (
        "疎な注意機構は長い文書を速く読む。",
        "長い文書には疎な注意機構が要る。",
        "ロボットは両腕で洗濯物を畳む。",
    ),
}


@pytest.mark.parametrize("language", TOPICS)
def test_texts_about_the_same_find_each_other(language: str) -> None:
    one, other, apart = TOPICS[language]
    found = nearest({"one": one, "other": other, "apart": apart, **FILL}, 5)
    assert list(found) == ["one", "other"]
    assert found["one"].keys() == {"other"}
    assert found["one"]["other"] == found["other"]["one"] >= 20


def test_a_text_is_wholly_like_its_copy() -> None:
    text = "many words that stand nowhere else but here"
    assert nearest({"a": text, "b": text, **FILL}, 5) == {"a": {"b": 100}, "b": {"a": 100}}


@pytest.mark.parametrize("count", range(3))
def test_few_texts_tell_nothing(count: int) -> None:
    """Nobody knows then which words are rare."""
    assert nearest({str(number): "the same words" for number in range(count)}, 5) == {}


def test_words_that_many_texts_have_tell_nothing() -> None:
    texts = {str(number): f"results and method own{number} of{number}" for number in range(20)}
    assert nearest(texts, 5) == {}


def test_one_word_may_be_chance() -> None:
    assert nearest({"a": "alone shared", "b": "other shared", **FILL}, 5) == {}


def test_texts_that_are_hardly_alike_are_not_found() -> None:
    """The more each says beside what they share, the less alike they are, and then not at all."""
    percents = []
    for count in range(5, 50):
        own = {name: " ".join(f"{name}own{number}" for number in range(count)) for name in "ab"}
        texts = {name: f"alpha beta {text}" for name, text in own.items()} | FILL
        percents.append(nearest(texts, 5).get("a", {}).get("b", 0))
    assert percents == sorted(percents, reverse=True)
    assert {LEAST, 0} < set(percents)
    assert not set(range(1, LEAST)) & set(percents)


def test_the_most_similar_come_first() -> None:
    texts = {
        "it": "alpha beta gamma delta",
        "half": "alpha beta epsilon zeta",
        "most": "alpha beta gamma eta",
        **FILL,
    }
    assert list(nearest(texts, 5)["it"]) == ["most", "half"]
    assert list(nearest(texts, 1)["it"]) == ["most"]


# Laws --------------------------------------------------------------------------------------------

words = st.sampled_from(("attention", "policy", "token", "확산모델", "언어", "稀疏注意", "データ"))
texts = st.lists(st.lists(words, max_size=6).map(" ".join), max_size=12)


def _named(some: list[str]) -> dict[str, str]:
    return {**FILL, **{f"t{number}": text for number, text in enumerate(some)}}


@given(texts, st.integers(1, 4))
def test_what_is_found(some: list[str], most: int) -> None:
    """Never a text itself, at most so many, similar in both directions, in percent."""
    every, found = nearest(_named(some), 1000), nearest(_named(some), most)
    for name, others in every.items():
        assert name not in others
        assert all(every[other][name] == percent for other, percent in others.items())
        assert all(LEAST <= percent <= 100 for percent in others.values())
        assert list(others.values()) == sorted(others.values(), reverse=True)
        assert list(found[name].items()) == list(others.items())[:most]
    assert list(found) == sorted(every)


@given(texts, st.randoms(use_true_random=False))
def test_the_order_of_texts_never_counts(some: list[str], dice: random.Random) -> None:
    named = list(_named(some).items())
    expected = [(name, list(others.items())) for name, others in nearest(dict(named), 3).items()]
    dice.shuffle(named)
    again = nearest(dict(named), 3)
    assert [(name, list(others.items())) for name, others in again.items()] == expected


# Cost --------------------------------------------------------------------------------------------


def test_a_word_of_very_many_texts_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few they are of all: else the cost would grow with the square."""
    monkeypatch.setattr(similar, "_COMMON", 2)
    three = dict.fromkeys("abc", "alpha beta gamma")
    assert nearest({**three, **FILL}, 5) == {}
    monkeypatch.setattr(similar, "_COMMON", 3)
    assert nearest({**three, **FILL}, 5).keys() == three.keys()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", []),
        ("Sparse attention", ["SPARSE", "ATTENTION"]),
        ("self-attention’s", ["SELF", "ATTENTION"]),
        ("A 7B model of 2025, 3.5 x", ["7B", "MODEL", "OF"]),
        ("ｆｕｌｌ width", ["FULL", "WIDTH"]),
        ("é e\u0301tude", ["ÉTUDE"]),
        ("snake_case", ["SNAKE", "CASE"]),
        ("확산 모델은", ["확산", "모델", "델은"]),
        ("확산".encode().decode(), ["확산"]),
        ("\u1112\u116a\u11a8\u1109\u1161\u11ab", ["확산"]),  # letters stored apart
        ("LLM의 추론", ["LLM", "의", "추론"]),
        ("扩散模型", ["扩散", "散模", "模型"]),
        ("データの集合", ["デー", "ータ", "タの", "の集", "集合"]),
        ("ﾃﾞｰﾀ", ["デー", "ータ"]),  # of half width
        ("あ、い", ["あ", "い"]),
        ("see https://arxiv.org/abs/2511.21579v2, and", ["SEE", "AND"]),
        ("https://example.org/논문 을", ["논문", "을"]),
        ("WWW.example.org tail", ["TAIL"]),
        ("h" * 41, []),
        ("h" * 40, ["H" * 40]),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert list(terms_of(text)) == terms


@given(st.text(), st.text())
def test_a_line_gives_its_terms_wherever_it_stands(one: str, other: str) -> None:
    """Blanks part texts."""
    assert list(terms_of(f"{one}\n{other}")) == [*terms_of(one), *terms_of(other)]


@given(st.text())
def test_case_does_not_count(text: str) -> None:
    assert list(terms_of(text.lower())) == list(terms_of(text.lower().upper()))
