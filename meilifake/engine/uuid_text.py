"""Uuids as users write them: the spellings the server accepts, and its words for the others (guide http-surface, section 8)."""

from __future__ import annotations

import string

from meilifake.errors.base import Broken

HEX = frozenset(string.hexdigits)
GROUPS = (8, 4, 4, 4, 12)
STARTS = (0, 9, 14, 19, 24)
URN = "urn:uuid:"


def parse_uuid(text: str) -> str:
    """The hyphenated lower-case form of a simple, hyphenated, braced or urn uuid. Raises ValueError with the server's words; Broken for
    what it stumbles over while it looks for them."""
    digits = _digits(text)
    if digits is None:
        raise ValueError(_fault(text))
    digits = digits.lower()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _unwrapped(text: str) -> str:
    """The hyphenated uuid inside braces or a urn, when the whole has the right length; otherwise the text itself."""
    if len(text) == 38 and text[0] == "{" and text[-1] == "}":
        return text[1:-1]
    if len(text) == 45 and text.startswith(URN):
        return text[len(URN) :]
    return text


def _digits(text: str) -> str | None:
    if len(text) == 32:
        return text if HEX.issuperset(text) else None
    groups = _unwrapped(text).split("-")
    digits = "".join(groups)
    return digits if tuple(map(len, groups)) == GROUPS and HEX.issuperset(digits) else None


def _fault(text: str) -> str:
    """Why a text is no uuid: its first bad character, else its length, else the first group of a wrong length."""
    text = _unwrapped(text)
    size = len(text.encode())
    if size == 0 or size > 45:
        return f"invalid length: found {size}"
    start, stop, hyphenated = 0, size, size == 36
    if size != 36 and text.startswith("{") and text.endswith("}") and len(text) > 1:
        # The server looks two characters short of the closing brace, and one prefix short of the end of a urn.
        start, stop, hyphenated = 1, size - 3, True
    elif size != 36 and text.startswith(URN):
        start, stop, hyphenated = len(URN), size - len(URN), True
    breaks: list[int] = []
    position = 0
    for character in _between(text, start, stop):
        byte = chr(ord(character) & 0xFF)  # the server looks at the lowest byte of a character only
        if byte == "-":
            hyphenated = True
            breaks.append(position)
        elif byte not in HEX:
            return f"invalid character: found `{character}` at {position + start}"
        position += len(character.encode())
    if not hyphenated:
        return f"invalid length: found {size}"
    if len(breaks) != 4:
        return f"invalid group count: expected 5, found {len(breaks) + 1}"
    for group, found in enumerate(breaks):
        if found != STARTS[group + 1] - 1:
            return f"invalid group length in group {group}: expected {GROUPS[group]}, found {found - STARTS[group]}"
    return f"invalid group length in group 4: expected {GROUPS[4]}, found {size - STARTS[4]}"


def _between(text: str, start: int, stop: int) -> str:
    """What stands between two bytes. Raises Broken where the server's own slice panics."""
    if stop < 0:
        raise Broken(f"end byte index {2**64 + stop} is out of bounds of `{text}`")
    if start > stop:
        raise Broken(f"begin > end ({start} > {stop}) when slicing `{text}`")
    try:
        return text.encode()[start:stop].decode()
    except UnicodeDecodeError as fault:
        at = start + fault.start
        character = text.encode()[at:].decode()[0]
        inside = f"it is inside {character!r} (bytes {at}..{at + len(character.encode())}) of `{text}`"
        raise Broken(f"end byte index {stop} is not a char boundary; {inside}") from None
