"""Targets of request lines, each measured on a real v1.50.0."""

from __future__ import annotations

import pytest

from meilifake.server.target import NOWHERE, parse_target

HEALTH = (b"/health", b"")


@pytest.mark.parametrize(
    ("target", "found"),
    [
        (b"/health#x?y", HEALTH),
        (b"/health?a={b}&c=`|\\", (b"/health", b"a={b}&c=`|\\")),
        (b'/he"{}|^alth', (b'/he"{}|^alth', b"")),
        (b"//health", (b"//health", b"")),
        (b"http://a", (b"/", b"")),
        (b"HTTP://a?x", (b"/", b"x")),
        (b"ftp://u:p%20w@h:80/health", HEALTH),
        (b"://a/health", HEALTH),
        (b"http://[::1]:80/health", HEALTH),
        (b"http://a#/health", (b"/", b"")),
        (b"*", (NOWHERE, b"")),
        (b"health", (NOWHERE, b"")),
        (b"localhost:80", (NOWHERE, b"")),
        (b"a@b@c", (NOWHERE, b"")),
    ],
)
def test_good_targets(target: bytes, found: tuple[bytes, bytes]) -> None:
    assert parse_target(target) == found


@pytest.mark.parametrize(
    "target",
    [
        b"/he`alth", b"/he<alth", b'/health?a="b"', b"/health?<", b"/" + b"a" * 65_534, b"http:///health", b"http://", b"a_b://a/health",
        b"localhost:80/health", b"u:p@h/health", b"http://h%20/health", b"http://[::1/health", b"http://::1/health", b"http://a:80:90/x",
        b"http://a@/health", b"#x", b"?x", b"%2Findexes", b"x" * 65 + b"://a/health", b"http:/health", b"a%b", b"@", b"::", b"]a[",
    ],
)  # fmt: skip
def test_bad_targets(target: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (the server has no words for them)
        parse_target(target)
