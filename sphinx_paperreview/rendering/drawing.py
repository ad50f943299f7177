"""What draws, for one output, what a page has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_paperreview.collecting.domain import PaperDomain

if TYPE_CHECKING:
    from sphinx.builders import Builder


class Drawing(SphinxPostTransform):
    """A post-transform that knows for which output it runs: Sphinx 11 does not tell it."""

    @property
    def builder(self) -> Builder:
        """The builder of this build."""
        return PaperDomain.of(self.env).builder
