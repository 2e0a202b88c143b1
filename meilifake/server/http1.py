"""HTTP/1.1 on one connection: bytes to `Request`, `Response` to bytes, with the limits of the real server.

What the real server refuses before any route sees it (measured on v1.50.0: a malformed head, two lengths, too many headers) is refused
here with the same bare answer.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import BinaryIO, NamedTuple

from meilifake.server.target import parse_target
from meilifake.wire.headers import gathered
from meilifake.wire.message import Request, Response

HEAD_LIMIT = 131_072
"""Bytes of request line and headers."""
HEADER_COUNT = 96
CHUNK_LINE_LIMIT = 4096
LONGEST_LENGTH, MOST_BYTES = 4000, 2**64 - 1
"""Digits of a body's length that Python reads, and the greatest one that fits the server's own number."""
SINGLE = (b"content-length", b"transfer-encoding")
"""Headers that may not be repeated."""
REQUEST_LINE = re.compile(rb"([!*+.^_`|~0-9A-Za-z-]+) ([\x21-\x7e]+) HTTP/1\.([01])\r?\n")
VERSION = rb"(H(T(T(P(/(1(\.([01]\r?)?)?)?)?)?)?)?)?"
REQUEST_LINE_BEGUN = re.compile(rb"\r?|[!*+.^_`|~0-9A-Za-z-]+( ([\x21-\x7e]+( " + VERSION + rb")?)?)?")
"""What a client may leave behind without a fault of its own: it is not even answered."""
HEADER_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\t\x20-\x7e\x80-\xff]*?)[ \t]*\r?\n")
HEADER_LINE_BEGUN = re.compile(rb"\r?|[!#$%&'*+.^_`|~0-9A-Za-z-]+(:[\t\x20-\x7e\x80-\xff]*\r?)?")
PHRASES = {status.value: status.phrase for status in HTTPStatus} | {413: "Payload Too Large"}
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


UPGRADE = "upgrade"
KEEPS = {"keep-alive": True, "close": False, UPGRADE: False}
"""What the last header of the name says, if it is just that; the version decides otherwise."""


class Refused(Exception):
    """A head that the server answers by itself, with an empty body, and closes."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status

    def answer(self, *, first: bool = True) -> bytes:
        """That the connection ends is announced only on one that has had no answer yet."""
        close = "connection: close\r\n" if first else ""
        return f"HTTP/1.1 {self.status} {PHRASES[self.status]}\r\ncontent-length: 0\r\n{close}\r\n".encode()


class Gone(Exception):
    """The client has left in the middle of a head."""


class Head(NamedTuple):
    """A request line and its headers. `length`: of the body, None when it is chunked; `keep`: the connection stays open after it;
    `upgrade`: the client wanted another protocol, to which the server says yes and closes."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    length: int | None
    keep: bool
    version: str
    upgrade: bool = False


def read_head(stream: BinaryIO) -> Head | None:
    """The next head; None when the client has left. Raises Refused."""
    line = stream.readline(HEAD_LIMIT + 1)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(HEAD_LIMIT + 1)
    if not line.endswith(b"\n"):
        if len(line) > HEAD_LIMIT:
            raise Refused(431)
        if REQUEST_LINE_BEGUN.fullmatch(line) is None:
            raise Refused(400)
        return None
    found = REQUEST_LINE.fullmatch(line)
    if found is None:
        raise Refused(400)
    method, target, minor = found.groups()
    try:
        path, query = parse_target(target)
        headers = read_headers(stream, HEAD_LIMIT - len(line))
    except ValueError:
        raise Refused(400) from None
    except Gone:
        return None
    if minor == b"0" and ("transfer-encoding" in headers or (method == b"POST" and "content-length" not in headers)):
        raise Refused(400)
    connection = headers.get("connection", "").lower()
    keep = KEEPS.get(connection, minor == b"1")
    upgrade = connection == UPGRADE
    return Head(method.decode(), path.decode(), query.decode(), headers, body_length(headers), keep, f"HTTP/1.{minor.decode()}", upgrade)


def read_headers(stream: BinaryIO, room: int) -> dict[str, str]:
    """Raises Gone, Refused."""
    pairs: list[tuple[bytes, bytes]] = []
    seen = set()
    for number in range(HEADER_COUNT + 1):
        line = stream.readline(room + 1)
        room -= len(line)
        if room < 0:
            raise Refused(431)
        if line in (b"\r\n", b"\n"):
            return gathered(pairs) | last_connection(pairs)
        found = HEADER_LINE.fullmatch(line)
        if found is None:
            raise Gone if HEADER_LINE_BEGUN.fullmatch(line) else Refused(400)
        if number == HEADER_COUNT:
            break
        pairs.append((found[1], found[2]))
        name = found[1].lower()
        if name in SINGLE:
            if name in seen:
                raise Refused(400)
            seen.add(name)
    raise Refused(431)


def last_connection(pairs: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Of several such headers the last one counts."""
    return {name.decode().lower(): value.decode("latin-1") for name, value in pairs if name.lower() == b"connection"}


