"""Papers where people usually introduce them, in the languages and forms in which they do."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.convert import convert
from sphinx_paperreview.importers.learning import learn
from sphinx_paperreview.importers.passes import ImportedSite
from sphinx_paperreview.recognising.vocabulary import without_announcement
from tests.importers.faithful import run, titles

LAMP = "https://arxiv.org/abs/2503.01002"
WICK = "https://arxiv.org/abs/2503.01003"
FILE = "https://example.org/files/lamps.pdf"

LABELS = {
    "Spanish": f"Artículo: [arXiv:2503.01002]({LAMP})\n**Autores**: Ada Park, Jo Kim\n",
    "French": f"* **Article** : [Lamps]({LAMP})\n* **Auteurs** : Ada Park, Jo Kim\n",
    "German": f"**Titel:** Lamps at Night\n**Autoren:** Ada Park, Jo Kim\n**Link:** <{LAMP}>\n",
    "Japanese": f"### 論文リンク\n\n{LAMP}\n\n### 著者/所属機関\n\nAda Park, Jo Kim\n",
}


@pytest.mark.parametrize("language", LABELS)
def test_labels_are_read_in_many_languages(language: str) -> None:
    found = run(f"# Lamps at Night\n\n{LABELS[language]}\n## Idea\n\nThey glow.\n")
    assert [str(paper.ids[0]) for paper in found.papers] == ["arxiv:2503.01002"]
    assert ":authors: Ada Park, Jo Kim\n" in found.text


def test_headings_of_a_form_are_its_fields() -> None:
    """As they are in the template of an issue; those of the text stay."""
    form = (
        f"## Summary\n\nThey glow.\n\n## Link\n\n{LAMP}\n\n## Year\n\n2025\n\n## Method\n\nOil.\n"
    )
    found = run(f"# Lamps at Night\n\n{form}")
    assert [paper.title for paper in found.papers] == ["Lamps at Night"]
    assert ":published: 2025\n" in found.text
    assert "## Summary" in found.text
    assert "## Link" not in found.text


def test_headings_with_links_below_them_tell_each_other() -> None:
    """However many posts around have one paper each, and whatever stands between or behind them."""
    papers = f"## Lamps\n\nPaper: [Old Lamps]({LAMP})\n\nOil.\n\n## Wicks\n\n[arXiv]({WICK})\n"
    assert titles(f"# A day\n\nTwo.\n\n{papers}\n## Elsewhere\n\nTea.\n") == ["Lamps", "Wicks"]


@pytest.mark.parametrize("mark", ["", "> "])
def test_a_citation_below_a_heading_links_to_its_paper(mark: str) -> None:
    """Also in a quote; of a lecture, in which a single sentence ends with a link, it is none."""
    one = f"{mark}Park, A., Kim, J. (1996). Acta Lampica. [PDF]({FILE})"
    other = f"{mark}Kim, J. (2001). SIGMOD. [PDF](https://doi.org/10.1145/582095.582099)"
    text = f"# Lights\n\n## Lamps\n\n{one}\n\nThey glow.\n\n## Wicks\n\n{other}\n\nThin.\n"
    assert titles(text) == ["Lamps", "Wicks"]
    lecture = f"# Lecture 9\n\n## Lamps\n\nThey glow. [paper]({LAMP})\n\n## Wicks\n\nThin.\n"
    assert titles(lecture) == []


def test_a_heading_above_those_of_papers_is_none() -> None:
    papers = f"### Lamps [[arXiv]({LAMP})]\n\nOil.\n\n### Wicks [[arXiv]({WICK})]\n\nThin.\n"
    others = f"## 1. Oil [[arXiv]({LAMP})]\n\nThin.\n\n## 3. Tea [[arXiv]({WICK})]\n\nHot.\n"
    found = titles(f"# Year\n\n{others}\n## 2. The two of light\n\n{papers}")
    assert found == ["Oil", "Tea", "Lamps", "Wicks"]


def test_what_links_to_a_blog_alone_is_no_paper() -> None:
    """Among papers, and numbered as these are."""
    papers = f"## 1. Lamps\n\n[Paper]({LAMP})\n\nOil.\n\n## 2. Wicks\n\n[Paper]({WICK})\n\nThin.\n"
    news = "\n## 3. A new shop\n\n[Blog](https://example.org/shop)\n\nMuch noise.\n"
    assert titles(f"# Week\n\n{papers}{news}") == ["Lamps", "Wicks"]


@pytest.mark.parametrize(
    "line",
    [
        f"**Lamps at Night**, ICML 2020 [[arXiv]]({LAMP})",
        f"I have read the [lamps paper]({LAMP}), which came out in 2020.",
        f"A long evening.\n\nAnd oil.\n\n*Paper: [{LAMP}]({LAMP})*",
    ],
)
def test_a_page_that_calls_itself_a_review_names_its_paper_in_many_ways(line: str) -> None:
    text = f'---\ntitle: "[Paper Review] Lamps at Night"\n---\n\n{line}\n'
    found = run(text)
    assert [(p.title, str(p.ids[0])) for p in found.papers] == [
        ("Lamps at Night", "arxiv:2503.01002")
    ]


def test_a_file_on_an_unknown_site_is_the_paper_behind_its_label() -> None:
    found = run(f"# Notes: Lamps\n\nPaper: {FILE}\n\n## Idea\n\nThey glow.\n")
    assert [paper.title for paper in found.papers] == ["Lamps"]
    assert "# Notes: Lamps" in found.text
    assert titles(
        "# Club\n\n| Date | Presenter | Paper |\n|--|--|--|\n"
        f"| 2025-03-04 | Ada | [Lamps at Night]({FILE}) |\n| 2025-03-11 | Jo | [Wicks]({FILE}) |\n"
    ) == ["Lamps at Night", "Wicks"]


@pytest.mark.parametrize("name", ["about.md", "content/cv.md", "publications.md"])
def test_what_authors_say_of_themselves_is_no_review(name: str) -> None:
    text = f"# Me\n\n- Ada Park. *Lamps at Night*. ICML, 2019. [pdf]({LAMP})\n"
    assert convert(text.encode(), name).papers == ()
    assert len(convert(text.encode(), "seen.md").papers) == 1


def test_venues_in_brackets_stand_before_titles() -> None:
    found = run(f"# [ICLR'18] Lamps at Night\n\n###### tags: `oil`\n\n> [paper]({LAMP})\n\nGlow.\n")
    assert [paper.title for paper in found.papers] == ["Lamps at Night"]
    assert ":venue: ICLR 2018\n:tags: oil\n" in found.text


@pytest.mark.parametrize(
    "title", ["How I review papers", "2021 in review", "Welcome to the Paper Club"]
)
def test_a_page_about_reading_is_no_review_among_reviews(title: str) -> None:
    review = convert(f"# Lamps\n\nPaper: {LAMP}\n\nGlow.\n".encode(), "a.md").considered
    learnt = learn({f"{n}.md": review for n in range(5)})
    text = f"# {title}\n\n{'We met, and talked about this and that. ' * 20}\n"
    imported = convert(text.encode(), "new.md", imported_site=ImportedSite(learnt=learnt))
    assert imported.papers == ()


ITEMS = {
    "two paragraphs": (
        f"1. **Lamps.** ICML 2019\n\n   *Ada Park, Jo Kim* [[pdf]({LAMP})], [[code](https://"
        "github.com/a/b)], 2019.6\n"
    ),
    "a badge": f"- **Lamps.** *Ada Park et al. arXiv.* [[paper]({LAMP})] ![](https://a.b/c.png)\n",
    "a file": "- [Lamps](pdfs/lamps.pdf) - Park and Kim, 1974. They glow.\n",
    "nothing yet": f"- **2021-04-12** (Ada): [Lamps]({LAMP})\n- **2021-04-19** (tba)\n",
}


@pytest.mark.parametrize("name", ITEMS)
def test_items_are_written_in_many_ways(name: str) -> None:
    found = [title.removesuffix("(pdfs/lamps.pdf)").strip("[]") for title in titles(ITEMS[name])]
    assert found == ["Lamps"]


def test_an_item_may_have_its_links_in_two_brackets() -> None:
    """No word of a label is told to be lost: the option says what it is."""
    run(f"- [Lamps]({LAMP}) [[code]](https://github.com/a/b)\n- [Wicks]({WICK})\n")


def test_r_markdown_is_read_as_quarto() -> None:
    text = f"---\ntitle: Lamps\n---\n\n[Link to paper]({LAMP})\n\n```{{r}}\n1 + 1\n```\n"
    imported = convert(text.encode(), "post/2019-06-01-lamps.Rmd")
    assert [paper.title for paper in imported.papers] == ["Lamps"]
    assert "{r}" not in imported.text


REVIEWS = {
    "the only link at the top": f"> This sums up [Lamps at Night]({LAMP}), which I read.\n",
    "the only link at all": f"Glow.\n\n## Idea\n\nOil.\n\n## Sources\n\n- [Park]({LAMP})\n",
    "the one that is called so": (
        f"Glow.\n\n## Idea\n\nUnlike [wicks]({WICK}), they glow.\n\n"
        f"## Sources\n\n- [The Lamps paper]({LAMP})\n"
    ),
}


@pytest.mark.parametrize("name", REVIEWS)
def test_a_page_that_calls_itself_a_review_has_one_paper(name: str) -> None:
    found = run(f'---\ntitle: "Paper Summary: Lamps"\n---\n\n{REVIEWS[name]}')
    assert [str(paper.ids[0]) for paper in found.papers] == ["arxiv:2503.01002"]


TITLES = {
    "Summary of 'Lamps at Night'": "Lamps at Night",
    "Resumo do artigo: Lamps at Night": "Lamps at Night",
    "Lamps at Night 논문 리뷰": "Lamps at Night",
    "[논문] Lamps at Night": "Lamps at Night",
    "[CVPR 2021] Lamps at Night": "Lamps at Night",
    "[Science] Lamps": "[Science] Lamps",
    "How I review papers": "How I review papers",
    "Notes on lamps": "Notes on lamps",
}


@pytest.mark.parametrize("page", TITLES)
def test_what_announces_a_paper_is_not_of_its_title(page: str) -> None:
    assert without_announcement(page) == TITLES[page]


def test_the_paper_of_the_week_is_among_others() -> None:
    """It is no part of a review, and its heading is not its title."""
    papers = f"## Paper of the week\n\n**[Lamps]({LAMP})**\n\nOil.\n\n"
    others = f"## Other papers\n\n- **[Wicks]({WICK})**: thin.\n"
    assert titles(f"# Issue 7\n\nHi all.\n\n{papers}{others}\n## News\n\nTea.\n") == [
        "Lamps",
        "Wicks",
    ]


def test_what_a_course_reads_is_no_review() -> None:
    """Nor is what a text mentions as often in its sentences."""
    papers = f"- [Lamps]({LAMP})\n- [Wicks]({WICK})\n"
    assert convert(f"# Lights\n\n{papers}".encode(), "lecture1.md").papers == ()
    assert len(convert(f"# Lights\n\n{papers}".encode(), "post.md").papers) == 2
    text = f"As was shown for [lamps]({LAMP}) and [wicks]({WICK}), they glow.\n"
    assert titles(f"# Lights\n\n{text}\n## More\n\n{papers}") == []


def test_the_links_of_a_row_may_stand_in_any_column() -> None:
    rows = f"| 2025-03-04 | Ada | Lamps at Night | [paper]({LAMP}), [slides](a.pdf) |\n"
    assert titles(f"| Date | Presenter | Paper | Files |\n|--|--|--|--|\n{rows}") == [
        "Lamps at Night"
    ]


def test_marks_before_numbers_of_headings_are_left_out() -> None:
    assert titles(f"## 📄 12. Lamps\n\n- **Link:** {LAMP}\n\nOil.\n") == ["Lamps"]


def test_columns_of_a_table_in_html_have_names() -> None:
    row = f'<tr><td><a href="{LAMP}">Lamps</a></td><td>They glow.</td></tr>'
    head = "<tr><th>Paper</th><th>Notes</th></tr>"
    assert titles(f"# Lights\n\n<table>\n{head}\n{row}\n</table>\n") == ["Lamps"]


def test_people_may_stand_before_a_linked_title() -> None:
    """By their last names alone, too."""
    found = run(f"- Lund, Park, Kim: [Lamps]({LAMP}). 1999.\n- Park et al.: [Wicks]({WICK}).\n")
    assert [paper.title for paper in found.papers] == ["Lamps", "Wicks"]
    assert ":authors: Lund, Park, Kim\n" in found.text


def test_a_note_is_called_as_its_file_where_its_heading_is_of_a_part() -> None:
    imported = convert(f"url:: {LAMP}\n\n# Notes\n\nGlow.\n".encode(), "Lamps at Night.md")
    assert [paper.title for paper in imported.papers] == ["Lamps at Night"]
    assert "## Notes" in imported.text


LEADS = {
    "bold above a list": (
        f"**1. Lamps**\n\n- Paper: {LAMP}\n\nOil.\n\n**2. Wicks**\n\n- Paper: {WICK}\n\nThin.\n"
    ),
    "labels with numbers": (
        f"**Paper 1:** [Lamps]({LAMP}) (shown)\n\n**Paper 2:** [Wicks]({WICK}) (later)\n"
    ),
    "quotes of who wrote it": (
        f"### Lamps\n> *Park et al., 2013* — [arXiv:2503.01002]({LAMP})\n\nOil.\n\n"
        f"### Wicks\n> *Kim et al., 2014* — [arXiv:2503.01003]({WICK})\n\nThin.\n"
    ),
}


@pytest.mark.parametrize("name", LEADS)
def test_several_papers_of_a_page_are_told_in_many_ways(name: str) -> None:
    assert titles(f"# A day\n\nTwo.\n\n{LEADS[name]}") == ["Lamps", "Wicks"]


def test_one_of_two_items_may_be_a_paper() -> None:
    title = "Lamps and Wicks: Burning Quietly All Night"
    found = titles(f"- [{title}]({LAMP}): they glow.\n- Skimmed [a blog](https://example.org).\n")
    assert found == [title]
    assert titles(f"- [Lamps]({LAMP}): they glow.\n- Skimmed [a blog](https://a.org).\n") == []


def test_a_reference_below_tags_names_the_paper() -> None:
    line = "Park, A., Kim, J., et al. (2022). *Lamps at Night*. arXiv:2503.01002."
    found = run(f"# 2023 Lamps\n\n#paper #oil\n\n{line}\n\n- they glow\n")
    assert [str(paper.ids[0]) for paper in found.papers] == ["arxiv:2503.01002"]


def test_what_stands_behind_a_labelled_title_does_not_hide_it() -> None:
    line = f"**Paper:** [Lamps at Night]({LAMP}) (shown by Ada)"
    assert titles(f"---\ntitle: Evening 4\n---\n\n{line}\n\nOil.\n") == ["Lamps at Night"]
