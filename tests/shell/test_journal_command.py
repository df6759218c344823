"""The commands that prove, save and let in: what they print, and the exit codes scripts rely on."""

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from lianxin.accounts.codes import code_at, step_of
from lianxin.accounts.models import Person
from lianxin.accounts.signing import admit, prove
from lianxin.journal import guards
from lianxin.journal import public as journal
from lianxin.journal.models import Entry, Head
from lianxin.kernel.actor import SYSTEM
from lianxin.shell.cli import main

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def chains() -> None:
    for county in ("140403", "140404"):
        with transaction.atomic():
            facts = [journal.Fact("a.b", f"c:{number}") for number in range(5)]
            journal.append(county, facts, by=SYSTEM, now=NOW)


def test_whole_chains_exit_with_zero(chains: None, capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert main(["journal", "verify", "--json", str(tmp_path / "out.json")]) == 0

    assert "2 chains, 10 links" in capsys.readouterr().out
    assert json.loads((tmp_path / "out.json").read_text())["broken"] == []


def test_a_broken_one_exits_with_one_and_names_the_place(chains: None, capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    guards.remove(connection)
    Entry.objects.filter(county="140404", position=3).update(actor="x")
    guards.install(connection)

    assert main(["journal", "verify", "--county", "140403"]) == 0
    assert main(["journal", "verify", "--json", str(tmp_path / "out.json")]) == 1

    assert "140404: position 3:" in capsys.readouterr().out
    assert json.loads((tmp_path / "out.json").read_text())["broken"][0]["position"] == 3


def test_a_county_that_is_not_there_is_said_to_be(chains: None, capsys) -> None:  # type: ignore[no-untyped-def]
    assert main(["journal", "verify", "--county", "999999"]) == 2
    assert "没有 999999" in capsys.readouterr().err


def test_a_county_that_vanished_is_missed_by_the_witness(chains: None, capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    paper = tmp_path / "witness.json"
    assert main(["journal", "witness", "--out", str(paper)]) == 0
    assert main(["journal", "verify", "--against", str(paper)]) == 0
    guards.remove(connection)
    Entry.objects.filter(county="140404").delete()
    Head.objects.filter(county="140404").delete()
    guards.install(connection)

    assert main(["journal", "verify"]) == 0
    assert main(["journal", "verify", "--against", str(paper)]) == 1
    assert "140404: position 1:" in capsys.readouterr().out
    assert main(["journal", "verify", "--against", str(tmp_path / "nothing")]) == 2


def test_backup_and_restore_say_what_they_did(chains: None, capsys, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = str(tmp_path / "town.backup")
    assert main(["backup", file]) == 0
    with transaction.atomic():
        journal.append("140403", [journal.Fact("a.b", "c:6")], by=SYSTEM, now=NOW)

    assert main(["restore", file]) == 2
    assert journal.length("140403") == 6
    assert main(["restore", file, "--yes"]) == 0

    assert journal.length("140403") == 5
    assert "equal to the backup" in capsys.readouterr().out
    assert main(["restore", str(tmp_path / "nothing"), "--yes"]) == 2


def test_the_first_administrator_comes_in_with_what_was_printed(capsys) -> None:  # type: ignore[no-untyped-def]
    assert not Person.objects.exists()
    assert main(["people", "add", "吴安全", "--username", "anquan", "--administrator", "security"]) == 0
    printed = capsys.readouterr().out
    password = printed.split("password: ")[1].split()[0]

    found = admit("anquan", password, now=NOW)
    device = found.totpdevice_set.get()
    assert device.config_url in printed
    assert prove(found.id, code_at(device, step_of(device, NOW)), now=NOW).confirmed
    assert found.administrator == "security"


def test_a_password_is_read_from_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("sys.stdin", io.StringIO("four younger willows\n"))
    assert main(["people", "add", "赵警官", "--username", "zhaojing", "--ask"]) == 0

    assert "willows" not in capsys.readouterr().out
    assert admit("zhaojing", "four younger willows", now=NOW).name == "赵警官"
    assert main(["people", "add", "赵警官", "--username", "ZhaoJing"]) == 2
    assert main(["people", "unlock", "nobody"]) == 2
    assert main(["people", "unlock", "zhaojing"]) == 0
