"""The sentence around a place: where it begins, where it ends, where a long one is cut."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_paperreview.core.runs import Run, RunKind, plain
from sphinx_paperreview.core.sentences import SENTENCE_LENGTH, Passage, Sentences

# A text, in which «» marks the place; the sentence around it.
SENTENCES = {
    "the only one": ("We use «it» here", "We use it here"),
    "first": ("We use «it». They do not.", "We use it."),
    "middle": ("One. We use «it» here! Three.", "We use it here!"),
    "last, without a mark": ("One. Two? Then «it»", "Then it"),
    "the place is the sentence": ("One. «It». Three.", "It."),
    "the place begins the sentence": ("One. «It» is so. Three.", "It is so."),
    "over two sentences": ("One. See «it. And» that. Three.", "See it. And that."),
    "several marks": ("Really?! We use «it»... Three.", "We use it..."),
    "an ellipsis": ("And so on… We use «it».", "We use it."),
    "an ellipsis that goes on": ("We use … and… then «it».", "We use … and… then it."),
    "a mark in quotes": ('He said "no." We use «it».', "We use it."),
    "a mark in a bracket": ("(Not so.) We use «it».", "We use it."),
    "typographic quotes": ("He said “no.” We use «it».", "We use it."),
    "blanks around": ("One.   We use «it».  Three.", "We use it."),
    "no blank behind a mark": ("We use v1.5 of «it», see a.b.", "We use v1.5 of it, see a.b."),
    "decimals": ("Better by 3.14 points than «it» is. Next.", "Better by 3.14 points than it is."),
    "et al.": ("As Kim et al. Showed in «it». Next.", "As Kim et al. Showed in it."),
    "in a bracket": ("We follow (Kim et al. 2017) and «it». Next.",
                     "We follow (Kim et al. 2017) and it."),
    "a figure": ("See Fig. 3 of «it». Next.", "See Fig. 3 of it."),
    "several abbreviations": ("E.g. Dr. J. Kim, cf. Sec. 2 of «it». Next.",
                              "E.g. Dr. J. Kim, cf. Sec. 2 of it."),
    "i.e.": ("Attention, i.e. Softmax, is in «it». Next.", "Attention, i.e. Softmax, is in it."),
    "a country": ("In the U.S. Army «it» is used. Next.", "In the U.S. Army it is used."),
    "a unit": ("It takes 5 ms. We use «it».", "We use it."),
    "a small letter goes on": ("It costs approx. nothing, as ed. by «it». Next.",
                               "It costs approx. nothing, as ed. by it."),
    "a word that ends as an abbreviation does": ("It is final. We use «it».", "We use it."),
    "Korean": ("앞의 문장이다. 이것은 «하모니»를 쓴다. 뒤의 문장이다.", "이것은 하모니를 쓴다."),
    "Korean, a question": ("정말일까? «하모니»는 그렇다.", "하모니는 그렇다."),
    "Chinese": ("第一句。我们使用«和声»方法！第三句。", "我们使用和声方法！"),
    "Japanese, in brackets": ("「そうだ。」«和声»を使う。次。", "和声を使う。"),
    "full-width marks": ("本当か？«和声»だ。", "和声だ。"),
}  # fmt: skip


def _place(marked: str) -> tuple[str, int, int]:
    """Take the marks off a text; give the place that they stood around."""
    before, _, rest = marked.partition("«")
    inner, _, after = rest.partition("»")
    return before + inner + after, len(before), len(before) + len(inner)


@pytest.mark.parametrize("name", SENTENCES)
def test_the_sentence_around_a_place_is_found(name: str) -> None:
    marked, expected = SENTENCES[name]
    text, start, end = _place(marked)
    first, last = Sentences(text).around(start, end)
    assert text[first:last] == expected


LETTERS = st.text(st.sampled_from("ab 가。.!?…\"')]\n") | st.characters(), max_size=80)


@st.composite
def _places(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(LETTERS)
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


def _longest_word(text: str) -> int:
    return max(map(len, text.split(" ")))


@given(_places(), st.integers(1, 60))
@example(("a" * 30 + " " + "b" * 10 + " c " + "d" * 30, 40, 43), 4)
@example(("one two three four five", 8, 13), 6)
def test_a_sentence_holds_its_place_and_is_no_longer_than_told(
    case: tuple[str, int, int], limit: int
) -> None:
    """Whatever the text: it is a stretch of it, around the place, with no blank at its ends."""
    text, start, end = case
    first, last = Sentences(text).around(start, end, limit)
    assert 0 <= first <= start <= end <= last <= len(text)
    assert last - first <= limit + (end - start)
    sentence = text[first:last]
    assert sentence.lstrip() == sentence or first == start
    assert sentence.rstrip() == sentence or last == end


@given(_places())
def test_a_sentence_that_fits_begins_and_ends_where_others_do(case: tuple[str, int, int]) -> None:
    """Of two places in one sentence, each has the same sentence."""
    text, start, end = case
    sentences = Sentences(text)
    first, last = sentences.around(start, end, limit=len(text) + 1)
    assert sentences.around(first, last, limit=len(text) + 1) == (first, last)


LONG = "word " * 200


def test_a_long_sentence_is_cut_at_words_on_both_sides() -> None:
    """Within the text there is as much to read before the place as behind it, about."""
    text, start, end = _place(f"{LONG}«the paper» {LONG}")
    first, last = Sentences(text).around(start, end)
    sentence = text[first:last]
    assert SENTENCE_LENGTH - 20 <= len(sentence) <= SENTENCE_LENGTH
    assert set(sentence.split()) == {"word", "the", "paper"}
    assert abs((start - first) - (last - end)) < 10


def test_a_long_text_without_blanks_is_cut_anywhere() -> None:
    text, start, end = _place(f"{'字' * 500}«和声»{'字' * 500}")
    first, last = Sentences(text).around(start, end)
    assert last - first == SENTENCE_LENGTH
    assert text[first:last].count("和声") == 1


def test_a_place_that_is_longer_than_a_sentence_is_kept_whole() -> None:
    """A link around a whole paragraph: nothing of its text is lost, and nothing else is shown."""
    text, start, end = _place(f"{LONG}«{LONG}end» {LONG}")
    assert Sentences(text).around(start, end) == (start, end)


def test_a_row_of_marks_takes_no_longer_than_its_length() -> None:
    """The search for the end of a sentence begins once for each row: else this takes hours."""
    text = "." * 200_000 + "x"
    assert Sentences(text).around(len(text) - 1, len(text), limit=9) == (len(text) - 9, len(text))


# Runs --------------------------------------------------------------------------------------------

kinds: st.SearchStrategy[RunKind] = st.sampled_from(
    ["text", "emphasis", "strong", "code", "math", "reference", "strike"]
)
runs = st.lists(st.builds(Run, st.text(max_size=12), kinds), max_size=8)


PROSE = {"text", "emphasis", "strong", "strike"}


@given(runs, st.data())
def test_a_stretch_of_runs_is_that_of_their_text(drawn: list[Run], data: st.DataObject) -> None:
    """Text is cut where told; what is no text comes whole, if any of it is asked for."""
    text = "".join(run.text for run in drawn)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    cut = list(Passage(drawn).cut(start, end))
    assert text[start:end] in "".join(run.text for run in cut)
    assert {run for run in cut if run.kind not in PROSE} <= set(drawn)
    if all(run.kind in PROSE for run in drawn):
        assert "".join(run.text for run in cut) == text[start:end]


@given(runs, st.data())
def test_a_sentence_of_runs_holds_its_place(drawn: list[Run], data: st.DataObject) -> None:
    text = "".join(run.text for run in drawn)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = "".join(run.text for run in Passage(drawn).sentence_around(start, end))
    assert text[start:end] in found
    assert found in text


def _shortened(*drawn: Run, place: int) -> tuple[Run, ...]:
    """Give the sentence around one of some runs."""
    start = sum(len(run.text) for run in drawn[:place])
    return Passage(drawn).sentence_around(start, start + len(drawn[place].text))


def test_a_sentence_ends_within_what_is_emphasised() -> None:
    """Many paragraphs begin with a few strong words that are a sentence of their own."""
    found = _shortened(
        Run("One. ", "strong"), Run("We "), Run("know", "emphasis"), Run(" it"), Run(". Two."),
        place=3,
    )  # fmt: skip
    assert found == (Run("We "), Run("know", "emphasis"), Run(" it"), Run("."))
    cut = _shortened(
        Run("One. We know ", "strong"), Run("it"), Run(" well. Two.", "strong"), place=1
    )
    assert cut == (Run("We know ", "strong"), Run("it"), Run(" well.", "strong"))


def test_a_formula_or_code_or_a_title_ends_no_sentence() -> None:
    sentence = Run("Both "), Run("a. B", "math"), Run(" and "), Run("x! Y", "code"), Run(" use it.")
    found = _shortened(Run("One. "), *sentence, Run(" Three."), place=4)
    assert plain(found) == "Both a. B and x! Y use it."
    assert [run.kind for run in found] == ["text", "math", "text", "code", "text"]


def test_what_is_cut_says_so() -> None:
    """On the side where it is cut, and there alone."""
    place = Run("paper", "reference")
    both = plain(_shortened(Run(LONG), place, Run(f" {LONG}"), place=1))
    assert (both[:2], both[-2:]) == ("… ", " …")
    before = plain(_shortened(Run(LONG), place, Run("."), place=1))
    assert (before[:2], before[-6:]) == ("… ", "paper.")
    behind = plain(_shortened(place, Run(f" {LONG}"), place=0))
    assert (behind[:5], behind[-2:]) == ("paper", " …")
    assert "…" not in plain(_shortened(Run("Short: "), place, Run(". Then "), Run(LONG), place=1))
