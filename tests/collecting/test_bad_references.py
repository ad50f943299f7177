"""References that name nothing, or too much, or what is not there: a build bears them all."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite
from tests.site import Built, review_page

NO_NAME = "nothing here goes by the name {!r}, and it leads to no page elsewhere [ref.paper]"
HARMONY = [":::{paper} 2511.21579", ":title: Harmony: audio and video", "", "Text.", ":::", ""]
OTHER = [":::{paper} 2511.20478", ":title: Harmony: of worlds", "", "Other text.", ":::", ""]


def _refer(make_site: MakeSite, markup: str, conf: str = "", **pages: str) -> Built:
    """Build a page that holds one reference, in line 3, beside other pages."""
    files = {f"{name}.md": text for name, text in pages.items()}
    listed = "\n".join(pages)
    index = f"# Index\n\nSee {markup} here.\n\n```{{toctree}}\n{listed}\n```\n"
    return make_site({"index.md": index, **files}, conf).build()


def _warning(built: Built) -> str:
    """Give the one warning, which must be of the line with the reference."""
    (warning,) = built.warnings
    place, _, message = warning.partition(" WARNING: ")
    assert place.endswith("/index.md:3:")
    return message


def _sentence(built: Built) -> str:
    (text,) = (text for text in built.texts("main p, .body p") if text.startswith("See "))
    return text


NAMELESS = {
    "nonsense": ("{paper}`nonsense`", "nonsense", "See nonsense here."),
    "nonsense with text": ("{paper}`words <nonsense>`", "nonsense", "See words here."),
    "no target": ("{paper}`words <>`", "", "See words here."),
    "nothing but brackets": ("{paper}`<>`", "<>", "See <> here."),
    "markup": ("{paper}`**b** <b> &amp;`", "**b** <b> &amp;", "See **b** <b> &amp; here."),
    "broken id": ("{paper}`2513.00001`", "2513.00001", "See 2513.00001 here."),
    "page of papers": (
        "{paper}`https://huggingface.co/papers/trending`",
        "https://huggingface.co/papers/trending",
        "See https://huggingface.co/papers/trending here.",
    ),
    "dangerous": ("{paper}`javascript:alert(1)`", "javascript:alert(1)",
                  "See javascript:alert(1) here."),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMELESS)
def test_what_names_nothing_warns_once_and_stays_as_text(make_site: MakeSite, name: str) -> None:
    """One warning with its place; the reader gets the author's words, and no link."""
    markup, target, sentence = NAMELESS[name]
    built = _refer(make_site, markup)
    assert _warning(built) == NO_NAME.format(target)
    assert _sentence(built) == sentence
    assert not built.select("p a:not(.headerlink)[href*='nonsense'], p a[href^='javascript']")


def test_an_id_without_a_page_anywhere_warns(make_site: MakeSite) -> None:
    """An ISBN that nobody reviewed has no source to lead to: its name stays, with a warning."""
    built = _refer(make_site, "{paper}`ISBN 9780262033848`")
    assert _warning(built) == NO_NAME.format("isbn:9780262033848")
    assert _sentence(built) == "See ISBN 9780262033848 here."


@pytest.mark.parametrize("markup", ["{paper}``", "{paper}` `"])
def test_an_empty_role_is_what_markdown_makes_of_it(make_site: MakeSite, markup: str) -> None:
    """The build goes on, and the sentence keeps its other words."""
    built = _refer(make_site, markup)
    assert _sentence(built).startswith("See ")
    assert _sentence(built).endswith(" here.")


def test_empty_text_gives_the_title(make_site: MakeSite) -> None:
    """`` {paper}` <id>` `` shows what `` {paper}`id` `` shows."""
    built = _refer(make_site, "{paper}` <2511.21579>`", post=review_page(*HARMONY))
    assert built.warnings == ()
    assert _sentence(built) == "See Harmony: audio and video here."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** $x$", "**bold** $x$"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a < b & c > d", "a < b & c > d"),
        ('"><img src=x onerror=alert(1)>', "“><img src=x onerror=alert(1)>"),
    ],
)
def test_markup_in_a_roles_text_is_text(make_site: MakeSite, text: str, shown: str) -> None:
    """Nothing of it is lost, also with ``<`` in it, and nothing becomes an element."""
    built = _refer(make_site, f"{{paper}}`{text} <2511.21579>`", post=review_page(*HARMONY))
    assert built.warnings == ()
    assert _sentence(built) == f"See {shown} here."
    (link,) = built.select("p a[href='post.html#arxiv-2511-21579']")
    assert [tag.name for tag in link.find_all(True)] == ["span"]


def test_an_ambiguous_short_name_leads_to_the_newest_and_says_so(make_site: MakeSite) -> None:
    """Two papers share the words before the colon: a warning, never a silent guess."""
    new = review_page(*OTHER, date="2025-11-28")
    built = _refer(make_site, "{paper}`harmony`", old=review_page(*HARMONY), new=new)
    expected = "2 papers go by the name 'harmony'; this is the newest review [paper.ambiguous]"
    assert _warning(built) == expected
    assert _sentence(built) == "See Harmony: of worlds here."
    assert built.select("p a[href='new.html#arxiv-2511-20478']")


