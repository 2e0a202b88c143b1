"""From pydantic's errors to the one the server reports: the first in payload order, in its own words (guide http-surface, section 4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Union, get_args, get_origin

from meilifake.errors.base import Broken, MeiliError
from meilifake.wire.jsontext import dumps
from meilifake.wire.words import expected_kinds, expected_one_of, kind_of, listed

if TYPE_CHECKING:
    from pydantic import ValidationError

Path = tuple[str | int, ...]
KEY = "[key]"
"""What pydantic puts after a key of a mapping when the key itself is refused."""
QUOTED = re.compile("'([^']*)'")


class Refusal(ValueError):
    """An error raised by a validator.

    The location goes between `before` and `after`, nowhere without an `after`; `article` is `at` or `inside`; `code` replaces the
    field's; `below` is a path from the validated value to the culprit.
    """

    def __init__(self, before: str, after: str | None = None, *, code: str | None = None, below: Path = (), article: str = "at") -> None:
        super().__init__(before + (after or ""))
        self.before = before
        self.after = after
        self.code = code
        self.below = below
        self.article = article


class Stumbled(ValueError):
    """Raised by a validator over whose value the server crashes, once it gets there."""

    def __init__(self, crash: Broken) -> None:
        super().__init__(str(crash))
        self.crash = crash


def invalid(words: str, *, code: str | None = None, below: Path = ()) -> Refusal:
    """``Invalid value at `L`: words``"""
    return Refusal("Invalid value", f": {words}", code=code, below=below)


def exactly(message: str, code: str | None = None) -> Refusal:
    """The whole message, without any location."""
    return Refusal(message, code=code)


def wrong_kind(value: Any, *kinds: str, code: str | None = None, below: Path = ()) -> Refusal:
    """``Invalid value type at `L`: expected {kinds}, but found ...``; `kinds` are words of `wire.words.KINDS`."""
    return Refusal("Invalid value type", f": expected {expected_kinds(kinds)}, but found {found(value)}", code=code, below=below)


def unknown_value(value: str, names: Sequence[str], *, code: str | None = None, below: Path = ()) -> Refusal:
    return Refusal(f"Unknown value `{value}`", f": {expected_one_of(value, names)}", code=code, below=below)


def unknown_field(key: str, names: Sequence[str], *, code: str | None = None, below: Path = ()) -> Refusal:
    return Refusal(f"Unknown field `{key}`", f": {expected_one_of(key, names)}", code=code, below=below, article="inside")


def missing_field(name: str, *, code: str | None = None, below: Path = ()) -> Refusal:
    return Refusal(f"Missing field `{name}`", "", code=code, below=below, article="inside")


def key_refused(key: str, type_name: str) -> Refusal:
    """A key of a mapping that is none of its key type; the place is the mapping's."""
    return invalid(f'the key "{key}" could not be deserialized into the key type `{type_name}`')


def found(value: Any) -> str:
    return "null" if value is None else f"{kind_of(value)}: `{dumps(value)}`"


KINDS: dict[str, str] = {
    "bool_type": "a boolean",
    "int_type": "a positive integer",
    "float_type": "a number",
    "string_type": "a string",
    "list_type": "an array",
    "tuple_type": "an array",
    "dict_type": "an object",
    "model_type": "an object",
}
"""The kind that each of pydantic's type errors asks for."""


def below_minimum(error: Any) -> Refusal:
    least, value = int(error["ctx"]["ge"]), error["input"]
    if value == 0 and least == 1:
        return invalid(f"a non-zero integer value lower than `{2**64 - 1}` was expected, but found a zero")
    if least < 0:
        return invalid(f"value: `{value}` is too small to be deserialized, minimum value authorized is `{least}`")
    return wrong_kind(value, "a positive integer")


def above_maximum(error: Any) -> Refusal:
    return invalid(f"value: `{error['input']}` is too large to be deserialized, maximum value authorized is `{error['ctx']['le']}`")


def unknown_name(error: Any) -> Refusal:
    value = error["input"]
    return unknown_value(value, QUOTED.findall(error["ctx"]["expected"])) if isinstance(value, str) else wrong_kind(value, "a string")


def raised(error: Any) -> Refusal:
    cause = error["ctx"]["error"]
    if isinstance(cause, Stumbled):
        raise cause.crash
    return cause if isinstance(cause, Refusal) else invalid(str(cause))


