"""What of the server the recorded scenarios meet: `python -m meilifake conformance coverage` writes `docs/coverage.md`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from meilifake.app.matcher import Matcher
from meilifake.conformance import parameters
from meilifake.conformance.exchange import Scenario, Step, scenarios
from meilifake.engine.features import FEATURES
from meilifake.engine.search.ranking.rules import RULES
from meilifake.engine.settings_table import SETTINGS
from meilifake.engine.tasks.model import KINDS
from meilifake.errors.codes import CODES
from meilifake.routes.table import all_routes

EXAMPLES = 3
OTHER_RULES = ("asc", "desc", "geo", "vectorSort")
"""Rules that are no name of a ranking-rules list: a field's own directions, points, similarity."""
SHOWN_AS = {"_geoPoint": "geo", "geoSort": "geo", "vectorSort": "vectorSort"}
"""Score details that show a rule under another name."""

Subject = tuple[str, str]
"""A section of the table and a name in it."""


class Section(NamedTuple):
    title: str
    names: Callable[[], Iterable[str]]


def route_names() -> Iterator[str]:
    return (f"{route.method} {route.path}" for route in all_routes())


def parameter_names() -> Iterator[str]:
    """Settings are a section of their own."""
    for route in all_routes():
        for name in parameters.of_query(route):
            yield f"{route.method} {route.path} ?{name}"
        for name in () if "/settings" in route.path else parameters.of_body(route.body):
            yield f"{route.method} {route.path} .{name}"


SECTIONS: Mapping[str, Section] = {
    "route": Section("Routes", route_names),
    "parameter": Section("Parameters", parameter_names),
    "setting": Section("Settings", lambda: (setting.name for setting in SETTINGS)),
    "feature": Section("Experimental features", lambda: FEATURES),
    "task": Section("Task kinds", lambda: KINDS),
    "code": Section("Error codes", lambda: CODES),
    "rule": Section("Ranking rules", lambda: (*RULES, *OTHER_RULES)),
}


def met_by(scenario: Scenario) -> set[Subject]:
    """All that a scenario's requests use, and all that its answers speak of."""
    matcher = Matcher(all_routes())
    return {subject for step in scenario.steps for subject in (*asked(step, matcher), *answered(step))}


def asked(step: Step, matcher: Matcher) -> Iterator[Subject]:
    if step.sent is None:
        return
    path, _, query = step.sent.path.partition("?")
    route, _ = matcher.match(step.sent.method, path)
    if route is None:
        return
    name = f"{route.method} {route.path}"
    yield "route", name
    for key, _ in parse_qsl(query, keep_blank_values=True):
        yield "parameter", f"{name} ?{key}"
    keys = set(keys_of(step.sent.body.get("json")))
    for key in keys:
        yield "parameter", f"{name} .{key}"
    for setting in SETTINGS:
        alone = route.path.endswith(f"/settings/{setting.path}") and route.method == setting.verb
        if alone or (setting.name in keys and route.path.endswith("/settings")):
            yield "setting", setting.name
    if route.path == "/experimental-features":
        yield from (("feature", key) for key in keys)
    yield from (("rule", rule) for rule in rules_named(step.sent.body.get("json")))


def rules_named(value: Any) -> Iterator[str]:
    """What a body asks of the order: rules of a list, and directions of fields or points."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from rules_named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from rules_named(inner)
    elif isinstance(value, str):
        if value in RULES:
            yield value
        elif value.endswith((":asc", ":desc")):
            yield "geo" if value.startswith("_geoPoint(") else value.rpartition(":")[2]


def answered(step: Step) -> Iterator[Subject]:
    """Errors, tasks and score details, wherever in the answer they stand."""
    if step.got is None:
        return
    for one in objects_of(step.got.body.get("json")):
        if one.get("code") in CODES and "link" in one:
            yield "code", one["code"]
        if one.get("type") in KINDS:
            yield "task", one["type"]
        for key in one.get("_rankingScoreDetails") or ():
            yield "rule", SHOWN_AS.get(key.partition("(")[0], key)


def objects_of(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects_of(inner)


def keys_of(value: Any) -> Iterator[str]:
    return (key for one in objects_of(value) for key in one)


def sightings(folders: Iterable[Path]) -> dict[Subject, list[str]]:
    """Subject -> the names of the scenarios that meet it, in order."""
    seen: dict[Subject, list[str]] = {}
    for folder in folders:
        for path in scenarios(folder):
            scenario = Scenario.load(path)
            for subject in met_by(scenario):
                seen.setdefault(subject, []).append(scenario.name)
    return seen


def table(corpus: Path, also: Iterable[Path] = ()) -> str:
    """The page: what the corpus meets, and how many scenarios of further folders do."""
    here, elsewhere = sightings([corpus]), sightings(also)
    lines = [
        "# Coverage by recorded scenarios",
        "",
        "Written by `python -m meilifake conformance coverage`. *Corpus*: how many scenarios of `conformance/corpus` use it or speak",
        "of it, with the names of a few; *further*: how many of the folders given with `--also`. A name that nothing meets is *unmet*.",
        "",
        "| | in all | met by the corpus | met at all |",
        "| --- | --- | --- | --- |",
    ]
    pages = []
    for kind, section in SECTIONS.items():
        names = list(dict.fromkeys(section.names()))
        met = [name for name in names if (kind, name) in here]
        total = [name for name in names if (kind, name) in here or (kind, name) in elsewhere]
        lines.append(f"| {section.title} | {len(names)} | {len(met)} | {len(total)} |")
        pages += ["", f"## {section.title}", "", "| | corpus | | further |", "| --- | --- | --- | --- |"]
        pages += [row(name, here.get((kind, name), []), elsewhere.get((kind, name), [])) for name in names]
    return "\n".join([*lines, *pages, ""])


def row(name: str, here: list[str], elsewhere: list[str]) -> str:
    examples = ", ".join(here[:EXAMPLES])
    return f"| `{name}` | {len(here) or 'unmet'} | {examples} | {len(elsewhere) or ''} |"


def without_further(page: str) -> str:
    """The page as the corpus alone makes it: the last column depends on folders that not everyone has."""
    return "\n".join(line.rpartition(" | ")[0] if line.startswith("|") else line for line in page.splitlines())
