"""Dates in bodies: RFC 3339 to the nanosecond, printed back with the offset they came with, and shorter forms of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from meilifake.wire.moment import Moment, instant

LOCAL = re.compile(r"\+?(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d))?", re.ASCII)


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
