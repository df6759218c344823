"""Who serves in 东街. Those with a password are the cast a newcomer can sign in as; nobody here is real."""

from dataclasses import dataclass
from datetime import date

from lianxin.org.public import DutyKind

SINCE = date(2023, 6, 30)  # everybody serves from this day on
CITY = "1404"
COUNTY = "140403"
TOWN = "140403001"
CHENGHUANG = "140403001004"  # 城隍庙社区
NEXT_COUNTY = "140404"

GRID, HANDLER, HEAD = DutyKind.GRID_OFFICER, DutyKind.HANDLER, DutyKind.UNIT_HEAD
MEDIATOR, GUIDE = DutyKind.MEDIATOR, DutyKind.MEDIATION_GUIDE
DISPATCHER, OVERSEER, KEEPER = DutyKind.DISPATCHER, DutyKind.OVERSEER, DutyKind.KEEPER


@dataclass(frozen=True)
class Role:
    """A duty of one of the cast: in the unit of `kind` that stands in `area`, over `over`."""

    kind: str
    area: str
    title: str
    duty: str
    over: str


@dataclass(frozen=True)
class Member:
    username: str
    name: str
    roles: tuple[Role, ...] = ()
    administrator: str = ""


CAST = (
    Member(
        "liwangge",
        "李网格员",
        (Role("community_committee", CHENGHUANG, "网格员", GRID, CHENGHUANG),),
    ),
    Member(
        "majuwei",
        "马主任",
        (
            Role("community_committee", CHENGHUANG, "社区主任", HEAD, CHENGHUANG),
            Role("community_committee", CHENGHUANG, "社区工作者", HANDLER, CHENGHUANG),
        ),
    ),
    Member(
        "zhaojing",
        "赵警官",
        (Role("police_station", TOWN, "社区民警", HANDLER, TOWN),),
    ),
    Member(
        "gaosuozhang",
        "高所长",
        (Role("police_station", TOWN, "所长", HEAD, TOWN),),
    ),
    Member(
        "chentiaojie",
        "陈调解员",
        (
            Role("mediation_committee", CHENGHUANG, "人民调解员", HANDLER, CHENGHUANG),
            Role("mediation_committee", CHENGHUANG, "人民调解员", MEDIATOR, CHENGHUANG),
        ),
    ),
    Member(
        "qintiaojie",
        "秦调解员",
        (Role("mediation_committee", CHENGHUANG, "人民调解员", MEDIATOR, CHENGHUANG),),
    ),
    Member(
        "yansifa",
        "颜所长",
        (Role("justice_office", TOWN, "司法所长", GUIDE, TOWN),),
    ),
    Member(
        "zhengchengguan",
        "郑队员",
        (Role("urban_management", TOWN, "执法队员", HANDLER, TOWN),),
    ),
    Member(
        "qianpaiqian",
        "钱派遣",
        (Role("governance_centre", TOWN, "派遣员", DISPATCHER, TOWN),),
    ),
    Member(
        "luxianpai",
        "卢派遣",
        (Role("governance_centre", COUNTY, "派遣员", DISPATCHER, COUNTY),),
    ),
    Member(
        "shipaiqian",
        "石派遣",
        (Role("governance_centre", CITY, "派遣员", DISPATCHER, CITY),),
    ),
    Member(
        "zhouzhuren",
        "周主任",
        (Role("governance_centre", COUNTY, "督办员", OVERSEER, COUNTY),),
    ),
    Member(
        "wuguanli",
        "吴管理",
        (Role("platform_office", "", "业务管理员", KEEPER, ""),),
    ),
    Member("xitong", "系统管理员 秦", administrator="system"),
    Member("anquan", "安全管理员 尤", administrator="security"),
    Member("shenji", "审计管理员 许", administrator="audit"),
)
# From the next county: what they may see of 东街 is nothing.
OUTSIDER = Member(
    "wailai",
    "邻县 韩派遣",
    (Role("governance_centre", NEXT_COUNTY, "派遣员", DISPATCHER, NEXT_COUNTY),),
)
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡"
    "余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯"
    "龙史陶黎贺顾毛郝龚邵万钱严"
)
