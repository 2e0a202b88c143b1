"""Dynamic search rules at search time: which rules are active for a query, and the documents they pin (guide http-surface, 27)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from meilifake.engine.index.index import Index
from meilifake.engine.settings import IndexSettings
from meilifake.engine.text.token import WORD
from meilifake.engine.text.tokenizer import tokenizer_of

MOST_COUNTED_WORDS = 10
MOST_ACTIVE_RULES = 1000
MOST_PINS = 100

Pins = list[tuple[int, int]]
"""Position and internal id."""
PinsOf = Callable[[Sequence[str], int], Pins]
"""From the words of a query and the universe (a bitmap) to the pins."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The query that rules are held against: its distinct words, whether it has any term, and the time as text."""

    words: frozenset[str]
    empty: bool
    now: str


def pins_of(rules: Mapping[str, Mapping[str, Any]], uid: str, index: Index, now: datetime) -> PinsOf | None:
    """A function that finds the pins of a query on this index; None when there are no rules at all."""
    if not rules:
        return None
    text = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"

    def find(words: Sequence[str], universe: int) -> Pins:
        counted = sorted(set(words))[:MOST_COUNTED_WORDS]
        moment = Moment(frozenset(counted), not words, text)
        active = [rule for rule in rules.values() if all(check(rule, moment) for check in CONDITIONS)]
        return list(islice(pins(by_precedence(active), uid, index, universe), MOST_PINS))

    return find


def is_active(rule: Mapping[str, Any], moment: Moment) -> bool:
    return bool(rule.get("active", True))


def in_time(rule: Mapping[str, Any], moment: Moment) -> bool:
    """The server compares texts, the rule's in lower case: bounds of today count as later than now."""
    time = conditions(rule, "time")
    start, end = time.get("start"), time.get("end")
    return not (start is not None and start.lower() > moment.now) and not (end is not None and end.lower() < moment.now)


def emptiness(rule: Mapping[str, Any], moment: Moment) -> bool:
    wanted = conditions(rule, "query").get("isEmpty")
    return wanted is None or wanted == moment.empty


def has_words(rule: Mapping[str, Any], moment: Moment) -> bool:
    """All the words of the rule stand in the query. A word that the rule repeats is counted twice, and so never found."""
    text = conditions(rule, "query").get("words")
    if text is None:
        return True
    words = [token.lemma for token in tokenizer_of(IndexSettings()).tokenize(text) if token.kind == WORD]
    return len(set(words)) == len(words) and moment.words.issuperset(words)


CONDITIONS = (is_active, in_time, emptiness, has_words)


def conditions(rule: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return (rule.get("conditions") or {}).get(name) or {}


def by_precedence(rules: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The lowest precedence first, rules without one last, in order of creation."""
    ordered = sorted(rules, key=lambda rule: (rule.get("precedence") is None, rule.get("precedence") or 0))
    return ordered[:MOST_ACTIVE_RULES]


def pins(rules: Sequence[Mapping[str, Any]], uid: str, index: Index, universe: int) -> Iterator[tuple[int, int]]:
    """The documents that exist here and pass the filter; the first rule to name a document wins."""
    for rule in rules:
        for action in rule.get("actions") or ():
            selector = action["selector"]
            if selector.get("indexUid") not in (None, uid):
                continue
            docid = index.documents.docid(selector["id"])
            if docid is not None and universe >> docid & 1:
                universe &= ~(1 << docid)
                yield action["action"]["position"], docid
