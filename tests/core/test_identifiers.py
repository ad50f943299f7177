"""Any id or URL → one paper."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_paperreview.core.identifiers import (
    SCHEMES,
    InvalidPaperId,
    NotAPaper,
    PaperId,
    parse,
    parse_id,
    safe_url,
)
from sphinx_paperreview.core.junk import LONGEST
from sphinx_paperreview.core.urls import normal_url

HEX32 = "3f5ee243547dee91fbd053c1c4a845aa"
NEURIPS = "https://proceedings.neurips.cc/paper_files/paper"
RAW_A = "https://raw.githubusercontent.com/alice/v235/main/assets/nie24b/nie24b.pdf"
RAW_Z = "https://raw.githubusercontent.com/zoe/v235/main/assets/nie24b/nie24b.pdf"
RAW_NOTES = "https://raw.githubusercontent.com/mlresearch/v235/main/notes/nie24b/nie24b.pdf"
NIPS_OLD = "https://papers.nips.cc/paper/4824-imagenet-classification-with-deep"
HEX40 = "204e3073870fae3d05bcbc2f6a8e263d9b72e776"
RESNET = "He_Deep_Residual_Learning_CVPR_2016"
FCN = "Long_Fully_Convolutional_Networks_2015_CVPR"
RSS = "https://www.roboticsproceedings.org"
USENIX_OLD = "https://www.usenix.org/legacy/publications/library/proceedings"
WORKSHOP = "https://openaccess.thecvf.com/content_cvpr_workshops_2015/W08/papers"
WORKSHOP_2017 = "https://openaccess.thecvf.com/content_cvpr_2017_workshops/w12/html"

# text → id, version, language, source
BARE = [
    ("2511.21579", "arxiv:2511.21579", "", "", ""),
    ("2511.21579v2", "arxiv:2511.21579", "v2", "", ""),
    ("2511.21579V12", "arxiv:2511.21579", "v12", "", ""),
    ("0704.0001", "arxiv:0704.0001", "", "", ""),
    ("1412.9999", "arxiv:1412.9999", "", "", ""),
    ("1501.00001", "arxiv:1501.00001", "", "", ""),
    ("arXiv:2511.21579v2", "arxiv:2511.21579", "v2", "", ""),
    (" arxiv:2511.21579\0\n", "arxiv:2511.21579", "", "", ""),
    ("ARXIV: 2511.21579", "arxiv:2511.21579", "", "", ""),
    ("arXiv 2511.21579", "arxiv:2511.21579", "", "", ""),
    ("[arXiv:2511.21579]", "arxiv:2511.21579", "", "", ""),
    ("arXiv:2511.21579v1 [cs.CV]", "arxiv:2511.21579", "v1", "", ""),
    ("arXiv:2511.21579v2 [cs.CV] 26 Nov 2025", "arxiv:2511.21579", "v2", "", ""),
    ("hep-th/9901001", "arxiv:hep-th/9901001", "", "", ""),
    ("math.CA/0611800v2", "arxiv:math/0611800", "v2", "", ""),
    ("cond-mat.mtrl-sci/0611800", "arxiv:cond-mat/0611800", "", "", ""),
    ("HEP-TH/9901001", "arxiv:hep-th/9901001", "", "", ""),
    ("alg-geom/9202001", "arxiv:alg-geom/9202001", "", "", ""),
    ("q-alg/9107001", "arxiv:q-alg/9107001", "", "", ""),
    ("astro-ph/0703001", "arxiv:astro-ph/0703001", "", "", ""),
    ("10.1145/3485132", "doi:10.1145/3485132", "", "", ""),
    ("10.1145/3394486.3403376", "doi:10.1145/3394486.3403376", "", "", ""),
    ("doi:10.1145/3485132.", "doi:10.1145/3485132", "", "", ""),
    ("DOI: 10.1145/ABC", "doi:10.1145/abc", "", "", ""),
    ("10.1002/(SICI)1097-0258(1)2", "doi:10.1002/(sici)1097-0258(1)2", "", "", ""),
    ("(10.1016/0370-2693(85)90001-5)", "doi:10.1016/0370-2693(85)90001-5", "", "", ""),
    ("10.1002/%28SICI%291;2-%23", "doi:10.1002/(sici)1;2-#", "", "", ""),
    ("doi:10.1000/a b", "doi:10.1000/a b", "", "", ""),
    ("10.1145/3485132를", "doi:10.1145/3485132", "", "", ""),
    ("10.48550/arXiv.2202.01037", "arxiv:2202.01037", "", "", ""),
    ("10.48550/ARXIV.2202.01037v3", "arxiv:2202.01037", "v3", "", ""),
    ("10.48550/arXiv.hep-th/9901001", "arxiv:hep-th/9901001", "", "", ""),
    ("10.18653/v1/P18-1023", "acl:P18-1023", "", "", ""),
    ("10.18653/v1/2020.acl-main.12", "acl:2020.acl-main.12", "", "", ""),
    ("10.18653/v1/D19-1", "doi:10.18653/v1/d19-1", "", "", ""),
    ("10.2139/ssrn.1450387", "ssrn:1450387", "", "", ""),
    ("10.1101/2020.03.22.002386v3", "doi:10.1101/2020.03.22.002386", "v3", "", ""),
    ("PMC2377243", "pmcid:PMC2377243", "", "", ""),
    ("pmc2377243", "pmcid:PMC2377243", "", "", ""),
    ("pmcid:2377243", "pmcid:PMC2377243", "", "", ""),
    ("PMID: 29456894", "pmid:29456894", "", "", ""),
    ("ISBN 978-0-262-03384-8", "isbn:9780262033848", "", "", ""),
    ("ISBN-13: 978 0262 033848", "isbn:9780262033848", "", "", ""),
    ("ISBN 0-262-03384-4", "isbn:9780262033848", "", "", ""),
    ("isbn:080442957X", "isbn:9780804429573", "", "", ""),
    ("openreview:_VjQlMeSB_J", "openreview:_VjQlMeSB_J", "", "", ""),
    ("acl:p18-1023", "acl:P18-1023", "", "", ""),
    ("iacr:2016/86", "iacr:2016/086", "", "", ""),
    ("CorpusId:13756489", "s2:CorpusId:13756489", "", "", ""),
    ("s2:corpusid:13756489", "s2:CorpusId:13756489", "", "", ""),
    (f"s2:{HEX40.upper()}", f"s2:{HEX40}", "", "", ""),
    ("url:https://arxiv.org/abs/2511.21579", "arxiv:2511.21579", "", "", "arxiv"),
]
ARXIV = [
    ("https://arxiv.org/abs/2511.21579", "arxiv:2511.21579", "", "", "arxiv"),
    ("http://www.arxiv.org/abs/2511.21579v2", "arxiv:2511.21579", "v2", "", "arxiv"),
    ("HTTPS://ArXiv.ORG/abs/2511.21579/", "arxiv:2511.21579", "", "", "arxiv"),
    ("https://arxiv.org:443/abs/2511.21579", "arxiv:2511.21579", "", "", "arxiv"),
    ("https://export.arxiv.org/abs/2511.21579", "arxiv:2511.21579", "", "", "arxiv"),
    ("https://browse.arxiv.org/pdf/2511.21579.pdf", "arxiv:2511.21579", "", "", "pdf"),
    ("http://xxx.lanl.gov/abs/hep-th/9901001", "arxiv:hep-th/9901001", "", "", "arxiv"),
    ("https://arxiv.org/pdf/2511.21579v2", "arxiv:2511.21579", "v2", "", "pdf"),
    ("https://arxiv.org/pdf/2511.21579v2.pdf#page=3", "arxiv:2511.21579", "v2", "", "pdf"),
    ("https://arxiv.org/pdf/math.CA/0611800v2.pdf", "arxiv:math/0611800", "v2", "", "pdf"),
    ("https://arxiv.org/abs/hep-th%2F9901001", "arxiv:hep-th/9901001", "", "", "arxiv"),
    ("https://arxiv.org/html/2511.21579v1#S3.F1", "arxiv:2511.21579", "v1", "", "html"),
    ("https://arxiv.org/html/2511.21579v1/x1.png", "arxiv:2511.21579", "v1", "", "html"),
    ("https://arxiv.org/src/2511.21579v1/anc", "arxiv:2511.21579", "v1", "", "arxiv"),
    ("https://arxiv.org/e-print/2511.21579", "arxiv:2511.21579", "", "", "arxiv"),
    ("https://arxiv.org/ps/hep-th/9901001", "arxiv:hep-th/9901001", "", "", "arxiv"),
    ("https://arxiv.org/format/2511.21579", "arxiv:2511.21579", "", "", "arxiv"),
    ("https://arxiv.org/tb/2511.21579", "arxiv:2511.21579", "", "", "arxiv"),
    ("https://arxiv.org/ftp/arxiv/papers/1804/1804.00001.pdf", "arxiv:1804.00001", "", "", "pdf"),
    ("https://arxiv.org/ftp/hep-th/papers/9901/9901001.pdf", "arxiv:hep-th/9901001", "", "", "pdf"),
    ("https://arxiv.org/abs/2511.21579?context=cs.CL", "arxiv:2511.21579", "", "", "arxiv"),
    ("https://arxiv.org/abs/2511.21579#:~:text=a%20b", "arxiv:2511.21579", "", "", "arxiv"),
    ("https://arxiv.org/abs/arXiv:2511.21579", "arxiv:2511.21579", "", "", "arxiv"),
    ("https://ar5iv.labs.arxiv.org/html/2511.21579", "arxiv:2511.21579", "", "", "html"),
    ("https://ar5iv.org/abs/2511.21579", "arxiv:2511.21579", "", "", "html"),
    ("arxiv.org/abs/2511.21579", "arxiv:2511.21579", "", "", "arxiv"),
]
ELSEWHERE = [
    ("https://huggingface.co/papers/2511.21579", "arxiv:2511.21579", "", "", "huggingface"),
    ("https://huggingface.co/papers/2511.21579.md", "arxiv:2511.21579", "", "", "huggingface"),
    ("https://hf.co/papers/2511.21579", "arxiv:2511.21579", "", "", "huggingface"),
    ("huggingface.co/papers/2511.21579", "arxiv:2511.21579", "", "", "huggingface"),
    ("https://huggingface.co/org/model", "url:https://huggingface.co/org/model", "", "", ""),
    ("https://www.alphaxiv.org/abs/2511.21579", "arxiv:2511.21579", "", "", "alphaxiv"),
    ("https://alphaxiv.org/overview/2511.21579v2.md", "arxiv:2511.21579", "v2", "", "alphaxiv"),
    ("https://www.alphaxiv.org/ko/overview/2511.21579", "arxiv:2511.21579", "", "ko", "alphaxiv"),
    ("https://www.alphaxiv.org/zh/pdf/2511.21579v1", "arxiv:2511.21579", "v1", "zh", "alphaxiv"),
    ("https://www.alphaxiv.org/audio/2511.21579", "arxiv:2511.21579", "", "", "alphaxiv"),
    ("https://www.alphaxiv.org/replicate/2511.21579", "arxiv:2511.21579", "", "", "alphaxiv"),
    ("https://www.alphaxiv.org/resources/2511.21579", "arxiv:2511.21579", "", "", "alphaxiv"),
    (
        f"https://www.semanticscholar.org/paper/Attention-is-All/{HEX40}",
        f"s2:{HEX40}", "", "", "semanticscholar",
    ),
    (
        f"https://www.semanticscholar.org/paper/논문-제목/{HEX40}",
        f"s2:{HEX40}", "", "", "semanticscholar",
    ),
    (
        f"https://www.semanticscholar.org/paper/{HEX40}?sort=x",
        f"s2:{HEX40}", "", "", "semanticscholar",
    ),
    (f"https://semanticscholar.org/reader/{HEX40}", f"s2:{HEX40}", "", "", "semanticscholar"),
    (
        "https://api.semanticscholar.org/arXiv:1706.03762",
        "arxiv:1706.03762", "", "", "semanticscholar",
    ),
    ("https://api.semanticscholar.org/CorpusID:9", "s2:CorpusId:9", "", "", "semanticscholar"),
    (f"https://api.semanticscholar.org/{HEX40}", f"s2:{HEX40}", "", "", "semanticscholar"),
    (
        "https://api.semanticscholar.org/DOI:10.1038/nrn3241",
        "doi:10.1038/nrn3241", "", "", "semanticscholar",
    ),
]  # fmt: skip
OTHERS = [
    ("https://doi.org/10.1145/3485132", "doi:10.1145/3485132", "", "", "doi"),
    ("http://dx.doi.org/10.1145/3485132.,;:", "doi:10.1145/3485132", "", "", "doi"),
    ("https://doi.org/10.1145%2F3485132/", "doi:10.1145/3485132", "", "", "doi"),
    ("https://doi.org/10.1000/A%3CB%3E%23%25", "doi:10.1000/a<b>#%", "", "", "doi"),
    ("https://doi.org/10.1000/a%2528b", "doi:10.1000/a(b", "", "", "doi"),
    ("https://doi.org/10.48550/arXiv.2202.01037", "arxiv:2202.01037", "", "", "doi"),
    ("https://doi.org/10/ggk5vt", "url:https://doi.org/10/ggk5vt", "", "", ""),
    ("https://openreview.net/forum?id=Vota6rFhBQ", "openreview:Vota6rFhBQ", "", "", "openreview"),
    ("https://openreview.net/pdf?id=_a-B12_", "openreview:_a-B12_", "", "", "pdf"),
    (
        "https://openreview.net/attachment?id=Vota6rFhBQ&name=supplementary_material",
        "openreview:Vota6rFhBQ", "", "", "openreview",
    ),
    (
        "https://openreview.net/forum?noteId=xyz&id=Vota6rFhBQ&referrer=%5Ba%5D(%2Fgroup)",
        "openreview:Vota6rFhBQ", "", "", "openreview",
    ),
    ("https://aclanthology.org/P18-1023/", "acl:P18-1023", "", "", "acl"),
    ("https://aclanthology.org/P18-1023v2.pdf", "acl:P18-1023", "v2", "", "pdf"),
    ("https://aclanthology.org/2020.acl-main.12.bib", "acl:2020.acl-main.12", "", "", "acl"),
    ("https://aclanthology.org/2020.acl-main.12.xml", "acl:2020.acl-main.12", "", "", "acl"),
    ("aclanthology.org/2023.findings-emnlp.1", "acl:2023.findings-emnlp.1", "", "", "acl"),
    ("https://www.aclweb.org/anthology/P18-1023", "acl:P18-1023", "", "", "acl"),
    ("http://www.aclweb.org/anthology/P/P18/P18-1023.pdf", "acl:P18-1023", "", "", "pdf"),
    ("https://proceedings.mlr.press/v202/li23e.html", "pmlr:v202/li23e", "", "", "pmlr"),
    ("https://proceedings.mlr.press/v202/li23e/li23e.pdf", "pmlr:v202/li23e", "", "", "pdf"),
    ("http://proceedings.mlr.press/v48/gal16.pdf", "pmlr:v48/gal16", "", "", "pdf"),
    (
        "https://raw.githubusercontent.com/mlresearch/v235/main/assets/nie24b/nie24b.pdf",
        "pmlr:v235/nie24b", "", "", "pdf",
    ),
    # Somebody else's folders of the same names; another folder of the proceedings' own.
    (RAW_A, f"url:{RAW_A}", "", "", ""),
    (RAW_Z, f"url:{RAW_Z}", "", "", ""),
    (f"{NEURIPS}/2022/hash", f"url:{NEURIPS}/2022/hash", "", "", ""),
    (RAW_NOTES, f"url:{RAW_NOTES}", "", "", ""),
    (
        f"https://openaccess.thecvf.com/content_cvpr_2016/html/{RESNET}_paper.html",
        f"cvf:{RESNET}", "", "", "cvf",
    ),
    (
        f"http://openaccess.thecvf.com/content_cvpr_2016/papers/{RESNET}_paper.pdf",
        f"cvf:{RESNET}", "", "", "pdf",
    ),
    (
        "https://openaccess.thecvf.com/content/CVPR2024/papers/A_B_CVPR_2024_paper.pdf",
        "cvf:A_B_CVPR_2024", "", "", "pdf",
    ),
    (
        "https://openaccess.thecvf.com/content/CVPR2024W/WMF/html/A_B_CVPRW_2024_paper.html",
        "cvf:A_B_CVPRW_2024", "", "", "cvf",
    ),
    (
        f"https://proceedings.neurips.cc/paper_files/paper/2022/hash/{HEX32}-Abstract-Conference.html",
        f"neurips:2022/{HEX32}", "", "", "neurips",
    ),
    (
        f"https://papers.nips.cc/paper/2017/file/{HEX32}-Paper.pdf",
        f"neurips:2017/{HEX32}", "", "", "pdf",
    ),
    (
        f"https://papers.neurips.cc/paper/2017/hash/{HEX32}-Abstract.html",
        f"neurips:2017/{HEX32}", "", "", "neurips",
    ),
    (
        "https://www.biorxiv.org/content/10.1101/2020.03.22.002386v3.full.pdf",
        "doi:10.1101/2020.03.22.002386", "v3", "", "pdf",
    ),
    (
        "https://www.medrxiv.org/content/10.64898/2025.12.01.123456v1.full-text",
        "doi:10.64898/2025.12.01.123456", "v1", "", "doi",
    ),
    (
        "https://www.biorxiv.org/content/10.1101/123456.abstract",
        "doi:10.1101/123456", "", "", "doi",
    ),
    ("https://eprint.iacr.org/2022/1039", "iacr:2022/1039", "", "", "iacr"),
    ("https://eprint.iacr.org/2016/086.pdf", "iacr:2016/086", "", "", "pdf"),
    ("https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1450387", "ssrn:1450387", "", "", "ssrn"),
    ("https://ssrn.com/abstract=1450387", "ssrn:1450387", "", "", "ssrn"),
    ("https://pubmed.ncbi.nlm.nih.gov/29456894/", "pmid:29456894", "", "", "pubmed"),
    ("https://www.ncbi.nlm.nih.gov/pubmed/29456894", "pmid:29456894", "", "", "pubmed"),
    ("https://pmc.ncbi.nlm.nih.gov/articles/PMC2377243/", "pmcid:PMC2377243", "", "", "pmc"),
    ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC2377243/", "pmcid:PMC2377243", "", "", "pmc"),
    ("https://dl.acm.org/doi/abs/10.1145/3485132", "doi:10.1145/3485132", "", "", "doi"),
    ("https://dl.acm.org/doi/pdf/10.1145/3485132", "doi:10.1145/3485132", "", "", "pdf"),
    (
        "https://link.springer.com/article/10.1007/s11263-015-0816-y/fulltext.html",
        "doi:10.1007/s11263-015-0816-y", "", "", "doi",
    ),
    (
        "https://www.nature.com/articles/s41586-021-03819-2.pdf",
        "doi:10.1038/s41586-021-03819-2", "", "", "pdf",
    ),
    ("https://doi.acm.org/10.1145/1015330.1015349", "doi:10.1145/1015330.1015349", "", "", "doi"),
    (f"{RSS}/rss09/p41.html", "doi:10.15607/rss.2013.ix.041", "", "", "doi"),
    (f"{RSS}/rss01/p08.pdf", "doi:10.15607/rss.2005.i.008", "", "", "pdf"),
    (f"{RSS}/rss20/p124.pdf", "doi:10.15607/rss.2024.xx.124", "", "", "pdf"),
    (f"{RSS}/rss22/p016.html", "doi:10.15607/rss.2026.xxii.016", "", "", "doi"),
    ("https://ijcai.org/proceedings/2019/0123.pdf", "doi:10.24963/ijcai.2019/123", "", "", "pdf"),
    ("http://ijcai.org/Proceedings/2017/0310.pdf", "doi:10.24963/ijcai.2017/310", "", "", "pdf"),
    ("https://www.ijcai.org/proceedings/2025/96", "doi:10.24963/ijcai.2025/96", "", "", "doi"),
    (
        "https://www.nature.com/articles/s41586-021-03819-2.epdf?sharing_token=a",
        "doi:10.1038/s41586-021-03819-2", "", "", "doi",
    ),
    (
        "http://www.nature.com/nature/journal/v518/n7540/full/nature14236.html",
        "doi:10.1038/nature14236", "", "", "doi",
    ),
    (
        "https://www.nature.com/nature/journal/v323/n6088/pdf/323533a0.pdf",
        "doi:10.1038/323533a0", "", "", "pdf",
    ),
    (
        f"https://www.cv-foundation.org/openaccess/content_cvpr_2015/papers/{FCN}_paper.pdf",
        f"cvf:{FCN}", "", "", "pdf",
    ),
    (
        f"https://openaccess.thecvf.com/content_cvpr_2015/html/{FCN}_paper.html",
        f"cvf:{FCN}", "", "", "cvf",
    ),
    (f"cvf:{FCN}", f"cvf:{FCN}", "", "", ""),
    # What is of a workshop lies in a folder that its name does not tell.
    (f"{WORKSHOP}/{FCN}_paper.pdf", f"url:{WORKSHOP}/{FCN}_paper.pdf", "", "", "pdf"),
    (
        f"{WORKSHOP_2017}/A_B_CVPR_2017_paper.html",
        f"url:{WORKSHOP_2017}/A_B_CVPR_2017_paper.html", "", "", "",
    ),
    (
        "http://jmlr.csail.mit.edu/proceedings/papers/v9/glorot10a/glorot10a.pdf",
        "pmlr:v9/glorot10a", "", "", "pdf",
    ),
    ("https://github.com/Org/Repo", "url:https://github.com/Org/Repo", "", "", ""),
    # Journals and preprints.
    (
        "https://www.biorxiv.org/content/biorxiv/early/2017/07/25/097170.full.pdf",
        "doi:10.1101/097170", "", "", "pdf",
    ),
    ("https://psyarxiv.com/ab1cd/", "doi:10.31234/osf.io/ab1cd", "", "", "doi"),
    ("https://osf.io/preprints/psyarxiv/ab1cd_v2", "doi:10.31234/osf.io/ab1cd", "", "", "doi"),
    (
        "https://www.frontiersin.org/articles/10.3389/fnins.2020.00123/full",
        "doi:10.3389/fnins.2020.00123", "", "", "doi",
    ),
    (
        "https://royalsocietypublishing.org/doi/10.1098/rsos.160741",
        "doi:10.1098/rsos.160741", "", "", "doi",
    ),
    (
        "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456",
        "doi:10.1371/journal.pone.0123456", "", "", "doi",
    ),
    (
        "https://www.hindawi.com/journals/cin/2018/7068349/",
        "doi:10.1155/2018/7068349", "", "", "doi",
    ),
    ("https://elifesciences.org/articles/12345", "doi:10.7554/elife.12345", "", "", "doi"),
    ("https://peerj.com/articles/cs-123/", "doi:10.7717/peerj-cs.123", "", "", "doi"),
    ("https://europepmc.org/article/MED/29456894", "pmid:29456894", "", "", "pubmed"),
    ("https://europepmc.org/articles/PMC2377243", "pmcid:PMC2377243", "", "", "pmc"),
    ("http://anthology.aclweb.org/P/P14/P14-1062.pdf", "acl:P14-1062", "", "", "pdf"),
    (
        "https://link.zhihu.com/?target=https%3A//arxiv.org/abs/2511.21579",
        "arxiv:2511.21579", "", "", "arxiv",
    ),
    (
        "https://www.google.com/url?sa=t&q=https%3A%2F%2Farxiv.org%2Fabs%2F2511.21579",
        "arxiv:2511.21579", "", "", "arxiv",
    ),
]  # fmt: skip
# Papers whose only id is their address: the one form → others of the same page.
ADDRESSES = {
    "https://www.jmlr.org/papers/v3/blei03a.html": [
        "http://jmlr.org/papers/v3/blei03a.html",
        "http://www.jmlr.org/papers/volume3/blei03a/blei03a.pdf",
        "http://jmlr.csail.mit.edu/papers/v3/blei03a.html",
        "jmlr.org/papers/v3/blei03a.html",
    ],
    "https://www.jmlr.org/papers/v21/20-074.html": [
        "https://jmlr.org/papers/volume21/20-074/20-074.pdf",
    ],
    "https://www.jmlr.org/papers/v15/srivastava14a.html": [
        "http://www.jmlr.org/papers/volume15/srivastava14a.old/srivastava14a.pdf",
        "http://jmlr.org/papers/v15/srivastava14a.old.html",
    ],
    "https://ojs.aaai.org/index.php/AAAI/article/view/4714": [
        "https://ojs.aaai.org//index.php/AAAI/article/view/4714",
        "https://ojs.aaai.org/index.php/AAAI/article/view/4714/4592",
        "https://ojs.aaai.org/index.php/AAAI/article/download/4714/4592",
        "https://www.aaai.org/ojs/index.php/AAAI/article/view/4714",
    ],
    "https://www.aaai.org/ocs/index.php/AAAI/AAAI18/paper/view/16488": [
        "https://aaai.org/ocs/index.php/AAAI/AAAI18/paper/viewPaper/16488",
        "https://www.aaai.org/ocs/index.php/AAAI/AAAI18/paper/view/16488/15879",
        "http://www.aaai.org/ocs/index.php/AAAI/AAAI18/paper/viewFile/16488/15879",
    ],
    "https://www.aaai.org/Papers/AAAI/1998/AAAI98-106.pdf": [],
    "https://www.aaai.org/Library/AAAI/1998/aaai98-106.php": [],
    "https://ieeexplore.ieee.org/document/8977999": [
        "https://ieeexplore.ieee.org/document/8977999/",
        "https://ieeexplore.ieee.org/abstract/document/8977999",
        "https://ieeexplore.ieee.org/document/8977999/authors#authors",
        "http://ieeexplore.ieee.org/xpl/articleDetails.jsp?arnumber=8977999",
        "http://ieeexplore.ieee.org/xpls/abs_all.jsp?tp=&arnumber=8977999&tag=1",
        "https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=08977999",
        "https://ieeexplore.ieee.org/iel7/34/4359286/08977999.pdf",
    ],
    "https://www.usenix.org/conference/osdi20/presentation/qin": [],
    "https://www.usenix.org/conference/osdi14/technical-sessions/presentation/chilimbi": [],
    "https://www.usenix.org/system/files/osdi20-qin.pdf": [],
    "https://www.usenix.org/system/files/conference/osdi16/osdi16-abadi.pdf": [],
    "https://www.usenix.org/legacy/event/osdi04/tech/full_papers/dean/dean.pdf": [],
    f"{USENIX_OLD}/osdi99/full_papers/castro/castro_html/castro.html": [],
    "https://www.sciencedirect.com/science/article/pii/S0004370221000862": [
        "https://www.sciencedirect.com/science/article/abs/pii/S0004370221000862",
        "https://www.sciencedirect.com/science/article/pii/S0004370221000862?via%3Dihub",
        "https://www.sciencedirect.com/science/article/pii/S0004370221000862/pdfft?md5=a&pid=b.pdf",
        "https://linkinghub.elsevier.com/retrieve/pii/S0004370221000862",
    ],
    "https://www.sciencedirect.com/science/article/pii/002200008190024X": [],
    f"https://proceedings.iclr.cc/paper_files/paper/2024/hash/{HEX32}-Abstract-Conference.html": [
        f"https://proceedings.iclr.cc/paper_files/paper/2024/file/{HEX32}-Paper-Conference.pdf",
    ],
    f"https://proceedings.mlsys.org/paper/2020/hash/{HEX32}-Abstract.html": [
        f"https://proceedings.mlsys.org/paper/2020/file/{HEX32}-Paper.pdf",
    ],
    NIPS_OLD: [
        f"{NIPS_OLD}.pdf",
        f"{NIPS_OLD.replace('https', 'http')}.pdf",
        f"{NIPS_OLD.replace('nips.cc', 'neurips.cc')}",
    ],
    "https://books.nips.cc/papers/files/nips25/NIPS2012_0534.pdf": [],
    "https://www.ecva.net/papers/eccv_2020/papers_ECCV/html/123_ECCV_2020_paper.php": [],
    f"https://openreview.net/pdf/{HEX40}.pdf": [],
    "https://openreview.net/references/pdf?id=abc": [],
    "https://dl.acm.org/citation.cfm?id=1015349": [
        "http://dl.acm.org/citation.cfm?id=1015330.1015349",
        "https://dl.acm.org/citation.cfm?doid=1015330.1015349&CFID=1",
        "http://portal.acm.org/citation.cfm?id=1015349",
    ],
    "https://www.ijcai.org/Abstract/16/123": [
        "http://www.ijcai.org/Proceedings/16/Papers/123.pdf",
    ],
    "https://www.ijcai.org/Proceedings/77-1/Papers/005.pdf": [],
    "https://www.ijcai.org/papers13/Papers/IJCAI13-123.pdf": [],
    "https://www.vldb.org/pvldb/vol14/p2114-chen.pdf": [],
    "https://www.vldb.org/pvldb/vldb2010/papers/R29.pdf": [],
    "https://vldb.org/conf/1996/P123.PDF": [],
    "https://www.vldb.org/cidrdb/papers/2023/p1-a.pdf": [],
    "https://www.cidrdb.org/cidr2021/papers/cidr2021_paper17.pdf": [],
    "https://research.google/pubs/attention-is-all-you-need/": [
        "https://research.google/pubs/attention-is-all-you-need",
    ],
    "https://research.google/pubs/pub45530/": [
        "https://ai.google/research/pubs/pub45530",
        "http://research.google.com/pubs/pub45530.html",
        "https://static.googleusercontent.com/media/research.google.com/en//pubs/archive/45530.pdf",
    ],
    "https://research.google.com/archive/gfs-sosp2003.pdf": [],
    "https://www.microsoft.com/en-us/research/publication/a-b-c/": [
        "https://www.microsoft.com/ko-kr/research/publication/a-b-c",
    ],
    "https://research.microsoft.com/pubs/192769/tricks-2012.pdf": [],
    "https://ai.meta.com/research/publications/a-b-c/": [
        "https://ai.facebook.com/research/publications/a-b-c",
    ],
    "https://research.facebook.com/publications/a-b-c/": [],
    "https://www.amazon.science/publications/a-b-c": [],
    "https://machinelearning.apple.com/research/a-b-c": [],
    "https://research.nvidia.com/publication/2019-07_a": [],
    "https://research.nvidia.com/labs/par/publication/a.html": [],
    "https://deepmind.google/research/publications/12345/": [],
    "https://cdn.openai.com/papers/dall-e-3.pdf": [],
    "https://deepmind.com/documents/211/a_preprint.pdf": [],
    "https://hal.science/hal-01234567": [
        "https://hal.archives-ouvertes.fr/hal-01234567v2/document",
        "https://inria.hal.science/hal-01234567/file/A_B-2011.pdf",
    ],
    "https://www.mdpi.com/1424-8220/20/1/123": [
        "https://www.mdpi.com/1424-8220/20/1/123/htm",
        "https://www.mdpi.com/1424-8220/20/1/123/pdf?version=1",
    ],
    "https://www.pnas.org/content/114/13/3521": [
        "https://www.pnas.org/content/114/13/3521.full.pdf",
        "http://www.pnas.org/content/114/13/3521.short",
    ],
    "https://science.sciencemag.org/content/313/5786/504": [
        "https://science.sciencemag.org/content/sci/313/5786/504.full.pdf",
    ],
    "https://www.jstor.org/stable/1234567": ["https://www.jstor.org/stable/pdf/1234567.pdf"],
    "https://www.osti.gov/biblio/1234567": ["https://www.osti.gov/servlets/purl/1234567"],
    "https://www.isca-speech.org/archive/interspeech_2020/a20_interspeech.html": [],
    "https://www.isca-archive.org/interspeech_2020/a20_interspeech.pdf": [],
    "https://academic.oup.com/bioinformatics/article/5566506": [
        "https://academic.oup.com/bioinformatics/article/36/4/1234/5566506",
        "https://academic.oup.com/bioinformatics/article-abstract/36/4/1234/5566506",
    ],
    "https://www.researchgate.net/publication/123456": [
        "https://www.researchgate.net/publication/123456_A_lamp_for_the_night",
    ],
    "https://citeseerx.ist.psu.edu/document?doi=10.1.1.31.2": [
        "http://citeseerx.ist.psu.edu/viewdoc/summary?doi=10.1.1.31.2",
        "https://citeseerx.ist.psu.edu/viewdoc/download?doi=10.1.1.31.2&rep=rep1&type=pdf",
    ],
    "https://distill.pub/2021/gnn-intro/": [],
    "https://archives.ismir.net/ismir2020/paper/000001.pdf": [],
    "https://www.bmva.org/bmvc/2016/papers/paper012/paper012.pdf": [],
    "https://www.ndss-symposium.org/ndss-paper/a-b/": [],
    "https://www.nowpublishers.com/article/Details/MAL-006": [],
    "https://paperswithcode.com/paper/a-b-c": [],
    "https://www.preprints.org/manuscript/202001.0001": [
        "https://www.preprints.org/manuscript/202001.0001/v1",
    ],
}  # fmt: skip
GLUED = [
    ("https://arxiv.org/abs/2511.21579" + junk, "arxiv:2511.21579", "", "", "arxiv")
    for junk in (
        ".", "。", ";", "*", "**", ",", ":", ")", "'", "%20", "%C2%A0", "를", "을)", "，参见",
        "。这篇", "%EB%A5%BC", "%E3%80%82", "**굵게**", "](", "</a>", "|", "(見)", "\u200b",
        "…", "😀",
    )
] + [
    ("(https://arxiv.org/abs/2511.21579)", "arxiv:2511.21579", "", "", "arxiv"),
    ("<https://arxiv.org/abs/2511.21579>", "arxiv:2511.21579", "", "", "arxiv"),
    ("「https://arxiv.org/abs/2511.21579」", "arxiv:2511.21579", "", "", "arxiv"),
    ("https://doi.org/10.1145/3485132에서", "doi:10.1145/3485132", "", "", "doi"),
    ("https://openreview.net/forum?id=Vota6rFhBQ를", "openreview:Vota6rFhBQ", "", "", "openreview"),
    ("2511.21579를", "arxiv:2511.21579", "", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "paper", "version", "language", "source"),
    [*BARE, *ARXIV, *ELSEWHERE, *OTHERS, *GLUED],
)
def test_one_paper_has_one_id(
    text: str, paper: str, version: str, language: str, source: str
) -> None:
    """Every form of an id or URL gives the canonical id, and keeps version and language aside."""
    found = parse(text)
    assert (str(found.id), found.version, found.language, found.source) == (
        paper,
        version,
        language,
        source,
    )


@pytest.mark.parametrize("page", ADDRESSES)
def test_one_paper_has_one_address(page: str) -> None:
    """Where a site's pages have no id, the address of one names the paper, in whatever form."""
    for url in (page, f"{page}를", f"({page})", *ADDRESSES[page]):
        found = parse(url)
        assert (str(found.id), found.of_paper) == (f"url:{page}", True)
        assert parse(found.url).id == found.id


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/paper.pdf",
        "https://github.com/org/repo",
        "https://doi.org/10/ggk5vt",
        "https://www.jmlr.org/papers/v3/blei03a.bib",
        "https://www.jmlr.org/mloss/",
        "https://www.usenix.org/system/files/osdi20_slides_qin.pdf",
        "https://www.usenix.org/system/files/conference/osdi16/osdi16_slides_abadi.pdf",
        "https://www.usenix.org/system/files/osdi20_full_proceedings.pdf",
        "https://www.usenix.org/conference/osdi20/call-for-papers",
        "https://www.sciencedirect.com/science/article/pii/S12",
        "https://www.sciencedirect.com/science/book/9780123456789",
        "https://www.aaai.org/Conferences/AAAI-20/",
        "https://www.aaai.org/Library/AAAI/aaai98contents.php",
        "https://dl.acm.org/profile/81100000000",
        "https://dl.acm.org/citation.cfm",
        "https://vldb.org/2024/",
        "https://www.vldb.org/pvldb/vol14/FrontMatterVol14No11.pdf",
        "https://www.microsoft.com/en-us/research/people/a/",
        "https://www.microsoft.com/en-us/research/blog/a/",
        "https://research.google/people/a/",
        "https://research.google/blog/a/",
        "https://ai.meta.com/blog/a/",
        "https://ai.meta.com/research/publications/search",
        "https://machinelearning.apple.com/updates/a",
        "https://research.ibm.com/blog/a",
        "https://cdn.openai.com/business-guides/a.pdf",
        "https://static.googleusercontent.com/media/a.pdf",
        "https://www.nature.com/collections/abc",
        "https://www.mdpi.com/journal/sensors",
        "https://hal.science/abc",
        "https://www.researchgate.net/profile/A_B",
        "https://paperswithcode.com/sota/a",
        "https://psyarxiv.com/discover",
        "https://link.zhihu.com/?target=https%3A//example.org/a",
        "https://www.google.com/url?q=nowhere",
    ],
)
def test_a_page_that_may_be_anything_is_told_apart(url: str) -> None:
    """Its address names it, and nothing says that it shows a paper."""
    found = parse(url)
    assert (found.id.scheme, found.of_paper) == ("url", False)


