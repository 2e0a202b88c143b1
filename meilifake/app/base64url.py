"""Unpadded url-safe base64, strict, with the server's words for what is wrong with a text."""

from __future__ import annotations

import string

ALPHABET = (string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_").encode()
VALUES = {byte: value for value, byte in enumerate(ALPHABET)}
PAD = 0x3D


class Base64Error(Exception):
    """A text that is not unpadded url-safe base64; the message is the server's."""


def decode(data: bytes) -> bytes:
    """Raises Base64Error. Bad symbols are reported before a bad length, except for a single last byte left over."""
    rest = len(data) % 4
    if rest == 1 and data[-1] != PAD and data[-1] not in VALUES:
        raise invalid_symbol(data, len(data) - 1)
    start = max(0, len(data) - (rest or 4))
    for index in range(start):
        if data[index] not in VALUES:
            raise invalid_symbol(data, index)
    symbols = last_symbols(data, start)
    if data and symbols < 2:
        raise Base64Error(f"Invalid input length: {start + symbols}")
    if start + symbols != len(data):
        raise Base64Error("Invalid padding")
    number = 0
    for byte in data:
        number = number << 6 | VALUES[byte]
    spare = len(data) * 6 % 8
    if number & ((1 << spare) - 1):
        raise Base64Error(f"Invalid last symbol {data[-1]}, offset {len(data) - 1}.")
    return (number >> spare).to_bytes(len(data) * 6 // 8, "big")


def last_symbols(data: bytes, start: int) -> int:
    """How many symbols of the last group come before its padding."""
    padding = None
    for index in range(start, len(data)):
        if data[index] == PAD:
            if index - start < 2:
                raise invalid_symbol(data, index)
            padding = index if padding is None else padding
        elif padding is not None:
            raise invalid_symbol(data, padding)
        elif data[index] not in VALUES:
            raise invalid_symbol(data, index)
    return (len(data) if padding is None else padding) - start


def invalid_symbol(data: bytes, index: int) -> Base64Error:
    return Base64Error(f"Invalid symbol {data[index]}, offset {index}.")
