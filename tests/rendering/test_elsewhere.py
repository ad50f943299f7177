"""The foot of a review: who mentions its paper, what is related, in every output."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Mapping

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import MakeSite
from tests.outputs import text_output, unzip
from tests.site import Built, Site, review_page

BUILDERS = (
    *("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo"),
    *("xml", "pseudoxml", "gettext", "json", "linkcheck", "dummy"),
)
SHOWING = ("html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "xml")
"""The builders whose output a reader sees."""

HARMONY, SECOND = "2511.00001", "2511.00002"
LINK = f"[it](https://arxiv.org/abs/{HARMONY})"

PAGES: dict[str, str | bytes] = {
    "index.md": "# Journal\n\n```{toctree}\n:glob:\n\nposts/*\nnotes/*\n```\n",
    # Two papers on a page mention each other, and the first itself.
    "posts/one.md": review_page(
        f":::{{paper}} {HARMONY}",
        r":title: Harmony: $O(n^2)$ & <b>\"bold\"</b> *words*",
        ":tags: audio",
        ":org: tencent",
        "",
        f"It mentions itself, {{paper}}`{HARMONY}`, and {{paper}}`{SECOND}`.",
        ":::",
        "",
        f":::{{paper}} {SECOND}",
        ":title: Second",
        ":tags: audio",
        "",
        f"Words on {{paper}}`{HARMONY}`.",
        "",
        "### Method",
        f"More on {LINK}.",
        ":::",
        title="# Post of <i>papers</i> & more",
    ),
    "posts/again.md": review_page(
        f":::{{paper}} {HARMONY}", ":title: Harmony", "", "Again.", ":::", date="2025-12-01",
        title="# Another post",
    ),
    "posts/card.md": review_page(
        "- A card:", "", "  :::{paper} 2511.00003", "  :title: Third", "",
        f"  A card says {{paper}}`{HARMONY}`.", "  :::", date="2025-10-01", title="# Cards",
    ),
    "notes/table.md": f"# Notes\n\n## A table & more\n\n| A |\n|---|\n| In a cell {LINK}. |\n",
    "notes/top.md": f"# Top\n\nOne. On top {LINK} <script>alert(1)</script> & `<b>`. Three.\n",
    "lost.md": f"---\norphan: true\n---\n# Orphan\n\n## Lost part\n\nAn orphan {LINK}.\n",
    "notes/math.md": f"# Math\n\nWith $x<y$ and {{paper}}`{HARMONY}`.\n",
}  # fmt: skip

MENTIONING = [
    (
        "Post of papers & more",
        "posts/one#arxiv-2511-00002",
        "Words on Harmony: O(n^2) & <b>”bold”</b> words.",
    ),
    ("Cards", "posts/card#arxiv-2511-00003", "A card says Harmony."),
    ("Orphan", "lost#lost-part", "An orphan it."),
    ("Math", "notes/math", "With x<y and Harmony."),
    ("Notes", "notes/table#a-table-more", "In a cell it."),
    ("Top", "notes/top", "On top it alert(1) & <b>."),
]
"""Who mentions Harmony, as its card on another page says: name, place, sentence."""

Build = Callable[[str], Built]


@pytest.fixture(scope="module")
def build_site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build the site once for each builder."""
    conf = "copyright = '2025'\nversion = '1'\nsuppress_warnings = ['paper.title']\n"
    site = Site(tmp_path_factory.mktemp("elsewhere") / "source", PAGES, conf)
    done: dict[str, Built] = {}

    def run(builder: str) -> Built:
        if builder not in done:
            done[builder] = site.build(builder, linkcheck_ignore=[".*"])
        return done[builder]

    return run


@pytest.mark.parametrize("builder", BUILDERS)
def test_cards_are_drawn_without_a_warning(build_site: Build, builder: str) -> None:
    assert build_site(builder).warnings == ()


# In HTML -----------------------------------------------------------------------------------------


def _foot(built: Built, docname: str, anchor: str) -> Tag:
    """Find the foot of a review: the last that it holds."""
    (foot,) = built.select(f"[id='{anchor}'] > .paper-foot:last-child", docname)
    return foot


def _plain(tag: Tag) -> str:
    """Give the text of an element, formulas without their marks."""
    return " ".join(re.sub(r"\\[()]", "", tag.get_text()).split())


