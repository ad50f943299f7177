"""The command line, ``sphinx-paperreview``: the only part that prints."""
