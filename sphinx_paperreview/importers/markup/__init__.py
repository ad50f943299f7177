"""The markup of foreign dialects, each construct by a pass of its own, made MyST.

A dialect's own passes (`mdx`, `colons`, `liquid`, `kramdown`, `hugo_codes`, `obsidian` …) come
first. Where HTML can say what they have found, they leave HTML behind; `html_pass` then makes MyST
of that, and of all HTML that the author wrote. So there is one place that says what becomes of a
picture, a box or a table.
"""

from __future__ import annotations

from sphinx_paperreview.importers.markup.callouts import convert_callouts
from sphinx_paperreview.importers.markup.emoji import convert_emoji
from sphinx_paperreview.importers.markup.formulas import convert_environments
from sphinx_paperreview.importers.markup.html_pass import convert_html
from sphinx_paperreview.importers.markup.marks import convert_addresses, convert_struck
from sphinx_paperreview.importers.markup.nesting import nest
from sphinx_paperreview.importers.markup.unread import convert_empty_links, convert_open_bold
from sphinx_paperreview.importers.passes import Pass

COMMON: tuple[Pass, ...] = (
    convert_emoji,
    convert_empty_links,
    convert_open_bold,
    convert_callouts,
    convert_environments,
    convert_html,
    convert_struck,
    convert_addresses,
    nest,
)
"""With these the passes of every dialect end."""
