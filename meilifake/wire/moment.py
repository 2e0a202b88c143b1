"""RFC 3339 date-times, as the server's library reads and prints them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

PATTERN = re.compile(r"(\d{4})(-\d{2}-\d{2})[\x00-\x7f](\d{2}:\d{2}:)(\d{2})(?:\.(\d+))?([Zz]|[-+]\d{2}:\d{2})", re.ASCII)
"""Any single byte may stand between day and time."""
FIRST, LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Moment(NamedTuple):
    """`at` to the microsecond, with its offset; `text` as the server shows it (no trailing zeros in the fraction, `Z` for no offset)."""

    at: datetime
    text: str


def instant(text: str) -> Moment:
    """A second 60 is the last instant of a month, or none. Raises ValueError."""
    match = PATTERN.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, day, minutes, seconds, fraction, zone = match.groups()
    leap = seconds == "60"
    digits = "9" * 9 if leap else (fraction or "")[:9].ljust(9, "0")
    zone = "Z" if zone in ("Z", "z", "+00:00", "-00:00") else zone
    clock = f"T{minutes}{'59' if leap else seconds}"
    zero = year == "0000"
    at = datetime.fromisoformat(f"{'0400' if zero else year}{day}{clock}.{digits[:6]}{zone.replace('Z', '+00:00')}")
    if leap and not ends_month(at):
        raise ValueError("no leap second then")
    shown = "." + digits.rstrip("0") if digits.strip("0") else ""
    return Moment(FIRST if zero else at, f"{year}{day}{clock}{shown}{zone}")


def ends_month(at: datetime) -> bool:
    try:
        found = at.astimezone(UTC)
    except OverflowError:
        return False
    return found == LAST or (found + MICROSECOND).strftime("%d%H%M%S") == "01000000"


def utc(at: datetime) -> datetime:
    """A zone that leads out of the calendar stops at its end."""
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return FIRST if at.year == 1 else LAST
