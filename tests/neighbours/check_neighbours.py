"""A journal beside other extensions: each alone, and all of them on one site, without a warning.

They are many and heavy: ``nox -s neighbours`` installs them and runs this.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import MakeSite
from tests.site import Built, Site

POST = """\
---
date: "2025-11-28"
tags: audio, video
author: Ada Park
excerpt: 1
---
# 28 논문 리뷰

An *opening* line.

:::{paper} 2511.21579
:title: Harmony
:org: tencent
:summary: 소리와 영상을 함께 만든다.
:code: https://example.org/code

The text of the review, with $x^2$.

```python
print("copied")
```

```{note}
:class: dropdown

Folded.
```
:::
"""

LATER = """\
---
date: "2025-11-29"
---
# The day after

See {paper}`2511.21579` again.
"""

NOTEBOOK = json.dumps(
    {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {
            "date": "2025-11-20",
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        },
        "cells": [
            {
                "id": "text",
                "cell_type": "markdown",
                "metadata": {},
                "source": "# Notebook\n\n:::{paper} 2511.33333\n:title: Run\n\nText.\n:::\n",
            },
            {
                "id": "code",
                "cell_type": "code",
                "metadata": {},
                "execution_count": 1,
                "source": "print('run')",
                "outputs": [{"name": "stdout", "output_type": "stream", "text": "run\n"}],
            },
        ],
    }
)

REFS = "@misc{harmony, title={Harmony}, author={Kim, Hana}, year={2025}, eprint={2511.21579}}\n"

CITING = "# Citing\n\nAs {cite}`harmony` shows.\n\n```{bibliography}\n```\n"

TABS = """\
# Tabs

````{tabs}
```{tab} One
:::{paper} 2511.44444
:title: In a tab
:::
```
````
"""

DIAGRAM = "# Diagram\n\n```{mermaid}\ngraph TD; A-->B\n```\n"

INDEX = """\
# Home

```{{paper:list}}
:filter:
```

```{{paper:posts}}
```

