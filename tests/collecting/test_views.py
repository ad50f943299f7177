"""What a page shows from elsewhere stands in its view.

Whoever draws asks the library. So each field of each record there is changed in turn, as if
its author had edited it: a page whose view is then as it was must be drawn as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from io import StringIO
from typing import Any, cast

import pytest
from docutils import nodes
from docutils.transforms import Transform
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms.post_transforms import ReferencesResolver
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.views import Views
from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.core.model import (
    Link,
    Mention,
    Mentioning,
    Paper,
    Partial,
    Post,
    Reference,
    Review,
)
from sphinx_paperreview.core.pending import Pending
from sphinx_paperreview.core.runs import Run, pack
from sphinx_paperreview.rendering.contexts import PageContexts
from sphinx_paperreview.rendering.filters import FilterWriter
from sphinx_paperreview.rendering.listing_kinds import LISTING_VIEWS
from sphinx_paperreview.rendering.pages import PageWriter
from tests.conftest import MakeSite
from tests.kinds import KINDS
from tests.site import Site, review_page

# The site ----------------------------------------------------------------------------------------

POSTS = {
    "one.md": review_page(
        ":::{paper} 2511.00001 https://openreview.net/forum?id=Vota6rFhBQ",
        *(":title: Paper A: *longer*", ":org: NVIDIA; Nobody Known", ":tags: a, b"),
        ":image: a.png",
        *(":code: https://e.org/a", ":name: label-a", ":rating: 4", ":summary: Short.", ""),
        *("See {paper}`2511.00002`, [it](https://e.org/b).", ":::", "", ":::{paper} 2511.00002"),
        *(":title: Paper B", ":org: NVIDIA", ":tags: a", ""),
        *("Text about <https://arxiv.org/abs/1706.03762>.", ":::"),
        date="2025-10-01",
    ).replace("---\n", "---\ntags: [p, b]\nauthor: Ada Park\n", 1),
    "two.md": review_page(
        *(":::{paper}", ":title: Paper C", ":venue: NeurIPS 2025", ":authors: Cleo"),
        ":reviewer: Jisoo Kim",
        *(":org: Apple", ":tags: c", "", "Builds on {paper}`Paper B`.", ":::", ""),
        *(":::{paper} 2511.00001", ":title: Paper A", ":status: to-read", ":date: 2025-08-09"),
        *(":code: https://e.org/b", "", "T.", ":::"),
        title="# Another",
        date="2025-11-02",
    ),
    "three.md": review_page(
        *(":::{paper} 2511.00004", ":title: Paper D", ":tags: d", ":date: 2024-07-08"),
        *(":image: b.png", "", "T."),
        ":::",
    ),
}
"""The reviews of a post need not be of its month: that may have a page of another post's."""


PAGES = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n",
    **POSTS,
    **{f"{name}.md": f"# Page\n\n{text}\n" for name, text in KINDS.items()},
    **dict.fromkeys(("a.png", "b.png"), b"a picture, to Sphinx"),
}

CONF = (
    "html_theme = 'basic'\nextensions += ['sphinx.ext.intersphinx']\n"
    "suppress_warnings = ['ref.paper']  # no inventory has it\n"
)

OUTPUTS = {
    "html": ("html", ""),
    "indices": ("html", "paperreview_pages = ''\n"),
    "text": ("text", ""),
}
"""Builder and configuration: where groups have pages, entries in an index, or nothing."""

# What is changed ---------------------------------------------------------------------------------

_REFERRING = Run(str(Pending("paper", "paper", "2511.00004")), "reference")

