"""What makes vectors of texts without any network (guide search-semantics, 15).

`userProvided` never embeds. Every other source is stood in for by hashed words (`offline`), or by a callable that the user registers under
the embedder's name. Whatever the stand-in, the server's rules hold: dimensions are found out with a test text, and must be right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from meilifake.engine.embedders.models import model_of
from meilifake.engine.embedders.templates import indexing, searching
from meilifake.engine.embedders.validate import failure
from meilifake.engine.search.vectors.offline import offline
from meilifake.engine.search.vectors.similarity import single
from meilifake.errors.base import MeiliError

Vector = tuple[float, ...]
EVERY = "*"
"""The name under which one embedder stands in for all that have none of their own."""
OFFLINE_DIMENSIONS = 384
"""Where only the network could tell the real ones."""
TEST = "test"
"""The text with which the server finds out how many dimensions there are."""


class EmbedFault(Exception):
    """Why a text got no vector, in the server's words: a fault and its cause."""


class Embedder:
    """A user's own way from a text to its vector. An OSError that it raises is a service out of reach; any other error is the user's."""

    def __init__(self, call: Callable[[str], Sequence[float]]) -> None:
        self.call = call

    def __call__(self, text: str) -> Vector:
        """Raises EmbedFault."""
        try:
            return single(self.call(text))
        except OSError as error:
            raise EmbedFault(f"runtime error: could not reach embedding server:\n  - {error}") from None

    @cached_property
    def dimensions(self) -> int:
        """Raises EmbedFault."""
        known: int | None = getattr(self.call, "dimensions", None)
        return len(self(TEST)) if known is None else known


Embedders = Mapping[str, Embedder | None]
"""By name; None for the hashed words."""


def embedder_for(name: str, custom: Embedders) -> Embedder | None:
    return custom[name] if name in custom else custom.get(EVERY)


def dimensions_of(name: str, configuration: Mapping[str, Any], custom: Embedders) -> int:
    """How many dimensions an embedder's vectors have. Raises vector_embedding_error where a test would tell, and fails."""
    return dimensions(name, indexing(configuration), custom)


def dimensions(name: str, configuration: Mapping[str, Any], custom: Embedders) -> int:
    """Of an embedder that is not a composite one."""
    if configuration.get("dimensions"):
        return int(configuration["dimensions"])
    if has_fragments(configuration):
        note = "Specify `dimensions` explicitly or don't use `indexingFragments`."
        raise failure(f"cannot infer `dimensions` for an embedder using `indexingFragments`.\n  - Note: {note}")
    own, model = embedder_for(name, custom), model_of(configuration)
    if model is not None and (own is None or configuration["source"] == "openAi"):
        return model.dimensions
    if own is None:
        return OFFLINE_DIMENSIONS
    try:
        return own.dimensions
    except EmbedFault as fault:
        words = f"runtime error: could not determine model dimensions:\n  - test embedding failed with {fault}"
        raise MeiliError("vector_embedding_error", f"Error while generating embeddings: {words}") from None


def has_fragments(configuration: Mapping[str, Any]) -> bool:
    return any(configuration.get(kind) for kind in ("indexingFragments", "searchFragments"))


def check_built(embedders: Mapping[str, Mapping[str, Any]], custom: Embedders) -> None:
    """What is seen only when embedders are made of their settings, after every other check. Raises vector_embedding_error."""
    for name, embedder in embedders.items():
        inside = (searching(embedder), indexing(embedder))
        for one in inside:
            check_ollama(one)
        search, index = (dimensions(name, one, custom) for one in inside)
        if search != index:
            what = "the dimensions of embeddings produced at search time and at indexing time don't match."
            counts = f"Search time dimensions: {search}\n  - Indexing time dimensions: {index}"
            note = "Note: Dimensions of embeddings produced by both embedders are required to match."
            raise failure(f"error while generating test embeddings.\n  - {what}\n  - {counts}\n  - {note}")


def check_ollama(embedder: Mapping[str, Any]) -> None:
    url = embedder.get("url")
    if embedder.get("source") == "ollama" and url is not None and not url.endswith(("/api/embed", "/api/embeddings")):
        rule = "For `ollama` sources, the URL must end with `/api/embed` or `/api/embeddings`"
        raise failure(f"unsupported Ollama URL.\n  - {rule}\n  - Got `{url}`")


def embed(text: str, name: str, configuration: Mapping[str, Any], custom: Embedders) -> Vector:
    """The vector of any text. Raises EmbedFault, and the errors of `dimensions_of`."""
    own, expected = embedder_for(name, custom), dimensions_of(name, configuration, custom)
    if own is None:
        return offline(text, expected)
    vector = own(text)
    if len(vector) != expected:
        words = f"was expecting embeddings of dimension `{expected}`, got embeddings of dimensions `{len(vector)}`"
        raise EmbedFault(f"runtime error: {words}")
    return vector
