from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.asking import Asking
from sphinx_paperreview.authoring.options import Option
from sphinx_paperreview.authoring.reading import OPTIONS, RESOURCES, ReviewReader
from sphinx_paperreview.config import Settings
from sphinx_paperreview.core.model import Link, Partial, Review
from sphinx_paperreview.core.orgs import builtin_orgs
from sphinx_paperreview.core.sources import builtin_sources
from sphinx_paperreview.messages import WarningType
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.site import Site

ARXIV = "arxiv:2511.21579"


class Read:
    """What a reader made of one directive."""

    def __init__(
        self, argument: str = "", options: Mapping[str, str] | None = None, **settings: object
    ) -> None:
        self.warnings: list[tuple[WarningType, str, int]] = []
        typed = {
            name: Option(name, value, line)
            for line, (name, value) in enumerate((options or {}).items(), 2)
        }
        site = Site(Settings(**settings), builtin_sources(), builtin_orgs())  # type: ignore[arg-type]  # any setting
        asking = Asking(site.knowledge, {})
        self.reader = ReviewReader(typed, site, lambda *found: self.warnings.append(found), asking)
        lines = [Line(text, number) for number, text in enumerate(argument.splitlines(), 1)]
        self.review: Review = self.reader.read(lines)

    @property
    def ids(self) -> list[str]:
        return [str(paper_id) for paper_id in self.review.paper.ids]


@pytest.mark.parametrize(
    ("argument", "ids"),
    [
        ("", []),
        ("2511.21579", [ARXIV]),
        ("arXiv:2511.21579v2", [ARXIV]),
        ("https://huggingface.co/papers/2511.21579", [ARXIV]),
        ("2511.21579 https://arxiv.org/abs/2511.21579v3", [ARXIV]),
        ("  2511.21579\n\n  10.1145/3485132 ", [ARXIV, "doi:10.1145/3485132"]),
        ("ISBN 9780262033848", ["isbn:9780262033848"]),
        ("ISBN-13: 978-0262033848 arXiv 2511.21579", ["isbn:9780262033848", ARXIV]),
        ("https://openreview.net/forum?id=Vota6rFhBQ", ["openreview:Vota6rFhBQ"]),
        ("https://example.org/paper", ["url:https://example.org/paper"]),
    ],
)
def test_arguments_are_ids_and_urls(argument: str, ids: list[str]) -> None:
    """Any number of ids and URLs, separated by white space; one paper has one id."""
    read = Read(argument)
    assert read.ids == ids
    assert read.warnings == []


@pytest.mark.parametrize(
    ("argument", "links"),
    [
        ("2511.21579v2", []),
        ("https://arxiv.org/pdf/2511.21579v2", [Link("pdf", "https://arxiv.org/pdf/2511.21579v2")]),
        ("https://example.org/p", [Link("link", "https://example.org/p")]),
    ],
)
def test_a_typed_url_is_kept_with_its_version(argument: str, links: list[Link]) -> None:
    """A link that the author typed keeps its ``v2``; ids have none."""
    assert list(Read(argument).review.paper.links) == links


@pytest.mark.parametrize("argument", ["1501.0001", "javascript:alert(1)", "ISBN", "<script>"])
def test_what_names_no_paper_stays_as_text(argument: str) -> None:
    """An argument that cannot be read warns in its line, and is kept to the letter."""
    read = Read(f"2511.21579\n{argument}")
    assert read.ids == [ARXIV]
    ((kind, _message, line),) = read.warnings
    assert (kind, line) == (WarningType.ID, 2)
    assert argument.lower() in " ".join(read.review.unread).lower()


OPTION_VALUES: dict[str, tuple[str, str, object]] = {
    "authors": ("Ada Lovelace; Hopper, Grace", "paper.authors", ("Ada Lovelace", "Grace Hopper")),
    "venue": ("ICLR 2026", "paper.venue", "ICLR 2026"),
    "award": ("Oral", "paper.award", "Oral"),
    "published": ("2025-11", "paper.published", Partial(2025, 11)),
    "org": ("nvidia, Some Lab", "paper.orgs", ("NVIDIA", "Some Lab")),
    "tags": ("video, #audio", "tags", ("video", "audio")),
    "date": ("2025-11-27", "date", "2025-11-27"),
    "reviewer": ("Ada Park and 김지수", "reviewers", ("Ada Park", "김지수")),
    "rating": ("4.5", "rating", 4.5),
    "status": ("To-Read", "status", "to-read"),
    "name": ("my-label", "name", "my-label"),
    "no-index": ("", "indexed", False),
}


@pytest.mark.parametrize("name", OPTION_VALUES)
def test_an_option_fills_its_field(name: str) -> None:
    """Each option is read into the field of the record that it is for."""
    value, path, expected = OPTION_VALUES[name]
    read = Read(options={name: value})
    found: object = read.review
    for attribute in path.split("."):
        found = getattr(found, attribute)
    assert found == expected
    assert read.warnings == []


