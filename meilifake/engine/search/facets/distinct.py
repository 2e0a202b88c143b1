"""Which attribute a search may ask to be distinct on (guide search-semantics, 12.3)."""

from __future__ import annotations

from meilifake.engine.index.index import Index
from meilifake.engine.index.patterns import displayed_only, enabled_patterns, matching_rule
from meilifake.errors.base import MeiliError


def check_distinct(index: Index, field: str) -> None:
    """Raises invalid_search_distinct unless the field is filterable. The attribute of the settings needs no permission."""
    matched = matching_rule(index.settings.filterable_attributes, field)
    if matched is not None and matched.rule.filtering:
        return
    patterns, hidden = displayed_only(index.settings, enabled_patterns(index.settings, lambda rule: rule.filtering))
    if matched is not None:
        tail = (
            f"Note: this attribute matches rule #{matched.at} in filterableAttributes, but this rule does not enable filtering.\n"
            f"Hint: enable filtering in rule #{matched.at} by adding appropriate filter features.\n"
            f"Hint: prepend another rule matching {field} with filter features before rule #{matched.at}"
        )
    elif patterns:
        tail = f"Available filterable attributes patterns are: `{', '.join(patterns)}{', <..hidden-attributes>' if hidden else ''}`."
    else:
        tail = "This index does not have configured filterable attributes."
    message = f"Attribute `{field}` is not filterable and thus, cannot be used as distinct attribute. {tail}"
    raise MeiliError("invalid_search_distinct", message)
