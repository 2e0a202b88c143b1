"""How the server shows a secret: its first bytes, then dots."""

from __future__ import annotations

from typing import NamedTuple


class Mask(NamedTuple):
    below: int
    kept: int
    dots: str


MASKS = (Mask(10, 0, "XXX..."), Mask(20, 2, "XXXX..."), Mask(30, 3, "XXXXX..."))
LONG = Mask(0, 5, "XXXXXX...")


def masked(secret: str, offset: int = 0) -> str:
    """The secret with all but its first bytes hidden (guide tasks-documents, 1.3).

    `offset`: bytes left in clear in front (a `Bearer `). Lengths are counted in bytes and a cut moves up to the next character, as in
    the server.
    """
    raw = secret.encode()
    length = len(raw) - offset
    if length < 0:
        return secret
    mask = next((row for row in MASKS if length < row.below), LONG)
    at = offset + mask.kept
    while at < len(raw) and raw[at] & 0xC0 == 0x80:
        at += 1
    return raw[:at].decode() + mask.dots
