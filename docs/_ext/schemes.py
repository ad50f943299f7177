"""What the reference says of each scheme of paper ids: its name, an id, and ways to write it."""

from __future__ import annotations

from collections.abc import Mapping

Note = tuple[str, str, tuple[str, ...]]
"""A name, an id in its canonical form, and other forms of the same id, each of them parsed."""

SCHEME_NOTES: Mapping[str, Note] = {
    "arxiv": (
        "arXiv",
        "arxiv:2511.21579",
        (
            "2511.21579",
            "arXiv:2511.21579v2",
            "https://arxiv.org/abs/2511.21579",
            "https://arxiv.org/pdf/2511.21579v2",
            "https://arxiv.org/html/2511.21579v1",
            "https://huggingface.co/papers/2511.21579",
            "https://www.alphaxiv.org/abs/2511.21579",
            "https://www.alphaxiv.org/ko/overview/2511.21579",
            "https://doi.org/10.48550/arXiv.2511.21579",
        ),
    ),
    "doi": (
        "DOI",
        "doi:10.1145/3485132",
        (
            "10.1145/3485132",
            "doi:10.1145/3485132",
            "https://doi.org/10.1145/3485132",
            "https://dl.acm.org/doi/10.1145/3485132",
            "https://dl.acm.org/doi/pdf/10.1145/3485132",
        ),
    ),
    "openreview": (
        "OpenReview",
        "openreview:YicbFdNTTy",
        (
            "https://openreview.net/forum?id=YicbFdNTTy",
            "https://openreview.net/pdf?id=YicbFdNTTy",
        ),
    ),
    "acl": (
        "ACL Anthology",
        "acl:2020.acl-main.703",
        (
            "https://aclanthology.org/2020.acl-main.703/",
            "https://aclanthology.org/2020.acl-main.703.pdf",
            "https://doi.org/10.18653/v1/2020.acl-main.703",
        ),
    ),
    "pmlr": (
        "PMLR (ICML, AISTATS, CoRL …)",
        "pmlr:v119/xiong20b",
        (
            "https://proceedings.mlr.press/v119/xiong20b.html",
            "https://proceedings.mlr.press/v119/xiong20b/xiong20b.pdf",
        ),
    ),
    "cvf": (
        "CVF Open Access (CVPR, ICCV, WACV)",
        "cvf:He_Deep_Residual_Learning_CVPR_2016",
        (
            (
                "https://openaccess.thecvf.com/content_cvpr_2016/html/"
                "He_Deep_Residual_Learning_CVPR_2016_paper.html"
            ),
            (
                "https://openaccess.thecvf.com/content_cvpr_2016/papers/"
                "He_Deep_Residual_Learning_CVPR_2016_paper.pdf"
            ),
        ),
    ),
    "neurips": (
        "NeurIPS Proceedings",
        "neurips:2017/3f5ee243547dee91fbd053c1c4a845aa",
        (
            "https://papers.nips.cc/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html",
            (
                "https://proceedings.neurips.cc/paper_files/paper/2017/file/"
                "3f5ee243547dee91fbd053c1c4a845aa-Paper.pdf"
            ),
        ),
    ),
    "iacr": (
        "IACR ePrint",
        "iacr:2022/1039",
        ("https://eprint.iacr.org/2022/1039", "https://eprint.iacr.org/2022/1039.pdf"),
    ),
    "ssrn": (
        "SSRN",
        "ssrn:1450387",
        (
            "https://ssrn.com/abstract=1450387",
            "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1450387",
            "https://doi.org/10.2139/ssrn.1450387",
        ),
    ),
    "pmid": (
        "PubMed",
        "pmid:29456894",
        ("PMID 29456894", "https://pubmed.ncbi.nlm.nih.gov/29456894/"),
    ),
    "pmcid": (
        "PubMed Central",
        "pmcid:PMC2377243",
        ("PMC2377243", "https://pmc.ncbi.nlm.nih.gov/articles/PMC2377243/"),
    ),
    "s2": (
        "Semantic Scholar",
        "s2:204e3073870fae3d05bcbc2f6a8e263d9b72e776",
        (
            (
                "https://www.semanticscholar.org/paper/Attention-is-All-you-Need-Vaswani-Shazeer/"
                "204e3073870fae3d05bcbc2f6a8e263d9b72e776"
            ),
        ),
    ),
    "isbn": (
        "ISBN, for books",
        "isbn:9780262033848",
        ("ISBN 978-0-262-03384-8", "ISBN-10: 0-262-03384-4"),
    ),
    "url": (
        "any other page",
        "url:https://distill.pub/2017/momentum",
        ("https://distill.pub/2017/momentum", "https://distill.pub/2017/momentum?utm_source=feed"),
    ),
}
