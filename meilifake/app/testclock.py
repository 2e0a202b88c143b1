"""The clock of a fake: the wall's (or the user's own) until a test freezes or moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from meilifake.engine.clock import Clock


class TestClock:
    """Called, it says what time it is. freezegun and time-machine move it too, through the wall clock.

    Parameters: `source`, the clock below; `start`, a moment at which it stands still from the beginning. Raises ValueError.
    """

    __test__ = False

    def __init__(self, source: Clock, start: datetime | str | None = None) -> None:
        self.source = source
        self.offset = timedelta(0)
        self.start = None if start is None else moment(start)
        self.frozen = self.start

    def __call__(self) -> datetime:
        return self.frozen if self.frozen is not None else self.source() + self.offset

    def freeze(self, at: datetime | str | None = None) -> Self:
        """Stand still, at this moment (RFC 3339 text or a datetime, UTC without a zone) or now. Also `with fake.clock.freeze():`.

        Raises ValueError for a text that is no moment.
        """
        __tracebackhide__ = True
        self.frozen = self() if at is None else moment(at)
        return self

    def advance(self, time: timedelta | float) -> None:
        """Go forward by a timedelta or seconds (backward when negative), frozen or not. Keys and tokens expire, nothing else waits."""
        __tracebackhide__ = True
        if not isinstance(time, (timedelta, int, float)):
            raise TypeError(f"{time!r}: seconds or a timedelta are expected")
        step = time if isinstance(time, timedelta) else timedelta(seconds=time)
        if self.frozen is not None:
            self.frozen += step
        else:
            self.offset += step

    def resume(self) -> None:
        """Run on from where it stands."""
        if self.frozen is not None:
            self.offset = self.frozen - self.source()
            self.frozen = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """As at the beginning."""
        self.frozen, self.offset = self.start, timedelta(0)


def moment(at: datetime | str) -> datetime:
    """Raises ValueError."""
    __tracebackhide__ = True
    try:
        read = datetime.fromisoformat(at) if isinstance(at, str) else at
    except ValueError:
        raise ValueError(f"{at!r} is no moment like 2024-01-31T12:00:00Z") from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
