"""What is written without Sphinx's translator is what that would write."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_paperreview.rendering import contexts, parts
from sphinx_paperreview.rendering.quick_html import quick_html
from tests.conftest import MakeSite
from tests.site import review_page

ODD = """A & B < "C" > d@e 'f' &amp;"""

POST = review_page(
    ":::{paper} 2511.00001",
    f":title: {ODD}",
    ":subtitle: Some *emphasis*, **strong** and ~~struck~~ words",
    ":org: google; R&D <Lab>",
    ":venue: ICLR 2026",
    ":award: Oral",
    ":tags: video, 방법",
    ":rating: 3.5",
    ":status: to-read",
    ":code: https://example.org/?a=1&b=%22x",
    f":links: Mail @ & more <https://example.org/x?q='y'>; {ODD.replace(';', '')} <https://e.org>",
    "",
    "T.",
    ":::",
    "",
    ":::{paper}",
    ":title: No more than that",
    ":::",
)

SITE = {
    "index.md": "# Home\n\n```{toctree}\npost\npapers/own/list\npapers/own/groups\n```\n",
    # In the folders of the generated pages, so that addresses are the same.
    "papers/own/list.md": "# List\n\n```{paper:list}\n```\n",
    "papers/own/groups.md": "# Groups\n\n```{paper:list}\n:org: google\n:group-by: org\n```\n",
    "post.md": POST,
}
CONF = """
myst_enable_extensions = ['strikethrough']
suppress_warnings = ['myst.strikethrough']
"""


def test_a_row_is_as_the_translator_writes_it(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An author's listing is written by the translator, a generated page mostly without it."""
    written = []

    def note(node: nodes.Element) -> str | None:
        written.append(quick_html(node))
        return written[-1]

    monkeypatch.setattr(contexts, "quick_html", note)
    built = make_site(SITE, CONF).build()
    assert built.warnings == ()
    rows = [str(row) for row in built.select("ul.paper-list > li", "papers/own/list")]
    assert [str(row) for row in built.select("ul.paper-list > li", "papers/month/2025-11")] == rows
    page = built.text("papers/own/list.html")
    assert None not in written
    # The others leave out the organisation of their page.
    items = {html for html in written if html and html.startswith("<li")}
    assert len({html for html in items if html in page}) == len(rows)


def test_a_row_leaves_out_the_organisation_of_its_page(make_site: MakeSite) -> None:
    """As an author's listing leaves out that of a group, to the letter."""
    built = make_site(SITE, CONF).build()
    google, lab = built.select("ul.paper-list > li", "papers/own/groups")
    assert built.select("ul.paper-list > li", "papers/org/google") == [google]
    assert built.select("ul.paper-list > li", "papers/org/r-d-lab") == [lab]


@pytest.mark.parametrize(
    "node",
    [nodes.math("", "x^2"), nodes.literal("", "code"), nodes.image("", uri="x.png")],
    ids=lambda node: type(node).__name__,
)
def test_what_only_the_translator_can_write_is_left_to_it(node: nodes.Node) -> None:
    assert quick_html(parts.row("a", nodes.Text("A "), node)) is None


def test_html_for_another_output_is_not_written() -> None:
    row = parts.row(
        "a", nodes.raw("", "<b>b</b>", format="html"), nodes.raw("", "x", format="latex")
    )
    assert quick_html(row) == '<p class="a"><b>b</b></p>\n'
