from __future__ import annotations

from collections.abc import Callable

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.authoring.headings import claim_id, lift_headings
from tests.conftest import MakeSite
from tests.site import Built, review_page
from tests.work import is_linear

REVIEW = [":::{paper} 2511.21579", ":title: Harmony", "", "Words.", "", "## Method", "", "How.",
          "", "### Detail", "", "What.", "", "## Method", "", "Again.", ":::", ""]  # fmt: skip
OWN = ["## Method", "", "Mine.", "", "## Other", "", "Mine too."]


def build(make_site: MakeSite, *lines: str, conf: str = "", title: str = "# Post") -> Built:
    built = make_site({"index.md": review_page(*lines, title=title)}, conf).build("html")
    assert built.warnings == ()
    return built


def ids(built: Built) -> list[str]:
    return [str(section["id"]) for section in built.select("section")]


def restructured(*lines: str) -> dict[str, str]:
    return {"index.rst": "\n".join(["Post", "====", "", *lines, ""])}


# Ids -----------------------------------------------------------------------------------------


def test_headings_of_a_body_become_sections_of_the_review(make_site: MakeSite) -> None:
    """Headings in a review are sections within it, nested by their level, below its title."""
    built = build(make_site, *REVIEW)
    assert ids(built) == [
        "post",
        "arxiv-2511-21579",
        "arxiv-2511-21579-method",
        "arxiv-2511-21579-detail",
        "arxiv-2511-21579-method-2",
    ]
    (detail,) = built.texts(
        "#post > section.paper-review > section[id$=-method] > section[id$=-detail] > h4"
    )
    assert detail == "Detail¶"


def test_an_author_keeps_the_ids_of_the_headings_below(make_site: MakeSite) -> None:
    """A review's ``## Method`` does not rename the author's own later one."""
    assert ids(build(make_site, *REVIEW, *OWN))[-2:] == ["method", "other"]


def test_a_paper_in_front_shifts_no_id(make_site: MakeSite) -> None:
    """Every id is still there, on the same heading, when another review comes first."""
    front = [line.replace("2511.21579", "2511.20640") for line in REVIEW]
    before, after = (
        ids(build(make_site, *REVIEW, *OWN)),
        ids(build(make_site, *front, *REVIEW, *OWN)),
    )
    assert [name for name in after if "2511-20640" not in name] == before


def test_the_same_in_rest(make_site: MakeSite) -> None:
    """In reST, section titles in a body are headings of the review as well."""
    lines = [".. paper:: 2511.21579", "   :title: Harmony", "", "   Words.", "", "   Method",
             "   ------", "", "   How.", "", "   Detail", "   ~~~~~~", "", "   What.", "",
             "Method", "------", "", "Mine."]  # fmt: skip
    built = make_site(restructured(*lines)).build("html")
    assert built.warnings == ()
    assert ids(built) == [
        "post",
        "arxiv-2511-21579",
        "arxiv-2511-21579-method",
        "arxiv-2511-21579-detail",
        "method",
    ]


def test_headings_of_other_scripts_have_readable_ids(make_site: MakeSite) -> None:
    """Hangul and Han stay in an id; a heading without any letter has one too."""
    review = [
        ":::{paper} 2511.21579",
        ":title: A",
        "",
        "## 방법",
        "",
        "x",
        "",
        "## …",
        "",
        "x",
        ":::",
    ]
    assert ids(build(make_site, *review))[2:] == [
        "arxiv-2511-21579-방법",
        "arxiv-2511-21579-section",
    ]


@pytest.mark.parametrize(
    "lines",
    [["- item", "", "  ## Method"], ["> ## Method"], [":::{note}", "## Method", ":::"]],
    ids=["list", "quote", "admonition"],
)
def test_a_heading_deeper_in_a_body_stays_a_rubric(make_site: MakeSite, lines: list[str]) -> None:
    """A heading in a list, a quote or an admonition is no section, and has a stable id."""
    built = build(make_site, "::::{paper} 2511.21579", ":title: A", "", *lines, "::::", "", *OWN)
    (rubric,) = built.select("section.paper-review .rubric")
    assert rubric["id"] == "arxiv-2511-21579-method"
    assert ids(built) == ["post", "arxiv-2511-21579", "method", "other"]


