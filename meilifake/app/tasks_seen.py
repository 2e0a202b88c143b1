"""Failed tasks that nobody looked at: accepted with 202, failed later, unnoticed. The oldest trap of this server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from meilifake.app.journal import Exchange
from meilifake.engine.tasks.model import Task


class FailedTasks:
    """Listens to the scheduler. Cheap while nothing fails."""

    def __init__(self) -> None:
        self.failed: dict[int, Task] = {}

    def finished(self, tasks: Sequence[Task]) -> None:
        for task in tasks:
            if task.status == "failed":
                self.failed[task.uid] = task

    def forget(self, uids: Iterable[int]) -> None:
        """Somebody looked at them, and said so."""
        for uid in uids:
            self.failed.pop(uid, None)

    def unobserved(self, exchanges: Iterable[Exchange], planned: set[int]) -> list[Task]:
        """Those that no answer showed as failed, nor the test planned itself, oldest first."""
        left = {uid: task for uid, task in self.failed.items() if uid not in planned}
        if left:
            for exchange in exchanges:
                for uid in shown(exchange):
                    left.pop(uid, None)
        return [left[uid] for uid in sorted(left)]


def shown(exchange: Exchange) -> Iterable[int]:
    """The tasks that this answer showed in full."""
    if exchange.method != "GET" or exchange.segments[:1] != ["tasks"]:
        return ()
    answer: Any = exchange.answer
    if not isinstance(answer, dict):
        return ()
    tasks = answer.get("results", [answer])
    return [task["uid"] for task in tasks if isinstance(task, dict) and task.get("status") == "failed"]


class Told(Protocol):
    """What a report needs of a failed task, of a fake or of a real server."""

    @property
    def uid(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def index_uid(self) -> str | None: ...
    @property
    def error(self) -> Mapping[str, Any] | None: ...


def described(tasks: Sequence[Told]) -> str:
    lines = [f"{len(tasks)} task{'s' if len(tasks) > 1 else ''} failed, and the test never looked:"]
    for task in tasks:
        error = task.error or {}
        where = f" on {task.index_uid!r}" if task.index_uid else ""
        lines.append(f"  task {task.uid}, {task.kind}{where}: {error.get('message')} ({error.get('code')})")
    lines.append("Wait for the task and look at its status, or ignore it with @pytest.mark.meili_fake(failed_tasks='ignore').")
    return "\n".join(lines)
