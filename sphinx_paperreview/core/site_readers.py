"""What the URLs of each known site look like: one reader a site.

A reader gets the parts of a URL, and gives the paper, or nothing where only the URL itself can name
what it shows. It raises ``NotAPaper`` for a page of something else, and ``InvalidPaperId`` for a
malformed id. Addresses as seen in practice; the sites document few of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from sphinx_paperreview.core.paper_id import Locator, NotAPaper, shorten
from sphinx_paperreview.core.schemes import ARXIV_ARCHIVES, check
from sphinx_paperreview.core.site_journals import DOI_IN_PATH

_FOREIGN = re.compile(r"[^A-Za-z0-9._/:-]")
_SUFFIX = re.compile(r"\.(?:pdf|md|html?|ps|ps\.gz|gz|bib|xml|endf|ris|txt|epdf)$", re.IGNORECASE)
_ARXIV_KINDS = {"abs": "arxiv", "pdf": "pdf", "html": "html"} | dict.fromkeys(
    ("src", "e-print", "ps", "format", "tb"), "arxiv"
)
_ALPHAXIV_KINDS = frozenset(("abs", "overview", "pdf", "audio", "replicate", "resources"))
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")
_HEX40 = re.compile(r"[0-9A-Fa-f]{40}")
_VOLUME = re.compile(r"[vr][0-9]+")
_CVF_WORKSHOP = re.compile(r"workshop|[A-Z]W_?[0-9]|[0-9]W$", re.IGNORECASE)
_CVF_FILE = re.compile(r"_(?:paper|supplemental)\.(?:html|pdf|zip)$", re.IGNORECASE)
# Ids of articles, which are also the suffixes of their DOIs: s41586-021-03819-2, nature14539,
# nmeth.3317, 323533a0.
_NATURE = re.compile(
    r"[ds][0-9]{5}-[0-9]{3}-[0-9]{4,5}-[0-9a-z]|[a-z]+\.?[0-9]{2,}|[0-9]{5,6}[a-z]0"
)
_AROUND_DOIS = frozenset(
    ("abstract", "epdf", "figures", "full", "fulltext.html", "meta", "pdf", "references")
)


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of a URL that tell a paper."""

    url: str
    host: str
    """Without ``www.``, with a port that is not the scheme's own."""
    path: tuple[str, ...]
    """Decoded; a slash at the end adds no part."""
    query: Mapping[str, str]
    """The first value of each key, which is in small letters."""

    def part(self, index: int) -> str:
        """Give one part of the path; empty where the path is shorter."""
        return self.path[index] if index < len(self.path) else ""

    def after(self, count: int) -> str:
        """Give the path without its first parts."""
        return "/".join(self.path[count:])

    def source(self, otherwise: str) -> str:
        """Tell ``pdf`` where the URL is of a PDF file."""
        return "pdf" if self.path and self.path[-1].lower().endswith(".pdf") else otherwise


Reader = Callable[[Address], Locator | None]


def refuse(at: Address) -> NoReturn:
    """Say that a page shows no paper."""
    expected = "expected the page of one paper, such as https://arxiv.org/abs/1706.03762"
    raise NotAPaper(f"{shorten(at.url)} shows no paper ({expected})")


def _token(text: str) -> str:
    """Give the id that a part of a path begins with."""
    return _SUFFIX.sub("", _FOREIGN.split(text, maxsplit=1)[0].rstrip("./:"))


def _paper(scheme: str, value: str, source: str) -> Locator:
    return replace(check(scheme, value), source=source)


def _arxiv_in(path: Sequence[str]) -> str:
    first = path[0] if path else ""
    if first.lower().partition(".")[0] in ARXIV_ARCHIVES:
        first = "/".join(path[:2])
    return re.sub("^arxiv:", "", _token(first), flags=re.IGNORECASE)


def _arxiv(at: Address) -> Locator:
    kind = at.part(0).lower()
    if kind == "ftp":  # /ftp/hep-th/papers/9901/9901001.pdf, /ftp/arxiv/papers/2511/2511.21579.pdf
        archive, name = at.part(1), _token(at.part(4))
        value = name if archive == "arxiv" else f"{archive}/{name}"
        return _paper("arxiv", value, at.source("arxiv"))
    if kind not in _ARXIV_KINDS:
        refuse(at)
    return _paper("arxiv", _arxiv_in(at.path[1:]), _ARXIV_KINDS[kind])