def _shown(foot: Tag) -> list[tuple[str, str]]:
    """List the mentions in a foot: who, and the sentence without its quotes."""
    rows = foot.select(".paper-mention")
    names = [_plain(row.select(".paper-title")[0]) for row in rows]
    sentences = [_plain(row.select(".paper-sentence")[0]) for row in rows]
    assert all((text[0], text[-1]) == ("“", "”") for text in sentences)
    return list(zip(names, (text[1:-1] for text in sentences), strict=True))


def test_a_card_shows_who_mentions_its_paper(build_site: Build) -> None:
    """Newest first, the pages without a date last; in whichever review of the paper."""
    foot = _foot(build_site("html"), "posts/again", "arxiv-2511-00001")
    assert _shown(foot) == [(name, sentence) for name, _place, sentence in MENTIONING]


def test_on_the_page_itself_a_mention_goes_by_its_section(build_site: Build) -> None:
    """The page's own name would say nothing there; the review does not mention itself."""
    foot = _foot(build_site("html"), "posts/one", "arxiv-2511-00001")
    names = [name for name, _sentence in _shown(foot)]
    assert names == ["Second", *(name for name, *_rest in MENTIONING[1:])]


def test_papers_may_mention_each_other(build_site: Build) -> None:
    foot = _foot(build_site("html"), "posts/one", "arxiv-2511-00002")
    title = "Harmony: O(n^2) & <b>”bold”</b> words"
    assert _shown(foot) == [(title, f"It mentions itself, {title}, and Second.")]


def test_what_is_related_is_named_by_its_short_title(build_site: Build) -> None:
    """Second mentions Harmony and shares a tag with it, Third mentions it."""
    built = build_site("html")
    foot = _foot(built, "posts/one", "arxiv-2511-00001")
    assert [_plain(link) for link in foot.select(".paper-related a")] == ["Second", "Third"]
    (link,) = _foot(built, "posts/card", "arxiv-2511-00003").select(".paper-related a")
    assert (_plain(link), link["href"]) == ("Harmony", "again.html#arxiv-2511-00001")


def test_a_page_escapes_what_another_one_says(build_site: Build) -> None:
    """Formulas and code are what they were; nothing else is markup."""
    built = build_site("html")
    text = str(_foot(built, "posts/again", "arxiv-2511-00001"))
    assert "<script" not in text
    assert "<b>" not in text
    sentences = _foot(built, "posts/again", "arxiv-2511-00001").select(".paper-sentence")
    assert [tag.get_text() for tag in sentences[3].select(".math")] == [r"\(x<y\)"]
    assert [tag.get_text() for tag in sentences[5].select("code")] == ["<b>"]
    assert [tag.get_text() for tag in sentences[0].select("em")] == ["words"]


def test_many_mentions_fold(build_site: Build) -> None:
    """Two are shown, the others behind a summary that counts them."""
    foot = _foot(build_site("html"), "posts/again", "arxiv-2511-00001")
    (fold,) = foot.select(".paper-mentioned details")
    assert _plain(fold.select("summary")[0]) == "and 4 more"
    assert len(fold.select(".paper-mention")) == 4
    folded = _foot(build_site("html"), "posts/one", "arxiv-2511-00002")
    assert folded.select("details") == []


# Links -------------------------------------------------------------------------------------------

OURS = ".paper-elsewhere a[href], .paper-mention a[href], a[href]:has(> .paper-review-link)"


def _pages(built: Built, builder: str) -> Mapping[str, BeautifulSoup]:
    """Read all pages, by their path in the output."""
    if builder == "epub":
        files = unzip(built.out)
        texts = {name: files[name].decode() for name in files if name.endswith(".xhtml")}
    else:
        paths = sorted(built.out.rglob("*.html"))
        texts = {p.relative_to(built.out).as_posix(): p.read_text(encoding="utf-8") for p in paths}
    return {name: BeautifulSoup(text, "html.parser") for name, text in texts.items()}


def _landing(name: str, href: str) -> tuple[str, str]:
    """Tell to which file and id a link on a page leads."""
    path, _, anchor = href.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
    return (f"{target}/index.html" if path.endswith("/") else target), anchor


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "epub"])
def test_every_link_leads_to_an_id_that_is_there(build_site: Build, builder: str) -> None:
    pages = _pages(build_site(builder), builder)
    links = [(name, str(a["href"])) for name, page in pages.items() for a in page.select(OURS)]
    assert len(links) > 20
    for name, href in links:
        target, anchor = _landing(name, href)
        assert target in pages, href
        assert not anchor or len(pages[target].select(f"[id='{anchor}']")) == 1, href


