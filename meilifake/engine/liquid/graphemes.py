"""Characters as a reader sees them: letters with their marks, joined emoji, flags, Hangul syllables."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

JOINER = "\u200d"
MARKS = ("Mn", "Me", "Mc")
FLAG_LETTERS = range(0x1F1E6, 0x1F200)
SKIN_TONES = range(0x1F3FB, 0x1F400)
HANGUL_LEADING, HANGUL_VOWELS, HANGUL_TRAILING = range(0x1100, 0x1160), range(0x1160, 0x11A8), range(0x11A8, 0x1200)
HANGUL_SYLLABLES = range(0xAC00, 0xD7A4)


def graphemes(text: str, most: int) -> list[str]:
    """The first ones of a text."""
    found: list[str] = []
    for one in clusters(text):
        if len(found) == most:
            break
        found.append(one)
    return found


def clusters(text: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not joined(text, start, at):
            yield text[start:at]
            start = at


def joined(text: str, start: int, at: int) -> bool:
    """Whether a character belongs to the cluster that began before it."""
    before, char = text[at - 1], text[at]
    if before == "\r" and char == "\n":
        return True
    if unicodedata.category(before) in ("Cc", "Zl", "Zp"):
        return False
    if char == JOINER or unicodedata.category(char) in MARKS or ord(char) in SKIN_TONES:
        return True
    if before == JOINER:
        return at - 2 >= start and unicodedata.category(char) == "So"
    if ord(char) in FLAG_LETTERS and ord(before) in FLAG_LETTERS:
        return (at - start) % 2 == 1
    return hangul(ord(before), ord(char))


def hangul(before: int, char: int) -> bool:
    if before in HANGUL_LEADING:
        return char in HANGUL_LEADING or char in HANGUL_VOWELS or char in HANGUL_SYLLABLES
    if before in HANGUL_VOWELS or (before in HANGUL_SYLLABLES and (before - HANGUL_SYLLABLES.start) % 28 == 0):
        return char in HANGUL_VOWELS or char in HANGUL_TRAILING
    return (before in HANGUL_TRAILING or before in HANGUL_SYLLABLES) and char in HANGUL_TRAILING
