"""``python -m sphinx_paperreview``: the command line."""

from __future__ import annotations

from sphinx_paperreview.cli.main import main

main()