def _ar5iv(at: Address) -> Locator:
    if at.part(0).lower() not in {"abs", "html"}:
        refuse(at)
    return _paper("arxiv", _arxiv_in(at.path[1:]), "html")


def _huggingface(at: Address) -> Locator | None:
    if at.part(0) != "papers":
        return None  # a model or data set may be a paper's only page
    if not at.part(1)[:1].isdecimal():
        refuse(at)
    return _paper("arxiv", _arxiv_in(at.path[1:]), "huggingface")


def _alphaxiv(at: Address) -> Locator:
    language = at.part(0) if _LANGUAGE.fullmatch(at.part(0)) else ""
    path = at.path[1:] if language else at.path
    if not path or path[0] not in _ALPHAXIV_KINDS:
        refuse(at)
    return replace(_paper("arxiv", _arxiv_in(path[1:]), "alphaxiv"), language=language)


def _semanticscholar(at: Address) -> Locator:
    if at.part(0) not in {"paper", "reader"}:
        refuse(at)
    hashes = [part for part in at.path[1:] if _HEX40.fullmatch(_token(part))]
    return _paper("s2", _token(hashes[0] if hashes else at.path[-1]), "semanticscholar")


def _semanticscholar_api(at: Address) -> Locator:
    """Read ``/arXiv:ID`` and the like, which lead to a paper's page: api.semanticscholar.org."""
    text = at.after(0)
    word, _, value = text.partition(":")
    scheme = word.lower()
    if scheme in {"arxiv", "acl", "pmid", "pmcid"}:
        return _paper(scheme, _token(value), "semanticscholar")
    if scheme == "doi" or text.startswith("10."):
        return _paper("doi", value if scheme == "doi" else text, "semanticscholar")
    if scheme == "corpusid" or _HEX40.fullmatch(_token(text)):
        return _paper("s2", _token(text), "semanticscholar")
    return refuse(at)


def read_doi(at: Address) -> Locator | None:
    """Read the DOI that is the path, or follows ``doi:`` in it."""
    text = at.after(0)
    value = text[4:] if text.lower().startswith("doi:") else text
    if not value.startswith("10."):
        return None  # a short DOI: https://shortdoi.org
    return _paper("doi", value, "doi")


def read_publisher(at: Address) -> Locator | None:
    """Find the DOI that a publisher's path holds: ``/doi/abs/10.1145/3485132``."""
    path = list(at.path)
    while path and path[-1].lower() in _AROUND_DOIS:
        path.pop()
    starts = [place for place, part in enumerate(path) if part.startswith("10.")]
    if not starts:
        return None
    value = re.sub(r"\.pdf$", "", "/".join(path[starts[0] :]), flags=re.IGNORECASE)
    is_pdf = {"pdf", "epdf"} & set(at.path)
    return _paper("doi", value, "pdf" if is_pdf else at.source("doi"))


def _nature(at: Address) -> Locator | None:
    name = _token(at.part(1))
    if at.part(0) != "articles" or not _NATURE.fullmatch(name):
        return None
    return _paper("doi", f"10.1038/{name}", at.source("doi"))


def _openreview(at: Address) -> Locator | None:
    kind = at.after(0)
    if kind in {"forum", "pdf", "attachment"}:
        value = _token(at.query.get("id", ""))
        return _paper("openreview", value, "pdf" if kind == "pdf" else "openreview")
    if at.part(0) in {"pdf", "references"} and len(at.path) > 1:
        return None  # names a file or a revision, not the forum
    return refuse(at)


def _acl(at: Address) -> Locator | None:
    path = at.path
    if at.host == "aclweb.org":
        if not at.part(0).startswith("anthology"):
            return None
        path = path[1:]
    first = path[0] if path else ""
    name = _token(path[-1] if len(first) == 1 else first)  # /anthology/P/P18/P18-1023.pdf
    if not any(char.isdecimal() for char in name):
        refuse(at)
    return _paper("acl", name, at.source("acl"))


def _pmlr(at: Address) -> Locator:
    return _pmlr_in(at, at.path)


def _pmlr_in(at: Address, path: Sequence[str]) -> Locator:
    if len(path) < 2 or not _VOLUME.fullmatch(path[0]) or path[1] == "assets":
        refuse(at)
    return _paper("pmlr", f"{path[0]}/{_token(path[1])}", at.source("pmlr"))


