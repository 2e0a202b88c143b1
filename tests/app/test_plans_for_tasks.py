"""Tasks that fail or stall as planned, the poll guard, and failures that nobody looked at."""

from __future__ import annotations

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.app.polling import EndlessPoll
from meilifake.app.tasks_seen import described


def client_of(fake: MeiliFake) -> httpx.Client:
    return httpx.Client(transport=fake.transport, base_url="http://any")


def add(client: httpx.Client, index: str = "books") -> int:
    response = client.post(f"/indexes/{index}/documents", json=[{"id": 1}])
    assert response.status_code == 202
    return int(response.json()["taskUid"])


def test_the_next_task_of_a_type_fails() -> None:
    fake = MeiliFake()
    client = client_of(fake)
    fake.fail_next_task("documentAdditionOrUpdate", "missing_document_id", message="no id, says the test")
    client.post("/indexes", json={"uid": "books"})
    task = client.get(f"/tasks/{add(client)}").json()
    assert (task["status"], task["error"]["code"], task["error"]["message"]) == ("failed", "missing_document_id", "no id, says the test")
    assert client.get(f"/tasks/{add(client)}").json()["status"] == "succeeded"
    assert client.get("/indexes/books/stats").json()["numberOfDocuments"] == 1


def test_a_planned_failure_leaves_the_rest_of_its_batch_alone() -> None:
    fake = MeiliFake(tasks="manual")
    client = client_of(fake)
    fake.fail_next_task(index="books", times=1)
    uids = [add(client), add(client), add(client, "others")]
    fake.drain()
    tasks = [client.get(f"/tasks/{uid}").json() for uid in uids]
    assert [task["status"] for task in tasks] == ["failed", "succeeded", "succeeded"]
    assert tasks[0]["batchUid"] == tasks[1]["batchUid"]


def test_a_stalled_task_waits_until_it_may_go_on() -> None:
    fake = MeiliFake()
    client = client_of(fake)
    fake.stall_next_task("documentAdditionOrUpdate")
    uid = add(client)
    for _ in range(30):  # polling it is the point of such a test: no guard
        assert client.get(f"/tasks/{uid}").json()["status"] == "enqueued"
    assert client.get(f"/tasks/{add(client, 'others')}").json()["status"] == "succeeded"
    fake.resume_tasks()
    assert client.get(f"/tasks/{uid}").json()["status"] == "succeeded"


def test_a_stalled_task_can_be_canceled() -> None:
    fake = MeiliFake()
    client = client_of(fake)
    fake.stall_next_task()
    uid = add(client)
    client.post("/tasks/cancel", params={"uids": uid})
    assert client.get(f"/tasks/{uid}").json()["status"] == "canceled"


@pytest.mark.parametrize(
    ("plan", "words"),
    [({"type": "documentSubtraction"}, "no task type"), ({"error": "no_such_code"}, "no error code"), ({"times": 0}, "counts from 1")],
)
def test_a_plan_that_means_nothing(plan: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        MeiliFake().fail_next_task(**plan)  # type: ignore[arg-type]


def test_the_poll_guard() -> None:
    fake = MeiliFake(tasks="manual")
    client = client_of(fake)
    uid = add(client)
    for _ in range(10):
        client.get(f"/tasks/{uid}")
    with pytest.raises(EndlessPoll, match=f"task {uid} was polled 11 times.*tasks='manual'"):
        client.get(f"/tasks/{uid}")


@pytest.mark.parametrize("path", ["/tasks", "/tasks?statuses=enqueued"])
def test_the_poll_guard_sees_lists(path: str) -> None:
    fake = MeiliFake(tasks="manual")
    client = client_of(fake)
    for _ in range(20):
        client.get(path)  # nothing waits yet
    uid = add(client)
    for _ in range(10):
        client.get(path)
    with pytest.raises(EndlessPoll, match=f"task {uid} was polled 11 times"):
        client.get(path)
    fake.drain()
    for _ in range(20):
        client.get(path)


def test_pages_of_a_list_are_no_poll() -> None:
    fake = MeiliFake(tasks="manual")
    client = client_of(fake)
    for _ in range(15):
        add(client)
    for start in range(15):
        assert client.get("/tasks", params={"from": start, "limit": 1}).json()["total"] == 15


def test_the_poll_guard_lets_progress_and_patience_be() -> None:
    fake = MeiliFake(tasks="manual")
    client = client_of(fake)
    uid = add(client)
    for _ in range(3):
        for _ in range(9):
            client.get(f"/tasks/{uid}")
        fake.step()
    for _ in range(30):
        assert client.get(f"/tasks/{uid}").json()["status"] == "succeeded"


def test_an_endless_poll_over_a_socket_is_an_answer() -> None:
    fake = MeiliFake(tasks="manual")
    with fake.serve() as url, httpx.Client(base_url=url) as client:
        uid = add(client)
        answers = [client.get(f"/tasks/{uid}") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [500]
    assert "tasks='manual'" in answers[-1].json()["message"]


def fail_a_task(fake: MeiliFake) -> int:
    response = client_of(fake).post("/indexes/books/documents", json=[{"nothing": "like an id"}])
    return int(response.json()["taskUid"])


def unobserved(fake: MeiliFake) -> list[int]:
    return [task.uid for task in fake.failed_tasks.unobserved(fake.requests, set())]


def test_a_failed_task_that_nobody_looked_at() -> None:
    fake = MeiliFake()
    uid = fail_a_task(fake)
    assert unobserved(fake) == [uid]
    assert "index_primary_key_no_candidate_found" in described(fake.failed_tasks.unobserved(fake.requests, set()))


@pytest.mark.parametrize("path", ["/tasks/{uid}", "/tasks", "/tasks?statuses=failed"])
def test_looking_at_it_is_enough(path: str) -> None:
    fake = MeiliFake()
    uid = fail_a_task(fake)
    client_of(fake).get("/tasks/99")
    assert unobserved(fake) == [uid]
    client_of(fake).get(path.format(uid=uid))
    assert unobserved(fake) == []
