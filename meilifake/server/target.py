"""The target of a request line: a path, a whole URL, or the name of a host, as strict as the real server's library is about each."""

from __future__ import annotations

import re

LIMIT = 65_534
"""Bytes."""
SCHEME = re.compile(rb"https?://|([A-Za-z0-9+.-]*)://", re.IGNORECASE)
LONGEST_SCHEME = 64
AUTHORITY = re.compile(rb"[^/?#]*")
PLAIN = re.compile(rb"[!$%&'()*+,./0-9:;=@A-Z\[\]_a-z~-]*")
MOST_COLONS = 8
PATH = re.compile(rb"[^\x00-\x20#<>?`\x7f-\xff]*")
QUERY = re.compile(rb"[^\x00-\x20\"#<>\x7f-\xff]*")
NOWHERE = b"*"
"""The path of a target that is no path and no URL: no route has it."""


def parse_target(target: bytes) -> tuple[bytes, bytes]:
    """The path and the query string. Raises ValueError."""
    if len(target) > LIMIT:
        raise ValueError("too long")
    if target == NOWHERE:
        return NOWHERE, b""
    rest = target
    if not target.startswith(b"/"):
        rest = after_host(target)
        if rest is target:
            return NOWHERE, b""
    rest = rest.partition(b"#")[0]
    path, _, query = rest.partition(b"?")
    if PATH.fullmatch(path) is None or QUERY.fullmatch(query) is None:
        raise ValueError("a byte that must be encoded")
    return path or b"/", query


def after_host(target: bytes) -> bytes:
    """What follows the host of a URL; the target itself if it is the name of a host and no more."""
    scheme = SCHEME.match(target) if len(target) > 3 else None
    if scheme is not None and len(scheme[1] or b"") > LONGEST_SCHEME:
        raise ValueError("no scheme is that long")
    rest = target if scheme is None else target[scheme.end() :]
    host = AUTHORITY.match(rest)
    assert host is not None
    check_host(host[0])
    if scheme is None:
        if host.end() < len(rest):
            raise ValueError("a path begins with a slash")
        return target
    if not host[0]:
        raise ValueError("a URL has a host")
    return rest[host.end() :]


def check_host(host: bytes) -> None:
    """A user and a password may stand before the host, and there alone may anything be encoded."""
    user, at, name = host.rpartition(b"@")
    if PLAIN.fullmatch(host) is None or (at and not name) or user.count(b":") > MOST_COLONS:
        raise ValueError("no host")
    before, bracket, after = name.rpartition(b"]")
    if host.count(b"[") != host.count(b"]") or host.count(b"[") > 1 or (bracket and b"[" not in user + before):
        raise ValueError("brackets")
    if after.count(b":") > 1 or b"%" in after or before.count(b":") > MOST_COLONS:
        raise ValueError("a port, or an encoded name")
