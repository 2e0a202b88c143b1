"""WireModel: a JSON body as a pydantic model that answers wrong ones with the server's first error, word for word.

Declaring one (python names are snake case, the wire's are camel case; the order of the fields is the order the server lists them in):

    class IndexCreation(WireModel):                      # unknown keys refused with `code` (bad_request unless said otherwise)
        code: ClassVar[str | None] = "bad_request"
        immutable: ClassVar[dict[str, str]] = {"createdAt": "immutable_index_created_at"}
        uid: Annotated[IndexUid, Code("invalid_index_uid", missing="missing_index_uid")]          # required
        primary_key: Annotated[str | None, Code("invalid_index_primary_key")] = None              # null allowed
        limit: Annotated[Usize, Code("invalid_search_limit")] = 20                                # null refused

- `Code(code)` is the code of any error at or below the field, unless a nested model has its own; `missing` that of its absence
  (else the enclosing struct's code). A nested model with `code = None` uses the code of the field that holds it.
- Types: `bool`, `str`, `float`, `list[...]`, `dict[str, ...]`, `Literal["a", "b"]` for an enum, `T | None` for an optional field, `Any`
  for free JSON, other models; integers only as `schema.scalars` has them (`Usize`, `U8`...). No unions of two kinds: write a function
  `(value) -> value` under `PlainValidator` that raises `wrong_kind(value, "a string", "an array")`.
- A validator (`AfterValidator`) refuses with `ValueError("words")`: ``Invalid value at `.field`: words``; or with a `Refusal`
  (`validation.py`) for other words, another code, or a place further down.
- Absent, null and given are told apart with `model.given("primary_key")`.
- `parse_model(Model, value)` for a body; `parse_as(list[Swap], value, code="bad_request")` for a root that is no object.
  Both take `location` (".queries[0]") for values that the server reads from inside another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel

from meilifake.schema.validation import first_error

M = TypeVar("M", bound="WireModel")


@dataclass(frozen=True, slots=True)
class Code:
    """The error code of a field, and the one of its absence where it has its own."""

    code: str
    missing: str | None = None


class WireModel(BaseModel):
    """A JSON object of the API."""

    model_config = ConfigDict(strict=True, extra="forbid", alias_generator=to_camel, protected_namespaces=(), frozen=True)

    code: ClassVar[str | None] = "bad_request"
    """The code of an unknown or missing key, and of a value that is no object; None: that of the enclosing field."""
    immutable: ClassVar[dict[str, str]] = {}
    """Keys that exist but may not be changed, with their error code."""
    clocked: ClassVar[bool] = False
    """Whether its validators are told the present moment (`info.context`)."""
    repeated: ClassVar[bool] = False
    """Whether equal bodies tend to come again. They are then parsed once, so that nobody may change what is in the model."""

    def given(self, name: str) -> bool:
        """Whether the payload has this field (python name), be it null."""
        return name in self.model_fields_set


def parse_model(model: type[M], value: Any, location: str = "", context: Any = None) -> M:
    """The model of a decoded JSON value. Raises MeiliError: the first error in payload order, then the first missing field.

    `context`: what validators may look at besides the value: the present moment, for a model that is `clocked`.
    """
    try:
        return model.model_validate(value, context=context)
    except ValidationError as error:
        raise first_error(error, model, value, model.code or "bad_request", location) from None


def parse_as(annotation: Any, value: Any, code: str = "bad_request", location: str = "") -> Any:
    """As `parse_model`, for any annotation; `code` is that of an error outside any model."""
    try:
        return adapter(annotation).validate_python(value, strict=True)
    except ValidationError as error:
        raise first_error(error, annotation, value, code, location) from None


@cache
def adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)
