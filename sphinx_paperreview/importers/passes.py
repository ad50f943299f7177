"""What a pass takes and gives: the lines of a page, and what is known around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from sphinx_paperreview.importers.learning import Learnt
from sphinx_paperreview.recognising.evidence import Considered, Sign, true_of
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.vocabulary import fold_word, is_among, words
from sphinx_paperreview.recognising.weighing import Weighing

_FIRST = 3
"""One of so many words tells what a page is: ``[CS231n] Lecture 9``."""


@dataclass(frozen=True, slots=True)
class ImportedSite:
    """What all the pages of an import have in common."""

    files: frozenset[str] = frozenset()
    """Every file below the imported folder, as a POSIX path relative to it."""
    site: Mapping[str, object] = field(default_factory=dict)
    """The configuration of the foreign site: ``baseurl`` of ``_config.yml`` and the like."""
    includes: Mapping[str, str] = field(default_factory=dict)
    """Its templates that posts include, by the names that posts give them."""
    days: Mapping[str, str] = field(default_factory=dict)
    """Of pages that say none themselves, by their paths: ISO 8601 dates."""
    learnt: Learnt = field(default_factory=Learnt)
    """Where its posts introduce their papers; nothing when they are read for the first time."""


@dataclass(slots=True)
class Context(Weighing):
    """What a pass may know of its page, and where it leaves its notes."""

    path: str
    """The page itself, as a POSIX path relative to the imported folder."""
    fields: Mapping[str, object] = field(default_factory=dict)
    """The page's front matter, typed as YAML or TOML types it."""
    imported_site: ImportedSite = field(default_factory=ImportedSite)

    @property
    def files(self) -> frozenset[str]:
        """Every file of the import: see `ImportedSite.files`."""
        return self.imported_site.files

    @property
    def site(self) -> Mapping[str, object]:
        """The configuration of the foreign site: see `ImportedSite.site`."""
        return self.imported_site.site

    def told_elsewhere(self, place: Considered) -> frozenset[Sign]:
        """Say what the other posts of the import tell of a place."""
        return self.imported_site.learnt.told(self.path, place)

    @property
    def about(self) -> frozenset[Sign]:
        """Say what speaks against all of the page: it is about who writes, or of a course."""
        path = PurePosixPath(self.path)
        called = (path.stem, str(self.fields.get("title", "")))
        filed = (str(self.fields.get(key) or "") for key in ("tags", "category", "categories"))
        said = {word for name in called for word in fold_word(name).split()[:_FIRST]}
        for name in (*path.parts[:-1], *filed):
            said.update(fold_word(name).split())
        said = {word.rstrip("0123456789") for word in said}
        return frozenset(
            true_of(
                {
                    Sign.OWN_WORKS: any(is_among(name, "of_authors") for name in called),
                    Sign.COURSE: not said.isdisjoint(words("of_courses")),
                }
            )
        )


Pass = Callable[[Sequence[Line], Context], list[Line]]
"""One step from foreign markup to MyST, over the lines behind the front matter.

Text in, text out, in linear time. A pass never raises and never drops a word: what it does not
understand stays as it was, with a note. It leaves the targets of images and links as they are
written, only replaced by what they stand for: a name that MDX imports by its path; wikilinks,
``relref`` and ``post_url`` by a path of `Context.files`. It need not escape anything for MyST: the
last step of all does that, for whatever stands verbatim in the source line of the same number.
"""
