"""How the fields of an index are searched under its settings: which ones, with what weight, tolerant of typos or not, in what language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from meilifake.engine.index.patterns import Match, covers, match_any, match_plain
from meilifake.engine.index.walk import UNSEEN
from meilifake.engine.settings import IndexSettings


class Field(NamedTuple):
    """`entered`: whether some field nested in this one may be searched; `weight` is None when the field itself is not searched."""

    weight: int | None
    entered: bool
    exact: bool
    locales: tuple[str, ...] | None


def locales_of(settings: IndexSettings, name: str) -> tuple[str, ...] | None:
    """The locales of the first localized rule that matches the field, None without one."""
    for rule in settings.localized_attributes or ():
        if match_any(rule.patterns, name) is Match.MATCH:
            return rule.locales
    return None


def searchable(settings: IndexSettings, name: str) -> Match:
    """Whether the settings name a field, or what is inside of it."""
    named = settings.searchable_attributes
    return Match.MATCH if named is None else match_any(named, name, match_plain)


def field_of(settings: IndexSettings, name: str) -> Field:
    """How the settings treat the field of this (dotted) name (guide search-semantics, 2.3)."""
    if name.partition(".")[0] in UNSEEN:
        return Field(None, False, False, None)
    entries = settings.searchable_attributes
    weight = 0 if _all(entries) else next((rank for rank, entry in enumerate(entries or ()) if covers(entry, name)), None)
    entered = weight is not None or any(covers(name, entry) for entry in entries or ())
    exact = any(covers(entry, name) for entry in settings.typo_tolerance.disable_on_attributes)
    return Field(weight, entered, exact, locales_of(settings, name))


def max_weight(settings: IndexSettings) -> int | None:
    """The highest possible weight, None when all fields are searchable."""
    entries = settings.searchable_attributes
    return None if _all(entries) else len(entries or ()) - 1


def _all(entries: Sequence[str] | None) -> bool:
    return entries is None or "*" in entries