@pytest.mark.parametrize("text", [row[0] for row in GLUED if row[0].startswith("https://arxiv")])
def test_url_ends_where_other_text_begins(text: str) -> None:
    """The URL that is kept leads to the paper: what was glued to it is gone."""
    assert parse(text).url.rstrip("/") == "https://arxiv.org/abs/2511.21579"


def test_korean_in_a_query_is_prose_and_in_a_fragment_a_heading() -> None:
    """Percent-encoded, as an address bar writes both: prose is cut off, a heading is led to."""
    url = "https://openreview.net/forum?id=Vota6rFhBQ"
    assert parse(f"{url}%EB%A5%BC").url == url
    assert parse(f"{url}%EB%A5%BC#S1").url == url
    assert parse(f"{url}#%EB%B0%A9%EB%B2%95").url == f"{url}#%EB%B0%A9%EB%B2%95"


@pytest.mark.parametrize(
    "mark", ["\x7f", "\x9f", "\u00a0", "\u3000", '"', "`", "<", "。", "…", "，"]
)
@pytest.mark.parametrize("url", ["https://x.org/a", "https://arxiv.org/abs/2511.21579v2"])
def test_a_mark_behind_a_url_is_not_of_it(url: str, mark: str) -> None:
    """Neither as it is nor percent-encoded, as editors and browsers write it; nor several."""
    for glued in (mark, quote(mark), quote(mark) * 2, quote(mark) + ".", "." + quote(mark)):
        assert parse(url + glued).url == url


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("2511.21579", ""),
        ("arxiv.org/abs/2511.21579", "https://arxiv.org/abs/2511.21579"),
        ("https://arxiv.org/pdf/2511.21579v2#page=3", "https://arxiv.org/pdf/2511.21579v2#page=3"),
        (
            "https://openreview.net/attachment?id=Vota6rFhBQ&name=a%20b,c.zip",
            "https://openreview.net/attachment?id=Vota6rFhBQ&name=a%20b,c.zip",
        ),
        ("https://x.org/a?utm_source=b", "https://x.org/a?utm_source=b"),
    ],
)
def test_url_is_kept_as_typed(text: str, url: str) -> None:
    """The link of a card is what the author typed, version, query and fragment included."""
    assert parse(text).url == url


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/list/cs.CL/recent",
        "https://arxiv.org/search/?query=2511.21579",
        "https://arxiv.org/a/smith_j_1",
        "https://arxiv.org/",
        "https://huggingface.co/papers/trending",
        "https://huggingface.co/papers/date/2026-07-10",
        "https://huggingface.co/papers/week/2026-W20",
        "https://huggingface.co/papers",
        "https://www.alphaxiv.org/explore",
        "https://www.alphaxiv.org/ko/explore",
        "https://www.semanticscholar.org/search?q=a",
        "https://www.semanticscholar.org/author/A/1741101",
        "https://openreview.net/group?id=ICLR.cc/2026/Conference",
        "https://openreview.net/group/ICLR.cc",
        "https://aclanthology.org/volumes/2020.acl-main/",
        "https://aclanthology.org/events/acl-2020/",
        "https://www.aclweb.org/anthology/volumes/P18-1/",
        "https://proceedings.mlr.press/v202/",
        "https://proceedings.mlr.press/",
        "https://openaccess.thecvf.com/CVPR2024?day=all",
        "https://proceedings.neurips.cc/paper_files/paper/2022",
        "https://eprint.iacr.org/2022/",
        "https://eprint.iacr.org/search?q=a",
        "https://papers.ssrn.com/sol3/results.cfm",
        "https://pubmed.ncbi.nlm.nih.gov/?term=a",
        "https://doi.org/",
        "https://www.jmlr.org/",
        "https://www.jmlr.org/papers/",
        "https://www.jmlr.org/papers/v3/",
        "https://ojs.aaai.org/index.php/AAAI/issue/view/299",
        "https://ojs.aaai.org/index.php/AAAI/issue/archive",
        "https://ieeexplore.ieee.org/author/37085404925",
        "https://ieeexplore.ieee.org/xpl/conhome/9709627/proceeding",
        "https://ieeexplore.ieee.org/xpl/RecentIssue.jsp?punumber=34",
        "https://ieeexplore.ieee.org/search/searchresult.jsp?queryText=a",
        "https://www.usenix.org/conference/osdi20",
        "https://www.usenix.org/conference/osdi20/technical-sessions",
        "https://www.roboticsproceedings.org/rss09/index.html",
        "https://proceedings.iclr.cc/paper_files/paper/2024",
        "https://papers.nips.cc/author/geoffrey-e-hinton-94",
        "https://papers.nips.cc/book/advances-in-neural-information-processing-systems-25-2012",
        "https://www.ijcai.org/proceedings/2019/",
        "https://www.ijcai.org/proceedings/",
        "https://vldb.org/pvldb/volumes/16/",
        "https://www.vldb.org/pvldb/",
        "https://www.cv-foundation.org/openaccess/CVPR2015.py",
        "https://research.google/pubs/",
        "https://ai.meta.com/research/publications/",
        "https://www.amazon.science/publications",
        "https://deepmind.google/research/publications/",
    ],
)
def test_other_pages_of_known_sites_are_not_papers(url: str) -> None:
    """A listing, a search or a volume of a known site is refused as such, not taken as a page."""
    with pytest.raises(NotAPaper, match="shows no paper"):
        parse(url)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1412.07878", "5 digits"),
        ("1501.0001", "4 digits"),
        ("2511.2064", "YAML"),
        ("0703.0001", "0704"),
        ("1513.00001", "month 13"),
        ("1500.00001", "month 00"),
        ("1501.00000", "begin with 1"),
        ("2511.999999", "6 digits"),
        ("2513.00001", "month 13"),
        ("9901.00001", "0704"),
        ("2511.21579v0", "v0"),
        ("foo/9901001", "unknown archive 'foo'"),
        ("stat/0611800", "unknown archive 'stat'"),
        ("hep-th/9913001", "month 13"),
        ("hep-th/0704001", "March 2007"),
        ("hep-th/9106001", "July 1991"),
        ("hep-th/9901000", "begin with 1"),
        ("２５１１.21579", "expected"),
        ("[arXiv251112]", "expected"),
        ("https://arxiv.org/abs/2513.00001", "month 13"),
        ("https://arxiv.org/abs/2506.XXXXX", "expected YYMM"),
        ("https://arxiv.org/abs//2511.21579", "expected YYMM"),
        ("https://arxiv.org/abs//ID", "expected YYMM"),
        ("https://arxiv.org/abs/", "expected YYMM"),
        ("https://arxiv.org/abs/2511.215790", "6 digits"),
        ("https://huggingface.co/papers/2513.00001", "month 13"),
        ("https://www.alphaxiv.org/abs/nothing", "expected YYMM"),
        ("https://doi.org/10.1145", "expected 10"),
        ("https://doi.org/10.48550/arXiv.2513.00001", "month 13"),
        ("10.1145/...", "expected 10"),
        ("10.1145/3485132 and more", "expected"),
        ("10.1000/%FF", "expected 10"),
        ("https://openreview.net/forum?id=", "OpenReview"),
        ("https://openreview.net/forum", "in 'https://openreview.net/forum'"),
        ("https://aclanthology.org/P18-10", "ACL"),
        ("https://www.semanticscholar.org/paper/Attention", "40 hexadecimal"),
        ("https://papers.nips.cc/paper/2017/hash/123-Abstract.html", "hexadecimal"),
        ("https://eprint.iacr.org/2022/abc", "year/number"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/2377243x/", "PMC"),
        ("ISBN 978-0-262-03384-9", "check digit"),
        ("ISBN 0-262-03384-5", "check digit"),
        ("ISBN 123", "10 digits"),
        ("9780262033848", "expected"),
        ("https://arxiv.org/abs/2511.21579 https://arxiv.org/abs/2511.21580", "white space"),
        ("", "expected"),
        ("]()", "expected"),
        ("](TODO)", "expected"),
        ("ttp://arxiv.org/abs/2511.21579", "ttp"),
        ("%20", "expected"),
        ("javascript:alert(1)", "javascript"),
        ("url:javascript:alert(1)", "not an http"),
        ("data:text/html,x", "data"),
        ("https://", "no host"),
        ("https:///abs/2511.21579", "no host"),
        ("https://[::1", "not a valid URL"),
        ("https://arxiv.org:x/abs/2511.21579", "not a valid URL"),
        ("https://arxiv.org@evil.example/abs/2511.21579", "user name"),
        ("\0", "expected"),
        ("\ud800", "expected"),
        ("nothing", "expected"),
    ],
)
def test_what_names_no_paper_is_refused_with_the_reason(text: str, reason: str) -> None:
    """A malformed id is refused: the message quotes it and says which rule it breaks."""
    with pytest.raises(InvalidPaperId, match=re.escape(reason)) as caught:
        parse(text)
    assert not isinstance(caught.value, NotAPaper)
    assert str(caught.value).isprintable()


