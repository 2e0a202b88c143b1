"""Embedders: what each source's vectors look like, and how a text becomes one without any network.

`userProvided` never embeds. Every other source is stood in for by a deterministic offline embedder (hashed words), or by a Python
callable that the user registers under the embedder's name (`Embed`). Same text, same dimensions: same vector, on every machine.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from meilifake.engine.search.vectors.similarity import single
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps

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


def embed_query(q: str | None, media: Any, name: str, configuration: Mapping[str, Any], custom: Mapping[str, Embed]) -> tuple[float, ...]:
    """The vector of what is searched for. Raises vector_embedding_error where the embedder cannot make one of it."""
    source, fragments = configuration.get("source"), has_fragments(configuration)
    if media is not None or q is None:
        if source != "rest":
            raise cannot_embed("`media` requested but the configuration doesn't have source `rest`")
        if not fragments:
            without = "but the configuration doesn't have `searchFragments`."
            raise cannot_embed(f"`media` requested, and the configuration has source `rest`, {without}")
    if source == "userProvided":
        words = "attempt to embed the following text in a configuration where embeddings must be user provided"
        raise cannot_embed(f"{words}:\n  - `{q}`")
    return embed(search_fragment(q, media, configuration) if fragments else q or "", name, configuration, custom)


def has_fragments(configuration: Mapping[str, Any]) -> bool:
    return any(configuration.get(kind) for kind in ("indexingFragments", "searchFragments"))


def search_fragment(q: str | None, media: Any, configuration: Mapping[str, Any]) -> str:
    """The one search fragment that can be rendered with what is searched for, as JSON text."""
    from meilifake.engine.liquid.fragment import FragmentFault, render

    data = {key: value for key, value in (("q", q), ("media", media)) if value is not None}
    rendered: dict[str, Any] = {}
    for name, fragment in sorted((configuration.get("searchFragments") or {}).items()):
        with suppress(FragmentFault):
            rendered[name] = render(fragment["value"], data)
    note = dumps({"q": q, "media": media})
    if not rendered:
        raise cannot_embed(f"Query matches no search fragment.\n  - Note: {note}")
    (first, fragment), *others = rendered.items()
    if others:
        matched = f"First matched fragment `{first}`.\n  - Note: Second matched fragment `{others[0][0]}`."
        raise cannot_embed(f"Query matches multiple search fragments.\n  - Note: {matched}\n  - Note: {note}")
    return dumps(fragment)


def cannot_embed(words: str) -> MeiliError:
    return MeiliError("vector_embedding_error", f"Error while generating embeddings: user error: {words}")


def embed(text: str, name: str, configuration: Mapping[str, Any], custom: Mapping[str, Embed]) -> tuple[float, ...]:
    """The vector of any text: the user's callable for this embedder, else the offline stand-in."""
    chosen = custom.get(name)
    return single(chosen(text)) if chosen is not None else offline(text, dimensions_of(configuration))
