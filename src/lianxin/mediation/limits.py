"""What has to be done by when, wherever a dispute is talked over: one table, `data/limits.csv`.

Pure: days in, days out. The law's own way of counting (民法典 201–203, 民事诉讼法 85): the first day does not
count, a month or a year ends on the same number of day or else on the last of the month, and whatever ends
on a day off ends on the next working day. Which days are worked is asked of the caller.

The national 人民调解法 gives the talks no limit at all: the one month comes from one city's regulation and is
marked so. The mark of a row says where its length comes from; what nobody has read says (未核对).
"""

import csv
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.errors import Invalid, NotAllowed, NotNow

TABLE = Path(__file__).parent / "data" / "limits.csv"
AS_AGREED = "agreed"  # in the column `more`: no length in the law, as long as those who are asked say

IsWorkday = Callable[[date], bool]


class Bound(TextChoices):
    """What must be done by then."""

    ANSWER = "answer", _("答复申请人是否受理")
    FIRST_SITTING = "first_sitting", _("安排第一次调解")
    MEDIATE = "mediate", _("人民调解结束")
    HAND_ANSWER = "hand_answer", _("问清对方单位接不接")
    VISIT_WEEK = "visit_week", _("第一次回访")
    VISIT_MONTH = "visit_month", _("第二次回访")
    VISIT_QUARTER = "visit_quarter", _("第三次回访")
    REOPEN = "reopen", _("申请重新调解")
    CONFIRM_ASK = "confirm_ask", _("共同申请司法确认")
    CONFIRM_TAKE = "confirm_take", _("法院决定是否受理确认申请")
    CONFIRM_DECIDE = "confirm_decide", _("法院作出是否确认的决定")
    CONFIRM_END = "confirm_end", _("法院审结确认案件(特别程序)")
    CONFIRM_UNDO = "confirm_undo", _("案外人申请撤销确认决定")
    COURT_BEFORE = "court_before", _("法院立案前委派的调解")
    COURT_ORDINARY = "court_ordinary", _("法院立案后委托的调解(普通程序)")
    COURT_SUMMARY = "court_summary", _("法院立案后委托的调解(简易程序)")
    ONLINE_ACCEPT = "online_accept", _("确认接受法院平台的调解")
    ONLINE_ASK = "online_ask", _("询问对方是否同意在线调解")
    POLICE_FIRST = "police_first", _("治安调解")
    POLICE_AGAIN = "police_again", _("再次治安调解")
    LABOUR_MEDIATE = "labour_mediate", _("劳动争议调解")
    LABOUR_ARBITRATE = "labour_arbitrate", _("申请劳动仲裁")
    LABOUR_WAGES = "labour_wages", _("离职后为拖欠的工资申请仲裁")
    LABOUR_TAKE = "labour_take", _("劳动仲裁委决定是否受理")
    LABOUR_AWARD = "labour_award", _("劳动仲裁裁决")
    LABOUR_SUIT = "labour_suit", _("不服劳动仲裁去起诉")
    LAND_ARBITRATE = "land_arbitrate", _("申请土地承包仲裁")
    LAND_TAKE = "land_take", _("土地承包仲裁委答复是否受理")
    LAND_AWARD = "land_award", _("土地承包仲裁裁决")
    LAND_SUIT = "land_suit", _("不服土地承包仲裁去起诉")
    MEDICAL = "medical", _("医疗纠纷人民调解")
    TRAFFIC_ASK = "traffic_ask", _("一起申请交警调解")
    TRAFFIC = "traffic", _("交警调解")
    PETITION_TOLD = "petition_told", _("告知信访人是否受理")
    PETITION = "petition", _("信访事项办结")
    PETITION_REVIEW_ASK = "petition_review_ask", _("请求信访复查")
    PETITION_REVIEW = "petition_review", _("信访复查意见")
    PETITION_LAST_ASK = "petition_last_ask", _("请求信访复核")
    PETITION_LAST = "petition_last", _("信访复核意见")
    SUIT = "suit", _("起诉(一般的诉讼时效)")
    ENFORCE = "enforce", _("申请法院强制执行")


class Since(TextChoices):
    """The day after which counting begins."""

    REGISTERED = "registered", _("登记之日")
    TAKEN = "taken", _("受理之日")
    APPLIED = "applied", _("收到申请之日")
    OFFERED = "offered", _("移送或者邀请之日")
    COURT_REFERRED = "court_referred", _("签收法院材料或者在平台确认接受之日")
    FIRST_SITTING = "first_sitting", _("第一次调解之日")
    EFFECTIVE = "effective", _("调解协议生效之日")
    ENDED = "ended", _("了结之日")
    KNEW = "knew", _("知道或者应当知道权利受损之日")
    LEFT_WORK = "left_work", _("劳动关系终止之日")
    TOLD = "told", _("收到文书或者答复之日")
    LOSS_KNOWN = "loss_known", _("治疗终结、定残、办完丧事或者损失确定之日")
    TO_PERFORM = "to_perform", _("履行期的最后一日")


