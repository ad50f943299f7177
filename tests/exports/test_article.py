"""The article of a page in a feed: what is kept, what goes, what is written otherwise."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.exports.article import article
from sphinx_paperreview.exports.html_tree import VOID

URL = "https://example.org/journal/posts/one.html"

CASES = {
    "text": ("<p>A &amp; <em>b</em> &lt; c</p>", "<p>A &amp; <em>b</em> &lt; c</p>"),
    "a link": ('<a class="x" href="../a%20b.html#c">d</a>',
               '<a href="https://example.org/journal/a%20b.html#c">d</a>'),
    "a place on the page": ('<a href="#c">d</a>', f'<a href="{URL}#c">d</a>'),
    "a link elsewhere": ('<a href="http://e.org/?a=1&amp;b=%22">d</a>',
                         '<a href="http://e.org/?a=1&amp;b=%22">d</a>'),
    "without a scheme": ('<a href="//e.org/">d</a>', '<a href="https://e.org/">d</a>'),
    "a mail address": ('<a href="mailto:a@e.org">d</a>', '<a href="mailto:a@e.org">d</a>'),
    "a program": ('<a href=" java\nscript:alert(1)">d</a>', "d"),
    "an address that is none": ('<a href="http://[">d</a>', "d"),
    "a picture": ('<img src="../_images/a.png" srcset="b.png 2x" class="x" onerror="x">',
                  '<img alt="" src="https://example.org/journal/_images/a.png">'),
    "a picture within": ('<img alt="d" src="data:image/png;base64,AA==">',
                         '<img alt="d" src="data:image/png;base64,AA==">'),
    "a page for a picture": ('<img src="data:text/html,<script>">', ""),
    "a picture of nothing": ("<img>", ""),
    "a film": ('<video controls src="a.mp4" poster="b.png"></video>',
               ('<video src="https://example.org/journal/posts/a.mp4" controls="" '
               'poster="https://example.org/journal/posts/b.png"></video>')),
    "a frame": ('<iframe src="https://e.org/embed/1" title="A talk"></iframe>',
                '<p><a href="https://e.org/embed/1">A talk</a></p>'),
    "a frame without a name": ('<iframe src="https://e.org/1"></iframe>',
                               '<p><a href="https://e.org/1">https://e.org/1</a></p>'),
    "a script": ("a<script>alert('<p>')</script>b", "ab"),
    "a style": ('<style>p {}</style><p style="color: red">a</p>', "<p>a</p>"),
    "a form": ("<p>a</p><form><input><select><option>b</option></select></form>", "<p>a</p>"),
    "a comment": ("a<!-- b -->c", "ac"),
    "a permanent link": ('<h2>A<a class="headerlink" href="#a">#</a></h2>', "<h2>A</h2>"),
    "an icon": ('<svg class="sd-octicon" aria-hidden="true"><path d=""></path></svg>a', "a"),
    "what is hidden": ('<span aria-hidden="true">★</span>a', "a"),
    "a section": ('<section id="a"><p>b</p><section><p>c</p></section></section>',
                  "<p>b</p><p>c</p>"),
    "text in a box": ("<div>a</div><div>b</div>", "<div>a</div><div>b</div>"),
    "a language": ('<span lang="ko" class="x">한</span>', '<span lang="ko">한</span>'),
    "a formula": (r'<span class="math notranslate nohighlight">\(x^2\)</span>',
                  "<code>x^2</code>"),
    "a displayed formula": (('<div class="math" id="e"><span class="eqno">(1)<a class="headerlink"'
                            ' href="#e">#</a></span>\\[a &lt; b\\]</div>'),
                            "<p><code>a &lt; b</code></p>"),
    "MathML": (('<div class="math"><math alttext="x^2"><msup><mi>x</mi><mn>2</mn></msup></math>'
               "</div>"), "<p><code>x^2</code></p>"),
    "MathML of others": (('<math><semantics><mi>x</mi><annotation encoding="application/x-tex">'
                         "x_1</annotation></semantics></math>"), "<code>x_1</code>"),
    "a drawn formula": ('<span class="math"><img src="a.png" alt="x^2"></span>',
                        '<img alt="x^2" src="https://example.org/journal/posts/a.png">'),
    "code": (('<div class="highlight-py"><div class="highlight"><pre><span></span>'
             '<span class="linenos">1</span><span class="k">def</span> f\n</pre></div></div>'),
             "<pre>def f\n</pre>"),
    "code with numbers": (('<div class="highlight"><table class="highlighttable"><tr><td '
                          'class="linenos"><div class="linenodiv"><pre>1</pre></div></td><td '
                          'class="code"><pre>a\n</pre></td></tr></table></div>'), "<pre>a\n</pre>"),
    "an admonition": (('<div class="admonition note"><p class="admonition-title">Note</p><p>a</p>'
                      "</div>"), "<blockquote><p><strong>Note</strong></p><p>a</p></blockquote>"),
    "the row of a card": (('<div class="paper-row paper-who"><p class="paper-orgs"><a href="/o">A'
                          '</a> <span>B</span></p><p class="paper-venue">ICLR <em>x</em></p><div '
                          'class="paper-fold paper-authors"><details><summary>C <span>and 1 more'
                          "</span></summary><p>C, D</p></details></div></div>"),
                          ('<p><a href="https://example.org/o">A</a> · B · ICLR <em>x</em> · C, D'
                          "</p>")),
    "stars": (('<span class="paper-rating" role="img" title="3.5/5">★★★<span '
              'class="paper-half-star">☆</span>☆</span>'), '<span title="3.5/5">★★★½☆</span>'),
    "an empty row": ('<div class="paper-row"><p> </p></div>', ""),
    "the summary": ('<p class="paper-summary"><span class="paper-label">TL;DR</span> a</p>',
                    "<p><strong>TL;DR</strong> a</p>"),
    "what is of other pages": ('<div class="paper-foot no-search">a</div><p>b</p>', "<p>b</p>"),
    "a filter": (('<div class="paper-listing"><div class="paper-filter" hidden>a</div><ul><li>b'
                 "</li></ul></div>"), "<ul><li>b</li></ul>"),
    "what is never closed": ("<p>a <b>b<p>c", "<p>a <b>b<p>c</p></b></p>"),
    "what was never opened": ("a</div></p>b", "ab"),
    "nothing": ("", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_part_of_a_page(name: str) -> None:
    html, expected = CASES[name]
    assert article(html, URL) == expected
    assert article(expected, URL) == expected


TITLED = {
    "<h1>A <em>b</em></h1><p>c</p>": "<p>c</p>",
    "<h1>Other</h1><p>c</p>": "<h1>Other</h1><p>c</p>",
    "<h1>A b</h1><h1>Other</h1>": "<h1>A b</h1><h1>Other</h1>",
    "<section><h1>a  B</h1></section><p>c</p>": "<p>c</p>",
}


@pytest.mark.parametrize("html", TITLED)
def test_a_heading_that_the_entry_has_is_not_said_twice(html: str) -> None:
    assert article(html, URL, title="A b") == TITLED[html]


pieces = st.sampled_from(
    [html for html, _expected in CASES.values()]
    + ["<div>", "</div>", "<p>", "</span>", "<", ">", "&", "&#1;", "<!--", '<a href="', "<svg><a>"]
)


@given(st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=12).map("".join))
def test_any_html_becomes_an_article(html: str) -> None:
    """It is well nested, loads nothing of the page, runs nothing, and is settled."""
    written = article(html, URL)
    assert article(written, URL) == written
    soup = BeautifulSoup(written, "html.parser")
    for tag in soup.find_all(True):
        assert tag.name not in {"script", "style", "form", "iframe", "svg", "math", "input"}
        assert not {name for name in tag.attrs if name.startswith("on") or name in {"class", "id"}}
        for name in ("href", "src", "poster"):
            address = str(tag.get(name, "https:"))
            assert address.startswith(("http:", "https:", "mailto:", "data:image/", "ftp:"))
        assert tag.name in VOID or f"</{tag.name}>" in written


def test_what_is_nested_deep_is_read() -> None:
    written = article("<div><b>a" * 20_000, URL)
    assert BeautifulSoup(written, "html.parser").get_text() == "a" * 20_000
