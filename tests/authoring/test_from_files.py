"""What a directive leaves out comes from files, and looks as if it were typed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from sphinx_paperreview.metadata.paper_record import TAKEN
from tests.conftest import MakeSite
from tests.library import HARMONY, TYPED, papers_json
from tests.outputs import text_output
from tests.site import Built, Site, review_page

INDEX = "# Home\n\n```{toctree}\npost\nother\n```\n\n```{paper:list}\n:style: cards\n```\n"


def _review(argument: str = "2511.21579", options: str = "") -> str:
    return review_page(f":::{{paper}} {argument}\n{options}\nText.\n:::")


def _build(
    make_site: MakeSite,
    *papers: object,
    post: str = "",
    other: str = "# Other\n",
    conf: str = "",
    builder: str = "html",
    **files: str,
) -> Built:
    pages: dict[str, str | bytes] = {"index.md": INDEX, "post.md": post or _review()}
    pages |= {name.replace("_", "."): text for name, text in files.items()}
    if papers:
        pages["papers.json"] = papers_json(*papers)
    return make_site({**pages, "other.md": other}, conf).build(builder)


def _sole(built: Built) -> Any:
    (review,) = built.reviews
    return review.paper


@pytest.mark.parametrize("builder", ["html", "text", "latex", "gettext", "xml"])
def test_a_review_from_a_file_is_drawn_as_one_that_was_typed(tmp_path: Path, builder: str) -> None:
    """Every page, listing, index, anchor and inventory: byte for byte, but for the sources."""
    pages = {"index.md": INDEX, "other.md": "# Other\n\n{paper}`2511.21579`\n"}
    by_hand = {**pages, "post.md": _review(options=TYPED)}
    as_long = _review(options="\n" * TYPED.count("\n"))
    by_file = {**pages, "post.md": as_long, "papers.json": papers_json(HARMONY)}
    typed = Site(tmp_path / "a" / "source", by_hand).build(builder)
    known = Site(tmp_path / "b" / "source", by_file).build(builder)
    assert (typed.warnings, known.warnings) == ((), ())
    assert known.reviews == typed.reviews
    files = {
        path.relative_to(typed.out)
        for path in typed.out.rglob("*")
        if path.is_file() and "_sources" not in path.parts
    }
    skipped = {".paperreview.json", ".buildinfo", "environment.pickle", "searchindex.js"}
    different = {
        path.as_posix()
        for path in files
        if path.name not in skipped and _bytes(typed, path) != _bytes(known, path)
    }
    assert different == set()


def _bytes(built: Built, path: Path) -> bytes:
    """Read a file of an output without places and the clock."""
    data = (built.out / path).read_bytes().replace(bytes(built.out.parent), b"")
    return re.sub(rb"POT-Creation-Date: .*|#: .*:\d+", b"", data)


def test_what_the_directive_says_wins_and_a_dash_says_nothing(make_site: MakeSite) -> None:
    options = ":title: Mine\n:org: -\n:code: -\n:venue: ICML 2026\n"
    paper = _sole(_build(make_site, HARMONY, post=_review(options=options)))
    assert [run.text for run in paper.title] == ["Mine"]
    assert (paper.orgs, paper.venue) == ((), "ICML 2026")
    assert paper.authors == ("Jörg Müller", "최지우")
    assert "code" not in {link.kind for link in paper.links}


@pytest.mark.parametrize("name", TAKEN)
def test_an_option_without_a_value_waits_for_one(make_site: MakeSite, name: str) -> None:
    """As ``new`` writes them: that its papers are fetched later makes no difference."""
    left_out, empty = (
        _sole(_build(make_site, HARMONY, post=_review(options=options)))
        for options in ("", f":{name}:\n")
    )
    assert empty == left_out


def test_files_are_asked_in_order_and_fill_each_others_gaps(make_site: MakeSite) -> None:
    first = {"ids": ["doi:10.1145/3485132", "arxiv:2511.21579"], "venue": "First"}
    conf = "paperreview_metadata = ['first.json', 'papers.json']\n"
    built = _build(make_site, HARMONY, conf=conf, first_json=papers_json(first))
    (disagree,) = built.warnings
    assert "first.json and papers.json disagree on doi:10.1145/3485132: venue 'First'" in disagree
    assert (_sole(built).venue, _sole(built).orgs) == ("First", ("Tencent",))


def test_records_are_of_one_paper_through_a_third(make_site: MakeSite) -> None:
    """arXiv and OpenReview in one record, OpenReview alone in another."""
    records = [
        {"ids": ["openreview:AbCdEfGhIj"], "title": "Harmony"},
        {"ids": ["doi:10.1145/3485132", "openreview:AbCdEfGhIj"], "venue": "ICLR 2026"},
        {"ids": ["arxiv:2511.21579", "doi:10.1145/3485132"]},
        {"ids": ["doi:10.1145/3485133"], "code": "https://example.org/other"},
    ]
    paper = _sole(_build(make_site, *records))
    assert [run.text for run in paper.title] == ["Harmony"]
    assert (paper.venue, paper.links) == ("ICLR 2026", ())


def test_a_title_and_its_subtitle_come_from_one_record(make_site: MakeSite) -> None:
    """Where one file has both in the title, the other's subtitle would say it twice."""
    whole = {"ids": ["arxiv:2511.21579"], "title": "Harmony: Sound with $x^2$ pictures"}
    conf = "paperreview_metadata = ['first.json', 'papers.json']\n"
    built = _build(make_site, HARMONY, conf=conf, first_json=papers_json(whole))
    assert built.warnings == ()
    assert _sole(built).subtitle == ()


