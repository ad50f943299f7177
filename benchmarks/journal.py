"""A made-up journal: the same for the same number of posts, on every machine."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from benchmarks.prose import body

FIRST_DAY = date(2022, 1, 3)

FEWEST, MOST = 5, 10
"""How many papers a post has."""

NEVER_NAMED = 10
"""No paper of the last of ten posts is named by another post: such a post can be deleted."""

ORGS = (
    *("Google", "OpenAI", "NVIDIA", "Microsoft", "Meta", "Apple", "Tencent", "Alibaba", "MIT"),
    *("KAIST", "Stanford University", "ByteDance", "Adobe", "Amazon", "IBM", "Samsung"),
    *("Seoul National University", "Tsinghua University", "ETH Zurich", "Anthropic", "DeepSeek"),
    *("Northwind Labs", "Tidepool Research", "Harbour AI", "Ferrovia", "Kestrel Institute"),
    *("Blue Lantern", "Quarry Systems", "Meridian Robotics", "Lumen Collective", "Saltmarsh"),
)
"""Organisations, the frequent ones first; the last two rows exist nowhere."""

TAGS = (
    *("language", "vision", "video", "audio", "diffusion", "agents", "reasoning", "robotics"),
    *("alignment", "retrieval", "evaluation", "efficiency", "speech", "graphs", "safety"),
    *("multimodal", "datasets", "theory", "code", "medicine", "3d", "time-series", "privacy"),
)
VENUES = tuple(
    f"{series} {year}"
    for year in (2025, 2024, 2023, 2022)
    for series in ("ICLR", "NeurIPS", "CVPR", "ACL", "ICML", "EMNLP")
)
SUBJECTS = (
    *("Neural", "Diffusion", "Attention", "Language", "Video", "Audio", "Graph", "Robot", "Policy"),
    *("Reward", "Memory", "Token", "Sparse", "Scaling", "Retrieval", "Alignment", "Reasoning"),
    *("Vision", "Speech", "Protein", "확산", "모델", "언어", "영상", "강화학습"),
)
FORMS = ("for", "with", "beyond", "without", "towards", "in", "as")
GIVEN = ("Ada", "Ben", "Chloe", "Daniel", "Eun", "Femi", "Grace", "Hiro", "Ines", "Jun", "Kofi")
FAMILY = (
    *("Kim", "Lee", "Park", "Smith", "Chen", "Garcia", "Müller", "Tanaka", "Singh", "Rossi"),
    *("Novak", "Silva", "Okafor", "Dubois", "Jensen", "Haddad", "Ivanova", "Nguyen", "Cohen"),
    *("Larsen", "Moreau", "Choi", "Weber", "Santos", "Khan", "Lopez", "Sato", "Berg", "Wang"),
)


@dataclass(frozen=True)
class Paper:
    """One review of one paper."""

    arxiv: str
    """Its arXiv id."""
    title: str
    subtitle: str
    orgs: tuple[str, ...]
    authors: tuple[str, ...]
    venue: str
    """Empty for a preprint."""
    tags: tuple[str, ...]
    rating: str
    """``4.5``, or empty."""
    code: str
    """Address, or empty."""
    body: str = field(repr=False)
    """Markdown, with references to other papers marked as `prose.refer_to` does."""
    again: bool = False
    """Whether an earlier post has reviewed the paper."""

    @property
    def label(self) -> str:
        """Name the review where each needs a name of its own."""
        return f"arxiv-{self.arxiv}" + "-again" * self.again

    @property
    def published(self) -> str:
        """Give the month, as the id tells it: ``Jan 2022``."""
        return f"{date(2000 + int(self.arxiv[:2]), int(self.arxiv[2:4]), 1):%b %Y}"


@dataclass(frozen=True)
class Post:
    """A day's papers."""

    day: date
    papers: tuple[Paper, ...]

    @property
    def docname(self) -> str:
        """Name its page: a folder for each month, as journals have them."""
        return f"posts/{self.day:%Y-%m}/{self.day}"

    @property
    def title(self) -> str:
        """Give its heading."""
        return f"{self.day} papers review"


