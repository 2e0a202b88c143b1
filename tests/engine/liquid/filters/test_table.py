"""The standard filters, each with what the real server makes of it."""

from __future__ import annotations

import pytest

from meilifake.engine.liquid.fault import LiquidFault
from meilifake.engine.liquid.filters.table import FILTERS
from meilifake.engine.liquid.template import parse

DATA = {
    "t": "Héllo World", "html": "<p>A &amp; <b>'b'</b></p>\n", "l": ["b", "a", None, 3], "objs": [{"k": "B"}, {"k": "a"}, {"z": 1}],
}  # fmt: skip

CASES = [
    ("t | upcase", "HÉLLO WORLD"), ("t | downcase", "héllo world"), ("'abC' | capitalize", "AbC"), ("t | append: 1.0", "Héllo World1"),
    ("t | prepend: 'x'", "xHéllo World"), ("t | size", "12"), ("l | size", "4"), ("nil | size", "0"), ("t | first", "H"),
    ("l | last", "3"), ("t | split: '' | size", "13"), ("t | split: 'o' | join: '-'", "Héll- W-rld"), ("'' | split: ',' | size", "0"),
    ("t | replace: 'o', '0'", "Héll0 W0rld"), ("t | replace_first: '', '0'", "0Héllo World"), ("t | remove: 'o'", "Héll Wrld"),
    ("t | remove_first: 'o'", "Héll World"), ("t | slice: -3, 2", "ld"), ("t | slice: 1", "é"), ("t | slice: -100, 2", ""),
    ("t | truncate: 8", "Héllo..."), ("t | truncate: 5, ''", "Héllo"), ("t | truncate: -1", "Héllo World"),
    ("t | truncatewords: 1", "Héllo..."), ("l | slice: 1, 2", "a"), ("l | sort", "ab3"), ("l | reverse | join", "3  a b"),
    ("l | compact | join: ','", "b,a,3"), ("l | concat: l | uniq | size", "4"), ("objs | map: 'k' | join: ''", "Ba"),
    ("objs | sort: 'k' | map: 'k' | join: ''", "Ba"), ("objs | sort_natural: 'k' | map: 'k' | join: ''", "aB"),
    ("objs | where: 'k', 'a' | size", "1"), ("objs | where: 'k' | size", "2"), ("objs | compact: 'k' | size", "2"),
    ("' a ' | strip | append: '.'", "a."), ("' a ' | lstrip | append: '.'", "a ."), ("' a ' | rstrip | append: '.'", " a."),
    ("html | strip_html", "A &amp; 'b'\n"), ("html | escape", "&lt;p&gt;A &amp;amp; &lt;b&gt;&#39;b&#39;&lt;/b&gt;&lt;/p&gt;\n"),
    ("html | escape_once", "&lt;p&gt;A &amp; &lt;b&gt;&#39;b&#39;&lt;/b&gt;&lt;/p&gt;\n"), ("html | strip_newlines | size", "25"),
    ("\"a\nb\" | newline_to_br", "a<br />\nb"), ("'a b/~é' | url_encode", "a%20b%2F%7E%C3%A9"), ("'a%20b+c' | url_decode", "a b c"),
    ("nil | default: 'd'", "d"), ("false | default: 'd'", "d"), ("0 | default: 'd'", "0"), ("'' | default: 'd'", "d"),
    ("7 | divided_by: 2", "3"), ("-7 | divided_by: 2", "-3"), ("7 | divided_by: 2.0", "3.5"), ("-7 | modulo: 4", "-3"),
    ("7.5 | modulo: 2", "1.5"), ("'3' | plus: '4'", "7"), ("0.1 | plus: 0.2", "0.30000000000000004"), ("5 | minus: 7", "-2"),
    ("9223372036854775807 | plus: 1", "-9223372036854775808"), ("2 | times: 1.5", "3"), ("3 | at_least: 5", "5"), ("3 | at_most: 2", "2"),
    ("-2.5 | abs", "2.5"), ("2.5 | round", "3"), ("-2.5 | round", "-3"), ("2.345 | round: 2", "2.35"), ("2.1 | ceil", "3"),
    ("-2.1 | floor", "-3"), ("'2015-08-19 22:55:00' | date: '%d %b %Y'", "19 Aug 2015"),
]  # fmt: skip


@pytest.mark.parametrize(("chain", "output"), CASES)
def test_output(chain: str, output: str) -> None:
    assert parse(f"{{{{ {chain} }}}}").render(DATA) == output


def test_every_filter_is_tried() -> None:
    tried = {part.partition(":")[0].strip() for chain, _ in CASES for part in chain.split("|")[1:]}
    assert tried == set(FILTERS)


@pytest.mark.parametrize(
    ("chain", "message"),
    [
        ("t | plus: 1", "argument\n  with:\n    argument=operand\n    cause=Number expected"),
        ("l | plus: 1", "input\n  with:\n    cause=Number expected"),
        ("1 | plus: l", "argument\n  with:\n    argument=operand\n    cause=Number expected"),
        ("1 | divided_by: '0.0'", "argument\n  with:\n    argument=operand\n    cause=Can't divide by zero"),
        ("t | round: 'a'", "argument\n  with:\n    argument=decimal_places\n    cause=Whole number expected"),
        ("t | slice: 1, 0", "argument\n  with:\n    argument=length\n    cause=Positive number expected"),
        ("t | join", "input\n  with:\n    cause=Array of strings expected"),
        ("t | where: 'k'", "input\n  with:\n    cause=Array of objects or a single object expected"),
        ("l | sort: 'k'", "input\n  with:\n    cause=Array of objects expected"),
        ("l | concat: 1", "argument\n  with:\n    argument=array\n    cause=Array expected"),
        ("nil | first", "input\n  with:\n    cause=String or Array expected"),
        ("'%ff' | url_decode", "input\n  with:\n    cause=Malformed UTF-8"),
    ],
)
def test_refused(chain: str, message: str) -> None:
    with pytest.raises(LiquidFault) as caught:
        parse(f"{{{{ {chain} }}}}").render(DATA)
    assert str(caught.value).startswith(f"liquid: Invalid {message}\nfrom: Filter error\n  with:\n    filter=")


def test_truncatewords_is_called_truncate_in_errors() -> None:
    with pytest.raises(LiquidFault, match='filter=truncate : "a"\n    input=1\n'):
        parse("{{ 1 | truncatewords: 'a' }}").render({})
