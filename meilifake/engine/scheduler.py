"""One tick: take the next batch, run its operation, finish its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meilifake.engine.tasks.model import Payload, Task
from meilifake.errors.base import Unsupported

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine


class Scheduler:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def register(self, payload: Payload, index_uid: str | None, custom_metadata: str | None) -> Task:
        raise Unsupported("tasks")

    def tick(self) -> bool:
        return False
