"""Dynamic search rules as they are submitted and listed (guide http-surface, 27)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any, ClassVar, Self

from pydantic import ConfigDict, PlainValidator, model_validator

from meilifake.schema.base import Code, WireModel
from meilifake.schema.dates import bad_date
from meilifake.schema.scalars import IndexUid, Usize
from meilifake.schema.validation import invalid, missing_field, unknown_field, wrong_kind
from meilifake.wire.moment import Moment, instant

CONDITIONS = "invalid_dynamic_search_rule_conditions"
ACTIONS = "invalid_dynamic_search_rule_actions"


def date(text: str) -> Moment:
    try:
        return instant(text)
    except ValueError:
        raise ValueError(bad_date(text)) from None


Date = Annotated[Any, PlainValidator(lambda value: value if value is None else date(text_of(value)))]


def text_of(value: Any) -> str:
    if not isinstance(value, str):
        raise wrong_kind(value, "a string")
    return value


class Time(WireModel):
    """Unknown keys are let through here."""

    code: ClassVar[str | None] = None
    model_config = ConfigDict(extra="ignore")
    start: Date = None
    end: Date = None


class Query(WireModel):
    code: ClassVar[str | None] = CONDITIONS
    is_empty: bool | None = None
    words: str | None = None


class Conditions(WireModel):
    code: ClassVar[str | None] = CONDITIONS
    time: Time | None = None
    query: Query | None = None

    @model_validator(mode="after")
    def consistent(self) -> Self:
        """The server answers these two with the general code."""
        if self.query is not None and self.query.is_empty and self.query.words is not None:
            raise invalid("either `isEmpty` or `words` can be used, not both at once", code="bad_request", below=("query",))
        if self.time is not None and self.time.start is not None and self.time.end is not None and self.time.start.at > self.time.end.at:
            words = f"`end` (`{displayed(self.time.end.at)}`) should be later than `start` (`{displayed(self.time.start.at)}`)"
            raise invalid(words, code="bad_request", below=("time",))
        return self


def displayed(moment: datetime) -> str:
    """A date as the server's library prints it for people: `2020-01-01 0:00:00.0 +00:00:00`."""
    fraction = f"{moment.microsecond:06d}".rstrip("0") or "0"
    offset = moment.utcoffset() or timedelta()
    seconds = int(offset.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    zone = f"{sign}{seconds // 3600:02d}:{seconds % 3600 // 60:02d}:{seconds % 60:02d}"
    return f"{moment:%Y-%m-%d} {moment.hour}:{moment:%M:%S}.{fraction} {zone}"


class Selector(WireModel):
    code: ClassVar[str | None] = None
    index_uid: IndexUid | None = None
    id: str


def action(value: Any) -> dict[str, Any]:
    """The server's one kind of action: `{"type": "pin", "position": n}`. Its tag is read before everything else."""
    if not isinstance(value, dict):
        raise wrong_kind(value, "an object")
    if "type" not in value:
        raise missing_field("type")
    if not isinstance(value["type"], str):
        raise wrong_kind(value["type"], "a string", below=("type",))
    if value["type"] != "pin":
        raise invalid("Incorrect tag value")
    for key, item in value.items():
        if key == "position":
            check_position(item)
        elif key != "type":
            raise unknown_field(key, ("position",))
    if "position" not in value:
        raise missing_field("position")
    return {"type": "pin", "position": value["position"]}


def check_position(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise wrong_kind(value, "a positive integer", below=("position",))
    if value >= 2**32:
        words = f"value: `{value}` is too large to be deserialized, maximum value authorized is `{2**32 - 1}`"
        raise invalid(words, below=("position",))


class RuleAction(WireModel):
    code: ClassVar[str | None] = ACTIONS
    selector: Selector
    action: Annotated[Any, PlainValidator(action)]


class RuleUpdate(WireModel):
    description: Annotated[str | None, Code("invalid_dynamic_search_rule_description")] = None
    precedence: Annotated[Usize | None, Code("invalid_dynamic_search_rule_priority")] = None
    active: Annotated[bool | None, Code("invalid_dynamic_search_rule_active")] = None
    conditions: Annotated[Conditions | None, Code(CONDITIONS)] = None
    actions: Annotated[list[RuleAction] | None, Code(ACTIONS)] = None

    def rule(self) -> dict[str, Any]:
        """The submitted fields as the task keeps them; inside conditions and selectors a null is as good as nothing."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}
        if self.conditions is not None:
            plain["conditions"] = {name: fields(part) for name, part in vars(self.conditions).items() if part is not None}
        if self.actions is not None:
            plain["actions"] = [{"selector": fields(item.selector), "action": item.action} for item in self.actions]
        return plain


def fields(model: WireModel) -> dict[str, Any]:
    found = {field.alias or name: getattr(model, name) for name, field in type(model).model_fields.items()}
    return {name: value.text if isinstance(value, Moment) else value for name, value in found.items() if value is not None}


class ListFilter(WireModel):
    code: ClassVar[str | None] = "invalid_dynamic_search_rule_filter"
    query: Annotated[str | None, Code("invalid_dynamic_search_rule_filter_query")] = None
    active: Annotated[bool | None, Code("invalid_dynamic_search_rule_filter_active")] = None


class RuleList(WireModel):
    offset: Annotated[Usize, Code("invalid_dynamic_search_rule_offset")] = 0
    limit: Annotated[Usize, Code("invalid_dynamic_search_rule_limit")] = 20
    filter: Annotated[ListFilter | None, Code("invalid_dynamic_search_rule_filter")] = None
