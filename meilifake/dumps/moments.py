"""Dates between the engine and a dump. A dump may carry nanoseconds; the engine's clock has microseconds."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from meilifake.engine.clock import rfc3339

FRACTION = re.compile(r"\.(\d{1,6})\d*")


def read(text: str) -> datetime:
    """Raises ValueError for anything but a date and time with an offset."""
    moment = datetime.fromisoformat(FRACTION.sub(lambda found: "." + found[1].ljust(6, "0"), text))
    if moment.tzinfo is None:
        raise ValueError(f"no offset in {text!r}")
    return moment.astimezone(UTC)


def read_optional(text: str | None) -> datetime | None:
    return None if text is None else read(text)


def write(moment: datetime | None) -> str | None:
    return None if moment is None else rfc3339(moment)
