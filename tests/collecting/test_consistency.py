"""One paper, one identity: what cards say of other reviews, and when titles contradict."""

from __future__ import annotations

import re

import pytest

from tests.conftest import MakeSite
from tests.outputs import text_output
from tests.site import Built, review_page

FORUM = "https://openreview.net/forum?id=AbCdEfGhIj"


def _post(*ids: str, title: str = "Harmony", subtitle: str = "", heading: str = "Post") -> str:
    options = [f":title: {title}"] if title else []
    options += [f":subtitle: {subtitle}"] if subtitle else []
    lines = [":::{paper} " + " ".join(ids), *options, "", "Text.", ":::"]
    return review_page(*lines, title=f"# {heading}")


def _build(make_site: MakeSite, builder: str = "html", **posts: str) -> Built:
    toctree = "\n".join(["```{toctree}", *posts, "```"])
    pages = {f"{name}.md": text for name, text in posts.items()}
    return make_site({"index.md": f"# Index\n\n{toctree}\n", **pages}).build(builder)


def _elsewhere(built: Built, docname: str) -> list[tuple[str, str]]:
    links = built.select(".paper-elsewhere a", docname)
    return [(str(link["href"]), link.get_text()) for link in links]


# Also reviewed -----------------------------------------------------------------------------------

