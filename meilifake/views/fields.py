"""The fields of an index with what its settings make of them (guide http-surface, 12)."""

from __future__ import annotations

from typing import Any

from meilifake.engine.index.patterns import Match, covers, match_any, match_plain, matching_rule
from meilifake.engine.index.searchable import field_of
from meilifake.engine.settings import FilterableRule, IndexSettings

VECTORS, GEO, GEOJSON = "_vectors", "_geo", "_geojson"
NOTHING = FilterableRule((), facet_search=False, equality=False, comparison=False)


def field_view(name: str, settings: IndexSettings) -> dict[str, Any]:
    """Reserved fields have less: `_vectors` is only displayed, `_geo` sorted and filtered, `_geojson` filtered."""
    reserved = next((root for root in (VECTORS, GEO, GEOJSON) if covers(root, name)), None)
    order = ranking_order(settings, name) if reserved is None else None
    rule = None if reserved == VECTORS else matching_rule(settings.filterable_attributes, name)
    features = NOTHING if rule is None else rule.rule
    return {
        "name": name,
        "displayed": {"enabled": displayed(settings, name)},
        "searchable": {"enabled": reserved is None and field_of(settings, name).weight is not None},
        "sortable": {"enabled": reserved in (None, GEO) and listed(settings.sortable_attributes, name)},
        "distinct": {"enabled": reserved is None and settings.distinct_attribute == name},
        "rankingRule": {"enabled": order is not None, **({} if order is None else {"order": order})},
        "filterable": {
            "enabled": features.filtering or features.facet_search,
            "sortBy": "alpha" if reserved == VECTORS else facet_order(settings, name),
            "facetSearch": features.facet_search,
            "equality": features.equality,
            "comparison": features.comparison,
        },
        # The server shows its own names of the languages here, not the codes of the setting.
        "localized": {"locales": [code.capitalize() for code in field_of(settings, name).locales or ()]},
    }


def listed(attributes: tuple[str, ...], name: str) -> bool:
    return match_any(attributes, name, match_plain) is Match.MATCH


def displayed(settings: IndexSettings, name: str) -> bool:
    return settings.displayed_attributes is None or listed(settings.displayed_attributes, name)


def ranking_order(settings: IndexSettings, name: str) -> str | None:
    """The direction of the ranking rule on this very field; of two, the last."""
    orders = dict(rule.rpartition(":")[::2] for rule in settings.ranking_rules if rule.endswith((":asc", ":desc")))
    return orders.get(name)


def facet_order(settings: IndexSettings, name: str) -> str:
    orders = settings.sort_facet_values_by
    return orders.get(name, orders.get("*", "alpha"))
