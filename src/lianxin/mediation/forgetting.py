"""A year after somebody was last asked onto a panel the list forgets them; a file on whose panel they sat
keeps their name."""

from datetime import datetime, timedelta

from django.db.models import Q

from lianxin.kernel.clock import local
from lianxin.mediation.models import PanelMember, Seat

YEAR = timedelta(days=366)
_ASKED_ONLY = ~Q(gender="") | ~Q(employer="") | ~Q(home="") | ~Q(languages=[])


def forget_members(now: datetime, at_most: int = 100) -> int:
    """Returns how many rows were touched."""
    over = PanelMember.objects.filter(ends_on__lt=local(now).date() - YEAR)
    ids = set(over.values_list("id", flat=True))
    if not ids:
        return 0
    seated = set(Seat.objects.filter(member_id__in=ids).values_list("member_id", flat=True))
    emptied = PanelMember.objects.filter(_ASKED_ONLY, id__in=seated)
    touched = emptied.update(gender="", employer="", home="", languages=[])
    gone = sorted(ids - seated)[:at_most]
    return touched + (PanelMember.objects.filter(id__in=gone).delete()[0] if gone else 0)
