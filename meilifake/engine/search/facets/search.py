"""Facet search: the values of one facet that begin like a query, typos allowed (guide search-semantics, 11.4)."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from meilifake.engine import bitmap
from meilifake.engine.index.column import Column
from meilifake.engine.index.facet_text import LONGEST
from meilifake.engine.index.index import Index
from meilifake.engine.index.patterns import Match, displayed_only, enabled_patterns, match_any, matching_rule
from meilifake.engine.index.values import column, known
from meilifake.engine.search.facets.fields import COUNT, facet_order
from meilifake.engine.search.query.levenshtein import Automaton
from meilifake.engine.text import languages, normalizers, scripts
from meilifake.errors.base import MeiliError

Locales = tuple[str, ...]


class FacetHit(NamedTuple):
    value: str
    documents: int
    """How many of the candidates have it."""


class Named(NamedTuple):
    """A value as facet search finds it, `name`, and the normal forms that it stands for."""

    name: str
    keys: tuple[str, ...]


def search_facet(index: Index, field: str, query: str | None, candidates: int, locales: Sequence[str] | None = None) -> list[FacetHit]:
    """The facet's strings that match, with their count among the candidates, in the order of `faceting.sortFacetValuesBy`.

    `query` None lists all values. Raises invalid_facet_search_facet_name unless the rule of the field enables facet search.
    """
    check_facet_search(index, field)
    if not known(index, field):
        return []
    values, limit = column(index, field), index.settings.max_values_per_facet
    unfound = index.unfound.get(field)
    if query is None:
        keys: Iterable[str] = () if unfound and unfound.silent else (key for key, _ in values.strings)
    else:
        keys = (key for named in matching(index, field, values, query, locales) for key in named.keys)
        if unfound:
            keys = (key for key in keys if key not in unfound.keys)
    hits = counted(values, keys, candidates)
    return best(hits, limit) if facet_order(index, field) == COUNT else first(hits, limit)


def check_facet_search(index: Index, field: str) -> None:
    matched = matching_rule(index.settings.filterable_attributes, field)
    if matched is not None and matched.rule.facet_search:
        return
    patterns, hidden = displayed_only(index.settings, enabled_patterns(index.settings, lambda rule: rule.facet_search))
    advice = "To make it facet-searchable add it to the `filterableAttributes` index settings."
    if matched is not None:
        tail = (
            f"Note: this attribute matches rule #{matched.at} in filterableAttributes, but this rule does not enable facetSearch.\n"
            f'Hint: enable facetSearch in rule #{matched.at} by adding `"facetSearch": true` to the rule.\n'
            f"Hint: prepend another rule matching {field} with facetSearch: true before rule #{matched.at}"
        )
    elif patterns:
        listed = f"{', '.join(patterns)}{', <..hidden-attributes>' if hidden else ''}"
        tail = f"Available facet-searchable attributes patterns are: `{listed}`. {advice}"
    else:
        tail = f"This index does not have configured facet-searchable attributes. {advice}"
    raise MeiliError("invalid_facet_search_facet_name", f"Attribute `{field}` is not facet-searchable. {tail}")


def hyper_normalize(text: str, locales: Locales | None) -> str:
    """The lossy form of a whole text taken as one token. Its language is told only where locales are given."""
    script = scripts.main_script(text)
    language = None
    if locales:
        language = languages.detect(text, script, locales) if len(locales) > 1 else locales[0]
    elif script == scripts.CJ:
        language = "cmn"  # ideographs of no told language get the Chinese forms
    return normalizers.lemma(normalizers.classified(text, language), script, language)


def field_locales(index: Index, field: str) -> Locales | None:
    """The three-letter codes of the first localized rule that matches the field; None without one."""
    for rule in index.settings.localized_attributes or ():
        if match_any(rule.patterns, field) is Match.MATCH:
            return tuple(languages.iso_639_3(code) for code in rule.locales)
    return None


def names_of(values: Column, locales: Locales | None) -> list[Named]:
    """The values in the byte order of their names; made once for a column."""
    key = ("facet search", locales)
    found: list[Named] | None = values.views.get(key)
    if found is None:
        names: dict[str, list[str]] = {}
        for normal, _ in values.strings:
            names.setdefault(shortened(hyper_normalize(normal, locales)), []).append(normal)
        found = values.views[key] = [Named(name, tuple(names[name])) for name in sorted(names)]
    return found


def shortened(name: str) -> str:
    """The characters that begin within the longest length of a facet value."""
    if len(name) * 4 <= LONGEST:
        return name
    kept, size = [], 0
    for character in name:
        if size >= LONGEST:
            break
        kept.append(character)
        size += len(character.encode())
    return "".join(kept)


def matching(index: Index, field: str, values: Column, query: str, locales: Sequence[str] | None) -> Iterator[Named]:
    """The names that begin like the query. Locales of the request only restrict those of the field, which without any has none."""
    own = field_locales(index, field)
    asked = own
    if own is not None and locales is not None:
        wanted = {languages.iso_639_3(code) for code in locales}
        asked = tuple(code for code in own if code in wanted)
    text = hyper_normalize(query, asked)
    names = names_of(values, own)
    tolerance = index.settings.typo_tolerance
    if not tolerance.enabled or field in tolerance.disable_on_attributes:
        return (named for named in names if named.name.startswith(text))
    if text in tolerance.disable_on_words:
        return (named for named in names if named.name == text)
    size = len(text.encode())
    edits = 0 if size < tolerance.one_typo else 1 if size < tolerance.two_typos else 2
    if not edits:
        return (named for named in names if named.name.startswith(text))
    automaton = Automaton(text, edits, True)
    return (named for named in names if accepts(automaton, named.name))


def accepts(automaton: Automaton, name: str) -> bool:
    state = automaton.START
    for character in name:
        if automaton.settled(state):
            break
        state = automaton.step(state, character)
    return automaton.distance(state) <= automaton.shapes.edits


def counted(values: Column, keys: Iterable[str], candidates: int) -> Iterator[FacetHit]:
    """Each value as the first document of the whole index spells it."""
    for key in keys:
        documents = values.string_bits[key]
        count = (documents & candidates).bit_count()
        if count:
            yield FacetHit(values.original(key, bitmap.first(documents)), count)


def first(hits: Iterator[FacetHit], limit: int) -> list[FacetHit]:
    found: list[FacetHit] = []
    for hit in hits:
        if len(found) == limit:
            break
        found.append(hit)
    return found


def best(hits: Iterator[FacetHit], limit: int) -> list[FacetHit]:
    """The highest counts, then the greatest values. A value of the worst count kept replaces the worst, even if it is smaller."""
    heap: list[tuple[int, str]] = []
    for value, count in hits:
        if len(heap) < limit:
            heapq.heappush(heap, (count, value))
        elif heap and heap[0][0] <= count:
            heapq.heapreplace(heap, (count, value))
    return [FacetHit(value, count) for count, value in sorted(heap, reverse=True)]
