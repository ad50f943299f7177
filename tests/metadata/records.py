"""Records as Hypothesis makes them."""

from __future__ import annotations

from hypothesis import strategies as st

from sphinx_paperreview.core.identifiers import parse_id
from sphinx_paperreview.core.model import Partial
from sphinx_paperreview.metadata.paper_record import Fate, PaperRecord

_LINES = st.text(max_size=30).map(lambda text: " ".join(text.split()))
_CLEAN = _LINES.filter(lambda text: text.isprintable())
_NAMES = st.lists(_CLEAN.filter(bool), max_size=3, unique=True).map(tuple)
_IDS = st.sampled_from(
    [
        "arxiv:2511.21579",
        "doi:10.1145/3485132",
        "openreview:Vota6rFhBQ",
        "url:https://example.org/a",
    ]
).map(parse_id)
_DATES = st.sampled_from([Partial(2025), Partial(2025, 11), Partial(2025, 11, 27)])
_URLS = st.sampled_from(["", "https://example.org/code?a=1&b=2"])

records = st.builds(
    PaperRecord,
    ids=st.lists(_IDS, min_size=1, max_size=3, unique=True).map(tuple),
    key=_CLEAN,
    title=_CLEAN,
    subtitle=_CLEAN,
    authors=_NAMES,
    org=_NAMES,
    venue=_CLEAN,
    published=st.none() | _DATES,
    code=_URLS,
    project=_URLS,
    source=_NAMES,
    day=st.sampled_from(["", "2025-11-27"]),
    fate=st.builds(
        Fate,
        withdrawn=st.booleans(),
        comment=_CLEAN,
        journal_ref=_CLEAN,
        versions=st.integers(min_value=0, max_value=20),
    ),
)
"""Records that a file can say."""