def test_targets_of_an_author_work_in_a_body(make_site: MakeSite) -> None:
    """``(label)=`` and ``{#id}`` before headings of a body lead to them."""
    built = build(
        make_site,
        *[":::{paper} 2511.21579", ":title: A", "", "(my-label)=", "## Method", "", "x", ""],
        *["{#my-id}", "## Other", "", "x", ":::", "", "[](#my-label) {ref}`my-label` [](#my-id)"],
        conf="myst_enable_extensions = ['attrs_block']\n",
    )
    links = [(link["href"], link.get_text()) for link in built.select("#post > p a")]
    assert links == [("#my-label", "Method"), ("#my-label", "Method"), ("#my-id", "Other")]
    assert built.select("section[id=my-label] span[id='arxiv-2511-21579-method']")


@pytest.mark.parametrize("anchor", ["arxiv-2511-21579", "arxiv-2511.21579"])
@pytest.mark.parametrize("conf", ["", "myst_heading_anchors = 3\n"])
def test_links_find_headings_of_a_body(make_site: MakeSite, conf: str, anchor: str) -> None:
    """``[](#<anchor>-<slug>)`` leads to a heading of a review, also from another page.

    So it does with the form of the anchor that older pages use.
    """
    one = review_page(*REVIEW, f"[](#{anchor}-method) [](#{anchor})")
    two = "---\norphan: true\n---\n# Two\n\n"
    two += f"[](index.md#{anchor}-detail) [](index.md#{anchor})\n"
    built = make_site({"index.md": one, "two.md": two}, conf).build("html")
    assert built.warnings == ()
    links = [(link["href"], link.get_text()) for link in built.select("#post > p a")]
    assert links == [("#arxiv-2511-21579-method", "Method"), ("#arxiv-2511-21579", "Harmony")]
    links = [(link["href"], link.get_text()) for link in built.select("#two > p a", "two")]
    assert links == [
        ("index.html#arxiv-2511-21579-detail", "Detail"),
        ("index.html#arxiv-2511-21579", "Harmony"),
    ]


def test_slugs_are_of_the_page_first(make_site: MakeSite) -> None:
    """With ``myst_heading_anchors``, ``[](#method)`` means the author's own heading."""
    lines = [
        *REVIEW,
        "## Method",
        "",
        "Mine. [](#method)",
        "",
        "## 방법",
        "",
        "[](#방법) [](#detail)",
    ]
    built = build(make_site, *lines, conf="myst_heading_anchors = 3\n")
    links = [link["href"] for link in built.select("section:not(.paper-review) > p a.internal")]
    assert links == ["#method", "#id1", "#arxiv-2511-21579-detail"]
    assert [tag["id"] for tag in built.select("#id1 > span[id]")] == ["방법"]


def test_slugs_of_the_page_do_not_shift(make_site: MakeSite) -> None:
    """A review in front takes no slug from a heading, in whatever script."""
    review = [":::{paper} 2511.21579", ":title: A", "", "## 방법", "", "x", ":::", ""]
    own = ["## 방법", "", "[](#방법)"]
    conf = "myst_heading_anchors = 3\n"
    for lines in (own, [*review, *own]):
        built = build(make_site, *lines, conf=conf)
        (section,) = built.select("#post > section:not(.paper-review)")
        assert [tag["id"] for tag in section.select("span[id]")] == ["방법"]
        (link,) = section.select("p a")
        assert link["href"] == f"#{section['id']}"


@pytest.mark.parametrize("place", ["heading", "directive", "card"])
def test_a_label_before_a_review_leaves_its_anchor_first(make_site: MakeSite, place: str) -> None:
    """The permanent link of a review is made from its paper's id, whatever labels stand by it."""
    lines = {
        "heading": ["(x)=", "## Harmony", "", ":::{paper} 2511.21579", ":::"],
        "directive": ["(x)=", ":::{paper} 2511.21579", ":title: Harmony", "", "Text", ":::"],
        "card": ["- (x)=", "  :::{paper} 2511.21579", "  :title: Harmony", "  :::"],
    }[place]
    built = build(make_site, *lines, "", "{ref}`text <x>`")
    assert built.reviews[0].anchor == "arxiv-2511-21579"
    (review,) = built.select(".paper-review")
    assert review["id"] == "arxiv-2511-21579"
    (link,) = built.select("a[href='#x']")
    assert link.get_text() == "text"
    assert built.select("[id=x]")


# The attached form ---------------------------------------------------------------------------

ATTACHED = [":::{paper} 2511.21579", ":org: tencent", ":::", ""]