SAME = {
    "the same id": ("2511.21579", "2511.21579"),
    "another URL": ("https://huggingface.co/papers/2511.21579", "https://arxiv.org/pdf/2511.21579v2"),
    "its DOI": ("10.48550/arXiv.2511.21579", "arxiv:2511.21579"),
    "the second of two ids": (FORUM, f"2511.21579 {FORUM}"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_reviews_that_share_an_id_name_each_other(make_site: MakeSite, name: str) -> None:
    """By whatever URL each of them reached the paper."""
    one, two = SAME[name]
    built = _build(make_site, a=_post(one, heading="First"), b=_post(two, heading="Second"))
    assert built.warnings == ()
    assert [text for _href, text in _elsewhere(built, "a")] == ["Second"]
    assert [text for _href, text in _elsewhere(built, "b")] == ["First"]
    for docname in "ab":
        ((href, _text),) = _elsewhere(built, docname)
        page, _, anchor = href.partition("#")
        assert built.select(f"section.paper-review[id='{anchor}']", page.removesuffix(".html"))


def test_reviews_name_each_other_through_a_third(make_site: MakeSite) -> None:
    """arXiv alone, OpenReview alone, and both: each of the three names the other two."""
    posts = {
        "a": _post("2511.21579", heading="A"),
        "b": _post(FORUM, heading="B"),
        "c": _post(FORUM, "2511.21579", heading="C"),
    }
    built = _build(make_site, **posts)
    assert built.warnings == ()
    for docname in posts:
        others = [name.upper() for name in posts if name != docname]
        assert [text for _href, text in _elsewhere(built, docname)] == others


def test_other_papers_are_not_named(make_site: MakeSite) -> None:
    """The same title is no identity, nor is a paper without an id."""
    built = _build(make_site, a=_post("2511.21579"), b=_post("2511.20478"), c=_post(), d=_post())
    assert built.warnings == ()
    assert [_elsewhere(built, docname) for docname in "abcd"] == [[], [], [], []]


def test_a_card_does_not_name_its_own_page(make_site: MakeSite) -> None:
    """Two reviews on one page give the warning that there are two, and nothing else."""
    lines = [":::{paper} 2511.21579", ":title: T", "", "Text.", ":::", ""]
    built = make_site({"index.md": review_page(*lines, *lines)}).build()
    (warning,) = built.warnings
    assert "[paper.duplicate]" in warning
    assert len(built.reviews) == 2
    assert _elsewhere(built, "index") == []


@pytest.mark.parametrize("hidden", ["draft: true", ""])
def test_what_nothing_indexes_is_not_named(make_site: MakeSite, hidden: str) -> None:
    """Neither a draft nor a review with ``no-index``; nor do they name others."""
    option = [] if hidden else [":no-index:"]
    lines = [":::{paper} 2511.21579", ":title: T", *option, "", "Text.", ":::"]
    page = f"---\n{hidden}\ndate: 2025-11-27\n---\n# Hidden\n\n" + "\n".join(lines)
    built = _build(make_site, a=_post("2511.21579", title="T"), b=page)
    assert built.warnings == ()
    assert _elsewhere(built, "a") == _elsewhere(built, "b") == []


@pytest.mark.parametrize("builder", ["latex", "text", "singlehtml", "man", "xml"])
def test_every_format_says_where_else(make_site: MakeSite, builder: str) -> None:
    """With the title of the other post, on each card."""
    posts_named = ["Firstly", "Later"]
    posts = {
        name: _post("2511.21579", heading=title)
        for name, title in zip("ab", posts_named, strict=True)
    }
    built = _build(make_site, builder, **posts)
    assert built.warnings == ()
    text = " ".join(text_output(built.out, builder).split())
    for title in posts_named:
        assert (
            len(re.findall(rf"Also reviewed in(?:(?!Text|Firstly|Later).){{0,60}}{title}", text))
            == 1
        )


MANY = {
    f"post{number:02d}": _post("2511.21579", heading=f"Day {number:02d}") for number in range(50)
}


def test_fifty_reviews_fold_in_html(make_site: MakeSite) -> None:
    """A few are shown, the rest stand behind a summary that says how many; all are links."""
    built = _build(make_site, **MANY)
    assert built.warnings == ()
    shown, folded = built.select(".paper-foot .paper-elsewhere", "post25")
    assert [link.get_text() for link in shown.select("a")] == ["Day 00", "Day 01", "Day 02"]
    assert len(folded.select("a")) == 46
    assert folded.find_parent("details")
    (summary,) = built.texts("details:has(.paper-elsewhere) > summary", "post25")
    assert summary == "and 46 more"
    links = [text for _href, text in _elsewhere(built, "post25")]
    assert links == [f"Day {number:02d}" for number in range(50) if number != 25]


def test_fifty_reviews_are_all_there_in_text(make_site: MakeSite) -> None:
    """What cannot fold is written out."""
    built = _build(make_site, "text", **MANY)
    assert built.warnings == ()
    text = " ".join(built.text("post25.txt").split())
    days = re.findall(r"Day \d\d", text.partition("Also reviewed in")[2])
    assert days == [f"Day {number:02d}" for number in range(50) if number != 25]


# Titles that contradict --------------------------------------------------------------------------

DIFFER = {
    "another paper": ("Harmony", "Attention is all you need"),
    "a wrong link": ("Segment anything with concepts", "Lumine: open agents in open worlds"),
    "both in Korean": ("확산 모델의 이해", "강화 학습 에이전트"),
}

AGREE = {
    "the same": ("Harmony", "Harmony"),
    "case and quotes": ("Why 'Trust' You?", "why “trust” you"),
    "with its subtitle": ("Harmony", "Harmony: harmonizing audio and video generation"),
    "two subtitles": ("Harmony: a first look", "Harmony: cross-task synergy"),
    "a dash": ("Harmony - cross-task synergy", "Harmony"),
    "math": ("Attention in $O(n)$", "Attention in O(n)"),
    "retitled": ("Scaling laws for neural language models",
                 "Scaling laws of large language models"),
    "translated": ("Harmony", "하모니: 오디오와 비디오"),
    "no title": ("Harmony", ""),
    "no title in both": ("", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", DIFFER)
def test_two_titles_of_one_id_are_noted_once(make_site: MakeSite, name: str) -> None:
    """At the older review, with its line; both keep their title and name each other."""
    new, old = DIFFER[name]
    old_page = _post("2511.21579", title=old).replace("2025-11-27", "2025-11-20")
    built = _build(make_site, new=_post("2511.21579", title=new), old=old_page)
    (warning,) = built.warnings
    assert re.search(r"/old\.md:6: WARNING: arxiv:2511\.21579 is .* \[paper\.title\]$", warning)
    for text in (repr(old), repr(new), "in new;"):
        assert text in warning
    assert [review.title for review in built.reviews] == [new, old]
    assert len(_elsewhere(built, "new")) == len(_elsewhere(built, "old")) == 1


@pytest.mark.parametrize("name", AGREE)
def test_titles_that_may_be_of_one_paper_are_not_noted(make_site: MakeSite, name: str) -> None:
    """Subtitles, signs, translations, a new title, none at all: no paper goes without them."""
    one, two = AGREE[name]
    built = _build(make_site, a=_post("2511.21579", title=one), b=_post("2511.21579", title=two))
    assert built.warnings == ()


def test_a_subtitle_is_a_part_of_the_title(make_site: MakeSite) -> None:
    """The full title in one post, a title with ``:subtitle:`` in another."""
    full = _post("2511.21579", title="Harmonizing audio and video generation")
    parts = _post("2511.21579", title="Harmony", subtitle="Harmonizing audio and video generation")
    assert _build(make_site, a=full, b=parts).warnings == ()


def test_the_note_is_given_by_incremental_builds_too(make_site: MakeSite) -> None:
    """As long as it is true: a mistake does not vanish when another page is touched."""
    site = make_site(
        {
            "index.md": "# Index\n\n```{toctree}\na\nb\n```\n",
            "a.md": _post("2511.21579", title="Harmony"),
            "b.md": _post("2511.21579", title="Attention is all you need"),
        }
    )
    first = site.build().warnings
    assert len(first) == 1
    site.write("index.md", "# Index, again\n\n```{toctree}\na\nb\n```\n")
    assert site.build().warnings == first
    site.write("b.md", _post("2511.20478", title="Attention is all you need"))
    assert site.build().warnings == ()
