"""Where the site stands: who tells it, and what is no address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sphinx.config import Config

from sphinx_paperreview.base_url import BaseUrl, find_base_url

CANONICAL = "https://c.example/en/latest/"


def _find(ours: str = "", sphinx_own: str = "", **environ: str) -> BaseUrl:
    values: dict[str, Any] = {"paperreview_base_url": ours, "html_baseurl": sphinx_own}
    config = Config({}, {})
    for name, value in values.items():
        config.add(name, value, "", str)
    return find_base_url(config, Path(), environ)


RIGHT = {
    "https://example.org": "https://example.org/",
    "https://example.org/a/b": "https://example.org/a/b/",
    "HTTP://Example.org:80/": "http://example.org/",
    "https://example.org:8443/": "https://example.org:8443/",
    "https://example.org/한글 이름/": "https://example.org/%ED%95%9C%EA%B8%80%20%EC%9D%B4%EB%A6%84/",
    "https://논문.example/": "https://xn--s80bq8p.example/",
}


@pytest.mark.parametrize("address", RIGHT)
def test_an_address_is_in_ascii_and_ends_with_a_slash(address: str) -> None:
    assert _find(address) == BaseUrl(RIGHT[address])


def test_the_first_that_is_told_counts() -> None:
    known = {"READTHEDOCS_CANONICAL_URL": CANONICAL}
    assert _find("https://a.example/", "https://b.example/", **known).url == "https://a.example/"
    assert _find("", "https://b.example/", **known).url == "https://b.example/"
    assert _find(**known).url == CANONICAL
    assert _find() == BaseUrl()


def test_one_that_is_wrong_is_not_passed_over() -> None:
    """What another says may be another site's: better no address than a wrong one."""
    assert _find("docs/", "https://b.example/") == BaseUrl(is_wrong=True)


@pytest.mark.parametrize("page", ["index.html", "a/Index.HTM", "index.html?a=b"])
def test_a_page_is_no_folder(page: str) -> None:
    """Somebody has copied the address of the first page: everything below it would be wrong."""
    assert _find(f"https://example.org/{page}") == BaseUrl(is_wrong=True)


def test_a_folder_may_have_a_dot() -> None:
    assert _find("https://me.example/three.js").url == "https://me.example/three.js/"


def test_a_proposal_is_known() -> None:
    environ = {"READTHEDOCS_CANONICAL_URL": CANONICAL, "READTHEDOCS_VERSION_TYPE": "external"}
    assert _find(**environ) == BaseUrl(CANONICAL, is_preview=True)
    assert not _find(READTHEDOCS_VERSION_TYPE="branch").is_preview
