"""The lifecycle of a matter: one table. Who may take it from where to where, and what they must bring.

Pure: no database. The desk, the needle, the docs and the tests all read this table; nothing else decides.
"""

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.lifecycle import Step, Table


class State(TextChoices):
    SUBMITTED = "submitted", _("等待分派")
    ROUTED = "routed", _("已派到单位")
    ACCEPTED = "accepted", _("单位已签收")
    HANDLING = "handling", _("正在处理")
    SHELVED = "shelved", _("挂账")
    HANDLED = "handled", _("处理完了,等核查")
    VERIFIED = "verified", _("已核查")
    CLOSED = "closed", _("已结案")
    RATED = "rated", _("已评价")
    DECLINED = "declined", _("不予受理")
    MERGED = "merged", _("已并案")
    WITHDRAWN = "withdrawn", _("已撤回")


class Verb(TextChoices):
    SUBMIT = "submit", _("上报")
    ROUTE = "route", _("派单")
    RULE = "rule", _("裁定归属")
    ACCEPT = "accept", _("签收")
    SEND_BACK = "send_back", _("退回")
    BEGIN = "begin", _("开始处理")
    TRANSFER = "transfer", _("转办")
    ESCALATE = "escalate", _("上报上级")
    HAND_DOWN = "hand_down", _("下派")
    ASSIST = "assist", _("请协办")
    ASK_TIME = "ask_time", _("申请延期")
    EXTEND = "extend", _("批准延期")
    SHELVE = "shelve", _("挂账")
    RESUME = "resume", _("恢复处理")
    FINISH = "finish", _("处理完毕")
    VERIFY = "verify", _("核查通过")
    REDO = "redo", _("返工")
    CLOSE = "close", _("结案")
    RATE = "rate", _("评价")
    FOLLOW_UP = "follow_up", _("回访")
    REOPEN = "reopen", _("重开")
    APPEAL = "appeal", _("找上一级")
    DECLINE = "decline", _("不予受理")
    MERGE = "merge", _("并案")
    SEPARATE = "separate", _("拆开")
    CARRY_ON = "carry_on", _("接着办")
    MOVE_ALONG = "move_along", _("改并")
    WITHDRAW = "withdraw", _("撤回")
    SUPPLEMENT = "supplement", _("补充")
    CHASE = "chase", _("催办")
    OVERSEE = "oversee", _("督办")
    PUBLISH = "publish", _("放到公开栏")
    UNPUBLISH = "unpublish", _("从公开栏撤下")


class Relation(TextChoices):
    """How an actor stands to one matter."""

    RESIDENT = "resident", _("报事人")
    REPORTER = "reporter", _("上报的工作人员")
    SYSTEM = "system", _("系统")
    DISPATCHER = "dispatcher", _("派遣员")  # over the desk where it lies
    HANDLER = "handler", _("经办人")  # in the unit that has it
    UNIT_HEAD = "unit_head", _("单位负责人")
    GRID_OFFICER = "grid_officer", _("网格员")  # over the place
    OVERSEER = "overseer", _("督办员")  # over the place


S, R = State, Relation
OPEN = frozenset({S.SUBMITTED, S.ROUTED, S.ACCEPTED, S.HANDLING, S.SHELVED, S.HANDLED, S.VERIFIED})
ENDED = frozenset(State) - OPEN
DONE = frozenset({S.CLOSED, S.RATED})  # closed, and answered to whoever reported
WITH_UNIT = frozenset({S.ACCEPTED, S.HANDLING})
SHOWABLE = OPEN | DONE | {S.DECLINED}  # what is merged is shown by the one it lies in
BEFORE_WORK = frozenset({S.SUBMITTED, S.ROUTED, S.ACCEPTED})


def _row(
    verb: Verb, froms: "frozenset[State] | State | None", to: State | None, by: set[Relation], *needs: str
) -> Step:
    if froms is None:
        froms = frozenset()
    elif isinstance(froms, State):
        froms = frozenset({froms})
    return Step(verb, frozenset(froms), to, frozenset(by), frozenset(needs))


