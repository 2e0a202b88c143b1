"""Whether the results of two queries can be merged: their canonical ranking rules must be of the same kinds, place by place."""

from __future__ import annotations

from dataclasses import dataclass

from meilifake.engine.search.federation.canonical import RELEVANCY, Canonical
from meilifake.errors.base import MeiliError

REASONS = {
    frozenset({"relevancy", "sort"}): "cannot compare a relevancy rule with a sort rule",
    frozenset({"relevancy", "geo sort"}): "cannot compare a relevancy rule with a geosort rule",
    frozenset({"sort", "geo sort"}): "cannot compare a sort rule with a geosort rule",
    frozenset({"sort"}): "cannot compare two sort rules in opposite directions",
    frozenset({"geo sort"}): "cannot compare two geosort rules in opposite directions",
}
"""By the kinds of both sides, directions left out."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule to compare. `first` and `last` are places in the canonical criteria, `sort` in the canonical sort."""

    kind: str
    first: int
    last: int
    sort: int | None = None

    @property
    def family(self) -> str:
        return self.kind.removeprefix("ascending ").removeprefix("descending ")


@dataclass(frozen=True, slots=True)
class Ranking:
    """The rules of one query, and how to name the query in a refusal."""

    canonical: Canonical
    query_index: int
    index_uid: str

    def rules(self) -> list[Rule]:
        """Neighbouring relevancy rules melt into one."""
        rules: list[Rule] = []
        for at, name in enumerate(self.canonical.criteria):
            for rule in self.of_criterion(at, name):
                if rule.kind == "relevancy" and rules and rules[-1].kind == "relevancy":
                    rules[-1] = Rule("relevancy", rules[-1].first, at)
                else:
                    rules.append(rule)
        return rules

    def of_criterion(self, at: int, name: str) -> list[Rule]:
        if name in RELEVANCY:
            return [Rule("relevancy", at, at)]
        if name == "sort":
            return [
                Rule(direction(e.ascending) + (" geo sort" if e.point is not None else " sort"), at, at, k)
                for k, e in enumerate(self.canonical.sort)
            ]
        field, _, way = name.rpartition(":")
        return [Rule(direction(way == "asc") + (" geo sort" if field == "_geo" else " sort"), at, at)]

    def describe(self, rule: Rule) -> str:
        query, index = f"queries[{self.query_index}]", f"{self.index_uid}.rankingRules"
        if rule.sort is not None:
            expression = self.canonical.sort[rule.sort]
            name = "default" if expression.point is not None else f"on field `{expression.field}`"
            return f"`{query}.sort[{rule.sort}]`, `{index}[{rule.first}]`: {rule.kind} rule(s) {name}"
        span = f"{rule.first}" if rule.first == rule.last else f"{rule.first}..={rule.last}"
        names = ", ".join(self.canonical.criteria[rule.first : rule.last + 1])
        return f"`{query}`, `{index}[{span}]`: {rule.kind} rule(s) {names}"

    def note(self) -> str:
        if not self.canonical.notes:
            return ""
        head = f"  - note: The ranking rules of query #{self.query_index} were modified during canonicalization:\n"
        return head + "".join(self.canonical.notes)


def direction(ascending: bool) -> str:
    return "ascending" if ascending else "descending"


def check_compatible(previous: Ranking | None, current: Ranking) -> Ranking:
    """The ranking to hold the next query against: the longer of the two, the later one when equal.

    Raises invalid_multi_search_query_ranking_rules.
    """
    if previous is None:
        return current
    before, now = previous.rules(), current.rules()
    for earlier, later in zip(before, now, strict=False):
        if earlier.kind != later.kind:
            raise MeiliError("invalid_multi_search_query_ranking_rules", refusal(previous, earlier, current, later))
    return previous if len(before) > len(now) else current


def refusal(previous: Ranking, earlier: Rule, current: Ranking, later: Rule) -> str:
    return (
        f"The results of queries #{previous.query_index} and #{current.query_index} are incompatible: \n"
        f"  1. {previous.describe(earlier)}\n"
        f"  2. {current.describe(later)}\n"
        f"  - {REASONS[frozenset({earlier.family, later.family})]}\n"
        f"{previous.note()}{current.note()}"
    )
