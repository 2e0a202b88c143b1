"""The settings of an index as the engine reads them: one frozen value, replaced as a whole by a settings task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

DEFAULT_RANKING_RULES = ("words", "typo", "proximity", "attributeRank", "sort", "wordPosition", "exactness")
NO_ENTRIES: Mapping[str, Any] = MappingProxyType({})
ALPHABETICAL: Mapping[str, str] = MappingProxyType({"*": "alpha"})


@dataclass(frozen=True, slots=True)
class FilterableRule:
    """One entry of `filterableAttributes`. A plain string (`plain`) covers the field and all its children, with every feature on."""

    patterns: tuple[str, ...]
    plain: bool = True
    facet_search: bool = True
    equality: bool = True
    comparison: bool = True

    @property
    def filtering(self) -> bool:
        return self.equality or self.comparison


@dataclass(frozen=True, slots=True)
class LocalizedRule:
    """One entry of `localizedAttributes`: the locales that tokenize the fields its patterns match."""

    patterns: tuple[str, ...]
    locales: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TypoTolerance:
    enabled: bool = True
    one_typo: int = 5
    two_typos: int = 9
    disable_on_words: tuple[str, ...] = ()
    disable_on_attributes: tuple[str, ...] = ()
    disable_on_numbers: bool = False


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Every setting, with the server's defaults. `None` for displayed and searchable attributes means `["*"]`."""

    displayed_attributes: tuple[str, ...] | None = None
    searchable_attributes: tuple[str, ...] | None = None
    filterable_attributes: tuple[FilterableRule, ...] = ()
    sortable_attributes: tuple[str, ...] = ()
    foreign_keys: tuple[Mapping[str, Any], ...] = ()
    ranking_rules: tuple[str, ...] = DEFAULT_RANKING_RULES
    stop_words: tuple[str, ...] = ()
    non_separator_tokens: tuple[str, ...] = ()
    separator_tokens: tuple[str, ...] = ()
    dictionary: tuple[str, ...] = ()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NO_ENTRIES)
    distinct_attribute: str | None = None
    proximity_precision: str = "byWord"
    typo_tolerance: TypoTolerance = TypoTolerance()
    max_values_per_facet: int = 100
    sort_facet_values_by: Mapping[str, str] = field(default_factory=lambda: ALPHABETICAL)
    """Facet -> `alpha` or `count`; `*`, always there, for the facets that are not named."""
    max_total_hits: int = 1000
    embedders: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: NO_ENTRIES)
    """Embedder name -> its stored configuration, in the wire's own keys (secrets in clear)."""
    search_cutoff_ms: int | None = None
    localized_attributes: tuple[LocalizedRule, ...] | None = None
    facet_search: bool = True
    prefix_search: str = "indexingTime"
    chat: Mapping[str, Any] = field(default_factory=lambda: NO_ENTRIES)


DEFAULTS = IndexSettings()


def differ(one: IndexSettings | None, other: IndexSettings) -> bool:
    """Mostly they are the very same, which is told faster than that they are equal."""
    return one is not other and one != other
