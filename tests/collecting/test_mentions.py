"""Where mentions are found: by which markup, on which page, at which place, in which sentence."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sphinx_paperreview.core.identifiers import PaperId, parse_id
from sphinx_paperreview.core.mentions import Backlink, Mentions, Unreviewed
from sphinx_paperreview.core.runs import plain, unpack
from tests.conftest import MakeSite
from tests.site import Built, Site, review_page

PAPER = "2511.00001"
TOCTREE = "\n```{toctree}\n:glob:\n:hidden:\n\n**\n```\n"

REVIEWS = review_page(
    f":::{{paper}} {PAPER}",
    ":title: Harmony: of *all*",
    ":name: my label",
    ":code: https://example.org/harmony",
    ":links: Board <https://example.org/board>",
    "",
    "Its text.",
    "",
    "## Method",
    "It has one.",
    ":::",
    "",
    ":::{paper} 2511.00002",
    ":title: Second",
    ":links: Board <https://example.org/board>",
    ":::",
)
HEADED = "# Page\n\n## Part\n\n"
SENTENCE = "We know Harmony: of all well."


def mentions_of(built: Built) -> Mentions:
    """Gather all mentions of a site, as a build does."""
    return built.mentions


def backlinks(built: Built, paper: str = PAPER) -> list[Backlink]:
    """List who mentions a paper."""
    newest = built.library.tables.by_id[parse_id(paper)][0]
    return list(mentions_of(built).of(newest))


def pages(built: Built, paper: str = PAPER) -> list[str]:
    """Name the pages that mention a paper."""
    return [backlink.post.docname for backlink in backlinks(built, paper)]


def unreviewed(built: Built) -> Mapping[PaperId, Unreviewed]:
    """List what is mentioned, and reviewed by nobody."""
    return {paper.id: paper for paper in mentions_of(built).unreviewed()}


# Markup ------------------------------------------------------------------------------------------

TITLED = {
    "role, id": "{paper}`2511.00001`",
    "role, URL": "{paper}`https://huggingface.co/papers/2511.00001v2`",
    "role, title": "{paper}`Harmony`",
    "role, label": "{paper}`my label`",
    "full role": "{paper:paper}`2511.00001`",
    "link to anchor": "[](#arxiv-2511-00001)",
    "link to page and anchor": "[](../reviews.md#arxiv-2511-00001)",
    "link to label": "[](<#my label>)",
    "autolink to anchor": "<project:#arxiv-2511-00001>",
    "ref to anchor": "{ref}`arxiv-2511-00001`",
    "ref to label": "{ref}`my label`",
    "any, id": "{any}`2511.00001`",
    "any, anchor": "{any}`arxiv-2511-00001`",
}
"""Markup that shows the title of the paper."""

WORDED = {
    "link": "[it](https://arxiv.org/abs/2511.00001)",
    "link, pdf of a version": "[it](https://arxiv.org/pdf/2511.00001v2)",
    "link, alphaxiv": "[it](https://www.alphaxiv.org/ko/overview/2511.00001)",
    "link, doi": "[it](https://doi.org/10.48550/arXiv.2511.00001)",
    "link by reference": "[it][link]",
    "link to its code": "[it](https://example.org/harmony)",
    "link to its code, loud": "[it](https://EXAMPLE.org/harmony)",
    "role with a text": "{paper}`it <2511.00001>`",
    "link to anchor with a text": "[it](#arxiv-2511-00001)",
    "link to page with a text": "[it](../reviews.md#arxiv-2511-00001)",
    "ref with a text": "{ref}`it <arxiv-2511-00001>`",
    "any with a text": "{any}`it <arxiv-2511-00001>`",
    "bold link": "**[it](https://arxiv.org/abs/2511.00001)**",
    "link in bold link text": "[**it**](https://arxiv.org/abs/2511.00001)",
    "link with code": "[`it`](https://arxiv.org/abs/2511.00001)",
}
"""Markup with words of the author's own."""

BARE = {
    "autolink": "<https://arxiv.org/abs/2511.00001>",
}

MARKUP = TITLED | WORDED | BARE
NAMES = {way: f"ways/w{number:02d}" for number, way in enumerate(MARKUP)}


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Built:
    texts = {
        f"{NAMES[way]}.md": f"{HEADED}One. We know {markup} well. Three.\n\n"
        "[link]: https://arxiv.org/abs/2511.00001\n"
        for way, markup in MARKUP.items()
    }
    folder = tmp_path_factory.mktemp("ways") / "source"
    built = Site(folder, {"index.md": "# I\n" + TOCTREE, "reviews.md": REVIEWS, **texts}).build()
    assert built.warnings == ()
    return built


