"""Embedders: what each source's vectors look like, and how a text becomes one without any network.

`userProvided` never embeds. Every other source is stood in for by a deterministic offline embedder (hashed words), or by a Python
callable that the user registers under the embedder's name (`Embed`). Same text, same dimensions: same vector, on every machine.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from meilifake.engine.search.vectors.similarity import single
from meilifake.errors.base import MeiliError

Embed = Callable[[str], Sequence[float]]

NATIVE_DIMENSIONS = {"text-embedding-3-small": 1536, "text-embedding-3-large": 3072, "text-embedding-ada-002": 1536}
OFFLINE_DIMENSIONS = 384
"""For sources whose real dimensions only the network could tell (rest, ollama, huggingFace without `dimensions`)."""

WORD = re.compile(r"\w+")


def dimensions_of(configuration: Mapping[str, Any]) -> int:
    """How many dimensions an embedder's vectors have."""
    if configuration.get("dimensions"):
        return int(configuration["dimensions"])
    if configuration.get("source") == "openAi":
        return NATIVE_DIMENSIONS.get(configuration.get("model") or "text-embedding-3-small", 1536)
    if configuration.get("source") == "composite":
        return dimensions_of(configuration.get("indexingEmbedder") or {})
    return OFFLINE_DIMENSIONS


def offline(text: str, dimensions: int) -> tuple[float, ...]:
    """The stand-in for a remote model: each word adds a fixed pseudo-random direction, so texts that share words are near."""
    total = [0.0] * dimensions
    for word in WORD.findall(text.lower()) or [""]:
        stream = hashlib.shake_128(word.encode()).digest(2 * dimensions)
        for at in range(dimensions):
            total[at] += (stream[2 * at] << 8 | stream[2 * at + 1]) / 32767.5 - 1.0
    norm = math.sqrt(sum(x * x for x in total)) or 1.0
    return single(x / norm for x in total)


def embed_query(text: str, name: str, configuration: Mapping[str, Any], custom: Mapping[str, Embed]) -> tuple[float, ...]:
    """The vector of a search text. Raises vector_embedding_error for `userProvided`, which cannot make one."""
    if configuration.get("source") == "userProvided":
        words = "attempt to embed the following text in a configuration where embeddings must be user provided"
        raise MeiliError("vector_embedding_error", f"Error while generating embeddings: user error: {words}:\n  - `{text}`")
    return embed(text, name, configuration, custom)


def embed(text: str, name: str, configuration: Mapping[str, Any], custom: Mapping[str, Embed]) -> tuple[float, ...]:
    """The vector of any text: the user's callable for this embedder, else the offline stand-in."""
    chosen = custom.get(name)
    return single(chosen(text)) if chosen is not None else offline(text, dimensions_of(configuration))
