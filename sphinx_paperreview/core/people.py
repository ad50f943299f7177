"""Names of people, as an author types them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sphinx_paperreview.core.values import InvalidText, parse_names

_AND = re.compile(r"(?:^|,|(?<=\s))\s*and\s+")
"""What stands between two names, or between a comma and the last one."""

_SUFFIXES = frozenset(
    [
        *("ag", "bv", "co", "corp", "gmbh", "inc", "kg", "llc", "llp", "ltd", "plc", "sa"),
        *("esq", "ii", "iii", "iv", "jr", "md", "phd", "sr"),
    ]
)
"""What stands behind a comma in names of companies and people, and is no first name."""


def parse_people(text: str) -> tuple[str, ...]:
    """Split the names of people, as they and BibTeX write them down.

    ``A and B`` are two, ``A, B and C`` three, ``Last, First and Last, First`` two. A semicolon
    says that nothing else separates: ``Research and Development;`` is one.

    >>> parse_people("Ada Lovelace and Alan Turing")
    ('Ada Lovelace', 'Alan Turing')
    """
    if ";" in text:
        return parse_names(text)
    parts = _AND.split(text)
    if len(parts) > 1 and all(part.strip().count(",") == 1 for part in parts):
        return parse_names(";".join(parts) + ";")
    return parse_names(",".join(parts))


def parse_authors(text: str) -> tuple[str, ...]:
    """Split the names of authors as `parse_people` does, and write them first name first.

    So files of papers have them, and an author has one name in all reviews. One name alone is
    nobody's ``Last, First``, or its comma would separate; what makes a company is no first name.

    >>> parse_authors("Lovelace, Ada and Turing, Alan")
    ('Ada Lovelace', 'Alan Turing')
    >>> parse_authors("Foo, Inc.; Turing, Alan")
    ('Foo, Inc.', 'Alan Turing')
    """
    names = parse_people(text)
    return tuple(dict.fromkeys(map(first_name_first, names))) if len(names) > 1 else names


def first_name_first(name: str) -> str:
    """Turn ``Last, First`` round.

    >>> first_name_first("Turing, Alan"), first_name_first("Foo, Inc.")
    ('Alan Turing', 'Foo, Inc.')
    """
    last, comma, first = name.partition(", ")
    is_turned = comma and "," not in first and first.lower().rstrip(".") not in _SUFFIXES
    return f"{first} {last}" if is_turned else name


def is_person(text: str) -> bool:
    """Tell whether a text can name somebody: it has a letter of any script, or a picture.

    >>> is_person("최지우"), is_person("42"), is_person("{")
    (True, False, False)
    """
    return any(sign.isalpha() or unicodedata.category(sign) == "So" for sign in text)


def parse_reviewers(text: str) -> tuple[str, ...]:
    """Split the names of those who reviewed, as `parse_people` does, and check them.

    >>> parse_reviewers("Ada Park and  Jisoo Kim")
    ('Ada Park', 'Jisoo Kim')
    """
    names = known_people(parse_people(text))
    odd = next((name for name in names if not is_person(name)), None)
    if odd is not None or not names:
        found = f", not {odd!r}" if odd is not None else ""
        raise InvalidText(f"expected names of people, separated by ';' or ','{found}")
    return names


def known_people(names: Iterable[str]) -> tuple[str, ...]:
    """Write names in one way, however they were typed (NFC, one space), each once.

    >>> known_people(["Ada  Park", "Ada Park"])
    ('Ada Park',)
    """
    composed = (" ".join(unicodedata.normalize("NFC", name).split()) for name in names)
    return tuple(dict.fromkeys(filter(None, composed)))
