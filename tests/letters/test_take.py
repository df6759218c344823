"""A letter becomes a matter, adds to one, is passed over, or waits for somebody; never two of these."""

from email import message_from_bytes
from email.policy import default
from uuid import UUID

import pytest

from letters.conftest import WANG, Post, mail, with_photos
from lianxin.journal.models import Entry
from lianxin.letters.models import Letter
from lianxin.letters.taking import take
from lianxin.matters.models import Contact, Matter, Movement
from lianxin.matters.public import resident_code
from lianxin.media import public as media
from lianxin.notices.threads import mark_of
from media.conftest import shelf_here
from media.pictures import BODY, photo
from security.cast import NAME as SECRET

__all__ = ["shelf_here"]


def test_a_letter_becomes_a_matter_and_is_answered_with_its_code(post: Post) -> None:
    post.arrives()
    assert post.look() == 1

    matter = post.matter()
    assert (matter.channel, matter.area) == ("mail", post.town.chenghuang)
    assert matter.text == "城隍庙社区北门的路灯不亮"
    assert post.letters() == [("matter", "")]
    assert Letter.objects.get().sealed is None
    assert post.send() == 1
    assert post.office.tos == [WANG]
    assert resident_code(matter.id) in post.office.letters[0].get_content()
    assert WANG.encode() not in bytes(Contact.objects.get().sealed_mail or b"")


def test_an_answer_to_our_mail_is_the_residents_supplement(post: Post) -> None:
    post.arrives()
    post.look()
    post.send()
    ours = post.office.letters[0]
    post.arrives(
        "灯杆也歪了\n\n> 您反映的事我们收到了", "Re: 您反映的事有消息了", In_Reply_To=ours["Message-ID"]
    )
    post.arrives("第三句", "回复: x", To=str(ours["Reply-To"]))
    post.look()

    assert post.letters()[1:] == [("added", ""), ("added", "")]
    notes = list(
        Movement.objects.filter(verb="supplement").order_by("version").values_list("note", "actor_kind")
    )
    assert notes == [("灯杆也歪了", "resident"), ("第三句", "resident")]


def test_an_answer_with_a_made_up_mark_adds_to_nothing(post: Post) -> None:
    post.arrives()
    post.look()
    matter = post.matter()
    true = mark_of(matter.county, f"matter:{matter.id}")
    forged = true[:-1] + ("0" if true[-1] != "0" else "1")
    post.arrives("把它撤了", "Re: x", In_Reply_To=f"<{forged}.1@town.example.org>")
    post.look()

    assert not Movement.objects.filter(verb="supplement").exists()
    assert post.letters()[1] == ("waiting", "placeless")


def test_an_answer_that_comes_too_late_waits_for_somebody(post: Post) -> None:
    ref = post.town.closed(mail=WANG)
    mark = mark_of(ref.county, f"matter:{ref.id}")
    gone = mark_of(ref.county, f"matter:{UUID(int=7)}")
    post.take(mail("还有一句", "Re", References=f"<{gone}.1@x>"))

    assert post.letters() == [("waiting", "late")]
    assert post.take(mail("谢谢", "Re", References=f"<{mark}.1@x>")) in {"added", "waiting"}


MACHINES = (
    {"Auto_Submitted": "auto-replied"},
    {"Auto_Submitted": "auto-generated; owner=x"},
    {"Precedence": "bulk"},
    {"List_Id": "<x.y>"},
    {"List_Unsubscribe": "<mailto:x@y.cn>"},
    {"Return_Path": "<>"},
    {"X_Autoreply": "yes"},
    {"sender": "MAILER-DAEMON@mail.example.org"},
    {"sender": "no-reply@x.cn"},
)


@pytest.mark.parametrize("head", MACHINES)
def test_what_a_machine_wrote_is_passed_over(post: Post, head: dict[str, str]) -> None:
    assert post.take(mail(**head)) == "ignored"
    assert not Matter.objects.exists()
    assert Letter.objects.get().sealed is None


