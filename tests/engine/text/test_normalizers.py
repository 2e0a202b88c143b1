from __future__ import annotations

import pytest

from meilifake.engine.text import normalizers


def test_lengths_lead_back_to_the_original() -> None:
    assert normalizers.lengths("ﬁné", "latin", None) == [2, 1, 1]
    assert normalizers.lengths("Œ\u0301", "latin", None) == [2, 0]


@pytest.mark.parametrize(("text", "stored"), [("à", "a\u0300"), ("å", "å"), ("The", "The"), ("كي", "کی")])
def test_stop_words_are_stored_in_a_form_of_their_own(text: str, stored: str) -> None:
    assert normalizers.stop_word(text) == stored


def test_swedish_keeps_its_letters() -> None:
    assert normalizers.lemma(normalizers.classified("Åka", "swe"), "latin", "swe") == "åka"
    assert normalizers.lemma(normalizers.classified("Åka", None), "latin", None) == "aka"


def test_marks_newer_than_the_servers_list_stay() -> None:
    assert normalizers.lemma("a\u0301\u1ab0", "latin", None) == "a\u1ab0"
