"""The plan of generated pages: what there is of each kind, and what each page is named."""

from __future__ import annotations

import hashlib
import random
import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_paperreview.core import pages as pages_module
from sphinx_paperreview.core.fields import VALUES
from sphinx_paperreview.core.group_pages import GroupPage
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.leaves import MOST
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Paper, Post, Review
from sphinx_paperreview.core.orgs import OrgTable
from sphinx_paperreview.core.pages import KINDS, Plan, plan_pages
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.tables import Tables
from sphinx_paperreview.core.weights import row_weight

MONTHS = ("2025-11-27", "2025-11-14", "2025-10-27", "2024-12-31", "")


def _review(
    number: int, *, tags: Iterable[str] = (), orgs: Iterable[str] = (), **more: str
) -> Review:
    """Make the review of a paper of its own, on a page of its own."""
    paper = Paper(
        ids=(PaperId("arxiv", f"2511.{number:05d}"),),
        title=(Run(f"Paper {number}"),),
        orgs=tuple(orgs),
        venue=more.get("venue", ""),
        sources=("arxiv",),
    )
    return Review(paper, docname=f"post-{number}", tags=tuple(tags), date=more.get("date", ""))


def _tables(*reviews: Review) -> Tables:
    library = Library()
    for review in reviews:
        library.add(Post(review.docname, reviews=(review,)))
    return library.tables


def _tagged(*tags: str) -> Tables:
    """Give each tag a review."""
    return _tables(*(_review(number, tags=[tag]) for number, tag in enumerate(tags)))


def _names(*tags: str) -> list[str]:
    """Name the pages of some tags, in their order."""
    plan = plan_pages(_tagged(*tags), "papers", ["tag"])
    return [plan.names["tag", tag].removeprefix("papers/tag/") for tag in tags]


def _hash(label: str) -> str:
    return hashlib.blake2b(label.encode(), digest_size=4).hexdigest()


# Names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("video", "video"),
        ("Diffusion Models", "diffusion-models"),
        ("방법", "방법"),
        ("扩散模型", "扩散模型"),
        ("مرحبا بالعالم", "مرحبا-بالعالم"),
        ("a/b", "a-b"),
        ("../../etc", "etc"),
        ("C#", "c-sharp"),
        ("50%", "50"),
        ("indexes", "indexes"),
        ("console", "console"),
    ],
)
def test_a_page_is_named_by_the_slug_of_its_value(tag: str, name: str) -> None:
    """Letters and digits of every script stay."""
    assert _names(tag) == [name]


