from __future__ import annotations

import pytest

from sphinx_paperreview.core.model import Post
from tests.conftest import MakeSite
from tests.site import Built, review_page

BODY = "\n# The *post*\n\n:::{paper} 2511.21579\n:title: Harmony\n\nText.\n:::\n"


def build(make_site: MakeSite, front_matter: str) -> Built:
    return make_site({"index.md": f"---\n{front_matter}\n---\n{BODY}"}).build("html")


def post_of(built: Built) -> Post:
    assert built.warnings == ()
    return built.library.posts["index"]


@pytest.mark.parametrize(
    ("front_matter", "field", "value"),
    [
        ("date: 2025-11-27", "date", "2025-11-27"),
        ("date: '2025-11-27'", "date", "2025-11-27"),
        ("date: 2025-11-27 08:15", "time", "08:15:00"),
        ("date: 2025-11-27T08:15:30+09:00", "time", "08:15:30"),
        ("date: 2025-11-27T08:15:30+09:00", "date", "2025-11-27"),
        ("date: 2025-11-27", "time", ""),
        ("layout: x", "date", ""),
        ("date:", "date", ""),
        ("date: ~", "date", ""),
        ("date: ''", "date", ""),
        ("date: ' '", "date", ""),
        ("author: ~", "reviewers", ()),
        ("author: ''", "reviewers", ()),
        ("author: [ ]", "reviewers", ()),
        ("author: Ada  Park", "reviewers", ("Ada Park",)),
        ("author: Ada Park and 김지수", "reviewers", ("Ada Park", "김지수")),
        ("author: 'Park, Ada; Kim, Jisoo'", "reviewers", ("Park, Ada", "Kim, Jisoo")),
        ("author: Ada, Bo", "reviewers", ("Ada", "Bo")),
        (
            "author: [and, 'Smith, and Sons', '<script>x</script>']",
            "reviewers",
            ("and", "Smith, and Sons", "<script>x</script>"),
        ),
        ("author: {name: Ada Park, url: https://e.org}", "reviewers", ("Ada Park",)),
        ("author:\n- name: Ada Park\n  orcid: 0\n- Bo", "reviewers", ("Ada Park", "Bo")),
        ("authors: [ada, bo]", "reviewers", ("ada", "bo")),
        ("authors:\n  - name: 김지수\n    title: x", "reviewers", ("김지수",)),
        ("author: Ada\nauthors: [Ada, Bo]", "reviewers", ("Ada", "Bo")),
        ("author: [J. Kim, Jisoo Kim]", "reviewers", ("J. Kim", "Jisoo Kim")),
        ("author: ['Zoe\u0308', 'Zo\u00eb']", "reviewers", ("Zo\u00eb",)),
        ("author: ['\u05e2\u05d3\u05d4', 🦊]", "reviewers", ("\u05e2\u05d3\u05d4", "🦊")),
        ("title:", "title", "The post"),
        ("title: Mine", "title", "Mine"),
        ("date: 2025-11-27", "title", "The post"),
        ("tags: [video, NO]", "tags", ("video", "NO")),
        ("tags: [one]", "tags", ("one",)),
        ("tags: video, audio", "tags", ("video", "audio")),
        ("tags: video", "tags", ("video",)),
        ("tags:", "tags", ()),
        ('tags: ["a, b", c]', "tags", ("a, b", "c")),
        ('tags: ["a, b"]', "tags", ("a, b",)),
        ("author: NO", "reviewers", ("NO",)),
        ("excerpt: 1.0", "excerpt", "1.0"),
        ("draft: true", "draft", True),
        ("draft: Yes", "draft", True),
        ("draft: false", "draft", False),
        ("draft:", "draft", False),
        ("date: 2025-11-27", "draft", False),
    ],
)
def test_front_matter_describes_the_post(
    make_site: MakeSite, front_matter: str, field: str, value: object
) -> None:
    """Each key is read as its author typed it."""
    assert getattr(post_of(build(make_site, front_matter)), field) == value


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("42", ()),
        ("1.50", ()),
        ("','", ()),
        ("'{'", ()),
        ("Ada, 42", ("Ada",)),
        ("[Ada, 42, Bo]", ("Ada", "Bo")),
        ("[Ada, ~]", ("Ada",)),
        ("[[Ada]]", ()),
        ("{Ada: Park}", ()),
        ("{name: {first: Ada}}", ()),
        ("[{name: Ada}, {first: Bo}]", ("Ada",)),
        ("&all [Ada, *all]", ("Ada",)),
    ],
)
def test_authors_that_are_none(make_site: MakeSite, typed: str, names: tuple[str, ...]) -> None:
    """What names nobody warns once, in its line; those who are named count."""
    built = build(make_site, f"tags: [a]\nauthor: {typed}")
    ours = [line for line in built.warnings if "[paper." in line]
    (warning,) = ours
    assert f"index.md:3: WARNING: front matter 'author: {typed}': expected names" in warning
    assert warning.endswith("[paper.front_matter]")
    assert built.library.posts["index"].reviewers == built.reviews[0].reviewers == names


def test_three_hundred_authors(make_site: MakeSite) -> None:
    names = [f"Person {number}" for number in range(300)]
    built = build(make_site, f"authors: [{', '.join(names)}]")
    assert built.reviews[0].reviewers == tuple(names)
    (head,) = built.texts(".paper-by", "index")
    assert all(name in head for name in names)


