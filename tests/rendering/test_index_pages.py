"""Our indices are written where they have changed, and left alone elsewhere."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.conftest import MakeSite
from tests.rendering.test_pages import CONF, NEW, PAGES
from tests.site import Site

INDICES = {"authors", "months", "orgs", "papers", "sources", "tags", "venues"}
WITH_AUTHORS = NEW.replace(":title: Alpha", ":title: Alpha\n:authors: A. Author")
ALL = PAGES | {"posts/new.md": WITH_AUTHORS}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    made = make_site(ALL, CONF)
    made.build()
    return made


def _files(site: Site, builder: str = "html") -> dict[str, Path]:
    out = site.source.parent / f"out-{builder}"
    return {name: out / f"paper-{name}.html" for name in sorted(INDICES)}


def _written(site: Site) -> set[str]:
    """Build, and tell which indices were written."""
    before = {name: path.stat().st_mtime_ns for name, path in _files(site).items()}
    assert site.build().warnings == ()
    after = {name: path.stat().st_mtime_ns for name, path in _files(site).items()}
    return {name for name in INDICES if before[name] != after[name]}


def _as_clean(site: Site, tmp_path: Path) -> bool:
    clean = site.build(out=tmp_path / "clean").out
    later = _files(site).values()
    return all(path.read_bytes() == (clean / path.name).read_bytes() for path in later)


def test_a_build_of_nothing_new_writes_none(site: Site) -> None:
    assert _written(site) == set()


def test_the_text_of_a_review_stands_in_none(site: Site) -> None:
    site.write("posts/new.md", WITH_AUTHORS.replace("Text.", "Other text."))
    assert _written(site) == set()


def test_a_tag_concerns_the_index_of_tags(site: Site, tmp_path: Path) -> None:
    site.write("posts/new.md", WITH_AUTHORS.replace("video", "audio"))
    assert _written(site) == {"tags"}
    assert _as_clean(site, tmp_path)


def test_a_title_concerns_all_that_name_it(site: Site, tmp_path: Path) -> None:
    """A paper without a venue stands in no index of venues."""
    site.write("posts/new.md", WITH_AUTHORS.replace(":title: Beta", ":title: Better"))
    assert _written(site) == {"months", "orgs", "papers", "sources", "tags"}
    assert _as_clean(site, tmp_path)


def test_an_index_that_somebody_removed_comes_back(site: Site) -> None:
    (site.source.parent / "out-html/paper-tags.html").unlink()
    assert site.build().page("paper-tags").select("h1")


def test_a_changed_theme_writes_all(site: Site) -> None:
    site.write("templates/layout.html", '{% extends "!layout.html" %}')
    site.write(
        "conf.py", (site.source / "conf.py").read_text() + 'templates_path = ["templates"]\n'
    )
    assert _written(site) == INDICES


def test_a_changed_template_writes_generated_pages_and_indices(make_site: MakeSite) -> None:
    """Where nothing else has changed: a theme is no part of the configuration."""
    template = "templates/layout.html"
    site = make_site(ALL | {template: BODY}, CONF + 'templates_path = ["templates"]\n')
    site.build()
    site.write(template, BODY.replace("<hr>", "<p>new</p>"))
    later = time.time() + 10  # file systems may count in seconds
    os.utime(site.source / template, (later, later))
    out = site.build().out
    old = [path.name for path in out.rglob("*.html") if "<p>new</p>" not in path.read_text("utf-8")]
    assert old == []


BODY = '{% extends "!layout.html" %}{% block footer %}<hr>{% endblock %}'


def test_an_index_that_has_become_empty_goes(site: Site) -> None:
    site.write("posts/new.md", WITH_AUTHORS.replace(":authors: A. Author\n", ""))
    site.build()
    assert {name for name, path in _files(site).items() if not path.exists()} == {"authors"}


def test_indices_of_other_domains_are_written_as_ever(make_site: MakeSite) -> None:
    """Python's index of modules."""
    pages = ALL | {"api.md": "---\norphan: true\n---\n# API\n\n```{py:module} made.up\n```\n"}
    site = make_site(pages, CONF)
    path = site.build().out / "py-modindex.html"
    path.unlink()
    site.build()
    assert path.is_file()


def test_a_page_of_the_authors_own_does_not_come_through(make_site: MakeSite) -> None:
    """Sphinx writes the index over it, at each build."""
    site = make_site(ALL | {"paper-tags.md": "---\norphan: true\n---\n# Mine\n"}, CONF)
    first = site.build().page("paper-tags").select("h1")
    site.write("paper-tags.md", "---\norphan: true\n---\n# Still mine\n")
    assert site.build().page("paper-tags").select("h1") == first


@pytest.mark.parametrize("builder", ["json", "pickle"])
def test_other_builders_get_plain_lists(make_site: MakeSite, builder: str) -> None:
    built = make_site(ALL, CONF).build(builder)
    suffix = {"json": "fjson", "pickle": "fpickle"}[builder]
    assert b"Alpha" in (built.out / f"paper-papers.{suffix}").read_bytes()
