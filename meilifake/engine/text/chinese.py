"""Chinese words, cut the way the server cuts them: the likeliest path through jieba's dictionary, then long words into shorter ones.

Needs the libraries of the extra `zh`. Without `jieba` ideographs go by twos, the length of most words, but particles stand alone; without
`zhconv` simplified and traditional forms stay apart. (The server's table of forms is another one: `variants` tells where they disagree on
common characters.)
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from meilifake.engine.text import codepoints
from meilifake.engine.text.variants import CANONICAL

_HAN = codepoints.char_class("3400-4DBF 4E00-9FFF F900-FAFF 20000-2A6DF 2A700-2EBEF 2F800-2FA1F")
_BLOCK = re.compile(rf"([{_HAN}a-zA-Z0-9+#&._%\-]+)")
_PARTICLES = "的了在是和就都而及與与着著或把被让讓也很这這那不吗嗎呢吧啊"
_GUESS = re.compile(rf"[a-zA-Z0-9]+|[{_PARTICLES}]|[{_HAN}](?![{_PARTICLES}])[{_HAN}]?|.", re.DOTALL)


@cache
def _dictionary() -> Any | None:
    try:
        import jieba  # type: ignore[import-untyped]
    except ImportError:
        return None
    jieba.setLogLevel(logging.WARNING)
    jieba.dt.initialize()
    return jieba.dt


@cache
def _traditional() -> Callable[[str, str], str] | None:
    try:
        import zhconv  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError:
        return None
    convert: Callable[[str, str], str] = zhconv.convert
    return convert


def unified(text: str) -> str:
    """The text with each simplified character in its traditional form."""
    convert = _traditional()
    return text if convert is None else "".join([_form(char, convert) for char in text])


def _form(char: str, convert: Callable[[str, str], str]) -> str:
    canonical = CANONICAL.get(char)
    if canonical is not None:
        return canonical
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return convert(char, "zh-hant")
    return char  # a character of traditional texts, even if it also stands for another one in simplified texts


def cut(text: str) -> list[str]:
    """The words of a run of Chinese text."""
    dictionary = _dictionary()
    if dictionary is None:
        return _GUESS.findall(text)
    words: list[str] = []
    for at, block in enumerate(_BLOCK.split(text)):
        if not at % 2:
            words.extend(block)  # outside the blocks every character stands alone
            continue
        for word in _likeliest(dictionary, block):
            words.extend(_shorter(dictionary, word))
    return words


def _likeliest(dictionary: Any, block: str) -> Iterator[str]:
    """The words of the likeliest path; single ASCII letters and digits in a row are joined."""
    route: dict[int, tuple[float, int]] = {}
    dictionary.calc(block, dictionary.get_DAG(block), route)
    at, lone = 0, ""
    while at < len(block):
        end = route[at][1] + 1
        word = block[at:end]
        if len(word) == 1 and word.isascii() and word.isalnum():
            lone += word
        else:
            if lone:
                yield lone
                lone = ""
            yield word
        at = end
    if lone:
        yield lone


def _shorter(dictionary: Any, word: str) -> list[str]:
    """A word of three characters or more, cut again into known words of two, else three, else one character."""
    if len(word) <= 2 or (word.isascii() and word.isalnum()):
        return [word]
    parts: list[str] = []
    at = 0
    while at < len(word):
        size = next((size for size in (2, 3) if at + size <= len(word) and dictionary.FREQ.get(word[at : at + size])), 1)
        parts.append(word[at : at + size])
        at += size
    return parts
