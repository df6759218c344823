"""What somebody else has said before, as residents and dispatchers meet it."""

from uuid import uuid4

from browser.everypage.eyes import Eyes, Sight
from browser.everypage.residents import code
from lianxin.shell.town.cast import CHENGHUANG

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


SAID_BEFORE: tuple[Sight, ...] = (
    Sight("said-before", "", said_twice),
    Sight("report-said-before", "", lambda eyes: writing(eyes, "/")),
    Sight("calling-said-before", "qianpaiqian", lambda eyes: writing(eyes, "/matters/new/")),
    Sight("said-apart", "", lambda eyes: eyes.at(f"/p/{code(eyes)}/said/?apart=1")),
)
