"""Attribute patterns (`title`, `x*`, `*x`, `*x*`, `*`) and the rules of `filterableAttributes` that they make up.

Two ways of matching live side by side in the server: a plain string covers a field and all its children, a pattern only what it spells
(guide search-semantics, 10.4). Either can answer "parent": the field is an ancestor of something that would match.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from meilifake.engine.settings import FilterableRule, IndexSettings


class Match(Enum):
    NONE = 0
    PARENT = 1
    MATCH = 2


def covers(parent: str, field: str) -> bool:
    """Whether `field` is `parent` or lies under it (`a` covers `a` and `a.b`, not `ab`)."""
    return field.startswith(parent) and (len(field) == len(parent) or field[len(parent)] == ".")


def match_pattern(pattern: str, field: str) -> Match:
    """A pattern without implied children."""
    if pattern == "*":
        return Match.MATCH
    if pattern.startswith("*") and pattern.endswith("*"):
        hit = pattern[1:-1] in field
    elif pattern.startswith("*"):
        hit = field.endswith(pattern[1:])
    elif pattern.endswith("*"):
        hit = field.startswith(pattern[:-1])
    else:
        hit = pattern == field
    if hit:
        return Match.MATCH
    return Match.PARENT if covers(field, pattern) else Match.NONE


def match_plain(name: str, field: str) -> Match:
    """A plain attribute name: the field itself or one of its children matches."""
    if covers(name, field):
        return Match.MATCH
    return Match.PARENT if covers(field, name) else Match.NONE


def match_any(patterns: Iterable[str], field: str, match: Callable[[str, str], Match] = match_pattern) -> Match:
    """The best answer of several patterns."""
    found = Match.NONE
    for pattern in patterns:
        one = match(pattern, field)
        if one is Match.MATCH:
            return one
        if one is Match.PARENT:
            found = one
    return found


def match_rule(rule: FilterableRule, field: str) -> Match:
    return match_plain(rule.patterns[0], field) if rule.plain else match_any(rule.patterns, field)


def intersects(rule: FilterableRule, pattern: str) -> bool:
    """Whether a requested facet pattern and a rule have something in common. A wildcard never meets a plain rule (11.2)."""
    if rule.plain:
        return match_plain(pattern, rule.patterns[0]) is not Match.NONE
    return any(match_pattern(pattern, own) is not Match.NONE or match_pattern(own, pattern) is not Match.NONE for own in rule.patterns)


class Matched(NamedTuple):
    """The first rule that matches a field, and its place in the setting. It decides, even if it enables nothing."""

    at: int
    rule: FilterableRule


def matching_rule(rules: Sequence[FilterableRule], field: str) -> Matched | None:
    for at, rule in enumerate(rules):
        if match_rule(rule, field) is Match.MATCH:
            return Matched(at, rule)
    return None


def filterable(settings: IndexSettings, field: str) -> bool:
    """Whether the rule in force for a field enables some filter operator."""
    found = matching_rule(settings.filterable_attributes, field)
    return found is not None and found.rule.filtering


def enabled_patterns(settings: IndexSettings, enabled: Callable[[FilterableRule], bool]) -> list[str]:
    """The patterns of the rules that have a feature, sorted and distinct: what error messages list."""
    return sorted({pattern for rule in settings.filterable_attributes if enabled(rule) for pattern in rule.patterns})


def displayed_only(settings: IndexSettings, names: Iterable[str]) -> tuple[list[str], bool]:
    """The names that `displayedAttributes` shows, and whether some were hidden (messages end with `<..hidden-attributes>`)."""
    names = list(names)
    shown = settings.displayed_attributes
    if shown is None:
        return names, False
    kept = [name for name in names if name in shown]
    return kept, len(kept) < len(names)


def sorted_by_rules(settings: IndexSettings) -> list[str]:
    """The fields of the `field:asc` and `field:desc` ranking rules."""
    return [rule.rpartition(":")[0] for rule in settings.ranking_rules if rule.endswith((":asc", ":desc"))]


def faceted(settings: IndexSettings, field: str) -> Match:
    """Whether a field's values are indexed: filterable or facet-searchable, distinct, sortable, or named by a ranking rule (10.4).

    A wildcard pattern does not reach under a field that neither matches nor is spelled as its parent: `*_x` finds no `a.b_x`.
    """
    found, decided = Match.NONE, False
    for rule in settings.filterable_attributes:
        one = match_rule(rule, field)
        useful = rule.filtering or rule.facet_search
        if one is Match.MATCH:
            if useful and not decided:
                return one
            decided = True
        elif one is Match.PARENT and useful:
            found = one
    distinct = settings.distinct_attribute
    if distinct is not None:
        if field == distinct:
            return Match.MATCH
        if covers(field, distinct):
            found = Match.PARENT
    other = match_any([*settings.sortable_attributes, *sorted_by_rules(settings)], field, match_plain)
    return found if other is Match.NONE else other
