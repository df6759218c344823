"""The trained model: honest about its reasons, the same every time, safe to read."""

import json
from pathlib import Path

import numpy as np
import pytest

from lianxin.kernel.errors import Invalid
from lianxin.matters import classifier
from lianxin.matters.classification import suggest
from lianxin.matters.classifier.grams import grams
from lianxin.matters.classifier.measures import measure
from lianxin.matters.classifier.model import Model, load, standing

TEXTS = ["井盖坏了", "井盖丢了一个", "路灯不亮", "路灯灭了", "垃圾没人收", "垃圾桶满了"] * 3
LABELS = [
    "facility.manhole",
    "facility.manhole",
    "facility.streetlight",
    "facility.streetlight",
    "坏味道",
    "坏味道",
] * 3


@pytest.fixture(scope="module")
def model() -> Model:
    trained = classifier.trainer().train(TEXTS, LABELS)
    assert isinstance(trained, Model)
    return trained


def test_the_model_answers_and_names_its_words(model: Model) -> None:
    suggestion = suggest("桥头的路灯又坏了", model=model)

    assert suggestion is not None
    assert (suggestion.category, suggestion.by) == ("facility.streetlight", "model")
    assert "路灯" in suggestion.reason
    assert suggestion.second in model.labels


def test_what_history_never_saw_is_left_to_the_lexicon(model: Model) -> None:
    suggestion = suggest("楼道里有煤气味，像是漏气，闻到燃气味", model=model)

    assert suggestion is not None
    assert (suggestion.category, suggestion.by) == ("safety.gas_leak", "lexicon")


def test_training_twice_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("one", "two"):
        classifier.trainer().train(TEXTS, LABELS).save(tmp_path / name)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_saved_model_answers_as_before(model: Model, tmp_path: Path) -> None:
    model.save(tmp_path / "m.npz")
    again = load(tmp_path / "m.npz")

    for text in (*TEXTS, "streetlight broken", "", "不知道说啥"):
        assert again.guess(text) == model.guess(text)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\x80\x04pickle", b"x" * 1000])
def test_a_file_that_is_no_model_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "m.npz"
    path.write_bytes(content)

    with pytest.raises(Invalid, match="不是可以使用的"):
        load(path)
    assert standing(path) is None


def test_an_array_of_objects_is_refused_unopened(tmp_path: Path) -> None:
    path = tmp_path / "m.npz"
    header = np.frombuffer(json.dumps({"format": "lianxin-classifier-1"}).encode(), dtype=np.uint8)
    np.savez(path, header=header, idf=np.array([{"a": 1}], dtype=object), allow_pickle=True)

    with pytest.raises(Invalid):
        load(path)


def test_the_standing_model_follows_its_file(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "m.npz"
    assert standing(path) is None

    model.save(path)

    found = standing(path)
    assert found is not None
    assert found.labels == model.labels
    assert standing(path) is found


def test_one_category_alone_cannot_be_learnt() -> None:
    with pytest.raises(Invalid, match="同一个类别"):
        classifier.trainer().train(["井盖坏了", "路灯坏了"], ["a", "a"])


def test_texts_without_a_word_cannot_be_learnt() -> None:
    with pytest.raises(Invalid, match="没有可以学习的词"):
        classifier.trainer().train(["。", "…"], ["1", "2"])


def test_a_category_with_a_single_row_is_learnt_too() -> None:
    model = classifier.trainer().train([*TEXTS, "篮球架歪了"], [*LABELS, "single"])

    assert model.label("篮球架歪了") == "single"


def test_many_rows_are_learnt_by_descent_and_come_out_right(monkeypatch: pytest.MonkeyPatch) -> None:
    training = classifier.trainer()
    monkeypatch.setattr(training, "EXACT_UP_TO", 0)

    model = training.train(TEXTS, LABELS)

    assert [model.label(text) for text in TEXTS] == LABELS


def test_folds_are_even_and_every_row_is_asked_once() -> None:
    training = classifier.trainer()
    dealt = training.deal(LABELS, 3)

    assert [dealt.count(fold) for fold in range(3)] == [6, 6, 6]
    assert all(training.cross_validate(TEXTS, LABELS, 3))
    with pytest.raises(Invalid):
        training.cross_validate(TEXTS, LABELS, 1)


def test_grams_read_both_scripts() -> None:
    assert {"路", "路灯", "路灯坏", " wifi", " street light", "~ight"} <= set(
        grams("路灯坏, WiFi; street light")
    )


def test_measures_agree_with_a_count_by_hand() -> None:
    measured = measure(["a", "a", "b", "c"], ["a", "b", "b", "a"])

    assert (measured.n, measured.accuracy, measured.labels) == (4, 0.5, ["a", "b", "c"])
    assert measured.confusion == [[1, 1, 0], [0, 1, 0], [1, 0, 0]]
    assert measured.macro_f1 == pytest.approx((0.5 + 2 / 3 + 0) / 3)
