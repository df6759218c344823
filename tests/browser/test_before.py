"""Said before: seen while one writes, joined with one tap; and how little it takes to say a thing at all."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, ViewportSize, expect

from browser.conftest import Visit
from browser.everypage.eyes import SEND
from browser.test_keyboard import Keys
from lianxin.shell.town.cast import CHENGHUANG

# Seconds of the keystroke-level model (Card, Moran and Newell), for a thumb on a phone: a tap, a character by
# pinyin, making up one's mind before each new thing. No clock is read here: hands are counted.
TAP, CHARACTER, MIND = 1.1, 0.6, 1.35
WORDS = "广场北口井盖坏了一踩就翘"


def said_before(page: Page, words: str) -> None:
    page.evaluate(
        SEND, ["/", {"id": page.evaluate("crypto.randomUUID()"), "text": words, "area": CHENGHUANG}, None]
    )
    page.wait_for_url(re.compile("/said/"))


def test_a_resident_sees_it_while_writing_and_joins_with_one_tap(visit: Visit) -> None:
    said_before(visit().goes("/"), "南大院西墙贴满小广告")
    resident = visit()
    page = resident.goes("/")
    page.get_by_label("您想说什么?").fill("西墙又糊了一层牛皮癣小广告")
    page.get_by_role("button", name="用我的位置").tap()

    offer = page.locator(".before")
    expect(offer).to_contain_text("说过同一件事", timeout=20_000)
    offer.get_by_role("radio").first.check()
    page.get_by_role("button", name="告诉我们").tap()

    page.wait_for_url(re.compile("/said/"))
    expect(page.locator("main")).to_contain_text("已经并在一起办")
    expect(page.locator("#code")).to_be_visible()


@pytest.mark.parametrize("english", [False, True])
@pytest.mark.parametrize("viewport", [{"width": 360, "height": 640}, {"width": 390, "height": 844}])
def test_the_offer_stands_under_the_place_before_anybody_scrolls(
    visit: Visit, viewport: ViewportSize, english: bool
) -> None:
    said_before(visit().goes("/"), "南大院西墙贴满小广告")
    resident = visit(english=english)
    page = resident.page
    page.set_viewport_size(viewport)
    resident.goes("/")
    page.locator("[name=text]").fill("西墙又糊了一层牛皮癣小广告")
    page.locator("[data-locate]").tap()

    offer, send = page.locator(".before"), page.locator(".say-send")
    expect(offer).to_be_visible(timeout=20_000)
    assert top(offer) - bottom(page.locator("[data-chosen]")) <= 24
    assert bottom(offer.locator("label").first) <= top(send)
    assert page.evaluate("window.scrollY") == 0
    aloud = page.locator("[data-before-told]")
    expect(aloud).to_have_text(offer.locator("legend").inner_text())
    assert aloud.get_attribute("aria-live") == "polite"


def test_the_field_somebody_is_in_stays_where_it_is_when_the_offer_comes(visit: Visit) -> None:
    said_before(visit().goes("/"), "南大院西墙贴满小广告")
    page = visit().goes("/")
    answers: list[Route] = []
    page.route("**/before/", lambda route: answers.append(route))
    page.locator("[name=text]").fill("南大院西墙又贴满了小广告")
    page.locator("[name=area_words]").fill("城隍庙")
    page.locator("[data-suggestions] button").first.tap()
    field = page.locator("[name=place]")
    expect(field).to_be_focused()
    here = top(field)

    with page.expect_response("**/before/"):
        answers[0].continue_()

    expect(page.locator(".before")).to_be_visible()
    assert abs(top(field) - here) <= 1
    assert bottom(page.locator(".before")) <= here


def top(what: Locator) -> float:
    box = what.bounding_box()
    assert box
    return box["y"]


def bottom(what: Locator) -> float:
    box = what.bounding_box()
    assert box
    return box["y"] + box["height"]


def test_without_a_script_the_next_page_asks(visit: Visit) -> None:
    said_before(visit().goes("/"), "步道健身器材坏了,太空漫步机断了一条腿")
    page = visit(java_script_enabled=False).goes("/")
    page.get_by_label("您想说什么?").fill("健身器材坏了,漫步机的腿断着没人修")
    page.get_by_label("社区或村").fill("城隍庙")
    page.get_by_role("button", name="告诉我们").tap()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="告诉我们").tap()
    page.wait_for_url(re.compile("/said/"))

    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="就这样").tap()
    expect(page.locator("main")).to_contain_text("已经并在一起办")


def test_three_taps_and_one_required_field_fit_into_twenty_seconds(visit: Visit) -> None:
    page = visit().goes("/")
    taps = 0

    def tap(name: str) -> None:
        nonlocal taps
        taps += 1
        page.get_by_role("button", name=name, exact=False).first.tap()

    page.get_by_label("您想说什么?").tap()
    taps += 1
    page.keyboard.insert_text(WORDS)
    tap("用我的位置")
    expect(page.locator("[data-chosen]")).to_be_visible()
    assert len(page.locator("main [required]").all()) <= 3
    tap("告诉我们")
    page.wait_for_url(re.compile("/said/"))

    seconds = taps * (TAP + MIND) + len(WORDS) * CHARACTER
    assert (taps, seconds <= 20) == (3, True), f"{taps} taps, {seconds:.1f} s"


def test_a_clerk_takes_it_down_with_the_keyboard_while_the_other_speaks(visit: Visit) -> None:
    """Six keys beside the words; kind and repeats come by themselves; danger stands on top."""
    said_before(visit().goes("/"), "炉坊巷口的路灯不亮了")
    page = visit("qianpaiqian", desk=True).goes("/matters/new/")
    keys, pressed = Keys(page), 0
    expect(page.get_by_label("看到、听到了什么?")).to_be_focused()
    required = page.locator("main [required]").evaluate_all("all => all.map(one => one.name)")
    assert len(set(required)) <= 3

    keys.types("炉坊巷口路灯黑着,夜里看不见")
    expect(page.locator(".hint-kind")).to_contain_text("路灯", timeout=20_000)
    while page.evaluate("document.activeElement.name") != "area_words":
        keys.press("Tab")
        pressed += 1
    keys.types("城隍庙")
    expect(page.locator("[data-suggestions] button").first).to_be_visible(timeout=20_000)
    keys.press("Enter")
    expect(page.locator(".before")).to_contain_text("说过同一件事", timeout=20_000)
    expect(page.locator("select[name=channel]")).to_have_value("call")
    with page.expect_navigation():
        keys.press("Enter")  # from the field of the exact place, where the focus went
    pressed += 2

    assert pressed <= 6, f"{pressed} keys beside the words"
    expect(page.locator("h1")).to_contain_text("记下了")


def test_words_of_danger_stand_on_top_of_the_clerks_page(visit: Visit) -> None:
    page = visit("liwangge", desk=True).goes("/matters/new/")
    page.get_by_label("看到、听到了什么?").fill("三楼着火了")

    warning, words = page.locator("[data-emergency]"), page.get_by_label("看到、听到了什么?")
    expect(warning).to_be_visible()
    assert top(warning) < top(words)
