"""The server's words for a value that does not fit: shared by JSON bodies and query strings (guide http-surface, sections 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

BUDGETS = ((3, 0), (7, 1), (12, 2), (17, 3), (24, 4))
"""Up to so many bytes of a word received, so many typos in a suggestion; five beyond the last row."""


def listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def did_you_mean(received: str, accepted: Sequence[str]) -> str:
    """``did you mean `x`? `` for the closest accepted name within the typo budget of the received word, or nothing."""
    size = len(received.encode())
    budget = next((typos for most, typos in BUDGETS if size <= most), 5)
    if not budget:
        return ""
    near = [(place, name) for place, name in enumerate(accepted) if abs(len(name) - len(received)) <= budget]
    close = [(distance, place) for place, name in near if (distance := edits(received, name)) <= budget]
    return f"did you mean `{accepted[min(close)[1]]}`? " if close else ""


def edits(left: str, right: str) -> int:
    """The unrestricted Damerau-Levenshtein distance, in characters."""
    far = len(left) + len(right)
    last_row: dict[str, int] = {}
    rows: list[list[int]] = [[far] * (len(right) + 2), [far, *range(len(right) + 1)]]
    for row, a in enumerate(left, 1):
        current, last_column = [far, row], 0
        for column, b in enumerate(right, 1):
            swap_row = last_row.get(b, 0)
            swap: int = rows[swap_row][last_column] + (row - swap_row - 1) + 1 + (column - last_column - 1)
            above = rows[row]
            if a == b:
                cost, last_column = above[column], column
            else:
                cost = above[column] + 1
            current.append(min(cost, current[column] + 1, above[column + 1] + 1, swap))
        rows.append(current)
        last_row[a] = row
    return rows[-1][-1]


def expected_one_of(received: str, accepted: Sequence[str]) -> str:
    return f"{did_you_mean(received, accepted)}expected one of {listed(accepted)}"


KINDS = ("null", "a boolean", "a positive integer", "a negative integer", "a number", "a string", "an array", "an object")
"""In the order in which the server lists them."""


def kind_of(value: Any) -> str:
    """The word for the kind of a JSON value."""
    if value is None:
        return "null"
    if value is True or value is False:
        return "a boolean"
    if isinstance(value, int):
        return "a negative integer" if value < 0 else "a positive integer"
    if isinstance(value, float):
        return "a number"
    if isinstance(value, str):
        return "a string"
    return "an object" if isinstance(value, dict) else "an array"


def expected_kinds(kinds: Iterable[str]) -> str:
    """Kinds as a phrase: in the server's order, integers merged (`an integer`, or `a number` with floats)."""
    names = [kind for kind in KINDS if kind in set(kinds)]
    if "a number" in names:
        names = [kind for kind in names if not kind.endswith("integer")]
    elif names.count("a positive integer") and names.count("a negative integer"):
        names = ["an integer" if kind == "a positive integer" else kind for kind in names if kind != "a negative integer"]
    if len(names) < 3:
        return " or ".join(names)
    return ", ".join(names[:-1]) + f", or {names[-1]}"
