"""The `chat` setting of an index as it is submitted (guide http-surface, 14.5)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator

from meilifake.schema.base import WireModel
from meilifake.schema.float32 import F32
from meilifake.schema.scalars import Usize


def share(value: float, name: str) -> float:
    if not 0 <= value <= 1:
        raise ValueError(f"the value of `{name}` is invalid, expected a float between `0.0` and `1.0`.")
    return value


Ratio = Annotated[F32, AfterValidator(lambda value: share(value, "semanticRatio"))]
Threshold = Annotated[float, AfterValidator(lambda value: share(value, "rankingScoreThreshold"))]


class Hybrid(WireModel):
    code: ClassVar[str | None] = None
    semantic_ratio: Ratio = 0.5
    embedder: str


class SearchParameters(WireModel):
    code: ClassVar[str | None] = None
    hybrid: Hybrid | None = None
    limit: Usize | None = None
    sort: list[str] | None = None
    distinct: str | None = None
    matching_strategy: Literal["last", "all", "frequency"] | None = None
    attributes_to_search_on: list[str] | None = None
    ranking_score_threshold: Threshold | None = None


class Chat(WireModel):
    code: ClassVar[str | None] = None
    description: str | None = None
    document_template: str | None = None
    document_template_max_bytes: Usize | None = None
    search_parameters: SearchParameters | None = None
