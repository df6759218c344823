"""Whether a promise asks for more than anybody may promise: words that waive, hide, bind or shame. Pure.

It reads words, not minds: a pattern that is met is a reason to look, and what it misses is missed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianxin.mediation import reading, writing
from lianxin.mediation.performable import Found, text_of
from lianxin.mediation.terms import Term


@dataclass(frozen=True)
class Figures:
    """What changes with time, to be looked up and edited. `prime_rate`: the one-year LPR in per cent, from
    memory (3.0 since 2025-05-20); the law takes that of the day of the contract."""

    prime_rate: Decimal = Decimal("3.0")
    times: int = 4
    heavy_share: Decimal = Decimal("0.3")  # of what is owed; the courts' rule of thumb, from memory

    @property
    def most(self) -> Decimal:
        return self.prime_rate * self.times


_SAME = r"[^。;；,，]{0,30}?"  # within one clause
_UNLESS = r"[^。;；,，]{0,6}的[,，]"  # 「不支付抚养费的,」 is a condition and no promise
_ROUTE = r"(?:起诉|诉讼|诉权|上诉|仲裁|报警|报案|举报|控告|检举|投诉|申诉|信访|上访|复议|告状)"
_NOT = r"(?:不得|不再|不会|不能|不准|不许|永不|禁止)"
_HOME = r"(?:房屋|房产|住房|房子|宅基地|土地使用权|产权)"
_PASSES = r"(?:过户|转让|转移|变更|归[^。;；,，]{1,10}(?:所有|取得)|赠与|抵[给偿债])(?!纠纷|侵权|合同)"

WORDS: Sequence[tuple[str, str]] = (
    ("waives_limitation", r"(?:放弃|不[得再]?(?:主张|适用))[^。;；]{0,8}时效"),
    ("bars_routes", rf"(?:放弃|免除){_SAME}(?:{_ROUTE}|追诉)(?![^。;；]{{0,4}}时效)"),
    (
        "bars_routes",
        rf"{_NOT}(?!(?:因此)?(?:阻止|妨碍|影响|限制|干涉|拒绝|打击))(?:[^。;；,，妨阻限]{{0,30}}?){_ROUTE}",
    ),
    (
        "waives_everything",
        r"(?:放弃|不再(?:追究|主张|要求))[^。;；]{0,6}(?:(?:一切|任何|所有|全部)[^。;；,，]{0,6}|其他(?:诉求|请求|要求|权利))",
    ),
    (
        "waives_support",
        rf"(?:(?:{_NOT}|无需|不用|不必|拒绝|不)(?:承担|负担|支付|出)|(?:不再|拒绝)(?:履行|尽)|免除|放弃|免于)[^。;；,，]{{0,10}}"
        rf"(?:抚养|赡养|扶养)(?!权)(?:费|义务|责任)?(?!{_UNLESS})|断绝[^。;；]{{0,6}}关系|放弃[^。;；]{{0,4}}监护",
    ),
    (
        "abandons",
        r"(?<!不得)(?<!不)遗弃|(?:老人|父母|孩子|子女|病人)[^。;；]{0,6}(?:自生自灭|无人管|不管不问)",
    ),
    ("waives_visits", rf"(?:放弃|取消|{_NOT})[^。;；]{{0,10}}(?:探望|探视|看望(?:孩子|子女|儿子|女儿))"),
    (
        "waives_insurance",
        r"(?:放弃|免除|无需|不再?(?:主张|要求|申请|缴纳|缴|交|办理|办|参加|享受))[^。;；]{0,14}"
        rf"(?:工伤|社会保险|社保|养老保险|五险)(?!{_UNLESS})",
    ),
    (
        "exempts_injury",
        r"(?:今后|以后|将来|日后|再|期间|如)[^。;；]{0,16}(?:人身损害|人身伤害|受伤|死亡|伤亡|摔伤|伤残)[^。;；]{0,16}"
        r"(?:概不负责|不负[^。;；]{0,4}责任?|不承担[^。;；]{0,6}(?:责任|赔偿)|自负|与[^。;；]{1,8}无关)|生死(?:由命|自负)|伤亡自负",
    ),
    (
        "later_harm",
        r"(?:后遗症|后续治疗|病情加重|再次手术|二次手术|残疾)[^。;；]{0,16}(?:自负|无关|不再(?:负责|承担|主张|要求)|概不|一次性了[断结])",
    ),
    (
        "hides_crime",
        r"私了|不(?:再|予)?(?:追究|要求追究)[^。;；]{0,14}刑事|(?:放弃|免予?)(?:追究)?[^。;；]{0,12}刑事责任"
        r"|撤(?:销|回|掉)?(?:报案|案件|刑事)|不(?:再|得|会)?(?:报警|报案)|(?:检察|公安|法院|司法)[^。;；]{0,8}(?:不起诉|不追究|不立案|撤案)",
    ),
    (
        "freedom",
        rf"软禁|禁闭|关在|锁在|{_NOT}(?:离开|外出|出门|出村|出国|出境|回村|回家)|限制[^。;；]{{0,6}}(?:出行|外出|出门|人身自由)"
        r"|扣[押留][^。;；]{0,6}(?:身份证|证件|护照|户口)|没收[^。;；]{0,4}手机",
    ),
    (
        "dignity",
        r"罚跪|下跪|跪着|跪在|磕头|游街|示众|耳光|剃头|挂牌子?|当众[^。;；]{0,6}(?:检讨|认罪|骂)|(?:公开|张贴|广播)[^。;；]{0,6}检讨"
        r"|检讨[^。;；]{0,8}(?:张贴|公布|广播|朗读)|(?:脱|扒)[^。;；]{0,3}衣",
    ),
    (
        "marriage_freedom",
        rf"{_NOT}[^。;；]{{0,6}}(?:再婚|结婚|离婚|改嫁|生育)|必须[^。;；]{{0,6}}(?:结婚|复婚|嫁给)|赡养[^。;；]{{0,10}}以[^。;；]{{0,6}}再婚",
    ),
    ("private_fine", r"(?:处|交|缴|付|罚)?罚款|罚金|罚[^。;；]{0,4}元"),
    ("compound_interest", r"复利|利滚利|利息[^。;；]{0,6}(?:计入|转为|滚入)本金"),
    (
        "others_property",
        r"(?:父母|父亲|母亲|老人|妻子|丈夫|配偶|子女|孩子|儿子|女儿|兄弟|他人|集体|业主共有|共有|公共)(?:名下|所有|共有)?的?[^。;；,，]{0,6}"
        rf"(?:房|宅基地|土地|存款|车|承包地|绿地|车位)[^。;；]{{0,12}}{_PASSES}",
    ),
)
_PATTERNS = tuple((code, re.compile(pattern)) for code, pattern in WORDS)
_BINDS = re.compile(
    r"(?P<who>其?(?:亲属|家属|家人|亲友|子女|父母|妻子|丈夫|保险公司|村委会|居委会|社区|派出所|公安机关|检察院|法院|村民|政府|学校|单位|司法所))"
    r"(?:均|也|都|一方)?(?:应当|应该|必须|须|不得|不再|负责|保证|承担|支付|赔偿)|由(?P<by>[^。;；,，由]{1,10}?)(?:负责|承担|支付|赔偿|偿还)"
)
_PARTIES = {"双方", "各方", "对方", "一方", "本人", "其", "自己", "甲方", "乙方", "丙方"}
_MAY_BE = {"学校": "学校园", "单位": "司厂店社"}  # what a party may be called instead
_DIVORCE = re.compile(
    r"离婚(?!后|时|前|协议|诉讼|登记|证|判决|案)|解除婚姻关系|婚姻关系(?:自|即)[^。;；]{0,10}解除"
)
_REGISTERED = re.compile(r"登记|民政|法院")
_ADOPTS = re.compile(r"收养|送养|过继|抱养")
_CHILD = re.compile(r"(?:直接抚养|抚养权|由[^。;；,，]{1,8}抚养|(?:随|跟)[^。;；,，]{1,8}(?:共同)?生活)")
_INTEREST = re.compile(r"意愿|成长|利益|探望")
_PENALTY = re.compile(r"违约金")
_REGISTERS = (
    ("register_home", re.compile(rf"{_HOME}[^。;；]{{0,14}}{_PASSES}|{_PASSES}[^。;；]{{0,10}}{_HOME}")),
    ("register_vehicle", re.compile(rf"(?:机动车|汽车|轿车|货车|车辆|摩托车)[^。;；]{{0,12}}{_PASSES}")),
    ("register_shares", re.compile(rf"(?:股权|股份)[^。;；]{{0,12}}{_PASSES}")),
)


def findings(term: Term, category: str, parties: Sequence[str]) -> Found:
    """Concerns that the words of one term give rise to."""
    text = text_of(term)
    for code, pattern in _PATTERNS:
        if match := pattern.search(text):
            yield code, match[0]
    yield from _others_bound(text, parties)
    if _DIVORCE.search(text) and not _REGISTERED.search(text):
        yield "divorce", ""
    if _ADOPTS.search(text) and not _REGISTERED.search(text):
        yield "adoption", ""
    for code, pattern in _REGISTERS:
        if pattern.search(text) and "登记" not in text:
            yield code, ""
    if (
        category == "dispute.labour"
        and _PENALTY.search(text)
        and not term.who.endswith(("公司", "厂", "单位"))
    ):
        yield "labour_penalty", ""


def _others_bound(text: str, parties: Sequence[str]) -> Iterator[tuple[str, str]]:
    for match in _BINDS.finditer(text):
        name = match["who"] or match["by"]
        own = any(
            name in party or party in name or set(_MAY_BE.get(name, "")) & set(party) for party in parties
        )
        if not own and name not in _PARTIES:
            yield "outsider", match[0]


def leaves_out_the_child(terms: Sequence[Term]) -> Iterator[int]:
    """The terms that say with whom a child lives, when none speaks of what is good for it."""
    if not any(_INTEREST.search(text_of(term)) for term in terms):
        yield from (at for at, term in enumerate(terms) if _CHILD.search(text_of(term)))


def dear(terms: Sequence[Term], category: str, figures: Figures) -> Iterator[tuple[int, str, str]]:
    """Interest above what the law protects, and a penalty out of proportion: which term, code, word."""
    owed = max((term.amount or Decimal(0) for term in terms if not _PENALTY.search(term.does)), default=0)
    for at, term in enumerate(terms):
        text = text_of(term)
        for rate in reading.yearly_rates(text):
            if rate > figures.most:
                yield at, "interest", f"{rate.normalize():f}%"
        sums = [term.amount] if term.amount is not None else list(reading.amounts(text))
        if _PENALTY.search(term.does) and owed and sums and max(sums) > owed * figures.heavy_share:
            yield at, "heavy_penalty", writing.in_figures(max(sums))
