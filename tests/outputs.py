"""What a build has left, read back per output format."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from bs4 import BeautifulSoup, Tag

from tests.posts import Block, fold
from tests.programs import program

_HEADINGS = {f"h{level}" for level in range(1, 7)}


def _markup_text(text: str) -> str:
    return BeautifulSoup(text, "html.parser").get_text()


def _xml_text(text: str) -> str:
    return "".join(ElementTree.fromstring(text).itertext())


def _indented_text(text: str) -> str:
    return re.sub(r"^\s*<.*>$", "", text, flags=re.MULTILINE)


def _latex_text(text: str) -> str:
    return re.sub(r"\\[A-Za-z@]+\*?", "", text)


def _man_text(text: str) -> str:
    """Take off fonts (``\\fB``) and named characters (``\\(aq``)."""
    return re.sub(r"\\f[A-Z]|\\\(..", "", text)


def _texinfo_text(text: str) -> str:
    return re.sub(r"@[a-z]+", "", text)


def _message_text(text: str) -> str:
    strings = re.findall(r'^(?:msgid )?"(.*)"$', text, re.MULTILINE)
    return "".join(strings).replace(r"\n", "").replace("\\", "")


def _as_is(text: str) -> str:
    return text


_FORMATS: dict[str, tuple[str, Callable[[str], str]]] = {
    "html": ("*.html", _markup_text),
    "dirhtml": ("*.html", _markup_text),
    "singlehtml": ("index.html", _markup_text),
    "epub": ("*.xhtml", _markup_text),
    "latex": ("*.tex", _latex_text),
    "text": ("*.txt", _as_is),
    "man": ("*.1", _man_text),
    "texinfo": ("*.texi", _texinfo_text),
    "xml": ("*.xml", _xml_text),
    "pseudoxml": ("*.pseudoxml", _indented_text),
    "gettext": ("*.pot", _message_text),
}
"""For each builder: its files, and what tells text from markup in them."""


def raw_output(out: Path, builder: str) -> str:
    """Join the files of an output."""
    pattern, _read = _FORMATS[builder]
    return "\n".join(_files(out, builder, pattern))


def text_output(out: Path, builder: str) -> str:
    """Join the files of an output, without the commands and tags of its format."""
    pattern, read = _FORMATS[builder]
    return "\n".join(map(read, _files(out, builder, pattern)))


def _files(out: Path, builder: str, pattern: str) -> Iterator[str]:
    if builder == "epub":
        for name, content in sorted(unzip(out).items()):
            if PurePosixPath(name).match(pattern):
                yield content.decode()
        return
    paths = sorted(out.rglob(pattern))
    assert paths, f"{builder} has left no {pattern}"
    yield from (path.read_text(encoding="utf-8") for path in paths)


def unzip(out: Path) -> dict[str, bytes]:
    """Read the files of the one book that the epub builder has left."""
    (book,) = out.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def book_faults(out: Path) -> list[str]:
    """Ask epubcheck what is wrong with the one book that the epub builder has left.

    https://www.w3.org/publishing/epubcheck/
    """
    # An archive of Java classes, in Debian.
    checker = program("epubcheck", package="the package `epubcheck`")
    (book,) = out.glob("*.epub")
    command = ["java", "-jar", checker, str(book)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    report = done.stdout + done.stderr
    faults = re.findall(r"^[A-Z]+\([A-Z]+-\d+\).*", report, re.MULTILINE)
    assert faults or "No errors or warnings" in report, report
    return [fault.replace(str(book), "") for fault in faults]


def review_sections(page: BeautifulSoup) -> list[Tag]:
    """Find the reviews of an HTML page, in their order."""
    return page.select("section.paper-review")


def drawn_blocks(section: Tag) -> list[Block]:
    """List the blocks of a part of an HTML page, without its title and what we draw around."""
    ours = section.select(".paper-head, .paper-foot, .paper-post")
    title = section.find(_HEADINGS)
    return [
        block
        for tag in section.find_all(True)
        if tag is not title and not any(drawn in (tag, *tag.parents) for drawn in ours)
        for block in _drawn_block(tag)
    ]


def _drawn_block(tag: Tag) -> Iterator[Block]:
    parent = tag.parent.name if tag.parent else ""
    if tag.name in _HEADINGS:
        yield Block("heading", _visible(tag))
    elif tag.name == "p" and parent not in {"li", "td", "th"}:
        if "admonition-title" not in tag.get_attribute_list("class"):
            yield Block("paragraph", _visible(tag))
    elif tag.name == "li":
        paragraphs = tag.find_all("p", recursive=False)
        yield Block("item", fold(" ".join(_visible(child) for child in paragraphs)))
    elif tag.name in {"td", "th"}:
        yield Block("cell", _visible(tag))
    elif tag.name == "img":
        yield Block("picture", PurePosixPath(str(tag["src"])).name)
    elif tag.name == "pre":
        yield Block("code", fold(tag.get_text()))
    elif tag.name == "div" and "math" in tag.get_attribute_list("class"):
        yield Block("math", fold(tag.get_text()))


def _visible(tag: Tag) -> str:
    links = tag.select("a.headerlink")
    strings = (text for text in tag.strings if not any(link in text.parents for link in links))
    return fold("".join(strings))
