"""A journal with an environment, a clone and a build inside has its own pages, and no others."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite

PAGE = "# Post\n\n:::{paper} 2511.21579\n:title: T\n\nText.\n:::\n"
FOREIGN = "# Foreign\n\n:::{paper} 1706.03762\n:title: Foreign\n\nText.\n:::\n\n{ref}`nowhere`\n"
INDEX = "# Journal\n\n```{paper:list}\n```\n\n```{toctree}\n:glob:\n\nposts/*\n```\n"

FOLDERS = {
    ".venv/pyvenv.cfg": "",
    ".venv/lib/python3.13/site-packages/package/README.md": FOREIGN,
    "node_modules/package/README.md": FOREIGN,
    "posts/node_modules/package/README.md": FOREIGN,
    "[c]o*n?d a/conda-meta/history": "",
    "[c]o*n?d a/lib/README.md": FOREIGN,
    "e\N{COMBINING ACUTE ACCENT}/pyvenv.cfg": "",  # as some file systems write it
    "e\N{COMBINING ACUTE ACCENT}/README.md": FOREIGN,
    ".git/refs/heads/page.md": FOREIGN,
    "sphinx-paperreview/sphinx_paperreview/extension.py": "",
    "sphinx-paperreview/README.md": FOREIGN,
    "build/.buildinfo": "",
    "build/_downloads/page.md": FOREIGN,
}


def test_what_programs_keep_within_a_journal_is_no_page(make_site: MakeSite) -> None:
    site = make_site({"index.md": INDEX, "posts/post.md": PAGE, **FOLDERS})
    built = site.build()
    assert built.warnings == ()
    assert built.texts(".paper-list .paper-title") == ["T"]
    assert {review.docname for review in built.reviews} == {"posts/post"}


def test_a_build_into_the_journal_does_not_read_itself(make_site: MakeSite) -> None:
    site = make_site({"index.md": INDEX, "posts/post.md": PAGE})
    out = site.source / "public"
    for _ in range(2):
        built = site.build(out=out)
        site.write("public/_downloads/page.md", FOREIGN)
        assert built.warnings == ()
        assert [review.docname for review in built.reviews] == ["posts/post"]


@pytest.mark.parametrize("late", [False, True])
def test_an_environment_that_is_made_later_is_left_out_too(make_site: MakeSite, late: bool) -> None:
    """And what stood in it before it was one is forgotten."""
    site = make_site({"index.md": INDEX, "posts/post.md": PAGE, "env/page.md": PAGE})
    if late:
        assert len(site.build(nitpicky=False).reviews) == 2
    site.write("env/pyvenv.cfg", "")
    built = site.build()
    assert built.warnings == ()
    assert [review.docname for review in built.reviews] == ["posts/post"]
