"""The verdict on urls, in the words of the server's parser."""

from __future__ import annotations

import pytest

from meilifake.engine.url_text import check_url


@pytest.mark.parametrize(
    "text",
    [
        "http://localhost:7700", "https://a.b/c?d#e", " http://a ", "HTTP:a", "http:///a", "http:\\\\a", "http://u:p@a:80",
        "http://[::1]:1", "http://1.2.3.4", "http://0x7f.1", "http://a:", "mailto:x", "data:,x", "x:", "file:///a", "file:", "x://h/p",
        "ht\ntp://a", "http://%61.com", "http://1.2.3.4.5.a",
    ],
)  # fmt: skip
def test_accepted(text: str) -> None:
    check_url(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "relative URL without a base"),
        ("localhost", "relative URL without a base"),
        ("//a/b", "relative URL without a base"),
        ("http://", "empty host"),
        ("http://:80", "empty host"),
        ("x://:80", "empty host"),
        ("http://a:x", "invalid port number"),
        ("http://a:65536", "invalid port number"),
        ("http://[::1", "invalid IPv6 address"),
        ("http://[x]", "invalid IPv6 address"),
        ("http://1.2.3.256", "invalid IPv4 address"),
        ("http://1.2.3.4.5", "invalid IPv4 address"),
        ("http://a b", "invalid international domain name"),
        ("http://a%20b", "invalid international domain name"),
        ("x://a b", "invalid domain character"),
    ],
)
def test_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=f"^{words}$"):
        check_url(text)
