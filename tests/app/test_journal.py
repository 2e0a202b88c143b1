"""What a test can see of what was asked, and the assertions over it."""

from __future__ import annotations

import gzip
import json

import httpx
import pytest

from meilifake import MeiliFake


@pytest.fixture
def fake() -> MeiliFake:
    return MeiliFake()


@pytest.fixture
def client(fake: MeiliFake) -> httpx.Client:
    return httpx.Client(transport=fake.transport, base_url="http://any")


def test_requests(fake: MeiliFake, client: httpx.Client) -> None:
    client.post("/indexes", json={"uid": "a/b"})
    client.get("/indexes/caf%C3%A9/documents", params={"limit": 2})
    first, second = fake.requests
    assert (first.number, first.method, first.path, first.status, first.json) == (1, "POST", "/indexes", 400, {"uid": "a/b"})
    assert first.answer["code"] == "invalid_index_uid"
    assert (second.index_uid, second.query, second.json) == ("café", {"limit": "2"}, None)
    assert repr(second) == "<2: GET /indexes/café/documents -> 400>"


def test_a_compressed_body_is_read(fake: MeiliFake, client: httpx.Client) -> None:
    body = gzip.compress(json.dumps({"q": "x"}).encode())
    client.post("/indexes/a/search", content=body, headers={"content-type": "application/json", "content-encoding": "gzip"})
    assert fake.searches[0].q == "x"


def test_searches(fake: MeiliFake, client: httpx.Client) -> None:
    client.post("/indexes/a/search", json={"q": "one", "filter": "x = 1", "sort": None})
    client.get("/indexes/a/search", params={"q": "two", "limit": 3})
    client.post("/multi-search", json={"queries": [{"indexUid": "a", "q": "three"}, {"indexUid": "b", "q": "four"}]})
    client.post("/indexes/b/facet-search", json={"facetName": "genre"})
    assert [(one.index_uid, one.kind, one.q) for one in fake.searches] == [
        ("a", "search", "one"),
        ("a", "search", "two"),
        ("a", "search", "three"),
        ("b", "search", "four"),
        ("b", "facet-search", None),
    ]
    assert fake.searches[0].params == {"q": "one", "filter": "x = 1"}
    last = fake.index("a").last_search
    assert last is not None
    assert last.q == "three"
    assert fake.index("nothing").last_search is None


def test_assert_searched(fake: MeiliFake, client: httpx.Client) -> None:
    client.post("/indexes/movies/search", json={"q": "ring", "filter": "year > 2000", "attributesToRetrieve": ["id"]})
    client.get("/indexes/movies/search", params={"q": "king", "limit": 3, "showRankingScore": "true"})
    assert fake.assert_searched("movies", q="ring").filter == "year > 2000"
    fake.assert_searched(q="ring", attributes_to_retrieve=["id"], sort=None)
    fake.assert_searched("movies", limit=3, show_ranking_score=True)
    fake.assert_searched("movies", times=2)
    fake.assert_searched("books", times=0)
    fake.assert_searched("movies", attributes_to_retrieve=["id"], times=1)
    fake.assert_not_searched("books")
    fake.assert_not_searched("movies", q="thing")
    fake.assert_no_writes()


def test_the_nearest_miss_is_shown_as_a_diff(fake: MeiliFake, client: httpx.Client) -> None:
    client.post("/indexes/movies/search", json={"q": "king"})
    client.post("/indexes/movies/search", json={"q": "ring", "filter": "year > 1999", "limit": 5})
    with pytest.raises(AssertionError) as caught:
        fake.assert_searched("movies", q="ring", filter="year > 2000")
    assert str(caught.value).splitlines() == [
        "expected search of 'movies' with q='ring', filter='year > 2000' at least once",
        "nearest of 2: <2: POST /indexes/movies/search -> 404>",
        "    q = 'ring'",
        "  - filter = 'year > 2000'",
        "  + filter = 'year > 1999'",
        "    limit = 5",
    ]


def test_a_default_is_the_same_sent_or_left_out(fake: MeiliFake, client: httpx.Client) -> None:
    client.post("/indexes/movies/search", json={"q": "ring"})
    fake.assert_searched("movies", limit=20, matching_strategy="last", show_ranking_score=False, filter=None)
    fake.assert_not_searched("movies", limit=10)
    client.post("/indexes/movies/facet-search", json={"facetName": "genre"})
    fake.assert_searched("movies", facet_name="genre", limit=None)


