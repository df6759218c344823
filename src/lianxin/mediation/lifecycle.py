"""The lifecycle of a dispute: one table. Who may take it from where to where, and what they must bring.

Pure: no database. Source: 人民调解法, and the state machine of mediation platforms (operations 5.2).
"""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.lifecycle import Step, Table


class State(TextChoices):
    REGISTERED = "registered", _("已登记,等审查")
    INVITED = "invited", _("已受理,征求各方意愿")
    MEDIATING = "mediating", _("正在调解")
    AGREED = "agreed", _("达成协议,正在履行")
    KEPT = "kept", _("协议已履行")
    BROKEN = "broken", _("协议没有履行")
    FAILED = "failed", _("调解不成")
    WITHDRAWN = "withdrawn", _("当事人退出调解")
    UNSUITABLE = "unsuitable", _("不能调解,已告知出路")
    HANDED_OVER = "handed_over", _("已移送")
    FILED = "filed", _("已归档")


class Verb(TextChoices):
    REGISTER = "register", _("登记")
    TAKE = "take", _("受理")
    LAPSE = "lapse", _("登记作废")
    TURN_AWAY = "turn_away", _("不予受理")
    NOTIFY = "notify", _("依法报告")
    ADMIT = "admit", _("登记当事人")
    ASSIGN = "assign", _("确定调解员")
    SEAT = "seat", _("请联调成员")
    STRIKE = "strike", _("请求换人")
    CONSENT = "consent", _("同意调解")
    OPEN = "open", _("开始调解")
    QUIT = "quit", _("退出调解")
    SUMMON = "summon", _("约定调解时间")
    RECORD = "record", _("记录一次调解")
    PROLONG = "prolong", _("延长期限")
    DRAFT = "draft", _("起草协议")
    SIGN = "sign", _("签字")
    SETTLE = "settle", _("协议生效")
    FAIL = "fail", _("调解不成")
    PERFORM = "perform", _("记录履行")
    KEEP = "keep", _("全部履行")
    BREACH = "breach", _("没有履行")
    CONFIRM = "confirm", _("司法确认")
    LENIENCY = "leniency", _("申请不予处罚")
    VISIT = "visit", _("回访")
    INVITE = "invite", _("请别的单位一起调解")
    HAND_OVER = "hand_over", _("移送")
    TAKE_BACK = "take_back", _("接回")
    GRADE = "grade", _("改颜色")
    FILE = "file", _("归档")
    REOPEN = "reopen", _("重新调解")
    WRITE = "write", _("给调解员留言")
    RECUSE = "recuse", _("申请换调解员")
    COMPLAIN = "complain", _("投诉")


class Relation(TextChoices):
    """How an actor stands to one dispute."""

    PARTY = "party", _("当事人")
    MEDIATOR = "mediator", _("调解员")  # who leads this one
    CLERK = "clerk", _("调委会人员")  # mediates for the committee that has it
    GUIDE = "guide", _("调解指导员")  # the judicial office over the place: procedure, not words
    SYSTEM = "system", _("系统")


S, R, V = State, Relation, Verb
BEFORE = frozenset({S.REGISTERED, S.INVITED})
TALKS = frozenset({S.INVITED, S.MEDIATING})
OPEN = BEFORE | {S.MEDIATING}
PROMISED = frozenset({S.AGREED, S.BROKEN})
DONE = frozenset({S.KEPT, S.BROKEN, S.FAILED, S.WITHDRAWN, S.UNSUITABLE, S.HANDED_OVER})
ENDED = frozenset(State) - OPEN - {S.AGREED, S.BROKEN}
REOPENS_WITHIN = timedelta(days=90)  # later it is a new dispute; either way it counts against nobody

_STAFF = frozenset({R.MEDIATOR, R.CLERK})


def _row(
    verb: Verb,
    froms: "frozenset[State] | State | None",
    to: State | None,
    by: "frozenset[Relation]",
    *needs: str,
) -> Step:
    states = froms if isinstance(froms, frozenset) else frozenset({froms} if froms else ())
    return Step(verb, frozenset(states), to, by, frozenset(needs))


