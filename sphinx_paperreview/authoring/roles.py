"""The roles ``paper``, ``paper:org`` and ``paper:tag``."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole

from sphinx_paperreview.asking import Asking
from sphinx_paperreview.core.badges import org_class
from sphinx_paperreview.core.paper_id import PaperId
from sphinx_paperreview.core.references import id_of
from sphinx_paperreview.core.runs import plain
from sphinx_paperreview.core.values import clean_text
from sphinx_paperreview.metadata.known import name_of_key
from sphinx_paperreview.metadata.titles import title_runs
from sphinx_paperreview.site import site_of


class _TextRole(XRefRole):
    innernodeclass = nodes.inline

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Refer by what an output may hold."""
        self.title, self.target = clean_text(self.title), clean_text(self.target)
        return super().run()


class PaperRole(_TextRole):
    """Refer to a paper by an id, a URL, a label, an anchor or a title."""

    explicit_title_re = re.compile(r"^(.+?)\s*(?<!\x00)<([^<]*)>$", re.DOTALL)
    """As Sphinx has it, but a ``<`` may stand in the text: ``a < b <2511.21579>``."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Send the reference to the domain, also from the role's short name.

        An id is named in its canonical form, under which other sites list it too; so is the
        paper of a citation key. One without ids goes by its title.
        """
        refnode["refdomain"], refnode["reftype"] = "paper", "paper"
        refnode["refwarn"] = True
        target = " ".join(target.split())
        if has_explicit_title and not title.strip():
            refnode["refexplicit"] = False
        return title.strip() or target, str(id_of(target) or _named(target, Asking.of(env)))


def _named(target: str, asking: Asking) -> PaperId | str:
    """Give what a paper goes by that a citation key names; else the target as it is."""
    ids = asking.ids_of(target)
    if ids:
        return ids[0]
    title = asking.fill([name_of_key(target)], ["title"]) if ids is not None else {}
    return plain(title_runs(title["title"].value)) if title else target


class OrgRole(_TextRole):
    """Draw an organisation's badge, which leads to what is known of it."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Name the organisation as its badge does; Sphinx adds the class ``paper-org``."""
        del refnode
        orgs = site_of(env.config).orgs
        org = orgs.find(target)
        name = org.name if org else " ".join(target.split())
        self.classes = [*self.classes, org_class(name, orgs)]
        return (title if has_explicit_title else name), name


class TagRole(_TextRole):
    """Draw a tag, which leads to what carries it."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Name the tag without the ``#`` that readers see."""
        del env, refnode
        tag = target.strip().lstrip("#").strip() or target
        return (title if has_explicit_title else f"#{tag}"), tag
