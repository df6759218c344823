"""The catalogue is written by our own hand, so it is read back by Python's."""

import gettext
import io
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import messages


def test_nothing_is_missing_unused_or_stale() -> None:
    found, english = messages.collect(), messages.parts()

    assert messages.faults(found, english) == []
    written = (messages.CATALOGUE / "django.mo").read_bytes()
    assert written == messages.as_mo(messages.entries(found, english)), "run tools/messages.py"


def test_what_is_written_reads_back() -> None:
    rows = [("", messages.HEADER), ("天\0天", "%(n)s day\0%(n)s days"), ("查进展", "Follow up")]

    catalogue = gettext.GNUTranslations(io.BytesIO(messages.as_mo(sorted(rows))))

    assert catalogue.gettext("查进展") == "Follow up"
    assert [catalogue.ngettext("天", "天", n) for n in (1, 2)] == ["%(n)s day", "%(n)s days"]


def test_a_lost_placeholder_a_missing_word_and_a_leftover_are_found() -> None:
    found = messages.Found({"共 %(n)s 件": ["a.py"], "查": ["a.py"]}, set(), [])

    wrong = messages.faults(found, {"共 %(n)s 件": "some", "旧": "old"})

    assert [line.split(":")[0] for line in wrong] == ["placeholders differ", "missing", "no longer used"]


def test_an_unmarked_refusal_is_found(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    (tmp_path / "room.py").write_text('raise NotNow("现在不行", instead=_("明天再来"))')

    assert messages.collect().unmarked == ["room.py:1: 现在不行"]


def test_bare_chinese_in_a_template_is_found(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "a.html").write_text('<p>{% translate "有" %}</p>\n<p>没有标记</p>')

    found = messages.collect()

    assert list(found.places) == ["有"]
    assert found.unmarked == ["templates/a.html: <p>没有标记</p>"]
