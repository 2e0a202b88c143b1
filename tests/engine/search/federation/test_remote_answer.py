"""Answers of other servers: what is taken, and what is not, as a real v1.50.0 does."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.search.federation.facets import Facets
from meilifake.engine.search.federation.remote_answer import read_answer
from meilifake.engine.search.federation.remote_hit import remote_hit, score_value
from meilifake.engine.search.scoring import Group
from meilifake.errors.base import MeiliError

ORIGIN = {
    "indexUid": "a",
    "queriesPosition": 0,
    "weightedRankingScore": 1.0,
    "weightedScoreValues": [{"weightedScore": 1.0}],
    "extra_document": {"tag": "x"},
}
HIT = {"id": 9, "_federation": ORIGIN}
ANSWER = {"hits": [HIT], "processingTimeMs": 7, "limit": 20, "offset": 0, "estimatedTotalHits": 5}
UID = "01a2078a-f989-74e1-8b20-2ed8bbfaddc6"


def with_origin(**changes: Any) -> dict[str, Any]:
    return {"id": 9, "_federation": {**ORIGIN, **changes}}


def test_an_answer() -> None:
    answer = read_answer(
        {
            **ANSWER,
            "queryVectors": {"3": [1, 0.30000000000000004]},
            "metadata": [{"queryUid": UID, "indexUid": "a", "primaryKey": "id"}, {"queryUid": UID, "indexUid": "b"}],
            "facetsByIndex": {"a": {"distribution": {"t": {"x": 2}}, "stats": {"id": {"min": -5, "max": 99.5}}}},
            "unknown": 1,
        }
    )
    assert answer is not None
    assert (answer.total, answer.milliseconds, answer.primary_keys) == (5, 7, {"a": "id"})
    assert answer.vectors == {3: [1.0, 0.3]}
    assert answer.facets == {"a": Facets({"t": {"x": 2}}, {"id": (-5.0, 99.5)})}
    paged = read_answer({**ANSWER, "hitsPerPage": 1, "page": 1, "totalPages": 3, "totalHits": 77})
    assert paged is not None
    assert paged.total == 77


@pytest.mark.parametrize(
    "changes",
    [
        {"hits": {}},
        {"hits": [5]},
        {"hits": [{**HIT, "_formatted": 5}]},
        {"hits": [{**HIT, "_rankingScore": "x"}]},
        {"hits": [{**HIT, "_matchesPosition": 5}]},
        {"processingTimeMs": -1},
        {"estimatedTotalHits": 1.0},
        {"limit": None},
        {"queryVectors": {"x": [1]}},
        {"queryVectors": {"0": "x"}},
        {"metadata": [{"indexUid": "a"}]},
        {"metadata": 5},
        {"facetsByIndex": None},
        {"facetsByIndex": {"a": {"distribution": {}}}},
        {"facetsByIndex": {"a": {"distribution": {"t": {"x": -1}}, "stats": {}}}},
        {"semanticHitCount": "x"},
        {"remoteErrors": 3},
        {"performanceDetails": {"a": 1}},
        {"requestUid": "x"},
    ],
)
def test_what_is_no_answer(changes: dict[str, Any]) -> None:
    assert read_answer({**ANSWER, **changes}) is None


def test_a_hit_loses_what_was_only_for_the_merge() -> None:
    """Keys are taken out as the server does it: the last one moves into the gap."""
    hit = remote_hit({"_rankingScore": 1, **HIT, "_formatted": {"id": "9"}}, "you")
    assert hit is not None
    assert list(hit.document["_federation"].items()) == [
        ("indexUid", "a"),
        ("queriesPosition", 0),
        ("weightedRankingScore", 1.0),
        ("remote", "you"),
    ]
    assert list(hit.document) == ["id", "_federation"]
    assert hit.beside == {"_formatted": {"id": "9"}, "_rankingScore": 1.0}
    assert list(hit.facet_values("tag")) == ["x"]
    assert (hit.index_uid, hit.pin, hit.semantic) == ("a", None, False)
    odd = remote_hit(with_origin(remote="other", zz=1), "you")
    assert odd is not None
    assert list(odd.document["_federation"]) == ["indexUid", "queriesPosition", "weightedRankingScore", "zz", "remote"]


@pytest.mark.parametrize(
    "changes",
    [
        {"queriesPosition": "a"},
        {"queriesPosition": -1},
        {"weightedRankingScore": "s"},
        {"weightedScoreValues": 5},
        {"weightedScoreValues": [{"zz": 1.0}]},
        {"weightedScoreValues": [{"sort": {"asc": True}}]},
    ],
)
def test_a_hit_that_cannot_be_merged_is_passed_over(changes: dict[str, Any]) -> None:
    assert remote_hit(with_origin(**changes), "you") is None
    answer = read_answer({**ANSWER, "hits": [with_origin(**changes), HIT]})
    assert answer is not None
    assert len(answer.found("you")) == 1


def test_pins_need_no_scores() -> None:
    hit = remote_hit(with_origin(pinnedPosition=3, weightedScoreValues=5), "you")
    assert hit is not None
    assert hit.pin == 3


@pytest.mark.parametrize(
    ("hit", "words"),
    [
        ({"id": 1}, "remote hit does not contain `._federation`"),
        ({"_federation": 5}, "remote hit contains an unexpected value at path `._federation`: expected map, received `5`"),
        ({"_federation": {"weightedRankingScore": 1}}, "remote hit does not contain `._federation.weightedScoreValues`"),
        ({"_federation": {"weightedScoreValues": []}}, "remote hit does not contain `._federation.weightedRankingScore`"),
    ],
)
def test_a_hit_without_its_origin_spoils_the_answer(hit: dict[str, Any], words: str) -> None:
    answer = read_answer({**ANSWER, "hits": [HIT, hit]})
    assert answer is not None
    with pytest.raises(MeiliError) as caught:
        answer.found("you")
    assert caught.value.message.startswith(words)
    assert caught.value.code == "remote_bad_response"


@pytest.mark.parametrize(
    ("group", "value"),
    [
        (Group("score", 0.5), {"weightedScore": 0.5}),
        (Group("score", 0.5, similarity=True), {"vectorSort": 0.5}),
        (Group("sort", "x", False), {"sort": {"asc": False, "value": "x"}}),
        (Group("sort", None), {"sort": {"asc": True, "value": None}}),
        (Group("geo", 1.5), {"geoSort": {"asc": True, "distance": 1.5}}),
        (Group("geo", None, False), {"geoSort": {"asc": False, "distance": None}}),
    ],
)
def test_scores_there_and_back(group: Group, value: dict[str, Any]) -> None:
    assert score_value(group) == value
    hit = remote_hit(with_origin(weightedScoreValues=[value]), "you")
    assert hit is not None
    assert hit.groups == (group,)
