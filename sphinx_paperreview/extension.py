"""Every registration with Sphinx, in the order of a build; nothing else."""

from __future__ import annotations

import dataclasses
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_paperreview.authoring.fences import CheckFences, remember_text
from sphinx_paperreview.authoring.headings import AttachReviews, SettleAnchors
from sphinx_paperreview.authoring.keys import NameKeys
from sphinx_paperreview.authoring.nodes import PLACEHOLDERS, depart_struck, struck, visit_struck
from sphinx_paperreview.authoring.paper import PaperDirective
from sphinx_paperreview.authoring.plain_headings import (
    HeadingRole,
    SettlePlainHeadings,
    find_plain_headings,
)
from sphinx_paperreview.authoring.roles import OrgRole, PaperRole, TagRole
from sphinx_paperreview.authoring.settling import SettleFields
from sphinx_paperreview.authoring.syntax import Syntax
from sphinx_paperreview.collecting.addresses import PAGED
from sphinx_paperreview.collecting.answers import (
    load_for_workers,
    remember_settled,
    warn_of_conflicts,
)
from sphinx_paperreview.collecting.collector import PaperCollector
from sphinx_paperreview.collecting.consistency import check_pages, check_titles
from sphinx_paperreview.collecting.discovery import leave_out_foreign_folders
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.collecting.guards import Output
from sphinx_paperreview.collecting.memory import Memory
from sphinx_paperreview.collecting.missing import resolve_missing
from sphinx_paperreview.collecting.names import settle_names
from sphinx_paperreview.config import PREFIX, Settings
from sphinx_paperreview.front_matter import remember_front_matter
from sphinx_paperreview.knowledge import CACHE
from sphinx_paperreview.messages import load_catalog
from sphinx_paperreview.rendering.assets import add_assets, add_scripts
from sphinx_paperreview.rendering.exported import write_files
from sphinx_paperreview.rendering.feed_links import add_feed_links
from sphinx_paperreview.rendering.feeds import write_feeds
from sphinx_paperreview.rendering.files import remove_stale_pages
from sphinx_paperreview.rendering.formulas import add_math_sheet, choose_renderer, declare_mathml
from sphinx_paperreview.rendering.index_pages import (
    collect_index_leaves,
    draw_index,
    write_changed_indices,
)
from sphinx_paperreview.rendering.listing_kinds import LISTING_KINDS, LISTING_VIEWS
from sphinx_paperreview.rendering.listing_pages import collect_listing_leaves
from sphinx_paperreview.rendering.mathjax import show_formulas
from sphinx_paperreview.rendering.neighbours import (
    DrawNeighbours,
    depart_neighbours,
    paper_neighbours,
    visit_neighbours,
)
from sphinx_paperreview.rendering.opengraph import describe_post
from sphinx_paperreview.rendering.pages import AnchorOwnPages, collect_pages
from sphinx_paperreview.rendering.post_bars import feed_theme
from sphinx_paperreview.rendering.postings import DrawPostings, add_json_ld
from sphinx_paperreview.rendering.posts import DrawPostHeads
from sphinx_paperreview.rendering.preview_files import MarkPreviewed, write_previews
from sphinx_paperreview.rendering.references import NameIndices, ShowTitles
from sphinx_paperreview.rendering.review_links import LinkReviews
from sphinx_paperreview.rendering.search import escape_titles
from sphinx_paperreview.rendering.search_parts import add_parts, load_script
from sphinx_paperreview.rendering.single import SeparateAnchors
from sphinx_paperreview.rendering.transforms import DrawListings, DrawReviews, EmptyHidden
from sphinx_paperreview.rendering.turning import add_turning
from sphinx_paperreview.site import load_site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

POST_TRANSFORMS = (
    EmptyHidden,
    NameIndices,
    ShowTitles,
    LinkReviews,
    DrawPostHeads,
    DrawReviews,
    DrawListings,
    DrawPostings,
    DrawNeighbours,
    AnchorOwnPages,
    MarkPreviewed,
    SeparateAnchors,
)
"""In the order in which they run: by their priorities."""


