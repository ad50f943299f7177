"""An element that nobody closes takes nothing of the text along."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.convert import convert
from sphinx_paperreview.importers.markup.html_pass import RULES

_HIDDEN = {"script", "style"}
"""No reader sees what stands in them, closed or not."""

SHAPES = {
    "empty": "<{kind}>",
    "with a source": '<{kind} src="a.mp4">',
    "with more": '<{kind} src="a.mp4" href="b.md" data="c.pdf" alt="d" title="e">',
    "in a paragraph": 'Before it <{kind} src="a.mp4">',
    "in a list": '- <{kind} src="a.mp4">',
}
ENDS = {"open": "", "closed": "</{kind}>"}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_words_in_and_behind_an_element_stay(shape: str, end: str) -> None:
    """A browser would not show some of them; whoever wrote them would miss them."""
    lost = {}
    for kind in sorted({*RULES, "track"} - _HIDDEN):
        opening, closing = shape.format(kind=kind), end.format(kind=kind)
        text = f"# Title\n\n{opening}within{closing} beside\n\nbehind\n\n## Heading\n\nlast\n"
        result = convert(text.encode(), "a.md").text
        missing = [word for word in ("within", "beside", "behind", "last") if word not in result]
        if missing or (end and "## Heading" not in result):
            lost[kind] = missing
    assert lost == {}
