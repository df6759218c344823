"""What is settled has no words any more; after a day its sender cannot be told, after a year it is gone."""

from datetime import datetime, timedelta

from lianxin.letters.models import Fate, Letter

DAY, YEAR = timedelta(days=1), timedelta(days=366)


def forget_letters(now: datetime, at_most: int = 100) -> int:
    """Returns how many rows were touched."""
    known = Letter.objects.exclude(sender="").filter(received_at__lt=now - DAY)
    ids = list(known.values_list("id", flat=True)[:at_most])
    old = Letter.objects.exclude(fate=Fate.WAITING).filter(settled_at__lt=now - YEAR)
    gone = list(old.values_list("id", flat=True)[:at_most])
    forgotten = Letter.objects.filter(id__in=ids).update(sender="") if ids else 0
    return forgotten + (Letter.objects.filter(id__in=gone).delete()[0] if gone else 0)
