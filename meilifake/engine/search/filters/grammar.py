"""The filter grammar by recursive descent (guide search-semantics, 10.2).

Alternatives are tried in the server's order. A `Fault` that is not final lets the next one try; past a keyword everything is final.
"""

from __future__ import annotations

from collections.abc import Callable

from meilifake.engine.search.filters.ast import And, Comparison, Condition, Foreign, Not, OneOf, Or, Token
from meilifake.engine.search.filters.cursor import Cursor
from meilifake.engine.search.filters.fault import Fault
from meilifake.engine.search.filters.geo_syntax import geo_function
from meilifake.engine.search.filters.span import Span
from meilifake.engine.search.filters.vector_syntax import vector_condition

DEEPEST = 150
"""Levels of the descent; a parenthesis takes four of them."""

SIGNS = ("<=", ">=", "!=", "<", ">", "=")


def parse_text(text: str) -> Condition:
    """The condition of one expression. Raises Fault."""
    cursor = Cursor(text)
    condition = read_or(cursor, 0)
    if not cursor.done():
        raise Fault("end", cursor.rest())
    return condition


def check_depth(cursor: Cursor, depth: int) -> None:
    if depth > DEEPEST:
        raise Fault("depth", cursor.rest())


def final(fault: Fault) -> Fault:
    return Fault(fault.kind, fault.span, fault.detail, final=True)


def read_or(cursor: Cursor, depth: int) -> Condition:
    check_depth(cursor, depth)
    parts = chain(cursor, "OR", read_and, depth)
    return parts[0] if len(parts) == 1 else Or(tuple(parts))


def read_and(cursor: Cursor, depth: int) -> Condition:
    check_depth(cursor, depth)
    parts = chain(cursor, "AND", read_not, depth)
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def chain(cursor: Cursor, word: str, read: Callable[[Cursor, int], Condition], depth: int) -> list[Condition]:
    parts = [read(cursor, depth + 1)]
    while cursor.spaced_word(word):
        try:
            parts.append(read(cursor, depth + 1))
        except Fault as fault:
            raise final(fault) from None
    return parts


def read_not(cursor: Cursor, depth: int) -> Condition:
    check_depth(cursor, depth)
    if not cursor.spaced_word("NOT"):
        return read_primary(cursor, depth + 1)
    try:
        inner = read_not(cursor, depth + 1)
    except Fault as fault:
        raise final(fault) from None
    return inner.inner if isinstance(inner, Not) else Not(inner)


def read_primary(cursor: Cursor, depth: int) -> Condition:
    check_depth(cursor, depth)
    start, whole = cursor.at, cursor.rest()
    if cursor.spaced_literal("("):
        return parenthesis(cursor, whole, depth)
    condition = geo_function(cursor) or on_value(cursor, start, depth)
    if condition is None:
        raise Fault("operation", whole)
    return condition


def parenthesis(cursor: Cursor, whole: Span, depth: int) -> Condition:
    try:
        inner = read_or(cursor, depth + 1)
    except Fault as fault:
        raise final(fault) from None
    if not cursor.spaced_literal(")"):
        raise Fault("delimiter", whole, ")", final=True)
    return inner


def on_value(cursor: Cursor, start: int, depth: int) -> Condition | None:
    """The conditions that begin with a field's name. Raises Fault only if it is final."""
    field: Token | None = None
    try:
        field = cursor.value()
    except Fault as fault:
        if fault.final:
            raise
        if fault.kind == "value" and fault.detail:
            raise final(fault) from None
    after = cursor.at
    if field is not None:
        for read in (in_list, sign, is_null_or_empty):
            condition = read(cursor, field)
            if condition is not None:
                return condition
            cursor.at = after
    cursor.at = start
    condition = vector_condition(cursor)
    if condition is not None:
        return condition
    if field is not None:
        for read in (exists, between, contains_or_starts):
            cursor.at = after
            condition = read(cursor, field)
            if condition is not None:
                return condition
    cursor.at = start
    return foreign(cursor, depth)


