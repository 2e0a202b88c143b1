"""Urls as the server checks them: the WHATWG parser's verdict, in its words. Only absolute urls are accepted."""

from __future__ import annotations

import re

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21, "file": None}
"""The special schemes: they must have a host, `file` aside, and take `\\` for `/`."""
FORBIDDEN = frozenset("\0\t\n\r #/:<>?@[\\]^|%\x7f" + "".join(map(chr, range(0x20))))
NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")


def check_url(text: str) -> None:
    """Raise ValueError with the server's words for a text that is no absolute url."""
    text = text.strip("".join(map(chr, range(0x21)))).translate({9: None, 10: None, 13: None})
    match = SCHEME.match(text)
    if match is None:
        raise ValueError("relative URL without a base")
    scheme, rest = match[0][:-1].lower(), text[match.end() :]
    special = scheme in DEFAULT_PORTS
    if special:
        rest = rest.replace("\\", "/")
        if scheme == "file":
            rest = rest[2:] if rest.startswith("//") else ""
        else:
            rest = rest.lstrip("/")
    elif rest.startswith("//"):
        rest = rest[2:]
    else:
        return
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    check_authority(authority, scheme, special)


def check_authority(authority: str, scheme: str, special: bool) -> None:
    _, at, place = authority.rpartition("@")
    host, port = split_port(place)
    if not host:
        if scheme == "file" and not at:
            return
        if special or port is not None:
            raise ValueError("empty host")
        return
    if host.startswith("["):
        check_ipv6(host)
    elif special:
        check_domain(host)
    elif not FORBIDDEN.isdisjoint(host.replace("%", "")):
        raise ValueError("invalid domain character")
    if port and (not (port.isascii() and port.isdigit()) or int(port) > 65535):
        raise ValueError("invalid port number")


def split_port(place: str) -> tuple[str, str | None]:
    end = place.rfind("]") + 1
    colon = place.find(":", end)
    return (place, None) if colon < 0 else (place[:colon], place[colon + 1 :])


def check_ipv6(host: str) -> None:
    from ipaddress import AddressValueError, IPv6Address

    try:
        if not host.endswith("]"):
            raise AddressValueError
        IPv6Address(host[1:-1])
    except AddressValueError:
        raise ValueError("invalid IPv6 address") from None


def check_domain(host: str) -> None:
    from urllib.parse import unquote

    host = unquote(host)
    if not FORBIDDEN.isdisjoint(host):
        raise ValueError("invalid international domain name")
    labels = host.rstrip(".").split(".")
    if NUMBER.fullmatch(labels[-1]) and not is_ipv4(labels):
        raise ValueError("invalid IPv4 address")


def is_ipv4(labels: list[str]) -> bool:
    if len(labels) > 4:
        return False
    try:
        parts = [int(part[2:] or "0", 16) if part[:2].lower() == "0x" else int(part, 8 if part[:1] == "0" else 10) for part in labels]
    except ValueError:
        return False
    return all(part < 256 for part in parts[:-1]) and parts[-1] < 256 ** (5 - len(parts))
