"""What a page can show from elsewhere: each kind of it."""

from __future__ import annotations

from sphinx_paperreview.collecting.indices import INDICES
from sphinx_paperreview.core.charts import CHARTS
from sphinx_paperreview.core.pages import OVERVIEW_KEYS
from sphinx_paperreview.core.post_query import POST_GROUP_KEYS
from sphinx_paperreview.core.query import COLUMNS, GROUP_KEYS, SORT_KEYS, STYLES
from sphinx_paperreview.core.reading_list import READING_SORT_KEYS


def _listing(directive: str, **options: str) -> str:
    lines = [f":{name.replace('_', '-')}: {value}" for name, value in options.items()]
    return "\n".join([f"```{{{directive}}}", *lines, "```"])


_OF_REVIEWS = [column for column in COLUMNS if column != "mentions"]

KINDS = {
    **{f"list-{style}": _listing("paper:list", style=style) for style in STYLES},
    **{f"by-{key}": _listing("paper:list", group_by=key) for key in GROUP_KEYS},
    **{f"sort-{key}": _listing("paper:list", sort=f"-{key}", limit="2") for key in SORT_KEYS},
    "columns": _listing("paper:list", style="table", columns=" ".join(_OF_REVIEWS)),
    "row": _listing("paper:list", show="authors published mentions summary image"),
    "row-image": _listing("paper:list", show="image", hide="subtitle org", limit="2"),
    "column-mentions": _listing("paper:list", style="table", columns="title mentions"),
    "two-keys": _listing("paper:list", group_by="org month", style="cards"),
    "filter": _listing("paper:list", filter=""),
    "files": _listing("paper:list", export="bib csl", tag="a"),
    "chosen": _listing("paper:list", papers="2511.00002 2511.00001", limit="1"),
    "some": _listing("paper:list", org="!Apple", tag="a", since="2025-09", has="code"),
    "posts": _listing("paper:posts"),
    "last-posts": _listing("paper:posts", limit="1", tag="a, c"),
    **{
        f"posts-by-{key}": _listing("paper:posts", group_by=key, tag="!b")
        for key in POST_GROUP_KEYS
    },
    **{f"top-{key}": _listing("paper:overview", kind=key, limit="1") for key in OVERVIEW_KEYS},
    "overview": _listing("paper:overview"),
    **{f"chart-{key}": _listing("paper:chart", kind=key, limit="2") for key in CHARTS},
    **{f"read-{key}": _listing("paper:mentions", sort=key) for key in READING_SORT_KEYS},
    "read-doi": _listing("paper:mentions", source="doi"),
    **{f"index-{index.name}": f"{{ref}}`paper-{index.name}`" for index in INDICES},
    "myst-index": "[](#paper-venues)",
    "words-index": "[words](#paper-tags)",
    "any-index": "{any}`paper-orgs`",
    "org": "{paper:org}`NVIDIA`",
    "tag": "{paper:tag}`b`",
    "id": "{paper}`2511.00001`",
    "words": "{paper}`words <2511.00002>`",
    "title": "{paper}`Paper C`",
    "short": "{paper}`Paper A`",
    "name": "{paper}`label-a`",
    "external": "{external:paper}`2511.00002`",
    "unreviewed": "{paper}`1706.03762`",
    "ref": "{ref}`arxiv-2511.00002`",
    "label": "{ref}`label-a`",
    "any": "{any}`arxiv:2511.00001`",
    "any-title": "{any}`label-a`",
    "myst": "[](#arxiv-2511.00002)",
    "place": "[](one.md#arxiv-2511.00002)",
    "place-words": "[words](one.md#arxiv-2511.00002)",
    "link": "[it](https://arxiv.org/pdf/2511.00002v3)",
    "code": "[code](https://e.org/b)",
    "no-paper": "[other](https://e.org/nothing)",
    "plain": "Words.",
}
"""Each kind of thing from elsewhere on a page of its own: else one would hide another."""
