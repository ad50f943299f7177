"""What authors are told of markup that stays as it was."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.convert import convert
from sphinx_paperreview.importers.dialects import DIALECTS
from sphinx_paperreview.importers.passes import ImportedSite

NOTES = {
    ("markdown", "[[Nowhere]]"): "no page of the import is called 'Nowhere'",
    ("markdown", "![[Nowhere]]"): "no page of the import is called 'Nowhere'",
    ("markdown", "[[Here#^block]]"): "",
    ("markdown", "[[Paper](https://arxiv.org/abs/2511.21579)]"): "",
    ("hugo", '[a]({{< relref "none.md" >}})'): "no page of the import is called 'none.md'",
    ("hugo", "{{< unheard >}}"): "the shortcode 'unheard' is kept as text",
    ("hugo", "`{{< unheard >}}`"): "",
    ("hugo", "{{< unheard"): "",
    ("jekyll", "[a]({% post_url 2020-01-01-none %})"): "no file of the import is '2020-01-01-none'",
    ("jekyll", "{% if x %}a{% else %}b{% endif %}"): "{% if x %} is kept as text",
    ("jekyll", "{{ page.none }}"): "{{ page.none }} is kept as text",
    ("jekyll", "`{{ page.none }}`"): "",
    ("docusaurus", "<Chart data={[1]} />"): "<Chart> is kept as text",
    ("docusaurus", "{props.children}"): "an expression of MDX is kept as text",
    ("docusaurus", "the set {a, b}"): "",
    ("docusaurus", "export const a = () => 1"): "code of MDX is kept as a comment",
    ("docusaurus", "a {/* b */} c"): "a comment within a paragraph stands in the source",
    ("docusaurus", ":::note\n\na"): "nothing closes this admonition",
    ("docusaurus", ":::"): "these colons are kept as text",
    ("docusaurus", ":::strange\na\n:::"): "no such admonition is known",
    ("markdown", "<think>"): "",
    ("markdown", "<!-- a"): "nothing closes this comment",
    ("markdown", "<script>a()</script>"): "<script> is kept as a comment",
    ("markdown", "a <img src='https://b.c/d.png' width='16'> e"): "a picture within a line loses",
    ("markdown", "<table><tr><td colspan=2>a</td></tr></table>"): "a table whose cells span others",
    ("markdown", "```nothing\na\n```"): "Sphinx cannot highlight this as 'nothing'",
}


@pytest.mark.parametrize(("dialect", "text"), NOTES)
def test_what_is_kept_has_one_note(dialect: str, text: str) -> None:
    """At its line; what is understood has none."""
    files = frozenset({"post.md", "Here.md"})
    post = convert(
        f"# T\n\n{text}\n".encode(),
        "post.md",
        imported_site=ImportedSite(files),
        dialect=DIALECTS[dialect],
    )
    wanted = NOTES[dialect, text]
    assert [note.line for note in post.notes] == ([3] if wanted else [])
    assert all(note.message.startswith(wanted) for note in post.notes)
