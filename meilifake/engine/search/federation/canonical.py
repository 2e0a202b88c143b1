"""The ranking rules of one query in canonical form: duplicates removed, `words` prepended, what its kind cannot use dropped.

Each change is kept as a note, in the server's words: the refusal to merge two queries prints them (guide search-semantics, 14.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from meilifake.engine.search.result import SortExpression

RELEVANCY = frozenset({"words", "typo", "proximity", "attribute", "attributeRank", "wordPosition", "exactness"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule was written: in the ranking rules, or in the query's `sort`."""

    rule: int
    sort: int | None = None

    def __str__(self) -> str:
        if self.sort is None:
            return f"#{self.rule} in ranking rules"
        return f"#{self.sort} in `query.sort` (as `sort` is #{self.rule} in ranking rules)"


@dataclass(slots=True)
class Canonical:
    """`criteria` and `sort` are what remains; `notes` tell what was changed; the rest is scratch of the walk."""

    source: tuple[str, ...]
    source_sort: Sequence[SortExpression] | None
    all_words: bool
    criteria: list[str] = field(default_factory=list)
    sort: list[SortExpression] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seen: dict[str, Place] = field(default_factory=dict)
    sorted_fields: dict[str, Place] = field(default_factory=dict)

    def note(self, text: str) -> None:
        """The missing space before the number of a removed `sort` is the server's."""
        indent = "   " if text.startswith("Removed rule `sort`") else "    "
        self.notes.append(f"{indent}{len(self.notes) + 1}. {text}\n")

    def name(self, place: Place) -> str:
        if place.sort is None:
            return self.source[place.rule]
        assert self.source_sort is not None
        expression = self.source_sort[place.sort]
        return ("_geo(..)" if expression.point is not None else expression.field) + (":asc" if expression.ascending else ":desc")

    def duplicate(self, earlier: Place, removed: Place) -> None:
        self.note(f"Removed duplicate rule `{self.name(earlier)}` at position {removed} as it already appears at position {earlier}")


def canonicalize(rules: Sequence[str], sort: Sequence[SortExpression] | None, strategy: str, kind: str) -> Canonical:
    """`kind`: placeholder, keyword or vector; `sort` None when the query has none (an empty list is a list)."""
    walk = Canonical(tuple(rules), sort, strategy == "all")
    for at, rule in enumerate(rules):
        place = Place(at)
        if rule in RELEVANCY:
            if not RELEVANCY_STEPS[kind](walk, rule, place):
                break
        elif rule == "sort":
            add_sort(walk, place)
        else:
            add_custom(walk, rule, place)
    return walk


def placeholder_step(walk: Canonical, rule: str, place: Place) -> bool:
    walk.note(f'Removed relevancy rule `{rule}` at position {place} because the query is a placeholder search (`q`: "")')
    return True


def vector_step(walk: Canonical, rule: str, place: Place) -> bool:
    """The first relevancy rule becomes the vector rule; once a sort stands behind it, a second one ends the list."""
    first = walk.seen.get("vector")
    if first is None:
        walk.seen["vector"] = place
        walk.criteria.append(rule)
        return True
    if not walk.sorted_fields:
        why = f"because the query is a vector search and `vector` was already inserted at position {first}"
        walk.note(f"Removed relevancy rule `{rule}` at position {place} {why}")
        return True
    why = f"because the query is a vector search and `vector` was inserted at position {first}"
    walk.note(f"Truncated relevancy rule `{rule}` at position {place} and later rules {why}")
    return False


def keyword_step(walk: Canonical, rule: str, place: Place) -> bool:
    if rule == "words":
        keyword_words(walk, place)
        return True
    if not walk.all_words and "words" not in walk.seen and "prepended" not in walk.seen:
        walk.note(f"Prepended rule `words` before first relevancy rule `{rule}` at position {place}")
        walk.criteria.append("words")
        walk.seen["prepended"] = place
    if rule in walk.seen:
        walk.duplicate(walk.seen[rule], place)
    else:
        walk.seen[rule] = place
        walk.criteria.append(rule)
    return True


def keyword_words(walk: Canonical, place: Place) -> None:
    if walk.all_words:
        walk.note(f"Removed rule `words` at position {place} because `query.matchingWords` is set to `all`")
        return
    if "words" in walk.seen:
        walk.duplicate(walk.seen["words"], place)
        return
    if "prepended" in walk.seen:
        # The server notes the removal, then keeps the rule all the same.
        walk.note(f"Removed rule `words` at position {place} because it was previously prepended")
    walk.seen["words"] = place
    walk.criteria.append("words")


def add_sort(walk: Canonical, place: Place) -> None:
    if "sort" in walk.seen:
        walk.duplicate(walk.seen["sort"], place)
    elif walk.source_sort is None:
        walk.note(f"Removed rule `sort` at position {place} because `query.sort` is empty")
    else:
        walk.seen["sort"] = place
        walk.criteria.append("sort")
        for at, expression in enumerate(walk.source_sort):
            key = "" if expression.point is not None else "field " + expression.field
            earlier = (walk.seen if expression.point is not None else walk.sorted_fields).get(key)
            here = Place(place.rule, at)
            if earlier is not None:
                walk.duplicate(earlier, here)
                continue
            (walk.seen if expression.point is not None else walk.sorted_fields)[key] = here
            walk.sort.append(expression)


def add_custom(walk: Canonical, rule: str, place: Place) -> None:
    key = "field " + rule.rpartition(":")[0]
    if key in walk.sorted_fields:
        walk.duplicate(walk.sorted_fields[key], place)
    else:
        walk.sorted_fields[key] = place
        walk.criteria.append(rule)


RELEVANCY_STEPS = {"placeholder": placeholder_step, "vector": vector_step, "keyword": keyword_step}
