"""Functions of object maps, whose keys are always walked in order."""

from __future__ import annotations

from typing import Any

from meilifake.engine.rhai.natives import native
from meilifake.engine.rhai.scope import Place
from meilifake.engine.rhai.values import FnPtr, copied, debug

Fields = dict[str, Any]


def pair(machine: Any, function: FnPtr, key: str, value: Any) -> Any:
    """Call a function on a property: with its name and value, or with the name alone and the value as `this`."""
    definition = function.definition
    count = 2 if definition is None else len(definition.parameters)
    if count < 2:
        return machine.call_pointer(function, [key][:count], Place(value))
    return machine.call_pointer(function, [key, copied(value)])


def ordered(fields: Fields) -> list[tuple[str, Any]]:
    return [(key, fields[key]) for key in sorted(fields)]


def fill(machine: Any, fields: Fields, more: Fields) -> None:
    for key, value in more.items():
        fields.setdefault(key, value)


def parted(machine: Any, fields: Fields, function: FnPtr, verdict: bool) -> Fields:
    """Take out the properties for which the function says `verdict`."""
    out = {key: value for key, value in ordered(fields) if (pair(machine, function, key, value) is True) is verdict}
    for key in out:
        del fields[key]
    return out


def json_of(value: Any) -> str:
    """Rhai's own JSON: strings and numbers are written as for programmers, so that not all of it is JSON."""
    kind = type(value)
    if value is None:
        return "null"
    if kind is dict:
        return "{" + ",".join(f"{debug(key)}:{json_of(item)}" for key, item in ordered(value)) + "}"
    if kind is list:
        return "[" + ",".join(map(json_of, value)) + "]"
    if kind is FnPtr:
        name = debug(value.shown())
        return f"[{','.join([name, *map(json_of, value.curried)])}]" if value.curried else name
    return debug(value, quoted=True)


MAPS = [
    *native("len", "map", lambda m, o: len(o)),
    *native("is_empty", "map", lambda m, o: not o),
    *native("contains", "map string", lambda m, o, k: k in o),
    *native("get", "map string", lambda m, o, k: copied(o.get(k))),
    *native("set", "map string any", lambda m, o, k, x: o.__setitem__(k, x)),
    *native("clear", "map", lambda m, o: o.clear()),
    *native("remove", "map string", lambda m, o, k: o.pop(k, None)),
    *native("mixin", "map map", lambda m, o, p: o.update(p)),
    *native("fill_with", "map map", fill),
    *native("keys", "map", lambda m, o: sorted(o)),
    *native("values", "map", lambda m, o: [copied(value) for _, value in ordered(o)]),
    *native("map", "map fn", lambda m, o, f: {key: pair(m, f, key, value) for key, value in ordered(o)}),
    *native("filter", "map fn", lambda m, o, f: {k: copied(v) for k, v in ordered(o) if pair(m, f, k, v) is True}),
    *native("drain", "map fn", lambda m, o, f: parted(m, o, f, True)),
    *native("retain", "map fn", lambda m, o, f: parted(m, o, f, False)),
    *native("to_json", "map", lambda m, o: json_of(o)),
]
