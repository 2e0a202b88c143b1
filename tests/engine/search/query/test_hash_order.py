"""The order of hash tables, observed on Rust's standard library with the server's hash."""

import pytest

from meilifake.engine.search.query.hash_order import HashOrder, cost_order, hash_order


@pytest.mark.parametrize(
    ("batches", "expected"),
    [
        ([], []),
        ([[6]], [6]),
        ([[3, 15, 17, 19, 20, 23, 28], [2, 5, 9, 13, 18, 26]], [3, 13, 26, 23, 20, 17, 5, 2, 15, 28, 9, 18, 19]),
        (
            [[306, 1201, 2749, 2853], [84, 653, 2055, 2259, 2435, 2545, 2606], [17, 750, 858, 1019, 1479]],
            [2749, 858, 84, 1201, 2545, 2606, 17, 2853, 750, 2259, 653, 2055, 1479, 1019, 306, 2435],
        ),
    ],
)
def test_sets_of_fields_and_positions(batches, expected):
    assert hash_order(batches) == expected


@pytest.mark.parametrize(
    ("costs", "expected"),
    [
        ([18, 26, 19, 11], [11, 18, 26, 19]),
        ([15, 28, 17, 4, 21, 10], [21, 10, 15, 28, 17, 4]),
        ([22, 25, 7, 26, 25, 14, 28], [26, 7, 28, 25, 22, 14]),
    ],
)
def test_maps_of_costs(costs, expected):
    assert cost_order(costs) == expected


def test_a_known_number_asks_for_room_too():
    grown, kept = HashOrder(), HashOrder()
    for order in (grown, kept):
        order.extend(range(7))
    grown.extend([6])
    kept.add(6)
    assert list(grown) != list(kept)
    assert sorted(grown) == sorted(kept)
