"""What the server says: one line per request on standard error, in colour on a terminal."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from typing import Any, TextIO
from urllib.parse import unquote

from meilifake.wire.message import Request, Response

LEVELS = ("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE")
COLOURS = {2: "32", 3: "36", 4: "33", 5: "31"}
"""Status class -> ANSI colour: green, cyan, yellow, red."""
BRIEF = 120
"""Characters of an error's message that fit a line."""


class Console:
    """Parameters: `level`, one of `LEVELS`; `mode`, `HUMAN` or `JSON` (a JSON object per line)."""

    def __init__(self, level: str = "INFO", mode: str = "HUMAN", stream: TextIO | None = None) -> None:
        self.rank = LEVELS.index(level)
        self.json = mode == "JSON"
        self.stream = stream or sys.stderr
        self.colour = self.stream.isatty() and "NO_COLOR" not in os.environ

    def say(self, level: str, words: str) -> None:
        if self.rank >= LEVELS.index(level):
            self.write({"level": level, "message": words}, f"meilifake: {words}")

    def last_words(self, words: str) -> None:
        """Why there will be no server: that is no log, and said at any level."""
        self.write({"level": "ERROR", "message": words}, f"meilifake: {words}")

    def exchange(self, request: Request, response: Response, seconds: float) -> None:
        level = "ERROR" if response.status >= 500 else "INFO"
        if self.rank < LEVELS.index(level):
            return
        target = unquote(request.path) + (f"?{unquote(request.query)}" if request.query else "")
        milliseconds = seconds * 1000
        status = response.fault or str(response.status)
        if self.colour:
            status = f"\033[{COLOURS.get(response.status // 100, '0')}m{status}\033[0m"
        line = f"{datetime.now():%H:%M:%S} {status} {request.method} {target} {milliseconds:.1f} ms{reason(response)}"
        fields = {"level": level, "status": response.status, "method": request.method, "path": target, "ms": round(milliseconds, 3)}
        self.write(fields, line)

    def write(self, fields: dict[str, Any], line: str) -> None:
        try:
            print(json.dumps(fields, ensure_ascii=False) if self.json else line, file=self.stream, flush=True)
        except (OSError, ValueError):
            self.rank = 0  # nobody reads any more


def reason(response: Response) -> str:
    """The error's own words behind its line."""
    if response.status < 400 or not response.body.startswith(b'{"message"'):
        return ""
    try:
        error = json.loads(response.body)
    except ValueError:
        return ""
    return f" {error.get('code')}: {error['message'][:BRIEF]}"
