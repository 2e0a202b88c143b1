"""Facet values that facet search does not know although documents have them: what the server's order of events leaves behind.

Its tables of facet search learn a value when the value is new among those of a facet-searchable field. A field whose values were indexed
already, for sorting or by a rule without `facetSearch`, and becomes facet-searchable later, has no new ones: nothing is found of it but
what documents bring afterwards, until `facetSearch` is switched off and on, or the field was out of all settings in between. So seen
on v1.50.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from meilifake.engine.index.patterns import Match, faceted, matching_rule
from meilifake.engine.settings import IndexSettings

if TYPE_CHECKING:
    from meilifake.engine.index.index import Index


class Unfound(NamedTuple):
    """The unknown values of a field, in normal form."""

    keys: frozenset[str]
    silent: bool = True
    """No value was ever learnt: then a search without a query lists nothing, either."""


def after_settings(index: Index, settings: IndexSettings) -> dict[str, Unfound]:
    """What will be unknown under new settings; `index` has the old ones."""
    from meilifake.engine.index.paths import known_fields
    from meilifake.engine.index.values import column

    old = index.settings
    if not (old.facet_search and settings.facet_search):
        return {}
    if old.filterable_attributes == settings.filterable_attributes:
        return index.unfound
    unfound: dict[str, Unfound] = {}
    for field in known_fields(index) if index.documents else ():
        if not searchable(settings, field) or faceted(old, field) is not Match.MATCH:
            continue
        if searchable(old, field):
            if field in index.unfound:
                unfound[field] = index.unfound[field]
        elif keys := column(index, field).string_bits:
            unfound[field] = Unfound(frozenset(keys))
    return unfound


def after_documents(index: Index) -> dict[str, Unfound]:
    """What is still unknown: a value that left all documents is learnt when it comes back."""
    from meilifake.engine.index.values import column

    left: dict[str, Unfound] = {}
    for field, (keys, silent) in index.unfound.items():
        present = column(index, field).string_bits.keys()
        if still := keys & present:
            left[field] = Unfound(still, silent and len(present) == len(still))
    return left


def searchable(settings: IndexSettings, field: str) -> bool:
    matched = matching_rule(settings.filterable_attributes, field)
    return matched is not None and matched.rule.facet_search
