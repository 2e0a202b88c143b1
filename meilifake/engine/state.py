"""Everything that reset, snapshot, restore and dump act on, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from meilifake.errors.messages import index_not_found

if TYPE_CHECKING:
    from meilifake.engine.index.index import Index
    from meilifake.engine.tasks.model import Batch, Task


Sets = dict[tuple[str, str | int], int]
"""Sets of ids (see `engine.bitmap`) by what they have in common: `("status", "enqueued")`, `("index", uid)`."""


class State:
    """The whole server. Tables hold immutable values, so a snapshot copies the tables; indexes are copied when next written."""

    def __init__(self) -> None:
        self.indexes: dict[str, Index] = {}
        self.tasks: dict[int, Task] = {}
        self.batches: dict[int, Batch] = {}
        self.task_sets: Sets = {}
        self.batch_sets: Sets = {}
        self.keys: dict[str, Any] = {}
        self.features: dict[str, bool] = {}
        self.network: dict[str, Any] = {}
        self.webhooks: dict[str, Any] = {}
        self.chats: dict[str, Any] = {}
        self.rules: dict[str, Any] = {}
        """Dynamic search rules by uid."""
        self.rule_fields: set[str] = set()
        """Fields that rules have had since they were last cleared, even those of deleted ones."""
        self.rule_names: set[str] = set()
        """The names inside fields of rules that have ids (see `engine.index.registry`)."""
        self.instance_uid: str | None = None
        self.must_restart = False
        """Set by the compaction of the task queue."""
        self.stuck = 0
        """Enqueued tasks that a test keeps from running, as a set of ids."""
        self._shared: set[int] = set()

    def index(self, uid: str) -> Index:
        """For reading. Raises index_not_found."""
        try:
            return self.indexes[uid]
        except KeyError:
            raise index_not_found(uid) from None

    def writable(self, uid: str) -> Index:
        """For writing: the index itself, or a copy put in its place when a snapshot still holds it. Raises index_not_found."""
        index = self.index(uid)
        if id(index) in self._shared:
            self._shared.discard(id(index))
            index = self.indexes[uid] = index.clone()
        return index

    def held(self, uid: str) -> Index:
        """The index as it is now, safe from later writes, which go to a copy: put it back to undo them. Raises index_not_found."""
        index = self.index(uid)
        self._shared.add(id(index))
        return index

    def snapshot(self) -> State:
        """A frozen copy, cheap: tables are copied, indexes shared until one side writes."""
        copy = State()
        for name, value in vars(self).items():
            setattr(copy, name, value.copy() if isinstance(value, (dict, set)) else value)
        held = {id(index) for index in self.indexes.values()}
        self._shared, copy._shared = set(held), set(held)
        return copy
