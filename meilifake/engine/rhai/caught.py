"""What `catch (e)` gets: the thrown value, or a map that describes the error."""

from __future__ import annotations

import re
from typing import Any

from meilifake.engine.rhai.faults import RunFault, Thrown
from meilifake.engine.rhai.values import FnPtr

BOUNDS = re.compile(r"(Array|String|Bit-field) index (-?\d+) out of bounds: (?:only (\d+)|.*empty)")
IMPURE = re.compile(r"Non-pure method '(.*)' cannot be called on constant")
MISMATCH = {"Data": "ErrorMismatchDataType", "Output": "ErrorMismatchOutputType"}
KINDS = {"Array": "Array", "String": "String", "Bit-field": "BitField"}
TYPES = re.compile(r"(Data|Output) type incorrect: (.*) \(expecting (.*)\)")


def caught(fault: RunFault) -> Any:
    if isinstance(fault, Thrown):
        return fault.thrown
    found: dict[str, Any] = {"message": fault.message}
    if fault.position is not None:
        found["line"], found["position"] = fault.position
    return found | fields(fault)


def fields(fault: RunFault) -> dict[str, Any]:
    """The error's name and what belongs to it."""
    message = fault.message
    if fault.error:
        return {"error": fault.error}
    if fault.function:
        # A closure's name is a hash, which only matters to a script that shows it.
        name = FnPtr(fault.function, fault) if fault.function.startswith("anon$") else fault.function
        return {"error": "ErrorInFunctionCall", "function": name, "source": ""}
    bounds = BOUNDS.match(message)
    if bounds is not None:
        return {"error": f"Error{KINDS[bounds[1]]}Bounds", "index": int(bounds[2]), "length": int(bounds[3] or 0)}
    impure = IMPURE.fullmatch(message)
    if impure is not None:
        return {"error": "ErrorNonPureMethodCallOnConstant", "function": impure[1]}
    types = TYPES.fullmatch(message)
    if types is not None:
        return {"error": MISMATCH[types[1]], "actual": types[2], "requested": types[3]}
    start, (error, field) = next((start, row) for start, row in ERRORS.items() if message.startswith(start))
    return {"error": error, field: message if field == "property" else message[len(start) :]} if field else {"error": error}


ERRORS = {
    "Function not found: ": ("ErrorFunctionNotFound", "function"),
    "Variable not found: ": ("ErrorVariableNotFound", "variable"),
    "Cannot modify constant ": ("ErrorAssignmentToConstant", "variable"),
    "Data race detected": ("ErrorDataRace", "variable"),
    "Indexer unavailable: ": ("ErrorIndexingType", "type"),
    "'this' not bound": ("ErrorUnboundThis", ""),
    "For loop expects iterable type": ("ErrorFor", ""),
    "Unknown property ": ("ErrorDotExpr", "property"),
    "No writable property ": ("ErrorDotExpr", "property"),
}
"""How an error's words begin: the name that a script sees, and the field that holds what follows (`property`: all of the words)."""
