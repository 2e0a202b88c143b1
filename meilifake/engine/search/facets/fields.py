"""Which fields a list of requested facets selects, and in what order each shows its values (guide search-semantics, 11.2)."""

from __future__ import annotations

from collections.abc import Sequence

from meilifake.engine.index.index import Index
from meilifake.engine.index.paths import known_fields
from meilifake.engine.index.patterns import Match, covers, enabled_patterns, filterable, intersects, match_any, match_rule
from meilifake.engine.settings import IndexSettings
from meilifake.errors.base import MeiliError

ALPHA, COUNT = "alpha", "count"


def check_facets(settings: IndexSettings, patterns: Sequence[str]) -> None:
    """Raises invalid_search_facets for the first pattern that meets no filterable rule."""
    for pattern in patterns:
        check_facet(settings, pattern)


def check_facet(settings: IndexSettings, pattern: str) -> None:
    """Rules are looked at in order: the one that meets the pattern and filters is good, the one that matches and does not is bad."""
    for at, rule in enumerate(settings.filterable_attributes):
        if rule.filtering:
            if intersects(rule, pattern):
                return
        elif match_rule(rule, pattern) is Match.MATCH:
            raise refused(
                f"Attribute `{pattern}` matched rule #{at} in filterableAttributes, but this rule does not enable filtering.\n"
                f"Hint: enable filtering in rule #{at} by modifying the features.filter object\n"
                f"Hint: prepend another rule matching `{pattern}` with appropriate filter features before rule #{at}"
            )
    valid = enabled_patterns(settings, lambda rule: rule.filtering)
    tail = "This index does not have configured filterable attributes."
    if valid:
        tail = f"Available filterable attributes patterns are: `{', '.join(valid)}`."
    raise refused(f"Pattern `{pattern}` is not filterable. {tail}")


def refused(reason: str) -> MeiliError:
    return MeiliError("invalid_search_facets", f"Invalid facet distribution: {reason}")


def selected_fields(index: Index, patterns: Sequence[str]) -> list[str]:
    """The filterable fields of the index that the patterns spell, sorted; their children are not among them."""
    names = (name for name in known_fields(index) if name != "_vectors" and match_any(patterns, name) is Match.MATCH)
    return sorted(name for name in names if filterable(index.settings, name))


def shown_fields(index: Index, selected: Sequence[str]) -> list[str]:
    """The selected fields and their filterable children, sorted."""
    if not selected:
        return []
    names = (name for name in known_fields(index) if any(covers(one, name) for one in selected))
    return sorted(name for name in names if filterable(index.settings, name))


def facet_order(index: Index, name: str) -> str:
    """`alpha` or `count`, as `faceting.sortFacetValuesBy` says for the field or for `*`."""
    orders = index.settings.sort_facet_values_by
    return orders.get(name) or default_order(index)


def default_order(index: Index) -> str:
    return index.settings.sort_facet_values_by.get("*", ALPHA)
