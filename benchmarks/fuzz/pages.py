"""Pages whose directives and roles say what nobody expects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from benchmarks.fuzz import pieces
from benchmarks.fuzz.author import Author
from sphinx_paperreview.authoring.chart import PaperChart
from sphinx_paperreview.authoring.listing import PaperList
from sphinx_paperreview.authoring.mentions import PaperMentions
from sphinx_paperreview.authoring.overview import PaperOverview
from sphinx_paperreview.authoring.paper import PaperDirective
from sphinx_paperreview.authoring.posts import PaperPosts

LISTINGS: Mapping[str, Iterable[str]] = {
    "paper:list": PaperList.known_options,
    "paper:posts": PaperPosts.known_options,
    "paper:overview": PaperOverview.known_options,
    "paper:chart": PaperChart.known_options,
    "paper:mentions": PaperMentions.known_options,
}

_VALUES = (
    *(
        "nvidia",
        "!nvidia",
        "!",
        "!!x",
        "#a",
        "#",
        "2025",
        "2025-11",
        "2025-11-27",
        "-date",
        "date",
        "0",
    ),
    *(
        "read",
        "to-read",
        "table",
        "cards",
        "org tag",
        "org org",
        "title code",
        "!code",
        "**",
        "**a**b**",
    ),
    *(
        "[!a-z]*",
        "[",
        "?",
        "a, b; c",
        ";;;",
        ",,",
        "A and B",
        "4.5",
        "5.5",
        "ICLR 2026",
        "x <y> <z>;",
    ),
    *(
        "label <https://e.example/x>",
        "<>",
        "x <javascript:fuzz>",
        "|",
        ">",
        "*",
        "'",
        '"',
        "---",
        "@x",
    ),
)

_INLINE = (*pieces.HTML, *pieces.CHARACTERS, *(f"${tex}$" for tex in pieces.TEX), *pieces.TEX)

_MARKUP = (
    *(f"[x]({address})" for address in pieces.ADDRESSES),
    *(f"![x]({address})" for address in pieces.ADDRESSES),
    *(f"<{address}>" for address in pieces.ADDRESSES),
    *(f"`x <{address}>`__" for address in pieces.ADDRESSES),
    *(
        "{paper}`2511.21579`",
        "{paper:org}`x`",
        "{download}`a`",
        "{ref}`x`",
        "{doc}`index`",
        "{math}`x`",
    ),
    *(
        "{numref}`x`",
        "{eq}`x`",
        "{index}`x`",
        "{term}`x`",
        "{abbr}`x (y)`",
        "{kbd}`x`",
        "{guilabel}`x`",
    ),
    *(
        ":paper:`2511.21579`",
        ":raw:`x`",
        "|x|",
        "x_",
        "`x`_",
        "[1]_",
        "[^1]",
        "*",
        "**",
        "`",
        "``",
        "_",
    ),
    *(
        "{{ x }}",
        "~~x~~",
        ":smile:",
        "{#id}",
        "[x]{.c}",
        "\\",
        "(x)=",
        "{bad}`x`",
        "{raw-html}`<b>`",
    ),
)


class Reviewer(Author):
    """Writes pages with reviews, listings and references."""

    def page(self) -> str:
        """Write a page in Markdown."""
        front = self._front() if self.maybe(0.4) else ""
        parts = [
            self.any_of(self.paper, self.paper, self.listing, self.roles)
            for _ in range(self.random.randint(1, 4))
        ]
        return front + "\n\n".join(["# Page", *parts, ""])

    def page_in_rst(self) -> str:
        """Write a page in reStructuredText."""
        parts = [
            self.any_of(self.paper_in_rst, self.listing_in_rst)
            for _ in range(self.random.randint(1, 4))
        ]
        return "\n\n".join(["Page\n====", *parts, ""])

    def paper(self) -> str:
        """Write a review, by colons or backticks."""
        mark = self.one_of((":::", "```", "::::"))
        lines = self._options(PaperDirective.known_options)
        if self.maybe(0.15):
            lines = ["---", *(line[1:] for line in lines), "---"]
        return "\n".join([f"{mark}{{paper}} {self.argument()}", *lines, "", self.words(), mark])

    def plain(self) -> str:
        """Write a review as a plain heading, with lines below it that may be about the paper."""
        title = self.any_of(self.words, lambda: self.mixed((*_INLINE, *_MARKUP), 4))
        code = self.any_of(lambda: "", lambda: "`nvidia`", lambda: f"`{self.word()}`")
        head = f"## {self.one_of(('', '2. '))}[{title}]({self.one_of(pieces.IDS)}) {code}"
        subtitle = f"### {self.words()}" if self.maybe(0.4) else ""
        parts = [head, subtitle, self.fields() if self.maybe(0.6) else "", self.words()]
        return self.one_of(("\n\n", "\n")).join(filter(None, parts))

    def listing(self) -> str:
        """Write a listing."""
        name = self.one_of(tuple(LISTINGS))
        argument = self.argument() if self.maybe(0.1) else ""
        return "\n".join([f"```{{{name}}} {argument}", *self._options(LISTINGS[name]), "```"])

    def roles(self) -> str:
        """Write references in a line of text."""
        names = ("paper", "paper:org", "paper:tag", "paper:paper")
        return " ".join(
            f"{self.word()} {{{self.one_of(names)}}}`{self.argument()}`"
            for _ in range(self.random.randint(1, 3))
        )

    def paper_in_rst(self) -> str:
        """Write a review in reStructuredText."""
        options = self._options(PaperDirective.known_options)
        return _in_rst("paper", self.argument(), [*options, "", self.words()])

    def listing_in_rst(self) -> str:
        """Write a listing in reStructuredText."""
        name = self.one_of(tuple(LISTINGS))
        return _in_rst(name, "", self._options(LISTINGS[name]))

    def argument(self) -> str:
        """Write what stands behind a directive's name."""
        return self.any_of(
            lambda: self.one_of(pieces.IDS),
            lambda: self.one_of(pieces.IDS),
            lambda: self.mixed((*pieces.IDS, *pieces.ADDRESSES), 3),
            lambda: self.mixed((*_INLINE, *_MARKUP, *pieces.NUMBERS), 3),
        )

    def _options(self, known: Iterable[str]) -> list[str]:
        names = (*known, *(known if self.maybe(0.9) else ("unknown", "Title", "x" * 300)))
        return [f":{self.one_of(names)}: {self._value()}" for _ in range(self.random.randint(0, 6))]

    def _value(self) -> str:
        value = self.any_of(
            self.words,
            lambda: self.one_of(_VALUES),
            lambda: self.mixed(_VALUES, 4),
            lambda: self.mixed((*_INLINE, *_MARKUP), 4),
            lambda: self.mixed((*pieces.IDS, *pieces.ADDRESSES, *pieces.NUMBERS), 3),
            lambda: "; ".join(self.word() for _ in range(60)),
        )
        return value.replace("\n", " ")

    def _front(self) -> str:
        lines = [
            f"{self.one_of(pieces.KEYS)}: {self.mixed(pieces.YAML, 3)}"
            for _ in range(self.random.randint(1, 4))
        ]
        return "\n".join(["---", *lines, "---", ""])


def _in_rst(name: str, argument: str, lines: Iterable[str]) -> str:
    return "\n".join([f".. {name}:: {argument}", *(f"   {line}" for line in lines)])