def operand(cursor: Cursor) -> Token:
    """A value that must come. Raises Fault, final."""
    try:
        return cursor.value()
    except Fault as fault:
        raise final(fault) from None


def in_list(cursor: Cursor, field: Token) -> Condition | None:
    start = cursor.at
    if cursor.spaced_word("IN"):
        return OneOf(field, bracketed(cursor))
    cursor.at = start
    if cursor.word("NOT") and cursor.spaced_word("IN"):
        return Not(OneOf(field, bracketed(cursor)))
    return None


def bracketed(cursor: Cursor) -> tuple[Token, ...]:
    if not cursor.literal("["):
        raise Fault("in_open", cursor.rest(), final=True)
    values: list[Token] = []
    element = optional_value(cursor)
    while element is not None:
        values.append(element)
        comma = cursor.at
        element = optional_value(cursor) if cursor.spaced_literal(",") else None
        if element is None:
            cursor.at = comma
            cursor.spaced_literal(",")
    if cursor.spaced_literal("]"):
        return tuple(values)
    raise Fault("in_close" if cursor.done() else "in_value", cursor.rest(), final=True)


def optional_value(cursor: Cursor) -> Token | None:
    start = cursor.at
    try:
        return cursor.value()
    except Fault as fault:
        if fault.final:
            raise
        cursor.at = start
        return None


def sign(cursor: Cursor, field: Token) -> Condition | None:
    operator = next((one for one in SIGNS if cursor.literal(one)), None)
    return None if operator is None else Comparison(field, operator, (operand(cursor),))


def is_null_or_empty(cursor: Cursor, field: Token) -> Condition | None:
    for word in ("NULL", "EMPTY"):
        plain = Comparison(field, f"IS {word}")
        if cursor.keywords("IS", word):
            return plain
        if cursor.keywords("IS", "NOT", word):
            return Not(plain)
    return None


def exists(cursor: Cursor, field: Token) -> Condition | None:
    if cursor.literal("EXISTS"):
        return Comparison(field, "EXISTS")
    return Not(Comparison(field, "EXISTS")) if cursor.keywords("NOT", "EXISTS") else None


def between(cursor: Cursor, field: Token) -> Condition | None:
    low = optional_value(cursor)
    if low is None or not cursor.literal("TO") or not cursor.blanks():
        return None
    return Comparison(field, "TO", (low, operand(cursor)))


def contains_or_starts(cursor: Cursor, field: Token) -> Condition | None:
    for word in ("CONTAINS", "STARTS WITH"):
        start = cursor.at
        if cursor.literal(word):
            return Comparison(field, word, (operand(cursor),), cursor.span(start, start + len(word)))
        if cursor.keywords("NOT", word):
            keyword = cursor.span(cursor.at - len(word), cursor.at)
            return Not(Comparison(field, word, (operand(cursor),), keyword))
    return None


def foreign(cursor: Cursor, depth: int) -> Condition | None:
    """Inside and after it, messages print only the text from here on as the whole filter."""
    start = cursor.at
    cursor.blanks()
    if not cursor.word("_foreign"):
        cursor.at = start
        return None
    cursor.shown = cursor.text[start:]
    try:
        return foreign_arguments(cursor, depth)
    except Fault as fault:
        if fault.kind == "incomplete":
            raise
        raise Fault("foreign", fault.span, final=True) from None


def foreign_arguments(cursor: Cursor, depth: int) -> Condition:
    require(cursor, "(")
    cursor.blanks()
    field = cursor.value()
    cursor.blanks()
    require(cursor, ",")
    cursor.blanks()
    inner = read_or(cursor, depth)
    cursor.blanks()
    require(cursor, ")")
    return Foreign(field, inner)


def require(cursor: Cursor, character: str) -> None:
    if not cursor.literal(character):
        raise Fault("foreign", cursor.rest())
