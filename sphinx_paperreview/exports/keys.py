"""Citation keys: what a paper goes by in a ``.bib`` file, such as ``vaswani2017attention``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import count
from string import ascii_lowercase

from sphinx_paperreview.exports.names import divide
from sphinx_paperreview.metadata.paper_record import PaperRecord
from sphinx_paperreview.metadata.titles import title_runs

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
"""Small letters that Unicode does not divide into a letter and its mark."""

_OTHERS = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"\w+")
_EMPTY = frozenset(
    [
        *("a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from"),
        *("how", "in", "into", "is", "it", "of", "on", "or", "the", "to", "toward", "towards"),
        *("via", "we", "what", "when", "where", "which", "why", "with", "without", "you", "your"),
    ]
)
"""What many titles begin with, and tells nothing."""

_USABLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._+/-]*")
_LONGEST = 40


def citation_keys(records: Sequence[PaperRecord]) -> list[str]:
    """Give each paper a key of its own.

    A key that a record has already stays, where BibTeX can take it. Of papers that ask for one
    key, the first has it, and the next get letters: so whoever comes last changes no key.

    Args:
        records: Those that were there first, first.
    """
    taken = set[str]()
    own = [_claimed(record.key, taken) for record in records]
    made = ["" if key else made_key(record) for key, record in zip(own, records, strict=True)]
    reserved = set(made)
    # A name that is taken stays so: each paper goes on where the one before it has stopped.
    names = {base: _candidates(base, reserved) for base in reserved}
    keys = []
    for key, base in zip(own, made, strict=True):
        # Some programs take no notice of case.
        keys.append(key or next(name for name in names[base] if name.lower() not in taken))
        taken.add(keys[-1].lower())
    return keys


def _claimed(key: str, taken: set[str]) -> str:
    if not _USABLE.fullmatch(key) or key.lower() in taken:
        return ""
    taken.add(key.lower())
    return key


def _candidates(base: str, reserved: set[str]) -> Iterator[str]:
    """Yield a key, then the key with letters behind it, but for what others ask for."""
    yield base
    for length in count(1):
        for number in range(len(ascii_lowercase) ** length):
            name = base + _letters(number, length)
            if name not in reserved:
                yield name


def _letters(number: int, length: int) -> str:
    letters = ""
    for _place in range(length):
        number, rest = divmod(number, len(ascii_lowercase))
        letters = ascii_lowercase[rest] + letters
    return letters


def made_key(record: PaperRecord) -> str:
    """Make a key of the first author's family name, the year, and a word of the title.

    Where neither a name nor a word is written in Latin letters, it is made of the paper's id.

    >>> from sphinx_paperreview.metadata.paper_record import read_record
    >>> record, _problems = read_record({"ids": ["arxiv:1706.03762"], "title": "The Attention"})
    >>> made_key(record)
    'attention'
    """
    family = family_key(record.authors[0]) if record.authors else ""
    word = _telling_word(record)
    year = f"{record.published.year:04d}" if record.published else ""
    if family or word:
        return f"{family}{year}{word}" if family else f"{word}{year}"
    return _key_of_id(record)


def family_key(name: str) -> str:
    """Write a person's family name in small Latin letters; ``""`` where it has none.

    >>> family_key("Jörg Müller"), family_key("최지우")
    ('muller', '')
    """
    return _plain(divide(name).family)


def _plain(text: str) -> str:
    """Write a text in small Latin letters and digits; what is in another script goes."""
    divided = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return _OTHERS.sub("", divided)[:_LONGEST]


def _telling_word(record: PaperRecord) -> str:
    runs = title_runs(record.title)
    text = " ".join(run.text for run in runs if run.kind != "math")
    words = list(filter(None, map(_plain, _WORD.findall(text.replace("'", "").replace("’", "")))))
    telling = (word for word in words if word not in _EMPTY and not word.isdecimal())
    return next(telling, words[0] if words else "")


def _key_of_id(record: PaperRecord) -> str:
    if record.ids:
        first = record.ids[0]
        key = first.scheme + _OTHERS.sub("", first.value.lower())
        return (
            key
            if len(key) <= _LONGEST and first.scheme != "url"
            else f"paper{short_hash(str(first))}"
        )
    return f"paper{short_hash(record.title)}"


def short_hash(text: str) -> str:
    """Tell a text from others in eight characters.

    >>> short_hash("a"), short_hash("b")
    ('ca234c55', 'fd9d3f51')
    """
    return blake2b(text.encode(errors="replace"), digest_size=4).hexdigest()
