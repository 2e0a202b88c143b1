"""The two ways in: the transport of a client in this process, and a real socket on which anything can be written."""

from __future__ import annotations

import socket
from contextlib import suppress
from random import Random
from typing import Any, NamedTuple, Protocol

from meilifake.conformance.nonsense.generator import Raw

PATIENCE = 10.0
"""Seconds after which an answer that has not come is a hang."""


class Answer(NamedTuple):
    """`status` 0: the connection was closed without an answer. `asked`: whether the request was one at all, by the rules of HTTP."""

    status: int
    body: bytes = b""
    asked: bool = True


class Hang(Exception):
    """No answer within `PATIENCE`."""


class Door(Protocol):
    def send(self, raw: Raw) -> Answer | None:
        """None for what the client itself refuses to send. Raises Hang."""

    def close(self) -> None: ...


class TransportDoor:
    """An httpx client whose transport is the fake's."""

    def __init__(self, fake: Any) -> None:
        import httpx

        self.httpx = httpx
        self.client = httpx.Client(transport=fake.transport, base_url="http://localhost:7700")

    def send(self, raw: Raw) -> Answer | None:
        try:
            url = self.httpx.URL("http://localhost:7700").copy_with(raw_path=raw.target)
            request = self.httpx.Request(raw.method, url, headers=raw.headers, content=raw.body)
        except (self.httpx.InvalidURL, UnicodeError, ValueError, TypeError):
            return None
        try:
            response = self.client.send(request, stream=True)  # the body is not unpacked
        except self.httpx.RemoteProtocolError:
            return Answer(0)
        return Answer(response.status_code, b"".join(response.iter_raw()))

    def close(self) -> None:
        self.client.close()


class SocketDoor:
    """A live server in this process; each request has a connection of its own, and some are no HTTP."""

    def __init__(self, fake: Any, seed: int) -> None:
        self.live = fake.serve(port=0)
        self.live.start()
        self.address = (self.live.host, self.live.port)
        self.random = Random(seed)

    def send(self, raw: Raw) -> Answer | None:
        data, asked = self.written(raw)
        with socket.create_connection(self.address, PATIENCE) as connection:
            try:
                connection.sendall(data)
                if not asked:
                    with suppress(OSError):  # the server may have closed already
                        connection.shutdown(socket.SHUT_WR)
                return parsed(received(connection), asked)
            except TimeoutError:
                raise Hang from None
            except (BrokenPipeError, ConnectionResetError):
                return Answer(0, asked=asked and len(data) < 65536)

    def written(self, raw: Raw) -> tuple[bytes, bool]:
        """The bytes, and whether they are one whole request."""
        random = self.random
        headers = [(b"host", b"localhost"), (b"connection", b"close"), (b"content-length", b"%d" % len(raw.body)), *raw.headers]
        target = b"".join(b"%%%02X" % byte if byte <= 32 or byte >= 127 else bytes((byte,)) for byte in raw.target)
        start = b"%s %s HTTP/1.1\r\n" % (raw.method.encode(), target)
        head = b"".join(b"%s: %s\r\n" % pair for pair in headers) + b"\r\n"
        if random.random() < 0.85:
            return start + head + raw.body, True
        whole, chunked = start + head + raw.body, start + head.replace(b"content-length", b"transfer-encoding: chunked\r\nx")
        return random.choice([
            whole[: random.randrange(len(whole) + 1)], chunked + b"5\r\nab", chunked + b"zz\r\n" + raw.body, raw.body + whole,
            b"\x16\x03\x01" + whole, whole.replace(b"\r\n", b"\n"), whole.replace(b"HTTP/1.1", b"HTTP/9.9"), whole.replace(b": ", b"", 3),
            b"GET /" + b"a" * 70000 + b" HTTP/1.1\r\n\r\n", start + b"x: y\r\n" * 300 + head,
            start + b"x: " + b"y" * 70000 + b"\r\n" + head, start + head.replace(b"host", b"h\x00st"),
            whole.replace(b"content-length: ", b"content-length: -"), b"\x00" * 100,
            whole.replace(b"content-length: ", b"content-length: 9"), b"\r\n" * 50 + whole, start + b"expect: 100-continue\r\n" + head,
            start + b"content-length: 1\r\ncontent-length: 2\r\n\r\n" + raw.body, start + b"transfer-encoding: x\r\n" + head + raw.body,
        ]), False  # fmt: skip

    def close(self) -> None:
        self.live.stop()


def received(connection: socket.socket) -> bytes:
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def parsed(data: bytes, asked: bool) -> Answer:
    """The last answer of those that came."""
    head, _, body = data.partition(b"\r\n\r\n")
    while head.startswith(b"HTTP/1.1 100"):
        head, _, body = body.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 "):
        return Answer(0, data, asked)
    return Answer(int(head[9:12]), body, asked)
