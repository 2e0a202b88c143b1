"""Faults of liquid templates, in the drawing and words of the server's library."""

from __future__ import annotations

import pytest

from meilifake.engine.liquid.template import fault


def drawn(place: str, line: str, mark: str, words: str) -> str:
    """The library's drawing of one fault; its `place` is `line:column`."""
    number = place.partition(":")[0]
    return f"liquid:  --> {place}\n  |\n{number} | {line}\n  | {mark}\n  |\n  = {words}\n"


UNKNOWN = (
    "Unknown tag.\n  with:\n    requested={}\n    available tags=assign, break, continue, cycle, decrement, include, increment, render\n"
    "    available blocks=capture, case, comment, for, if, ifchanged, raw, tablerow, unless"
)


@pytest.mark.parametrize(
    "template",
    [
        "",
        "plain } text",
        "{{ doc.title | truncatewords: 20 }}",
        "{% for x in (1..3) limit:2 offset:1 reversed %}{{ forloop.index }}{% else %}-{% endfor %}",
        "{% if x or y and z contains 'a' %}{% elsif w == nil %}{% else %}{% endif %}",
        "{% case x %}{% when 1 or 2, 3 %}a{% else %}b{% endcase %}",
        "{% case x %}{% endcase %}",
        "{% comment %}{% foo %}{{ x }}{% endcomment %}",
        "{% raw %}{{ x {% endraw %}",
        "{%- assign x = 'a' | append: y -%}",
        "{% capture x %}a{% endcapture %}",
        "{% cycle x: 'a', 'b' %}",
        "{{ x.y[0]['a'].z }}",
        "{% increment x %}",
        "{% include 'x' %}",
    ],
)
def test_good_templates(template: str) -> None:
    assert fault(template) is None


@pytest.mark.parametrize(
    ("template", "place", "line", "mark", "words"),
    [
        ("{{ doc.title\n", "1:4", "{{ doc.title", "   ^---", "expected Literal"),
        ("line1\nline2 {{ x\nline3", "2:10", "line2 {{ x", "         ^---", "expected Literal"),
        ("a\r\n{{ x \r\n b", "2:4", "{{ x ", "   ^---", "expected Literal"),
        ("{{ }}", "1:4", "{{ }}", "   ^---", "expected Value"),
        ("{{ x[ }}", "1:7", "{{ x[ }}", "      ^---", "expected Value"),
        ("{{ (1..2) }}", "1:4", "{{ (1..2) }}", "   ^---", "expected Value"),
        ("{% %}", "1:4", "{% %}", "   ^---", "expected Identifier"),
        ("{% if x === 1 %}{% endif %}", "1:11", "{% if x === 1 %}{% endif %}", "          ^", 'unexpected "="; expected Value'),
    ],
)
def test_faults_of_the_grammar(template: str, place: str, line: str, mark: str, words: str) -> None:
    assert fault(template) == drawn(place, line, mark, words)


@pytest.mark.parametrize(
    ("template", "place", "mark", "words"),
    [
        ("{% if %}{% endif %}", "1:6", "     ^---", "Value expected."),
        ("{% if x y %}{% endif %}", "1:9", "        ^^", '"and" or "or" expected.'),
        ("{% endif %}", "1:4", "   ^---^", UNKNOWN.format("endif")),
        ("{% foo %}", "1:4", "   ^-^", UNKNOWN.format("foo")),
        ("{% for x on y %}{% endfor %}", "1:10", "         ^-^", '"in" expected.'),
        ("{% for x in y foo %}{% endfor %}", "1:15", "              ^--^", '"limit", "offset" or "reversed" expected.'),
        ("{% for x in y %}{% endfor foo %}", "1:27", "                          ^--^", "unexpected FilterChain"),
        ("{% assign x %}", "1:13", "            ^---", 'Assignment operator "=" expected.'),
        ("{% case x %}{% when 1 2 %}{% endcase %}", "1:23", "                      ^^", '"or" or "," expected.'),
        ("{% cycle 'a' 'b' %}", "1:14", "             ^--^", '":" or "," expected.'),
        ("{% unless x %}{% elsif y %}{% endunless %}", "1:18", "                 ^---^", UNKNOWN.format("elsif")),
        ("{% break x %}", "1:10", "         ^^", "unexpected FilterChain"),
    ],
)
def test_faults_of_tags(template: str, place: str, mark: str, words: str) -> None:
    assert fault(template) == drawn(place, template, mark, words)


@pytest.mark.parametrize(("template", "tag", "column"), [("{% if x %}", "if", 11), ("{% comment %}", "comment", 14)])
def test_unclosed_blocks_are_shown_at_the_end(template: str, tag: str, column: int) -> None:
    assert fault(template) == drawn(f"1:{column}", "", "^", f"Unclosed block. {{% end{tag} %}} tag expected.")


@pytest.mark.parametrize(
    ("template", "beginning"),
    [
        ("{{ x | foo }}", "liquid: Unknown filter\n  with:\n    requested filter=foo\n    available filters=abs, append, at_least, "),
        (
            "{{ x | append }}",
            "liquid: Invalid number of arguments\n  with:\n    cause=expected at least 1 positional argument\n"
            "from: Filter parsing error\n  with:\n    filter=append \n",
        ),
        (
            "{{ x | append: 'a', 'b' }}",
            "liquid: Invalid number of positional arguments\n  with:\n    cause=expected at most 1 positional argument\n"
            "from: Filter parsing error\n  with:\n    filter=append: 'a', 'b'\n",
        ),
        (
            "{{ x | upcase: y: 1 }}",
            "liquid: Unexpected named argument `y`\nfrom: Filter parsing error\n  with:\n    filter=upcase: y: 1 \n",
        ),
    ],
)
def test_faults_of_filters(template: str, beginning: str) -> None:
    assert (fault(template) or "").startswith(beginning)
