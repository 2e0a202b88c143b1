"""One embedder's entry in a document's `_vectors`: its shapes, and the server's words for the others (guide tasks-documents, 15.4).

Positions in messages count in the compact text of the entry: the server counts in the text as sent, which is the same for a client
that sends no spaces.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any, NamedTuple

from meilifake.errors.base import MeiliError
from meilifake.errors.crash import Crash
from meilifake.wire.jsontext import display_f64, dumps
from meilifake.wire.rusttext import unexpected

Vector = tuple[float, ...]
MOST_VECTORS = 256
"""Vectors of one document for one embedder that the server keeps; it forgets the others without a word."""


class Parsed(NamedTuple):
    """`given`: the embeddings as sent, unchecked; None when the entry has none. `implicit`: an array or null, not an object."""

    given: Any
    regenerate: bool
    implicit: bool


class BadEntry(Exception):
    """The words of a refusal, without the document."""


def refused(external: str, words: object) -> MeiliError:
    return MeiliError("invalid_vectors_type", f"Bad embedder configuration in the document with id: `{external}`. {words}")


def kind_of(value: Any) -> tuple[str, str]:
    """How serde names a scalar, and how it prints it."""
    if isinstance(value, bool):
        return "boolean", dumps(value)
    if isinstance(value, int):
        return "integer", str(value)
    if isinstance(value, float):
        return "number", display_f64(value)
    return "string", value


def not_a_map(value: Any) -> MeiliError:
    """A whole `_vectors` that is not an object: an internal error, as the server did not foresee it."""
    column = 0 if isinstance(value, list) else len(dumps(value).encode())
    return MeiliError("internal", f"invalid type: {unexpected(value)}, expected a map at line 1 column {column}")


def parse_entry(name: str, value: Any) -> Parsed:
    """Raises BadEntry for a shape that is none of the four."""
    if value is None:
        return Parsed([], False, True)
    if isinstance(value, list):
        return Parsed(value, False, True)
    if isinstance(value, dict):
        return parse_object(name, value)
    kind, shown = kind_of(value)
    raise BadEntry(
        f"Expected `._vectors.{name}` to be an array of floats, an array of arrays of floats, or an object with at least the field "
        f"`regenerate`, but got the {kind} `{shown}`"
    )


def parse_object(name: str, value: Mapping[str, Any]) -> Parsed:
    column, last = 1, len(value) - 1
    for place, (key, item) in enumerate(value.items()):
        column += len(dumps(key).encode()) + 1
        if key not in ("regenerate", "embeddings"):
            # The server leaves the object at the key and trips over the colon before it can name the field.
            raise BadEntry(f"Could not parse `._vectors.{name}`: trailing characters at line 1 column {column}")
        if key == "regenerate" and not isinstance(item, bool):
            raise bad_flag(name, item, column, place == last)
        column += len(dumps(item).encode()) + 1
    if "regenerate" not in value:
        raise BadEntry(
            f"Missing field `._vectors.{name}.regenerate`\n  - note: `._vectors.{name}` must be an array of floats, an array of arrays of "
            "floats, or an object with field `regenerate`"
        )
    return Parsed(value.get("embeddings"), value["regenerate"], False)


def bad_flag(name: str, value: Any, column: int, last: bool) -> BadEntry:
    """`column` is that of the colon before the value: an error inside the object that does not end it shadows the one of the flag."""
    if isinstance(value, (dict, list)):
        return BadEntry(f"Could not parse `._vectors.{name}`: trailing characters at line 1 column {column + 1}")
    end = column + len(dumps(value).encode())
    if not last:
        return BadEntry(f"Could not parse `._vectors.{name}`: trailing comma at line 1 column {end + 1}")
    words = f"invalid type: {unexpected(value)}, expected a boolean at line 1 column {end}"
    return BadEntry(f"Could not parse `._vectors.{name}.regenerate`: {words}")


KINDS = (
    (bool, "a boolean"), (int, "an integer"), (float, "a number"), (str, "a string"), (list, "an array"),
)  # fmt: skip


def wrong_type(place: str, expected: str, value: Any) -> BadEntry | Crash:
    """An object where a vector or a number should be is no refusal: asked what it is, the server's reader of values panics."""
    if isinstance(value, dict):
        return Crash()
    if value is None:
        return BadEntry(f"Invalid value type at `{place}`: expected {expected}, but found null")
    found = next(words for kind, words in KINDS if isinstance(value, kind))
    if found == "an integer":
        found = "a positive integer" if value >= 0 else "a negative integer"
    return BadEntry(f"Invalid value type at `{place}`: expected {expected}, but found {found}: `{dumps(value)}`")


def embeddings(name: str, parsed: Parsed) -> tuple[Vector, ...]:
    """The vectors of an entry in 32-bit floats, the first of which decides between one vector and several. Raises BadEntry."""
    place, given = f"._vectors.{name}" + ("" if parsed.implicit else ".embeddings"), parsed.given
    if not isinstance(given, list):
        raise wrong_type(place, "null or an array", given)
    if not given:
        return ()
    if isinstance(given[0], list):
        return tuple(vector(f"{place}[{at}]", item) for at, item in enumerate(given))
    if isinstance(given[0], bool) or not isinstance(given[0], (int, float)):
        raise wrong_type(f"{place}[0]", "a number or an array", given[0])
    return (vector(place, given),)


def vector(place: str, items: Any) -> Vector:
    if not isinstance(items, list):
        raise wrong_type(place, "an array", items)
    for at, item in enumerate(items):
        if isinstance(item, bool) or not isinstance(item, (int, float)):
            raise wrong_type(f"{place}[{at}]", "a number", item)
    return tuple(array("f", items))
