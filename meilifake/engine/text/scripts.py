"""Writing systems: which script a character belongs to, and a text cut where the script changes.

Rows stand in the order in which the server tries them (guide search-semantics, 3.1): a character belongs to the first row that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from meilifake.engine.text import codepoints


class Script(NamedTuple):
    """One script. `name` is what the rules of normalization and segmentation go by; the three scripts of Japanese and Chinese share one."""

    name: str
    ranges: str


LATIN = "latin"
OTHER = "other"
CJ = "cj"
ARMENIAN = "armenian"
IDEOGRAPHS = "2E80-2E99 2E9B-2EF3 2F00-2FD5 3005 3007 3021-3029 3038-303B 3400-4DB5 4E00-9FCC F900-FA6D FA70-FAD9"

SCRIPTS = (
    Script(LATIN, "0041-005A 0061-007A 0080-024F 0250-02AF 1D00-1DBF 1E00-1EFF 2100-214F 2C60-2C7F A720-A7FF AB30-AB6F"),
    Script("cyrillic", "0400-0484 0487-052F 2DE0-2DFF A640-A69D 1D2B 1D78 A69F"),
    Script("arabic", "0600-06FF 0750-07FF 08A0-08FF FB50-FDFF FE70-FEFF 10E60-10E7F 1EE00-1EEFF"),
    Script("devanagari", "0900-097F A8E0-A8FF 1CD0-1CFF"),
    Script("hebrew", "0590-05FF"),
    Script("ethiopic", "1200-139F 2D80-2DDF AB00-AB2F"),
    Script("georgian", "10A0-10FF"),
    Script("bengali", "0980-09FF"),
    Script("hangul", "AC00-D7AF 1100-11FF 3130-318F 3200-32FF A960-A97F D7B0-D7FF FF00-FFEF"),
    Script(CJ, "3040-309F"),
    Script(CJ, "30A0-30FF"),
    Script(CJ, IDEOGRAPHS),
    Script("greek", "0370-03FF"),
    Script("kannada", "0C80-0CFF"),
    Script("tamil", "0B80-0BFF"),
    Script("thai", "0E00-0E7F"),
    Script("gujarati", "0A80-0AFF"),
    Script("gurmukhi", "0A00-0A7F"),
    Script("telugu", "0C00-0C7F"),
    Script("malayalam", "0D00-0D7F"),
    Script("oriya", "0B00-0B7F"),
    Script("myanmar", "1000-109F"),
    Script("sinhala", "0D80-0DFF"),
    Script("khmer", "1780-17FF 19E0-19FF"),
)

_ARMENIAN_RANGES = "0530-058F FB13-FB17"
_TABLE = [(first, last, script.name) for script in SCRIPTS for first, last in codepoints.bounds(script.ranges)]
_FOREIGN = re.compile("[" + "".join(codepoints.char_class(script.ranges) for script in SCRIPTS[1:]) + "]")
_LATIN = re.compile(f"[{codepoints.char_class(SCRIPTS[0].ranges)}]")
_ARMENIAN = re.compile(f"[{codepoints.char_class(_ARMENIAN_RANGES)}]")
_known: dict[str, str] = {}


def script_of(char: str) -> str:
    """The script of one character; digits, punctuation, emoji and the rest are "other"."""
    found = _known.get(char)
    if found is None:
        point = ord(char)
        found = _known[char] = next((name for first, last, name in _TABLE if first <= point <= last), OTHER)
    return found


def groups(text: str) -> Iterator[tuple[str, str]]:
    """The text cut into (part, script), each part in one script; characters of no script stay with the part they follow."""
    if not _FOREIGN.search(text):
        yield text, _settled(text, LATIN if _LATIN.search(text) else OTHER)
        return
    start, current = 0, OTHER
    for at, char in enumerate(text):
        script = script_of(char)
        if script in (OTHER, current):
            continue
        if current != OTHER:
            yield text[start:at], _settled(text[start:at], current)
            start = at
        current = script
    yield text[start:], _settled(text[start:], current)


def main_script(text: str) -> str:
    """The script of most characters of a text that is treated as one token; OTHER when none has a script."""
    if text.isascii():
        return LATIN if _LATIN.search(text) else OTHER
    counts = dict.fromkeys(dict.fromkeys(script.name for script in SCRIPTS), 0)
    for char in text:
        name = script_of(char)
        if name != OTHER:
            counts[name] += 1
    counts[ARMENIAN] = len(_ARMENIAN.findall(text))
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else OTHER


def _settled(part: str, script: str) -> str:
    """The script a part is treated as. The server does not cut at Armenian letters but counts them, so they win by majority."""
    if part.isascii() or not _ARMENIAN.search(part):
        return script
    armenian = len(_ARMENIAN.findall(part))
    return ARMENIAN if armenian > sum(script_of(char) == script for char in part if script != OTHER) else script