```{{toctree}}
posts/28
posts/29
{}
```
"""

CONF = """
extensions.remove("myst_parser") if "myst_nb" in {names} else None
extensions += {names}
html_baseurl = "https://journal.example/"
exclude_patterns = ["jupyter_execute"]
copyright = author = "Ada Park"
version = "1"
"""

NEIGHBOURS: dict[str, tuple[str, dict[str, str]]] = {
    "sphinx_design": ("", {}),
    "myst_nb": (
        "nb_execution_mode = 'off'\nsource_suffix = {'.md': 'myst-nb', '.ipynb': 'myst-nb'}",
        {"run.ipynb": NOTEBOOK},
    ),
    "sphinxcontrib.bibtex": ("bibtex_bibfiles = ['refs.bib']", {"citing.md": CITING}),
    "sphinxext.opengraph": (
        "ogp_site_url = html_baseurl\nogp_social_cards = {'enable': False}",
        {},
    ),
    "sphinx_sitemap": ("sitemap_url_scheme = '{link}'", {}),
    "notfound.extension": ("", {}),
    "ablog": ("blog_path = 'blog'\nblog_baseurl = html_baseurl\nblog_post_pattern = 'posts/*'", {}),
    "sphinx_copybutton": ("", {}),
    "sphinx_togglebutton": ("", {}),
    "sphinx_tabs.tabs": ("", {"tabs.md": TABS}),
    "sphinxcontrib.mermaid": ("mermaid_use_local = 'mermaid.mjs'", {"diagram.md": DIAGRAM}),
    "sphinx_tippy": ("tippy_enable_wikitips = tippy_enable_doitips = False", {}),
    "sphinx_llm.txt": ("", {}),
}
"""Extensions: what `conf.py` says to them, and pages that use them."""

TOGETHER = [name for name in NEIGHBOURS if name != "sphinx_llm.txt"]
"""All but the one that warns of the nodes of others."""


def _site(make_site: MakeSite, *names: str) -> Site:
    used = [NEIGHBOURS[name] for name in names]
    pages = {name: text for _conf, texts in used for name, text in texts.items()}
    toctree = "\n".join(name.partition(".")[0] for name in pages)
    files: dict[str, str | bytes] = {
        "index.md": INDEX.format(toctree),
        "posts/28.md": POST,
        "posts/29.md": LATER,
        "refs.bib": REFS,
        **pages,
    }
    said = "\n".join(conf for conf, _texts in used)
    return make_site(files, CONF.format(names=list(names)) + said + "\n")


def _check(built: Built, names: list[str]) -> None:
    """What each of them shows of a journal."""
    assert built.warnings == ()
    assert built.texts(".paper-review > h2, .paper-review > h3", "posts/28")
    for name in names:
        assert list(CHECKS.get(name, _nothing)(built)) == []


def _nothing(_: Built) -> Iterator[str]:
    yield from ()


def _of_notebook(built: Built) -> Iterator[str]:
    if "2511.33333" not in (built.out / "papers.json").read_text(encoding="utf-8"):
        yield "no review of the notebook"


def _of_citation(built: Built) -> Iterator[str]:
    links = built.select(".paper-review-link", "citing")
    if len(links) != 1:
        yield f"{len(links)} small links behind a citation"
    if "Citing" not in " ".join(built.texts(".paper-foot", "posts/28")):
        yield "no mention"


def _of_graph(built: Built) -> Iterator[str]:
    (tag,) = built.select('meta[property="og:description"]', "posts/28")
    if tag["content"] != "An opening line.":
        yield str(tag)


def _of_sitemap(built: Built) -> Iterator[str]:
    text = (built.out / "sitemap.xml").read_text(encoding="utf-8")
    for page in ("posts/28.html", "papers/org/tencent.html", "paper-orgs.html"):
        if f"https://journal.example/{page}" not in text:
            yield f"no {page}"


def _of_blog(built: Built) -> Iterator[str]:
    if "28 논문 리뷰" not in (built.out / "blog.html").read_text(encoding="utf-8"):
        yield "no post in the blog"


def _of_tabs(built: Built) -> Iterator[str]:
    if [review.docname for review in built.reviews].count("tabs") != 1:
        yield "the review in a tab is not one"


def _of_tips(built: Built) -> Iterator[str]:
    if built.select("[data-paper-preview]", "posts/29"):
        yield "two tips at one link"


def _of_llm(built: Built) -> Iterator[str]:
    twin = built.out / "posts/28.html.md"
    for text in ("The text of the review", "# Harmony", "https://arxiv.org/abs/2511.21579"):
        if text not in twin.read_text(encoding="utf-8"):
            yield f"no {text}"
    if "28 논문 리뷰" not in (built.out / "llms.txt").read_text(encoding="utf-8"):
        yield "no post"


CHECKS = {
    "myst_nb": _of_notebook,
    "sphinxcontrib.bibtex": _of_citation,
    "sphinxext.opengraph": _of_graph,
    "sphinx_sitemap": _of_sitemap,
    "ablog": _of_blog,
    "sphinx_tabs.tabs": _of_tabs,
    "sphinx_llm.txt": _of_llm,
}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_a_journal_beside_one(make_site: MakeSite, name: str) -> None:
    _check(_site(make_site, name).build(), [name])


@pytest.mark.parametrize("theme", ["alabaster"])
def test_a_journal_beside_all(make_site: MakeSite, theme: str) -> None:
    _check(_site(make_site, *TOGETHER).build(html_theme=theme), TOGETHER)


@pytest.mark.parametrize("builder", ["latex", "text", "epub"])
def test_tabs_are_read_once_in_other_outputs(make_site: MakeSite, builder: str) -> None:
    """They are parsed twice there: the review stands once, and nobody warns of a second."""
    built = _site(make_site, "sphinx_tabs.tabs").build(builder)
    assert built.warnings == ()
    assert list(_of_tabs(built)) == []


def test_one_edit_is_one_rebuild(make_site: MakeSite, tmp_path: Path) -> None:
    """A build that wrote into the folder that sphinx-autobuild watches would never end."""
    site = _site(make_site)
    out, log = tmp_path / "watched", tmp_path / "log"
    command = [sys.executable, "-m", "sphinx_autobuild", "--port", "0", "-d", str(tmp_path / "d")]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [*command, str(site.source), str(out)], stdout=output, stderr=subprocess.STDOUT
        )
    try:
        assert _wait_for(log, "Serving on", 1) == 1
        time.sleep(3)  # its watcher starts later
        site.write("posts/29.md", LATER.replace("again", "once more"))
        assert _wait_for(log, "Detected change", 1) == 1
        time.sleep(8)
        assert log.read_text(encoding="utf-8").count("Detected change") == 1
        assert "once more" in (out / "posts/29.html").read_text(encoding="utf-8")
    finally:
        process.terminate()
        process.wait()


def _wait_for(log: Path, text: str, count: int) -> int:
    for _attempt in range(120):
        found = log.read_text(encoding="utf-8").count(text)
        if found >= count:
            return found
        time.sleep(0.5)
    return 0


def test_catalogues_of_sphinx_intl_keep_ids(make_site: MakeSite) -> None:
    """A translated page has the anchors of its original, and goes by its original's title."""
    site = _site(make_site)
    site.build("gettext", out=site.source.parent / "pot")
    pots = str(site.source.parent / "pot")
    subprocess.run(
        [sys.executable, "-m", "sphinx_intl", "update", "-p", pots, "-l", "ko", "-d", "locale"],
        cwd=site.source,
        check=True,
        capture_output=True,
    )
    catalogue = site.source / "locale/ko/LC_MESSAGES/posts.po"
    text = catalogue.read_text(encoding="utf-8")
    assert 'msgid "Harmony"' in text
    assert 'msgid "소리와 영상을 함께 만든다."' in text
    catalogue.write_text(
        text.replace('msgid "Harmony"\nmsgstr ""', 'msgid "Harmony"\nmsgstr "하모니"'),
        encoding="utf-8",
    )
    site.write("posts/29.md", LATER.replace("2511.21579", "Harmony"))
    built = site.build(language="ko", locale_dirs=["locale"])
    assert built.warnings == ()
    (section,) = built.select(".paper-review", "posts/28")
    assert section["id"] == "arxiv-2511-21579"
    assert "하모니" in " ".join(built.texts("a[href='28.html#arxiv-2511-21579']", "posts/29"))