class Unit(TextChoices):
    DAY = "day", _("日")
    WORKDAY = "workday", _("个工作日")
    MONTH = "month", _("个月")
    YEAR = "year", _("年")


class Asked(TextChoices):
    """Who has to agree before a limit is made longer."""

    ALL_AGREE = "all_agree", _("各方都同意")
    HEAD = "head", _("负责人批准")


class Held(TextChoices):
    """Who is held to it."""

    COMMITTEE = "committee", _("调委会")
    MEDIATORS = "mediators", _("法院选用的调解组织或者调解员")
    PARTIES = "parties", _("当事人")
    OTHERS = "others", _("案外人")
    COURT = "court", _("人民法院")
    POLICE = "police", _("公安机关")
    ARBITRATORS = "arbitrators", _("仲裁委员会")
    AUTHORITY = "authority", _("办理信访的机关、单位")


class Mark(TextChoices):
    """Where a length comes from."""

    FOUND = "found", _("已对照法律条文")
    LOCAL = "local", _("一地的法规;全国的法律没有规定,别处只是约定")
    RECALLED = "recalled", _("未核对")
    DESIGN = "design", _("没有法律规定,是我们自己的承诺")


@dataclass(frozen=True)
class Longer:
    """By how much a limit may grow, and who is asked; `length` None: as long as they agree on."""

    asks: Asked
    length: int | None
    unit: Unit


@dataclass(frozen=True)
class Limit:
    """One row. `basis` reads `法第几条;法第几条(未核对)`, as every legal basis here; a promise has none."""

    code: Bound
    since: Since
    length: int
    unit: Unit
    longer: Longer | None
    binds: Held
    mark: Mark
    basis: str


@cache
def limits() -> tuple[Limit, ...]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(_read(row) for row in csv.DictReader(lines))


@cache
def _by_code() -> dict[str, Limit]:
    return {one.code: one for one in limits()}


def limit(code: str) -> Limit:
    return _by_code()[code]


def due(code: str, start: date, *, is_workday: IsWorkday) -> date:
    """The last day, for what began on `start`."""
    one = limit(code)
    return _counted(start, one.length, one.unit, is_workday)


def prolonged(
    code: str, until: date, *, consents: bool, is_workday: IsWorkday, wanted: date | None = None
) -> date:
    """The new last day of a limit that ends on `until`, once those who must be asked agree (`consents`).

    Where the law gives no length, `wanted` is the day they agreed on; where it does, no day beyond it."""
    longer = limit(code).longer
    if longer is None:
        raise NotNow(gettext("这个期限不能延长。"))
    if not consents:
        raise NotAllowed(gettext("还不能延长,先要:%(asked)s。") % {"asked": longer.asks.label})
    if wanted is not None and wanted <= until:
        raise Invalid(gettext("延长以后的日子要晚于原来的期限。"))
    if longer.length is None:
        return _worked(_agreed(wanted), is_workday)
    last = _counted(until, longer.length, longer.unit, is_workday)
    if wanted is not None and wanted > last:
        raise Invalid(gettext("最多延长到 %(day)s。") % {"day": last.isoformat()})
    return last if wanted is None else _worked(wanted, is_workday)


def _agreed(wanted: date | None) -> date:
    if wanted is None:
        raise Invalid(gettext("请说清延长到哪一天。"))
    return wanted


def _counted(start: date, length: int, unit: Unit, is_workday: IsWorkday) -> date:
    if unit == Unit.WORKDAY:
        return _after_workdays(start, length, is_workday)
    if unit == Unit.DAY:
        return _worked(start + timedelta(days=length), is_workday)
    return _worked(_after_months(start, length * (12 if unit == Unit.YEAR else 1)), is_workday)


def _after_workdays(start: date, count: int, is_workday: IsWorkday) -> date:
    day = start
    for _day in range(count):
        day = _worked(day + timedelta(days=1), is_workday)
    return day


def _after_months(start: date, months: int) -> date:
    years, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(years, month + 1, min(start.day, monthrange(years, month + 1)[1]))


def _worked(day: date, is_workday: IsWorkday) -> date:
    """The day itself, or the next one that is worked."""
    while not is_workday(day):
        day += timedelta(days=1)
    return day


def _read(row: dict[str, str]) -> Limit:
    return Limit(
        Bound(row["code"]),
        Since(row["since"]),
        int(row["length"]),
        Unit(row["unit"]),
        _longer(row) if row["more"] else None,
        Held(row["binds"]),
        Mark(row["mark"]),
        row["basis"],
    )


def _longer(row: dict[str, str]) -> Longer:
    length = None if row["more"] == AS_AGREED else int(row["more"])
    return Longer(Asked(row["asks"]), length, Unit(row["unit"]))
