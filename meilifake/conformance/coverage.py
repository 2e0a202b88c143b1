"""What of the server is proved by recorded scenarios: `python -m meilifake conformance coverage` writes `docs/coverage.md`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from meilifake.conformance import parameters
from meilifake.conformance.mentions import Mentions
from meilifake.conformance.out_of_reach import OUT_OF_REACH
from meilifake.conformance.sightings import Subject, sightings
from meilifake.engine.features import FEATURES
from meilifake.engine.search.ranking.rules import RULES
from meilifake.engine.settings_table import SETTINGS
from meilifake.engine.tasks.model import KINDS
from meilifake.errors.codes import CODES
from meilifake.routes.table import all_routes

EXAMPLES = 3
OTHER_RULES = ("asc", "desc", "geo", "vectorSort")
"""Rules that are no name of a ranking-rules list: a field's own directions, points, similarity."""
HEAD = """\
# Coverage by recorded scenarios

Written by `python -m meilifake conformance coverage --also ../shared/recordings`. Every name of the server's interface, and what proves
it: *corpus*, the scenarios of `conformance/corpus` that use it or tell of it; *further*, those of the folders given with `--also` (the
server's own test suite, played on the real server; its recordings are not part of this project, its names are); *tests*, where the
corpus has none, the test files that speak of it. What nothing meets is *unmet*, with the reason where no test can meet it.
"""


class Section(NamedTuple):
    title: str
    names: Callable[[], Iterable[str]]


def route_names() -> Iterator[str]:
    return (f"{route.method} {route.path}" for route in all_routes())


def parameter_names() -> Iterator[str]:
    """The settings of an index are a section of their own."""
    for route in all_routes():
        for name in parameters.of_query(route):
            yield f"{route.method} {route.path} ?{name}"
        for name in () if "/{index_uid}/settings" in route.path else parameters.of_body(route.body):
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


def table(corpus: Path, also: Iterable[Path] = (), tests: Mentions | None = None) -> str:
    """The page: what meets each name in the corpus, in further folders, and else in the tests."""
    here, elsewhere = sightings([corpus]), sightings(also)
    lines = ["", "| | in all | in the corpus | in tests only | met at all |", "| --- | --- | --- | --- | --- |"]
    pages = []
    for kind, section in SECTIONS.items():
        names = list(dict.fromkeys(section.names()))
        spoken = {name: tests.of(kind, name) if tests and (kind, name) not in here else [] for name in names}
        in_tests = sum(bool(found) for found in spoken.values())
        met = [name for name in names if (kind, name) in here]
        total = sum((kind, name) in here or bool(spoken[name]) or (kind, name) in elsewhere for name in names)
        lines.append(f"| {section.title} | {len(names)} | {len(met)} | {in_tests} | {total} |")
        pages += ["", f"## {section.title}", "", "| | corpus | tests | further |", "| --- | --- | --- | --- |"]
        pages += [row((kind, name), here, elsewhere, spoken[name]) for name in names]
    return "\n".join([HEAD.rstrip("\n"), *lines, *pages, ""])


def row(subject: Subject, here: Mapping[Subject, list[str]], elsewhere: Mapping[Subject, list[str]], spoken: list[str]) -> str:
    """`unmet` is said in the last column alone where further recordings may still meet it."""
    name = subject[1]
    further = counted(elsewhere.get(subject, []))
    nowhere = not (subject in here or spoken or further)
    reason = OUT_OF_REACH.get(name, "")
    last = further or (f"unmet{': ' if reason else ''}{reason}" if nowhere else "")
    return f"| `{name}` | {counted(here.get(subject, []))} | {', '.join(spoken[:EXAMPLES])} | {last} |"


def counted(names: list[str]) -> str:
    """`12: auth/000, auth/001, …`, those of different areas first."""
    areas: dict[str, str] = {}
    for name in names:
        areas.setdefault(name.rpartition("/")[0], name)
    chosen = list(dict.fromkeys([*areas.values(), *names]))[:EXAMPLES]
    return f"{len(names)}: {', '.join(chosen)}" if names else ""


def without_further(page: str) -> str:
    """The page as the project alone makes it: the last column depends on folders that not everyone has."""
    return "\n".join(line.rpartition(" | ")[0] if line.startswith("|") else line for line in page.splitlines())
