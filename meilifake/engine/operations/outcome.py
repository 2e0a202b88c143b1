"""What an operation says of each task of its batch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from meilifake.errors.base import MeiliError


class Outcome(NamedTuple):
    """`details`: the keys of the task's details that the operation settles; `error`: this task alone failed.

    `canceled`: other tasks that this one canceled: they join its batch. An operation that fails as a whole raises MeiliError instead
    (already prefixed where the server prefixes) and has changed nothing.
    """

    details: Mapping[str, Any] = {}
    error: MeiliError | None = None
    canceled: tuple[int, ...] = ()


DONE = Outcome()
