"""Other offices' rows, in and out."""

from uuid import uuid4

from browser.everypage.eyes import Eyes, Sight, seen, sent
from lianxin.shell.town.cast import COUNTY

MEANT = ("number", "text", "category", "area", "made_at", "phone", "status")
HEADING = "工单编号,诉求内容,诉求类型,所属社区,来电时间,联系电话,工单状态\n"
BOOK = (
    "gongdan.csv",
    HEADING
    + "CZ2026112700101,城隍庙广场北口的井盖坏了一块,市政设施,城隍庙社区,2026-11-20 09:30,13800138000,待办理\n"
    + "CZ2026112700102,楼道里有很浓的煤气味像是煤气泄漏,公用事业,城隍庙社区,2026-11-21 20:10,,待办理\n"
    + "CZ2026112700103,路灯三天不亮,市政设施,月亮社区,2026-11-22 19:00,,办理中\n"
    + ",夜里施工太吵,噪声,城隍庙社区,前天晚上,13800138001,待办理\n",
)
EMPTY_BOOK = ("empty.csv", HEADING)


def source(eyes: Eyes) -> str:
    """The county's hotline, named for this list."""
    if "source" not in eyes.known:
        told = {"name": "市12345", "code": f"sz{uuid4().hex[:6]}", "channel": "hotline", "area": COUNTY}
        page = eyes.others("luxianpai").send("/exchange/", "/exchange/", **told).page
        eyes.known["source"] = page.url.partition("?")[0].removeprefix(eyes.base)
    return eyes.known["source"]


def uploaded(eyes: Eyes, name: str, file: tuple[str, str]) -> str:
    """A file of it, sent once; where it waits."""
    if name not in eyes.known:
        page = eyes.others("luxianpai").send(source(eyes), source(eyes), file).page
        eyes.known[name] = page.url.partition("?")[0].removeprefix(eyes.base)
    return eyes.known[name]


def settled(eyes: Eyes, address: str) -> Eyes:
    """Once the worker has done its part: the page that waits shows itself anew."""
    eyes.at(address).page.locator("[data-progress]").wait_for(state="detached", timeout=20000)
    return eyes


def matched(eyes: Eyes, name: str, file: tuple[str, str]) -> str:
    at = uploaded(eyes, name, file)
    if f"{name} matched" not in eyes.known:
        told = {f"column_{i}": field for i, field in enumerate(MEANT)}
        eyes.others("luxianpai").send(at, f"{at}match/", None, **told)
        eyes.known[f"{name} matched"] = at
    return at


def brought_in(eyes: Eyes, name: str, file: tuple[str, str]) -> None:
    at = matched(eyes, name, file)
    if f"{name} in" not in eyes.known:
        settled(eyes.others("luxianpai"), at).send("", f"{at}confirm/")
        eyes.known[f"{name} in"] = at
    settled(eyes, at)


OFFICES: tuple[Sight, ...] = (
    seen("exchange-start", "qianpaiqian", "/exchange/", "exchange:home"),
    Sight("exchange", "luxianpai", lambda eyes: (source(eyes), eyes.at("/exchange/"))),
    sent("exchange-refused", "luxianpai", "/exchange/", "/exchange/", name="", code="Bad Code"),
    seen("exchange-not-mine", "liwangge", "/exchange/"),
    Sight("source", "luxianpai", lambda eyes: eyes.at(source(eyes)), ("exchange:source",)),
    Sight("source-no-table", "luxianpai", lambda e: e.send(source(e), source(e), ("a.csv", "<html>"))),
    Sight("source-found", "luxianpai", lambda eyes: eyes.at(source(eyes) + "?number=CZ2026112700101")),
    Sight(
        "source-settings-refused",
        "luxianpai",
        lambda eyes: eyes.send(source(eyes), f"{source(eyes)}settings/", None, name=""),
        ("exchange:settings",),
    ),
    Sight("match", "luxianpai", lambda e: e.at(uploaded(e, "asked", BOOK)), ("exchange:batch",)),
    Sight(
        "match-refused",
        "luxianpai",
        lambda e: e.send(at := uploaded(e, "asked", BOOK), f"{at}match/", None, column_0="text"),
        ("exchange:match",),
    ),
    Sight("import-checked", "luxianpai", lambda eyes: settled(eyes, matched(eyes, "tried", BOOK))),
    Sight("import-taken", "luxianpai", lambda eyes: brought_in(eyes, "taken", BOOK)),
    Sight("import-no-rows", "luxianpai", lambda eyes: settled(eyes, matched(eyes, "empty", EMPTY_BOOK))),
    seen("export", "luxianpai", "/matters/export/", "exchange:export"),
    sent("export-no-reason", "luxianpai", "/matters/export/", "/matters/export/", contacts="on"),
)
