"""Every page there is, and how it is brought before a browser: for axe, and for whoever takes pictures.

`test_axe.py` compares this list with the addresses of the product: a page that stands in neither `SIGHTS` nor
`NO_PAGE` fails, so that none is added that nobody looks at.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Page

from lianxin.kernel import clock
from lianxin.kernel.errors import Busy
from lianxin.pages.limits import TooMany
from lianxin.pages.refusals import answer
from lianxin.shell.town.cast import CHENGHUANG, COUNTY, TOWN

SAME = "018f2f6e-0000-7000-8000-000000000000"
NOBODY = f"{'0' * 8}-0000-0000-0000-{'0' * 12}"
OUTSIDE = "140404001001"  # a village of the next county: nobody serves there, and it has no outline
SEND = """([action, fields, file]) => {
  const made = (tag, facts) => Object.assign(document.createElement(tag), facts);
  const form = made("form", { method: "post", action, enctype: "multipart/form-data" });
  const put = (name, value) => form.append(made("input", { type: "hidden", name, value }));
  const mark = document.querySelector("[name=csrfmiddlewaretoken]");
  if (mark && !("csrfmiddlewaretoken" in fields)) put("csrfmiddlewaretoken", mark.value);
  for (const [name, value] of Object.entries(fields)) put(name, value);
  if (file) {
    const input = made("input", { type: "file", name: "file" });
    const hand = new DataTransfer();
    hand.items.add(new File([file[1]], file[0]));
    input.files = hand.files;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}"""


@dataclass
class Eyes:
    """Somebody before a page. `others` lends the eyes of somebody else, `known` what was found on the way."""

    who: str
    page: Page
    base: str
    others: Callable[[str], "Eyes"]
    known: dict[str, str]
    english: bool = False

    def at(self, address: str) -> "Eyes":
        self.page.goto(self.base + address)
        return self

    def send(self, at: str, action: str, file: tuple[str, str] | None = None, /, **fields: str) -> "Eyes":
        """Send a form as the page `at` would, with whatever stands in it: what comes back is a page too."""
        if at:
            self.at(at)
        with self.page.expect_navigation():
            self.page.evaluate(SEND, [action, fields, file])
        return self

    def link(self, who: str, at: str, selector: str) -> str:
        """Where the first such link on another page leads; looked for once."""
        key = f"{who} {at} {selector}"
        if key not in self.known:
            page = self.others(who).at(at).page
            self.known[key] = page.locator(selector).first.evaluate("link => link.pathname + link.search")
        return self.known[key]

    def sketch(self, draw: Callable[[HttpRequest], str]) -> "Eyes":
        """A page that nobody can be made to see at will (the store away, too many at once): drawn here from
        the same template, and shown under an address of its own so that its styles come from the server."""
        request = RequestFactory().get("/needle/")
        request.user = AnonymousUser()
        with translation.override("en" if self.english else "zh-hans"):
            body = draw(request)
        address = f"{self.base}/sketch/"
        self.page.route(
            address, lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8")
        )
        self.page.goto(address)
        self.page.unroute(address)
        return self


Show = Callable[[Eyes], object]


@dataclass(frozen=True)
class Sight:
    """One page in one state: `views` are the names of the addresses that it shows."""

    name: str
    who: str
    show: Show
    views: tuple[str, ...] = field(default=())


def _at(name: str, who: str, address: str, *views: str) -> Sight:
    return Sight(name, who, lambda eyes: eyes.at(address), views)


def _sent(
    name: str, who: str, at: str, action: str, /, *views: str, file: Any = None, **fields: str
) -> Sight:
    return Sight(name, who, lambda eyes: eyes.send(at, action, file, **fields), views)


def code(eyes: Eyes) -> str:
    """The code of a report made for this list."""
    if "code" not in eyes.known:
        said = eyes.others("").send(
            "/",
            "/",
            id=str(uuid4()),
            text="幼儿园门口的斑马线磨没了,家长接送都不敢过",
            area=CHENGHUANG,
            phone="13800001234",
        )
        eyes.known["code"] = said.page.locator("#code").inner_text()
    return eyes.known["code"]


def matter(who: str) -> Callable[[Eyes], str]:
    return lambda eyes: eyes.link(who, "/needle/", ".matter-words")


def with_contact(eyes: Eyes) -> str:
    """That report, as the officer opens it whose unit it went to."""
    code(eyes)
    return eyes.link("zhaojing", "/needle/", ".matter-words:has-text('斑马线')")


DRAW = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 1600, height: 1200 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#c9c2b4"; pen.fillRect(0, 0, 1600, 1200);
  pen.fillStyle = "#3c3a36"; pen.beginPath(); pen.ellipse(800, 700, 420, 260, 0, 0, 7); pen.fill();
  pen.fillStyle = "#efece6"; pen.font = "160px sans-serif"; pen.fillText("晋D 12345", 180, 280);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const hand = new DataTransfer();
  hand.items.add(new File([blob], "well.png", { type: "image/png" }));
  const input = document.querySelector("#id_photos");
  input.files = hand.files;
  input.dispatchEvent(new Event("change"));
  await input.ready;
}"""


def chosen(eyes: Eyes) -> Page:
    """The report page with a photo that is not sent yet."""
    page = eyes.at("/").page
    page.evaluate(DRAW)
    return page


def photographed(eyes: Eyes) -> str:
    """The code of a report with a photo, drawn by the browser itself."""
    if "photographed" not in eyes.known:
        page = chosen(eyes.others(""))
        page.locator("[name=text]").fill("城隍庙广场北口井盖没了,晚上看不见")
        page.evaluate("area => { document.querySelector('[name=area]').value = area }", CHENGHUANG)
        page.locator(".say-send button").click()
        page.wait_for_url("**/said/**")
        eyes.known["photographed"] = page.locator("#code").inner_text()
    return eyes.known["photographed"]


def removing(eyes: Eyes) -> Page:
    """The same, about to take the photo back."""
    page = eyes.at(f"/p/{photographed(eyes)}/").page
    page.locator(".photo-remove summary").first.click()
    return page


def with_photo(eyes: Eyes) -> str:
    """That matter, as a dispatcher comes to it."""
    photographed(eyes)
    return eyes.link("qianpaiqian", "/matters/", ".matter-words:has-text('井盖没了')")


def cover(eyes: Eyes) -> str:
    return eyes.link("qianpaiqian", with_photo(eyes), ".photo-publish")


BOX = {"left": "8", "top": "8", "right": "62", "bottom": "26"}


NEIGHBOUR, AGAIN = "南大院西墙贴满小广告", "西墙又糊了一层牛皮癣小广告"


def neighbour(eyes: Eyes) -> None:
    """Has said it already."""
    if "neighbour" not in eyes.known:
        eyes.others("").send("/", "/", id=str(uuid4()), text=NEIGHBOUR, area=CHENGHUANG)
        eyes.known["neighbour"] = NEIGHBOUR


def said_twice(eyes: Eyes) -> None:
    """The page after sending what a neighbour has said before: no script asked while it was written."""
    neighbour(eyes)
    eyes.send("/", "/", id=str(uuid4()), text=AGAIN, area=CHENGHUANG)


def writing(eyes: Eyes, at: str) -> None:
    """Somebody writes what a neighbour has said, and has chosen the place: the page says so meanwhile."""
    neighbour(eyes)
    page = eyes.at(at).page
    page.locator("[name=text]").fill(AGAIN)
    page.locator("[name=area_words]").fill("城隍庙社区")
    page.locator("[data-suggestions] button").first.click()
    page.locator(".before").wait_for()
    page.evaluate("localStorage.clear()")  # no draft for whoever looks at an empty page next


def repeated(eyes: Eyes) -> str:
    """Two reports of one thing, as the dispatcher opens the later one: the address of it."""
    if "repeated" not in eyes.known:
        for words in ("东门的井盖裂了,一踩就翘", "东门那个窨井盖坏了,晃得厉害"):
            told = {"id": str(uuid4()), "text": words, "area": CHENGHUANG, "place": "公园东门"}
            eyes.others("").send("/", "/", **told)
        page = eyes.others("qianpaiqian").at("/matters/").page
        link = page.locator(".matter-words", has_text="窨井盖坏了,晃得厉害").first
        eyes.known["repeated"] = link.evaluate("link => link.pathname")
    return eyes.known["repeated"]


def told_together(eyes: Eyes) -> None:
    """A matter that two told, as its dispatcher reads it: both their words."""
    at = repeated(eyes)
    if "together" not in eyes.known:
        page = eyes.others("qianpaiqian").at(at).page
        eyes.known["together"] = page.locator("#same ~ article a").first.evaluate("link => link.pathname")
        into = page.locator("input[name=into][type=hidden]").first.input_value()
        eyes.others("qianpaiqian").send(at, at + "merge/", into=into, reason="同一个井盖")
    eyes.at(eyes.known["together"])


def unit(eyes: Eyes) -> str:
    return eyes.link("wuguanli", f"/units/?area={TOWN}", "main .units a[href^='/units/']")


def robot(eyes: Eyes) -> str:
    return f"/channels/dingtalk/{unit(eyes).split('/')[2]}/"


def person(eyes: Eyes) -> str:
    return eyes.link("anquan", "/people/?q=liwangge", "main table a")


def newcomer(eyes: Eyes) -> None:
    """The first sign-in of somebody whose phone is not known yet: the page that asks for their word."""
    if "newcomer" not in eyes.known:
        eyes.known["newcomer"] = f"xinlai-{uuid4().hex[:6]}"
        told = {"username": eyes.known["newcomer"], "name": "新来的"}
        page = eyes.others("anquan").send("/people/", "/people/register/", **told).page
        eyes.known["password"], eyes.known["word"] = page.locator("dd code").all_inner_texts()
    eyes.page.context.clear_cookies(name="sessionid")
    eyes.send("/sign-in/", "/sign-in/", username=eyes.known["newcomer"], password=eyes.known["password"])


def phone(eyes: Eyes) -> None:
    """The page with the picture to scan; the word is good once, so one sign-in shows it in both languages."""
    if "phone" in eyes.known:
        eyes.at("/sign-in/enrol/")
        return
    newcomer(eyes)
    eyes.send("", "/sign-in/enrol/", word=eyes.known["word"])
    eyes.known["phone"] = "shown"


def token(eyes: Eyes) -> None:
    """One's own, just made: the secret stands there once."""
    told = {"name": "夜里对账", "scopes": "matters:read", "per_minute": "60"}
    today = clock.local(clock.now()).date()
    days = {"valid_from": f"{today}", "valid_until": f"{today + timedelta(days=90)}"}
    eyes.send("/account/tokens/", "/account/tokens/", **told, **days)


def partner(eyes: Eyes) -> str:
    """An outside system, registered for this list."""
    if "partner" not in eyes.known:
        told = {"name": f"市12345热线 {uuid4().hex[:4]}", "contact": "市热线办 0355-5551234"}
        page = eyes.others("xitong").send("/partners/", "/partners/", areas=COUNTY, **told).page
        eyes.known["partner"] = page.url.partition("?")[0].removeprefix(eyes.base)
    return eyes.known["partner"]


def partner_token(eyes: Eyes) -> None:
    told = {"name": "日常对接", "scopes": "reports:write", "per_minute": "60"}
    today = clock.local(clock.now()).date()
    days = {"valid_from": f"{today}", "valid_until": f"{today + timedelta(days=90)}"}
    eyes.send(at := partner(eyes), at + "tokens/", **told, **days)


# An address in numbers asks no name server; nothing is sent there by a list of pages.
NEWS = {"name": "事情的进展", "url": "https://93.184.216.34/in", "kinds": "matter.closed"}


def hook(eyes: Eyes) -> str:
    """Where news goes, added for this list, with a trial that waits to go."""
    if "hook" not in eyes.known:
        at = f"/hooks/new/{partner(eyes).split('/')[2]}/"
        system = eyes.others("xitong")
        page = system.send(at, at, **{**NEWS, "name": f"事情的进展 {uuid4().hex[:4]}"}).page
        there = page.locator("main p a.button").get_attribute("href") or ""
        system.send(there, there + "ping/")
        eyes.known["hook"] = there
    return eyes.known["hook"]


def adding(eyes: Eyes) -> str:
    return f"/hooks/new/{partner(eyes).split('/')[2]}/"


def slip(eyes: Eyes) -> None:
    """What whoever took it down reads to a caller whose telephone takes no messages."""
    told = {"id": str(uuid4()), "text": "李大爷说楼道灯不亮", "area": CHENGHUANG, "channel": "call"}
    eyes.send("/matters/new/", "/matters/new/", phone="0355-5551234", read_out="on", **told)


def second(eyes: Eyes) -> None:
    eyes.page.context.clear_cookies(name="sessionid")
    eyes.at("/sign-in/").page.locator("[data-sample-town] summary").click()
    with eyes.page.expect_navigation():
        eyes.page.locator("[data-sample-town] form button").first.click()


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
DIVISIONS = ("divisions.csv", "代码,名称\n140403001099,新安社区\nabc,写错的一行\n")
DUTIES = ("duties.csv", "编号,事项类别\n1,没有这一类\n")
CROSSED = (
    "grids.geojson",
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon",'
    '"coordinates":[[[113.10,36.18],[113.13,36.18],[113.13,36.21],[113.10,36.18]]]}}]}',
)
TOO_MANY = "您这个网络上刚才输错查询码的次数太多了。请过 8 分钟再查。"
NEVER = "?since=2199-01-01"


def _refusal(refusal: Busy) -> Callable[[HttpRequest], str]:
    return lambda request: answer(request, refusal).content.decode()


def _template(name: str) -> Callable[[HttpRequest], str]:
    return lambda request: render_to_string(name, {}, request)


SIGHTS: tuple[Sight, ...] = (
    # Residents
    _at("say", "", "/", "matters:say"),
    _sent("say-refused", "", "/", "/", text=""),
    _sent("say-which-place", "", "/", "/", id=SAME, text="楼道堆满杂物", area_words="城隍庙"),
    _at("find", "", "/p/", "matters:find"),
    _at("commons", "", "/commons/", "commons:board"),
    _at("commons-empty", "", "/commons/?month=2020-01"),
    _at("commons-wrong", "", "/commons/?kind=nothing"),
    _at("commons-sign", "", "/commons/sign/", "commons:sign"),
    _at("find-wrong", "", "/p/?code=WRONGWRONG"),
    Sight("said", "", lambda eyes: eyes.at(f"/p/{code(eyes)}/said/"), ("matters:said",)),
    Sight("about-me", "", lambda eyes: eyes.at(f"/p/{code(eyes)}/mine/"), ("matters:mine",)),
    Sight(
        "mine-refused",
        "",
        lambda eyes: eyes.send(at := f"/p/{code(eyes)}/mine/", f"{at}prove/", proof="1"),
        ("matters:mine_prove",),
    ),
    Sight("progress", "", lambda eyes: eyes.at(f"/p/{code(eyes)}/"), ("matters:progress",)),
    Sight("progress-done", "", lambda eyes: eyes.at(f"/p/{code(eyes)}/?done=supplement")),
    Sight(
        "progress-refused",
        "",
        lambda eyes: eyes.send(f"/p/{code(eyes)}/", f"/p/{code(eyes)}/supplement/", note=""),
        ("matters:resident_speak",),
    ),
    # Photos
    Sight("say-photo", "", chosen),
    Sight("said-photo", "", lambda eyes: eyes.at(f"/p/{photographed(eyes)}/said/?left=2-large.3-kind")),
    Sight("progress-photo", "", lambda eyes: eyes.at(f"/p/{photographed(eyes)}/")),
    Sight("progress-photo-remove", "", removing),
    Sight("matter-photo", "qianpaiqian", lambda eyes: eyes.at(with_photo(eyes))),
    Sight("cover", "qianpaiqian", lambda eyes: eyes.at(cover(eyes)), ("matters:photo_public",)),
    Sight("cover-refused", "qianpaiqian", lambda eyes: eyes.send(at := cover(eyes), at, **BOX)),
    Sight(
        "cover-published", "qianpaiqian", lambda eyes: eyes.send(at := cover(eyes), at, looked="on", **BOX)
    ),
    Sight("said-before", "", said_twice),
    Sight("report-said-before", "", lambda eyes: writing(eyes, "/")),
    Sight("calling-said-before", "qianpaiqian", lambda eyes: writing(eyes, "/matters/new/")),
    Sight("said-apart", "", lambda eyes: eyes.at(f"/p/{code(eyes)}/said/?apart=1")),
    # Signing in
    _at("sign-in", "", "/sign-in/", "accounts:sign_in"),
    _at("sign-in-left", "", "/sign-in/?done=everywhere"),
    _sent("sign-in-blank-refused", "", "/sign-in/", "/sign-in/", username="", password=""),
    _sent("sign-in-wrong", "", "/sign-in/", "/sign-in/", username="nobody", password="wrong"),
    Sight("second", "-second", second, ("accounts:second",)),
    Sight("enrol", "-newcomer", newcomer, ("accounts:enrol",)),
    Sight(
        "enrol-wrong",
        "-newcomer",
        lambda eyes: (newcomer(eyes), eyes.send("", "/sign-in/enrol/", word="wrong")),
    ),
    Sight("enrol-phone", "-phone", phone),
    # Somebody writes of danger: no script, so the page that comes back warns
    _sent("say-fire", "", "/", "/", text="我家着火了,快来人"),
    # Those who serve
    _at("needle", "zhengchengguan", "/needle/", "matters:needle"),
    _at("needle-done", "zhengchengguan", "/needle/?done=finish"),
    _at("needle-grid", "liwangge", "/needle/"),
    _at("needle-dispatcher", "qianpaiqian", "/needle/"),
    _at("needle-empty", "wuguanli", "/needle/"),
    _at("take-down", "liwangge", "/matters/new/", "matters:take_down"),
    _sent("take-down-refused", "liwangge", "/matters/new/", "/matters/new/", text=""),
    Sight("slip", "liwangge", slip, ("matters:slip",)),
    _at("list", "zhouzhuren", "/matters/", "matters:list"),
    _at("list-nothing", "liwangge", "/matters/?state=merged&category=facility.telecom"),
    _at("list-empty", "wuguanli", "/matters/"),
    _at("search", "zhouzhuren", "/search/?q=坏", "matters:search"),
    _at("search-apart", "qianpaiqian", "/search/?q=东街路灯"),
    _at("search-many", "luxianpai", "/search/?q=的&state=rated"),
    _at("search-number", "qianpaiqian", "/search/?q=53NPGF4"),
    _at("search-code", "qianpaiqian", "/search/?q=0Y4YA1BNNV"),
    _at("search-start", "liwangge", "/search/"),
    _at("search-nothing", "liwangge", "/search/?q=龘䨻&state=merged"),
    _at("search-refused", "liwangge", "/search/?q=*"),
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
    _at("follow-ups", "qianpaiqian", "/follow-ups/", "matters:follow_ups"),
    _at("follow-ups-none", "wailai", "/follow-ups/"),
    _at("follow-ups-refused", "zhaojing", "/follow-ups/"),
    _at("oversight", "zhouzhuren", f"/oversight/{COUNTY}/", "matters:oversight_of"),
    _at("oversight-shelved", "zhouzhuren", f"/oversight/{COUNTY}/?cause=shelved"),
    _at("oversight-none", "qianpaiqian", f"/oversight/{TOWN}/?cause=unled"),
    _at("oversight-refused", "zhaojing", f"/oversight/{COUNTY}/"),
    # Keeping the house
    _at("duties", "wuguanli", f"/duties/?area={COUNTY}", "org:duties"),
    _at("duties-start", "wuguanli", "/duties/"),
    _at("duties-cell", "zhouzhuren", f"/duties/?area={COUNTY}&cell=dispute:9"),
    _at("duties-only-faulty", "wuguanli", "/duties/?area=1404&wrong=1"),
    _at("duties-import", "wuguanli", "/duties/import/", "org:duties-import"),
    _at("roads", "", "/roads/", "org:roads"),
    _at("roads-kept", "wuguanli", "/roads/"),
    _at("road", "", "/roads/dispute.labour/", "org:road"),
    _at("road-family", "", "/roads/dispute.family/"),
    _at("roads-import", "wuguanli", "/roads/import/", "org:roads-import"),
    _sent("duties-import-tried", "wuguanli", "/duties/import/", "/duties/import/", file=DUTIES),
    _at("units", "wuguanli", f"/units/?area={TOWN}", "org:units"),
    _at("units-start", "wuguanli", "/units/"),
    _at("units-empty", "liwangge", f"/units/?area={OUTSIDE}"),
    _at("unit-new", "wuguanli", f"/units/new/?area={TOWN}", "org:unit-new"),
    _sent(
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
    _at("categories", "wuguanli", "/categories/", "org:categories"),
    _sent("categories-refused", "wuguanli", "/categories/", "/categories/", code="Bad Code", name=""),
    _at("categories-not-mine", "liwangge", "/categories/"),
    _at("divisions", "wuguanli", "/divisions/?area=", "territory:divisions"),
    _at("divisions-start", "wuguanli", "/divisions/"),
    _at("divisions-county", "wuguanli", f"/divisions/?area={COUNTY}"),
    _at("divisions-community", "wuguanli", f"/divisions/?area={CHENGHUANG}"),
    _at("divisions-found", "wuguanli", "/divisions/?q=城隍庙"),
    _at("divisions-none", "wuguanli", "/divisions/?q=没有这里"),
    _at("divisions-import", "wuguanli", "/divisions/import/", "territory:divisions_import"),
    _sent(
        "divisions-import-tried",
        "wuguanli",
        "/divisions/import/",
        "/divisions/import/",
        file=DIVISIONS,
        valid_from="2026-12-01",
    ),
    _at("grids", "wuguanli", "/grids/", "territory:grids"),
    _at("grids-found", "wuguanli", "/grids/?q=东街"),
    _at("grids-none", "wuguanli", "/grids/?q=没有这里"),
    _at("grid-map", "wuguanli", f"/grids/{CHENGHUANG}/", "territory:grid_map"),
    _at("grid-map-done", "wuguanli", f"/grids/{CHENGHUANG}/?done=draw"),
    _at("grid-map-without", "wuguanli", f"/grids/{OUTSIDE}/"),
    _at("grid-preview", "wuguanli", f"/grids/{CHENGHUANG}/?parts=5"),
    _at("grid-preview-wrong", "wuguanli", f"/grids/{CHENGHUANG}/?parts=99"),
    _sent(
        "grid-faults",
        "wuguanli",
        f"/grids/{CHENGHUANG}/",
        f"/grids/{CHENGHUANG}/file/",
        "territory:grid_file",
        file=CROSSED,
        system="wgs84",
    ),
    _at("calendar", "wuguanli", "/calendar/", "deadlines:calendar"),
    _at("calendar-later", "wuguanli", "/calendar/2031/", "deadlines:year"),
    _sent("calendar-refused", "wuguanli", "/calendar/2026/", "/calendar/2026/", day="", working="1"),
    _at("service-times", "wuguanli", "/service-times/", "deadlines:service_times"),
    _at("service-times-change", "wuguanli", "/service-times/?code=urgent"),
    _sent(
        "service-times-refused",
        "wuguanli",
        "/service-times/",
        "/service-times/change/",
        "deadlines:change_service_time",
        code="",
    ),
    _sent(
        "ladder-refused",
        "wuguanli",
        "/service-times/",
        "/service-times/ladder/",
        "deadlines:change_ladder",
        green="0",
    ),
    _at("undelivered", "wuguanli", "/undelivered/", "notices:undelivered"),
    _at("carriers", "wuguanli", "/channels/?area=140403001", "notices:carriers"),
    _at("carriers-not-mine", "liwangge", "/channels/"),
    _at("carrier", "wuguanli", "/channels/email/", "notices:carrier"),
    _sent("carrier-refused", "wuguanli", "/channels/sms/", "/channels/sms/", url="http://sms", fields="a=b"),
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
    _sent(
        "carrier-trial-refused",
        "wuguanli",
        "/channels/sms/",
        "/channels/sms/trial/",
        "notices:carrier_trial",
        address="not a number",
    ),
    _sent("quiet-refused", "wuguanli", "/channels/", "/channels/quiet/", "notices:quiet", begins="23:30"),
    _at("undelivered-not-mine", "liwangge", "/undelivered/"),
    # Other offices' rows, in and out
    _at("exchange-start", "qianpaiqian", "/exchange/", "exchange:home"),
    Sight("exchange", "luxianpai", lambda eyes: (source(eyes), eyes.at("/exchange/"))),
    _sent("exchange-refused", "luxianpai", "/exchange/", "/exchange/", name="", code="Bad Code"),
    _at("exchange-not-mine", "liwangge", "/exchange/"),
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
    _at("export", "luxianpai", "/matters/export/", "exchange:export"),
    _sent("export-no-reason", "luxianpai", "/matters/export/", "/matters/export/", contacts="on"),
    # Accounts and the journal
    _at("account", "liwangge", "/account/", "accounts:account"),
    _sent(
        "account-refused",
        "liwangge",
        "/account/",
        "/account/password/",
        "accounts:password",
        old="x",
        password="y",
    ),
    _at("tokens-none", "liwangge", "/account/tokens/", "tokens:own"),
    _sent("tokens-refused", "liwangge", "/account/tokens/", "/account/tokens/", name=""),
    Sight("token-made", "zhengchengguan", token),
    _at("tokens", "zhengchengguan", "/account/tokens/"),
    _at("partners", "xitong", "/partners/", "tokens:partners"),
    _sent("partners-refused", "xitong", "/partners/", "/partners/", name="", areas="999999"),
    Sight("partner", "xitong", lambda eyes: eyes.at(partner(eyes)), ("tokens:partner",)),
    Sight("partner-done", "xitong", lambda eyes: eyes.at(partner(eyes) + "?done=register")),
    Sight(
        "partner-refused",
        "xitong",
        lambda eyes: eyes.send(at := partner(eyes), at + "change/", name=""),
        ("tokens:change",),
    ),
    _at("letters", "qianpaiqian", "/letters/", "letters:basket"),
    _at("letters-not-mine", "liwangge", "/letters/"),
    Sight(
        "letter",
        "qianpaiqian",
        lambda eyes: eyes.at(eyes.link("qianpaiqian", "/letters/", "main .rows a")),
        ("letters:letter",),
    ),
    Sight(
        "letter-refused",
        "qianpaiqian",
        lambda eyes: eyes.send(
            at := eyes.link("qianpaiqian", "/letters/", "main .rows a"), at + "drop/", reason=""
        ),
        ("letters:drop",),
    ),
    Sight(
        "letter-without-place",
        "qianpaiqian",
        lambda eyes: eyes.send(
            at := eyes.link("qianpaiqian", "/letters/", "main .rows a"), at + "place/", area=""
        ),
        ("letters:place",),
    ),
    _at("hooks-none", "xitong", "/hooks/"),
    Sight("hook-add", "xitong", lambda eyes: eyes.at(adding(eyes)), ("webhooks:add",)),
    Sight("hook-add-refused", "xitong", lambda eyes: eyes.send(at := adding(eyes), at, url="http://x")),
    Sight("hook", "xitong", lambda eyes: eyes.at(hook(eyes)), ("webhooks:hook",)),
    Sight("hook-done", "xitong", lambda eyes: eyes.at(hook(eyes) + "?done=ping")),
    Sight(
        "hook-refused",
        "xitong",
        lambda eyes: eyes.send(at := hook(eyes), at + "change/", name=""),
        ("webhooks:change",),
    ),
    Sight(
        "hook-secret",
        "xitong",
        lambda eyes: eyes.send(at := hook(eyes), at + "secret/"),
        ("webhooks:secret",),
    ),
    Sight("hooks", "xitong", lambda eyes: (hook(eyes), eyes.at("/hooks/"))[1], ("webhooks:hooks",)),
    Sight(
        "hook-delivery",
        "xitong",
        lambda eyes: eyes.at(eyes.link("xitong", hook(eyes), "main table a")),
        ("webhooks:delivery",),
    ),
    _at("hooks-not-mine", "wuguanli", "/hooks/"),
    Sight("partner-token", "xitong", partner_token, ("tokens:issue",)),
    _at("api", "", "/api/", "document:readable"),
    _at("people", "anquan", "/people/", "accounts:people"),
    _at("people-none", "anquan", "/people/?q=没有这个人"),
    Sight("person", "anquan", lambda eyes: eyes.at(person(eyes)), ("accounts:person",)),
    Sight("person-done", "anquan", lambda eyes: eyes.at(person(eyes) + "?done=end")),
    Sight(
        "person-self",
        "anquan",
        lambda eyes: eyes.at(eyes.link("anquan", "/people/?q=anquan", "main table a")),
    ),
    Sight(
        "person-refused",
        "anquan",
        lambda eyes: eyes.send(at := person(eyes), at + "lock/", reason=""),
        ("accounts:change",),
    ),
    Sight(
        "new-password",
        "anquan",
        lambda eyes: eyes.send(
            at := eyes.link("anquan", "/people/?q=g036", "main table a"),
            at + "password/",
            reason="forgot",
        ),
        ("accounts:renew",),
    ),
    Sight(
        "new-word",
        "anquan",
        lambda eyes: eyes.send(
            at := eyes.link("anquan", "/people/?q=g038", "main table a"), at + "reset/", reason="lost_phone"
        ),
        ("accounts:reset",),
    ),
    _sent(
        "register-refused",
        "anquan",
        "/people/",
        "/people/register/",
        "accounts:register",
        username="",
        name="",
    ),
    _at("journal", "shenji", f"/journal/?county={COUNTY}", "accounts:journal"),
    _at("journal-nation", "shenji", "/journal/"),
    _at("journal-empty", "shenji", f"/journal/{NEVER}"),
    _sent("journal-proved", "shenji", "/journal/", "/journal/verify/", "accounts:verify", county="000000"),
    _at("no-work-here", "xitong", "/account/"),
    # What is refused
    _at("nothing-there", "", "/nowhere/"),
    _at("nothing-there-signed-in", "liwangge", "/people/"),
    _sent("stale-form", "liwangge", "/account/", "/account/password/", csrfmiddlewaretoken="old"),
    Sight(
        "too-many",
        "",
        lambda eyes: eyes.sketch(_refusal(TooMany(TOO_MANY, instead="着急请拨打 12345。", status=429))),
    ),
    Sight(
        "store-away",
        "",
        lambda eyes: eyes.sketch(_refusal(Busy("系统正忙,您的话还没有存下。请稍后再试一次。"))),
    ),
    Sight("not-yours", "", lambda eyes: eyes.sketch(_template("403.html"))),
    Sight("broken", "", lambda eyes: eyes.sketch(_template("500.html"))),
)

# Addresses that answer no page: what they answer instead is checked.
LEADS_ON, DATA = "leads on to a page after a change", "data"
PIECE = "a piece of the page on which one writes: seen there"
OPEN311 = (
    ("root", ""),
    ("discovery", "discovery.json"),
    ("services", "services.json"),
    ("service", "services/facility.manhole.json"),
    ("requests", "requests.json"),
    ("request", "requests/140403-261123-XXXXXXX.json"),
    ("token", "tokens/140403-261123-XXXXXXX.json"),
    ("nothing", "nothing.json"),
)
NO_PAGE: dict[str, tuple[str, str]] = {
    "webhooks:tell": (LEADS_ON, f"/hooks/{NOBODY}/ping/"),
    "webhooks:again": (LEADS_ON, f"/deliveries/000000/{NOBODY}/again/"),
    "matters:before": (PIECE, "/before/"),
    "matters:hints": (PIECE, "/matters/hints/"),
    "matters:join": (LEADS_ON, f"/p/{'0' * 10}/join/"),
    "matters:another": (LEADS_ON, f"/matters/{COUNTY}/{SAME}/another/{SAME}/"),
    "tokens:close": (LEADS_ON, f"/partners/{NOBODY}/close/"),
    "tokens:revoke": (LEADS_ON, f"/partners/{NOBODY}/tokens/{NOBODY}/revoke/"),
    "tokens:own_revoke": (LEADS_ON, f"/account/tokens/{NOBODY}/revoke/"),
    "exchange:confirm": (LEADS_ON, f"/exchange/sz12345/{NOBODY}/confirm/"),
    "exchange:go_on": (LEADS_ON, f"/exchange/sz12345/{NOBODY}/go-on/"),
    "exchange:drop": (LEADS_ON, f"/exchange/sz12345/{NOBODY}/drop/"),
    "exchange:progress": (DATA, f"/exchange/sz12345/{NOBODY}/progress/"),
    "exchange:to_mend": (DATA, f"/exchange/sz12345/{NOBODY}/to-mend/"),
    "exchange:answers": (DATA, "/exchange/sz12345/answers/"),
    "pages:prefer": (LEADS_ON, "/preferences/"),
    "document:openapi": (DATA, "/api/v1/openapi.json"),
    "matters:photo": (DATA, f"/matters/{COUNTY}/{NOBODY}/photos/{'0' * 32}/small/"),
    "matters:resident_photo": (DATA, f"/p/WRONGWRONG/photos/{'0' * 32}/small/"),
    "matters:resident_photo_remove": (LEADS_ON, f"/p/{'0' * 10}/photos/{'0' * 32}/remove/"),
    "matters:public_photo": (DATA, f"/photos/{COUNTY}/{'0' * 32}/small.jpg"),
    "matters:places": (DATA, "/places/?q=城隍庙"),
    "matters:outlines": (DATA, "/places/outlines/"),
    **{f"matters:mine_{way}": (LEADS_ON, f"/p/{'0' * 10}/mine/{way}/") for way in ("send", "correct")},
    "matters:mine_copy": (DATA, f"/p/{'0' * 10}/mine/copy/"),
    "matters:mine_erase": (LEADS_ON, f"/p/{'0' * 10}/mine/erase/words/"),
    "commons:map": (DATA, "/commons/map/"),
    "commons:feed": (DATA, "/commons/feed.geojson"),
    "matters:suggestions": (DATA, "/search/suggestions/?q=井"),
    "matters:start": ("leads to the page on which one's day begins", "/start/"),
    "matters:oversight": ("leads to the page of one's own area", "/oversight/"),
    "accounts:sign_out": (LEADS_ON, "/sign-out/"),
    "accounts:everywhere": (LEADS_ON, "/account/sign-out-everywhere/"),
    "territory:divisions_take": (
        "says what the same page said when it was tried",
        f"/divisions/import/{'0' * 32}/",
    ),
    "territory:divisions_bad": (DATA, f"/divisions/import/{'0' * 32}/bad.csv"),
    "territory:grid_draw": (LEADS_ON, f"/grids/{CHENGHUANG}/draw/"),
    "territory:grid_around": (DATA, f"/grids/{CHENGHUANG}/around.geojson"),
    "territory:grid_preview": (DATA, f"/grids/{CHENGHUANG}/preview/3.geojson"),
    "territory:grid_faults": (DATA, f"/grids/{CHENGHUANG}/faults/{'0' * 32}/wgs84.geojson"),
    "territory:map_all": (DATA, "/map/all.geojson"),
    "territory:map": (DATA, f"/map/{COUNTY}.geojson"),
    "org:catalogue": (DATA, "/categories.json"),
    "org:category-retire": (LEADS_ON, "/categories/noise/retire/"),
    "org:duties-export": (DATA, "/duties/export.csv"),
    "org:roads-export": (DATA, "/roads/export.csv"),
    **{
        f"{endpoint}:{name}": (DATA, f"{base}{path}")
        for endpoint, base in (("open311", "/open311/v2/"), ("open311_trial", "/open311/test/v2/"))
        for name, path in OPEN311
    },
    "deadlines:clear_day": (LEADS_ON, "/calendar/2026/clear/"),
    "deadlines:confirm_year": (LEADS_ON, "/calendar/2026/confirm/"),
    "notices:carrier_off": (LEADS_ON, "/channels/sms/off/"),
    "notices:unit_carrier_off": (LEADS_ON, f"/channels/wecom/{'0' * 8}-0000-0000-0000-{'0' * 12}/off/"),
    "notices:again": (LEADS_ON, f"/undelivered/{COUNTY}/{'0' * 8}-0000-0000-0000-{'0' * 12}/again/"),
}
