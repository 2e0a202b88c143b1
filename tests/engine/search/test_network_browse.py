"""Documents of several servers as one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from meilifake import MeiliFake
from meilifake.engine.outbound import Incoming, Outgoing, refused
from meilifake.engine.search.browse import BrowseRequest, browse
from meilifake.engine.search.network_browse import browse_network
from meilifake.engine.state import State
from meilifake.errors.base import MeiliError
from meilifake.wire.jsontext import dumps


class Line:
    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def exchange(self, requests: Sequence[Outgoing]) -> list[Incoming | OSError]:
        return [self.answer if isinstance(self.answer, OSError) else Incoming(200, {}, dumps(self.answer).encode()) for _ in requests]

    def pause(self, seconds: float) -> None:
        return None


@pytest.fixture
def state() -> State:
    fake = MeiliFake()
    places = [{"lat": 0, "lng": 0}, {"lat": 0, "lng": 2}, None]
    documents = [{"id": at, "n": [3, "b", True, at], "_geo": place} for at, place in enumerate(places)]
    fake.load(documents, "a", settings={"sortableAttributes": ["id", "n", "_geo"]})
    fake.engine.state.network = {"self": "me", "remotes": {"me": {"url": "http://me"}, "you": {"url": "http://you"}}}
    return fake.engine.state


def page(*documents: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"results": list(documents), "offset": 0, "limit": 20, "total": len(documents), **more}


def test_sorted_documents_are_merged_by_the_values_they_carry(state: State) -> None:
    theirs = {"id": 9, "_federation": {"weightedScoreValues": [{"sort": {"asc": True, "value": 0.5}}]}, "z": 1}
    found, errors = browse_network(state, Line(page(theirs, remoteErrors=None)), "a", BrowseRequest(fields=["id"], sort=["id:asc"]))
    assert found.documents == [{"id": 0}, {"id": 9, "z": 1}, {"id": 1}, {"id": 2}]
    assert (found.total, errors) == (4, None)


def test_errors_of_others_and_of_their_others(state: State) -> None:
    _, gone = browse_network(state, Line(refused()), "a", BrowseRequest())
    assert gone is not None
    assert gone["you"]["code"] == "remote_could_not_send_request"
    said = {"message": "m", "code": "c", "type": "t", "link": "l"}
    assert browse_network(state, Line(page(remoteErrors={"k": said})), "a", BrowseRequest())[1] == {"k": said}


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"id": 3}, "remote hit does not contain `._federation`"),
        ({"_federation": 5}, "remote hit contains an unexpected value at path `._federation`: expected map, received `5`"),
        ({"_federation": {}}, "remote hit does not contain `._federation.weightedScoreValues`"),
        (
            {"_federation": {"weightedScoreValues": 5}},
            "could not parse weighted score values in the remote hit: invalid type: integer `5`, expected a sequence",
        ),
    ],
)
def test_a_document_that_cannot_be_compared_spoils_the_page_it_is_on(state: State, document: dict[str, Any], words: str) -> None:
    with pytest.raises(MeiliError) as caught:
        browse_network(state, Line(page(document)), "a", BrowseRequest())
    assert (caught.value.code, caught.value.status) == ("remote_bad_response", 502)
    assert caught.value.message.startswith(words)
    found, _ = browse_network(state, Line(page(document)), "a", BrowseRequest(offset=1))
    assert len(found.documents) == 3


def test_what_a_document_is_compared_by(state: State) -> None:
    def values(*sort: str) -> list[Any]:
        found = browse(state, "a", BrowseRequest(sort=sort, limit=1), proxy=True).documents[0]["_federation"]
        assert list(found) == ["weightedScoreValues"]
        return list(found["weightedScoreValues"])

    assert values("n:asc") == [{"sort": {"asc": True, "value": 0}}]
    assert values("n:desc") == [{"sort": {"asc": False, "value": 3}}]
    assert values("_geoPoint(0,0):asc", "id:desc") == [
        {"geoSort": {"asc": True, "distance": 0.0}},
        {"sort": {"asc": False, "value": 0}},
    ]
    assert values("_geoPoint(0,2):asc") == [{"geoSort": {"asc": True, "distance": 0.0}}]
    last = browse(state, "a", BrowseRequest(sort=["_geoPoint(0,0):asc"], offset=2), proxy=True).documents
    assert last[0]["_federation"] == {"weightedScoreValues": [{"geoSort": {"asc": True, "distance": None}}]}
