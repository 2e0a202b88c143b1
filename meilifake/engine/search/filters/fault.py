"""What can be wrong with a filter's text, in the server's words (guide search-semantics, 10.7; http-surface, 20.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from meilifake.engine.search.filters.span import Span
from meilifake.wire.rusttext import extends

OPERATIONS = (
    "`=`, `!=`, `>=`, `>`, `<=`, `<`, `IN`, `NOT IN`, `TO`, `EXISTS`, `NOT EXISTS`, `IS NULL`, `IS NOT NULL`, `IS EMPTY`, "
    "`IS NOT EMPTY`, `CONTAINS`, `NOT CONTAINS`, `STARTS WITH`, `NOT STARTS WITH`, `_geoRadius`, `_geoBoundingBox` or `_geoPolygon`"
)
ASPECTS = ("fragments", "userProvided", "documentTemplate", "regenerate")
ASPECT_LIST = "`fragments`, `userProvided`, `documentTemplate`, `regenerate`"
DEPTH = "The filter exceeded the maximum depth limit. Try rewriting the filter so that it contains fewer nested conditions."


class Fault(Exception):
    """A text that a rule of the grammar cannot read.

    `kind` is a key of `DIAGNOSTICS`; `final`: no other rule may try (the parser is certain of what was meant); `detail` is what
    the diagnostic names besides the fragment.
    """

    def __init__(self, kind: str, span: Span, detail: Any = None, *, final: bool = False) -> None:
        super().__init__(kind)
        self.kind = kind
        self.span = span
        self.detail = detail
        self.final = final

    @property
    def message(self) -> str:
        fragment = self.span.fragment
        words = DIAGNOSTICS[self.kind]
        if not isinstance(words, str):
            return self.span.report(words(fragment, self.detail))
        return self.span.report(words.replace("{d}", str(self.detail)).replace("{f}", escape_debug(fragment)))


NAMED = {"\t": "\\t", "\r": "\\r", "\n": "\\n", "'": "\\'", '"': '\\"', "\\": "\\\\", "\0": "\\0"}


def escape_debug(text: str) -> str:
    """Rust's `escape_debug`: control and unprintable characters escaped, and a combining mark if it comes first."""
    parts = []
    for at, character in enumerate(text):
        if character in NAMED:
            parts.append(NAMED[character])
        elif not character.isprintable() or (at == 0 and extends(character)):
            parts.append(f"\\u{{{ord(character):x}}}")
        else:
            parts.append(character)
    return "".join(parts)


def expected_value(fragment: str, keyword: bool | None) -> str:
    if not fragment.strip():
        return "Was expecting a value but instead got nothing."
    found = escape_debug(fragment)
    if keyword:
        quoted = f"To use `{found}` as a field name or a value, surround it by quotes."
        return f"Was expecting a value but instead got `{found}`, which is a reserved keyword. {quoted}"
    return f"Was expecting a value but instead got `{found}`."


def no_operation(fragment: str, _: Any) -> str:
    found = f"at `{escape_debug(fragment)}`." if fragment.strip() else "but instead got nothing."
    return f"Was expecting an operation {OPERATIONS} {found}"


def unknown_aspect(_: str, detail: tuple[str, str]) -> str:
    before, found = detail
    if found == ".":
        listed = "`.fragments`, `.userProvided`, `.documentTemplate`, `.regenerate`"
        return f"Was expecting one of {listed} or nothing, but instead found a point without a valid value."
    if before:
        return (
            "Vector filter can only accept one of `fragments`, `userProvided`, `documentTemplate` or `regenerate`, "
            f"but found both `{before}` and `{found}`."
        )
    if found in ASPECTS:
        return "Was expecting this part to be unquoted."
    return f"Was expecting one of {ASPECT_LIST} or nothing, but instead found `{found}`.{did_you_mean(found, ASPECTS)}"


def did_you_mean(word: str, known: tuple[str, ...] | list[str]) -> str:
    """`` Did you mean `x`?`` for the first known name within two edits (a swap of neighbours is one), or nothing."""
    close = next((name for name in known if within_two_edits(word, name)), None)
    return "" if close is None else f" Did you mean `{close}`?"


def within_two_edits(left: str, right: str) -> bool:
    """Optimal string alignment distance at most 2."""
    if abs(len(left) - len(right)) > 2:
        return False
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1] <= 2


PAIR = "[latitude, longitude]"

DIAGNOSTICS: Mapping[str, str | Callable[[str, Any], str]] = {
    "value": expected_value,
    "malformed": "Malformed value: `{f}`.",
    "escape_number": "Found an invalid escaped sequence number: `{f}`.",
    "incomplete": "The filter is incomplete and requires Unknown additional bytes to be parsed.",
    "delimiter": "Expression `{f}` is missing the following closing delimiter: `{d}`.",
    "operation": no_operation,
    "end": "Found unexpected characters at the end of the filter: `{f}`. You probably forgot an `OR` or an `AND` rule.",
    "in_open": "Expected `[` after `IN` keyword.",
    "in_close": "Expected matching `]` after the list of field names given to `IN[`",
    "in_value": "Expected only comma-separated field names inside `IN[..]` but instead found `{f}`.",
    "_geoRadius": "The `_geoRadius` filter must be in the form: `_geoRadius(latitude, longitude, radius, optionalResolution)`.",
    "radius_count": "Was expecting 3 or 4 arguments for `_geoRadius`, but instead found {d}.",
    "_geoBoundingBox": f"The `_geoBoundingBox` filter expects two pairs of arguments: `_geoBoundingBox({PAIR}, {PAIR})`.",
    "_geoPolygon": f"The `_geoPolygon` filter doesn't match the expected format: `_geoPolygon({PAIR}, {PAIR})`.",
    "polygon_count": "The `_geoPolygon` filter expects at least 3 points but only {d} were specified",
    "not_pair": "Was expecting 2 coordinates but instead found {d}.",
    "misused": "The `{d}` filter is an operation and can't be used as a value.",
    "reserved_geo": "`{d}` is a reserved keyword and thus can't be used as a filter expression. Use the "
    f"`_geoRadius(latitude, longitude, distance)` or `_geoBoundingBox({PAIR}, {PAIR})` built-in rules to filter on `_geo` coordinates.",
    "vector_leftover": "The vector filter has leftover tokens.",
    "vector_quotes": "The quotes in one of the values are inconsistent.",
    "vector_no_embedder": "Was expecting embedder name but found nothing.",
    "vector_embedder": "The vector filter's embedder name is invalid.",
    "vector_no_fragment": "The vector filter is missing a fragment name.",
    "vector_fragment": "The vector filter's fragment name is invalid.",
    "vector_operation": "Was expecting an operation like `EXISTS` or `NOT EXISTS` after the vector filter.",
    "vector_aspect": unknown_aspect,
    "foreign": "Was expecting a field name and an condition inside `_foreign(..)` filter but instead found `{f}`.",
    "depth": DEPTH,
    "not_finite": "Non finite floats are not supported",
}
"""`{f}` is the fragment, escaped; `{d}` the detail."""
