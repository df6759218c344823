"""Those who serve: what waits, the list, the search, a matter, oversight."""

from collections.abc import Callable
from uuid import uuid4

from browser.everypage.alike import repeated, told_together
from browser.everypage.eyes import Eyes, Sight, seen, sent
from browser.everypage.residents import code
from lianxin.shell.town.cast import CHENGHUANG, COUNTY, TOWN


def matter(who: str) -> Callable[[Eyes], str]:
    return lambda eyes: eyes.link(who, "/needle/", ".matter-words")


def with_contact(eyes: Eyes) -> str:
    """That report, as the officer opens it whose unit it went to."""
    code(eyes)
    return eyes.link("zhaojing", "/needle/", ".matter-words:has-text('斑马线')")


def slip(eyes: Eyes) -> None:
    """What whoever took it down reads to a caller whose telephone takes no messages."""
    told = {"id": str(uuid4()), "text": "李大爷说楼道灯不亮", "area": CHENGHUANG, "channel": "call"}
    eyes.send("/matters/new/", "/matters/new/", phone="0355-5551234", read_out="on", **told)


SERVING: tuple[Sight, ...] = (
    seen("needle", "zhengchengguan", "/needle/", "matters:needle"),
    seen("needle-done", "zhengchengguan", "/needle/?done=finish"),
    seen("needle-grid", "liwangge", "/needle/"),
    seen("needle-dispatcher", "qianpaiqian", "/needle/"),
    seen("needle-empty", "wuguanli", "/needle/"),
    seen("take-down", "liwangge", "/matters/new/", "matters:take_down"),
    sent("take-down-refused", "liwangge", "/matters/new/", "/matters/new/", text=""),
    Sight("slip", "liwangge", slip, ("matters:slip",)),
    seen("list", "zhouzhuren", "/matters/", "matters:list"),
    seen("list-nothing", "liwangge", "/matters/?state=merged&category=facility.telecom"),
    seen("list-empty", "wuguanli", "/matters/"),
    seen("search", "zhouzhuren", "/search/?q=坏", "matters:search"),
    seen("search-apart", "qianpaiqian", "/search/?q=东街路灯"),
    seen("search-many", "luxianpai", "/search/?q=的&state=rated"),
    seen("search-number", "qianpaiqian", "/search/?q=53NPGF4"),
    seen("search-code", "qianpaiqian", "/search/?q=0Y4YA1BNNV"),
    seen("search-start", "liwangge", "/search/"),
    seen("search-nothing", "liwangge", "/search/?q=龘䨻&state=merged"),
    seen("search-refused", "liwangge", "/search/?q=*"),
    Sight(
        "matter-handler",
        "zhengchengguan",
        lambda eyes: eyes.at(matter("zhengchengguan")(eyes)),
        ("matters:matter",),
    ),
    Sight("matter-dispatcher", "qianpaiqian", lambda eyes: eyes.at(matter("qianpaiqian")(eyes))),
    Sight("matter-alike", "qianpaiqian", lambda eyes: eyes.at(repeated(eyes))),
    Sight("matter-together", "qianpaiqian", told_together),
    Sight("matter-grid", "liwangge", lambda eyes: eyes.at(matter("liwangge")(eyes) + "?done=verify")),
    Sight(
        "matter-refused",
        "zhengchengguan",
        lambda eyes: eyes.send(at := matter("zhengchengguan")(eyes), at + "send_back/", reason=""),
        ("matters:speak",),
    ),
    Sight(
        "matter-reveal-refused",
        "zhaojing",
        lambda eyes: eyes.send(at := with_contact(eyes), at + "contact/", reason=""),
        ("matters:reveal",),
    ),
    Sight(
        "matter-revealed",
        "zhaojing",
        lambda eyes: eyes.send(at := with_contact(eyes), at + "contact/", reason="回电问时间"),
    ),
    seen("follow-ups", "qianpaiqian", "/follow-ups/", "matters:follow_ups"),
    seen("follow-ups-none", "wailai", "/follow-ups/"),
    seen("follow-ups-refused", "zhaojing", "/follow-ups/"),
    seen("oversight", "zhouzhuren", f"/oversight/{COUNTY}/", "matters:oversight_of"),
    seen("oversight-shelved", "zhouzhuren", f"/oversight/{COUNTY}/?cause=shelved"),
    seen("oversight-none", "qianpaiqian", f"/oversight/{TOWN}/?cause=unled"),
    seen("oversight-refused", "zhaojing", f"/oversight/{COUNTY}/"),
)