def test_number_inside_a_doi_is_no_arxiv_id() -> None:
    """URLs are read by host and path: 10.1145/3394486.3403376 holds the digits of an arXiv id."""
    found = parse("https://dl.acm.org/doi/10.1145/3394486.3403376")
    assert found.id == PaperId("doi", "10.1145/3394486.3403376")
    assert parse_id("https://example.org/2511.21579").scheme == "url"


def test_message_shortens_a_long_text() -> None:
    """A message stays readable, however long the text is."""
    with pytest.raises(InvalidPaperId) as caught:
        parse("x" * 1_000_000)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        (" https://example.org/ ", "https://example.org/"),
        ("HTTPS://Example.ORG/A", "https://example.org/A"),
        ("https://example.org/논문", "https://example.org/%EB%85%BC%EB%AC%B8"),
        ("https://example.org/%EB%85%BC?q=%3C", "https://example.org/%EB%85%BC?q=%3C"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://Straße.example/", "https://xn--strae-oqa.example/"),
        ("https://i❤.example/", "https://xn--i-7iq.example/"),
        ("https://日本。example/", "https://xn--wgv71a.example/"),
        ("https://example.org/\"onclick='x'<b>", "https://example.org/%22onclick=%27x%27%3Cb%3E"),
        ("https://example.org/a\\b", "https://example.org/a%5Cb"),
        ("https://example.org/a\nb", "https://example.org/ab"),
        ("https://example.org/a\x01b", "https://example.org/a%01b"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/\ud83d\ude00\ud800/", "https://example.org/%F0%9F%98%80%EF%BF%BD/"),
        ("http://localhost:8000/x#y", "http://localhost:8000/x#y"),
    ],
)
def test_safe_url_can_stand_in_an_attribute(text: str, safe: str) -> None:
    """What could end an attribute or start markup is percent-encoded; what is encoded stays so."""
    assert safe_url(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "ttp://example.org",
        "//example.org/x",
        "/x",
        "",
        "https://",
        "https:example.org",
        "https://user:secret@example.org/",
        "https://a\\@b.example/",
        "https://exa mple.org/",
        "https://℀.example/",
        "https://example.org:99999999/",
        "https://" + "a." * 5000,
        "https://example.org/" + "a" * LONGEST,
    ],
)
def test_unsafe_url_is_refused(text: str) -> None:
    """Only http and https URLs with a host, and without credentials, become links."""
    with pytest.raises(InvalidPaperId):
        safe_url(text)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("HTTP://Example.ORG:80", "http://example.org/"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&b=1&UTM_medium=y", "https://example.org/a?b=1"),
        ("https://example.org/a?utm_source=x", "https://example.org/a"),
        ("https://example.org/a#", "https://example.org/a"),
        ("https://example.org/a#b", "https://example.org/a#b"),
        ("https://example.org/a#:~:text=b", "https://example.org/a"),
        ("https://example.org/a#b:~:text=c", "https://example.org/a#b"),
        ("https://example.org/%7euser/%e3%80%80x", "https://example.org/~user/%E3%80%80x"),
        ("https://example.org/a.?utm_x=1", "https://example.org/a"),
        ("https://en.wikipedia.org/wiki/A_(b)", "https://en.wikipedia.org/wiki/A_(b)"),
    ],
)
def test_urls_of_one_page_are_one_id(text: str, normal: str) -> None:
    """What does not change which page is shown is no part of a ``url:`` id."""
    assert normal_url(text) == normal
    assert parse_id(text) == PaperId("url", normal)


