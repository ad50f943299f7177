"""What the registries of DOIs and OpenAlex say is read, without what publishers' markup adds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_paperreview.core.identifiers import PaperId, parse_id
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.fetch.http import Channel
from sphinx_paperreview.fetch.refusals import BadAnswer, NotKnown
from sphinx_paperreview.fetch.registries import ask_crossref, ask_datacite, ask_openalex
from sphinx_paperreview.fetch.shapes import plain_title, split_title
from sphinx_paperreview.metadata.paper_record import PaperRecord
from tests.fetch.conftest import MakeChannel
from tests.fetch.loopback import Loopback
from tests.fetch.world import as_json

HARMONY = parse_id("2511.21579")
CACHES = parse_id("10.1145/3485132")

Ask = Callable[[Channel, PaperId], object]


def test_datacite_tells_of_arxiv_papers(channel_to: MakeChannel, far: Loopback) -> None:
    assert ask_datacite(channel_to("datacite"), HARMONY) == PaperRecord(
        ids=(HARMONY,),
        title="Harmony",
        subtitle="Tuning Sound and Picture Together",
        authors=("Ada Park", "Bo Li"),
        published=Partial(2025, 11, 26),
        source=("datacite",),
    )
    assert far.asked() == ["/datacite/dois/10.48550/arxiv.2511.21579"]


def test_datacite_may_know_a_year_and_whole_names_alone(
    channel_to: MakeChannel, far: Loopback
) -> None:
    said = {"titles": [{"title": "Deux", "titleType": "TranslatedTitle"}, {"title": "Two"}],
            "creators": [{"name": "Park, Ada"}, {"name": "Acme, Inc."}, {}, 3],
            "publicationYear": 2020, "dates": [{"dateType": "Issued"}]}  # fmt: skip
    far.next("/datacite", as_json({"data": {"attributes": said}}))
    record = ask_datacite(channel_to("datacite"), HARMONY)
    assert (record.title, record.published) == ("Two", Partial(2020))
    assert record.authors == ("Ada Park", "Acme, Inc.")


def test_crossref_tells_of_dois(channel_to: MakeChannel, far: Loopback) -> None:
    assert ask_crossref(channel_to("crossref"), CACHES) == PaperRecord(
        ids=(CACHES,),
        title=r"Caches revisited for \$5",
        authors=("Jo Sand", "The Cache Group"),
        venue="Communications of the Example",
        published=Partial(2021, 9),
        source=("crossref",),
    )
    assert far.asked() == ["/crossref/works/10.1145%2F3485132"]


def test_openalex_tells_of_institutions(channel_to: MakeChannel) -> None:
    found = ask_openalex(channel_to("openalex"), parse_id("2511.21722"))
    assert found == ["Seoul National University", "Institute for Rain"]


@pytest.mark.parametrize(
    ("key", "ask"),
    [("datacite", ask_datacite), ("crossref", ask_crossref), ("openalex", ask_openalex)],
)
@pytest.mark.parametrize(
    "value", [None, [], {"data": 3}, {"message": {"title": [[]]}}, {"authorships": {}}]
)
def test_an_answer_of_the_wrong_shape_is_refused(
    channel_to: MakeChannel, far: Loopback, key: str, ask: Ask, value: object
) -> None:
    far.next(f"/{key}", as_json(value))
    with pytest.raises(BadAnswer, match="answered JSON of another shape"):
        ask(channel_to(key), CACHES)


@pytest.mark.parametrize(
    ("key", "ask"),
    [("datacite", ask_datacite), ("crossref", ask_crossref), ("openalex", ask_openalex)],
)
def test_what_is_not_known_is_no_failure(channel_to: MakeChannel, key: str, ask: Ask) -> None:
    with pytest.raises(NotKnown):
        ask(channel_to(key), PaperId("doi", "10.9999/none"))


@pytest.mark.parametrize("parts", [[[None]], [], [[0]], [["x"]], [[2021, 13]], "x"])
def test_a_date_that_is_none_is_left_out(
    channel_to: MakeChannel, far: Loopback, parts: object
) -> None:
    said = {"title": ["X"], "issued": {"date-parts": parts}}
    far.next("/crossref", as_json({"message": said}))
    assert ask_crossref(channel_to("crossref"), CACHES).published is None


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Of <i>E. coli</i> &amp; H<sub>2</sub>O", "Of E. coli & H2O"),
        ("<jats:italic>In vivo</jats:italic> <mml:math><mml:mi>x</mml:mi></mml:math>", "In vivo x"),
        ("a < b > c, List<int> and <script>", "a < b > c, List<int> and <script>"),
        ("Costs $5", r"Costs \$5"),
    ],
)
def test_publishers_markup_is_left_out_and_other_signs_stay(title: str, plain: str) -> None:
    assert plain_title(title) == plain


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Harmony: Sound and  Picture", ("Harmony", "Sound and Picture")),
        ("A: B: C", ("A", "B: C")),
        ("No colon", ("No colon", "")),
        ("At 10:30 sharp", ("At 10:30 sharp", "")),
        ("Of $f: A \\to B$: a proof", ("Of $f: A \\to B$: a proof", "")),
        ("x" * 81 + ": y", ("x" * 81 + ": y", "")),
        (": y", (": y", "")),
    ],
)
def test_a_title_is_split_where_it_has_two_parts(title: str, parts: tuple[str, str]) -> None:
    assert split_title(title) == parts