TABLE = Table(
    [
        _row(V.REGISTER, None, S.REGISTERED, frozenset({R.PARTY, R.CLERK, R.SYSTEM})),
        _row(V.TAKE, S.REGISTERED, S.INVITED, _STAFF),
        # The matter went another way before anybody took it on: its words go, nobody is told.
        _row(V.LAPSE, S.REGISTERED, S.WITHDRAWN, frozenset({R.SYSTEM})),
        _row(V.TURN_AWAY, BEFORE, S.UNSUITABLE, _STAFF, "reason"),
        # Violence at home, harm to a child, a crime: whom it was reported to, before anything else is done.
        _row(V.NOTIFY, OPEN, None, _STAFF, "told"),
        _row(V.ADMIT, OPEN, None, _STAFF, "newcomer"),
        _row(V.ASSIGN, OPEN, None, frozenset({R.CLERK, R.GUIDE}), "mediator"),
        _row(V.SEAT, TALKS, None, _STAFF, "seats"),
        _row(V.STRIKE, TALKS, None, frozenset({R.PARTY, R.MEDIATOR}), "member"),
        # Whoever came in while the others talk is asked as well.
        _row(V.CONSENT, TALKS, None, frozenset({R.PARTY, R.MEDIATOR})),
        _row(V.OPEN, S.INVITED, S.MEDIATING, frozenset({R.MEDIATOR})),
        # Whoever came of their own will may leave of it (人民调解法 23(3), 26).
        _row(V.QUIT, OPEN, S.WITHDRAWN, frozenset({R.PARTY})),
        _row(V.SUMMON, S.MEDIATING, None, frozenset({R.MEDIATOR}), "sitting"),
        _row(V.RECORD, S.MEDIATING, None, frozenset({R.MEDIATOR}), "sitting"),
        _row(V.PROLONG, S.MEDIATING, None, frozenset({R.MEDIATOR}), "until", "reason"),
        _row(V.DRAFT, S.MEDIATING, None, frozenset({R.MEDIATOR}), "terms"),
        _row(V.SIGN, S.MEDIATING, None, frozenset({R.PARTY, R.MEDIATOR}), "signature"),
        _row(V.SETTLE, S.MEDIATING, S.AGREED, frozenset({R.MEDIATOR})),
        _row(V.FAIL, TALKS, S.FAILED, frozenset({R.MEDIATOR}), "reason"),
        # Of the last one kept, too, the other side says that it is so.
        _row(V.PERFORM, PROMISED | {S.KEPT}, None, frozenset({R.PARTY, R.MEDIATOR}), "term"),
        _row(V.KEEP, PROMISED, S.KEPT, frozenset({R.MEDIATOR, R.SYSTEM})),  # the last promise was kept
        _row(V.BREACH, S.AGREED, S.BROKEN, frozenset({R.PARTY, R.MEDIATOR}), "reason"),
        _row(V.CONFIRM, frozenset({S.AGREED, S.KEPT, S.BROKEN}), None, frozenset({R.MEDIATOR}), "court"),
        # Settled and performed: the parties may ask the police in writing to let a penalty be.
        _row(V.LENIENCY, frozenset({S.KEPT, S.FILED}), None, frozenset({R.MEDIATOR}), "leniency"),
        _row(
            V.VISIT, frozenset({S.AGREED, S.KEPT, S.BROKEN, S.FILED}), None, frozenset({R.MEDIATOR}), "note"
        ),
        _row(V.INVITE, TALKS, None, _STAFF, "to"),
        _row(V.HAND_OVER, OPEN, S.HANDED_OVER, _STAFF, "to", "reason"),
        _row(V.TAKE_BACK, S.HANDED_OVER, S.INVITED, _STAFF, "reason"),
        _row(V.GRADE, OPEN | PROMISED, None, frozenset({R.MEDIATOR, R.GUIDE}), "colour", "reason"),
        _row(V.FILE, DONE, S.FILED, frozenset({R.MEDIATOR})),
        _row(V.REOPEN, DONE | {S.FILED}, S.INVITED, frozenset({R.PARTY, R.MEDIATOR}), "reason"),
        _row(V.WRITE, TALKS | PROMISED, None, frozenset({R.PARTY}), "note"),
        # The parties choose their mediator, or accept one (人民调解法 23(1)).
        _row(V.RECUSE, TALKS, None, frozenset({R.PARTY}), "reason"),
        _row(V.COMPLAIN, frozenset(State), None, frozenset({R.PARTY}), "reason"),
    ]
)
