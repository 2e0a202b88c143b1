"""The `date` filter: the few ways of writing a moment that the server's library reads."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from meilifake.engine.liquid.fault import LiquidFault
from meilifake.engine.liquid.filters.strftime import MONTHS, FormatError, strftime
from meilifake.engine.liquid.values import is_scalar, text, whole
from meilifake.errors.base import Unsupported

CLOCK = r"(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)"
OFFSET = r" (?P<sign>[+-])(?P<offset_hour>\d\d)(?P<offset_minute>\d\d)"
WEEKDAY = "(?P<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
SHORT_MONTHS = [name[:3] for name in MONTHS]
LONG, SHORT = f"(?P<name>{'|'.join(MONTHS)})", f"(?P<name>{'|'.join(SHORT_MONTHS)})"
YEAR = r"(?P<year>\d{4})"
FORMATS = [
    re.compile(one, re.ASCII)
    for one in (
        rf"{YEAR}-(?P<month>\d\d)-(?P<day>\d\d) {CLOCK}{OFFSET}",
        rf"{YEAR}-(?P<month>\d\d)-(?P<day>\d\d) {CLOCK}\.(?P<fraction>\d{{1,9}}){OFFSET}",
        rf"(?P<day>\d\d) {LONG} {YEAR} {CLOCK}{OFFSET}",
        rf"(?P<day>\d\d) {SHORT} {YEAR} {CLOCK}{OFFSET}",
        rf"(?P<month>\d\d)/(?P<day>\d\d)/{YEAR} {CLOCK}{OFFSET}",
        rf"{WEEKDAY} {SHORT} (?P<day>\d\d?) {CLOCK} {YEAR}{OFFSET}",
    )
]
WITH_OFFSET = re.compile("[+-][01][0-9]{3}$")


def date(value: Any, format_: str, now: datetime | None = None) -> Any:
    """The moment in another format; what is no moment stays as it is. Raises LiquidFault for a format that breaks off."""
    moment = read(text(value), now) if isinstance(value, str) and is_scalar(value) else None
    if moment is None or not format_:
        return value
    try:
        return strftime(*moment, format_)
    except FormatError:
        raise LiquidFault(f"Invalid date-format string: {format_}") from None


def read(written: str, now: datetime | None) -> tuple[datetime, int] | None:
    """A moment and its nanoseconds. Today is the present moment, too."""
    if written.lower().strip() in ("now", "today"):
        if now is None:
            raise Unsupported("the present moment in what an embedder is told")
        return now.replace(microsecond=0), now.microsecond * 1000
    if whole(written) is not None:
        return unix(int(written))
    written = written if WITH_OFFSET.search(written) else f"{written} +0000"
    for pattern in FORMATS:
        found = pattern.fullmatch(written)
        if found is not None:
            moment = built(found.groupdict())
            if moment is not None:
                return moment
    return None


def unix(seconds: int) -> tuple[datetime, int] | None:
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds), 0
    except OverflowError:
        return None


def built(parts: dict[str, str | None]) -> tuple[datetime, int] | None:
    """None for a day or an hour that does not exist. A weekday is not compared with the day."""
    number = {name: int(written) for name, written in parts.items() if written is not None and written.isdecimal()}
    offset = timedelta(hours=number["offset_hour"], minutes=number["offset_minute"])
    month = number.get("month") or SHORT_MONTHS.index((parts["name"] or "")[:3]) + 1
    day, hour, minute, second = (number[key] for key in ("day", "hour", "minute", "second"))
    zone = timezone(-offset if parts["sign"] == "-" else offset)
    try:
        moment = datetime(number["year"], month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
    return moment, int((parts.get("fraction") or "").ljust(9, "0"))
