"""Functions of arrays. Those that change one do so in place."""

from __future__ import annotations

from functools import cmp_to_key
from typing import Any

from meilifake.engine.rhai.faults import RunFault
from meilifake.engine.rhai.methods.slices import of_range, span
from meilifake.engine.rhai.natives import Native, native
from meilifake.engine.rhai.operators import enlarged, equal
from meilifake.engine.rhai.scope import Place
from meilifake.engine.rhai.values import I64_MAX, Char, FnPtr, copied

Items = list[Any]
SORTABLE = (int, float, str, Char, bool, type(None))


def each(machine: Any, function: FnPtr, item: Any, *extra: Any) -> Any:
    """Call a function on an item: as its parameter, with the index if it has one parameter more, as `this` if it has none."""
    definition = function.definition
    if definition is not None:
        count = len(definition.parameters)
        if count == 0:
            return machine.call_pointer(function, [], machine.item(item))
        return machine.call_pointer(function, [copied(item), *extra][:count])
    for count in range(1, len(extra) + 2):
        if (function.name, count + len(function.curried)) in machine.functions:
            return machine.call_pointer(function, [copied(item), *extra][:count])
    if (function.name, len(function.curried)) in machine.functions:
        return machine.call_pointer(function, [], machine.item(item))
    return machine.call_pointer(function, [copied(item)])


def holds(machine: Any, function: FnPtr, item: Any, index: int) -> bool:
    """A filter's verdict; anything but true counts as false."""
    return each(machine, function, item, index) is True


def position(items: Items, start: int) -> int:
    return max(len(items) + start, 0) if start < 0 else min(start, len(items))


def push(machine: Any, items: Items, item: Any) -> None:
    items.append(item)
    enlarged(items)


def extend(machine: Any, items: Items, more: Items) -> None:
    items.extend(more)
    enlarged(items)


def insert(machine: Any, items: Items, index: int, item: Any) -> None:
    items.insert(position(items, index), item)
    enlarged(items)


def pad(machine: Any, items: Items, size: int, item: Any) -> None:
    if size > 10_000:
        raise RunFault("Size of array/BLOB too large", catchable=False)
    items.extend(copied(item) for _ in range(size - len(items)))


def remove(machine: Any, items: Items, index: int) -> Any:
    return items.pop(index) if -len(items) <= index < len(items) else None


def truncate(machine: Any, items: Items, size: int) -> None:
    del items[max(size, 0) :]


def chop(machine: Any, items: Items, size: int) -> None:
    del items[: max(len(items) - max(size, 0), 0)]


def replaced(items: Items, part: tuple[int, int], more: Items) -> None:
    items[part[0] : part[1]] = more
    enlarged(items)


def taken(items: Items, part: tuple[int, int]) -> Items:
    out = items[part[0] : part[1]]
    del items[part[0] : part[1]]
    return out


def kept(items: Items, part: tuple[int, int]) -> Items:
    out = items[: part[0]] + items[part[1] :]
    items[:] = items[part[0] : part[1]]
    return out


def split(machine: Any, items: Items, index: int) -> Items:
    at = position(items, index)
    out = items[at:]
    del items[at:]
    return out


def index_of(machine: Any, items: Items, wanted: Any, start: int = 0) -> int:
    if type(wanted) is FnPtr:
        return next((at for at in range(position(items, start), len(items)) if holds(machine, wanted, items[at], at)), -1)
    return next((at for at in range(position(items, start), len(items)) if equal(items[at], wanted)), -1)


def find(machine: Any, items: Items, function: FnPtr, start: int = 0) -> Any:
    at = index_of(machine, items, function, start)
    return None if at < 0 else copied(items[at])


def find_map(machine: Any, items: Items, function: FnPtr, start: int = 0) -> Any:
    for at in range(position(items, start), len(items)):
        found = each(machine, function, items[at], at)
        if found is not None:
            return found
    return None


def for_each(machine: Any, items: Items, function: FnPtr) -> None:
    """`this` is the item itself and may be changed; a parameter, unlike elsewhere, is the index."""
    for at, item in enumerate(list(items)):
        place = Place(item)
        count = 0 if function.definition is None else len(function.definition.parameters)
        machine.call_pointer(function, [at][:count], place)
        items[at] = place.get()


def reduce(machine: Any, items: Items, function: FnPtr, *initial: Any, reverse: bool = False) -> Any:
    result = initial[0] if initial else None
    order = range(len(items) - 1, -1, -1) if reverse else range(len(items))
    count = 2 if function.definition is None else len(function.definition.parameters)
    for at in order:
        result = machine.call_pointer(function, [result, copied(items[at]), at][:count] if count else [])
    return result


def reduce_reverse(machine: Any, items: Items, function: FnPtr, *initial: Any) -> Any:
    return reduce(machine, items, function, *initial, reverse=True)


def drain(machine: Any, items: Items, function: FnPtr) -> Items:
    verdicts = [holds(machine, function, item, at) for at, item in enumerate(items)]
    out = [item for item, verdict in zip(items, verdicts, strict=True) if verdict]
    items[:] = [item for item, verdict in zip(items, verdicts, strict=True) if not verdict]
    return out


