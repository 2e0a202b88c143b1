"""The bodies of the index routes."""

from __future__ import annotations

from typing import Annotated, ClassVar

from meilifake.schema.base import Code, WireModel
from meilifake.schema.scalars import IndexUid, Usize


class IndexCreate(WireModel):
    repeated: ClassVar[bool] = True

    uid: Annotated[IndexUid, Code("invalid_index_uid", missing="missing_index_uid")]
    primary_key: Annotated[str | None, Code("invalid_index_primary_key")] = None


class IndexPatch(WireModel):
    """The new uid is checked by the handler: its error names no place."""

    immutable: ClassVar[dict[str, str]] = {"createdAt": "immutable_index_created_at", "updatedAt": "immutable_index_updated_at"}
    primary_key: Annotated[str | None, Code("invalid_index_primary_key")] = None
    uid: Annotated[str | None, Code("invalid_index_uid")] = None


class FieldsFilter(WireModel):
    code: ClassVar[str | None] = "invalid_index_fields_filter"
    attribute_patterns: Annotated[list[str] | None, Code("invalid_index_fields_filter_attribute_patterns")] = None
    displayed: Annotated[bool | None, Code("invalid_index_fields_filter_displayed")] = None
    searchable: Annotated[bool | None, Code("invalid_index_fields_filter_searchable")] = None
    sortable: Annotated[bool | None, Code("invalid_index_fields_filter_sortable")] = None
    distinct: Annotated[bool | None, Code("invalid_index_fields_filter_distinct")] = None
    ranking_rule: Annotated[bool | None, Code("invalid_index_fields_filter_ranking_rule")] = None
    filterable: Annotated[bool | None, Code("invalid_index_fields_filter_filterable")] = None


class FieldsQuery(WireModel):
    offset: Annotated[Usize, Code("invalid_index_offset")] = 0
    limit: Annotated[Usize, Code("invalid_index_limit")] = 20
    filter: Annotated[FieldsFilter | None, Code("invalid_index_fields_filter")] = None
