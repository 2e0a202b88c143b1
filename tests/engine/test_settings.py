from dataclasses import replace

from meilifake.engine.settings import DEFAULTS, IndexSettings, differ


def test_equal_settings_do_not_differ():
    assert not differ(DEFAULTS, DEFAULTS)
    assert not differ(IndexSettings(), DEFAULTS)
    assert differ(replace(DEFAULTS, stop_words=("a",)), DEFAULTS)
    assert differ(None, DEFAULTS)