WORDS = """
https:// http:// url: doi: arxiv: acl: cvf: pmlr: s2: isbn: ISBN arxiv.org www. export. /abs/
/pdf/ /html/ huggingface.co hf.co /papers/ alphaxiv.org ko/ overview/ doi.org/ 10.1145/
10.48550/arXiv. 10.1101/ 2020.01.01.123456 v2 v0 .full.pdf 2511.21579 2513.1 hep-th/9901001 math.CA/
0611800 openreview.net /forum?id= /pdf?id= Vota6rFhBQ &name= utm_a=b aclanthology.org P18-1023
2020.acl-main.12 proceedings.mlr.press /v202/ li23e .html .pdf openaccess.thecvf.com
/content/CVPR2024/papers/ A_B_CVPR_2024 _paper.pdf proceedings.neurips.cc/paper/2022/hash/
jmlr.org /papers/v3/ blei03a dl.acm.org /citation.cfm?id= ieeexplore.ieee.org /document/ usenix.org
/conference/osdi20/presentation/ ijcai.org /proceedings/2019/ papers.nips.cc/paper/4824-a
semanticscholar.org api.semanticscholar.org /paper/ CorpusID:5 eprint.iacr.org /2022/1039 ssrn.com
/abstract=1450387 PMC2377243 pubmed.ncbi.nlm.nih.gov github.com 논문 를 。 、 … ” ( ) [ ] < > { } *
. , ; : ? # & = % %20 %25 %2F %3C %EB%A5%BC %FF %C2 / // @ \\ | ` ' " - _ + ~ #:~:text= é ﬁ ı K
"""
BLANKS_AND_SURROGATES = "\0 \n\ud800\udc00\u00a0\u3000\u200b"
PIECES = st.sampled_from([*WORDS.split(), *BLANKS_AND_SURROGATES, HEX32, HEX40])
MIXTURES = st.lists(PIECES | st.text(max_size=3), max_size=9).map("".join)
SURROGATES = st.text(st.characters(categories=["Cs", "Cc", "Zs", "Po", "Lo", "Nd"]))