@pytest.mark.parametrize("date", ["yesterday", "2025-13-40", "27.11.2025", "[2025, 11]", "11"])
def test_a_date_that_is_none(make_site: MakeSite, date: str) -> None:
    """A date that cannot be read warns in its line; the post has none, and stays."""
    built = build(make_site, f"author: A\ndate: {date}")
    # MyST warns of 2025-13-40 itself, without saying what is wrong.
    (warning,) = [line for line in built.warnings if "[myst.topmatter]" not in line]
    assert "index.md:3: WARNING: front matter 'date: " in warning
    assert warning.endswith("[paper.front_matter]")
    assert built.library.posts["index"].date == ""
    assert built.reviews[0].title == "Harmony"


@pytest.mark.parametrize(
    ("typed", "updated"),
    [
        ("2025-11-28", "2025-11-28"),
        ("2025-11-28 08:15", "2025-11-28T08:15:00"),
        ("'2025-11-28T08:15:30+09:00'", "2025-11-28T08:15:30"),
        ("", ""),
    ],
)
def test_a_post_says_when_it_was_changed(make_site: MakeSite, typed: str, updated: str) -> None:
    built = build(make_site, f"date: 2025-11-27\nupdated: {typed}")
    assert built.warnings == ()
    assert built.library.posts["index"].updated == updated


def test_a_change_at_no_time_warns(make_site: MakeSite) -> None:
    built = build(make_site, "date: 2025-11-27\nupdated: yesterday")
    (warning,) = built.warnings
    assert "index.md:3: WARNING: front matter 'updated: yesterday': expected" in warning
    post = built.library.posts["index"]
    assert (post.date, post.updated) == ("2025-11-27", "")


def test_a_date_that_is_left_to_be_filled_in_counts_as_none(make_site: MakeSite) -> None:
    """Templates of posts leave it so; then the heading tells."""
    page = review_page(
        ":::{paper} 2511.21579", ":title: Harmony", ":::", title="# 2025-11-26", date=""
    )
    assert post_of(make_site({"index.md": page}).build()).date == "2025-11-26"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("{a: b}", "{a: b}"),
        ("[2025, x]", "[2025, x]"),
        ("|\n  not\n  this", "| not this"),
        ('"not this"', '"not this"'),
    ],
)
def test_a_date_that_is_none_is_shown_as_typed(make_site: MakeSite, typed: str, shown: str) -> None:
    """Whatever it is to YAML, and on one line."""
    (warning,) = build(make_site, f"author: A\ndate: {typed}").warnings
    assert f"index.md:3: WARNING: front matter 'date: {shown}': expected" in warning


REVIEW = "\n\n:::{paper} 2511.21579\n:title: Harmony\n\nOf the review.\n:::\n"


@pytest.mark.parametrize(
    ("page", "excerpt"),
    [
        (
            "# Post\n\nFirst *words*,\non two lines.\n\nSecond." + REVIEW,
            "First words, on two lines.",
        ),
        ("# Post\n\n![a picture](x.png)\n\nWords." + REVIEW, "Words."),
        ("# Post\n\nWords[^1]\n<br>here.\n\n[^1]: A note." + REVIEW, "Words here."),
        ("# Post\n\n- An item.\n\n> A quotation.\n\nWords." + REVIEW, "Words."),
        ("# Post\n\n```{note}\nA note.\n```\n\n```{paper:list}\n```" + REVIEW, ""),
        ("# Post" + REVIEW + "\nWords behind it.", ""),
        ("# Post\n\n- a card\n\n  :::{paper}\n  :title: T\n  :::\n\nWords.", ""),
        ("# Post\n\n:::{paper} 2511.21579\n:::\n\nOf the review.", ""),
        ("# Post\n\n## Part\n\nWords." + REVIEW, ""),
        ("---\nexcerpt: Mine.\n---\n# Post\n\nWords." + REVIEW, "Mine."),
        ("---\nexcerpt: ''\n---\n# Post\n\nWords." + REVIEW, "Words."),
        (REVIEW, ""),
    ],
)
def test_an_excerpt_is_what_a_post_opens_with(make_site: MakeSite, page: str, excerpt: str) -> None:
    """Of the front matter, else the first paragraph of words that is the page's own."""
    site = make_site({"index.md": page})
    site.write("x.png", b"")
    built = site.build("dummy", suppress_warnings=["image.not_readable"])
    assert built.library.posts["index"].excerpt == excerpt


def test_a_rest_page_is_a_post_too(make_site: MakeSite) -> None:
    """A field list at the top of a reST page is its front matter."""
    page = (
        ":date: 2025-11-27\n:tags: video, NO\n:draft: yes\n\nPost\n====\n\n.. paper:: 2511.21579\n"
    )
    post = post_of(make_site({"index.rst": page}).build("html"))
    assert (post.date, post.tags, post.draft) == ("2025-11-27", ("video", "NO"), True)


def test_a_wrong_date_of_a_rest_page(make_site: MakeSite) -> None:
    """A warning names the page where no line is known."""
    page = ":date: soon\n\nPost\n====\n\n.. paper:: 2511.21579\n"
    (warning,) = make_site({"index.rst": page}).build("html").warnings
    assert "index.rst: WARNING: front matter 'date: soon'" in warning
