"""An export as it is asked for (guide http-surface, 23)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, PlainValidator

from meilifake.schema.base import Code, WireModel
from meilifake.schema.keys import check_index_pattern
from meilifake.schema.validation import key_refused, wrong_kind
from meilifake.wire.bytesize import size_of


def pattern_key(text: str) -> str:
    try:
        return check_index_pattern(text)
    except ValueError:
        raise key_refused(text, "meilisearch_types::index_uid_pattern::IndexUidPattern") from None


def payload_size(value: Any) -> int | None:
    """Bytes: a number, or a text with a unit. Raises ValueError with the server's words."""
    if value is None:
        return None
    if isinstance(value, str):
        return size_of(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise wrong_kind(value, "a positive integer", "a string")
    return value


class ExportedIndex(WireModel):
    filter: Annotated[Any, Code("invalid_export_index_filter")] = None
    override_settings: Annotated[bool, Code("invalid_export_index_override_settings")] = False


PatternKey = Annotated[str, AfterValidator(pattern_key)]
PayloadSize = Annotated[Any, PlainValidator(payload_size)]


class ExportBody(WireModel):
    url: Annotated[str, Code("invalid_export_url")] = ""
    api_key: Annotated[str | None, Code("invalid_export_api_key")] = None
    payload_size: Annotated[PayloadSize, Code("invalid_export_payload_size")] = None
    indexes: dict[PatternKey, ExportedIndex] | None = None

    def plan(self) -> dict[str, dict[str, Any]]:
        """Index pattern -> what is exported of the indexes it matches, by pattern; everything when none is given."""
        indexes = {"*": ExportedIndex()} if self.indexes is None else self.indexes
        return {name: {"filter": row.filter, "overrideSettings": row.override_settings} for name, row in sorted(indexes.items())}