def test_mentions_lead_to_their_places(build_site: Build) -> None:
    built = build_site("html")
    rows = _foot(built, "posts/again", "arxiv-2511-00001").select(".paper-mention")
    places = [_landing("posts/again.html", str(row.select("a")[0]["href"])) for row in rows]
    expected = [place.partition("#") for _name, place, _sentence in MENTIONING]
    assert places == [(f"{page}.html", anchor) for page, _, anchor in expected]


def test_one_page_for_all_leaves_orphans_unlinked(build_site: Build) -> None:
    """It does not hold them: the mention stands there as text."""
    built = build_site("singlehtml")
    rows = built.select(".paper-mention")
    orphans = [row for row in rows if _plain(row).startswith("Orphan")]
    assert len(orphans) == 2
    assert [row.select("a") for row in orphans] == [[], []]
    others = [row for row in rows if row not in orphans]
    assert all(len(row.select("a")) == 1 for row in others)


def test_a_pdf_links_to_what_it_holds(build_site: Build) -> None:
    """Each target is a label of the document, and orphans are none."""
    (path,) = build_site("latex").out.glob("*.tex")
    tex = path.read_text(encoding="utf-8")
    lines = [line for line in tex.splitlines() if "“" in line and "”" in line]
    assert len(lines) == 2 * len(MENTIONING) + 1
    for line in lines:
        target = re.search(r"\\hyperref\[\\detokenize\{(.*?)\}\]", line)
        assert (target is None) == ("Orphan" in line)
        assert target is None or rf"\label{{\detokenize{{{target[1]}}}}}" in tex


# Every output ------------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", SHOWING)
def test_every_output_says_who_mentions_a_paper(build_site: Build, builder: str) -> None:
    output = " ".join(text_output(build_site(builder).out, builder).split())
    output = output.replace(r"\&", "")  # what man puts before a full stop
    for name, _place, sentence in [MENTIONING[1], MENTIONING[2], MENTIONING[4]]:
        assert re.search(rf"{name}\W+(?:paper-sentence\W+)?{sentence}", output), name


@pytest.mark.parametrize("builder", ["gettext", "linkcheck"])
def test_translators_and_link_checkers_get_what_authors_wrote(
    build_site: Build, builder: str
) -> None:
    """No sentence of another page, and no link of ours."""
    built = build_site(builder)
    if builder == "gettext":
        output = text_output(built.out, builder)
        assert output.count("A card says") == 1
        assert "Mentioned in" not in output
    else:
        uris = [json.loads(line)["uri"] for line in built.text("output.json").splitlines()]
        # Sphinx lists what the authors' roles lead to, and does not check it.
        assert {uri for uri in uris if not uri.startswith("#arxiv-")} == {
            f"https://arxiv.org/abs/{HARMONY}"
        }


def test_the_search_does_not_find_a_page_by_the_words_of_another(build_site: Build) -> None:
    """Nor by the names of other pages: a search for "orphan" gives the orphan."""
    text = build_site("html").text("searchindex.js")
    index = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    names = index["docnames"]

    def found(word: str) -> set[str]:
        numbers = [index[part].get(word, []) for part in ("terms", "titleterms")]
        lists = (part if isinstance(part, list) else [part] for part in numbers)
        return {names[number] for part in lists for number in part}

    assert found("orphan") == {"lost"}
    assert found("cell") == {"notes/table"}


# Many, and none ----------------------------------------------------------------------------------


def _post(*lines: str, date: str = "2025-11-27") -> str:
    return review_page(
        ":::{paper} 2511.00001", ":title: Harmony", *lines, "", "Text.", ":::", date=date
    )


