"""Names of people, told from titles, venues and organisations."""

from __future__ import annotations

import pytest

from sphinx_paperreview.recognising.names import read_cited, read_names, read_people

NAMES = [
    "Ada Park, Jo Kim",
    "A. Park and J. Kim",
    "Ada van der Park, Jo Kim & Lee-Ann Öz",
    "Park et al.",
    "J.-P. Kim",
    "박아다, 김지우",
    "王小明, 李四",
    "Ada Park*, Jo Kim†",
]


@pytest.mark.parametrize("text", NAMES)
def test_names_are_told(text: str) -> None:
    assert read_names(text) == text


OTHERS = [
    "Lamp",
    "Deep Lamps",
    "Object Detection, Image Segmentation",
    "Google, Stanford University",
    "CVPR 2021",
    "Definition, Techniques, and Case Studies",
    "lamps, and more",
    "We read it twice.",
    "",
]


@pytest.mark.parametrize("text", OTHERS)
def test_other_words_are_no_names(text: str) -> None:
    assert read_names(text) == ""


def test_one_name_is_told_where_something_else_says_so() -> None:
    assert read_names("Ada Park") == ""
    assert read_names("Ada Park", sure=True) == read_names("by Ada Park") == "Ada Park"


PEOPLE = {
    "Ada Park, Jo Kim, ICML 2022": ("Ada Park, Jo Kim", "ICML 2022", ""),
    "Park and Kim, ICML 2022": ("Park and Kim", "ICML 2022", ""),
    "Ada Park, Jo Kim. CVPR, 2021.": ("Ada Park, Jo Kim", "CVPR", "2021"),
    "Park et al. (NeurIPS 2017)": ("Park et al.", "NeurIPS 2017", ""),
    "Park et al., 2021": ("Park et al.", "", "2021"),
}


@pytest.mark.parametrize(("text", "said"), PEOPLE.items(), ids=PEOPLE)
def test_a_venue_or_a_date_may_stand_behind_them(text: str, said: tuple[str, str, str]) -> None:
    found = read_people(text)
    assert found is not None
    assert (found.authors, found.venue, found.published) == said


@pytest.mark.parametrize("text", ["Park, Kim (1977)", "Park et al (1977)", "Van Park, 1977"])
def test_a_label_may_be_of_names_and_a_year(text: str) -> None:
    found = read_cited(text)
    assert found is not None
    assert found.published == "1977"


def test_a_title_with_a_year_is_no_label_of_names() -> None:
    assert read_cited("The Lamp of Night (1977)") is None
