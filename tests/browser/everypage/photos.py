"""A report with a photo: chosen, sent, taken back, covered for everybody."""

from playwright.sync_api import Page

from browser.everypage.eyes import Eyes, Sight
from lianxin.shell.town.cast import CHENGHUANG

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
BOX = {"left": "8", "top": "8", "right": "62", "bottom": "26"}


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


PHOTOS: tuple[Sight, ...] = (
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
)
