"""Those whom the front matter of an old post names have reviewed its papers."""

from __future__ import annotations

import pytest

from sphinx_paperreview.importers.convert import convert
from tests.conftest import MakeSite

TEXT = "\n\n## [Harmony](https://arxiv.org/abs/2511.21579)\n\nText.\n"

POSTS = {
    "docusaurus": (
        "---\ntitle: T\nauthors:\n- name: Ada Park\n  url: https://e.org\n- name: 김지수\n---",
        ("Ada Park", "김지수"),
    ),
    "docusaurus, keys": ("---\ntitle: T\nauthors: [ada, kim]\n---", ("ada", "kim")),
    "jekyll": (
        "---\nlayout: post\ntitle: T\nauthor: Ada Park, 김지수\n---",
        ("Ada Park", "김지수"),
    ),
    "jekyll, a mapping": ("---\ntitle: T\nauthor: {name: Ada Park}\n---", ("Ada Park",)),
    "hugo": ('+++\ntitle = "T"\nauthors = ["Ada Park"]\n+++', ("Ada Park",)),
    "hugo, a table": ('+++\ntitle = "T"\n[author]\nname = "Ada Park"\n+++', ("Ada Park",)),
}


@pytest.mark.parametrize("name", POSTS)
def test_authors_come_along(make_site: MakeSite, name: str) -> None:
    front, names = POSTS[name]
    imported = convert(f"{front}{TEXT}".encode(), "2025-11-27-post.md")
    built = make_site({"index.md": imported.text}).build()
    assert built.warnings == ()
    (review,) = built.reviews
    assert (review.reviewers, review.paper.authors) == (names, ())
