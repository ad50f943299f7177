"""What a site says: its settings, its sources and its organisations, read once a build."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx_paperreview.base_url import BaseUrl, find_base_url
from sphinx_paperreview.checks import InvalidValue
from sphinx_paperreview.config import PREFIX, Settings
from sphinx_paperreview.core.near_misses import near_or_all
from sphinx_paperreview.core.orgs import InvalidOrgs, OrgTable, builtin_orgs, parse_orgs
from sphinx_paperreview.core.paper_id import written
from sphinx_paperreview.core.sources import SourceTable, builtin_sources
from sphinx_paperreview.knowledge import Knowledge
from sphinx_paperreview.messages import WarningType, place_in, warn
from sphinx_paperreview.relations import Relations

if TYPE_CHECKING:
    from sphinx.config import Config

_ALPHAXIV_LANGUAGES = {"ja", "ko", "zh"}
"""Those of its overviews that were seen; it offers more, which a site can ask for."""

_ATTRIBUTE = "_paperreview_site"
"""Sphinx pickles no attribute of its configuration whose name begins with an underscore."""


@dataclass(frozen=True)
class Site:
    """The checked settings of a site, and the tables that they make."""

    settings: Settings
    sources: SourceTable
    orgs: OrgTable
    orgs_text: str = ""
    """The text of the site's own ``orgs.toml``."""
    knowledge: Knowledge = field(default_factory=lambda: Knowledge(Path()))
    """What the site's files know of papers."""
    relations: Relations = field(default_factory=Relations)
    """Which papers its ``related.json`` calls similar."""
    base: BaseUrl = field(default_factory=BaseUrl)
    """Where it stands on the web."""

    @cached_property
    def orgs_digest(self) -> str:
        """A fingerprint of ``orgs.toml``: pages are read again when it changes."""
        return sha256(self.orgs_text.encode()).hexdigest()


def load_site(config: Config, confdir: Path, cache: Path | None = None) -> Site:
    """Check the configuration and read ``orgs.toml``, warning of what is wrong in them.

    Args:
        config: Sphinx's.
        confdir: Where ``conf.py`` is.
        cache: A folder for what is kept of the files that know papers; it may be missing.
    """
    conf_py = confdir / "conf.py"
    settings = _check_settings(config, conf_py)
    sources = builtin_sources().with_definitions(settings.source_definitions)
    shown = _known_sources(settings.sources, sources, conf_py)
    spoken = settings.alphaxiv_language
    if spoken is None:
        spoken = _alphaxiv_language(config.language)
    settings = replace(settings, sources=shown, alphaxiv_language=spoken)
    text = _read_orgs(confdir / settings.orgs) if settings.orgs else ""
    knowledge = Knowledge(confdir, settings.metadata, settings.metadata_fields, cache)
    orgs = _site_orgs(text, confdir / settings.orgs)
    base = find_base_url(config, confdir)
    site = Site(settings, sources, orgs, text, knowledge, Relations(confdir), base)
    setattr(config, _ATTRIBUTE, site)
    return site


def _alphaxiv_language(language: str) -> str:
    """Give the language in which alphaXiv is to speak to the readers of a site."""
    code = language.partition("_")[0].lower()
    return code if code in _ALPHAXIV_LANGUAGES else ""


def _check_settings(config: Config, conf_py: Path) -> Settings:
    """Check every value; one that is wrong warns once and gives way to its default.

    So it does in the configuration, which Sphinx stores: some values can be stored nowhere.
    """
    values: dict[str, Any] = {}
    for entry in dataclasses.fields(Settings):
        name = PREFIX + entry.name
        values[entry.name] = config[name] = _checked(entry.metadata, name, config[name], conf_py)
    return Settings(**values)


def _checked(value: Mapping[str, Any], name: str, raw: object, conf_py: Path) -> object:
    check, default = value["check"], value["default"]
    try:
        return check(raw)
    except InvalidValue as error:
        if error.kept is None:
            message = f"{name} = {written(raw)}: {error}; using the default {default!r}"
        else:
            message = f"{name}: {error}; left out"
        warn(WarningType.CONFIG, message, location=place_in(conf_py, name))
        return check(default) if error.kept is None else error.kept


def site_of(config: Config) -> Site:
    """Give the site that `load_site` has made for this configuration."""
    return cast("Site", getattr(config, _ATTRIBUTE))


def _known_sources(keys: tuple[str, ...], sources: SourceTable, conf_py: Path) -> tuple[str, ...]:
    for key in keys:
        if key not in sources:
            known = near_or_all(key, (source.key for source in sources))
            message = f"paperreview_sources: left out, unknown source {key!r}{known}"
            place = place_in(conf_py, "paperreview_sources")
            warn(WarningType.CONFIG, message, location=place)
    return tuple(dict.fromkeys(key for key in keys if key in sources))


def _read_orgs(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        warn(WarningType.ORGS_FILE, f"cannot read it: {error}", location=f"{path}:")
        return ""


def _site_orgs(text: str, path: Path) -> OrgTable:
    try:
        orgs, problems = parse_orgs(text)
    except InvalidOrgs as error:
        line = re.search(r"line (\d+)", str(error))
        warn(WarningType.ORGS_FILE, str(error), location=f"{path}:{line[1] if line else ''}")
        return builtin_orgs()
    for problem in problems:
        place = place_in(path, problem.partition("]")[0] + "]")
        warn(WarningType.ORGS_FILE, problem, location=place)
    return builtin_orgs().with_orgs(orgs)