@given(
    MIXTURES | st.text() | SURROGATES | st.builds(str.__add__, st.just("https://x.org/"), MIXTURES)
)
@example("https://x.org/a?.&utm_a")
@example("10.1145/a%2525252541")
@example("https://x.org/%4%31")
def test_any_text_is_a_paper_or_an_invalid_id(text: str) -> None:
    """No text raises anything else; what is found is canonical, safe, and names itself."""
    try:
        found = parse(text)
    except InvalidPaperId:
        return
    assert found.id.scheme in SCHEMES
    assert parse(str(found.id)).id == found.id
    assert PaperId.read(str(found.id)) == found.id
    if found.url:
        assert safe_url(found.url) == found.url
        assert re.fullmatch(r"https?://[!-~]+", found.url)
        assert not set(found.url) & set("<>\"'`\\{}|^")
        assert parse(found.url).id == found.id


@given(
    st.builds(str.__add__, st.sampled_from(["doi:10.1000/", "https://doi.org/10.1000/"]), MIXTURES)
)
def test_any_doi_names_itself(text: str) -> None:
    """The canonical form of a DOI is the canonical form of itself."""
    try:
        found = parse(text)
    except InvalidPaperId:
        return
    assert parse(str(found.id)).id == found.id
    assert PaperId.read(str(found.id)) == found.id


