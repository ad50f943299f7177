"""Known sites: which paper a URL shows, told by host and path, never by a search in the text."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qsl, unquote, urlsplit

from sphinx_paperreview.core.junk import find_wide_escape, trim
from sphinx_paperreview.core.paper_id import InvalidPaperId, Locator, NotAPaper, PaperId, shorten
from sphinx_paperreview.core.site_pages import PAGES, page_of
from sphinx_paperreview.core.site_readers import (
    READERS,
    Address,
    Reader,
    read_doi,
    read_publisher,
    refuse,
)
from sphinx_paperreview.core.urls import normal_url, safe_url

# Marks, and encoded controls and blanks, with which the path of no paper goes on; but a DOI's may.
_FOREIGN = re.compile(r"[*,;()]|%(?:[01].|2[027C]|3[CE]|5[B-E]|60|7.)", re.IGNORECASE)
_REDIRECTS = {
    ("link.zhihu.com", ""): "target",
    ("link.csdn.net", ""): "target",
    ("link.juejin.cn", ""): "target",
    ("google.com", "/url"): "q",
    ("l.facebook.com", "/l.php"): "u",
    ("youtube.com", "/redirect"): "q",
}
"""Hosts and paths → what the query calls the address that they lead to."""
_END_OF_PATH = re.compile(r"[?#]")


def read_url(text: str) -> Locator:
    """Tell which paper a URL shows; on a site that is not known, the URL itself is the id.

    :raises NotAPaper: a known site's page of something else.
    :raises InvalidPaperId: no http or https URL, or a malformed id in it.

    >>> str(read_url("https://huggingface.co/papers/2511.21579").id)
    'arxiv:2511.21579'
    >>> str(read_url("https://example.org/a.pdf").id)
    'url:https://example.org/a.pdf'
    """
    whole = _behind_redirect(safe_url(text))
    host = _host_of(whole)
    if not is_known_host(host):
        return _page(whole)
    reader = READERS.get(host, page_of)
    url = _without_glued_text(whole, may_have_marks=reader in (read_doi, read_publisher))
    try:
        return _read(reader, url) or _page(whole)
    except InvalidPaperId:
        if url == whole:
            raise
    return _read(reader, whole) or _page(whole)  # e.g. a title in Chinese stands before the id


def _behind_redirect(url: str) -> str:
    """Give where a page leads that only asks whether one wants to leave a site."""
    split = urlsplit(url)
    name = _REDIRECTS.get((_host_of(url), split.path.rstrip("/")))
    targets = [value for key, value in parse_qsl(split.query) if key == name]
    try:
        return safe_url(targets[0]) if targets else url
    except InvalidPaperId:
        return url


def is_known_host(host: str) -> bool:
    """Tell whether papers are recognised on a host.

    >>> is_known_host("www.arxiv.org")
    True
    """
    name = host.lower().removeprefix("www.")
    return name in READERS or name in PAGES


def _read(reader: Reader, url: str) -> Locator | None:
    at = _address(url)
    if not at.path and not at.query:
        refuse(at)
    try:
        found = reader(at) or page_of(at)
    except NotAPaper:
        raise
    except InvalidPaperId as error:
        raise InvalidPaperId(f"{error} in {shorten(url)}") from error
    return found and replace(found, url=url)


def _page(url: str) -> Locator:
    return Locator(PaperId("url", normal_url(url)), url=url, of_paper=False)


def _host_of(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


def _address(url: str) -> Address:
    split = urlsplit(url)
    path = [unquote(part) for part in split.path.split("/")[1:]]
    while path and not path[-1]:
        path.pop()
    query = {key.lower(): value for key, value in reversed(parse_qsl(split.query))}
    return Address(url, _host_of(url), tuple(path), query)


def _without_glued_text(url: str, *, may_have_marks: bool) -> str:
    """Cut a URL where its path goes on with what cannot be of it, or its query with prose."""
    found = _END_OF_PATH.search(url)
    end = found.start() if found else len(url)
    found = None if may_have_marks else _FOREIGN.search(url, 0, end)
    cut = find_wide_escape(url, 0, found.start() if found else end)
    if cut == end:
        fragment = url.find("#", end)
        end = fragment if fragment >= 0 else len(url)
        cut = find_wide_escape(url, cut, end)
    return url if cut == end else trim(url[:cut])
