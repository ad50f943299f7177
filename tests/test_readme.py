"""What README.md shows is true."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import MakeSite

README = Path(__file__).parents[1] / "README.md"


def _blocks(language: str) -> list[str]:
    text = README.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_example_becomes_what_the_text_says(make_site: MakeSite) -> None:
    (example,) = _blocks("md")
    (conf,) = _blocks("python")
    listing = "# Home\n\n```{toctree}\npost\n```\n\n```{paper:list}\n:group-by: month\n```\n"
    site = make_site({"post.md": example, "index.md": listing})
    site.write("conf.py", conf)
    built = site.build()
    assert built.warnings == ()
    section = "section#arxiv-2106-09685"
    (heading,) = built.texts(f"{section} > h2", "post")
    assert heading.startswith("LoRA")
    assert built.texts(f"{section} .paper-org", "post") == ["Microsoft"]
    chips = built.texts(f"{section} .paper-link", "post")
    assert chips == ["arXiv", "PDF", "Hugging Face", "alphaXiv", "Code"]
    (head,) = built.texts(f"{section} .paper-head", "post")
    for fact in ("Low-Rank Adaptation", "ICLR 2022", "Jun 2021", "★★★★★", "#peft"):
        assert fact in head
    assert built.select(f"{section} section > h3", "post")
    assert any("LoRA" in item for item in built.texts(".paper-list li"))


def test_the_first_commands_are_for_a_fresh_machine() -> None:
    """Continuous integration runs them: one line each, the demo first."""
    demo, tests = _blocks("sh")
    assert "docs/_build/html" in demo
    assert "pytest" in tests