def test_only_the_wanted_fields_are_taken(make_site: MakeSite) -> None:
    conf = "paperreview_metadata_fields = ['venue']\n"
    built = _build(make_site, HARMONY, conf=conf, other="# Other\n\n{paper}`arxiv:1706.03762`\n")
    paper = _sole(built)
    assert (paper.venue, paper.orgs, paper.subtitle) == ("ICLR 2026", (), ())
    assert [run.text for run in paper.title] == ["arXiv 2511.21579"]


def test_an_own_heading_is_the_title(make_site: MakeSite) -> None:
    """A review that attaches to its section is called as the author calls it; the rest is taken."""
    post = review_page("## My name for it\n", ":::{paper} 2511.21579\n:::\n", "Text.")
    paper = _sole(_build(make_site, HARMONY, post=post))
    assert [run.text for run in paper.title] == ["My name for it"]
    assert paper.orgs == ("Tencent",)


# Citation keys -----------------------------------------------------------------------------------

SMITH = {**HARMONY, "key": "smith2025"}


@pytest.mark.parametrize("key", ["smith2025", "smith", "DBLP:conf/iclr/Smith25", "smith_2025a"])
def test_a_citation_key_stands_for_the_ids(make_site: MakeSite, key: str) -> None:
    other = (
        f"# Other\n\n{{paper}}`{key}`, {{paper}}`words <{key}>`, {{any}}`{key}`, "
        f"{{any}}`here <{key}>`\n\n"
        f"```{{paper:list}}\n:papers: {key}\n```\n"
    )
    built = _build(make_site, {**SMITH, "key": key}, post=_review(key), other=other)
    assert built.warnings == ()
    assert [str(paper_id) for paper_id in _sole(built).ids] == ["arxiv:2511.21579"]
    links = built.texts('.body a[href="post.html#arxiv-2511-21579"]', "other")
    assert links == ["Harmony", "words", "Harmony", "here", "Harmony"]


def test_several_keys_and_ids_stand_in_one_argument(make_site: MakeSite) -> None:
    second = {"ids": ["doi:10.1145/3485132"], "key": "jones"}
    built = _build(make_site, SMITH, second, post=_review("smith2025 jones acl:P18-1023"))
    ids = ["arxiv:2511.21579", "doi:10.1145/3485132", "acl:P18-1023"]
    assert [str(paper_id) for paper_id in _sole(built).ids] == ids


def test_a_key_that_is_an_id_is_the_id(make_site: MakeSite) -> None:
    wrong = {"ids": ["doi:10.1145/3485132"], "key": "2511.21579", "title": "Wrong"}
    built = _build(make_site, wrong, HARMONY, other="# Other\n\n{paper}`2511.21579`\n")
    assert built.warnings == ()
    assert [str(paper_id) for paper_id in _sole(built).ids] == ["arxiv:2511.21579"]
    assert built.texts(".body p a", "other") == ["Harmony"]


def test_a_key_of_a_paper_without_id_gives_its_fields(make_site: MakeSite) -> None:
    record = {"key": "old1987", "title": "Of old", "authors": ["A B"]}
    other = "# Other\n\n{paper}`old1987`\n"
    built = _build(make_site, record, post=_review("old1987"), other=other)
    assert built.warnings == ()
    assert (_sole(built).ids, _sole(built).authors) == ((), ("A B",))
    assert built.texts('.body a[href="post.html#paper-of-old"]', "other") == ["Of old"]


def test_words_that_are_no_keys_are_still_no_id(make_site: MakeSite) -> None:
    built = _build(make_site, {**SMITH, "key": "attention"}, post=_review("attention is all"))
    (warning,) = built.warnings
    assert "'attention is all' is no id or URL of a paper" in warning
    built = _build(make_site, SMITH, post=_review("smith2026"))
    (warning,) = built.warnings
    assert "or a key of paperreview_metadata's files" in warning


