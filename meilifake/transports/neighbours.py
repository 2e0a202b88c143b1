"""The sender that a fake begins with: it reaches the other fakes of this process, and nobody else. No socket opens.

A fake is reached below the URLs that are intercepted for it or served by it at that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from meilifake.engine.outbound import refused
from meilifake.transports.interception import REGISTRY, below
from meilifake.transports.origin import OWN, origin
from meilifake.transports.waiting import pause
from meilifake.wire.message import Answer, Request, Response

BREAKS: Mapping[str, Callable[[], OSError]] = {
    "timeout": TimeoutError,
    "connect_timeout": TimeoutError,
    "refused": refused,
    "reset": ConnectionResetError,
    "drop": ConnectionResetError,
    "truncate": ConnectionResetError,
}
"""What a planned fault of the other fake is to who calls it."""


def send(method: str, url: str, headers: Mapping[str, str], body: bytes, timeout: float) -> tuple[int, Mapping[str, str], bytes]:
    """Raises ConnectionRefusedError where no fake is, TimeoutError and ConnectionResetError for planned trouble."""
    parts = urlsplit(url)
    found = answering(parts.scheme, parts.hostname or "", port_of(url))
    if found is None:
        raise refused()
    sent = {"host": parts.netloc.rpartition("@")[2], **headers}
    if body:
        sent["content-length"] = str(len(body))
    return received(found(Request(method, parts.path or "/", parts.query, sent, body)), timeout)


def received(response: Response, timeout: float) -> tuple[int, Mapping[str, str], bytes]:
    if response.delay > timeout:
        raise TimeoutError
    if response.delay:
        pause(response.delay)
    if response.fault:
        raise BREAKS[response.fault]()
    return response.status, dict(response.headers), response.body


def port_of(url: str) -> int | None:
    """None for the scheme's own, and for a port that is none: nobody is there."""
    try:
        return urlsplit(url).port
    except ValueError:
        return 0


def answering(scheme: str, host: str, port: int | None) -> Answer | None:
    """Who answers below this origin: the newest interception that has it, else a server of this process."""
    place = origin(scheme, host, port)
    for interception in reversed(REGISTRY.active):
        prefix = interception.prefixes.get(place)
        if prefix is not None:
            return interception.answer if not prefix else below(prefix, interception.answer)
    return OWN.get(place)
