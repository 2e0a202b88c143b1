"""What tags write when they are rendered, and the trace of an error inside them."""

from __future__ import annotations

import pytest

from meilifake.engine.liquid.fault import LiquidFault
from meilifake.engine.liquid.template import parse
from meilifake.errors.base import Broken, Unsupported

MISSING = "Unknown variable\n  with:\n    requested variable=q\n"


@pytest.mark.parametrize(
    ("template", "output"),
    [
        ("{% for x in (1..5) limit:5 offset:3 %}[{{ x }}]{% endfor %}", "[4][5][][][]"),
        ("{% for x in (1..3) reversed %}{{ x }}{{ forloop.last }}{% endfor %}", "3false2false1true"),
        ("{% for x in (1..4) %}{% if x == 3 %}{% break %}{% endif %}{{ x }}{% endfor %}.", "12."),
        ("{% for x in (1..3) %}{% if x == 2 %}{% continue %}{% endif %}{{ x }}{% endfor %}", "13"),
        ("{% for x in l %}{{ x }}{% else %}none{% endfor %}", "ab"),
        ("{% for x in o %}{{ x[0] }}={{ x[1] }}{% endfor %}", "k=1"),
        ("{% for x in nil %}{{ x }}{% else %}none{% endfor %}", "none"),
        ("{% for x in (1..2) %}{% for y in (1..1) %}{{ forloop.parentloop.index }}{% endfor %}{% endfor %}", "12"),
        ("a{% break %}b", "a"),
        (
            "{% tablerow x in (1..3) cols:2 %}{{ x }}{% endtablerow %}",
            '<tr class="row1"><td class="col1">1</td><td class="col2">2</td></tr><tr class="row2"><td class="col1">3</td></tr>',
        ),
        ("{% for i in (1..3) %}{% cycle 'a', 'b' %}{% cycle g: 1, 2 %}{% cycle 'g': 7, 8 %}{% endfor %}", "a18b18a18"),
        ("{% for i in (1..4) %}{% ifchanged %}{{ i | divided_by: 2 }}{% endifchanged %}{% endfor %}", "012"),
        ("{% capture z %}a{{ o.k }}{% endcapture %}{{ z }}{{ z.size }}", "a12"),
        ("{% case o.k %}lost{% when 2 %}two{% when 3, 1 %}one{% else %}none{% endcase %}", "one"),
        ("{% raw %}{{ a }}{% b %}{% endraw %}", "{{ a }}{% b %}"),
        ("a {%- comment -%} {{ q }} {%- endcomment -%} b", "ab"),
        ("{% unless l contains 'b' %}y{% else %}n{% endunless %}", "n"),
        ("{% if o contains 'k' and 'abc' contains 'b' or q %}y{% endif %}", "y"),
        ("{% decrement d %}{% decrement d %}", "-1-2"),
        ("{% render 'a' for nil as x %}.", "."),
    ],
)
def test_written(template: str, output: str) -> None:
    assert parse(template).render({"l": ["a", "b"], "o": {"k": 1}}) == output


@pytest.mark.parametrize(
    ("template", "trace"),
    [
        ("{% if true %}{{ q }}{% endif %}", "from: {% if true %}\n"),
        ("{% unless o.k == 1 and q %}{% endunless %}{{ q }}", ""),
        ("{% unless true %}{% else %}{{ q }}{% endunless %}", "from: {{% else %}}\nfrom: {% if true %}\n"),
        (
            "{% case o.k %}{% when 1 or 2 %}{{ q }}{% endcase %}",
            'from: {% when 1 or 2 %}\nfrom: {% case o["k"] %}\n  with:\n    o["k"]=1\n',
        ),
        ("{% for x in (1..2) %}{{ q }}{% endfor %}", "from: {% for x in (1..2)  %}\n  with:\n    index=1\n"),
        ("{% for x in q limit:2 reversed offset:1 %}{% endfor %}", "from: {% for x in q limit:2, offset:1, reversed %}\n"),
        ("{% assign a = q | upcase %}", "from: {% assign a = q | upcase%}\n"),
        ("{% capture a %}{{ q }}{% endcapture %}", "from: {% capture a %}\n"),
        ("{% ifchanged %}{{ q }}{% endifchanged %}", "from: {{% ifchanged %}}\n"),
        ("{% cycle q, 1 %}", "from: {% cycle q, 1 %}\n"),
        ("{{ 1 | plus: q }}", "from: Filter error\n  with:\n    filter=plus : q\n    input=1\n"),
        ("{% render 'a' for q as x %}", 'from: {% render "a" %}\n'),
    ],
)
def test_traces(template: str, trace: str) -> None:
    with pytest.raises(LiquidFault) as caught:
        parse(template).render({"o": {"k": 1}})
    assert str(caught.value) == f"liquid: {MISSING}{trace}"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% for x in 'a' %}{% endfor %}", "Expected array, found `string`\n"),
        (
            "{% for x in (1..'a') %}{% endfor %}",
            'Expected whole number, found `string`\n  with:\n    end=a\nfrom: {% for x in (1.."a")  %}\n',
        ),
        ("{% for x in (1..2) limit:'a' %}{% endfor %}", "Expected whole number, found `string`\n"),
        ("{% if nil contains 1 %}{% endif %}", "Expected string | array | object, found `nil`\nfrom: {% if nil contains 1 %}\n"),
        ("{% include 'a' %}", 'Partial does not exist\n  with:\n    name=a\nfrom: {% include "a" %}\n'),
        ("{% render 'a', b: 1 %}", 'Partial does not exist\n  with:\n    name=a.liquid\nfrom: {% render "a" %}\n'),
        ("{% render 'a', b: q %}", "failed to evaluate value\n"),
        ("{% include empty %}", "Can only `include` strings\n  with:\n    partial=empty\n"),
    ],
)
def test_errors(template: str, message: str) -> None:
    with pytest.raises(LiquidFault) as caught:
        parse(template).render({})
    assert str(caught.value) == f"liquid: {message}"


def test_a_loop_that_takes_the_server_too_long_is_refused() -> None:
    with pytest.raises(Unsupported):
        parse("{% for x in (1..1000000000) %}{% endfor %}").render({})


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{% cycle a: %}", "attempt to calculate the remainder with a divisor of zero"),
        ("{% tablerow x in (1..2) cols:0 %}{% endtablerow %}", "attempt to calculate the remainder with a divisor of zero"),
        ("{{ 9223372036854775808 }}", "Grammar ensures matches are parseable as integers.: ParseIntError { kind: PosOverflow }"),
        ("{{ -9223372036854775809 }}", "Grammar ensures matches are parseable as integers.: ParseIntError { kind: NegOverflow }"),
    ],
)
def test_what_the_server_crashes_at(template: str, words: str) -> None:
    with pytest.raises(Broken) as caught:
        parse(template).render({})
    assert str(caught.value) == words
