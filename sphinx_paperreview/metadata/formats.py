"""Any file that knows papers → records, by its name and its shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from sphinx_paperreview.metadata.bibtex import parse_bibtex
from sphinx_paperreview.metadata.csl_json import parse_csl
from sphinx_paperreview.metadata.papers_json import parse_papers
from sphinx_paperreview.metadata.parsed import InvalidFile, Parsed, Problem


def parse_file(name: str, data: bytes) -> Parsed:
    """Read a file: BibTeX, CSL-JSON or ``papers.json``.

    :raises InvalidFile: Nothing of it can be read.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in _PARSERS:
        raise InvalidFile(f"a file {suffix!r} is not known (expected {', '.join(_PARSERS)})")
    text, problems = _decode(data)
    parsed = _PARSERS[suffix](text)
    return Parsed(parsed.records, (*problems, *parsed.problems))


def _decode(data: bytes) -> tuple[str, list[Problem]]:
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return data.decode("latin-1"), [Problem(line, "no UTF-8; the file is read as Latin-1")]


def _parse_json(text: str) -> Parsed:
    """Read what a JSON file says: an array is CSL-JSON."""
    return parse_csl(text) if text.lstrip().startswith("[") else parse_papers(text)


_PARSERS: Mapping[str, Callable[[str], Parsed]] = {
    ".bib": parse_bibtex,
    ".json": _parse_json,
}
"""By the end of a file's name."""
