"""Word counts that a change of settings leaves wrong: compared with v1.50.0 in some 200 random programs of ten changes each."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from meilifake import MeiliFake


@pytest.fixture
def http() -> httpx.Client:
    client = MeiliFake().client().http_client
    settings(client, searchableAttributes=["title"])
    client.post("/indexes/m/documents", json=[{"id": number, "title": "fox the", "text": "red"} for number in (1, 2, 3)])
    return client


def settings(http: Any, **given: Any) -> None:
    http.patch("/indexes/m/settings", json=given)


def matches(http: Any, query: str) -> dict[int, str]:
    """Id -> how the document matches, asked for twice: what is remembered has to know."""
    found = [http.post("/indexes/m/search", json={"q": query, "showRankingScoreDetails": True}).json()["hits"] for _ in range(2)]
    kinds = [{hit["id"]: hit["_rankingScoreDetails"]["exactness"]["matchType"] for hit in hits} for hits in found]
    assert kinds[0] == kinds[1]
    return kinds[0]


EXACT, START = "exactMatch", "matchesStart"


def test_the_last_document_keeps_its_counts(http: httpx.Client) -> None:
    settings(http, searchableAttributes=["title", "text"])
    assert matches(http, "red") == {1: EXACT, 2: EXACT, 3: START}
    settings(http, stopWords=["the"])
    assert matches(http, "fox") == {1: EXACT, 2: EXACT, 3: START}
    assert matches(http, "red") == {1: EXACT, 2: EXACT, 3: START}


def test_what_is_remembered_of_right_counts_is_not_taken_for_wrong_ones() -> None:
    for before in (False, True):
        http = MeiliFake().client().http_client
        settings(http, searchableAttributes=["title", "text"] if before else ["title"])
        http.post("/indexes/m/documents", json=[{"id": 1, "text": "red"}])
        settings(http, searchableAttributes=["title", "text"])
        assert matches(http, "red") == {1: EXACT if before else START}


def test_a_document_without_words_is_not_the_last(http: httpx.Client) -> None:
    http.post("/indexes/m/documents", json=[{"id": 4, "other": "red"}])
    settings(http, searchableAttributes=["title", "text"])
    assert matches(http, "red") == {1: EXACT, 2: EXACT, 3: START}


def test_counts_of_fields_that_are_not_searched_for_a_while_are_still_there(http: httpx.Client) -> None:
    """The server means to delete them, and looks for them in the wrong place."""
    settings(http, searchableAttributes=["id"])
    settings(http, searchableAttributes=["title"])
    assert matches(http, "fox the") == dict.fromkeys((1, 2, 3), EXACT)
    settings(http, searchableAttributes=["id"])
    settings(http, searchableAttributes=["title"], stopWords=["the"])
    assert matches(http, "fox") == {1: EXACT, 2: EXACT, 3: START}


def test_an_update_takes_away_what_should_have_been_there(http: httpx.Client) -> None:
    settings(http, stopWords=["the"])
    http.put("/indexes/m/documents", json=[{"id": 3, "text": "changes nothing that is searched"}])
    assert matches(http, "fox")[3] == START
    http.put("/indexes/m/documents", json=[{"id": 3, "title": "fox fox fox"}])
    http.put("/indexes/m/documents", json=[{"id": 3, "title": "fox"}])
    assert matches(http, "fox")[3] == EXACT
    # The two words of long ago are still counted, too.
    http.put("/indexes/m/documents", json=[{"id": 3, "title": "red fox house"}])
    assert matches(http, "red fox")[3] == EXACT


def test_they_outlive_their_document_and_end_with_all(http: httpx.Client) -> None:
    settings(http, stopWords=["the"])
    http.delete("/indexes/m/documents/3")
    http.post("/indexes/m/documents", json=[{"id": 9, "title": "red fox house"}])
    assert matches(http, "red fox") == {9: EXACT}
    http.delete("/indexes/m/documents")
    http.post("/indexes/m/documents", json=[{"id": number, "title": "red fox house"} for number in (1, 2, 3)])
    assert matches(http, "red fox") == dict.fromkeys((1, 2, 3), START)


OTHERS: list[dict[str, Any]] = [
    {"displayedAttributes": ["id", "title"]},
    {"proximityPrecision": "byAttribute"},
    {"typoTolerance": {"disableOnAttributes": ["title"]}},
]


@pytest.mark.parametrize("change", OTHERS)
def test_other_settings_change_nothing(http: httpx.Client, change: dict[str, Any]) -> None:
    settings(http, **change)
    assert matches(http, "fox the") == dict.fromkeys((1, 2, 3), EXACT)
