"""The services that are asked, and where they are."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sphinx_paperreview.core.identifiers import InvalidPaperId, safe_url
from sphinx_paperreview.fetch.http import Service

_SERVICES = (
    Service("huggingface", "Hugging Face", "https://huggingface.co"),
    # One request in three seconds (https://info.arxiv.org/help/api/tou.html).
    Service(
        "arxiv",
        "arXiv",
        "https://export.arxiv.org",
        accept="application/atom+xml, application/xml;q=0.9",
        interval=3.0,
    ),
    Service("datacite", "DataCite", "https://api.datacite.org", interval=0.4),
    Service("crossref", "Crossref", "https://api.crossref.org", interval=0.2),
    Service("openalex", "OpenAlex", "https://api.openalex.org", interval=0.2),
)

_CONTACT = re.compile(r"[!-~]+@[!-~]+\.[!-~]+|https?://[!-~]+")
_BRACKETS = re.compile(r"[()<>,;]")


class InvalidAddress(ValueError):
    """A contact, or the address of a service, that is none."""


def services(environment: Mapping[str, str]) -> dict[str, Service]:
    """Give the services by their keys.

    Args:
        environment: Where ``PAPERREVIEW_ARXIV_URL`` and the like may name a mirror or a proxy.

    :raises InvalidAddress: One of them is no address.
    """
    return {service.key: _moved(service, environment) for service in _SERVICES}


def _moved(service: Service, environment: Mapping[str, str]) -> Service:
    variable = f"PAPERREVIEW_{service.key.upper()}_URL"
    address = environment.get(variable, "").strip()
    if not address:
        return service
    try:
        base = safe_url(address).rstrip("/")
    except InvalidPaperId as error:
        raise InvalidAddress(f"{variable}: {error}") from None
    return Service(service.key, service.name, base, service.accept, service.interval)


def user_agent(contact: str, *, version: str) -> str:
    """Say who asks, as arXiv and Crossref want it.

    Args:
        contact: A mail address, or the address of a page that tells one.
        version: Of this package.

    :raises InvalidAddress: It is neither.
    """
    text = contact.strip()
    if not _CONTACT.fullmatch(text) or _BRACKETS.search(text):
        raise InvalidAddress(
            f"no contact: {text[:80]!r} (expected a mail address or an address with https://)"
        )
    prefix = "" if text.startswith("http") else "mailto:"
    return f"sphinx-paperreview/{version} ({prefix}{text})"
