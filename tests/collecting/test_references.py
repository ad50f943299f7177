"""References: by whatever name, from wherever, in every format, to the right review."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup, Tag

from tests.conftest import MakeSite
from tests.site import Built, Site, review_page

BUILDERS = ("html", "dirhtml", "singlehtml", "latex", "text")


@dataclass(frozen=True)
class Situation:
    """A paper, and where it is reviewed as seen from the page that refers to it."""

    word: str
    number: str
    """Of its arXiv id."""
    from_page: str
    review_page: str
    """Where references must lead; ``""`` where nobody reviewed it."""

    @property
    def anchor(self) -> str:
        """Of the review."""
        return f"arxiv-{self.number.replace('.', '-')}"

    @property
    def title(self) -> str:
        """What its author typed."""
        return f'{self.word}\'s $O(n^2)$ *"scale"*: a study'

    def write(self, way: str) -> str:
        """Write a reference in one of `WAYS`."""
        page = posixpath.relpath(f"{self.review_page or self.from_page}.md", "refs")
        short = self.title.partition(":")[0]
        return way.format(
            n=self.number, anchor=self.anchor, older=f"arxiv-{self.number}",
            label=f"{self.word.lower()} label", page=page, title=self.title,
            shown=f"{self.word}’s O(n^2) “scale”: a study", short=short, loud=short.upper(),
        )  # fmt: skip


SITUATIONS = {
    "same page": Situation("Here", "2511.00001", "refs/here", "refs/here"),
    "other page": Situation("Other", "2511.00002", "refs/other", "posts/one"),
    "several reviews": Situation("Several", "2511.00003", "refs/several", "posts/new"),
    "nobody": Situation("Nobody", "2511.00004", "refs/nobody", ""),
}

BY_ID = {
    "id": "{{paper}}`{n}`",
    "versioned id": "{{paper}}`{n}v3`",
    "hugging face": "{{paper}}`https://huggingface.co/papers/{n}`",
    "pdf, version 2": "{{paper}}`https://arxiv.org/pdf/{n}v2`",
    "alphaxiv": "{{paper}}`https://www.alphaxiv.org/ko/overview/{n}`",
    "doi": "{{paper}}`10.48550/arXiv.{n}`",
    "doi, as URL": "{{paper}}`https://doi.org/10.48550/ARXIV.{n}`",
    "scheme": "{{paper}}`arxiv:{n}`",
    "full role": "{{paper:paper}}`{n}`",
    "empty text": "{{paper}}` <{n}>`",
    "any, id": "{{any}}`{n}`",
    "any, URL": "{{any}}`https://arxiv.org/abs/{n}`",
}
"""Ways that name a paper whether somebody reviewed it or not."""

BY_NAME = {
    "label": "{{paper}}`{label}`",
    "anchor": "{{paper}}`{anchor}`",
    "title as typed": "{{paper}}`{title}`",
    "title as shown": "{{paper}}`{shown}`",
    "short title": "{{paper}}`{short}`",
    "short title, loud": "{{paper}}`{loud}`",
    "any, anchor": "{{any}}`{anchor}`",
    "any, label": "{{any}}`{label}`",
    "link to anchor": "[](#{anchor})",
    "autolink to anchor": "<project:#{anchor}>",
    "link to label": "[](<#{label}>)",
    "link to page and anchor": "[]({page}#{anchor})",
    "ref to anchor": "{{ref}}`{anchor}`",
    "ref to label": "{{ref}}`{label}`",
}
BY_NAME |= {
    f"{way}, older": markup.replace("{anchor}", "{older}")
    for way, markup in BY_NAME.items()
    if "{anchor}" in markup
}
"""Ways that need a review."""

OWN_TEXT_BY_ID = {"own text": "{{paper}}`own words <{n}>`"}
OWN_TEXT_BY_NAME = {
    "own text, label": "{{paper}}`own words <{label}>`",
    "own text, any": "{{any}}`own words <{anchor}>`",
    "own text, link to anchor": "[own words](#{anchor})",
    "own text, link to label": "[own words](<#{label}>)",
    "own text, link to page": "[own words]({page}#{anchor})",
    "own text, ref to anchor": "{{ref}}`own words <{anchor}>`",
    "own text, ref to label": "{{ref}}`own words <{label}>`",
}
OWN_TEXT_BY_NAME |= {
    f"{way}, older": markup.replace("{anchor}", "{older}")
    for way, markup in OWN_TEXT_BY_NAME.items()
    if "{anchor}" in markup
}

WAYS = BY_ID | BY_NAME | OWN_TEXT_BY_ID | OWN_TEXT_BY_NAME
WAYS_TO_NOBODY = BY_ID | OWN_TEXT_BY_ID
MARKS = {way: f"W{number:02d}" for number, way in enumerate(WAYS)}

CASES = [
    (situation, way)
    for situation in SITUATIONS
    for way in (WAYS_TO_NOBODY if situation == "nobody" else WAYS)
]


def _review(situation: Situation, docname: str, *, label: str = "") -> list[str]:
    name = [f":name: {label}"] if label else []
    opening = f":::{{paper}} https://huggingface.co/papers/{situation.number}"
    return [opening, f":title: {situation.title}", *name, "", f"Review in {docname}.", ":::", ""]


def _references(situation: Situation) -> list[str]:
    ways = WAYS if situation.review_page else WAYS_TO_NOBODY
    lines = (f"{MARKS[way]}: {situation.write(markup)} end." for way, markup in ways.items())
    return ["## References", "", *(part for line in lines for part in (line, ""))]


def _pages() -> dict[str, str]:
    here, other, several, nobody = SITUATIONS.values()
    pages = {
        "posts/one": _review(other, "posts/one", label="Other Label"),
        "posts/old": _review(several, "posts/old") + _review(here, "posts/old"),
        "posts/new": _review(several, "posts/new", label="Several Label")
        + _review(here, "posts/new"),
        "refs/here": _review(here, "refs/here", label="Here Label") + _references(here),
        **{s.from_page: _references(s) for s in (other, several, nobody)},
    }
    dates = {"posts/old": "2025-11-20", "posts/new": "2025-11-27"}
    texts = {
        f"{docname}.md": review_page(*lines, date=dates.get(docname, "2025-11-10"))
        for docname, lines in pages.items()
    }
    toctree = "\n".join(["```{toctree}", *pages, "```"])
    return {"index.md": f"# Journal\n\n{toctree}\n", **texts}


BuildReferences = Callable[[str], Built]


@pytest.fixture(scope="module")
def build_references(tmp_path_factory: pytest.TempPathFactory) -> BuildReferences:
    """Build the site of all references, once for each builder."""
    site = Site(tmp_path_factory.mktemp("references") / "source", _pages())
    done: dict[str, Built] = {}

    def run(builder: str) -> Built:
        if builder not in done:
            done[builder] = site.build(builder)
        return done[builder]

    return run


@dataclass(frozen=True)
class Said:
    """What a reference has become."""

    text: str
    """What it says, with the format's own markup for math and emphasis."""
    target: str
    """Where it leads: the page whose review stands there, or a URL; ``""`` in plain text."""


