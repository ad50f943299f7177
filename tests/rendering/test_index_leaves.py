"""Long indices and overviews are split, and every reference finds the page that it means."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import MakeSite
from tests.links import dead_links
from tests.site import Built, Site, review_page

TOCTREE = "```{toctree}\n:glob:\n:hidden:\n\nposts/*\n```\n"
TAGS = [f"t{number:02}" for number in range(9)]


def _posts() -> Iterator[tuple[str, str]]:
    for number, tag in enumerate(TAGS):
        review = (
            f":::{{paper}} 2511.{number + 1:05}\n:title: {'ABC'[number % 3]} paper {number}\n"
            f":tags: {tag}, common\n:authors: Ada Park; Person {number}\n\nText.\n:::\n"
        )
        day = f"2025-{number + 1:02}-05"
        yield f"posts/{number}.md", review_page(review, title=f"# Post {number}", date=day)


PAGES = {
    "index.md": f"# Home\n\n{TOCTREE}\n{{ref}}`paper-tags`, {{paper:tag}}`t08`\n",
    **dict(_posts()),
}
CONF = "paperreview_rows = 4\npaperreview_page_kinds = ['month', 'org']\n"


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("leaves")
    built = Site(folder / "source", PAGES, CONF).build(request.param)
    assert built.warnings == ()
    return built


def _page(built: Built, name: str) -> str:
    return name if (built.out / f"{name}.html").is_file() else f"{name}/index"


def _leaves(built: Built, name: str) -> list[str]:
    """Name the pages of an index, from the first on, as they lead to one another."""
    found = [_page(built, name)]
    while True:
        (behind, *_rest) = [*built.select("nav.paper-turning a[rel=next]", found[-1]), None]
        if behind is None:
            return found
        path = (built.out / f"{found[-1]}.html").parent / str(behind["href"])
        path = path / "index.html" if path.is_dir() else path
        found.append(path.resolve().relative_to(built.out.resolve()).with_suffix("").as_posix())


def test_every_link_leads_somewhere(built: Built) -> None:
    """Those to groups in an index too, whichever page they stand on."""
    assert set(dead_links(built)) == set()


@pytest.mark.parametrize(
    ("index", "rows"), [("papers", 9), ("tags", 18), ("authors", 18), ("months", 9), ("sources", 9)]
)
def test_every_row_of_an_index_stands_on_one_page(built: Built, index: str, rows: int) -> None:
    leaves = _leaves(built, f"paper-{index}")
    lengths = [len(built.select("table.indextable td a", leaf)) for leaf in leaves]
    assert len(lengths) > 2
    assert sum(lengths) == rows
    assert max(lengths) <= 4


def test_each_group_has_its_anchor_once(built: Built) -> None:
    """A group that goes on, on the next page, is named there, too."""
    leaves = _leaves(built, "paper-tags")
    ids = [str(row["id"]) for leaf in leaves for row in built.select("tr[id^=cap-]", leaf)]
    assert ids == ["cap-common", *(f"cap-{tag}" for tag in TAGS)]
    heads = [built.texts("tr.cap", leaf) for leaf in leaves]
    assert heads[0] == heads[1] == ["common"]


def test_an_index_of_dates_keeps_its_addresses(built: Built) -> None:
    """Numbered from the oldest; one of names is numbered as one reads."""
    end = "" if (built.out / "paper-months.html").is_file() else "/index"
    months = [leaf.removesuffix(end) for leaf in _leaves(built, "paper-months")]
    assert months == ["paper-months", "paper-months/2", "paper-months/1"]
    papers = [leaf.removesuffix(end) for leaf in _leaves(built, "paper-papers")]
    assert papers == ["paper-papers", "paper-papers/2", "paper-papers/3"]


def test_an_index_leads_to_all_its_groups(built: Built) -> None:
    """From each of its pages."""
    for leaf in _leaves(built, "paper-papers"):
        assert [text.strip() for text in built.texts(".domainindex-jumpbox a", leaf)] == list("ABC")


def test_other_outputs_have_whole_indices(make_site: MakeSite) -> None:
    """A book is read from front to back."""
    built = make_site(PAGES, CONF + 'copyright = "2025"\nversion = "1"\n').build("epub")
    assert built.warnings == ()
    text = (built.out / "paper-authors.xhtml").read_text("utf-8")
    assert text.count("xref") == 18
    assert not (built.out / "paper-authors").exists()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_long_overview_is_split(make_site: MakeSite, builder: str) -> None:
    """Values with the most papers stand on the first page; months are numbered from the oldest."""
    mine = "---\norphan: true\n---\n# Mine\n\n```{paper:overview}\n:kind: tag\n```\n"
    built = make_site(PAGES | {"mine.md": mine}, "paperreview_rows = 4\n").build(builder)
    assert built.warnings == ()
    assert set(dead_links(built)) == set()
    end = "" if builder == "html" else "/index"
    months = [leaf.removesuffix(end) for leaf in _leaves(built, "papers/month/index")]
    assert [leaf.removeprefix("papers/month").removeprefix("/index") for leaf in months] == [
        *("", "/2", "/1"),
    ]
    leaves = _leaves(built, "papers/tag/index")
    rows = [row for leaf in leaves for row in built.texts("ul.paper-groups > li", leaf)]
    assert rows == ["#common 9", *(f"#{tag} 1" for tag in TAGS)]
    mine = "mine" if builder == "html" else "mine/index"
    assert len(built.select("ul.paper-groups > li", mine)) == 4
    assert built.texts("p.paper-rest a", mine) == ["and 6 more"]
