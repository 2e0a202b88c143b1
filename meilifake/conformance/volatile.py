"""What two servers may answer differently without being different, each with the reason. Nothing else is forgiven."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
DURATION = re.compile(r"P(\d+D)?(T[0-9.]+S)?")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SECRET = re.compile(r"[0-9a-f]{64}")
DUMP_UID = re.compile(r"\d{8}-\d{9}")
HUMAN_SIZE = re.compile(r"\d+(\.\d+)? ([KMG]i)?B")
CLOCK = re.compile(r"(?<=we're now `)\d+|\d+(\.\d+)? ?(ns|us|µs|ms)\b")


class Volatile(NamedTuple):
    """`same(recorded, actual)` says whether both are of the right shape; `None` means that the key is not compared at all."""

    reason: str
    same: Callable[[Any, Any], bool] | None


def both(pattern: re.Pattern[str]) -> Callable[[Any, Any], bool]:
    return lambda want, got: all(isinstance(side, str) and pattern.fullmatch(side) is not None for side in (want, got))


def numbers(want: Any, got: Any) -> bool:
    return all(isinstance(side, (int, float)) and not isinstance(side, bool) for side in (want, got))


def sizes(want: Any, got: Any) -> bool:
    """Bytes, or text for people like `252 KiB`."""
    return numbers(want, got) or both(HUMAN_SIZE)(want, got)


def sentences(want: Any, got: Any) -> bool:
    return isinstance(want, str) and isinstance(got, str) and CLOCK.sub("T", want) == CLOCK.sub("T", got)


MOMENT = Volatile("the wall clock of the server", both(TIMESTAMP))
SIZE = Volatile("pages of the real server's storage engine", sizes)
TRACE = Volatile("names and times of internal steps, for debugging only", None)

VOLATILE: dict[str, Volatile] = {
    **dict.fromkeys(("enqueuedAt", "startedAt", "finishedAt", "createdAt", "updatedAt", "lastUpdate"), MOMENT),
    **dict.fromkeys(("databaseSize", "usedDatabaseSize", "rawDocumentDbSize", "avgDocumentSize"), SIZE),
    **dict.fromkeys(("preCompactionSize", "postCompactionSize", "preSize", "postSize"), SIZE),
    **dict.fromkeys(("progressTrace", "progress", "writeChannelCongestion", "internalDatabaseSizes"), TRACE),
    "duration": Volatile("time that the work took", both(DURATION)),
    "processingTimeMs": Volatile("time that the work took", numbers),
    "message": Volatile("a sentence may tell the time", sentences),
    "commitSha": Volatile("the build of the server", None),
    "commitDate": Volatile("the build of the server", None),
    "performanceDetails": Volatile("times of internal steps", None),
}
"""By the key whose value it is."""

MADE_UP = (UUID, SECRET, DUMP_UID)
"""Values that a server invents: recorded and actual ones must correspond one to one."""
