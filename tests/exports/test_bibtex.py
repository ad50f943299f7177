"""BibTeX: what is written is read back, by us, by others' programs, and after that again."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import example, given, settings

from sphinx_paperreview.core.identifiers import parse_id
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.core.runs import plain
from sphinx_paperreview.exports.bibtex import format_bibtex, format_entry
from sphinx_paperreview.exports.gathering import Entry
from sphinx_paperreview.metadata.bibtex import parse_bibtex
from sphinx_paperreview.metadata.paper_record import PaperRecord
from sphinx_paperreview.metadata.titles import title_runs
from tests.exports.papers import FORMULAS, HARD, bibtex_of, record_of, records
from tests.programs import program

HARMONY = record_of(
    ids=["arxiv:2511.21579"],
    title="Harmony",
    subtitle="Sound with $x^2$ GPT-4 pictures",
    authors=["Jörg Müller", "최지우", "Ludwig van Beethoven", "Acme, Inc."],
    published="2025-11-26",
)


def test_a_preprint_has_these_fields_in_this_order() -> None:
    assert bibtex_of(HARMONY, "https://arxiv.org/abs/2511.21579") == (
        "% Papers, written by sphinx-paperreview\n\n"
        "@misc{key,\n"
        "  author = {Jörg Müller and 최지우 and Ludwig van Beethoven and {Acme, Inc.}},\n"
        "  title = {Harmony: Sound with {$x^2$} {GPT-4} pictures},\n"
        "  shorttitle = {Harmony},\n"
        "  year = {2025},\n"
        "  month = nov,\n"
        "  day = {26},\n"
        "  eprint = {2511.21579},\n"
        "  archiveprefix = {arXiv},\n"
        "  eprinttype = {arxiv},\n"
        "}\n"
    )


KINDS: Mapping[str, tuple[dict[str, Any], str, str]] = {
    "conference": ({"venue": "ICLR 2026"}, "inproceedings", "booktitle = {ICLR 2026}"),
    "journal": ({"venue": "Nature Medicine"}, "article", "journal = {Nature Medicine}"),
    "preprint": ({"venue": "arXiv"}, "misc", "eprint = {2511.21579}"),
    "book": ({"ids": ["isbn:9780262033848"]}, "book", "isbn = {9780262033848}"),
    "page": ({"ids": ["url:https://e.org/a_b"]}, "misc", "url = {https://e.org/a_b}"),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_type_of_an_entry_tells_what_a_paper_is(name: str) -> None:
    data, kind, line = KINDS[name]
    record = record_of(**{"ids": ["arxiv:2511.21579"], "title": "T", **data})
    written = bibtex_of(record, "https://e.org/a_b")
    assert f"@{kind}{{key," in written
    assert line in written


@pytest.mark.parametrize("word", ["BERT", "GPT-4", "iPhone", "U-Net", "LLMs"])
def test_capitals_are_protected_from_styles(word: str) -> None:
    assert f"A {{{word}}} paper" in bibtex_of(
        record_of(ids=["isbn:9780262033848"], title=f"A {word} paper")
    )


def _shown(record: PaperRecord) -> PaperRecord:
    """Give a record as readers see it: a formula that is none is text."""
    return replace(
        record,
        key="",
        title=plain(title_runs(record.title)),
        subtitle=plain(title_runs(record.subtitle)),
    )


def _trip(record: PaperRecord) -> PaperRecord:
    parsed = parse_bibtex(bibtex_of(record, f"{record.ids[0]}".removeprefix("url:")))
    assert parsed.problems == ()
    (back,) = parsed.records
    return back


def _words(record: PaperRecord) -> str:
    """Give a whole title; some letters are others in NFC, which is what is written."""
    shown = _shown(record)
    return unicodedata.normalize("NFC", " ".join(f"{shown.title}: {shown.subtitle}".split()))


@settings(deadline=None)
@given(records)
@example(PaperRecord(ids=(parse_id("1706.03762"),), title="$", subtitle="0$"))
def test_what_is_written_is_read_back(record: PaperRecord) -> None:
    once = _trip(record)
    assert _trip(once) == once
    assert once.authors == tuple(unicodedata.normalize("NFC", name) for name in record.authors)
    assert once.published == record.published
    assert _words(once) == _words(record)


@settings(deadline=None)
@given(records)
def test_other_programs_find_one_entry(record: PaperRecord) -> None:
    library = parse_string(bibtex_of(record))
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert entry.key == "key"


@pytest.mark.parametrize("text", [*HARD, *FORMULAS])
def test_hard_texts_come_back_as_they_were(text: str) -> None:
    record = record_of(
        ids=["arxiv:1706.03762"], title=f"On {text} it", authors=[text, f"Ada {text} Lovelace"]
    )
    back = _trip(record)
    assert (_shown(back).title, back.authors) == (_shown(record).title, record.authors)


def _hard_papers() -> list[Entry]:
    """Give papers of all kinds, and of hard texts."""
    data = [
        record_of(**{"ids": ["arxiv:2511.21579"], "title": "T", **kind})
        for kind, *_ in KINDS.values()
    ]
    data += (
        record_of(ids=["arxiv:1706.03762"], title=f"On {text} it", authors=[text, f"Ada {text}"])
        for text in (*HARD, *FORMULAS)
    )
    return [Entry(replace(one, key=f"k{n}"), "https://e.org") for n, one in enumerate(data)]


def test_biber_has_nothing_to_say(tmp_path: Path) -> None:
    entries = _hard_papers()
    (tmp_path / "papers.bib").write_text(format_bibtex(map(format_entry, entries)), "utf-8")
    biber = program("biber", package="biber")
    command = [biber, "--tool", "--output-file", "out.bib", "papers.bib"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert re.findall(r"(?m)^(?:WARN|ERROR).*", done.stdout) == []
    assert len(re.findall(r"(?m)^@", (tmp_path / "out.bib").read_text("utf-8"))) == len(entries)


def _known(entry: Entry) -> Entry:
    """Fill what the styles of BibTeX ask for."""
    authors, day = entry.record.authors or ("Ada Lee",), entry.record.published or Partial(2017)
    return replace(entry, record=replace(entry.record, authors=authors, published=day))


@pytest.mark.parametrize("style", ["plain", "unsrt", "alpha", "abbrv"])
def test_bibtex_has_nothing_to_say(tmp_path: Path, style: str) -> None:
    """But that nobody told who has published a book. What is not ASCII it passes on as it is."""
    bibtex = program("bibtex", package="texlive-binaries")
    entries = list(map(_known, _hard_papers()))
    lines = [r"\relax", r"\citation{*}", rf"\bibstyle{{{style}}}", r"\bibdata{papers}", ""]
    (tmp_path / "main.aux").write_text("\n".join(lines))
    (tmp_path / "papers.bib").write_text(format_bibtex(map(format_entry, entries)), "utf-8")
    done = subprocess.run([bibtex, "main"], cwd=tmp_path, capture_output=True, check=False)
    said = done.stdout.decode()
    warnings = [line for line in said.splitlines() if line.startswith(("Warning--", "I "))]
    assert [line for line in warnings if "empty publisher" not in line] == []
    assert done.returncode == 0
    listed = (tmp_path / "main.bbl").read_bytes()
    assert len(re.findall(rb"\\bibitem", listed)) == len(entries)
    if style in {"plain", "unsrt"}:  # the others shorten names, in the midst of a letter
        assert "최지우" in listed.decode()
