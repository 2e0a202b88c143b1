"""The one exception a client ever sees, and our own honest refusal.

`MeiliError` carries a row of `codes.CODES` and a message; the two edges that render it are `app.dispatch` (for a request) and
`engine.scheduler` (for a task). Nothing here knows HTTP beyond the status number that a row names.
"""

from __future__ import annotations

from typing import Any

from meilifake.errors.codes import CODES

LINK = "https://docs.meilisearch.com/errors#"


class MeiliError(Exception):
    """An error of the real server.

    Parameters: `code`, a key of `CODES` (KeyError if it is none); `message`, the server's words; `status`, only where the server
    deviates from the code's usual HTTP status (an index missing inside a multi-search answers 400).
    """

    def __init__(self, code: str, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        kind, usual = CODES[code]
        self.type = kind
        self.status = usual if status is None else status

    def view(self) -> dict[str, Any]:
        """The body of the error answer, and the `error` of a failed task, in wire order."""
        return {"message": self.message, "code": self.code, "type": self.type, "link": LINK + self.code}

    def prefixed(self, prefix: str) -> MeiliError:
        """The same error with words put before its message (``Index `x`: ``, ``Inside `.queries[0]`: ``)."""
        return MeiliError(self.code, prefix + self.message, status=self.status)


class Unsupported(Exception):
    """Something the real server does and meilifake does not: answered 501, never guessed.

    Parameter: `feature`, the name the user knows it by.
    """

    def __init__(self, feature: str) -> None:
        super().__init__(f"not supported by meilifake: {feature}")
        self.feature = feature

    def view(self) -> dict[str, Any]:
        return {
            "message": str(self),
            "code": "not_supported_by_meilifake",
            "type": "meilifake",
            "link": LINK + "not_supported_by_meilifake",
        }


class PathRefused(Exception):
    """A path parameter that the server refuses before it looks further: a 404 with these words as plain text, no error object."""


class Broken(Exception):
    """The server crashes over a request, with some last words: its connection closes without an answer."""

    def aside(self) -> MeiliError:
        """What is answered where not the request itself crashes but a thread that works for it."""
        return MeiliError("internal", f'task 1 panicked with message "{self}"')
