"""Configuration of the documentation, which is also the demo journal."""

import sys
from pathlib import Path

from sphinx_paperreview import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinx-paperreview"
author = "The sphinx-paperreview developers"
copyright = f"2026, {author}"
release = version = __version__

extensions = ["myst_parser", "sphinx_paperreview", "example", "floors", "reference"]
exclude_patterns = ["_build", "examples"]
# On all pages, also on those that show examples and hold none.
myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_dmath_allow_digits = False
myst_dmath_allow_space = False

# What an example leaves out.
paperreview_metadata = ["examples/metadata/library.bib", "examples/metadata/papers.json"]

# How the demo's posts are cited.
paperreview_cite_posts = True

html_theme = "furo"
html_title = "sphinx-paperreview"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
# It is made for screens; EPUB does not allow all of it.
epub_css_files: list[str] = []
epub_exclude_files = ["_static/docs.css"]
# Formulas are drawn by the browser itself: a built page asks no other site for anything.
paperreview_math = "mathml"

# Addresses of examples, which lead nowhere.
linkcheck_ignore = [r"https://example\.org/"]

# The posts are in English and Korean: fonts that have both.
latex_engine = "xelatex"
latex_elements = {
    "fontpkg": r"""
\setmainfont{Noto Serif CJK KR}[AutoFakeSlant]
\setsansfont{Noto Sans CJK KR}[AutoFakeSlant]
\setmonofont{Noto Sans Mono CJK KR}[AutoFakeSlant]
""",
}
