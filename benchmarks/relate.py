"""Measure how well related reviews are found: ``python -m benchmarks.relate``; see README.md."""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from benchmarks.journal import ORGS, TAGS
from benchmarks.machine import describe
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Paper, Post, Review
from sphinx_paperreview.core.related import Related, names_of
from sphinx_paperreview.core.runs import Run
from sphinx_paperreview.core.similar import nearest

_TOPIC = 16
"""How many reviews a topic has."""

_SYLLABLES = "ka lo mi ren tu vas po shi gel ora dun 모 델 학 습 언 어 영 상 추 론".split()  # noqa: SIM905

_SHOWN = 5

Lists = Mapping[int, Sequence[int]]
"""For each review, by its number, those that are found for it, the best first."""


@dataclass(frozen=True)
class _Words:
    """A vocabulary in which the n-th word is as frequent as words of languages are: 1/n."""

    words: Sequence[str]
    weights: Sequence[float]

    @classmethod
    def make(cls, dice: random.Random, count: int) -> _Words:
        words = ["".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))) for _ in range(count)]
        return cls(words, list(accumulate(1 / (number + 1) for number in range(count))))

    def draw(self, dice: random.Random, count: int) -> list[str]:
        return dice.choices(self.words, cum_weights=self.weights, k=count)


@dataclass(frozen=True)
class _Corpus:
    """Reviews, and the earlier reviews of its topic that the author of each links to."""

    reviews: Sequence[Review]
    texts: Sequence[str]
    links: Lists

    @classmethod
    def make(cls, count: int, share: float) -> _Corpus:
        """Make a corpus, the same on every machine.

        Args:
            count: How many reviews it has.
            share: That of a text's words which are of its topic; the others are of the language.
        """
        dice = random.Random(0)
        language = _Words.make(dice, 8000)
        topics = [_Words.make(dice, 40) for _ in range(max(1, count // _TOPIC))]
        chosen = [dice.randrange(len(topics)) for _ in range(count)]
        reviews = [_review(number, topic, dice) for number, topic in enumerate(chosen)]
        texts = []
        for topic in chosen:
            length = dice.randint(60, 240)
            own = round(share * length)
            words = [*topics[topic].draw(dice, own), *language.draw(dice, length - own)]
            texts.append(" ".join(dice.sample(words, len(words))))
        return cls(reviews, texts, dict(_links(chosen, dice)))


def _review(number: int, topic: int, dice: random.Random) -> Review:
    """Make a review: a tag stands for several topics, and one is chosen as people choose them."""
    tags = TAGS[topic % len(TAGS)], dice.choice(TAGS)
    paper = Paper(title=(Run(f"R{number}"),), orgs=(dice.choice(ORGS),))
    return Review(paper, docname=f"p{number:06d}", tags=tags)


def _links(chosen: Sequence[int], dice: random.Random) -> Iterator[tuple[int, list[int]]]:
    before: dict[int, list[int]] = {}
    for number, topic in enumerate(chosen):
        earlier = before.setdefault(topic, [])
        if earlier and dice.random() < 0.5:
            yield number, dice.sample(earlier, min(len(earlier), dice.randint(1, 2)))
        earlier.append(number)


def _hits(links: Lists, found: Lists) -> float:
    """Give the share of the reviews with links of which one is among the first five (hit@5)."""
    hits = (not set(found.get(one, ())[:_SHOWN]).isdisjoint(links[one]) for one in links)
    return sum(hits) / len(links)


def _by_cards(corpus: _Corpus, similar: Mapping[str, Mapping[str, int]]) -> Lists:
    """Find what cards show; no mentions are known, since these are what is to be found."""
    library = Library()
    for review in corpus.reviews:
        library.add(Post(review.docname, reviews=(review,)))
    related = Related(library.tables, (), similar)
    return {
        number: [int(one.docname[1:]) for one in related.of(review, _SHOWN)]
        for number, review in enumerate(corpus.reviews)
    }


def _measure(count: int, share: float) -> Iterator[str]:
    corpus = _Corpus.make(count, share)
    names = [names_of([review])[0] for review in corpus.reviews]
    texts = dict(zip(names, corpus.texts, strict=True))
    start = time.process_time()
    similar = nearest(texts, 10)
    seconds = time.process_time() - start
    numbers = {name: number for number, name in enumerate(names)}
    by_text = {
        numbers[name]: [numbers[other] for other in others] for name, others in similar.items()
    }
    yield f"{_hits(corpus.links, _by_cards(corpus, {})):.2f}"
    yield f"{_hits(corpus.links, by_text):.2f}"
    yield f"{_hits(corpus.links, _by_cards(corpus, similar)):.2f}"
    fewer = nearest(dict(list(texts.items())[:-1]), 10)
    yield str(sum(fewer.get(name) != similar.get(name) for name in texts))
    yield f"{seconds:.1f}"
    yield f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}"


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.relate", description=__doc__)
    parser.add_argument("--reviews", type=int, nargs="+", default=[640, 10_000])
    parser.add_argument("--share", type=float, nargs="+", default=[0.04, 0.08, 0.16])
    options = parser.parse_args()
    for key, value in describe().items():
        print(f"- {key}: {value}")
    heads = ("reviews", "of the topic", "tags, organisations", "texts", "both")
    print(f"\n| {' | '.join(heads)} | lists that one review changes | seconds | MiB |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    for count in options.reviews:
        for share in options.share:
            row = " | ".join(_measure(count, share))
            print(f"| {count} | {share:.0%} | {row} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
