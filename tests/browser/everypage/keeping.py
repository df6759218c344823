"""Keeping the house: duties, units, categories, places, the calendar, the channels."""

from browser.everypage.eyes import Eyes, Sight, seen, sent
from lianxin.shell.town.cast import CHENGHUANG, COUNTY, TOWN

OUTSIDE = "140404001001"  # a village of the next county: nobody serves there, and it has no outline
DIVISIONS = ("divisions.csv", "代码,名称\n140403001099,新安社区\nabc,写错的一行\n")
MEMBERS = ("members.csv", "姓名,种类,服务区域\n新来的,没有这一种,140403001004\n")
DUTIES = ("duties.csv", "编号,事项类别\n1,没有这一类\n")
CROSSED = (
    "grids.geojson",
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon",'
    '"coordinates":[[[113.10,36.18],[113.13,36.18],[113.13,36.21],[113.10,36.18]]]}}]}',
)


def unit(eyes: Eyes) -> str:
    return eyes.link("wuguanli", f"/units/?area={TOWN}", "main .units a[href^='/units/']")


def member(eyes: Eyes) -> str:
    return eyes.link("yansifa", "/panel/", "main .units a[href^='/panel/']")


def robot(eyes: Eyes) -> str:
    return f"/channels/dingtalk/{unit(eyes).split('/')[2]}/"


