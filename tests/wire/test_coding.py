"""Content codings: request bodies undone, answers negotiated."""

from __future__ import annotations

import gzip
import random
import zlib

import brotli  # type: ignore[import-untyped]
import pytest

from meilifake.wire.coding import CodingError, decode, encode, negotiate

TEXT = b'{"q":"' + b"abc" * 100 + b'"}'
PACKERS = {"gzip": lambda data: gzip.compress(data, mtime=0), "deflate": zlib.compress, "br": lambda data: brotli.compress(data, quality=1)}
UNPACKERS = {"gzip": gzip.decompress, "deflate": zlib.decompress, "br": brotli.decompress}
PACKED = {coding: pack(TEXT) for coding, pack in PACKERS.items()}

NO_CHECKSUM = 'Custom { kind: InvalidInput, error: "corrupt gzip stream does not have a matching checksum" }'


@pytest.mark.parametrize("coding", PACKED)
def test_a_body_is_unpacked_whatever_the_case_of_the_header(coding: str) -> None:
    assert decode(PACKED[coding], f" {coding.upper()}") == TEXT


@pytest.mark.parametrize("coding", ["zstd", "x-gzip", "gzip, br", "identity"])
def test_an_unknown_coding_is_ignored(coding: str) -> None:
    assert decode(b"hello", coding) == b"hello"


@pytest.mark.parametrize(
    ("coding", "data", "words"),
    [
        ("gzip", b"hello world", 'Custom { kind: InvalidInput, error: "invalid gzip header" }'),
        ("gzip", PACKED["gzip"][:-1], NO_CHECKSUM),
        ("gzip", b"", NO_CHECKSUM),
        ("gzip", PACKED["gzip"] + b"zz", 'Error { kind: WriteZero, message: "failed to write whole buffer" }'),
        ("deflate", b"hello world", 'Custom { kind: InvalidInput, error: "corrupt deflate stream" }'),
        ("deflate", PACKED["deflate"] + b"zz", 'Error { kind: WriteZero, message: "failed to write whole buffer" }'),
        ("gzip", b"{}", NO_CHECKSUM),
        (
            "gzip",
            PACKED["gzip"][:-8] + bytes(8),
            NO_CHECKSUM,
        ),
        ("gzip", b"\x1f\x8b\x08\x20" + PACKED["gzip"][4:], 'Custom { kind: InvalidInput, error: "invalid gzip header" }'),
        ("gzip", PACKED["gzip"][:10] + b"\x07zzzzzzzzzz", 'Custom { kind: InvalidInput, error: "corrupt deflate stream" }'),
        ("br", b"hello world", 'Custom { kind: InvalidData, error: "Invalid Data" }'),
        ("br", PACKED["br"] + b"z", 'Error { kind: WriteZero, message: "failed to write whole buffer" }'),
    ],
)
def test_what_cannot_be_unpacked(coding: str, data: bytes, words: str) -> None:
    with pytest.raises(CodingError) as caught:
        decode(data, coding)
    assert str(caught.value) == words


def test_a_deflate_stream_cut_short_gives_what_it_held() -> None:
    assert TEXT.startswith(decode(PACKED["deflate"][:-4], "deflate"))


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("deflate, gzip", "gzip"),
        ("gzip;q=0.5, deflate;q=1", "deflate"),
        ("br;q=0, gzip", "gzip"),
        ("identity, gzip", "gzip"),
        ("identity;q=1, gzip;q=0.1", "identity"),
        ("GZIP", "gzip"),
        ("a b, gzip", "gzip"),
        ("gzip, \xff", "identity"),
        ("gzip;q=0, *;q=0, \xff", "identity"),
        ("*", "identity"),
        ("", "identity"),
        ("zstd", "identity"),
        ("gzip;q=0", "identity"),
        ("gzip;q=a", "identity"),
        ("identity;q=0, *", "identity"),
        ("gzip;q=0.2, *;q=0", "gzip"),
        ("gzip;q=.5", "gzip"),
        ("gzip ; Q=0.50", "gzip"),
        ("gzip;q=0.5000", "identity"),
        ("gzip;q=1e-9", "identity"),
        ("gzip;q=2, gzip;q=-1", "identity"),
        ("gzip;level=9", "identity"),
        ("gzip;x", "identity"),
        ("br;q=0.5, gzip, br", "br"),
        ("gzip;q=0, gzip", "gzip"),
        ("identity;q=0", None),
        ("identity;q=0, gzip;q", None),
        ("zstd, identity;q=0", None),
        ("*;q=0", None),
    ],
)
def test_negotiation(accepted: str, chosen: str | None) -> None:
    assert negotiate(accepted) == chosen


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.parametrize("size", [0, 1, 10_000, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 3 << 16])
def test_others_read_what_is_encoded_and_so_do_we(coding: str, size: int) -> None:
    data = random.Random(size).randbytes(size)
    assert UNPACKERS[coding](encode(data, coding)) == data
    assert decode(encode(data, coding), coding) == data


def test_answers_need_no_package_for_brotli(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meilifake.wire.coding.brotli", lambda: None)
    negotiate.cache_clear()
    assert negotiate("gzip, br") == "br"
    assert brotli.decompress(encode(TEXT, "br")) == TEXT


@pytest.mark.parametrize("coding", PACKED)
def test_a_bomb_is_not_unpacked(coding: str) -> None:
    """A hundred megabytes of nothing, in a few bytes."""
    import tracemalloc

    bomb = PACKERS[coding](bytes(100_000_000))
    tracemalloc.start()
    text = decode(bomb, coding, 1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(text) > 1_000_000
    assert peak < 60_000_000


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.parametrize("limit", [len(TEXT), len(TEXT) + 1, 1_000_000])
def test_a_body_within_the_limit_is_whole(coding: str, limit: int) -> None:
    assert decode(PACKED[coding], coding, limit) == TEXT
