"""What a build does not complain about, but an author may want to know of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta

from sphinx_paperreview.core.identifiers import InvalidPaperId, parse
from sphinx_paperreview.core.library import Library
from sphinx_paperreview.core.model import Review
from sphinx_paperreview.core.orgs import Org, OrgTable, fold
from sphinx_paperreview.core.paper_id import PaperId
from sphinx_paperreview.core.query import gather
from sphinx_paperreview.core.titles import fold_title, is_titled
from sphinx_paperreview.core.values import month_announced
from sphinx_paperreview.core.venues import may_be_one_venue
from sphinx_paperreview.messages import Explained
from sphinx_paperreview.metadata.paper_record import Fate
from sphinx_paperreview.site import Site


class Check(Explained):
    """What is looked for; ``suppress_warnings`` takes each as ``check.<value>``."""

    FUTURE = "future", "an arXiv id of a month that came after the review was written"
    NUMBER = "number", "an arXiv number so high that no month has had as many papers"
    DUPLICATE = "duplicate", "a paper that several posts review"
    SAME_TITLE = "same_title", "reviews of one title that have no id in common"
    ORG = "org", "an organisation whose name is nearly that of another"
    LINK = "link", "a paper that has neither an id nor a link"
    TITLE = "title", "a paper that has no title yet, and is called by its id"
    DATE = "date", "a post whose date nothing tells"
    WITHDRAWN = "withdrawn", "a paper that was withdrawn, as a fetched record says"
    PUBLISHED = "published", "a paper that has appeared where its card does not say"
    VERSION = "version", "a link to a version of which there are newer ones"


CERTAIN = {Check.FUTURE}
"""What cannot be right; the others may well be as they are meant."""

Noted = tuple[Check, Review, str]
"""What is noted of which review, and how it is said."""

_MOST_IN_A_MONTH = 50_000
"""About twice the papers of arXiv's fullest month (https://arxiv.org/stats/monthly_submissions)."""


def look_over(library: Library, site: Site) -> Iterator[Noted]:
    """Yield what is to be noted of the reviews of a journal."""
    reviews = library.reviews()
    for review in reviews:
        yield from _of_review(review, site)
    for paper in library.tables.papers:
        yield from _of_paper(paper)
    yield from _same_titles(library.tables.papers, site)
    yield from _near_orgs(reviews, site)


def _of_review(review: Review, site: Site) -> Iterator[Noted]:
    for paper_id in review.paper.ids:
        yield from _of_id(paper_id, review)
    if not (review.paper.ids or review.paper.links):
        yield Check.LINK, review, f"{review.title!r} has neither an id nor a link"
    if not is_titled(review, site.sources):
        yield Check.TITLE, review, f"{review.title} has no title yet"
    if not review.date:
        yield Check.DATE, review, f"nothing tells when {review.title!r} was reviewed"
    yield from _of_fate(review, site)


def _of_fate(review: Review, site: Site) -> Iterator[Noted]:
    """Yield what became of a paper, as far as its author has not taken it in."""
    said = [one.record for one in site.knowledge.known.about(map(str, review.paper.ids))]
    fate = next((record.fate for record in said if record.fate != Fate()), Fate())
    if fate.withdrawn:
        yield Check.WITHDRAWN, review, f"{review.title!r} was withdrawn: {fate.comment!r}"
    venue = next((record.venue for record in said if record.venue), "")
    typed = review.paper.venue
    if venue and not (typed and may_be_one_venue(venue, typed)):
        shown = repr(typed) if typed else "no venue"
        yield Check.PUBLISHED, review, f"{review.title!r} shows {shown}: it is in {venue!r}"
    for link in review.paper.links:
        with suppress(InvalidPaperId):
            locator = parse(link.url)
            if locator.id.scheme == "arxiv" and 0 < _number(locator.version) < fate.versions:
                message = f"{link.url} is of an older version: there is v{fate.versions}"
                yield Check.VERSION, review, message


def _number(version: str) -> int:
    digits = version.removeprefix("v")
    return int(digits) if digits.isdecimal() else 0


def _of_id(paper_id: PaperId, review: Review) -> Iterator[Noted]:
    month = month_announced((paper_id,))
    if month is None:
        return
    # A month begins a day earlier where the sun rises first.
    begins = date(month.year, month.month, 1) - timedelta(days=1)
    if review.date and begins.isoformat() > review.date:
        message = f"{paper_id} is of {month.isoformat()}, and was reviewed before, on {review.date}"
        yield Check.FUTURE, review, message
    number = paper_id.value.rpartition(".")[2]
    if number.isdecimal() and int(number) > _MOST_IN_A_MONTH:
        message = f"{paper_id}: no month has had {int(number):,} papers on arXiv"
        yield Check.NUMBER, review, message


def _of_paper(reviews: tuple[Review, ...]) -> Iterator[Noted]:
    newest = reviews[0]
    others = dict.fromkeys(other.docname for other in reviews if other.docname != newest.docname)
    if others:
        yield Check.DUPLICATE, newest, f"{newest.title!r} is reviewed in {', '.join(others)} too"


def _same_titles(papers: Iterable[tuple[Review, ...]], site: Site) -> Iterator[Noted]:
    """Yield titles that several papers have: one of them may lack its id, or have a wrong one."""
    titled = (paper[0] for paper in papers if is_titled(paper[0], site.sources))
    for newest, *others in gather(titled, lambda review: [fold_title(review.title)]).values():
        for other in others:
            message = (
                f"{newest.title!r} is reviewed in {other.docname} too, with no id in common: "
                "is it one paper?"
            )
            yield Check.SAME_TITLE, newest, message


def _near_orgs(reviews: Iterable[Review], site: Site) -> Iterator[Noted]:
    """Yield organisations that are written in two ways, none of which the site knows."""
    by_name = gather(reviews, lambda review: review.paper.orgs)
    unknown = {name: found for name, found in by_name.items() if name and not site.orgs.find(name)}
    if site.settings.unknown_orgs == "ignore":  # then the build has not said so
        for name, found in unknown.items():
            if suggestion := site.orgs.suggest(name):
                yield Check.ORG, found[0], _question(name, suggestion)
    for first, *others in gather(_frequent_first(unknown), lambda name: [fold(name)]).values():
        for name in others:
            yield Check.ORG, unknown[name][0], _question(name, first)
    # Only names whose words begin alike can be a slip of the pen apart.
    for alike in gather(_frequent_first(unknown), lambda name: [_initials(name)]).values():
        for i, name in enumerate(alike):
            table = OrgTable(tuple(Org(other, other) for other in alike[:i]))
            if suggestion := table.suggest(name):
                yield Check.ORG, unknown[name][0], _question(name, suggestion)


def _frequent_first(reviews: Mapping[str, list[Review]]) -> list[str]:
    """Order names so that the one of more reviews is taken to be right."""
    return sorted(reviews, key=lambda name: (-len(reviews[name]), name))


def _question(name: str, other: str) -> str:
    return f"organisation {name!r} is nearly {other!r}: are they one?"


def _initials(name: str) -> str:
    return "".join(fold(word)[:1] for word in name.split())
