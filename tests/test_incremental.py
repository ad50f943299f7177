"""After any series of edits, an incremental build leaves what a clean build makes.

Compared is all that this extension draws: the body of every page, and which pages there are.
What Sphinx draws is its own: navigation, and tables of contents, which it leaves as they are
where another builder has read the change from the same environment.
"""

from __future__ import annotations

import os
import shutil
from copy import deepcopy
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from bs4 import BeautifulSoup
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sphinx_paperreview.core.post_query import POST_GROUP_KEYS
from sphinx_paperreview.core.query import GROUP_KEYS
from sphinx_paperreview.metadata.related_json import format_related
from tests.library import papers_json
from tests.site import CONF as SITE_CONF
from tests.site import Built, Site, build

SEQUENCES = int(os.environ.get("PAPERREVIEW_SEQUENCES", "2"))
"""How many sequences of ten edits to try: the same each time, and as many of a seed."""

SEED = int(os.environ.get("PAPERREVIEW_SEED", "0"))
"""Chooses the latter; the head of a test run shows it."""

FILES = ("papers.json", "more.json")
CONF = (
    f"html_theme = 'basic'\nexclude_patterns = ['out*']\npaperreview_metadata = {list(FILES)}\n"
    "html_baseurl = 'https://example.org/'\n"
    # So few that leaves come and go.
    "paperreview_rows = 2\n"
    # One of them may be missing.
    "suppress_warnings = ['paper.metadata']\n"
)
PAGES = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\nposts/**\n```\n",
    "list.md": "# List\n\n```{paper:list}\n:group-by: month org\n:filter:\n```\n",
    "cards.md": "# Cards\n\n```{paper:list}\n:tag: a\n:style: cards\n:limit: 2\n```\n",
    "posts.md": "# Posts\n\n```{paper:posts}\n```\n",
    "people.md": "# People\n\n```{paper:posts}\n:reviewer: Ada Park\n```\n\n"
    "```{paper:list}\n:reviewer: !Jisoo Kim\n:style: table\n:columns: title reviewer\n```\n\n"
    "```{paper:overview}\n:kind: reviewer\n```\n",
    "overview.md": "# Overview\n\n```{paper:overview}\n```\n",
    "badges.md": "# Badges\n\n{paper:org}`NVIDIA`, {paper:tag}`a`\n",
    "roles.md": "# Roles\n\n{paper}`2511.00001`, {paper}`words <2511.00002>`, {paper}`Paper C`\n",
    "links.md": "# Links\n\n[](#arxiv-2511-00001), {any}`arxiv:2511.00003`\n",
    "refs.md": "# References\n\n{ref}`arxiv-2511-00002`\n",
    "web.md": "# Web\n\nSee [one](https://arxiv.org/abs/2511.00001v2). Not [this](https://e.org).\n",
    "index-tags.md": "# Index\n\n{ref}`paper-tags`\n",
    "index-orgs.md": "# Index\n\n[](#paper-orgs)\n",
    "index-venues.md": "# Index\n\n[words](#paper-venues)\n",
    "index-people.md": "# Index\n\n{ref}`paper-reviewers`\n",
    "index-papers.md": "# Index\n\n{any}`paper-papers`\n",
    **{
        f"{directive}-by-{key}.md": f"# By {key}\n\n```{{paper:{directive}}}\n:tag: !b\n"
        f":group-by: {key}\n```\n"
        for directive, keys in {"list": GROUP_KEYS, "posts": POST_GROUP_KEYS}.items()
        for key in keys
    },
    "charts.md": "# Charts\n\n```{paper:chart}\n```\n\n```{paper:chart}\n:kind: months\n```\n",
    "chart-orgs.md": "# Chart\n\n```{paper:chart}\n:kind: orgs\n:tag: !b\n```\n",
    "files.md": "# Files\n\n```{paper:list}\n:tag: !b\n:limit: 2\n:export: bib csl\n```\n",
    "reading.md": "# To read\n\n```{paper:mentions}\n```\n",
    "mentioned.md": "# Mentioned\n\n```{paper:list}\n:sort: -mentions\n:style: table\n"
    ":columns: title mentions\n```\n",
    "guarded.md": "# Guarded\n\n:::::{only} internal or dirhtml\n::::{paper} 2511.00003\n"
    ":title: Guarded\n:org: Apple\n\nText, see {paper}`2511.00001`.\n::::\n:::::\n\n"
    ":::::{only} internal or text\nSee {paper}`2511.00002` and [](#arxiv-2511-00003).\n:::::\n",
    "sections.md": "# Sections\n\n(sec)=\n## First\n",
    "filled.md": "# Filled\n\n:::{paper} 2511.00002\n\nText.\n:::\n\n:::{paper} key\n:::\n",
    "keys.md": "# Keys\n\n{paper}`key`, {paper}`words <key>`, {any}`arxiv:1706.03762`\n",
    "any.md": "# Any\n\n{any}`key`\n",
    "keyed.md": "# Keyed\n\n```{paper:list}\n:papers: key 2511.00001\n```\n",
    "notes.md": "# Notes\n\nNothing yet.\n",
    "apart.md": "---\norphan: true\n---\n# Apart\n\n{paper}`2511.00003`, {any}`2511.00001`.\n",
}
"""Each kind of thing from elsewhere on a page of its own: else one would hide another."""

NAMES = ("posts/one", "posts/two", "posts/deep/three", "posts/deep/four")
IDS = ("2511.00001", "2511.00002", "2511.00003")
ORGS = ("", "NVIDIA", "Apple", "Nobody Known; NVIDIA")
TAGS = ("", "a", "b", "a, b")
KNOWN = (*IDS, "1706.03762")
TITLES = (
    "",
    "Paper A",
    "Paper B: longer",
    "Paper C",
    "$n^2$ and *more*",
    "On {paper}`2511.00001`",
    "On {ref}`sec` and {paper}`Paper C`",
)
PEOPLE = ("", "", "Ada Park", "Jisoo Kim and Ada Park")
DATES = ("2025-10-20", "2025-11-27", "2026-01-05", "")
UPDATED = ("", "", "2026-01-02", "2026-02-03 10:00")
OPTIONAL = ("title", "org", "tags", "venue", "date", "reviewer")
PLAIN = (None, None, "", "headings", "directives", "all-orgs")
"""What front matter says of plain headings; None where the post has directives."""
REVIEWED = ("", "", "2025-10-21", "2025-12-24")
VENUES = ("", "", "ICLR 2026")
TEXTS = (
    "Text.",
    "Other text, see {paper}`2511.00002`.",
    "Better than [that](https://huggingface.co/papers/2511.00001). Another sentence.",
    "Builds on {paper}`words <2511.00003>`, and on <https://arxiv.org/abs/1706.03762>.",
    "As {ref}`sec` and {doc}`/sections` say, {paper}`2511.00001` is good.",
)
CONFIGURATIONS = (
    "",
    "paperreview_page_kinds = ['org']\n",
    "paperreview_rows = 200\n",
    "paperreview_headings = True\n",
    "paperreview_pages = ''\n",
    "paperreview_related = 0\n",
    "author = 'Ada Park'\n",
    "paperreview_files = ['bib']\npaperreview_page_files = ['csl']\n",
    "paperreview_link_mentions = False\n",
    "paperreview_cite = False\npaperreview_cite_posts = True\n",
    "paperreview_feed_limit = 1\n",
    "paperreview_feeds = ['posts']\n",
    "html_baseurl = ''\n",
)

records = st.fixed_dictionaries(
    {"ids": st.lists(st.sampled_from([f"arxiv:{one}" for one in KNOWN]), min_size=1, max_size=2)},
    optional={
        "key": st.just("key"),
        "title": st.sampled_from(["Known A", "Known $n^2$ B"]),
        "subtitle": st.just("A subtitle"),
        "org": st.sampled_from([["NVIDIA"], ["Nobody Known"]]),
        "venue": st.just("ICLR 2026"),
        "code": st.just("https://example.org/code"),
    },
)
names = st.sampled_from([f"arxiv:{paper}" for paper in (*IDS, "2401.00001")])
similar = st.dictionaries(names, st.dictionaries(names, st.integers(1, 100), min_size=1))

reviews = st.fixed_dictionaries(
    {
        "id": st.sampled_from(IDS),
        "title": st.sampled_from(TITLES),
        "org": st.sampled_from(ORGS),
        "tags": st.sampled_from(TAGS),
        "venue": st.sampled_from(VENUES),
        "date": st.sampled_from(REVIEWED),
        "reviewer": st.sampled_from(PEOPLE),
        "text": st.sampled_from(TEXTS),
    }
)
posts = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Post", "Another post"]),
        "date": st.sampled_from(DATES),
        "updated": st.sampled_from(UPDATED),
        "author": st.sampled_from(PEOPLE),
        "draft": st.booleans(),
        "plain": st.sampled_from(PLAIN),
        "reviews": st.lists(reviews, max_size=2, unique_by=lambda review: review["id"]),
    }
)

changes = st.one_of(
    *(
        st.tuples(st.just(key), st.sampled_from(values))
        for key, values in {
            "title": TITLES,
            "org": ORGS,
            "tags": TAGS,
            "text": TEXTS,
            "venue": VENUES,
            "date": REVIEWED,
            "reviewer": PEOPLE,
        }.items()
    )
)


def _written(post: dict[str, Any]) -> str:
    lines = ["---", f"date: {post['date']}" if post["date"] else "x: y"]
    lines += [f"updated: {post['updated']}"] * bool(post["updated"])
    lines += [f"author: {post['author']}"] * bool(post["author"])
    lines += [f"paperreview: {post['plain']}"] * bool(post["plain"])
    lines += ["draft: true"] * bool(post["draft"]) + ["---", "", f"# {post['title']}", ""]
    for review in post["reviews"] if post["plain"] is None else ():
        lines.append(f":::{{paper}} {review['id']}")
        lines += [f":{key}: {review[key]}" for key in OPTIONAL if review[key]]
        lines += ["", review["text"], ":::", ""]
    for number, review in enumerate(post["reviews"] if post["plain"] is not None else (), 1):
        lines += _plain(review, number)
    return "\n".join(lines)


def _plain(review: dict[str, Any], number: int) -> list[str]:
    """Write a review as a plain heading, with what may stand beside a title and below it."""
    link = f"[{review['title'] or 'paper'}](https://arxiv.org/abs/{review['id']})"
    beside = [f"`{review['org']}`"] * bool(review["org"])
    below = [f"- {key.title()}: {review[key]}" for key in ("tags", "venue") if review[key]]
    heading = " ".join([f"## {number}. {link}", *beside])
    return [heading, "", *below, "", review["text"], "", "### Method", "", "How.", ""]


def drawn(built: Built) -> dict[str, str]:
    """Give the body of each page and what its head tells, the feeds, and the files of papers."""
    drawn = {}
    texts = ("*.html", "*.txt", "*.bib", "*.xml")
    kinds = (*texts, "*.csl.json", "papers.json", "*.rows.json", "*.previews.json")
    for path in sorted(path for kind in kinds for path in built.out.rglob(kind)):
        name = path.relative_to(built.out).as_posix()
        if name.partition("/")[0] in {"_sources", "_static", "genindex.html", "search.html"}:
            continue
        text = path.read_text(encoding="utf-8")
        drawn[name.removesuffix("/index.html")] = _body(text) if path.suffix == ".html" else text
    # Made of Sphinx's own, but for its table of contents.
    drawn.pop("index.txt", None)
    return drawn


def _body(text: str) -> str:
    page = BeautifulSoup(text, "html.parser")
    for contents in page.select(".toctree-wrapper"):
        contents.decompose()
    told = page.select("link[type='application/atom+xml'], script[type='application/ld+json']")
    return "\n".join(map(str, (*told, page.select_one(".body"))))


class Edits(RuleBasedStateMachine):
    """Edit a small site; build it after each step, and compare."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="paperreview-"))
        self.site = Site(self.folder / "source", PAGES, CONF)
        self.posts: dict[str, dict[str, Any]] = {}
        self.step = 0
        self.tags: tuple[str, ...] = ()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize(first=posts, second=posts)
    def begin(self, first: dict[str, Any], second: dict[str, Any]) -> None:
        self.write(NAMES[0], first)
        self.write(NAMES[1], second)

    @rule(name=st.sampled_from(NAMES), post=posts)
    def write(self, name: str, post: dict[str, Any]) -> None:
        """Add a post, or change all of one."""
        self.posts[name] = deepcopy(post)
        self.site.write(f"{name}.md", _written(post))

    @rule(name=st.sampled_from(NAMES), change=changes)
    def change(self, name: str, change: tuple[str, str]) -> None:
        """Edit a text, retitle a paper, give it another organisation, tag or id."""
        key, value = change
        post = self.posts.get(name)
        if post and post["reviews"]:
            post["reviews"][0][key] = value
            self.write(name, post)

    @rule(name=st.sampled_from(NAMES), date=st.sampled_from(DATES))
    def redate(self, name: str, date: str) -> None:
        if name in self.posts:
            self.write(name, {**self.posts[name], "date": date})

    @rule(name=st.sampled_from(NAMES), author=st.sampled_from(PEOPLE))
    def sign(self, name: str, author: str) -> None:
        """Say who has written a post, or nothing any more."""
        if name in self.posts:
            self.write(name, {**self.posts[name], "author": author})

    @rule(name=st.sampled_from(NAMES))
    def delete(self, name: str) -> None:
        self.posts.pop(name, None)
        (self.site.source / f"{name}.md").unlink(missing_ok=True)

    @rule(name=st.sampled_from(NAMES), other=st.sampled_from(NAMES))
    def rename(self, name: str, other: str) -> None:
        """Move a post, and what it reviews, into another folder or over another post."""
        if name in self.posts:
            post = self.posts[name]
            self.delete(name)
            self.write(other, post)

    @rule(text=st.sampled_from(TEXTS))
    def mention(self, text: str) -> None:
        """Mention papers, or none any more, on a page that is no post."""
        self.site.write("notes.md", f"# Notes\n\n## Part\n\n{text}\n")

    @rule(name=st.sampled_from(["First", "Second"]))
    def name_section(self, name: str) -> None:
        """Call a section differently to which titles and quoted sentences refer; and its page."""
        self.site.write("sections.md", f"# Sections, {name}\n\n(sec)=\n## {name} part\n")

    @rule(name=st.sampled_from(NAMES))
    def touch(self, name: str) -> None:
        path = self.site.source / f"{name}.md"
        if path.exists():
            path.touch()

    @rule(line=st.sampled_from(CONFIGURATIONS))
    def configure(self, line: str) -> None:
        self.site.write("conf.py", f"{SITE_CONF}{CONF}{line}\n")

    @rule(tags=st.sampled_from([(), ("internal",)]))
    def tag(self, tags: tuple[str, ...]) -> None:
        """Show what stands under a condition, or leave it out."""
        self.tags = tags

    @rule(
        papers=st.lists(records, max_size=3, unique_by=lambda record: record["ids"][0]),
        name=st.sampled_from(FILES),
    )
    def edit_records(self, papers: list[dict[str, Any]], name: str) -> None:
        """Say something else of papers, in a file that counts or in one that fills its gaps."""
        self.site.write(name, papers_json(*papers))

    @rule(name=st.sampled_from(FILES))
    def delete_records(self, name: str) -> None:
        (self.site.source / name).unlink(missing_ok=True)

    @rule(content=st.one_of(similar.map(format_related), st.just("broken")))
    def relate(self, content: str) -> None:
        """Find other papers similar."""
        self.site.write("related.json", content)

    @rule(name=st.sampled_from(["NVIDIA", "Nvidia Research"]))
    def name_org(self, name: str) -> None:
        """Call an organisation differently for all of the site."""
        self.site.write("orgs.toml", f'[nvidia]\nname = "{name}"\naliases = ["NVIDIA"]\n')

    @rule()
    def build_dirhtml(self) -> None:
        """Build for another output from the same environment."""
        self._build("dirhtml", self.folder / "out-dirhtml")

    @rule()
    def build_one_file(self) -> None:
        """Write one page only: the others stay as they are, and are not forgotten."""
        page = self.site.source / "roles.md"
        self._build("html", self.folder / "out-html", filenames=[page])

    @invariant()
    def is_as_clean(self) -> None:
        """Compare with a build that starts from nothing."""
        self.step += 1
        kind = ("html", "text", "html", "dirhtml")[self.step % 4]
        later = self._build(kind, self.folder / f"out-{kind}", parallel=1 + 3 * (self.step % 2))
        clean = build(
            self.site.source,
            self.folder / "clean" / "out",
            kind,
            overrides={"nitpicky": True},
            tags=self.tags,
        )
        ours, expected = drawn(later), drawn(clean)
        shutil.rmtree(self.folder / "clean")
        # Sphinx leaves the pages of posts that are gone.
        gone = {name for name in ours.keys() - expected.keys() if name.startswith("posts/")}
        assert ours.keys() - gone == expected.keys()
        assert [name for name in expected if ours[name] != expected[name]] == []

    def _build(
        self, kind: str, out: Path, parallel: int = 1, filenames: list[Path] | None = None
    ) -> Built:
        return build(
            self.site.source,
            out,
            kind,
            parallel=parallel,
            doctrees=self.folder / "doctrees",
            filenames=filenames,
            overrides={"nitpicky": True},
            tags=self.tags,
        )


@seed(SEED)
class OtherEdits(Edits):
    """The same, as a seed chooses them."""


SETTINGS = settings(
    max_examples=SEQUENCES, stateful_step_count=10, deadline=None, database=None, print_blob=True
)
Edits.TestCase.settings = settings(SETTINGS, derandomize=True)
TestEdits = Edits.TestCase
OtherEdits.TestCase.settings = SETTINGS
TestOtherEdits = OtherEdits.TestCase
