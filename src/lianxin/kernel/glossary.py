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
    Term("调解员", "mediator", "org", "mediates for a committee, and handles the quarrels that come to it"),
    Term("调解指导员", "mediation_guide", "org", "the judicial office: guides mediation, sees its procedure"),
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
    # mediation: things
    Term(
        "矛盾纠纷",
        "Dispute",
        "mediation",
        "one quarrel with its parties, sealed; never one table with matters",
    ),
    Term("当事人(一位)", "Party", "mediation", "sealed; each has a code of their own"),
    Term("卷宗里的一步", "Step", "mediation", "one verb that was spoken about a dispute"),
    Term("期限", "Due", "mediation", "a day by which something of a dispute is to be done"),
    Term("编号的流水", "Series", "mediation", "a committee's running number of a year"),
    Term("谁看过卷宗", "Look", "mediation", "who opened a file and why; the parties read it"),
    Term("一次调解", "Sitting", "mediation", "not Session (Django's)"),
    Term(
        "单独谈话",
        "Aside",
        "mediation",
        "背靠背: what one told the mediator alone; its writer reads it, nobody else",
    ),
    Term("调解协议", "Agreement", "mediation", "one draft after another; the last one counts"),
    Term("签名", "Signature", "mediation", "that somebody signed a draft; the paper bears the hand"),
    Term("约定的一项", "Fulfilment", "mediation", "one promise of an agreement in force, or one instalment"),
    Term("移送与联调", "HandOver", "mediation", "to which body, with which papers, and what it answered"),
    Term("请别的单位一起调解", "invite", "mediation", "another body sits in; the file and the clock stay"),
    Term("以案定补的申报", "SubsidyClaim", "mediation", "what a mediated case is paid, each once ever"),
    Term(
        "联调成员的种类", "PanelKind", "mediation", "四长, 五老 and others: configuration, every place's own"
    ),
    Term("文书模板", "PaperTemplate", "mediation", "how a deployment prints a paper otherwise than we"),
    Term("联调成员", "PanelMember", "mediation", "may be asked onto a panel; being listed opens nothing"),
    Term("销毁记录", "Destruction", "mediation", "that a file's words are gone: which, when, by which rule"),
    Term("联调班子里的一位", "Seat", "mediation", "who was asked to sit beside the mediator of one dispute"),
    # mediation: states, verbs, relations
    Term("已登记,等审查", "registered", "mediation", "written down; a working day to answer"),
    Term("已受理,征求各方意愿", "invited", "mediation", "numbered, led by somebody; each party is asked"),
    Term("正在调解", "mediating", "mediation", "all have said yes, nothing bars it"),
    Term("达成协议,正在履行", "agreed", "mediation", "signed by all: each promise has its day"),
    Term("协议已履行", "kept", "mediation", "every promise was kept"),
    Term("协议没有履行", "broken", "mediation", "somebody did not keep it: the roads are told"),
    Term("调解不成", "failed", "mediation", "no agreement: the roads are told"),
    Term("当事人退出调解", "withdrawn", "mediation", "a party left; nobody is held"),
    Term(
        "不能调解,已告知出路",
        "unsuitable",
        "mediation",
        "the law bars it, or it is not for mediation; never without roads",
    ),
    Term("已移送", "handed_over", "mediation", "to police, court, department or petition office"),
    Term("已归档", "filed", "mediation", "complete; kept for as long as its kind is, then destroyed"),
    Term("登记", "register", "mediation", "by a party, a mediator, or out of a matter"),
    Term("受理", "take", "mediation", "looked at for harm, numbered, led"),
    Term("登记作废", "lapse", "mediation", "its matter went another way before anybody took it on"),
    Term("不予受理", "turn_away", "mediation", "with a reason and the roads"),
    Term("依法报告", "notify", "mediation", "the statutory report, before anything else"),
    Term("登记当事人", "admit", "mediation", "one more party, or one better known"),
    Term("确定调解员", "assign", "mediation", "who leads it"),
    Term("请联调成员", "seat", "mediation", "of those whom nothing keeps off this dispute"),
    Term("请求换人", "strike", "mediation", "once without a reason for each party; a tie counts for itself"),
    Term("同意调解", "consent", "mediation", "a party's own will"),
    Term("开始调解", "open", "mediation", "all agree, nothing bars it"),
    Term("退出调解", "quit", "mediation", "a party leaves, in mid-sitting too"),
    Term("约定调解时间", "summon", "mediation", "when, where or by which link"),
    Term("记录一次调解", "record", "mediation", "what was said there and what came of it"),
    Term("延长期限", "prolong", "mediation", "all have agreed to it"),
    Term("起草协议", "draft", "mediation", "a new draft is signed anew"),
    Term("签字", "sign", "mediation", "paper first; an oral one by word"),
    Term("协议生效", "settle", "mediation", "in force: nobody lacks"),
    Term("调解不成", "fail", "mediation", "the talks came to nothing"),
    Term("记录履行", "perform", "mediation", "a promise was kept, by which proof"),
    Term("全部履行", "keep", "mediation", "the last one was"),
    Term("没有履行", "breach", "mediation", "who is owed something says so"),
    Term("司法确认", "confirm", "mediation", "what became of the application to the court"),
    Term("申请不予处罚", "leniency", "mediation", "asked of the police in writing, once all is performed"),
    Term("回访", "visit", "mediation", "the earliest that is owed is made"),
    Term("移送", "hand_over", "mediation", "with file and clock"),
    Term("接回", "take_back", "mediation", "all are asked anew"),
    Term("改颜色", "grade", "mediation", "of the quarrel, with a reason; of no person"),
    Term("归档", "file", "mediation", "nothing compulsory lacks"),
    Term("重新调解", "reopen", "mediation", "within ninety days, and it counts against nobody"),
    Term("给调解员留言", "write", "mediation", "a party to the mediator alone: cannot come, or what else"),
    Term("申请换调解员", "recuse", "mediation", "heard by the committee and the guide, not by whoever leads"),
    Term("投诉", "complain", "mediation", "to the justice office; neither mediator nor other party reads it"),
    Term("当事人", "party", "mediation", "whoever holds a party's code"),
    Term("调解员", "mediator", "mediation", "who leads this one"),
    Term("调委会人员", "clerk", "mediation", "mediates for the committee that has it"),
    Term("调解指导员", "guide", "mediation", "sees the procedure, and the file for a reason"),
    Term("系统", "system", "mediation", "registers out of a matter; closes the last promise"),
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
