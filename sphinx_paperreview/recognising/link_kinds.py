"""What a link of a review leads to, told by its label and its address."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sphinx_paperreview.recognising.facts import Facts, Resource, paper_of
from sphinx_paperreview.recognising.vocabulary import fold_word, is_paper_label, kind_of_label

_HOSTS = {
    "github.com": "code",
    "gitlab.com": "code",
    "bitbucket.org": "code",
    "youtube.com": "video",
    "youtu.be": "video",
    "vimeo.com": "video",
    "bilibili.com": "video",
    "slideshare.net": "slides",
    "speakerdeck.com": "slides",
    "colab.research.google.com": "demo",
}
_SEARCHES = {
    re.compile(rf"https?://(?:www\.)?{address}", re.IGNORECASE): name
    for address, name in {
        r"scholar\.google\.[a-z.]+/(?:scholar\b|citations\?(?:.*&)?view_op=view_citation\b)": (
            "Google Scholar"
        ),
        r"semanticscholar\.org/search\b": "Semantic Scholar",
        r"(?:dblp\.org|dblp\.uni-trier\.de)/search\b": "DBLP",
        r"xueshu\.baidu\.com/": "Baidu Scholar",
        r"google\.[a-z.]+/search\b": "Google",
        r"(?:cn\.)?bing\.com/(?:academic/)?(?:search|profile)\b": "Bing",
    }.items()
}
_ONLY_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_PATH = re.compile(r"[\w.-]*\d[\w.-]*/\S+")
"""The end of an address that is an id: ``10.1145/3600001``."""

_BADGE = re.compile(r"!\[[^\]]*\]\([^)]*(?:shields\.io|badge)[^)]*\)", re.IGNORECASE)
_IDS = re.compile(
    r"(?:arxiv|doi|openreview)\s*(?::\s*)?[\w./-]+|\d{4}\.\d{4,5}(?:v\d+)?", re.IGNORECASE
)


def label_text(label: str) -> str:
    """Give a label's words; of a badge, those that stand for its picture."""
    image = _ONLY_IMAGE.fullmatch(label.strip())
    return image[1] if image else label


def kind_of_url(url: str) -> str:
    """Guess what an address leads to, or give ``""``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    if host == "huggingface.co":
        first = parts.path.strip("/").split("/")[0]
        return {"datasets": "data", "spaces": "demo", "blog": "blog"}.get(first, "model")
    return _HOSTS.get(host) or ("project" if host.endswith(".github.io") else "")


def search_of(url: str) -> str:
    """Name the site of a search, which many link to for want of a paper's own page; else ``""``."""
    return next((name for pattern, name in _SEARCHES.items() if pattern.match(url)), "")


def read_page(url: str) -> Facts:
    """Read what a title links to: the paper, or a search for it, which stands among its links."""
    search = search_of(url)
    return Facts(resources=(Resource("link", url, search),)) if search else Facts(urls=(url,))


def says_nothing(label: str, url: str) -> bool:
    """Tell a label that only says that here is the paper: ``Paper``, ``arXiv:2511.21579``.

    So does a badge, whatever is written on it.
    """
    text = label_text(label).strip()
    bare = text.strip("<>[]()` ")
    return (
        is_paper_label(text)
        or _BADGE.fullmatch(label.strip()) is not None
        or bare == url
        or (_PATH.fullmatch(bare) is not None and url.endswith(bare))
        or _IDS.fullmatch(bare) is not None
        or not fold_word(text)
    )


def chip(label: str, url: str) -> Facts | None:
    """Read a link that stands for itself, such as ``[Paper](u)`` or ``[Code](u)``.

    None where the label says more than what kind of link it is, or nothing is known of the kind.
    """
    if paper_of(url) and says_nothing(label, url):
        return Facts(urls=(url,))
    kind = kind_of_label(label_text(label))
    if kind and is_web(url):
        return Facts(resources=(Resource(kind, url),))
    if says_nothing(label, url) and is_web(url) and (kind := kind_of_url(url)):
        return Facts(resources=(Resource(kind, url, _unless_url(label, url)),))
    return None


def other_link(label: str, url: str) -> Facts | None:
    """Keep any other link of the web with its label, where an option can hold both."""
    text = label_text(label).strip()
    if not is_web(url) or any(mark in text for mark in "<>;") or ";" in url:
        return None
    return Facts(resources=(Resource(kind_of_url(url) or "link", url, text),))


def _unless_url(label: str, url: str) -> str:
    text = label_text(label).strip()
    return "" if text == url or text != label.strip() else text


def is_web(url: str) -> bool:
    """Tell an address of the web."""
    return url.lower().startswith(("http://", "https://"))