def test_a_whole_title_is_not_ambiguous(make_site: MakeSite) -> None:
    """A paper that is called just so is meant, not a newer one whose title begins so."""
    old = review_page(":::{paper} 2511.00001", ":title: Harmony", "", "Text.", ":::")
    new = review_page(*OTHER, date="2025-11-28")
    built = _refer(make_site, "{paper}`harmony`", old=old, new=new)
    assert built.warnings == ()
    assert built.select("p a[href='old.html#arxiv-2511-00001']")


def test_one_paper_under_two_ids_is_not_ambiguous(make_site: MakeSite) -> None:
    """Reviews that a third one joins are of one paper, whatever their own ids."""
    arxiv = review_page(":::{paper} 2511.21579", ":title: Harmony", "", "Text.", ":::")
    forum = "https://openreview.net/forum?id=AbCdEfGhIj"
    other = review_page(f":::{{paper}} {forum}", ":title: Harmony", "", "Text.", ":::")
    both = review_page(
        f":::{{paper}} 2511.21579 {forum}", ":title: Harmony, again", "", "T.", ":::"
    )
    built = _refer(make_site, "{paper}`harmony`", a=arxiv, b=other, c=both)
    assert built.warnings == ()


@pytest.mark.parametrize(
    "markup", ["{paper}`2511.21579`", "{paper}`harmony`", "[](#arxiv-2511-21579)"]
)
def test_a_review_may_refer_to_itself(make_site: MakeSite, markup: str) -> None:
    """In its own text, a reference leads to its own anchor and says its title."""
    lines = [":::{paper} 2511.21579", ":title: Harmony", "", f"See {markup} here.", ":::"]
    built = make_site({"index.md": review_page(*lines)}).build()
    assert built.warnings == ()
    (link,) = built.select("section.paper-review > p a")
    assert (link["href"], link.get_text()) == ("#arxiv-2511-21579", "Harmony")


@pytest.mark.parametrize("label", ["mine", "MINE"])
def test_two_names_alike_warn_and_both_reviews_stay(make_site: MakeSite, label: str) -> None:
    """Sphinx warns of the label; a reference leads to the newest, and says so."""
    one = review_page(*HARMONY[:2], ":name: mine", *HARMONY[2:])
    two = review_page(*OTHER[:2], f":name: {label}", *OTHER[2:], date="2025-11-28")
    built = _refer(make_site, "{paper}`mine`", one=one, two=two)
    duplicate, ambiguous = sorted(built.warnings, key=lambda text: "paper.ambiguous" in text)
    assert "duplicate label mine" in duplicate
    assert "2 papers go by the name 'mine'" in ambiguous
    assert built.select("p a[href='two.html#arxiv-2511-20478']")
    assert [review.title for review in built.reviews] == [
        "Harmony: audio and video",
        "Harmony: of worlds",
    ]


def test_two_names_alike_on_one_page_warn_of_each(make_site: MakeSite) -> None:
    """The parser warns of the second; both reviews stay, with their own anchors."""
    lines = [*HARMONY[:2], ":name: mine", *HARMONY[2:], *OTHER[:2], ":name: mine", *OTHER[2:]]
    built = make_site({"index.md": review_page(*lines)}).build()
    (warning,) = built.warnings
    assert "mine" in warning
    anchors = [section["id"] for section in built.select("section.paper-review")]
    assert anchors == ["arxiv-2511-21579", "arxiv-2511-20478"]


# Pages that are not there ------------------------------------------------------------------------

DRAFT = "---\ndraft: true\ndate: 2025-11-27\n---\n# Draft\n\n" + "\n".join(HARMONY)


@pytest.mark.parametrize("markup", ["{paper}`2511.21579`", "{any}`2511.21579`"])
def test_a_paper_in_a_draft_alone_leads_to_its_source(make_site: MakeSite, markup: str) -> None:
    """A draft is out of everything: nobody has reviewed the paper yet."""
    built = _refer(make_site, markup, draft=DRAFT)
    assert built.warnings == ()
    (link,) = built.select("p a[href='https://arxiv.org/abs/2511.21579']")
    assert link.get_text() == "arXiv 2511.21579"


def test_a_draft_may_refer_to_its_own_review(make_site: MakeSite) -> None:
    """On its own page a draft works as it will when it is published."""
    built = make_site({"index.md": f"{DRAFT}\n\nSee {{paper}}`harmony`.\n"}).build()
    assert built.warnings == ()
    assert built.select("p a[href='#arxiv-2511-21579']")


def test_a_paper_on_an_excluded_page_leads_to_its_source(make_site: MakeSite) -> None:
    """A page that Sphinx does not read reviews nothing."""
    pages = {"index.md": "# Index\n\nSee {paper}`2511.21579`.\n", "post.md": review_page(*HARMONY)}
    built = make_site(pages).build(exclude_patterns=["post.md"])
    assert built.warnings == ()
    assert built.select("p a[href='https://arxiv.org/abs/2511.21579']")
    assert built.reviews == ()


