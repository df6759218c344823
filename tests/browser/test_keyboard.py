"""Everything a mouse can do, a keyboard can: the main tasks of everybody, by Tab, Enter, arrows and typing.

a resident        says a thing · follows it by its code and adds to it · rates, and reopens · withdraws
a grid officer    verifies from the one list · writes down what a caller says
a handler         accepts and finishes · sends back to the right unit
a dispatcher      sends to a unit what the list could not
an overseer       finds what is stuck
a keeper          finds a gap in the duty list · draws and saves grids · appoints somebody, and ends it
an auditor        reads the journal, and proves it
"""

import re
from dataclasses import dataclass
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Visit, Visitor
from browser.everypage.eyes import SEND
from browser.test_journey import told
from lianxin.shell.town.cast import CHENGHUANG

FOCUS = """() => {
  const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect();
  const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return {
    name: it.labels?.[0]?.innerText || it.getAttribute("aria-label") || it.innerText || "",
    tag: it.tagName, shown, inside: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    around: it.closest("li, tr, section")?.innerText ?? "",
  };
}"""


@dataclass
class Keys:
    """Somebody before a page who has no mouse."""

    page: Page

    def press(self, key: str) -> "Keys":
        self.page.keyboard.press(key)
        return self

    def types(self, words: str) -> "Keys":
        self.page.keyboard.type(words)
        return self

    def to(self, name: str, *, tag: str = "", within: str = "", most: int = 150) -> "Keys":
        """Tab until what bears this name has the focus, and see that the focus shows there."""
        seen = []
        for _press in range(most):
            self.page.keyboard.press("Tab")
            at = self.page.evaluate(FOCUS)
            seen.append(at["name"][:20])
            if name in at["name"] and tag in ("", at["tag"].lower()) and within in at["around"]:
                assert at["shown"], f"the focus does not show on {name}"
                assert at["inside"], f"{name} has the focus out of sight"
                return self
        raise AssertionError(f"{name} was not reached with {most} tabs, but {seen}")

    def begins_at(self, name: str) -> "Keys":
        """The page put the focus there itself, and it shows."""
        at = self.page.evaluate(FOCUS)
        assert at["tag"] != "BODY", f"nothing has the focus, though {name} should"
        assert name in at["name"], f"the page begins at {at['name'][:20]}"
        assert at["shown"], f"the focus does not show on {name}"
        return self

    def enters(self) -> "Keys":
        """Enter, which leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def chooses(self, words: str, most: int = 80) -> "Keys":
        """In a list that has the focus: the arrow down to the option with these words."""
        for _press in range(most):
            if words in self.page.evaluate("document.activeElement.selectedOptions[0].text"):
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{words} is not among the options")

    def hears(self, words: str) -> None:
        """What a screen reader would be told."""
        expect(self.page.get_by_role("status").filter(has_text=words)).to_be_visible()


def at(visitor: Visitor, address: str) -> Keys:
    return Keys(visitor.goes(address))


def done_by(visitor: Visitor, address: str, verb: str, **fields: str) -> None:
    """Set the stage: somebody speaks a verb, no matter how."""
    page = visitor.goes(address)
    with page.expect_navigation():
        page.evaluate(SEND, [f"{urlparse(page.url).path}{verb}/", fields, None])


def staff_address(visitor: Visitor, words: str) -> str:
    """The matter with these words, as whoever serves opens it from their list."""
    page = visitor.goes("/needle/")
    link = page.locator(".matter-row", has_text=words).locator("a").first
    return str(link.evaluate("link => link.pathname"))


def handled(visit: Visit, words: str) -> tuple[str, str]:
    """A matter that the handler says is done: its code, and its address for those who serve."""
    code = told(visit(), words)
    handler = visit("zhengchengguan", desk=True)
    address = staff_address(handler, words)
    done_by(handler, address, "accept")
    done_by(handler, address, "begin")
    done_by(handler, address, "finish", note="换了新井盖")
    return code, address


def closed(visit: Visit, words: str) -> str:
    code, address = handled(visit, words)
    done_by(visit("liwangge", desk=True), address, "verify", note="去看过,好了")
    done_by(visit("qianpaiqian", desk=True), address, "close")
    return code


# A resident


def test_a_report_is_made(visit: Visit) -> None:
    keys = at(visit(desk=True), "/")
    keys.press("Tab")
    assert keys.page.evaluate("document.activeElement.className") == "skip"
    keys.press("Enter")

    keys.to("您想说什么").types("门口台阶松动").to("社区或村").types("城隍庙")
    keys.page.locator("[data-suggestions] button").first.wait_for()
    keys.press("Enter")
    expect(keys.page.locator("[data-chosen]")).to_contain_text("城隍庙社区")
    assert keys.page.evaluate("document.activeElement.name") == "place"
    keys.to("告诉我们").press("Enter")

    keys.page.wait_for_url(re.compile("/said/"))
    expect(keys.page.locator("#code")).to_be_visible()


def test_a_report_is_followed_by_its_code_and_added_to(visit: Visit) -> None:
    code = told(visit(), "键盘查进展:井盖响")
    keys = at(visit(desk=True), "/")

    keys.to("查进展").enters().to("查询码").types(code).enters()
    expect(keys.page.locator("main")).to_contain_text("键盘查进展")
    keys.to("补充情况", tag="summary").press("Enter")
    keys.to("补充的情况").types("昨晚又响了一夜").to("补充情况", tag="button").enters()

    keys.hears("补充的话已经记下")
    expect(keys.page.locator(".path")).to_contain_text("昨晚又响了一夜")


def test_what_was_done_badly_is_rated_and_reopened(visit: Visit) -> None:
    code = closed(visit, "键盘评价:井盖没盖好")
    keys = at(visit(desk=True), f"/p/{code}/")

    keys.to("评价", tag="summary").press("Enter")
    keys.press("Tab")
    for _step in range(5):
        if keys.page.locator("[name=level]:checked").count() and "不满意" in keys.page.evaluate(
            "document.querySelector('[name=level]:checked').labels[0].innerText"
        ):
            break
        keys.press("ArrowDown")
    keys.to("评价", tag="button").enters()
    keys.hears("您的评价已经记下")

    keys.to("不满意,重开", tag="summary").press("Enter")
    keys.to("原因").types("盖子还是翘的").to("不满意,重开", tag="button").enters()
    keys.hears("已经重开")


def test_a_report_is_withdrawn(visit: Visit) -> None:
    code = told(visit(), "键盘撤回:说错地方了")
    keys = at(visit(desk=True), f"/p/{code}/")

    keys.to("撤回", tag="summary").press("Enter").to("撤回", tag="button").enters()

    keys.hears("已经撤回")


# A grid officer


def test_what_was_handled_is_verified_from_the_one_list(visit: Visit) -> None:
    handled(visit, "键盘核查:井盖修好没有")
    keys = at(visit("liwangge", desk=True), "/needle/")

    keys.to("核查通过", tag="summary", within="键盘核查").press("Enter")
    keys.to("到现场看过,确实解决了。").enters()

    keys.hears("核查通过")
    expect(keys.page.locator("main")).not_to_contain_text("键盘核查")


def test_what_a_caller_says_is_written_down(visit: Visit) -> None:
    keys = at(visit("liwangge", desk=True), "/needle/")

    keys.to("记一件事").enters()
    keys.begins_at("看到、听到了什么").types("李大爷打电话说楼道灯不亮").to("社区或村").types("城隍庙")
    keys.page.locator("[data-suggestions] button").first.wait_for()
    keys.press("Enter").to("怎么知道的").chooses("打电话")
    keys.to("居民的电话", tag="summary").press("Enter").to("电话", tag="input").types("13900001234")
    keys.to("记下", tag="button").press("Enter")

    keys.page.wait_for_url(re.compile("/slip/"))
    expect(keys.page.locator("main")).to_contain_text("给居民的查询码")


# A handler


def test_a_matter_is_accepted_and_finished(visit: Visit) -> None:
    told(visit(), "井盖响得厉害,键盘来办")
    keys = at(visit("zhengchengguan", desk=True), "/needle/")
    keys.to("键盘来办", tag="a").enters()

    for name in ("签收", "开始处理"):
        keys.to(name, tag="button").enters().hears(name)
    keys.to("怎么办的").types("换了新井盖").to("处理完毕", tag="button").enters()

    keys.hears("处理完毕")
    expect(keys.page.locator("h1")).to_contain_text("等核查")


def test_what_is_not_ours_goes_back_with_the_right_unit(visit: Visit) -> None:
    told(visit(), "井盖边上电线垂下来了,键盘退回")
    keys = at(visit("zhengchengguan", desk=True), "/needle/")
    keys.to("键盘退回", tag="a").enters()

    keys.to("退回", tag="summary").press("Enter").to("应该归谁").chooses("东街街道")
    keys.to("原因").types("是供电线路,责任清单第 03 条").to("退回", tag="button").enters()

    keys.hears("退回")


# A dispatcher, an overseer


def test_what_the_list_could_not_place_is_sent_to_a_unit(visit: Visit) -> None:
    told(visit(), "这件事我也说不清,键盘派单")
    keys = at(visit("qianpaiqian", desk=True), "/needle/")

    keys.to("派单", tag="a", within="键盘派单").enters()
    keys.to("交给哪个单位").chooses("综合执法队").to("派单", tag="button").enters()

    keys.hears("派单")
    expect(keys.page.locator("h1")).to_contain_text("已派到单位")


def test_what_is_stuck_is_found(visit: Visit) -> None:
    keys = at(visit("zhouzhuren", desk=True), "/needle/")

    keys.to("督办", tag="a").enters().to("挂账", tag="a").enters()
    expect(keys.page.locator(".is-chosen")).to_contain_text("挂账")
    keys.page.keyboard.press("Tab")
    link = keys.page.locator(".matter-words").first.inner_text()
    keys.to(link, tag="a").enters()

    expect(keys.page.locator("h1")).to_contain_text("挂账")


# A keeper


def test_a_gap_in_the_duty_list_is_found(visit: Visit) -> None:
    keys = at(visit("wuguanli", desk=True), "/needle/")

    keys.to("责任清单", tag="a").enters()
    expect(keys.page.locator("h1")).to_contain_text("潞州区")
    keys.to("只看有问题的").enters().to("没人牵头", tag="a").press("Enter")
    expect(keys.page.locator("#cell h2")).to_be_visible()
    keys.press("Escape")

    assert "没人牵头" in keys.page.evaluate("document.activeElement.innerText")
    before = keys.page.evaluate("document.activeElement.href")
    keys.press("ArrowUp")
    assert keys.page.evaluate("document.activeElement.href") != before


def test_grids_are_drawn_looked_at_and_saved(visit: Visit) -> None:
    keys = at(visit("wuguanli", desk=True), "/needle/")

    keys.to("更多", tag="summary").press("Enter").to("网格地图").enters()
    keys.to("东街街道", tag="a").enters().to("东关社区", tag="a").enters()
    keys.to("划成几个网格").types("3").enters()
    expect(keys.page.locator(".map-number")).to_have_count(3)
    listed = keys.page.locator("[aria-labelledby=proposed] tbody tr > :first-child").all_inner_texts()
    expect(keys.page.locator(".map-number")).to_have_text(listed)
    assert len({number.strip() for number in listed}) == 3
    keys.to("保存这些网格").enters()

    keys.hears("网格存好了")
    expect(keys.page.locator(".table tbody tr")).to_have_count(3)


def test_somebody_is_appointed_and_relieved(visit: Visit) -> None:
    keys = at(visit("wuguanli", desk=True), "/units/")

    keys.to("东街街道", tag="a").enters().to("综合执法队", tag="a").enters()
    keys.to("任命", tag="summary").press("Enter").to("用户名").types("g036").to("任命", tag="button").enters()
    keys.hears("任命已经记下")
    held = keys.page.locator(".duties-held li", has_text="g036")
    expect(held).to_contain_text("在任")

    keys.to("解除", tag="button", within="g036").enters()
    keys.hears("解除已经记下")
    expect(held).to_contain_text("已结束")


# An auditor


def test_the_journal_is_read_and_proved(visit: Visit) -> None:
    keys = at(visit("shenji", desk=True), "/journal/")

    keys.to("县区").chooses("潞州区").to("做了什么").chooses("挂账").to("找", tag="button").enters()
    expect(keys.page.locator("tbody tr").first).to_contain_text("matters.shelve")
    expect(keys.page.locator("tbody tr").first).to_contain_text("正在处理")
    keys.to("核对这条链").enters()

    keys.hears("都对得上")


# On every page


def test_one_keystroke_changes_the_language_and_back(visit: Visit) -> None:
    page = visit(desk=True).goes("/")
    page.keyboard.press("Alt+l")
    expect(page.locator("h1")).to_contain_text("What do you want to say?")

    page.keyboard.press("Alt+l")
    expect(page.locator("h1")).to_contain_text("您想说什么?")


def test_the_draft_outlives_the_change_of_language(visit: Visit) -> None:
    page = visit(desk=True).goes("/")
    page.locator("textarea").fill("写到一半")
    page.keyboard.press("Alt+l")

    expect(page.locator("h1")).to_contain_text("What do you want to say?")
    expect(page.locator("textarea")).to_have_value("写到一半")


def test_large_print_is_one_tap(visit: Visit) -> None:
    page = visit().goes("/")
    before = page.locator("h1").evaluate("it => parseFloat(getComputedStyle(it).fontSize)")
    page.get_by_role("button", name="大字").tap()
    page.wait_for_load_state("networkidle")
    after = page.locator("h1").evaluate("it => parseFloat(getComputedStyle(it).fontSize)")

    assert after >= 1.25 * before
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


TARGETS = "main button:visible, main summary:visible, header a:visible, header button:visible"
SMALL = "all => all.filter(it => it.getBoundingClientRect().height < 43.5).map(it => it.innerText)"


@pytest.mark.parametrize(
    ("who", "addresses"),
    [
        ("zhengchengguan", ("/needle/", "/matters/new/")),
        ("wuguanli", ("/categories/", "/units/", f"/grids/{CHENGHUANG}/?parts=3", "/service-times/")),
        ("anquan", ("/people/",)),
    ],
)
def test_every_target_is_large_enough_for_a_thumb(visit: Visit, who: str, addresses: tuple[str, ...]) -> None:
    visitor = visit(who)
    small = []
    for address in addresses:
        small += visitor.goes(address).locator(TARGETS).evaluate_all(SMALL)

    assert small == []
