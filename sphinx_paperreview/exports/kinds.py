"""What a paper is to a reference manager: a preprint, an article or a book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from sphinx_paperreview.metadata.identifying import is_preprint_server
from sphinx_paperreview.metadata.paper_record import PaperRecord

Kind = Literal["preprint", "article", "paper", "book", "other"]

_JOURNAL = re.compile(
    r"\b(journal|transactions|trans\.|letters|nature|science|cell|lancet|magazine|annals|acta"
    r"|bulletin|communications|review|reviews|plos|pnas|national academy|jmlr|tmlr|tacl|tpami"
    r"|ijcv|jair|tog|elife)\b",
    re.IGNORECASE,
)
"""What names of journals have, and those of conferences have not."""


def kind_of(record: PaperRecord) -> Kind:
    """Tell what a paper is, by its venue and its ids."""
    if venue_of(record):
        is_book = any(values_of(record, "isbn"))
        is_journal = _JOURNAL.search(record.venue)
        return "book" if is_book else "article" if is_journal else "paper"
    if any(values_of(record, "isbn")):
        return "book"
    return "preprint" if any(values_of(record, "arxiv")) else "other"


def venue_of(record: PaperRecord) -> str:
    """Name the venue; ``""`` where that is a server for preprints, which is none."""
    return "" if is_preprint_server(record.venue) else record.venue


def doi_of(record: PaperRecord) -> str:
    """Give a paper's DOI; of a preprint, the one that arXiv has given it."""
    own = next(values_of(record, "doi"), "")
    arxiv = next(values_of(record, "arxiv"), "") if kind_of(record) == "preprint" else ""
    return own or (f"10.48550/arXiv.{arxiv}" if arxiv else "")


def values_of(record: PaperRecord, scheme: str) -> Iterator[str]:
    """Yield a paper's ids of one scheme."""
    return (one.value for one in record.ids if one.scheme == scheme)
