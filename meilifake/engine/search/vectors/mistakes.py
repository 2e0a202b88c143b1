"""Guesses at why documents came without vectors: a field or an embedder name that is nearly the right one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

FIELD = "_vectors"


def distance(left: str, right: str) -> int:
    """Insertions, deletions, substitutions and swaps of neighbours between two words."""
    before: list[int] = []
    last = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, last = last, row
    return last[-1]


def near(word: str, counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for name, count in sorted(counts.items()):
        if count and name != word and abs(len(name) - len(word)) <= 2 and distance(word, name) <= 2:
            yield name, count


def hints(embedder: str, fields: Mapping[str, int], names: Mapping[str, int]) -> list[str]:
    """At most two of each kind. `fields`: the index's field distribution; `names`: embedder names in the documents that are unknown."""
    fields = {field: count for field, count in fields.items() if "." not in field}
    pairs = [*list(near(FIELD, fields))[:2]]
    lines = [f"\n- Hint: try replacing `{wrong}` by `_vectors` in {count} document(s)." for wrong, count in pairs]
    for wrong, count in list(near(embedder, names))[:2]:
        lines.append(f"\n- Hint: try replacing `_vectors.{wrong}` by `_vectors.{embedder}` in {count} document(s).")
    return lines
