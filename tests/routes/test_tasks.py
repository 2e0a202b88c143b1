"""The task routes: parameters, refusals, cancelation and deletion."""

from __future__ import annotations

import httpx
import pytest

from meilifake import MeiliFake


def error(response: httpx.Response) -> tuple[int, str, str]:
    body = response.json()
    return response.status_code, body["code"], body["message"]


@pytest.fixture
def three(http: httpx.Client) -> None:
    for uid in ("a", "b", "a"):
        http.post("/indexes", json={"uid": uid})


@pytest.mark.usefixtures("three")
def test_paging(http: httpx.Client) -> None:
    page = http.get("/tasks", params={"limit": 2}).json()
    assert ([task["uid"] for task in page["results"]], page["total"], page["from"], page["next"]) == ([2, 1], 3, 2, 0)
    page = http.get("/tasks", params={"limit": 2, "from": page["next"]}).json()
    assert ([task["uid"] for task in page["results"]], page["next"]) == ([0], None)
    assert http.get("/tasks?limit=0&reverse=true").json() == {"results": [], "total": 3, "limit": 0, "from": None, "next": 0}


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("query", "uids"),
    [
        ("indexUids=a,b", [2, 1, 0]),
        ("indexUids=b", [1]),
        ("uids=", []),
        ("uids=*", [2, 1, 0]),
        ("uids=0,*", [2, 1, 0]),
        ("types=INDEXcreation&statuses=Enqueued", [2, 1, 0]),
        ("afterEnqueuedAt=*", [2, 1, 0]),
        ("afterEnqueuedAt=2099-01-01", []),
    ],
)
def test_filters(http: httpx.Client, query: str, uids: list[int]) -> None:
    assert [task["uid"] for task in http.get(f"/tasks?{query}").json()["results"]] == uids


@pytest.mark.parametrize("route", ["/tasks", "/batches"])
@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("limit=a", "invalid_task_limit", "Invalid value in parameter `limit`: could not parse `a` as a positive integer"),
        ("uids=1,x", "invalid_task_uids", "Invalid value in parameter `uids[1]`: could not parse `x` as a positive integer"),
        ("batchUids=*,x", "invalid_batch_uids", "Invalid value in parameter `batchUids[1]`: could not parse `x` as a positive integer"),
        ("reverse=True", "invalid_task_reverse", "Invalid value in parameter `reverse`: could not parse `True` as a boolean, "),
        ("statuses=x", "invalid_task_statuses", "Invalid value in parameter `statuses`: `x` is not a valid task status. Available "),
        ("types=x", "invalid_task_types", "Invalid value in parameter `types`: `x` is not a valid task type. Available types are `d"),
        ("indexUids=a b", "invalid_index_uid", "Invalid value in parameter `indexUids`: `a b` is not a valid index uid."),
        ("beforeStartedAt=2021", "invalid_task_before_started_at", "Invalid value in parameter `beforeStartedAt`: `2021` is an invalid"),
        ("uid=1", "bad_request", "Unknown parameter `uid`: expected one of `limit`, `from`, `reverse`, `batchUids`, `uids`, `canceledBy"),
    ],
)
def test_bad_parameters(http: httpx.Client, route: str, query: str, code: str, words: str) -> None:
    status, found, message = error(http.get(f"{route}?{query}"))
    assert (status, found) == (400, code)
    assert message.startswith(words)


@pytest.mark.parametrize("uid", ["x", "-1", "1.0", "4294967296"])
def test_uids_are_numbers(http: httpx.Client, uid: str) -> None:
    words = f"uid `{uid}` is invalid. It should only contain numeric characters."
    assert error(http.get(f"/tasks/{uid}")) == (400, "invalid_task_uids", f"Task {words}")
    assert error(http.get(f"/batches/{uid}")) == (400, "invalid_batch_uids", f"Batch {words}")


def test_what_is_not_there(http: httpx.Client) -> None:
    assert error(http.get("/tasks/7")) == (404, "task_not_found", "Task `7` not found.")
    assert error(http.get("/batches/7")) == (404, "batch_not_found", "Batch `7` not found.")


@pytest.mark.parametrize(("verb", "path", "word"), [("POST", "/tasks/cancel", "cancel"), ("DELETE", "/tasks", "delete")])
def test_a_choice_of_tasks_is_needed(http: httpx.Client, verb: str, path: str, word: str) -> None:
    status, code, message = error(http.request(verb, path))
    assert (status, code) == (400, "missing_task_filters")
    assert message.startswith(f"Query parameters to filter the tasks to {word} are missing. Available query parameters are: `uids`, `ind")
    assert error(http.request(verb, f"{path}?limit=1"))[2].startswith(
        "Unknown parameter `limit`: expected one of `uids`, `batchUids`, `can"
    )


@pytest.mark.usefixtures("three")
def test_cancelation_and_deletion(http: httpx.Client, manual: MeiliFake) -> None:
    answer = http.post("/tasks/cancel?indexUids=%61")
    assert (answer.status_code, answer.json()["type"], answer.json()["indexUid"]) == (200, "taskCancelation", None)
    manual.drain()
    assert http.get("/tasks/3").json()["details"] == {"matchedTasks": 2, "canceledTasks": 2, "originalFilter": "?indexUids=%61"}
    assert [task["uid"] for task in http.get("/tasks?canceledBy=3").json()["results"]] == [2, 0]
    assert http.delete("/tasks?uids=*").status_code == 200
    manual.drain()
    assert http.get("/tasks/4").json()["details"] == {"matchedTasks": 4, "deletedTasks": 4, "originalFilter": "?uids=*"}
    assert [task["uid"] for task in http.get("/tasks").json()["results"]] == [4]


def test_the_documents_of_a_task(http: httpx.Client, manual: MeiliFake) -> None:
    http.post("/indexes/a/documents", json=[{"id": 1}, {"id": 2}])
    assert error(http.get("/tasks/0/documents"))[1] == "feature_not_enabled"
    http.patch("/experimental-features", json={"getTaskDocumentsRoute": True})
    answer = http.get("/tasks/0/documents")
    assert (answer.text, answer.headers["content-type"]) == ('{"id":1}{"id":2}', "application/x-ndjson")
    lines = b'{"id": 1}\n\n  {"id":2}\n'
    http.post("/indexes/a/documents", content=lines, headers={"content-type": "application/x-ndjson"})
    assert http.get("/tasks/1/documents").content == lines, "NDJSON is kept as it came"
    assert error(http.get("/tasks/9/documents"))[1] == "task_not_found"
    manual.drain()
    status, code, message = error(http.get("/tasks/0/documents"))
    assert (status, code) == (404, "task_file_not_found")
    assert message.startswith("Task `0` does not contain any documents. Only `documentAdditionOrUpdate` tasks with the statuses ")


def test_compaction_of_the_queue_asks_for_a_restart(http: httpx.Client, manual: MeiliFake) -> None:
    assert error(http.post("/tasks/compact"))[1] == "feature_not_enabled"
    http.patch("/experimental-features", json={"taskQueueCompactionRoute": True})
    assert http.post("/tasks/compact").json()["actionRequired"] == "you must restart your instance"
    health = http.get("/health")
    assert (health.status_code, health.json()) == (500, {"status": "mustRestart"})
    assert http.get("/indexes").status_code == 200
    assert http.post("/indexes", json={"uid": "a"}).status_code == 501, "the real server never answers"
