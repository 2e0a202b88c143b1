"""The `details` of task lines, as the server writes them: lines of a dump of a live v1.50.0, and of one of its own tests."""

from __future__ import annotations

from typing import Any

import pytest

from meilifake.dumps.queue import ENTERPRISE, read_task, task_line
from meilifake.errors.base import Unsupported

DATES = dict.fromkeys(("enqueuedAt", "startedAt", "finishedAt"), "2026-11-28T19:24:37.089980617Z")
RULE = {"createOrUpdate": {"rule_id": "r4", "update": {"precedence": 3}}}
EXPORT = {"url": "http://127.0.0.1:1", "api_key": "averyverysecretkey0123456789", "payload_size": "12 MiB"}
ASKED = {"c*": {"filter": "n > 3", "overrideSettings": True}}


@pytest.mark.parametrize(
    ("kind", "details", "shown"),
    [
        (
            {"upgradeDatabase": {"from": [1, 12, 2]}},
            {"UpgradeDatabase": {"from": [1, 12, 2], "to": [1, 13, 0]}},
            {"upgradeFrom": "v1.12.2", "upgradeTo": "v1.13.0"},
        ),
        ({"dsrUpdate": RULE}, {"DsrUpdate": RULE}, {"rule": {"precedence": 3}, "updatedRules": 1}),
        ({"dsrUpdate": {"deletion": "r2"}}, {"DsrUpdate": {"deletion": "r2"}}, {"updatedRules": 1}),
        (
            {"export": {**EXPORT, "indexes": ASKED}},
            {"Export": {**EXPORT, "indexes": {}}},
            {"url": "http://127.0.0.1:1", "apiKey": "aveXXXXX...", "payloadSize": "12 MiB", "indexes": {}},
        ),
        (
            {"export": {"url": "http://a", "api_key": None, "payload_size": None, "indexes": ASKED}},
            {"Export": {"url": "http://a", "api_key": None, "payload_size": None, "indexes": ASKED}},
            {"url": "http://a", "indexes": ASKED},
        ),
    ],
)
def test_a_line_read_and_written(kind: dict[str, Any], details: dict[str, Any], shown: dict[str, Any]) -> None:
    line = {"uid": 3, "batchUid": 3, "indexUid": None, "status": "succeeded", "type": kind, "details": details, **DATES}
    task = read_task(line)
    assert task.details == shown
    assert task_line(task, {}, own=False) == line


def test_a_task_of_the_enterprise_edition_is_named() -> None:
    line = {"uid": 3, "status": "succeeded", "type": {ENTERPRISE: {}}, **DATES}
    with pytest.raises(Unsupported, match=ENTERPRISE):
        read_task(line)
