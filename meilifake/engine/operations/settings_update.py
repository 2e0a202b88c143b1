"""A batch of settings tasks on one index: all their changes piled up, checked and applied at once (guide tasks-documents, 7.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from meilifake.engine import settings_table
from meilifake.engine.index.documents import COORDINATES
from meilifake.engine.index.geo_check import coordinates
from meilifake.engine.index.geojson_check import check_geojson
from meilifake.engine.index.index import Index
from meilifake.engine.index.key_order import KeyOrder
from meilifake.engine.index.patterns import matching_rule
from meilifake.engine.index.points import geo_enabled
from meilifake.engine.index.unfound import after_settings
from meilifake.engine.operations.embedders_update import changed_documents
from meilifake.engine.operations.outcome import DONE, Outcome
from meilifake.engine.recent import Recent
from meilifake.engine.settings import DEFAULTS, IndexSettings
from meilifake.engine.settings_table import RESET
from meilifake.engine.tasks.model import SettingsUpdate, Task
from meilifake.errors.base import MeiliError

if TYPE_CHECKING:
    from meilifake.engine.engine import Engine


class Made(NamedTuple):
    """`before` and `given`: what it was made of, held so that nothing else comes to have their addresses."""

    before: IndexSettings
    given: Sequence[Mapping[str, Any]]
    settings: IndexSettings


MADE: Recent[Made] = Recent(16)


def run_settings(engine: Engine, index_uid: str, tasks: Sequence[Task]) -> list[Outcome]:
    """Apply all tasks, or none and raise what refuses them, prefixed with the index."""
    index = engine.state.index(index_uid)
    try:
        apply(engine, index, index_uid, asked(index.settings, tasks))
    except MeiliError as error:
        raise error.prefixed(f"Index `{index_uid}`: ") from None
    return [DONE] * len(tasks)


def asked(before: IndexSettings, tasks: Sequence[Task]) -> IndexSettings:
    """What the tasks make of the settings. A body that comes again (`app.reading`), as in suites that set up each index alike, makes the
    very same of the same."""
    given = [task.payload.settings for task in tasks if isinstance(task.payload, SettingsUpdate)]

    def make() -> Made:
        leaves: dict[str, Any] = {}
        for submitted in given:
            leaves.update(settings_table.changes(submitted))
        return Made(before, given, settled(before, leaves))

    return MADE.of((id(before), *map(id, given)), make).settings


def apply(engine: Engine, index: Index, index_uid: str, settings: IndexSettings) -> None:
    """Everything that may refuse the change is asked before anything is written."""
    if settings.embedders:
        from meilifake.engine.search.vectors.embedders import check_built

        check_built(settings.embedders, engine.embedders)
    check_points(index)
    check_names(index, settings)
    tables, fragments, rows = changed_documents(engine, index, settings.embedders)
    check_shapes(index, settings)
    index = engine.state.writable(index_uid)
    if rows:
        order = KeyOrder(index.fields)
        index.documents.put_many([(docid, external, order.arrange(document)) for docid, external, document in rows])
        index.documents.touched([docid for docid, _, _ in rows])
    index.vectors, index.fragments = tables, fragments
    index.unfound = after_settings(index, settings)
    if index.documents:
        from meilifake.engine.operations.reindexing import miscounted

        index.miscounted = miscounted(index, settings)
    index.settings = settings
    if index.documents:
        name_coordinates(index)
    if index.documents or settings.searchable_attributes is None:
        index.settle_searched()
    index.updated_at = engine.now()


def name_coordinates(index: Index) -> None:
    """Settings that look into `_geo` give ids to what is inside, even if the field comes from a version of a document that none holds."""
    if "_geo" in index.fields and geo_enabled(index) and "_geo" not in index.documents.field_counts():
        for name in COORDINATES:
            index.fields.insert(name)


def check_points(index: Index) -> None:
    """The server reads every `_geo` again, whatever the settings say of it. Raises invalid_document_geo_field."""
    store = index.documents
    if "_geo" not in store.field_counts():
        return
    for docid in store:
        document = store.get(docid)
        if "_geo" in document:
            coordinates(store.external(docid), document["_geo"])


def check_names(index: Index, settings: IndexSettings) -> None:
    """The server goes through every document for words, whatever the change. Raises Crash over a name without an id."""
    if index.documents.unregistered:
        from meilifake.engine.operations.reindexing import reindex

        reindex(index, settings)


def check_shapes(index: Index, settings: IndexSettings) -> None:
    """The server reads the stored `_geojson` when some rule, of whatever kind, begins to match it. Raises invalid_document_geo_field."""
    before, after = (matching_rule(one.filterable_attributes, "_geojson") for one in (index.settings, settings))
    store = index.documents
    if before is not None or after is None or "_geojson" not in store.field_counts():
        return
    for docid in store:
        document = store.get(docid)
        if "_geojson" in document:
            check_geojson(document["_geojson"])


def settled(settings: IndexSettings, leaves: dict[str, Any]) -> IndexSettings:
    """The settings with the leaves applied, in the server's order of checks: embedders, sizes for typos, chat.

    Raises invalid_settings_embedders, vector_embedding_error, invalid_settings_typo_tolerance, invalid_chat_setting_document_template.
    """
    if leaves.get("embedders", RESET) is not RESET:
        from meilifake.engine.embedders.merge import merged

        leaves["embedders"] = merged(settings.embedders, leaves["embedders"])
    chat = leaves.pop("chat", settings.chat)
    applied = settings_table.applied(settings, leaves)
    typo = applied.typo_tolerance
    if typo.one_typo > typo.two_typos:
        raise MeiliError("invalid_settings_typo_tolerance", word_size_message(typo.one_typo, typo.two_typos))
    if chat is RESET:
        return replace(applied, chat=DEFAULTS.chat)
    if chat is not settings.chat:
        from meilifake.engine import chat_settings

        applied = replace(applied, chat=chat_settings.merged(settings.chat, chat))
    return applied


def word_size_message(one: int, two: int) -> str:
    return (
        "`minWordSizeForTypos` setting is invalid. `oneTypo` and `twoTypos` fields should be between `0` and `255`, "
        f"and `twoTypos` should be greater or equals to `oneTypo` but found `oneTypo: {one}` and twoTypos: {two}`."
    )
