"""No text of a journal becomes anything but text in any output; xelatex makes a book of it."""

from __future__ import annotations

import json
import re
import subprocess
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from defusedxml import ElementTree

from sphinx_paperreview.metadata.paper_record import LONGEST
from sphinx_paperreview.metadata.papers_json import parse_papers
from tests.attacks import ATTACKS, CANARY, EVIL, attacked, word
from tests.fetched import fetched
from tests.outputs import unzip
from tests.programs import LATEX_CONF, program, typeset
from tests.site import Site, build

PAGED = ("html", "dirhtml", "singlehtml", "epub")
KINDS: Mapping[str, str | tuple[str, ...]] = {
    **dict.fromkeys(PAGED[:3], ".html"),
    "epub": (".xhtml", ".opf", ".ncx"),
    "latex": ".tex",
    "text": ".txt",
    "man": ".1",
    "texinfo": ".texi",
    "xml": ".xml",
    "gettext": ".pot",
}
BUILDERS = tuple(KINDS)

_ELEMENTS = "iframe, object, embed, base, applet, [http-equiv=refresh], form[action^=javascript]"
_ADDRESS = re.compile(r"[\s\x00-\x1f]*(?:javascript|vbscript|data):", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Write the journal of attacks."""
    conf = LATEX_CONF + 'paperreview_page_kinds = ["org"]  # all are drawn alike\n'
    return attacked(tmp_path_factory.mktemp("attacks"), conf)


@pytest.fixture(scope="module")
def fetched_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Write a journal of papers that services have told attacks of."""
    conf = LATEX_CONF + 'paperreview_page_kinds = ["venue"]\n'
    return fetched(tmp_path_factory.mktemp("fetched"), conf)


def _build(site: Site, builder: str) -> Path:
    """Write an output; what was read for one is read for all."""
    folder = site.source.parent
    out = folder / f"out-{builder}"
    if not out.exists():
        # Only what translators get is read in another way.
        build(site.source, out, builder, doctrees=folder / f"doctrees-{builder == 'gettext'}")
    return out


@pytest.mark.parametrize("builder", BUILDERS)
def test_attacks_stay_text(site: Site, builder: str) -> None:
    """No word is lost, no file is shown, and an output of marks holds only ours."""
    whole = _checked(_texts(_build(site, builder), builder))
    assert [name for name in ATTACKS if word(name) not in whole] == []


@pytest.mark.parametrize("builder", BUILDERS)
def test_attacks_that_were_fetched_stay_text(fetched_site: Site, builder: str) -> None:
    """Services tell them, their authors type ids alone."""
    whole = _checked(_texts(_build(fetched_site, builder), builder))
    assert [name for name in ATTACKS if word(name) not in whole] == []
    assert "x" * LONGEST not in whole


def test_what_is_fetched_is_cut(fetched_site: Site) -> None:
    records = parse_papers((fetched_site.source / "papers.json").read_text()).records
    titles = [len(record.whole_title) for record in records]
    assert (len(titles), max(titles)) == (2 * len(ATTACKS) + 2, LONGEST)
    links = [link for record in records for link in (record.code, record.project) if link]
    assert [link for link in links if not link.startswith(("http://", "https://"))] == []


def _checked(texts: Mapping[str, str]) -> str:
    """Give an output as one text, once it is sure that no attack does anything in it."""
    whole = "\n".join(texts.values())
    assert CANARY not in whole
    for name, text in texts.items():
        if name.endswith((".html", ".xhtml")):
            assert _odd(text) == [], name
        if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
            ElementTree.fromstring(text)
    return whole


def _texts(out: Path, builder: str) -> dict[str, str]:
    if builder == "epub":
        files = unzip(out)
    else:
        files = {path.name: path.read_bytes() for path in _files(out, builder)}
    kind = KINDS[builder]
    return {name: data.decode() for name, data in files.items() if name.endswith(kind)}


def _files(out: Path, builder: str) -> Iterator[Path]:
    """Find what an output consists of; a directory a page has no other pages than html."""
    for path in out.rglob("*"):
        if path.is_file() and not (builder == "dirhtml" and "papers" in path.parts):
            yield path


def _odd(text: str) -> list[str]:
    """Find elements and attributes in a page that neither Sphinx nor we have made."""
    page = BeautifulSoup(re.sub(r"^<\?xml[^>]*>", "", text), "html.parser")
    attacks = [
        str(tag)[:200]
        for tag in page.find_all(True)
        for name, value in tag.attrs.items()
        if name.startswith("on")
        or (name.rpartition(":")[2] in ("href", "src", "srcset", "action") and _runs(str(value)))
    ]
    for data in page.select("script[type='application/ld+json']"):
        assert "<" not in data.get_text()
        assert json.loads(data.extract().get_text())["@type"] == "BlogPosting"
    scripts = [str(tag)[:200] for tag in page.select("script") if not _is_ours(tag)]
    return [*attacks, *scripts, *(str(tag)[:200] for tag in page.select(_ELEMENTS))]


def _is_ours(script: Tag) -> bool:
    if script.get("type") == "application/json":
        json.loads(script.get_text())
        return True
    return "PWN" not in str(script) and EVIL not in str(script)


def _runs(value: str) -> bool:
    is_ours = value.startswith("javascript:SphinxHighlight")  # of Sphinx
    return not is_ours and (_ADDRESS.match(value) is not None or value.startswith(f"//{EVIL}"))


def test_what_scripts_and_other_sites_read_is_whole(site: Site) -> None:
    """The index of the search is JSON and ends no script; an inventory has a line for each name."""
    out = _build(site, "html")
    source = (out / "searchindex.js").read_text()
    index = json.loads(source.removeprefix("Search.setIndex(").removesuffix(")"))
    assert {"docnames", "titles", "objects"} <= index.keys()
    assert "\u2028" not in source
    inventory = (out / "objects.inv").read_bytes().split(b"\n", 4)
    lines = zlib.decompress(inventory[4]).decode().splitlines()
    assert len(lines) > len(ATTACKS)
    assert [line for line in lines if not re.fullmatch(r".+? \S+:\S+ -?\d+ \S* .+", line)] == []


def test_xelatex_makes_a_book_of_attacks(site: Site) -> None:
    """It ends, runs nothing, and shows no file; words that were typed are in the book."""
    reader = program("pdftotext", package="the package `poppler-utils`")
    pdf = typeset(_build(site, "latex"))
    read = subprocess.run([reader, str(pdf), "-"], capture_output=True, check=True)
    text = read.stdout.decode(errors="replace")
    assert CANARY not in text
    assert [name for name in ATTACKS if word(name) not in text] == []


def test_the_canary_is_where_attacks_look(site: Site) -> None:
    """Else no test would prove anything."""
    for folder in (site.source, site.source.parent / "out-latex"):
        assert Path(folder / "../canary.txt").resolve().read_text() == CANARY
