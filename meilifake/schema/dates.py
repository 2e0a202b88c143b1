"""Dates in bodies: RFC 3339 to the nanosecond, read as the server's library does, and printed back with the offset they came with."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

INSTANT = re.compile(r"(\d{4}-\d\d-\d\d).(\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[-+]\d\d:\d\d)", re.ASCII | re.DOTALL)
LOCAL = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d))?", re.ASCII)


class Moment(NamedTuple):
    """`at` to the microsecond; `text` as the server shows it (no trailing zeros in the fraction, `Z` for no offset)."""

    at: datetime
    text: str


def instant(text: str) -> Moment:
    """A full RFC 3339 date-time; any character may stand between date and time. Raises ValueError."""
    match = INSTANT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    day, clock, fraction, zone = match.groups()
    digits = (fraction or "")[:9].ljust(9, "0")
    zone = "Z" if zone in ("Z", "z", "+00:00", "-00:00") else zone
    at = datetime.fromisoformat(f"{day}T{clock}.{digits[:6]}{zone.replace('Z', '+00:00')}")
    shown = "." + digits.rstrip("0") if digits.strip("0") else ""
    return Moment(at, f"{day}T{clock}{shown}{zone}")


def date_or_instant(text: str) -> Moment:
    """As `instant`, or a date, or a date and time without offset: UTC. Raises ValueError."""
    match = LOCAL.fullmatch(text)
    if match is None:
        return instant(text)
    day, clock = match.groups()
    at = datetime.fromisoformat(f"{day}T{clock or '00:00:00'}").replace(tzinfo=UTC)
    return Moment(at, f"{day}T{clock or '00:00:00'}Z")


def bad_date(text: str) -> str:
    """The server's refusal, with the newline that ends it."""
    return (
        f"`{text}` is not a valid date. It should follow the RFC 3339 format to represents a date or datetime in the future or specified "
        "as a null value. e.g. 'YYYY-MM-DD' or 'YYYY-MM-DD HH:MM:SS'.\n"
    )
