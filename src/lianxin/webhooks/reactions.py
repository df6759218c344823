"""What webhooks do when a matter moves: write down who is to be told."""

from datetime import datetime

from lianxin.kernel.announcements import reacts_to
from lianxin.kernel.rows import insert
from lianxin.matters.public import MatterMoved
from lianxin.webhooks.envelopes import body_of
from lianxin.webhooks.kinds import OF_VERB
from lianxin.webhooks.knowing import COMMUNITY, who_may_hear
from lianxin.webhooks.models import Delivery


@reacts_to(MatterMoved)
def on_matter_moved(news: MatterMoved, now: datetime) -> None:
    """Heard at least once and in any order, written once: the same movement is the same row."""
    kind = OF_VERB.get(news.verb)
    if kind is None:
        return
    body = body_of(kind, datetime.fromisoformat(news.at), _told(news))
    rows = [
        Delivery(
            county=news.county,
            hook_id=one.hook,
            news=f"{news.matter}:{news.version}",
            kind=kind,
            number=news.number,
            body=body,
            written_at=now,
            due_at=now,
        )
        for one in who_may_hear(news, kind)
    ]
    if rows:
        insert(rows, pass_over_known=True)


def _told(news: MatterMoved) -> dict[str, object]:
    """Nothing that is not an id, a code or a time; the place no closer than the community."""
    return {
        "number": news.number,
        "version": news.version,
        "state": news.state,
        "category": news.category,
        "area": news.area[:COMMUNITY],
    }
