"""The adapter for `requests`: `session.mount("http://localhost:7700", fake.requests_adapter)`.

`requests` is imported when a first request comes through, by when its sender has loaded it.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from meilifake.transports.waiting import pause
from meilifake.wire.message import Answer, Request, Response

EXCEPTIONS = {
    "timeout": ("ReadTimeout", "Read timed out."),
    "connect_timeout": ("ConnectTimeout", "Connection timed out."),
    "refused": ("ConnectionError", "[Errno 111] Connection refused"),
    "reset": ("ConnectionError", "('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))"),
    "drop": ("ConnectionError", "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))"),
    "truncate": ("ChunkedEncodingError", "Connection broken: IncompleteRead"),
}
"""What `requests` raises when a connection breaks in each of these ways."""


class FakeAdapter:
    """What a Session asks of an adapter, and no more: it does not inherit, so that `requests` need not be imported."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def send(
        self,
        request: Any,
        stream: bool = False,
        timeout: float | tuple[float | None, float | None] | None = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Any = None,
    ) -> Any:
        __tracebackhide__ = True
        response = self._answer(read_request(request))
        patience = timeout[1] if isinstance(timeout, tuple) else timeout
        if response.delay:
            pause(response.delay if patience is None else min(response.delay, patience))
            if patience is not None and patience < response.delay:
                response.fault = "timeout"
        return self._build(request, response)

    def _build(self, request: Any, response: Response) -> Any:
        import requests

        if response.fault:
            kind, words = EXCEPTIONS[response.fault]
            raise getattr(requests.exceptions, kind)(words, request=request)
        result = requests.Response()
        result.status_code = response.status
        result.raw = raw_response(request.method, response)
        result.headers = requests.structures.CaseInsensitiveDict(result.raw.headers)
        result.encoding = requests.utils.get_encoding_from_headers(result.headers)
        result.reason = result.raw.reason
        result.url = request.url
        result.request = request
        setattr(result, "connection", self)  # noqa: B010 (typed as the adapter we stand in for)
        return result

    def close(self) -> None:
        """Nothing to close: the fake outlives its sessions."""


def raw_response(method: str, response: Response) -> Any:
    """The urllib3 response below, still compressed: `requests` decodes it while reading, as from a socket."""
    from http import HTTPStatus

    from urllib3 import HTTPHeaderDict, HTTPResponse

    return HTTPResponse(
        body=BytesIO(response.body),
        headers=HTTPHeaderDict(response.headers),
        status=response.status,
        version=11,
        reason=HTTPStatus(response.status).phrase,
        preload_content=False,
        request_method=method,
    )


def address(request: Any) -> tuple[str, str, int | None]:
    """Scheme, host and port of a prepared request."""
    parts = urlsplit(request.url)
    try:
        return parts.scheme, parts.hostname or "", parts.port
    except ValueError:
        return parts.scheme, "", None


def read_request(request: Any) -> Request:
    parts = urlsplit(request.url)
    headers = {text(name).lower(): text(value) for name, value in request.headers.items()}
    headers.setdefault("host", parts.netloc)
    return Request(request.method, parts.path or "/", parts.query, headers, read_body(request.body))


def read_body(body: Any) -> bytes:
    """Every kind of body that `requests` takes: nothing, text, bytes, a file, an iterable of pieces."""
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode()
    if isinstance(body, (bytes, bytearray)):
        return bytes(body)
    if hasattr(body, "read"):
        return read_body(body.read())
    return b"".join(read_body(piece) for piece in body)


def text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")
