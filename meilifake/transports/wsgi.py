"""The WSGI callable: `fake.wsgi_app`, for any WSGI server or test client."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from meilifake.transports.waiting import pause
from meilifake.wire.message import Answer, Request

StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class WsgiApp:
    """PEP 3333. A planned connection fault is a ConnectionError raised to the server, which then drops the connection."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        response = self._answer(read_request(environ))
        if response.delay:
            pause(response.delay)
        if response.fault:
            raise ConnectionResetError(f"planned fault: {response.fault}")
        headers = [(name.title(), value) for name, value in response.headers if name != "transfer-encoding"]
        start_response(f"{response.status} {HTTPStatus(response.status).phrase}", headers)
        return [response.body] if response.body else []


def read_request(environ: dict[str, Any]) -> Request:
    return Request(
        environ["REQUEST_METHOD"], raw_path(environ), environ.get("QUERY_STRING", ""), read_headers(environ), *read_body(environ)
    )


def raw_path(environ: dict[str, Any]) -> str:
    """The path before decoding, where the server keeps it (`%2F` is not `/` here); else encoded again, which is the same but for that."""
    raw: str = environ.get("RAW_URI") or environ.get("REQUEST_URI") or ""
    if raw.startswith("/") and not environ.get("SCRIPT_NAME"):
        return raw.partition("?")[0]
    return quote(environ.get("PATH_INFO", "/") or "/", safe="/%:@!$&'()*+,;=~", encoding="latin-1")


def read_headers(environ: dict[str, Any]) -> dict[str, str]:
    headers = {name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")}
    for variable, name in (("CONTENT_TYPE", "content-type"), ("CONTENT_LENGTH", "content-length")):
        if environ.get(variable):
            headers[name] = environ[variable]
    return headers


def read_body(environ: dict[str, Any]) -> tuple[bytes, bool]:
    """The body, and whether it ended before its announced length."""
    stream, length = environ.get("wsgi.input"), environ.get("CONTENT_LENGTH")
    if stream is None:
        return b"", False
    if length:
        body = stream.read(int(length))
        return body, len(body) < int(length)
    if environ.get("wsgi.input_terminated") or environ.get("HTTP_TRANSFER_ENCODING", "").lower() == "chunked":
        return stream.read(), False
    return b"", False
