"""The standard filters of liquid: how many arguments each takes."""

from __future__ import annotations

from meilifake.engine.liquid.fault import LiquidFault, context
from meilifake.engine.liquid.peg import Node

ARGUMENTS: dict[str, tuple[int, int]] = {
    "abs": (0, 0), "append": (1, 1), "at_least": (1, 1), "at_most": (1, 1), "capitalize": (0, 0), "ceil": (0, 0), "compact": (0, 1),
    "concat": (1, 1), "date": (1, 1), "default": (1, 1), "divided_by": (1, 1), "downcase": (0, 0), "escape": (0, 0),
    "escape_once": (0, 0), "first": (0, 0), "floor": (0, 0), "join": (0, 1), "last": (0, 0), "lstrip": (0, 0), "map": (1, 1),
    "minus": (1, 1), "modulo": (1, 1), "newline_to_br": (0, 0), "plus": (1, 1), "prepend": (1, 1), "remove": (1, 1),
    "remove_first": (1, 1), "replace": (1, 2), "replace_first": (1, 2), "reverse": (0, 0), "round": (0, 1), "rstrip": (0, 0),
    "size": (0, 0), "slice": (1, 2), "sort": (0, 1), "sort_natural": (0, 1), "split": (1, 1), "strip": (0, 0), "strip_html": (0, 0),
    "strip_newlines": (0, 0), "times": (1, 1), "truncate": (0, 2), "truncatewords": (0, 2), "uniq": (0, 0), "upcase": (0, 0),
    "url_decode": (0, 0), "url_encode": (0, 0), "where": (1, 2),
}  # fmt: skip
"""At least and at most, by name."""


def check_chain(text: str, chain: Node) -> None:
    """Raises LiquidFault for the first filter that is unknown or is given a wrong number of arguments."""
    for call in chain.children[1:]:
        name = text[call.children[0].start : call.children[0].end]
        if name not in ARGUMENTS:
            raise LiquidFault("Unknown filter", *context(requested_filter=name, available_filters=", ".join(sorted(ARGUMENTS))))
        problem = argument_fault(text, name, call)
        if problem is not None:
            message, lines = problem
            raise LiquidFault(message, *lines, "from: Filter parsing error", *context(filter=text[call.start : call.end]))


def argument_fault(text: str, name: str, call: Node) -> tuple[str, tuple[str, ...]] | None:
    """Missing ones first, then those too many, then named ones, which no standard filter takes."""
    least, most = ARGUMENTS[name]
    given = sum(child.rule == "PositionalFilterArgument" for child in call.children)
    if given < least:
        return "Invalid number of arguments", context(cause=f"expected at least {least} positional {plural(least)}")
    if given > most:
        return "Invalid number of positional arguments", context(cause=f"expected at most {most} positional {plural(most)}")
    keyword = next((child for child in call.children if child.rule == "KeywordFilterArgument"), None)
    if keyword is None:
        return None
    return f"Unexpected named argument `{text[keyword.children[0].start : keyword.children[0].end]}`", ()


def plural(count: int) -> str:
    return "argument" if count == 1 else "arguments"
