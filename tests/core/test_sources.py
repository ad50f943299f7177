"""Sites that show papers, and the URLs they are shown at."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sphinx_design.icons import get_octicon_data

from sphinx_paperreview.core.identifiers import InvalidPaperId, PaperId, parse, parse_id
from sphinx_paperreview.core.schemes import SCHEMES
from sphinx_paperreview.core.sources import (
    InvalidSource,
    Source,
    builtin_kinds,
    builtin_sources,
    name_of,
    parse_definition,
)

SOURCES = builtin_sources()
HASH = "3f5ee243547dee91fbd053c1c4a845aa"
PAPERS = [
    "arxiv:2511.21579",
    "arxiv:hep-th/9901001",
    "doi:10.1145/3485132",
    "doi:10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2",
    "doi:10.1000/a b#c%d?e&f",
    "openreview:Vota6rFhBQ",
    "openreview:_VjQlMeSB_-",
    "acl:P18-1023",
    "acl:2020.acl-main.12",
    "pmlr:v202/li23e",
    "pmlr:v48/gal16",
    "pmlr:v235/nie24b",
    "cvf:He_Deep_Residual_Learning_CVPR_2016",
    "cvf:A_B_CVPR_2024",
    "cvf:A_B_2015_CVPR",
    "cvf:A_B_CVPRW_2024",
    f"neurips:2022/{HASH}",
    f"neurips:2017/{HASH}",
    "iacr:2016/086",
    "ssrn:1450387",
    "pmid:29456894",
    "pmcid:PMC2377243",
    f"s2:{HASH}01234567",
    "s2:CorpusId:13756489",
    "isbn:9780262033848",
    "url:https://example.org/a?b=c",
]


@pytest.mark.parametrize(
    ("key", "paper", "url"),
    [
        ("arxiv", "2511.21579", "https://arxiv.org/abs/2511.21579"),
        ("arxiv", "hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001"),
        ("pdf", "2511.21579", "https://arxiv.org/pdf/2511.21579"),
        ("html", "2511.21579", "https://arxiv.org/html/2511.21579"),
        ("huggingface", "2511.21579", "https://huggingface.co/papers/2511.21579"),
        ("huggingface", "hep-th/9901001", ""),
        ("alphaxiv", "2511.21579", "https://www.alphaxiv.org/overview/2511.21579"),
        ("alphaxiv", "doi:10.1145/3485132", ""),
        ("semanticscholar", "2511.21579", "https://api.semanticscholar.org/arXiv:2511.21579"),
        ("doi", "10.1000/a<b>#c", "https://doi.org/10.1000/a%3Cb%3E%23c"),
        ("doi", "doi:10.1000/a b%c", "https://doi.org/10.1000/a%20b%25c"),
        ("openreview", "openreview:Vota6rFhBQ", "https://openreview.net/forum?id=Vota6rFhBQ"),
        ("pdf", "openreview:Vota6rFhBQ", "https://openreview.net/pdf?id=Vota6rFhBQ"),
        ("acl", "acl:P18-1023", "https://aclanthology.org/P18-1023/"),
        ("pmlr", "pmlr:v202/li23e", "https://proceedings.mlr.press/v202/li23e.html"),
        ("pdf", "pmlr:v202/li23e", "https://proceedings.mlr.press/v202/li23e/li23e.pdf"),
        ("pdf", "pmlr:v48/gal16", "https://proceedings.mlr.press/v48/gal16.pdf"),
        ("pdf", "pmlr:r3/a96a", ""),
        ("pdf", "pmlr:v1/a09a", "https://proceedings.mlr.press/v1/a09a.pdf"),
        ("pdf", "pmlr:v53/b16a", "https://proceedings.mlr.press/v53/b16a.pdf"),
        ("pdf", "pmlr:v54/c17a", "https://proceedings.mlr.press/v54/c17a/c17a.pdf"),
        ("pdf", "pmlr:v234/d24a", "https://proceedings.mlr.press/v234/d24a/d24a.pdf"),
        ("pdf", "pmlr:v235/nie24b", ""),
        (
            "cvf",
            "cvf:He_A_CVPR_2016",
            "https://openaccess.thecvf.com/content_cvpr_2016/html/He_A_CVPR_2016_paper.html",
        ),
        (
            "cvf",
            "cvf:He_A_2013_ICCV",
            "https://openaccess.thecvf.com/content_iccv_2013/html/He_A_2013_ICCV_paper.html",
        ),
        (
            "cvf",
            "cvf:He_A_ICCV_2017",
            "https://openaccess.thecvf.com/content_ICCV_2017/html/He_A_ICCV_2017_paper.html",
        ),
        (
            "pdf",
            "cvf:He_A_CVPR_2024",
            "https://openaccess.thecvf.com/content/CVPR2024/papers/He_A_CVPR_2024_paper.pdf",
        ),
        ("cvf", "cvf:He_A_CVPRW_2024", ""),
        (
            "neurips",
            f"neurips:2017/{HASH}",
            f"https://proceedings.neurips.cc/paper_files/paper/2017/hash/{HASH}-Abstract.html",
        ),
        ("iacr", "iacr:2022/1039", "https://eprint.iacr.org/2022/1039"),
        ("ssrn", "ssrn:1450387", "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1450387"),
        ("pubmed", "pmid:29456894", "https://pubmed.ncbi.nlm.nih.gov/29456894/"),
        ("pmc", "PMC2377243", "https://pmc.ncbi.nlm.nih.gov/articles/PMC2377243/"),
    ],
)
def test_url_of_a_paper(key: str, paper: str, url: str) -> None:
    """A source gives its address of a paper, and nothing where it cannot show the paper."""
    assert SOURCES[key].url_for(parse_id(paper)) == url


def test_alphaxiv_shows_a_language() -> None:
    """A configured language stands before the kind of page."""
    url = SOURCES["alphaxiv"].url_for(parse_id("2511.21579"), language="ko")
    assert url == "https://www.alphaxiv.org/ko/overview/2511.21579"
    assert parse(url).language == "ko"


@pytest.mark.parametrize("key", [source.key for source in SOURCES])
def test_each_url_leads_back_to_its_paper(key: str) -> None:
    """``parse(source.url_for(id)).id`` is ``id``; every source shows some paper."""
    shown = {paper: SOURCES[key].url_for(parse_id(paper)) for paper in PAPERS}
    urls = {paper: url for paper, url in shown.items() if url}
    assert {paper: str(parse_id(url)) for paper, url in urls.items()} == {p: p for p in urls}
    assert urls


@pytest.mark.parametrize("key", [source.key for source in SOURCES])
def test_each_url_is_known_as_of_its_source(key: str) -> None:
    """A pasted URL and the generated one make the same chip."""
    urls = filter(None, (SOURCES[key].url_for(parse_id(paper)) for paper in PAPERS))
    assert {parse(url).source for url in urls} == {key}


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=40))
def test_any_doi_survives_its_url(suffix: str) -> None:
    """Whatever a DOI holds is encoded so that its URL leads to the same DOI."""
    try:
        paper_id = parse_id(f"doi:10.1000/{suffix}")
    except InvalidPaperId:
        assume(False)
    url = SOURCES["doi"].url_for(paper_id)
    assert parse_id(url) == paper_id


@given(
    st.integers(7, 90),
    st.integers(1, 12),
    st.integers(1, 9999),
    st.sampled_from(["arxiv", "pdf", "html", "huggingface", "alphaxiv", "semanticscholar", "doi"]),
)
def test_any_arxiv_id_survives_its_urls(year: int, month: int, number: int, key: str) -> None:
    """Ids of every year lead back from every source that shows arXiv papers."""
    assume((year, month) >= (7, 4))
    digits = 4 if (year, month) <= (14, 12) else 5
    paper_id = parse_id(f"{year:02}{month:02}.{number:0{digits}}")
    assert parse_id(SOURCES[key].url_for(paper_id)) == paper_id


@pytest.mark.parametrize(
    ("paper", "home"),
    [
        ("2511.21579", "arxiv"),
        ("10.1145/3485132", "doi"),
        ("pmid:29456894", "pubmed"),
        ("PMC2377243", "pmc"),
        ("CorpusId:5", "semanticscholar"),
        ("https://example.org/", None),
        ("isbn:9780262033848", None),
    ],
)
def test_home_is_the_site_that_owns_the_id(paper: str, home: str | None) -> None:
    """An id leads to the site that made it; a URL and an ISBN have no such site."""
    source = SOURCES.home(parse_id(paper))
    assert (source and source.key) == home


def test_icons_exist() -> None:
    """Every source and kind has a label, and an icon that sphinx-design can draw."""
    drawn = [*SOURCES, *builtin_kinds().values()]
    assert all(entry.label for entry in drawn)
    assert {entry.icon for entry in drawn} <= set(get_octicon_data())


def test_kinds_are_the_options_of_the_directive() -> None:
    """The kinds of links are the directive's options, and one for all the rest."""
    options = "code project pdf demo video slides poster data model blog"
    assert list(builtin_kinds()) == [*options.split(), "link"]
    assert all(kind.key == key for key, kind in builtin_kinds().items())


