project = "Paper journal"
extensions = ["myst_parser", "sphinx_paperreview"]
html_theme = "furo"
exclude_patterns = ["_build"]
