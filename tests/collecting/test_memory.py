"""What a build holds: set aside from Python's collector while it runs, let go when it ends."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterator

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from sphinx_paperreview.cli.journal import read_reviews
from sphinx_paperreview.collecting.domain import PaperDomain
from tests.conftest import MakeSite
from tests.site import Site, review_page

pytestmark = pytest.mark.usefixtures("thawed")


@pytest.fixture
def thawed() -> Iterator[None]:
    """Begin as Python does, with nothing set aside, and leave nothing so."""
    gc.unfreeze()
    yield
    gc.unfreeze()


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site({"index.md": review_page(":::{paper} 2511.00001", ":title: T", ":::")})


def _app(site: Site) -> Sphinx:
    out = site.source.parent / "out"
    doctrees = site.source.parent / "doctrees"
    return Sphinx(site.source, site.source, out, doctrees, "html", status=None, warning=None)


def _frozen_while_building(app: Sphinx, *, fails: bool = False) -> list[int]:
    noted: list[int] = []

    def note(*_args: object) -> None:
        noted.append(gc.get_freeze_count())
        if fails:
            message = "as the test asks"
            raise ValueError(message)

    app.connect("doctree-resolved", note)
    app.build()
    return noted


def test_what_was_loaded_is_set_aside_for_the_build_alone(site: Site) -> None:
    with docutils_namespace():
        (during,) = _frozen_while_building(_app(site))
    assert during > 10_000
    assert gc.get_freeze_count() == 0


def test_a_build_that_fails_gives_it_back(site: Site) -> None:
    with docutils_namespace(), pytest.raises(Exception, match="as the test asks"):
        _frozen_while_building(_app(site), fails=True)
    assert gc.get_freeze_count() == 0


def test_the_command_line_gives_it_back_too(site: Site) -> None:
    """It reads and never ends a build."""
    assert len(read_reviews(site.source).library.reviews()) == 1
    assert gc.get_freeze_count() == 0


def test_what_somebody_else_has_set_aside_stays_so(site: Site) -> None:
    """A server does so before it forks; undone, its workers would copy what they share."""
    gc.freeze()
    theirs = gc.get_freeze_count()
    with docutils_namespace():
        app = _app(site)
        (during,) = _frozen_while_building(app)
    assert during <= theirs  # some of theirs may have ended
    assert gc.get_freeze_count() > 0


def test_the_library_outlives_the_build_packed(site: Site) -> None:
    """Whoever asks for a record afterwards, such as the command line, is given it."""
    with docutils_namespace():
        app = _app(site)
        app.build()
        domain = PaperDomain.of(app.env)
        assert domain.library.posts._all is None
        assert domain.library._tables is None
        stored = pickle.dumps(domain.library)
        assert [review.title for review in domain.library.reviews()] == ["T"]
        assert pickle.dumps(domain.library) == stored
