"""What a resident says, finds and reads."""

from uuid import uuid4

from browser.everypage.eyes import SAME, Eyes, Sight, seen, sent
from lianxin.shell.town.cast import CHENGHUANG


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


RESIDENTS: tuple[Sight, ...] = (
    seen("say", "", "/", "matters:say"),
    sent("say-refused", "", "/", "/", text=""),
    sent("say-which-place", "", "/", "/", id=SAME, text="楼道堆满杂物", area_words="城隍庙"),
    seen("find", "", "/p/", "matters:find"),
    seen("commons", "", "/commons/", "commons:board"),
    seen("commons-empty", "", "/commons/?month=2020-01"),
    seen("commons-wrong", "", "/commons/?kind=nothing"),
    seen("commons-sign", "", "/commons/sign/", "commons:sign"),
    seen("find-wrong", "", "/p/?code=WRONGWRONG"),
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
)


# Somebody writes of danger: no script, so the page that comes back warns.
IN_DANGER: tuple[Sight, ...] = (sent("say-fire", "", "/", "/", text="我家着火了,快来人"),)
