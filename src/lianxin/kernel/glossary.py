"""One Chinese term, one code name: the field's own words, where each is defined, and why it is called so.

Pure data. docs/generated/glossary.md is made from it; tests/house/test_docs.py fails when a table, a state, a
verb or a kind of duty has no line here. Kinds of units and categories are data and stand in org/data/*.csv.
"""

from typing import NamedTuple


class Term(NamedTuple):
    chinese: str
    code: str
    room: str
    why: str


TERMS = (
    # kernel
    Term("办事的人、系统、居民", "Actor", "kernel", "who acts; every write takes `by: Actor`"),
    Term("拒绝", "Refusal", "kernel", "a sentence a person can use, and what else can be done"),
    Term("消息(内部)", "News", "kernel", "what is announced upwards: past tense, ids only; Event is refused"),
    Term(
        "钥匙串", "Keyring", "kernel", "the keys that seal contacts and derive codes; kept apart from backups"
    ),
    Term("点", "Point", "kernel", "longitude and latitude, WGS-84/CGCS2000"),
    # journal
    Term("留痕", "Entry", "journal", "one fact in a county's chain: ids and codes, never words"),
    Term("链头", "Head", "journal", "where a county's chain stands"),
    Term("通告", "Announcement", "journal", "news on its way up, written with the fact it tells"),
    Term("版次", "Version", "journal", "counts the changes of one body of reference data"),
    # pages
    Term("计数", "Tally", "pages", "how often one address did one thing lately; gone a day after its span"),
    # search
    Term(
        "检索条目",
        "Row",
        "search",
        "what was said and who may find it; laid anew from the matters at any time",
    ),
    Term("待重建", "Owed", "search", "a family whose entries are being laid anew, and how far that has come"),
    Term("待清理", "Scrub", "search", "whether erased words may still lie in the pages of the search index"),
    # accounts
    Term("办事的人", "Person", "accounts", "somebody who signs in; residents never do"),
    Term("登录尝试", "Attempt", "accounts", "failed sign-ins of one name from one place; five lock it"),
    Term("绑定口令", "Invitation", "accounts", "the word that lets a phone be bound, once, for three days"),
    Term("三员", "Administrator", "accounts", "系统、安全、审计管理员: one column, so nobody is two"),
    # territory
    Term("区划", "Division", "territory", "province, city, county, township or community, dated"),
    Term(
        "省、市域、县区、乡镇街道、社区村、网格", "Tier", "territory", "the value is the length of the code"
    ),
    Term("边界", "Outline", "territory", "a polygon, published or laid out by us"),
    Term("网格", "Grid", "territory", "the smallest area: the community's code and three digits"),
    # org
    Term("机构种类", "UnitKind", "org", "派出所, 综治中心 …: data, not classes"),
    Term("机构、单位", "Unit", "org", "a body that serves an area"),
    Term("岗位", "Post", "org", "a place in a unit, with one kind of duty"),
    Term("任职", "Duty", "org", "person + post + area + from/until: the one source of permission"),
    Term("任免", "appoint", "org", "its other half is `relieve`; a duty is ended, never deleted"),
    Term("网格员", "grid_officer", "org", "looks after grids; verifies what others handled"),
    Term("派遣员", "dispatcher", "org", "sends to units from the desk of an area, closes, rules"),
    Term("经办人", "handler", "org", "does the work; never verifies their own"),
    Term("单位负责人", "unit_head", "org", "answers for a unit's share"),
    Term("督办员", "overseer", "org", "watches procedure, not people"),
    Term("业务管理员", "keeper", "org", "keeps divisions, grids, posts, duty list, calendar; not Manager"),
    Term("分类", "Category", "org", "an axis of the duty list (decision 0008)"),
    Term(
        "权责清单、责任清单",
        "DutyItem",
        "org",
        "one line: this category is led by that kind of unit at that tier",
    ),
    Term(
        "路线图、路",
        "Road",
        "org",
        "one lawful way out of a kind of quarrel: whom, by when, with what, by which law",
    ),
    Term("牵头", "Lead", "org", "the one unit that answers, and why"),
    Term("空白", "Gap", "org", "a category nobody leads at a place"),
    # deadlines
    Term("工作日历", "CalendarDay", "deadlines", "a day that is not what its weekday says: 放假, 调休上班"),
    Term(
        "公布的年份", "CalendarYear", "deadlines", "whether a year's days off are announced or only guessed"
    ),
    Term(
        "服务时限", "ServiceTime", "deadlines", "how fast a kind of matter is dispatched and answered; dated"
    ),
    Term(
        "时限、钟", "Clock", "deadlines", "a promise with a time; it starts at receipt, never at acceptance"
    ),
    Term("督办阶梯:提醒、普通、黄、红", "LadderStep", "deadlines", "cases have colours, people never"),
    # api
    Term(
        "一次", "Once", "api", "the answer to one Idempotency-Key, kept a day so that a resend gets the same"
    ),
    # tokens
    Term(
        "对接方",
        "Partner",
        "tokens",
        "an outside system that comes in by itself, for a unit that answers for it",
    ),
    Term(
        "令牌", "Token", "tokens", "with what a program comes in: a secret shown once, its scopes, its days"
    ),
    # letters
    Term("来信", "Letter", "letters", "a resident's mail, until it is a matter or put down"),
    Term("读到哪里", "Bookmark", "letters", "how far the mailbox has been read"),
    # webhooks
    Term("推送地址", "Hook", "webhooks", "where an outside system hears news; signed, logged, paused"),
    Term("推送", "Delivery", "webhooks", "one piece of news for one hook, the same body at every try"),
    # notices
    Term("消息", "Message", "notices", "what must leave; its key makes it leave once"),
    Term("通道设置", "Carrier", "notices", "how a channel is set up: a dated, sealed row on a page"),
    Term("安静时段", "QuietTime", "notices", "the hours in which only what is urgent goes out"),
    Term("渠道", "Channel", "notices", "how it leaves: console, file, later more"),
    # media
    Term("照片", "Picture", "media", "the picture alone: no place, time or phone; never required"),
    Term("待取的照片", "Errand", "media", "a photo named by its address, fetched by the background work"),
    # matters: things
    Term("事项", "Matter", "matters", "not Event (announced), Case (legal), Issue, Signal, Ticket"),
    Term("说的事、随手拍", "Report", "matters", "the message; the matter is what we make of it"),
    Term("登记", "Intake", "matters", "the memory that makes a report the same however often it is sent"),
    Term("办理过程", "Movement", "matters", "one verb that was spoken; appended, never edited"),
    Term("协办单位", "Assist", "matters", "a second unit; the first stays responsible"),
    Term("联系方式", "Contact", "matters", "sealed; nobody must leave one"),
    Term(
        "谁看过我的电话", "Reveal", "matters", "one look at a contact, with its reason; the resident reads it"
    ),
    Term("一根针", "Needle", "matters", "the one list of everything that waits for me"),
    Term("查询码", "resident_code", "matters", "the resident's own; derived, never stored (decision 0005)"),
    Term("编号", "number", "matters", "一案一码, public: county, day, seven characters"),
    Term("评价五级", "Level", "matters", "好差评: the last two are bad and are followed up"),
    # matters: states
    Term("等待分派", "submitted", "matters", "received: the clocks run from here"),
    Term("已派到单位", "routed", "matters", "a unit has it and has not signed for it"),
    Term("单位已签收", "accepted", "matters", "signed for by a unit, not yet taken up by a name"),
    Term("正在处理", "handling", "matters", "a named handler works on it; the resident reads the name"),
    Term("挂账", "shelved", "matters", "always with a review date; the clock pauses"),
    Term("处理完了,等核查", "handled", "matters", "the handler says done; somebody else must say so too"),
    Term("已核查", "verified", "matters", "by somebody who did not handle it"),
    Term("已结案", "closed", "matters", "the resident has been told"),
    Term("已评价", "rated", "matters", "the resident has had the last word; reopening leaves it"),
    Term("不予受理", "declined", "matters", "always with another lawful road"),
    Term("已并案", "merged", "matters", "it goes on in another matter"),
    Term("已撤回", "withdrawn", "matters", "taken back by whoever said it"),
    # matters: verbs
    Term("上报", "submit", "matters", "takes in a report"),
    Term("派单", "route", "matters", "to a unit, by the duty list or by a dispatcher's hand"),
    Term("裁定归属", "rule", "matters", "after two bounces the tier above says whose it is"),
    Term("签收", "accept", "matters", "the unit signs for it; no clock starts"),
    Term("退回", "send_back", "matters", "with the right unit and a reason"),
    Term("开始处理", "begin", "matters", "a name takes it up"),
    Term("转办", "transfer", "matters", "sideways"),
    Term("上报上级", "escalate", "matters", "up a tier"),
    Term("下派", "hand_down", "matters", "down a tier"),
    Term("请协办", "assist", "matters", "asks a second unit"),
    Term("申请延期", "ask_time", "matters", "the unit asks"),
    Term("批准延期", "extend", "matters", "the desk grants, with a reason the resident sees"),
    Term("挂账", "shelve", "matters", "pauses the clock until a review date"),
    Term("恢复处理", "resume", "matters", "the clock goes on where it stood"),
    Term("处理完毕", "finish", "matters", "the handler says done"),
    Term("核查通过", "verify", "matters", "never by the handler"),
    Term("返工", "redo", "matters", "it was not solved: back to the handler"),
    Term("结案", "close", "matters", "always tells the resident"),
    Term("评价", "rate", "matters", "by the resident, in five levels; by code, or told on the telephone"),
    Term("手机验证", "Proof", "matters", "that the number is theirs, before it is shown or changed"),
    Term("回访", "follow_up", "matters", "a call-back that a bad rating is owed; never by who worked on it"),
    Term("重开", "reopen", "matters", "to the unit that had it"),
    Term("找上一级", "appeal", "matters", "to a person outside the unit"),
    Term("不予受理", "decline", "matters", "names the lawful road that is open"),
    Term("拆开", "separate", "matters", "a mistaken merge undone: it has its own clock again"),
    Term("接着办", "carry_on", "matters", "what it lay in was taken back: it stands in that one's place"),
    Term("改并", "move_along", "matters", "what it lay in was taken back: it lies in whatever carries on"),
    Term("不是同一件", "Apart", "matters", "a dispatcher said of two that they are two: not suggested again"),
    Term("并案", "merge", "matters", "two reports of one thing"),
    Term("撤回", "withdraw", "matters", "the reporter takes it back"),
    Term("补充", "supplement", "matters", "more words, the state stays"),
    Term("催办", "chase", "matters", "a nudge"),
    Term("督办", "oversee", "matters", "a formal watch from above"),
    Term("每日计数", "Daycount", "commons", "a day's sums of a county, small counts hidden"),
    Term("放到公开栏", "publish", "matters", "anybody may read it, in words written for that"),
    Term("从公开栏撤下", "unpublish", "matters", "by a dispatcher, or by the resident for good"),
    # matters: how somebody stands to one
    Term("报事人", "resident", "matters", "whoever holds the code"),
    Term("上报的工作人员", "reporter", "matters", "somebody who serves and wrote it down"),
    Term("系统", "system", "matters", "routes by the list, sweeps the clocks; never decides over a person"),
    # exchange
    Term("来源", "Source", "exchange", "an office whose rows come here: 市12345, a city platform"),
    Term("对照", "Mapping", "exchange", "what a source's columns and words mean here, by version"),
    Term("一次导入", "Batch", "exchange", "one file: tried, confirmed, taken in, forgotten"),
    Term("一段", "Piece", "exchange", "a sealed part of a file; goes when its rows are in"),
    Term("来件", "Arrival", "exchange", "their number is this matter, for good"),
    # open311
    Term("服务要问的一项", "Question", "open311", "what a kind of matter asks through Open311: dated"),
    Term("对接方交来的", "Sent", "open311", "which matter came from which outside system"),
)

# Model classes whose English name is a plain word of the trade of software and needs no term: none yet.
PLAIN: frozenset[str] = frozenset()
