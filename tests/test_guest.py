"""A page that holds nothing of ours means the same with the extension and without it."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite
from tests.site import Built

PROSE = """\
---
date: yesterday
tags: [prices]
arxiv: 2511.20640
---
# Prices

An A100 hour is $2 and an H100 hour is $4. They raised $5M to $10M; it is US$3, or US$ 4 in June.
It went from $2/hr to $3/hr, and then to 5$. Set $HOME and $PATH; $x$ and $ y $ as well. $$2 + 2$$

$$
a = b
$$ (label)

::: warning
Mind the dollars.
:::

:::{note}
A line with colons.
:::

## Prices

```{note}
A note, with a [link](https://arxiv.org/abs/2511.21579) to [a paper](#prices) and {math}`n^2`.
```

```{math}
:label: sum

a + b
```

| What | Price |
|------|-------|
| A100 | $2    |
| H100 | $4    |

- item `$code$` \\(x\\)
  ::: tip
  In a list.
  :::

{any}`prices` and `{paper}` in a code span of an inner `` `{paper}` ``.
"""
"""What people write on pages of sites with no journal in them."""

RST = """\
Prices in reST
==============

An A100 hour is $2 and an H100 hour is $4.

::: warning
Mind the dollars.
:::

Section
-------

See :math:`n^2` and `a paper <https://arxiv.org/abs/2511.21579>`_.
"""

INDEX = "# Home\n\n```{toctree}\nprose\nrest\n```\n"
GUEST = {"index.md": INDEX, "prose.md": PROSE.replace("{paper}", "{note}"), "rest.rst": RST}


def _build(make_site: MakeSite, builder: str, *, ours: bool, conf: str = "") -> Built:
    extensions = ["myst_parser", *(["sphinx_paperreview"] if ours else [])]
    site = make_site(GUEST, f"{conf}extensions = {extensions!r}\n")
    return site.build(builder, fresh=True, out=site.source.parent / f"{builder}-{ours}")


CONFIGURATIONS = {
    "nothing": "",
    "anchors": "myst_heading_anchors = 3\n",
    "colons": 'myst_enable_extensions = ["colon_fence"]\n',
    "dollars": 'myst_enable_extensions = ["dollarmath"]\n',
    "dollars-strict": 'myst_enable_extensions = ["dollarmath"]\nmyst_dmath_allow_digits = False\n',
}


each_configuration = pytest.mark.parametrize("name", CONFIGURATIONS)
PAGES = ("index", "prose", "rest")


def _both(make_site: MakeSite, builder: str, conf: str = "") -> tuple[Built, Built]:
    without, with_ours = (
        _build(make_site, builder, ours=ours, conf=conf) for ours in (False, True)
    )
    return without, with_ours


@each_configuration
def test_the_same_document(make_site: MakeSite, name: str) -> None:
    """Not a node differs, nor a warning, whatever of MyST a site has enabled itself."""
    without, with_ours = _both(make_site, "pseudoxml", CONFIGURATIONS[name])
    assert with_ours.warnings == without.warnings
    for page in PAGES:
        # Its first line names the domains.
        before, after = (
            built.text(f"{page}.pseudoxml").partition("\n")[2] for built in (without, with_ours)
        )
        assert after == before


@each_configuration
def test_the_same_words(make_site: MakeSite, name: str) -> None:
    """A reader of a built page reads the same; nothing that we make stands beside it."""
    without, with_ours = _both(make_site, "html", CONFIGURATIONS[name])
    assert with_ours.warnings == without.warnings
    for page in (*PAGES, "genindex"):
        assert with_ours.texts("body", page) == without.texts("body", page)
    before, after = (
        {path.relative_to(built.out) for path in built.out.rglob("*.html")}
        for built in (without, with_ours)
    )
    assert after == before


# Pages of ours -------------------------------------------------------------------------------

REVIEW = ":::{paper} 2511.21579\n:title: Harmony of $n^2$\n\nBody $x$.\n:::\n"

PRICES = {
    "digits": "An A100 hour is $2 and an H100 hour is $4.",
    "magnitudes": "They raised $5M to $10M.",
    "currencies": "It is US$3 here, and US$4 there.",
    "spaces": "It is US$ 3 here, and US$ 4 there.",
    "rates": "It went from $2/hr to $3/hr.",
    "variables": "Set $HOME and $PATH.",
    "ranges": "Between $2-$4, or ($5).",
}


@pytest.mark.parametrize("name", PRICES)
def test_prices_beside_a_review_stay_prices(make_site: MakeSite, name: str) -> None:
    """On a page with a review, formulas work, and dollars of prose stay what they are."""
    built = make_site({"index.md": f"# Post\n\n{PRICES[name]}\n\n{REVIEW}"}).build("html")
    assert PRICES[name] in built.texts("section > p")
    assert built.warnings == ()
    assert len(built.select("section .math")) == 2


HOLDERS = {
    "review": REVIEW,
    "role": "See {paper}`2511.21579`.\n",
    "role-of-another": "See {paper:tag}`video`.\n",
    "listing": "```{paper:list}\n```\n",
    "rst-directive": "```{eval-rst}\n.. paper:list::\n```\n",
    "rst-role": "```{eval-rst}\nSee :paper:`2511.21579`.\n```\n",
    "included": "```{include} /parts/first part.md\n```\n",
}


@pytest.mark.parametrize("name", HOLDERS)
def test_what_makes_a_page_ours(make_site: MakeSite, name: str) -> None:
    """A directive or a role of ours, also in an included file, switches on what posts need."""
    pages = {
        "index.md": f"# Page\n\nWords $n^2$.\n\n{HOLDERS[name]}",
        "parts/first part.md": "```{include} second.md\n```\n",
        "parts/second.md": REVIEW,
        "second.md": REVIEW,
    }
    conf = 'exclude_patterns = ["parts", "second.md"]\n'
    built = make_site(pages, conf).build("html", nitpicky=False)
    assert built.select("section > p .math")
    assert built.warnings == ()


def test_pages_do_not_meddle_with_each_other(make_site: MakeSite) -> None:
    """Whatever page is read before it, and by whatever process, prose stays prose."""
    names = [f"page{number}" for number in range(12)]
    texts = ["An hour is $2 and $x$.", f"An hour is $2 and $x$.\n\n{REVIEW}"]
    pages = {f"{name}.md": f"# Page\n\n{texts[i % 2]}" for i, name in enumerate(names)}
    index = "# Home\n\n```{toctree}\n:glob:\n\npage*\n```\n"
    site = make_site({"index.md": index, **pages})
    for parallel in (1, 2):
        out = site.source.parent / f"out-{parallel}"
        built = site.build("html", parallel=parallel, fresh=True, out=out)
        found = [bool(built.select("section > p .math", name)) for name in names]
        assert found == [bool(number % 2) for number in range(12)]


def test_a_site_that_reads_dollars_itself_goes_on_as_it_did(make_site: MakeSite) -> None:
    """What a site has enabled, and how, holds on pages of ours too."""
    text = f"# Post\n\nSee $ x $ and 2$y$.\n\n{REVIEW}"
    conf = 'myst_enable_extensions = ["dollarmath"]\n'
    built = make_site({"index.md": text}, conf).build("html")
    assert len(built.select("section > p > .math")) == 3