@pytest.mark.parametrize("way", MARKUP)
def test_every_way_to_name_a_paper_is_a_mention(ways: Built, way: str) -> None:
    """With the section in which it stands, and the sentence, in which it shows what it shows."""
    (backlink,) = (one for one in backlinks(ways) if one.post.docname == NAMES[way])
    mention = backlink.mention
    assert (mention.anchor, plain(unpack(mention.heading)), mention.review) == ("part", "Part", -1)
    shown = "it" if way in WORDED else "https://arxiv.org/abs/2511.00001"
    shown = "Harmony: of all" if way in TITLED else shown
    assert plain(mention.sentence) == f"We know {shown} well."
    assert mention.text == ("" if way in TITLED else shown)
    assert backlink.post.title == "Page"


def test_nothing_else_is_mentioned_there(ways: Built) -> None:
    assert sorted(pages(ways)) == sorted(NAMES.values())
    assert pages(ways, "2511.00002") == []
    assert unreviewed(ways) == {}


# Places ------------------------------------------------------------------------------------------

LINK = "We know [it](https://arxiv.org/abs/2511.00001) well."
SEEN = "We know it well."

PLACES: dict[str, tuple[str, str, str]] = {
    # what stands under the heading; the anchor, the sentence
    "paragraph": (f"{LINK}\n", "part", SEEN),
    "second line of a paragraph": (f"One\nor two. We know\n{LINK[8:]}\n", "part", SEEN),
    "heading": (f"### {LINK}\n\nText.\n", "we-know-it-well", SEEN),
    "list": (f"- One.\n- {LINK}\n", "part", SEEN),
    "list in a list": (f"- One.\n\n  1. {LINK}\n", "part", SEEN),
    "definition": (f"Term\n: One. {LINK}\n", "part", SEEN),
    "term": (f"{LINK}\n: Text.\n", "part", SEEN),
    "quote": (f"> One. {LINK}\n", "part", SEEN),
    "quote in a list in a quote": (f"> - > {LINK}\n", "part", SEEN),
    "table": (f"| A | B |\n|---|---|\n| x | {LINK} |\n", "part", SEEN),
    "head of a table": (f"| A | {LINK} |\n|---|---|\n| x | y |\n", "part", SEEN),
    "title of a table": (f"```{{list-table}} {LINK}\n* - A\n```\n", "part", SEEN),
    "caption": (f"```{{figure}} /a.png\n{LINK}\n```\n", "part", SEEN),
    "legend": (f"```{{figure}} /a.png\nA.\n\n{LINK}\n```\n", "part", SEEN),
    "admonition": (f":::{{note}}\nOne. {LINK}\n:::\n", "part", SEEN),
    "title of an admonition": (f":::{{admonition}} {LINK}\nText.\n:::\n", "part", SEEN),
    # MyST moves footnotes to the foot of the page, outside its sections.
    "footnote": (f"Text[^n].\n\n[^n]: One. {LINK}\n", "", SEEN),
    "sidebar": (f":::{{sidebar}} Title\n{LINK}\n:::\n", "part", SEEN),
    "card in a grid": (
        f"::::{{grid}} 2\n:::{{grid-item-card}} Title\n{LINK}\n:::\n::::\n", "part", SEEN,
    ),
    "emphasis": (f"***One.*** **We *know* {LINK[8:-1]}**.\n", "part", SEEN),
    "a picture": (
        "Words.\n\n```{image} /a.png\n:target: https://arxiv.org/abs/2511.00001\n```\n\nMore.\n",
        "part", "",
    ),
    "a figure": (
        "```{figure} /a.png\n:target: https://arxiv.org/abs/2511.00001\nA caption.\n```\n",
        "part", "",
    ),
    "a card": (
        ":::{card} Title\n:link: https://arxiv.org/abs/2511.00001\nText.\n:::\n", "part", "",
    ),
    # It would say nothing but what the paper is called.
    "no sentence": ("- [it](https://arxiv.org/abs/2511.00001)\n", "part", ""),
    "around a picture": (
        "We know [![it](/a.png)](https://arxiv.org/abs/2511.00001) well.\n",
        "part", "We know well.",
    ),
    "behind a footnote": (f"One[^n]. {LINK}\n\n[^n]: Text.\n", "part", SEEN),
    "beside HTML": (f"We <b>know</b> {LINK[8:]}\n", "part", SEEN),
    "beside math": (f"$a. B$ of {LINK}\n", "part", f"a. B of {SEEN}"),
    "another review": (
        f":::{{paper}} 2511.00003\n:title: Third\n\n{LINK}\n:::\n", "arxiv-2511-00003", SEEN,
    ),
    "heading in a review": (
        f":::{{paper}} 2511.00004\n:title: Fourth\n\n#### Method\n{LINK}\n:::\n",
        "arxiv-2511-00004-method", SEEN,
    ),
    "summary": (
        f":::{{paper}} 2511.00005\n:title: Fifth\n:summary: One. {LINK}\n\nText.\n:::\n",
        "arxiv-2511-00005", SEEN,
    ),
    "subtitle": (
        f":::{{paper}} 2511.00006\n:title: Sixth\n:subtitle: {LINK}\n\nText.\n:::\n",
        "arxiv-2511-00006", SEEN,
    ),
    "title of a review": (
        f":::{{paper}} 2511.00007\n:title: {LINK}\n\nText.\n:::\n", "arxiv-2511-00007", SEEN,
    ),
    "compact card": (
        f"- Item\n\n  :::{{paper}} 2511.00008\n  :title: Eighth\n\n  {LINK}\n  :::\n",
        "arxiv-2511-00008", SEEN,
    ),
}  # fmt: skip
SPOTS = {place: f"places/p{number:02d}" for number, place in enumerate(PLACES)}
HEADINGS = {"": "", "part": "Part", "we-know-it-well": SEEN} | {
    "arxiv-2511-00003": "Third", "arxiv-2511-00004-method": "Method", "arxiv-2511-00005": "Fifth",
    "arxiv-2511-00006": "Sixth", "arxiv-2511-00007": SEEN, "arxiv-2511-00008": "Eighth",
}  # fmt: skip
PIXEL = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Built:
    texts = {f"{SPOTS[place]}.md": HEADED + text for place, (text, *_) in PLACES.items()}
    built = Site(
        tmp_path_factory.mktemp("places") / "source",
        {"index.md": "# I\n" + TOCTREE, "reviews.md": REVIEWS, "a.png": PIXEL, **texts},
        'myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]\n',
    ).build()
    assert built.warnings == ()
    return built


