"""Places: documents that have one, filters and sorts by it, as points and as shapes."""

from __future__ import annotations

from hypothesis import strategies as st

from meilifake.conformance.strategies.pools import ids, json_sent, optional, uids, words

latitudes = st.sampled_from([-90, -45.5, -0.1, 0, 0.1, 10, 48.85, 89.9, 90])
longitudes = st.sampled_from([-180, -179.9, -100, -0.1, 0, 0.1, 2.35, 100, 179.9, 180])
wrong = st.sampled_from([91, "48.85", "x", None, 181, 1e300, True])
places = st.one_of(
    st.fixed_dictionaries({"lat": latitudes, "lng": longitudes}),
    st.fixed_dictionaries({"lat": latitudes, "lng": longitudes}),
    st.fixed_dictionaries({"lat": latitudes.map(str), "lng": longitudes.map(str)}),
    st.fixed_dictionaries({"lat": st.one_of(latitudes, wrong)}, optional={"lng": st.one_of(longitudes, wrong), "x": st.just(1)}),
    st.sampled_from([None, [1, 2], "1,2"]),
)
points = st.builds(lambda lat, lng: [lng, lat], latitudes, longitudes)
rings = st.sampled_from(
    [[[0, 0], [0, 10], [10, 10], [10, 0], [0, 0]], [[2, 48], [3, 48], [3, 49], [2, 49], [2, 48]], [[-1, -1], [1, -1], [0, 1], [-1, -1]]]
)
shapes = st.one_of(
    st.builds(lambda point: {"type": "Point", "coordinates": point}, points),
    st.builds(lambda some: {"type": "MultiPoint", "coordinates": some}, st.lists(points, min_size=1, max_size=3)),
    st.builds(lambda some: {"type": "LineString", "coordinates": some}, st.lists(points, min_size=2, max_size=3)),
    st.builds(lambda ring: {"type": "Polygon", "coordinates": [ring]}, rings),
    st.builds(lambda ring: {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}, rings),
    st.sampled_from([None, {"type": "Nope"}, {"type": "Point"}, {"type": "Point", "coordinates": [1]}, "x"]),
)
documents = st.builds(
    lambda identity, rest: {"id": identity, **rest}, ids, optional(_geo=places, _geojson=shapes, title=words, year=st.integers(0, 3))
)
plain = st.builds(
    lambda identity, place, year: {"id": identity, "_geo": place, "year": year},
    ids,
    st.fixed_dictionaries({"lat": latitudes, "lng": longitudes}),
    st.integers(0, 3),
)
pairs = st.builds(lambda lat, lng: f"{lat}, {lng}", latitudes, longitudes)
corners = st.builds(lambda lat, lng: f"[{lat}, {lng}]", latitudes, longitudes)
leaves = st.one_of(
    st.builds(lambda pair, far: f"_geoRadius({pair}, {far})", pairs, st.sampled_from(["0", "1000", "2e6", "9000000", "-1", "x", "1e400"])),
    st.builds(
        lambda pair, far, fine: f"_geoRadius({pair}, {far}, {fine})", pairs, st.sampled_from(["1000", "2000000"]), st.integers(0, 130)
    ),
    st.builds(lambda a, b: f"_geoBoundingBox({a}, {b})", corners, corners),
    st.builds(lambda some: f"_geoPolygon({', '.join(some)})", st.lists(corners, min_size=2, max_size=5)),
    st.sampled_from(
        ["_geo EXISTS", "_geo.lat > 10", "_geo.lng = 0.1", "_geojson EXISTS", "_geo IS NULL", "_geoPoint(1,2)", "_geoRadius 1"]
    ),
)
filters = st.one_of(
    leaves,
    leaves,
    st.builds(lambda one, joint, year: f"{one} {joint} year = {year}", leaves, st.sampled_from(["AND", "OR"]), st.integers(0, 3)),
    st.builds(lambda one: f"NOT {one}", leaves),
)
sorts = st.lists(
    st.one_of(
        st.builds(lambda pair, way: f"_geoPoint({pair}):{way}", pairs, st.sampled_from(["asc", "desc"])),
        st.sampled_from(["year:asc", "year:desc", "_geo:asc", "_geoPoint(91,0):asc", "_geoPoint(1):desc", "_geoDistance:asc"]),
    ),
    min_size=1,
    max_size=2,
)
requests = st.one_of(
    st.builds(
        lambda verb, uid, rows: json_sent(verb, f"/indexes/{uid}/documents", rows),
        st.sampled_from(["POST", "PUT"]),
        uids,
        st.one_of(st.lists(plain, min_size=1, max_size=8), st.lists(documents, min_size=1, max_size=3)),
    ),
    *[
        st.builds(
            lambda uid, body: json_sent("POST", f"/indexes/{uid}/search", body),
            uids,
            optional(
                filter=filters, sort=sorts, q=words, limit=st.integers(0, 8), offset=st.integers(0, 2),
                showRankingScoreDetails=st.just(True),
                facets=st.just(["*"]), hitsPerPage=st.integers(1, 3), distinct=st.just("year"),
            ),
        )
    ] * 3,
    st.builds(lambda uid, body: json_sent("POST", f"/indexes/{uid}/documents/fetch", body), uids, optional(filter=filters, sort=sorts)),
    st.builds(
        lambda uid, names: json_sent("PATCH", f"/indexes/{uid}/settings", names),
        uids,
        optional(
            filterableAttributes=st.sampled_from([["_geo", "year"], ["_geojson", "_geo"], ["year"], ["*"], [{"attributePatterns": ["_g*",
            "year"]}]]),
            sortableAttributes=st.sampled_from([["_geo"], ["year"], ["_geo", "year"]]),
            rankingRules=st.sampled_from([["sort", "words"], ["words", "sort", "year:asc"], ["year:desc", "sort"]]),
        ),
    ),
    st.builds(lambda uid, f: json_sent("POST", f"/indexes/{uid}/documents/delete", {"filter": f}), uids, filters),
)  # fmt: skip