@pytest.mark.parametrize("builder", BUILDERS)
def test_no_way_to_name_a_paper_gives_a_warning(
    build_references: BuildReferences, builder: str
) -> None:
    """Every way is as good as any other, in every format."""
    assert build_references(builder).warnings == ()


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize(("name", "way"), CASES)
def test_a_reference_leads_to_the_review_and_says_its_title(
    build_references: BuildReferences, builder: str, name: str, way: str
) -> None:
    """One on the same page, else the newest, else the paper's source; titled as its heading."""
    situation = SITUATIONS[name]
    said = _said(build_references(builder), builder, situation.from_page, MARKS[way])
    own = way.startswith("own text")
    if not situation.review_page:
        url = f"https://arxiv.org/abs/{situation.number}"
        assert said == Said(
            "own words" if own else f"arXiv {situation.number}", url if builder != "text" else ""
        )
    else:
        text = "own words" if own else _title(builder, situation)
        assert said == Said(text, "" if builder == "text" else situation.review_page)


@pytest.mark.parametrize("builder", BUILDERS)
def test_headings_show_what_references_say(build_references: BuildReferences, builder: str) -> None:
    """The titles that the table expects are those of the headings."""
    built = build_references(builder)
    situation = SITUATIONS["other page"]
    if builder in {"html", "dirhtml", "singlehtml"}:
        section = next(
            section
            for section in _page(built, builder, "posts/one").select("section.paper-review")
            if "Review in posts/one." in section.text
        )
        heading = section.find(["h1", "h2", "h3"])
        assert isinstance(heading, Tag)
        assert _inner(heading) == _title(builder, situation)
    elif builder == "latex":
        tex = _tex(built).replace(r"\protect", "")
        assert re.search(r"\\section\{" + re.escape(_title(builder, situation)) + r"\}", tex)
    else:
        assert f"\n{_title(builder, situation)}\n===" in built.text("posts/one.txt")


