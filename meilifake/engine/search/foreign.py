"""`_foreign(field, inner)` filters: the inner condition is run on the foreign index, and becomes `field IN [ids]` of the source index.

Only with the foreignKeys feature on (guide http-surface, 9 and 20.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from meilifake.engine import bitmap
from meilifake.engine.search import filters
from meilifake.engine.search.filters.ast import And, Condition, Foreign, Not, OneOf, Or, Token
from meilifake.engine.search.filters.parse import leaves_from_last
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError

MOST_DOCUMENTS = 100
"""Documents that the foreign filters of one request may find in one index."""


def foreign_keys(state: State, uid: str) -> dict[str, str]:
    """Field name -> uid of the index it points to. Raises index_not_found."""
    keys: dict[str, str] = {}
    for key in state.index(uid).settings.foreign_keys:
        keys.setdefault(key["fieldName"], key["foreignIndexUid"])
    return keys


class Wanted(NamedTuple):
    """A `_foreign` of the index `uid`, and the index that its field points to."""

    node: Foreign
    target: str


def resolve(state: State, uid: str, condition: Condition) -> Condition:
    """The condition without `_foreign`. Raises invalid_search_filter (with the index it is about), index_not_found."""
    (resolved,) = resolve_all(state, [(uid, condition)])
    assert resolved is not None
    return resolved


def resolve_all(state: State, conditions: Sequence[tuple[str, Condition | None]]) -> list[Condition | None]:
    """The conditions of one request, each about its own index. The foreign indexes are searched once for all of them: the limit counts
    what all of them find there. Raises as `resolve`."""
    wanted = [wanted_of(state, uid, condition) for uid, condition in conditions]
    by_target: dict[str, list[Foreign]] = {}
    for one in (one for several in wanted for one in several):
        by_target.setdefault(one.target, []).append(one.node)
    found: dict[int, list[str]] = {}
    for target, nodes in by_target.items():
        ids = [matching(state, target, node.inner) for node in nodes]
        if len(set().union(*ids)) > MOST_DOCUMENTS:
            words = "Foreign filter is retrieving too many documents, foreign filters can't retrieve more than"
            raise refusal(target, f"{words} {MOST_DOCUMENTS} documents per index")
        found.update(zip(map(id, nodes), ids, strict=True))
    resolved: list[Condition | None] = []
    for (_, condition), several in zip(conditions, wanted, strict=True):
        lists = iter([id_list(one.node.field, found[id(one.node)]) for one in several])
        resolved.append(replaced(condition, lists) if condition is not None and several else condition)
    return resolved


def wanted_of(state: State, uid: str, condition: Condition | None) -> list[Wanted]:
    """The `_foreign` of a condition, last first, as the server lists them."""
    nodes = [] if condition is None else foreign_nodes(condition)
    keys = foreign_keys(state, uid) if nodes else {}
    for node in nodes:
        if node.field.value not in keys:
            raise refusal(uid, f"Field `{node.field.value}` is not a foreign key")
        if any(isinstance(inner, Foreign) for inner in leaves_from_last(node.inner)):
            raise refusal(uid, "Nested foreign filters are not supported")
    return [Wanted(node, keys[node.field.value]) for node in nodes]


def refusal(uid: str, words: str) -> MeiliError:
    return MeiliError("invalid_search_filter", f"Index `{uid}`: {words}")


def foreign_nodes(condition: Condition) -> list[Foreign]:
    return [leaf for leaf in leaves_from_last(condition) if isinstance(leaf, Foreign)]


def id_list(field: Token, ids: Sequence[str]) -> OneOf:
    return OneOf(field, tuple(Token(one, field.span) for one in ids))


def matching(state: State, uid: str, inner: Condition) -> list[str]:
    """The external ids that the inner condition selects, in the order of internal ids."""
    index = state.index(uid)
    try:
        found = filters.evaluate(index, inner, index.documents.bits)
    except MeiliError as error:
        code = "invalid_document_filter" if error.code == "invalid_search_filter" else error.code
        raise MeiliError(code, f"Index `{uid}`: {error.message}") from None
    return [index.documents.external(docid) for docid in bitmap.each(found)]


def replaced(condition: Condition, lists: Iterator[OneOf]) -> Condition:
    """Each `_foreign` by the next list. The server lists them from the last and puts them in from the first: of two in one condition each
    stands where the other was.
    """
    if isinstance(condition, Foreign):
        return next(lists)
    if isinstance(condition, Not):
        return Not(replaced(condition.inner, lists))
    if isinstance(condition, (And, Or)):
        return replace(condition, parts=tuple(replaced(part, lists) for part in condition.parts))
    return condition
