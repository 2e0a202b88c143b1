"""Sorting by distance (guide search-semantics, 8.8 and 12.2)."""

from meilifake.engine.search.ranking import geo_sort
from meilifake.engine.search.result import SortExpression

HERE = (45.0, 5.0)


def asc(point=HERE):
    return [SortExpression("_geoPoint", True, point)]


def desc(point=HERE):
    return [SortExpression("_geoPoint", False, point)]


def places(*latitudes):
    return [{"id": n, "_geo": {"lat": lat, "lng": 5}} if lat is not None else {"id": n} for n, lat in enumerate(latitudes)]


def test_distances_within_a_metre_tie_and_show_the_first(searcher):
    index = searcher(places(45, 45.000001, 45.0000095, 45.00002))
    shown = index.details(None, sort=asc())
    name = "_geoPoint(45, 5):asc"
    assert [view[name]["distance"] for view in shown.values()] == [0.0, 0.0, 1.057, 2.224]
    assert shown[1][name]["value"] == {"lat": 45.0, "lng": 5.0}


def test_documents_without_a_point_come_last(searcher):
    index = searcher(places(None, 46, 45.5, None))
    assert index.ids(None, sort=asc()) == [2, 1, 0, 3]
    assert index.ids(None, sort=desc()) == [1, 2, 0, 3]
    assert index.details(None, sort=asc())[0] == {"_geoPoint(45, 5):asc": {"order": 0, "value": None, "distance": None}}


def test_many_points_are_compared_exactly(searcher, monkeypatch):
    docs = places(45.00001, 45.00000902, 47, 46)
    monkeypatch.setattr(geo_sort, "MARGIN", 0.0)
    assert searcher(docs).ids(None, sort=asc()) == [0, 1, 3, 2]
    monkeypatch.setattr(geo_sort, "MANY", 1)
    assert searcher(docs).ids(None, sort=asc()) == [1, 0, 3, 2]
    assert searcher(docs).ids(None, sort=desc()) == [2, 3, 0, 1]


def test_two_points_both_sort(searcher):
    index = searcher(places(45, 46))
    assert len(index.details(None, sort=[*asc(), *desc((46.0, 5.0))])[0]) == 2


def test_a_bucket_has_a_limit(searcher, monkeypatch):
    monkeypatch.setattr(geo_sort, "MOST_IN_BUCKET", 2)
    index = searcher([*places(45, 45, 45)], ranking_rules=("sort", "id:desc"))
    assert index.ids(None, sort=asc()) == [1, 0, 2]
