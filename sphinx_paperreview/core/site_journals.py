"""Addresses of papers at publishers, archives and search sites, where no reader takes them apart.

The form of the table is that of ``site_pages``.
"""

from __future__ import annotations

from collections.abc import Mapping

_OWN = ""
"""Instead of an id: the address as it is."""

DOI_IN_PATH = (
    "biorxiv.org medrxiv.org dl.acm.org link.springer.com onlinelibrary.wiley.com science.org "
    "pnas.org pubs.acs.org tandfonline.com journals.sagepub.com journals.aps.org "
    "epubs.siam.org iopscience.iop.org cell.com frontiersin.org royalsocietypublishing.org "
    "direct.mit.edu mitpressjournals.org aip.scitation.org pubs.aip.org annualreviews.org "
    "worldscientific.com emerald.com degruyter.com arc.aiaa.org pubsonline.informs.org "
    "nejm.org drops.dagstuhl.de techrxiv.org"
)
"""Hosts of publishers in whose paths DOIs stand."""

_HAL = r"/((?:hal|inria|tel|halshs|lirmm|cea|pasteur|ensl|insu|ujm)-\d{8})(?:v\d+)?(?:/.*)?"
_OF_VOLUME = r"/content/(?:[a-z]+/)?(\d+/\d+/[\w-]+)(?:\.\w+)*(?:/.*)?"
_INTERSPEECH = r"/archive/(?:[\w-]+/)+(?!index\.)[\w-]*\d[\w-]*\.(?:html|pdf)"
_BMVC = (
    r"/bmvc/\d{4}/(?:[\w-]+/)*papers?/?(?!index\.)[\w/-]*\d[\w-]*(?:/index\.html|\.(?:html|pdf))"
)

JOURNALS: Mapping[str, tuple[tuple[str, str], ...]] = {
    # Preprints.
    "biorxiv.org medrxiv.org": (
        (
            r"/content/(?:\w+/)?early/\d{4}/\d\d/\d\d/((?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})(?:\.\w+)*",
            "doi:10.1101/{1}",
        ),
    ),
    "psyarxiv.com": ((r"/(?!about|login)([a-z0-9]{5})(?:/.*)?", "doi:10.31234/osf.io/{1}"),),
    "osf.io": (
        (r"/preprints/psyarxiv/([a-z0-9]{5})(?:_v\d+)?(?:/.*)?", "doi:10.31234/osf.io/{1}"),
        (r"/preprints/socarxiv/([a-z0-9]{5})(?:_v\d+)?(?:/.*)?", "doi:10.31235/osf.io/{1}"),
    ),
    "hal.science hal.archives-ouvertes.fr hal.inria.fr inria.hal.science theses.hal.science"
    " tel.archives-ouvertes.fr cnrs.hal.science ens.hal.science enpc.hal.science"
    " cea.hal.science univ-grenoble-alpes.hal.science": ((_HAL, "https://hal.science/{1}"),),
    "preprints.org": (
        (r"/manuscript/(\d{6}\.\d{4})(?:/.*)?", "https://www.preprints.org/manuscript/{1}"),
    ),
    "chemrxiv.org": ((r"/engage/chemrxiv/article-details/[0-9a-f]{24}", _OWN),),
    "techrxiv.org": ((r"/articles/(?:preprint/)?[\w-]+/\d+(?:/\d+)?", _OWN),),
    # Publishers.
    "pnas.org": ((_OF_VOLUME, "https://www.pnas.org/content/{1}"),),
    "science.sciencemag.org": ((_OF_VOLUME, "https://science.sciencemag.org/content/{1}"),),
    "mdpi.com": ((r"/(\d{4}-\d{3}[\dX]/\d+/\d+/\d+)(?:/.*)?", "https://www.mdpi.com/{1}"),),
    "journals.plos.org": (
        (
            r"/\w+/article(?:/file|/metrics|/comments)?\?(?:.*&)?id=(10\.1371/journal\.[\w.]+)(?:&.*)?",
            "doi:{1}",
        ),
    ),
    "hindawi.com": ((r"/journals/\w+/(\d{4}/\d+)/?", "doi:10.1155/{1}"),),
    "elifesciences.org": ((r"/articles/0*(\d{5,6})(?:v\d+)?", "doi:10.7554/eLife.{1}"),),
    "peerj.com": (
        (r"/articles/(\d+)/?", "doi:10.7717/peerj.{1}"),
        (r"/articles/cs-(\d+)/?", "doi:10.7717/peerj-cs.{1}"),
    ),
    "cell.com": (
        (
            r"/(?:[\w-]+/)+(?:fulltext|abstract|pdf)/S\d{4}-\d{4}(?:\(|%28)\d\d(?:\)|%29)\d{5}-[\dX](?:\.pdf)?",
            _OWN,
        ),
    ),
    "cambridge.org": ((r"/core/(?:journals|services)/.+/[0-9A-F]{32}(?:/.*)?", _OWN),),
    "academic.oup.com": (
        (
            r"/(\w+)/(?:article|article-abstract|article-pdf)/(?:doi/.+/|(?:[\w-]+/){3})?(\d{4,})(?:/.*)?",
            "https://academic.oup.com/{1}/article/{2}",
        ),
    ),
    "nowpublishers.com": ((r"/article/Details/([A-Z]+-\d+)", _OWN),),
    "jstor.org": ((r"/stable/(?:pdf/)?(\d+)(?:\.pdf)?", "https://www.jstor.org/stable/{1}"),),
    "distill.pub": ((r"/\d{4}/[\w-]+(?:/[\w-]+)*/?", _OWN),),
    "transformer-circuits.pub": ((r"/\d{4}/[\w-]+(?:/index\.html|/)?", _OWN),),
    # Proceedings.
    "isca-speech.org isca-archive.org": (
        (_INTERSPEECH, _OWN),
        (r"/\w+_\d{4}/[\w-]+\.(?:html|pdf)", _OWN),
    ),
    "bmva-archive.org.uk bmva.org": ((_BMVC, _OWN),),
    "archives.ismir.net": ((r"/ismir\d{4}/paper/\d+\.pdf", _OWN),),
    "ndss-symposium.org": (
        (r"/ndss-paper/[\w-]+/?", _OWN),
        (r"/wp-content/uploads/.+\.pdf", _OWN),
    ),
    "scitepress.org": ((r"/Papers/\d{4}/\d+/\d+\.pdf", _OWN),),
    "drops.dagstuhl.de": ((r"/opus/volltexte/(\d{4}/\d+)(?:/.*)?", _OWN),),
    # Archives, and what finds papers.
    "osti.gov": ((r"/(?:biblio|servlets/purl)/(\d+)(?:-.*)?", "https://www.osti.gov/biblio/{1}"),),
    "europepmc.org": (
        (r"/(?:article|abstract)/MED/(\d+)", "pmid:{1}"),
        (r"/(?:article/PMC|articles)/(?:PMC)?(\d+)", "pmcid:PMC{1}"),
    ),
    "citeseerx.ist.psu.edu": (
        (
            r"/(?:viewdoc/\w+|document)\?(?:.*&)?doi=(10(?:\.\d+)+|[0-9a-f]{40})(?:&.*)?",
            "https://citeseerx.ist.psu.edu/document?doi={1}",
        ),
    ),
    "researchgate.net": (
        (r"/publication/(\d+)(?:_.*)?", "https://www.researchgate.net/publication/{1}"),
    ),
    "paperswithcode.com": ((r"/paper/[\w-]+", _OWN),),
}
