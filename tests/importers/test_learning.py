"""What posts tell of others in their folder: where papers stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_paperreview.importers.convert import Imported, convert
from sphinx_paperreview.importers.learning import Learnt, learn
from sphinx_paperreview.importers.passes import ImportedSite
from sphinx_paperreview.importers.verify.compare import verify
from sphinx_paperreview.recognising.evidence import PAGE, Considered, Mode, Sign, shape_of

ROOT = Path(__file__).parents[2]
ENTRY = shape_of(2, numbered=True)
LONG = "A text that says what the paper is about, and what its reader thinks of it. " * 8


def place(shape: str, *signs: Sign) -> Considered:
    """Make a place of a careful import."""
    return Considered(1, shape, "Lamps", frozenset(signs), Mode.CAREFUL)


@pytest.mark.parametrize("sign", Sign)
def test_the_documentation_says_what_each_sign_weighs(sign: Sign) -> None:
    page = (ROOT / "docs" / "reference" / "importing.md").read_text(encoding="utf-8")
    assert f"| {sign.weight:+d} | {sign.says} |\n" in page


TAKEN = place(PAGE, Sign.LINKED)
LEFT = place(PAGE, Sign.BODY)


@pytest.mark.parametrize(
    ("taken", "left", "sign"),
    [
        (4, 1, Sign.SIBLINGS),
        (3, 1, Sign.SIBLINGS),
        (3, 2, Sign.MANY_SIBLINGS),
        (3, 5, None),
        (2, 0, None),  # two are no habit
        (0, 9, None),
    ],
)
def test_what_most_posts_do_speaks_for_the_others(taken: int, left: int, sign: Sign | None) -> None:
    posts = {f"posts/{n}.md": [TAKEN if n < taken else LEFT] for n in range(taken + left)}
    assert learn(posts).signs("posts/new.md", PAGE) == ({sign} if sign else set())


def test_it_speaks_against_other_places() -> None:
    learnt = learn({f"{n}.md": [TAKEN] for n in range(4)})
    assert learnt.signs("new.md", ENTRY) == {Sign.OTHERWISE}


def test_a_post_about_two_papers_has_both_among_posts_about_one() -> None:
    """Also where no heading, but a bold line names each."""
    lead = "**{}** ([link](https://arxiv.org/abs/2503.0100{}))\n\nIt glows.\n\n"
    text = f"# Two papers\n\nA long ride.\n\n{lead.format('Lamps', 1)}{lead.format('Wicks', 2)}"
    site = ImportedSite(learnt=learn({f"{n}.md": [TAKEN] for n in range(4)}))
    found = convert(text.encode(), "new.md", imported_site=site)
    assert [paper.title for paper in found.papers] == ["Lamps", "Wicks"]


def test_folders_learn_apart() -> None:
    posts = {
        f"{folder}/{n}.md": [TAKEN if folder == "a" else LEFT] for n in range(4) for folder in "ab"
    }
    learnt = learn(posts)
    assert learnt.signs("a/new.md", PAGE) == {Sign.SIBLINGS}
    assert learnt.signs("b/new.md", PAGE) == set()


def test_a_post_in_a_folder_of_its_own_learns_from_those_around() -> None:
    learnt = learn({f"2025/week-{n}/README.md": [TAKEN] for n in range(5)})
    assert learnt.signs("2025/week-3/README.md", PAGE) == {Sign.SIBLINGS}


def test_a_page_that_leads_to_others_tells_nothing() -> None:
    """However many of them there are."""
    posts = {f"a/{n}/index.md": [place(PAGE, Sign.INDEX)] for n in range(9)}
    posts |= {f"a/{n}/post.md": [TAKEN] for n in range(4)}
    assert learn(posts).signs("a/0/new.md", PAGE) == {Sign.SIBLINGS}


def test_only_what_it_changes_is_read_again() -> None:
    learnt = learn({f"{n}.md": [TAKEN] for n in range(4)})
    assert learnt.changes("new.md", [place(PAGE, Sign.BODY, Sign.REVIEW)])
    assert not learnt.changes("new.md", [LEFT])  # those around have links
    assert not learnt.changes("new.md", [TAKEN])
    assert not learnt.changes("new.md", [place(PAGE)])
    assert learnt.changes("new.md", [place(ENTRY, Sign.LINKED)])
    assert not Learnt().changes("new.md", [LEFT])


def read(posts: dict[str, str], path: str) -> Imported:
    """Import a post beside others; nothing gets lost."""
    first = {name: convert(text.encode(), name) for name, text in posts.items()}
    learnt = learn({name: imported.considered for name, imported in first.items()})
    site = ImportedSite(frozenset(posts), learnt=learnt)
    found = convert(posts[path].encode(), path, imported_site=site)
    assert verify(posts[path].encode(), found.text) == ()
    return found


def days(*texts: str) -> dict[str, str]:
    return {f"2025-10-{n}.md": f"# 10-{n} summary\n\n{text}" for n, text in enumerate(texts, 10)}


def entry(number: int, title: str) -> str:
    return f"## {number}. [{title}](https://arxiv.org/abs/2510.0{number}234)\n\nText.\n\n"


BARE = "## 1. Lamps without Light\n\nText.\n\n## 2. Night-R1: Walking Slowly `apple`\n\nText.\n"


def test_headings_without_links_are_papers_where_those_of_other_days_are() -> None:
    linked = [entry(1, "Lamps") + entry(2, "Nights") for _ in range(3)]
    found = read(days(*linked, BARE), "2025-10-13.md")
    assert [paper.title for paper in found.papers] == [
        "Lamps without Light",
        "Night-R1: Walking Slowly",
    ]
    assert ":org: apple" in found.text


def test_they_are_none_where_no_other_day_has_papers() -> None:
    assert read(days("Text.\n", "Text.\n", "Text.\n", BARE), "2025-10-13.md").papers == ()


NIGHTS = {
    f"papers/{n}.md": f"# Night {n}\n\nPaper: https://arxiv.org/abs/2510.0{n}234\n\n{LONG}"
    for n in range(5)
}


def single(title: str, link: str) -> str:
    return f"## [{title} (2009)]({link})\n\n**Summary.**\n{LONG}\n"


@pytest.mark.parametrize("link", ["TODO", "#lamps-2009", "https://example.org/lamps.html"])
def test_a_page_whose_link_leads_nowhere_is_a_paper_beside_such_pages(link: str) -> None:
    posts = {
        f"papers/{n}.md": single("Nights", f"https://doi.org/10.1145/123.{n}") for n in range(4)
    }
    posts["papers/lamps.md"] = single("Lamps for All", link)
    (paper,) = read(posts, "papers/lamps.md").papers
    assert paper.title == "Lamps for All"
    assert paper.ids == ()


def test_a_page_without_any_link_is_a_paper_beside_such_pages() -> None:
    lamps = {"papers/lamps.md": f"# Lamps for All\n\n{LONG}\n"}
    found = read(NIGHTS | lamps, "papers/lamps.md")
    assert [paper.title for paper in found.papers] == ["Lamps for All"]
    assert found.text.startswith("# Lamps for All\n\n:::{paper}\n:::\n")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("papers/README.md", f"# Papers that I read\n\n{LONG}\n"),
        ("papers/all.md", "# All\n\n" + "".join(f"- [Night {n}]({n}.md)\n" for n in range(9))),
        ("papers/short.md", "# Papers to read\n\nNothing yet.\n"),
    ],
)
def test_a_page_that_leads_to_the_others_is_none(path: str, text: str) -> None:
    assert read({**NIGHTS, path: text}, path).papers == ()
