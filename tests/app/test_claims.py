"""The two objects of a tenant token, read as a stream."""

from __future__ import annotations

import pytest

from meilifake.app.claims import Claims, read_algorithm, read_audience, read_claims
from meilifake.wire.jsonscan import JsonError

UID = "11111111-1111-4111-8111-111111111111"


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (f'{{"searchRules": ["a", "b*"], "apiKeyUid": "{UID}", "x": {{}}}}', Claims({"a": None, "b*": None}, UID)),
        (f'{{"apiKeyUid": "{UID}", "exp": 5, "searchRules": {{"a": {{"filter": "x = 1"}}, "b": null}}}}',
         Claims({"a": {"filter": "x = 1"}, "b": None}, UID, 5)),
        (f'{{"searchRules": {{"*": {{}}}}, "exp": null, "aud": "x", "apiKeyUid": "{{{UID}}}"}}', Claims({"*": {}}, UID)),
        (f'[["a"], 7, "{UID}"]', Claims({"a": None}, UID, 7)),
    ],
)  # fmt: skip
def test_claims(text: str, claims: Claims) -> None:
    assert read_claims(text.encode()) == claims


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "EOF while parsing a value at line 1 column 0"),
        ("1", "invalid type: integer `1`, expected struct Claims at line 1 column 1"),
        ("{}", "missing field `searchRules` at line 1 column 2"),
        ('{"searchRules": []}', "missing field `apiKeyUid` at line 1 column 19"),
        ('{"searchRules": [1], "x": 1}', "data did not match any variant of untagged enum SearchRules at line 1 column 19"),
        ('{"apiKeyUid": "x"}', "UUID parsing failed: invalid character: found `x` at 0 at line 1 column 17"),
        ('{"apiKeyUid": 1}', "invalid type: integer `1`, expected a formatted UUID string at line 1 column 15"),
        ('{"exp": "x"}', 'invalid type: string "x", expected i64 at line 1 column 11'),
        ('{"exp": 1, "exp": 2}', "duplicate field `exp` at line 1 column 16"),
        ('{"exp" 1}', "expected `:` at line 1 column 8"),
    ],
)
def test_faults_of_claims(text: str, words: str) -> None:
    with pytest.raises(JsonError) as caught:
        read_claims(text.encode())
    assert str(caught.value) == words


def test_headers() -> None:
    for key in (
        '"RSA", "n": "a", "e": "b"',
        '"oct", "k": ""',
        '"OKP", "crv": "Ed25519", "x": "a"',
        '"EC", "crv": "P-256", "x": "a", "y": "b"',
    ):
        assert read_algorithm(f'{{"alg": "HS384", "jwk": {{"kty": {key}}}}}'.encode()) == "HS384"
    assert read_algorithm(b'{"typ": null, "alg": "HS256", "mine": "x"}') == "HS256"
    for text, words in (
        (b'{"alg": "none"}', "unknown variant `none`, expected one of `HS256`, `HS384`, `HS512`, `ES256`, "),
        (b'{"typ": 1}', "invalid type: integer `1`, expected a string at line 1 column 9"),
        (b"{}", "missing field `alg` at line 1 column 2"),
        (b'{"alg": 1}', "expected value at line 1 column 9"),
        (b'{"crit": 1}', "invalid type: integer `1`, expected a sequence at line 1 column 10"),
        (b'{"jwk": {"kty": 5}}', "data did not match any variant of untagged enum AlgorithmParameters at line 1 column 18"),
        (b'{"jwk": {"kty": "oct"}}', "data did not match any variant of untagged enum AlgorithmParameters at line 1 column 22"),
        (b'{"jwk": {}}', "data did not match any variant of untagged enum AlgorithmParameters at line 1 column 10"),
    ):
        with pytest.raises(JsonError) as caught:
            read_algorithm(text)
        assert str(caught.value).startswith(words)


def test_audiences() -> None:
    assert read_audience(b'{"aud": ["x"], "nbf": "soon"}') == ["x"]
    assert read_audience(b'{"mine": []}') is None
    for text, words in (
        (b'{"sub": {}}', "expected `,` or `}` at line 1 column 9"),
        (b'[["a"], 1]', "expected `,` or `]` at line 1 column 3"),
    ):
        with pytest.raises(JsonError) as caught:
            read_audience(text)
        assert str(caught.value) == words
