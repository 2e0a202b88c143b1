"""`_vectors[.embedder[.aspect]] [NOT] EXISTS`: after the first point whatever is wrong is final (guide search-semantics, 10.6)."""

from __future__ import annotations

from meilifake.engine.search.filters.ast import Condition, Not, Token, VectorExists
from meilifake.engine.search.filters.cursor import Cursor
from meilifake.engine.search.filters.fault import Fault
from meilifake.engine.search.filters.span import Span
from meilifake.engine.search.filters.unescape import BadEscape, unescape


def vector_condition(cursor: Cursor) -> Condition | None:
    """The vector filter here, or None. Raises Fault."""
    start = cursor.at
    read = vectors(cursor)
    if read is None:
        cursor.at = start
        return None
    if cursor.literal("EXISTS"):
        return read
    if cursor.keywords("NOT", "EXISTS"):
        return Not(read)
    raise Fault("vector_operation", cursor.rest(), final=True)


def vectors(cursor: Cursor) -> VectorExists | None:
    cursor.blanks()
    start = cursor.at
    if not cursor.literal("_vectors"):
        return None
    field = Token("_vectors", cursor.span(start, cursor.at))
    if cursor.blanks():
        return VectorExists(field)
    if not cursor.literal("."):
        return None
    if cursor.text[cursor.at : cursor.at + 1] == " ":
        raise Fault("vector_no_embedder", cursor.span(cursor.at, cursor.at + 1), final=True)
    embedder = name(cursor, "vector_embedder")
    aspect, fragment = "", None
    if cursor.literal(".fragments"):
        if not cursor.literal("."):
            raise Fault("vector_no_fragment", cursor.rest(), final=True)
        aspect, fragment = "fragments", name(cursor, "vector_fragment")
    else:
        aspect = next((one for one in ("userProvided", "documentTemplate", "regenerate") if cursor.literal("." + one)), "")
    if cursor.literal("."):
        raise leftover_aspect(cursor, aspect)
    if not cursor.blanks():
        raise Fault("vector_leftover", cursor.rest(), final=True)
    return VectorExists(field, embedder, aspect, fragment)


def leftover_aspect(cursor: Cursor, aspect: str) -> Fault:
    point = cursor.span(cursor.at - 1, cursor.at)
    try:
        found = plain(cursor)
    except (Fault, BadEscape):
        return Fault("vector_aspect", point, (aspect, "."), final=True)
    return Fault("vector_aspect", found.span, (aspect, found.value), final=True)


def name(cursor: Cursor, kind: str) -> Token:
    """A name of an embedder or fragment. Raises Fault of that kind."""
    whole: Span = cursor.rest()
    try:
        return plain(cursor)
    except Fault as fault:
        raise Fault("vector_quotes" if fault.kind == "delimiter" else kind, whole, final=True) from None
    except BadEscape:
        raise Fault(kind, whole, final=True) from None


def plain(cursor: Cursor) -> Token:
    """A quoted text, or a word without points; keywords are allowed."""
    start = cursor.at
    if cursor.text[start : start + 1] in ("'", '"'):
        raw = cursor.quoted_value(start)
    else:
        end = cursor.word_end()
        point = cursor.text.find(".", start, end)
        end = end if point < 0 else point
        if end == start:
            raise Fault("value", cursor.rest())
        cursor.at = end
        raw = Token(cursor.text[start:end], cursor.span(start, end))
    return Token(unescape(raw.value), raw.span)
