"""What belongs to a site is no post; and nothing of its author's is taken for such."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_paperreview.cli.imported_folder import ImportedFolder, look_into
from sphinx_paperreview.cli.machinery import is_code_alone
from tests.cli.conftest import Run

PAPERS = "".join(f"- [Kite {n}](https://arxiv.org/abs/2511.0000{n})\n" for n in range(1, 5))
"""A list of papers, as a journal has one."""


def _look(folder: Path, files: dict[str, str], *, everything: bool = False) -> ImportedFolder:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return look_into(folder, folder / "out", everything=everything)


JEKYLL = {"_config.yml": "", "_posts/2025-01-01-a.md": "# A\n\nText.\n"}
HUGO = {"hugo.toml": "", "content/a.md": "# A\n\nText.\n"}
DOCUSAURUS = {"docusaurus.config.js": "", "docs/a.md": "# A\n\nText.\n"}
MKDOCS = {"mkdocs.yml": "", "docs/a.md": "# A\n\nText.\n"}
ASTRO = {"astro.config.mjs": "", "src/content/a.md": "# A\n\nText.\n"}
QUARTO = {"_quarto.yml": "", "posts/a.qmd": "# A\n\nText.\n"}
PLAIN = {"notes/a.md": "# A\n\nText.\n"}

LOOP = """\
{% for post in site.posts %}
<a href='{{ post.url }}'>Read {{ post.title }}</a>
{% endfor %}
"""


@pytest.mark.parametrize(
    ("site", "name", "text", "kind"),
    [
        (JEKYLL, "README.md", "# My blog\n\nHow to build it.\n", "files of the repository"),
        (JEKYLL, "CHANGELOG.md", "# 1.0\n\nFirst.\n", "files of the repository"),
        (PLAIN, "CONTRIBUTING.md", "# How to help\n\nOpen an issue.\n", "files of the repository"),
        (PLAIN, "Code_of_Conduct.md", "# Conduct\n\nBe kind.\n", "files of the repository"),
        (DOCUSAURUS, "README.md", "# Site\n\n`yarn start`\n", "files of the repository"),
        (DOCUSAURUS, "SETUP.md", "# Setup\n\nText.\n", "files of the repository"),
        (MKDOCS, "README.md", "# Site\n\nText.\n", "files of the repository"),
        (ASTRO, "README.md", "# Site\n\nText.\n", "files of the repository"),
        (HUGO, "README.md", "# Site\n\nText.\n", "files of the repository"),
        (PLAIN, "LICENSE.md", "MIT\n", "licences"),
        (PLAIN, "theme/License.md", "MIT\n", "licences"),
        (PLAIN, "licenses/MIT.md", "MIT\n", "licences"),
        (PLAIN, "AGENTS.md", "# Rules\n\nText.\n", "instructions for agents"),
        (PLAIN, "sub/CLAUDE.md", "# Rules\n\nText.\n", "instructions for agents"),
        (JEKYLL, "404.md", "# Not found\n\nText.\n", "error pages"),
        (JEKYLL, "_includes/a.md", PAPERS, "templates"),
        (JEKYLL, "sub/_layouts/a.md", "# A\n\nText.\n", "templates"),
        (HUGO, "archetypes/default.md", "---\ntitle: x\n---\nText.\n", "templates"),
        (HUGO, "layouts/a.md", "Text.\n", "templates"),
        (HUGO, "themes/x/README.md", "# Theme\n\nText.\n", "templates"),
        (JEKYLL, "_authors/ada.md", "---\nname: Ada\n---\nAda reads.\n", "listings"),
        (JEKYLL, "_featured_tags/gan.md", "---\nlayout: list\n---\n", "listings"),
        (JEKYLL, "tags.md", "---\nlayout: tags\n---\n", "listings"),
        (JEKYLL, "blog.md", f"---\nlayout: page\n---\n# Blog\n\n<div>\n{LOOP}</div>\n", "listings"),
        (DOCUSAURUS, "src/pages/all.mdx", "import L from './l'\n\n<L of='x' />\n", "listings"),
        (JEKYLL, "themes/x/README.md", "# Theme\n\nText.\n", "templates"),
        (JEKYLL, "scaffolds/post.md", "---\ntitle: x\n---\nText.\n", "templates"),
        (JEKYLL, "source/tags/index.md", "---\ntype: 'tags'\n---\n", "listings"),
        (HUGO, "content/notes/_index.md", "---\ntitle: Notes\n---\n", "listings"),
        (MKDOCS, "docs/tags.md", "# Tags\n\n[TAGS]\n", "listings"),
        (MKDOCS, "docs/tags.md", "# Tags\n\n<!-- material/tags -->\n", "listings"),
        (PLAIN, "_sidebar.md", "- [A](notes/a.md)\n", "listings"),
        ({**PLAIN, "book.toml": ""}, "src/SUMMARY.md", "- [A](a.md)\n", "listings"),
        (JEKYLL, "js/bower_components/x/README.md", "# X\n\nText.\n", "packages"),
    ],
)
def test_what_belongs_to_a_site_is_no_post(
    tmp_path: Path, site: dict[str, str], name: str, text: str, kind: str
) -> None:
    found = _look(tmp_path, {**site, name: text})
    assert dict(found.machinery) == {name: kind}
    assert name not in found.posts
    everything = look_into(tmp_path, tmp_path / "out", everything=True)
    assert name in everything.posts
    assert not everything.machinery
    assert look_into(tmp_path / name, tmp_path / "out").posts == (name.rpartition("/")[2],)


def test_the_documentation_of_a_theme_is_no_post(tmp_path: Path) -> None:
    """Told by what only a theme explains; an author's own pages have other names."""
    guides = {"docs/install.md": "# Install\n\nText.\n", "docs/writing.md": "# Write\n\nText.\n"}
    found = _look(tmp_path, {**JEKYLL, **guides})
    assert dict(found.machinery) == dict.fromkeys(guides, "documentation of a theme")
    own = {
        "docs/kites.md": "# Kites\n\nText.\n",
        "_config.yml": "",
        "_posts/b.md": "# B\n\nText.\n",
    }
    assert not _look(tmp_path / "own", own).machinery


