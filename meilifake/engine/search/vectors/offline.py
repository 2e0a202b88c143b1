"""The stand-in for a model that is out of reach: words hashed into vectors, the same on every machine."""

from __future__ import annotations

import hashlib
import math
import re

from meilifake.engine.search.vectors.similarity import single

WORD = re.compile(r"\w+")


def offline(text: str, dimensions: int) -> tuple[float, ...]:
    """Each word adds a fixed pseudo-random direction, so texts that share words are near."""
    total = [0.0] * dimensions
    for word in WORD.findall(text.lower()) or [""]:
        stream = hashlib.shake_128(word.encode()).digest(2 * dimensions)
        for at in range(dimensions):
            total[at] += (stream[2 * at] << 8 | stream[2 * at + 1]) / 32767.5 - 1.0
    norm = math.sqrt(sum(x * x for x in total)) or 1.0
    return single(x / norm for x in total)
