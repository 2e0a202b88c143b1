from __future__ import annotations

from meilifake.engine.search.filters.cells import cell, covered, crosses, every_center
from meilifake.engine.search.filters.great_circle import densified
from meilifake.engine.search.filters.planar import Path


def test_a_sphere_of_122_cells_each_with_its_center() -> None:
    assert len(every_center()) == 122
    assert [cell(center) for center in every_center()] == list(range(122))


def test_places_lie_in_the_cells_that_the_server_puts_them_in() -> None:
    lng, lat = every_center()[cell((-84.461293, -70.275851))]
    assert (round(lng, 4), round(lat, 4)) == (-90.4269, -64.4366)
    lng, lat = every_center()[cell((120.865467, 69.412319))]
    assert (round(lng, 4), round(lat, 4)) == (145.3562, 74.9284)


def box(left: float, right: float) -> Path:
    return Path(densified([(left, 0), (right, 0), (right, 60), (left, 60), (left, 0)], 10_000.0))


def test_a_large_box_covers_cells_that_its_sides_do_not_touch() -> None:
    assert cell((60, 30)) in covered(box(20, 100))
    assert cell((-60, 30)) not in covered(box(20, 100))


def test_over_the_180th_meridian_the_short_way_round_is_covered() -> None:
    wide = box(140, -140)
    assert crosses(wide.points)
    assert not crosses(box(20, 100).points)
    assert cell((180, 30)) in covered(wide)
    assert cell((0, 30)) not in covered(wide)
