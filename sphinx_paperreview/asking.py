"""What a page asks of the files that know papers, noted so that a later build can ask again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from sphinx_paperreview.core.identifiers import PaperId
from sphinx_paperreview.knowledge import Knowledge
from sphinx_paperreview.metadata.known import Filled, name_of_key
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

Ask = tuple[tuple[str, ...], tuple[str, ...]]
"""The names of a paper, as `Known` has them; the fields that are asked for."""

_ASKED = "paperreview_asked"


class Asking:
    """Asks, for the page that is being read."""

    def __init__(self, knowledge: Knowledge, asked: dict[Ask, None]) -> None:
        self.knowledge, self.asked = knowledge, asked

    @classmethod
    def of(cls, env: BuildEnvironment) -> Asking:
        """Ask for the page that an environment reads."""
        asked = cast("dict[Ask, None]", env.temp_data.setdefault(_ASKED, {}))
        return cls(site_of(env.config).knowledge, asked)

    def fill(self, names: Iterable[str], fields: Iterable[str]) -> dict[str, Filled]:
        """Give what is known of some fields of a paper, by its names."""
        ask = tuple(names), tuple(fields)
        if not all(ask):
            return {}
        self.asked[ask] = None
        return self.knowledge.fill(*ask)

    def ids_of(self, key: str) -> tuple[PaperId, ...] | None:
        """Give the ids of the paper that has a citation key; None where no paper has it."""
        known = self.fill([name_of_key(key)], ["key", "ids"])
        if not known:
            return None
        return cast("tuple[PaperId, ...]", known["ids"].value) if "ids" in known else ()


def asked_on(env: BuildEnvironment) -> tuple[Ask, ...]:
    """Give what the page that is being read has asked."""
    return tuple(cast("dict[Ask, None]", env.temp_data.get(_ASKED, {})))
