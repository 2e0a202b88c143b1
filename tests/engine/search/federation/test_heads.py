"""Sorted lists as one, equals in the order of the server's heap (compared with a real v1.50.0 over six remotes)."""

from __future__ import annotations

import random

from meilifake.engine.search.federation.heads import merged


def less(left: tuple[int, str], right: tuple[int, str]) -> bool:
    return left[0] < right[0]


def test_order() -> None:
    lists = [sorted(random.Random(seed).choices(range(50), k=seed * 3)) for seed in range(6)]
    assert list(merged(lists, lambda left, right: left < right)) == sorted(number for one in lists for number in one)
    assert list(merged([], less)) == list(merged([[], []], less)) == []


def test_of_equals_a_list_goes_on_and_when_it_ends_the_last_one_takes_its_place() -> None:
    lists = [[(0, f"{name}{at}") for at in range(2)] for name in "abcd"]
    assert [name for _, name in merged(lists, less)] == ["a0", "a1", "d0", "d1", "c0", "c1", "b0", "b1"]


def test_with_a_comparison_that_lets_equals_pass_they_alternate() -> None:
    lists = [[(0, f"{name}{at}") for at in range(2)] for name in "ab"]
    found = merged(lists, lambda left, right: left[0] <= right[0])
    assert [name for _, name in found] == ["b0", "a0", "b1", "a1"]