def test_what_a_client_adds_by_itself_is_not_shown(fake: MeiliFake) -> None:
    from meilisearch_python_sdk.errors import MeilisearchApiError

    with pytest.raises(MeilisearchApiError):
        fake.client().index("movies").search("ring", show_ranking_score=True)
    with pytest.raises(AssertionError) as caught:
        fake.assert_searched("movies", q="king", crop_length=10)
    assert str(caught.value).splitlines()[2:] == [
        "  - q = 'king'",
        "  + q = 'ring'",
        "  - cropLength = 10",
        "  + cropLength = 200",
        "    showRankingScore = True",
    ]
    with pytest.raises(AssertionError, match=r"1: search of 'movies' with q='ring', showRankingScore=True$"):
        fake.assert_not_searched("movies")


def test_a_parameter_that_no_search_has(fake: MeiliFake, client: httpx.Client) -> None:
    for assertion in (fake.assert_searched, fake.assert_not_searched):
        with pytest.raises(ValueError, match="'fliter' is no parameter of a search; did you mean 'filter'"):
            assertion("movies", fliter="x = 1")
    client.post("/indexes/movies/search", json={"fliter": "x = 1"})
    fake.assert_searched("movies", fliter="x = 1")


def test_without_any_search_what_was_asked_is_shown(fake: MeiliFake, client: httpx.Client) -> None:
    with pytest.raises(AssertionError, match="there was no request at all"):
        fake.assert_searched("movies")
    client.get("/health")
    with pytest.raises(AssertionError, match="<1: GET /health -> 200>"):
        fake.assert_searched("movies")


def test_the_wrong_number_of_searches(fake: MeiliFake, client: httpx.Client) -> None:
    client.post("/indexes/movies/search", json={"q": "ring"})
    with pytest.raises(AssertionError, match="2 times, it was 1"):
        fake.assert_searched("movies", q="ring", times=2)


def test_a_search_that_should_not_have_been(fake: MeiliFake, client: httpx.Client) -> None:
    client.post("/indexes/movies/search", json={"q": "ring"})
    with pytest.raises(AssertionError, match="1: search of 'movies' with q='ring'"):
        fake.assert_not_searched("movies")


def test_none_of_no_requests(fake: MeiliFake) -> None:
    assert fake.assert_searched("movies", times=0).q is None


def test_the_list_of_a_get_is_spelled_with_commas(fake: MeiliFake, client: httpx.Client) -> None:
    client.get("/indexes/movies/search", params={"attributesToRetrieve": "id,title", "hitsPerPage": 2})
    fake.assert_searched("movies", attributes_to_retrieve=["id", "title"], hits_per_page=2)
    fake.assert_not_searched("movies", attributes_to_retrieve=["id"])


def test_writes(fake: MeiliFake, client: httpx.Client) -> None:
    client.post("/indexes/a/documents/fetch", json={})
    fake.assert_no_writes()
    client.put("/indexes/a/documents", json=[{"id": 1}])
    client.post("/indexes/b/documents/delete-batch", json=[1])
    with pytest.raises(AssertionError, match="no writes to 'a', there were 1"):
        fake.assert_no_writes("a")
    with pytest.raises(AssertionError, match="no writes, there were 2"):
        fake.assert_no_writes()
    assert [one.method for one in fake.index("a").writes] == ["PUT"]
    assert fake.index("a").documents == [{"id": 1}]


def test_our_frames_are_hidden(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_it(meili_fake):\n    meili_fake.assert_searched('movies')\n")
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(failed=1)
    result.stdout.no_fnmatch_line("*expectations.py*")


@pytest.mark.parametrize("library", ["httpx", "httpx2", "requests"])
@pytest.mark.parametrize(
    ("path", "words"),
    [("http://elsewhere.test:7700/health", "StrayRequest: GET http://elsewhere"), ("/tasks/0", "EndlessPoll: task 0 was polled")],
)
def test_our_frames_are_hidden_in_every_client(pytester: pytest.Pytester, library: str, path: str, words: str) -> None:
    pytester.makepyfile(f"""
    import pytest
    import {library} as client
    URL = "http://localhost:7700"

    @pytest.mark.meili_fake(tasks="manual")
    def test_it(meili_fake):
        client.post(URL + "/indexes", json={{"uid": "books"}})
        path = "{path}"
        for _ in range(20):
            client.get(path if path.startswith("http") else URL + path)
    """)
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.stdout.fnmatch_lines([f"E   *{words}*"])
    result.stdout.no_fnmatch_line("*meilifake/*.py:*")


def test_what_a_test_does_to_documents_it_looks_at_changes_none() -> None:
    fixture = [{"id": 1, "tags": ["a"]}]
    fake, other = MeiliFake(), MeiliFake()
    for one in (fake, other):
        one.load(fixture, index="a")
    fake.index("a").documents[0]["tags"].append("b")
    assert fake.index("a").documents == other.index("a").documents == fixture
