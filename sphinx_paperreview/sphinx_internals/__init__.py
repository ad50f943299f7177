"""Every private part of Sphinx, docutils and MyST-Parser that we touch, each with its reason.

No version of theirs promises these parts. Where one is gone, we do less and say so once
(`paper.internals`), and no page is wrong for it. ``tests/test_sphinx_internals.py`` looks at each:
it fails where a version has changed one, and shows what becomes of a page without it.
"""

from __future__ import annotations

from sphinx_paperreview.messages import Explained, WarningType, warn


class Part(Explained):
    """A part of theirs; its meaning is what we do without it."""

    RENDERER = (
        "MyST-Parser's MockState._renderer",
        (
            "HTML in a title or another option may show less than was typed, and links such as "
            "'[](#anchor)' find no headings within reviews"
        ),
    )
    SLUGS = (
        "MyST-Parser's DocutilsRenderer._heading_slugs",
        "links such as '[](#anchor)' find no headings within reviews",
    )
    CONFIG = (
        "MyST-Parser's BuildEnvironment.myst_config",
        "'colon_fence' and 'dollarmath' have to be enabled in myst_enable_extensions",
    )
    HEADINGS = (
        "docutils' document.note_implicit_target, asked for each heading",
        "headings in reviews have the ids that they would have anywhere on their page",
    )
    TOCTREE = (
        "Sphinx's StandaloneHTMLBuilder._get_local_toctree",
        "tables of contents are drawn for each generated page, which takes longer",
    )
    PAGE_STATE = (
        "what Sphinx's StandaloneHTMLBuilder sets for each page (secnumbers, imgpath and others)",
        "pictures and numbers may be missing on generated pages",
    )
    EQUATIONS = (
        "Sphinx's MathDomain.data['has_equations']",
        "formulas on generated pages may be shown as TeX",
    )
    INDICES = (
        "Sphinx's StandaloneHTMLBuilder.write_domain_indices",
        "all indices are written at every build",
    )
    DIGEST = (
        "Sphinx's StandaloneHTMLBuilder.build_info",
        "all pages are written at every build",
    )
    TEMPLATES = (
        "Sphinx's BuiltinTemplateLoader.newest_template_mtime",
        "all generated pages are written at every build",
    )
    SEARCH_TITLES = (
        "Sphinx's IndexBuilder._all_titles",
        "the search finds no posts, whose headings it would take for HTML",
    )
    SEARCH_PAGES = (
        "Sphinx's IndexBuilder.prune",
        "the search may find no generated pages",
    )
    SEARCH_WORDS = (
        "Sphinx's IndexBuilder.feed or SearchLanguage.split",
        "the search does not find all parts of Korean, Chinese and Japanese words",
    )
    MANIFEST = (
        "the manifest of Sphinx's EPUB",
        "it does not say which of its files hold MathML",
    )
    INVENTORIES = (
        "Sphinx's BuildEnvironment.intersphinx_named_inventory",
        "reviews on other sites are not known",
    )
    WARNINGS = (
        "Sphinx's handler of warnings",
        "'check' lists them as they are written, without their lines and types",
    )


_HAVE_CHANGED = "{} is not as this extension knows it in the installed version, so {}"


def report_lost(part: Part) -> None:
    """Say, once a build, that a part is gone, and what we do without it."""
    warn(WarningType.INTERNALS, _HAVE_CHANGED.format(part.value, part.meaning), once=True)