@pytest.mark.parametrize("place", PLACES)
def test_a_mention_is_found_wherever_text_stands(places: Built, place: str) -> None:
    """With the nearest section or card around it, which has an id in the page."""
    (backlink,) = (one for one in backlinks(places) if one.post.docname == SPOTS[place])
    mention, (_text, anchor, sentence) = backlink.mention, PLACES[place]
    assert plain(mention.sentence) == sentence
    assert (mention.anchor, plain(unpack(mention.heading))) == (anchor, HEADINGS[anchor])
    assert not anchor or places.select(f"[id='{anchor}']", SPOTS[place])
    is_review = anchor.startswith("arxiv-")
    assert mention.review == (0 if is_review else -1)


REST = {
    "link": "We know `it <https://arxiv.org/abs/2511.00001>`_ well.",
    "anonymous link": "We know `it <https://arxiv.org/abs/2511.00001>`__ well.",
    "named link": "We know it_ well.\n\n.. _it: https://arxiv.org/abs/2511.00001",
    "substitution": "We know |it| well.\n\n.. |it| replace:: :paper:`it <2511.00001>`",
    "substitution, defined above": "Two.\n\n.. |it| replace:: "
    "`it <https://arxiv.org/abs/2511.00001>`__\n\nWe know |it| well.",
    "role": "We know :paper:`it <2511.00001>` well.",
    "ref": "We know :ref:`it <arxiv-2511-00001>` well.",
    "footnote": "Text [1]_.\n\n.. [1] We know `it <https://arxiv.org/abs/2511.00001>`_ well.",
}


@pytest.mark.parametrize("way", REST)
def test_mentions_are_found_in_restructuredtext(make_site: MakeSite, way: str) -> None:
    text = f"Page\n====\n\nPart\n----\n\nOne. {REST[way]}\n"
    built = make_site({"index.md": REVIEWS + TOCTREE, "page.rst": text}).build()
    assert built.warnings == ()
    (backlink,) = backlinks(built)
    assert plain(backlink.mention.sentence) == SEEN
    assert (backlink.post.docname, backlink.mention.anchor) == ("page", "part")


