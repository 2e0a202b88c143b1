"""What the server knows of models by their names: dimensions, and how the similarities of their vectors are spread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

Embedder = Mapping[str, Any]


class Model(NamedTuple):
    """`mean`, `sigma`: the usual distribution of its similarities, which an embedder has that does not say otherwise."""

    dimensions: int
    mean: float
    sigma: float
    overridable: bool = True


MODELS: Mapping[str, Model] = {
    "text-embedding-ada-002": Model(1536, 0.90, 0.08, overridable=False),
    "text-embedding-3-small": Model(1536, 0.75, 0.1),
    "text-embedding-3-large": Model(3072, 0.70, 0.1),
}
"""OpenAI's, with their native dimensions."""
OPEN_AI_DEFAULT = "text-embedding-3-small"
HUGGING_FACE_DEFAULT = "BAAI/bge-base-en-v1.5"
HUGGING_FACE = {HUGGING_FACE_DEFAULT: Model(768, 0.85, 0.1)}


def model_of(embedder: Embedder) -> Model | None:
    """None for a model that the server knows nothing of."""
    source, name = embedder.get("source"), embedder.get("model")
    if source == "openAi":
        return MODELS.get(name or OPEN_AI_DEFAULT)
    return HUGGING_FACE.get(name or HUGGING_FACE_DEFAULT) if source == "huggingFace" else None


def distribution_of(embedder: Embedder) -> Mapping[str, float] | None:
    """The distribution that an embedder is given, else that of its model; a composite one asks its search embedder first."""
    given: Mapping[str, float] | None = embedder.get("distribution")
    if given is not None:
        return given
    if embedder.get("source") == "composite":
        return distribution_of(embedder["searchEmbedder"]) or distribution_of(embedder["indexingEmbedder"])
    model = model_of(embedder)
    return None if model is None else {"mean": model.mean, "sigma": model.sigma}
