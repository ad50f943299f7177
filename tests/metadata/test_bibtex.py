"""BibTeX as people and programs write it, broken entries too."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    MergeNameParts,
    SeparateCoAuthors,
    SplitNameParts,
)
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.metadata.bibtex import parse_bibtex
from sphinx_paperreview.metadata.formats import parse_file
from sphinx_paperreview.metadata.latex import decode
from sphinx_paperreview.metadata.paper_record import PaperRecord, write_record


def read(*fields: str, kind: str = "article") -> dict[str, Any]:
    """Give what one entry says."""
    parsed = parse_bibtex(f"@{kind}{{key,\n" + ",\n".join(fields) + "\n}")
    assert parsed.problems == ()
    (record,) = parsed.records
    return write_record(record) | {"ids": list(map(str, record.ids))}


IDS = {
    "archiveprefix": (["eprint = {2511.21579v2}", "archiveprefix = {arXiv}"], ["arxiv:2511.21579"]),
    "eprinttype": (["eprint = {2511.21579}", "eprinttype = {arxiv}"], ["arxiv:2511.21579"]),
    "old eprint": (["eprint = {hep-th/9901001}"], ["arxiv:hep-th/9901001"]),
    "pubmed": (["eprint = {29456894}", "eprinttype = {pubmed}"], ["pmid:29456894"]),
    "another archive": (["eprint = {hal-01}", "eprinttype = {hal}"], []),
    "doi": (["doi = {10.1145/3485132}"], ["doi:10.1145/3485132"]),
    "doi as URL": (["DOI = {https://doi.org/10.1145/3485132}"], ["doi:10.1145/3485132"]),
    "doi with TeX": ([r"doi = {10.1007/a\_b}"], ["doi:10.1007/a_b"]),
    "doi of arXiv": (["doi = {10.48550/arXiv.2511.21579}"], ["arxiv:2511.21579"]),
    "url": (["url = {https://openreview.net/forum?id=AbCdEfGhIj}"], ["openreview:AbCdEfGhIj"]),
    "other url": (["url = {https://example.org/a}"], ["url:https://example.org/a"]),
    "other url beside an id": (
        ["url = {https://example.org/all}", "doi = {10.1145/3485132}"], ["doi:10.1145/3485132"]
    ),
    "no page of a paper": (["url = {https://arxiv.org/list/cs}"], []),
    "Google Scholar": (["journal = {arXiv preprint arXiv:2511.21579}"], ["arxiv:2511.21579"]),
    "DBLP": (
        ["journal = {CoRR}", "volume = {abs/2511.21579}", "doi = {10.48550/ARXIV.2511.21579}"],
        ["arxiv:2511.21579"],
    ),
    "two": (
        ["eprint = {2511.21579}", "doi = {10.1145/3485132}"],
        ["arxiv:2511.21579", "doi:10.1145/3485132"],
    ),
    "isbn of a paper's book": (["isbn = {9780262033848}"], []),
}  # fmt: skip


@pytest.mark.parametrize("case", IDS)
def test_ids_are_found_where_people_put_them(case: str) -> None:
    fields, ids = IDS[case]
    assert read(*fields)["ids"] == ids


def test_a_book_has_an_isbn() -> None:
    assert read("isbn = {9780262033848}", kind="book")["ids"] == ["isbn:9780262033848"]


DATES = {
    ("year = 2025",): "2025",
    ("year = {2025}", "month = nov"): "2025-11",
    ("year = {2025}", "month = {November}"): "2025-11",
    ("year = {2025}", 'month = "11"'): "2025-11",
    ("year = {2025}", "month = jan", "day = 7"): "2025-01-07",
    ("year = {2025}", "month = {13}"): "2025",
    ("date = {2025-11-26}", "year = 2019"): "2025-11-26",
    ("date = {2025-11}",): "2025-11",
    ("date = {2025-11/2026-01}",): "2025-11",
    ("year = {in press}",): None,
    ("year = {c. 1987}",): "1987",
}


@pytest.mark.parametrize("fields", DATES, ids=str)
def test_dates_are_read_as_far_as_they_are_known(fields: tuple[str, ...]) -> None:
    assert read(*fields).get("published") == DATES[fields]


VENUES = {
    ("booktitle = {ICLR}", "journal = {J}"): "ICLR",
    ("venue = {ICLR 2026}", "booktitle = {B}"): "ICLR 2026",
    (r"journal = {Trans.\ Things \& More}",): "Trans. Things & More",
    ("journaltitle = {J}",): "J",
    ("journal = {arXiv preprint arXiv:2511.21579}",): None,
    ("journal = {CoRR}",): None,
    ("journal = {ArXiv}", "booktitle = {}"): None,
}


@pytest.mark.parametrize("fields", VENUES, ids=str)
def test_a_venue_is_where_it_was_published(fields: tuple[str, ...]) -> None:
    assert read(*fields).get("venue") == VENUES[fields]


AUTHORS = {
    r"M{\"u}ller, J{\"o}rg and Smith, John A.": ["Jörg Müller", "John A. Smith"],
    "Ludwig van Beethoven and de la Cruz, Ana": ["Ludwig van Beethoven", "Ana de la Cruz"],
    "{OpenAI Team and Friends} and Ana Cruz": ["OpenAI Team and Friends", "Ana Cruz"],
    "King, Jr., Martin and others": ["Martin King Jr."],
    "最, 지우 and 김철수": ["지우 最", "김철수"],
    "A, B, C, D, E": ["A, B, C, D, E"],
    "": None,
    "others": None,
}


@pytest.mark.parametrize("text", AUTHORS)
def test_authors_are_called_by_their_first_names_first(text: str) -> None:
    assert read(f"author = {{{text}}}").get("authors") == AUTHORS[text]


LATEX = {
    r"{NVIDIA} and {\"o}, \'{e}, \v{s}, {\ss}, \o{} and \c c": "NVIDIA and ö, é, š, ß, ø and ç",
    r"{$x^{2}$} and $\Lambda_{i}$": r"$x^{2}$ and $\Lambda_{i}$",
    r"\(y\) and $$z$$": "$y$ and $z$",
    r"it costs \$5": r"it costs \$5",
    r"50% faster, 60\% cheaper": "50% faster, 60% cheaper",
    r"``Why'' -- and how---so~what": "“Why” – and how—so\xa0what",
    r"\textsc{Foo}, \texttt{bar}, \emph{a}, \unknown{b}, \mbox{c}": "Foo, bar, a, b, c",
    r"\LaTeX, \href{https://e.org}{words}, \url{https://e.org}": "LaTeX, words, https://e.org",
    r"R\&D\_x \#1": "R&D_x #1",
    "e\u0301": "é",
    r"\verb": r"\verb",
    "unclosed {brace": "unclosed brace",
    r"\input{/etc/passwd} and \def\x{y}": " and y",
}


@pytest.mark.parametrize("latex", LATEX)
def test_latex_becomes_text_and_formulas_stay(latex: str) -> None:
    assert decode(latex) == LATEX[latex]


@given(st.text(max_size=40))
def test_no_text_stops_the_decoder(text: str) -> None:
    decode(text)


def test_macros_and_joined_texts_are_resolved() -> None:
    text = '@string{iclr = "ICLR"}\n@inproceedings{k, booktitle = iclr # { 20} # "26", year=2026}'
    (record,) = parse_bibtex(text).records
    assert record.venue == "ICLR 2026"


def test_keywords_and_abstract_are_left_alone() -> None:
    said = read("title = {T}", "keywords = {a, b}", "abstract = {Long.}", "note = {n}")
    assert said == {"ids": [], "key": "key", "title": "T"}


BROKEN = r"""@article{a, title = {A}, doi = {10.1145/1}}
@article{a, title = {Second}, doi = {10.1145/2}}
@article{b, title = {unclosed {brace}, year = 2025,
}
@article{c, title = {C}, title = {CC}, doi = {10.1145/3}}
@article{d title = {D}}
@article{e, title = "quote, year = 2020}
@misc{g, title = {G}, eprint = {1234}, archiveprefix = {arXiv}}
@misc{, title = {nothing tells}}
@misc{h, title = {H}}
"""


def test_a_broken_entry_is_said_and_no_other_is_lost() -> None:
    parsed = parse_bibtex(BROKEN)
    assert [(record.key, record.title) for record in parsed.records] == [
        ("a", "A"), ("a", "Second"), ("c", "C"), ("g", "G"), ("h", "H"),
    ]  # fmt: skip
    assert [str(record.ids[0]) for record in parsed.records[:3]] == [
        "doi:10.1145/1", "doi:10.1145/2", "doi:10.1145/3",
    ]  # fmt: skip
    said = [(line, message.split(":")[0]) for line, message in parsed.problems]
    assert [line for line, _message in said] == [2, 3, 5, 6, 7, 8, 9]
    messages = [message for _line, message in parsed.problems]
    assert messages[0] == "a second entry has the key 'a'; in texts it names the first"
    assert messages[1].startswith("an entry that cannot be read is left out: '@article{b, title")
    assert messages[2] == "Duplicate field keys on entry: 'title'."
    assert "neither ids nor key" in parsed.problems[-1].message


def test_the_library_says_nothing_by_itself(caplog: pytest.LogCaptureFixture) -> None:
    """What it would log stands in our warnings, with the line."""
    with caplog.at_level(logging.WARNING):
        parse_bibtex(BROKEN)
    assert caplog.records == []


@pytest.mark.parametrize("text", ["", "\n", "no BibTeX at all", "% comment", "@", "@article", "{"])
def test_a_file_without_entries_holds_no_paper(text: str) -> None:
    assert parse_bibtex(text).records == ()


def test_a_file_in_latin_1_is_read_and_said() -> None:
    data = "@article{k,\n title = {Grüße}}".encode("latin-1")
    parsed = parse_file("library.bib", data)
    assert parsed.records == (PaperRecord(key="k", title="Grüße"),)
    assert parsed.problems[0] == (2, "no UTF-8; the file is read as Latin-1")


def test_a_byte_order_mark_is_no_part_of_the_file() -> None:
    assert parse_file("library.BIB", "\ufeff@misc{k, title={T}}".encode()).records[0].title == "T"


PLAIN = r"""
@inproceedings{one, title = {{\"U}ber {NVIDIA}'s $n^2$ work}, author = {M{\"u}ller, J{\"o}rg and
  Ludwig van Beethoven}, booktitle = {Gro{\ss}e Konferenz}, doi = {10.1145/1}}
@article{two, title = {Na\"{\i}ve fa\c{c}ade: A {CNN} approach}, author = {Erd\H{o}s, P{\'a}l},
  journal = {Journal of \'Etudes}, doi = {10.1145/2}}
"""


def test_what_is_read_is_what_the_library_reads() -> None:
    """Titles, authors and venues: through its own middlewares."""
    middlewares = [
        SeparateCoAuthors(), SplitNameParts(), MergeNameParts(style="first"),
        LatexDecodingMiddleware(),
    ]  # fmt: skip
    entries = parse_string(PLAIN).entries
    theirs = [
        parse_string(entry.raw or "", append_middleware=[LatexDecodingMiddleware()])
        for entry in entries
    ]
    authors = parse_string(PLAIN, append_middleware=middlewares[:3]).entries
    for record, library, named in zip(parse_bibtex(PLAIN).records, theirs, authors, strict=True):
        (entry,) = library.entries
        assert record.title == entry["title"]
        venue = entry.fields_dict.get("booktitle") or entry.fields_dict["journal"]
        assert record.venue == venue.value
        assert list(record.authors) == [
            LatexDecodingMiddleware()._transform_python_value_string(name)[0]
            for name in named["author"]
        ]
