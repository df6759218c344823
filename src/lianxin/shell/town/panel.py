"""Who may be asked onto a panel in 东街: of our own fiction, like everybody in the town."""

from dataclasses import replace
from datetime import datetime

from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.mediation import public as mediation
from lianxin.mediation.public import MemberDraft
from lianxin.shell.town.cast import CHENGHUANG, SINCE, TOWN

BOTH, PLAIN = ("普通话", "长治话"), ("普通话",)
# By user name, for those of the cast.
SERVING = {
    "chentiaojie": MemberDraft(
        ("mediator",), CHENGHUANG, SINCE, categories=("dispute.neighbour", "dispute.family"), languages=BOTH,
        gender="m", employer="城隍庙社区居民委员会", cap=12,
    ),
    "qintiaojie": MemberDraft(
        ("mediator",), CHENGHUANG, SINCE, categories=("dispute.property", "dispute.debt"), languages=BOTH,
        gender="f", employer="城隍庙社区居民委员会", cap=12,
    ),
    "majuwei": MemberDraft(
        ("village_chief",), CHENGHUANG, SINCE, languages=BOTH, employer="城隍庙社区居民委员会", cap=4
    ),
    "liwangge": MemberDraft(
        ("grid_chief",), CHENGHUANG, SINCE, languages=PLAIN, employer="城隍庙社区居民委员会", cap=3
    ),
    "gaosuozhang": MemberDraft(
        ("station_chief",), TOWN, SINCE, categories=("dispute.public_order",), languages=PLAIN,
        employer="东街派出所", cap=2,
    ),
    "yansifa": MemberDraft(
        ("justice_officer",), TOWN, SINCE, categories=("dispute.contract", "dispute.inheritance"),
        languages=PLAIN, employer="东街司法所", cap=4,
    ),
}  # fmt: skip
ELDERS = (
    MemberDraft(
        ("teacher_elder",), CHENGHUANG, SINCE, name="常淑琴", categories=("dispute.school", "dispute.family"),
        languages=BOTH, gender="f", home=CHENGHUANG + "002", cap=2,
    ),
    MemberDraft(
        ("law_elder", "party_elder"), TOWN, SINCE, name="郭守正",
        categories=("dispute.debt", "dispute.inheritance"), languages=BOTH, gender="m", cap=2,
    ),
    MemberDraft(
        ("learned_elder",), TOWN, SINCE, name="温如玉", categories=("dispute.medical",),
        languages=("普通话", "手语"), gender="f", cap=2,
    ),
    MemberDraft(
        ("building_chief",), CHENGHUANG, SINCE, name="牛长顺", categories=("dispute.neighbour",),
        languages=("长治话",), gender="m", home=CHENGHUANG + "001", cap=2,
    ),
    MemberDraft(
        ("lawyer",), TOWN, SINCE, name="祁明", categories=("dispute.contract", "dispute.labour"),
        languages=PLAIN, employer="潞州区法律援助中心", cap=6,
    ),
)  # fmt: skip


def lay_panel(people: dict[str, Actor], *, now: datetime) -> None:
    """The kinds and who is of them."""
    mediation.seed(by=SYSTEM, now=now)
    for username, draft in SERVING.items():
        mediation.name_member(replace(draft, person=people[username].id), by=SYSTEM, now=now)
    for draft in ELDERS:
        mediation.name_member(draft, by=SYSTEM, now=now)
