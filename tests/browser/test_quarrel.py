"""One quarrel from the first call to the kept promise: at the clerk's desk, the mediator's, and on the phone
of the other side. All at the width of a phone; taps are counted."""

import re
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from browser.conftest import Visit, Visitor
from browser.posted import posted
from lianxin.kernel import clock
from lianxin.kernel.clock import local

CALLER, OTHER = "13800007701", "13800007702"
WORDS = "二楼空调的水滴到我家窗台上,说了两回他说不归他管"
# Writing a field counts as one, choosing from a list as two.
TAPS = {"clerk": 9, "mediator": 68, "other": 7}
PAY = {"who": "齐先生", "does": "付擦洗窗帘的钱", "to": "宁大姐", "amount": "120", "how": "当面付现金"}
MOVE = {"who": "齐先生", "does": "把空调的水管接到落水管里", "to": "宁大姐", "how": "请人来接"}


@dataclass
class Hand:
    """Somebody's page, and how often they touched it. Writing into a field is one touch."""

    visitor: Visitor
    taps: int = 0
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda told: self.faults.append(told.text) if told.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    @property
    def page(self) -> Page:
        return self.visitor.page

    def goes(self, address: str) -> "Hand":
        self.visitor.goes(address)
        return self

    def tap(self, what: Locator) -> None:
        self.taps += 1
        what.tap()

    def write(self, what: Locator, words: str) -> None:
        self.taps += 1
        what.fill(words)

    def choose(self, what: Locator, label: str) -> None:
        self.taps += 2
        what.select_option(label=label)

    def press(self, within: Locator, name: str) -> None:
        with self.page.expect_navigation():
            self.tap(within.get_by_role("button", name=name, exact=True))

    def verb(self, verb: str) -> Locator:
        """The form of a verb, unfolded."""
        form = self.page.locator(f"#verb-{verb}")
        if form.evaluate("form => form.matches('details:not([open])')"):
            self.tap(form.locator("summary").first)
        return form


def code_for(data: Path, phone: str, subject: str) -> str:
    """Out of the message to that number."""
    words = [one.words for one in posted(data) if one.to == phone and one.subject.startswith(subject)]
    found = re.search(r"\b[0-9A-Z]{10}\b", words[-1])
    assert found, words[-1]
    return found[0]


def day(later: int = 0) -> str:
    return (local(clock.now()).date() + timedelta(days=later)).isoformat()


def test_a_quarrel_goes_from_the_first_call_to_the_kept_promise(visit: Visit, data: Path) -> None:
    clerk, chen, other = Hand(visit("qianpaiqian")), Hand(visit("chentiaojie")), Hand(visit())
    known = waiting(chen.goes("/disputes/").page)
    takes_down(clerk)
    file = takes_on(chen, known)
    agrees(other, code_for(data, OTHER, "dispute:"))
    sits(chen, file)
    writes(chen, file)
    keeps(chen, other, file)
    answered(visit, Hand(visit()), code_for(data, CALLER, "matter:"))

    assert {"clerk": clerk.taps, "mediator": chen.taps, "other": other.taps} == TAPS
    assert clerk.faults + chen.faults + other.faults == []


def takes_down(clerk: Hand) -> None:
    page = clerk.goes("/matters/new/").page
    clerk.write(page.locator("[name=text]"), WORDS)
    clerk.write(page.locator("[name=area_words]"), "城隍庙")
    clerk.tap(page.locator("[data-suggestions] button").first)
    clerk.choose(page.locator("[name=category]"), "邻里纠纷")
    clerk.tap(page.locator("summary", has_text="居民的电话"))
    clerk.write(page.locator("[name=phone]"), CALLER)
    clerk.write(page.locator("[name=name]"), "宁大姐")
    clerk.press(page.locator("main"), "记下")
    page.wait_for_url(re.compile("/slip/"))


def waiting(page: Page) -> set[str]:
    """Whither the rows of the mediator's list lead: a row shows no word of the quarrel."""
    rows = page.locator("main a[href^='/disputes/140']")
    return {row.get_attribute("href") or "" for row in rows.all()}


def takes_on(chen: Hand, known: set[str]) -> str:
    """The dispute is there without anybody typing it again. Returns the address of its file."""
    page, end = chen.page, time.monotonic() + 60
    while not (new := waiting(chen.goes("/disputes/").page) - known):
        assert time.monotonic() < end, "it was never born"
        time.sleep(0.5)  # news travels by the outbox
    [file] = new
    chen.tap(page.locator(f"main a[href='{file}']").first)
    expect(page.locator("main")).to_contain_text(WORDS)
    take = chen.verb("take")
    chen.tap(take.locator("[name=all_asked]"))
    chen.press(take, "受理")
    expect(page.get_by_role("status")).to_contain_text("受理了")
    admit = chen.verb("admit")
    chen.choose(admit.locator("[name=side]"), "被申请人")
    chen.write(admit.locator("[name=name]"), "齐先生")
    chen.write(admit.locator("[name=phone]"), OTHER)
    chen.press(admit, "登记当事人")
    consent = chen.verb("consent")
    chen.choose(consent.locator("[name=party]"), "申请人 宁大姐")
    chen.tap(consent.get_by_label("同意调解", exact=True))
    chen.press(consent, "同意调解")
    return file