def body_length(headers: dict[str, str]) -> int | None:
    """Bytes of the body; None: chunked. Raises Refused for a length that is no number, or beside `transfer-encoding`."""
    length, coding = headers.get("content-length"), headers.get("transfer-encoding")
    if coding is not None:
        if length is not None or coding.lower() != "chunked":
            raise Refused(400)
        return None
    if length is None:
        return 0
    if not (length.isascii() and length.isdigit()) or len(length) > LONGEST_LENGTH or int(length) > MOST_BYTES:
        raise Refused(400)
    return int(length)


def read_request(stream: BinaryIO, head: Head, limit: int) -> Request:
    """The whole request. A body above `limit` (bytes) is not read further."""
    request = Request(head.method, head.path, head.query, head.headers)
    if head.length is None:
        request.body, request.truncated, request.oversized = read_chunks(stream, limit)
    elif head.length > limit:
        request.oversized = True
    elif head.length:
        request.body = stream.read(head.length)
        request.truncated = len(request.body) < head.length
    return request


def read_chunks(stream: BinaryIO, limit: int) -> tuple[bytes, bool, bool]:
    """A chunked body: its bytes, whether it ended before its end, by the client or by a chunk that is none, whether it passed the limit."""
    pieces: list[bytes] = []
    total = 0
    while True:
        line = stream.readline(CHUNK_LINE_LIMIT)
        if not line:
            return b"".join(pieces), True, False
        try:
            size = int(line.partition(b";")[0].strip() or b"?", 16)
        except ValueError:
            return b"".join(pieces), True, False
        if size == 0:
            while stream.readline(CHUNK_LINE_LIMIT) not in (b"\r\n", b"\n", b""):
                pass
            return b"".join(pieces), False, False
        total += size
        if total > limit:
            return b"".join(pieces), False, True
        piece = stream.read(size)
        pieces.append(piece)
        if len(piece) < size:
            return b"".join(pieces), True, False
        if stream.readline(3) not in (b"\r\n", b"\n"):
            return b"".join(pieces), True, False


def write_response(response: Response, head: Head, date: str, keep: bool) -> bytes:
    """The answer on the wire. `keep`: whether the connection stays open, announced only where it is not the version's habit."""
    lines = [f"{head.version} {response.status} {PHRASES.get(response.status, 'Unknown')}"]
    lines += [f"{name}: {value}" for name, value in response.headers]
    lines.append(f"date: {date}")
    if head.upgrade:
        lines.append("connection: upgrade")
    elif keep and head.version == "HTTP/1.0":
        lines.append("connection: keep-alive")
    elif not keep and head.version == "HTTP/1.1" and not head.keep:
        lines.append("connection: close")
    body = response.body
    if body and ("transfer-encoding", "chunked") in response.headers:
        body = b"%X\r\n%b\r\n0\r\n\r\n" % (len(body), body)
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body
