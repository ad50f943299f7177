"""Plain headings that are reviews, and headings that only look like it."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from sphinx_paperreview.core.model import Review
from tests.conftest import MakeSite
from tests.outputs import text_output
from tests.site import CONF, Built, Site

ON = "paperreview_headings = True\n"
LAMP, MOTH, FOG = (f"https://arxiv.org/abs/2503.0100{number}" for number in (2, 3, 4))

POST = """\
---
date: 2025-03-09
---
# Sunday's papers

## 1. [Lamps at Dusk](https://huggingface.co/papers/2503.01002) `nvidia`
### Counting What Glows

> [Alphaxiv](https://www.alphaxiv.org/ko/overview/2503.01002)

Words on lamps.

### Method

How it is done.

## 2. What Moths Do at Night `meta`

Words on moths.
## 3. [Fog](https://arxiv.org/pdf/2503.01004v2)
Words on fog.

:::{note}
A note.
:::

### Method

Again.
"""

DIRECTIVES = """\
---
date: 2025-03-09
---
# Sunday's papers

:::{paper} https://huggingface.co/papers/2503.01002 https://www.alphaxiv.org/ko/overview/2503.01002
:title: Lamps at Dusk
:subtitle: Counting What Glows
:org: nvidia

Words on lamps.

### Method

How it is done.
:::

:::{paper}
:title: What Moths Do at Night
:org: meta

Words on moths.
:::

::::{paper} https://arxiv.org/pdf/2503.01004v2
:title: Fog

Words on fog.

:::{note}
A note.
:::

### Method

Again.
::::
"""


def page_of(*blocks: str, title: str = "# Post") -> str:
    return "\n\n".join([title, *blocks, ""])


def build(make_site: MakeSite, page: str, conf: str = ON) -> Built:
    return make_site({"index.md": page}, conf).build("html")


def titles(built: Built) -> list[str]:
    return [str(review.title) for review in built.reviews]


def without_line(review: Review) -> dict[str, object]:
    """Give what a review says; the line is where its author typed it."""
    names = (field.name for field in fields(review) if field.name != "line")
    return {name: getattr(review, name) for name in names}


def article(built: Built) -> str:
    return str(built.page().select_one("article") or built.page().select_one("div.body"))


def test_the_page_is_as_with_directives(make_site: MakeSite) -> None:
    """The same records, and the same page to the letter."""
    site = make_site({"index.md": POST}, ON)
    plain = site.build("html")
    site.write("index.md", DIRECTIVES)
    typed = site.build("html")
    assert plain.warnings == typed.warnings == ()
    assert len(plain.reviews) == 3
    assert list(map(without_line, plain.reviews)) == list(map(without_line, typed.reviews))
    assert article(plain) == article(typed)


def test_lines_are_those_of_the_page(make_site: MakeSite) -> None:
    lines = POST.splitlines()
    reviews = build(make_site, POST).reviews
    assert [lines[review.line - 1][:5] for review in reviews] == ["## 1.", "## 2.", "## 3."]


def test_nothing_is_a_review_by_default(make_site: MakeSite) -> None:
    """Off: the page that it is without us."""
    built = build(make_site, POST, "")
    assert built.reviews == ()
    assert built.texts("h2")[0].startswith("1. Lamps at Dusk nvidia")


@pytest.mark.parametrize(
    ("conf", "said", "count"),
    [
        ("", "headings", 3),
        ("", "true", 3),
        ("", "all-orgs", 3),
        (ON, "directives", 0),
        (ON, "false", 0),
        (ON, "off", 0),
        ("paperreview_headings = 'all-orgs'\n", "headings", 3),
    ],
)
def test_a_post_says_it_for_itself(make_site: MakeSite, conf: str, said: str, count: int) -> None:
    page = POST.replace("date:", f"paperreview: {said}\ndate:", 1)
    built = build(make_site, page, conf)
    assert built.warnings == ()
    assert len(built.reviews) == count


@pytest.mark.parametrize("said", ["heading", "", "[headings]x", "{a: b}", "3", "[a, b]"])
@pytest.mark.parametrize(("conf", "count"), [("", 0), (ON, 3)])
def test_another_value_warns_and_counts_for_nothing(
    make_site: MakeSite, said: str, conf: str, count: int
) -> None:
    page = POST.replace("date:", f"paperreview: {said}\ndate:", 1)
    built = build(make_site, page, conf)
    assert len(built.reviews) == count
    if said != "[headings]x":  # MyST says that it is no YAML
        (found,) = built.warnings
        assert "index.md:2: WARNING: paperreview: " in found
        assert found.endswith("expected one of headings, all-orgs, directives [paper.front_matter]")


# Organisations in code ---------------------------------------------------------------------------


def test_only_known_code_names_an_organisation(make_site: MakeSite) -> None:
    """Else it is a word of the title."""
    page = f"# Post\n\n## [Sorting]({LAMP}) `O(n)`\n\n## [Moths]({MOTH}) `KAIST`\n"
    first, second = build(make_site, page).reviews
    assert (str(first.title), first.paper.orgs) == ("Sorting O(n)", ())
    assert (str(second.title), second.paper.orgs) == ("Moths", ("KAIST",))


def test_all_code_does_where_the_site_says_so(make_site: MakeSite) -> None:
    page = f"# Post\n\n## [Moths]({MOTH}) `moth lab`\n"
    built = build(make_site, page, "paperreview_headings = 'all-orgs'\n")
    (review,) = built.reviews
    assert (str(review.title), review.paper.orgs) == ("Moths", ("moth lab",))


def test_the_site_knows_its_own_organisations(make_site: MakeSite) -> None:
    page = f"# Post\n\n## [Moths]({MOTH}) `moth lab`\n"
    orgs = '[moths]\nname = "Moth Lab"\n'
    (review,) = make_site({"index.md": page, "orgs.toml": orgs}, ON).build().reviews
    assert review.paper.orgs == ("Moth Lab",)


def test_a_name_that_is_nearly_known_is_asked_about(make_site: MakeSite) -> None:
    page = f"# Post\n\n## [Moths]({MOTH}) `shaomi`\n"
    built = build(make_site, page)
    (found,) = built.warnings
    assert found.endswith(
        "index.md:3: WARNING: unknown organisation 'shaomi' stays in the title; "
        "did you mean 'Xiaomi'? [paper.org]"
    )
    assert titles(built) == ["Moths shaomi"]


# Near misses -------------------------------------------------------------------------------------

LONG = "Lamps " * 83 + "at"

NEAR: dict[str, tuple[str, list[str]]] = {
    "a blog": ("## [My week](https://blog.example/week)", []),
    "a blog, numbered": ("## 4. [My week](https://blog.example/week)", []),
    "a repository": ("## 4. [Lamp code](https://github.com/lamp/lamp)", []),
    "a file": ("## 4. [Old lamps](https://lamps.example/old.pdf)", ["Old lamps"]),
    "references": (f"## References\n\n### [Fog]({FOG})\n\n[1]: {LAMP}", []),
    "a citation": (f"## What others do [[7]({FOG})]", []),
    "a part": (f"## Method\n\nAs in [Fog]({FOG}).", []),
    "no link, no number": ("## Some thoughts", []),
    "in a note": (f":::{{note}}\n## [Fog]({FOG})\n:::", []),
    "in a fenced note": (f"```{{note}}\n## [Fog]({FOG})\n```", []),
    "in a quote": (f"> ## [Fog]({FOG})", []),
    "in a list": (f"- ## [Fog]({FOG})", []),
    "in code": (f"```md\n## [Fog]({FOG})\n```", []),
    "in a comment": (f"% ## [Fog]({FOG})", []),
    "in HTML": (f"<div>\n## [Fog]({FOG})\n</div>", []),
    "only a link": (f"## [Fog]({FOG})", ["Fog"]),
    "only an address": (f"## <{FOG}>", ["arXiv 2503.01004"]),
    "a label": (f"## [Paper]({FOG})", ["arXiv 2503.01004"]),
    "two links": (f"## [Fog]({FOG}) and [its code](https://github.com/f/f)", ["Fog and its code"]),
    "an image": (f"## ![pic](https://e.org/x.png) [Fog]({FOG})", ["pic Fog"]),
    "500 characters": (f"## [{LONG}]({FOG})", [LONG]),
    "underlined": (f"[Fog]({FOG})\n---", ["Fog"]),
    "closed": (f"## [Fog]({FOG}) ##", ["Fog"]),
    "emphasis": (f"## **[Fog *and* Rain]({FOG})**", ["Fog and Rain"]),
    "code in the title": (f"## [Sorting in `O(n)`]({FOG})", ["Sorting in O(n)"]),
    "a formula": (f"## [Lamps of $n^2$]({FOG})", ["Lamps of n^2"]),
    "a backtick": (f"## Lamps ` of [Fog]({FOG})", ["Lamps ` of Fog"]),
    "HTML in the title": (f"## [Fog <b>now</b>]({FOG})", ["Fog <b>now</b>"]),
}


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a page of each, below two papers that are reviewed."""
    above = [f"## 1. [Lamps]({LAMP})", "Words.", f"## 2. [Moths]({MOTH})", "Words."]
    pages = {f"p{n}.md": page_of(*above, text) for n, (text, _) in enumerate(NEAR.values())}
    conf = ON + 'suppress_warnings = ["paper.title"]\n'  # they are of one paper
    toctree = page_of("```{toctree}\n:glob:\n\np*\n```")
    site = Site(tmp_path_factory.mktemp("near") / "source", {"index.md": toctree, **pages}, conf)
    return site.build("html")


@pytest.mark.parametrize("name", NEAR)
def test_near_misses(near: Built, name: str) -> None:
    docname = f"p{[*NEAR].index(name)}"
    found = [str(review.title) for review in near.reviews if review.docname == docname]
    assert found == ["Lamps", "Moths", *NEAR[name][1]]
    assert "paper:heading" not in near.page(docname).get_text()


def test_near_misses_are_no_mistakes(near: Built) -> None:
    """MyST alone has something to say, of headings in what is none of the page."""
    assert [warning for warning in near.warnings if "[myst." not in warning] == []


def test_a_directive_below_wins(make_site: MakeSite) -> None:
    directive = f":::{{paper}} {LAMP}\n:org: nvidia\n:::"
    page = page_of(f"## 1. [Lamps]({LAMP}) `meta`", directive, "Words.")
    built = build(make_site, page)
    assert built.warnings == ()
    (review,) = built.reviews
    assert review.paper.orgs == ("NVIDIA",)
    assert len(built.select(".paper-review")) == 1


def test_a_directive_in_a_review_is_a_card_in_it(make_site: MakeSite) -> None:
    directive = f":::{{paper}} {MOTH}\n:title: Moths\n\nMore.\n:::"
    page = page_of(f"## 1. [Lamps]({LAMP})", "Words.", directive)
    built = build(make_site, page)
    assert titles(built) == ["Lamps", "Moths"]
    assert len(built.select("section.paper-review div.paper-review")) == 1


def test_a_second_review_of_a_paper_warns(make_site: MakeSite) -> None:
    page = f"# Post\n\n## 1. [Lamps]({LAMP})\n\nWords.\n\n## 2. [Lamps]({LAMP}v2)\n\nMore.\n"
    built = build(make_site, page)
    (found,) = built.warnings
    assert (
        "index.md:7: WARNING: arxiv:2503.01002 is reviewed on this page already, in line 3" in found
    )
    assert [section["id"] for section in built.select(".paper-review")] == [
        "arxiv-2503-01002",
        "arxiv-2503-01002-2",
    ]


def test_names_before_a_heading_and_behind_it(make_site: MakeSite) -> None:
    """``(name)=`` and ``{#name}`` lead to the review, with its title."""
    page = page_of(
        "{ref}`lamp` {ref}`moth` [](#lamp) {paper}`moth`",
        f"(lamp)=\n## [Lamps]({LAMP})",
        "Words.",
        f"## [Moths]({MOTH}) {{#moth}}",
        "Words.",
    )
    built = build(make_site, page)
    assert built.warnings == ()
    links = built.select("section > p a.reference.internal")
    assert [link.get_text() for link in links] == ["Lamps", "Moths", "Lamps", "Moths"]
    assert [link["href"] for link in links] == [
        *("#lamp", "#arxiv-2503-01003", "#lamp", "#arxiv-2503-01003")
    ]


# Headings around ---------------------------------------------------------------------------------


def test_an_author_keeps_the_ids_of_the_headings_below(make_site: MakeSite) -> None:
    page = POST + "\n## Method\n\nMine.\n"
    built = build(make_site, page)
    ids = [section["id"] for section in built.select("section")]
    assert ids == [
        "sunday-s-papers",
        "arxiv-2503-01002",
        "arxiv-2503-01002-method",
        "paper-what-moths-do-at-night",
        "arxiv-2503-01004",
        "arxiv-2503-01004-method",
        "method",
    ]


@pytest.mark.parametrize("anchors", [0, 3])
def test_links_to_slugs_find_headings(make_site: MakeSite, anchors: int) -> None:
    """Those of reviews and of headings in them always; the page's own slugs go first."""
    page = POST + "\n## Method\n\n[](#arxiv-2503-01004) [](#arxiv-2503-01004-method)"
    page += " [](#method)\n" if anchors else "\n"
    built = build(make_site, page, ON + f"myst_heading_anchors = {anchors}\n")
    assert built.warnings == ()
    links = built.select("#method > p a.reference.internal")
    expected = ["#arxiv-2503-01004", "#arxiv-2503-01004-method", "#method"]
    assert [link["href"] for link in links] == expected[: 2 + (anchors > 0)]


def test_a_page_whose_top_headings_are_papers_has_a_title(make_site: MakeSite) -> None:
    front = '---\ntitle: "Daily — 9 March"\ndate: 2025-03-09\n---\n'
    page = f"{front}\n# 1. [Lamps]({LAMP})\n\n## Method\n\nHow.\n\n# 2. [Moths]({MOTH})\n\nWords.\n"
    built = build(make_site, page)
    assert built.warnings == ()
    assert built.texts("section > h1") == ["Daily — 9 March¶"]
    assert built.texts("section > section > h2") == ["Lamps¶", "Moths¶"]
    assert built.library.posts["index"].title == "Daily — 9 March"


def test_without_a_title_it_is_called_as_its_file(make_site: MakeSite) -> None:
    page = f"# [Lamps]({LAMP})\n\n# [Moths]({MOTH})\n"
    assert build(make_site, page).texts("section > h1") == ["index¶"]


def test_a_page_about_one_paper_keeps_its_title(make_site: MakeSite) -> None:
    built = build(make_site, f"# [Lamps]({LAMP})\n\nWords.\n\n## Method\n\nHow.\n")
    assert built.texts("section > h1") == ["Lamps¶"]
    assert titles(built) == ["Lamps"]


def test_other_top_headings_stand_below_the_first(make_site: MakeSite) -> None:
    page = f"# My week\n\nWords.\n\n# 1. [Lamps]({LAMP})\n\nWords.\n\n# Notes\n\nMore.\n"
    built = build(make_site, page)
    assert built.texts("section > h1") == ["My week¶"]
    assert built.texts("h2") == ["Lamps¶", "Notes¶"]


# What is below a title ---------------------------------------------------------------------------


def test_lines_that_say_nothing_known_stay(make_site: MakeSite) -> None:
    """A quote of which one line is about the paper keeps the others, once."""
    page = (
        f"# Post\n\n## [Lamps]({LAMP})\n\n> Paper: {LAMP}\n> Code: https://github.com/l/l\n"
        "> Nice evening.\n\nWords.\n"
    )
    built = build(make_site, page)
    assert built.warnings == ()
    (review,) = built.reviews
    assert [link.kind for link in review.paper.links if "github" in link.url] == ["code"]
    assert built.texts("blockquote") == ["Nice evening."]


def test_a_title_in_another_place_is_shown_as_typed(make_site: MakeSite) -> None:
    """Where MyST's reader sees a heading otherwise, nothing of it is lost."""
    page = f"# Post\n\n## [Lamps]({LAMP})\n\nWords.\n\nTerm\n: ## [Moths]({MOTH})\n"
    conf = ON + 'myst_enable_extensions = ["deflist", "colon_fence"]\n'
    built = build(make_site, page, conf)
    assert "Moths" in built.page().get_text()
    assert "paper:heading" not in built.page().get_text()


def test_a_role_of_ours_that_an_author_types_is_text(make_site: MakeSite) -> None:
    page = f"# Post {{paper:heading}}`3`\n\n## [Lamps]({LAMP})\n\n{{paper:heading}}`-3` x\n"
    built = build(make_site, page)
    assert titles(built) == ["Lamps"]
    assert "paper:heading" in built.page().get_text()


@pytest.mark.parametrize(
    "conf", ["myst_commonmark_only = True\n", 'myst_disable_syntax = ["myst_role"]\n']
)
def test_without_roles_there_are_no_reviews(make_site: MakeSite, conf: str) -> None:
    built = build(make_site, POST, ON + conf)
    assert built.reviews == ()
    assert "Lamps at Dusk" in built.page().get_text()


def test_pages_of_rest_stay_as_they_are(make_site: MakeSite) -> None:
    page = f"Post\n====\n\n`Lamps <{LAMP}>`_\n---------------------------------------\n\nWords.\n"
    assert make_site({"index.rst": page}, ON).build().reviews == ()


# Every output ------------------------------------------------------------------------------------


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "singlehtml", "xml", "gettext"])
def test_other_outputs_are_as_with_directives(make_site: MakeSite, builder: str) -> None:
    """Silent, and the same; to translators go the same texts."""
    site = make_site({"index.md": POST}, ON + 'version = copyright = "1"\n')
    plain = site.build(builder, out=site.source.parent / "plain")
    site.write("index.md", DIRECTIVES)
    typed = site.build(builder, out=site.source.parent / "typed", fresh=True)
    assert plain.warnings == typed.warnings == ()
    texts = (re.sub(r":\d+\n", "\n", text_output(one.out, builder)) for one in (plain, typed))
    assert next(texts) == next(texts)


