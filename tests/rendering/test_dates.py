"""Dates: one form for each place, in the language of the site, and for machines."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.conftest import MakeSite
from tests.site import review_page

LISTS = """# Lists

```{paper:list}
:show: published
:group-by: day
```

```{paper:list}
:style: table
:columns: title published date
:group-by: year
```

```{paper:list}
:style: cards
:group-by: month
```

```{paper:posts}
```

```{toctree}
2025-11-27
2025-12-01
```
"""

SITE = {
    "index.md": LISTS,
    "2025-11-27.md": review_page(":::{paper} 2505.00001", ":title: One", ":::"),
    "2025-12-01.md": review_page(
        ":::{paper}", ":title: Two", ":published: 2024-02-03", ":::"
    ).replace("2025-11-27", "2025-12-01"),
}

LISTED = {
    ".paper-list .paper-date time": ["2025-12-01", "2025-11-27"],
    ".paper-table .paper-date time": ["2024-02-03", "2025-12-01", "2025-05", "2025-11-27"],
    ".paper-cards .paper-date time": ["2025-12-01", "2025-11-27"],
}
"""The same in every language."""

WRITTEN = {
    "en": {
        ".paper-entry-published": ["Published: 2024-02-03", "Published: 2025-05"],
        ".paper-group": [
            *("December 1, 2025", "November 27, 2025"),
            *("2025", "December 2025", "November 2025"),
        ],
        ".paper-post-facts time": ["Dec 1, 2025", "Nov 27, 2025"],
    },
    "ko": {
        ".paper-entry-published": ["발표: 2024-02-03", "발표: 2025-05"],
        ".paper-group": [
            *("2025년 12월 1일", "2025년 11월 27일"),
            *("2025년", "2025년 12월", "2025년 11월"),
        ],
        ".paper-post-facts time": ["2025년 12월 1일", "2025년 11월 27일"],
    },
}

HEADS = {
    "en": {".paper-post time": ["Nov 27, 2025"], ".paper-head .paper-date time": ["May 2025"]},
    "ko": {
        ".paper-post time": ["2025년 11월 27일"],
        ".paper-head .paper-date time": ["2025년 5월"],
    },
}

BAR = {"en": ["Dec 1, 2025"], "ko": ["2025년 12월 1일"]}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_each_place_has_one_form(make_site: MakeSite, language: str) -> None:
    """Those of listings are compared, and alike in every language; others are read."""
    conf = f"language = {language!r}\npaperreview_post_bar = 'own'\n"
    built = make_site(dict(SITE), conf).build()
    assert built.warnings == ()
    listed: Mapping[str, list[str]] = LISTED | WRITTEN[language]
    assert {place: built.texts(place) for place in listed} == listed
    heads, post = HEADS[language], "2025-11-27"
    assert {place: built.texts(place, post) for place in heads} == heads
    assert built.texts(".paper-neighbours time", post) == BAR[language]


@pytest.mark.parametrize("docname", ["index", "2025-11-27", "papers/month/2025-11"])
def test_machines_read_each_date(make_site: MakeSite, docname: str) -> None:
    """As the year, the month or the day that it is."""
    built = make_site(dict(SITE)).build()
    moments = built.select("time", docname)
    assert moments
    known = {"2025-12-01", "2025-11-27", "2025-05", "2024-02-03"}
    assert {str(moment["datetime"]) for moment in moments} <= known
