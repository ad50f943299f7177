"""Names of people: as they and BibTeX write them down."""

from __future__ import annotations

import pytest

from sphinx_paperreview.core.people import parse_authors


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Lovelace", ("Ada Lovelace",)),
        ("Ada Lovelace and Grace Hopper", ("Ada Lovelace", "Grace Hopper")),
        ("Ada, Grace and Alan", ("Ada", "Grace", "Alan")),
        ("Ada, Grace, and Alan", ("Ada", "Grace", "Alan")),
        ("Ada and Grace and Alan", ("Ada", "Grace", "Alan")),
        ("Ada and Grace, Alan", ("Ada", "Grace", "Alan")),
        ("Ada\n  and Grace", ("Ada", "Grace")),
        ("Hopper, Grace and Lovelace, Ada", ("Grace Hopper", "Ada Lovelace")),
        (
            "Hopper, G. and Lovelace, A. and Turing, A.",
            ("G. Hopper", "A. Lovelace", "A. Turing"),
        ),
        ("Hopper, Grace; Lovelace, Ada", ("Grace Hopper", "Ada Lovelace")),
        ("Ada Lovelace; de la Cruz, Juan", ("Ada Lovelace", "Juan de la Cruz")),
        ("Hopper, Grace; Grace Hopper", ("Grace Hopper",)),
        ("Foo, Inc.; Bar, Ltd", ("Foo, Inc.", "Bar, Ltd")),
        ("Davis, Jr. and King, III", ("Davis, Jr.", "King, III")),
        ("King, Martin, Jr.; Ada", ("King, Martin, Jr.", "Ada")),
        ("Hopper, Grace;", ("Hopper, Grace",)),
        ("Ada; ,", ("Ada", ",")),
        ("{; ,; and", ("{", ",", "and")),
        ("Research and Development;", ("Research and Development",)),
        ("Research and Development; Ada", ("Research and Development", "Ada")),
        ("Alexander Sand, Andy Anderson", ("Alexander Sand", "Andy Anderson")),
        ("and", ("and",)),
        ("And Ersson", ("And Ersson",)),
        ("Ada and", ("Ada and",)),
        ("AT&T", ("AT&T",)),
        ("and Ada", ("Ada",)),
        ("", ()),
    ],
)
def test_authors_are_separated_as_people_write_them(text: str, names: tuple[str, ...]) -> None:
    """By commas and ``and``, as in BibTeX; a semicolon separates alone. First names go first."""
    assert parse_authors(text) == names