V = Verb
TABLE = Table(
    [
        _row(V.SUBMIT, None, S.SUBMITTED, {R.RESIDENT, R.REPORTER, R.SYSTEM}),
        _row(V.ROUTE, S.SUBMITTED, S.ROUTED, {R.SYSTEM, R.DISPATCHER}, "unit"),
        # After two bounces only the tier above rules; the desk was raised when the second one came in.
        _row(V.RULE, S.SUBMITTED, S.ROUTED, {R.DISPATCHER}, "unit", "reason"),
        _row(V.ACCEPT, S.ROUTED, S.ACCEPTED, {R.HANDLER, R.UNIT_HEAD}),
        _row(
            V.SEND_BACK,
            frozenset({S.ROUTED, S.ACCEPTED}),
            S.SUBMITTED,
            {R.HANDLER, R.UNIT_HEAD},
            "unit",
            "reason",
        ),
        _row(V.BEGIN, S.ACCEPTED, S.HANDLING, {R.HANDLER}),
        _row(V.FINISH, S.HANDLING, S.HANDLED, {R.HANDLER}, "note"),
        _row(V.VERIFY, S.HANDLED, S.VERIFIED, {R.GRID_OFFICER, R.OVERSEER, R.DISPATCHER}, "note"),
        _row(V.REDO, S.HANDLED, S.HANDLING, {R.GRID_OFFICER, R.OVERSEER, R.DISPATCHER}, "reason"),
        _row(V.CLOSE, S.VERIFIED, S.CLOSED, {R.DISPATCHER, R.SYSTEM}),
        # A dispatcher writes down what was said on the telephone; whoever can use the code rates by it. What
        # was merged is answered with the other one: then its resident rates that answer, or reopens.
        _row(
            V.RATE,
            frozenset({S.CLOSED, S.RATED, S.MERGED}),
            S.RATED,
            {R.RESIDENT, R.DISPATCHER},
            "level",
        ),
        _row(V.FOLLOW_UP, frozenset({S.CLOSED, S.RATED}), None, {R.DISPATCHER, R.OVERSEER}, "result"),
        _row(
            V.REOPEN,
            frozenset({S.CLOSED, S.RATED, S.MERGED}),
            S.ROUTED,
            {R.RESIDENT, R.REPORTER, R.DISPATCHER},
            "reason",
        ),
        _row(
            V.APPEAL,
            frozenset({S.CLOSED, S.RATED, S.DECLINED, S.MERGED}),
            S.SUBMITTED,
            {R.RESIDENT},
            "reason",
        ),
        _row(V.TRANSFER, WITH_UNIT, S.ROUTED, {R.DISPATCHER, R.UNIT_HEAD}, "unit", "reason"),
        _row(
            V.ESCALATE,
            WITH_UNIT | {S.SUBMITTED},
            S.SUBMITTED,
            {R.HANDLER, R.UNIT_HEAD, R.DISPATCHER},
            "reason",
        ),
        _row(V.HAND_DOWN, frozenset({S.SUBMITTED, S.ROUTED}), S.ROUTED, {R.DISPATCHER}, "unit", "reason"),
        _row(V.ASSIST, WITH_UNIT, None, {R.HANDLER, R.UNIT_HEAD, R.DISPATCHER}, "unit", "reason"),
        _row(V.ASK_TIME, WITH_UNIT, None, {R.HANDLER, R.UNIT_HEAD}, "until", "reason"),
        _row(V.EXTEND, WITH_UNIT, None, {R.DISPATCHER, R.OVERSEER}, "until", "reason"),
        _row(V.SHELVE, WITH_UNIT, S.SHELVED, {R.DISPATCHER, R.OVERSEER}, "until", "reason"),
        _row(V.RESUME, S.SHELVED, S.HANDLING, {R.HANDLER, R.UNIT_HEAD, R.OVERSEER, R.SYSTEM}),
        _row(V.DECLINE, BEFORE_WORK, S.DECLINED, {R.DISPATCHER}, "reason", "route"),
        _row(V.MERGE, BEFORE_WORK, S.MERGED, {R.DISPATCHER, R.RESIDENT, R.REPORTER}, "into", "reason"),
        _row(V.SEPARATE, S.MERGED, S.SUBMITTED, {R.DISPATCHER}, "reason"),
        # What it lay in was taken back: the first of those who said the same stands in its place, and the
        # others lie in that one.
        _row(V.CARRY_ON, S.MERGED, S.SUBMITTED, {R.SYSTEM}),
        _row(V.MOVE_ALONG, S.MERGED, None, {R.SYSTEM}),
        _row(V.WITHDRAW, OPEN - {S.HANDLED, S.VERIFIED}, S.WITHDRAWN, {R.RESIDENT, R.REPORTER}),
        _row(V.SUPPLEMENT, OPEN | {S.MERGED}, None, {R.RESIDENT, R.REPORTER, R.GRID_OFFICER}, "note"),
        _row(V.CHASE, OPEN, None, {R.RESIDENT, R.REPORTER, R.GRID_OFFICER}),
        _row(V.OVERSEE, OPEN, None, {R.OVERSEER, R.SYSTEM}, "reason"),
        # Anybody reads it from then on, in words written for that; the resident's no stands (decision 0020).
        _row(V.PUBLISH, SHOWABLE, None, {R.DISPATCHER}, "words"),
        _row(V.UNPUBLISH, SHOWABLE, None, {R.RESIDENT, R.DISPATCHER, R.OVERSEER}),
    ]
)

# Nobody says these: they come of taking a report in, and of taking one back.
OF_ITSELF = frozenset({V.SUBMIT, V.CARRY_ON, V.MOVE_ALONG})

# The resident reads the note of these; what units say to one another about ownership is not theirs to bear.
NOTE_IS_PUBLIC = frozenset(
    {
        V.FINISH,
        V.VERIFY,
        V.REDO,
        V.EXTEND,
        V.SHELVE,
        V.DECLINE,
        V.MERGE,
        V.SEPARATE,
        V.SUPPLEMENT,
        V.FOLLOW_UP,
        V.REOPEN,
        V.APPEAL,
        V.PUBLISH,
    }
)
BOUNCES_BEFORE_RULING = 2
CHASE_AGAIN = timedelta(days=1)  # a nudge once a day, so that it stays a nudge


class Level(TextChoices):
    """政务服务"好差评", five levels."""

    VERY_GOOD = "5", _("非常满意")
    GOOD = "4", _("满意")
    FAIR = "3", _("基本满意")
    BAD = "2", _("不满意")
    VERY_BAD = "1", _("非常不满意")


BAD_LEVELS = frozenset({Level.BAD, Level.VERY_BAD})


class Result(TextChoices):
    """What came of a call-back (回访). What makes it good is done by the verbs: reopen, or an appeal."""

    AGREED = "agreed", _("说清了,报事人认可")
    STILL = "still", _("说清了,报事人还是不满意")
    UNREACHED = "unreached", _("没打通")
    WRITTEN = "written", _("没有留电话,答复写在这里")
    UNWILLING = "unwilling", _("报事人不想评价")
