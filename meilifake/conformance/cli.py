"""`python -m meilifake conformance COMMAND`: the public commands of this package, a row of `COMMANDS` each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from meilifake.conformance.exchange import Scenario, Sent, scenarios
from meilifake.conformance.replay import Outcome, replay, summary
from meilifake.conformance.sdk_suites import add_arguments, run_sdk
from meilifake.conformance.targets import MASTER, FakeTarget, NotEmpty, Target, UrlTarget

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from meilifake.conformance.machines.beside import Disagreement

PATIENCE = 60.0
"""Seconds that a live server's task may take."""


def main(arguments: Sequence[str]) -> int:
    """0 when everything agrees, 1 when something differs, 2 for a call that cannot be done."""
    given = parser().parse_args(arguments)
    try:
        verdict: int = given.run(given)
    except NotEmpty as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return verdict


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m meilifake conformance", description=__doc__)
    commands = top.add_subparsers(required=True)
    for name, run, text in COMMANDS:
        one = commands.add_parser(name, help=text, description=text)
        one.set_defaults(run=run)
        if name in OWN_ARGUMENTS:
            OWN_ARGUMENTS[name](one)
            continue
        if name != "fuzz":
            one.add_argument("--corpus", type=Path, default=Path("conformance/corpus"), help="folder of scenarios")
            one.add_argument("words", nargs="*", help="only scenarios whose name contains one of these")
        if name != "replay":
            one.add_argument("--url", help="the server")
            one.add_argument("--spawn", help="instead: a command that starts a fresh server on {port} with its data in {folder}")
            one.add_argument("--key", help="its master key")
            one.add_argument("--erase", action="store_true", help="the server's data may be deleted")
        if name == "drift":
            one.add_argument("--report", type=Path, default=Path("drift"), help="writes REPORT.md and REPORT.html")
    fuzz = commands.choices["fuzz"]
    fuzz.add_argument("--area", default="joint", help="one area of requests, or joint")
    fuzz.add_argument("--examples", type=int, default=100)
    fuzz.add_argument("--steps", type=int, default=20)
    fuzz.add_argument("--found", type=Path, help="folder for counter-examples, as scenarios")
    fuzz.add_argument("--survey", action="store_true", help="go on after a difference, and shrink none: how many programs differ")
    return top


def chosen(given: argparse.Namespace) -> list[Scenario]:
    loaded = [Scenario.load(path) for path in scenarios(given.corpus)]
    return [one for one in loaded if not given.words or any(word in one.name for word in given.words)]


def run_replay(given: argparse.Namespace) -> int:
    """The corpus on the fake."""
    outcomes = [on_target(one, lambda one=one: FakeTarget(one.options), 0.3) for one in chosen(given)]  # type: ignore[misc]
    for outcome in outcomes:
        for at, sent, difference in outcome.differences[:1]:
            print(f"{outcome.name} step {at}: {sent.method} {sent.path} {difference}")
    print(summary(outcomes))
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def on_target(scenario: Scenario, target: Callable[[], Target], patience: float) -> Outcome:
    live = target()
    try:
        return replay(scenario, live, patience=patience)
    finally:
        live.close()


def server(given: argparse.Namespace) -> Callable[[Scenario], Target]:
    """A fresh process for each scenario, or the one running server, emptied each time. Raises NotEmpty, SystemExit without either."""
    if given.spawn is not None:
        from meilifake.conformance.spawned import SpawnedTarget

        return lambda scenario: SpawnedTarget(given.spawn, dict(scenario.options))
    if given.url is None:
        raise SystemExit("say which server: --url, or --spawn and a command that starts it")
    from meilifake.conformance.shifted import ShiftedTarget

    UrlTarget(given.url, given.key, erase=given.erase).close()
    return lambda _: ShiftedTarget(UrlTarget(given.url, given.key, erase=True))


def playable(given: argparse.Namespace) -> Iterator[Scenario]:
    """The chosen scenarios that the server can play: no stepping, no dump; a running one has its own master key, and a past."""
    from meilifake.conformance.shifted import comparable

    for one in chosen(given):
        if one.options.get("tasks") or one.options.get("import_dump"):
            continue
        if given.spawn is not None:
            yield one
        elif not one.options.get("master_key"):
            yield comparable(one)


def version_of(target: Target) -> str:
    try:
        return str(target.send(Sent("GET", "/version")).value()["pkgVersion"])
    finally:
        target.close()


def run_record(given: argparse.Namespace) -> int:
    """The corpus recorded anew; the files are overwritten."""
    from meilifake.conformance.record import record

    start, paths = server(given), {Scenario.load(path).name: path for path in scenarios(given.corpus)}
    version = version_of(start(Scenario("version", ())))
    for one in playable(given):
        record(one, lambda one=one: start(one), version).save(paths[one.name])  # type: ignore[misc]
        print(one.name)
    return 0


