"""JSON values whose strings are templates."""

from __future__ import annotations

import pytest

from meilifake.engine.liquid.fragment import FragmentFault, check_strings, render


def test_only_strings_are_rendered() -> None:
    fragment = {"a": "{{ q }}!", "b": [1, None, {"c": "{{ media.x }}"}]}
    assert render(fragment, {"q": "hey", "media": {"x": 2}}) == {"a": "hey!", "b": [1, None, {"c": "2"}]}


def test_the_place_of_a_fault() -> None:
    with pytest.raises(FragmentFault) as caught:
        render({"a": ["{{ q }}"]}, {})
    words = "error while rendering template: liquid: Unknown variable\n  with:\n    requested variable=q\n"
    assert caught.value.words() == f"in ``.a[0]``, {words}"
    assert caught.value.words(".searchFragments.x") == f"in ``.searchFragments.x.a[0]``, {words}"


def test_a_fragment_that_is_a_template_has_no_place() -> None:
    with pytest.raises(FragmentFault) as caught:
        check_strings("{{ x")
    assert caught.value.words(".x").startswith("error while parsing template: liquid:  --> 1:4\n")
