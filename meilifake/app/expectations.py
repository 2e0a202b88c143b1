"""Assertions over the journal. A failure says what was expected, shows the nearest miss as a diff, and hides our frames."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from meilifake.app.journal import Exchange, Journal, Search
from meilifake.app.meant import meant
from meilifake.app.search_defaults import defaults, known, telling
from meilifake.wire.message import Request, Response

SHOWN = 10
"""Requests that a failure lists before it only counts."""
NO_EXCHANGE = Exchange(0, Request("GET", "/"), Response(0, [], b""))
"""Behind the search that `times=0` found not to be there."""


def assert_searched(journal: Journal, index_uid: str | None, times: int | None, expected: Mapping[str, Any]) -> Search:
    """The newest search that has these parameters, among others. Raises AssertionError when there is none, or not `times` of them,
    ValueError for a parameter that no search has.
    """
    __tracebackhide__ = True
    wanted = named(expected, journal)
    found = journal.searches(index_uid)
    fitting = [search for search in found if not differences(wanted, search)]
    if times is None and fitting:
        return fitting[-1]
    if times is not None and len(fitting) == times:
        return fitting[-1] if fitting else Search(index_uid or "", "search", {}, NO_EXCHANGE)
    count = "at least once" if times is None else f"{times} times, it was {len(fitting)}"
    raise AssertionError("\n".join([f"expected {described(index_uid, wanted)} {count}", *nearest(found, fitting, wanted, journal)]))


def assert_not_searched(journal: Journal, index_uid: str | None, unexpected: Mapping[str, Any]) -> None:
    """Raises AssertionError naming the searches that have these parameters, ValueError for a parameter that no search has."""
    __tracebackhide__ = True
    wanted = named(unexpected, journal)
    fitting = [search for search in journal.searches(index_uid) if not differences(wanted, search)]
    if fitting:
        raise AssertionError(
            "\n".join([f"expected no {described(index_uid, wanted)}", *(f"  {line(search)}" for search in fitting[:SHOWN])])
        )


def assert_no_writes(journal: Journal, index_uid: str | None) -> None:
    """Raises AssertionError naming the requests that may have changed something."""
    __tracebackhide__ = True
    writes = journal.writes(index_uid)
    if writes:
        where = f" to {index_uid!r}" if index_uid else ""
        raise AssertionError("\n".join([f"expected no writes{where}, there were {len(writes)}", *listed(writes)]))


def named(params: Mapping[str, Any], journal: Journal) -> dict[str, Any]:
    """By their names on the wire. Raises ValueError for one that the server does not know and no client sent: a slip of the pen, by which
    nothing would ever be found.
    """
    __tracebackhide__ = True
    wanted = {wire_name(name): value for name, value in params.items()}
    strange = sorted(wanted.keys() - known())
    sent = {name for search in journal.searches() for name in search.params} if strange else set()
    for name in strange:
        if name not in sent:
            raise ValueError(f"{name!r} is no parameter of a search{meant(name, known())}")
    return wanted


def wire_name(name: str) -> str:
    """`attributes_to_retrieve` and `attributesToRetrieve` mean the same."""
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)


def differences(wanted: Mapping[str, Any], search: Search) -> list[str]:
    """The names that differ. A parameter that was left out equals None and its default; a GET's text equals the number or the list it
    spells.
    """
    return [name for name, value in wanted.items() if not agrees(search, name, value)]


def agrees(search: Search, name: str, value: Any) -> bool:
    if name not in search.params:
        return value is None or value == defaults(search.kind).get(name)
    sent = search.params[name]
    return bool(sent == value) or spelled(sent, value)


def spelled(sent: Any, value: Any) -> bool:
    if not isinstance(sent, str) or isinstance(value, str) or value is None:
        return False
    return sent == (",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value).lower())


def nearest(found: list[Search], fitting: list[Search], wanted: Mapping[str, Any], journal: Journal) -> list[str]:
    """The diff against the search that has the most of what was wanted; without any search, what was asked instead."""
    if fitting:
        return [f"  {line(search)}" for search in fitting[:SHOWN]]
    if not found:
        others = journal.searches()
        asked = [f"  {line(search)}" for search in others[:SHOWN]] or listed(list(journal.exchanges))
        return ["there was no such search; there was:" if asked else "there was no request at all", *asked]
    closest = min(found, key=lambda search: (len(differences(wanted, search)), -search.exchange.number))
    lines = [f"nearest of {len(found)}: {closest.exchange!r}"]
    other = differences(wanted, closest)
    for name in dict.fromkeys((*wanted, *telling(closest.kind, closest.params))):
        if name in other:
            lines += [f"  - {name} = {wanted[name]!r}", f"  + {name} = {closest.params.get(name)!r}"]
        else:
            lines.append(f"    {name} = {closest.params.get(name, wanted.get(name))!r}")
    return lines


def described(index_uid: str | None, wanted: Mapping[str, Any]) -> str:
    where = f" of {index_uid!r}" if index_uid else ""
    what = ", ".join(f"{name}={value!r}" for name, value in wanted.items())
    return f"search{where}{' with ' + what if what else ''}"


def line(search: Search) -> str:
    params = told(search)
    return f"{search.exchange.number}: {search.kind} of {search.index_uid!r}{' with ' + params if params else ''}"


def told(search: Search) -> str:
    """What a search asked for, in a line."""
    return ", ".join(f"{name}={value!r}" for name, value in telling(search.kind, search.params).items())


def listed(exchanges: list[Exchange]) -> list[str]:
    more = len(exchanges) - SHOWN
    return [f"  {one!r}" for one in exchanges[:SHOWN]] + ([f"  and {more} more"] if more > 0 else [])