@pytest.mark.parametrize("kind", RESOURCES)
def test_a_resource_becomes_a_link_of_its_kind(kind: str) -> None:
    """``code``, ``video`` and the others each take a URL."""
    read = Read(options={kind: "https://example.org/x"})
    assert read.review.paper.links == (Link(kind, "https://example.org/x"),)
    assert read.warnings == []


def test_every_option_is_tested() -> None:
    """The tables of this file know every option, besides those that the directive draws."""
    drawn_by_the_directive = {"title", "subtitle", "summary", "links", "image", "class"}
    assert set(OPTION_VALUES) | set(RESOURCES) | drawn_by_the_directive == set(OPTIONS)


def test_further_links_have_labels() -> None:
    """``links`` takes pairs separated by ``;``, also where a URL has one in it."""
    read = Read(
        options={"links": "Poster <https://e.org/a;b>; https://e.org/c; Über uns <https://e.org/>"}
    )
    assert read.review.paper.links == (
        Link("link", "https://e.org/a;b", "Poster"),
        Link("link", "https://e.org/c"),
        Link("link", "https://e.org/", "Über uns"),
    )


def test_an_image_is_a_path_and_a_class_a_class() -> None:
    """A local path is the thumbnail's; class names are the section's."""
    read = Read(options={"image": "img/a b.png", "class": "wide Bold"})
    assert read.reader.image == "img/a b.png"
    assert read.reader.classes == ["wide", "bold"]
    assert read.warnings == []


@pytest.mark.parametrize(
    ("typed", "orgs"),
    [
        ("University of California, Berkeley", ("UC Berkeley",)),
        ("University of California, Berkeley, nvidia", ("UC Berkeley", "NVIDIA")),
        ("Foo, Bar; Baz", ("Foo, Bar", "Baz")),
        ("NVIDIA, nvidia", ("NVIDIA",)),
        ("NO", ("NO",)),
        (" , ", ()),
    ],
)
def test_orgs(typed: str, orgs: tuple[str, ...]) -> None:
    """A badge shows the registry's name, once; an unknown one stays as typed."""
    read = Read(options={"org": typed})
    assert read.review.paper.orgs == orgs
    assert read.warnings == []


@pytest.mark.parametrize(
    ("mode", "name", "message"),
    [
        ("ignore", "Tencennt", None),
        ("ignore", "Nobody Knows Labs", None),
        ("suggest", "Tencennt", "unknown organisation 'Tencennt'; did you mean 'Tencent'?"),
        ("suggest", "Nobody Knows Labs", None),
        ("suggest", "York University", None),
        ("warn", "Tencennt", "unknown organisation 'Tencennt'; did you mean 'Tencent'?"),
        ("warn", "Nobody Knows Labs", "unknown organisation 'Nobody Knows Labs'"),
        ("warn", "nvidia", None),
    ],
)
def test_how_strict_orgs_are_is_a_setting(mode: str, name: str, message: str | None) -> None:
    """``paperreview_unknown_orgs`` decides what an unknown name does; it is never corrected."""
    read = Read(options={"org": name}, unknown_orgs=mode)
    assert [found[1] for found in read.warnings] == ([message] if message else [])
    assert read.review.paper.orgs == ("NVIDIA" if name == "nvidia" else name,)


@pytest.mark.parametrize(
    ("venue", "allowed", "warns"),
    [
        ("ICLR 2026", ("ICLR",), False),
        ("iclr", ("ICLR",), False),
        ("ICLR '26", ("ICLR",), False),
        ("ICLR 2026", ("ICLR 2025",), True),
        ("ICLR 2025", ("ICLR 2025",), False),
        ("ICML 2026", ("ICLR",), True),
        ("ICML 2026", None, False),
        ("ICML 2026", (), True),
        ("", ("ICLR",), False),
    ],
)
def test_allowed_venues(venue: str, allowed: tuple[str, ...] | None, *, warns: bool) -> None:
    """A venue outside the list warns; the list may leave out the year."""
    read = Read(options={"venue": venue}, venues=allowed)
    assert [found[0] for found in read.warnings] == ([WarningType.VENUE] if warns else [])
    assert read.review.paper.venue == venue


def test_allowed_tags() -> None:
    """Each tag outside the list warns, in any case of letters, and stays."""
    read = Read(options={"tags": "Video, audio, text"}, tags=("video",))
    assert [found[1].split("'")[1] for found in read.warnings] == ["audio", "text"]
    assert read.review.tags == ("Video", "audio", "text")


def test_an_arxiv_id_tells_the_month() -> None:
    """Without ``published``, an arXiv id says when the paper was announced."""
    assert Read("2511.21579").review.paper.published == Partial(2025, 11)
    assert Read("2511.21579", {"published": "2024"}).review.paper.published == Partial(2024)
    assert Read("10.1145/3485132").review.paper.published is None


@given(st.text(), st.dictionaries(st.sampled_from(sorted(OPTIONS)), st.text()))
def test_nothing_makes_the_reader_fail(argument: str, options: dict[str, str]) -> None:
    """Whatever is typed, there is a review, and each of its links is http or https."""
    read = Read(argument, {name: value.strip() for name, value in options.items()})
    for link in read.review.paper.links:
        assert link.url.startswith(("http://", "https://"))