@dataclass(frozen=True)
class Journal:
    """All posts, oldest first."""

    posts: tuple[Post, ...]

    @cached_property
    def homes(self) -> dict[str, Post]:
        """Find the post that reviews a paper first, by the paper's arXiv id."""
        return {
            paper.arxiv: post for post in self.posts for paper in post.papers if not paper.again
        }


def make_journal(count: int) -> Journal:
    """Make a journal of so many posts; a longer one begins with the same posts."""
    return Journal(tuple(make_post(number) for number in range(count)))


def make_post(number: int) -> Post:
    """Make the post with a number, from 0: the same in journals of any length."""
    dice = random.Random(f"post {number}")
    papers = [_paper(number, position, dice) for position in range(dice.randint(FEWEST, MOST))]
    if number % NEVER_NAMED == NEVER_NAMED // 2:
        papers[2] = _again(make_post(number - NEVER_NAMED // 2).papers[0], papers[2])
    return Post(FIRST_DAY + timedelta(days=number), tuple(papers))


def _paper(number: int, position: int, dice: random.Random) -> Paper:
    earlier = [_earlier(number, dice) for _ in range(dice.choice((0, 0, 1, 1, 2)))]
    title = f"{' '.join(dice.sample(SUBJECTS, 3))} {dice.choice(FORMS)} {dice.choice(SUBJECTS)}"
    people = zip(dice.sample(GIVEN, 4), dice.sample(FAMILY, 4), strict=True)
    authors = [f"{given} {family}" for given, family in people]
    return Paper(
        arxiv=_arxiv(number, position),
        title=f"{title} {number}.{position}",
        subtitle=" ".join(dice.sample(SUBJECTS, 5)).capitalize(),
        orgs=_some(ORGS, dice, dice.choice((1, 1, 1, 2))),
        authors=tuple(authors[: dice.randint(2, 4)]),
        venue=dice.choice(VENUES) if dice.random() < 0.4 else "",
        tags=_some(TAGS, dice, 2),
        rating=f"{dice.randint(4, 10) / 2:g}" if dice.random() < 0.7 else "",
        code=f"https://github.com/example/p{number}-{position}" if dice.random() < 0.4 else "",
        body=body(dice, earlier=list(filter(None, earlier)), elsewhere=_elsewhere(number, dice)),
    )


def _again(first: Paper, second: Paper) -> Paper:
    """Review a paper of an earlier post again: with another text, other tags, another rating."""
    return replace(first, tags=second.tags, rating=second.rating, body=second.body, again=True)


def _arxiv(number: int, position: int) -> str:
    """Give the id of a paper: its month, then its day and its place in the post."""
    day = FIRST_DAY + timedelta(days=number)
    return f"{day:%y%m}.{day:%d}{position:03}"


def _earlier(number: int, dice: random.Random) -> str:
    """Choose a paper of an earlier post; ``""`` where there is none that may be named."""
    named = dice.randrange(max(number, 1))
    allowed = number > 0 and named % NEVER_NAMED != NEVER_NAMED - 1
    return _arxiv(named, dice.randrange(2)) if allowed else ""


def _elsewhere(number: int, dice: random.Random) -> str:
    """Choose what a plain link leads to: a paper of the journal, or one that nobody reviewed."""
    paper_id = (number and dice.random() < 0.5 and _earlier(number, dice)) or (
        f"17{dice.randint(1, 12):02}.{dice.randint(1, 9999):05}"
    )
    return f"https://arxiv.org/{dice.choice(('abs', 'pdf'))}/{paper_id}"


def _some(values: tuple[str, ...], dice: random.Random, count: int) -> tuple[str, ...]:
    """Choose some different values: the first are frequent, the last are rare."""
    chosen: dict[str, None] = {}
    while len(chosen) < count:
        chosen[values[int(len(values) * dice.random() ** 2)]] = None
    return tuple(chosen)
