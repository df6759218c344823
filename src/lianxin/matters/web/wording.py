"""What the pages of matters say: tones of states, what each button does next, short answers."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _

from lianxin.matters.lifecycle import State, Verb
from lianxin.org.public import CategoryCard

# `tone` is a shape and a colour of the design system.
TONE: Mapping[State, str] = {
    State.SUBMITTED: "waiting",
    State.ROUTED: "waiting",
    State.ACCEPTED: "moving",
    State.HANDLING: "moving",
    State.SHELVED: "paused",
    State.HANDLED: "moving",
    State.VERIFIED: "moving",
    State.CLOSED: "kept",
    State.RATED: "kept",
    State.DECLINED: "ended",
    State.MERGED: "ended",
    State.WITHDRAWN: "ended",
}
FAMILY: Mapping[str, "Promise"] = {"event": _("事项"), "dispute": _("纠纷"), "duty": _("任务")}
MARK: Mapping[str, str] = {"event": "matter", "dispute": "dispute", "duty": "duty"}

# What happens next, said on the button's own form before it is pressed.
NEXT: Mapping[Verb, "Promise"] = {
    Verb.ROUTE: _("派给一个单位,它会马上收到;报事人看得到是谁。"),
    Verb.RULE: _("由您裁定归谁办。裁定后不能再退回。"),
    Verb.ACCEPT: _("告诉大家:这件事我们接下了。时限从收到那天算起,不从签收算。"),
    Verb.SEND_BACK: _("退回派遣员,写明应该归谁和依据。退回两次后由上一级裁定。"),
    Verb.BEGIN: _("从现在起由您经办,报事人看得到您的岗位和姓名。"),
    Verb.TRANSFER: _("转给另一个单位接着办,时限不变。"),
    Verb.ESCALATE: _("报到上一级派遣员那里,本级继续看得到。"),
    Verb.HAND_DOWN: _("交给下一级办。履职清单里没有的事不能下派。"),
    Verb.ASSIST: _("请另一个单位来帮忙,责任仍在原单位。"),
    Verb.ASK_TIME: _("向派遣员申请延期,批准以后时限才变。"),
    Verb.EXTEND: _("批准延期。原因和新的日期会告诉报事人。"),
    Verb.SHELVE: _("暂时办不了,先挂账。到复查日期会再提醒;原因会告诉报事人。"),
    Verb.RESUME: _("现在可以接着办了,时限按停下的工作时间顺延。"),
    Verb.FINISH: _("写明怎么办的,交给别人核查。报事人看得到这段话。"),
    Verb.VERIFY: _("确认真的解决了。接着由派遣员结案,并告诉报事人。"),
    Verb.REDO: _("还没有解决,退给经办人继续办。"),
    Verb.CLOSE: _("结案,并把结果告诉报事人,请他评价。"),
    Verb.RATE: _("告诉我们办得怎么样。不满意的,可以接着重开,或找上一级。"),
    Verb.FOLLOW_UP: _("先写明原因看电话,打过以后记下结果。没打通的,隔一个小时、换一天再打,打过三次才算。"),
    Verb.REOPEN: _("回到原来的单位重新办,从现在起重新答应时间。"),
    Verb.APPEAL: _("由上一级、不是原来的单位,重新看这件事。"),
    Verb.DECLINE: _("不归我们办的,告诉报事人原因,以及可以找谁。"),
    Verb.MERGE: _("和另一件是同一件事,并到那一件里一起办,报事人会收到通知。"),
    Verb.SEPARATE: _("不是同一件:从那一件里拆出来单独办,时限从收到那天算起,报事人会收到通知。"),
    Verb.WITHDRAW: _("这件事不用办了。撤回后不能恢复,可以重新说一次;别人说的同一件事照常办。"),
    Verb.SUPPLEMENT: _("补充新的情况,经办人马上看得到。"),
    Verb.CHASE: _("提醒经办的单位。一天可以催一次。"),
    Verb.OVERSEE: _("正式督办:记在经过里,经办单位马上收到。"),
    Verb.PUBLISH: _(
        "谁都看得到这句话和办到哪一步。不写是谁说的,也不用他的原话;报事人会收到通知,可以要求撤下。"
    ),
    Verb.UNPUBLISH: _("马上从公开栏撤下,也不再出现在别人订阅的清单里。"),
}

# The resident's own words for the same verbs.
RESIDENT: Mapping[Verb, "Promise"] = {
    Verb.SUPPLEMENT: _("补充情况"),
    Verb.CHASE: _("催一催"),
    Verb.WITHDRAW: _("撤回"),
    Verb.RATE: _("评价"),
    Verb.REOPEN: _("不满意,重开"),
    Verb.APPEAL: _("找上一级"),
    Verb.UNPUBLISH: _("不要公开"),
}

# The steps of the path as a neighbour would tell them; the rest keep their own word.
PLAIN: Mapping[str, "Promise"] = {
    Verb.SUBMIT: _("说了这件事"),
    Verb.ROUTE: _("交给了办事的单位"),
    Verb.RULE: _("上一级定下由谁办"),
    Verb.ACCEPT: _("单位收下了"),
    Verb.SEND_BACK: _("单位说不归它办,在找对的单位"),
    Verb.BEGIN: _("有人开始办了"),
    Verb.TRANSFER: _("转给另一个单位接着办"),
    Verb.ESCALATE: _("报到上一级"),
    Verb.HAND_DOWN: _("交给下一级办"),
    Verb.ASSIST: _("请了另一个单位来帮忙"),
    Verb.ASK_TIME: _("申请多给些时间"),
    Verb.EXTEND: _("改了答应的日子"),
    Verb.SHELVE: _("暂时办不了,先挂着"),
    Verb.RESUME: _("又接着办了"),
    Verb.FINISH: _("说办好了,等别人去看"),
    Verb.VERIFY: _("有人看过,确实办好了"),
    Verb.REDO: _("还没有好,接着办"),
    Verb.CLOSE: _("结案"),
    Verb.DECLINE: _("这里不能受理"),
    Verb.MERGE: _("和另一件并在一起办"),
    Verb.SEPARATE: _("和那一件分开,单独办"),
    Verb.CARRY_ON: _("并在一起的那一件撤回了,这一件接着办"),
    Verb.MOVE_ALONG: _("并在一起的那一件撤回了,换到另一件里一起办"),
    Verb.CHASE: _("催了一次"),
    Verb.OVERSEE: _("上级在盯着"),
    Verb.FOLLOW_UP: _("回访"),
    Verb.PUBLISH: _("放到了公开栏,写的是这句话"),
    Verb.UNPUBLISH: _("从公开栏撤下了"),
}

# What is said after it was done.
DONE: Mapping[Verb, "Promise"] = {
    Verb.SUPPLEMENT: _("补充的话已经记下,经办人看得到。"),
    Verb.CHASE: _("已经替您催了,经办的单位看得到。"),
    Verb.WITHDRAW: _("已经撤回。"),
    Verb.RATE: _("您的评价已经记下。"),
    Verb.REOPEN: _("已经重开,原来的单位会重新办。"),
    Verb.APPEAL: _("已经交给上一级,会由另外的人来看。"),
    Verb.UNPUBLISH: _("记下了:这件事不公开。事情照常办。"),
}

# The same for those who serve: what was done, and who is next.
AFTER: Mapping[Verb, "Promise"] = {
    Verb.ROUTE: _("已经派单。接着由那个单位签收。"),
    Verb.RULE: _("已经裁定归属。接着由那个单位签收,不能再退回。"),
    Verb.ACCEPT: _("已经签收。接着由本单位的经办人开始处理。"),
    Verb.SEND_BACK: _("已经退回。接着由派遣员另找单位。"),
    Verb.BEGIN: _("已经开始处理。办完以后,由您写明怎么办的。"),
    Verb.TRANSFER: _("已经转办。接着由那个单位签收。"),
    Verb.ESCALATE: _("已经上报上级。接着由上一级派遣员派单。"),
    Verb.HAND_DOWN: _("已经下派。接着由那个单位签收。"),
    Verb.ASSIST: _("已经请协办。那个单位的一根针上会有这件事,责任仍在原单位。"),
    Verb.ASK_TIME: _("已经申请延期。派遣员批准以前,时限不变。"),
    Verb.EXTEND: _("已经批准延期。新的日子会告诉报事人,经办人接着办。"),
    Verb.SHELVE: _("已经挂账。到复查日期再提醒单位负责人。"),
    Verb.RESUME: _("已经恢复处理。经办人接着办。"),
    Verb.FINISH: _("已经处理完毕。接着由网格员或派遣员核查。"),
    Verb.VERIFY: _("已经核查通过。接着由派遣员结案。"),
    Verb.REDO: _("已经返工。接着由经办人再办。"),
    Verb.CLOSE: _("已经结案。结果会告诉报事人,请他评价。"),
    Verb.REOPEN: _("已经重开。接着由原来的单位签收,从现在起重新答应时间。"),
    Verb.DECLINE: _("已经决定不予受理。原因和别的路会告诉报事人。"),
    Verb.MERGE: _("已经并案。接着在另一件里一起办。"),
    Verb.SEPARATE: _("已经拆开。接着由派遣员给它派单。"),
    Verb.WITHDRAW: _("已经撤回。不用再办了。"),
    Verb.SUPPLEMENT: _("已经补充。经办人马上看得到。"),
    Verb.CHASE: _("已经催办。经办的单位收到了提醒。"),
    Verb.OVERSEE: _("已经督办。经办的单位收到了提醒,这一步留在经过里。"),
    Verb.RATE: _("电话里的评价已经记下,报事人会收到消息,不对的话他可以改。"),
    Verb.FOLLOW_UP: _("回访已经记下,报事人在进展页上看得到。"),
    Verb.PUBLISH: _("已经放到公开栏。报事人留了电话的,会收到通知;他不愿意,一点就撤下。"),
    Verb.UNPUBLISH: _("已经从公开栏撤下。"),
}
ANOTHER: Mapping[str, "Promise"] = {"another": _("记下了:不是同一件。这两件不再提示。")}
# After these somebody still works on it, and the promise runs.
STILL_RUNS = frozenset(AFTER) - {
    Verb.SHELVE,
    Verb.CLOSE,
    Verb.DECLINE,
    Verb.MERGE,
    Verb.WITHDRAW,
    Verb.EXTEND,
    Verb.ASK_TIME,
    Verb.RATE,
    Verb.FOLLOW_UP,
    Verb.PUBLISH,
    Verb.UNPUBLISH,
}

# The steps as they stand in the record of those who serve: history, not commands.
HAPPENED: Mapping[str, "Promise"] = {
    Verb.SUBMIT: _("已上报"),
    Verb.ROUTE: _("已派单"),
    Verb.RULE: _("已裁定归属"),
    Verb.ACCEPT: _("已签收"),
    Verb.SEND_BACK: _("已退回"),
    Verb.BEGIN: _("已开始处理"),
    Verb.TRANSFER: _("已转办"),
    Verb.ESCALATE: _("已上报上级"),
    Verb.HAND_DOWN: _("已下派"),
    Verb.ASSIST: _("已请协办"),
    Verb.ASK_TIME: _("已申请延期"),
    Verb.EXTEND: _("已批准延期"),
    Verb.SHELVE: _("已挂账"),
    Verb.RESUME: _("已恢复处理"),
    Verb.FINISH: _("已处理完毕"),
    Verb.VERIFY: _("核查已通过"),
    Verb.REDO: _("已要求返工"),
    Verb.CLOSE: _("已结案"),
    Verb.RATE: _("已评价"),
    Verb.FOLLOW_UP: _("已回访"),
    Verb.REOPEN: _("已重开"),
    Verb.APPEAL: _("已找上一级"),
    Verb.DECLINE: _("已决定不予受理"),
    Verb.MERGE: _("已并案"),
    Verb.SEPARATE: _("已拆开"),
    Verb.CARRY_ON: _("那一件撤回了,由这一件接着办"),
    Verb.MOVE_ALONG: _("那一件撤回了,改并到另一件"),
    Verb.WITHDRAW: _("已撤回"),
    Verb.SUPPLEMENT: _("已补充"),
    Verb.CHASE: _("已催办"),
    Verb.OVERSEE: _("已督办"),
    Verb.PUBLISH: _("已放到公开栏"),
    Verb.UNPUBLISH: _("已从公开栏撤下"),
}

CHANNEL: Mapping[str, "Promise"] = {
    "web": _("居民自己说的"),
    "desk": _("窗口"),
    "grid": _("网格员巡查发现"),
    "visit": _("居民上门或当面说"),
    "call": _("居民打电话"),
    "chat": _("居民在群里说"),
    "hotline": _("12345 热线"),
    "import": _("别的平台转来"),
    "patrol": _("巡逻发现"),
    "open311": _("其他软件交来(Open311)"),
    "api": _("其他软件交来(接口)"),
    "replay": _("导入的历史记录"),
}
CLOCK: Mapping[str, "Promise"] = {"dispatch": _("派到单位"), "answer": _("给回话"), "plan": _("计划日期")}

# The groups of the needle, in order, by their names in the contract.
HEADINGS: tuple[tuple[str, "Promise"], ...] = (
    ("late", _("超时")),
    ("today", _("今天")),
    ("week", _("七天内")),
    ("to_verify", _("等我核查")),
    ("later", _("以后")),
)

# Words that an officer would type a hundred times; one tap sends them. What is
# kept is Chinese, as the resident will read it, whatever the language of the page.
QUICK_NOTES: Mapping[Verb, tuple[str, ...]] = {
    Verb.FINISH: (
        gettext_noop("已到现场处理好。"),
        gettext_noop("已修好,可以正常使用。"),
        gettext_noop("已当面答复报事人。"),
    ),
    Verb.VERIFY: (gettext_noop("到现场看过,确实解决了。"), gettext_noop("已电话回访,报事人说解决了。")),
}


def category_name(card: CategoryCard) -> str:
    """In the language of the page; a category without an English name keeps its Chinese one."""
    english = (get_language() or "").startswith("en")
    return (card.name_en if english else "") or card.name
