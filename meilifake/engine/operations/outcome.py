"""What an operation says of each task of its batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from meilifake.errors.base import MeiliError


@dataclass(frozen=True, slots=True)
class Outcome:
    """`details`: the keys of the task's details that the operation settles; `error`: this task alone failed.

    `canceled`: other tasks that this one canceled: they join its batch. An operation that fails as a whole raises MeiliError instead
    (already prefixed where the server prefixes) and has changed nothing.
    """

    details: Mapping[str, Any] = field(default_factory=dict)
    error: MeiliError | None = None
    canceled: tuple[int, ...] = ()


DONE = Outcome()
