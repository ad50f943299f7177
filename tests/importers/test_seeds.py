"""Five real posts, imported as they are: nothing is lost, and nothing needs to be mended by hand.

They are not ours to copy: they are read from where they lie, and compared with what an author has
made of them by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_paperreview.importers.convert import Imported, convert
from sphinx_paperreview.importers.linking import LinkIndex
from sphinx_paperreview.importers.passes import ImportedSite
from sphinx_paperreview.importers.verify.compare import verify
from tests.posts import Block, Written, read_post
from tests.seeds import seeds_folder
from tests.site import CONF, Built, build

TABLE = {
    "000": ("docusaurus", "2025-11-27", 5, "2025-11-27"),
    "001": ("jekyll", "2025-11-27", 6, "2025-11-27-daily"),
    "002": ("docusaurus", "2025-11-20", 5, "2025-11-20"),
    "003": ("docusaurus", "2025-11-14", 8, "2025-11-14"),
    "004": ("docusaurus", "2025-10-27", 9, "2025-10-27"),
}
"""Dialect, day, number of papers, and the name of the post by hand, as their README has them."""


@pytest.fixture(scope="module")
def seeds() -> Path:
    """Find the posts."""
    return seeds_folder()


@pytest.fixture(scope="module")
def imported(seeds: Path) -> dict[str, Imported]:
    """Import them as the command line does: twice, the dialect told from each post."""
    names = sorted(path.name for path in seeds.glob("*.txt"))
    files = (path.relative_to(seeds).as_posix() for path in seeds.rglob("*") if path.is_file())
    imported_site = ImportedSite(frozenset(files))

    def run(name: str, index: LinkIndex | None = None) -> Imported:
        return convert((seeds / name).read_bytes(), name, imported_site=imported_site, index=index)

    index = LinkIndex(run(name).places for name in names)
    return {name[:3]: run(name, index) for name in names}


@pytest.fixture(scope="module")
def folder(
    seeds: Path, imported: dict[str, Imported], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Write a site of them."""
    source = tmp_path_factory.mktemp("imported") / "source"
    for post in imported.values():
        for name, data in [
            (post.target, post.text.encode()),
            *((asset, (seeds / asset).read_bytes()) for asset in post.assets),
        ]:
            place = source / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
    names = sorted(Path(post.target).stem for post in imported.values())
    toctree = ["# Journal", "", "```{toctree}", *names, "```", ""]
    (source / "index.md").write_text("\n".join(toctree), encoding="utf-8")
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    return source


@pytest.fixture(scope="module")
def built(folder: Path) -> Built:
    """Build it."""
    return build(folder, folder.parent / "html", "html", overrides={"nitpicky": True})


def reviews(folder: Path, name: str) -> list[Written]:
    """Read the reviews of a post."""
    return read_post(folder / f"{name}.md", name)


def test_dialects_days_and_papers_are_those_of_the_posts(imported: dict[str, Imported]) -> None:
    found = {key: (post.dialect, post.date, len(post.papers)) for key, post in imported.items()}
    assert found == {key: row[:3] for key, row in TABLE.items()}
    papers = [paper for post in imported.values() for paper in post.papers]
    assert len(papers) == 33
    assert len({paper.ids or paper.title for paper in papers}) == 30


@pytest.mark.parametrize("key", TABLE)
def test_every_field_is_as_by_hand(
    seeds: Path, imported: dict[str, Imported], folder: Path, key: str
) -> None:
    """Ids, titles, subtitles and organisations, in the order of the post."""
    by_hand = reviews(seeds / "as-myst", TABLE[key][3])
    found = reviews(folder, Path(imported[key].target).stem)
    assert [(w.argument, dict(w.options)) for w in found] == [
        (w.argument, dict(w.options)) for w in by_hand
    ]


@pytest.mark.parametrize("key", TABLE)
def test_every_text_is_as_by_hand(
    seeds: Path, imported: dict[str, Imported], folder: Path, key: str
) -> None:
    """Block by block, but for links, which nobody can follow into posts that are not there."""
    by_hand = reviews(seeds / "as-myst", TABLE[key][3])
    found = reviews(folder, Path(imported[key].target).stem)
    assert [_without_stars(w.blocks) for w in found] == [_without_stars(w.blocks) for w in by_hand]
    assert {w.page_title for w in found} == {w.page_title for w in by_hand}


def _without_stars(blocks: Iterable[Block]) -> list[Block]:
    """Leave out stars that Markdown shows where bold text ends before Hangul: a hand left them."""
    return [
        replace(block, text=block.text.replace("**", ""), lead=block.lead.replace("**", ""))
        for block in blocks
    ]


@pytest.mark.parametrize("key", TABLE)
def test_nothing_is_lost(seeds: Path, imported: dict[str, Imported], key: str) -> None:
    (source,) = seeds.glob(f"{key}_*.txt")
    assert verify(source.read_bytes(), imported[key].text) == ()


def test_a_lost_word_would_be_seen(seeds: Path, imported: dict[str, Imported]) -> None:
    """Whatever word of the longest post is left out, the comparison says so."""
    (source,) = seeds.glob("003_*.txt")
    data, text = source.read_bytes(), imported["003"].text
    head, _, body = text.partition("\n\n")
    words = [found.span() for found in re.finditer(r"(?<=[ \n])[^\W\d_]+(?=[ .\n])", body)]
    for start, end in words[::7]:
        assert verify(data, f"{head}\n\n{body[:start]}{body[end:]}"), body[start:end]


def test_the_only_notes_are_those_that_an_author_must_see(imported: dict[str, Imported]) -> None:
    notes = {key: [note.message for note in post.notes] for key, post in imported.items()}
    assert {key: len(messages) for key, messages in notes.items() if messages} == {
        "002": 1,
        "004": 1,
    }
    assert notes["002"][0].startswith("taken for a review, though it has no link: 'What Does")
    assert notes["004"][0].startswith("leads to nothing in the import: '/docs/papers/y2025/oct/")


def test_the_site_warns_of_nothing_else(built: Built) -> None:
    """An organisation that its author misspelt, and a link to a post that is not there."""
    messages = sorted(re.sub(r".*?WARNING: ", "", line) for line in built.warnings)
    assert len(messages) == 2
    assert messages[0].startswith("'myst' cross-reference target not found: '/docs/papers/y2025")
    assert messages[1] == "unknown organisation 'shaomi'; did you mean 'Xiaomi'? [paper.org]"


def test_every_review_is_collected(built: Built) -> None:
    assert len(built.reviews) == 33
    assert {review.date for review in built.reviews} == {row[1] for row in TABLE.values()}
    assert sum(len(review.paper.orgs) for review in built.reviews) == 14


@pytest.mark.parametrize("key", TABLE)
def test_importing_the_result_changes_nothing(imported: dict[str, Imported], key: str) -> None:
    post = imported[key]
    again = convert(post.text.encode(), post.target)
    assert (again.dialect, again.text) == ("myst", post.text)
