"""Pages of papers, told by the form of their addresses, on sites that no reader takes apart.

Some addresses hold an id. Where none does, the address is the id, in one form where a site has
several for a paper. Only what is sure is told: numbers of one kind never become those of another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from sphinx_paperreview.core.paper_id import Locator, PaperId
from sphinx_paperreview.core.schemes import check
from sphinx_paperreview.core.site_journals import JOURNALS
from sphinx_paperreview.core.site_readers import Address, refuse
from sphinx_paperreview.core.urls import normal_url

_CHECKED = {"doi": "doi", "pmid": "pubmed", "pmcid": "pmc"}
"""Schemes of ids that addresses hold → the site that shows them."""
_OWN = ""
"""Instead of an id: the address as it is."""

_IEEE = "https://ieeexplore.ieee.org/document/{1}"
_AAAI = "https://ojs.aaai.org/index.php/{1}/article/view/{2}"
_PII = r"/(S\d{7}[\dX]\d{7}[\dX]|\d{7}[\dX]\d{7}[\dX]|B97[89]\d{15,17}[\dX])(?:/.*)?"
_ELSEVIER = "https://www.sciencedirect.com/science/article/pii/{1}"
_AAAI_ARTICLE = r"index\.php/([\w-]+)/article/(?:view|download|viewFile)/(\d+)(?:/.*)?"
_USENIX_OLDER = (
    r"(?:/legacy)?/(?:events?|publications/library/proceedings)/\w+/(?:tech|(?:full_)?papers)"
    r"/(?!.*slides)(?:[\w-]+/)*(?!index\.|tech\.)[\w-]+\.(?:html|pdf)"
)
_NATURE_OLDER = (
    r"/[\w-]+/journal/v\w+/n[\w-]+/(?:full|abs|pdf)"
    r"/((?:[a-z]+\.?\d{2,}|\d{5,6}[a-z]0)(?:\.\d+)?)\.(?:html|pdf)"
)
_IJCAI = r"/proceedings/(20(?:1[7-9]|[2-9]\d))/0*([1-9]\d*)(?:\.pdf)?/?"
_GOOGLE_MEDIA = r"(?:/media/research\.google\.com/[\w-]+/+|/)"
_PROCEEDINGS = (
    r"(/paper(?:_files/paper)?/\d{4})/(?:hash|file)"
    r"/([0-9a-f]{32})-[A-Za-z]+(-[A-Za-z_]+)?\.(?:html|pdf|zip|bib)"
)

# Hosts → path of a paper, which a query may follow → its id, with the groups of the path.
_TABLE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "jmlr.org jmlr.csail.mit.edu": (
        (
            r"/papers/v(?:olume)?(\d+)/(?!index\.)([\w-]+)(?:\.old)?(?:/\2)?\.(?:old\.)?(?:html|pdf)",
            "https://www.jmlr.org/papers/v{1}/{2}.html",
        ),
    ),
    "ojs.aaai.org": ((r"/+(?:[\w-]+/)?" + _AAAI_ARTICLE, _AAAI),),
    "aaai.org": (
        (r"/ojs/" + _AAAI_ARTICLE, _AAAI),
        (
            r"/ocs/index\.php/([\w-]+/[\w-]+)/paper/(?:view|viewFile|viewPaper|download)/(\d+)(?:/.*)?",
            "https://www.aaai.org/ocs/index.php/{1}/paper/view/{2}",
        ),
        (r"/Papers/.+\.pdf", _OWN),
        (r"/Library/[\w-]+/\d{4}/[\w-]+\.php", _OWN),
        (r"/papers/\d[\w-]*/?", _OWN),
    ),
    "ieeexplore.ieee.org": (
        (r"/(?:abstract/)?document/0*(\d+)(?:/.*)?", _IEEE),
        (r"/ie[lx]\w*/\d+/\d+/0*(\d+)\.pdf", _IEEE),
        (r"/(?:stamp|stampPDF|xpl|xpls)/\w+\.jsp\?(?:.*&)?arnumber=0*(\d+)(?:&.*)?", _IEEE),
    ),
    "usenix.org": (
        (r"/conference/[\w-]+/(?:technical-sessions/)?presentation/[\w-]+", _OWN),
        (r"/system/files/(?:conference/\w+/)?[a-z]+\d\d[a-z]*-(?!.*slides)[\w-]+\.pdf", _OWN),
        (_USENIX_OLDER, _OWN),
    ),
    "sciencedirect.com": ((r"/science/article/(?:abs/|am/)?pii" + _PII, _ELSEVIER),),
    "linkinghub.elsevier.com": ((r"/retrieve/pii" + _PII, _ELSEVIER),),
    "roboticsproceedings.org": (
        (r"/rss(0[1-9]|[1-3]\d)/p(\d{2,3})\.(?:html|pdf)", "doi:10.15607/RSS.{rss}"),
    ),
    "proceedings.iclr.cc": (
        (_PROCEEDINGS, "https://proceedings.iclr.cc{1}/hash/{2}-Abstract{3}.html"),
    ),
    "proceedings.mlsys.org": (
        (_PROCEEDINGS, "https://proceedings.mlsys.org{1}/hash/{2}-Abstract{3}.html"),
    ),
    "papers.nips.cc papers.neurips.cc proceedings.nips.cc proceedings.neurips.cc": (
        (r"/paper/(\d+-[\w.-]+?)(?:\.pdf)?", "https://papers.nips.cc/paper/{1}"),
    ),
    "books.nips.cc": ((r"/papers/files/nips\d+/\w+\.pdf", _OWN),),
    "openaccess.thecvf.com cv-foundation.org": (
        (r"(?:/openaccess)?/content\w+(?:/\w+)*/[\w.'+&,%-]+_paper\.(?:html|pdf)", _OWN),
    ),
    "ecva.net": (
        (r"/papers/eccv_\d{4}/papers_ECCV/(?:html|papers)/[\w-]+\.(?:php|pdf)", _OWN),
    ),
    "openreview.net": (
        (r"/pdf/[0-9a-f]{40}(?:\.pdf)?", _OWN),
        (r"/references/pdf\?(?:.*&)?id=.+", _OWN),
    ),
    "dl.acm.org portal.acm.org": (
        # The number before the dot is of a volume, and the page is the same without it. Neither
        # tells a DOI: a journal's article has none of a volume in it, and not all is of ACM.
        (
            r"/citation\.cfm\?(?:.*&)?(?:doid|id)=(?:\d+\.)?(\d+)(?:&.*)?",
            "https://dl.acm.org/citation.cfm?id={1}",
        ),
        (r"/ft_gateway\.cfm\?(?:.*&)?id=\d+(?:&.*)?", _OWN),
    ),
    "nature.com": ((_NATURE_OLDER, "doi:10.1038/{1}"),),
    "ijcai.org": (
        (_IJCAI, "doi:10.24963/ijcai.{1}/{2}"),
        (
            r"/(?:Abstract|Proceedings)/(1[56])/(?:Papers/)?(\d{3})(?:\.pdf)?",
            "https://www.ijcai.org/Abstract/{1}/{2}",
        ),
        (r"/(?:Past%20)?Proceedings/.+\.pdf", _OWN),
        (r"/papers\d*/(?:Papers/)?(?!contents)[\w-]*\d[\w-]*\.pdf", _OWN),
    ),
    "vldb.org cidrdb.org": (
        (r"/(?:pvldb|conf|cidr\w*)/(?!.*(?:front|cover|toc))[^?]+\.pdf", _OWN),
        (r"/pvldb/volumes/\d+/paper/.+", _OWN),
    ),
    # Publications of companies.
    "research.google ai.google": (
        (r"/(?:research/)?pubs/([\w-]+)/?", "https://research.google/pubs/{1}/"),
    ),
    "research.google.com static.googleusercontent.com": (
        (
            _GOOGLE_MEDIA + r"pubs/(?:pub|archive/)(\d+)\.(?:html|pdf)",
            "https://research.google/pubs/pub{1}/",
        ),
        (_GOOGLE_MEDIA + r"archive/[\w-]+\.pdf", _OWN),
    ),
    "microsoft.com": (
        (
            r"/(?:[a-z]{2}-[a-z]{2}/)?research/publication/([\w-]+)/?",
            "https://www.microsoft.com/en-us/research/publication/{1}/",
        ),
    ),
    "research.microsoft.com": (
        (r"/(?:en-us/)?(?:um/people/\w+/)?pubs/[^?]+\.pdf", _OWN),
        (r"/(?:en-us/)?apps/pubs/(?:default\.aspx)?\?id=\d+", _OWN),
    ),
    "ai.meta.com ai.facebook.com": (
        (
            r"/research/publications/(?!search)([\w-]+)/?",
            "https://ai.meta.com/research/publications/{1}/",
        ),
    ),
    "machinelearning.apple.com": ((r"/research/[\w-]+", _OWN),),
    "cdn.openai.com": ((r"/(?:papers|better-language-models|research-covers)/.+\.pdf", _OWN),),
    "research.facebook.com research.fb.com amazon.science research.nvidia.com research.ibm.com"
    " research.adobe.com europe.naverlabs.com deepmind.com deepmind.google research.snap.com": (
        (r"/(?:(?:labs|lpr|research)/)?(?:[\w-]+/)?publications?/[\w-]+(?:\.html)?/?", _OWN),
        (r"/(?:sites/default/files/pubs|documents/\d+)/.+\.pdf", _OWN),
    ),
}  # fmt: skip

PAGES: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    host: tuple((re.compile(path + r"(?:\?.*)?", re.IGNORECASE), to) for path, to in rows)
    for hosts, rows in (*_TABLE.items(), *JOURNALS.items())
    for host in hosts.split()
}

# Pages of these sites that list papers, or are of a person: nobody means one paper by them.
_LISTS = re.compile(
    r"/(?:author|search|browse|conference|journals?|issue|proceedings|papers?|pubs?|publications?"
    r"|pvldb|xpl/\w+|rss\d\d|pvldb/volumes|research/(?:publications|pubs)|paper_files/paper"
    r"|conference/[\w-]+|(?:proceedings|papers?|paper_files/paper|pvldb(?:/volumes)?)/v?(?:ol(?:ume)?)?\d+"
    r"|conference/[\w-]+/(?:technical-sessions|program)|(?:author|search|xpl)/.*|.*/issue/(?:view|archive).*"
    r")(?:/|/index\.\w+)?(?:\?.*)?",
    re.IGNORECASE,
)


def page_of(at: Address) -> Locator | None:
    """Tell which paper a page shows; nothing where its address alone does not tell.

    :raises NotAPaper: a list of papers, or a page about a person.
    """
    rows = PAGES.get(at.host)
    if rows is None:
        return None
    url = normal_url(at.url)
    split = urlsplit(url)
    where = f"{split.path}?{split.query}" if split.query else split.path
    for pattern, to in rows:
        if found := pattern.fullmatch(where):
            return _locator(at, _filled(to, found) or url)
    if _LISTS.fullmatch(where):
        refuse(at)
    return None


def _filled(to: str, found: re.Match[str]) -> str:
    rss = _rss(int(found[1]), int(found[2])) if "{rss}" in to else ""
    return to.format("", *(group or "" for group in found.groups()), rss=rss)


def _locator(at: Address, text: str) -> Locator:
    scheme, _, value = text.partition(":")
    if scheme in _CHECKED:
        return Locator(check(scheme, value).id, source=at.source(_CHECKED[scheme]))
    return Locator(PaperId("url", normal_url(text)), source=at.source(""))


def _rss(meeting: int, paper: int) -> str:
    """Count as the DOIs of Robotics: Science and Systems do: ``2005.I.001`` is the first of all."""
    tens, ones = divmod(meeting, 10)
    numeral = "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
    return f"{2004 + meeting}.{numeral}.{paper:03}"
