"""What is filed of each page beside its reviews: plain data, which Sphinx stores."""

from __future__ import annotations

from typing import cast

from sphinx.domains import Domain

from sphinx_paperreview.core.model import Guard
from sphinx_paperreview.core.query import Listing

FILED = ("uses", "digests", "names", "unsettled", "asked", "answers", "exports", "listings")
"""Keys of the tables by docname: what a page that is read again, or gone, is taken from."""

Name = tuple[tuple[Guard, ...], str, str, object]
"""The guards around a review; a table of Sphinx's or MyST's, a name in it, what that says."""


class FiledByPage(Domain):
    """A domain with tables by docname."""

    @property
    def uses(self) -> dict[str, bytes]:
        """What each page shows that stands elsewhere, by docname, pickled: see `uses_of`."""
        return cast("dict[str, bytes]", self.data["uses"])

    @property
    def digests(self) -> dict[str, str]:
        """The fingerprint of what each page tells others and shows of them, by docname."""
        return cast("dict[str, str]", self.data["digests"])

    @property
    def names(self) -> dict[str, list[Name]]:
        """What reviews are called that an output may leave out, by docname."""
        return cast("dict[str, list[Name]]", self.data["names"])

    @property
    def unsettled(self) -> dict[str, bytes]:
        """What of each page depends on what its references show, pickled: see `unsettled_of`."""
        return cast("dict[str, bytes]", self.data["unsettled"])

    @property
    def asked(self) -> dict[str, bytes]:
        """What each page has asked the files that know papers, pickled, by docname."""
        return cast("dict[str, bytes]", self.data["asked"])

    @property
    def answers(self) -> dict[str, str]:
        """The fingerprint of what each was answered, by docname; none of those that were not."""
        return cast("dict[str, str]", self.data["answers"])

    @property
    def exports(self) -> dict[str, tuple[Listing, ...]]:
        """The listings of each page that there are files of, by docname."""
        return cast("dict[str, tuple[Listing, ...]]", self.data["exports"])

    @property
    def listings(self) -> dict[str, tuple[tuple[int, object], ...]]:
        """The listings of each page that may be split, with their places on it, by docname."""
        return cast("dict[str, tuple[tuple[int, object], ...]]", self.data["listings"])
