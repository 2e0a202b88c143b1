"""facetDistribution and facetStats of a set of documents, with the server's orders and limits (guide search-semantics, 11.2 and 11.3)."""

from __future__ import annotations

from collections.abc import Sequence

from meilifake.engine import bitmap
from meilifake.engine.index.column import Column
from meilifake.engine.index.index import Index
from meilifake.engine.index.patterns import Match, match_any, match_plain, matching_rule, sorted_by_rules
from meilifake.engine.index.values import column
from meilifake.engine.search.facets.explore import by_count
from meilifake.engine.search.facets.fields import COUNT, check_facets, default_order, facet_order, selected_fields, shown_fields
from meilifake.wire.jsontext import display_f64

__all__ = ["facet_distribution", "facet_order", "selected_fields"]

FEW_CANDIDATES = 3000
"""Up to so many candidates the server reads their documents one by one, and numbers come in the order of their text."""

Distribution = dict[str, dict[str, int]]
Stats = dict[str, tuple[float, float]]


def facet_distribution(index: Index, patterns: Sequence[str], candidates: int) -> tuple[Distribution, Stats]:
    """Field -> value -> count, and field -> (least, greatest number), for the facets that `patterns` select.

    Raises invalid_search_facets. A selected field without a value among the candidates has an empty object, and no statistics.
    """
    check_facets(index.settings, patterns)
    selected = selected_fields(index, patterns)
    distribution: Distribution = {}
    stats: Stats = {}
    for name in shown_fields(index, selected):
        values = column(index, name)
        order = facet_order(index, name) if name in selected else default_order(index)
        distribution[name] = facet_values(index, name, values, candidates, order)
        bounds = number_bounds(values, candidates)
        if bounds is not None:
            stats[name] = bounds
    return distribution, stats


def facet_values(index: Index, name: str, values: Column, candidates: int, order: str) -> dict[str, int]:
    limit = index.settings.max_values_per_facet
    if order == COUNT:
        return most_counted(values, candidates, limit, leveled(index, name))
    if candidates.bit_count() <= FEW_CANDIDATES:
        return read_documents(values, candidates, limit)
    return read_values(values, candidates, limit)


def leveled(index: Index, name: str) -> bool:
    """Whether the server keeps a tree over the field's strings: only where ranges or orders may be asked for."""
    matched = matching_rule(index.settings.filterable_attributes, name)
    if matched is not None and matched.rule.comparison:
        return True
    return match_any([*index.settings.sortable_attributes, *sorted_by_rules(index.settings)], name, match_plain) is Match.MATCH


def counts(pairs: Sequence[tuple[float, int]], candidates: int) -> list[tuple[float, int]]:
    found = ((value, (documents & candidates).bit_count()) for value, documents in pairs)
    return [(value, count) for value, count in found if count]


def read_documents(values: Column, candidates: int, limit: int) -> dict[str, int]:
    """Numbers by their text, then strings by normal form. The room is counted before equal keys meet; the later count stays."""
    wanted = candidates & values.exists
    by_text = sorted((display_f64(number), count) for number, count in counts(few_numbers(values, wanted), wanted))
    distribution = dict(by_text[:limit])
    room = limit - len(distribution)
    for key, documents in few_strings(values, wanted):
        if not room:
            break
        room -= 1
        distribution[values.original(key, bitmap.first(documents))] = documents.bit_count()
    return distribution


def few_numbers(values: Column, wanted: int) -> list[tuple[float, int]]:
    """The numbers of some documents: read from the documents when those are fewer than the values."""
    if wanted.bit_count() >= len(values.number_bits):
        return values.numbers
    found: dict[float, int] = {}
    for docid in bitmap.each(wanted):
        for number in values.of(docid).numbers:
            found[number] = found.get(number, 0) | 1 << docid
    return list(found.items())


def few_strings(values: Column, wanted: int) -> list[tuple[str, int]]:
    """The strings of some documents in the order of their normal form, with the documents among `wanted`."""
    if wanted.bit_count() >= len(values.string_bits):
        return [(key, found) for key, documents in values.strings if (found := documents & wanted)]
    found_here: dict[str, int] = {}
    for docid in bitmap.each(wanted):
        for key in values.of(docid).strings:
            found_here[key] = found_here.get(key, 0) | 1 << docid
    return sorted(found_here.items())


def read_values(values: Column, candidates: int, limit: int) -> dict[str, int]:
    """Numbers in numeric order, then strings. Each kind stops when the size *equals* the limit, so it can be run past."""
    distribution: dict[str, int] = {}
    for number, count in counts(values.numbers, candidates):
        distribution[display_f64(number)] = count
        if len(distribution) == limit:
            break
    for key, documents in values.strings:
        found = documents & candidates
        if found:
            distribution[values.original(key, bitmap.first(found))] = found.bit_count()
            if len(distribution) == limit:
                break
    return distribution


def most_counted(values: Column, candidates: int, limit: int, tree: bool) -> dict[str, int]:
    """Numbers by count, then strings by count, with the same way to run past the limit."""
    distribution: dict[str, int] = {}
    for place, found in by_count(values.numbers, candidates):
        distribution[display_f64(values.numbers[place][0])] = found.bit_count()
        if len(distribution) == limit:
            break
    for place, found in by_count(values.strings, candidates, grouped=tree):
        distribution[values.original(values.strings[place][0], bitmap.first(found))] = found.bit_count()
        if len(distribution) == limit:
            break
    return distribution


def number_bounds(values: Column, candidates: int) -> tuple[float, float] | None:
    """The least and the greatest number of the candidates; None when none has a number."""
    numbers = values.numbers
    least = next((number for number, documents in numbers if documents & candidates), None)
    if least is None:
        return None
    greatest = next(number for number, documents in reversed(numbers) if documents & candidates)
    return least, greatest
