"""`lianxin begin`: what an empty deployment needs before anybody can keep it."""

from datetime import UTC, datetime

import pytest

from lianxin.accounts import public as accounts
from lianxin.deadlines import public as deadlines
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.org import public as org
from lianxin.org.public import DutyKind
from lianxin.shell.cli import main
from lianxin.territory import public as territory

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db
WORDS = ["begin", "吴管理", "--username", "wuguanli", "--within", "140403"]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def test_an_empty_deployment_can_be_kept_afterwards(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(WORDS) == 0

    told = capsys.readouterr().out
    person = accounts.find_person("wuguanli")
    day = clock.local(NOW).date()
    assert person is not None
    assert org.holds(Actor.staff(person.id), DutyKind.KEEPER, over="140403", on=day)
    assert org.holds(Actor.staff(person.id), DutyKind.KEEPER, over="", on=day)
    assert "otpauth://" in told
    assert territory.known("140403001004", day)
    assert not territory.known("140105", day), "only what --within names"
    assert {time.code for time in deadlines.service_times(day)} >= {"ordinary", "emergency"}
    assert len(org.categories()) > 60


def test_it_is_begun_only_once(capsys: pytest.CaptureFixture[str]) -> None:
    main(WORDS)
    capsys.readouterr()

    assert main(["begin", "别人", "--username", "bieren"]) == 1
    assert "已经开始过了" in capsys.readouterr().err
    assert accounts.find_person("bieren") is None
