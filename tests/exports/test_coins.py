"""COinS: Zotero finds each paper, whatever its texts are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings

from sphinx_paperreview.exports.coins import format_coins
from sphinx_paperreview.exports.gathering import Entry
from sphinx_paperreview.exports.titles import readable_title
from sphinx_paperreview.metadata.paper_record import PaperRecord
from tests.exports.papers import FORMULAS, HARD, record_of, records
from tests.exports.zotero import Item, Unreadable, read_coins


def _read(record: PaperRecord, url: str = "https://example.org/a_b%20c?x=1&y=2#z") -> Item:
    return read_coins(format_coins(Entry(record, url)))


def test_a_preprint_has_these_parts_in_this_order() -> None:
    record = record_of(
        ids=["arxiv:2511.21579"],
        title="Harmony",
        subtitle="50% of A & B",
        authors=["Ludwig van Beethoven", "최지우"],
        published="2025-11",
    )
    assert format_coins(Entry(record, "https://arxiv.org/abs/2511.21579")) == "&".join(
        [
            "ctx_ver=Z39.88-2004",
            "rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc",
            "rft.title=Harmony%3A%2050%25%20of%20A%20%26%20B",
            "rft.creator=van%20Beethoven%2C%20Ludwig",
            "rft.creator=%EC%B5%9C%EC%A7%80%EC%9A%B0",
            "rft.date=2025-11",
            "rft_id=info%3Adoi%2F10.48550%2FarXiv.2511.21579",
            "rft_id=https%3A%2F%2Farxiv.org%2Fabs%2F2511.21579",
            "rft.type=preprint",
        ]
    )


KINDS: Mapping[str, tuple[dict[str, Any], str, str]] = {
    "conference": ({"venue": "ICLR 2026"}, "conferencePaper", "ICLR 2026"),
    "journal": ({"venue": "Nature Medicine"}, "journalArticle", "Nature Medicine"),
    "preprint": ({"venue": "arXiv"}, "preprint", ""),
    "book": ({"ids": ["isbn:9780262033848"]}, "book", ""),
    "page": ({"ids": ["url:https://e.org/a_b"]}, "document", ""),
}


@pytest.mark.parametrize("name", KINDS)
def test_zotero_knows_what_a_paper_is(name: str) -> None:
    data, kind, venue = KINDS[name]
    record = record_of(
        **{
            "ids": ["arxiv:2511.21579"],
            "title": "T",
            "authors": ["Ada Lovelace"],
            "published": "2017-06-12",
            **data,
        }
    )
    item = _read(record)
    assert (item.type, item.title, item.within) == (kind, "T", venue)
    assert item.authors == [("Lovelace", "Ada")]
    assert item.date == "2017-06-12"
    assert item.url == "https://example.org/a_b%20c?x=1&y=2#z"
    assert item.isbn == ("9780262033848" if kind == "book" else "")
    assert item.doi == ("10.48550/arXiv.2511.21579" if kind == "preprint" else "")


@pytest.mark.parametrize("text", [*HARD, *FORMULAS])
def test_hard_texts_are_read_as_they_are(text: str) -> None:
    """But for a plus, which Zotero takes for a blank."""
    record = record_of(ids=["arxiv:1706.03762"], title=f"On {text} it", authors=[f"Ada {text}"])
    item = _read(record)
    assert item.title == readable_title(record.title).replace("+", " ")
    assert len(item.authors) == 1


@settings(deadline=None)
@given(records)
def test_zotero_reads_each_paper(record: PaperRecord) -> None:
    item = _read(record)
    assert item.title.split() == readable_title(record.whole_title).replace("+", " ").split()
    assert item.url


def test_a_name_of_nothing_is_no_author() -> None:
    record = record_of(ids=["arxiv:1706.03762"], title="T", authors=[",", "{", "and", "Acme, Inc."])
    assert _read(record).authors == [("and", ""), ("Acme", "Inc")]


def test_a_paper_without_a_title_goes_by_its_address() -> None:
    """Of one with a DOI Zotero asks what it is called."""
    assert (
        _read(record_of(ids=["url:https://e.org/a"]), "https://e.org/a").title == "https://e.org/a"
    )
    item = _read(record_of(ids=["arxiv:1706.03762"]))
    assert (item.title, item.doi) == ("", "10.48550/arXiv.1706.03762")


@pytest.mark.parametrize("wrong", ["rft.title=100%", "rft.title", "rft.title=%ff"])
def test_zotero_as_it_is_known_refuses(wrong: str) -> None:
    """The reader of this test is as strict."""
    with pytest.raises(Unreadable):
        read_coins(f"rft_val_fmt=info:ofi/fmt:kev:mtx:dc&{wrong}")
