"""The fake alone: what must hold after any program, whatever it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from meilifake.conformance.compare import Names, compare
from meilifake.conformance.exchange import JSON_BODY, Got, Sent
from meilifake.conformance.replay import translated
from meilifake.conformance.strategies import AREAS
from meilifake.conformance.strategies.filters import expressions
from meilifake.conformance.strategies.openings import openings
from meilifake.conformance.strategies.pools import UIDS, uids
from meilifake.conformance.strategies.queries import queries
from meilifake.conformance.targets import MASTER, FakeTarget

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

EVERYTHING = 1000
READABLE = ("/indexes?limit=100", "/tasks?limit=1000", "/batches?limit=1000")
LIFE: Mapping[str, frozenset[str]] = {
    "enqueued": frozenset({"enqueued", "processing", "succeeded", "failed", "canceled"}),
    "processing": frozenset({"processing", "succeeded", "failed", "canceled"}),
    "succeeded": frozenset({"succeeded"}),
    "failed": frozenset({"failed"}),
    "canceled": frozenset({"canceled"}),
}
"""Where a task may go from each status."""


def fresh() -> FakeTarget:
    return FakeTarget({"master_key": MASTER}, key=MASTER)


def run(examples: int, steps: int, area: SearchStrategy[Sent] | None = None, make: Callable[[], FakeTarget] = fresh) -> None:
    """Raises AssertionError with the smallest program that breaks an invariant."""
    profile = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine(st.one_of(*AREAS.values()) if area is None else area, make), settings=profile)


def machine(area: SearchStrategy[Sent], make: Callable[[], FakeTarget]) -> type[RuleBasedStateMachine]:
    class Alone(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.target = make()
            self.history: list[tuple[Sent, Got]] = []
            self.statuses: dict[int, str] = {}

        @initialize(opening=openings)
        def open(self, opening: list[Sent]) -> None:
            for sent in opening:
                self.request(sent)

        @rule(sent=area)
        def request(self, sent: Sent) -> None:
            got = self.target.send(sent)
            self.history.append((sent, got))
            assert got.status != 500 or server_too(got), f"{sent}: {got}"
            assert got.status != 501, f"{sent}: {got}"

        @invariant()
        def tasks_follow_their_life(self) -> None:
            for task in rows(self.target, "/tasks?limit=1000"):
                before = self.statuses.get(task["uid"], "enqueued")
                assert task["status"] in LIFE[before], task
                self.statuses[task["uid"]] = task["status"]

        @rule(uid=uids, q=queries, expression=expressions)
        @precondition(lambda self: self.history)
        def hits_obey_their_filter(self, uid: str, q: str, expression: str) -> None:
            """What a search with a filter finds, a fetch with the same filter has too; and page by page equals all at once."""
            self.ready(uid)
            body = {"q": q, "filter": expression, "limit": EVERYTHING}
            found = post(self.target, f"/indexes/{uid}/search", body)
            if found.status != 200:
                return
            fetched = post(self.target, f"/indexes/{uid}/documents/fetch", {"filter": expression, "limit": EVERYTHING})
            allowed = {identity(row) for row in fetched.value()["results"]}
            hits = [identity(hit) for hit in found.value()["hits"]]
            assert set(hits) <= allowed, (uid, q, expression)
            paged = []
            for page in range(1, len(hits) // 2 + 2):
                got = post(self.target, f"/indexes/{uid}/search", {"q": q, "filter": expression, "page": page, "hitsPerPage": 2})
                paged += [identity(hit) for hit in got.value()["hits"]]
            assert paged == hits[: len(paged)], (uid, q, expression)

        def ready(self, uid: str) -> None:
            """All is filterable and displayed, nothing of other indexes is in hits, and totals do not depend on the page (distinct)."""
            if self.target.send(Sent("GET", f"/indexes/{uid}")).status == 200:
                patterns = [{"attributePatterns": ["*"], "features": {"filter": {"equality": True, "comparison": True}}}]
                plain = dict.fromkeys(("displayedAttributes", "distinctAttribute", "foreignKeys", "pagination"))
                settings = {"filterableAttributes": patterns, **plain}
                sent = Sent("PATCH", f"/indexes/{uid}/settings", JSON_BODY, {"json": settings})
                self.history.append((sent, self.target.send(sent)))

        @rule()
        def restore_is_exact(self) -> None:
            before = everything(self.target)
            snapshot = self.target.fake.snapshot()
            for uid in UIDS:
                self.target.send(Sent("DELETE", f"/indexes/{uid}"))
                post(self.target, f"/indexes/{uid}/documents", [{"id": 1, "new": True}])
            self.target.fake.restore(snapshot)
            assert everything(self.target) == before

        def teardown(self) -> None:
            replayed_is_the_same(self.history, make)
            dumped_is_the_same(self.target, make)

    return Alone


def server_too(got: Got) -> bool:
    """The real server answers some nonsense with a 500 of its own; ours never says it for a failure of the fake."""
    value = got.value()
    return isinstance(value, dict) and value.get("code") == "internal" and str(value.get("message", "")).startswith(REAL_500)


REAL_500 = ("invalid type:", "JSON payload (", "internal:", "EOF while", "missing field", "data did not match")


def post(target: FakeTarget, path: str, value: Any) -> Got:
    return target.send(Sent("POST", path, JSON_BODY, {"json": value}))


def rows(target: FakeTarget, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = target.send(Sent("GET", path)).value()["results"]
    return found


def identity(row: Mapping[str, Any]) -> str:
    return repr(sorted(row.items(), key=lambda pair: pair[0]))


def everything(target: FakeTarget) -> dict[str, Any]:
    """All that a client can read of the state, but for the moments of the answers themselves."""
    seen = {path: target.send(Sent("GET", path)).value() for path in READABLE}
    for index in seen[READABLE[0]]["results"]:
        for rest in ("/documents?limit=1000&retrieveVectors=true", "/settings", "/stats"):
            path = f"/indexes/{index['uid']}{rest}"
            seen[path] = target.send(Sent("GET", path)).value()
    return seen


def replayed_is_the_same(history: list[tuple[Sent, Got]], make: Callable[[], FakeTarget]) -> None:
    again, names = make(), Names()
    for sent, got in history:
        other = again.send(translated(sent, names))
        assert got.status == other.status, sent
        found = list(compare(got.value(), other.value(), names))
        assert not found, (sent, found[0])


def dumped_is_the_same(target: FakeTarget, make: Callable[[], FakeTarget]) -> None:
    """A dump, imported, shows the same indexes, documents and settings (dates and the task of the dump aside)."""
    before = everything(target)
    target.send(Sent("POST", "/dumps"))
    raw = next(reversed(target.fake.dumps.values()), None)
    if raw is None:
        return
    other = make()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "it.dump"
        file.write_bytes(raw)
        other.fake.load_dump(file)
    after = everything(other)
    for path, value in before.items():
        if path.startswith("/indexes/"):
            assert without_dates(after.get(path)) == without_dates(value), path


def without_dates(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_dates(inner) for name, inner in value.items() if name != "updatedAt"}
    return [without_dates(inner) for inner in value] if isinstance(value, list) else value