def agrees(other: Hand, code: str) -> None:
    page = other.goes("/t/").page
    other.write(page.get_by_label("查询码"), code)
    other.press(page.locator("main"), "看")
    expect(page.locator("h1")).to_contain_text("愿不愿意由您自己定")
    other.press(page.locator("main"), "同意调解")
    expect(page.locator("main")).to_contain_text("您说了:同意调解。")


def sits(chen: Hand, file: str) -> None:
    page = chen.goes(file).page
    start = chen.verb("open")
    chen.press(start, "开始调解")
    summon = chen.verb("summon")
    chen.write(summon.locator("[name=day]"), day(1))
    chen.write(summon.locator("[name=clock]"), "15:00")
    chen.write(summon.locator("[name=where]"), "社区二楼调解室")
    chen.press(summon, "约定调解时间")
    chen.tap(page.get_by_role("link", name=re.compile("第 1 次")))
    chen.tap(page.locator("[name=rights_told]"))
    chen.write(
        page.locator("[name=said]"), "宁大姐说了经过。齐先生说不知道滴到人家窗台上,愿意接管子、赔窗帘。"
    )
    chen.tap(page.get_by_label("达成一致"))
    chen.press(page.locator("main"), "存下记录")


def writes(chen: Hand, file: str) -> None:
    """Two terms, four hands, in force."""
    page = chen.goes(file).page
    chen.tap(page.get_by_role("link", name="写协议"))
    for place, term in enumerate((PAY, MOVE)):
        for name, words in {**term, "by": day(9)}.items():
            chen.write(page.locator(f"[name=term-{place}-{name}]"), words)
    chen.press(page.locator("main"), "存下这一稿")
    for who in ("宁大姐", "齐先生", "调解员", "调委会盖章"):
        form = chen.verb("sign")
        chen.choose(form.locator("[name=signer]"), who)
        chen.tap(form.get_by_label("盖章" if who == "调委会盖章" else "签名", exact=True))
        chen.press(form, "签字")
    chen.press(page.locator("main"), "签齐了,协议生效")
    expect(page.locator("h1")).to_contain_text("达成协议")


def keeps(chen: Hand, other: Hand, file: str) -> None:
    """The money is seen by the mediator and confirmed on the other phone; the pipe is told of from there, and
    ends nothing until the mediator has seen it."""
    sees(chen, file, "1. 付擦洗窗帘的钱")
    page = other.page
    page.reload()
    for place in (1, 2):
        promise = page.locator(f"#promise-{place}")
        other.tap(promise.locator("summary"))
        other.press(promise, "做到了,说一声")
    expect(page.locator("h1")).not_to_contain_text("都做到了")
    sees(chen, file, "2. 把空调的水管接到落水管里")
    page.reload()
    expect(page.locator("h1")).to_contain_text("都做到了")
    expect(page.locator("#promise-1")).to_contain_text("双方都说了")


def sees(chen: Hand, file: str, promise: str) -> None:
    perform = chen.goes(file).verb("perform")
    chen.choose(perform.locator("[name=place]"), promise)
    chen.write(perform.locator("[name=on]"), day())
    chen.write(perform.locator("[name=proof]"), "收条")
    chen.press(perform, "记录履行")


def answered(visit: Visit, caller: Hand, code: str) -> None:
    """The matter out of which it came is answered, and whoever called has the last word."""
    officer, dispatcher = Hand(visit("liwangge")), Hand(visit("qianpaiqian"))
    there = officer.goes("/needle/").page.locator(".matter-row", has_text=WORDS)
    officer.tap(there.locator("summary", has_text="核查通过"))
    officer.press(there, "到现场看过,确实解决了。")
    dispatcher.press(dispatcher.goes("/needle/").page.locator(".matter-row", has_text=WORDS), "结案")
    page = caller.goes(f"/p/{code}/").page
    expect(page.locator("main")).to_contain_text("经人民调解,双方达成了协议")
    caller.tap(page.locator("summary", has_text="评价"))
    page.get_by_label("非常满意").check()
    caller.press(page.locator("main"), "评价")
    expect(page.locator("h1")).to_contain_text("谢谢您的评价")
