from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.index.merge import DELETION, EXISTS, MISSING, REPLACE, UNKNOWN, UPDATE, Operation, Version, fold, version


def replace(skip: bool = False, **fields: Any) -> Operation:
    return Operation(REPLACE, fields, skip)


def update(skip: bool = False, **fields: Any) -> Operation:
    return Operation(UPDATE, fields, skip)


@pytest.mark.parametrize(
    ("operations", "made"),
    [
        ([replace(a=1), replace(b=2)], Version({"b": 2}, True)),
        ([update(a=1), update(b=2, a=3)], Version({"a": 3, "b": 2}, False)),
        ([replace(a=1), update(b=2)], Version({"a": 1, "b": 2}, True)),
        ([update(a=1), DELETION, update(b=2)], Version({"b": 2}, True)),
        ([update(a={"x": 1}), update(a={"y": 2})], Version({"a": {"y": 2}}, False)),
        ([replace(a=1), DELETION], None),
    ],
)
def test_a_stored_document(operations: list[Operation], made: Version | None) -> None:
    assert version(fold(operations, EXISTS)) == made


def test_skipping_does_nothing_to_a_missing_document() -> None:
    assert fold([replace(skip=True, a=1)], MISSING) == []
    assert fold([DELETION, update(skip=True, a=1)], EXISTS) == [DELETION]
    assert fold([update(a=1), update(skip=True, b=2)], MISSING) == [update(a=1), update(skip=True, b=2)]


def test_a_later_skipping_replacement_forgets_that_an_earlier_task_creates_the_document() -> None:
    """The server folds tasks together before it knows whether the document exists."""
    assert fold(fold([replace(a=1), replace(skip=True, b=2)], UNKNOWN), MISSING) == []


def test_merging_leaves_the_payloads_alone() -> None:
    first, second = update(a=1), update(b=2)
    version([first, second])
    assert first.document == {"a": 1}
