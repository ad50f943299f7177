"""Write a paper review in Markdown; Sphinx gives every paper a card and the indexes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    from sphinx_paperreview.extension import register  # noqa: PLC0415 - others need no Sphinx

    return register(app, __version__)
