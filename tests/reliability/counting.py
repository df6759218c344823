"""Run in a house: say as JSON what stands in its database, and what in it does not fit together."""

import json
from collections import Counter

import django

django.setup()

from lianxin.deadlines.models import Clock
from lianxin.journal import public as journal
from lianxin.matters.models import Contact, Intake, Matter, Movement
from lianxin.matters.public import resident_code
from lianxin.notices.models import Message

matters = {str(row.id): row for row in Matter.objects.all()}
moves = Counter(str(id_) for id_ in Movement.objects.values_list("matter_id", flat=True))
clocks = Counter(Clock.objects.values_list("subject", flat=True))
keys = Counter(Intake.objects.values_list("matter", flat=True))
contacts = {str(id_) for id_ in Contact.objects.values_list("matter_id", flat=True)}
outbox = Counter(Message.objects.values_list("subject", "channel"))
facts = Counter(journal.Entry.objects.filter(action__startswith="matters.").values_list("subject", flat=True))


def odd(id_: str, row: Matter) -> list[str]:
    """What of one matter is missing or too much."""
    subject, phone = f"matter:{id_}", id_ in contacts
    counted = {
        "movements": (moves[id_], row.version),
        "facts in the journal": (facts[subject], row.version),
        "clocks": (clocks[subject], 2),
        "intake keys": (keys[row.id], 1),
        "messages to a unit": (outbox[subject, "desk"], 1),
        "messages to the resident": (outbox[subject, "file"], int(phone)),
    }
    return [f"{id_}: {found} {what}, not {due}" for what, (found, due) in counted.items() if found != due]


broken = [str(found) for county in journal.counties() if (found := journal.verify(county))]
oddities = [words for id_, row in matters.items() for words in odd(id_, row)]
orphans = sorted(set(moves) - set(matters)) + sorted(contacts - set(matters))
print(
    json.dumps(
        {
            "codes": sorted(resident_code(row.id) for row in matters.values()),
            "oddities": oddities + [f"belongs to no matter: {id_}" for id_ in orphans],
            "broken": broken,
            "phones": len(contacts),
            "messages": sum(outbox.values()),
        }
    )
)
