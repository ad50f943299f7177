"""The Markdown that journals are written in, switched on in pages of ours and in no other.

``:::`` and ``$…$`` would change what existing pages of a site mean: "an hour is $2, and another
$4" would lose its dollars, and lines such as ``::: warning`` would become blocks.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_paperreview.front_matter import declares_post
from sphinx_paperreview.site import site_of
from sphinx_paperreview.sphinx_internals.myst import changed, configuration, configure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

EXTENSIONS = ("colon_fence", "dollarmath")

PRICES = {"dmath_allow_digits": False, "dmath_allow_space": False}
"""How MyST reads dollars where the site has not enabled them itself: `$2 and $4` are prices."""

_OURS = re.compile(r"\{(?:[\w.+-]+:)*paper[:}]|\.\. paper(?::\w+)?::|:paper(?::\w+)?:`")
"""A directive or a role of ours, within ``{eval-rst}`` too, and for another journal
(``{external+other:paper}``)."""

_INCLUDE = re.compile(r"\{include\}[ \t]+([^\n\"\\]+)")
"""What a page takes in as Markdown; in a notebook, a quote or a backslash ends the line."""


class Syntax:
    """Gives MyST one configuration for pages that hold something of ours, and one for others."""

    def __init__(self) -> None:
        self.plain: Any = None
        self.ours: Any = None

    def prepare(self, app: Sphinx, env: BuildEnvironment, docnames: Sequence[str]) -> None:
        """Take what MyST has made of ``conf.py`` (``env-before-read-docs``)."""
        del env, docnames
        self.plain = self.ours = configuration(app)
        if self.plain is None or not site_of(app.config).settings.myst_extensions:
            return
        enabled = set(self.plain.enable_extensions)
        changes: dict[str, Any] = {"enable_extensions": enabled.union(EXTENSIONS)}
        if "dollarmath" not in enabled:
            changes |= PRICES
        self.ours = changed(self.plain, changes)

    def choose(self, app: Sphinx, docname: str, source: Sequence[str]) -> None:
        """Choose by what a page holds (``source-read``)."""
        if self.ours is self.plain:
            return
        texts = _texts(app.env, docname, source[0])
        holds_ours = declares_post(app.env) or any(map(_OURS.search, texts))
        configure(app.env, self.ours if holds_ours else self.plain)

    def put_back(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Leave the environment as it was (``env-updated``)."""
        del app
        if self.ours is not self.plain:
            configure(env, self.plain)


def _texts(env: BuildEnvironment, docname: str, text: str) -> Iterator[str]:
    """Yield a page's text, and the texts of the files that it includes; MyST says what is wrong."""
    waiting, seen = [text], set[str]()
    while waiting:
        text = waiting.pop()
        yield text
        for match in _INCLUDE.finditer(text):
            path = env.relfn2path(match[1].strip(), docname)[1]
            if path not in seen and Path(path).is_file():
                seen.add(path)
                waiting.append(Path(path).read_text(encoding="utf-8", errors="replace"))