def test_a_substitution_that_nothing_uses_is_none(make_site: MakeSite) -> None:
    text = "Page\n====\n\n.. |it| replace:: :paper:`2511.00001`\n\nText.\n"
    assert pages(make_site({"index.md": REVIEWS + TOCTREE, "page.rst": text}).build()) == []


def test_a_standalone_url_in_restructuredtext_is_one(make_site: MakeSite) -> None:
    text = "Page\n====\n\nWe know https://arxiv.org/abs/2511.00001.\n"
    built = make_site({"index.md": REVIEWS + TOCTREE, "page.rst": text}).build()
    (backlink,) = backlinks(built)
    assert plain(backlink.mention.sentence) == "We know https://arxiv.org/abs/2511.00001."


def test_a_bare_address_in_markdown_is_text(make_site: MakeSite) -> None:
    """CommonMark makes a link of it in pointed brackets only, and a page shows no other."""
    text = "# Page\n\nWe know https://arxiv.org/abs/2511.00001 well.\n"
    built = make_site({"index.md": REVIEWS + TOCTREE, "page.md": text}).build()
    assert (built.warnings, backlinks(built)) == ((), [])


def test_a_mention_above_all_sections_is_of_the_page(make_site: MakeSite) -> None:
    """Also in its only heading: no id is needed, and the page has a name."""
    pages_ = {
        "top.md": f"# Page\n\n{LINK}\n",
        "head.md": "# We know [it](https://arxiv.org/abs/2511.00001)\n",
        "none.md": f"{LINK}\n",
    }
    built = make_site({"index.md": REVIEWS + TOCTREE, **pages_}).build()
    found = {one.post.docname: one for one in backlinks(built)}
    assert {name: one.mention.anchor for name, one in found.items()} == dict.fromkeys(
        ["top", "head", "none"], ""
    )
    titles = {name: one.post.title for name, one in found.items()}
    assert titles == {"top": "Page", "head": "We know it", "none": "none"}


# What is none ------------------------------------------------------------------------------------

OWN = ":::{{paper}} 2511.00001\n:title: Harmony again\n\n{}\n:::\n\n"
OTHER = ":::{{paper}} 2511.00003\n:title: Third\n{}\n{}\n:::\n"

NONE = {
    "a paper in its own review": OWN.format(LINK),
    "a paper in a heading of its own review": OWN.format(f"### {LINK}\nText."),
    "a paper in a card within its own review": OWN.format(f"- {LINK}\n- Two"),
    "the text around a review of it": OWN.format("Text.") + f"{LINK}\n\n## Links\n{LINK}\n",
    "a link of a review": OTHER.format(":code: https://arxiv.org/abs/2511.00001\n", "Text."),
    "a review that nothing indexes": OTHER.format(":no-index:\n", LINK),
    "a listing of papers": "[new](https://arxiv.org/list/cs.CV), [all](https://arxiv.org/)\n",
    "a page that several reviews link to": "[it](https://example.org/board)\n",
    "another page": "[it](https://example.org/else)\n",
    "a review's page as a whole": "[it](../reviews.md)\n",
    "code": "`https://arxiv.org/abs/2511.00001`\n\n    https://arxiv.org/abs/2511.00001\n",
    "a comment": "% [it](https://arxiv.org/abs/2511.00001)\n",
    "raw HTML": '<a href="https://arxiv.org/abs/2511.00001">it</a>\n',
    "words": "arXiv 2511.00001 and https://arxiv.org/abs/2511.00001\n",
    "a picture": "![it](https://arxiv.org/abs/2511.00001)\n",
    "a mail": "[it](mailto:a@arxiv.org)\n",
    "a listing of reviews": "```{paper:list}\n```\n\n```{paper:posts}\n```\n",
}
SUPPRESSED = 'suppress_warnings = ["image.not_readable", "paper.title"]\n'


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Built:
    texts = {f"none/n{number:02d}.md": HEADED + text for number, text in enumerate(NONE.values())}
    built = Site(
        tmp_path_factory.mktemp("nothing") / "source",
        {"index.md": "# I\n" + TOCTREE, "reviews.md": REVIEWS, "yes.md": HEADED + LINK, **texts},
        SUPPRESSED,
    ).build()
    assert built.warnings == ()
    return built


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_mention_counts_nowhere(nothing: Built, name: str) -> None:
    docname = f"none/n{list(NONE).index(name):02d}"
    assert docname not in pages(nothing)
    assert docname not in pages(nothing, "2511.00002")
    assert nothing.select("section", docname)