WORDS: dict[str, Callable[[Any], Refusal]] = {
    "greater_than_equal": below_minimum,
    "less_than_equal": above_maximum,
    "literal_error": unknown_name,
    "value_error": raised,
}


class Step(NamedTuple):
    """Where a path has arrived: the annotation there, the code in force, the code in force for the enclosing struct."""

    annotation: Any
    code: str


def first_error(error: ValidationError, annotation: Any, value: Any, code: str, location: str = "") -> MeiliError:
    """The error that the server would have stopped at. Raises Broken."""
    errors = error.errors(include_url=False)
    first = min(errors, key=lambda item: tuple(place_in(value, annotation, item["loc"]))) if len(errors) > 1 else errors[0]
    path: Path = first["loc"]
    if first["type"] in ("missing", "extra_forbidden"):
        return key_error(first["type"], str(path[-1]), walk(annotation, path[:-1], code), location + written(path[:-1]))
    if path and path[-1] == KEY:
        path = path[:-2]
    kind = KINDS.get(first["type"])
    refusal = WORDS[first["type"]](first) if kind is None else wrong_kind(first["input"], kind)
    step = walk(annotation, path, code)
    chosen = refusal.code or struct_code(step)
    return MeiliError(chosen, worded(refusal, location + written(path + refusal.below)))


def struct_code(step: Step) -> str:
    """A value that should have been a struct is refused with the struct's own code."""
    model = model_of(step.annotation)
    return step.code if model is None else (model.code or step.code)


def key_error(kind: str, key: str, step: Step, where: str) -> MeiliError:
    model = model_of(step.annotation)
    code = struct_code(step)
    names = [field.alias or name for name, field in model.model_fields.items()]
    if kind == "extra_forbidden":
        if key in model.immutable:
            return MeiliError(model.immutable[key], f"Immutable field `{key}`: expected one of {listed(names)}")
        return MeiliError(code, worded(unknown_field(key, names), where))
    own = code_of(next(field for field in model.model_fields.values() if field.alias == key))
    return MeiliError((own.missing if own is not None else None) or code, worded(missing_field(key), where))


def worded(refusal: Refusal, where: str) -> str:
    if refusal.after is None:
        return refusal.before
    return refusal.before + (f" {refusal.article} `{where}`" if where else "") + refusal.after


def written(path: Path) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)


def place_in(value: Any, annotation: Any, path: Path) -> Iterator[int]:
    """The order in which the server meets a place: keys as the payload has them, absent fields after them as declared."""
    for part in path:
        if part == KEY:
            return
        if isinstance(part, int):
            yield part
            value = value[part]
        elif part in value:
            yield list(value).index(part)
            value = value[part]
        else:
            model = model_of(annotation)
            yield len(value) + ([field.alias for field in model.model_fields.values()].index(part) if model is not None else 0)
            return
        annotation = below(annotation, part)


def walk(annotation: Any, path: Path, code: str) -> Step:
    """The annotation at the end of a path and the code of the innermost field that has one."""
    for part in path:
        model = model_of(annotation)
        if model is not None:
            own = code_of(next((field for field in model.model_fields.values() if field.alias == part), None))
            code = own.code if own is not None else (model.code or code)
        annotation = below(annotation, part)
    return Step(annotation, code)


def below(annotation: Any, part: str | int) -> Any:
    model = model_of(annotation)
    if model is not None:
        return next((field.annotation for field in model.model_fields.values() if field.alias == part), None)
    arguments = get_args(peeled(annotation))
    return arguments[-1] if arguments else None


def peeled(annotation: Any) -> Any:
    """Without `Annotated` and `| None`."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, UnionType):
            annotation = next(argument for argument in get_args(annotation) if argument is not type(None))
        else:
            return annotation


def model_of(annotation: Any) -> Any:
    """The model that an annotation is, optional or not; None for anything else."""
    inner = peeled(annotation)
    return inner if isinstance(inner, type) and hasattr(inner, "model_fields") else None


def code_of(field: Any) -> Any:
    """The `Code` in a field's annotation."""
    from meilifake.schema.base import Code

    return None if field is None else next((item for item in field.metadata if isinstance(item, Code)), None)
