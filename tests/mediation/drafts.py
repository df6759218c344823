"""Ten agreements for real cases of ten kinds, in our own words and on invented days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lianxin.mediation.blanks import Item, Value
from lianxin.mediation.clauses import fill, library
from lianxin.mediation.terms import Instalment, Term

SIGNED = date(2026, 12, 1)
LIBRARY = {clause.code: clause for clause in library()}


@dataclass(frozen=True)
class Draft:
    """`sums` are what the parties of the case agreed on, as the case writes them."""

    case: str
    category: str
    parties: tuple[str, ...]
    sums: tuple[str, ...]
    clauses: tuple[tuple[str, Mapping[str, Value]], ...]

    def written(self) -> list[tuple[Term, str]]:
        return [fill(LIBRARY[code], given) for code, given in self.clauses]

    def terms(self) -> list[Term]:
        return [term for term, _sentence in self.written()]


def yuan(amount: str) -> Decimal:
    return Decimal(amount)


def pays(who: str, to: str, by: str = "2026-12-31", how: str = "银行转账", **more: Value) -> dict[str, Value]:
    return {"who": who, "to": to, "by": by, "how": how, **more}


WEI = Draft(
    "pmc6d1992d3a1ca",
    "dispute.labour",
    ("魏某", "金某"),
    ("2293", "1.5万"),
    (
        (
            "injury_at_work",
            pays(
                "金某",
                "魏某",
                SIGNED.isoformat(),
                "现金",
                items=[Item("医疗费", yuan("2293")), Item("误工费、陪护费和继续治疗费", yuan("15000"))],
            ),
        ),
        ("settled", {"who": "魏某", "to": "金某", "what": "2017年3月27日左手小指受伤"}),
        ("not_performed", {"who": "金某", "to": "魏某", "where": "调解委员会所在地的人民法院"}),
    ),
)
CHEN = Draft(
    "pmcdf564649d5cf",
    "dispute.family",
    ("陈某", "刘某的父母"),
    (),
    (
        ("child_care", {"who": "陈某", "to": "刘某的父母", "child": "孩子", "since": "2026-12-10"}),
        (
            "visits",
            {
                "who": "刘某的父母",
                "to": "陈某",
                "child": "孩子",
                "times": "每月第二个周六9时至17时、寒暑假各连续七天",
                "where": "刘某的父母家",
            },
        ),
        (
            "return_things",
            {
                "who": "刘某的父母",
                "to": "陈某",
                "what": "以孩子名义存入的赔偿款存折,由陈某保管,只用于孩子",
                "by": "2026-12-31",
                "where": "社区调解室",
            },
        ),
    ),
)
NEIGHBOURS = Draft(
    "pmc2b99a1aca8a2",
    "dispute.neighbour",
    ("陈小红", "谢小红"),
    (),
    (
        (
            "repair",
            {
                "who": "陈小红",
                "to": "谢小红",
                "what": "水泥路面",
                "where": "两家之间",
                "standard": "与原路面同高、雨后不积水",
                "by": "2027-01-31",
                "accepted_by": "村民小组长",
            },
        ),
        (
            "remove",
            {
                "who": "谢小红",
                "to": "陈小红",
                "what": "障碍物和深塘",
                "where": "门前路上",
                "standard": "填平、可以通车",
                "by": "2026-12-20",
            },
        ),
        (
            "let_pass",
            {
                "who": "陈小红、谢小红",
                "to": "对方",
                "what": "排水",
                "where": "路边的出水沟",
                "since": "2027-02-01",
            },
        ),
    ),
)
LOAN = Draft(
    "pmc6ba54d882263",
    "dispute.debt",
    ("阿新", "阿富"),
    ("25万", "5万", "10万"),
    (
        (
            "repay",
            {
                "who": "阿新",
                "to": "阿富",
                "how": "转账到阿富名下的银行账户",
                "parts": [
                    Instalment(yuan("50000"), date(2027, 8, 30)),
                    Instalment(yuan("100000"), date(2028, 2, 28)),
                    Instalment(yuan("100000"), date(2029, 2, 28)),
                ],
            },
        ),
        ("late_interest", {"who": "阿新", "to": "阿富", "rate": "6"}),
        ("confirm", {"who": "双方", "by": "2026-12-31", "where": "当地人民法院"}),
    ),
)
PUPILS = ("伦某某", "陈某某", "孙某某", "丁某某")
SCHOOL = Draft(
    "pmc524bc523a380",
    "dispute.school",
    ("余某某", *PUPILS, "某小学"),
    ("4000", "15000"),
    (
        *(
            ("harm_by_item", pays(pupil, "余某某", "2026-12-06", items=[Item("医疗费", yuan("4000"))]))
            for pupil in PUPILS
        ),
        (
            "pay_on_the_spot",
            pays(
                "某小学",
                "余某某",
                SIGNED.isoformat(),
                "现金",
                what="赔偿款",
                amount="15000元",
                where="某小学",
            ),
        ),
    ),
)
HOSPITAL = Draft(
    "pmca3840f1ec233",
    "dispute.medical",
    ("张某", "乌海市某医院"),
    ("1.7万",),
    (
        (
            "medical_by_item",
            pays("乌海市某医院", "张某", "2027-01-15", items=[Item("各项赔偿款合计", yuan("17000"))]),
        ),
        ("settled", {"who": "张某", "to": "乌海市某医院", "what": "右腿骨折的治疗"}),
    ),
)
ACCIDENT = Draft(
    "pmc88ef676f2c16",
    "dispute.traffic",
    ("段某", "陈某家属"),
    ("142000", "5万"),
    (
        (
            "traffic_by_item",
            pays(
                "段某",
                "陈某家属",
                SIGNED.isoformat(),
                items=[Item("丧葬费", yuan("50000")), Item("补偿款", yuan("142000"))],
            ),
        ),
        (
            "insurance_claim",
            {
                "who": "段某",
                "to": "陈某家属",
                "what": "保单和理赔申请材料",
                "by": "2026-12-15",
                "where": "承保公司的理赔窗口",
            },
        ),
    ),
)
SHOP = Draft(
    "pmc75d2c8364b61",
    "dispute.consumer",
    ("小李", "超市老板"),
    ("1000",),
    (
        (
            "pay_once",
            pays("超市老板", "小李", "2026-12-05", "微信转账", what="精神损害抚慰金", amount="1000元"),
        ),
        (
            "apologise_in_writing",
            pays("超市老板", "小李", "2026-12-10", "登报并在店门口张贴七日", words="警示器响错了,错怪了您"),
        ),
    ),
)
ESTATE = Draft(
    "pmc2419ea8d7e43",
    "dispute.inheritance",
    ("丛某", "丛某某"),
    ("叁拾伍万元",),
    (
        (
            "split_compensation",
            pays("丛某某", "丛某", "2027-06-30", what="房屋拆迁补偿款", amount="人民币叁拾伍万元整"),
        ),
        ("settled", {"who": "丛某", "to": "丛某某", "what": "这处房屋的继承"}),
    ),
)
MINE = Draft(
    "pmc328033b104fb",
    "dispute.pollution",
    ("杨某", "矿业公司"),
    ("5万",),
    (
        ("harm_by_item", pays("矿业公司", "杨某", items=[Item("核桃树损失", yuan("50000"))])),
        (
            "repair",
            {
                "who": "矿业公司",
                "to": "杨某",
                "what": "开挖的路面和堆土",
                "where": "矿山公路",
                "standard": "路口封堵、堆土不再下滑",
                "by": "2027-01-31",
                "accepted_by": "林业站工作人员",
            },
        ),
        ("stop", {"who": "矿业公司", "to": "杨某", "what": "在封堵的公路上通行车辆", "since": "2027-02-01"}),
    ),
)
DRAFTS = (WEI, CHEN, NEIGHBOURS, LOAN, SCHOOL, HOSPITAL, ACCIDENT, SHOP, ESTATE, MINE)
