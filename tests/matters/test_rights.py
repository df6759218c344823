"""C3, C4: a resident sees, corrects and takes away what is held; and what is over goes by itself."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings

from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.matters import public as matters
from lianxin.matters.models import Contact, Intake, Matter, Movement, Proof, Reveal
from lianxin.matters.public import Ref, Verb, rights
from lianxin.matters.queries.held import copy_of, held_about, photos_in
from lianxin.matters.retention import CONTACT, WORDS, contact_until
from lianxin.media import public as media
from lianxin.notices import public as notices
from matters.test_ending import words_to_residents
from media.pictures import photo
from search.test_find import found
from town import Town

PHONE = "13800001234"


def told(town: Town, **more: object) -> Ref:
    return town.closed("我家门口井盖坏了", phone=PHONE, name="王阿姨", place="北口三号门", **more)


def me(ref: Ref) -> Actor:
    return Actor.resident(ref.id)


def test_a_number_is_kept_for_whole_days_as_they_are_counted_in_china() -> None:
    assert contact_until(datetime(2026, 11, 26, 17, tzinfo=UTC)) == date(2029, 11, 26)


def test_everything_a_person_gave_is_in_the_copy(town: Town) -> None:
    """C3: a marker in every column that holds what a resident gave, and all of them in the copy."""
    ref = told(town, point=town.point())
    matters.reveal(ref, "标记原因", by=town.qianpaiqian, now=town.now)
    town.speak(Verb.RATE, ref, me(ref), level="2", reason="标记评价的话")

    given = repr(copy_of(ref, now=town.now))

    row = Matter.objects.get(county=ref.county, id=ref.id)
    for mark in ("我家门口井盖坏了", "北口三号门", PHONE, "王阿姨", "标记原因", "标记评价的话", "钱派遣"):
        assert mark in given, mark
    assert str(row.lon) in given
    assert "换了新井盖" in given, "what was done"


def test_a_copy_is_on_the_record(town: Town) -> None:
    ref = told(town)

    rights.copied(ref, by=me(ref), now=town.now)

    assert journal.entries_about(ref.county, f"matter:{ref.id}").last().action == "matters.give_copy"


def test_before_the_proof_not_a_digit_is_shown(town: Town) -> None:
    ref = told(town)

    held = held_about(ref, proved=False)

    assert (held.phone, held.name, held.has_phone) == ("", "", True)


def test_where_messages_reach_no_phone_the_number_itself_is_the_proof(town: Town) -> None:
    ref = told(town)
    assert rights.asked(ref) == rights.BY_NUMBER

    rights.prove(ref, "138-0000 1234", now=town.now)
    for wrong in ("13800001235", "1380000123", "", "1234"):
        with pytest.raises(Invalid):
            rights.prove(ref, wrong, now=town.now)


def test_digits_go_to_the_number_that_was_left_and_open_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PHONES_REACHED", True)
    ref = told(town)
    assert rights.asked(ref) == rights.BY_MESSAGE

    rights.send_proof(ref, now=town.now)
    digits = next(words for words in words_to_residents(town) if "验证码" in words)[4:10]

    with pytest.raises(Invalid):
        rights.prove(ref, f"{(int(digits) + 1) % 10**6:06d}", now=town.now)
    rights.prove(ref, digits, now=town.now)
    with pytest.raises(Invalid):
        rights.prove(ref, digits, now=town.now)


def test_digits_are_over_after_ten_minutes_and_when_others_were_sent(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PHONES_REACHED", True)
    ref = told(town)
    rights.send_proof(ref, now=town.now)
    first = Proof.objects.get(county=ref.county).digest

    rights.send_proof(ref, now=town.later(minutes=1).now)

    assert Proof.objects.get(county=ref.county).digest != first
    digits = [words for words in words_to_residents(town) if "验证码" in words][-1][4:10]
    with pytest.raises(Invalid):
        rights.prove(ref, digits, now=town.later(minutes=11).now)


def test_where_none_was_left_the_code_is_enough(town: Town) -> None:
    assert rights.asked(town.closed()) == rights.FREE


def test_a_wrong_number_is_put_right_and_the_next_call_goes_there(town: Town) -> None:
    ref = told(town)

    rights.correct(ref, "王大妈", "13900005678", "", by=me(ref), now=town.now)

    seen = matters.reveal(ref, "回访", by=town.qianpaiqian, now=town.now)
    assert (seen.name, seen.phone) == ("王大妈", "13900005678")
    assert Contact.objects.get(county=ref.county).kept_until == (town.now + CONTACT).date() - timedelta(
        days=(town.now - Matter.objects.get(id=ref.id).received_at).days
    )


def test_who_left_none_may_leave_one_later(town: Town) -> None:
    ref = town.handling()

    rights.correct(ref, "", PHONE, "", by=me(ref), now=town.now)

    assert matters.reveal(ref, "上门前", by=town.handler(ref), now=town.now).phone == PHONE


def test_what_is_no_number_is_refused(town: Town) -> None:
    with pytest.raises(Invalid):
        rights.correct(told(town), "", "找我", "", by=me(town.told[-1].ref), now=town.now)


def test_the_number_goes_at_once_and_no_message_that_waits_still_uses_it(town: Town) -> None:
    ref = told(town)
    waiting = notices.Message.objects.filter(county=ref.county, sealed__isnull=False, sent_at__isnull=True)
    assert waiting.exists()

    rights.erase_contact(ref, by=me(ref), now=town.now)

    assert not Contact.objects.filter(county=ref.county, matter_id=ref.id).exists()
    assert not waiting.exists()
    assert held_about(ref, proved=True).text == "我家门口井盖坏了"


def test_words_are_taken_away_when_the_matter_is_over(town: Town) -> None:
    ref = told(town, point=town.point())
    before = matters.history.outcomes(town.county)

    rights.erase_words(ref, by=me(ref), now=town.now)

    row = Matter.objects.get(county=ref.county, id=ref.id)
    assert (row.text, row.place, row.lon, row.lat, row.suggested) == ("", "", None, None, {})
    assert not Movement.objects.filter(county=ref.county, matter_id=ref.id).exclude(note="", road="").exists()
    assert not Reveal.objects.filter(county=ref.county, matter_id=ref.id).exists()
    assert not Contact.objects.filter(county=ref.county, matter_id=ref.id).exists()
    assert Intake.objects.get(county=ref.county, matter=ref.id).fingerprint == ""
    assert matters.history.outcomes(town.county) == before, "figures stay"
    assert journal.verify(ref.county) is None, "the chain stays"
    assert "抹去" in matters.progress(town.told[-1].code, now=town.now).text
    assert "抹去" in matters.dossier(town.qianpaiqian, ref, now=town.now).card.text


def test_what_was_erased_is_found_by_its_number_and_by_no_word_of_it(town: Town) -> None:
    ref = told(town)
    number = Matter.objects.get(county=ref.county, id=ref.id).number
    assert found(town, "门口井盖") == [ref]

    rights.erase_words(ref, by=me(ref), now=town.now)

    assert found(town, "门口井盖") == found(town, "三号门") == []
    assert found(town, number) == [ref]


def test_twice_harms_nothing(town: Town) -> None:
    ref = told(town)

    for _time in range(2):
        rights.erase_words(ref, by=me(ref), now=town.now)

    written = [entry.action for entry in journal.entries_about(ref.county, f"matter:{ref.id}")]
    assert written.count("matters.erase_words") == 1


def test_what_somebody_still_works_on_is_withdrawn_first(town: Town) -> None:
    ref = town.handling(phone=PHONE)

    with pytest.raises(NotNow, match="还在办"):
        rights.erase_words(ref, by=me(ref), now=town.now)
    town.speak(Verb.WITHDRAW, ref, me(ref))
    rights.erase_words(ref, by=me(ref), now=town.now)

    assert Matter.objects.get(county=ref.county, id=ref.id).text == ""


def test_a_phone_that_sends_again_what_was_erased_makes_no_second_matter(town: Town) -> None:
    report = town.report(phone=PHONE, id=uuid4())
    ref = matters.submit_report(report, by=Actor.resident(), now=town.now).ref
    town.speak(Verb.WITHDRAW, ref, me(ref))
    rights.erase_words(ref, by=me(ref), now=town.now)

    with pytest.raises(Invalid):
        matters.submit_report(report, by=Actor.resident(), now=town.now)

    assert Matter.objects.filter(county=ref.county).count() == 1


def test_over_ten_years_nothing_is_kept_past_its_time(town: Town) -> None:
    """C4: the worker's clock, month after month."""
    refs = [told(town.later(days=200), point=town.point()) for _year in range(5)]
    still_open = town.handling("还没修好的井盖", phone=PHONE)
    figures = matters.history.outcomes(town.county)

    for _month in range(125):
        town.later(days=30)
        while rights.forget(town.now):
            pass
        over = Contact.objects.filter(county=town.county, kept_until__lt=town.now.date())
        words = Matter.objects.filter(county=town.county, ended_at__lt=town.now - WORDS).exclude(text="")
        assert not over.exists()
        assert not words.exists()

    assert Matter.objects.filter(county=town.county, text="").count() == len(refs)
    assert Matter.objects.get(county=town.county, id=still_open.id).text == "还没修好的井盖"
    assert Contact.objects.filter(county=town.county).count() == 0
    assert matters.history.outcomes(town.county) == figures
    assert journal.verify(town.county) is None


def test_photos_go_with_the_words(town: Town) -> None:
    ref = town.reported()
    taken = matters.photos.add(ref, 1, [photo()], by=me(ref), now=town.now)
    assert (taken.kept, len(media.pictures_of(ref.county, f"matter:{ref.id}"))) == (1, 1)
    assert held_about(ref, proved=True).photos == 1
    assert photos_in(ref)[0][1].startswith(b"\xff\xd8"), "in the copy too"
    town.speak(Verb.WITHDRAW, ref, me(ref))

    rights.erase_words(ref, by=me(ref), now=town.now)

    assert not media.pictures_of(ref.county, f"matter:{ref.id}")