def _jmlr(at: Address) -> Locator | None:
    return _pmlr_in(at, at.path[2:]) if at.path[:2] == ("proceedings", "papers") else None


def _github_files(at: Address) -> Locator | None:
    """Read ``/mlresearch/v235/main/assets/key/key.pdf``, where PMLR's newer volumes lie."""
    if at.part(0) != "mlresearch" or at.part(3) != "assets":
        return None
    return _pmlr_in(at, (at.part(1), *at.path[4:]))


def _cvf(at: Address) -> Locator | None:
    folder = next((part for part in at.path[:2] if part.startswith("content")), "")
    if not folder or not _CVF_FILE.search(at.path[-1]):
        refuse(at)
    name = _CVF_FILE.sub("", at.path[-1])
    if _CVF_WORKSHOP.search(folder) and not re.search("W_20[0-9]{2}$", name):
        return None  # its name is of the conference, whose folder it is not in
    return _paper("cvf", name, at.source("cvf"))


def _neurips(at: Address) -> Locator | None:
    path = at.path[1:] if at.part(0) == "paper_files" else at.path
    if len(path) < 2 or path[0] != "paper" or (len(path) == 2 and path[1].isdecimal()):
        refuse(at)
    if len(path) < 4 or path[2] not in {"hash", "file"}:
        return None  # the numbers of older URLs name no year
    digits = path[3].partition("-")[0]
    return _paper("neurips", f"{path[1]}/{digits}", at.source("neurips"))


def _iacr(at: Address) -> Locator:
    path = at.path[1:] if at.part(0) == "archive" else at.path
    if len(path) < 2 or not path[0].isdecimal():
        refuse(at)
    return _paper("iacr", f"{path[0]}/{_token(path[1])}", at.source("iacr"))


def _ssrn(at: Address) -> Locator:
    key, _, inline = at.after(0).partition("=")  # ssrn.com/abstract=1450387
    value = at.query.get("abstract_id") or at.query.get("abstractid")
    if not value and key.lower() != "abstract":
        refuse(at)
    return _paper("ssrn", _token(value or inline), "ssrn")


def _pubmed(at: Address) -> Locator:
    if not at.part(0)[:1].isdecimal():
        refuse(at)
    return _paper("pmid", _token(at.part(0)), "pubmed")


def _pmc(at: Address) -> Locator:
    if at.part(0) != "articles" or len(at.path) < 2:
        refuse(at)
    return _paper("pmcid", _token(at.part(1)), "pdf" if at.part(2) == "pdf" else "pmc")


def _ncbi(at: Address) -> Locator | None:
    older = {"pmc": _pmc, "pubmed": _pubmed}.get(at.part(0))
    return older(replace(at, path=at.path[1:])) if older else None


READERS: Mapping[str, Reader] = {
    host: reader
    for reader, hosts in {
        _arxiv: "arxiv.org export.arxiv.org browse.arxiv.org xxx.lanl.gov",
        _ar5iv: "ar5iv.org ar5iv.labs.arxiv.org",
        _huggingface: "huggingface.co hf.co",
        _alphaxiv: "alphaxiv.org",
        _semanticscholar: "semanticscholar.org",
        _semanticscholar_api: "api.semanticscholar.org",
        read_doi: "doi.org dx.doi.org doi.acm.org",
        _openreview: "openreview.net",
        _acl: "aclanthology.org aclanthology.info anthology.aclweb.org aclweb.org",
        _pmlr: "proceedings.mlr.press",
        _jmlr: "jmlr.org jmlr.csail.mit.edu",
        _github_files: "raw.githubusercontent.com",
        _cvf: "openaccess.thecvf.com cv-foundation.org",
        _neurips: "papers.nips.cc papers.neurips.cc proceedings.nips.cc proceedings.neurips.cc",
        _iacr: "eprint.iacr.org",
        _ssrn: "ssrn.com papers.ssrn.com",
        _pubmed: "pubmed.ncbi.nlm.nih.gov",
        _pmc: "pmc.ncbi.nlm.nih.gov",
        _ncbi: "ncbi.nlm.nih.gov",
        _nature: "nature.com",
        read_publisher: DOI_IN_PATH,
    }.items()
    for host in hosts.split()
}