def test_a_sites_definitions_come_on_top() -> None:
    """A site adds sources at the end, replaces one in its place, and leaves the table as it was."""
    mine = parse_definition("mine", {"label": "Mine", "urls": {"arxiv": "https://x.org/{value}"}})
    other = Source("arxiv", "My arXiv", "star", {"arxiv": "https://x.org/abs/{value}"})
    table = SOURCES.with_definitions({"mine": mine, "arxiv": other})
    keys = [source.key for source in table]
    assert keys == [*(source.key for source in SOURCES), "mine"]
    assert table["arxiv"] is other
    assert table.home(parse_id("2511.21579")) is other
    assert "mine" not in SOURCES
    assert SOURCES.get("mine") is None
    assert len(table) == len(SOURCES) + 1


def test_a_definition_places_the_value_safely() -> None:
    """In a query everything is encoded, in a path only what a path cannot hold."""
    urls = {"doi": "https://x.org/p/{value}?q={value}", "url": "https://x.org/?u={value}"}
    source = parse_definition("x", {"label": "X", "icon": "star", "urls": urls})
    assert source.url_for(PaperId("doi", "10.1/a&b#")) == (
        "https://x.org/p/10.1/a&b%23?q=10.1%2Fa%26b%23"
    )
    assert source.url_for(PaperId("url", "https://a.org/?b=c&d")) == (
        "https://x.org/?u=https%3A%2F%2Fa.org%2F%3Fb%3Dc%26d"
    )