def retain(machine: Any, items: Items, function: FnPtr) -> Items:
    verdicts = [holds(machine, function, item, at) for at, item in enumerate(items)]
    out = [item for item, verdict in zip(items, verdicts, strict=True) if not verdict]
    items[:] = [item for item, verdict in zip(items, verdicts, strict=True) if verdict]
    return out


def zipped(machine: Any, items: Items, others: Items, function: FnPtr) -> Items:
    count = len(function.definition.parameters) if function.definition is not None else 2
    return [
        machine.call_pointer(function, [copied(left), copied(right), at][:count])
        for at, (left, right) in enumerate(zip(items, others, strict=False))
    ]


def sort(machine: Any, items: Items) -> None:
    ordered(items, reverse=False)


def sort_descending(machine: Any, items: Items) -> None:
    ordered(items, reverse=True)


def ordered(items: Items, reverse: bool) -> None:
    if len(items) < 2:
        return
    kind = type(items[0])
    if any(type(item) is not kind for item in items):
        raise RunFault("Function not found: elements of different types cannot be sorted")
    if kind not in SORTABLE:
        raise RunFault("Function not found: elements of array cannot be sorted")
    if kind is not type(None):
        items.sort(reverse=reverse)


def sort_by(machine: Any, items: Items, function: FnPtr) -> None:
    def compare(left: Any, right: Any) -> int:
        verdict = machine.call_pointer(function, [copied(left), copied(right)])
        if type(verdict) is int:
            return verdict
        # A comparer may also tell whether the left one comes first.
        return (-1 if verdict else 1) if type(verdict) is bool else 0

    items.sort(key=cmp_to_key(compare))


def sorted_copy(change: Any) -> Any:
    def run(machine: Any, items: Items, *more: Any) -> Items:
        out = copied(items)
        change(machine, out, *more)
        return list(out)

    return run


def dedup(machine: Any, items: Items, *function: FnPtr) -> None:
    out: Items = []
    for item in items:
        if out and (machine.call_pointer(function[0], [copied(item), copied(out[-1])]) is True if function else equal(item, out[-1])):
            continue
        out.append(item)
    items[:] = out


def by_part(name: str, run: Any, more: str = "") -> list[Native]:
    """The three ways to name a part: a range, a start and a length; `run` gets the items, the part and what follows."""
    return [
        *native(name, f"array range{more}", lambda m, a, r, *x: run(a, of_range(len(a), r), *x)),
        *native(name, f"array int int{more}", lambda m, a, i, n, *x: run(a, span(len(a), i, n), *x)),
    ]


ARRAYS = [
    *native("len", "array", lambda m, a: len(a)),
    *native("is_empty", "array", lambda m, a: not a),
    *native("get", "array int", lambda m, a, i: copied(a[i]) if -len(a) <= i < len(a) else None),
    *native("set", "array int any", lambda m, a, i, x: a.__setitem__(i, x) if -len(a) <= i < len(a) else None),
    *native("push", "array any", push),
    *native("append", "array array", extend),
    *native("insert", "array int any", insert),
    *native("pad", "array int any", pad),
    *native("pop", "array", lambda m, a: a.pop() if a else None),
    *native("shift", "array", lambda m, a: a.pop(0) if a else None),
    *native("remove", "array int", remove),
    *native("clear", "array", lambda m, a: a.clear()),
    *native("truncate", "array int", truncate),
    *native("chop", "array int", chop),
    *native("reverse", "array", lambda m, a: a.reverse()),
    *by_part("splice", replaced, " array"),
    *by_part("extract", lambda a, part: copied(a[part[0] : part[1]])),
    *native("extract", "array int", lambda m, a, i: copied(a[slice(*span(len(a), i, I64_MAX))])),
    *by_part("drain", taken),
    *by_part("retain", kept),
    *native("split", "array int", split),
    *native("contains", "array any", lambda m, a, x: any(equal(item, x) for item in a)),
    *native("index_of", "array any", index_of),
    *native("index_of", "array any int", index_of),
    *native("find", "array fn", find),
    *native("find", "array fn int", find),
    *native("find_map", "array fn", find_map),
    *native("find_map", "array fn int", find_map),
    *native("for_each", "array fn", for_each),
    *native("map", "array fn", lambda m, a, f: [each(m, f, item, at) for at, item in enumerate(a)]),
    *native("filter", "array fn", lambda m, a, f: [copied(item) for at, item in enumerate(a) if holds(m, f, item, at)]),
    *native("some", "array fn", lambda m, a, f: any(holds(m, f, item, at) for at, item in enumerate(a))),
    *native("all", "array fn", lambda m, a, f: all(holds(m, f, item, at) for at, item in enumerate(a))),
    *native("reduce", "array fn", reduce),
    *native("reduce", "array fn any", reduce),
    *native("reduce_rev", "array fn", reduce_reverse),
    *native("reduce_rev", "array fn any", reduce_reverse),
    *native("drain", "array fn", drain),
    *native("retain", "array fn", retain),
    *native("zip", "array array fn", zipped),
    *native("sort", "array", sort),
    *native("sort_desc", "array", sort_descending),
    *native("sort sort_by", "array fn", sort_by),
    *native("order", "array", sorted_copy(sort)),
    *native("order_desc", "array", sorted_copy(sort_descending)),
    *native("order order_by", "array fn", sorted_copy(sort_by)),
    *native("dedup", "array", dedup),
    *native("dedup", "array fn", dedup),
]
