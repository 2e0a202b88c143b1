"""The bodies of the swap and of the experimental features."""

from __future__ import annotations

from typing import Annotated, Any

from meilifake.schema.base import Code, WireModel, parse_as, parse_model
from meilifake.schema.scalars import IndexUid


class SwapPair(WireModel):
    indexes: Annotated[list[IndexUid], Code("invalid_swap_indexes", missing="missing_swap_indexes")]
    rename: Annotated[bool, Code("invalid_swap_rename")] = False


def swaps(value: Any) -> list[SwapPair]:
    """The body of /swap-indexes, an array. Raises MeiliError."""
    pairs: list[SwapPair] = parse_as(list[SwapPair], value)
    return pairs


class FeaturesPatch(WireModel):
    """The toggles of `engine.features.FEATURES`; null leaves one as it is."""

    metrics: bool | None = None
    logs_route: bool | None = None
    edit_documents_by_function: bool | None = None
    contains_filter: bool | None = None
    dynamic_search_rules: bool | None = None
    network: bool | None = None
    get_task_documents_route: bool | None = None
    task_queue_compaction_route: bool | None = None
    composite_embedders: bool | None = None
    chat_completions: bool | None = None
    multimodal: bool | None = None
    foreign_keys: bool | None = None
    disable_documents_fetch_queue: bool | None = None
    legacy_search: bool | None = None
    render_route: bool | None = None


def features(value: Any) -> dict[str, bool]:
    """The features that a patch switches, a null leaving its feature as it is. Raises MeiliError."""
    given = parse_model(FeaturesPatch, value).model_dump(by_alias=True)
    return {name: state for name, state in given.items() if state is not None}
