"""As in service: nobody has opened a transaction around the call. The other tests stand in one, and would not
see a fact that is told outside of any."""

import pytest

from exchange.office import as_csv, opened, row
from lianxin.exchange import public as exchange
from lianxin.exchange.actions.exporting import Order, export_with_contacts
from lianxin.matters.public import Wanted
from town import lay


@pytest.mark.django_db(transaction=True)
def test_every_door_opens_its_own_transaction() -> None:
    office = opened(lay()).matched()
    dropped = office.tried(as_csv([row(9)]))
    exchange.drop(office.code, dropped.id, by=office.by, now=office.now)
    done = office.taken(as_csv([row(1), row(2, phone="没有")]))
    exchange.change_source(office.code, "市热线", True, False, by=office.by, now=office.now)
    asked = {"by": office.by, "now": office.now}

    listed = list(exchange.export(Order(Wanted()), **asked))
    answers = list(exchange.answers(office.code, None, **asked))
    looked = export_with_contacts(Order(Wanted()), "逐个回访", lambda: None, **asked)

    assert (done.new, done.bad) == (1, 1)
    assert len(listed) == len(answers) == len(looked) == 3
    assert looked[1][-1] == "13800138000"
    assert exchange.forget_files(office.town.later(days=9).now) == 1
