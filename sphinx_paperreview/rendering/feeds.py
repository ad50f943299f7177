"""What the feeds hold: the newest posts as they are, papers in short."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, urlsplit

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.freshness import Freshness
from sphinx_paperreview.core.feeds import DIGEST, POSTS, SUFFIX, Feeds, moment, updated
from sphinx_paperreview.core.model import Post, Review
from sphinx_paperreview.core.post_query import indexed_reviews, reviewers_of
from sphinx_paperreview.exports.article import article
from sphinx_paperreview.exports.atom import Entry, Feed, contents_of, format_entry, format_feed
from sphinx_paperreview.exports.tag_uris import tag_prefix, tag_uri
from sphinx_paperreview.exports.told import Told, paper_html, title_of
from sphinx_paperreview.messages import _, note
from sphinx_paperreview.rendering import parts
from sphinx_paperreview.rendering.cards import CardWriter
from sphinx_paperreview.rendering.chips import ChipWriter
from sphinx_paperreview.rendering.feed_links import BEGIN, END
from sphinx_paperreview.rendering.feed_links import title_of as feed_title
from sphinx_paperreview.rendering.files import GeneratedFiles
from sphinx_paperreview.rendering.place import Place, place_of
from sphinx_paperreview.rendering.post_listings import excerpt_of
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_Written = tuple[str, str]
"""When an entry was last changed, and its text."""


def write_feeds(app: Sphinx, exception: Exception | None, freshness: Freshness) -> None:
    """Write the feeds that have changed (``build-finished``)."""
    domain = PaperDomain.of(app.env)
    if exception is not None or not domain.is_paged:
        return
    _say_what_is_missing(app)
    builder = cast("StandaloneHTMLBuilder", app.builder)
    files = GeneratedFiles(builder, freshness)
    writer = FeedWriter(builder, domain, files, freshness.written)
    for path, text, pages in writer:
        files.write(path, text, pages)


def _say_what_is_missing(app: Sphinx) -> None:
    """Say once what a site lacks that has something to follow, and wants feeds."""
    site, posts = site_of(app.config), PaperDomain.of(app.env).library.tables.posts
    if not site.settings.feeds or site.base.is_wrong or site.base.is_preview:
        return
    is_dated = any(
        post.date or any(review.date for review in indexed_reviews(post)) for post in posts
    )
    if is_dated and not site.base.url:
        lacks = "paperreview_base_url (or html_baseurl) is to say where the site stands"
    elif posts and site.base.url and not is_dated:
        lacks = "no post has a date"
    else:
        return
    note(f"no feeds: {lacks}; paperreview_feeds = [] says that there are none")


@dataclass
class FeedWriter:
    """The feeds of a build, with what they hold."""

    builder: StandaloneHTMLBuilder
    domain: PaperDomain
    files: GeneratedFiles
    written: Iterable[str]
    """The pages that this build has written."""
    _reviews: dict[tuple[str, int], _Written] = field(default_factory=dict)
    """Reviews as they stand in feeds: one is in many, and the same in all."""

    def __iter__(self) -> Iterator[tuple[str, Callable[[], str], Sequence[str]]]:
        """Yield the name of each, what gives its text, and the pages of which it holds that."""
        feeds, limit = self._feeds, self._limit
        if feeds.posts:
            yield POSTS, self._posts, [post.docname for post in feeds.posts[:limit]]
        if feeds.weeks:
            yield DIGEST, self._digest, ()
        for page, path in feeds.of_pages.items():
            yield path, partial(self._page, page), ()

    # The feeds -----------------------------------------------------------------------------------

    def _posts(self) -> str:
        known = contents_of(self.files.left(POSTS))
        posts = self._feeds.posts[: self._limit]
        return self._feed(POSTS, "", (self._post(post, known) for post in posts))

    def _digest(self) -> str:
        weeks = islice(self._feeds.weeks.items(), self._limit)
        return self._feed(DIGEST, "", (self._week(*week) for week in weeks))

    def _page(self, page: str) -> str:
        reviews = self._on_pages[page]
        dated = (review for review in reviews if review.date)
        entries = map(self._review, islice(dated, self._limit))
        return self._feed(f"{page}{SUFFIX}", page, entries)

    def _feed(self, name: str, page: str, entries: Iterable[_Written]) -> str:
        """Write a feed.

        Args:
            name: Where it stands.
            page: What it is a feed of; ``""``: of the journal.
            entries: What is in it, newest first.
        """
        config = self.builder.config
        place = place_of(self.builder, self.builder.env, page or config.root_doc)
        author = place.site_author or place.site_name
        feed = Feed(
            id=tag_uri(self._prefix, name),
            title=feed_title(place, name),
            url=self._place.site.base.url + quote(name),
            page=self._url(page or config.root_doc),
            author=author or str(urlsplit(self._place.site.base.url).hostname),
            language=config.language.replace("_", "-"),
        )
        return format_feed(feed, entries)

    # Their entries -------------------------------------------------------------------------------

    def _post(self, post: Post, known: Mapping[str, str]) -> _Written:
        """Write the entry of a post.

        Args:
            post: The page.
            known: What earlier builds made of pages, by the ids of entries.
        """
        entry_id, published = tag_uri(self._prefix, post.docname), moment(post.date, post.time)
        is_known = entry_id in known and post.docname not in self.written
        tags = (tag for review in indexed_reviews(post) for tag in review.tags)
        entry = Entry(
            id=entry_id,
            title=post.title,
            url=self._url(post.docname),
            published=published,
            updated=updated(published, [post]),
            authors=reviewers_of(post),
            categories=(*post.tags, *tags),
            summary=excerpt_of(post),
            content=known[entry_id] if is_known else self._article(post),
        )
        return entry.updated, format_entry(entry)

    def _article(self, post: Post) -> str:
        """Take the text of a post from its page, on which all is drawn, and every reference led.

        ``""`` where the marks around it are gone: something has made the page smaller.
        """
        page = Path(self.builder.get_outfilename(post.docname)).read_text("utf-8", "replace")
        _before, begin, rest = page.partition(BEGIN)
        body, end, _after = rest.rpartition(END)
        return article(body, self._url(post.docname), title=post.title) if begin and end else ""

    def _review(self, review: Review) -> _Written:
        """Write the entry of a review: what a listing shows of it."""
        key = review.docname, review.position
        if key not in self._reviews:
            told, post = self._told(review), self.domain.library.posts[review.docname]
            published = moment(review.date, review.time)
            entry = Entry(
                id=tag_uri(self._prefix, review.docname, review.anchor),
                title=title_of(told),
                url=told.url,
                published=published,
                updated=updated(published, [post]),
                authors=review.reviewers,
                categories=review.tags,
                content=paper_html(told, _("TL;DR")),
            )
            self._reviews[key] = entry.updated, format_entry(entry)
        return self._reviews[key]

    def _week(self, name: str, reviews: Sequence[Review]) -> _Written:
        """Write the entry of a week: its papers, each once."""
        papers: dict[object, Review] = {}
        for review in reviews:
            papers.setdefault(self.domain.library.tables.paper_key(review), review)
        posts = [self.domain.library.posts[review.docname] for review in reviews]
        newest = max(moment(review.date, review.time) for review in reviews)
        year, _w, week = name.partition("-W")
        title = _("Week %(week)d of %(year)d") % {"week": int(week), "year": int(year)}
        entry = Entry(
            id=tag_uri(self._prefix, DIGEST, name),
            title=parts.SEPARATOR.join([title, parts.papers_text(len(papers))]),
            url=self._url(reviews[0].docname),
            published=newest,
            updated=updated(newest, posts),
            authors=tuple(dict.fromkeys(name for review in reviews for name in review.reviewers)),
            content="".join(
                paper_html(self._told(review), _("TL;DR"), has_title=True)
                for review in papers.values()
            ),
        )
        return entry.updated, format_entry(entry)

    def _told(self, review: Review) -> Told:
        links, paper = self._chips.links(review), review.paper
        return Told(
            title=self.domain.title_of(review),
            subtitle=paper.subtitle,
            summary=review.summary,
            facts=tuple(self._cards.in_words(review)),
            links=tuple((self._chips.label(link), link.url) for link in links),
            url=f"{self._url(review.docname)}#{review.anchor}",
        )

    # What all need -------------------------------------------------------------------------------

    @property
    def _feeds(self) -> Feeds:
        return self.domain.feeds

    @property
    def _limit(self) -> int:
        return self._place.site.settings.feed_limit

    def _url(self, docname: str) -> str:
        return self._place.site.base.url + self.builder.get_target_uri(docname)

    @cached_property
    def _place(self) -> Place:
        return place_of(self.builder, self.builder.env, self.builder.config.root_doc)

    @cached_property
    def _chips(self) -> ChipWriter:
        return ChipWriter(self._place)

    @cached_property
    def _cards(self) -> CardWriter:
        return CardWriter(self._place)

    @cached_property
    def _prefix(self) -> str:
        site = self._place.site
        return tag_prefix(site.settings.feed_id, site.base.url)

    @cached_property
    def _on_pages(self) -> Mapping[str, Sequence[Review]]:
        return {page.name: page.total for page in self.domain.plan.pages}
