"""What a feed tells of a paper."""

from __future__ import annotations

from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.exports.article import article
from sphinx_paperreview.exports.told import Told, paper_html, title_of
from tests.exports.papers import HARD

TOLD = Told(
    title=(Run("On "), Run("x^2", "math"), Run(" & "), Run("y", "code")),
    subtitle=(Run("Of "), Run("words", "emphasis")),
    summary=(Run("Short", "strong"), Run(" and "), Run("old", "strike"), Run(" <b>")),
    facts=("NVIDIA", "ICLR & co"),
    links=(("arXiv", "https://arxiv.org/abs/1"), ("A & b", 'https://e.org/?a="&b')),
    url="https://e.org/posts/one.html#a",
)


def test_all_that_there_is_to_tell_is_told() -> None:
    assert paper_html(TOLD, "TL;DR", has_title=True).split("</p>") == [
        (
            '<h2><a href="https://e.org/posts/one.html#a">On <code>x^2</code> &amp; <code>y</code>'
            "</a>"
            "</h2><p><em>Of <em>words</em></em>"
        ),
        "<p>NVIDIA · ICLR &amp; co",
        "<p><strong>TL;DR</strong> <strong>Short</strong> and <s>old</s> &lt;b&gt;",
        (
            '<p><a href="https://arxiv.org/abs/1">arXiv</a> · '
            '<a href="https://e.org/?a=&quot;&amp;b">A &amp; b</a>'
        ),
        "",
    ]
    assert title_of(TOLD) == "On $x^2$ & y"


def test_of_a_paper_of_which_nothing_is_known_nothing_is_told() -> None:
    assert paper_html(Told(()), "TL;DR") == ""


def test_no_text_becomes_markup() -> None:
    """What is written is what a feed may hold already."""
    for text in HARD:
        runs = (Run(text), Run(text, "code"))
        html = paper_html(Told(runs, runs, runs, (text,), ((text, "https://e.org/"),)), text)
        assert article(html, "https://e.org/") == html
