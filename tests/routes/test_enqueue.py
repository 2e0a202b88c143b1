"""Replication headers, read only when the launch option is set."""

from __future__ import annotations

import httpx
import pytest

from meilifake import MeiliFake
from meilifake.options import Options


def client(replication: bool) -> httpx.Client:
    fake = MeiliFake(options=Options(tasks="manual", replication_parameters=replication))
    return httpx.Client(transport=fake.transport, base_url="http://fake")


def test_headers_are_ignored_by_default() -> None:
    with client(False) as http:
        assert http.delete("/indexes/a", headers={"TaskId": "x", "DryRun": "true"}).json()["taskUid"] == 0
        assert http.get("/tasks/0").status_code == 200


def test_a_chosen_uid_and_a_dry_run() -> None:
    with client(True) as http:
        assert http.delete("/indexes/a", headers={"TaskId": "25"}).json()["taskUid"] == 25
        assert http.delete("/indexes/a", headers={"DryRun": "TRUE"}).json()["taskUid"] == 26
        assert http.get("/tasks/26").status_code == 404
        assert http.delete("/indexes/a").json()["taskUid"] == 26


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("12", "Received bad task id: 12 should be >= to 26."),
        ("x", "Could not parse the TaskId as a u32: invalid digit found in string"),
        ("", "Could not parse the TaskId as a u32: cannot parse integer from empty string"),
        ("4294967296", "Could not parse the TaskId as a u32: number too large to fit in target type"),
    ],
)
def test_refused_uids(header: str, message: str) -> None:
    with client(True) as http:
        http.delete("/indexes/a", headers={"TaskId": "25"})
        answer = http.delete("/indexes/a", headers={"TaskId": header})
        assert (answer.status_code, answer.json()["code"], answer.json()["message"]) == (400, "bad_request", message)


@pytest.mark.parametrize("name", ["TaskId", "DryRun"])
def test_headers_are_plain_text(name: str) -> None:
    with client(True) as http:
        answer = http.delete("/indexes/a", headers={name: b"\xc3\xa9"})  # type: ignore[dict-item]
        assert answer.json()["message"] == f"{name} is not a valid utf-8 string: failed to convert header to a str"


def test_the_newer_routes_know_no_replication() -> None:
    with client(True) as http:
        http.patch("/experimental-features", json={"dynamicSearchRules": True})
        headers = {"TaskId": "x", "DryRun": "true"}
        assert http.post("/indexes/a/compact", headers=headers).json()["taskUid"] == 0
        assert http.patch("/dynamic-search-rules/r", json={}, headers=headers).json()["taskUid"] == 1
        assert http.delete("/dynamic-search-rules", headers=headers).json()["taskUid"] == 2
