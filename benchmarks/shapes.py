"""Inputs that grow: pages and posts in the shapes that cost the square of their size once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Files = Mapping[str, str]
"""Texts by their paths, relative to a source folder, POSIX."""

Write = Callable[[int], Files]
"""Writes an input of a size."""

HTML, SINGLEHTML, IMPORT, CONVERT = "html", "singlehtml", "import", "convert"
"""What is measured: a build by a builder, an import of a folder, a post that is converted."""

_TEXT = "Some words of a text that says what the paper does and how well it does it."


@dataclass(frozen=True)
class Shape:
    """An input in some size, and one beside it that holds nothing of what is measured."""

    what: str
    """What there are many of."""
    write: Write
    plain: Write
    """A control: as many sections by hand; as many characters without the markup in question."""
    run: str = HTML
    sizes: tuple[int, int, int] = (250, 1000, 4000)
    """Each four times the one before."""


def shapes() -> dict[str, Shape]:
    """Give all shapes by their names, in the order of the report."""
    return {**_references(), **_rows(), **_headings(), **_imports(), **_converted()}


# Parts of pages ----------------------------------------------------------------------------------


def _id(number: int) -> str:
    return f"{2001 + number // 90_000}.{10_000 + number % 90_000}"


def _url(number: int) -> str:
    return f"https://arxiv.org/abs/{_id(number)}"


def _post(parts: Iterable[str], *, title: str = "Post", date: str = "2025-11-27") -> str:
    return "\n".join([f"---\ndate: {date}\n---\n# {title}\n", *parts, ""])


def _review(number: int, text: str = _TEXT, **options: str) -> str:
    lines = [f":{key}: {value}" for key, value in ({"title": f"Paper {number}"} | options).items()]
    return "\n".join([f":::{{paper}} {_id(number)}", *lines, "", text, ":::", ""])


def _section(number: int, text: str = _TEXT) -> str:
    return f"## Paper {number}\n\n[arXiv]({_url(number)})\n\n{text}\n"


def _page(part: Callable[[int], str]) -> Write:
    """Write one post of n parts, and a page around it."""
    return lambda n: _site({"post.md": _post(map(part, range(n)))})


def _site(pages: Files) -> Files:
    names = "\n".join(path.removesuffix(".md") for path in pages)
    return {"index.md": f"# Journal\n\n```{{toctree}}\n{names}\n```\n", **pages}


def _plain_page(text: str = "") -> Write:
    return _page(lambda i: _section(i, text.format(id=_id(i), url=_url(i)) or _TEXT))


def _many(separator: str, item: Callable[[int], str]) -> Callable[[int], str]:
    return lambda n: separator.join(map(item, range(n)))


# What refers to papers ---------------------------------------------------------------------------


def _references() -> dict[str, Shape]:
    """Each review of a page names another one of that page."""

    def page(text: Callable[[int], str]) -> Write:
        return lambda n: _site({"post.md": _post(_review(i, text((i + 1) % n)) for i in range(n))})

    said = "everybody says who has read it to its end and who has tried it, or has at least"

    def one_paragraph(n: int) -> Files:
        review, links = _review(0), _many("\n", lambda _: f"[it]({_url(0)}), as {said}")(n)
        return _site({"post.md": _post([review]), "page.md": f"# Page\n\n{links}\n"})

    def plain_paragraph(n: int) -> Files:
        links = _many("\n", lambda _: f"[it]({_url(0)}) [there](post.md), as {said}")(n)
        return _site({"post.md": _post([_section(0)]), "page.md": f"# Page\n\n{links}\n"})

    links = page(lambda i: f"As in [that one]({_url(i)}).")
    plain = _plain_page("As in [that one]({url}).")
    small = (125, 500, 2000)
    return {
        "by-id": Shape("`{paper}` by id", page(lambda i: f"See {{paper}}`{_id(i)}`."), plain),
        "by-title": Shape(
            "`{paper}` by title",
            page(lambda i: f"See {{paper}}`Paper {i}`."),
            plain,
            sizes=small,
        ),
        "links": Shape("plain links", links, plain),
        "links-singlehtml": Shape("plain links, singlehtml", links, plain, SINGLEHTML, small),
        "paragraph": Shape("links in one paragraph", one_paragraph, plain_paragraph, sizes=small),
    }


# What is listed ----------------------------------------------------------------------------------


def _rows() -> dict[str, Shape]:
    """Rows of cards and listings."""

    def reviews(count: int, **options: Callable[[int], str]) -> Write:
        def write(n: int) -> Files:
            filled = {key: value(n) for key, value in options.items()}
            return _site({"post.md": _post(_review(i, **filled) for i in range(count))})

        return write

    def one_paper(n: int) -> Files:
        return _site({f"post-{i}.md": _post([_review(0)], title=f"Post {i}") for i in range(n)})

    def chained(n: int) -> Files:
        # Each review has an id of the next one's, so that all are of one paper.
        pairs = (f"{_id(i)} {_id(i + 1)}" for i in range(n))
        parts = [
            f":::{{paper}} {ids}\n:title: Paper {i}\n\n{_TEXT}\n:::\n"
            for i, ids in enumerate(pairs)
        ]
        return _site({"post.md": _post(parts)})

    def listed(n: int) -> Files:
        ids = _many(" ", _id)(n)
        post = _post(map(_review, range(n)))
        return _site(
            {"post.md": post, "page.md": f"# Page\n\n```{{paper:list}}\n:papers: {ids}\n```\n"}
        )

    def posts(n: int) -> Files:
        return _site({f"post-{i}.md": _post([_section(0)], title=f"Post {i}") for i in range(n)})

    def lines(count: int, item: str) -> Write:
        def write(n: int) -> Files:
            text = _many(", ", item.format)(n)
            return _site({"post.md": _post(_section(i, text) for i in range(count))})

        return write

    def names(stem: str) -> Callable[[int], str]:
        return _many("; ", lambda i: f"{stem} {i}")

    one, twenty = (250, 1000, 4000), (60, 240, 960)
    addresses = _many("; ", lambda i: f"https://example.org/{i}")
    return {
        "papers": Shape("`:papers:` with n ids", listed, _plain_page(), sizes=one),
        "one-paper": Shape("posts on one paper", one_paper, posts, sizes=twenty),
        "chain": Shape("ids chained", chained, _plain_page(), sizes=(125, 500, 2000)),
        "orgs": Shape(
            "orgs of a review", reviews(1, org=names("Org")), lines(1, "Org {}"), sizes=one
        ),
        "orgs-of-20": Shape(
            "orgs of 20 reviews", reviews(20, org=names("Org")), lines(20, "Org {}"), sizes=twenty
        ),
        "tags-of-20": Shape(
            "tags of 20 reviews", reviews(20, tags=names("tag")), lines(20, "tag {}"), sizes=twenty
        ),
        "addresses": Shape(
            "`:links:` of a review",
            reviews(1, links=addresses),
            lines(1, "<https://example.org/{}>"),
            sizes=one,
        ),
        "authors": Shape(
            "authors of a review",
            reviews(1, authors=names("Ann Author")),
            lines(1, "Ann Author {}"),
            sizes=one,
        ),
    }


# What stands under headings ----------------------------------------------------------------------


def _headings() -> dict[str, Shape]:
    def bodyless(n: int) -> Files:
        parts = [f":::{{paper}} {_id(i)}\n:title: Paper {i}\n:::\n" for i in range(n)]
        return _site({"post.md": _post(["## Papers\n", *parts])})

    def untitled(i: int) -> str:
        return f":::{{paper}}\n:org: google\n\n{_TEXT} {i}\n:::\n"

    def plain_post(n: int) -> Files:
        post = _post(map(plain, range(n)))
        return _site({"post.md": post.replace("date:", "paperreview: headings\ndate:", 1)})

    def plain(i: int) -> str:
        head = f"## {i}. [Paper {i}]({_url(i)}) `google`\n### A Subtitle of Some Words\n"
        return f"{head}\n> [Alphaxiv](https://www.alphaxiv.org/overview/{_id(i)})\n\n{_TEXT}\n"

    return {
        "untitled": Shape("untitled reviews", _page(untitled), _plain_page()),
        "plain-headings": Shape(
            "plain headings that are reviews",
            plain_post,
            _plain_page(),
            sizes=(125, 500, 2000),
        ),
        "bodyless": Shape("reviews without text under one heading", bodyless, _plain_page()),
    }


# Imports -----------------------------------------------------------------------------------------


def _imports() -> dict[str, Shape]:
    def posts(name: Callable[[int], str]) -> Write:
        def write(n: int) -> Files:
            return {
                f"{i}/{name(i)}.md": _post([_section(i), f"[that](/elsewhere/{name(i)}/)\n"])
                for i in range(n)
            }

        return write

    return {
        "ambiguous": Shape(
            "links to posts of one name",
            posts(lambda _: "review"),
            posts(lambda i: f"review{i}"),
            IMPORT,
            (100, 400, 1600),
        )
    }


def _converted() -> dict[str, Shape]:
    """One post that is converted; the control is a paragraph of as many characters."""

    def shape(
        what: str, text: Callable[[int], str], sizes: tuple[int, int, int] = (1000, 4000, 16000)
    ) -> Shape:
        def post(n: int) -> Files:
            return {"post.md": text(n)}

        def plain(n: int) -> Files:
            words = _TEXT + "\n"
            return {"post.md": "# Post\n\n" + words * (len(text(n)) // len(words))}

        return Shape(what, post, plain, CONVERT, sizes)

    def heading(text: Callable[[int], str], mark: str = "##") -> Callable[[int], str]:
        return lambda n: f"# Post\n\n{mark} [Paper]({_url(0)}) {text(n)}\n\n{_TEXT}\n"

    def line(text: Callable[[int], str]) -> Callable[[int], str]:
        return lambda n: f"# Post\n\n## [Paper]({_url(0)})\n\n{text(n)}\n\n{_TEXT}\n"

    def matter(text: Callable[[int], str]) -> Callable[[int], str]:
        return lambda n: f"---\ntitle: Post\n{text(n)}\n---\n\n{_TEXT}\n"

    def blanks(n: int) -> str:
        return " " * n

    names = _many(", ", lambda i: f"Org {i}")
    many = (4000, 16000, 64000)
    code = _many(" ", lambda i: f"`Org {i}`")
    links = _many(" ", lambda i: f"[code](https://github.com/a/b{i})")
    return {
        "roles": shape("roles in a line", line(_many(" ", lambda i: f"{{abbr}}`a{i}`"))),
        "notes": shape("footnotes in a line", line(_many(" ", lambda i: f"[^a{i}]"))),
        "heading-code": shape("code spans in a heading", heading(code)),
        "heading-links": shape("links in a heading", heading(links)),
        "heading-blanks": shape("blanks in a heading", heading(lambda n: f"a{blanks(n)}b"), many),
        "plain-blanks": shape(
            "blanks in a plain heading", lambda n: f"# Post\n\n## a{blanks(n)}b\n\n{_TEXT}\n", many
        ),
        "heading-remarks": shape(
            "remarks in a heading", heading(lambda n: "(Oral) " * n + "and more")
        ),
        "heading-stars": shape("stars in a heading", heading(lambda n: "★☆" * n + "and more")),
        "headings": shape(
            "headings of one name", lambda n: "# Post\n\n" + f"## Method\n\n{_TEXT}\n\n" * (n // 4)
        ),
        "matter-blanks": shape("blanks in front matter", matter(lambda n: f"a{blanks(n)}b"), many),
        "matter-value": shape("blanks in a value", matter(lambda n: f"a: b{blanks(n)}c"), many),
        "matter-key": shape("blanks in a key", matter(lambda n: f"a{blanks(n)}b: [c"), many),
        "matter-broken": shape(
            "lines of broken front matter", matter(_many("\n", lambda i: f"key{i}: [a: {{{i}"))
        ),
        "fields": shape(
            "fields below a heading",
            line(lambda n: "\n".join(f"Code: https://github.com/a/b{i}" for i in range(n))),
        ),
        "field-links": shape("links in a field", line(lambda n: f"Links: {links(n)}")),
        "urls": shape(
            "addresses in a line", line(_many(" ", lambda i: f"https://github.com/a/b{i}"))
        ),
        "orgs-line": shape("names in a field", line(lambda n: f"Org: {names(n)}")),
    }
