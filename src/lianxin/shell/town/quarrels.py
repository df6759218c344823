"""The quarrels of the town at every stage, carried by the verbs that people speak. Nobody here is real."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.mediation.public import (
    AgreementDraft,
    Application,
    Brought,
    Done,
    PartyDraft,
    Person,
    Ref,
    Signed,
    SittingDraft,
    Term,
    Verb,
    claim_month,
    parties_in,
    register,
    speak,
    triage,
)
from lianxin.org import public as org
from lianxin.shell.town.cast import CHENGHUANG, TOWN
from lianxin.shell.town.lay import People

CALM = {fact.value: False for fact in triage.ASKED_FIRST}
SAID = (
    "先告知了各自的权利和义务。两边都讲了经过:一边说自己吃了亏,一边说不是有意的。调解员把两边的话各说了一遍,"
    "问大家还有没有补充。最后都愿意先把眼前的事办好,别的慢慢商量。"
)


@dataclass(frozen=True)
class Quarrel:
    """Who and who, about what; `reaches` says how far it has come, `days` how long ago it began."""

    account: str
    requests: str
    place: str
    category: str
    one: Person
    other: Person
    reaches: str
    days: int
    terms: tuple[tuple[str, str, str, str, int, str], ...] = ()  # who, does, to, yuan, in days, how
    harms: tuple[str, ...] = ()


QUARRELS = (
    Quarrel(
        "楼上卫生间漏水,把楼下厨房的吊顶泡坏了,来回说了三次,修到什么程度、谁出钱说不到一起。",
        "把漏水修好,吊顶恢复原样",
        "5号楼2单元",
        "dispute.neighbour",
        Person("刘婶", "13800005501", "5号楼2单元301"),
        Person("周师傅", "13800005502", "5号楼2单元401"),
        "registered",
        0,
    ),
    Quarrel(
        "早市两个摊位为中间一米的过道争了半个月,昨天推搡起来,秤被摔坏了。",
        "过道划清楚,秤照价赔",
        "城隍庙早市东口",
        "dispute.business",
        Person("孟老板", "13800005503"),
        Person("阎大姐", "13800005504"),
        "invited",
        2,
        harms=("fight",),
    ),
    Quarrel(
        "院里老槐树的枝子伸到西屋房顶,掉下来砸了瓦。一家要锯,一家说树是老人留下的舍不得。",
        "房顶修好,树枝怎么办说个准话",
        "槐树院12号",
        "dispute.housing",
        Person("申大爷", "", "槐树院12号西屋"),
        Person("郭家兄弟", "13800005506", "槐树院12号北屋"),
        "mediating",
        9,
    ),
    Quarrel(
        "给饭馆做了三个月后厨,走的时候老板扣着最后一个月工资,说打碎的盘子要从里面扣。",
        "把工资结清",
        "东街二巷饭馆",
        "dispute.labour",
        Person("小田", "13800005507"),
        Person("东街二巷饭馆", "13800005508"),
        "agreed",
        20,
        terms=(
            ("东街二巷饭馆", "付清 10 月份工资", "小田", "4200", 10, "银行转账,转到小田的工资卡"),
            ("小田", "把后厨的钥匙和两套工作服交回前台", "", "", 3, "当面交,前台写收条"),
        ),
    ),
    Quarrel(
        "借给邻居两万块钱给孩子看病,说好半年还,过了一年多还剩八千,问起来就躲。",
        "把剩下的钱还上,可以分几次",
        "和平巷",
        "dispute.debt",
        Person("苗阿姨", "13800005509"),
        Person("薛师傅", "13800005510"),
        "kept",
        60,
        terms=(("薛师傅", "还清欠苗阿姨的 8000 元", "苗阿姨", "8000", 20, "微信转账"),),
    ),
    Quarrel(
        "弟兄俩为老人留下的三间平房怎么分争起来,都说自己照顾老人多。",
        "分清楚,不再吵",
        "铜锅巷7号",
        "dispute.inheritance",
        Person("潘老大", "13800005511"),
        Person("潘老二", "13800005512"),
        "failed",
        40,
    ),
    Quarrel(
        "买了台旧冰箱,用了两天不制冷,店里说旧货出门不退。",
        "退货,或者修好",
        "铜锅巷旧货店",
        "dispute.consumer",
        Person("范大叔", "13800005513"),
        Person("旧货店", "13800005514"),
        "registered",
        6,
    ),
    Quarrel(
        "电动车倒车碰了买菜的老人,膝盖擦伤,医药费垫了一部分,剩下的说好给,没说哪天给。",
        "把医药费付清",
        "城隍庙广场北口",
        "dispute.damages",
        Person("冯奶奶", "13800005515"),
        Person("小乔", "13800005516"),
        "agreed",
        45,
        terms=(("小乔", "付清剩下的医药费", "冯奶奶", "860", 10, "微信转账"),),
    ),
    Quarrel(
        "夜里在楼下放音响,说了几回,动了手,都有擦伤。",
        "以后十点以后不放",
        "6号楼前",
        "dispute.public_order",
        Person("孔师傅", "13800005517"),
        Person("小毕", "13800005518"),
        "handed_over",
        12,
    ),
    Quarrel(
        "物业说地下室漏水是住户装修的事,住户说是老毛病,半年的物业费没交。",
        "把漏水修好,物业费怎么交说清楚",
        "2号楼地下室",
        "dispute.property",
        Person("2号楼住户", "13800005519"),
        Person("安居物业", "13800005520"),
        "filed",
        50,
        terms=(("安居物业", "把地下室的漏水修好", "", "", 15, "修好请住户验收"),),
    ),
)


class Story:
    """One quarrel on its way: lets time pass between what people say."""

    def __init__(self, told: Quarrel, by: Actor, now: datetime) -> None:
        self.told, self.by, self.latest = told, by, now
        self.now = now - timedelta(days=told.days, hours=2)
        parties = (PartyDraft("applicant", told.one), PartyDraft("respondent", told.other))
        application = Application(
            told.account, CHENGHUANG, told.category, "party", parties, told.requests, told.place
        )
        self.ref: Ref = register(application, by=by, now=self.now)
        self.people = parties_in(self.ref)

    def say(self, verb: Verb, by: Actor | None = None, days: float = 0.05, **brought: object) -> "Story":
        self.now = min(self.now + timedelta(days=days), self.latest)
        speak(verb, self.ref, Brought(**brought), by=by or self.by, now=self.now)  # type: ignore[arg-type]
        return self


def invited(story: Story) -> None:
    ticked = dict.fromkeys(story.told.harms, True)
    if ticked:
        story.say(Verb.NOTIFY, told="police")
    story.say(Verb.TAKE, harms={**CALM, **ticked})
    story.say(Verb.CONSENT, Actor.resident(story.people[0]), will="yes")


def mediating(story: Story) -> None:
    invited(story)
    story.say(Verb.CONSENT, Actor.resident(story.people[1]), days=1, will="yes").say(Verb.OPEN)
    sitting(story, "on" if story.told.reaches == "mediating" else "agreed")
    if story.told.reaches == "mediating":
        draft = SittingDraft(begins_at=story.latest + timedelta(days=1, hours=3), where="社区调解室")
        story.say(Verb.SUMMON, sitting=draft)


def sitting(story: Story, result: str) -> None:
    draft = SittingDraft(begins_at=story.now + timedelta(days=2), where="社区调解室")
    story.say(Verb.SUMMON, days=0.01, sitting=draft)
    record = SittingDraft(
        place=1, seen=1, present=tuple(story.people), rights_told=True, said=SAID, result=result
    )
    story.say(Verb.RECORD, days=2.1, sitting=record)


def agreed(story: Story) -> None:
    mediating(story)
    today = local(story.now).date()
    terms = tuple(
        Term(who, does, to, Decimal(yuan) if yuan else None, today + timedelta(days=days), how)
        for who, does, to, yuan, days, how in story.told.terms
    )
    story.say(Verb.DRAFT, terms=AgreementDraft(story.told.account, terms))
    for party in story.people:
        story.say(Verb.SIGN, days=0, signature=Signed("party", "ink", party, 1))
    story.say(Verb.SIGN, days=0, signature=Signed("mediator", "ink", None, 1))
    story.say(Verb.SIGN, days=0, signature=Signed("committee", "seal", None, 1)).say(Verb.SETTLE)


def kept(story: Story) -> None:
    agreed(story)
    for place in range(1, len(story.told.terms) + 1):
        story.say(Verb.PERFORM, days=12, term=Done(place, local(story.now).date(), "转账记录"))
    story.say(Verb.VISIT, days=7, note="打电话问了,钱都还清了,两家又说话了。")


def failed(story: Story) -> None:
    mediating(story)
    story.say(Verb.FAIL, reason="谈了两次,各说各的,分不到一起。已经说明可以去法院。")


def handed_over(story: Story) -> None:
    """Offered to the police station, which has not said yet whether it takes it."""
    mediating(story)
    police = org.units_in(TOWN, "police_station")[0].id
    reason = "动了手,各方愿意由派出所处理。"
    story.say(Verb.HAND_OVER, days=8, to="police", unit=police, papers=("record",), reason=reason)


def filed(story: Story) -> None:
    """Filed, and claimed for."""
    kept(story)
    story.say(Verb.FILE, note="材料齐了。")
    committee = org.units_in(CHENGHUANG, "mediation_committee")[0].id
    claim_month(committee, local(story.latest).date(), by=story.by, now=story.latest)


REACHES: dict[str, Callable[[Story], None]] = {
    "registered": lambda story: None,
    "invited": invited,
    "mediating": mediating,
    "agreed": agreed,
    "kept": kept,
    "failed": failed,
    "handed_over": handed_over,
    "filed": filed,
}


def quarrel(people: People, now: datetime) -> None:
    """Lay them, all with 陈调解员 of 城隍庙社区."""
    for told in QUARRELS:
        REACHES[told.reaches](Story(told, people["chentiaojie"], now))
