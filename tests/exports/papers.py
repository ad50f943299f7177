"""Papers as files tell of them: made from plain data, and texts that are hard on any file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from sphinx_paperreview.exports.bibtex import format_bibtex, format_entry
from sphinx_paperreview.exports.gathering import Entry
from sphinx_paperreview.metadata.paper_record import PaperRecord, read_record

HARD = (
    *("</script>", "]]>", "{", "}", "\\", "\\input{/etc/passwd}", "%", "&", '"', "<", "#", "_"),
    *("~", "^", "--", "``", "''", "$", "$5 and $6", "and", "others", ",", "?`", "C++", "GPT-4"),
    *("최지우", "שלום עולם", "🎉", "Jörg", "é", "@misc{x,", "U-Net", "İstanbul", "ﬁ"),
)
"""Texts that mean something to some program."""

FORMULAS = ("$x^2$", r"$\alpha_{i}$", r"$\{n\}$", "$O(N)$")

words = st.one_of(
    st.sampled_from(HARD), st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)
)
texts = st.lists(words, min_size=1, max_size=6).map(" ".join)
titles = st.lists(st.one_of(st.sampled_from(FORMULAS), words), min_size=1, max_size=6).map(" ".join)
published = st.sampled_from(["2017", "2017-06", "2017-06-12", "0999-01-01"])
ids = st.sampled_from(
    [
        ["arxiv:1706.03762"],
        ["arxiv:hep-th/9901001", "doi:10.1145/3485132"],
        ["doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"],
        ["pmid:29456894"],
        ["openreview:Vota6rFhBQ"],
        ["url:https://example.org/a_b%20c"],
    ]
)

records = st.fixed_dictionaries(
    {"ids": ids, "title": titles},
    optional={
        "subtitle": titles,
        "authors": st.lists(texts, min_size=1, max_size=3, unique=True),
        "venue": texts,
        "published": published,
    },
).map(lambda data: read_record(data)[0])


def record_of(**data: Any) -> PaperRecord:
    """Read a record that is right."""
    record, problems = read_record(data)
    assert problems == []
    return record


def bibtex_of(record: PaperRecord, url: str = "", key: str = "key") -> str:
    """Write a ``.bib`` file of one paper."""
    return format_bibtex([format_entry(Entry(replace(record, key=key), url))])
