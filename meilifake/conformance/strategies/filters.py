"""Filter expressions, most of them well-formed, nested a few levels, and some that are not."""

from __future__ import annotations

from hypothesis import strategies as st

from meilifake.conformance.strategies.pools import fields, numbers, words

values = st.one_of(numbers.map(str), words, words.map(lambda word: f'"{word}"'), words.map(lambda word: f"'{word}'"))
leaves = st.one_of(
    st.builds(lambda f, op, v: f"{f} {op} {v}", fields, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), values),
    st.builds(lambda f, a, b: f"{f} {a} TO {b}", fields, numbers, numbers),
    st.builds(lambda f, some: f"{f} IN [{', '.join(some)}]", fields, st.lists(values, max_size=3)),
    st.builds(lambda f, some: f"{f} NOT IN [{', '.join(some)}]", fields, st.lists(values, max_size=3)),
    st.builds(
        lambda f, op: f"{f} {op}", fields, st.sampled_from(["EXISTS", "NOT EXISTS", "IS NULL", "IS NOT NULL", "IS EMPTY", "IS NOT EMPTY"])
    ),
    st.builds(
        lambda f, op, v: f"{f} {op} {v}", fields, st.sampled_from(["STARTS WITH", "NOT STARTS WITH", "CONTAINS", "NOT CONTAINS"]), values
    ),
    st.builds(lambda f, op, v: f"{f} {op} {v}", fields, st.sampled_from(["<", ">=", "="]), words.map(lambda word: f'"{word}"')),
)
broken = st.sampled_from(
    ["year >", "title = ", "AND", "year = 1 OR", "(year = 1", "year IN 3", "_geoRadius(1,2)", "title ~ x", "a.b.c = 1",
    "year = 1 year = 2",
     "_foreign(rating, year > 2)", "_foreign(title, id = 1)", "_geoBoundingBox([1, 2], [0, 0])", "year 1 TO", "year TO 3", "title IN [",
     "()",
     "NOT", "year != 1 AND NOT title IS NULL OR id > 2", "'year' = '1'", "\"title\" = \"dark\"", "title CONTAINS", "year=1",
     "year>1AND id=2"]
)  # fmt: skip


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds(lambda a, b: f"{a} AND {b}", inner, inner),
        st.builds(lambda a, b: f"({a} OR {b})", inner, inner),
        st.builds(lambda a: f"NOT ({a})", inner),
    )


expressions = st.recursive(leaves, grown, max_leaves=4)
arrays = st.lists(st.one_of(expressions, st.lists(expressions, min_size=1, max_size=2)), min_size=1, max_size=3)
filters = st.one_of(expressions, expressions, arrays, broken)
