"""A card says that its paper was withdrawn, and pages follow the file that knows it."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite
from tests.site import Built, review_page

PAGE = review_page(":::{paper} 2511.21579", ":title: Harmony", "", "Text.", ":::")
OTHER = review_page(":::{paper} 2511.21631", ":title: Maps", "", "Text.", ":::")


def _papers(fate: str) -> str:
    known = f'{{"ids": ["arxiv:2511.21579"], "fate": {fate}}}'
    return f'{{"version": 1, "papers": [{known}]}}'


def _times(built: Built) -> dict[str, int]:
    """Tell when the pages were written."""
    return {name: (built.out / f"{name}.html").stat().st_mtime_ns for name in ("index", "other")}


WITHDRAWN = _papers('{"withdrawn": true, "comment": "Withdrawn"}')
PAGES = {"index.md": PAGE, "other.md": OTHER}


def test_a_card_says_that_its_paper_was_withdrawn(make_site: MakeSite) -> None:
    conf = 'suppress_warnings = ["toc.not_included"]\n'
    built = make_site({**PAGES, "papers.json": WITHDRAWN}, conf).build("html")
    assert built.texts(".paper-fate .paper-withdrawn") == ["Withdrawn"]
    assert built.texts(".paper-fate", "other") == []
    assert built.warnings == ()


@pytest.mark.parametrize("style", ["list", "cards"])
def test_a_listing_says_it(make_site: MakeSite, style: str) -> None:
    """In a row and on a card, before all else that is known."""
    listing = f"# Papers\n\n```{{paper:list}}\n:style: {style}\n:hide: date links\n```\n"
    pages = {**PAGES, "list.md": listing, "papers.json": WITHDRAWN}
    built = make_site(pages, 'suppress_warnings = ["toc.not_included"]\n').build("html")
    assert built.texts("p.paper-entry-facts", "list") == ["Withdrawn"]


@pytest.mark.parametrize("builder", ["text", "man", "latex"])
def test_every_output_says_it(make_site: MakeSite, builder: str) -> None:
    built = make_site({**PAGES, "papers.json": WITHDRAWN}).build(builder)
    texts = [path.read_text() for path in built.out.rglob("*.t*") if path.is_file()]
    texts += [path.read_text() for path in built.out.rglob("*.1")]
    assert any("Withdrawn" in text for text in texts)


def test_a_site_need_not_say_it(make_site: MakeSite) -> None:
    conf = "paperreview_show_fate = []\n"
    built = make_site({**PAGES, "papers.json": WITHDRAWN}, conf).build("html")
    assert built.texts(".paper-fate") == []


def test_a_withdrawal_writes_its_page_again(make_site: MakeSite) -> None:
    """A newer version, which no page shows, writes none."""
    site = make_site({**PAGES, "papers.json": _papers('{"versions": 1}')})
    first = site.build("html")
    assert first.texts(".paper-fate") == []
    before = _times(first)
    site.write("papers.json", _papers('{"versions": 2}'))
    assert _times(site.build("html")) == before
    site.write("papers.json", WITHDRAWN)
    built = site.build("html")
    assert built.texts(".paper-fate") == ["Withdrawn"]
    after = _times(built)
    assert [name for name in before if before[name] != after[name]] == ["index"]


@pytest.mark.parametrize(("fate", "shown"), [([], []), (["venue"], ["ICLR 2026"])])
def test_a_venue_may_be_shown_as_fate_alone(
    make_site: MakeSite, fate: list[str], shown: list[str]
) -> None:
    conf = f"paperreview_metadata_fields = ['title']\npaperreview_show_fate = {fate}\n"
    known = '{"ids": ["arxiv:2511.21579"], "venue": "ICLR 2026"}'
    papers = f'{{"version": 1, "papers": [{known}]}}'
    built = make_site({"index.md": PAGE, "papers.json": papers}, conf).build("html")
    assert built.texts(".paper-venue-name") == shown