def test_nothing_of_that_is_to_be_read(nothing: Built) -> None:
    assert pages(nothing) == ["yes"]
    assert unreviewed(nothing) == {}


DRAFT = f"---\ndraft: true\n---\n# Page\n\n{LINK}\n\n" + OTHER.format("", LINK)


def test_a_draft_mentions_nothing(make_site: MakeSite) -> None:
    """Readers do not find it; once it is none, it does."""
    site = make_site({"index.md": REVIEWS + TOCTREE, "page.md": DRAFT})
    assert pages(site.build()) == []
    site.write("page.md", DRAFT.replace("draft: true", "draft: false"))
    assert pages(site.build()) == ["page"]


def test_an_excluded_page_mentions_nothing_and_an_orphan_does(make_site: MakeSite) -> None:
    """An excluded page is not built; an orphan is one that readers reach by its address."""
    pages_ = {
        "index.md": REVIEWS,
        "out.md": f"# Out\n\n{LINK}\n",
        "orphan.md": f"---\norphan: true\n---\n# Orphan\n\n{LINK}\n",
    }
    built = make_site(pages_, 'exclude_patterns = ["out.md"]\n').build()
    assert built.warnings == ()
    assert pages(built) == ["orphan"]


# Not reviewed ------------------------------------------------------------------------------------


def test_what_nobody_reviewed_is_gathered(make_site: MakeSite) -> None:
    """From roles and links to known sources, with what authors call it."""
    page = (
        "# Page\n\n{paper}`2511.00009`, [Nine: a title](https://arxiv.org/pdf/2511.00009v1), "
        "{any}`10.1145/3485132`, [this](https://aclanthology.org/P18-1023/).\n"
    )
    built = make_site({"index.md": REVIEWS + TOCTREE, "page.md": page}).build()
    assert built.warnings == ()
    assert {str(paper.id): (paper.title, paper.source) for paper in unreviewed(built).values()} == {
        "acl:P18-1023": ("", "acl"),
        "arxiv:2511.00009": ("Nine: a title", "arxiv"),
        "doi:10.1145/3485132": ("", "doi"),
    }


def test_a_review_takes_its_paper_from_the_list(make_site: MakeSite) -> None:
    """At the next build; when it goes, the paper is back."""
    site = make_site({"index.md": REVIEWS + TOCTREE, "page.md": "# P\n\n{paper}`2511.00003`\n"})
    assert list(unreviewed(site.build())) == [parse_id("2511.00003")]
    site.write("new.md", OTHER.format("", "Text."))
    built = site.build()
    assert (list(unreviewed(built)), pages(built, "2511.00003")) == ([], ["page"])
    (site.source / "new.md").unlink()
    assert list(unreviewed(site.build())) == [parse_id("2511.00003")]


def test_a_page_that_goes_takes_its_mentions_along(make_site: MakeSite) -> None:
    """One that is deleted, and one that mentions nothing any more; in a parallel build too."""
    texts = {f"p{number}.md": f"# P{number}\n\n{LINK}\n" for number in range(10)}
    site = make_site({"index.md": REVIEWS + TOCTREE, **texts})
    assert len(pages(site.build(parallel=2))) == 10
    (site.source / "p0.md").unlink()
    site.write("p1.md", "# P1\n")
    assert pages(site.build(parallel=2)) == [f"p{number}" for number in range(2, 10)]


def test_a_page_that_only_mentions_papers_is_no_post(make_site: MakeSite) -> None:
    """Its head may say what it likes, without a warning of ours; a date that is one, orders."""
    pages_ = {
        "index.md": REVIEWS + TOCTREE,
        "odd.md": f"---\ndate: tomorrow\ntags: 3\n---\n# Odd\n\n{LINK}\n",
        "dated.md": f"---\ndate: 2025-11-01\n---\n# Dated\n\n{LINK}\n",
    }
    built = make_site(pages_).build()
    assert built.warnings == ()
    assert pages(built) == ["dated", "odd"]
    assert list(built.library.posts) == ["index"]
