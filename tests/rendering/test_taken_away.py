"""What others take of a journal: hard titles, and journals that hardly are any, in every form."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pytest
from bs4 import BeautifulSoup

from sphinx_paperreview.exports.titles import readable_title
from sphinx_paperreview.metadata.bibtex import parse_bibtex
from sphinx_paperreview.metadata.csl_json import parse_csl
from sphinx_paperreview.metadata.paper_record import PaperRecord
from tests.conftest import MakeSite
from tests.exports.zotero import Item, read_coins
from tests.feeds import addresses, faults, read
from tests.library import papers_schema
from tests.links import dead_addresses
from tests.site import Built, Site, review_page

BASE = "https://reads.example/j/"
CONF = (
    f"html_theme = 'basic'\nhtml_baseurl = {BASE!r}\nproject = 'Reads'\n"
    "smartquotes = False\npaperreview_cite_posts = True\npaperreview_unknown_orgs = 'ignore'\n"
)
INDEX = "# Home\n\n```{paper:posts}\n```\n\n```{toctree}\n:glob:\n\n*\n```\n"


@dataclass(frozen=True)
class Taken:
    """All that others take of a journal, as their programs read it."""

    built: Built

    @cached_property
    def feeds(self) -> Mapping[str, Any]:
        """The feeds, of which each has to be right, and to lead to what is there."""
        found = {}
        for path in sorted(self.built.out.rglob("*.xml")):
            name, text = path.relative_to(self.built.out).as_posix(), path.read_text("utf-8")
            assert faults(text) == [], name
            assert dead_addresses(self.built, BASE, addresses(text)) == [], name
            found[name] = read(text)
        return found

    @property
    def bib(self) -> tuple[PaperRecord, ...]:
        """The papers of ``papers.bib``."""
        return _records(self.built.text("papers.bib"))

    @property
    def csl(self) -> tuple[PaperRecord, ...]:
        """The papers of ``papers.csl.json``."""
        found = parse_csl(self.built.text("papers.csl.json"))
        assert found.problems == ()
        return found.records

    @property
    def papers(self) -> list[dict[str, Any]]:
        """The papers of ``papers.json``."""
        data = json.loads(self.built.text("papers.json"))
        papers_schema().validate(data)
        return list(data["papers"])

    def cited(self, docname: str) -> tuple[PaperRecord, ...]:
        """What cards of a page unfold."""
        return _records(*self._blocks(docname, ".paper-cite:not(.paper-cite-post)"))

    def cited_post(self, docname: str) -> tuple[PaperRecord, ...]:
        """What the foot of a page unfolds."""
        return _records(*self._blocks(docname, ".paper-cite-post"))

    def coins(self, docname: str) -> list[Item]:
        """What Zotero offers on a page."""
        return [read_coins(str(tag["title"])) for tag in self.built.select(".Z3988", docname)]

    def told(self, docname: str) -> list[dict[str, Any]]:
        """What a page says of itself in JSON-LD."""
        blocks = self.built.select("head script[type='application/ld+json']", docname)
        return [json.loads(block.get_text()) for block in blocks]

    def _blocks(self, docname: str, within: str) -> Iterator[str]:
        for block in self.built.select(f"{within} .paper-bibtex", docname):
            yield block.get_text()


def _records(*texts: str) -> tuple[PaperRecord, ...]:
    found = [parse_bibtex(text) for text in texts]
    assert [one.problems for one in found] == [()] * len(found)
    return tuple(record for one in found for record in one.records)


def _take(make_site: MakeSite, pages: Mapping[str, str], conf: str = "", **options: Any) -> Taken:
    return Taken(make_site({"index.md": INDEX, **pages}, CONF + conf).build(**options))


def _titles(records: tuple[PaperRecord, ...]) -> list[str]:
    return [record.title for record in records]


# Titles ------------------------------------------------------------------------------------------

TITLES = {
    "the end of a script": "Ends </script> here",
    "the end of CDATA": "Ends ]]> here",
    "a brace": "One { brace",
    "the other brace": "One } brace",
    "a command of TeX": r"Reads \input{/etc/hostname} twice",
    "a percent sign": "100% of it",
    "an ampersand": "R&D of rain",
    "a quotation mark": 'An 8" disk',
    "less than": "a < b",
    "Korean": "한국어로 쓴 제목",
    "right to left": "عنوان من اليمين",
    "an emoji": "A fox 🦊",
    "a formula": "On $x^2$ and more",
    "punctuation": "!?…",
}


@pytest.fixture(scope="module")
def titled(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    """A journal that has a post and a paper of each title."""
    pages = {
        f"p{number:02}.md": review_page(
            *(f":::{{paper}} 2511.000{number:02}", f":title: {title}", ":org: NVIDIA"),
            *(f":summary: {title}", "", "Text.", ":::"),
            title="# Post",
            date="2025-11-04",
        ).replace("---\n", f"---\nauthor: {'Ada' if number % 2 else 'Bo'}\n{_named(title)}", 1)
        for number, title in enumerate(TITLES.values(), 1)
    }
    later = review_page(":::{paper} 2511.00099", ":title: Later", ":::", date="2025-11-20")
    source = tmp_path_factory.mktemp("titled") / "source"
    site = Site(source, {"index.md": INDEX, **pages, "later.md": later}, CONF)
    return Taken(site.build())


def _named(title: str) -> str:
    return f"title: {json.dumps(f'On {title}', ensure_ascii=False)}\n"


@pytest.mark.parametrize("kind", TITLES)
def test_a_title_is_the_same_in_every_form(titled: Taken, kind: str) -> None:
    number, title = list(TITLES).index(kind) + 1, TITLES[kind]
    docname, paper = f"p{number:02}", f"arxiv:2511.000{number:02}"
    for records in (titled.bib, titled.csl):
        assert title in {one.title for one in records if paper in map(str, one.ids)}
    assert [one["title"] for one in titled.papers if paper in one["ids"]] == [title]
    assert _titles(titled.cited(docname)) == [title]
    # What a page is called is text: its dollars are dollars.
    (cited,) = titled.cited_post(docname)
    assert readable_title(cited.title) == f"On {title}"
    assert [item.title for item in titled.coins(docname)] == [title]
    assert [one["headline"] for one in titled.told(docname)] == [f"On {title}"]


@pytest.mark.parametrize("kind", TITLES)
def test_a_title_is_the_same_in_every_feed(titled: Taken, kind: str) -> None:
    number, title = list(TITLES).index(kind) + 1, TITLES[kind]
    drawn = title.replace("$", "")
    found = titled.feeds
    (post,) = (one for one in found["feed.xml"].entries if one.id.endswith(f":j/p{number:02}"))
    assert post.title == f"On {title}"
    assert drawn in BeautifulSoup(post.content[0].value, "html.parser").get_text()
    (week,) = found["digest.xml"].entries
    heads = [head.get_text() for head in BeautifulSoup(week.content[0].value, "html.parser")("h2")]
    assert drawn in heads
    for name in ("papers/org/nvidia.xml", "papers/source/arxiv.xml"):
        assert title in [entry.title for entry in found[name].entries]


# Journals that hardly are any --------------------------------------------------------------------


def test_a_journal_of_one_post_has_a_feed_and_no_digest(make_site: MakeSite) -> None:
    """Its week is not over; and nothing leads to what is not there."""
    post = review_page(":::{paper} 2511.00001", ":title: Alone", "", "T.", ":::", date="2025-11-04")
    taken = _take(make_site, {"one.md": post})
    assert taken.built.warnings == ()
    assert taken.feeds.keys() == {"feed.xml", "papers/source/arxiv.xml"}
    assert [entry.title for entry in taken.feeds["feed.xml"].entries] == ["Post"]
    assert "digest" not in taken.built.text("index.html")
    for titles in (_titles(taken.bib), _titles(taken.csl), _titles(taken.cited("one"))):
        assert titles == ["Alone"]
    assert len(taken.coins("one")) == len(taken.papers) == 1


def test_a_page_without_a_review_is_no_post(make_site: MakeSite) -> None:
    """Though it has a date, an author, and words on a paper."""
    page = "---\ndate: 2025-11-05\nauthor: Ada\n---\n# News\n\nOn {paper}`2511.00001`.\n"
    post = review_page(":::{paper} 2511.00001", ":title: Paper", ":::", date="2025-11-04")
    taken = _take(make_site, {"news.md": page, "post.md": post})
    assert taken.built.warnings == ()
    assert [entry.title for entry in taken.feeds["feed.xml"].entries] == ["Post"]
    assert (taken.told("news"), taken.coins("news"), taken.cited_post("news")) == ([], [], ())
    assert taken.built.select(".h-entry", "news") == []


@pytest.mark.parametrize("kind", ["a draft", "no-index"])
def test_what_no_listing_shows_nobody_takes(make_site: MakeSite, kind: str) -> None:
    index = ":no-index:" if kind == "no-index" else ":tags: x"
    hidden = review_page(
        ":::{paper} 2511.00002", ":title: Hidden", index, "", "T.", ":::", date="2025-11-05"
    )
    if kind == "a draft":
        hidden = hidden.replace("---\n", "---\ndraft: true\n", 1)
    shown = review_page(":::{paper} 2511.00001", ":title: Shown", ":::", date="2025-11-20")
    taken = _take(make_site, {"hidden.md": hidden, "shown.md": shown})
    assert taken.built.warnings == ()
    assert taken.feeds.keys() == {"feed.xml", "papers/source/arxiv.xml"}
    for feed in taken.feeds.values():
        assert [entry.link.partition("#")[0] for entry in feed.entries] == [f"{BASE}shown.html"]
    for titles in (_titles(taken.bib), _titles(taken.csl), [one["title"] for one in taken.papers]):
        assert titles == ["Shown"]
    assert (taken.told("hidden"), taken.coins("hidden")) == ([], [])
    assert (taken.cited("hidden"), taken.cited_post("hidden")) == ((), ())


# Papers of which little is known, or too much -----------------------------------------------------


def test_papers_that_ask_for_one_key_get_one_each(make_site: MakeSite) -> None:
    """The same in every form; whichever was reviewed first has the plain one."""
    posts = {
        f"p{day}.md": review_page(
            *(f":::{{paper}} 2511.0000{day}", ":title: The Rain", ":authors: Ada Park", ":::"),
            date=f"2025-11-0{day}",
        )
        for day in (1, 2, 3)
    }
    taken = _take(make_site, posts)
    keys = ("park2025rain", "park2025raina", "park2025rainb")
    expected = {f"2511.0000{day}": key for day, key in enumerate(keys, 1)}
    for records in (taken.bib, taken.csl):
        assert {record.ids[0].value: record.key for record in records} == expected
    assert {one["ids"][0].partition(":")[2]: one["key"] for one in taken.papers} == expected
    assert [taken.cited(f"p{day}")[0].key for day in (1, 2, 3)] == list(keys)


def test_a_key_that_a_file_gives_twice_is_one_paper_s(make_site: MakeSite) -> None:
    """The build warns in the line of the second, which gets a key of its own."""
    file = "".join(
        f"@misc{{same, title = {{{title}}}, eprint = {{{eprint}}}, archiveprefix = {{arXiv}}}}\n"
        for title, eprint in (("Rain", "2511.00001"), ("Snow", "2511.00002"))
    )
    post = review_page(":::{paper} 2511.00001\n:::", "", ":::{paper} 2511.00002\n:::")
    conf = "paperreview_metadata = ['two.bib']\n"
    taken = _take(make_site, {"post.md": post, "two.bib": file}, conf)
    (warning,) = taken.built.warnings
    assert "two.bib:2: WARNING: a second entry has the key 'same'" in warning
    for records in (taken.bib, taken.csl, taken.cited("post")):
        keys = {record.title: record.key for record in records}
        assert keys.keys() == {"Rain", "Snow"}
        assert keys["Rain"] == "same" != keys["Snow"]


AUTHORS = {
    "and": ("and",),
    "{": ("{",),
    "{; ,; and": ("{", ",", "and"),
    "Ada and and Bo;": ("Ada and and Bo",),
    ",": (),
    "Okafor, Nadia and Park, Ada": ("Nadia Okafor", "Ada Park"),
    "Acme, Inc.; Park, Ada": ("Acme, Inc.", "Ada Park"),
}


@pytest.mark.parametrize("typed", AUTHORS)
def test_authors_are_the_same_in_every_form(make_site: MakeSite, typed: str) -> None:
    post = review_page(
        *(":::{paper} 2511.00001", ":title: Rain", f":authors: {typed}", "", "T.", ":::"),
        date="2025-11-04",
    )
    taken = _take(make_site, {"post.md": post})
    names = AUTHORS[typed]
    for records in (taken.bib, taken.csl, taken.cited("post")):
        assert [record.authors for record in records] == [names]
    assert [tuple(one.get("authors", ())) for one in taken.papers] == [names]
    (item,) = taken.coins("post")
    assert len(item.authors) == len([name for name in names if name not in {"{", ","}])
    (entry,) = taken.feeds["papers/source/arxiv.xml"].entries
    assert ", ".join(names) in BeautifulSoup(entry.content[0].value, "html.parser").get_text()


@pytest.mark.parametrize("typed", ['"and"', '"{"', '","'])
def test_who_wrote_a_post_is_somebody(make_site: MakeSite, typed: str) -> None:
    """A name has a letter: any other is nobody's, and warns."""
    post = review_page(":::{paper} 2511.00001", ":title: Rain", ":::", date="2025-11-04")
    taken = _take(make_site, {"post.md": post.replace("---\n", f"---\nauthor: [{typed}]\n", 1)})
    is_name = typed == '"and"'
    assert len(taken.built.warnings) == (0 if is_name else 1)
    names = ["and"] if is_name else []
    (told,), (cited,) = taken.told("post"), taken.cited_post("post")
    assert [one["name"] for one in told.get("author", [])] == list(cited.authors) == names
    (entry,) = taken.feeds["feed.xml"].entries
    assert entry.get("author") == (names[0] if names else None)


def test_a_paper_that_is_a_page_alone_goes_by_its_address(make_site: MakeSite) -> None:
    address = "https://lab.example/reports/rain_2.html?a=1&b=%7B"
    post = review_page(f":::{{paper}} {address}", "", "T.", ":::", date="2025-11-04")
    taken = _take(make_site, {"post.md": post})
    assert taken.built.warnings == ()
    for records in (taken.bib, taken.csl, taken.cited("post")):
        assert [list(map(str, record.ids)) for record in records] == [[f"url:{address}"]]
    assert [one["ids"] for one in taken.papers] == [[f"url:{address}"]]
    assert [item.url for item in taken.coins("post")] == [address]
    assert [one["about"][0]["url"] for one in taken.told("post")] == [address]
    assert address in addresses(taken.built.text("feed.xml"))
