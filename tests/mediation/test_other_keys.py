"""A house with another key, or none: it refuses in words, writes nothing and makes no key file."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import RequestFactory

from lianxin.kernel.keyring import keyring
from lianxin.kernel.sealing import SealBroken
from lianxin.mediation import vault
from lianxin.mediation.actions.looking import look_in
from lianxin.mediation.actions.sittings import note_aside
from lianxin.mediation.codes import party_code
from lianxin.mediation.public import Ref, Verb, register
from lianxin.mediation.queries.own import own
from lianxin.pages.middleware import Refusals
from lianxin.shell import backup, selfcheck
from lianxin.shell.cli import main
from quarrel import application, mediating, parties, said
from town import Town

OTHER = json.dumps({"keys": {"1": "00" * 32}, "pepper": "11" * 32})


@pytest.fixture(autouse=True)
def _keys(settings: LazySettings, tmp_path: Path) -> Iterator[None]:
    settings.KEYRING, settings.MEDIATION_KEYRING = tmp_path / "keyring.json", tmp_path / "mediation.json"
    keyring.cache_clear()
    vault.vault.cache_clear()
    yield
    keyring.cache_clear()
    vault.vault.cache_clear()


def exchanged(path: Path, told: str | None) -> None:
    """Another file lies there, or none, and the process begins anew."""
    path.unlink()
    if told is not None:
        path.write_text(told)
    keyring.cache_clear()
    vault.vault.cache_clear()


DEEDS: dict[str, Callable[[Town, Ref, str], Any]] = {
    "register": lambda town, ref, code: register(application(town), by=town.chentiaojie, now=town.now),
    "speak": lambda town, ref, code: said(town, Verb.FAIL, ref, reason="谈不拢"),
    "note": lambda town, ref, code: note_aside(
        ref, parties(ref)[0].id, "其实", by=town.chentiaojie, now=town.now
    ),
    "look": lambda town, ref, code: look_in(ref, by=town.chentiaojie, now=town.now),
    "look for a reason": lambda town, ref, code: look_in(
        ref, by=town.yansifa, now=town.now, reason="核实投诉"
    ),
    "own": lambda town, ref, code: own(code, now=town.now),
}


@pytest.mark.parametrize("told", [OTHER, None], ids=["another file", "no file"])
@pytest.mark.parametrize("deed", DEEDS)
def test_no_deed_and_no_page_goes_on_with_another_key(
    town: Town, settings: LazySettings, deed: str, told: str | None
) -> None:
    ref = mediating(town)
    code = party_code(parties(ref)[0].id)
    before = backup.digests()
    exchanged(settings.MEDIATION_KEYRING, told)

    for _time in range(2):  # the second try is refused like the first
        with pytest.raises(SealBroken):
            DEEDS[deed](town, ref, code)

    assert backup.digests() == before
    there = settings.MEDIATION_KEYRING
    assert (there.read_text() if there.exists() else None) == told


def test_a_broken_seal_is_a_page_that_says_what_to_do_and_a_line_in_the_log(
    caplog: pytest.LogCaptureFixture, db: None
) -> None:
    request = RequestFactory().get("/", headers={"Accept": "application/json"})
    answer = Refusals(lambda asked: None).process_exception(request, SealBroken("no key"))  # type: ignore[arg-type,return-value]

    assert answer is not None
    told = json.loads(answer.content)
    assert (answer.status_code, answer["Retry-After"]) == (503, "600")
    assert "没有打开这些内容的密钥" in told["title"]
    assert "密钥文件放回去" in told["detail"]
    assert "sealed words cannot be opened" in caplog.text


@pytest.mark.parametrize("setting", ["KEYRING", "MEDIATION_KEYRING"])
@pytest.mark.parametrize("told", [OTHER, None], ids=["another file", "no file"])
def test_a_house_with_another_key_does_not_open(
    town: Town, settings: LazySettings, capsys: pytest.CaptureFixture[str], setting: str, told: str | None
) -> None:
    town.reported(phone="13800001111")
    mediating(town)
    assert selfcheck.shut() == []
    path = getattr(settings, setting)
    exchanged(path, told)

    (fault,) = selfcheck.shut()

    assert f"{path} does not open what the database holds" in fault
    assert main(["work", "--once"]) == 1
    assert str(path) in capsys.readouterr().err
    assert (path.read_text() if path.exists() else None) == told


def test_no_command_makes_a_key_file_where_one_was_lost(
    town: Town, settings: LazySettings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town.reported(phone="13800001111")
    exchanged(settings.KEYRING, None)

    assert main(["journal", "witness", "--out", str(tmp_path / "heads.json")]) == 1

    assert f"密钥文件 {settings.KEYRING} 不在" in capsys.readouterr().err
    assert not settings.KEYRING.exists()


def test_where_nothing_is_sealed_yet_the_first_key_is_made(town: Town, settings: LazySettings) -> None:
    assert selfcheck.shut() == []
    assert not settings.MEDIATION_KEYRING.exists()

    register(application(town), by=town.chentiaojie, now=town.now)

    assert settings.MEDIATION_KEYRING.exists()
