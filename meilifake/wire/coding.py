"""Content codings: what a request body is decoded from, and what an answer is encoded to (guide http-surface, 1.3).

`br` is read where the `brotli` package is installed; to write it as it is done here needs none.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from meilifake.wire.rusttext import parse_float

WRITE_ZERO = 'Error { kind: WriteZero, message: "failed to write whole buffer" }'
"""What the server's decoders say of bytes after the end of the stream."""
GZIP_WINDOW, ZLIB_WINDOW = 31, 15
GZIP_HEADER, RESERVED_FLAGS = 10, 0xE0
"""Bytes, and the bits of the fourth that must be clear."""
STORED = 0
"""zlib's level for what is not compressed at all. Answers are written in the coding that the client and the server agree on, but stay
as long as they are: what travels within one machine is read back sooner than it is pressed."""
MOST_IN_BLOCK = 1 << 16


class CodingError(Exception):
    """A body that is not in the coding its header claims; the message is the server's debug text."""


def custom(kind: str, words: str) -> CodingError:
    return CodingError(f'Custom {{ kind: {kind}, error: "{words}" }}')


def no_checksum() -> CodingError:
    return custom("InvalidInput", "corrupt gzip stream does not have a matching checksum")


CHECKS = ("header crc mismatch", "incorrect data check", "incorrect length check")
"""How the library says that a checksum is wrong."""


@cache
def brotli() -> Any:
    try:
        import brotli as module  # type: ignore[import-untyped]
    except ImportError:
        return None
    return module


def gunzip(data: bytes, most: int) -> bytes:
    """The header is looked at when it is whole: what is shorter has no checksum either."""
    if len(data) < GZIP_HEADER:
        raise no_checksum()
    if data[:3] != b"\x1f\x8b\x08" or data[3] & RESERVED_FLAGS:
        raise custom("InvalidInput", "invalid gzip header")
    decoder = zlib.decompressobj(GZIP_WINDOW)
    try:
        text = decoder.decompress(data, most)
    except zlib.error as error:
        raise (no_checksum() if str(error).endswith(CHECKS) else custom("InvalidInput", "corrupt deflate stream")) from None
    if most and len(text) >= most:
        return text
    if not decoder.eof:
        raise no_checksum()
    if decoder.unused_data:
        raise CodingError(WRITE_ZERO)
    return text


def inflate(data: bytes, most: int) -> bytes:
    decoder = zlib.decompressobj(ZLIB_WINDOW)
    try:
        text = decoder.decompress(data, most)
    except zlib.error:
        raise custom("InvalidInput", "corrupt deflate stream") from None
    if decoder.unused_data:
        raise CodingError(WRITE_ZERO)
    return text


def unbrotli(data: bytes, most: int) -> bytes:
    """Without the package the body stays as it is, as for a coding the server does not know."""
    module = brotli()
    if module is None:
        return data
    whole, decoder = data, module.Decompressor()
    pieces: list[bytes] = []
    size, bound = 0, {"output_buffer_limit": most} if most else {}
    try:
        while data or not (pieces and decoder.can_accept_more_data()):
            pieces.append(decoder.process(data, **bound))
            size, data = size + len(pieces[-1]), b""
            if 0 < most <= size or decoder.is_finished():
                break
    except module.error:
        raise (CodingError(WRITE_ZERO) if goes_on(whole, module) else custom("InvalidData", "Invalid Data")) from None
    return b"".join(pieces)


def goes_on(data: bytes, module: Any) -> bool:
    """Whether a stream ends before its bytes do: the package says no more of it than that it is wrong."""
    decoder = module.Decompressor()
    try:
        for at in range(len(data)):
            decoder.process(data[at : at + 1])
            if decoder.is_finished():
                return True
    except module.error:
        return False
    return False


DECODERS: dict[str, Callable[[bytes, int], bytes]] = {"gzip": gunzip, "deflate": inflate, "br": unbrotli}


def decode(data: bytes, coding: str, limit: int | None = None) -> bytes:
    """The body without its content-encoding; an unknown coding is ignored. Raises CodingError.

    `limit` in bytes: unpacking stops soon after it, so that the caller sees a body that is too large and no memory is lost to it.
    A stream that ends early gives what it held so far, except in gzip, whose checksum is then missing.
    """
    decoder = DECODERS.get(coding.strip().lower())
    return data if decoder is None else decoder(data, 0 if limit is None else limit + 1)


def gzip(data: bytes) -> bytes:
    encoder = zlib.compressobj(STORED, zlib.DEFLATED, GZIP_WINDOW)
    return encoder.compress(data) + encoder.flush()


def deflate(data: bytes) -> bytes:
    return zlib.compress(data, STORED)


def to_brotli(data: bytes) -> bytes:
    """RFC 7932, 9.2: a window of 64 KB, meta-blocks that are not compressed, of up to 64 KB each, and an empty last one."""
    if not data:
        return b"\x06"
    # From the lowest bit: the window (only once), not the last block, a length of four nibbles less one, not compressed, padding.
    first, rest = data[:MOST_IN_BLOCK], range(MOST_IN_BLOCK, len(data), MOST_IN_BLOCK)
    begun = (len(first) - 1 << 4 | 1 << 20).to_bytes(3, "little") + first
    if not rest:
        return begun + b"\x03"
    blocks = [data[start : start + MOST_IN_BLOCK] for start in rest]
    return b"".join([begun, *((len(block) - 1 << 3 | 1 << 19).to_bytes(3, "little") + block for block in blocks), b"\x03"])


ENCODERS: dict[str, Callable[[bytes], bytes]] = {"br": to_brotli, "gzip": gzip, "deflate": deflate}
"""In the server's order of preference."""
RANKS = {"br": 5, "zstd": 4, "gzip": 3, "deflate": 2, "identity": 0, "*": 0}
"""The server's preference among codings that a client weighs alike; 1 for any other."""


@lru_cache(maxsize=64)
def negotiate(accepted: str) -> str | None:
    """The coding to answer with, `identity` for none; None when the client refuses everything the server has (406).

    One byte that is not ASCII makes the whole header, all its lines, unreadable: it is then as good as none.
    """
    if not accepted.isascii():
        return "identity"
    items = [item for item in map(weighed, accepted.split(",")) if item is not None]
    items.sort(key=lambda item: (-item[0], -(RANKS.get(item[1], 1) if item[0] else 0)))
    served = {*ENCODERS, "identity"}
    chosen = next((name for weight, name in items if weight and name in served), None)
    if chosen is not None:
        return chosen
    return "identity" if next((weight for weight, name in items if name in ("identity", "*")), 1) else None


def weighed(text: str) -> tuple[float, str] | None:
    """Weight (in thousandths) and name of one coding; None for what is none. A parameter other than `q` is part of the name."""
    name, semicolon, attribute = text.strip().rpartition(";")
    attribute = attribute.strip()
    if not semicolon:
        name, weight = attribute, 1000
    elif len(attribute) < 2:
        return None
    elif attribute[:2] not in ("q=", "Q="):
        name, weight = text, 1000
    else:
        try:
            given = parse_float(attribute[2:])
        except ValueError:
            return None
        if len(attribute) > 7 or not 0 <= given <= 1:
            return None
        weight = int(round(given * 1000, 3))
    return (weight, name.strip().lower()) if name.strip() else None


def encode(data: bytes, coding: str) -> bytes:
    return ENCODERS[coding](data)
