"""What a planned failure does, and to which of a route's requests: checked when it is made, so that a slip fails where it was written."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, fields

from meilifake.app.meant import meant
from meilifake.errors.base import MeiliError
from meilifake.errors.codes import CODES
from meilifake.wire.message import Response

BREAKS = ("timeout", "connect_timeout", "refused", "reset", "drop", "truncate")
"""How a connection can break, the same words at every door."""
USUAL = {
    401: ("missing_authorization_header", "The Authorization header is missing. It must use the bearer authorization method."),
    403: ("invalid_api_key", "The provided API key is invalid."),
    413: ("payload_too_large", "The provided payload reached the size limit."),
    422: ("no_space_left_on_device", "No space left on device"),
    503: ("too_many_search_requests", "Too many search requests running at the same time: 1000. Retry after 10s."),
}
"""The server's own error behind a status, where there is a usual one. Others are a proxy's: they carry no JSON."""
INTERNAL = ("internal", "a failure planned by the test")


@dataclass(frozen=True, slots=True)
class Plan:
    """The keywords of `meili_fake.fail`, which says what they mean. Raises ValueError for what cannot be meant."""

    status: int | None = None
    code: str | None = None
    message: str | None = None
    fault: str | None = None
    latency: float = 0.0
    nth: int | None = None
    times: int | None = None
    rate: float | None = None
    seed: int = 0
    processed: bool = False

    def __post_init__(self) -> None:
        __tracebackhide__ = True
        if self.fault is not None and self.fault not in BREAKS:
            raise ValueError(f"fault={self.fault!r}: one of {', '.join(BREAKS)}")
        if self.code is not None and self.code not in CODES:
            raise ValueError(f"code={self.code!r} is no error code of the server{meant(self.code, CODES)}")
        if self.status is not None and not 200 <= self.status <= 599:
            raise ValueError(f"status={self.status}: an HTTP status is expected")
        if self.fault is not None and (self.status, self.code, self.message) != (None, None, None):
            raise ValueError(f"fault={self.fault!r} breaks the connection: there is no answer for a status, code or message")
        if self.latency < 0:
            raise ValueError("latency is in seconds, and not negative")
        if self.nth is not None and self.nth < 1:
            raise ValueError("nth counts from 1")
        if self.times is not None and self.times < 1:
            raise ValueError("times counts from 1")
        if self.rate is not None and not 0 <= self.rate <= 1:
            raise ValueError("rate is a chance between 0 and 1")
        if self.rate is not None and self.nth is not None:
            raise ValueError("nth names the request that fails, rate leaves it to chance: one of them")

    @property
    def only_late(self) -> bool:
        """Whether the answer is the server's own, later."""
        return self.latency > 0 and (self.status, self.code, self.message, self.fault) == (None, None, None, None)

    def chooser(self) -> Callable[[int], bool]:
        """Whether the n-th request of the route is struck. Chance is drawn anew for each chooser, from `seed`."""
        chance = random.Random(self.seed)

        def chosen(number: int) -> bool:
            if self.nth is not None:
                return self.nth <= number < self.nth + (self.times or 1)
            return (self.times is None or number <= self.times) and (self.rate is None or chance.random() < self.rate)

        return chosen

    def answer(self) -> Response:
        """That of a server in trouble: its JSON error, or the plain page of a proxy in front of it (502, 504)."""
        if self.code is None and self.status not in (None, 500, *USUAL):
            assert self.status is not None
            body = (self.message or f"error {self.status}").encode()
            return Response(self.status, [("content-type", "text/plain"), ("content-length", str(len(body)))], body)
        usual, words = USUAL.get(self.status or 500, INTERNAL)
        code = self.code or usual
        error = MeiliError(code, self.message or (words if code == usual else f"planned by the test: {code}"), status=self.status)
        body = json.dumps(error.view(), separators=(",", ":"), ensure_ascii=False).encode()
        headers = [("content-type", "application/json"), ("content-length", str(len(body)))]
        return Response(error.status, [*headers, ("retry-after", "10")] if error.status == 503 else headers, body)

    def __str__(self) -> str:
        """What was asked for, as it was written."""
        return ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if getattr(self, one.name) != one.default)
