"""The number of a file: (2026)东街街道人调字第12号. One run for each committee and year (domain 4.3)."""

from lianxin.kernel.rows import insert
from lianxin.mediation.models import Dispute, Series
from lianxin.org import public as org


def next_number(dispute: Dispute, year: int) -> str:
    """Call inside the transaction that takes the dispute on: two at once wait for one another."""
    mine = Series(county=dispute.county, committee_id=dispute.committee_id, year=year)
    insert([mine], pass_over_known=True)
    series = Series.objects.select_for_update().get(
        county=dispute.county, committee_id=dispute.committee_id, year=year
    )
    series.last += 1
    Series.objects.filter(county=series.county, id=series.id).update(last=series.last)
    return f"({year}){word_of(dispute)}人调字第{series.last}号"


def word_of(dispute: Dispute) -> str:
    """The committee's own word in its numbers: its name without what all of them are called."""
    card = org.unit(dispute.committee_id)
    return card.name.removesuffix("人民调解委员会").removesuffix("调解委员会") if card else ""
