"""The messages between instances, read by plain serde."""

from __future__ import annotations

import json
from typing import Any

import pytest

from meilifake.errors.base import MeiliError
from meilifake.schema.network_control import Control

ORIGIN = {"remoteName": "a", "taskUid": 1}


def read(message: Any) -> Control:
    return Control.from_bytes(json.dumps({"origin": ORIGIN, "message": message}).encode())


@pytest.mark.parametrize("status", ["available", {"unavailable": None}])
def test_good_messages(status: Any) -> None:
    assert read({"type": "statusChangeForRemote", "remote": "a", "status": status}).fields["message"] == "statusChangeForRemote"


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"type": "importFinishedForRemote", "remote": "a"}, "missing field `successful` at line 1 column 108"),
        ({"type": "statusChangeForRemote", "remote": "a", "status": "x"}, "unknown variant `x`, expected `available` or `unavailable` at"),
        ({"type": "statusChangeForRemote", "remote": "a", "status": {}}, "invalid value: map, expected map with a single key at line 1"),
        ({"type": "statusChangeForRemote", "remote": "a", "status": {"available": 1}}, "invalid type: integer `1`, expected unit at"),
        (["exportNoIndexForRemote"], "invalid length 0, expected struct variant Message::ExportNoIndexForRemote with 1 element at line 1"),
    ],
)
def test_misfits(message: Any, words: str) -> None:
    with pytest.raises(MeiliError) as caught:
        read(message)
    assert (caught.value.code, caught.value.message[: len(words) + 24]) == ("bad_request", f"Json deserialize error: {words}")


def test_faults_of_syntax() -> None:
    for data, code in ((b"", "missing_payload"), (b"{", "malformed_payload")):
        with pytest.raises(MeiliError) as caught:
            Control.from_bytes(data)
        assert caught.value.code == code
