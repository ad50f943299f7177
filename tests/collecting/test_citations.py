"""Citations of `sphinxcontrib-bibtex` name papers, as links to them do."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite
from tests.site import Built, Site, review_page

CONF = "extensions += ['sphinxcontrib.bibtex']\nbibtex_bibfiles = ['refs.bib']\n"

REFS = """
@article{harmony,
  title = {Harmony}, author = {Kim, Hana}, year = 2025,
  journal = {arXiv preprint arXiv:2511.21579}
}
@article{waves,
  title = {Waves}, author = {Lee, Sol}, year = 2024, journal = {Nature}, doi = {10.1000/waves}
}
@misc{blog, title = {A Blog}, author = {Park, Ada}, year = 2024}
"""

NOTES = """# Notes

As {cite}`%s` shows, it scales.

```{toctree}
post
```

```{bibliography}
```
"""

POST = review_page(
    ":::{paper} 2511.21579", ":title: Harmony", ":::",
    ":::{paper} 10.1000/waves", ":title: Waves", ":::",
)  # fmt: skip


def _site(make_site: MakeSite, keys: str = "harmony") -> Site:
    return make_site({"index.md": NOTES % keys, "post.md": POST, "refs.bib": REFS}, CONF)


def _small_links(built: Built) -> list[str]:
    links = built.select("a.paper-review-link, a:has(.paper-review-link)", "index")
    return [str(link["href"]) for link in links]


@pytest.mark.parametrize(
    ("keys", "anchors"),
    [
        ("harmony", ["arxiv-2511-21579"]),
        ("waves", ["doi-10-1000-waves-e3dfd04c"]),
        ("harmony,waves", ["arxiv-2511-21579", "doi-10-1000-waves-e3dfd04c"]),
        ("blog", []),
        ("blog, harmony", ["arxiv-2511-21579"]),
    ],
)
def test_a_citation_leads_to_the_review(make_site: MakeSite, keys: str, anchors: list[str]) -> None:
    built = _site(make_site, keys).build()
    assert built.warnings == ()
    assert _small_links(built) == [f"post.html#{anchor}" for anchor in anchors]


def test_a_citation_is_a_mention(make_site: MakeSite) -> None:
    """It stands at the foot of the review, with the sentence that cites."""
    built = _site(make_site).build()
    (foot,) = built.texts(".paper-foot", "post")
    assert "Notes" in foot
    assert "it scales" in foot


def test_a_citation_follows_the_bibliography(make_site: MakeSite) -> None:
    """Pages that have not changed are right when its file has."""
    site = _site(make_site)
    assert _small_links(site.build()) == ["post.html#arxiv-2511-21579"]
    site.write("refs.bib", REFS.replace("arXiv:2511.21579", "arXiv:2511.00009"))
    assert _small_links(site.build()) == []
    assert site.build().texts(".paper-foot", "post") == []


def test_a_key_that_nobody_knows_is_its_own_affair(make_site: MakeSite) -> None:
    built = _site(make_site, "gone").build()
    assert [warning for warning in built.warnings if "paper." in warning] == []
    assert _small_links(built) == []