URL = "https://x.org/{value}"


@pytest.mark.parametrize(
    ("key", "data", "reason"),
    [
        ("Bad key", {"label": "X", "urls": {"arxiv": URL}}, "small letters"),
        ("x", "text", "expected a mapping"),
        ("x", None, "expected a mapping"),
        ("x", {"urls": {"arxiv": URL}}, "expected a text for label"),
        ("x", {"label": 3, "urls": {"arxiv": URL}}, "label, not 3"),
        ("x", {"label": "  ", "urls": {"arxiv": URL}}, "text for label"),
        ("x", {"label": "X", "icon": "a b", "urls": {"arxiv": URL}}, "octicon"),
        ("x", {"label": "X", "icon": 1, "urls": {"arxiv": URL}}, "text for icon"),
        ("x", {"label": "X", "colour": "red", "urls": {"arxiv": URL}}, "unknown 'colour'"),
        ("x", {"label": "X"}, "expected urls"),
        ("x", {"label": "X", "urls": {}}, "expected urls"),
        ("x", {"label": "X", "urls": URL}, "expected urls"),
        ("x", {"label": "X", "urls": {"arxive": URL}}, "unknown id scheme 'arxive'"),
        ("x", {"label": "X", "urls": {1: URL}}, "unknown id scheme"),
        ("x", {"label": "X", "urls": {"arxiv": 1}}, "urls.arxiv"),
        ("x", {"label": "X", "urls": {"arxiv": "javascript:{value}"}}, "no URL template"),
        ("x", {"label": "X", "urls": {"arxiv": "https://{value}.x.org/"}}, "no URL template"),
        ("x", {"label": "X", "urls": {"arxiv": 'https://x.org/{value}"><b>'}}, "no URL template"),
        ("x", {"label": "X", "urls": {"arxiv": "https://x.org/abs"}}, "no placeholder"),
        ("x", {"label": "X", "urls": {"arxiv": "https://x.org/{language/}"}}, "no placeholder"),
        ("x", {"label": "X", "urls": {"arxiv": "https://x.org/{id}"}}, "unknown placeholder {id}"),
        ("x", {"label": "X", "urls": {"doi": "https://x.org/{new_id}"}}, "unknown placeholder"),
        ("x", {"label": "X", "urls": {"arxiv": "https://x.org/{value}{"}}, "brace"),
    ],
)
def test_a_wrong_definition_is_refused_with_the_reason(key: str, data: object, reason: str) -> None:
    """The message names the source and what is wrong with it."""
    with pytest.raises(InvalidSource, match=reason) as caught:
        parse_definition(key, data)
    assert repr(key) in str(caught.value)


def test_tables_can_be_pickled_and_hashed() -> None:
    """Sources travel to parallel workers, and can be keys."""
    assert pickle.loads(pickle.dumps(SOURCES)) == SOURCES
    assert len({*SOURCES}) == len(SOURCES)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2511.20478", "arXiv 2511.20478"),
        ("https://huggingface.co/papers/2511.20478", "arXiv 2511.20478"),
        ("hep-th/9901001", "arXiv hep-th/9901001"),
        ("10.1145/3485132", "DOI 10.1145/3485132"),
        ("openreview:AbCdEfGhIj", "OpenReview AbCdEfGhIj"),
        ("ISBN 9780262033848", "ISBN 9780262033848"),  # no site owns it
        ("https://example.org/paper.html", "example.org/paper.html"),
    ],
)
def test_a_paper_without_title_is_named_by_its_site_and_id(text: str, name: str) -> None:
    """The label of the site that owns the id, then the id; of a bare URL, its address."""
    assert name_of(parse_id(text), builtin_sources()) == name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_gives_a_name_with_the_value(scheme: str) -> None:
    """No paper is nameless, and none is named by a scheme's key alone."""
    name = name_of(PaperId(scheme, "the-value"), builtin_sources())
    assert name.endswith("the-value")
    assert not name.startswith(":")
