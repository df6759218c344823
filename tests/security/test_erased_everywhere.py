"""C3, C4: what a person said by whichever door is in the copy; erased it lies in no column of any table, in
the clear or sealed, and no digest of it is left to guess by."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.test import Client

from calling import partner_calls
from exchange.office import as_csv, opened, row
from letters.conftest import mail
from lianxin.accounts.models import Person
from lianxin.exchange.models import Arrival
from lianxin.journal import public as journal
from lianxin.kernel import clock
from lianxin.kernel.errors import NotAllowed
from lianxin.letters.taking import take
from lianxin.matters import public as matters
from lianxin.matters.models import Matter, Movement
from lianxin.matters.public import Ref, Verb, photos, rights
from lianxin.matters.web.taking_along import packed
from lianxin.media.models import Errand, Picture
from lianxin.notices.threads import mark_of
from lianxin.open311.models import Sent
from lianxin.shell.work import work_once
from media.pictures import photo
from media.test_shown import upload
from notices.setups import MAIL, set_up
from open311.partners import partner
from security.planting import Garden, garden
from signin import signed_in
from town import Town

Door = Callable[[Town, Garden], Ref]
# Sealed, and gone by its own clock within days: the answer that a program may ask for again, and rows of
# another office that speak of danger, shown to whoever brought them.
FOR_DAYS = {"api.Once.sealed", "exchange.Piece.sealed"}
COVER = "广场北口的井盖坏了"


@pytest.fixture
def grown(town: Town, monkeypatch: pytest.MonkeyPatch) -> Garden:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    set_up("email", MAIL)
    return garden(monkeypatch)


def the_one() -> Ref:
    found = Matter.objects.get()
    return Ref(found.county, found.id)


def by_the_page(town: Town, grown: Garden) -> Ref:
    told = {"id": str(uuid4()), "text": f"{COVER}{grown.mark('text')}", "place": grown.mark("place")}
    told |= {"phone": grown.phone(), "mail": grown.mail(), "name": grown.mark("name")}
    picture = upload(photo(), f"{grown.mark('a name of a file')}.jpg")
    Client().post("/before/", {"text": told["text"], "area": town.chenghuang})
    Client().post("/", {**told, "area": town.chenghuang, "photos": picture})
    return the_one()


def by_somebody_who_took_it_down(town: Town, grown: Garden) -> Ref:
    told = {"id": str(uuid4()), "text": f"{COVER}{grown.mark('text')}", "place": grown.mark("place")}
    told |= {"phone": grown.phone(), "name": grown.mark("name"), "channel": "chat", "area": town.chenghuang}
    client = signed_in(Client(), Person.objects.get(id=town.liwangge.id))
    client.post("/matters/hints/", told)
    assert client.post("/matters/new/", told).status_code == 302
    client.get("/search/", {"q": told["text"]})
    return the_one()


def by_the_api(town: Town, grown: Garden) -> Ref:
    told = {"id": str(uuid4()), "text": f"{COVER}{grown.mark('text')}", "place": grown.mark("place")}
    told |= {"phone": grown.phone(), "name": grown.mark("name"), "area": town.chenghuang}
    answer = partner_calls(town).post("/reports", told, Idempotency_Key=grown.mark("a key"))
    assert answer.status_code == 201, answer.content
    return the_one()


def by_open311(town: Town, grown: Garden) -> Ref:
    told = {"description": f"{COVER}{grown.mark('text')}", "address_string": grown.mark("place")}
    told |= {"first_name": grown.mark("name"), "last_name": grown.mark("name"), "phone": grown.phone()}
    told |= {"email": grown.mail(), "device_id": grown.mark("device"), "account_id": grown.mark("account")}
    told |= {"media_url": f"https://photos.example.org/{grown.mark('an address')}.jpg"}
    partner(town).sent(**told)
    return the_one()


def by_mail(town: Town, grown: Garden) -> Ref:
    sender = f"{grown.mark('name')} <{grown.mail()}>"
    raw = mail(f"城隍庙社区{COVER}{grown.mark('text')}", grown.mark("subject"), sender=sender)
    assert take(raw, town.county, now=town.now) == "matter"
    ref = the_one()
    thread = f"<{mark_of(ref.county, f'matter:{ref.id}')}.1@town.example.org>"
    answer = mail(f"还有{grown.mark('an answer')}", "Re", sender=sender, References=thread)
    assert take(answer, town.county, now=town.now) == "added"
    return ref


def by_the_hotline(town: Town, grown: Garden) -> Ref:
    told = {"text": f"{COVER},着火了{grown.mark('text')}", "place": grown.mark("place")}
    told |= {"name": grown.mark("name"), "phone": grown.phone()}
    opened(town).matched().taken(as_csv([row(1, **told)]))
    return the_one()


DOORS = [by_the_page, by_somebody_who_took_it_down, by_the_api, by_open311, by_mail, by_the_hotline]


def worked_off(town: Town, grown: Garden, ref: Ref) -> None:
    """To its end, and a word in every note that a verb leaves."""

    def say(verb: Verb, by: object, **brought: object) -> None:
        note = "reason" if "reason" in brought or verb in {Verb.ROUTE} else "note"
        brought.setdefault(note, "")
        brought[note] = f"{brought[note]}{grown.mark(verb)}"
        town.speak(verb, ref, by, **brought)  # type: ignore[arg-type]

    units, me = town.unit("urban_management"), town.resident(ref)
    police = town.unit("police_station")
    say(Verb.SEND_BACK, town.handler(ref), unit=police, reason="")
    say(Verb.ROUTE, town.qianpaiqian, unit=units, category="facility.manhole")
    town.speak(Verb.ACCEPT, ref, town.handler(ref))
    say(Verb.ASSIST, town.handler(ref), unit=police, reason="")
    town.speak(Verb.BEGIN, ref, town.handler(ref))
    if Matter.objects.get(id=ref.id).channel != "mail":
        matters.reveal(ref, grown.mark("reveal"), by=town.handler(ref), now=town.now)
    say(Verb.SUPPLEMENT, me)
    say(Verb.FINISH, town.handler(ref))
    say(Verb.REDO, town.liwangge, reason="")
    say(Verb.FINISH, town.handler(ref))
    say(Verb.VERIFY, town.liwangge)
    town.speak(
        Verb.PUBLISH, ref, town.qianpaiqian, words=f"井盖破损 {grown.mark('public words')}", sure=("all",)
    )
    town.speak(Verb.CLOSE, ref, town.qianpaiqian)
    say(Verb.RATE, me, level="2", reason="")
    say(Verb.FOLLOW_UP, town.qianpaiqian, result="still", reason="", came=True)


def late_letter(town: Town, grown: Garden, ref: Ref) -> None:
    thread = f"<{mark_of(ref.county, f'matter:{ref.id}')}.1@town.example.org>"
    raw = mail(f"还有{grown.mark('a late letter')}", grown.mark("its subject"), References=thread)
    assert take(raw, town.county, now=town.now) == "waiting"


@pytest.mark.broad
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_erased_it_lies_nowhere(town: Town, grown: Garden, door: Door) -> None:
    ref = door(town, grown)
    worked_off(town, grown, ref)
    late_letter(town, grown, ref)
    assert {"matters.Matter.text", "matters.Movement.note", "search.Row.words"} <= set(grown.lying())

    rights.erase_words(ref, by=town.resident(ref), now=town.now)

    assert grown.lying() == {}
    assert set(grown.lying_sealed()) <= FOR_DAYS
    for day in range(1, 9):
        work_once(town.now + timedelta(days=day))
    assert grown.lying_sealed() == {}
    assert journal.verify(ref.county) is None


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_all_of_it_is_in_the_copy(town: Town, grown: Garden, door: Door) -> None:
    """But what units say to one another about whose it is, and what was never kept."""
    ref = door(town, grown)
    worked_off(town, grown, ref)
    late_letter(town, grown, ref)

    with ZipFile(BytesIO(packed(ref, now=town.now))) as box:
        given, page = (unescape(box.read(name).decode()) for name in ("data.json", "read-me.html"))

    between = {Verb.SEND_BACK, Verb.ROUTE, Verb.ASSIST, Verb.REDO}
    never_kept = {"a name of a file", "a key", "device", "account", "subject"}
    left_out = {what for mark, what in grown.marks.items() if mark not in given or mark not in page}
    assert left_out <= {str(verb) for verb in between} | never_kept, left_out


def test_no_digest_is_left_to_guess_the_words_by(town: Town, grown: Garden) -> None:
    ref = by_open311(town, grown)
    town.speak(Verb.WITHDRAW, ref, town.resident(ref))
    assert Errand.objects.get().url

    rights.erase_words(ref, by=town.resident(ref), now=town.now)

    assert Sent.objects.get().digest == ""
    assert not Errand.objects.exists()


def test_a_row_of_the_hotline_that_was_erased_comes_again_as_known_and_nothing_of_it_is_kept(
    town: Town, grown: Garden
) -> None:
    office = opened(town).matched()
    told = {"text": f"{COVER}{grown.mark('text')}", "phone": grown.phone()}
    office.taken(as_csv([row(1, **told)]))
    ref = the_one()
    town.speak(Verb.WITHDRAW, ref, town.resident(ref))
    rights.erase_words(ref, by=town.resident(ref), now=town.now)

    again = office.taken(as_csv([row(1, **{**told, "status": "已办结"})]))

    assert (again.known, again.changed, again.new) == (1, 0, 0)
    assert Arrival.objects.get().digest == ""
    assert grown.lying() == {}
    assert not Picture.objects.exists()


def test_words_that_are_said_after_an_erasure_are_erased_like_any_other(town: Town, grown: Garden) -> None:
    """Rated, or opened again, once the first words were gone."""
    ref = town.closed()
    rights.erase_words(ref, by=town.resident(ref), now=town.now)
    town.speak(Verb.RATE, ref, town.resident(ref), level="2", reason=grown.mark("a comment"))
    assert grown.lying()

    rights.erase_words(ref, by=town.resident(ref), now=town.now)

    assert grown.lying() == {}
    assert not Movement.objects.filter(matter_id=ref.id).exclude(note="").exists()


def test_a_photo_does_not_come_back_after_everything_was_erased(town: Town, grown: Garden) -> None:
    """A phone that lost the network sends its photos again, within the day."""
    ref = town.reported()
    town.speak(Verb.WITHDRAW, ref, town.resident(ref))
    rights.erase_words(ref, by=town.resident(ref), now=town.now)

    with pytest.raises(NotAllowed):
        photos.add(ref, 1, [photo()], by=town.resident(ref), now=town.now)

    assert not Picture.objects.exists()
