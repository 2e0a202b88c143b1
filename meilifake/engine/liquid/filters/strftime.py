"""Formatting a moment: Ruby's `strftime`, with its flags and widths, as the server's library has it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DIRECTIVE = re.compile(r"%(?P<flags>[-_0^#]*)(?P<width>[0-9]*)[EO]?(?P<code>::?z|.|\Z)", re.DOTALL)


class FormatError(Exception):
    """A format that ends inside a directive."""


class Number(NamedTuple):
    """`fill`: with what it is padded unless a flag says otherwise."""

    value: Callable[[datetime], int]
    width: int = 0
    fill: str = "0"


def twelve(moment: datetime) -> int:
    return moment.hour % 12 or 12


def week(moment: datetime, first: int) -> int:
    """The week of the year; weeks begin on Sunday (0) or Monday (1)."""
    weekday = (moment.isoweekday() - first) % 7
    return (moment.timetuple().tm_yday + 6 - weekday) // 7


NUMBERS = {
    "Y": Number(lambda moment: moment.year, 4),
    "C": Number(lambda moment: moment.year // 100, 2),
    "y": Number(lambda moment: moment.year % 100, 2),
    "m": Number(lambda moment: moment.month, 2),
    "d": Number(lambda moment: moment.day, 2),
    "e": Number(lambda moment: moment.day, 2, " "),
    "w": Number(lambda moment: moment.isoweekday() % 7),
    "u": Number(lambda moment: moment.isoweekday()),
    "U": Number(lambda moment: week(moment, 0), 2),
    "W": Number(lambda moment: week(moment, 1), 2),
    "G": Number(lambda moment: moment.isocalendar().year, 4),
    "g": Number(lambda moment: moment.isocalendar().year % 100, 2),
    "V": Number(lambda moment: moment.isocalendar().week, 2),
    "j": Number(lambda moment: moment.timetuple().tm_yday, 3),
    "H": Number(lambda moment: moment.hour, 2),
    "k": Number(lambda moment: moment.hour, 2, " "),
    "I": Number(twelve, 2),
    "l": Number(twelve, 2, " "),
    "M": Number(lambda moment: moment.minute, 2),
    "S": Number(lambda moment: moment.second, 2),
    "s": Number(lambda moment: int(moment.timestamp())),
}
NAMES: dict[str, Callable[[datetime], str]] = {
    "b": lambda moment: MONTHS[moment.month - 1][:3],
    "h": lambda moment: MONTHS[moment.month - 1][:3],
    "B": lambda moment: MONTHS[moment.month - 1],
    "a": lambda moment: WEEKDAYS[moment.weekday()][:3],
    "A": lambda moment: WEEKDAYS[moment.weekday()],
    "p": lambda moment: "AM" if moment.hour < 12 else "PM",
    "P": lambda moment: "am" if moment.hour < 12 else "pm",
    "n": lambda moment: "\n",
    "t": lambda moment: "\t",
    "%": lambda moment: "%",
}
COMPOUNDS = {
    "F": "%Y-%m-%d", "v": "%e-%^b-%Y", "R": "%H:%M", "D": "%m/%d/%y", "x": "%m/%d/%y", "T": "%H:%M:%S", "X": "%H:%M:%S",
    "r": "%I:%M:%S %p", "c": "%a %b %e %H:%M:%S %Y",
}  # fmt: skip
OFFSETS = {"z": ("", False), "Z": (":", False), ":z": (":", False), "::z": (":", True)}
"""Zone: what stands between hours and minutes, and whether seconds follow."""


def strftime(moment: datetime, nanoseconds: int, format_: str) -> str:
    """Raises FormatError. A directive that does not exist is left as it is written."""
    return DIRECTIVE.sub(lambda found: directive(found, moment, nanoseconds), format_)


def directive(found: re.Match[str], moment: datetime, nanoseconds: int) -> str:
    flags, code = found["flags"], found["code"]
    if not code:
        raise FormatError
    width = int(found["width"]) if found["width"] else None
    fill = next((" " if flag == "_" else "0" for flag in reversed(flags) if flag in "_0"), None)
    if code in NUMBERS:
        number = NUMBERS[code]
        digits = str(number.value(moment))
        return digits if "-" in flags else digits.rjust(number.width if width is None else width, fill or number.fill)
    if code in ("L", "N"):
        places = width if width is not None else 3 if code == "L" else 9
        return f"{nanoseconds:09}"[:places].ljust(places, "0")
    if code in OFFSETS:
        return offset(moment, *OFFSETS[code], width or 0, fill)
    if code in NAMES or code in COMPOUNDS:
        shown = NAMES[code](moment) if code in NAMES else strftime(moment, nanoseconds, COMPOUNDS[code])
        return cased(shown, code, flags).rjust(0 if "-" in flags and code in NAMES else width or 0, fill or " ")
    return found[0]


def cased(shown: str, code: str, flags: str) -> str:
    """The last flag of case decides; it turns `am` and `pm` round, everything else into capitals."""
    flag = next((flag for flag in reversed(flags) if flag in "^#"), "")
    if code == "p":
        return shown.lower() if flag == "#" else shown
    return shown.upper() if flag or code == "v" else shown


def offset(moment: datetime, colon: str, seconds: bool, width: int, fill: str | None) -> str:
    total = int((moment.utcoffset() or moment - moment).total_seconds())
    sign, total = "-" if total < 0 else "+", abs(total)
    hours, minutes = total // 3600, total % 3600 // 60
    room = max(max(width - (5 + len(colon) + 3 * seconds), 0) + 2, 2)
    shown = f"{sign}{hours}".rjust(room) if fill == " " else f"{sign}{hours:0{room}}"
    return f"{shown}{colon}{minutes:02}" + (f":{total % 60:02}" if seconds else "")