KEEPING: tuple[Sight, ...] = (
    seen("duties", "wuguanli", f"/duties/?area={COUNTY}", "org:duties"),
    seen("duties-start", "wuguanli", "/duties/"),
    seen("duties-cell", "zhouzhuren", f"/duties/?area={COUNTY}&cell=dispute:9"),
    seen("duties-only-faulty", "wuguanli", "/duties/?area=1404&wrong=1"),
    seen("duties-import", "wuguanli", "/duties/import/", "org:duties-import"),
    seen("roads", "", "/roads/", "org:roads"),
    seen("roads-kept", "wuguanli", "/roads/"),
    seen("road", "", "/roads/dispute.labour/", "org:road"),
    seen("road-family", "", "/roads/dispute.family/"),
    seen("roads-import", "wuguanli", "/roads/import/", "org:roads-import"),
    sent("duties-import-tried", "wuguanli", "/duties/import/", "/duties/import/", file=DUTIES),
    seen("panel", "wuguanli", "/panel/", "mediation:panel"),
    seen("panel-guide", "yansifa", "/panel/?done=name"),
    seen("panel-not-mine", "liwangge", "/panel/"),
    seen("panel-new", "yansifa", "/panel/new/", "mediation:panel-new"),
    sent("panel-new-refused", "yansifa", "/panel/new/", "/panel/new/", name="", area="9", cap="0"),
    Sight("panel-member", "yansifa", lambda eyes: eyes.at(member(eyes)), ("mediation:panel-member",)),
    Sight(
        "panel-end-refused",
        "yansifa",
        lambda eyes: eyes.send(at := member(eyes), at + "end/", ends_on="2020-01-01"),
        ("mediation:panel-end",),
    ),
    seen("panel-kinds", "wuguanli", "/panel/kinds/", "mediation:panel-kinds"),
    sent("panel-kinds-refused", "wuguanli", "/panel/kinds/", "/panel/kinds/", code="Bad", name=""),
    sent(
        "panel-kind-kept",
        "wuguanli",
        "/panel/kinds/",
        "/panel/kinds/station_chief/drop/",
        "mediation:panel-kind-drop",
    ),
    seen("paper-templates", "wuguanli", "/paper-templates/", "mediation:paper_templates"),
    seen("paper-template", "wuguanli", "/paper-templates/agreement/", "mediation:paper_template"),
    sent(
        "paper-template-refused",
        "wuguanli",
        "/paper-templates/note/",
        "/paper-templates/note/",
        file=("own.typ", "#put(d.salary)"),
    ),
    seen("panel-import", "yansifa", "/panel/import/", "mediation:panel-import"),
    sent("panel-import-tried", "yansifa", "/panel/import/", "/panel/import/", file=MEMBERS),
    seen("units", "wuguanli", f"/units/?area={TOWN}", "org:units"),
    seen("units-start", "wuguanli", "/units/"),
    seen("units-empty", "liwangge", f"/units/?area={OUTSIDE}"),
    seen("unit-new", "wuguanli", f"/units/new/?area={TOWN}", "org:unit-new"),
    sent(
        "unit-new-refused",
        "wuguanli",
        f"/units/new/?area={TOWN}",
        f"/units/new/?area={TOWN}",
        area=TOWN,
        name="",
    ),
    Sight("unit", "wuguanli", lambda eyes: eyes.at(unit(eyes)), ("org:unit",)),
    Sight("unit-done", "wuguanli", lambda eyes: eyes.at(unit(eyes) + "?done=appoint")),
    Sight(
        "unit-refused",
        "wuguanli",
        lambda eyes: eyes.send(at := unit(eyes), at + "rename/", name=""),
        ("org:unit-change",),
    ),
    seen("categories", "wuguanli", "/categories/", "org:categories"),
    sent("categories-refused", "wuguanli", "/categories/", "/categories/", code="Bad Code", name=""),
    seen("categories-not-mine", "liwangge", "/categories/"),
    seen("divisions", "wuguanli", "/divisions/?area=", "territory:divisions"),
    seen("divisions-start", "wuguanli", "/divisions/"),
    seen("divisions-county", "wuguanli", f"/divisions/?area={COUNTY}"),
    seen("divisions-community", "wuguanli", f"/divisions/?area={CHENGHUANG}"),
    seen("divisions-found", "wuguanli", "/divisions/?q=城隍庙"),
    seen("divisions-none", "wuguanli", "/divisions/?q=没有这里"),
    seen("divisions-import", "wuguanli", "/divisions/import/", "territory:divisions_import"),
    sent(
        "divisions-import-tried",
        "wuguanli",
        "/divisions/import/",
        "/divisions/import/",
        file=DIVISIONS,
        valid_from="2026-12-01",
    ),
    seen("grids", "wuguanli", "/grids/", "territory:grids"),
    seen("grids-found", "wuguanli", "/grids/?q=东街"),
    seen("grids-none", "wuguanli", "/grids/?q=没有这里"),
    seen("grid-map", "wuguanli", f"/grids/{CHENGHUANG}/", "territory:grid_map"),
    seen("grid-map-done", "wuguanli", f"/grids/{CHENGHUANG}/?done=draw"),
    seen("grid-map-without", "wuguanli", f"/grids/{OUTSIDE}/"),
    seen("grid-preview", "wuguanli", f"/grids/{CHENGHUANG}/?parts=5"),
    seen("grid-preview-wrong", "wuguanli", f"/grids/{CHENGHUANG}/?parts=99"),
    sent(
        "grid-faults",
        "wuguanli",
        f"/grids/{CHENGHUANG}/",
        f"/grids/{CHENGHUANG}/file/",
        "territory:grid_file",
        file=CROSSED,
        system="wgs84",
    ),
    seen("calendar", "wuguanli", "/calendar/", "deadlines:calendar"),
    seen("calendar-later", "wuguanli", "/calendar/2031/", "deadlines:year"),
    sent("calendar-refused", "wuguanli", "/calendar/2026/", "/calendar/2026/", day="", working="1"),
    seen("service-times", "wuguanli", "/service-times/", "deadlines:service_times"),
    seen("service-times-change", "wuguanli", "/service-times/?code=urgent"),
    sent(
        "service-times-refused",
        "wuguanli",
        "/service-times/",
        "/service-times/change/",
        "deadlines:change_service_time",
        code="",
    ),
    sent(
        "ladder-refused",
        "wuguanli",
        "/service-times/",
        "/service-times/ladder/",
        "deadlines:change_ladder",
        green="0",
    ),
    seen("undelivered", "wuguanli", "/undelivered/", "notices:undelivered"),
    seen("carriers", "wuguanli", "/channels/?area=140403001", "notices:carriers"),
    seen("carriers-not-mine", "liwangge", "/channels/"),
    seen("carrier", "wuguanli", "/channels/email/", "notices:carrier"),
    sent("carrier-refused", "wuguanli", "/channels/sms/", "/channels/sms/", url="http://sms", fields="a=b"),
    Sight("unit-carrier", "wuguanli", lambda eyes: eyes.at(robot(eyes)), ("notices:unit_carrier",)),
    Sight(
        "unit-carrier-kept",
        "wuguanli",
        lambda eyes: eyes.send(at := robot(eyes), at, url="https://robot.invalid/send?key=k", secret="SEC1"),
    ),
    Sight(
        "unit-carrier-trial",
        "wuguanli",
        lambda eyes: eyes.send(at := robot(eyes), at + "trial/"),
        ("notices:unit_carrier_trial",),
    ),
    sent(
        "carrier-trial-refused",
        "wuguanli",
        "/channels/sms/",
        "/channels/sms/trial/",
        "notices:carrier_trial",
        address="not a number",
    ),
    sent("quiet-refused", "wuguanli", "/channels/", "/channels/quiet/", "notices:quiet", begins="23:30"),
    seen("undelivered-not-mine", "liwangge", "/undelivered/"),
)
