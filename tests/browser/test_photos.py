"""A photo on a real phone: seen before it goes, taken away again, made small, and covered with keys alone."""

from playwright.sync_api import Page, Request

from browser.conftest import Visit
from browser.everypage.photos import DRAW
from lianxin.shell.town.cast import CHENGHUANG

# As a camera makes it: twelve million pixels that do not compress, some megabytes.
CAMERA = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 4000, height: 3000 });
  const pen = canvas.getContext("2d");
  for (let n = 0; n < 40000; n += 1) {
    pen.fillStyle = `hsl(${(n * 137) % 360} 70% ${20 + (n * 31) % 60}%)`;
    pen.fillRect((n * 7919) % 4000, (n * 104729) % 3000, 60, 45);
  }
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.98));
  const hand = new DataTransfer();
  hand.items.add(new File([blob], "IMG_1.jpg", { type: "image/jpeg" }));
  const input = document.querySelector("#id_photos");
  input.files = hand.files;
  input.dispatchEvent(new Event("change"));
  await input.ready;
  return [blob.size, input.files.length, input.files[0].size];
}"""


def write(page: Page) -> None:
    page.locator("[name=text]").fill("城隍庙广场北口井盖没了")
    page.evaluate("area => { document.querySelector('[name=area]').value = area }", CHENGHUANG)


def test_six_megabytes_go_as_a_few_hundred_thousand(visit: Visit) -> None:
    page = visit().goes("/")
    write(page)
    sent: list[int] = []

    def seen(request: Request) -> None:
        if request.method == "POST":
            sent.append(len(request.post_data_buffer or b""))

    before, chosen, after = page.evaluate(CAMERA)
    page.on("request", seen)
    page.locator(".say-send button").click()
    page.wait_for_url("**/said/**")

    assert chosen == 1
    assert before > 2_000_000
    assert after < 700_000
    assert sent
    assert sent[0] < 1_000_000
    page.locator(".photo-row img").wait_for()
    assert page.evaluate("document.querySelector('.photo-row img').naturalWidth") == 320


def test_one_that_was_chosen_can_be_taken_away_and_a_fifth_is_told(visit: Visit) -> None:
    page = visit().goes("/")
    for _time in range(5):
        page.evaluate(DRAW)

    previews = page.locator("[data-chosen-photos] li")
    assert previews.count() == 4
    assert page.locator("[data-photo-trouble]").inner_text() == "一次最多四张,多的没有加上。"
    previews.first.locator("button").click()
    assert previews.count() == 3
    assert page.evaluate("document.querySelector('#id_photos').files.length") == 3


def test_a_refused_report_keeps_its_photos(visit: Visit) -> None:
    page = visit().goes("/")
    page.evaluate(DRAW)
    page.locator(".say-send button").click()
    page.locator("p.error:has-text('一句话就行')").wait_for()

    page.locator("[data-chosen-photos] li").wait_for()
    assert page.evaluate("document.querySelector('#id_photos').files.length") == 1


def test_a_box_is_drawn_moved_and_taken_away_with_keys_alone(visit: Visit) -> None:
    page = visit().goes("/")
    write(page)
    page.evaluate(DRAW)
    page.locator(".say-send button").click()
    page.wait_for_url("**/said/**")
    number = page.locator(".ticket .small").inner_text().split()[-1]

    desk = visit("qianpaiqian", desk=True).goes("/matters/")
    desk.locator(".matter-words:has-text('井盖没了')").first.click()
    assert number in desk.locator(".page-head").inner_text()
    desk.locator(".photo-publish").click()
    desk.wait_for_load_state()  # its script runs when the page is there, not before
    box = "[...document.querySelectorAll('[data-row]:first-child input')].map((input) => input.value)"
    desk.locator("[data-add]").focus()
    desk.keyboard.press("Enter")
    assert desk.evaluate(box) == ["40", "40", "60", "60"]
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Shift+ArrowRight")
    assert desk.evaluate(box) == ["39", "39", "60", "59"]
    desk.keyboard.press("Delete")
    assert desk.evaluate(box) == ["", "", "", ""]
    frame = desk.locator("[data-cover-photo] img").bounding_box()
    assert frame
    desk.mouse.move(frame["x"] + frame["width"] * 0.1, frame["y"] + frame["height"] * 0.1)
    desk.mouse.down()
    desk.mouse.move(frame["x"] + frame["width"] * 0.5, frame["y"] + frame["height"] * 0.3)
    desk.mouse.up()
    drawn = [float(value) for value in desk.evaluate(box)]
    assert all(abs(one - due) < 1 for one, due in zip(drawn, (10, 10, 50, 30), strict=True))
    desk.locator("[name=looked]").check()
    desk.locator("main form button.primary").click()
    desk.locator("[data-done-a-moment-ago]").wait_for()
    assert desk.locator(".cover-now img").evaluate("image => image.naturalWidth") == 1280
