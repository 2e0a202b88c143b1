"""A batch of settings tasks: all or nothing, accumulated (guide tasks-documents, 7.6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from meilifake.engine.clock import Ids
from meilifake.engine.engine import Engine
from meilifake.engine.index.index import Index
from meilifake.engine.operations.settings_update import run_settings
from meilifake.engine.settings import IndexSettings
from meilifake.engine.tasks.model import SettingsUpdate, Task
from meilifake.errors.base import MeiliError
from meilifake.options import Options

START = datetime(2030, 1, 1, tzinfo=UTC)


class Bench:
    """An engine with one index `m`, an hour after the index was made."""

    def __init__(self) -> None:
        self.engine = Engine(Options(), lambda: START + timedelta(hours=1), Ids(1))
        self.index = self.engine.state.indexes["m"] = Index(START)

    def run(self, *updates: dict[str, Any]) -> IndexSettings:
        tasks = [Task(uid, "m", SettingsUpdate(update), START) for uid, update in enumerate(updates)]
        outcomes = run_settings(self.engine, "m", tasks)
        assert len(outcomes) == len(tasks)
        return self.engine.state.index("m").settings

    def refused(self, *updates: dict[str, Any]) -> tuple[str, str]:
        with pytest.raises(MeiliError) as caught:
            self.run(*updates)
        assert self.engine.state.index("m").settings == IndexSettings()
        return caught.value.code, caught.value.message


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_updates_pile_up_and_the_index_is_dated(bench: Bench) -> None:
    settings = bench.run({"stopWords": ["a"], "pagination": {"maxTotalHits": 3}}, {"stopWords": None, "sortableAttributes": ["x"]})
    assert (settings.stop_words, settings.max_total_hits, settings.sortable_attributes) == ((), 3, ("x",))
    assert bench.engine.state.index("m").updated_at == START + timedelta(hours=1)


def test_word_sizes_are_compared_once_everything_is_merged(bench: Bench) -> None:
    code, message = bench.refused({"stopWords": ["a"]}, {"typoTolerance": {"minWordSizeForTypos": {"twoTypos": 4}}})
    assert code == "invalid_settings_typo_tolerance"
    assert message.startswith("Index `m`: `minWordSizeForTypos` setting is invalid.")
    assert message.endswith("but found `oneTypo: 5` and twoTypos: 4`.")
    assert bench.run(
        {"typoTolerance": {"minWordSizeForTypos": {"twoTypos": 4}}}, {"typoTolerance": {"minWordSizeForTypos": {"oneTypo": 4}}}
    )


def test_embedders_are_refused_before_sizes(bench: Bench) -> None:
    code, message = bench.refused(
        {"typoTolerance": {"minWordSizeForTypos": {"oneTypo": 10}}, "embedders": {"e": {"source": "userProvided"}}}
    )
    assert code == "invalid_settings_embedders"
    assert message.startswith("Index `m`: `.embedders.e`: Missing field `dimensions`")


def test_only_the_last_embedders_of_a_batch_are_merged_with_the_stored_ones(bench: Bench) -> None:
    manual = {"source": "userProvided", "dimensions": 2}
    bench.run({"embedders": {"old": manual}})
    assert list(bench.run({"embedders": {"lost": manual}}, {"embedders": {"new": manual}}).embedders) == ["new", "old"]
    assert bench.run({"embedders": None}).embedders == {}


def test_stored_points_are_read_again(bench: Bench) -> None:
    store = bench.index.documents
    store.put_many([(0, "7", {"id": 7, "_geo": {"lat": "x", "lng": 1}})])
    store.touched([0])
    code, message = bench.refused({"sortableAttributes": ["_geo"]})
    assert code == "invalid_document_geo_field"
    assert message.startswith('Index `m`: Could not parse latitude in the document with the id: `"7"`')


def pattern(text: str) -> dict[str, Any]:
    return {"attributePatterns": [text], "features": {"facetSearch": False, "filter": {"equality": True, "comparison": False}}}


def test_coordinates_get_ids_of_settings_that_look_for_them(bench: Bench) -> None:
    bench.index.fields.insert("_geo")
    bench.run({"sortableAttributes": ["_geo"]})
    assert list(bench.index.fields) == ["_geo"]
    bench.index.documents.put(0, "1", {"id": 1})
    bench.index.documents.touched([0])
    bench.run({"sortableAttributes": ["id"]})
    assert list(bench.index.fields) == ["_geo"]
    bench.run({"sortableAttributes": ["_geo"]})
    assert list(bench.index.fields) == ["_geo", "_geo.lat", "_geo.lng"]


def test_stored_shapes_are_read_when_a_rule_begins_to_match_them(bench: Bench) -> None:
    store = bench.index.documents
    store.put_many([(0, "7", {"id": 7, "_geojson": {"type": "Point", "coordinates": [1]}})])
    store.touched([0])
    for rule in ("_geojson", pattern("_geo*")):
        code, message = bench.refused({"filterableAttributes": [rule]})
        assert (code, message) == (
            "invalid_document_geo_field", "Index `m`: A position must contain two or more elements, but got `1`",
        )  # fmt: skip
    bench.run({"filterableAttributes": ["_geojson.type", "id"]})


def test_stored_shapes_are_not_read_again_when_another_rule_matched_before(bench: Bench) -> None:
    bench.run({"filterableAttributes": [pattern("*")]})
    store = bench.index.documents
    store.put_many([(0, "7", {"id": 7, "_geojson": 3})])
    store.touched([0])
    bench.run({"filterableAttributes": ["_geojson"]})


def test_chat_is_merged_and_reset(bench: Bench) -> None:
    assert bench.run({"chat": {"description": "d"}}).chat["description"] == "d"
    assert bench.run({"chat": None}) == IndexSettings()


def test_the_same_made_of_the_same_is_the_very_same() -> None:
    update = {"stopWords": ["a"], "typoTolerance": {"disableOnWords": ["b"]}}
    first, second = Bench().run(update), Bench().run(update)
    assert first is second
    other = Bench()
    other.run({"sortableAttributes": ["x"]})
    settings = other.run(update)
    assert (settings.stop_words, settings.sortable_attributes) == (("a",), ("x",))
    assert Bench().run(update, {"stopWords": ["c"]}).stop_words == ("c",)
    assert Bench().run({"stopWords": ["c"]}, update).stop_words == ("a",)
    assert Bench().run(update) is first


def test_a_refusal_is_one_each_time() -> None:
    update = {"typoTolerance": {"minWordSizeForTypos": {"twoTypos": 4}}}
    for _ in range(2):
        assert Bench().refused(update)[0] == "invalid_settings_typo_tolerance"
