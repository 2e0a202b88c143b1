"""Dates between the engine and a dump. A dump may carry nanoseconds, and they are kept; the engine's clock has microseconds."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from meilifake.engine.clock import Noted, rfc3339

FRACTION = re.compile(r"\.(\d+)")


def read(text: str) -> datetime:
    """Raises ValueError for anything but a date and time with an offset."""
    found = FRACTION.search(text)
    digits = found[1][:9].ljust(9, "0") if found else "0" * 9
    moment = datetime.fromisoformat(FRACTION.sub(f".{digits[:6]}", text))
    if moment.tzinfo is None:
        raise ValueError(f"no offset in {text!r}")
    moment = moment.astimezone(UTC)
    # What has six digits may be ours, and what has none stays readable for clients that want some.
    ours = found is None or len(found[1]) == 6 or not int(digits)
    return moment if ours else moment.replace(tzinfo=Noted(int(digits[6:])))


def read_optional(text: str | None) -> datetime | None:
    return None if text is None else read(text)


def write(moment: datetime | None) -> str | None:
    return None if moment is None else rfc3339(moment)
