"""What recorded scenarios meet of the server: the routes and names that requests use, the codes, tasks and rules that answers tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from meilifake.app.matcher import Matcher
from meilifake.conformance.exchange import Scenario, Step, scenarios
from meilifake.engine.search.ranking.rules import RULES
from meilifake.engine.settings_table import SETTINGS
from meilifake.engine.tasks.model import KINDS
from meilifake.errors.codes import CODES
from meilifake.routes.table import all_routes
from meilifake.wire.route import Route

SHOWN_AS = {"_geoPoint": "geo", "geoSort": "geo", "vectorSort": "vectorSort"}
"""Score details that show a rule under another name."""

Subject = tuple[str, str]
"""A section of the table of coverage and a name in it."""


@cache
def matcher() -> Matcher:
    return Matcher(all_routes())


def met_by(scenario: Scenario) -> set[Subject]:
    """All that a scenario's requests use, and all that its answers speak of."""
    return {subject for step in scenario.steps for subject in (*asked(step), *answered(step))}


def asked(step: Step) -> Iterator[Subject]:
    if step.sent is None:
        return
    path, _, query = step.sent.path.partition("?")
    route, _ = matcher().match(step.sent.method, path)
    if route is None:
        return
    name = f"{route.method} {route.path}"
    yield "route", name
    for key, _ in parse_qsl(query, keep_blank_values=True):
        yield "parameter", f"{name} ?{key}"
    body = step.sent.body.get("json")
    keys = {key for one in objects_of(body) for key in one}
    for key in keys:
        yield "parameter", f"{name} .{key}"
    if "/settings" in route.path:
        yield from (("setting", setting) for setting in settings_of(route, keys))
    if route.path == "/experimental-features":
        yield from (("feature", key) for key in keys)
    yield from (("rule", rule) for rule in rules_named(body))


def settings_of(route: Route, keys: set[str]) -> Iterator[str]:
    """Those of a body for all of them, or the one that the route is for."""
    together = route.path.endswith("/settings")
    for setting in SETTINGS:
        alone = route.method == setting.verb and route.path.endswith(f"/settings/{setting.path}")
        if alone or (together and setting.name in keys):
            yield setting.name


def rules_named(value: Any) -> Iterator[str]:
    """What a body asks of the order: rules of a list, and directions of fields or points."""
    for text in values_of(value):
        if not isinstance(text, str):
            continue
        if text in RULES:
            yield text
        elif text.endswith((":asc", ":desc")):
            yield "geo" if text.startswith("_geoPoint(") else text.rpartition(":")[2]


def answered(step: Step) -> Iterator[Subject]:
    """Errors, tasks and score details, wherever in the answer they stand."""
    if step.got is None:
        return
    for one in objects_of(step.got.body.get("json")):
        if "link" in one and one.get("code") in CODES:
            yield "code", one["code"]
        if one.get("type") in KINDS:
            yield "task", one["type"]
        for key in one.get("_rankingScoreDetails") or ():
            yield "rule", SHOWN_AS.get(key.partition("(")[0], key)


def objects_of(value: Any) -> list[dict[str, Any]]:
    return [one for one in values_of(value) if isinstance(one, dict)]


def values_of(value: Any) -> list[Any]:
    """A JSON value and all that it holds."""
    found = [value]
    for one in found:
        if isinstance(one, dict):
            found += one.values()
        elif isinstance(one, list):
            found += one
    return found


def sightings(folders: Iterable[Path]) -> dict[Subject, list[str]]:
    """Subject -> the scenarios that meet it, by their paths in the folder, in order."""
    seen: dict[Subject, list[str]] = {}
    for folder in folders:
        for path in scenarios(folder):
            name = path.relative_to(folder).with_suffix("").as_posix()
            for subject in met_by(Scenario.load(path)):
                seen.setdefault(subject, []).append(name)
    return seen
