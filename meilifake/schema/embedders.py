"""Embedder settings as they are submitted (guide http-surface, 14.4): the shape alone, `engine.embedders` checks their sense."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, ConfigDict, model_validator

from meilifake.errors.base import MeiliError
from meilifake.schema.base import WireModel, parse_model
from meilifake.schema.float32 import F32
from meilifake.schema.scalars import Usize
from meilifake.schema.settings_values import sorted_keys
from meilifake.schema.validation import invalid
from meilifake.wire.jsontext import display_f64

Source = Literal["openAi", "huggingFace", "ollama", "userProvided", "rest", "composite"]
Pooling = Literal["useModel", "forceCls", "forceMean"]


class Fragment(WireModel):
    """The one object of the settings whose unknown keys are let through."""

    code: ClassVar[str | None] = None
    model_config = ConfigDict(extra="ignore")
    value: Any


Fragments = Annotated[dict[str, Fragment | None], AfterValidator(sorted_keys)]
Headers = Annotated[dict[str, str], AfterValidator(sorted_keys)]


class Distribution(WireModel):
    code: ClassVar[str | None] = None
    mean: F32
    sigma: F32

    @model_validator(mode="after")
    def in_range(self) -> Self:
        if not 0 <= self.mean <= 1:
            raise invalid(f"the distribution mean must be in the range [0, 1], got {display_f64(self.mean)}")
        if not 0 < self.sigma <= 1:
            raise invalid(f"the distribution sigma must be in the range ]0, 1], got {display_f64(self.sigma)}")
        return self


class NestedEmbedder(WireModel):
    """The last four fields are there to be refused with a better message than "unknown"."""

    code: ClassVar[str | None] = None
    source: Source | None = None
    model: str | None = None
    revision: str | None = None
    pooling: Pooling | None = None
    api_key: str | None = None
    dimensions: Usize | None = None
    document_template: str | None = None
    document_template_max_bytes: Usize | None = None
    url: str | None = None
    indexing_fragments: Fragments | None = None
    search_fragments: Fragments | None = None
    request: Any = None
    response: Any = None
    headers: Headers | None = None
    distribution: Distribution | None = None
    binary_quantized: bool | None = None
    search_embedder: Any = None
    indexing_embedder: Any = None


class Embedder(WireModel):
    code: ClassVar[str | None] = None
    source: Source | None = None
    model: str | None = None
    revision: str | None = None
    pooling: Pooling | None = None
    api_key: str | None = None
    dimensions: Usize | None = None
    binary_quantized: bool | None = None
    document_template: str | None = None
    document_template_max_bytes: Usize | None = None
    url: str | None = None
    indexing_fragments: Fragments | None = None
    search_fragments: Fragments | None = None
    request: Any = None
    response: Any = None
    headers: Headers | None = None
    search_embedder: NestedEmbedder | None = None
    indexing_embedder: NestedEmbedder | None = None
    distribution: Distribution | None = None


def check_nested_values(embedders: dict[str, Any]) -> None:
    """An embedder nested twice is refused for its shape first: its value was let through unread.

    `embedders`: as submitted, plain values. Raises invalid_settings_embedders.
    """
    for name, embedder in embedders.items():
        if embedder is None or embedder.get("source") != "composite":
            continue
        for side in ("searchEmbedder", "indexingEmbedder"):
            inner = embedder.get(side)
            if inner is None or inner.get("source") is None:
                continue
            for value in (inner.get("searchEmbedder"), inner.get("indexingEmbedder")):
                if value is not None:
                    check_twice_nested(name, side, value)


def check_twice_nested(name: str, side: str, value: Any) -> None:
    try:
        parse_model(NestedEmbedder, value)
    except MeiliError as error:
        note = f"\n  - note: nesting embedders in `{side}` is not allowed"
        raise MeiliError("invalid_settings_embedders", f"`.embedders.{name}.{side}`: {error.message}{note}") from None


Embedders = Annotated[dict[str, Embedder | None], AfterValidator(sorted_keys)]
