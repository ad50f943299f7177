"""HTML that an import leaves as HTML makes nothing run, and loses no word."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.convert import convert

SVG = "<svg viewBox='0 0 9 9'>\n{}\n<text>kept</text>\n</svg>"
CELLS = "<table><tr><td colspan='2'>{}</td></tr></table>"

HOSTILE = {
    "svg-onload": "<svg onload='PWN()'><text>kept</text></svg>",
    "svg-slash": "<svg/onload=PWN()><text>kept</text></svg>",
    "svg-upper": "<SVG ONLOAD=PWN()><text>kept</text></SVG>",
    "svg-script": SVG.format("<script>PWN()</script>"),
    "svg-script-lines": SVG.format("<script>\nPWN()\n</script>"),
    "svg-script-cdata": SVG.format("<script><![CDATA[PWN()]]></script>"),
    "svg-script-empty": SVG.format("<script href='data:text/javascript,PWN()'/>"),
    "svg-script-open": "<svg>\n<text>kept</text>\n<script>PWN()\n</svg>",
    "svg-a": SVG.format("<a href='javascript:PWN()'><text>x</text></a>"),
    "svg-a-entity": SVG.format("<a xlink:href='java&#115;cript:PWN()'><text>x</text></a>"),
    "svg-a-blank": SVG.format("<a href='java\tscript:PWN()'><text>x</text></a>"),
    "svg-set": SVG.format("<a><set attributeName='href' to='javascript:PWN()'/></a>"),
    "svg-values": SVG.format("<animate attributeName='href' values='#;javascript:PWN()'/>"),
    "svg-foreign": SVG.format("<foreignObject><img src=x onerror=PWN()></foreignObject>"),
    "svg-iframe": SVG.format(
        "<foreignObject><iframe srcdoc='&lt;script>'></iframe></foreignObject>"
    ),
    "svg-style": SVG.format("<style>a > b { color: red }</style><g onclick=PWN()></g>"),
    "math": "<math><mi onclick='PWN()' xlink:href='javascript:PWN()'>kept</mi></math>",
    "table": "<table onclick=PWN()><tr><td onmouseover='PWN()' colspan=2>kept</td></tr></table>",
    "table-script": CELLS.format("kept <script>PWN()</script>"),
    "table-iframe": CELLS.format("kept <iframe src='javascript:PWN()'></iframe>"),
    "table-form": CELLS.format(
        "kept <form action='javascript:PWN()'><button formaction='javascript:PWN()'>x</button>"
    ),
    "table-img": CELLS.format("kept <img src=x onerror=PWN()>"),
    "table-unclosed": CELLS.format("kept <img src=x onerror=PWN() "),
    "table-comment": CELLS.format("kept <!--> <img src=x onerror=PWN()> -->"),
    "table-lines": CELLS.format("kept <b\nonclick='PWN()'\n>x</b>"),
    "table-quotes": CELLS.format("kept <b title='\"' onclick='PWN()'>x</b>"),
    "table-two": CELLS.format("kept <b title=x onclick=PWN() ONCLICK=PWN()>x</b>"),
    "inline": "kept <b onclick='PWN()'>x</b> <mark onclick=PWN()>y</mark>",
    "inline-lines": "kept <u\nonclick='PWN()'\nclass=x>x</u> y",
    "details": "<details ontoggle=PWN()>\n<summary onclick=PWN()>S</summary>\n\nkept\n\n</details>",
    "unknown": "<x-y onclick=PWN()>kept</x-y>",
    "unknown-block": "<x-y>\n<b\nonclick=PWN()>kept</b>\n<img src=x onerror=PWN() \n",
    "script": "kept\n\n<script>PWN()</script>",
    "picture": "kept ![x](x.png) <img src='x.png' onerror='PWN()'>",
}
"""All that runs calls ``PWN``; what is left to see says ``kept``."""

AROUND = {
    "plain": "{}",
    "quote": "> {}",
    "item": "- {}",
    "box": ":::note\n{}\n:::",
    "title": "",
}


def _within(around: str, text: str) -> str:
    if around == "title":
        return f":::note {' '.join(text.split())}\nkept\n:::"
    mark = AROUND[around].partition("{")[0]
    rest = mark if mark == "> " else " " * len(mark) if mark == "- " else ""
    return AROUND[around].format(text.replace("\n", f"\n{rest}"))


def imported(name: str, around: str) -> str:
    """Import one of the texts."""
    page = f"# {name} in {around}\n\n{_within(around, HOSTILE[name])}\n\nAfter.\n"
    return convert(page.encode(), f"{name}-{around}.mdx").text


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("around", AROUND)
def test_what_is_seen_stays(name: str, around: str) -> None:
    """Also the text behind it."""
    text = imported(name, around)
    assert "kept" in text
    assert "After." in text


@pytest.mark.parametrize(
    "html",
    [
        "<svg viewBox='0 0 9 9'>\n<text>on = 1, a &#38; b</text>\n</svg>",
        "<table><tr><td colspan=2>on = 1</td></tr></table>",
        '<table><tr><td colspan="2" title="javascript: the good parts">x</td></tr></table>',
    ],
)
def test_what_is_harmless_has_no_note(html: str) -> None:
    found = convert(f"# T\n\n{html}\n".encode(), "a.md")
    assert [note for note in found.notes if "run" in note.message] == []


def test_a_note_says_what_is_left_out() -> None:
    found = convert(b"# T\n\n<svg onload='x()'>\n<g OnClick='y()'/>\n</svg>\n", "a.md")
    assert [(note.line, note.message) for note in found.notes] == [
        (3, "left out of HTML, as it would run: onload, onclick")
    ]


def test_a_post_in_myst_is_no_way_around() -> None:
    """It stays as it is, but for this."""
    text = ":::{note}\nText.\n:::\n\n<svg onload='x()'></svg>\n"
    assert convert(text.encode(), "a.md").text == text.replace(" onload='x()'", "")


@pytest.mark.parametrize("code", ["```html\n{}\n```", "`{}`", "    {}", "\\{}"])
def test_code_stays_as_it_is(code: str) -> None:
    text = f"# T\n\nText.\n\n{code.format('<b onclick=x()>')}\n"
    assert "<b onclick=x()>" in convert(text.encode(), "a.md").text
