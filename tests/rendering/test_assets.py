"""Colours, logos and parents of organisations, as badges show them."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite

PAGE = "# Post\n\n:::{paper} 2511.21579\n:title: Harmony\n:org: acme, acme labs\n:::\n"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
ORGS = """
[acme]
name = "Acme"
logo = "img/acme.svg"

["acme labs"]
name = "Acme Labs"
color = "#123456"
parent = "acme"
url = "https://labs.example.org"

[zorg]
name = "Zorg"
url = "https://zorg.example.org"
"""


def test_a_logo_takes_the_place_of_the_dot(make_site: MakeSite) -> None:
    """A logo is copied beside the style sheet that names it; the badge has its class."""
    site = make_site({"index.md": PAGE, "orgs.toml": ORGS, "img/acme.svg": LOGO})
    built = site.build("html")
    assert built.warnings == ()
    assert (built.out / "_static/paperreview-orgs/acme.svg").read_bytes() == LOGO
    sheet = built.text("_static/paperreview-orgs.css")
    assert '.paper-org-acme::before { background: url("paperreview-orgs/acme.svg")' in sheet
    assert ".paper-org-acme-labs { --paper-org-color: #123456; }" in sheet
    assert len(built.select(".paper-orgs .paper-org-acme")) == 1


@pytest.mark.parametrize("file", ["orgs.toml", "data/groups.toml"])
def test_a_missing_logo_warns_once(make_site: MakeSite, file: str) -> None:
    """A logo that is not there is one warning, at its entry, and the badge keeps its dot."""
    built = make_site({"index.md": PAGE, file: ORGS}, f"paperreview_orgs = {file!r}\n").build()
    (warning,) = built.warnings
    place = f"{file}:{ORGS.splitlines().index('[acme]') + 1}"
    assert f"{place}: WARNING: acme: logo 'img/acme.svg': expected a picture" in warning
    assert warning.endswith("[paper.orgs_file]")
    assert "acme.svg" not in built.text("_static/paperreview-orgs.css")


def test_a_badge_says_what_its_organisation_is_part_of(make_site: MakeSite) -> None:
    """The parent is shown, on cards and in running text; neither is counted as the other."""
    page = PAGE + "\n{paper:org}`Acme Labs`\n"
    built = make_site({"index.md": page, "orgs.toml": ORGS, "img/acme.svg": LOGO}).build("html")
    badges = built.select("a.paper-org, a:has(> .paper-org)")
    titles = [(badge.get_text(), badge.get("title")) for badge in badges]
    assert titles == [("Acme", None), ("Acme Labs", "Part of Acme"), ("Acme Labs", "Part of Acme")]


def test_a_badge_of_whom_nobody_reviewed_leads_home(make_site: MakeSite) -> None:
    """An organisation without reviews here is linked to its own address."""
    pages = {"index.md": "# Home\n\n{paper:org}`zorg`\n", "orgs.toml": ORGS, "img/acme.svg": LOGO}
    (link,) = make_site(pages).build("html").select("section p a")
    assert (link.get_text(), link["href"]) == ("Zorg", "https://zorg.example.org")
