"""Posts as their authors wrote them: read from the source, without the extension.

What a build shows is compared with this, so nothing here comes from `sphinx_paperreview`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

_OPENING = re.compile(r"(?P<fence>:{3,})\{paper\}\s*(?P<argument>.*)$")
_OPTION = re.compile(r":(?P<name>[a-z-]+):\s*(?P<value>.*)$")
_ROLE_WITH_TEXT = re.compile(r"(?P<text>.*?)\s*<[^<>]+>$", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "--"})

_MARKDOWN = (
    MarkdownIt("commonmark")
    .enable("table")
    .use(colon_fence_plugin)
    .use(dollarmath_plugin)
    .use(footnote_plugin)
    .use(myst_role_plugin)
)


@dataclass(frozen=True)
class Block:
    """A piece of a review's text: a paragraph, an item, a heading, a cell, a picture, code."""

    kind: str
    text: str
    """For pictures: the file's name."""
    lead: str = field(default="", compare=False)
    """The first text between links, references and formulas, which formats draw differently."""


@dataclass(frozen=True)
class Written:
    """One ``paper`` directive of a post."""

    docname: str
    page_title: str
    line: int
    """Of the directive's opening, from 1."""
    argument: str
    options: Mapping[str, str]
    body: str
    heading: str
    """The heading right above a directive without body, which takes that section."""
    following: str
    """The text between the directive's end and the next heading or review."""

    @property
    def title(self) -> str:
        """What the review's heading shows."""
        return self.heading or self.options["title"]

    @property
    def blocks(self) -> list[Block]:
        """The blocks of the body, in their order."""
        return list(blocks_of(self.body))

    @property
    def marker(self) -> str:
        """How the review begins: its first sentence, or a part of it.

        Of the text below the directive where it has none itself; ``""`` if nothing is there.
        """
        texts = (block.lead for block in blocks_of(self.body or self.following))
        return _SENTENCE_END.split(next(filter(None, texts), ""))[0]

    @property
    def urls(self) -> list[str]:
        """Every URL that the directive's head holds."""
        words = " ".join([self.argument, *self.options.values()]).split()
        return [word.strip("<>;") for word in words if re.match(r"<?https?://", word)]


def read_post(path: Path, docname: str) -> list[Written]:
    """Find the ``:::{paper}`` directives of a Markdown page."""
    lines = path.read_text(encoding="utf-8").splitlines()
    title = next(line.removeprefix("# ") for line in lines if line.startswith("# "))
    found: list[Written] = []
    number = 0
    while number < len(lines):
        opening = _OPENING.match(lines[number])
        if opening is None:
            number += 1
            continue
        end = next(i for i in range(number + 1, len(lines)) if lines[i] == opening["fence"])
        options, body = _split(lines[number + 1 : end])
        following = "\n".join(_until_next_part(lines[end + 1 :]))
        heading = "" if body else _heading_right_above(lines[:number])
        line, argument = number + 1, opening["argument"]
        found.append(Written(docname, title, line, argument, options, body, heading, following))
        number = end + 1
    return found


def read_posts(folder: Path, pattern: str = "**/20*.md") -> list[Written]:
    """Find the reviews of all posts below a folder, page by page."""
    paths = sorted(folder.glob(pattern), key=lambda path: docname_of(path, folder))
    return [written for path in paths for written in read_post(path, docname_of(path, folder))]


def docname_of(path: Path, folder: Path) -> str:
    """Name a page as Sphinx does."""
    return path.relative_to(folder).with_suffix("").as_posix()


def fold(text: str) -> str:
    """Make typographic quotes plain and fold white space."""
    return " ".join(text.translate(_TYPOGRAPHY).split())


def letters(text: str) -> str:
    """Keep letters and digits alone, in one case: what every output format leaves alike."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _split(lines: list[str]) -> tuple[dict[str, str], str]:
    options: dict[str, str] = {}
    for number, line in enumerate(lines):
        match = _OPTION.match(line)
        if match is None:
            return options, "\n".join(lines[number:]).strip("\n")
        options[match["name"]] = match["value"]
    return options, ""


def _heading_right_above(lines: list[str]) -> str:
    above = next((line for line in reversed(lines) if line.strip()), "")
    return above.lstrip("#").strip() if above.startswith("#") else ""


def _until_next_part(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.startswith("#") or _OPENING.match(line):
            return
        yield line


# Blocks ---------------------------------------------------------------------------------------


def blocks_of(markdown: str) -> Iterator[Block]:
    """Yield the blocks of a Markdown text, in their order."""
    yield from _blocks(SyntaxTreeNode(_MARKDOWN.parse(markdown)).children)


def _blocks(nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "paragraph":
                yield Block("paragraph", _text(node), _lead(node))
            case "heading":
                yield Block("heading", _text(node))
            case "list_item":
                paragraphs = [child for child in node.children if child.type == "paragraph"]
                lead = _lead(paragraphs[0]) if paragraphs else ""
                yield Block("item", fold(" ".join(map(_text, paragraphs))), lead)
                yield from _blocks(child for child in node.children if child not in paragraphs)
            case "th" | "td":
                yield Block("cell", _text(node))
            case "fence" | "colon_fence":
                yield from _fence(node)
            case "math_block":
                yield Block("math", fold(node.content))
            case "bullet_list" | "ordered_list" | "blockquote" | "table" | "thead" | "tbody" | "tr":
                yield from _blocks(node.children)
            case "footnote_block" | "hr":
                pass
            case _:
                raise ValueError(f"a block that this reader does not know: {node.type}")


def _fence(node: SyntaxTreeNode) -> Iterator[Block]:
    name, _, argument = node.info.partition(" ")
    if name == "{image}":
        yield Block("picture", PurePosixPath(argument.strip()).name)
    elif name == "{note}":
        yield from blocks_of(node.content)
    elif name.startswith("{"):
        raise ValueError(f"a directive that this reader does not know: {name}")
    else:
        yield Block("code", fold(node.content))


def _text(node: SyntaxTreeNode) -> str:
    """Give the text of a block that holds inline markup."""
    return fold("".join(_inline(child) for child in node.children))


def _lead(node: SyntaxTreeNode) -> str:
    (inline,) = node.children
    drawn_apart = {"math_inline", "math_inline_double", "myst_role", "link", "footnote_ref"}
    pieces = [""]
    for child in inline.children:
        if child.type in drawn_apart:
            pieces.append("")
        else:
            pieces[-1] += _inline(child)
    return next((fold(piece) for piece in pieces if letters(piece)), "")


def _inline(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "code_inline":
            return node.content
        case "softbreak" | "hardbreak":
            return " "
        case "math_inline":
            return rf"\({node.content}\)"
        case "myst_role":
            with_text = _ROLE_WITH_TEXT.match(node.content)
            return with_text["text"] if with_text else ""
        case "footnote_ref":
            return ""
        case "html_inline" if node.content in ("<strong>", "</strong>"):
            return ""  # bold that Markdown cannot say: it ends before Hangul
        case "inline" | "strong" | "em" | "link":
            return "".join(_inline(child) for child in node.children)
        case _:
            raise ValueError(f"inline markup that this reader does not know: {node.type}")