def _title(builder: str, situation: Situation) -> str:
    if builder == "latex":
        return rf"{situation.word}’s \(O(n^2)\) \sphinxstyleemphasis{{“scale”}}: a study"
    if builder == "text":  # Sphinx leaves quotes straight here
        return f'{situation.word}\'s O(n^2) *"scale"*: a study'
    math = r'<span class="math notranslate nohighlight">\(O(n^2)\)</span>'
    return f"{situation.word}’s {math} <em>“scale”</em>: a study"


# Reading outputs ------------------------------------------------------------------------------


def _said(built: Built, builder: str, docname: str, mark: str) -> Said:
    if builder == "latex":
        return _said_in_latex(_tex(built), docname, mark)
    if builder == "text":
        text = " ".join(built.text(f"{docname}.txt").split())
        (found,) = re.findall(rf"{mark}: (.*?) end\.", text)
        # Sphinx sets a text of the author's own in italics, and that of `any` in quotes.
        return Said(found.strip('*"') if "own words" in found else found, "")
    page = _page(built, builder, docname)
    (paragraph,) = _paragraphs(page, builder, docname, mark)
    (link,) = paragraph.select("a")
    text = _inner(link)
    assert paragraph.get_text() == f"{mark}: {link.get_text()} end."
    href = str(link["href"])
    if href.startswith("https:"):
        return Said(text, href)
    return Said(text, _landing(built, builder, docname, href))


def _page(built: Built, builder: str, docname: str) -> BeautifulSoup:
    names = {"html": docname, "dirhtml": f"{docname}/index", "singlehtml": "index"}
    return built.page(names[builder])


def _paragraphs(page: BeautifulSoup, builder: str, docname: str, mark: str) -> Iterator[Tag]:
    """Find the paragraphs with a mark; the one page of all has one for each situation."""
    root: Tag = page
    if builder == "singlehtml":
        begin = page.find(id=f"document-{docname}")
        assert begin is not None
        section = begin.find_next("section")
        assert isinstance(section, Tag)
        root = section
    for paragraph in root.select("p"):
        if paragraph.get_text().startswith(f"{mark}:"):
            yield paragraph


def _inner(tag: Tag) -> str:
    """Give the markup within a link or heading, without spans that only name a class."""
    copy = BeautifulSoup(str(tag), "html.parser").find(True)
    assert isinstance(copy, Tag)
    for link in copy.select("a.headerlink"):
        link.decompose()
    for inner in copy.select("span:not(.math), code"):
        inner.unwrap()
    return copy.decode_contents()


def _landing(built: Built, builder: str, docname: str, href: str) -> str:
    """Follow a link; tell on which page the review was written that stands there."""
    path, _, anchor = href.partition("#")
    folder = docname if builder == "dirhtml" else posixpath.dirname(docname)
    if builder == "singlehtml":
        assert not path
        page = built.page()
    elif not path:
        page = _page(built, builder, docname)
    else:
        name = posixpath.normpath(posixpath.join(folder, path))
        page = built.page(f"{name}/index" if builder == "dirhtml" else name.removesuffix(".html"))
    (section,) = page.select(f"section.paper-review[id='{anchor}']")
    found = re.search(r"Review in (\S+)\.", section.get_text())
    assert found
    return found[1]


