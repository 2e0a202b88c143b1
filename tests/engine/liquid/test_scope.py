"""What names stand for, and the error of one that stands for nothing."""

from __future__ import annotations

import pytest

from meilifake.engine.liquid.fault import LiquidFault
from meilifake.engine.liquid.template import parse

DOCUMENT = {"title": "Héllo", "list": ["b", None, 3], "o": {"x": 1}, "nil": None, "big": 2**64 - 1}


def rendered(template: str) -> str:
    return parse(template).render({"doc": DOCUMENT})


@pytest.mark.parametrize(
    ("template", "output"),
    [
        ("{{ doc.title }}{{ doc['title'].size }}", "Héllo6"),
        ("{{ doc.list[0] }}{{ doc.list[-1] }}{{ doc.list.first }}{{ doc.list.last }}{{ doc.list['2'] }}{{ doc.list.size }}", "b3b333"),
        ("{{ doc.nil }}{{ doc.o.size }}", "1"),
        ("{{ doc.big }} {{ doc.big | plus: 1 }}", "18446744073709551615 18446744073709552000"),
        ("{% assign doc = 3 %}{{ doc }}", "3"),
        ("{% increment n %}{% increment n %}{{ n }}", "012"),
        ("{% if nope.x %}a{% elsif doc.nope %}b{% else %}c{% endif %}", "c"),
    ],
)
def test_found(template: str, output: str) -> None:
    assert rendered(template) == output


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ q }}", "Unknown variable\n  with:\n    requested variable=q\n"),
        (
            "{{ doc.nope }}",
            "Unknown index\n  with:\n    variable=doc\n    requested index=nope\n    available indexes=title, list, o, nil, big\n",
        ),
        ("{{ doc.o.y.z }}", "Unknown index\n  with:\n    variable=doc.o\n    requested index=y\n    available indexes=x\n"),
        (
            "{{ doc.list[7] }}",
            "Unknown index\n  with:\n    variable=doc.list\n    requested index=7\n    available indexes=0..2, first, last\n",
        ),
        ("{{ doc.title.x }}", "Unknown index\n  with:\n    variable=doc.title\n    requested index=x\n    available indexes=\n"),
        ("{{ doc[doc.list] }}", "Expected scalar, found `[b, , 3, ]`\n"),
    ],
)
def test_missing(template: str, message: str) -> None:
    with pytest.raises(LiquidFault) as caught:
        rendered(template)
    assert str(caught.value) == f"liquid: {message}"
