from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from meilifake.engine import bitmap
from meilifake.engine.index.index import Index
from meilifake.engine.index.inverted import Inverted
from meilifake.engine.index.occurrence import BUCKETS, bucketed
from meilifake.engine.settings import IndexSettings, LocalizedRule, TypoTolerance

from .conftest import MakeIndex, put


def ids(bits: int) -> list[int]:
    return list(bitmap.each(bits))


def fid(tables: Inverted, name: str) -> int:
    return next(fid for fid in tables.searchable_fids() if tables.field_name(fid) == name)


def positions(tables: Inverted, word: str) -> list[int]:
    return list(tables.word_positions(word))


def test_words_and_their_documents(make_index: MakeIndex) -> None:
    tables = make_index([{"t": "red car"}, {"t": "Red bike"}]).derive(Inverted)
    assert tables.words_fst().words == ["bike", "car", "red"]
    assert ids(tables.tolerant("red")) == [0, 1]
    assert tables.tolerant("blue") == 0
    assert tables.exact("red") == 0


def test_a_text_is_cut_where_both_halves_are_words(make_index: MakeIndex) -> None:
    tables = make_index([{"t": "sun flower"}, {"t": "sunflow er"}]).derive(Inverted)
    assert tables.cuts("sunflower") == [3, 7]
    assert tables.cuts("sunset") == tables.cuts("sun") == []


@pytest.mark.parametrize(
    ("document", "word", "expected"),
    [
        ({"t": ["red car"]}, "red", [0]),
        ({"a": {"t": ["red car"]}}, "red", [8]),  # a nested key that holds an array is visited first
        ({"t": ["x", "y"]}, "y", [8]),
        ({"t": ["x y", "z"]}, "z", [9]),
        ({"arr": [{"n": "x"}, {"n": "y"}]}, "y", [8]),
        ({"arr": [[["x"]], "y"]}, "y", [8]),
        ({"t": [None, "x"]}, "x", [8]),
        ({"a": {"t": {}}, "b": 1, "a.t": "x"}, "x", [16]),  # an empty object is visited at its key and again inside
        ({"t": "a. b"}, "b", [8]),
        ({"t": 12.5}, "5", [1]),
        ({"t": True}, "true", [0]),
        ({"t": -3}, "3", [0]),
        ({"t": 1e21}, "21", [1]),
    ],
)
def test_positions(make_index: MakeIndex, document: dict[str, Any], word: str, expected: list[int]) -> None:
    tables = make_index([document]).derive(Inverted)
    assert positions(tables, word) == [bucketed(position) for position in expected]


def test_positions_end_at_65535(make_index: MakeIndex) -> None:
    tables = make_index([{"t": "x " * 65536 + "last"}]).derive(Inverted)
    assert tables.tolerant("last") == 0
    assert tables.word_position("x", 65535) or tables.word_positions("x")


@pytest.mark.parametrize(("position", "bucket"), [(0, 0), (15, 15), (16, 24), (23, 24), (24, 32), (32, 32), (33, 64), (1000, 1024)])
def test_bucketed(position: int, bucket: int) -> None:
    assert bucketed(position) == bucket


def test_buckets_are_those_of_all_positions() -> None:
    assert list(BUCKETS) == [bucketed(position) & 0xFFFF for position in range(65_536)]


def test_reserved_fields_are_not_searched(make_index: MakeIndex) -> None:
    tables = make_index([{"_geo": {"lat": 1, "lng": "2"}, "_vectors": {"a": "b"}, "t": "x"}]).derive(Inverted)
    assert tables.words_fst().words == ["x"]


def test_fields_of_a_word(make_index: MakeIndex) -> None:
    tables = make_index([{"t": "red", "o": {"c": "red"}}, {"t": "blue red"}]).derive(Inverted)
    title, colour = fid(tables, "t"), fid(tables, "o.c")
    assert sorted(tables.word_fids("red")) == sorted([title, colour])
    assert ids(tables.word_fid("red", title)) == [0, 1]
    assert ids(tables.word_fid("red", colour)) == [0]


def test_word_counts_leave_out_stop_words_and_add_up_array_elements(make_index: MakeIndex) -> None:
    settings = IndexSettings(stop_words=("the",))
    tables = make_index([{"t": ["the red car", "fast"]}, {"t": " ".join("x" * 31)}, {"t": "the"}], settings).derive(Inverted)
    assert ids(tables.field_word_count(fid(tables, "t"), 3)) == [0]
    assert [tables.field_word_count(fid(tables, "t"), count) for count in (0, 31)] == [0, 0]


def test_pairs_keep_their_smallest_distance(make_index: MakeIndex) -> None:
    tables = make_index([{"t": "a b c a x b"}, {"t": "a. b", "u": "b a"}, {"t": "a x y b"}, {"t": "a a"}]).derive(Inverted)
    assert [ids(tables.pair(distance, "a", "b")) for distance in (1, 2, 3)] == [[0], [], [2]]
    assert ids(tables.pair(1, "b", "a")) == [1]
    assert ids(tables.pair(1, "a", "a")) == [3]


def test_pairs_of_a_rare_and_a_frequent_word(make_index: MakeIndex) -> None:
    tables = make_index([{"t": "often here"}] * 40 + [{"t": "often rare often x often"}]).derive(Inverted)
    assert ids(tables.pair(1, "often", "rare")) == [40]
    assert ids(tables.pair(1, "rare", "often")) == [40]
    assert tables.pair(2, "rare", "often") == 0


def test_pairs_in_nested_fields_that_come_before_others(make_index: MakeIndex) -> None:
    tables = make_index([{"n": {"u": ["a b", "b"]}, "t": "b a b"}, {"n": {"u": "b"}, "t": "a x b"}]).derive(Inverted)
    assert [ids(tables.pair(distance, "a", "b")) for distance in (1, 2, 3)] == [[0], [1], []]
    assert ids(tables.pair(1, "b", "a")) == [0]


