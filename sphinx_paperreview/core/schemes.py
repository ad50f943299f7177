"""The schemes of paper ids: what is valid in each, and its canonical form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import unquote

from sphinx_paperreview.core.junk import cut_wide, trim
from sphinx_paperreview.core.paper_id import InvalidPaperId, Locator, PaperId, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SCHEMES = (
    "arxiv", "doi", "openreview", "acl", "pmlr", "cvf", "neurips", "iacr", "ssrn", "pmid", "pmcid",
    "s2", "isbn", "url",
)  # fmt: skip

# https://arxiv.org/category_taxonomy, and the archives it lists as merged into others. `stat`,
# `q-fin`, `econ` and `eess` came after April 2007 and have no ids of the old form.
ARXIV_ARCHIVES = frozenset(
    (
        "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an",
        "chao-dyn", "chem-ph", "cmp-lg", "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an",
        "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math", "math-ph", "mtrl-th", "nlin",
        "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio", "quant-ph",
        "solv-int", "supr-con",
    )
)  # fmt: skip

_VERSION = r"(?:v([0-9]+))?"
_ARXIV_NEW = re.compile(rf"([0-9]{{2}})([0-9]{{2}})\.([0-9]+){_VERSION}", re.IGNORECASE)
_ARXIV_OLD = re.compile(
    rf"([a-z-]+)(?:\.[a-z-]{{2,16}})?/([0-9]{{2}})([0-9]{{2}})([0-9]{{3}}){_VERSION}", re.IGNORECASE
)
# As arXiv cites itself, and stamps its PDF files: 2511.21579v2 [cs.CV] 26 Nov 2025
_ARXIV_STAMP = re.compile(r"(\S+)\s*\[[A-Za-z.-]+\](?:\s.*)?")

_DOI = re.compile(
    r"10\.[0-9]{4,9}(?:\.[0-9]{1,9})*/(?:[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]| )+"
)
_DOI_LONGEST = 2048
# A DOI of bioRxiv or medRxiv is of all versions: https://www.biorxiv.org/about/FAQ
_PREPRINT = re.compile(r"(10\.(?:1101|64898)/[0-9][0-9.]*[0-9])(?:v([0-9]+))?(?:\.[a-z].*)?")
# DOIs that a site makes from its own ids: one paper, one identity.
_DOI_TWIN = re.compile(
    r"10\.48550/arxiv\.(?P<arxiv>.+)|10\.2139/ssrn\.(?P<ssrn>[1-9][0-9]{2,11})"
    r"|10\.18653/v1/(?P<acl>[a-z][0-9]{2}-[0-9]{4}|(?:19|20)[0-9]{2}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+)"
)

_ACL = re.compile(
    r"([A-Z][0-9]{2}-[0-9]{4}|(?:19|20)[0-9]{2}\.[a-z0-9_]+-[a-z0-9_]+\.[0-9]+)" + _VERSION,
    re.IGNORECASE,
)
_IACR = re.compile(r"((?:19|20)[0-9]{2})/([0-9]{1,5})")
_S2_CORPUS = re.compile(r"corpusid:([1-9][0-9]{0,11})", re.IGNORECASE)
_ISBN_MARKS = re.compile(r"[\s‐-―-]+")


@dataclass(frozen=True, slots=True)
class _Form:
    """A scheme whose values are told by one pattern."""

    name: str
    """With its article, as messages say it."""
    pattern: re.Pattern[str]
    """Its first group is the value."""
    expected: str
    fold: Callable[[str], str] = str
    """Gives the canonical spelling."""


_FORMS: Mapping[str, _Form] = {
    "openreview": _Form(
        "an OpenReview id",
        re.compile(r"([A-Za-z0-9_-]{5,32})"),
        "the value of id= in the forum's URL",
    ),
    "pmlr": _Form(
        "a PMLR id",
        re.compile(r"([vr][0-9]{1,4}/[A-Za-z0-9][A-Za-z0-9_-]*)"),
        "volume/key: v202/li23e",
    ),
    "cvf": _Form(
        "a CVF id",
        re.compile(r"([A-Za-z0-9][A-Za-z0-9._'+&,-]*_(?:[A-Z]{3,}_20[0-9]{2}|201[345]_[A-Z]{3,}))"),
        "Author_Title_CVPR_2016, or Author_Title_2015_CVPR",
    ),
    "neurips": _Form(
        "a NeurIPS id",
        re.compile(r"((?:19|20)[0-9]{2}/[0-9a-f]{32})", re.IGNORECASE),
        "year/32 hexadecimal digits",
        str.lower,
    ),
    "ssrn": _Form("an SSRN id", re.compile(r"([1-9][0-9]{2,11})"), "a number"),
    "pmid": _Form("a PubMed id", re.compile(r"([1-9][0-9]{0,8})"), "a number of up to 9 digits"),
    "pmcid": _Form(
        "a PMC id", re.compile(r"(PMC[1-9][0-9]{0,9})", re.IGNORECASE), "PMC…", str.upper
    ),
    "s2": _Form(
        "a Semantic Scholar id",
        re.compile(r"([0-9a-f]{40})", re.IGNORECASE),
        "40 hexadecimal digits, or CorpusId:…",
        str.lower,
    ),
}


def check(scheme: str, text: str) -> Locator:
    """Check a value of a scheme (not ``url``), and bring it to its canonical form.

    The id may be of another scheme: the DOI of an arXiv paper is the arXiv paper.

    :raises InvalidPaperId: says which rule the value breaks.

    >>> str(check("arxiv", "2511.21579v2").id)
    'arxiv:2511.21579'
    """
    special = _SPECIAL.get(scheme)
    return special(text) if special else Locator(_matched(scheme, text))


def _matched(scheme: str, text: str) -> PaperId:
    form = _FORMS[scheme]
    found = form.pattern.fullmatch(text)
    if found is None:
        _refuse(form.name, text, f"expected {form.expected}")
    return PaperId(scheme, form.fold(found[1]))


def _refuse(name: str, text: str, why: str) -> NoReturn:
    raise InvalidPaperId(f"not {name}: {shorten(text)} ({why})")


def _arxiv(text: str) -> Locator:
    stamp = _ARXIV_STAMP.fullmatch(text)
    bare = stamp[1] if stamp else text
    if found := _ARXIV_NEW.fullmatch(bare):
        why = _why_not_new(found[1], found[2], found[3])
        value = f"{found[1]}{found[2]}.{found[3]}"
    elif found := _ARXIV_OLD.fullmatch(bare):
        archive = found[1].lower()
        why = _why_not_old(archive, found[2], month=found[3], number=found[4])
        value = f"{archive}/{found[2]}{found[3]}{found[4]}"
    else:
        _refuse("an arXiv id", text, "expected YYMM.NNNNN, or archive/YYMMNNN before April 2007")
    if why:
        _refuse("an arXiv id", text, why)
    version = found[found.re.groups] or ""
    return Locator(PaperId("arxiv", value), version=_version("an arXiv id", text, version))


def _version(name: str, text: str, digits: str) -> str:
    if digits.startswith("0") or len(digits) > 3:
        _refuse(name, text, f"version v{digits[:9]}; versions count from v1")
    return digits and f"v{digits}"


def _why_not_new(year: str, month: str, number: str) -> str:
    """Name the rule that YYMM.number breaks: https://info.arxiv.org/help/arxiv_identifier.html."""
    digits = 4 if year + month <= "1412" else 5
    if not "01" <= month <= "12":
        return f"month {month}; expected YYMM.NNNNN"
    if not "0704" <= year + month <= "9012":  # 91 to 99 are years of the old form
        return "ids of this form begin with 0704, April 2007; before: archive/YYMMNNN"
    if len(number) != digits:
        since = "up to 1412" if digits == 4 else "from 1501 on"
        hint = "; YAML drops the last zero unless the id is quoted" if len(number) < digits else ""
        return f"{len(number)} digits after the dot; {since} there are {digits}{hint}"
    return "" if number.strip("0") else "numbers begin with 1"


