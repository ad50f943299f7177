"""Posts of plain headings, as the files that they are."""

from __future__ import annotations

from pathlib import Path

from sphinx_paperreview.authoring.plain_headings import are_reviews
from sphinx_paperreview.front_matter import front_matter_end, read_front_matter
from sphinx_paperreview.recognising.lines import Line
from sphinx_paperreview.recognising.plain import introductions


def plain_level(post: Path, journal: Path) -> int:
    """Give the level of the last plain heading of a post that is a review; 0 where none is one.

    What is added at the end of such a post would be a part of that review.
    """
    text = post.read_text(encoding="utf-8", errors="replace")
    fields = read_front_matter(text)
    if not are_reviews(_setting(journal), fields):
        return 0
    lines = [Line(line, number) for number, line in enumerate(text.split("\n"), 1)]
    found = [one.level for one in introductions(lines[front_matter_end(text) :])]
    return found[-1] if found else 0


def _setting(journal: Path) -> bool | str:
    """Ask what ``conf.py`` says; one that does not say it is not run for it."""
    if b"paperreview_headings" not in (journal / "conf.py").read_bytes():
        return False
    from sphinx_paperreview.cli.journal import read_site  # noqa: PLC0415 - it loads Sphinx

    return read_site(journal).settings.headings
