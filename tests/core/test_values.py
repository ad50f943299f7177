"""What an author types as a value, read strictly."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.fields import FIELD
from sphinx_paperreview.core.identifiers import parse_id
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.core.values import (
    InvalidText,
    clean_text,
    find_date,
    month_announced,
    parse_labelled_links,
    parse_moment,
    parse_names,
    parse_published,
    parse_rating,
    parse_word,
)

# Dates in names and headings -----------------------------------------------------------------

DATES = {
    "2025-11-27": "2025-11-27",
    "20251127": "2025-11-27",
    "2025/11/27": "2025-11-27",
    "2025.11.27": "2025-11-27",
    "2025_11_27": "2025-11-27",
    "2025-11-27-daily": "2025-11-27",
    "2025-11-27 papers review": "2025-11-27",
    "posts/2025/11/27/index": "2025-11-27",
    "posts/2025/11/27-harmony": "2025-11-27",
    "posts/y2025/oct/20251021": "2025-10-21",
    "posts/2025/2025-11-27": "2025-11-27",
    "2024/20251127": "2025-11-27",
    "from 2025-11-26 to 2025-11-27": "2025-11-27",
    "2025-1-5": "2025-01-05",
    "2025년 11월 27일 논문 리뷰": "2025-11-27",
    "2025년11월27일": "2025-11-27",
    "2024-02-29": "2024-02-29",
    "1999-12-31": "1999-12-31",
    # no dates
    "": "",
    "index": "",
    "posts/week-47": "",
    "2025-02-29": "",
    "2025-13-01": "",
    "2025-11-31": "",
    "20251340": "",
    "2511.21579": "",
    "2005.14165": "",
    "2010.11929": "",
    "papers/2005.14165": "",
    "2012.12345": "",
    "1911.12345": "",
    "2005.14165v2": "",
    "10.1145/3485132": "",
    "v2025.1": "",
    "2025": "",
    "2025-11": "",
    "112025-11-27": "",
    "2025-11-271": "",
    "202511270815": "",
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_found_in_names_and_headings(text: str) -> None:
    """The last date of a file, folder or heading; digits of an arXiv id are none."""
    assert find_date(text) == DATES[text]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("-/._"))
def test_every_day_is_found_in_every_shape(day: date, separator: str) -> None:
    """Written with any separator, or with none, with a name around it."""
    shapes = [day.strftime(f"%Y{separator}%m{separator}%d"), day.strftime("%Y%m%d")]
    for shape in shapes:
        assert find_date(f"posts/{shape}-daily") == day.isoformat()


@given(st.text(alphabet="0123456789-/._년월 v", max_size=20))
def test_what_is_found_is_a_date(text: str) -> None:
    """Nothing, or a day that the calendar has."""
    found = find_date(text)
    assert not found or date.fromisoformat(found).isoformat() == found


# Names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        (" , ,", ()),
        ("video", ("video",)),
        ("video, audio", ("video", "audio")),
        ("video,,audio,", ("video", "audio")),
        ("a  b ,  c", ("a b", "c")),
        ("Lee, Kim; Park, Cho", ("Lee, Kim", "Park, Cho")),
        ("one, name;", ("one, name",)),
        ("twice, once, twice", ("twice", "once")),
    ],
)
def test_names_are_split_at_commas_or_only_at_semicolons(text: str, names: tuple[str, ...]) -> None:
    """White space folds, what stands twice counts once, and any semicolon frees the commas."""
    assert parse_names(text) == names


@given(st.lists(st.text(alphabet="ab ,한", min_size=1), max_size=5))
def test_names_joined_by_semicolons_come_back(names: list[str]) -> None:
    """Splitting what was joined gives the names, each once, in their order."""
    folded = [" ".join(name.split()) for name in names]
    expected = tuple(dict.fromkeys(name for name in folded if name))
    assert parse_names("; ".join(folded) + ";") == expected


# Dates that an author gives ------------------------------------------------------------------


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_published_round_trips(day: date, length: int) -> None:
    """A year, a year-month or a date is written as it was read."""
    text = day.isoformat()[:length]
    assert parse_published(f" {text} ").isoformat() == text


@pytest.mark.parametrize(
    "text",
    ["", "soon", "2025-13", "2025-00", "2025-02-30", "2025-11-00", "25-11-27", "2025/11/27",
     "2025-1", "2025-11-27T08:15", "0000", "２０２５"],
)  # fmt: skip
def test_what_is_no_date_of_publication_is_refused(text: str) -> None:
    """The message says what was expected."""
    with pytest.raises(InvalidText, match=r"expected a date|no such date"):
        parse_published(text)


@given(st.datetimes().map(lambda moment: moment.replace(microsecond=0)))
def test_a_moment_round_trips(moment: datetime) -> None:
    """Date and time of day come back apart, with ``T`` or a space between."""
    expected = (moment.date().isoformat(), moment.time().isoformat())
    assert parse_moment(moment.isoformat()) == expected
    assert parse_moment(moment.isoformat(" ")) == expected
    assert parse_moment(moment.date().isoformat()) == (expected[0], "")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-11-27 08:15", ("2025-11-27", "08:15:00")),
        ("2025-11-27T08:15:30+09:00", ("2025-11-27", "08:15:30")),
        ("2025-11-27T23:59:59Z", ("2025-11-27", "23:59:59")),
        ("2025-11-27 00:00", ("2025-11-27", "00:00:00")),
        (" 2025-11-27 ", ("2025-11-27", "")),
    ],
)
def test_a_moment_is_of_the_day_that_its_author_wrote(text: str, moment: tuple[str, str]) -> None:
    """An offset moves nothing to another day."""
    assert parse_moment(text) == moment


@pytest.mark.parametrize("text", ["", "tomorrow", "2025-13-40", "2025-11-27 25:00", "27.11.2025"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    """The message shows the form."""
    with pytest.raises(InvalidText, match="2025-11-27"):
        parse_moment(text)


# Ratings and states --------------------------------------------------------------------------


@given(st.integers(0, 10))
def test_every_half_from_0_to_5_is_a_rating(halves: int) -> None:
    """As people write it: 4, 4.0, 4.5."""
    rating = halves / 2
    assert parse_rating(f" {rating} ") == parse_rating(f"{rating:g}") == rating


@pytest.mark.parametrize("text", ["", "6", "5.5", "-1", "4.3", "4,5", "4.50", "five", "10", "1e0"])
def test_what_is_no_rating_is_refused(text: str) -> None:
    """Nothing is rounded."""
    with pytest.raises(InvalidText, match="from 0 to 5, in halves"):
        parse_rating(text)


STATUSES = tuple(FIELD["status"].words)


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_read_in_any_case(status: str) -> None:
    """And named as the registry of states names it."""
    assert parse_word(f" {status.upper()} ", STATUSES) == status


def test_an_unknown_status_is_refused() -> None:
    """The message lists the states."""
    with pytest.raises(InvalidText, match="to-read, reading, read"):
        parse_word("maybe", STATUSES)


# Links ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("", ()),
        (" ; ", ()),
        ("Talk <https://a.org>", (("Talk", "https://a.org"),)),
        ("My  talk<https://a.org> ; <https://b.org>", (("My talk", "https://a.org"),
                                                        ("", "https://b.org"))),
        ("https://a.org/?q=1;https://b.org", (("", "https://a.org/?q=1"), ("", "https://b.org"))),
        ("One <https://a.org/?x=1;y=2>; Two <https://b.org>",
         (("One", "https://a.org/?x=1;y=2"), ("Two", "https://b.org"))),
        ("a < b <https://a.org>", (("a < b", "https://a.org"),)),
        ("Only words", (("", "Only words"),)),
    ],
)  # fmt: skip
def test_labelled_links_are_split_at_semicolons(
    text: str, pairs: tuple[tuple[str, str], ...]
) -> None:
    """But not at one inside the brackets of a URL; nothing typed is dropped."""
    assert parse_labelled_links(text) == pairs


@given(st.text(alphabet="<>;a ", max_size=12))
def test_links_are_split_outside_of_brackets(text: str) -> None:
    """At each ``;`` whose next bracket, if there is one, opens."""
    parts = (part.strip() for part in re.split(r";(?![^<>]*>)", text))
    assert len(parse_labelled_links(text)) == len([part for part in parts if part])


def test_thousands_of_links_are_split() -> None:
    """Without a bracket too: each ``;`` looks for none behind it, so that the test ends."""
    text = ";".join(f"https://example.org/{number}" for number in range(100_000))
    assert len(parse_labelled_links(text)) == 100_000


# Months --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ids", "month"),
    [
        (["2511.21579"], "2025-11"),
        (["0704.0001"], "2007-04"),
        (["hep-th/9901001"], "1999-01"),
        (["math/0611800"], "2006-11"),
        (["alg-geom/9202001"], "1992-02"),
        (["10.1145/3485132", "2511.21579"], "2025-11"),
    ],
)
def test_an_arxiv_id_tells_the_month(ids: list[str], month: str) -> None:
    """Of ids of the new form and of the old one, whatever other ids there are."""
    announced = month_announced(tuple(map(parse_id, ids)))
    assert announced
    assert announced.isoformat() == month


def test_no_arxiv_id_tells_nothing() -> None:
    """Other ids hold no month."""
    assert month_announced((parse_id("10.1145/3485132"),)) is None
    assert month_announced(()) is None


def test_a_partial_date_stops_at_what_is_unknown() -> None:
    """A day without its month is not shown."""
    assert Partial(2025, 0, 27).isoformat() == "2025"


@pytest.mark.parametrize("mark", ["\x00", "\x1b", "\x7f", "\x9b", "\ud800", "\ufffe"])
def test_no_text_holds_what_ends_an_output(mark: str) -> None:
    """XML ends at a control character, TeX at U+007F."""
    assert clean_text(f"a{mark}b\x85\tc") == "a\ufffdb\x85\tc"
