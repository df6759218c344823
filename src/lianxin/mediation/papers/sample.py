"""Two files that try a template: one that says everything, one that says nothing. Our own words. Pure."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from lianxin.mediation.papers.contents import (
    Confirmation,
    Exhibit,
    FileContents,
    Inquiry,
    PoliceMatter,
    Receipt,
    Side,
    SittingRecord,
    VisitRecord,
)
from lianxin.mediation.terms import Instalment, Term

_CHINA = ZoneInfo("Asia/Shanghai")


def _at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=_CHINA)


EMPTY = FileContents(rights=(), duties=())
_PARTIES = (
    Side(
        role="申请人",
        name="王秀兰",
        sex="女",
        age="六十三岁",
        work="退休",
        contact="见登记",
        address="东街社区槐荫巷四号院二单元一〇二室",
        represented_by="王小满（女儿）",
        mandate="代为陈述、协商；签署协议须本人到场。",
    ),
    Side(
        role="被申请人",
        name="李建国",
        sex="男",
        age="四十一岁",
        work="装修工",
        contact="见登记",
        address="东街社区槐荫巷四号院二单元二〇二室",
        represented_by="何律师（东街司法所值班律师）",
        mandate="代为协商。",
    ),
)
_SITTINGS = (
    SittingRecord(
        at=_at(11, 12, 15, 30),
        place="东街社区调解室",
        present="王秀兰、王小满、李建国、楼长赵玉珍",
        rights_told="已当面告知，各方无异议，不申请回避。",
        said=(
            "调解员：今天请两家坐下来，把漏水的事说清楚。先听王阿姨讲。\n"
            "王秀兰：九月起卧室屋顶就往下滴水，墙皮掉了一大片，跟楼上说了三回。\n"
            "李建国：我白天在工地，不知道这么严重；水管是装修时换的，可能接头松了。\n"
            "楼长赵玉珍：我去两家都看过，楼上卫生间的地漏边上有水印。"
        ),
        result="双方同意先查清漏点，三日后再谈修复和补偿。",
    ),
    SittingRecord(
        at=_at(11, 15, 9, 5),
        place="东街社区调解室",
        present="王秀兰、李建国",
        rights_told="重申上次告知的内容。",
        said="李建国：漏点找到了，是接头松动，我已经换好。\n王秀兰：那就把墙补好，再算算误工。",
        result="双方达成协议。",
    ),
)
_TERMS = (
    Term(
        who="李建国",
        does="换好卫生间漏水的接头，并做闭水试验",
        by=date(2026, 11, 20),
        how="自行施工",
        where="二〇二室",
    ),
    Term(
        who="李建国",
        does="赔偿墙面修复和误工损失",
        to="王秀兰",
        amount=Decimal("1800.50"),
        by=date(2027, 1, 31),
        how="转账",
        where="东街社区",
        parts=(
            Instalment(Decimal("1000.00"), date(2026, 12, 31)),
            Instalment(Decimal("800.50"), date(2027, 1, 31)),
        ),
    ),
    Term(who="王秀兰", does="收到全部款项后不再就此事提出其他要求。"),
)
FULL = FileContents(
    committee="东街社区人民调解委员会",
    number="（2026）东调字第12号",
    title="王秀兰与李建国漏水纠纷",
    category="邻里纠纷",
    source="当事人申请",
    mediators=("陈守义", "孙慧敏"),
    recorder="周晓燕",
    parties=_PARTIES,
    account=(
        "二〇二室卫生间漏水，渗入楼下一〇二室卧室，墙面起皮约6平方米。\n"
        "楼下住户三次上门说明，楼上住户因白天不在家，未能及时处理，双方在楼道发生争执，经楼长劝开。"
    ),
    facts=(
        "二〇二室卫生间水管接头松动漏水，使一〇二室卧室墙面起皮约6平方米；双方为此在楼道争执过一次，没有人受伤。"
    ),
    points="双方对漏水原因没有争议，对墙面修复的费用和误工损失有争议；楼上住户同意承担主要责任。",
    requests=("修好漏水的管道。", "恢复卧室墙面原状，或者赔偿修复费用。", "补偿误工一天的损失。"),
    applied_on=date(2026, 11, 8),
    taken_on=date(2026, 11, 9),
    rights_told_on=date(2026, 11, 10),
    inquiries=(
        Inquiry(
            at=_at(11, 11, 10, 20),
            place="槐荫巷四号院",
            by="陈守义、孙慧敏",
            asked="赵玉珍",
            said="问：您见过漏水的情况吗？\n答：见过，卧室东墙湿了半面，地上放着两个盆。",
        ),
    ),
    evidence=(
        Exhibit("卧室墙面照片六张", "王秀兰", "照片", "存于本卷"),
        Exhibit("管道维修收据", "李建国", "复印件", "与原件核对无异"),
    ),
    sittings=_SITTINGS,
    terms=_TERMS,
    agreed_on=date(2026, 11, 16),
    copies=3,
    receipts=(
        Receipt(date(2026, 11, 20), "李建国", "换接头，闭水试验一天不漏", None, "现场照片"),
        Receipt(date(2026, 12, 30), "李建国", "第一期赔偿款", Decimal("1000.00"), "转账凭证"),
        Receipt(date(2027, 1, 29), "李建国", "第二期赔偿款", Decimal("800.50"), "收条"),
    ),
    visits=(
        VisitRecord(
            on=date(2027, 2, 17),
            whom="王秀兰",
            by="孙慧敏",
            kept="两期款项都已收到，墙面重新刷过。",
            content="满意，两家见面打招呼。",
            later="没有。",
            signs="没有发现协议有误，也没有反复。",
            steps="不需要进一步措施。",
        ),
    ),
    confirmation=Confirmation("东城区人民法院", date(2026, 11, 25), "裁定协议有效。"),
    police=PoliceMatter(
        station="东街派出所",
        number="第0917号",
        incident="双方因漏水在楼道推搡，李建国抓伤王秀兰手背，伤情轻微，当场被劝开。",
        performed_on=date(2027, 1, 30),
        applied_on=date(2027, 2, 1),
        opinion="认可。",
    ),
    outcome="双方达成书面协议，已全部履行。",
    opened_on=date(2026, 11, 7),
    closed_on=date(2027, 2, 18),
    filed_by="周晓燕的案卷组",
    filed_on=date(2027, 2, 20),
    retention="长期",
    remark="照片另存光盘一张。",
    exported="东街司法所 张指导员 2027年2月21日10时08分 导出",
)
