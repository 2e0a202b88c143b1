"""Where the vectors of fragments are kept (compared with a live v1.50.0)."""

from __future__ import annotations

import pytest

from meilifake.engine.search.vectors.fragments import Fragment, changed, numbered, stores
from meilifake.errors.crash import Crash


def test_a_new_embedder_keeps_them_by_name() -> None:
    assert numbered({"b": 1, "a": 2}) == (Fragment("a", 0), Fragment("b", 1))
    assert stores(numbered("ba")) == {"a": 0, "b": 1}
    assert stores(()) == {"": 0}


def test_a_fragment_takes_the_first_free_store() -> None:
    assert changed(numbered("abc"), "b", "dz") == (Fragment("a", 0), Fragment("c", 2), Fragment("d", 1), Fragment("z", 3))


def test_the_last_takes_the_place_of_one_that_goes() -> None:
    assert changed(numbered("abcd"), "a", "") == (Fragment("d", 3), Fragment("b", 1), Fragment("c", 2))


def test_one_that_is_missed_in_a_list_out_of_order_crashes_the_server() -> None:
    late = changed(numbered("b"), "", "a")
    assert changed(late, "a", "") == (Fragment("b", 0),)
    with pytest.raises(Crash, match="called `Option::unwrap"):
        changed(late, "b", "")
