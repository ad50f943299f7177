"""What arXiv answers is read, or refused with a reason; nothing that it leaves out is invented."""

from __future__ import annotations

import pytest

from sphinx_paperreview.core.identifiers import PaperId, parse_id
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.fetch.arxiv import ask_arxiv
from sphinx_paperreview.fetch.refusals import BadAnswer, ServiceError
from sphinx_paperreview.metadata.paper_record import Fate, PaperRecord
from tests.fetch.conftest import MakeChannel
from tests.fetch.loopback import Answer, Loopback
from tests.fetch.world import ERROR, PAPERS, Known, as_atom, entry

IDS = [parse_id(paper.id) for paper in PAPERS]


def _record(channel_to: MakeChannel, name: str) -> PaperRecord:
    paper_id = parse_id(name)
    return ask_arxiv(channel_to("arxiv"), [paper_id])[paper_id]


def test_a_record_says_what_an_entry_says(channel_to: MakeChannel) -> None:
    assert _record(channel_to, "2511.21579") == PaperRecord(
        ids=(PaperId("arxiv", "2511.21579"),),
        title="Harmony",
        subtitle="Tuning Sound and Picture Together",
        authors=("Ada Park", "Bo Li"),
        venue="ICLR 2026",
        published=Partial(2025, 11, 26),
        source=("arxiv",),
        fate=Fate(comment="Accepted to ICLR 2026 (Oral)", versions=2),
    )


def test_a_withdrawal_and_a_publication_are_noted(channel_to: MakeChannel) -> None:
    assert _record(channel_to, "2401.00001").fate.withdrawn
    old = _record(channel_to, "hep-th/9901001")
    assert old.venue == old.fate.journal_ref == "Phys. Rev. D 60, 013009 (1999)"
    assert str(old.ids[1]) == "doi:10.1103/example.60.013009"


def test_many_papers_are_asked_for_at_once(channel_to: MakeChannel, far: Loopback) -> None:
    """arXiv answers ten of them, unless it is told how many there are."""
    many = [parse_id(f"2510.{n:05}") for n in range(1, 20)]
    told = ask_arxiv(channel_to("arxiv"), [*many, *IDS])
    assert list(told) == IDS
    assert "max_results=25" in far.asked("/arxiv")[0]


def test_what_an_answer_leaves_out_is_asked_for_once_more(
    channel_to: MakeChannel, far: Loopback
) -> None:
    half = "".join(map(entry, PAPERS[::2]))
    far.next("/arxiv", as_atom(half))
    assert list(ask_arxiv(channel_to("arxiv"), IDS)) == [*IDS[::2], *IDS[1::2]]
    assert len(far.requests) == 2


def test_markup_and_formulas_of_a_title_are_text(channel_to: MakeChannel) -> None:
    assert _record(channel_to, "2511.21700").title == "Counting </script><b>Sheep</b>"
    assert _record(channel_to, "2511.21592").title == "A Bound of $O(n^2)$ & More"


BOMB = b"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><feed>&b;</feed>"""


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer(b"<!DOCTYPE html>\n<html>Rate exceeded."), "a web page instead of Atom"),
        (Answer(b"<feed/>"), "something else instead of Atom"),
        (Answer(BOMB), "something else instead of Atom"),
        (Answer(as_atom(entry(PAPERS[0])).body[:-40]), "something else instead of Atom"),
        (Answer(as_atom("<entry>\udcff</entry>".replace("\udcff", "")).body + b"\xff"),
         "something else instead of Atom"),
        (Answer(as_atom("@").body.replace(b"@", b"\xff\xfe")), "something else instead of Atom"),
        (Answer(), "nothing instead of Atom"),
        (as_atom(ERROR), "an error: incorrect id format for x"),
        (Answer(status=400), "HTTP 400"),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(
    channel_to: MakeChannel, far: Loopback, answer: Answer, message: str
) -> None:
    far.next("/arxiv", answer)
    with pytest.raises(BadAnswer, match=f"arXiv answered {message}"):
        ask_arxiv(channel_to("arxiv"), IDS)


def test_an_entity_of_another_file_is_not_read(channel_to: MakeChannel, far: Loopback) -> None:
    text = b'<!DOCTYPE feed [<!ENTITY f SYSTEM "file:///etc/hostname">]><feed>&f;</feed>'
    far.next("/arxiv", Answer(text))
    with pytest.raises(ServiceError):
        ask_arxiv(channel_to("arxiv"), IDS)


def test_a_title_of_a_megabyte_is_cut(channel_to: MakeChannel, far: Loopback) -> None:
    paper = Known("2511.21579", "x" * 1_000_000, ("\x7fAda\u202e", "B" * 5000))
    far.next("/arxiv", as_atom(entry(paper)))
    record = _record(channel_to, paper.id)
    assert record.title == "x" * 999 + "…"
    assert len(record.authors) == 1


def test_an_entry_of_another_kind_is_left_out(channel_to: MakeChannel, far: Loopback) -> None:
    strange = "<entry><id>urn:x</id><title>y</title></entry><entry/>"
    far.next("/arxiv", as_atom(strange + entry(PAPERS[0])))
    assert list(ask_arxiv(channel_to("arxiv"), IDS[:1])) == IDS[:1]