CHANGES: dict[type, dict[str, tuple[Any, ...]]] = {
    Post: {
        "title": ("Renamed", ""),
        "date": ("2024-01-02", ""),
        "time": ("08:00:00",),
        "updated": ("2025-11-28",),
        "tags": (("a",), ("z",)),
        "reviewers": (("Someone",), ("Ada Park", "Jisoo Kim"), ()),
        "excerpt": ("Words.", ""),
        "draft": (True,),
        "declared": (True,),
    },
    Review: {
        "anchor": ("other",),
        "line": (99,),
        "date": ("2024-01-02", ""),
        "time": ("08:00:00",),
        "tags": (("a",), ("b", "z"), ()),
        "post_tags": (("a",), ("z",)),
        "reviewers": (("Jisoo Kim",), ("Ada Park", "Zoe"), ()),
        "summary": ((Run("Other."),), (Run("n^2", "math"),), ()),
        "rating": (1.5, None),
        "status": ("read", "reading"),
        "name": ("label-z", "label-a", ""),
        "typed_title": ("Another title", "Harmony"),
        "image": ("b.png", "gone.png", ""),
        "unread": (("rating: 7",),),
        "indexed": (False,),
    },
    Paper: {
        "ids": ((PaperId("arxiv", "2511.00002"),), (PaperId("arxiv", "1706.03762"),), ()),
        "title": ((Run("Paper B"),), (Run("Z: "), Run("n^2", "math")), (Run("label-a"),)),
        "subtitle": ((Run("Under "), Run("it", "code")),),
        "orgs": (("NVIDIA",), ("Zeta", "Apple"), ()),
        "authors": (("Ann",), ("Zoe", "Yan"), ()),
        "venue": ("ICLR 2026", "ACL 2020", ""),
        "award": ("Oral",),
        "published": (Partial(2020, 1), None),
        "links": ((Link("code", "https://e.org/b"),), (Link("video", "https://e.org/z"),), ()),
        "sources": (("arxiv",), ("doi", "acl"), ()),
        "withdrawn": (True,),
    },
    Mention: {
        "reference": (Reference("paper", "2511.00001"), Reference("paper", "10.1145/3485132")),
        "anchor": ("there",),
        "heading": (pack([Run("Part")]), ""),
        "review": (-1,),
        "text": ("A Better Title",),
        "packed": (pack([Run("A sentence.")]), pack([_REFERRING]), ""),
    },
}
"""For each field of a record, what may stand there instead."""

OTHERS = {
    Post: {"docname", "reviews"},
    Review: {"docname", "paper", "position", "guards"},
    Mention: {"guards"},
}
"""Fields that say which record it is or whether it is there, or hold others."""


@pytest.mark.parametrize("kind", CHANGES)
def test_every_field_is_changed(kind: type) -> None:
    assert {one.name for one in fields(kind)} - OTHERS.get(kind, set()) == CHANGES[kind].keys()


def _changed(record: Any) -> Iterator[tuple[str, Any]]:
    """Yield what was changed, and the record that it gives."""
    for name, values in CHANGES[type(record)].items():
        for value in values:
            if getattr(record, name) != value:
                what = f"{type(record).__name__}.{name} = {value!r}"
                yield what, replace(record, **{name: value})


def _changed_reviews(post: Post) -> Iterator[tuple[str, Post]]:
    """Change the first review of a post."""
    first, *others = post.reviews
    for what, review in _changed(first):
        yield what, replace(post, reviews=(review, *others))


def _changed_papers(post: Post) -> Iterator[tuple[str, Post]]:
    first, *others = post.reviews
    for what, paper in _changed(first.paper):
        yield what, replace(post, reviews=(replace(first, paper=paper), *others))


def _changed_mentions(page: Mentioning) -> Iterator[tuple[str, Mentioning]]:
    yield "its title", replace(page, post=replace(page.post, title="Renamed"))
    yield "its date", replace(page, post=replace(page.post, date="2024-01-02"))
    mentions = tuple(page.mentions)
    for at, mention in enumerate(mentions):
        yield f"no mention {at}", Mentioning.of(page.post, (*mentions[:at], *mentions[at + 1 :]))
        for what, other in _changed(mention):
            others = (*mentions[:at], other, *mentions[at + 1 :])
            yield f"mention {at}: {what}", Mentioning.of(page.post, others)


