"""The ``paper`` role: a reference to a paper, reviewed here or not."""

from __future__ import annotations

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole


class PaperRole(XRefRole):
    """Refer to a paper by an id, a URL, or the ``name`` of its review."""

    innernodeclass = nodes.inline

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Send the reference to the domain, also from the role's short name."""
        del env, has_explicit_title
        refnode["refdomain"], refnode["reftype"] = "paper", "paper"
        refnode["refwarn"] = True
        return title, target.strip()
