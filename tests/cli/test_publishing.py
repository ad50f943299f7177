"""A site's requirements ask for this package once, and for all else as before."""

from __future__ import annotations

import pytest

from sphinx_paperreview.cli.publishing import ADVICE, requiring

LINE = "./vendor/sphinx_paperreview-0.2.0-py3-none-any.whl"

CASES = [
    ("", f"{LINE}\n"),
    ("furo\n", f"furo\n{LINE}\n"),
    ("furo", f"furo\n{LINE}\n"),
    ("furo\r\nnumpy\r\n", f"furo\nnumpy\n{LINE}\n"),
    (f"furo\n{ADVICE}\n", f"furo\n{LINE}\n"),
    (f"{ADVICE}\nnumpy\n", f"{LINE}\nnumpy\n"),
    ("sphinx-paperreview>=0.1.0\nnumpy\n", f"{LINE}\nnumpy\n"),
    ("Sphinx_PaperReview [docs] ; python_version > '3'\n", f"{LINE}\n"),
    ("sphinx-paperreview @ git+https://git.example/x@0123\n", f"{LINE}\n"),
    ("a\n./vendor/sphinx_paperreview-0.1.0-py3-none-any.whl\nb\n", f"a\n{LINE}\nb\n"),
    (f"a\n{LINE}\nsphinx-paperreview\nb\n", f"a\n{LINE}\nb\n"),
    ("git+https://git.example/group/sphinx-paperreview\n", f"{LINE}\n"),
    ("git+https://git.example/group/sphinx-paperreview.git@0123#egg=x\n", f"{LINE}\n"),
    ("-e ../sphinx-paperreview\n", f"{LINE}\n"),
    # The author's own words, and other packages.
    ("# sphinx-paperreview is mine\n", f"# sphinx-paperreview is mine\n{LINE}\n"),
    ("-r sphinx-paperreview.txt\n", f"-r sphinx-paperreview.txt\n{LINE}\n"),
    ("-r sphinx-paperreview/a.txt\n", f"-r sphinx-paperreview/a.txt\n{LINE}\n"),
    ("sphinx-paperreview-theme\n", f"sphinx-paperreview-theme\n{LINE}\n"),
    ("-r other.txt\n\n# é\n", f"-r other.txt\n\n# é\n{LINE}\n"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_one_line_stands_for_the_package(text: str, expected: str) -> None:
    written = requiring(text, LINE)
    assert written == expected
    assert requiring(written, LINE) == written