def _tex(built: Built) -> str:
    (path,) = built.out.glob("*.tex")
    return path.read_text(encoding="utf-8")


def _said_in_latex(tex: str, docname: str, mark: str) -> Said:
    begin = tex.index(rf"\label{{\detokenize{{{docname}::doc}}}}")
    found = re.compile(rf"{mark}: (.*?) end\.").search(tex, begin)
    assert found
    url = re.fullmatch(r"\\sphinxhref\{(.*?)\}\{(.*)\}", found[1])
    if url:
        return Said(_undressed(url[2]), url[1])
    link = re.fullmatch(
        r"\{\\hyperref\[\\detokenize\{(.*?)\}\]\{\\sphinxcrossref\{(.*)\}\}\}", found[1]
    )
    assert link, found[1]
    assert tex.count(rf"\label{{\detokenize{{{link[1]}}}}}") == 1
    page, _, anchor = link[1].partition(":")
    assert anchor.startswith("arxiv-2511-0000")
    return Said(_undressed(link[2]), page)


def _undressed(text: str) -> str:
    """Take off commands that only name a class."""
    while True:
        found = re.fullmatch(r"\\(?:DUrole\{[\w-]+\}|sphinxcode|sphinxupquote)\{(.*)\}", text)
        if found is None:
            return text
        text = found[1]


# Titles ------------------------------------------------------------------------------------------

ALL_WAYS = BY_ID | BY_NAME

CAPITAL_ID = "openreview:_VjQlMeSB_J"

WAYS_WITH_CAPITALS = {
    "role, id": f"{{paper}}`{CAPITAL_ID}`",
    "role, URL": "{paper}`https://openreview.net/pdf?id=_VjQlMeSB_J`",
    "role, anchor": "{paper}`openreview-_VjQlMeSB_J`",
    "any, id": f"{{any}}`{CAPITAL_ID}`",
    "any, anchor": "{any}`openreview-_VjQlMeSB_J`",
    "ref, anchor": "{ref}`openreview-_VjQlMeSB_J`",
    "ref, id": f"{{ref}}`{CAPITAL_ID}`",
    "link": "[](#openreview-_VjQlMeSB_J)",
    "link to page": "[](post.md#openreview-_VjQlMeSB_J)",
}


def _texts_of_links(built: Built, ways: dict[str, str], docname: str) -> dict[str, tuple[str, str]]:
    links = {}
    for number, way in enumerate(ways):
        (paragraph,) = (
            p for p in built.select("p", docname) if p.get_text().startswith(f"W{number:02d}:")
        )
        (link,) = paragraph.select("a")
        links[way] = str(link["href"]), _inner(link)
    return links


def _page_of(ways: dict[str, str]) -> str:
    lines = [f"W{number:02d}: {markup} end.\n" for number, markup in enumerate(ways.values())]
    return "\n".join(["# References", "", *lines])


@pytest.mark.parametrize("suffix", [".md", ".rst"])
def test_an_id_with_capitals_is_found_in_every_way(make_site: MakeSite, suffix: str) -> None:
    """Sphinx lowers what ``{ref}`` names; ids keep their case. In reST posts too."""
    posts = {
        ".md": review_page(f":::{{paper}} {CAPITAL_ID}", ":title: Capitals", "", "Text.", ":::"),
        ".rst": f"Post\n====\n\n.. paper:: {CAPITAL_ID}\n   :title: Capitals\n\n   Text.\n",
    }
    ways = {
        way: markup.replace("post.md", f"post{suffix}")
        for way, markup in WAYS_WITH_CAPITALS.items()
    }
    index = _page_of(ways) + "\n```{toctree}\npost\n```\n"
    built = make_site({"index.md": index, f"post{suffix}": posts[suffix]}).build()
    assert built.warnings == ()
    expected = ("post.html#openreview-_VjQlMeSB_J", "Capitals")
    assert _texts_of_links(built, ways, "index") == dict.fromkeys(ways, expected)


