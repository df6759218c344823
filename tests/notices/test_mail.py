"""Mail out: taken over by a real post server once, and nothing lost where it is dead, hangs or refuses."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from away import Away, away
from keepers import NOW
from lianxin.kernel.keyring import keyring
from lianxin.notices.models import Message
from lianxin.notices.public import Note, relay, write
from lianxin.notices.threads import Thread, mark_of, read_mark
from notices.setups import MAIL, set_up
from postoffice import Office

__all__ = ["away"]
pytestmark = pytest.mark.django_db
COUNTY, MATTER = "140403", "0198b2c0-1111-7abc-8def-0123456789ab"
TO = "wang@mail.example.org"


@pytest.fixture
def office(away: Away) -> Office:
    office = Office()
    away.host("smtp.example.org", office.smtp, first=True)
    set_up("email", MAIL)
    return office


def write_one(key: str = "k", to: str = TO, words: str = "您反映的事办好了,查询码 7Q2M") -> None:
    write(COUNTY, [Note(key, "email", words, subject=f"matter:{MATTER}", address=to)], now=NOW)


def test_a_letter_arrives_and_says_nothing_on_its_outside(office: Office) -> None:
    write_one()

    assert relay(NOW).sent == 1
    letter: EmailMessage = office.letters[0]
    assert office.tos == [TO]
    assert letter["Subject"] == "您反映的事有消息了"
    assert "办好了" in letter.get_content()
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["From"].addresses[0].addr_spec == MAIL["sender"]
    assert Message.objects.get().sealed is None


def test_its_answer_would_find_the_matter_by_address_or_by_id(office: Office) -> None:
    write_one()
    relay(NOW)

    letter = office.letters[0]
    there = read_mark(letter["Reply-To"])
    assert there == read_mark(letter["Message-ID"])
    assert there is not None
    assert (there.county, str(there.matter)) == (COUNTY, MATTER)
    assert len(letter["Reply-To"].partition("@")[0]) <= 64


def test_a_mark_cannot_be_made_from_a_matters_id() -> None:
    mark = mark_of(COUNTY, f"matter:{MATTER}")
    county, short, proof = mark.split(".")

    assert isinstance(read_mark(f"Re: <{mark.upper()}.1@x>"), Thread)
    for wrong in (f"{county}.{short}.{'0' * 16}", f"140404.{short}.{proof}", f"{county}.{'z' * 25}.{proof}",
                  f"{county}.{short}.{proof}x", "", "140403.x.y"):  # fmt: skip
        assert read_mark(wrong) is None
    assert mark_of(COUNTY, "mediation:1") == ""


def test_a_dead_server_loses_nothing_and_is_tried_for_three_days(away: Away) -> None:
    set_up("email", MAIL)
    write_one("a")
    write_one("b")

    done = relay(NOW)
    assert (done.sent, done.failed) == (0, 1), "one try tells that nobody is there; the other waits"
    now, office = NOW, Office()
    while now < NOW + timedelta(days=2):
        now += timedelta(hours=3)
        relay(now)
    assert not Message.objects.filter(given_up_at__isnull=False).exists()
    away.host("smtp.example.org", office.smtp, first=True)
    for _round in range(3):
        now += timedelta(hours=8)
        relay(now)
    assert sorted(office.tos) == [TO, TO]
    assert not Message.objects.filter(sent_at__isnull=True).exists()


def test_after_three_days_it_is_given_up_where_the_keeper_sees_it(away: Away) -> None:
    set_up("email", MAIL)
    write_one()
    now = NOW
    while now < NOW + timedelta(days=4):
        now += timedelta(hours=2)
        relay(now)

    message = Message.objects.get()
    assert message.given_up_at is not None
    assert message.fault == "NoAnswer:name"
    assert message.sealed is not None


@pytest.mark.parametrize("word", ["EHLO", "AUTH", "MAIL", "RCPT", "DATA"])
def test_a_server_that_hangs_up_at_any_word_gets_the_letter_later(office: Office, word: str) -> None:
    office.breaks.append(word)
    write_one()

    assert relay(NOW).failed == 1
    assert relay(NOW + timedelta(minutes=10)).sent == 1
    assert len(office.letters) == 1


def test_a_server_that_took_it_and_cut_the_answer_gets_the_same_letter_again(office: Office) -> None:
    office.breaks.append("TAKEN")
    write_one()
    relay(NOW)
    relay(NOW + timedelta(minutes=10))

    first, second = office.letters
    assert first["Message-ID"] == second["Message-ID"], "so the receiver's post drops the double"


def test_one_address_that_nobody_knows_holds_up_no_other(office: Office) -> None:
    office.refuses.add("gone@mail.example.org")
    write_one("a", "gone@mail.example.org")
    write_one("b")

    done = relay(NOW)
    assert (done.sent, done.failed) == (1, 1)
    assert "gone@" not in Message.objects.get(key="a").fault


def test_a_wrong_password_is_the_channels_fault_not_the_letters(office: Office) -> None:
    office.password = "changed"
    write_one("a")
    write_one("b")

    assert relay(NOW).failed == 1  # whichever was tried; the other waits for a channel that works
    assert sorted(Message.objects.values_list("fault", flat=True)) == ["", "NoAnswer:refused"]


def test_starttls_is_used_before_a_password_is_said(away: Away) -> None:
    office = Office(starttls=away.certified("smtp.example.org"))
    away.host("smtp.example.org", office.smtp, tls=False, first=True)
    set_up("email", {**MAIL, "security": "starttls", "port": "587"})
    write_one()

    assert relay(NOW).sent == 1
    assert office.said.index("STARTTLS") < next(n for n, told in enumerate(office.said) if "AUTH" in told)


def test_a_server_without_tls_is_told_nothing(away: Away) -> None:
    office = Office()
    away.host("smtp.example.org", office.smtp, tls=False, first=True)
    set_up("email", {**MAIL, "security": "starttls", "port": "587"})
    office.greeting = "220 plain"
    write_one()

    assert relay(NOW).failed == 1
    assert not [told for told in office.said if "AUTH" in told or "DATA" in told]


def test_a_post_server_on_loopback_needs_the_deployments_word(away: Away) -> None:
    office = Office()
    canary = away.canary()
    away.names["smtp.example.org"] = ["127.0.0.1"]
    set_up("email", MAIL)
    write_one()

    assert relay(NOW).failed == 1
    assert canary.hits == 0
    assert office.letters == []


def test_words_cannot_add_headers_or_receivers(office: Office) -> None:
    write_one("a", words="您好\r\n.\r\nMAIL FROM:<x@x>\r\nBcc: other@x.org")
    write_one("b", to="wang@mail.example.org\r\nBcc: other@x.org")

    relay(NOW)
    assert office.tos == [TO]
    assert office.letters[0]["Bcc"] is None
    assert keyring() is not None