def _is_attached(built: Built) -> None:
    (section,) = built.select("section.paper-review")
    assert section["id"] == "arxiv-2511-21579"
    assert built.texts("section.paper-review > h2") == ["Harmony¶"]
    assert built.select("section.paper-review > h2 ~ .paper-head .paper-org")


def test_a_directive_without_body_takes_its_section(make_site: MakeSite) -> None:
    """First behind the heading and alone in the section, a directive describes the section."""
    built = build(make_site, "## Harmony", "", *ATTACHED, "Text.", "", "### Method", "", "How.")
    _is_attached(built)
    assert built.reviews[0].title == "Harmony"
    assert built.texts("section.paper-review section > h3") == ["Method¶"]
    assert [tag["id"] for tag in built.select("section.paper-review > span[id]")] == [
        "arxiv-2511.21579",
        "harmony",
    ]


def test_the_attached_form_in_rest(make_site: MakeSite) -> None:
    """The same in reST."""
    lines = ["Harmony", "-------", "", ".. paper:: 2511.21579", "   :org: tencent", "", "Text."]
    built = make_site(restructured(*lines)).build("html")
    assert built.warnings == ()
    _is_attached(built)


@pytest.mark.parametrize("between", [["% a comment", ""], ["(label)=", ""]])
def test_what_cannot_be_seen_does_not_count(make_site: MakeSite, between: list[str]) -> None:
    """A comment or a label between a heading and its directive changes nothing."""
    _is_attached(build(make_site, "## Harmony", "", *between, *ATTACHED, "Text."))


def test_a_directive_below_a_paragraph_is_a_review_of_its_own(make_site: MakeSite) -> None:
    """Only the first child of a section describes it."""
    built = build(make_site, "## Harmony", "", "Before.", "", *ATTACHED, "Text.")
    assert built.reviews[0].title == "arXiv 2511.21579"
    assert built.texts("section.paper-review > h3") == ["arXiv 2511.21579¶"]
    assert not built.select("section.paper-review > h2")


def test_two_directives_in_a_section_are_reviews_of_their_own(make_site: MakeSite) -> None:
    """Only one that is alone in its section describes it."""
    built = build(make_site, "## Harmony", "", *ATTACHED, ":::{paper} 2511.20640", ":::")
    assert [review.title for review in built.reviews] == ["arXiv 2511.21579", "arXiv 2511.20640"]
    assert built.texts("section.paper-review > h3") == ["arXiv 2511.21579¶", "arXiv 2511.20640¶"]


def test_a_review_in_a_section_further_down_is_another_matter(make_site: MakeSite) -> None:
    """*Directly* in the section: one below a deeper heading, or in a list, does not count."""
    lines = ["### Next", "", ":::{paper} 2511.20640", ":::", ""]
    listed = ["- item", "", "  :::{paper} 2511.20641", "  :::", ""]
    built = build(make_site, "## Harmony", "", *ATTACHED, *listed, *lines)
    titles = [review.title for review in built.reviews]
    assert titles == ["Harmony", "arXiv 2511.20641", "Next"]


def test_a_page_about_one_paper(make_site: MakeSite) -> None:
    """A directive attaches to the page's own title when the page has no other paper."""
    built = build(make_site, *ATTACHED, "Text.", title="# Harmony")
    assert built.texts("section.paper-review > h1") == ["Harmony¶"]
    assert built.reviews[0].anchor == "arxiv-2511-21579"


def test_a_page_of_several_papers_is_none_of_them(make_site: MakeSite) -> None:
    """With another paper anywhere on the page, the page's title stays the page's."""
    built = build(make_site, *ATTACHED, "## Next", "", ":::{paper} 2511.20640", ":::")
    assert [review.title for review in built.reviews] == ["arXiv 2511.21579", "Next"]
    assert not built.select("section.paper-review > h1")


def test_the_heading_stays_as_written(make_site: MakeSite) -> None:
    """``:title:`` of an attached directive is for indexes only."""
    lines = [
        "## My *long* heading",
        "",
        ":::{paper} 2511.21579",
        ":title: Harmony",
        ":::",
        "",
        "Text.",
    ]
    built = build(make_site, *lines)
    assert built.reviews[0].title == "Harmony"
    assert built.texts("section.paper-review > h2") == ["My long heading¶"]
    assert "Harmony" not in built.uncited().select("[role=main]")[0].get_text()