def test_a_title_is_translated(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gettext._translations", {})
    catalogue = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n' + "".join(
        f'\nmsgid "{text}"\nmsgstr "X {text}"\n'
        for text in ("Lamps at Dusk", "Counting What Glows", "Method")
    )
    conf = ON + "locale_dirs = ['locale']\ngettext_compact = False\nlanguage = 'de'\n"
    site = make_site({"index.md": POST, "locale/de/LC_MESSAGES/index.po": catalogue}, conf)
    built = site.build("html")
    assert str(built.reviews[0].title) == "X Lamps at Dusk"
    assert built.texts(".paper-subtitle") == ["X Counting What Glows"]
    assert [title.rstrip("¶") for title in built.texts("h3")[:1]] == ["X Method"]
    ids = [section["id"] for section in built.select("section")]
    assert ids[1:3] == ["arxiv-2503-01002", "arxiv-2503-01002-method"]


def test_headings_follow_what_the_site_says(make_site: MakeSite) -> None:
    """``conf.py`` and ``orgs.toml`` are read again by pages that have not changed."""
    page = f"# Post\n\n## [Moths]({MOTH}) `moth lab`\n"
    site = make_site({"index.md": page})
    assert site.build().reviews == ()
    site.write("conf.py", CONF + ON)
    assert titles(site.build()) == ["Moths moth lab"]
    site.write("orgs.toml", '[moths]\nname = "Moth Lab"\n')
    assert titles(site.build()) == ["Moths"]
    site.write("conf.py", CONF)
    assert site.build().reviews == ()
