"""Dynamic search rules: the store, and which documents they pin for a query at a moment (guide http-surface, 27).

The server keeps rules as documents of a hidden index: ids are given out as to documents, an update merges top-level fields, and a null
that was stored reads back as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from meilifake.engine.clock import rfc3339
from meilifake.engine.index.index import Index
from meilifake.engine.index.registry import nested_names, registered
from meilifake.engine.settings import FilterableRule, IndexSettings, TypoTolerance
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError
from meilifake.errors.crash import Crash

INDEX_UID = ".meili_dsr"
"""The hidden index, as its tasks name it."""

COUNTED_WORDS, ACTIVE_RULES, PINS = 10, 1000, 100
"""How far the server goes for one query: distinct words, rules in order of precedence, pinned documents."""
MOST_WORDS = 30
"""A rule that asks for more words asks for none: fields are not counted beyond."""

SETTINGS = IndexSettings(
    searchable_attributes=("conditions.query.words", "description"),
    filterable_attributes=(
        FilterableRule(("active",)),
        FilterableRule(("conditions.time.start",)),
        FilterableRule(("conditions.time.end",)),
        FilterableRule(("conditions.query.isEmpty",)),
    ),
    sortable_attributes=("precedence",),
    proximity_precision="byAttribute",
    typo_tolerance=TypoTolerance(enabled=False, disable_on_numbers=True),
    prefix_search="disabled",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """`docid`: the internal id, which decides order; `fields`: what was submitted, merged, without the uid."""

    uid: str
    docid: int
    fields: Mapping[str, Any]


def put(state: State, uid: str, fields: Mapping[str, Any]) -> None:
    """Create a rule, or merge the fields into the one there is."""
    state.rule_fields.update(fields)
    known = state.rules.get(uid)
    if known is not None:
        state.rules[uid] = Rule(uid, known.docid, {**known.fields, **fields})
        return
    taken = {rule.docid for rule in state.rules.values()}
    docid = next(number for number in range(len(taken) + 1) if number not in taken)
    state.rules[uid] = Rule(uid, docid, dict(fields))


def document_of(rule: Rule) -> dict[str, Any]:
    """The rule as the hidden index holds it."""
    return {"uid": rule.uid, **rule.fields}


def register(state: State, before: Rule | None, fields: Mapping[str, Any] | None, scratch: bool = False) -> None:
    """Give ids to the names that the server looks at in a change. `before`: None for a new rule; `fields`: None where it goes."""
    stored = None if before is None else document_of(before)
    state.rule_names.update(registered(SETTINGS, stored, fields, scratch))


def check_names(state: State) -> None:
    """The server sets up the hidden index anew before each batch of changes, which goes through every rule. Raises Crash over a name in
    one that has no id."""
    if not all(nested_names(document_of(rule)).keys() <= state.rule_names for rule in state.rules.values()):
        raise Crash


def clear(state: State) -> int:
    """Forget all rules; returns how many there were."""
    count = len(state.rules)
    state.rules.clear()
    state.rule_fields.clear()
    state.rule_names.clear()
    return count


def is_active(state: State, rule: Rule) -> bool | None:
    """None for a rule that does not say, once any rule has said it: such a rule is neither active nor inactive."""
    return rule.fields.get("active") if "active" in state.rule_fields else True


class Field(NamedTuple):
    """How a stored field reads back. `absent`: its value when it was never set; `null`: what the server says of a stored null, which
    it cannot read, None where null is as good as absent."""

    name: str
    absent: Any = None
    null: str | None = None


FIELDS = (
    Field("description"),
    Field("precedence"),
    Field("active", True, "a boolean"),
    Field("conditions", {}, "struct Conditions"),
    Field("actions", [], "a sequence"),
)


def view(rule: Rule) -> dict[str, Any]:
    """The rule as it is shown. Raises internal for a null that does not read back."""
    shown: dict[str, Any] = {"uid": rule.uid}
    for field in FIELDS:
        value = rule.fields.get(field.name, field.absent)
        if value is not None:
            shown[field.name] = value
        elif field.null is not None:
            raise MeiliError("internal", f"internal: invalid type: null, expected {field.null} at line 1 column 4.")
    return shown


def listed(state: State, query: str | None, active: bool | None, offset: int, limit: int, now: datetime) -> tuple[list[Rule], int]:
    """A page of the rules that match, best first (all of them by id without a query), and how many match."""
    rules = {rule.docid: rule for rule in state.rules.values() if active is None or is_active(state, rule) is active}
    if query is None or not query.strip():
        found = sorted(rules)
        return [rules[docid] for docid in found[offset : offset + limit]], len(found)
    from meilifake.engine import bitmap
    from meilifake.engine.search.ranking.rank import rank
    from meilifake.engine.search.result import RankRequest

    index = as_index(state, now)
    request = RankRequest(query, bitmap.of(list(rules)), offset + limit, exhaustive=True)
    ranked = rank(index, request)
    return [rules[docid] for docid in ranked.docids[offset:]], ranked.candidates.bit_count()


def as_index(state: State, now: datetime) -> Index:
    """The hidden index, made anew: rules are few."""
    index = Index(now)
    index.settings = SETTINGS
    rows = [(rule.docid, rule.uid, document_of(rule)) for rule in state.rules.values()]
    for _, _, document in rows:
        for name in document:
            index.fields.insert(name)
    index.documents.put_many(rows)
    index.documents.touched([docid for docid, _, _ in rows])
    return index


class Pin(NamedTuple):
    position: int
    docid: int


def pins(state: State, index_uid: str, index: Index, words: Sequence[str] | None, universe: int, now: datetime) -> list[Pin]:
    """The documents that rules pin, first come first pinned: at most one place each.

    `words`: the query's words as the tokenizer gives them, without stop words and phrases, None when nothing is asked for; `universe`:
    the documents that may be pinned. Raises internal for an empty id: the server's database does not look for one.
    """
    found: list[Pin] = []
    for rule in in_order(active_rules(state, words, now)):
        for action in rule.fields.get("actions") or ():
            selector = action["selector"]
            if selector.get("indexUid", index_uid) != index_uid:
                continue
            docid = index.documents.docid(selector["id"])
            if docid is not None and universe >> docid & 1:
                universe &= ~(1 << docid)
                found.append(Pin(action["action"]["position"], docid))
                if len(found) == PINS:
                    return found
    return found


def in_order(rules: Sequence[Rule]) -> list[Rule]:
    """By precedence, then by id; rules without precedence come last. One whose precedence was set to null is lost: the server takes it
    for one that has some, and then finds no value to put it under."""

    def key(rule: Rule) -> tuple[bool, int, int]:
        precedence = rule.fields.get("precedence")
        return precedence is None, precedence or 0, rule.docid

    return sorted((rule for rule in rules if rule.fields.get("precedence", 0) is not None), key=key)[:ACTIVE_RULES]


def active_rules(state: State, words: Sequence[str] | None, now: datetime) -> list[Rule]:
    return [rule for rule in state.rules.values() if is_active(state, rule) and applies(rule, words, now)]


def applies(rule: Rule, words: Sequence[str] | None, now: datetime) -> bool:
    conditions: Mapping[str, Any] = rule.fields.get("conditions") or {}
    return all(check(conditions.get(name) or {}, words, now) for name, check in CONDITIONS.items())


def in_time(condition: Mapping[str, Any], words: Sequence[str] | None, now: datetime) -> bool:
    """The server compares the dates as texts, offsets and all, the rule's in lower case: on its own day a bound is later than now."""
    moment = rfc3339(now)
    start, end = condition.get("start", ""), condition.get("end", "~")
    return bool(start.lower() <= moment <= end.lower())


def in_query(condition: Mapping[str, Any], words: Sequence[str] | None, now: datetime) -> bool:
    """All words of the condition must be among the first distinct ones of the query, in the order of the alphabet."""
    empty = condition.get("isEmpty")
    if empty is not None and empty is not (words is None):
        return False
    if condition.get("words") is None:
        return True
    wanted = list(tokens(condition["words"]))
    if len(wanted) > MOST_WORDS:
        return True
    present = set(sorted(set(words or ()))[:COUNTED_WORDS])
    # The server counts the words of the rule: one that it repeats is never found often enough.
    return len(set(wanted)) == len(wanted) and present.issuperset(wanted)


CONDITIONS: Mapping[str, Callable[[Mapping[str, Any], Sequence[str] | None, datetime], bool]] = {"time": in_time, "query": in_query}


def tokens(text: str) -> Iterator[str]:
    from meilifake.engine.text.token import WORD
    from meilifake.engine.text.tokenizer import tokenizer_of

    return (token.lemma for token in tokenizer_of(SETTINGS).tokenize(text) if token.kind == WORD and token.lemma)