def test_an_attached_review_without_id_is_named_by_its_heading(make_site: MakeSite) -> None:
    """Its anchor is made from the heading, so that another one in front shifts nothing."""
    first = ["## First", "", ":::{paper}", ":org: tencent", ":::", "", "Text.", ""]
    second = ["## Second", "", ":::{paper}", ":org: nvidia", ":::", "", "Text.", ""]
    built = build(make_site, *first, *second)
    assert [review.anchor for review in built.reviews] == ["paper-first", "paper-second"]
    assert ids(built) == ["post", "paper-first", "paper-second"]
    assert [review.anchor for review in build(make_site, *second).reviews] == ["paper-second"]


def test_links_know_the_heading_of_an_attached_review(make_site: MakeSite) -> None:
    """``[](#anchor)`` shows the heading; the heading's own slug still leads there too."""
    lines = ["## Harmony", "", *ATTACHED, "[](#arxiv-2511-21579) [](#harmony)"]
    built = build(make_site, *lines, conf="myst_heading_anchors = 3\n")
    links = built.select("section.paper-review > p a.internal")
    assert [link.get_text() for link in links] == ["Harmony", "Harmony"]
    targets = {str(tag["id"]) for tag in built.select("[id]")}
    assert {str(link["href"]).removeprefix("#") for link in links} <= targets


def test_a_directive_in_a_review_does_not_attach(make_site: MakeSite) -> None:
    """Within a review, one without body is a compact card."""
    lines = ["::::{paper} 2511.20640", ":title: Outer", "", "## Method", "", *ATTACHED, "::::"]
    built = build(make_site, *lines)
    assert [review.title for review in built.reviews] == ["Outer", "arXiv 2511.21579"]
    assert built.select("div.paper-card[id='arxiv-2511-21579']")


def test_a_page_without_a_heading(make_site: MakeSite) -> None:
    """A review that nothing stands above is a section at the top of its page."""
    page = ":::{paper} 2511.21579\n:title: Harmony\n:::\n"
    built = make_site({"index.md": page}).build("html")
    assert built.warnings == ()
    assert built.texts("section.paper-review > h1") == ["Harmony¶"]


# Pure parts ----------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(["x", "x-2", "y"])))
def test_claimed_ids_are_never_shared(wanted: list[str]) -> None:
    """Every element gets an id of its own, the first one just what it wants."""
    document = new_document("page")
    claimed = [claim_id(document, name, nodes.section()) for name in wanted]
    assert len(set(claimed)) == len(claimed)
    assert all(got.startswith(name) for got, name in zip(claimed, wanted, strict=True))
    assert claimed[:1] == wanted[:1]


def test_claimed_ids_count_up() -> None:
    """``x``, ``x-2``, ``x-3``, without a gap."""
    document = new_document("page")
    claimed = [claim_id(document, "x", nodes.section()) for _ in range(20)]
    assert claimed == ["x", *(f"x-{number}" for number in range(2, 21))]


def test_claimed_ids_are_not_tried_one_by_one() -> None:
    """A page of thousands of reviews without a title looks for each id in a few steps."""

    def run(size: int) -> Callable[[], object]:
        document = new_document("page")
        return lambda: [claim_id(document, "x", nodes.section()) for _ in range(size)]

    assert is_linear(run, 200)


@given(st.lists(st.one_of(st.integers(1, 6), st.none())))
def test_lifting_keeps_every_node_in_its_order(levels: list[int | None]) -> None:
    """Sections are nested by level; reading the tree gives headings and texts as they stood."""
    children = [
        nodes.paragraph("", str(number))
        if level is None
        else nodes.rubric("", str(number), level=level)
        for number, level in enumerate(levels)
    ]
    lifted = lift_headings(children)
    holder = nodes.Element("", *lifted)
    assert [text.astext() for text in holder.findall(nodes.Text)] == list(
        map(str, range(len(levels)))
    )
    assert not list(holder.findall(nodes.rubric))
    for section in holder.findall(nodes.section):
        for inner in section.children:
            if isinstance(inner, nodes.section):
                assert levels[int(inner[0].astext())] > levels[int(section[0].astext())]  # type: ignore[operator]  # sections have levels


def test_an_attached_review_without_title_works_in_eval_rst(make_site: MakeSite) -> None:
    """A document within a page has ids of its own: attaching there ends in no error."""
    page = """# Page

```{eval-rst}
Heading
-------

.. paper::
   :org: google

Text.
```
"""
    built = make_site({"index.md": page}).build("html")
    assert built.warnings == ()
    assert [review.title for review in built.reviews] == ["Heading"]
