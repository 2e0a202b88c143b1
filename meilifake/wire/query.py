"""Query strings: a table of parameters per route, and the server's words for what is wrong with one (guide http-surface, section 5).

    PARAMS = (
        Param("offset", positive_integer, 0, "invalid_document_offset"),
        Param("limit", positive_integer, 20, "invalid_document_limit"),
        Param("fields", star_or_list(), None, "invalid_document_fields"),
        Param("id", text, code="invalid_similar_id", missing="bad_request"),   # a required one
    )

A parser takes the decoded text and returns the value; it raises `ValueError("words")` for ``Invalid value in parameter `p`: words``, or
`BadParameter` for another template. `parse_query` gives a dict by wire name with every parameter of the table present.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from meilifake.errors.base import MeiliError
from meilifake.wire.moment import FIRST, LAST, instant, utc
from meilifake.wire.words import expected_one_of

U32, USIZE = 2**32 - 1, 2**64 - 1
DIGITS = re.compile(r"\+?[0-9]+", re.ASCII)
DAY = re.compile(r"([-+]?\d{4})-(\d{2})-(\d{2})", re.ASCII)


class Param(NamedTuple):
    """One accepted parameter: its name, how its text becomes a value, its default, the code of the error when it cannot.

    `missing`: the code when it is absent, for a required one. `raw`: declared with a JSON type, so that every value is refused.
    """

    name: str
    parse: Callable[[str], Any]
    default: Any = None
    code: str = "bad_request"
    missing: str | None = None


class BadParameter(Exception):
    """A value refused in words of its own: the backquoted location goes between `before` and `after`, nowhere without an `after`;
    `index`: in a list."""

    def __init__(self, before: str, after: str | None = None, index: int | None = None) -> None:
        super().__init__(before + (after or ""))
        self.before = before
        self.after = after
        self.index = index


def parse_query(query: str, params: tuple[Param, ...]) -> dict[str, Any]:
    """The parameters by wire name, absent ones with their default.

    Raises the first error in the order of the text: an unknown parameter (bad_request) or a bad value (the parameter's code); then
    the first missing one. A repeated parameter keeps its first place and its last value.
    """
    values = {param.name: param.default for param in params}
    given = dict(parse_qsl(query, keep_blank_values=True, errors="replace")) if query else {}
    known = {param.name: param for param in params} if given else {}
    for name, raw in given.items():
        param = known.get(name)
        if param is None:
            raise MeiliError("bad_request", f"Unknown parameter `{name}`: {expected_one_of(name, list(known))}")
        values[name] = parse_one(param, raw)
    for param in params:
        if param.missing is not None and param.name not in given:
            raise MeiliError(param.missing, f"Missing parameter `{param.name}`")
    return values


def parse_one(param: Param, raw: str) -> Any:
    try:
        return param.parse(raw)
    except ValueError as error:
        raise MeiliError(param.code, f"Invalid value in parameter `{param.name}`: {error}") from None
    except BadParameter as error:
        place = param.name if error.index is None else f"{param.name}[{error.index}]"
        raise MeiliError(param.code, error.before if error.after is None else f"{error.before}`{place}`{error.after}") from None


def text(raw: str) -> str:
    return raw


def integer(raw: str, most: int) -> int:
    if DIGITS.fullmatch(raw) is None or len(raw) > 4000 or int(raw) > most:
        raise ValueError(f"could not parse `{raw}` as a positive integer")
    return int(raw)


def positive_integer(raw: str) -> int:
    """A 64-bit size (`limit`, `offset`)."""
    return integer(raw, USIZE)


def positive_integer_u32(raw: str) -> int:
    """A 32-bit number (task and batch uids)."""
    return integer(raw, U32)


def boolean(raw: str) -> bool:
    if raw not in ("true", "false"):
        raise ValueError(f"could not parse `{raw}` as a boolean, expected either `true` or `false`")
    return raw == "true"


def character(raw: str) -> str:
    if len(raw) == 1:
        return raw
    found = f"the following string of {len(raw)} characters: `{raw}`" if raw else "an empty string"
    raise ValueError(f"expected a string of one character, but found {found}")


def enumeration(*names: str) -> Callable[[str], str]:
    """One of the names, or ``Unknown value `v` for parameter `p`: ...``."""

    def parse(raw: str) -> str:
        if raw in names:
            return raw
        raise BadParameter(f"Unknown value `{raw}` for parameter ", f": {expected_one_of(raw, names)}")

    return parse


def untyped(raw: str) -> Any:
    """A parameter that the server declares with a JSON type: no text ever fits it (its own bug, guide section 5)."""
    raise BadParameter("Invalid value type for parameter ", f": expected a string, but found a string: `{raw}`")


def comma_list(item: Callable[[str], Any] = text) -> Callable[[str], list[Any]]:
    """Elements between commas, empty ones skipped; a star is an element like another."""

    def parse(raw: str) -> list[Any]:
        parts = [part for part in raw.split(",") if part]
        return [parse_item(item, part, place, len(parts)) for place, part in enumerate(parts)]

    return parse


def star_or_list(item: Callable[[str], Any] = text) -> Callable[[str], list[Any] | None]:
    """As `comma_list`, but a `*` among the elements gives None (no restriction), once the others are found well-formed."""

    def parse(raw: str) -> list[Any] | None:
        parts = [part for part in raw.split(",") if part]
        items = [parse_item(item, part, place, len(parts)) for place, part in enumerate(parts) if part != "*"]
        return None if "*" in parts else items

    return parse


def parse_item(item: Callable[[str], Any], part: str, place: int, size: int) -> Any:
    try:
        return item(part)
    except ValueError as error:
        # The server names the element only when there are several.
        raise BadParameter("Invalid value in parameter ", f": {error}", place if size > 1 else None) from None


def star_or(item: Callable[[str], Any] = text) -> Callable[[str], Any]:
    """`*` gives None (no restriction), anything else is the item."""

    def parse(raw: str) -> Any:
        return None if raw == "*" else item(raw)

    return parse


def date_after(raw: str) -> datetime:
    """A date-time; a bare day means from the next midnight on."""
    return moment(raw, timedelta(days=1))


def date_before(raw: str) -> datetime:
    """A date-time; a bare day means its first midnight."""
    return moment(raw, timedelta())


def moment(raw: str, shift: timedelta) -> datetime:
    try:
        if (found := DAY.fullmatch(raw)) is not None:
            year, month, day = map(int, found.groups())
            return midnight(year, month, day, shift)
        return utc(instant(raw).at)
    except ValueError:
        words = "It should follow the YYYY-MM-DD or RFC 3339 date-time format."
        raise ValueError(f"`{raw}` is an invalid date-time. {words}") from None


def midnight(year: int, month: int, day: int, shift: timedelta) -> datetime:
    """The start of a day, years before the first one included, as far as the calendar goes."""
    date(year % 400 + 400, month, day)
    if year < 1:
        return FIRST
    start = datetime(year, month, day, tzinfo=UTC)
    return start if LAST - start < shift else start + shift
