"""The body of a search for similar documents (guide http-surface, section 17)."""

from __future__ import annotations

from typing import Annotated, Any

from meilifake.schema.base import Code, WireModel
from meilifake.schema.scalars import Usize
from meilifake.schema.search import Strings, Threshold


class SimilarQuery(WireModel):
    """POST /indexes/{uid}/similar. `id` is any JSON here: the handler checks it after the index and the embedder."""

    id: Annotated[Any, Code("invalid_similar_id")]
    offset: Annotated[Usize, Code("invalid_similar_offset")] = 0
    limit: Annotated[Usize, Code("invalid_similar_limit")] = 20
    filter: Annotated[Any, Code("invalid_similar_filter")] = None
    embedder: Annotated[str, Code("invalid_similar_embedder")]
    attributes_to_retrieve: Annotated[Strings | None, Code("invalid_similar_attributes_to_retrieve")] = None
    retrieve_vectors: Annotated[bool, Code("invalid_similar_retrieve_vectors")] = False
    show_ranking_score: Annotated[bool, Code("invalid_similar_show_ranking_score")] = False
    show_ranking_score_details: Annotated[bool, Code("invalid_similar_show_ranking_score_details")] = False
    show_performance_details: Annotated[bool, Code("invalid_similar_show_performance_details")] = False
    ranking_score_threshold: Annotated[Threshold | None, Code("invalid_similar_ranking_score_threshold")] = None