# Papers that nobody reviewed ---------------------------------------------------------------------


def test_a_paper_without_review_is_called_as_the_file_calls_it(make_site: MakeSite) -> None:
    record = {"ids": ["arxiv:1706.03762"], "key": "v17", "title": "On $n^2$ & <b>"}
    other = (
        "# Other\n\n{paper}`1706.03762`, {paper}`v17`, {any}`arxiv:1706.03762`, {any}`v17`, "
        "[this](https://arxiv.org/abs/1706.03762)\n\n```{paper:mentions}\n```\n"
    )
    built = _build(make_site, record, other=other)
    assert built.warnings == ()
    shown = 'a.reference.external[href="https://arxiv.org/abs/1706.03762"]'
    texts = [r"On \(n^2\) & <b>"] * 4 + ["this", r"On \(n^2\) & <b>"]
    assert built.texts(f".body {shown}", "other") == texts


# What comes from elsewhere is data ---------------------------------------------------------------

HOSTILE = r"</script><img src=x onerror=alert(1)> \input{/etc/passwd} \(x\) *a* `b` {paper}`c`"


def test_a_title_from_a_file_is_text(make_site: MakeSite) -> None:
    """No Markdown, no HTML, no TeX but between dollars, and no formula that may do harm."""
    harm = r" $\href{javascript:alert(1)}{x}$ $y_1$ costs $5 and \$6"
    built = _build(make_site, {**HARMONY, "title": HOSTILE + harm}, other="# Other\n\n{paper}`c`\n")
    heading = built.select("section.paper-review > h2", "post")[0]
    assert heading.select("img, script, a:not(.headerlink), em") == []
    assert [tag.get_text() for tag in heading.select(".math")] == [r"\(y_1\)"]
    assert [tag.get_text() for tag in heading.select("code")] == [
        r"\(", r"\href{javascript:alert(1)}{x}"
    ]  # fmt: skip
    assert "costs $5 and $6" in heading.get_text()
    assert "*a* `b` {paper}`c`" in heading.get_text()
    warnings = [one for one in built.warnings if "[paper.metadata]" in one]
    assert len(warnings) == 1
    assert "papers.json:" in warnings[0]
    assert "is shown as text: it holds the command" in warnings[0]


def test_harmful_links_are_left_out_and_said(make_site: MakeSite) -> None:
    built = _build(make_site, {**HARMONY, "code": "javascript:alert(1)"})
    (warning,) = built.warnings
    assert "papers.json:4: WARNING: code: not an http or https URL" in warning
    assert [link.kind for link in _sole(built).links] == ["project"]


def test_latex_gets_no_command_from_a_title(make_site: MakeSite) -> None:
    built = _build(make_site, {**HARMONY, "title": HOSTILE}, builder="latex")
    text = next(built.out.glob("*.tex")).read_text()
    assert r"\input{/etc/passwd}" not in text


def test_a_paper_of_a_thousand_authors_folds(make_site: MakeSite) -> None:
    names = [f"Author {number}" for number in range(1000)]
    built = _build(make_site, {**HARMONY, "authors": names})
    assert _sole(built).authors == tuple(names)
    (folded,) = built.uncited("post").select("section.paper-review details")
    assert "Author 999" in folded.get_text()


def test_an_organisation_of_a_file_is_checked_as_a_typed_one(make_site: MakeSite) -> None:
    """And the message says where it comes from."""
    conf = "paperreview_unknown_orgs = 'warn'\n"
    built = _build(make_site, {**HARMONY, "org": ["Quokka Lab, Perth"]}, conf=conf)
    assert _sole(built).orgs == ("Quokka Lab, Perth",)
    (warning,) = built.warnings
    assert (
        "post.md:6: WARNING: unknown organisation 'Quokka Lab, Perth' (from papers.json)" in warning
    )


def test_reviews_in_restructuredtext_are_filled_too(make_site: MakeSite) -> None:
    rest = "Post\n====\n\n.. paper:: 2511.21579\n\n   Text.\n\n:paper:`smith2025`\n"
    site = make_site({"index.rst": rest, "papers.json": papers_json(SMITH)})
    built = site.build()
    assert built.warnings == ()
    assert _sole(built).venue == "ICLR 2026"
    assert built.texts('.body p a[href="#arxiv-2511-21579"]') == ["Harmony"]


def test_every_output_takes_what_a_file_says(make_site: MakeSite) -> None:
    assert "Harmony" in text_output(_build(make_site, HARMONY, builder="text").out, "text")
