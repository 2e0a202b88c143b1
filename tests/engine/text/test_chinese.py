from __future__ import annotations

import pytest

from meilifake.engine.text import chinese


def test_likeliest_words_then_shorter_ones() -> None:
    pytest.importorskip("jieba", reason="Chinese words need the extra `zh`")
    assert chinese.cut("我们中出了一个叛徒") == ["我们", "中", "出", "了", "一个", "叛徒"]


def test_without_the_library_words_are_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chinese, "_dictionary", lambda: None)
    assert chinese.cut("你好世界的中文go1") == ["你好", "世界", "的", "中文", "go1"]
    assert chinese.cut("三个字") == ["三个", "字"]


def test_simplified_and_traditional_forms_meet() -> None:
    pytest.importorskip("zhconv", reason="Chinese forms need the extra `zh`")
    assert chinese.unified("分词测试 丑 go") == "分詞測試 丑 go"


def test_forms_of_japan_meet_those_of_china_and_common_simplified_ones_stay() -> None:
    pytest.importorskip("zhconv", reason="Chinese forms need the extra `zh`")
    assert chinese.unified("進撃") == chinese.unified("进击") == "進擊"
    assert chinese.unified("这個") == "这個"
