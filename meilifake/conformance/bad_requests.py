"""Many bad requests against a fake: no failure of its own, no hang, and nothing changed but by what was answered as done."""

from __future__ import annotations

import json
import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from meilifake.conformance.nonsense.census import Census, differences
from meilifake.conformance.nonsense.doors import Answer, Door, Hang, SocketDoor, TransportDoor
from meilifake.conformance.nonsense.generator import Generator, Keys, Raw

SERVERS_OWN = ("invalid type:", "JSON payload (", "internal:", "EOF while", "missing field", "data did not match", "Index `")
"""How the real server's own 500s begin: it answers some nonsense so."""
INSTANT = ("/keys", "/webhooks", "/experimental-features", "/network", "/chats")
"""Resources that change at once, without a task."""
CLOSES = "/chat/completions"
"""The end of the one route where the real server breaks off: a conversation without a bearer crashes it."""
SLOW = 2.0
"""Seconds."""
ROUND = 500
"""Requests after which the fake starts again from its first state, lest it grow."""
SEED_DOCUMENTS = [
    {"id": number, "title": f"dark {number}", "year": number, "_geo": {"lat": number, "lng": 1}, "_vectors": {"x": [number, 1]}}
    for number in range(5)
]
SEED_SETTINGS = {
    "filterableAttributes": ["year", "_geo"],
    "sortableAttributes": ["year", "_geo"],
    "embedders": {"x": {"source": "userProvided", "dimensions": 2}},
}


@dataclass(slots=True)
class Result:
    """`broken`: what must not be, each with the request that did it."""

    sent: int = 0
    unsent: int = 0
    tasks: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    broken: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        statuses = ", ".join(f"{status or 'closed'}: {count}" for status, count in sorted(self.statuses.items()))
        lines = [
            f"{name}: {self.sent} bad requests ({self.unsent} more that the client would not send); {statuses}",
            f"{name}: {self.tasks} answered with a task; slowest {self.slowest * 1000:.0f} ms; {len(self.broken)} broken",
        ]
        lines += [f"{name}: 501 {words} ({count})" for words, count in self.refused.most_common()]
        return "\n".join(lines + self.broken[:20])


class Tracebacks(logging.Handler):
    """What the fake logs of failures of its own."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(self.format(record))


def run(count: int, seed: int, *, through_socket: bool) -> Result:
    """Half of the requests meet an open fake, half one with a master key."""
    result = Result()
    for half, master in enumerate((None, "a master key that is long enough")):
        many = count // 2 + (count % 2 if half else 0)
        Trial(master, seed + half, through_socket, result).run(many)
    return result


class Trial:
    def __init__(self, master: str | None, seed: int, through_socket: bool, result: Result) -> None:
        from meilifake import MeiliFake

        self.fake = MeiliFake(master_key=master, seed=seed)
        self.result = result
        self.census = Census(self.fake)
        self.seed_state()
        self.door: Door = SocketDoor(self.fake, seed) if through_socket else TransportDoor(self.fake)
        self.generator = Generator(Random(seed), self.keys(master))

    def seed_state(self) -> None:
        """Two indexes, the experimental features on (compaction of the queue apart: after one the server takes no task any more)."""
        features = json.loads(self.census.read("/experimental-features"))
        wanted = {name: name != "taskQueueCompactionRoute" for name in features}
        self.census.read("/experimental-features", "PATCH", json.dumps(wanted).encode())
        self.census.read("/indexes/movies/documents", "POST", json.dumps(SEED_DOCUMENTS).encode())
        self.census.read("/indexes/movies/settings", "PATCH", json.dumps(SEED_SETTINGS).encode())
        self.census.read("/indexes/books/documents", "POST", b'[{"id":"a"}]')
        self.census.read("/chats/movies/settings", "PATCH", b"{}")

    def keys(self, master: str | None) -> Keys:
        if master is None:
            return Keys(None)
        key = json.loads(self.census.read("/keys"))["results"][0]
        return Keys(master, key["key"], key["uid"])

    def run(self, count: int) -> None:
        tracebacks, logger = Tracebacks(), logging.getLogger("meilifake")
        logger.addHandler(tracebacks)
        start = self.fake.snapshot()
        before = self.census.take()
        try:
            for number in range(count):
                if number % ROUND == 0 and number:
                    self.fake.restore(start)
                    self.fake.journal.clear()
                    before = self.census.take()
                raw = self.generator.request()
                before = self.judge(raw, before, tracebacks)
        finally:
            logger.removeHandler(tracebacks)
            self.door.close()
            self.fake.close()

    def judge(self, raw: Raw, before: dict[str, bytes], tracebacks: Tracebacks) -> dict[str, bytes]:
        """One request and what it did; the state after it."""
        result = self.result
        began = time.perf_counter()
        try:
            answer = self.door.send(raw)
        except Hang:
            return self.report(raw, "no answer", before)
        if answer is None:
            result.unsent += 1
            return before
        took = time.perf_counter() - began
        result.sent += 1
        result.slowest = max(result.slowest, took)
        result.statuses[answer.status] += 1
        for words in faults(raw, answer, took, tracebacks.found):
            self.report(raw, words, before)
        tracebacks.found.clear()
        if answer.status == 501:
            result.refused[message_of(answer)] += 1
        after = self.census.take()
        if is_task(answer):
            result.tasks += 1
        elif (changed := differences(before, after)) and not at_once(raw, answer, changed):
            self.report(raw, f"{answer.status}, and yet changed: {', '.join(changed)}", before)
        return after

    def report(self, raw: Raw, words: str, before: dict[str, bytes]) -> dict[str, bytes]:
        self.result.broken.append(f"{words}\n    {raw.method} {raw.target[:300]!r} {raw.headers!r:.400}\n    {raw.body[:400]!r}")
        return before


def faults(raw: Raw, answer: Answer, took: float, tracebacks: list[str]) -> list[str]:
    found = [f"a traceback: {one}" for one in tracebacks]
    if answer.status == 500 and not message_of(answer).startswith(SERVERS_OWN):
        found.append(f"500: {message_of(answer)}")
    if answer.status == 0 and answer.asked and not (raw.route is not None and raw.route.path.endswith(CLOSES)):
        found.append("the connection was closed without an answer")
    if took > SLOW:
        found.append(f"took {took:.1f} s")
    return found


def json_of(answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except ValueError:
        return None


def message_of(answer: Answer) -> str:
    value = json_of(answer)
    return str(value.get("message")) if isinstance(value, dict) else repr(answer.body[:200])


def is_task(answer: Answer) -> bool:
    value = json_of(answer) if answer.status in (200, 202) else None
    return isinstance(value, dict) and "taskUid" in value


def at_once(raw: Raw, answer: Answer, changed: list[str]) -> bool:
    """Whether a change is that of a resource that is written without a task, by a request that was answered as done."""
    route = raw.route
    done = answer.status < 300 and raw.method not in ("GET", "HEAD")
    return done and route is not None and route.path.startswith(INSTANT) and all(path.startswith(INSTANT) for path in changed)


def reported(count: int, seed: int, doors: tuple[bool, ...], say: Callable[[str], None] = print) -> int:
    """Runs through the doors (True: the socket) and prints; 1 when anything is broken."""
    broken = 0
    for through_socket in doors:
        result = run(count, seed, through_socket=through_socket)
        broken += len(result.broken)
        say(result.text("socket" if through_socket else "transport"))
    return 1 if broken else 0
