"""What a party to a dispute reads and writes by their own code. Who applies does so before the real server;
how it looks once others have done their part is drawn from the same template (`Eyes.sketch`)."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.template.loader import render_to_string

from browser.everypage.eyes import SAME, Eyes, Sight, seen, sent
from lianxin.kernel import clock
from lianxin.mediation.contracts import Person, Ref
from lianxin.mediation.lifecycle import TABLE, Relation, State
from lianxin.mediation.queries import told
from lianxin.mediation.queries.own import Own
from lianxin.mediation.queries.procedure import Procedure
from lianxin.mediation.terms import Term
from lianxin.mediation.web.own_page import page_of
from lianxin.org.public import RoadCard
from lianxin.shell.town.cast import CHENGHUANG, COUNTY

ACCOUNT = "楼上卫生间漏水,泡了我家吊顶和一面墙,说了两次,一直没有修。"
ME, OTHER = UUID(int=1), UUID(int=2)
FORM = {"account": ACCOUNT, "area": CHENGHUANG, "name": "周大姐"}


def code(eyes: Eyes) -> str:
    """The code of an application made for this list."""
    if "party" not in eyes.known:
        made = eyes.others("").send("/t/apply/", "/t/apply/", id=str(uuid4()), phone="13800001234", **FORM)
        eyes.known["party"] = made.page.locator("#code").inner_text()
    return eyes.known["party"]


def procedure(state: State, today: date) -> Procedure:
    now = clock.now()
    dues = [
        told.DueTold("mediate", "调解结束", today + timedelta(days=12), None, False),
        told.DueTold("first_sitting", "第一次调解", today - timedelta(days=2), None, True),
        told.DueTold("answer", "答复是否受理", today - timedelta(days=5), now, False),
    ]
    road = RoadCard(
        "dispute.property", "court", "诉讼", "漏水房子所在地的区人民法院", "三年内", "身份证、照片、报价单",
        "按标的收费,可申请减免", "不服判决十五日内上诉", "民事诉讼法第三十四条", today, None,
    )  # fmt: skip
    return Procedure(
        ref=Ref(COUNTY, UUID(int=3)),
        number="(2026)城人调字第12号",
        state=state,
        state_label=str(state.label),
        category="dispute.property",
        area=CHENGHUANG,
        place_name="城隍庙社区",
        source_label="当事人申请",
        sender_label="当事人自己",
        concerns_police=False,
        committee=UUID(int=4),
        committee_name="城隍庙社区人民调解委员会",
        mediator=UUID(int=5),
        mediator_name="陈调解员",
        colour="yellow",
        reasons=("dependent", "home_lost"),
        received_at=now,
        taken_at=now,
        agreed_at=now,
        ended_at=None,
        version=7,
        matter=None,
        destroyed=False,
        dues=dues,
        roads=[road],
        verbs=tuple(step.verb for step in TABLE.offered(state, {Relation.PARTY})),
    )


def steps() -> list[told.StepTold]:
    now, mediator = clock.now(), "城隍庙社区人民调解委员会 人民调解员 陈调解员"
    return [
        told.StepTold("register", "登记", "申请人 周大姐", "", {}, now - timedelta(days=6), "registered"),
        told.StepTold("take", "受理", mediator, "", {}, now - timedelta(days=5), "invited"),
        told.StepTold("write", "留言", "周大姐", "周三要上夜班,换周四行不行", {}, now, "mediating"),
    ]


def agreement(today: date) -> told.AgreementTold:
    pay = Term("李先生", "付修吊顶和刷墙的钱", "周大姐", Decimal("3800.00"), today, how="微信转账")
    mend = Term("李先生", "请人把漏水的管子换掉", by=today)
    paint = Term("周大姐", "修好以后不再追究")
    kept = told.PromiseTold(1, pay, pay.amount, today, today, clock.now(), "转账截图", False, str(OTHER))
    late = told.PromiseTold(2, mend, None, today - timedelta(days=1), None, None, "", True)
    open_ = told.PromiseTold(3, paint, None, None, None, None, "", False)
    now = clock.now()
    return told.AgreementTold(
        UUID(int=6),
        1,
        False,
        "楼上管子老化漏水。",
        (pay, mend, paint),
        now,
        now,
        frozenset(),
        (kept, late, open_),
    )


def drawn(state: State, will: str) -> Own:
    today = clock.local(clock.now()).date()
    me = told.PartyTold(ME, 1, "applicant", "申请人", Person("周大姐"), None, False, will, None)
    him = told.PartyTold(OTHER, 2, "respondent", "被申请人", Person("李先生"), None, False, "yes", None)
    meeting = told.SittingTold(
        UUID(int=7), 1, clock.now() + timedelta(days=2), False, "社区二楼调解室", "", (),
        False, "", "还没有开", 1, None,
    )  # fmt: skip
    looks = [told.LookTold("城隍庙社区人民调解委员会 人民调解员 陈调解员", "file", "", clock.now())] * 3
    looks.append(told.LookTold("东街司法所 司法所长 颜所长", "file", "当事人投诉,核实", clock.now()))
    return Own(
        me, procedure(state, today), ACCOUNT, "把管子修好,赔吊顶的钱", [him], steps(),
        [meeting] if will == "yes" else [], agreement(today) if state == State.AGREED else None, looks, [],
    )  # fmt: skip


def sight(name: str, state: State, will: str) -> Sight:
    def draw(request: HttpRequest) -> str:
        page = page_of(drawn(state, will), "0123456789", None, now=clock.now()) | {"kind": "物业纠纷"}
        return render_to_string("mediation/own/own.html", page, request)

    return Sight(name, "", lambda eyes: eyes.sketch(draw))


PARTIES: tuple[Sight, ...] = (
    seen("party-find", "", "/t/", "mediation:find"),
    seen("party-find-wrong", "", "/t/?code=WRONGWRONG"),
    seen("apply", "", "/t/apply/", "mediation:apply"),
    sent("apply-refused", "", "/t/apply/", "/t/apply/", account=""),
    sent(
        "apply-which-place", "", "/t/apply/", "/t/apply/", account=ACCOUNT, name="周大姐", area_words="社区"
    ),
    sent(
        "apply-danger",
        "",
        "/t/apply/",
        "/t/apply/",
        **{**FORM, "account": "他拿刀威胁我,说要打死我"},
        id=SAME,
    ),
    Sight("applied", "", lambda eyes: eyes.at(f"/t/{code(eyes)}/applied/"), ("mediation:applied",)),
    Sight("party", "", lambda eyes: eyes.at(f"/t/{code(eyes)}/"), ("mediation:own",)),
    Sight(
        "party-refused",
        "",
        lambda eyes: eyes.send(f"/t/{code(eyes)}/", f"/t/{code(eyes)}/complain/", seen="1", reason=""),
        ("mediation:own_speak",),
    ),
    Sight("party-data", "", lambda eyes: eyes.at(f"/t/{code(eyes)}/mine/"), ("mediation:mine",)),
    Sight(
        "party-data-refused",
        "",
        lambda eyes: eyes.send(at := f"/t/{code(eyes)}/mine/", f"{at}correct/", name="", phone="1"),
        ("mediation:mine_correct",),
    ),
    sight("party-asked", State.INVITED, ""),
    sight("party-talks", State.MEDIATING, "yes"),
    sight("party-agreed", State.AGREED, "yes"),
)
