"""What images and links of a post lead to: files beside it, other posts, headings."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from sphinx_paperreview.importers.file_names import names_in_journal
from sphinx_paperreview.importers.harmless import leads_out
from sphinx_paperreview.importers.linking import LinkIndex, LinkTarget, label_of
from sphinx_paperreview.importers.offered import is_offered
from sphinx_paperreview.importers.passes import Context
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.tokens import Edit, Inline, Span, apply, read

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_INLINE_TARGET = re.compile(r"\]\(\s*(<[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)")
_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)+\]:\s*(<[^<>]*>|\S+)")
_DIRECTIVE = re.compile(
    r"^(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*"
    r"(?:`{3,}|~{3,}|:{3,})\{(?:image|figure)\}\s+(\S(?:.*\S)?)\s*$"
)
_MARKUP = re.compile(r"[\\`*_<>\[\]{}$~!&]")
_PAGES = (".md", ".mdx", ".markdown", ".mkd", ".html", ".htm", "")
_STATIC = ("", "static/", "public/", "source/", "content/", "docs/", "src/")
_UNSAFE = {ord(mark): f"%{ord(mark):02X}" for mark in ' ()<>"'}


@dataclass(slots=True)
class Targets:
    """The lines of a post with their targets mended, and what they lead to."""

    lines: list[Line]
    files: dict[str, None] = field(default_factory=dict)
    """Files of the import that the post shows or links to."""
    links: dict[str, None] = field(default_factory=dict)
    """Targets that might be posts or headings of the import."""


def mend_targets(lines: Sequence[Line], context: Context, index: LinkIndex | None) -> Targets:
    """Let images and links lead to where a Sphinx site has what they mean.

    Args:
        lines: A page, in MyST but for its targets.
        context: Where the page stands, and where notes go.
        index: All posts; without it, links to posts stay as they are.
    """
    targets = Targets(list(lines))
    mender = _Mender(lines, context, index, targets)
    targets.lines = apply(lines, list(mender.edits()))
    return targets


@dataclass(frozen=True, slots=True)
class _Mender:
    lines: Sequence[Line]
    context: Context
    index: LinkIndex | None
    targets: Targets

    def edits(self) -> Iterator[Edit]:
        """Give all that changes."""
        reading = read(self.lines)
        for inline in reading.inlines:
            if "](" not in inline.content and not reading.references:
                continue
            for span in inline.spans("image"):
                yield from self._image(inline, span)
            for span in inline.spans("link_open"):
                yield from self._link(inline, span)
        for reference in reading.references.values():
            yield from self._definition(reference["map"][0])
        for row, line in enumerate(self.lines):
            found = _DIRECTIVE.match(line.text)
            if found:
                yield from self._replaced(row, found.start(1), found[1], is_image=True)

    def _image(self, inline: Inline, span: Span) -> Iterator[Edit]:
        start, end = span.token.meta["span"]
        place = inline.content.rfind("](", start, end)
        found = _INLINE_TARGET.match(inline.content, place) if place >= 0 else None
        if found:
            row, column = inline.place(found.start(1))
            yield from self._replaced(row, column, found[1], is_image=True)

    def _link(self, inline: Inline, span: Span) -> Iterator[Edit]:
        if span.token.markup == "autolink":
            return
        label_end = span.token.meta["label"][1]
        label = inline.content[slice(*span.token.meta["label"])]
        target = str(span.token.attrs.get("href", ""))
        role = self._role(label, target)
        if role and span.line == span.end_line:
            yield Edit(span.line, span.start, span.end, role)
            return
        found = _INLINE_TARGET.match(inline.content, label_end)
        if found:
            row, column = inline.place(found.start(1))
            yield from self._replaced(row, column, found[1])

    def _definition(self, row: int) -> Iterator[Edit]:
        found = _DEFINITION.search(self.lines[row].text)
        if found:
            yield from self._replaced(row, found.start(1), found[1])

    def _replaced(
        self, row: int, column: int, written: str, *, is_image: bool = False
    ) -> Iterator[Edit]:
        bare = written[1:-1] if written.startswith("<") and written.endswith(">") else written
        number = self.lines[row].number
        new = self._file(bare, number, is_image=is_image)
        if new is None and not is_image:
            new = self._post(bare, number)
        if new is None:
            new = self._kept_inside(bare, number)
        if new is not None and new != bare:
            yield Edit(row, column, column + len(written), new.translate(_UNSAFE))

    # Files --------------------------------------------------------------------------------------

    def _file(self, target: str, number: int, *, is_image: bool) -> str | None:
        """Give the path of a file of the import, seen from the page."""
        path = unquote(re.split(r"[?#]", target, maxsplit=1)[0], errors="surrogateescape")
        if not path or self._is_elsewhere(target):
            return None
        if not self.context.files:
            return posixpath.normpath(path) if is_image and path.startswith("./") else None
        found = self._find_file(path)
        if found is None:
            if is_image and not self._leads_out(target):
                self.context.note(number, f"no such file in the import: {target!r}")
            return None
        if not is_image and found.lower().endswith(_PAGES[:-1]):
            return None
        if not is_offered(found):
            self.context.note(number, f"not copied, as no page shows or offers it: {found!r}")
            return target
        self.targets.files[found] = None
        name = names_in_journal(self.context.files)[found]
        return posixpath.relpath(name, posixpath.dirname(self.context.path) or ".")

    def _kept_inside(self, target: str, number: int) -> str | None:
        """Take its meaning from a path that leads out: Sphinx would copy whatever file is there."""
        if not self._leads_out(target):
            return None
        message = f"leads to a file outside of the journal, which is not shown: {target!r}"
        self.context.note(number, message)
        return target.replace("/", "%2F")

    def _leads_out(self, target: str) -> bool:
        """Tell whether Sphinx would look for a file outside; pages it does not copy."""
        is_page = target.partition("#")[0].endswith((".md", "/"))
        return not is_page and leads_out(target, posixpath.dirname(self.context.path))

    def _find_file(self, path: str) -> str | None:
        files = self.context.files
        path = path.removeprefix("@site/")
        base = str(self.context.site.get("baseurl") or "").strip("/")
        if not path.startswith("/"):
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(self.context.path), path))
            if whole in files:
                return whole
        bare = posixpath.normpath(path.lstrip("/"))
        inner = bare.removeprefix(f"{base}/") if base else bare
        for folder in _STATIC:
            for name in (bare, inner):
                if folder + name in files:
                    return folder + name
        ends = [
            name
            for name in _by_name(files).get(posixpath.basename(inner), ())
            if name.endswith(f"/{inner}")
        ]
        return ends[0] if len(ends) == 1 and not inner.startswith("..") else None

    def _is_elsewhere(self, target: str) -> bool:
        """Tell a target outside the site: of another scheme or host."""
        return _SCHEME.match(target) is not None and not self._own_path(target)

    def _own_path(self, target: str) -> str:
        """Give the path of a whole URL of the foreign site itself, or ``""``."""
        try:
            site = urlsplit(str(self.context.site.get("url") or "")).hostname
            parts = urlsplit(target)
        except ValueError:
            return ""
        if not site or parts.hostname != site:
            return ""
        return f"{parts.path}#{parts.fragment}" if parts.fragment else parts.path

    # Posts --------------------------------------------------------------------------------------

    def _find_post(self, target: str) -> LinkTarget | None:
        """Find the post of a target; remember it where it may be one."""
        if not target or self._is_elsewhere(target):
            return None
        inner = self._own_path(target) or target
        self.targets.links[inner] = None
        return self.index.find(inner, self.context.path) if self.index else None

    def _role(self, label: str, target: str) -> str:
        """Write a link to a review as a role, where its text is plain."""
        found = self._find_post(target)
        landing = found.landing if found else None
        if landing is None or not landing.paper or _MARKUP.search(label + landing.paper):
            return ""
        return f"{{paper}}`{label} <{landing.paper}>`" if label.strip() else ""

    def _post(self, target: str, number: int) -> str | None:
        """Give what MyST takes for a link to a post or one of its headings."""
        found = self._find_post(target)
        if found is None:
            if self.index and target and not self._is_elsewhere(target):
                self.context.note(number, f"leads to nothing in the import: {target!r}")
            return None
        if found.lost_anchor:
            self.context.note(number, f"the post has no heading {found.lost_anchor!r}: {target!r}")
        if found.landing and found.landing.anchor:
            return f"#{found.landing.anchor}"
        if found.landing and not found.landing.paper:
            return f"#{label_of(found.places, found.landing)}"
        folder = posixpath.dirname(self.context.path) or "."
        return posixpath.relpath(found.places.target, folder)


@lru_cache(maxsize=2)
def _by_name(files: frozenset[str]) -> dict[str, list[str]]:
    """Give files by their names, without folders."""
    found: dict[str, list[str]] = {}
    for file in sorted(files):
        found.setdefault(posixpath.basename(file), []).append(file)
    return found
