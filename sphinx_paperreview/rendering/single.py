"""One page for all: anchors of reviews that stay apart, and links that find them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property

from docutils import nodes
from sphinx import addnodes

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.core.slugs import slug
from sphinx_paperreview.rendering.drawing import Drawing

_OTHER_PAGE = re.compile(r"#document-(?P<docname>[^#]+)(?:#(?P<id>.+))?")

_TOP = "#"
"""The address of the one page itself, to which Sphinx gives no id."""


class SeparateAnchors(Drawing):
    """In singlehtml, give the second review of a paper, from another page, an anchor of its own.

    Links to reviews are led there; Sphinx itself leaves links to other pages broken in this
    builder (https://github.com/sphinx-doc/sphinx/issues/14221). Those to sections that mention a
    paper are led there, or to their page, where several sections have that id. Those to what is in
    no table of contents, and so not in the one page either, become text.
    """

    builders = ("singlehtml",)
    default_priority = 900
    """After everything that makes references."""

    def run(self, **kwargs: object) -> None:
        """Rename anchors that stand twice, and correct the references to reviews."""
        del kwargs
        elements = list(_with_docnames(self.document, self.document["docname"]))
        anchors = _separate(elements, self._dotted())
        pages = {docname for _element, docname in elements}
        ids = Counter(known for element, _docname in elements for known in element["ids"])
        for element, docname in elements:
            target = _target_of(element, docname)
            if target in anchors:
                element.attributes.pop("refuri", None)
                element["refid"] = anchors[target]
            elif target == (self.document["docname"], ""):
                element["refuri"] = _TOP
            elif target and target[0] not in pages and self._is_ours(*target):
                element.replace_self(element.children)
            elif target and target[1] and "refuri" in element and self._is_ours(*target):
                element["refuri"] = (
                    f"#{target[1]}" if ids[target[1]] == 1 else self._page(target[0])
                )

    def _dotted(self) -> dict[tuple[str, str], str]:
        """Give by page and anchor of each review the form that older pages link to."""
        library = PaperDomain.of(self.env).library
        return {(review.docname, review.anchor): review.anchors[1] for review in library}

    def _page(self, docname: str) -> str:
        """Give the address of a page within the one page."""
        return _TOP if docname == self.document["docname"] else f"#document-{docname}"

    def _is_ours(self, docname: str, anchor: str) -> bool:
        anchors = self._anchors_on(docname)
        return bool(anchors) if not anchor else anchor in anchors

    @cached_property
    def _anchors_on(self) -> Callable[[str], frozenset[str]]:
        """Give the anchors of a page's reviews and mentions; each page is looked at once."""
        library = PaperDomain.of(self.env).library

        def anchors_on(docname: str) -> frozenset[str]:
            page = library.mentioning.get(docname)
            found = (*library.page_reviews(docname), *(page.mentions if page else ()))
            return frozenset(one.anchor for one in found)

        return cache(anchors_on)


def _with_docnames(element: nodes.Element, docname: str) -> Iterator[tuple[nodes.Element, str]]:
    """Yield every element with the page that it comes from.

    From the top: the parent of an inlined page's nodes is still that page's own document.
    """
    if isinstance(element, addnodes.start_of_file):
        docname = element["docname"]
    yield element, docname
    for child in element.children:
        if isinstance(child, nodes.Element):
            yield from _with_docnames(child, docname)


def _separate(
    elements: Iterable[tuple[nodes.Element, str]], dotted: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """Make every id of a review unique; tell the new id of each by page and old id."""
    anchors: dict[tuple[str, str], str] = {}
    taken: set[str] = set()
    for host, docname in elements:
        if "paper-review" not in host.get("classes", ()):
            continue
        anchor = host["ids"][0]
        for element, old in list(_own_ids(host, anchor, dotted.get((docname, anchor), anchor))):
            if (docname, old) in anchors:
                continue  # of a review within a review
            new = old if old not in taken else f"{old}--{slug(docname)}"
            element["ids"] = [new if known == old else known for known in element["ids"]]
            anchors[docname, old] = new
            taken.add(new)
    return anchors


def _own_ids(host: nodes.Element, *anchors: str) -> Iterator[tuple[nodes.Element, str]]:
    """Yield the ids that stand on the forms of a review's anchor: its own, and its headings'."""
    for element in host.findall(nodes.Element):
        for known in element["ids"]:
            if known in anchors or known.startswith(tuple(f"{anchor}-" for anchor in anchors)):
                yield element, known


def _target_of(element: nodes.Element, docname: str) -> tuple[str, str] | None:
    """Tell to which page and id a reference leads; nothing for any other element.

    The id is ``""`` where it leads to the page as a whole.
    """
    if not isinstance(element, nodes.reference):
        return None
    if "refid" in element:
        return docname, element["refid"]
    match = _OTHER_PAGE.fullmatch(element.get("refuri", ""))
    return (match["docname"], match["id"] or "") if match else None