@given(st.builds(str.__add__, st.just("https://x.org/"), MIXTURES))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    """A normal URL is its own normal form."""
    try:
        normal = normal_url(text)
    except InvalidPaperId:
        return
    assert normal_url(normal) == normal
    assert safe_url(normal) == normal


MEGABYTES = 5_000_000
SHAPES = [
    "a", ".", ")", "(", "()", "/", "//", "%", "%20", "%25", "%EB", " ", "\n", "\0", "를", "\ud800",
    "2511.", "0", "v1", "-", "_", "_CVPR", "*", ":", "@", "[", "?", "&", "=&", "#", "utm_", "10.1/",
    "x.", "https://", "url:", "math/", "\u200b", "%25" * 3 + "20", "😀",
]  # fmt: skip
HEADS = [
    "", "https://x.org/", "https://arxiv.org/abs/", "https://doi.org/10.1000/", "10.1000/", "doi:",
    "ISBN ", "https://openreview.net/forum?id=", "https://", "cvf:", "url:https://x.org/?",
    "https://usenix.org/legacy/events/osdi04/tech/", "https://ieeexplore.ieee.org/stamp/stamp.jsp?",
    "https://cv-foundation.org/openaccess/content_cvpr_2015/", "https://vldb.org/pvldb/",
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_megabytes_of_junk_are_read_in_linear_time(shape: str) -> None:
    """Work grows with the text, not with its square: five megabytes of any shape are answered."""
    junk = shape * (MEGABYTES // len(shape))
    for text in (junk, "https://arxiv.org/abs/2511.21579" + junk, junk + "x", junk + "2511.21579"):
        with pytest.raises(InvalidPaperId):
            parse(text + "x")
        with pytest.raises(InvalidPaperId):
            safe_url(text + "x")


@pytest.mark.parametrize("head", HEADS)
def test_the_longest_texts_are_read_at_once(head: str) -> None:
    """Below the limit of length, too, no shape makes the work explode."""
    for shape in SHAPES:
        for tail in ("", "x", ")", "2511.21579"):
            body = shape * ((LONGEST - len(head) - len(tail)) // len(shape))
            with suppress(InvalidPaperId):
                assert parse(head + body + tail).id.value
