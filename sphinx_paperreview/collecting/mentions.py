"""The mentions of papers on a page: what refers to one, where it stands, in which sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from docutils import nodes

from sphinx_paperreview.authoring.nodes import (
    OWN_TITLE,
    ancestors,
    paper_card,
    paper_head,
    pending_of,
    read_words,
    runs_of,
)
from sphinx_paperreview.collecting.guards import guards_of
from sphinx_paperreview.collecting.uses import Referring
from sphinx_paperreview.core.model import Mention, Reference
from sphinx_paperreview.core.pending import typed
from sphinx_paperreview.core.runs import Run, pack, plain
from sphinx_paperreview.core.sentences import Passage

_MENTIONING = frozenset({"paper", "external", "label", "place", "link"})
"""Kinds of references that may name a paper."""


def mentions_of(
    references: Iterable[Referring], heads: Sequence[paper_head]
) -> tuple[Mention, ...]:
    """List what may be mentions of papers on a page, in its order.

    Args:
        references: What the page refers to.
        heads: Those of its reviews, in its order.
    """
    reader = _Reader({id(head.parent): position for position, head in enumerate(heads)})
    return tuple(
        reader.mention(node, reference)
        for node, reference in references
        if reference.kind in _MENTIONING and _is_seen(node)
    )


@dataclass(frozen=True)
class _Reader:
    """Reads the mentions of one page; it looks at each paragraph once."""

    positions: Mapping[int, int]
    """Of reviews, by the identity of their sections and cards."""
    _blocks: dict[int, _Block] = field(default_factory=dict)

    def mention(self, node: nodes.Element, reference: Reference) -> Mention:
        block = self._block(_block_around(node))
        host, review = self._host(node)
        top = host is None or isinstance(host.parent, nodes.document)
        return Mention(
            reference=reference,
            anchor="" if top and review < 0 else _anchor(host),
            heading=pack(_heading(host)),
            review=review,
            text="" if pending_of(node) else block.words(node),
            packed=pack(block.sentence(node)),
            guards=guards_of(node),
        )

    def _block(self, element: nodes.Element) -> _Block:
        if id(element) not in self._blocks:
            self._blocks[id(element)] = _Block(element)
        return self._blocks[id(element)]

    def _host(self, node: nodes.Node) -> tuple[nodes.Element | None, int]:
        """Find the nearest section or card around a node, and the review that it is part of."""
        around = [at for at in ancestors(node) if isinstance(at, (nodes.section, paper_card))]
        reviews = (self.positions[id(at)] for at in around if id(at) in self.positions)
        return (around[0] if around else None), next(reviews, -1)


class _Block:
    """The text of a paragraph, a title, a caption; and where references stand in it."""

    def __init__(self, block: nodes.Element) -> None:
        self._runs: list[Run] = []
        self._spans: dict[int, tuple[int, int]] = {}
        self._length = 0
        for parent, run in read_words(block):
            self._add(parent, run)
        self._passage = Passage(self._runs)

    def words(self, node: nodes.Element) -> str:
        return plain(typed(self._passage.cut(*self._spans[id(node)])))

    def sentence(self, node: nodes.Element) -> tuple[Run, ...]:
        """Give the sentence around a reference; nothing where it says no more than that."""
        start, end = self._spans[id(node)]
        sentence = self._passage.sentence_around(start, end)
        return () if sentence == tuple(self._passage.cut(start, end)) else sentence

    def _add(self, parent: nodes.Element, run: Run) -> None:
        text = run.text if run.kind == "reference" else _on_one_line(run.text)
        start, _end = self._spans.setdefault(id(parent), (self._length, 0))
        self._length += len(text)
        self._spans[id(parent)] = start, self._length
        if text:
            self._runs.append(Run(text, run.kind))


def _is_seen(node: nodes.Element) -> bool:
    """Tell whether a reader meets a node: not in what reST only defines, to be put elsewhere.

    Nor in a title that an attached review has for listings alone.
    """
    return not any(
        isinstance(at, nodes.Invisible) or OWN_TITLE in at["classes"] for at in ancestors(node)
    )


def _block_around(node: nodes.Element) -> nodes.Element:
    """Find the paragraph, title or the like in which a reference stands.

    Of a picture that is a link, that is the reference itself.
    """
    block = node
    for at in ancestors(node):
        if not isinstance(at, nodes.TextElement):
            break
        block = at
    return block


def _anchor(host: nodes.Element | None) -> str:
    return host["ids"][0] if host is not None and host["ids"] else ""


def _heading(host: nodes.Element | None) -> tuple[Run, ...]:
    children = host.children if host is not None else ()
    titles = (child for child in children if isinstance(child, (nodes.title, nodes.paragraph)))
    return next(map(runs_of, titles), ())


def _on_one_line(text: str) -> str:
    """Fold white space, but for what joins a text to its neighbours."""
    folded = " ".join(text.split())
    before = " " if text[:1].isspace() and folded else ""
    after = " " if text[-1:].isspace() else ""
    return before + folded + after