def run_drift(given: argparse.Namespace) -> int:
    """The corpus on a server of another version, and a report of what it answers otherwise."""
    from meilifake.conformance import report

    start = server(given)
    title = f"Drift of version {version_of(start(Scenario('version', ())))} from the corpus"
    outcomes = [on_target(one, lambda one=one: start(one), PATIENCE) for one in playable(given)]  # type: ignore[misc]
    given.report.with_suffix(".md").write_text(report.markdown(title, outcomes))
    given.report.with_suffix(".html").write_text(report.page(title, outcomes))
    print(summary(outcomes))
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def run_fuzz(given: argparse.Namespace) -> int:
    """Random programs on the fake, beside a server when one is named; a counter-example is shrunk and kept."""
    import warnings

    from hypothesis.errors import HypothesisWarning

    from meilifake.conformance.machines import alone, beside

    warnings.simplefilter("ignore", HypothesisWarning)  # it says that our strategies are large, at great length
    area = requests_of(given.area, fresh=given.url is None)
    if given.url is None and given.spawn is None:
        alone.run(given.examples, given.steps, area)
        print(f"{given.examples} programs, no invariant broken")
        return 0
    found = Found(given.area, given.found, MASTER if given.spawn else given.key)
    try:
        beside.run(area, pairs(given), given.examples, given.steps, found.key, found.met if given.survey else None)
    except beside.Disagreement as disagreement:
        found.met(disagreement)
    print(f"{given.examples} programs, {found.count or 'no'} difference{'s' if found.count > 1 else ''}")
    return 1 if found.count else 0


class Found:
    """The programs that the server answers otherwise: told, and kept as scenarios below `folder`."""

    def __init__(self, area: str, folder: Path | None, key: str | None) -> None:
        self.area, self.folder, self.key = area, folder, key
        self.count = 0

    def met(self, disagreement: Disagreement) -> None:
        self.count += 1
        print(disagreement, flush=True)
        for step in disagreement.steps:
            print("  ", step.sent)
        if self.folder is not None:
            name = f"found-{self.area}-{self.count:03}"
            options = {"master_key": self.key} if self.key else {}
            Scenario(name, tuple(disagreement.steps), options=options).save(self.folder / f"{name}.json")


def requests_of(area: str, *, fresh: bool) -> SearchStrategy[Sent]:
    """On a server with a past, numbers of tasks mean nothing, and keys are there already: what tells of them is left out."""
    from hypothesis import strategies as st

    from meilifake.conformance.shifted import LISTS
    from meilifake.conformance.strategies import AREAS, OF_FRESH

    if fresh:
        return st.one_of(*AREAS.values()) if area == "joint" else AREAS[area]
    chosen = [requests for name, requests in AREAS.items() if area in (name, "joint") and name not in OF_FRESH]
    return st.one_of(*chosen).filter(lambda sent: LISTS.match(sent.path) is None)


def pairs(given: argparse.Namespace) -> Callable[[], tuple[Target, Target]]:
    from meilifake.conformance.shifted import ShiftedTarget
    from meilifake.conformance.spawned import SpawnedTarget

    if given.spawn is not None:
        options = {"master_key": MASTER}
        return lambda: (FakeTarget(options), SpawnedTarget(given.spawn, options))
    UrlTarget(given.url, given.key, erase=given.erase).close()
    return lambda: (FakeTarget({"master_key": given.key}), ShiftedTarget(UrlTarget(given.url, given.key, erase=True)))


def bad_requests_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("--count", type=int, default=20_000, help="requests through each door")
    one.add_argument("--seed", type=int, default=1)
    one.add_argument("--socket", action="store_true", help="only over a socket")
    one.add_argument("--transport", action="store_true", help="only in process")


def run_bad_requests(given: argparse.Namespace) -> int:
    """Through both doors, unless one is chosen."""
    from meilifake.conformance.bad_requests import reported

    both = given.socket == given.transport
    return reported(given.count, given.seed, (False, True) if both else (given.socket,))


def coverage_arguments(one: argparse.ArgumentParser) -> None:
    one.add_argument("--corpus", type=Path, default=Path("conformance/corpus"), help="folder of scenarios")
    one.add_argument("--also", type=Path, action="append", default=[], help="a further folder of scenarios, counted by itself")
    one.add_argument("--tests", type=Path, action="append", help="a folder of test files; else tests and conformance")
    one.add_argument("--page", type=Path, default=Path("docs/coverage.md"))


def run_coverage(given: argparse.Namespace) -> int:
    from meilifake.conformance.coverage import table
    from meilifake.conformance.mentions import Mentions

    tests = Mentions(Path(), given.tests or [Path("tests"), Path("conformance")])
    given.page.write_text(table(given.corpus, given.also, tests))
    return 0


COMMANDS = (
    ("replay", run_replay, "recorded scenarios against the fake"),
    ("record", run_record, "record the scenarios anew on a server"),
    ("drift", run_drift, "what a server of another version answers otherwise"),
    ("fuzz", run_fuzz, "random programs: the fake alone, or beside a server"),
    ("sdk", run_sdk, "the public test suite of a client on the fake"),
    ("bad-requests", run_bad_requests, "random requests that no client means, and what must hold after each"),
    ("coverage", run_coverage, "what the recorded scenarios meet of the server, written to docs/coverage.md"),
)
OWN_ARGUMENTS: Mapping[str, Callable[[argparse.ArgumentParser], None]] = {
    "sdk": add_arguments,
    "bad-requests": bad_requests_arguments,
    "coverage": coverage_arguments,
}
"""Commands that have no arguments in common with the others."""