def _why_not_old(archive: str, year: str, *, month: str, number: str) -> str:
    if archive not in ARXIV_ARCHIVES:
        return f"unknown archive {archive[:20]!r}"
    if not "01" <= month <= "12":
        return f"month {month}; expected archive/YYMMNNN"
    if "0703" < year + month < "9107":
        return "ids of this form are of July 1991 to March 2007"
    return "" if number.strip("0") else "numbers begin with 1"


def _doi(text: str) -> Locator:
    if len(text) > _DOI_LONGEST:
        _refuse("a DOI", text, f"longer than {_DOI_LONGEST} characters")
    value = cut_wide(_decoded(text)).translate(_LOWER)
    while value != (bare := trim(value).rstrip("/")):
        value = bare
    if not _DOI.fullmatch(value):
        _refuse("a DOI", text, "expected 10.NNNN/…")
    if (twin := _DOI_TWIN.fullmatch(value)) and twin.lastgroup:
        return check(twin.lastgroup, twin[twin.lastgroup])
    if found := _PREPRINT.fullmatch(value):
        return Locator(PaperId("doi", found[1]), version=_version("a DOI", text, found[2] or ""))
    return Locator(PaperId("doi", value))


_LOWER = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}  # DOIs fold ASCII


def _decoded(text: str) -> str:
    """Undo percent-encoding, also where it was done twice: else one paper had two names."""
    while "%" in text and (plain := unquote(text)) != text:
        text = plain
    return text


