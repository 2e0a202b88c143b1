from __future__ import annotations

import pytest

from meilifake.views.page import MOST, fetched, page_view, uid_page_view


def test_a_page_by_offset_views_only_what_it_shows() -> None:
    seen: list[int] = []
    page = page_view([1, 2, 3, 4], 1, 2, lambda item: seen.append(item) or item * 10)
    assert page == {"results": [20, 30], "offset": 1, "limit": 2, "total": 4}
    assert seen == [2, 3]


@pytest.mark.parametrize(
    ("uids", "fetch", "page"),
    [
        ([9, 8, 7], 3, {"results": [9, 8], "total": 5, "limit": 2, "from": 9, "next": 7}),
        ([9, 8], 3, {"results": [9, 8], "total": 5, "limit": 2, "from": 9, "next": None}),
        ([9], 1, {"results": [], "total": 5, "limit": 0, "from": None, "next": 9}),
        ([], 3, {"results": [], "total": 5, "limit": 2, "from": None, "next": None}),
    ],
)
def test_a_page_by_uid(uids: list[int], fetch: int, page: object) -> None:
    assert uid_page_view(uids, 5, fetch, lambda uid: uid) == page


def test_the_largest_limit_loses_one_as_in_the_server() -> None:
    assert uid_page_view([], 0, fetched(MOST), lambda uid: uid)["limit"] == MOST - 1
