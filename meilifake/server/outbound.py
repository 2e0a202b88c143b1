"""Really sends what a fake has for other servers, in server mode: one connection per exchange, within the networks that may be called."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from socket import IPPROTO_TCP, getaddrinfo, socket
from time import monotonic
from urllib.parse import urlsplit

from meilifake.engine.chat_provider import rejected
from meilifake.engine.outbound import AddressRefused


class HttpSender:
    """Parameter: `allowed`, the local networks that may be called (`any`: all), as `--experimental-allowed-ip-networks` gives them."""

    def __init__(self, allowed: Sequence[str] = ()) -> None:
        self.allowed = allowed

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes, timeout: float
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Raises TimeoutError, AddressRefused, OSError for whatever else goes wrong: a URL that cannot be called, too."""
        from http.client import HTTPException

        try:
            return self.sent(method, url, headers, body, monotonic() + timeout)
        except (HTTPException, ValueError) as error:
            raise ConnectionError(str(error)) from error

    def sent(self, method: str, url: str, headers: Mapping[str, str], body: bytes, deadline: float) -> tuple[int, Mapping[str, str], bytes]:
        from http.client import HTTPConnection, HTTPSConnection

        parts, kinds = urlsplit(url), {"http": HTTPConnection, "https": HTTPSConnection}
        if parts.scheme not in kinds or not parts.hostname:
            raise ConnectionError(f"{url!r} cannot be called")
        self.check(parts.hostname, parts.port)
        connection = kinds[parts.scheme](parts.hostname, parts.port, timeout=max(deadline - monotonic(), 0.001))
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            # The server's client asks for no coding, and undoes none: what passes its requests on may rely on it.
            connection.putrequest(method, target, skip_accept_encoding=True)
            length = {"Content-Length": str(len(body))} if body or method != "GET" else {}
            for name, value in {"Accept": "*/*", **headers, **length}.items():
                connection.putheader(name, value)
            connection.endheaders(body or None)
            answer = connection.getresponse()
            received = read(answer.read1, connection.sock, deadline)
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, received
        finally:
            connection.close()

    def check(self, host: str, port: int | None) -> None:
        """Raises AddressRefused when the host is, or leads to, an address that may not be called."""
        if rejected(host, self.allowed):
            raise AddressRefused(literal=True)
        if any(rejected(str(found[4][0]), self.allowed) for found in getaddrinfo(host, port, proto=IPPROTO_TCP)):
            raise AddressRefused(literal=False)


def read(piece: Callable[[int], bytes], line: socket | None, deadline: float) -> bytes:
    """The whole body, within what is left of the time: the timeout of a socket alone counts from every byte anew."""
    pieces: list[bytes] = []
    while True:
        left = deadline - monotonic()
        if left <= 0:
            raise TimeoutError
        if line is not None:
            line.settimeout(left)
        found = piece(65536)
        if not found:
            return b"".join(pieces)
        pieces.append(found)
