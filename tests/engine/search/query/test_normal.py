"""Settings texts through the tokenizer (guide search-semantics, 5.2, 5.5)."""

from meilifake.engine.search.query.normal import SettingsWords, exact_words_of, synonyms_of
from meilifake.engine.settings import IndexSettings, TypoTolerance
from meilifake.engine.text.tokenizer import tokenizer_of


def test_keys_that_normalize_alike_share_their_values():
    settings = IndexSettings(synonyms={"New York": ("nyc", "big apple"), "new-york": ("nyc",), "!": ("x",)})
    assert synonyms_of(settings) == {("new", "york"): ["big apple", "nyc"]}


def test_values_become_words_when_asked_for():
    settings = IndexSettings(synonyms={"nyc": ("New York", "!")}, stop_words=("new",))
    words = SettingsWords(synonyms_of(settings), frozenset())
    assert words.synonyms_for(("nyc",), tokenizer_of(settings), None) == [("new", "york")]
    assert words.synonyms_for(("other",), tokenizer_of(settings), None) == []


def test_words_without_typos_are_taken_as_a_whole():
    settings = IndexSettings(typo_tolerance=TypoTolerance(disable_on_words=("Café", "rock-n-roll")), separator_tokens=("f",))
    assert exact_words_of(settings) == {"cafe", "rock-n-roll"}


def test_one_table_for_one_settings_object(searcher):
    index = searcher([], synonyms={"a": ("b",)}).index
    before = index.derive(SettingsWords)
    assert index.derive(SettingsWords) is before
    index.settings = IndexSettings(synonyms={"a": ("c",)})
    assert index.derive(SettingsWords).synonyms == {("a",): ["c"]}
