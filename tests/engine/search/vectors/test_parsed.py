from __future__ import annotations

from typing import Any

import pytest

from meilifake.engine.search.vectors.parsed import BadEntry, embeddings, not_a_map, parse_entry
from meilifake.errors.crash import Crash

SHAPES = "an array of floats, an array of arrays of floats, or an object with"


@pytest.mark.parametrize(
    ("value", "given", "regenerate", "implicit"),
    [
        (None, [], False, True),
        ([1, 2], [1, 2], False, True),
        ({"regenerate": True}, None, True, False),
        ({"embeddings": None, "regenerate": False}, None, False, False),
        ({"regenerate": False, "embeddings": [[1]]}, [[1]], False, False),
    ],
)
def test_shapes(value: Any, given: Any, regenerate: bool, implicit: bool) -> None:
    assert parse_entry("e", value) == (given, regenerate, implicit)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("str", f"Expected `._vectors.e` to be {SHAPES} at least the field `regenerate`, but got the string `str`"),
        (1.5, f"Expected `._vectors.e` to be {SHAPES} at least the field `regenerate`, but got the number `1.5`"),
        ({}, f"Missing field `._vectors.e.regenerate`\n  - note: `._vectors.e` must be {SHAPES} field `regenerate`"),
        ({"foo": 1}, "Could not parse `._vectors.e`: trailing characters at line 1 column 7"),
        ({"regenerate": False, "foo": 1}, "Could not parse `._vectors.e`: trailing characters at line 1 column 26"),
        (
            {"regenerate": "yes please"},
            'Could not parse `._vectors.e.regenerate`: invalid type: string "yes please", expected a boolean at line 1 column 26',
        ),
        ({"regenerate": "yes please", "embeddings": []}, "Could not parse `._vectors.e`: trailing comma at line 1 column 27"),
    ],
)
def test_refused_shapes(value: Any, words: str) -> None:
    with pytest.raises(BadEntry) as caught:
        parse_entry("e", value)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("value", "vectors"),
    [(None, ()), ([], ()), ([1, 0.5], ((1.0, 0.5),)), ([[]], ((),)), ([[1], [0.1]], ((1.0,), (0.10000000149011612,)))],
)
def test_embeddings(value: Any, vectors: tuple[Any, ...]) -> None:
    assert embeddings("e", parse_entry("e", value)) == vectors


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([[0.1, True]], "Invalid value type at `._vectors.e[0][1]`: expected a number, but found a boolean: `true`"),
        ([[0.1], 0.3], "Invalid value type at `._vectors.e[1]`: expected an array, but found a number: `0.3`"),
        ({"regenerate": False, "embeddings": "x"}, 'Invalid value type at `._vectors.e.embeddings`: expected null or an array, but found a '
         'string: `"x"`'),
        (["x"], 'Invalid value type at `._vectors.e[0]`: expected a number or an array, but found a string: `"x"`'),
        ([1, None], "Invalid value type at `._vectors.e[1]`: expected a number, but found null"),
    ],
)  # fmt: skip
def test_refused_embeddings(value: Any, words: str) -> None:
    with pytest.raises(BadEntry) as caught:
        embeddings("e", parse_entry("e", value))
    assert str(caught.value) == words


@pytest.mark.parametrize("value", [[{}], [1, {"a": 1}], [[1], {}], [[1, {}]], {"regenerate": True, "embeddings": {}}])
def test_an_object_among_the_numbers_crashes_the_server(value: Any) -> None:
    with pytest.raises(Crash):
        embeddings("e", parse_entry("e", value))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("toto", 'invalid type: string "toto", expected a map at line 1 column 6'),
        (None, "invalid type: null, expected a map at line 1 column 4"),
        (12, "invalid type: integer `12`, expected a map at line 1 column 2"),
        (True, "invalid type: boolean `true`, expected a map at line 1 column 4"),
        ([1], "invalid type: sequence, expected a map at line 1 column 0"),
        (1e300, "invalid type: floating point `1e+300`, expected a map at line 1 column 6"),
    ],
)
def test_vectors_that_are_no_map(value: Any, words: str) -> None:
    assert not_a_map(value).message == words
