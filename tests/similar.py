"""Reviews that say similar things, and others that do not."""

from __future__ import annotations

from tests.site import review_page

SPARSE = (
    "Sparse attention reads long documents quickly.",
    "Long documents need an attention that is sparse.",
)
"""Two texts about the same."""


def related_posts(*texts: str, count: int = 12) -> dict[str, str | bytes]:
    """Write posts ``p00``, ``p01`` … of one paper each, and an index of them.

    Args:
        texts: Of the first papers; the others have nothing in common with any.
        count: How many papers there are.
    """
    others = [
        f"Filler{number} padding{number} stuffing{number} wording{number}."
        for number in range(len(texts), count)
    ]
    posts: dict[str, str | bytes] = {
        f"p{number:02d}.md": review_page(
            f":::{{paper}} 2511.{number + 1:05d}", f":title: P{number}", "", text, ":::",
            date="2025-11-27",
        )
        for number, text in enumerate([*texts, *others])
    }  # fmt: skip
    return {"index.md": "# Home\n\n```{toctree}\n:glob:\n\n*\n```\n", **posts}