def register(app: Sphinx, version: str) -> ExtensionMetadata:
    """Register everything, in the order in which a build comes by."""
    app.setup_extension("sphinx_design")
    load_catalog(app)
    for value in dataclasses.fields(Settings):
        metadata = value.metadata
        # Any type: we check values ourselves, and Sphinx would warn a second time.
        app.add_config_value(PREFIX + value.name, metadata["default"], metadata["rebuild"], Any)
    app.connect("config-inited", _prepare)
    app.connect("config-inited", choose_renderer)
    app.connect("config-inited", leave_out_foreign_folders)
    freshness = Freshness(version, LISTING_VIEWS)
    app.connect("builder-inited", add_assets)
    app.add_latex_package("paperreview", after_hyperref=True)
    app.connect("builder-inited", _note_builder)
    app.connect("builder-inited", add_math_sheet)
    # After MyST (500), which would take ours for the site's own, and say so.
    app.connect("builder-inited", show_formulas, priority=600)
    app.connect("builder-inited", partial(write_changed_indices, freshness=freshness))

    memory = Memory()
    # Before what is there is set aside.
    app.connect("env-before-read-docs", load_for_workers, priority=400)
    app.connect("env-before-read-docs", memory.set_aside)
    app.connect("source-read", remember_front_matter)
    # Once its front matter is known, before it is looked through for what is ours.
    app.connect("source-read", find_plain_headings)
    _choose_syntax(app, Syntax())
    # After those who change the text, so that its lines are those that the parser counts.
    app.connect("source-read", remember_text, priority=900)
    app.add_domain(PaperDomain)
    app.add_directive("paper", PaperDirective)
    for kind in LISTING_KINDS:
        app.add_directive_to_domain("paper", kind.name, kind.directive)
    app.add_role("paper", PaperRole())
    # `{external+other:paper}` asks the standard domain for a role without a domain.
    for domain, name in (("std", "paper"), ("paper", "paper")):
        app.add_role_to_domain(domain, name, PaperRole())
    app.add_role_to_domain("paper", "heading", HeadingRole())
    app.add_role_to_domain("paper", "org", OrgRole())
    app.add_role_to_domain("paper", "tag", TagRole())
    for node in PLACEHOLDERS:
        app.add_node(node)
    app.add_node(struck, html=(visit_struck, depart_struck))
    app.add_node(paper_neighbours, html=(visit_neighbours, depart_neighbours))
    app.add_transform(CheckFences)
    app.add_transform(SettlePlainHeadings)
    app.add_transform(AttachReviews)
    app.add_transform(SettleAnchors)
    app.add_transform(SettleFields)
    app.add_transform(NameKeys)
    app.add_env_collector(PaperCollector)

    app.connect("env-updated", settle_names)
    app.connect("env-updated", warn_of_conflicts)
    app.connect("env-get-updated", freshness.find_stale)
    app.connect("env-check-consistency", check_titles)
    app.connect("env-check-consistency", check_pages)

    _register_writing(app, freshness, memory)
    return {
        "version": version,
        "env_version": PaperDomain.data_version,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _register_writing(app: Sphinx, freshness: Freshness, memory: Memory) -> None:
    """Register what happens once all pages have been read."""
    app.connect("write-started", freshness.distrust)
    app.connect("doctree-resolved", freshness.note_written)
    for transform in POST_TRANSFORMS:
        app.add_post_transform(transform)
    # After intersphinx (500): another journal may have a review.
    app.connect("missing-reference", resolve_missing, priority=900)
    app.connect("doctree-resolved", add_parts)
    app.connect("html-page-context", add_scripts)
    app.connect("html-page-context", load_script)
    app.connect("html-page-context", draw_index)
    # Before themes (500), of which some make their bar there.
    app.connect("html-page-context", feed_theme, priority=400)
    # Before sphinxext-opengraph (500), which looks whether a page has a description.
    app.connect("html-page-context", describe_post, priority=400)
    # Last of all: it marks the article as it is then.
    app.connect("html-page-context", add_feed_links, priority=900)
    app.connect("html-page-context", add_json_ld)
    app.connect("html-page-context", add_turning)
    app.connect("html-collect-pages", add_parts)
    app.connect("html-collect-pages", escape_titles)
    app.connect("html-collect-pages", partial(collect_pages, freshness=freshness))
    app.connect("html-collect-pages", partial(collect_listing_leaves, freshness=freshness))
    app.connect("html-collect-pages", partial(collect_index_leaves, freshness=freshness))
    app.connect("html-collect-pages", partial(write_previews, freshness=freshness))
    app.connect("build-finished", partial(write_files, freshness=freshness))
    app.connect("build-finished", partial(write_feeds, freshness=freshness))
    app.connect("build-finished", partial(remove_stale_pages, freshness=freshness))
    app.connect("build-finished", declare_mathml)
    app.connect("build-finished", remember_settled)
    # Last of all: it says that the build has gone well.
    app.connect("build-finished", freshness.finish, priority=900)
    app.connect("build-finished", memory.release, priority=950)


def _choose_syntax(app: Sphinx, syntax: Syntax) -> None:
    """Give MyST what posts are written with, while a page of ours is read."""
    app.connect("env-before-read-docs", syntax.prepare)
    app.connect("source-read", syntax.choose)
    app.connect("env-updated", syntax.put_back)


def _note_builder(app: Sphinx) -> None:
    """Tell the domain what this build's output shows, and whether it has generated pages."""
    domain = PaperDomain.of(app.env)
    domain.builder = app.builder
    domain.is_paged = app.builder.name in PAGED
    domain.note_output(Output.of(app))


def _prepare(app: Sphinx, config: Config) -> None:
    """Read what the site says."""
    load_site(config, Path(app.confdir), Path(app.doctreedir, CACHE))