def test_same_field(make_index: MakeIndex) -> None:
    tables = make_index([{"t": "a x", "u": "b"}, {"t": "b", "u": "b a"}]).derive(Inverted)
    assert ids(tables.same_field("a", "b")) == [1]


def test_weights(make_index: MakeIndex) -> None:
    tables = make_index([{"id": 1, "b": {"c": "x"}, "a": "x"}], IndexSettings(searchable_attributes=("a", "b", "zzz"))).derive(Inverted)
    assert {tables.field_name(fid): tables.weight(fid) for fid in tables.searchable_fids()} == {"a": 0, "b": 1, "b.c": 1}
    assert tables.max_weight() == 2
    assert tables.words_fst().words == ["x"]
    assert make_index([{"a": "x"}]).derive(Inverted).max_weight() is None


def test_exact_attributes(make_index: MakeIndex) -> None:
    settings = IndexSettings(typo_tolerance=TypoTolerance(disable_on_attributes=("sku",)))
    tables = make_index([{"sku": {"n": "abc both"}, "t": "both"}], settings).derive(Inverted)
    assert (tables.words_fst().words, tables.exact_words()) == (["both"], ["abc", "both"])
    assert ids(tables.exact("abc")) == [0]
    assert tables.tolerant("abc") == 0
    assert [tables.tolerant_fid(fid(tables, name)) for name in ("sku.n", "t")] == [False, True]
    assert tables.prefixed("") == ["abc", "both"]


def test_exact_numbers(make_index: MakeIndex) -> None:
    settings = IndexSettings(typo_tolerance=TypoTolerance(disable_on_numbers=True))
    tables = make_index([{"t": "2024 abc1"}], settings).derive(Inverted)
    assert (tables.words_fst().words, tables.exact_words()) == (["abc1"], ["2024"])


def test_prefixes(make_index: MakeIndex) -> None:
    tables = make_index([{"t": " ".join(f"ab{number}" for number in range(100)) + " é"}]).derive(Inverted)
    assert tables.prefixed("ab1", limit=2) == ["ab1", "ab10"]
    assert tables.prefixed("zz") == []
    assert [tables.in_prefix_db(prefix) for prefix in ("a", "ab", "ab1", "", "e")] == [True, True, False, False, False]
    assert not tables.in_prefix_db("ab", exact=True)


def test_localized_attributes_choose_the_language(make_index: MakeIndex) -> None:
    settings = IndexSettings(localized_attributes=(LocalizedRule(("t_*",), ("swe",)),))
    tables = make_index([{"t_sv": "åka", "t": "åka"}], settings).derive(Inverted)
    assert tables.words_fst().words == ["aka", "åka"]


def test_a_change_is_seen_and_the_former_tables_stay(make_index: MakeIndex) -> None:
    index = make_index([{"t": f"old word{number}"} for number in range(20)])
    before = index.derive(Inverted)
    assert "word3" in before.words_fst().words
    copy = index.clone()
    put(copy, 3, {"t": "new"})
    copy.documents.remove(4)
    copy.documents.touched([3, 4])
    after = copy.derive(Inverted)
    assert ids(after.tolerant("new")) == [3]
    assert after.tolerant("old").bit_count() == 18
    assert not {"word3", "word4"} & set(after.words_fst().words)
    assert "new" in after.words_fst().words
    assert index.derive(Inverted) is before
    assert before.tolerant("old").bit_count() == 20


def test_other_settings_rebuild(make_index: MakeIndex) -> None:
    index = make_index([{"t": "the car"}])
    assert index.derive(Inverted).words_fst().words == ["car", "the"]
    index.settings = replace(index.settings, stop_words=("the",))
    assert index.derive(Inverted).words_fst().words == ["car"]


def content(index: Index) -> tuple[Any, ...]:
    """All that the tables say, in a form that does not depend on how they came to be."""
    tables = index.derive(Inverted)
    words = list(tables.words_fst().words)
    named = {tables.field_name(fid): fid for fid in tables.searchable_fids()}
    return (
        words,
        [tables.tolerant(word) for word in words],
        [{position: tables.word_position(word, position) for position in tables.word_positions(word)} for word in words],
        [{name: tables.word_fid(word, number) for name, number in named.items() if tables.word_fid(word, number)} for word in words],
        {(d, one, other): docs for d in (1, 2, 3) for one in words for other in words if (docs := tables.pair(d, one, other))},
        {(name, n): docs for name, number in named.items() for n in range(31) if (docs := tables.field_word_count(number, n))},
    )


@pytest.mark.parametrize("seed", range(8))
def test_catching_up_equals_starting_over(make_index: MakeIndex, seed: int) -> None:
    chance = random.Random(seed)

    def document() -> dict[str, Any]:
        text = " ".join(chance.choices("abcdefgh", k=chance.randint(0, 6)))
        return {"t": text, "n": {"u": chance.choices("abxy. ", k=3)}}

    index = make_index(document() for _ in range(30))
    for _ in range(12):
        touched = chance.sample(range(40), chance.randint(1, 9))
        for docid in touched:
            if index.documents.bits >> docid & 1 and chance.random() < 0.4:
                index.documents.remove(docid)
            else:
                put(index, docid, document())
        index.documents.touched(touched)
        if chance.random() < 0.7:
            index.derive(Inverted)
    fresh = Index(index.created_at)
    for docid in index.documents:
        put(fresh, docid, index.documents.get(docid))
    fresh.documents.touched(list(index.documents))
    assert content(index) == content(fresh)
