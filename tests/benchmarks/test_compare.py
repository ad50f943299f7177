"""What counts as a stale page."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.compare import differing

PAGE = '<html><head><title>T</title></head><nav>{nav}</nav><div class="body">{body}</div></html>'


def _output(folder: Path, **pages: str) -> Path:
    folder.mkdir()
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("later", "stale"),
    [
        (PAGE.format(nav="a", body="<p>Text</p>"), []),
        (PAGE.format(nav="b", body="<p>Text</p>"), []),
        (PAGE.format(nav="a", body="<p>Older</p>"), ["one.html"]),
        (PAGE.format(nav="a", body='<p>Text</p><i class="toctree-wrapper">x</i>'), []),
    ],
    ids=["same", "navigation", "body", "table of contents"],
)
def test_bodies_are_compared(tmp_path: Path, later: str, stale: list[str]) -> None:
    clean = _output(tmp_path / "clean", one=PAGE.format(nav="a", body="<p>Text</p>"))
    assert differing(_output(tmp_path / "later", one=later), clean, gone=set()) == stale


def test_random_ids_are_not_compared(tmp_path: Path) -> None:
    one, other = (PAGE.format(nav="", body=f'<p id="SNCB-{i:08x}">') for i in (1, 2))
    later, clean = _output(tmp_path / "later", a=one), _output(tmp_path / "clean", a=other)
    assert differing(later, clean, gone=set()) == []


def test_pages_are_missing_or_left_over(tmp_path: Path) -> None:
    """But for those of posts that are gone: Sphinx never removes them."""
    later = _output(tmp_path / "later", gone="", left="", search="x")
    clean = _output(tmp_path / "clean", missing="", search="y")
    assert differing(later, clean, gone={"gone"}) == ["left.html", "missing.html"]