def _acl(text: str) -> Locator:
    """Check an ACL Anthology id: https://aclanthology.org/info/ids/."""
    found = _ACL.fullmatch(text)
    if found is None:
        _refuse("an ACL Anthology id", text, "expected P18-1023 or 2020.acl-main.12")
    value = found[1].upper() if found[1][0].isalpha() else found[1].lower()
    return Locator(
        PaperId("acl", value), version=_version("an ACL Anthology id", text, found[2] or "")
    )


def _iacr(text: str) -> Locator:
    found = _IACR.fullmatch(text)
    if found is None or not found[2].strip("0"):
        _refuse("an IACR ePrint id", text, "expected year/number: 2022/1039")
    return Locator(PaperId("iacr", f"{found[1]}/{found[2].lstrip('0'):0>3}"))


def _s2(text: str) -> Locator:
    found = _S2_CORPUS.fullmatch(text)
    return Locator(PaperId("s2", f"CorpusId:{found[1]}") if found else _matched("s2", text))


def _pmcid(text: str) -> Locator:
    return Locator(_matched("pmcid", f"PMC{text}" if text[:1].isdecimal() else text))


def _isbn(text: str) -> Locator:
    """Check an ISBN, and give it 13 digits: https://www.isbn-international.org (Users' Manual)."""
    digits = _ISBN_MARKS.sub("", text).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        right = _isbn10_sum(digits) % 11 == 0
        digits = _isbn13("978" + digits[:9])
    elif re.fullmatch(r"97[89][0-9]{10}", digits):
        right = digits == _isbn13(digits[:12])
    else:
        _refuse("an ISBN", text, "expected 10 digits, or 13 that begin with 978 or 979")
    if not right:
        _refuse("an ISBN", text, "its check digit is wrong")
    return Locator(PaperId("isbn", digits))


def _isbn10_sum(digits: str) -> int:
    values = (10 if digit == "X" else int(digit) for digit in digits)
    return sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True))


def _isbn13(first12: str) -> str:
    total = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(first12))
    return first12 + str(-total % 10)


_SPECIAL: Mapping[str, Callable[[str], Locator]] = {
    "arxiv": _arxiv,
    "doi": _doi,
    "acl": _acl,
    "iacr": _iacr,
    "s2": _s2,
    "pmcid": _pmcid,
    "isbn": _isbn,
}
