"""URLs made safe for a page, and made comparable."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

from sphinx_paperreview.core.junk import BLANKS, LONGEST, trim
from sphinx_paperreview.core.paper_id import InvalidPaperId, shorten

_HTTP = re.compile(r"https?://", re.IGNORECASE)
_INVISIBLE = re.compile(r"[\x00-\x20\x7f]+")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
LINKED = ("http", "https", "mailto", "ftp")
"""Schemes that a text may link to: those that MyST takes by default."""
_HOST = re.compile(r"(?:[a-z0-9_-]+\.)*[a-z0-9_-]+")
_LONGEST_HOST = 253  # RFC 1035, 2.3.4
_DEFAULT_PORTS = {"http": 80, "https": 443}
_REMOVED_BY_BROWSERS = str.maketrans("", "", "\t\r\n")  # https://url.spec.whatwg.org/#url-parsing
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")  # RFC 3986, 2.3
_KEPT = "%/:@!$&()*+,;=~"  # RFC 3986, 3.3, without the apostrophe, which may end an attribute


class _Parts(NamedTuple):
    """A safe URL, in pieces."""

    scheme: str
    host: str
    """With its port, where that is not the scheme's own."""
    path: str
    query: str
    fragment: str

    def __str__(self) -> str:
        query = f"?{self.query}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.scheme}://{self.host}{self.path}{query}{fragment}"


def is_http(text: str) -> bool:
    """Tell whether a text begins as an http or https URL does.

    >>> is_http("https://example.org")
    True
    """
    return _HTTP.match(text) is not None


def safe_url(text: str) -> str:
    """Give an http or https URL in ASCII, ready for an ``href``.

    :raises InvalidPaperId: any other scheme; no host; a user name or password in it.

    >>> safe_url("https://example.org/a b")
    'https://example.org/a%20b'
    """
    return str(_parts(text))


def is_plain_address(text: str) -> bool:
    """Tell whether an address leads to what is there, and is no program, such as ``javascript:``.

    Args:
        text: An absolute or a relative URL, as a page has it in an ``href``.

    >>> is_plain_address("../notes.html#a")
    True
    >>> is_plain_address("javascript:alert(1)")
    False
    """
    # Browsers leave out some of these, at the front or anywhere: here all of them.
    scheme = _SCHEME.match(_INVISIBLE.sub("", text))
    return scheme is None or scheme[1].lower() in LINKED


def normal_url(text: str) -> str:
    """Give the one form of a URL by which pages are compared; doing it twice changes nothing.

    Left out: default port, ``utm_*`` parameters, text fragments, needless percent-encoding, and
    whatever marks then stand at the end.

    >>> normal_url("http://www.Example.org:80/a/?utm_source=x")
    'http://www.example.org/a/'
    """
    url, before = trim(_normalise(text)), ""
    while url != before:  # a dropped parameter may lay a mark bare, and a dropped mark a bare "?"
        url, before = trim(_normalise(url)), url
    return url


def _parts(text: str) -> _Parts:
    text = text.strip(BLANKS)
    if len(text) > LONGEST:
        raise InvalidPaperId(f"URL longer than {LONGEST} characters: {shorten(text)}")
    if not is_http(text):
        raise InvalidPaperId(f"not an http or https URL: {shorten(text)} (expected https://…)")
    text = _whole_characters(text.translate(_REMOVED_BY_BROWSERS))
    try:
        split = urlsplit(text)
        host = _host(split)
    except ValueError as error:
        raise InvalidPaperId(f"not a valid URL: {shorten(text)} ({error})") from error
    query, fragment = _quoted(split.query, "?"), _quoted(split.fragment, "?")
    return _Parts(split.scheme, host, _quoted(split.path), query, fragment)


def _whole_characters(text: str) -> str:
    """Join surrogates that are a pair; a lone one becomes U+FFFD, as browsers do it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _host(split: SplitResult) -> str:
    """Give host and port.

    :raises ValueError: no host, or a user name, which is a secret or makes one host look like
        another.
    """
    if "@" in split.netloc:
        raise ValueError("a user name or password in it")
    host = (split.hostname or "").removesuffix(".")
    if not host.isascii():
        host = _ascii_host(host)
    if len(host) > _LONGEST_HOST or not _HOST.fullmatch(host):
        raise ValueError("no host")
    if split.port in (None, _DEFAULT_PORTS[split.scheme]):
        return host
    return f"{host}:{split.port}"


def _ascii_host(host: str) -> str:
    """Write a host as browsers do (UTS 46, non-transitional; https://url.spec.whatwg.org/#idna).

    :raises ValueError: A character that no host may have.
    """
    if len(host) > _LONGEST_HOST:
        raise ValueError("no host")
    # Python's own codec knows IDNA 2003 alone, in which ``straße.de`` is ``strasse.de``.
    from idna import uts46_remap  # noqa: PLC0415 - a large table, for few hosts

    labels = uts46_remap(host, std3_rules=False, transitional=False).split(".")
    return ".".join(map(_ascii_label, labels)).removesuffix(".")


def _ascii_label(label: str) -> str:
    return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"


def _quoted(part: str, more: str = "") -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=_KEPT + more)


def _normalise(text: str) -> str:
    parts = _parts(text)
    shown, directive, _ = parts.fragment.partition(
        ":~:"
    )  # https://wicg.github.io/scroll-to-text-fragment/
    fields = [field for field in parts.query.split("&") if not _is_tracking(field)]
    return str(
        parts._replace(
            path=_plain_escapes(parts.path) or "/",
            query=_plain_escapes("&".join(fields)),
            fragment=_plain_escapes(shown if directive else parts.fragment),
        )
    )


def _is_tracking(field: str) -> bool:
    return unquote(field).lower().startswith("utm_")


def _plain_escapes(part: str) -> str:
    return _ESCAPE.sub(_plain_escape, part)


def _plain_escape(escape: re.Match[str]) -> str:
    """Undo the encoding of a letter, digit or harmless mark; spell others in capitals."""
    char = chr(int(escape[0][1:], 16))
    return char if _UNRESERVED.fullmatch(char) else escape[0].upper()
