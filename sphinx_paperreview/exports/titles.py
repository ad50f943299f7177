"""Titles as programs show them that draw no formulas."""

from __future__ import annotations

from sphinx_paperreview.core.runs import plain
from sphinx_paperreview.metadata.titles import title_runs


def readable_title(title: str) -> str:
    r"""Write a title: its formulas between dollars; where it has none, a dollar is a dollar.

    >>> readable_title(r"On $x^2$"), readable_title(r"For \$5")
    ('On $x^2$', 'For $5')
    """
    runs = title_runs(title)
    return title if any(run.kind == "math" for run in runs) else plain(runs)
