"""What was counted, as a sheet: one row a dispute, from which every figure can be counted again; or the sums.
Headings are ours and Chinese, as on every sheet that offices send one another."""

from collections.abc import Iterator, Sequence

from lianxin.mediation.choices import Sender, Source
from lianxin.mediation.counting import ACCEPTED, Counted, KindRow, Outcome
from lianxin.mediation.statistics_kinds import statistics_kinds

ROWS = (
    "编号", "司法部类型", "调委会", "来源", "来自", "登记", "受理", "第一次调解", "协议生效", "结束", "结果",
    "协议形式", "协议金额", "到期约定", "按时履行", "法院确认", "结束过", "重新调解",
)  # fmt: skip
FORMS = {"oral": "口头", "written": "书面", "": ""}


def counted_lines(rows: Sequence[Counted]) -> Iterator[list[str]]:
    kinds = {kind.number: kind.name for kind in statistics_kinds()}
    yield list(ROWS)
    for row in rows:
        days = (row.received_on, row.taken_on, row.sat_on, row.agreed_on, row.ended_on)
        yield [
            row.number,
            kinds[row.kind],
            row.committee,
            str(Source(row.source).label),
            str(Sender(row.sender).label),
            *(day.isoformat() if day else "" for day in days),
            str(row.outcome.label),
            FORMS[row.form],
            str(row.amount) if row.amount is not None else "",
            str(row.due),
            str(row.kept),
            *("是" if said else "" for said in (row.confirmed, row.ended_once, row.reopened)),
        ]


def sum_lines(kinds: Sequence[KindRow], whole: KindRow, *, least: int = 0) -> Iterator[list[str]]:
    """The table of the page. `least`: what is below it is left empty, for it was not told."""
    outcomes = [*ACCEPTED, *(() if least else (Outcome.UNSUITABLE, Outcome.PASSED_ON))]
    yield ["司法部类型", "受理", *(str(one.label) for one in outcomes)]
    for row in (*kinds, whole):
        counts = [row.accepted, *(row.cells.get(one, 0) for one in outcomes)]
        name = row.kind.name if row.kind else "合计"
        yield [name, *("" if count < least else str(count) for count in counts)]
