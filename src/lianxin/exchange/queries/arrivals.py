"""Under which number another office knows a matter of ours: told to whoever may see the matter."""

from django.utils.translation import gettext as _

from lianxin.exchange.models import Arrival, Channel
from lianxin.journal.public import NATION
from lianxin.kernel.actor import Actor
from lianxin.pages.public import insets


def lines(_viewer: Actor, about: insets.About) -> list[insets.Line]:
    """One statement, for what came by a sheet; none for all else. A source is at home in the county of its
    matters, or in none."""
    if about.channel not in Channel.values:
        return []
    rows = (
        Arrival.objects.filter(county__in=(about.county, NATION), matter=about.id, matter_county=about.county)
        .select_related("source")
        .order_by("at")
    )
    return [insets.Line(_("%(source)s编号") % {"source": row.source.name}, row.number) for row in rows]
