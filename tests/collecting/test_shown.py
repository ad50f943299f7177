"""What references show within titles and quoted sentences: what their page says there."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_paperreview.core.runs import Run, plain
from tests.conftest import MakeSite
from tests.site import Built, Site, review_page

CONF = """\
numfig = True
numfig_format = {'figure': 'Fig. %s'}  # not in the language of a site built before
myst_heading_anchors = 2
myst_enable_extensions = ['amsmath']
"""
TOCTREE = "\n```{toctree}\n:glob:\n:hidden:\n\n**\n```\n"

REVIEWS = review_page(
    ":::{paper} 2511.00001",
    ":title: Harmony: of *all*",
    ":name: my label",
    "",
    "Text.",
    ":::",
    "",
    "> :::{paper} 2511.00002",
    "> :title: Second $n$",
    "> :name: my card",
    "> :::",
)

PLACES = """# Places

(sec-intro)=
## The introduction

Text.

```{figure} x.png
:name: fig-x

A figure
```

```{math}
:label: eq-x

n^2
```

```{glossary}
term
  A word.
```
"""

REFERENCES = {
    "ref to a section": ("{ref}`sec-intro`", "The introduction"),
    "ref with a text": ("{ref}`words <sec-intro>`", "words"),
    "ref to a review": ("{ref}`my label`", "Harmony: of all"),
    "ref to a card": ("{ref}`my card`", "Second n"),
    "ref to an anchor": ("{ref}`arxiv-2511-00001`", "Harmony: of all"),
    "ref to an index": ("{ref}`paper-orgs`", "Organisations"),
    "numref": ("{numref}`fig-x`", "Fig. 1"),
    "numref with a pattern": ("{numref}`Figure %s <fig-x>`", "Figure 1"),
    "equation": ("{eq}`eq-x`", "(1)"),
    "page": ("{doc}`places`", "Places"),
    "page by its path": ("{doc}`/places`", "Places"),
    "page with a text": ("{doc}`words <places>`", "words"),
    "term": ("{term}`term`", "term"),
    "any, section": ("{any}`sec-intro`", "The introduction"),
    "any, page": ("{any}`places`", "Places"),
    "any, paper": ("{any}`2511.00001`", "Harmony: of all"),
    "link to a page": ("[](places.md)", "Places"),
    "link to a label": ("[](#sec-intro)", "The introduction"),
    "link to a slug": ("[](places.md#the-introduction)", "The introduction"),
    "link to a review": ("[](reviews.md#arxiv-2511-00001)", "Harmony: of all"),
    "link to nothing": ("[](places.md#no-such)", "no-such"),
    "paper": ("{paper}`2511.00001`", "Harmony: of all"),
    "paper, reviewed by nobody": ("{paper}`2511.00009`", "arXiv 2511.00009"),
}
"""References, and what they show."""

NUMBERS = {name: number for number, name in enumerate(REFERENCES, start=1)}


def _id(name: str) -> str:
    return f"2511.1{NUMBERS[name]:04}"


def _quoting(name: str) -> str:
    """Write a page that shows a reference in each place from which others take a text."""
    markup, _shown = REFERENCES[name]
    return (
        f"# Page on {markup}\n\nOpening with {markup}.\n\n"
        f"::::{{paper}} {_id(name)}\n:title: On {markup}\n:subtitle: With {markup}\n"
        f":summary: By {markup}\n\nText.\n::::\n\n"
        f"## Part on {markup}\n\nOne. See {markup} and [it](https://arxiv.org/abs/2511.00003).\n"
    )


@pytest.fixture(scope="module")
def quotes(tmp_path_factory: pytest.TempPathFactory) -> Built:
    pages: dict[str, str | bytes] = {
        "index.md": "# I\n" + TOCTREE,
        "reviews.md": REVIEWS + "\n:::{paper} 2511.00003\n:title: Third\n:::\n",
        "places.md": PLACES,
        "x.png": PICTURE,
        **{f"q{number:02}.md": _quoting(name) for name, number in NUMBERS.items()},
    }
    return Site(tmp_path_factory.mktemp("quotes") / "source", pages, CONF).build()


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154"
    "789c6360606060000000050001a5f645400000000049454e44ae426082".replace(" ", "")
)


@pytest.mark.parametrize("name", REFERENCES)
def test_what_is_quoted_shows_what_its_page_says(quotes: Built, name: str) -> None:
    """In titles of papers and pages, subtitles, summaries, excerpts, headings and sentences."""
    _markup, shown = REFERENCES[name]
    docname = f"q{NUMBERS[name]:02}"
    post = quotes.library.posts[docname]
    (review,) = post.reviews
    assert review.title == f"On {shown}"
    assert (plain(review.paper.subtitle), plain(review.summary)) == (f"With {shown}", f"By {shown}")
    assert (post.title, post.excerpt) == (f"Page on {shown}", f"Opening with {shown}.")
    third = quotes.library.page_reviews("reviews")[2]
    (backlink,) = (one for one in quotes.mentions.of(third) if one.post.docname == docname)
    assert plain(backlink.mention.sentence) == f"See {shown} and it."
    assert backlink.post.title == f"Page on {shown}"
    assert plain(backlink.title_on(docname)) == f"Part on {shown}"
    # As the page itself says.
    (heading,) = quotes.select("section.paper-review > h2", docname)
    assert f"On {shown}" in " ".join(heading.get_text().replace("\\(", "").split())


def test_a_title_is_quoted_with_its_styles(make_site: MakeSite) -> None:
    page = review_page(":::{paper} 2511.00003", ":title: On {paper}`2511.00001`", "", "T.", ":::")
    built = make_site({"index.md": page + TOCTREE, "reviews.md": REVIEWS}).build()
    (review,) = built.library.page_reviews("index")
    assert review.paper.title == (Run("On "), Run("Harmony: of "), Run("all", "emphasis"))


# Other sites -------------------------------------------------------------------------------------

ELSEWHERE = {
    "{ref}`sec-intro`": "The introduction",
    "{external:ref}`sec-intro`": "The introduction",
    "{external+theirs:ref}`sec-intro`": "The introduction",
    "{ref}`theirs:sec-intro`": "The introduction",
    "{any}`sec-intro`": "The introduction",
    "{external:paper}`2511.00001`": "Harmony: of all",
    "{paper}`2511.00001`": "Harmony: of all",
}


@pytest.mark.parametrize("markup", ELSEWHERE)
def test_what_another_site_has_goes_by_its_name_there(
    make_site: MakeSite, tmp_path: Path, markup: str
) -> None:
    theirs: dict[str, str | bytes] = {
        "index.md": "# T\n" + TOCTREE,
        "places.md": PLACES,
        "r.md": REVIEWS,
        "x.png": PICTURE,
    }
    out = Site(tmp_path / "theirs", theirs, CONF).build(out=tmp_path / "out").out
    inventory = out / "objects.inv"
    conf = (
        "extensions.append('sphinx.ext.intersphinx')\n"
        f"intersphinx_mapping = {{'theirs': ('https://e.org/', {str(inventory)!r})}}\n"
    )
    page = f"# I\n\nSee {markup} and [it](https://arxiv.org/abs/2511.00003).\n"
    built = make_site({"index.md": page}, conf).build()
    (paper,) = (one for one in built.mentions.unreviewed() if one.id.value == "2511.00003")
    (backlink,) = paper.backlinks
    assert plain(backlink.mention.sentence) == f"See {ELSEWHERE[markup]} and it."
    assert built.texts(".body p") == [f"See {ELSEWHERE[markup]} and it."]


def test_without_other_sites_what_nobody_knows_stays_as_it_is(make_site: MakeSite) -> None:
    """Also where MyST has asked intersphinx, though the site does not use it."""
    page = (
        "# I\n\nSee [](#no-such), {any}`no-such`, {ref}`no-such` and "
        "[it](https://arxiv.org/abs/2511.00003).\n\n```{paper:mentions}\n```\n"
    )
    built = make_site({"index.md": page}).build()
    assert len(built.warnings) == 3
    assert built.texts(".paper-sentence") == ["“See no-such, no-such, no-such and it.”"]


# Freshness ---------------------------------------------------------------------------------------

QUOTED = "# Q\n\nSee {markup} and {{paper}}`2511.00001`.\n"
LIST = "# List\n\n```{paper:list}\n```\n"
FIGURE = "```{figure} x.png\n:name: another\n\nAnother\n```\n\n"
CHANGES = {
    "{ref}`sec-intro`": ("## The introduction", "## The opening", "The opening"),
    "{doc}`places`": ("# Places", "# Spots", "Spots"),
    "[](#sec-intro)": ("## The introduction", "## The opening", "The opening"),
    "{numref}`fig-x`": ("```{figure}", f"{FIGURE}```{{figure}}", "Fig. 2"),
}
"""References, and a change of the page that they lead to, and what they show then."""


def _again(site: Site, markup: str, out: Path | None = None) -> tuple[str, str, str]:
    """Build; give the sentence on the card, the title in the list, and the page's own words."""
    built = site.build(out=out, fresh=out is not None)
    (sentence,) = built.texts(".paper-mention .paper-sentence", "reviews")
    (title,) = built.texts("ul.paper-list li a[href^='titled']", "list")
    return sentence, title, built.texts(".body p", "quoting")[0]


