"""Good values of query parameters, by their name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

DATES = ("2020-01-01", "2050-12-31", "2020-01-01T00:00:00Z", "*", "2020-02-30", "2020-01-01T00:00:00+02:00", "")
FLAGS = ("true", "false", "TRUE", "1", "")
QUERY_VALUES: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("offset", "limit", "page", "hitsPerPage", "from", "cropLength"), ("0", "1", "2", "+3", "007", "")),
    **dict.fromkeys(("retrieveVectors", "showMatchesPosition", "showRankingScore", "showRankingScoreDetails", "reverse"), FLAGS),
    **dict.fromkeys(("showPerformanceDetails", "useNetwork", "skipCreation", "showInternalDatabaseSizes"), FLAGS),
    **dict.fromkeys((f"{side}{moment}At" for side in ("after", "before") for moment in ("Enqueued", "Started", "Finished")), DATES),
    **dict.fromkeys(
        ("uids", "batchUids", "canceledBy"), ("0", "0,1,2", "*", "", "1,", "1,x,2", "4294967295", "4294967296", "-1", "1, 2", "+1")
    ),
    "types": ("settingsUpdate", "documentAdditionOrUpdate,indexSwap", "*", "SETTINGSUPDATE", "", "x,*", "indexCreation,zz"),
    "statuses": ("succeeded", "failed,canceled", "*", "SUCCEEDED", "", "zz,*"),
    "indexUids": ("movies", "movies,books", "*", "", "a b", "movies,a b", "nope"),
    "filter": (
        "year > 2",
        '["year = 1"]',
        '[["year=1","year=2"],"tags=a"]',
        '"year = 1"',
        "5",
        "null",
        "[5]",
        "year >",
        "id = 1",
        "[year",
        "{}",
    ),
    "sort": ("year:asc", "year:desc,_geoPoint(1,2):asc", "_geoPoint(1, 2):asc", "title:asc", "year", '"year:asc"', "_geoPoint(1,2", ","),
    "fields": ("id", "id,title", "*", "", "o.p", "nope,*", "_vectors", "id,,title"),
    "ids": ("1", "1,2,zz", "", "a b", ",", "1,*", "nope"),
    "attributesToRetrieve": ("id", "*", "o.p,title", ""),
    "attributesToCrop": ("title:1", "*", "title:x,o.q:2", ":"),
    "attributesToHighlight": ("*", "title,year", ""),
    "attributesToSearchOn": ("title", "nope", "*", "title,"),
    "facets": ("*", "tags,year", "nope", "", "t*"),
    "distinct": ("year", "tags", "nope", ""),
    "matchingStrategy": ("last", "all", "frequency", "Last", ""),
    "rankingScoreThreshold": ("0.5", "1", "1.1", "-0", "nan", ".5", "1e-1", ""),
    "locales": ("eng", "fr,en", "zz", "", "eng,zz"),
    "hybridEmbedder": ("x", "nope", ""),
    "hybridSemanticRatio": ("0.5", "0", "1", "1.1", "x"),
    "vector": ("1,2", "1", "", "1,x", "1,,2", "nan,1", "inf,1", "+1,-2.5e1", " 1,2"),
    "q": ("dark", "drak 3", '"dark 1"', "-dark", ""),
    "id": ("1", "a b", "99", "", '"1"'),
    "embedder": ("x", "nope", ""),
    "primaryKey": ("id", "title", "", "o.p"),
    "csvDelimiter": (",", ";", "é", "", ";;", "\t"),
    "customMetadata": ("x", "", "é"),
    "sizeFormat": ("human", "raw", "Human", ""),
}
