"""Documents in and out: imports of both kinds, deletions by id and by filter, reads."""

from __future__ import annotations

import json
from urllib.parse import quote

from hypothesis import strategies as st

from meilifake.conformance.exchange import Sent
from meilifake.conformance.strategies.filters import filters
from meilifake.conformance.strategies.pools import fields, ids, json_sent, numbers, optional, texts, uids, words

values = st.one_of(
    texts, numbers, st.booleans(), st.none(), st.lists(words, max_size=3), st.just(""), st.fixed_dictionaries({"name": texts})
)
casts = st.lists(st.fixed_dictionaries({"role": words}, optional={"year": numbers, "films": st.lists(words, max_size=2)}), max_size=3)
documents = st.builds(
    lambda identity, rest: {"id": identity, **rest},
    ids,
    optional(
        title=texts, overview=texts, year=numbers, genres=st.lists(words, max_size=3), rating=values, director=values, cast=casts,
    ),
)  # fmt: skip
odd = st.one_of(documents, st.fixed_dictionaries({"title": texts}), st.builds(lambda v: {"id": v}, values))
payloads = st.one_of(st.lists(documents, min_size=1, max_size=6), st.lists(odd, max_size=3))

imports = st.builds(
    lambda method, uid, query, rows: json_sent(method, f"/indexes/{uid}/documents{query}", rows),
    st.sampled_from(["POST", "PUT"]),
    uids,
    st.sampled_from(["", "", "", "?primaryKey=id", "?primaryKey=title", "?skipCreation=true", "?customMetadata=x"]),
    payloads,
)
signs = st.sampled_from([",", ",", ";", "\t"])
columns = st.lists(
    st.sampled_from(["id", "title", "year:number", "rating:string", "genres", "ok:boolean", "director.name"]), min_size=1, max_size=4
)
cells = st.one_of(
    ids.map(str), words, texts.map(lambda text: f'"{text}"'), st.sampled_from(["", "3", "-1.5", "true", "false", '"a ""b"""', " 1 "])
)
tables = st.builds(
    lambda uid, head, rows, sign: Sent(
        "POST",
        f"/indexes/{uid}/documents?csvDelimiter={quote(sign)}",
        {"content-type": "text/csv"},
        {"text": "\n".join(sign.join(line) for line in (head, *(row[: len(head)] for row in rows))) + "\n"},
    ),
    uids,
    columns.map(lambda some: ["id", *(name for name in some if name != "id")]),
    st.lists(st.lists(cells, min_size=4, max_size=4), max_size=3),
    signs,
)
lines = st.builds(
    lambda verb, uid, rows: Sent(
        verb, f"/indexes/{uid}/documents", {"content-type": "application/x-ndjson"}, {"text": "\n".join(json.dumps(row) for row in rows)}
    ),
    st.sampled_from(["POST", "PUT"]),
    uids,
    st.lists(odd, max_size=4),
)
deletions = st.one_of(
    st.builds(lambda uid, one: Sent("DELETE", f"/indexes/{uid}/documents/{one}"), uids, ids),
    st.builds(lambda uid, some: json_sent("POST", f"/indexes/{uid}/documents/delete-batch", some), uids, st.lists(ids, max_size=4)),
    st.builds(lambda uid, f: json_sent("POST", f"/indexes/{uid}/documents/delete", {"filter": f}), uids, filters),
    st.builds(lambda uid: Sent("DELETE", f"/indexes/{uid}/documents"), uids),
)
sorts = st.lists(st.builds(lambda f, way: f"{f}:{way}", fields, st.sampled_from(["asc", "desc"])), max_size=2)
reads = st.one_of(
    st.builds(lambda uid, one: Sent("GET", f"/indexes/{uid}/documents/{one}"), uids, ids),
    st.builds(lambda uid, f: Sent("GET", f"/indexes/{uid}/documents?limit=5&fields={quote(f)}"), uids, fields),
    st.builds(
        lambda uid, body: json_sent("POST", f"/indexes/{uid}/documents/fetch", body),
        uids,
        optional(
            filter=filters, sort=sorts, offset=st.integers(0, 3), limit=st.integers(0, 5), ids=st.lists(ids, max_size=3),
            fields=st.lists(fields, max_size=3),
        ),
    ),
)  # fmt: skip

requests = st.one_of(imports, imports, imports, tables, lines, deletions, reads, reads)