@pytest.mark.parametrize("markup", CHANGES)
def test_a_quote_follows_what_its_page_says(
    make_site: MakeSite, markup: str, tmp_path: Path
) -> None:
    """In an incremental build as in a clean one: where it stands, on the page itself, in titles."""
    old, new, shown = CHANGES[markup]
    titled = review_page(":::{paper} 2511.00008", f":title: On {markup}", "", "Text.", ":::")
    pages = {
        "index.md": "# I\n" + TOCTREE,
        "reviews.md": REVIEWS,
        "places.md": PLACES,
        "x.png": PICTURE,
        "list.md": LIST,
        "titled.md": titled,
        "quoting.md": QUOTED.format(markup=markup),
    }
    site = make_site(pages, CONF)
    before = _again(site, markup)
    site.write("places.md", PLACES.replace(old, new))
    after = _again(site, markup)
    assert after == _again(site, markup, tmp_path / "clean")
    assert before != after
    assert all(shown in text for text in after)


def test_titles_that_name_each_other_end_somewhere(make_site: MakeSite) -> None:
    """Where a title would show the same title again, it shows the reference as it was typed."""
    pages = {
        "index.md": "# I\n" + TOCTREE + LIST[6:],
        **{
            f"p{one}.md": review_page(
                f":::{{paper}} 2511.0000{one}", f":title: {one} on {{paper}}`2511.0000{other}`",
                "", "Text.", ":::",
            )
            for one, other in ((1, 2), (2, 3), (3, 1))
        },
    }  # fmt: skip
    built = make_site(pages).build()
    assert built.warnings == ()
    assert {review.title for review in built.reviews} == {
        "1 on 2 on 3 on 1 on 2511.00002",
        "2 on 3 on 1 on 2 on 2511.00003",
        "3 on 1 on 2 on 3 on 2511.00001",
    }
