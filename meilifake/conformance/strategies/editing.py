"""Documents changed by functions."""

from __future__ import annotations

from hypothesis import strategies as st

from meilifake.conformance.nonsense.specimens import FUNCTIONS
from meilifake.conformance.strategies.filters import filters
from meilifake.conformance.strategies.pools import ids, json_sent, numbers, optional, uids, words

parts = st.sampled_from([
    "doc.year += 1", "doc.year = doc.year * 2", "doc.title = doc.title.to_upper()", "doc.title += `!${doc.id}`",
    "doc.n = doc.genres.len()",
    "doc.genres.push(\"new\")", "doc.remove(\"overview\")", "doc.rating = context.x", "doc.o = #{a: 1, b: [1.5, true, ()]}", "doc = ()",
    "if doc.year > 5 { doc.old = true } else { doc.old = false }", "for g in doc.genres { doc.last = g }", "doc.id = 77",
    "doc.t = type_of(doc.year)",
    "doc.keys = doc.keys()", "doc.f = 1.0 / 3.0", "doc.i = 7 / 2", "doc.m = 7 % 4", "doc.s = doc.title.split(\" \")",
    "doc.c = \"dark\" in doc.title",
    "doc.has = \"year\" in doc", "doc.p = 2 ** 10", "doc.sub = doc.title.sub_string(1, 2)", "let x = doc.title; x.trim(); doc.x = x",
    "doc.r = 1..3",
    "doc.big = 9223372036854775807", "doc.big = 9223372036854775807 + 1", "throw \"no\"", "doc.u = doc.nope", "doc.v = doc.nope.deeper",
    "doc.w = doc.year ?? 5",
    "doc.a = [3, 1, 2]; doc.a.sort()", "doc.b = \"a\" + 1", "doc.d = 1 + 0.5", "doc.e = 3.0", "doc.year = doc.year.to_string()",
    "doc.char = 'x'",
    "doc.q = parse_int(\"12\")", "doc.arr = doc.genres.map(|g| g + \"s\")", "doc.z = doc.genres.filter(|g| g == \"dark\")", "return",
    "doc.nest = #{}; doc.nest.a = 1",
])  # fmt: skip
functions = st.one_of(st.lists(parts, min_size=1, max_size=3).map("; ".join), st.sampled_from(FUNCTIONS))
rows = st.builds(
    lambda identity, rest: {"id": identity, **rest},
    ids,
    optional(title=words, overview=words, year=numbers, genres=st.lists(words, max_size=3), rating=st.sampled_from([1.5, None, "x"])),
)
requests = st.one_of(
    st.builds(
        lambda uid, function, rest: json_sent("POST", f"/indexes/{uid}/documents/edit", {"function": function, **rest}),
        uids,
        functions,
        optional(filter=filters, context=st.sampled_from([{"x": 1}, {}, None, {"x": [1, "a"]}, {"x": None}])),
    ),
    st.builds(
        lambda uid, some: json_sent("POST", f"/indexes/{uid}/documents", some), uids, st.lists(rows, min_size=1, max_size=4)
    ),
    st.builds(lambda uid: json_sent("POST", f"/indexes/{uid}/documents/fetch", {"limit": 5}), uids),
)  # fmt: skip
