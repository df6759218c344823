"""What the pages of a party say: sentences a neighbour would say."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.clock import CHINA, local
from lianxin.mediation.lifecycle import State, Verb
from lianxin.mediation.queries.own import Own
from lianxin.org import public as org
from lianxin.pages.public import moments

Words = Mapping[str, "str | Promise"]
TONE: Mapping[str, str] = {
    State.REGISTERED: "waiting",
    State.INVITED: "waiting",
    State.MEDIATING: "moving",
    State.AGREED: "moving",
    State.KEPT: "kept",
    State.BROKEN: "late",
    State.FAILED: "ended",
    State.WITHDRAWN: "ended",
    State.UNSUITABLE: "ended",
    State.HANDED_OVER: "ended",
    State.FILED: "ended",
}
# A party's own words for what they may do, in the order in which it is offered.
BUTTON: Words = {
    Verb.CONSENT: _("同意调解"),
    Verb.SIGN: _("我确认这个口头协议"),
    Verb.PERFORM: _("做到了,说一声"),
    Verb.WRITE: _("给调解员留言,或说来不了"),
    Verb.BREACH: _("没有做到,告诉调解员"),
    Verb.REOPEN: _("想再调解一次"),
    Verb.RECUSE: _("想换一位调解员"),
    Verb.STRIKE: _("一起调解的,想换一位"),
    Verb.QUIT: _("退出,不调解了"),
    Verb.COMPLAIN: _("调解得不公道,告诉司法所"),
}
NEXT: Words = {
    Verb.CONSENT: "",
    Verb.SIGN: _("确认以后,等各方都确认,协议就生效,各方都要照着做。"),
    Verb.PERFORM: _("自己做到的,或者收到对方的,都可以说。两边都说过,就算清楚了。"),
    Verb.WRITE: _("只有调解员看得到,对方看不到。"),
    Verb.BREACH: _("协议有约束力。调解员会去催;还不行,可以申请司法确认以后强制执行,或者到法院起诉。"),
    Verb.REOPEN: _("同一件事,结束以后 90 天内可以再来。会重新问各方愿不愿意,不影响任何人。"),
    Verb.RECUSE: _("选谁、接不接受谁来调解,由您定。司法所和调委会看得到原因,现在的调解员和对方看不到。"),
    Verb.STRIKE: _("不用说原因,每一方可以换一次;有亲属、同事、钱财关系的不算次数。"),
    Verb.QUIT: _("马上停下,不用说原因,也不影响您走别的路。"),
    Verb.COMPLAIN: _("司法所指导调委会的工作。您的话只有司法所看得到,调解员和对方看不到。"),
}
DONE: Words = {
    Verb.CONSENT: _("记下了。改主意,随时可以在这一页再说。"),
    Verb.SIGN: _("您的确认记下了。"),
    Verb.PERFORM: _("记下了。"),
    Verb.WRITE: _("已经告诉调解员。"),
    Verb.BREACH: _("已经告诉调解员。"),
    Verb.REOPEN: _("已经重新开始,会再问各方愿不愿意。"),
    Verb.RECUSE: _("已经告诉司法所和调委会。"),
    Verb.STRIKE: _("记下了,这一位不再参加。"),
    Verb.QUIT: _("您退出了,调解停在这里。"),
    Verb.COMPLAIN: _("已经告诉司法所。"),
}
# What was done, as a neighbour would tell it.
PLAIN: Words = {
    Verb.REGISTER: _("收到了申请"),
    Verb.TAKE: _("接下了这件事,开始问各方愿不愿意"),
    Verb.TURN_AWAY: _("这件事不能调解"),
    Verb.ADMIT: _("写好或改过您的登记"),
    Verb.ASSIGN: _("定下了调解员"),
    Verb.CONSENT: _("答复愿不愿意调解"),
    Verb.OPEN: _("各方都同意,调解开始"),
    Verb.QUIT: _("有人退出,调解停下"),
    Verb.SUMMON: _("约了见面的日子"),
    Verb.RECORD: _("见面谈过一次"),
    Verb.PROLONG: _("各方同意,多谈一段时间"),
    Verb.DRAFT: _("写下了协议的稿子"),
    Verb.SIGN: _("有人签了协议"),
    Verb.SETTLE: _("协议生效"),
    Verb.FAIL: _("没有谈成"),
    Verb.PERFORM: _("有一项做到了"),
    Verb.KEEP: _("协议里的事都做到了"),
    Verb.BREACH: _("有人说协议没有做到"),
    Verb.CONFIRM: _("司法确认"),
    Verb.HAND_OVER: _("交给了别的部门"),
    Verb.TAKE_BACK: _("又接了回来,重新问各方愿不愿意"),
    Verb.FILE: _("卷宗归档"),
    Verb.REOPEN: _("重新调解,再问各方愿不愿意"),
    Verb.WRITE: _("您给调解员留了言"),
    Verb.RECUSE: _("您想换一位调解员"),
    Verb.SEAT: _("请了几位一起来调解"),
    Verb.STRIKE: _("一起调解的人有变动"),
    Verb.COMPLAIN: _("您把情况告诉了司法所"),
}


def headline(told: Own, today: date) -> str:
    """Who has it and by when, in one sentence."""
    case = told.procedure
    who = {"committee": case.committee_name, "mediator": case.mediator_name or case.committee_name}
    who["day"] = _by(told, today)
    sentence = _ASKED[told.me.will] if told.asked else _HEADLINE[State(case.state)]
    return str(sentence) % who


def _by(told: Own, today: date) -> str:
    due = next((due for due in told.procedure.dues if due.met_at is None and not due.late), None)
    return written(due.due_on, today) if due else _now("还没有定")


def written(day: date, today: date) -> str:
    """「6月3日 周三」."""
    noon, now = (datetime.combine(one, time(12), CHINA) for one in (day, today))
    return moments.date_of(noon, now=now, clock=False)


def away(day: date, today: date) -> str:
    """「还有 2 天」."""
    days = (day - today).days
    if days == 0:
        return _now("就是今天")
    words = (
        ngettext("还有 %(n)s 天", "还有 %(n)s 天", days)
        if days > 0
        else ngettext("过了 %(n)s 天", "过了 %(n)s 天", -days)
    )
    return words % {"n": abs(days)}


_HEADLINE: Mapping[State, "str | Promise"] = {
    State.REGISTERED: _("%(committee)s收到了,%(day)s前告诉您接不接"),
    State.MEDIATING: _("%(mediator)s正在调解,下一个日子:%(day)s"),
    State.AGREED: _("谈成了,各方正在照协议做,下一个日子:%(day)s"),
    State.KEPT: _("协议里的事都做到了,这件事了结了"),
    State.BROKEN: _("协议没有做到,%(mediator)s知道了;可以催,也可以走法院"),
    State.FAILED: _("没有谈成,别的路都还开着"),
    State.WITHDRAWN: _("有人退出,调解停下了,别的路都还开着"),
    State.UNSUITABLE: _("这件事不能调解,可以走的路写在下面"),
    State.HANDED_OVER: _("这件事交给了该管的部门"),
    State.FILED: _("这件事办完了,卷宗封存,谁也不能随便看"),
}
_ASKED: Mapping[str, "str | Promise"] = {
    "": _("%(mediator)s想请您来谈一谈,愿不愿意由您自己定"),
    "yes": _("您同意调解,%(mediator)s在问其他人愿不愿意"),
    "no": _("您说了不调解,没有人能勉强您;别的路都还开着"),
}


def kind_name(code: str) -> str:
    card = org.category(code)
    if card is None:
        return code
    return card.name_en if get_language() == "en" and card.name_en else card.name


def looked(told: Own) -> list[tuple[date, str, int, list[str]]]:
    """Who opened the file, by day and person, with how often and why."""
    found: dict[tuple[date, str], list[str]] = {}
    for look in told.looks:
        found.setdefault((local(look.at).date(), look.who), []).append(look.reason)
    return [
        (day, who, len(reasons), [reason for reason in dict.fromkeys(reasons) if reason])
        for (day, who), reasons in found.items()
    ]
