"""Each service is asked as long as it answers; where one fails, the others tell what they know."""

from __future__ import annotations

import pytest

from sphinx_paperreview.core.identifiers import PaperId, parse_id
from sphinx_paperreview.core.orgs import builtin_orgs
from sphinx_paperreview.fetch import gather as module
from sphinx_paperreview.fetch.gather import Gatherer, Told
from sphinx_paperreview.fetch.huggingface import ask_daily
from tests.fetch.conftest import MakeChannel
from tests.fetch.loopback import Answer, Loopback
from tests.fetch.world import PAPERS, as_atom, as_json, entry

IDS = [parse_id(paper.id) for paper in PAPERS]
HARMONY = IDS[0]
BUSY = Answer(status=429, headers={"Retry-After": "9000"})
KEYS = ("huggingface", "arxiv", "datacite", "crossref")


@pytest.fixture
def gatherer(channel_to: MakeChannel) -> Gatherer:
    """What asks all services but OpenAlex."""
    return Gatherer({key: channel_to(key) for key in KEYS}, builtin_orgs())


def _told(gatherer: Gatherer, *ids: PaperId) -> dict[PaperId, Told]:
    return {told.id: told for batch in gatherer.gather(ids) for told in batch}


def test_a_record_has_what_all_services_say(gatherer: Gatherer) -> None:
    told = _told(gatherer, HARMONY)[HARMONY]
    record = told.record
    assert record is not None
    assert (record.title, record.venue, record.org) == ("Harmony", "ICLR 2026", ("Tencent",))
    assert record.code == "https://github.com/example/harmony"
    assert record.source == ("arxiv", "huggingface")
    assert (told.unsure, told.why) == ((), "")


def test_one_question_to_arxiv_is_enough_for_many(gatherer: Gatherer, far: Loopback) -> None:
    assert all(told.record for told in _told(gatherer, *IDS).values())
    assert (len(far.asked("/arxiv")), len(far.asked("/huggingface"))) == (1, len(IDS))


def test_what_has_been_told_is_given_batch_by_batch(
    gatherer: Gatherer, far: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BATCH", 2)
    batches = gatherer.gather(IDS)
    assert [told.id for told in next(batches)] == IDS[:2]
    assert (len(far.asked("/arxiv")), len(far.asked("/huggingface"))) == (1, 2)


def test_an_unsure_organisation_is_not_applied(gatherer: Gatherer) -> None:
    told = _told(gatherer, IDS[5])[IDS[5]]
    assert told.record is not None
    assert told.record.org == ()
    assert told.unsure == (("Institute for Rain", ""),)


@pytest.mark.parametrize("status", [403, 429, 503])
def test_without_arxiv_the_others_tell(gatherer: Gatherer, far: Loopback, status: int) -> None:
    refused = Answer(status=status, headers={"Retry-After": "9000"})
    far.next("/arxiv", refused)
    far.next("/huggingface", as_json({"id": HARMONY.value, "organization": {"name": "nvidia",
             "fullname": "NVIDIA"}}))  # fmt: skip
    told = _told(gatherer, HARMONY)[HARMONY]
    assert told.record is not None
    assert told.record.title == "Harmony"
    assert told.record.org == ("NVIDIA",)
    assert told.record.source == ("datacite", "huggingface")
    assert told.why.startswith("arXiv ")


def test_a_service_that_has_refused_is_not_asked_again(gatherer: Gatherer, far: Loopback) -> None:
    far.next("/huggingface", BUSY)
    told = _told(gatherer, *IDS)
    assert len(far.asked("/huggingface")) == 1
    for one in told.values():
        assert one.record is not None
        assert one.record.source == ("arxiv",)
        assert "Hugging Face does not answer now (HTTP 429)" in one.why


def test_a_paper_that_hugging_face_does_not_know_has_been_asked_for(gatherer: Gatherer) -> None:
    withdrawn = parse_id("2401.00001")
    told = _told(gatherer, withdrawn)[withdrawn]
    assert told.record is not None
    assert told.record.source == ("arxiv", "huggingface")
    assert told.record.fate.withdrawn
    assert told.why == ""


def test_what_nobody_knows_is_named(gatherer: Gatherer) -> None:
    nobody = parse_id("2511.00001")
    told = _told(gatherer, nobody, HARMONY)
    assert told[nobody].record is None
    assert told[nobody].why == "arXiv, Hugging Face and DataCite do not know it"
    assert told[HARMONY].record is not None


def test_without_any_service_every_reason_is_named(gatherer: Gatherer, far: Loopback) -> None:
    for key in KEYS:
        far.next(f"/{key}", BUSY)
    told = _told(gatherer, HARMONY)[HARMONY]
    assert told.record is None
    assert [part.split(" does")[0] for part in told.why.split("; ")[::2]] == [
        "arXiv", "Hugging Face", "DataCite",
    ]  # fmt: skip


def test_a_doi_is_asked_of_crossref_then_of_datacite(gatherer: Gatherer, far: Loopback) -> None:
    known, unknown = parse_id("10.1145/3485132"), parse_id("10.5281/zenodo.1")
    said = {"titles": [{"title": "A Set of Data"}]}
    far.next("/datacite", as_json({"data": {"attributes": said}}))
    told = _told(gatherer, known, unknown)
    records = [told[paper_id].record for paper_id in (known, unknown)]
    assert [record and record.source for record in records] == [("crossref",), ("datacite",)]
    assert far.asked("/arxiv") == far.asked("/huggingface") == []


def test_openalex_tells_organisations_where_it_is_asked(
    channel_to: MakeChannel, far: Loopback
) -> None:
    channels = {key: channel_to(key) for key in (*KEYS, "openalex")}
    far.next("/huggingface", Answer(status=404))
    paper = IDS[5]
    told = _told(Gatherer(channels, builtin_orgs()), paper)[paper]
    assert told.record is not None
    assert told.record.org == ("Seoul National University",)
    assert told.unsure == (("Institute for Rain", ""),)


def test_what_a_list_has_told_is_not_asked_again(gatherer: Gatherer, far: Loopback) -> None:
    daily = ask_daily(gatherer.channels["huggingface"], {"sort": "trending"})
    gatherer.told_before = {paper.id: paper for paper in daily}
    told = _told(gatherer, *IDS)
    assert all(one.record and "huggingface" in one.record.source for one in told.values())
    assert len(far.asked("/huggingface")) == 1


def test_half_an_answer_of_arxiv_is_completed(gatherer: Gatherer, far: Loopback) -> None:
    """It knows the others, and leaves them out twice: then Hugging Face tells."""
    half = as_atom("".join(map(entry, PAPERS[:3])))
    far.next("/arxiv", half, as_atom(""))
    told = _told(gatherer, *IDS)
    assert [bool(one.record and "arxiv" in one.record.source) for one in told.values()] == [
        *[True] * 3, *[False] * 3,
    ]  # fmt: skip
    assert all(one.record for one in told.values())