CROWD = """
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.core.model import Mention, Mentioning, Post, Reference
from sphinx_paperreview.core.runs import Run, pack

def setup(app):
    app.connect("env-get-updated", _crowd, priority=1)

def _crowd(app, env):
    sentence = (Run("They all say it. " * 3),)
    mention = Mention(Reference("paper", "2511.00001"), packed=pack(sentence))
    for number in range(5_000):
        post = Post(f"notes/{number:04d}", f"Note {number}")
        PaperDomain.of(env).library.add_mentions(Mentioning.of(post, (mention,)))
    return []
"""
"""5,000 pages that mention a paper, as if they had been read."""


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_paper_that_all_mention_makes_no_long_page(make_site: MakeSite, builder: str) -> None:
    """Two are shown, fifty more are folded, and the names of the others once more."""
    pages = {"index.md": _post() + "\n```{paper:list}\n:style: table\n:columns: mentions\n```\n"}
    built = make_site(pages, CROWD).build(builder)
    assert built.warnings == ()
    if builder == "text":
        assert len(re.findall(r"^\* Note", built.text("index.txt"), re.MULTILINE)) == 50
        assert "and 4950 more" in built.text("index.txt")
    else:
        assert len(built.select(".paper-mention")) == 52
        assert built.texts(".paper-mentioned summary") == ["and 4998 more", "and 4948 more"]
        assert len(built.select(".paper-mentioned details details a")) == 4948
        assert built.texts(".paper-table td") == ["5000"]


def _crowded(make_site: MakeSite, count: int) -> Site:
    """Write a site of many posts on one paper, and of as many pages that mention it."""
    pages = {"index.md": "# I\n\n```{toctree}\n:glob:\n\n*\n```\n"}
    for i in range(count):
        pages[f"post-{i:03}.md"] = _post(date=f"2025-{i // 28 + 1:02}-{i % 28 + 1:02}")
        pages[f"note-{i:03}.md"] = f"# Note {i:03}\n\nOn {{paper}}`2511.00001`.\n"
    return make_site(pages, "version = '1'\ncopyright = '2025'\n")


def _leads(links: list[Tag]) -> list[str]:
    """Name the pages to which links lead."""
    return [str(link["href"]).partition(".")[0] for link in links]


NEWEST, OLDEST = "post-069", "post-000"
ALSO = ".paper-also a, .paper-also + .paper-fold a"


def test_posts_on_one_paper_are_listed_once(make_site: MakeSite) -> None:
    """The card of the newest review names all; the others some, and lead to it."""
    built = _crowded(make_site, 70).build()
    assert built.warnings == ()
    assert _leads(built.select(ALSO, NEWEST)) == [f"post-{i:03}" for i in reversed(range(69))]
    some = [f"post-{i:03}" for i in reversed(range(20, 70))]
    assert _leads(built.select(ALSO, OLDEST)) == [*some, NEWEST]
    assert built.texts(ALSO, OLDEST)[-1] == "and 19 more"
    assert built.texts(".paper-also + .paper-fold summary", OLDEST) == ["and 66 more"]


def test_mentions_of_one_paper_are_listed_once(make_site: MakeSite) -> None:
    """So it is with the pages that mention it."""
    built = _crowded(make_site, 70).build()
    notes = [f"note-{i:03}" for i in range(70)]
    assert _leads(built.select(".paper-mentioned a", NEWEST)) == notes
    assert built.texts(".paper-mentioned summary", NEWEST) == ["and 68 more", "and 18 more"]
    assert _leads(built.select(".paper-mentioned a", OLDEST)) == [*notes[:52], NEWEST]
    assert built.texts(".paper-mentioned a", OLDEST)[-1] == "and 18 more"


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "singlehtml"])
def test_other_outputs_draw_posts_on_one_paper(make_site: MakeSite, builder: str) -> None:
    """Without a warning, and the newest review names all."""
    built = _crowded(make_site, 60).build(builder)
    assert built.warnings == ()
    assert "and 9 more" in text_output(built.out, builder)


def test_one_page_may_mention_a_paper_thousands_of_times(make_site: MakeSite) -> None:
    """In one paragraph: it is one page, with its first sentence."""
    notes = "# Notes\n\n" + "See {paper}`2511.00001`. " * 5_000
    pages = {"index.md": _post() + "\n```{toctree}\nnotes\n```\n", "notes.md": notes}
    built = make_site(pages).build()
    assert built.warnings == ()
    assert built.texts(".paper-mention") == ["Notes “See Harmony.”"]


