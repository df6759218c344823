"""Whoever serves reads a matter's id in its address and its words on its page: that must not be enough to
send the report again and be told the resident's code."""

from dataclasses import replace

import pytest

from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from lianxin.matters.models import Intake
from town import Town

pytestmark = pytest.mark.django_db


def test_a_matter_s_id_and_words_sent_again_give_no_code(town: Town) -> None:
    ref = town.reported()

    copied = town.report(id=ref.id)
    told = matters.submit_report(copied, by=Actor.resident(), now=town.now)

    assert not told.again
    assert told.ref != ref
    assert told.code != matters.resident_code(ref.id)


def test_the_sender_s_id_stands_in_no_table(town: Town) -> None:
    report = town.report()
    matters.submit_report(report, by=Actor.resident(), now=town.now)

    assert not Intake.objects.filter(key__in=[str(report.id), report.id.hex]).exists()


def test_the_sender_s_own_id_does(town: Town) -> None:
    report = town.report()
    first = matters.submit_report(report, by=Actor.resident(), now=town.now)

    again = matters.submit_report(report, by=Actor.resident(), now=town.now)

    assert again == replace(first, again=True)
    assert first.ref.id != report.id
