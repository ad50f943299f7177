"""What files have answered pages: a page is read again when another answer is given."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from sphinx_paperreview.asking import Ask, asked_on
from sphinx_paperreview.atomic import write_changed
from sphinx_paperreview.collecting.domain import PaperDomain
from sphinx_paperreview.collecting.fingerprints import fingerprint
from sphinx_paperreview.knowledge import Knowledge
from sphinx_paperreview.messages import WarningType, warn
from sphinx_paperreview.site import site_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_SETTLED = "settled"
"""Name of the file that says with which files all pages agree, beside what is kept of them."""


def note_answers(env: BuildEnvironment) -> None:
    """Note what the page that has just been read has asked, and what it was answered."""
    asked = asked_on(env)
    if not asked:
        return
    domain = PaperDomain.of(env)
    domain.asked[env.docname] = pickle.dumps(asked)
    answers = _answers(asked, site_of(env.config).knowledge)
    if answers:
        domain.answers[env.docname] = answers


def pages_answered_otherwise(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """List the pages to which the files say something else by now; warn of what is wrong in them.

    Where neither the files nor what pages have asked has changed, no file is read any further.
    """
    domain, knowledge = PaperDomain.of(env), site_of(app.config).knowledge
    knowledge.forget()  # one application may build twice
    domain.is_answered_anew = _read_settled(knowledge) != _settled(domain, knowledge)
    if not domain.is_answered_anew:
        return []
    knowledge.report()
    now = {name: _answers(_asks(packed), knowledge) for name, packed in domain.asked.items()}
    return sorted(name for name, told in now.items() if told != domain.answers.get(name, ""))


def load_for_workers(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Read the files before processes part that would each do so (``env-before-read-docs``)."""
    del env
    if docnames and app.parallel > 1:
        site_of(app.config).knowledge.load()


def warn_of_conflicts(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of papers on which the files disagree, each once (``env-updated``).

    Looked at are the pages that were read, or all, where files have changed.
    """
    domain, site = PaperDomain.of(env), site_of(app.config)
    names = domain.asked.keys() if domain.is_answered_anew else domain.just_read
    told: set[str] = set()
    for name in sorted(names):
        for asked, fields in _asks(domain.asked.get(name, b"")):
            conflict = site.knowledge.conflict(asked, fields, site.orgs)
            if conflict and conflict.message not in told:
                told.add(conflict.message)
                place = f"{site.knowledge.folder / conflict.file}:"
                warn(WarningType.METADATA_CONFLICT, conflict.message, location=place)


def remember_settled(app: Sphinx, exception: Exception | None) -> None:
    """Note that all pages agree with the files (``build-finished``)."""
    domain, knowledge = PaperDomain.of(app.env), site_of(app.config).knowledge
    domain.just_read = set()
    if exception is None and knowledge.cache and knowledge.digest:
        with suppress(OSError):  # it would only have saved the next build some time
            settled = _settled(domain, knowledge).encode()
            write_changed(knowledge.cache / _SETTLED, settled)
    knowledge.release()


def _settled(domain: PaperDomain, knowledge: Knowledge) -> str:
    """Take the fingerprint of all on which it depends that no page is to be read again."""
    if not knowledge.digest and not domain.answers:
        return ""
    asked = sorted(domain.asked.items()), sorted(domain.answers.items())
    return fingerprint([knowledge.digest, asked])


def _read_settled(knowledge: Knowledge) -> str:
    if not knowledge.cache:
        return ""
    try:
        return (knowledge.cache / _SETTLED).read_text(encoding="ascii")
    except (OSError, ValueError):
        return ""


def _asks(packed: bytes) -> tuple[Ask, ...]:
    return cast("tuple[Ask, ...]", pickle.loads(packed)) if packed else ()  # noqa: S301 - our own


def _answers(asked: Iterable[Ask], knowledge: Knowledge) -> str:
    """Take the fingerprint of what the files say to a page; ``""`` where they say nothing."""
    told = list(_told(asked, knowledge))
    return fingerprint(told) if told else ""


def _told(asked: Iterable[Ask], knowledge: Knowledge) -> Iterator[tuple[Ask, list[object]]]:
    for ask in asked:
        known = knowledge.fill(*ask)
        if known:
            yield ask, [(name, filled.value) for name, filled in known.items()]