def _relatives(make_site: MakeSite, **conf: object) -> list[str]:
    """Build eight papers that share a tag; tell which the newest is related to."""
    pages = {
        f"p{number}.md": review_page(
            f":::{{paper}} 2511.0000{number}", f":title: P{number}", ":tags: t", "", "X.", ":::",
            date=f"2025-11-0{number}",
        )
        for number in range(1, 9)
    }  # fmt: skip
    index = "# I\n\n```{paper:list}\n:style: cards\n```\n\n```{toctree}\n:glob:\n*\n```\n"
    built = make_site({"index.md": index, **pages}).build(**conf)  # type: ignore[arg-type]  # of Sphinx
    assert built.warnings == ()
    # A card in a listing is short.
    assert built.select(".paper-card")
    assert built.select(".paper-card .paper-related") == []
    return built.texts(".paper-related a", "p8")


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (None, ["P7", "P6", "P5", "P4", "P3"]),
        (2, ["P7", "P6"]),
        (0, []),
        (100, ["P7", "P6", "P5", "P4", "P3", "P2"]),  # those near by date are looked at
    ],
)
def test_a_site_says_how_many_are_related(
    make_site: MakeSite, limit: int | None, expected: list[str]
) -> None:
    conf = {} if limit is None else {"paperreview_related": limit}
    assert _relatives(make_site, **conf) == expected


@pytest.mark.parametrize("hidden", [":no-index:", "draft"])
def test_what_nothing_lists_is_not_named_on_cards(make_site: MakeSite, hidden: str) -> None:
    """Nor does its own card name others: it is not there, for the rest of the site."""
    option = [hidden] if hidden != "draft" else []
    lost = review_page(
        ":::{paper} 2511.00002", ":title: Lost", ":tags: t", *option, "",
        "See {paper}`2511.00001`.", ":::",
    )  # fmt: skip
    lost = lost.replace("---\n#", "draft: true\n---\n#") if hidden == "draft" else lost
    pages = {
        "index.md": _post(":tags: t") + "\n```{toctree}\nlost\nnotes\n```\n",
        "lost.md": lost,
        "notes.md": "# Notes\n\nSee {paper}`2511.00001`.\n",
    }
    built = make_site(pages).build()
    assert built.warnings == ()
    assert built.select(".paper-related, .paper-mentioned", "lost") == []
    assert built.select(".paper-related") == []
    assert built.texts(".paper-mention .paper-title") == ["Notes"]


def test_a_card_in_a_listing_has_no_foot(make_site: MakeSite) -> None:
    """It stands beside others; where else its paper is named, the review says."""
    post = _post() + "\n:::{paper} 2511.00002\n:title: Second\n\nSee {paper}`2511.00001`.\n:::\n"
    pages = {
        "index.md": "# I\n\n```{paper:list}\n:style: cards\n```\n\n```{toctree}\npost\n```\n",
        "post.md": post,
    }
    built = make_site(pages).build()
    assert built.texts(".paper-mention .paper-title", "post") == ["Second"]
    assert len(built.select(".paper-card")) == 2
    assert built.select(".paper-foot, .paper-mention") == []


def test_a_review_without_a_title_goes_by_that_of_another(make_site: MakeSite) -> None:
    """Wherever another page names it; its own heading says what its author wrote."""
    full = review_page(
        f":::{{paper}} {HARMONY}", ":title: *Full* title", ":tags: t", "", "It.", ":::"
    )
    newer = review_page(
        f":::{{paper}} {HARMONY}", ":tags: t", "", "Again.", ":::", date="2025-12-01"
    )
    other = review_page(f":::{{paper}} {SECOND}", ":title: Second", ":tags: t", "", "It.", ":::")
    index = "# Journal\n\n```{toctree}\nfull\nnewer\nother\n```\n\n```{paper:list}\n```\n"
    site = make_site({"index.md": index, "full.md": full, "newer.md": newer, "other.md": other})
    built = site.build()
    assert built.texts(".paper-related .paper-title", "other") == ["Full title"]
    assert sorted(built.texts(".paper-list .paper-title")) == 2 * ["Full title"] + ["Second"]
    assert built.texts("section.paper-review > h2", "newer") == [f"arXiv {HARMONY}¶"]
    site.write("full.md", full.replace("*Full* title", "Another"))
    again = site.build()
    assert again.texts(".paper-related .paper-title", "other") == ["Another"]
    assert sorted(again.texts(".paper-list .paper-title")) == 2 * ["Another"] + ["Second"]
