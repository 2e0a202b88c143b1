"""The body of an export to another instance (guide http-surface, section 23)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator

from meilifake.schema.base import Code, WireModel
from meilifake.schema.byte_size import byte_size
from meilifake.schema.scalars import PATTERN
from meilifake.schema.validation import key_refused


def check_pattern(text: str) -> str:
    if not text or PATTERN.fullmatch(text) is None:
        raise key_refused(text, "meilisearch_types::index_uid_pattern::IndexUidPattern")
    return text


Pattern = Annotated[str, AfterValidator(check_pattern)]


def optional_size(value: Any) -> int | None:
    return None if value is None else byte_size(value)


class ExportIndex(WireModel):
    filter: Annotated[Any, Code("invalid_export_index_filter")] = None
    override_settings: Annotated[bool, Code("invalid_export_index_override_settings")] = False


class ExportQuery(WireModel):
    """POST /export."""

    url: Annotated[str, Code("invalid_export_url")] = ""
    api_key: Annotated[str | None, Code("invalid_export_api_key")] = None
    payload_size: Annotated[
        Any, AfterValidator(lambda value: None if value is None else byte_size(value)), Code("invalid_export_payload_size")
    ] = None
    indexes: dict[Pattern, ExportIndex] | None = None