@pytest.mark.parametrize(
    ("site", "name", "text"),
    [
        (PLAIN, "README.md", "# Notes\n\nText.\n"),
        (QUARTO, "index.qmd", "# Notes\n\nText.\n"),
        ({**PLAIN, "_config.yml": "theme: x\n"}, "README.md", "# Notes\n\nText.\n"),
        (JEKYLL, "README.md", f"# Papers\n\n{PAPERS}"),
        (DOCUSAURUS, "README.md", f"# Papers\n\n{PAPERS}"),
        (JEKYLL, "about.md", "# About\n\nText.\n"),
        (JEKYLL, "_drafts/a.md", "# Draft\n\nText.\n"),
        (JEKYLL, "_papers/a.md", "# Kites\n\nText.\n"),
        (DOCUSAURUS, "docs/install.md", "# Install\n\nText.\n"),
        (DOCUSAURUS, "docs/README.md", "# Papers\n\nText.\n"),
        (PLAIN, "notes/agents.md", "# Agents\n\nText.\n"),
        (PLAIN, "notes/changelog.md", "# What I changed\n\nText.\n"),
        (PLAIN, "layouts/a.md", "# Layouts\n\nText.\n"),
        (PLAIN, "themes/a.md", "# Themes\n\nText.\n"),
        (JEKYLL, "_posts/2025-01-02-b.md", "---\nlayout: x\n---\n"),
        (JEKYLL, "2025-01-02.md", f"---\nlayout: x\n---\n{LOOP}"),
        (JEKYLL, "kites.md", "---\nlayout: x\nlink: https://arxiv.org/abs/2511.00001\n---\n"),
        (PLAIN, "empty.md", ""),
        (PLAIN, "SUMMARY.md", "# What I read\n\nText.\n"),
        (HUGO, "content/notes/_index.md", "---\ntitle: Notes\n---\nWhat I read.\n"),
        (MKDOCS, "docs/tags.md", "# Tags\n\nHow I use them.\n\n[TAGS]\n"),
        (PLAIN, "논문.md", "# 논문\n"),
    ],
)
def test_what_is_of_the_author_is_taken(
    tmp_path: Path, site: dict[str, str], name: str, text: str
) -> None:
    found = _look(tmp_path, {**site, name: text})
    assert name in found.posts
    assert not found.machinery


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (LOOP, True),
        (f"<h2>All</h2>\n{LOOP}\n<h2>More</h2>\n{LOOP}", True),
        (f"# All\n\n{LOOP}\nMy own words.\n", False),
        ("{% include profile.html %}\n", False),
        ("{% raw %}x{% endraw %}\n", False),
        ("<Listing />\n", True),
        ("<Listing>\nWords.\n</Listing>\n", False),
        ("## [Kites](https://a.example)\n\n<D', G'> is a pair.\n", False),
        ("import x from 'y'\n\nWords.\n", False),
        ("# Title\n", False),
        ("![kite](kite.png)\n", False),
        (f"<img src='kite.png'>\n{LOOP}", False),
        ("{% for", False),
        ("{%" * 4_000, False),
        ("<!--" * 2_000, False),
    ],
)
def test_code_alone_has_no_words_of_its_own(body: str, expected: bool) -> None:
    assert is_code_alone(body) == expected
    assert is_code_alone(f"---\nlayout: page\ntitle: X\n---\n{body}") == expected


def test_where_nothing_else_is_there_all_are_posts(tmp_path: Path) -> None:
    found = _look(tmp_path, {"LICENSE.md": "MIT\n", "CHANGELOG.md": "# 1.0\n"})
    assert found.posts == ("CHANGELOG.md", "LICENSE.md")


def test_what_is_passed_over_is_told(run: Run, tmp_path: Path) -> None:
    _look(
        tmp_path / "old", {**JEKYLL, "404.md": "x\n", "LICENSE.md": "x\n", "sub/LICENSE.md": "x\n"}
    )
    result = run("import", "old", "posts", "--report", "report.json")
    assert "error pages (1), licences (2)\n" in result.stderr
    assert json.loads((tmp_path / "report.json").read_text())["machinery"] == [
        {"path": "404.md", "kind": "error pages"},
        {"path": "LICENSE.md", "kind": "licences"},
        {"path": "sub/LICENSE.md", "kind": "licences"},
    ]
    assert not (tmp_path / "posts/404.md").exists()
    result = run("import", "old", "posts", "--all")
    assert "passed over" not in result.stderr
    assert (tmp_path / "posts/404.md").exists()