def test_a_review_outside_a_pdf_is_named_in_it(make_site: MakeSite) -> None:
    """Where a book leaves a post out, a reference says the title, and the build goes on."""
    pages = {
        "index.md": "# Index\n\nSee {paper}`2511.21579`, {ref}`mine`, [](#arxiv-2511-21579) and "
        "[](post.md#arxiv-2511-21579).\n\n```{paper:list}\n```\n",
        "post.md": review_page(
            ":::{paper} 2511.21579", ":title: In $n^2$", ":name: mine", "", "Text.", ":::"
        ),
    }
    documents = [("index", "book.tex", "Book", "Author", "manual")]
    built = make_site(pages).build("latex", latex_documents=documents, suppress_warnings=["toc"])
    assert built.warnings == ()
    assert r"See In \(n^2\), In \(n^2\), In \(n^2\) and In \(n^2\)." in built.text("book.tex")
    assert "hyperref[" not in built.text("book.tex").partition(r"\begin{document}")[2]


def test_a_review_outside_the_one_page_is_named_in_it(make_site: MakeSite) -> None:
    """singlehtml leaves out what no table of contents holds: text, not a dead link."""
    pages = {
        "index.md": "# Index\n\nSee {paper}`2511.21579`, {ref}`mine` and [](#arxiv-2511-21579).\n"
        "\n```{paper:list}\n```\n",
        "post.md": "---\norphan: true\n---\n# Post\n\n:::{paper} 2511.21579\n:title: T\n"
        ":name: mine\n\nText.\n:::\n",
    }
    built = make_site(pages).build("singlehtml")
    assert built.warnings == ()
    assert built.texts("section > p") == ["See T, T and T."]
    assert not built.select("section a[href*='arxiv-']")


# Names that only other Sphinx roles take ------------------------------------------------------

NOT_REVIEWED = {
    "[words](#arxiv-2511-21579)": "myst.xref_missing",
    "{ref}`arxiv-2511-21579`": "ref.ref",
    "{paper}`arxiv-2511-21579`": "ref.paper",
}


@pytest.mark.parametrize("markup", NOT_REVIEWED)
def test_an_anchor_that_no_page_has_warns_once(make_site: MakeSite, markup: str) -> None:
    """An anchor is a place; where nobody made it, that is a mistake, unlike an id."""
    built = _refer(make_site, markup)
    assert _warning(built).endswith(f"[{NOT_REVIEWED[markup]}]")


# Badges ------------------------------------------------------------------------------------------


def test_badges_of_the_unknown_are_drawn_without_a_link(make_site: MakeSite) -> None:
    """An org or a tag that no review has: a badge all the same, and no warning."""
    built = _refer(make_site, "{paper:org}`Acme & Sons` and {paper:tag}`#later`")
    assert built.warnings == ()
    assert _sentence(built) == "See Acme & Sons and #later here."
    assert not built.select("p a[href*='paper-']")


def test_badges_of_the_known_lead_to_their_index(make_site: MakeSite) -> None:
    """By any alias, under the name and in the place that the registry and the index give."""
    post = review_page(
        ":::{paper} 2511.21579", ":title: T", ":org: tencent", ":tags: a b", "", "Text.", ":::"
    )
    markup = "{paper:org}`텐센트` and {paper:tag}`words <a b>`"
    built = _refer(make_site, markup, post=post, conf="paperreview_pages = ''\n")
    assert built.warnings == ()
    assert _sentence(built) == "See Tencent and words here."
    orgs, tags = built.select("p a.reference[href^='paper-']")
    assert orgs["href"] == "paper-orgs.html#cap-Tencent"
    assert built.select("#cap-Tencent", "paper-orgs")
    assert str(tags["href"]).startswith("paper-tags.html#cap-a-b-")
    assert built.select(str(tags["href"]).removeprefix("paper-tags.html"), "paper-tags")


# Organisations in circles ------------------------------------------------------------------------

CIRCLES = """\
[one]
name = "One Lab"
aliases = ["Two Lab"]
parent = "two"
[two]
name = "Two Lab"
aliases = ["One Lab"]
parent = "one"
[self]
name = "Self Lab"
aliases = ["Self Lab", "self"]
parent = "self"
"""


def test_a_circle_of_aliases_and_parents_ends(make_site: MakeSite) -> None:
    """Each name means one org; what contradicts is warned of in its file, never followed round."""
    post = review_page(
        ":::{paper} 2511.21579", ":title: T", ":org: One Lab; Two Lab; Self Lab", "", "Text.", ":::"
    )
    site = make_site({"index.md": post, "orgs.toml": CIRCLES})
    built = site.build()
    messages = [warning.partition(" WARNING: ")[2] for warning in built.warnings]
    assert sorted(messages) == [
        "[self] parent: 'self' is no other organisation's key [paper.orgs_file]",
        "[two]: 'One Lab' already means [one] [paper.orgs_file]",
        "[two]: 'Two Lab' already means [one] [paper.orgs_file]",
    ]
    assert built.texts(".paper-orgs .paper-org") == ["One Lab", "Self Lab"]
