"""A recorded scenario: a fresh server, then requests in order, each with the answer that a real server gave.

One JSON file each, with one step a line, so that a diff shows the steps that changed.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

JSON_BODY = {"content-type": "application/json"}


@dataclass(frozen=True, slots=True)
class Sent:
    """A request as a recording tells it: at most one of `json`, `text` and `base64` is the body."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Sent:
        return cls(raw["method"], raw["path"], raw.get("headers") or {}, {k: raw[k] for k in BODIES if k in raw})

    def raw(self) -> dict[str, Any]:
        headers = {"headers": dict(self.headers)} if self.headers else {}
        return {"method": self.method, "path": self.path, **headers, **self.body}

    def content(self) -> bytes:
        if "json" in self.body:
            return json.dumps(self.body["json"], ensure_ascii=False).encode()
        if "base64" in self.body:
            return base64.b64decode(self.body["base64"])
        text: str = self.body.get("text", "")
        return text.encode()


BODIES = ("json", "text", "base64")


@dataclass(frozen=True, slots=True)
class Got:
    """An answer: `json` when it parses, else `text`; `headers` only where the recording cares about them."""

    status: int
    content_type: str
    body: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] | None = None

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Got:
        body = {k: raw[k] for k in ("json", "text") if k in raw}
        return cls(raw["status"], raw.get("content_type", ""), body, raw.get("headers"))

    def raw(self) -> dict[str, Any]:
        headers = {} if self.headers is None else {"headers": dict(self.headers)}
        return {"status": self.status, "content_type": self.content_type, **headers, **self.body}

    def value(self) -> Any:
        return self.body["json"] if "json" in self.body else self.body.get("text", "")


@dataclass(frozen=True, slots=True)
class Step:
    """A request and its answer, or a `control` (`step`, `drain`) of the fake's own scheduler.

    `poll`: the recorder repeated the request until a task had ended. `unstable`: the real server answered differently twice.
    """

    sent: Sent | None = None
    got: Got | None = None
    control: str | None = None
    poll: bool = False
    unstable: bool = False

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Step:
        if "control" in raw:
            return cls(control=raw["control"])
        poll, unstable = bool(raw.get("poll")), bool(raw.get("unstable"))
        return cls(Sent.of(raw["request"]), Got.of(raw["response"]), poll=poll, unstable=unstable)

    def raw(self) -> dict[str, Any]:
        if self.sent is None or self.got is None:
            return {"control": self.control}
        flags = {name: True for name, on in (("poll", self.poll), ("unstable", self.unstable)) if on}
        return {"request": self.sent.raw(), "response": self.got.raw(), **flags}


@dataclass(frozen=True, slots=True)
class Scenario:
    """`options`: the master key, the task mode and the moment of the recording; `flags`: features switched on at launch."""

    name: str
    steps: tuple[Step, ...]
    server: str = "1.50.0"
    options: Mapping[str, Any] = field(default_factory=dict)
    flags: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Scenario:
        raw = json.loads(path.read_text())
        steps = tuple(Step.of(step) for step in raw["steps"])
        return cls(raw["name"], steps, raw.get("server", "1.50.0"), raw.get("options") or {}, raw.get("flags") or {})

    def save(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        head: dict[str, Any] = {"name": self.name, "server": self.server, "options": dict(self.options)}
        if self.flags:
            head["flags"] = dict(self.flags)
        text = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
        lines = ",\n".join(json.dumps(step.raw(), ensure_ascii=False, separators=(",", ":")) for step in self.steps)
        path.write_text(f'{text[:-1]},"steps":[\n{lines}\n]}}\n')


def scenarios(folder: Path) -> Iterator[Path]:
    """The scenario files below a folder, in order of name."""
    return iter(sorted(folder.rglob("*.json")))