@pytest.mark.parametrize(
    ("tag", "stem"),
    [
        ("🔥", ""), ("!!!", ""), ("..", ""), ("/", ""), ("#", ""), ("%", ""),
        ("index", "index-"), ("Index", "index-"), ("#index", "index-"),
        ("con", "con-"), ("NUL", "nul-"), ("aux", "aux-"), ("prn", "prn-"), ("Com1", "com1-"),
        ("LPT9", "lpt9-"), ("com²", "com²-"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_name_is_named_by_a_hash(tag: str, stem: str) -> None:
    """Without letters, as the overview, or as a device of Windows."""
    assert _names(tag) == [stem + _hash(tag)]


def test_a_tag_of_300_characters_has_a_short_name() -> None:
    """Two that begin alike keep names of their own."""
    names = _names("x" * 300 + "1", "x" * 300 + "2")
    assert len(set(names)) == 2
    assert max(map(len, names)) <= 80


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (["Video", "video"], ["video", "video-"]),
        (["video", "Video"], ["video-", "video"]),
        (["a b", "a-b", "a/b"], ["a-b", "a-b-", "a-b-"]),
        (["STRASSE", "Straße"], ["strasse", "straße-"]),
        (["İ", "i̇"], ["i-", "i"]),
    ],
)
def test_of_values_that_are_alike_the_first_has_the_name(tags: list[str], names: list[str]) -> None:
    """By its label, whatever came first; the others are told apart by hashes."""
    expected = [
        name + _hash(tag) if name.endswith("-") else name
        for tag, name in zip(tags, names, strict=True)
    ]
    assert _names(*tags) == expected


def test_a_hashed_name_is_nobodys_own() -> None:
    """Whoever is named as another's hash would be keeps the name; the other gets a new one."""
    taken = f"a-{_hash('a')}"
    first, second, third = _names("A", "a", taken)
    assert (first, third) == ("a", taken)
    assert second.startswith("a-")
    assert second != taken


@pytest.mark.parametrize(
    ("tags", "alike"),
    [
        (["video", "audio"], []),
        (["Video", "video"], [("papers/tag/video", ["Video", "video"])]),
        (["a b", "a/b", "c", "A B"], [("papers/tag/a-b", ["A B", "a b", "a/b"])]),
        (["straße", "STRASSE"], [("papers/tag/strasse", ["STRASSE", "straße"])]),
        (["!!!", "🔥"], []),
        (["index"], []),
        (["Con", "con"], [(f"papers/tag/con-{_hash('Con')}", ["Con", "con"])]),
    ],
)
def test_values_that_are_alike_are_told(
    tags: list[str], alike: list[tuple[str, list[str]]]
) -> None:
    """Those that ask for one name; signs alone are nobody's misspelling."""
    plan = plan_pages(_tagged(*tags), "papers", ["tag"])
    found = [(one.name, [same.label for same in one.groups]) for one in plan.collisions]
    assert found == alike
    assert {one.kind for one in plan.collisions} <= {"tag"}


def test_kinds_do_not_get_in_each_others_way() -> None:
    """A tag and an organisation of one name have pages of their own."""
    plan = plan_pages(_tables(_review(1, tags=["x"], orgs=["x"])), "papers", ["org", "tag"])
    assert plan.names == {("org", "x"): "papers/org/x", ("tag", "x"): "papers/tag/x"}
    assert plan.collisions == ()


def test_a_page_can_be_named_by_a_key() -> None:
    """An organisation's page keeps its name when the organisation gets another."""
    plan = plan_pages(
        _tables(_review(1, orgs=["Zhipu AI", "KAIST"])),
        "papers",
        ["org"],
        key_of=lambda kind, label: {("org", "Zhipu AI"): "z.ai"}.get((kind, label), label),
    )
    assert set(plan.names.values()) == {"papers/org/z-ai", "papers/org/kaist"}


# What there is -----------------------------------------------------------------------------------

SOME = (
    _review(1, tags=["video"], orgs=["Google"], date="2025-11-27", venue="ICLR 2026"),
    _review(2, tags=["video", "audio"], date="2025-11-14"),
    _review(3, tags=["방법"], orgs=["Google", "KAIST"], date="2024-10-01"),
)


@pytest.mark.parametrize(
    ("kinds", "names"),
    [
        ([], []),
        (["author"], []),
        (["venue"], ["index", "venue/index", "venue/iclr-2026"]),
        (["month"], ["index", "month/index", "month/2025-11", "month/2024-10"]),
        (["org", "source"], ["index", "org/index", "source/index", "org/google", "org/kaist",
                             "source/arxiv"]),
        (["tag"], ["index", "tag/index", "tag/video", "tag/audio", "tag/방법"]),
    ],
)  # fmt: skip
def test_each_kind_has_its_pages(kinds: list[str], names: list[str]) -> None:
    """Overviews first; then months newest first, others by the number of papers."""
    plan = plan_pages(_tables(*SOME), "docs/all", kinds)
    assert list(plan.all_names()) == [f"docs/all/{name}" for name in names]


@pytest.mark.parametrize(
    "plan",
    [
        Plan(),
        plan_pages(_tables(*SOME), "", KINDS),
        plan_pages(_tables(*SOME), "papers", []),
        plan_pages(_tables(), "papers", KINDS),
    ],
    ids=["empty", "no folder", "no kinds", "no reviews"],
)
def test_a_plan_of_nothing_names_nothing(plan: Plan) -> None:
    """No overview stands alone."""
    assert plan.all_names() == ()
    assert plan.overview() == plan.overview("org") == ""
    assert plan.names == {}


def test_what_has_nothing_of_a_kind_has_no_overview_of_it() -> None:
    """Nobody is led to an empty page."""
    plan = plan_pages(_tables(_review(1, tags=["x"])), "papers", KINDS)
    assert [kind for kind, _name in plan.overviews()] == ["", "tag", "source"]
    assert plan.overview("org") == plan.overview("month") == ""
    assert plan.overview("tag") == "papers/tag/index"


def test_what_nothing_indexes_has_no_page() -> None:
    """Neither a draft nor a review with ``no-index``."""
    hidden = Review(Paper(), docname="a", tags=("secret",), indexed=False)
    assert plan_pages(_tables(hidden), "papers", KINDS).all_names() == ()


# Years -------------------------------------------------------------------------------------------


def _pages(plan: Plan) -> list[GroupPage]:
    return list(plan.pages)


def _dated(*dates: str) -> Tables:
    return _tables(*(_review(i, tags=["x"], date=date) for i, date in enumerate(dates)))


def test_a_long_page_is_split_by_year() -> None:
    """The newest year stands on the page itself, whose address stays; those undated come last."""
    dates = ["2023-01-01", "", "2025-11-27", "2025-11-26", "2023-02-02"]
    pages = _pages(plan_pages(_dated(*dates), "papers", ["tag"], rows=3))
    assert [(page.name, page.year, len(page.reviews), page.is_first) for page in pages] == [
        ("papers/tag/x", "2025", 2, True),
        ("papers/tag/x/2023", "2023", 2, False),
        ("papers/tag/x/undated", "", 1, False),
    ]
    table = (
        ("2025", "papers/tag/x", 2),
        ("2023", "papers/tag/x/2023", 2),
        ("", "papers/tag/x/undated", 1),
    )
    assert {page.years for page in pages} == {table}
    assert {len(page.total) for page in pages} == {5}


@pytest.mark.parametrize(
    ("dates", "kind", "number"),
    [
        (["2025-11-27", "2024-11-27"], "tag", 2),  # not longer than is allowed
        (["2025-11-27"] * 3, "tag", 3),
        (["", ""], "tag", 2),
        (["2025-11-27"] * 3, "month", 3),
    ],
)
def test_other_pages_are_whole(dates: list[str], kind: str, number: int) -> None:
    pages = _pages(plan_pages(_dated(*dates), "papers", [kind], rows=number))
    for page in pages:
        assert page.years == ()
        assert page.year == ""
        assert page.is_first
        assert page.total == page.reviews
    assert len({page.name for page in pages}) == len(pages) <= 1


# Leaves ------------------------------------------------------------------------------------------


def _counted(*counts: tuple[str, int], rows: int = 4, kind: str = "tag") -> list[GroupPage]:
    """Plan the pages of a value of which some days have so many reviews."""
    dates = [day for day, count in counts for _ in range(count)]
    return _pages(plan_pages(_dated(*dates), "papers", [kind], rows=rows))


def test_a_long_year_has_leaves() -> None:
    """Numbered from the oldest; the newest stand where the year stands."""
    pages = _counted(("2025-11-27", 6), ("2023-02-02", 5))
    assert [(page.name, len(page.reviews), page.is_head) for page in pages] == [
        ("papers/tag/x", 3, True),
        ("papers/tag/x/2025/1", 3, False),
        ("papers/tag/x/2023", 2, True),
        ("papers/tag/x/2023/1", 3, False),
    ]
    assert [len(page.of_year) for page in pages] == [6, 6, 5, 5]
    assert [page.is_first for page in pages] == [True, False, False, False]


@pytest.mark.parametrize(
    ("kind", "name"), [("tag", "papers/tag/x/2025/1"), ("month", "papers/month/2025-11/1")]
)
def test_one_year_has_leaves_with_its_name(kind: str, name: str) -> None:
    """So that they stay where they are when there is another year; a month is of one year."""
    head, leaf = _counted(("2025-11-27", 6), kind=kind)
    assert (leaf.name, len(leaf.reviews), head.years) == (name, 3, ())


def test_long_rows_count_as_several() -> None:
    """No page grows beyond what browsers and readers like, however much its rows say."""
    some = [
        _review(number, tags=["x"], orgs=list("abcdef"), venue="ICLR 2026", date="2025-11-27")
        for number in range(200)
    ]
    pages = _pages(plan_pages(_tables(*some), "papers", ["tag"]))
    assert len(pages) > 2
    assert all(sum(map(row_weight, page.reviews)) <= MOST for page in pages)


@pytest.mark.parametrize("rows", [1, 2, 3, 7])
def test_a_new_review_moves_nothing_that_has_a_number(rows: int) -> None:
    """What stood at such an address stands there for good, while only newer ones come."""
    dates = [f"{year}-{month:02}-05" for year in (2023, 2024) for month in range(1, 13)] * 2
    known: dict[str, list[str]] = {}
    for size in range(1, len(dates) + 1):
        some = [_review(i, tags=["x"], date=day) for i, day in enumerate(sorted(dates)[:size])]
        pages = _pages(plan_pages(_tables(*some), "papers", ["tag"], rows=rows))
        shown = {
            page.name: [one.docname for one in page.reviews] for page in pages if not page.is_head
        }
        assert known.items() <= shown.items()
        known = shown
    assert known


def test_leaves_lead_to_one_another_across_years() -> None:
    """From the newest to the oldest; of many, a page names the first, the last, those around."""
    pages = _counted(("2025-11-27", 30), ("2023-02-02", 5), rows=3)
    assert [page.turning.before for page in pages] == ["", *(page.name for page in pages[:-1])]
    assert [page.turning.behind for page in pages] == [*(page.name for page in pages[1:]), ""]
    numbers = [[leaf and leaf.number for leaf in page.turning.shown] for page in pages]
    assert numbers[0] == [0, 9, 8, None, 1]
    assert numbers[1] == [0, 9, 8, 7, None, 1]
    assert numbers[4] == [0, 9, 8, 7, 6, 5, 4, None, 1]
    assert numbers[-2:] == [[0, 1], [0, 1]]
    assert [page.turning.here for page in pages] == [0, *range(9, 0, -1), 0, 1]


# Laws --------------------------------------------------------------------------------------------

unhurried = settings(deadline=None, max_examples=60)
"""Each example is a site of its own, and some machines are busy."""

labels = st.one_of(
    st.text(st.characters(), min_size=1),
    st.text("aAbßſİıς./\\#% -!🔥가방", min_size=1, max_size=4),
    st.sampled_from(
        ["index", "Index", "INDEX!", "con", "COM1", "..", "\ud800", "a" * 300, "방" * 300]
    ),
)


@st.composite
def drawn_reviews(draw: st.DrawFn) -> list[Review]:
    """Draw reviews with any values, of many years."""
    count = draw(st.integers(1, 8))
    names = draw(st.lists(labels, min_size=1, max_size=5, unique=True))
    some = st.lists(st.sampled_from(names), max_size=3, unique=True)
    return [
        _review(
            number,
            tags=draw(some),
            orgs=draw(some),
            venue=draw(st.sampled_from(["", *names])),
            date=draw(st.sampled_from(MONTHS)),
        )
        for number in range(count)
    ]


def _same_file(name: str) -> str:
    """Fold what the most forgetful of file systems takes for one name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


@unhurried
@given(reviews=drawn_reviews())
def test_every_value_has_one_page_of_its_own(reviews: list[Review]) -> None:
    """Whatever it is, on every file system."""
    plan = plan_pages(_tables(*reviews), "papers", KINDS)
    values = {
        (kind, label)
        for kind in KINDS
        for review in reviews
        for label in VALUES[kind](review)
        if label
    }
    assert set(plan.names) == values
    names = plan.all_names()
    assert len({_same_file(name) for name in names}) == len(names)
    assert len(names) == len(values) + len(list(plan.overviews()))


@unhurried
@given(reviews=drawn_reviews())
def test_every_name_is_a_safe_file_name(reviews: list[Review]) -> None:
    """Of three parts, the last of which is no overview, no device, no way up, and not too long."""
    for name in plan_pages(_tables(*reviews), "papers", KINDS).names.values():
        folder, kind, last = name.split("/")
        assert (folder, kind in KINDS) == ("papers", True)
        assert last not in {"", ".", "..", "index", "con", "com1"}
        assert not set(last) & set("./\\%#?&+:\0 \"'<>")
        assert last == last.lower()
        assert len(f"{last}.html".encode()) <= 255


@unhurried
@given(reviews=drawn_reviews(), number=st.integers(1, 4))
def test_every_review_stands_once_on_the_pages_of_its_values(
    reviews: list[Review], number: int
) -> None:
    """Whether these are split or not; and on no other page."""
    pages = _pages(plan_pages(_tables(*reviews), "papers", KINDS, rows=number))
    names = [page.name for page in pages]
    assert len({_same_file(name) for name in names}) == len(names)
    for review in reviews:
        found = sorted(
            (page.kind, page.label) for page in pages for one in page.reviews if one == review
        )
        values = ((kind, label) for kind in KINDS for label in VALUES[kind](review) if label)
        assert found == sorted(values)


@unhurried
@given(reviews=drawn_reviews(), number=st.integers(1, 4))
def test_every_value_has_one_first_page(reviews: list[Review], number: int) -> None:
    """That to which its badges lead; with the newest reviews, and the years of all."""
    plan = plan_pages(_tables(*reviews), "papers", KINDS, rows=number)
    pages = _pages(plan)
    first = {(page.kind, page.label): page for page in pages if page.is_first}
    assert len(first) == sum(page.is_first for page in pages)
    assert {key: page.name for key, page in first.items()} == plan.names
    for key, page in first.items():
        whole = [r for one in pages if (one.kind, one.label) == key for r in one.reviews]
        assert tuple(whole) == page.total
        assert sum(count for _year, _name, count in page.years) in {0, len(whole)}


@unhurried
@given(reviews=drawn_reviews(), order=st.randoms())
def test_a_plan_does_not_depend_on_the_order_of_reading(
    reviews: list[Review], order: random.Random
) -> None:
    """The same reviews give the same pages, whatever came first."""
    shuffled = reviews.copy()
    order.shuffle(shuffled)
    one, other = (plan_pages(_tables(*some), "papers", KINDS) for some in (reviews, shuffled))
    assert one == other
    assert one.all_names() == other.all_names()


@pytest.mark.parametrize("count", [50, 400])
def test_relatives_are_found_at_a_cost_that_grows_with_the_venues(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page asks for its own: none looks at all venues."""
    plan = plan_pages(
        _tables(*(_review(n + 1, venue=f"V{n // 2} {2020 + n % 2}") for n in range(count))),
        "papers",
        ["venue"],
    )
    read: list[str] = []

    def series_of(venue: str) -> str:
        read.append(venue)
        return venue.partition(" ")[0]

    monkeypatch.setattr(pages_module, "series_of", series_of)
    orgs = OrgTable(())
    found = [plan.relatives("venue", page.label, orgs) for page in plan.pages]
    assert (["V3"], []) in found
    assert ([], ["V3 2021", "V3 2020"]) in found
    assert len(read) <= 4 * count