def test_references_in_rest_lead_where_those_in_markdown_do(make_site: MakeSite) -> None:
    """The roles of both languages are the same."""
    situation = SITUATIONS["other page"]
    ways = {
        way: re.sub(r"\{([\w:]+)\}`", r":\1:`", situation.write(markup))
        for way, markup in WAYS.items()
        if markup.startswith("{{") and "title" not in way and way != "empty text"
    }
    lines = [f"W{number:02d}: {markup} end.\n" for number, markup in enumerate(ways.values())]
    pages = {
        "index.rst": "\n".join(
            ["Index", "=====", "", ".. toctree::", "", "   posts/one", "", *lines]
        ),
        "posts/one.md": _pages()["posts/one.md"],
    }
    built = make_site(pages).build()
    assert built.warnings == ()
    uri = f"posts/one.html#{situation.anchor}"
    for way, (href, text) in _texts_of_links(built, ways, "index").items():
        own = way.startswith("own text")
        assert (href, text) == (uri, "own words" if own else _title("html", situation)), way


TRANSLATION = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Harmony of *sound*"
msgstr "*소리*의 하모니"
"""


def test_references_say_the_translated_title(make_site: MakeSite) -> None:
    """In whatever way: what the heading shows is what its references say."""
    post = review_page(
        ":::{paper} 2511.00002", ":title: Harmony of *sound*", ":name: other label", "",
        "W00: [](#arxiv-2511-00002) end.", ":::",
    )  # fmt: skip
    ways = {
        way: SITUATIONS["other page"].write(markup).replace("../posts/one.md", "post.md")
        for way, markup in ALL_WAYS.items()
        if "title" not in way
    }
    pages = {
        "index.md": _page_of(ways) + "\n```{toctree}\npost\n```\n",
        "post.md": post,
        "locale/ko/LC_MESSAGES/post.po": TRANSLATION,
    }
    conf = 'language = "ko"\nlocale_dirs = ["locale"]\ngettext_compact = False\n'
    built = make_site(pages, conf).build()
    assert built.warnings == ()
    (heading,) = built.select("section.paper-review > h2", "post")
    assert _inner(heading) == "<em>소리</em>의 하모니"
    expected = ("post.html#arxiv-2511-00002", "<em>소리</em>의 하모니")
    assert _texts_of_links(built, ways, "index") == dict.fromkeys(ways, expected)
    on_its_page = _texts_of_links(built, {"link": ""}, "post")
    assert on_its_page == {"link": ("#arxiv-2511-00002", "<em>소리</em>의 하모니")}


HEADED = {
    "attached": '## An *attached* $n^2$ "one"\n\n:::{paper} 2511.00002\n:::\n\nText.\n',
    "attached, with a label": '(my-place)=\n## An *attached* $n^2$ "one"\n\n'
    ":::{paper} 2511.00002\n:name: mine\n:::\n\nText.\n",
    "compact": '* An item\n\n  :::{paper} 2511.00002\n  :title: An *attached* $n^2$ "one"\n\n'
    "  Text.\n  :::\n",
}


@pytest.mark.parametrize("form", HEADED)
def test_every_form_of_a_review_is_referred_to_alike(make_site: MakeSite, form: str) -> None:
    """Under a heading of the author's own, and as a compact card."""
    ways = {
        "id": "{paper}`2511.00002`",
        "link": "[](#arxiv-2511-00002)",
        "link to page": "[](post.md#arxiv-2511-00002)",
        "ref": "{ref}`arxiv-2511-00002`",
        "title": '{paper}`An *attached* $n^2$ "one"`',
    }
    post = "---\ndate: 2025-11-27\n---\n# Post\n\n" + HEADED[form]
    index = _page_of(ways) + "\n```{toctree}\npost\n```\n"
    built = make_site({"index.md": index, "post.md": post}).build()
    assert built.warnings == ()
    math = r'<span class="math notranslate nohighlight">\(n^2\)</span>'
    expected = ("post.html#arxiv-2511-00002", f"An <em>attached</em> {math} “one”")
    assert _texts_of_links(built, ways, "index") == dict.fromkeys(ways, expected)
    assert built.select("[id='arxiv-2511-00002']", "post")
