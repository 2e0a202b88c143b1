"""What a client sends, with patience for it: a connection that says nothing must not be kept for ever.

The real server gives a connection five seconds for its first head, and then answers 408 (measured on v1.50.0); it sets no further limit.
Ours for what follows is long enough for any test, and frees a forgotten thread in the end.
"""

from __future__ import annotations

import io
import socket
import time
from typing import Any

FIRST_HEAD = 5.0
"""Seconds from the connection to the end of its first request's headers."""
SILENCE = 300.0
"""Seconds without a byte, later on."""


def now() -> float:
    """Seconds of a clock that only goes on. Freezers of time replace `monotonic`, and leave this one alone where there is one."""
    return time.clock_gettime(time.CLOCK_MONOTONIC) if hasattr(time, "clock_gettime") else time.monotonic()


class Inlet(io.RawIOBase):
    """The raw side of a connection's stream. Reading raises TimeoutError when patience ends."""

    def __init__(self, connection: socket.socket, first_head: float = FIRST_HEAD, silence: float = SILENCE) -> None:
        self.connection = connection
        self.silence = silence
        self.deadline: float | None = now() + first_head

    def readable(self) -> bool:
        return True

    def begun(self) -> None:
        """The first head is here: from now on only silence counts."""
        if self.deadline is not None:
            self.deadline = None
            self.connection.settimeout(self.silence)

    def readinto(self, buffer: Any) -> int:
        if self.deadline is not None:
            left = self.deadline - now()
            if left <= 0:
                raise TimeoutError("a first request took too long")
            self.connection.settimeout(left)
        return self.connection.recv_into(buffer)
