"""A hotline's rows become matters by the same door as any report."""

from datetime import datetime

from exchange.office import Office, as_book, as_csv, row
from lianxin.kernel.clock import CHINA
from lianxin.matters.models import Contact, Matter
from lianxin.notices.models import Message


def test_a_file_is_tried_first_and_nothing_goes_in(office: Office) -> None:
    tried = office.matched().tried(as_csv([row(1), row(2)]))

    assert (tried.step, tried.rows, tried.new, tried.bad) == ("checked", 2, 2, 0)
    assert not Matter.objects.exists()


def test_a_confirmed_row_is_a_matter_like_any_other(office: Office) -> None:
    done = office.matched().taken(as_book([row(1)]))

    assert (done.step, done.new) == ("done", 1)
    matter = Matter.objects.get()
    assert (matter.text, matter.place) == ("城隍庙广场北口第1个井盖坏了", "广场北口")
    assert (matter.area, matter.category) == (office.town.chenghuang, "facility.manhole")
    assert (matter.channel, matter.state) == ("hotline", "routed")
    assert matter.made_at == datetime(2026, 11, 20, 9, 30, tzinfo=CHINA)
    assert matter.received_at == office.now
    assert matter.due_at == datetime(2026, 11, 30, 18, tzinfo=CHINA)


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    office.matched().taken(as_csv([row(1), row(2)]))
    again = office.taken(as_book([row(1), row(2)]))

    assert (again.new, again.known) == (0, 2)
    assert Matter.objects.count() == 2


def test_nobody_is_told_by_us_what_the_hotline_tells_its_caller(office: Office) -> None:
    office.matched().taken(as_csv([row(n) for n in range(1, 13)]))

    assert Contact.objects.filter(quiet=True).count() == 12
    told = list(Message.objects.values_list("channel", "words"))
    assert told == [("desk", "市12345转来 12 件事,等您处理,都在“一根针”里。")]


def test_a_place_is_known_by_all_of_its_names_in_one_go(office: Office) -> None:
    whole = "长治市潞州区东街街道城隍庙社区"
    done = office.matched().taken(
        as_csv([row(1, area=whole), row(2, area=whole.removeprefix("长治市潞州区"))])
    )

    assert (done.new, done.bad) == (2, 0)
    assert set(Matter.objects.values_list("area", flat=True)) == {office.town.chenghuang}
