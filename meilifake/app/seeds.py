"""Loading data into a fake: documents from Python or from files, settings beside them. It goes through the routes, as a client would."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from meilifake.wire.message import Answer, Request

TYPES = {".json": "application/json", ".ndjson": "application/x-ndjson", ".jsonl": "application/x-ndjson", ".csv": "text/csv"}
SETTINGS = ".settings.json"
"""`books.settings.json` beside `books.json` holds the settings of the index `books`."""
Document = Mapping[str, Any]
Source = str | os.PathLike[str] | Document | Iterable[Document]
"""Documents, one of them, or where they are: a file or a directory."""
Settings = str | os.PathLike[str] | Mapping[str, Any] | None


class SeedError(Exception):
    """Data that the server does not take; the message is the server's."""


class Seeder:
    """Parameters: `send`, the app; `key`, the master key if there is one; `drain`, processes every task. `tasks`: the uids of its own."""

    def __init__(self, send: Answer, key: str | None, drain: Any) -> None:
        self.send = send
        self.headers = {"authorization": f"Bearer {key}"} if key else {}
        self.drain = drain
        self.tasks: list[int] = []

    def load(self, source: Source, index: str | None, settings: Settings, primary_key: str | None) -> None:
        """Raises SeedError, FileNotFoundError, ValueError. See `MeiliFake.load`."""
        __tracebackhide__ = True
        if not isinstance(source, (str, os.PathLike)):
            if index is None:
                raise ValueError("documents from Python need index=")
            documents = [source] if isinstance(source, Mapping) else list(source)
            self.fill(index, as_json(documents), "application/json", settings, primary_key)
            return
        path = Path(source)
        if not path.exists():
            raise FileNotFoundError(f"{path}: there is no such file or directory in {Path.cwd()}")
        if not path.is_dir():
            self.file(path, index, settings, primary_key)
            return
        if index is not None or settings is not None:
            raise ValueError(f"{path} is a directory: its files name their indexes, and <name>.settings.json their settings")
        for file in sorted(path.iterdir()):
            if file.suffix in TYPES and not file.name.endswith(SETTINGS):
                self.file(file, None, None, primary_key)

    def file(self, path: Path, index: str | None, settings: Settings, primary_key: str | None) -> None:
        __tracebackhide__ = True
        kind = TYPES.get(path.suffix)
        if kind is None:
            raise ValueError(f"{path.name}: expected a directory or one of {', '.join(TYPES)}")
        beside = path.with_name(path.stem + SETTINGS)
        if settings is None and beside.exists():
            settings = beside
        self.fill(index or path.stem, path.read_bytes(), kind, settings, primary_key)

    def fill(self, index: str, body: bytes, kind: str, settings: Settings, primary_key: str | None) -> None:
        """Settings first: documents are then indexed once."""
        __tracebackhide__ = True
        where = f"/indexes/{quote(index, safe='')}"
        if settings is not None:
            content = settings if isinstance(settings, Mapping) else json.loads(Path(settings).read_text(encoding="utf-8"))
            self.task("PATCH", f"{where}/settings", as_json(content), "application/json")
        query = urlencode({"primaryKey": primary_key}) if primary_key else ""
        self.task("POST", f"{where}/documents", body, kind, query)

    def task(self, method: str, path: str, body: bytes, kind: str, query: str = "") -> None:
        """Send, process, and see that it succeeded."""
        __tracebackhide__ = True
        answer = self.ask(Request(method, path, query, {**self.headers, "content-type": kind}, body))
        self.tasks.append(answer["taskUid"])
        self.drain()
        task = self.ask(Request("GET", f"/tasks/{answer['taskUid']}", "", self.headers))
        if task["status"] != "succeeded":
            raise SeedError(f"{method} {path}: task {task['uid']} {task['status']}: {(task['error'] or {}).get('message')}")

    def ask(self, request: Request) -> Any:
        __tracebackhide__ = True
        response = self.send(request)
        answer = json.loads(response.body)
        if response.status >= 400:
            raise SeedError(f"{request.method} {request.path}: {response.status} {answer.get('message')}")
        return answer


def as_json(value: Any) -> bytes:
    """Raises ValueError for what JSON has no form for: a date, a set."""
    __tracebackhide__ = True
    try:
        return json.dumps(value).encode()
    except TypeError as error:
        raise ValueError(f"documents and settings go to the server as JSON: {error}") from None
