"""Synthetic documents of some forty words, and the queries put to them: the same for all who are measured, and in every run.

Words follow Zipf's law over a fixed vocabulary, as prose does: a few are everywhere, most are rare.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random
from typing import Any

GENRES = tuple(f"genre{number}" for number in range(20))
SYLLABLES = [consonant + vowel for consonant in "bcdfghjklmnprstvz" for vowel in ("a", "e", "i", "o", "u", "an", "er", "on")]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _vocabulary(size: int) -> list[str]:
    random = Random(1)
    words: dict[str, None] = {}
    while len(words) < size:
        words["".join(random.choices(SYLLABLES, k=random.choice((1, 2, 2, 3, 3, 3, 4))))] = None
    return list(words)


VOCABULARY = _vocabulary(20_000)
WEIGHTS = list(accumulate(1 / (rank + 10) for rank in range(len(VOCABULARY))))


def words(random: Random, count: int) -> str:
    return " ".join(random.choices(VOCABULARY, cum_weights=WEIGHTS, k=count))


def documents(count: int, seed: int = 2) -> list[dict[str, Any]]:
    """`title` of 4 words, `overview` of 36, and `genres`, `year`, `rating` to filter, count and sort by."""
    random = Random(seed)
    return [
        {
            "id": number,
            "title": words(random, 4),
            "overview": words(random, 36),
            "genres": random.sample(GENRES, random.randint(1, 3)),
            "year": random.randint(1950, 2025),
            "rating": random.randint(0, 100) / 10,
        }
        for number in range(count)
    ]


def misspelt(random: Random, word: str) -> str:
    """One letter of the word replaced."""
    at = random.randrange(1, len(word))
    return word[:at] + random.choice(LETTERS) + word[at + 1 :]


def _typical(random: Random) -> str:
    return words(random, random.choice((1, 2, 2, 3)))


def _typo(random: Random) -> str:
    long_words = (word for word in iter(lambda: words(random, 1), "") if len(word) >= 5)
    return f"{misspelt(random, next(long_words))} {words(random, 1)}"


def _prefix(random: Random) -> str:
    return f"{words(random, 1)} {words(random, 1)[:3]}"


def queries(kind: str, count: int, seed: int = 3) -> list[str]:
    """`typical` (1 to 3 words), `typo` (a misspelt word and a good one), `prefix` (a word and the first letters of another), `mixed`."""
    makers = {"typical": (_typical,), "typo": (_typo,), "prefix": (_prefix,), "mixed": (_typical, _typo, _prefix)}[kind]
    random = Random(seed)
    return [makers[number % len(makers)](random) for number in range(count)]
