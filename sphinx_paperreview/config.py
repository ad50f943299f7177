"""Every ``paperreview_*`` value: its default, its check, its help, what it rebuilds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sphinx_paperreview.checks import (
    boolean,
    boolean_or,
    count,
    count_or_none,
    definitions,
    file,
    files,
    folder,
    language_or_none,
    one_of,
    some_of,
    string,
    strings,
    strings_or_none,
    tagging_entity,
)
from sphinx_paperreview.core.feeds import FEEDS
from sphinx_paperreview.core.leaves import ROWS
from sphinx_paperreview.core.looks import IMAGES
from sphinx_paperreview.core.pages import KINDS
from sphinx_paperreview.core.query import EXPORTS
from sphinx_paperreview.core.sources import Source
from sphinx_paperreview.knowledge import DEFAULT
from sphinx_paperreview.metadata.paper_record import TAKEN

PREFIX = "paperreview_"

Rebuild = Literal["env", "html", ""]


def _value(default: Any, check: Callable[[object], Any], meaning: str, rebuild: Rebuild) -> Any:
    """Declare one configuration value; ``default`` is what ``conf.py`` would say."""
    stored = check(default)
    metadata = {"default": default, "check": check, "help": meaning, "rebuild": rebuild}
    return field(default_factory=lambda: stored, metadata=metadata)


@dataclass(frozen=True)
class Settings:
    """What ``conf.py`` says, checked: one field for each ``paperreview_*`` value."""

    sources: tuple[str, ...] = _value(
        ["arxiv", "pdf", "huggingface", "alphaxiv"],
        strings,
        "The link chips that an id gives, in this order. Any key of the table of sources.",
        "html",
    )
    source_definitions: Mapping[str, Source] = _value(
        {},
        definitions,
        "A site's own sources: `{key: {'label': …, 'icon': …, 'urls': {scheme: template}}}`. "
        "A key of the built-in table replaces that source.",
        "env",
    )
    alphaxiv_language: str | None = _value(
        None,
        language_or_none,
        "Language of generated alphaXiv links; `'ko'` gives `/ko/overview/…`, `''` English. "
        "`None`: the language of the site, where that is Chinese, Japanese or Korean.",
        "html",
    )
    orgs: str = _value(
        "orgs.toml",
        file,
        "File of the site's own organisations, relative to `conf.py`. It may be missing.",
        "env",
    )
    unknown_orgs: str = _value(
        "suggest",
        one_of("ignore", "suggest", "warn"),
        "What an unknown organisation does: `'ignore'`: nothing; `'suggest'`: a warning when its "
        "name is close to a known one; `'warn'`: always a warning.",
        "env",
    )
    metadata: tuple[str, ...] = _value(
        list(DEFAULT),
        files,
        "Files that know papers, relative to `conf.py`: BibTeX (`.bib`), CSL-JSON and our own "
        "`papers.json` (`.json`). Where two disagree, the first counts. The default file may be "
        "missing.",
        "",
    )
    metadata_fields: tuple[str, ...] = _value(
        list(TAKEN),
        some_of(*TAKEN),
        "What a review takes from these files where its directive leaves it out.",
        "env",
    )
    contact: str = _value(
        "",
        string,
        "Who asks, for the services that `fetch` asks: a mail address, or the `https://` address "
        "of a page that tells one. It is sent to them, and shown nowhere.",
        "",
    )
    fetch: bool = _value(
        False,
        boolean,
        "Whether `new` asks for the metadata of the papers that it is given, as with `--fetch`.",
        "",
    )
    show_fate: tuple[str, ...] = _value(
        ["withdrawn"],
        some_of("withdrawn", "venue"),
        "What a card shows of what became of its paper, as `fetch --refresh` finds it out: that it "
        "was `'withdrawn'`; the `'venue'`, also where `paperreview_metadata_fields` leaves it out.",
        "env",
    )
    tags: tuple[str, ...] | None = _value(
        None, strings_or_none, "Allowed tags. When given, any other tag warns.", "env"
    )
    venues: tuple[str, ...] | None = _value(
        None,
        strings_or_none,
        "Allowed venues, with or without their year. When given, any other venue warns.",
        "env",
    )
    pages: str = _value(
        "papers",
        folder,
        "Folder of the generated pages, in HTML: one for each organisation, tag, venue, source, "
        "month and reviewer, and an overview of each kind. `''`: none.",
        "html",
    )
    page_kinds: tuple[str, ...] = _value(
        list(KINDS),
        some_of(*KINDS),
        "Which kinds have generated pages; reviewers only where there are several.",
        "html",
    )
    rows: int = _value(
        ROWS,
        count_or_none,
        "How many rows a page shows at the most, in HTML: generated pages, and listings on pages "
        "of yours, are split where they have more. Rows that are long count as several. With `0` "
        "nothing is split.",
        "html",
    )
    files: tuple[str, ...] = _value(
        ["json", *EXPORTS],
        some_of("json", *EXPORTS),
        "Which files of all reviewed papers stand at the top of the site, in HTML: `'json'`: "
        "`papers.json`; `'bib'`: `papers.bib`; `'csl'`: `papers.csl.json`.",
        "html",
    )
    page_files: tuple[str, ...] = _value(
        ["bib"],
        some_of(*EXPORTS),
        "Which files of its papers a generated page leads to, as the option `export` of listings.",
        "html",
    )
    cite: bool = _value(
        True,
        boolean,
        "Whether a card unfolds the BibTeX of its paper, in HTML.",
        "html",
    )
    base_url: str = _value(
        "",
        string,
        "The address of the site's root, such as `'https://journal.example/'`, for all that is "
        "read elsewhere. `''`: that of `html_baseurl`, else of `READTHEDOCS_CANONICAL_URL`.",
        "html",
    )
    feeds: tuple[str, ...] = _value(
        list(FEEDS),
        some_of(*FEEDS),
        "Which feeds there are, in HTML: `'posts'`: of the posts; `'pages'`: of each generated "
        "page but those of months; `'digest'`: of the papers of each week.",
        "html",
    )
    feed_limit: int = _value(
        50, count, "How many entries a feed has at the most: the newest ones.", "html"
    )
    feed_id: str = _value(
        "",
        tagging_entity,
        "What the ids of feeds and entries begin with: a host or a mail address of yours, and a "
        "day or a year when it was yours: `'journal.example,2025'`. `''`: made from the address.",
        "html",
    )
    cite_posts: bool = _value(
        False,
        boolean,
        "Whether a post unfolds the BibTeX of itself at its foot, in HTML.",
        "html",
    )
    headings: bool | str = _value(
        False,
        boolean_or("all-orgs"),
        "Whether headings such as ``## [Title](https://arxiv.org/abs/2511.21579) `nvidia` `` are "
        "reviews, without a directive. Code beside the title names an organisation where it is "
        "known; with `'all-orgs'`, in any case.",
        "env",
    )
    link_mentions: bool = _value(
        True,
        boolean,
        "Whether an ordinary link to a paper that is reviewed on this site is followed by a small "
        "link to the review.",
        "html",
    )
    related: int = _value(
        5,
        count_or_none,
        "How many related reviews a card shows at the most; `0`: none.",
        "html",
    )
    thumbnails: str = _value(
        "most",
        one_of(*IMAGES),
        "When the rows and cards of a listing have room for a picture: `'most'`: where more than "
        "half of them have one; `'always'`; `'never'`. `show` and `hide` of a listing win.",
        "html",
    )
    post_bar: str = _value(
        "auto",
        one_of("auto", "theme", "own", "none"),
        "Which bar leads from a post to the older and the newer one. `'theme'`: that of the theme; "
        "`'own'`: one at the foot of the page; `'auto'`: the theme's, where it is known to have "
        "one, else our own; `'none'`: neither, and the theme follows the table of contents.",
        "html",
    )
    previews: bool = _value(
        True,
        boolean,
        "Whether links to reviews show previews of these, in HTML: where a pointer rests on one, "
        "the keyboard stops at it, or a finger holds it.",
        "html",
    )
    reading_marks: bool = _value(
        False,
        boolean,
        "Whether readers can mark papers as read, on cards and in listings, in HTML, and hide "
        "these in filters. Their marks stay in their browsers.",
        "html",
    )
    search_parts: bool = _value(
        True,
        boolean,
        "Whether Sphinx's search finds each part of a Korean, Chinese or Japanese word, in HTML.",
        "html",
    )
    authors_shown: int = _value(
        3, count, "How many authors a card shows before it folds the rest.", "html"
    )
    math: str = _value(
        "",
        one_of("", "mathml"),
        "Who draws formulas in HTML and EPUB. `'mathml'`: the browser by itself, and a page asks "
        "no other host for anything. `''`: what `html_math_renderer` names; in Sphinx that is "
        "MathJax, loaded from another host.",
        "env",
    )
    myst_extensions: bool = _value(
        True,
        boolean,
        "Whether MyST's `colon_fence` and `dollarmath` are switched on in posts, and in pages that "
        "hold a directive or a role of ours, and in no other.",
        "env",
    )
