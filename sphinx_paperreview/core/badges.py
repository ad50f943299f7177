"""The CSS class that colours an organisation's badge."""

from __future__ import annotations

from sphinx_paperreview.core.orgs import OrgTable, fold, hue
from sphinx_paperreview.core.slugs import slug


def org_class(name: str, orgs: OrgTable) -> str:
    """Name the class: the organisation's own where it has a colour, else one of some hues."""
    org = orgs.find(name)
    if org is not None and org.color:
        return f"paper-org-{slug(org.key)}"
    return f"paper-hue-{hue(fold(org.name if org else name))}"
