"""From the doorstep to the rating, in the browser, by everybody whose turn it is."""

import re

from playwright.sync_api import expect

from browser.conftest import Visit, Visitor

WORDS = "城隍庙广场北口井盖坏了,夜里有人绊倒"


def told(resident: Visitor, words: str = WORDS) -> str:
    """Say it as王阿姨 would: words, my location, send. The code."""
    page = resident.goes("/")
    page.get_by_label("您想说什么?").fill(words)
    page.get_by_role("button", name="用我的位置").tap()
    expect(page.locator("[data-chosen]")).to_contain_text("城隍庙社区")
    page.get_by_role("button", name="告诉我们").tap()
    page.wait_for_url(re.compile("/said/"))
    return page.locator("#code").inner_text()


def test_a_report_goes_all_the_way_to_its_rating(visit: Visit) -> None:
    resident = visit()
    code = told(resident)
    expect(resident.page.locator("main")).to_contain_text("给您回话")

    handler = visit("zhengchengguan").goes("/needle/")
    mine = handler.locator(".matter-row", has_text="夜里有人绊倒")
    mine.get_by_role("button", name="签收并开始").tap()
    mine.locator("summary", has_text="处理完毕").tap()
    mine.get_by_role("button", name="已修好,可以正常使用。").tap()
    expect(handler.get_by_role("status")).to_contain_text("处理完毕")

    officer = visit("liwangge").goes("/needle/")
    there = officer.locator(".matter-row", has_text="夜里有人绊倒")
    there.locator("summary", has_text="核查通过").tap()
    there.get_by_role("button", name="到现场看过,确实解决了。").tap()

    dispatcher = visit("qianpaiqian", desk=True).goes("/needle/")
    dispatcher.locator(".matter-row", has_text="夜里有人绊倒").get_by_role("button", name="结案").click()

    page = resident.goes(f"/p/{code}/")
    expect(page.locator("h1")).to_contain_text("办好了")
    expect(page.locator(".path")).to_contain_text("郑队员")
    page.locator("summary", has_text="评价").tap()
    page.get_by_label("非常满意").check()
    page.get_by_role("button", name="评价").tap()
    expect(page.locator("h1")).to_contain_text("谢谢您的评价")


def test_twenty_seconds_are_enough_and_nothing_but_words_and_place_is_asked(visit: Visit) -> None:
    page = visit().goes("/")

    required = page.locator("main [required]").evaluate_all("fields => fields.map(field => field.name)")

    assert set(required) <= {"text"}


def test_going_back_and_sending_again_gives_the_same_code(visit: Visit) -> None:
    resident = visit()
    code = told(resident, "南大院路灯不亮了")

    page = resident.page
    page.go_back(wait_until="networkidle")
    expect(page.get_by_label("您想说什么?")).to_have_value("南大院路灯不亮了")
    page.get_by_role("button", name="告诉我们").tap()
    page.wait_for_url(re.compile("again=1"))
    assert page.locator("#code").inner_text() == code


def test_two_quick_taps_make_one_matter(visit: Visit) -> None:
    page = visit().goes("/")
    sent: list[str] = []
    page.on(
        "request",
        lambda told: sent.append(told.url) if told.method == "POST" and told.url == page.url else None,
    )
    page.get_by_label("您想说什么?").fill("单元门坏了关不上")
    page.get_by_role("button", name="用我的位置").tap()
    expect(page.locator("[data-chosen]")).to_be_visible()

    page.get_by_role("button", name="告诉我们").dblclick()
    page.wait_for_url(re.compile("/said/"))

    assert len(sent) == 1


def test_without_a_network_every_word_stays_and_goes_out_later(visit: Visit) -> None:
    resident = visit()
    page = resident.goes("/")
    page.get_by_label("您想说什么?").fill("河边护栏松了")
    page.get_by_role("button", name="用我的位置").tap()
    expect(page.locator("[data-chosen]")).to_be_visible()

    resident.context.set_offline(True)
    page.get_by_role("button", name="告诉我们").tap()
    expect(page.locator("[data-offline]")).to_contain_text("不会丢")

    resident.context.set_offline(False)
    page.reload(wait_until="networkidle")
    expect(page.get_by_label("您想说什么?")).to_have_value("河边护栏松了")
    expect(page.locator("[data-chosen]")).to_contain_text("城隍庙社区")
    page.get_by_role("button", name="告诉我们").tap()
    page.wait_for_url(re.compile("/said/"))

    resident.goes("/")
    expect(page.get_by_label("您想说什么?")).to_have_value("")


def test_a_refused_report_comes_back_with_its_words_and_its_reason(visit: Visit) -> None:
    page = visit().goes("/")
    page.get_by_label("您想说什么?").fill("这里没有说地方")
    page.get_by_role("button", name="告诉我们").tap()

    expect(page.locator(".error:visible")).to_contain_text("请告诉我们在哪里")
    expect(page.get_by_label("您想说什么?")).to_have_value("这里没有说地方")


def test_the_same_page_works_without_any_script(visit: Visit) -> None:
    page = visit(java_script_enabled=False).goes("/")
    page.get_by_label("您想说什么?").fill("楼道堆满杂物")
    page.get_by_label("社区或村").fill("城隍庙")
    page.get_by_role("button", name="告诉我们").tap()
    # Several places in the province bear this name: the nearest stands first.
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="告诉我们").tap()

    page.wait_for_url(re.compile("/said/"))
    assert re.fullmatch("[0-9A-Z]{10}", page.locator("#code").inner_text())
    page.goto(page.url.removesuffix("said/"))
    expect(page.locator("main")).to_contain_text("楼道堆满杂物")


def test_a_tap_on_the_map_is_a_place(visit: Visit) -> None:
    page = visit().goes("/")
    page.locator("summary", has_text="在地图上点").tap()
    page.locator(".map .leaflet-interactive").first.wait_for(state="attached")
    page.locator(".map").tap()

    expect(page.locator("[data-chosen]")).to_contain_text("潞州区")


def test_writing_of_a_fire_shows_whom_to_call_before_anything_is_sent(visit: Visit) -> None:
    page = visit().goes("/")
    warning = page.locator("[data-emergency]")
    expect(warning).to_be_hidden()

    page.get_by_label("您想说什么?").fill("楼道里煤气味很大")
    expect(warning).to_be_visible()
    expect(warning.locator("a[href='tel:119']")).to_be_visible()
    page.get_by_label("您想说什么?").fill("楼道灯不亮")
    expect(warning).to_be_hidden()


def test_the_word_that_a_place_is_missing_goes_when_there_is_one(visit: Visit) -> None:
    page = visit().goes("/")
    page.get_by_label("您想说什么?").fill("南大院的长椅断了")
    page.get_by_role("button", name="告诉我们").tap()
    missing = page.locator(".error", has_text="请告诉我们在哪里")
    expect(missing).to_have_count(1)

    page.get_by_role("button", name="用我的位置").tap()
    expect(page.locator("[data-chosen]")).to_contain_text("城隍庙社区")
    expect(missing).to_be_hidden()


def test_a_place_that_nobody_here_serves_is_called_so(visit: Visit) -> None:
    resident = visit()
    resident.context.set_geolocation({"longitude": 2.35, "latitude": 48.85})
    page = resident.goes("/")
    page.get_by_role("button", name="用我的位置").tap()

    expect(page.locator("[data-not-covered]")).to_be_visible()
    expect(page.locator("[data-locate-failed]")).to_be_hidden()
