"""Where the site stands on the web: for what is read elsewhere, and needs whole addresses."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_paperreview.core.paper_id import InvalidPaperId
from sphinx_paperreview.core.urls import safe_url
from sphinx_paperreview.messages import WarningType, place_in, warn

if TYPE_CHECKING:
    from sphinx.config import Config

SETTINGS = ("paperreview_base_url", "html_baseurl")
"""What in ``conf.py`` tells it; the first that does counts."""

CANONICAL, VERSION_TYPE = "READTHEDOCS_CANONICAL_URL", "READTHEDOCS_VERSION_TYPE"
"""Variables of Read the Docs: https://docs.readthedocs.com/platform/stable/reference/environment-variables.html."""


@dataclass(frozen=True)
class BaseUrl:
    """The address of the site's root."""

    url: str = ""
    """In ASCII, with a slash at its end; empty where nobody tells one that can be used."""
    is_wrong: bool = False
    """Whether somebody tells one that cannot be used."""
    is_preview: bool = False
    """Whether what is built is a proposal, which stands at its address for some days."""

    @property
    def lasting(self) -> str:
        """The address, where what is built stays at it; else empty."""
        return "" if self.is_preview else self.url


def find_base_url(
    config: Config, confdir: Path, environ: Mapping[str, str] = os.environ
) -> BaseUrl:
    """Find the address of the site's root, warning of one that is none.

    Args:
        config: Sphinx's.
        confdir: Where ``conf.py`` is.
        environ: What a host tells of itself.
    """
    told = {name: config[name] for name in SETTINGS} | {CANONICAL: environ.get(CANONICAL, "")}
    is_preview = environ.get(VERSION_TYPE) == "external"
    name, value = next(((name, value) for name, value in told.items() if value), ("", ""))
    if not name:
        return BaseUrl(is_preview=is_preview)
    try:
        return BaseUrl(_root(str(value)), is_preview=is_preview)
    except InvalidPaperId as error:
        message = f"{name}: {error}; nothing has whole addresses, and there are no feeds"
        place = place_in(confdir / "conf.py", name)
        warn(WarningType.CONFIG, message, location=place if name in SETTINGS else None)
        return BaseUrl(is_wrong=True, is_preview=is_preview)


def _root(text: str) -> str:
    url = safe_url(text)
    is_page = url.lower().endswith((".html", ".htm"))
    if is_page or "?" in url or "#" in url:
        raise InvalidPaperId(f"not the address of a folder: {text!r} (expected https://…/)")
    return url if url.endswith("/") else f"{url}/"
