"""Sets of task uids as the dump writes them: the portable serialization of roaring bitmaps, one byte a JSON number."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence

PLAIN, WITH_RUNS = 12346, 12347
DENSE = 4096
"""Members of a container beyond which it is a bitmap of 65,536 bits instead of a list."""


def encode(uids: Iterable[int]) -> list[int]:
    containers: dict[int, list[int]] = {}
    for uid in sorted(set(uids)):
        containers.setdefault(uid >> 16, []).append(uid & 0xFFFF)
    head = struct.pack("<II", PLAIN, len(containers))
    head += b"".join(struct.pack("<HH", key, len(low) - 1) for key, low in containers.items())
    bodies = [body(low) for low in containers.values()]
    offset = len(head) + 4 * len(bodies)
    offsets = b""
    for one in bodies:
        offsets += struct.pack("<I", offset)
        offset += len(one)
    return list(head + offsets + b"".join(bodies))


def body(low: Sequence[int]) -> bytes:
    if len(low) <= DENSE:
        return struct.pack(f"<{len(low)}H", *low)
    marks = bytearray(8192)
    for value in low:
        marks[value >> 3] |= 1 << (value & 7)
    return bytes(marks)


def decode(numbers: Sequence[int]) -> tuple[int, ...]:
    """Raises ValueError or struct.error when the bytes are no bitmap."""
    raw = bytes(numbers)
    (cookie,) = struct.unpack_from("<I", raw)
    if cookie == PLAIN:
        (count,) = struct.unpack_from("<I", raw, 4)
        runs, at = b"\0" * ((count + 7) // 8), 8
    elif cookie & 0xFFFF == WITH_RUNS:
        count = (cookie >> 16) + 1
        runs, at = raw[4 : 4 + (count + 7) // 8], 4 + (count + 7) // 8
    else:
        raise ValueError("no roaring bitmap")
    described = [struct.unpack_from("<HH", raw, at + 4 * i) for i in range(count)]
    at += 4 * count
    if cookie == PLAIN or count >= 4:
        at += 4 * count
    found: list[int] = []
    for i, (key, size) in enumerate(described):
        members, at = container(raw, at, size + 1, bool(runs[i >> 3] >> (i & 7) & 1))
        found += [key << 16 | low for low in members]
    return tuple(found)


def container(raw: bytes, at: int, size: int, run: bool) -> tuple[list[int], int]:
    if run:
        (count,) = struct.unpack_from("<H", raw, at)
        pairs = [struct.unpack_from("<HH", raw, at + 2 + 4 * i) for i in range(count)]
        return [low for start, more in pairs for low in range(start, start + more + 1)], at + 2 + 4 * count
    if size <= DENSE:
        return list(struct.unpack_from(f"<{size}H", raw, at)), at + 2 * size
    return list(bits(raw[at : at + 8192])), at + 8192


def bits(marks: bytes) -> Iterator[int]:
    for place, byte in enumerate(marks):
        for bit in range(8):
            if byte >> bit & 1:
                yield place << 3 | bit
