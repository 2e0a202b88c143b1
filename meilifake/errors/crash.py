"""The error of a task over which the server panics: a thread of the indexer dies, and what it had to say with it."""

from __future__ import annotations

from meilifake.errors.base import MeiliError

CAUSE = "called `Result::unwrap()` on an `Err` value: Any { .. }"


class Crash(MeiliError):
    """No place is named in it: whoever tells of a crash knows neither the index nor the document. `cause`: the words of the panic."""

    def __init__(self, cause: str = CAUSE) -> None:
        super().__init__("internal", f"An unexpected crash occurred when processing the task: {cause}")

    def prefixed(self, prefix: str) -> MeiliError:
        return self
