"""Everything a mouse can do, a keyboard can."""

import re

from playwright.sync_api import Page, expect

from browser.conftest import Visit
from browser.test_journey import told


def reach(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until the named thing has the focus, and see that the focus shows."""
    for _press in range(most):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "() => { const it = document.activeElement;"
            " return [it.innerText || it.labels?.[0]?.innerText || '', getComputedStyle(it).outlineStyle]; }"
        )
        if name in told[0]:
            assert told[1] != "none", f"the focus does not show on {name}"
            return
    raise AssertionError(f"{name} was not reached with {most} tabs")


def test_a_report_is_made_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit(desk=True).goes("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")

    reach(page, "您想说什么")
    page.keyboard.type("门口台阶松动")
    reach(page, "社区或村")
    page.keyboard.type("城隍庙")
    page.locator("[data-suggestions] button").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator("[data-chosen]")).to_contain_text("城隍庙社区")
    reach(page, "告诉我们")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile("/said/"))


def test_a_matter_is_accepted_and_finished_with_the_keyboard_alone(visit: Visit) -> None:
    told(visit(), "井盖响得厉害,键盘来办")
    page = visit("zhengchengguan", desk=True).goes("/needle/")
    link = page.locator(".matter-row", has_text="键盘来办").locator("a").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/matters/140403/"))

    for name in ("签收", "开始处理"):
        reach(page, name)
        with page.expect_navigation(wait_until="networkidle"):
            page.keyboard.press("Enter")
    reach(page, "怎么办的")
    page.keyboard.type("换了新井盖")
    reach(page, "处理完毕")
    with page.expect_navigation(wait_until="networkidle"):
        page.keyboard.press("Enter")

    expect(page.locator("h1")).to_contain_text("等核查")


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


def test_every_target_is_large_enough_for_a_thumb(visit: Visit) -> None:
    visitor = visit("zhengchengguan")
    small = []
    for address in ("/needle/", "/matters/new/"):
        small += visitor.goes(address).locator(TARGETS).evaluate_all(SMALL)

    assert small == []
