"""Copy what you need into your `conftest.py`. The fixtures themselves come with meilifake; nothing has to be imported for them.

In `pytest.ini` or `pyproject.toml`, if your project's server is not at the default address:

    [pytest]
    meilifake_url = http://search:7700
    meilifake_master_key = the key that your application sends
    meilifake_guard = search.example.com
"""

from __future__ import annotations

import pytest

from meilifake import MeiliFake

BOOKS = [
    {"id": 1, "title": "The Lighthouse of Bergen", "genres": ["mystery"], "year": 1931},
    {"id": 2, "title": "Salt Kitchens", "genres": ["cooking"], "year": 1974},
]


@pytest.fixture(scope="session")
def seeded(meili_fake_session: MeiliFake):  # type: ignore[no-untyped-def]
    """Index once for the whole run; a snapshot costs next to nothing to go back to."""
    index = meili_fake_session.official_client().index("books")
    index.update_filterable_attributes(["genres", "year"])
    index.add_documents(BOOKS)
    return meili_fake_session.snapshot()


@pytest.fixture
def books(meili_fake: MeiliFake, seeded) -> MeiliFake:  # type: ignore[no-untyped-def]
    """Each test's own copy of the seeded server: what it changes, the next test does not see."""
    meili_fake.restore(seeded)
    return meili_fake


# In a test file:
#
#     def test_my_search_page(books):
#         assert my_app.search("lighthouse") == [1]
#
#     @pytest.mark.meili_fake(tasks="manual")
#     def test_what_users_see_while_a_task_waits(meili_fake):
#         my_app.add_book(...)
#         assert my_app.status() == "indexing"
#         meili_fake.drain()
#         assert my_app.status() == "ready"
