"""API keys as they are created and changed (guide http-surface, section 8)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import AfterValidator, PlainValidator, ValidationInfo

from meilifake.engine.actions import ACTIONS
from meilifake.engine.uuid_text import parse_uuid
from meilifake.errors.base import Broken
from meilifake.schema.base import Code, WireModel
from meilifake.schema.dates import bad_date, date_or_instant
from meilifake.schema.scalars import PATTERN, enumeration
from meilifake.schema.validation import Stumbled, wrong_kind
from meilifake.wire.moment import Moment


def check_index_pattern(text: str) -> str:
    if not text or PATTERN.fullmatch(text) is None:
        # The server looks at what stands before the star, and shows only that.
        raise ValueError(
            f"`{text.removesuffix('*')}` is not a valid index uid pattern. "
            "Index uid patterns can be an integer or a string containing only alphanumeric characters, "
            "hyphens (-), underscores (_), and optionally end with a star (*)."
        )
    return text


def uuid(text: str) -> str:
    try:
        return parse_uuid(text)
    except Broken as crash:
        raise Stumbled(crash) from None


IndexPattern = Annotated[str, AfterValidator(check_index_pattern)]
Action = Annotated[str, enumeration(tuple(ACTIONS))]
Uuid = Annotated[str, AfterValidator(uuid)]


def expiry(value: object, info: ValidationInfo[datetime]) -> Moment | None:
    """Null, or a date in the future."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise wrong_kind(value, "a string")
    try:
        moment = date_or_instant(value)
    except ValueError:
        raise ValueError(bad_date(value)) from None
    if info.context is not None and moment.at <= info.context:
        raise ValueError(bad_date(value))
    return moment


Expiry = Annotated[Moment | None, PlainValidator(expiry)]


class KeyCreation(WireModel):
    clocked: ClassVar[bool] = True
    description: Annotated[str | None, Code("invalid_api_key_description")] = None
    name: Annotated[str | None, Code("invalid_api_key_name")] = None
    uid: Annotated[Uuid, Code("invalid_api_key_uid")] = ""
    actions: Annotated[list[Action], Code("invalid_api_key_actions", missing="missing_api_key_actions")]
    indexes: Annotated[list[IndexPattern], Code("invalid_api_key_indexes", missing="missing_api_key_indexes")]
    expires_at: Annotated[Expiry, Code("invalid_api_key_expires_at", missing="missing_api_key_expires_at")]


class KeyUpdate(WireModel):
    immutable: ClassVar[dict[str, str]] = {
        "uid": "immutable_api_key_uid",
        "actions": "immutable_api_key_actions",
        "indexes": "immutable_api_key_indexes",
        "expiresAt": "immutable_api_key_expires_at",
        "createdAt": "immutable_api_key_created_at",
        "updatedAt": "immutable_api_key_updated_at",
    }
    description: Annotated[str | None, Code("invalid_api_key_description")] = None
    name: Annotated[str | None, Code("invalid_api_key_name")] = None
