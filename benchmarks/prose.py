"""Made-up text in the shapes that real posts have: paragraphs, lists, tables, formulas, links."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

WORDS = (
    *("model", "token", "attention", "gradient", "policy", "reward", "sample", "latent", "prompt"),
    *("encoder", "decoder", "baseline", "benchmark", "ablation", "kernel", "memory", "context"),
    *("trains", "predicts", "samples", "aligns", "compresses", "retrieves", "scales", "transfers"),
    *("sparse", "frozen", "small", "large", "noisy", "robust", "causal", "joint", "local"),
    *("with", "without", "over", "under", "between", "beyond", "before", "after", "through"),
    *("the", "a", "each", "every", "this", "its", "their", "more", "fewer", "half"),
    *("모델", "학습", "데이터", "결과", "방법", "논문", "추론", "성능", "실험", "비교"),
)
"""Words of the prose; a few are Korean, as the journals that this extension is made for."""

_REFERENCE = re.compile(r"⟦([^⟧]+)⟧")


def refer_to(paper_id: str) -> str:
    """Mark a reference to a paper of the journal, which each system writes in its own way."""
    return f"⟦{paper_id}⟧"


def with_references(text: str, write: Callable[[str], str]) -> str:
    """Replace each marked reference by what a function makes of its paper's id."""
    return _REFERENCE.sub(lambda match: write(match[1]), text)


def sentence(dice: random.Random, *, extra: str = "") -> str:
    """Make one sentence, with something extra in its middle."""
    words = dice.choices(WORDS, k=dice.randint(8, 16))
    if extra:
        words.insert(len(words) // 2, extra)
    if dice.random() < 0.2:
        words[1] = f"**{words[1]}**"
    if dice.random() < 0.15:
        words[2] = f"`{words[2]}`"
    return " ".join(words).capitalize() + "."


def body(dice: random.Random, *, earlier: list[str], elsewhere: str) -> str:
    """Make the text of a review, about a kilobyte of Markdown.

    Args:
        dice: The source of chance.
        earlier: Ids of papers of the journal that the text refers to.
        elsewhere: Address of a paper that the text links to.
    """
    return "\n\n".join(_blocks(dice, earlier, elsewhere)) + "\n"


def _blocks(dice: random.Random, earlier: list[str], elsewhere: str) -> Iterator[str]:
    yield " ".join(sentence(dice) for _ in range(dice.randint(2, 4)))
    for paper_id in earlier:
        yield f"{sentence(dice)} {sentence(dice, extra=f'as in {refer_to(paper_id)}')}"
    yield "\n".join(f"- {sentence(dice)}" for _ in range(dice.randint(2, 4)))
    if dice.random() < 0.3:
        yield "### Method"
        yield sentence(dice, extra="where $x_t = \\alpha_t x_0 + \\sigma_t \\epsilon$")
    if dice.random() < 0.3:
        rank = dice.randint(1, 9)
        yield f"$$\n\\mathcal{{L}} = \\sum_{{i=1}}^{{{rank}}} \\lVert f(x_i) - y_i \\rVert^2\n$$"
    if dice.random() < 0.25:
        yield _table(dice)
    if dice.random() < 0.5:
        yield sentence(dice, extra=f"unlike [this one]({elsewhere})")


def _table(dice: random.Random) -> str:
    rows = [
        f"| {dice.choice(WORDS)} {row} | {dice.randint(400, 990) / 10} | {dice.randint(1, 70)}B |"
        for row in range(dice.randint(3, 5))
    ]
    return "\n".join(["| Method | Score | Size |", "|---|---|---|", *rows])
