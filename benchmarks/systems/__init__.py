"""Ways to write one journal: by hand, with this extension, with others."""

from __future__ import annotations

from benchmarks.systems.ablog import ABlog
from benchmarks.systems.bibtex import Bibtex
from benchmarks.systems.cards import Cards
from benchmarks.systems.needs import Needs
from benchmarks.systems.ours import Ours
from benchmarks.systems.plain import Bare, Plain
from benchmarks.systems.system import System

_ALL: tuple[System, ...] = (Plain(), Ours(), Needs(), ABlog(), Bibtex(), Cards(), Bare())

SYSTEMS = {system.name: system for system in _ALL}
"""All systems by their names; all others are compared to the first."""
