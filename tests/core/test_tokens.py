"""Texts that are alike are packed, and come back as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.tokens import pack_texts, unpack_texts

texts = st.lists(
    st.lists(st.sampled_from(["<b>", "</b>", '<a href="', "x/", "y", '">', "가", ""])).map("".join)
)


@given(texts=texts)
def test_texts_come_back(texts: list[str]) -> None:
    assert unpack_texts(pack_texts(texts)) == texts


@given(texts=st.lists(st.text()))
def test_texts_of_any_kind_come_back(texts: list[str]) -> None:
    assert unpack_texts(pack_texts(texts)) == texts


def test_rows_take_little_beyond_what_they_say() -> None:
    """Of a row, only what no other has is written out."""
    rows = [
        f'<li class="entry"><a href="../posts/{n}.html#p-{n}"><span>Title {n}</span></a>'
        f'<span class="stars">★</span><a href="https://example.org/abs/{n}">Site</a></li>'
        for n in range(100, 200)
    ]
    _shared, packed = pack_texts(rows)
    assert max(map(len, packed)) < 40


def test_what_looks_like_a_mark_is_none() -> None:
    """Characters for private use may stand in any title; and there may be very many parts."""
    texts = [f"<b>\ue000 \U000f0000 {n}</b>" for n in range(3)]
    assert unpack_texts(pack_texts(texts)) == texts
    many = [f"<b>{n}</b><i>{n}</i>" for n in range(7_000)] * 2
    assert unpack_texts(pack_texts(many)) == many
