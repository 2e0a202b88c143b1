"""`_foreign(field, inner)` filters: the inner condition is run on the foreign index, and becomes `field IN [ids]` of the source index.

Only with the foreignKeys feature on (guide http-surface, 9 and 20.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from meilifake.engine import bitmap
from meilifake.engine.search import filters
from meilifake.engine.search.filters.ast import And, Condition, Foreign, Not, OneOf, Or, Token
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


def resolve(state: State, uid: str, condition: Condition) -> Condition:
    """The condition without `_foreign`. Raises invalid_search_filter (with the index it is about), index_not_found."""
    nodes = list(foreign_nodes(condition))
    if not nodes:
        return condition
    keys = foreign_keys(state, uid)
    for node in nodes:
        if node.field.value not in keys:
            raise refusal(uid, f"Field `{node.field.value}` is not a foreign key")
        if any(True for _ in foreign_nodes(node.inner)):
            raise refusal(uid, "Nested foreign filters are not supported")
    ids = {id(node): matching(state, keys[node.field.value], node.inner) for node in nodes}
    for target in {keys[node.field.value] for node in nodes}:
        found = {one for node in nodes if keys[node.field.value] == target for one in ids[id(node)]}
        if len(found) > MOST_DOCUMENTS:
            words = "Foreign filter is retrieving too many documents, foreign filters can't retrieve more than"
            raise refusal(target, f"{words} {MOST_DOCUMENTS} documents per index")
    return replaced(condition, ids)


def refusal(uid: str, words: str) -> MeiliError:
    return MeiliError("invalid_search_filter", f"Index `{uid}`: {words}")


def foreign_nodes(condition: Condition) -> Iterator[Foreign]:
    if isinstance(condition, Foreign):
        yield condition
    elif isinstance(condition, Not):
        yield from foreign_nodes(condition.inner)
    elif isinstance(condition, (And, Or)):
        for part in condition.parts:
            yield from foreign_nodes(part)


def matching(state: State, uid: str, inner: Condition) -> list[str]:
    """The external ids that the inner condition selects, in the order of internal ids."""
    index = state.index(uid)
    try:
        found = filters.evaluate(index, inner, index.documents.bits)
    except MeiliError as error:
        code = "invalid_document_filter" if error.code == "invalid_search_filter" else error.code
        raise MeiliError(code, f"Index `{uid}`: {error.message}") from None
    return [index.documents.external(docid) for docid in bitmap.each(found)]


def replaced(condition: Condition, ids: dict[int, list[str]]) -> Condition:
    if isinstance(condition, Foreign):
        span = condition.field.span
        return OneOf(condition.field, tuple(Token(one, span) for one in ids[id(condition)]))
    if isinstance(condition, Not):
        return Not(replaced(condition.inner, ids))
    if isinstance(condition, (And, Or)):
        return replace(condition, parts=tuple(replaced(part, ids) for part in condition.parts))
    return condition
