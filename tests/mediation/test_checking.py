"""What the reader of an agreement notices, and what it lets pass."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lianxin.mediation.checking import check
from lianxin.mediation.concerns import SENTENCES, Concern
from lianxin.mediation.lawful import Figures
from lianxin.mediation.terms import Instalment, Term

TODAY = date(2026, 12, 1)
PARTIES = ("王某", "张某")
PAYMENT = Term("王某", "支付修理费", "张某", Decimal(5000), date(2026, 12, 31), "银行转账")
THREE = (Instalment(Decimal(3000), date(2026, 12, 10)), Instalment(Decimal(2000), date(2026, 12, 31)))


def read(*terms: Term, category: str = "dispute.neighbour") -> list[Concern]:
    return check(terms, category=category, parties=PARTIES, today=TODAY)


def codes(*terms: Term, category: str = "dispute.neighbour") -> set[str]:
    return {concern.code for concern in read(*terms, category=category)}


def saying(does: str) -> Term:
    """A promise in free text, with nothing filled in but who and what."""
    return Term("王某", does, "张某")


FOUND = [
    ("nobody", replace(PAYMENT, who=" ")),
    ("stranger", replace(PAYMENT, who="王某、李某")),
    ("nothing", saying("妥善处理好两家的关系")),
    ("nothing", saying("")),
    ("vague", replace(PAYMENT, does="尽快支付修理费")),
    ("no_amount", replace(PAYMENT, amount=None)),
    ("unclear_amount", replace(PAYMENT, amount=None, does="支付约五千元")),
    ("unclear_amount", replace(PAYMENT, amount=Decimal(0))),
    ("amounts_differ", replace(PAYMENT, does="支付修理费6000元")),
    ("parts_differ", replace(PAYMENT, amount=Decimal(6000), parts=THREE)),
    ("no_day", replace(PAYMENT, by=None)),
    ("no_day", saying("当面道歉")),
    ("past_day", replace(PAYMENT, by=date(2026, 11, 30))),
    ("past_day", replace(PAYMENT, parts=(replace(THREE[0], by=date(2026, 11, 1)), THREE[1]))),
    ("past_day", saying("2026年11月1日前支付5000元")),
    ("no_such_day", saying("2027年2月30日前支付5000元")),
    ("days_differ", replace(PAYMENT, does="2027年1月15日前支付修理费")),
    ("open_condition", replace(PAYMENT, by=None, does="拆迁款到账后支付修理费")),
    ("no_way", replace(PAYMENT, how="")),
    ("no_place", Term("王某", "返还三轮车", "张某", by=date(2026, 12, 31))),
    ("no_standard", Term("王某", "修复围墙", "张某", by=date(2026, 12, 31))),
    ("bare_apology", Term("王某", "道歉", "张某", by=date(2026, 12, 31))),
    ("bars_routes", saying("自愿放弃诉权")),
    ("bars_routes", saying("放弃就此事提起诉讼、仲裁等权利")),
    ("bars_routes", saying("不得再因此事上访、投诉")),
    ("bars_routes", saying("不再向任何部门举报")),
    ("waives_limitation", saying("放弃诉讼时效利益")),
    ("waives_everything", saying("放弃一切后续事宜")),
    ("waives_everything", saying("放弃其他诉求")),
    ("waives_support", saying("不再承担孩子的抚养费")),
    ("waives_support", saying("放弃继承,从此不负担父母的赡养费")),
    ("waives_support", saying("从此断绝父子关系")),
    ("abandons", saying("老人由其自生自灭")),
    ("waives_visits", saying("不得再探望孩子")),
    ("waives_insurance", saying("不申请工伤认定")),
    ("waives_insurance", saying("放弃缴纳社会保险")),
    ("exempts_injury", saying("今后在厂里受伤概不负责")),
    ("later_harm", saying("后续治疗费用自负")),
    ("hides_crime", saying("此事私了")),
    ("hides_crime", saying("不追究王某的刑事责任")),
    ("freedom", saying("三年内不得离开本村")),
    ("freedom", saying("扣押张某的身份证")),
    ("dignity", saying("在村口罚跪认错")),
    ("dignity", saying("写检讨并张贴在公告栏")),
    ("marriage_freedom", saying("张某不得再婚")),
    ("divorce", saying("双方自愿离婚")),
    ("adoption", saying("把孩子过继给张某")),
    ("childs_interest", saying("小王由王某抚养")),
    ("outsider", saying("由保险公司支付5万元")),
    ("outsider", saying("其子女不得再到对方家中")),
    ("others_property", saying("母亲名下的房屋归王某所有")),
    ("register_home", saying("院内房屋归王某所有")),
    ("register_vehicle", saying("货车转让给张某")),
    ("register_shares", saying("王某的股权转让给张某")),
    ("interest", saying("逾期按月息3分计息")),
    ("compound_interest", saying("利息计入本金再计息")),
    ("private_fine", saying("再犯的处罚款500元")),
]


@pytest.mark.parametrize(("code", "term"), FOUND, ids=lambda part: part if isinstance(part, str) else "")
def test_what_is_wrong_is_found_and_told(code: str, term: Term) -> None:
    concern = next((one for one in read(term) if one.code == code), None)

    assert concern is not None
    assert concern.term == 0
    assert concern.basis
    assert "%(word" not in concern.sentence


def test_every_concern_that_can_be_told_has_been_told() -> None:
    elsewhere = {"no_terms", "heavy_penalty", "labour_penalty"}

    assert {code for code, _term in FOUND} == set(SENTENCES) - elsewhere


@pytest.mark.parametrize(
    "term",
    [
        PAYMENT,
        replace(PAYMENT, parts=THREE),
        replace(PAYMENT, by=None, does="签字后三日内支付修理费"),
        replace(PAYMENT, by=None, does="2026年12月31日前支付修理费"),
        replace(PAYMENT, does="支付2026年3月5日看病的费用五千元"),
        replace(PAYMENT, does="支付各项:材料费3000元、人工费2000元"),
        replace(PAYMENT, who="双方"),
        replace(PAYMENT, who="王某、张某"),
        Term("王某", "交出赔偿款的存折", "张某", by=date(2026, 12, 31)),
        saying("不再在22时以后唱歌"),
        saying("每月第二个周六探望小王,以小王的意愿为准"),
        saying("不得妨碍对方依法起诉"),
        saying("不再在夜里敲墙,再发生的张某可以报警"),
        saying("放弃精神损害抚慰金,保留起诉的权利"),
        saying("不支付抚养费的,张某可以起诉"),
        saying("不缴纳社会保险的,张某可以投诉"),
        saying("逾期不付的,张某可以向人民法院起诉"),
        saying("不履行赡养义务的,父母可以要求支付赡养费"),
        saying("逾期的按年利率6%计息"),
        saying("不得放弃对孩子的照顾"),
        Term("王某", "撤回对张某的起诉", "张某", by=date(2026, 12, 31)),
        Term("王某", "到婚姻登记机关共同申请离婚登记", "张某", by=date(2026, 12, 31)),
        Term("王某", "到不动产登记机构办理房屋转移登记", "张某", by=date(2026, 12, 31)),
    ],
    ids=lambda term: term.does,
)
def test_a_good_promise_passes(term: Term) -> None:
    assert read(term) == []


def test_an_agreement_without_a_promise_is_none() -> None:
    assert [(one.code, one.term, one.grave) for one in read()] == [("no_terms", None, True)]


def test_the_ceiling_of_interest_follows_the_figure() -> None:
    loan = saying("逾期的按年利率13%计息")
    at = {"category": "dispute.debt", "parties": PARTIES, "today": TODAY}

    assert [one.code for one in check([loan], **at)] == ["interest"]  # type: ignore[arg-type]
    assert check([loan], figures=Figures(prime_rate=Decimal("3.5")), **at) == []  # type: ignore[arg-type]


def test_a_penalty_is_held_against_what_is_owed() -> None:
    light, heavy = saying("逾期不付的,付违约金1000元"), saying("逾期不付的,付违约金3000元")

    assert codes(PAYMENT, light) == set()
    assert codes(PAYMENT, heavy) == {"heavy_penalty"}


def test_a_worker_owes_no_penalty_and_an_employer_may() -> None:
    worker = saying("提前离职的,付违约金500元")
    employer = replace(worker, who="某公司")
    parties = ["某公司", "王某"]

    assert "labour_penalty" in codes(worker, category="dispute.labour")
    assert codes(worker) == set()
    assert check([employer], category="dispute.labour", parties=parties, today=TODAY) == []


def test_whoever_speaks_of_the_childs_will_anywhere_has_thought_of_it() -> None:
    lives, visits = saying("小王由王某抚养"), saying("每周六探望小王,以小王的意愿为准")

    assert codes(lives) == {"childs_interest"}
    assert codes(lives, visits) == set()


def test_a_party_may_be_bound_and_a_stranger_may_not() -> None:
    pays = saying("由张某承担鉴定费,2026年12月31日前付清5000元")

    assert "outsider" not in codes(pays)
    assert "outsider" in codes(replace(pays, does=pays.does.replace("张某", "赵某")))


def test_grave_ones_come_first_and_each_once() -> None:
    found = read(PAYMENT, replace(PAYMENT, how="", by=None, does="尽快支付修理费,尽快付清"))

    assert [(one.code, one.term, one.grave) for one in found] == [
        ("no_day", 1, True),
        ("vague", 1, False),
        ("no_way", 1, False),
    ]


def test_a_name_with_a_joining_word_in_it_stays_whole() -> None:
    pays = replace(PAYMENT, who="王和平和张与时")
    parties = ("王和平", "张与时")

    assert check([pays], category="dispute.debt", parties=parties, today=TODAY) == []
    assert [one.code for one in check([pays], category="dispute.debt", parties=parties[:1], today=TODAY)] == [
        "stranger"
    ]


def test_a_school_that_is_a_party_may_be_called_the_school() -> None:
    mends = Term("某小学", "学校应当在2026年12月31日前修好围栏,达到无尖角", "王某")

    assert check([mends], category="dispute.school", parties=["某小学", "王某"], today=TODAY) == []
    assert "outsider" in {one.code for one in read(mends)}