# What is drawn -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Open:
    """A site that was built, and whose library can be changed."""

    app: Sphinx
    sections: Mapping[str, nodes.Element]
    """What each of the pages of `KINDS` holds."""

    @property
    def domain(self) -> PaperDomain:
        return PaperDomain.of(self.app.env)

    def changes(self) -> Iterator[tuple[str, str]]:
        """Change one thing in the library at a time; yield the page concerned, and what it is."""
        library = self.domain.library
        for docname in ("one", "two"):
            post = library.posts[docname]
            for what, other in (*_changed(post), *_changed_reviews(post), *_changed_papers(post)):
                library.add(other)
                yield docname, what
            library.add(post)
        yield from self._without_some()
        for docname in ("link", "one"):
            page = library.mentioning[docname]
            for what, mentions in _changed_mentions(page):
                library.add_mentions(mentions)
                yield docname, what
            library.add_mentions(page)

    def few_changes(self) -> Iterator[tuple[str, str]]:
        """Change what decides where groups lead: only that depends on the output."""
        library = self.domain.library
        for docname, post in sorted(library.posts.items()):
            for what, other in _changed_papers(post):
                library.add(other)
                yield docname, what
            library.add(post)
        yield from self._without_some()

    def _without_some(self) -> Iterator[tuple[str, str]]:
        """Forget a post, all others, all."""
        names = sorted(self.domain.library.posts)
        for name in names:
            yield from self._without([name])
            yield from self._without({*names} - {name})
        yield from self._without(names)

    def _without(self, docnames: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Forget some posts for a while."""
        library, gone = self.domain.library, sorted(docnames)
        posts = [library.posts[name] for name in gone]
        mentioning = [library.mentioning[name] for name in gone if name in library.mentioning]
        for name in gone:
            library.clear(name)
        yield gone[0], f"without {', '.join(gone)}"
        for post in posts:
            library.add(post)
        for page in mentioning:
            library.add_mentions(page)

    def views(self) -> dict[str, str]:
        """Take the fingerprints of all pages, the author's and ours."""
        views = Views(self.app.env, self.app.builder, self.domain, LISTING_VIEWS)
        plan = self.domain.plan
        of_author = {name: views.of_page(name) for name in sorted(self.app.env.found_docs)}
        of_groups = {page.name: views.of_group_page(page) for page in plan.pages}
        of_values = {leaf.name: views.of_overview_leaf(leaf) for leaf in plan.overview_leaves}
        top = {plan.overview(): views.of_overview(list(plan.groups))} if plan.groups else {}
        return of_author | of_groups | of_values | top

    def drawn(self, names: Set[str]) -> dict[str, str]:
        """Draw some pages."""
        env, builder = self.app.env, self.app.builder
        posts = sorted(name for name in names if f"{name}.md" in POSTS)
        drawn = {name: env.get_and_resolve_doctree(name, builder).pformat() for name in posts}
        kinds = sorted(names & KINDS.keys())
        drawn |= dict(zip(kinds, self._drawn_together(kinds), strict=True))
        return drawn | dict(self._generated(names - env.found_docs))

    def _drawn_together(self, names: Iterable[str]) -> list[str]:
        """Draw pages as sections of one: Sphinx takes as long for a page as for a hundred."""
        page = self.app.env.get_doctree("plain")
        page.children = [self.sections[name].deepcopy() for name in names]
        for section in page.children:
            section.parent, section.document = page, page
        self.app.env.apply_post_transforms(page, "plain")
        return [section.pformat() for section in page.children]

    def _generated(self, names: Set[str]) -> Iterator[tuple[str, str]]:
        plan = self.domain.plan
        contexts = PageContexts(cast("StandaloneHTMLBuilder", self.app.builder), plan, {})
        filters = FilterWriter(contexts.place(plan.overview()))
        writer = PageWriter(contexts, plan, filters)
        if plan.overview() in names:
            yield plan.overview(), repr(writer.overview(plan.overview()))
        for leaf in plan.overview_leaves:
            if leaf.name in names:
                yield leaf.name, repr(writer.overview_leaf(leaf))
        for page in plan.pages:
            if page.name in names:
                context = writer.group_page(page)
                yield page.name, repr({**context, "toctree": "Sphinx draws it"})


@contextmanager
def opened(site: Site, builder: str) -> Iterator[Open]:
    """Build a site, and keep it at hand."""
    source, out, warnings = site.source, site.source.parent / "out", StringIO()
    with patch_docutils(source), docutils_namespace():
        app = Sphinx(source, source, out, out / ".doctrees", builder, status=None, warning=warnings)
        app.build()
        assert warnings.getvalue() == ""
        app.registry.post_transforms[:] = filter(_draws, app.registry.post_transforms)
        yield Open(
            app, {name: cast("nodes.Element", app.env.get_doctree(name)[0]) for name in KINDS}
        )


def _draws(transform: type[Transform]) -> bool:
    """Tell whether a transform draws what stands elsewhere: the others only take their time."""
    ours = transform.__module__.startswith(("sphinx_paperreview.", "myst_parser."))
    return ours or transform is ReferencesResolver


@pytest.mark.parametrize("output", OUTPUTS)
def test_what_a_view_does_not_tell_is_not_drawn(make_site: MakeSite, output: str) -> None:
    """The page that was edited is another matter: it is written again, whatever it shows."""
    builder, conf = OUTPUTS[output]
    untold: dict[str, set[str]] = {}
    with opened(make_site(PAGES, f"{CONF}{conf}"), builder) as site:
        views = site.views()
        drawn = site.drawn(views.keys())
        for docname, what in site.changes() if output == "html" else site.few_changes():
            now = site.views()
            same = {name for name, view in views.items() if now.get(name) == view} - {docname}
            for name, content in site.drawn(same).items():
                if content != drawn[name]:
                    untold.setdefault(name, set()).add(f"{docname}: {what}")
    assert untold == {}