def test_our_own_mail_that_comes_back_makes_no_loop(post: Post) -> None:
    post.arrives()
    post.look()
    post.send()
    post.office.arrives(bytes(post.office.letters[0]))
    post.look()

    assert post.letters() == [("matter", ""), ("ignored", "auto")]


def test_a_letter_without_a_place_waits(post: Post) -> None:
    assert post.take(mail("路灯不亮", "路灯")) == "waiting"
    assert post.letters() == [("waiting", "placeless")]
    letter = Letter.objects.get()
    assert WANG.encode() not in bytes(letter.sealed or b"")
    assert not Entry.objects.filter(payload__contains="路灯").exists()


def test_a_mailbox_of_one_community_is_about_that_one(post: Post) -> None:
    assert take(mail("路灯不亮", "路灯"), post.town.chenghuang, now=post.now) == "matter"


def test_the_same_letter_is_taken_once(post: Post) -> None:
    assert [post.take(mail()) for _time in range(3)] == ["matter", "again", "again"]
    post.arrives()
    post.look()
    assert Matter.objects.count() == 1


def test_a_new_numbering_of_the_mailbox_makes_nothing_twice(post: Post) -> None:
    post.arrives()
    post.arrives("城隍庙社区井盖坏了", "井盖")
    post.look()
    post.office.validity = 8
    assert post.look() == 2
    assert Matter.objects.count() == 2


def test_a_flood_from_one_sender_waits(post: Post) -> None:
    for number in range(12):
        post.take(mail(f"城隍庙社区第{number}盏路灯不亮", f"灯{number}"))
    assert Matter.objects.count() == 10
    assert post.letters()[-1] == ("waiting", "many")


def test_what_is_too_large_or_empty_waits(post: Post) -> None:
    assert post.take(mail(), whole=False) == "waiting"
    assert post.take(b"From: nobody\r\nMessage-ID: <9@x>\r\n\r\n") == "waiting"
    assert [why for _fate, why in post.letters()] == ["large", "unreadable"]


def test_files_that_were_enclosed_are_told_of(post: Post) -> None:
    message = message_from_bytes(mail(), policy=default)
    message.add_attachment(b"x", maintype="application", subtype="zip", filename="a.zip")
    post.take(bytes(message))
    assert "1 个附件" in post.matter().text


def test_photos_come_with_the_words_and_without_where_they_were_taken(post: Post) -> None:
    taken = photo()
    post.take(with_photos(mail(), taken, b"not a picture", disposition="inline"))

    matter = post.matter()
    kept = media.pictures_of(matter.county, f"matter:{matter.id}")
    assert [one.part for one in kept] == [1]
    assert "1 个附件" in matter.text
    shown = media.opened(matter.county, f"matter:{matter.id}", kept[0].name, "large")
    assert BODY.encode() in taken
    assert BODY.encode() not in shown


def test_an_answer_with_nothing_but_a_photo_is_a_supplement(post: Post) -> None:
    post.take(mail())
    matter = post.matter()
    mark = mark_of(matter.county, f"matter:{matter.id}")

    assert post.take(with_photos(mail("", "Re: x", References=f"<{mark}.1@x>"), photo())) == "added"

    step = Movement.objects.get(verb="supplement").version
    assert [one.part for one in media.pictures_of(matter.county, f"matter:{matter.id}")] == [step]


def test_an_emblem_in_the_page_of_a_letter_is_no_photo(post: Post) -> None:
    message = message_from_bytes(mail(), policy=default)
    message.add_alternative("<p>城隍庙社区北门的路灯不亮<img src='cid:e'></p>", subtype="html")
    page = message.get_payload()[1]
    page.add_related(photo(), maintype="image", subtype="jpeg", cid="<e>")
    post.take(bytes(message))

    matter = post.matter()
    assert media.pictures_of(matter.county, f"matter:{matter.id}") == []
    assert "附件" not in matter.text


def test_words_of_a_letter_stand_in_no_journal_and_no_message(post: Post) -> None:
    post.take(mail(f"城隍庙社区 {SECRET}"))
    assert SECRET not in str(list(Entry.objects.values_list("payload", flat=True)))
